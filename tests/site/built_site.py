"""The built site as the tests see it: its pages, and what an address in one of them leads to."""

import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from mkdocs.utils.yaml import yaml_load

from tests.site.site_tree import Element, parse

ROOT = Path(__file__).parents[2]
CONFIG = ROOT / "mkdocs.yml"
HOMES = {"nl": "", "en": "en/"}
"""The languages, and the folder in which each one's pages lie."""

PUBLISHED_AT = "https://example.org/team/vijf/"
NOWHERE = "https://site.invalid/"
"""Stands for the address of a site that was built without one."""


@dataclass(frozen=True)
class Page:
    """A page: `url` from the root of the site (`en/check/`), `path` from its language's home.

    `seen_at` is where a browser shows it: a 404 page can turn up at any depth.
    """

    url: str
    path: str
    language: str
    document: Element = field(repr=False)

    @property
    def seen_at(self) -> str:
        """The page's address from the root of the site."""
        return "no/such/page/" if self.url == "404.html" else self.url

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
        return self.html.one("article")

    @cached_property
    def ids(self) -> frozenset[str]:
        """What an anchor can point at."""
        return frozenset(element["id"] for element in self.html.all(has="id"))

    def meta(self, name: str) -> str:
        """Return the content of the one meta element with this name or property."""
        attribute = "property" if ":" in name and not name.startswith("twitter:") else "name"
        return self.head.one("meta", attribute, name)["content"]


@dataclass(frozen=True)
class Site:
    """A built site that is served at `address`, which ends in a slash."""

    folder: Path
    address: str
    pages: Mapping[str, Page] = field(repr=False)

    def target(self, page: Page, reference: str) -> str:
        """Return the full address that a reference in a page leads to."""
        return urljoin(self.address + page.seen_at, reference)

    def url(self, address: str) -> str | None:
        """Return a full address as seen from the root of the site; None when it is elsewhere."""
        if not address.startswith(self.address):
            return None
        return unquote(str(urlsplit(address.removeprefix(self.address)).path))

    def file(self, url: str) -> Path | None:
        """Return the file that a static host sends for this address; None for a 404."""
        file = self.folder / (f"{url}index.html" if url == "" or url.endswith("/") else url)
        return file if file.is_file() else None

    def problem(self, address: str) -> str | None:
        """Say what is wrong with a full address within the site; None when it leads somewhere."""
        url = self.url(address)
        if url is None:
            return "lies outside the site"
        if self.file(url) is None:
            return "is not there"
        anchor = unquote(urlsplit(address).fragment)
        if anchor and anchor not in self.pages[url].ids:
            return "has no such anchor"
        return None

    def in_language(self, language: str) -> dict[str, Page]:
        """Return the pages of a language by path, without the 404 page."""
        return {
            page.path: page
            for page in self.pages.values()
            if page.language == language and page.url != "404.html"
        }


def read_site(folder: Path, address: str) -> Site:
    """Read all pages below a folder."""
    pages = {}
    for file in sorted(folder.rglob("*.html")):
        url = file.relative_to(folder).as_posix().removesuffix("index.html")
        language = "en" if url.startswith(HOMES["en"]) else "nl"
        document = parse(file.read_text(encoding="utf-8"))
        pages[url] = Page(url, url.removeprefix(HOMES[language]), language, document)
    return Site(folder, address, pages)


@dataclass(frozen=True)
class Build:
    """A build that is done: where the site is, the exit status, and what MkDocs said."""

    folder: Path
    status: int
    output: str


def build(config: Path, folder: Path, site_url: str = "") -> Build:
    """Build a site into a folder, with Python's own warnings as errors."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "mkdocs", "build", "-f", config, "-d", folder],
        cwd=ROOT,
        env=os.environ | {"SITE_URL": site_url, "NO_MKDOCS_2_WARNING": "1"},
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
