"""The built site as the tests see it: its pages, and what an address in one of them leads to."""

import os
import shlex
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from mkdocs.utils.yaml import yaml_load

from links import BuiltSite
from links import read_site as read_links
from tests.site.site_tree import Element, parse

ROOT = Path(__file__).parents[2]
CONFIG = ROOT / "mkdocs.yml"
HOMES = {"nl": "", "en": "en/"}
"""The languages, and the folder in which each one's pages lie."""

PUBLISHED_AT = "https://example.org/team/vijf/"


@dataclass(frozen=True)
class Page:
    """A page: `url` from the root of the site (`en/check/`), `path` from its language's home."""

    url: str
    path: str
    language: str
    document: Element = field(repr=False)

    @cached_property
    def html(self) -> Element:
        """The root element."""
        return self.document.one("html")

    @cached_property
    def head(self) -> Element:
        """The head of the page."""
        return self.html.one("head")

    @cached_property
    def article(self) -> Element:
        """What the page itself says, without header, navigation and footer."""
        return self.html.one("article", has="class", value="md-content__inner md-typeset")

    def meta(self, name: str) -> str:
        """Return the content of the one meta element with this name or property."""
        attribute = "property" if ":" in name and not name.startswith("twitter:") else "name"
        return self.head.one("meta", attribute, name)["content"]


@dataclass(frozen=True)
class Site:
    """A built site with its pages as trees, and what its links lead to as the build sees it."""

    pages: Mapping[str, Page] = field(repr=False)
    links: BuiltSite = field(repr=False)

    @property
    def folder(self) -> Path:
        """Where the site lies."""
        return self.links.folder

    @property
    def address(self) -> str:
        """Where it is served, with a slash at its end."""
        return self.links.address

    def target(self, page: Page, reference: str) -> str:
        """Return the full address that a reference in a page leads to."""
        return self.links.target(page.url, reference)

    def url(self, address: str) -> str | None:
        """Return a full address as seen from the root of the site; None when it is elsewhere."""
        return self.links.url(address)

    def file(self, url: str) -> Path | None:
        """Return the file that a static host sends for this address; None for a 404."""
        return self.links.file(url)

    def problem(self, page: Page, reference: str) -> str | None:
        """Say what is wrong with a reference in a page; None when it leads somewhere."""
        found = self.links.problem(page.url, reference)
        return found[0] if found else None

    def ids(self, page: Page) -> frozenset[str]:
        """Return what an anchor in a page can point at."""
        return self.links.documents[page.url].ids

    def in_language(self, language: str) -> dict[str, Page]:
        """Return the pages of a language by path, without the 404 page."""
        return {
            page.path: page
            for page in self.pages.values()
            if page.language == language and page.url != "404.html"
        }


def read_site(folder: Path, address: str = "") -> Site:
    """Read all pages below a folder; the address is empty for a site that was built without one."""
    built = read_links(folder, address)
    pages = {}
    for file in sorted(folder.rglob("*.html")):
        url = file.relative_to(folder).as_posix().removesuffix("index.html")
        language = "en" if url.startswith(HOMES["en"]) else "nl"
        document = parse(file.read_text(encoding="utf-8"))
        pages[url] = Page(url, url.removeprefix(HOMES[language]), language, document)
    return Site(pages, built)


@dataclass(frozen=True)
class Build:
    """A build that is done: where the site is, the exit status, and what MkDocs said."""

    folder: Path
    status: int
    output: str


def mkdocs(target: str) -> list[str]:
    """Return the command that `make` runs for this target, with Python's warnings as errors."""
    make = ["make", "--dry-run", target]
    done = subprocess.run(make, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    (line,) = [line for line in done.stdout.splitlines() if "/mkdocs " in line]
    options = shlex.split(line.partition("/mkdocs ")[2])
    return [sys.executable, "-W", "error", "-m", "mkdocs", *options]


def environment(site_url: str = "") -> dict[str, str]:
    """Return the environment in which MkDocs runs."""
    return os.environ | {"SITE_URL": site_url, "NO_MKDOCS_2_WARNING": "1"}


def build(config: Path, folder: Path, site_url: str = "", *options: str) -> Build:
    """Build a site into a folder as `make build` does."""
    done = subprocess.run(
        [*mkdocs("build"), "-f", str(config), "-d", str(folder), *options],
        cwd=ROOT,
        env=environment(site_url),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return Build(folder, done.returncode, done.stdout)


def listed(problems: Iterable[str]) -> str:
    """Return the problems one a line, for the message of a test that wants none."""
    return "\n".join(["", *problems])


def settings() -> dict[str, Any]:
    """Return what mkdocs.yml says."""
    with CONFIG.open(encoding="utf-8") as file:
        return yaml_load(file)
