"""Checks every address in the site as it is built: each leads to a file, and to an anchor in it.

MkDocs knows what Markdown links to, but most addresses are written by templates. So this reads what
is published: all pages in all languages, 404.html, the manifests and the sitemap. What leads
nowhere is a warning, and a warning stops a strict build. Other hosts are not asked.
"""

import json
import logging
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from html import unescape
from pathlib import Path
from typing import Any, cast
from urllib.parse import unquote, urljoin, urlsplit

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.pages import Page

from languages import still_building
from own import fit, settings
from quiz.errors import Problem

NOWHERE = "https://site.invalid/in/a/folder/"
"""Stands for the address of a site that is built without one, and so has to work in any folder."""

NOT_FOUND = "404.html"
"""A host shows it in place of any page that is not there, however deep."""

ADDRESSES = ("href", "src", "action", "formaction", "poster", "xlink:href", "data-address")
PREVIEWS = ("og:url", "og:image")
IN_MANIFEST = ("start_url", "scope", "src", "url")
ALIKE = 0.8
"""How near an address must come, of 1, to be taken for the one that was meant."""

KEY = "KEY"
"""Where script puts the id of a condition or a prospect into the address in `data-address`."""

# A whole tree of each page would make a build a quarter slower. What is in a comment, a script or a
# style is passed over; no run of signs is tried twice, so that no page takes long.
_ATTRIBUTES = r"""(?:[^>"']++|"[^"]*+"|'[^']*+')*+"""
_TAG = re.compile(
    rf"<!--.*?-->|<(?P<raw>script|style|textarea|title)\b(?P<on_raw>{_ATTRIBUTES})>.*?</(?P=raw)\b"
    rf"|<(?P<element>[a-z][^\s/>]*+)(?P<attributes>{_ATTRIBUTES})>",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"""([^\s"'>/=]++)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++)))?""")
_OF_INTEREST = re.compile(
    rf"(?<![\w-])(?:id|srcset|data|property|{'|'.join(ADDRESSES)})(?![\w-])", re.IGNORECASE
)
_LOCATION = re.compile(r"<loc>([^<]*)</loc>")

log = logging.getLogger("mkdocs.plugins")


@dataclass(frozen=True)
class Link:
    """An address as a page writes it: the element and attribute it stands in, and its text."""

    element: str
    attribute: str
    address: str
    text: str = field(default="", compare=False)

    def __str__(self) -> str:
        if self.element == "":
            return f"{self.attribute} {self.address}"
        start = f'<{self.element} {self.attribute}="{self.address}">'
        return f"{start}{self.text}</a>" if self.text else start


@dataclass(frozen=True)
class Document:
    """What a file of the site links to, and the ids that a link to it can name."""

    links: Sequence[Link]
    ids: frozenset[str] = frozenset()


def read_page(html: str) -> Document:
    """Return the links and ids of a page."""
    links: list[Link] = []
    ids: set[str] = set()
    for tag in _TAG.finditer(html):
        inside = tag["attributes"] or tag["on_raw"]
        if not inside or not _OF_INTEREST.search(inside):
            continue
        element = (tag["element"] or tag["raw"]).lower()
        attributes: dict[str, str] = {}
        for name, *values in _ATTRIBUTE.findall(inside):
            attributes.setdefault(name.lower(), unescape("".join(values)))  # the first one counts
        if "id" in attributes:
            ids.add(attributes["id"])
        text = _text_after(html, tag.end()) if element == "a" else ""
        links += (Link(element, *found, text) for found in _addresses(element, attributes))
    return Document(links, frozenset(ids))


def _addresses(element: str, attributes: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name in ADDRESSES:
        if name in attributes:
            yield name, attributes[name]
    for candidate in attributes.get("srcset", "").split(","):
        if candidate.strip():
            yield "srcset", candidate.split()[0]
    if element == "object" and "data" in attributes:
        yield "data", attributes["data"]
    if element == "meta" and attributes.get("property") in PREVIEWS:
        yield "content", attributes.get("content", "")


def _text_after(html: str, start: int) -> str:
    """Return what a reader sees of a link whose tag ends here."""
    inside = html[start : start + 1000].partition("</a")[0]
    return " ".join(unescape(re.sub("<[^>]*>", "", inside)).split())


def read_manifest(text: str) -> Document:
    """Return the links of a web app manifest."""

    def found(value: Any) -> Iterator[Link]:
        if isinstance(value, list):
            for item in value:
                yield from found(item)
        elif isinstance(value, dict):
            for key, item in value.items():
                if key in IN_MANIFEST:
                    yield Link("", key, item)
                else:
                    yield from found(item)

    return Document([*found(json.loads(text))])


def read_sitemap(text: str) -> Document:
    """Return the links of a sitemap: each page, and its other languages."""
    pages = [Link("", "loc", unescape(address)) for address in _LOCATION.findall(text)]
    return Document([*pages, *read_page(text).links])


@dataclass(frozen=True)
class BuiltSite:
    """A built site: the files in its folder, and the documents among them by address.

    `address` is where it is served, with a slash at its end; NOWHERE if that is not known. Pages
    and documents are named as seen from there: `en/check/`, `404.html`.
    """

    folder: Path
    address: str
    documents: Mapping[str, Document] = field(repr=False)

    @cached_property
    def files(self) -> frozenset[str]:
        """The paths of all files, letter by letter as they are published."""
        return frozenset(
            path.relative_to(self.folder).as_posix()
            for path in self.folder.rglob("*")
            if path.is_file()
        )

    def target(self, page: str, reference: str) -> str:
        """Return the full address that a reference in a page leads to."""
        if page == NOT_FOUND:
            # At any depth; without an address, such a site can only lie at the root of its host.
            page = "no/such/page/"
            if self.address == NOWHERE and re.match("/(?!/)", reference):
                reference = urlsplit(self.address).path + reference[1:]
        return urljoin(self.address + page, reference)

    def url(self, target: str) -> str | None:
        """Return a full address as seen from the root of the site; None when it is elsewhere."""
        if not target.startswith(self.address):
            return None
        return unquote(urlsplit(target.removeprefix(self.address)).path)

    def file(self, url: str) -> Path | None:
        """Return the file that a static host sends for this address; None for a 404."""
        name = _file_of(url)
        return self.folder / name if name in self.files else None

    def problem(self, page: str, reference: str) -> tuple[str, str] | None:
        """Say where a reference in a page leads instead, and how to mend that.

        None when it leads somewhere, or to another host.
        """
        target = self.target(page, reference)
        url = self.url(target)
        if page != NOT_FOUND and re.match("/(?!/)", reference):
            what = "begins at the root of the host, where the site need not lie"
            return what, "write it as seen from the page"
        if url is None:
            if urlsplit(reference).scheme or urlsplit(reference).netloc:
                return None
            return "leads out of the site", "take away a “../” too many"
        if self.file(url) is None:
            near = get_close_matches(url, self._named, 1, ALIKE)
            return f"leads to {url}, which is not there", _fix(near, "add what it leads to")
        anchor = unquote(urlsplit(target).fragment)
        document = self.documents.get(url)
        # With such a character in it, it is not an anchor but something for a script to read.
        if not anchor or document is None or re.search("[;=]", anchor) or anchor in document.ids:
            return None
        near = [f"#{name}" for name in get_close_matches(anchor, document.ids, 1, ALIKE)]
        shown = url or "the first page"
        return f"leads to {shown}, which has no #{anchor}", _fix(near, "give its target this id")

    @cached_property
    def _named(self) -> Sequence[str]:
        """All files as addresses name them."""
        return sorted(map(_address, self.files))

    def problems(
        self, conditions: Iterable[str], sources: Mapping[str, str] | None = None
    ) -> list[Problem]:
        """Return what is wrong with the links, each once, however many pages have it.

        `conditions` are the ids that script completes an address with, `sources` tells from which
        file a page was made.
        """
        found: dict[tuple[object, ...], tuple[str, str, list[str]]] = {}
        for page, document in self.documents.items():
            for link in document.links:
                for address in _completed(link.address, conditions):
                    if problem := self.problem(page, address):
                        what = f"{link} {problem[0]}"
                        same = (link.element, link.attribute, self.target(page, address), link.text)
                        _, _, pages = found.setdefault(same, (what, problem[1], []))
                        where = (sources or {}).get(page) or _file_of(page)
                        if where not in pages:
                            pages.append(where)
        return [Problem(_many(pages), what, fix) for what, fix, pages in found.values()]


def _address(file: str) -> str:
    """Return how links name a file of the site."""
    return re.sub(r"(^|/)index\.html$", r"\1", file)


def _file_of(address: str) -> str:
    return f"{address}index.html" if address == "" or address.endswith("/") else address


def _completed(address: str, conditions: Iterable[str]) -> Iterable[str]:
    path = urlsplit(address).path
    return [address.replace(KEY, key) for key in conditions] if KEY in path else [address]


def _fix(near: Sequence[str], otherwise: str) -> str:
    meant = f" (was {near[0]} meant?)" if near else ""
    return f"mend it in the page or the template that writes it{meant}, or {otherwise}"


def _many(pages: Sequence[str]) -> str:
    return pages[0] if len(pages) == 1 else f"{pages[0]} and {len(pages) - 1} more"


def read_site(folder: Path, address: str) -> BuiltSite:
    """Read all pages below a folder, with the manifests and the sitemap.

    `address` is where the site is served; empty when that is not known.
    """
    documents = {}
    for pattern, read in (
        ("*.html", read_page),
        ("*.webmanifest", read_manifest),
        ("sitemap.xml", read_sitemap),
    ):
        for file in sorted(folder.rglob(pattern)):
            url = _address(file.relative_to(folder).as_posix())
            documents[url] = read(file.read_text(encoding="utf-8"))
    return BuiltSite(folder, address or NOWHERE, dict(sorted(documents.items())))


_sources: dict[str, str] = {}  # page → the Markdown that it was made from
_lessons: Sequence[str] = ()


def on_env(env: Environment, **_: object) -> Environment:
    """Remember the ids of lessons that script puts into addresses."""
    global _lessons  # noqa: PLW0603 - MkDocs gives hooks no place of their own
    _lessons = cast(Sequence[str], env.globals["lessons_there"])  # from components.py
    return env


def on_page_content(html: str, page: Page, **_: object) -> str:
    """Remember where a page comes from."""
    _sources[_address(page.file.dest_uri)] = page.file.src_uri
    return html


@event_priority(-400)  # after the last file is written
def on_post_build(config: MkDocsConfig) -> None:
    """Tell of every link that leads nowhere."""
    if still_building(config):
        return
    site = read_site(Path(config.site_dir), config.site_url or "")
    own = {page for page, source in _sources.items() if fit().is_own(source)}
    for problem in (*site.problems(_lessons, _sources), *foreign(site, own, _sources)):
        log.warning("%s", problem)


def foreign(site: BuiltSite, own: Set[str], sources: Mapping[str, str]) -> Iterator[Problem]:
    """Yield where a team's `own` pages lead to, and neither ours do nor it has said they may."""
    allowed = settings().leads_to()
    ours = site.documents.keys() - own
    told = {link.address for page in ours for link in site.documents[page].links}
    told |= _once_ours(own, sources)
    for page in sorted(own & site.documents.keys()):
        for link in site.documents[page].links:
            away = link.element == "a" and site.url(site.target(page, link.address)) is None
            if not away or not link.address.startswith("https://") or link.address in told:
                continue
            if not any(is_below(link.address, one) for one in allowed):
                told.add(link.address)
                fix = "add the address that it begins with to `links` in the team’s team.yml"
                yield Problem(sources[page], f"{link} leads out of the site", fix)


def _once_ours(own: Set[str], sources: Mapping[str, str]) -> set[str]:
    """Return the addresses that our versions of a team's pages have."""
    files = [fit().docs / sources[page] for page in own]
    texts = [file.read_text(encoding="utf-8") for file in files if file.exists()]
    return {address for text in texts for address in re.findall(r"https://[^\s)\"<>]+", text)}


def is_below(address: str, other: str) -> bool:
    """Say whether an address is another one, or below it."""
    one, above = urlsplit(address), urlsplit(other)
    path = above.path.rstrip("/")
    same = one.netloc == above.netloc
    return same and (one.path == path or one.path.startswith(f"{path}/") or not path)
