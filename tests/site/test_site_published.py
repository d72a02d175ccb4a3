"""What must be absolute in a site that is published at an address, and is."""

import gzip
import struct
from xml.etree import ElementTree

from quiz.host.team import in_team, read_settings, team_folder
from tests.site.built_site import HOMES, PUBLISHED_AT, ROOT, Page, Site

MEND = """
Something that must be absolute in a published site is not. See overrides/main.html for heads, and
`make pictures` for the cards of shared pages.
"""

NAMES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
}


def real_pages(site: Site) -> list[Page]:
    return [page for page in site.pages.values() if page.url != "404.html"]


def test_each_page_names_its_one_address(published: Site) -> None:
    """The canonical link and og:url are the page's own address, in full."""
    for page in real_pages(published):
        own = PUBLISHED_AT + page.url
        assert page.head.one("link", "rel", "canonical")["href"] == own
        assert page.meta("og:url") == own


def test_the_page_for_what_is_not_there_has_no_address(published: Site) -> None:
    """404.html is shown at addresses that are none: it claims none as its own."""
    page = published.pages["404.html"]
    assert list(page.head.all("link", "rel", "canonical")) == []
    assert list(page.head.all("meta", "property", "og:url")) == []


def test_search_engines_get_full_addresses(published: Site) -> None:
    """An alternate that is relative is one that they ignore."""
    for page in real_pages(published):
        links = list(page.head.all("link", "rel", "alternate"))
        assert links
        assert [str(link) for link in links if not link["href"].startswith(PUBLISHED_AT)] == []


def test_a_shared_page_has_a_picture(published: Site, language: str) -> None:
    """og:image is the card in the page's language, and has the size that the page says.

    A team with a name of its own and no card of its own has none: ours bears our name.
    """
    own_card = f"card-{language}.png"
    if read_settings(team_folder()).name and not in_team(own_card):
        pages = published.in_language(language).values()
        assert [page.url for page in pages if "og:image" in str(page.head)] == []
        return
    for page in published.in_language(language).values():
        assert page.meta("og:image") == f"{PUBLISHED_AT}assets/card-{language}.png"
        said = (page.meta("og:image:width"), page.meta("og:image:height"))
        assert said == ("1200", "630")
    card = published.folder / f"assets/card-{language}.png"
    assert card.is_file(), f"{card.name} is not in the site"
    data = card.read_bytes()
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", data[16:24]) == (1200, 630)


def test_the_sitemap_lists_every_page_in_every_language(published: Site) -> None:
    """Each page is in it once, in full, with its alternates."""
    text = (published.folder / "sitemap.xml").read_text(encoding="utf-8")
    urls = ElementTree.fromstring(text).findall("s:url", NAMES)  # noqa: S314 - our own file
    listed = [
        (
            url.findtext("s:loc", namespaces=NAMES),
            {link.attrib["hreflang"]: link.attrib["href"] for link in url.findall("x:link", NAMES)},
        )
        for url in urls
    ]
    expected = {
        PUBLISHED_AT + page.url: {
            language: PUBLISHED_AT + home + page.path for language, home in HOMES.items()
        }
        for page in real_pages(published)
    }
    assert len(listed) == len(expected)
    assert dict(listed) == expected


def test_the_packed_sitemap_is_the_same(published: Site) -> None:
    """Search engines may take either."""
    packed = (published.folder / "sitemap.xml.gz").read_bytes()
    assert gzip.decompress(packed) == (published.folder / "sitemap.xml").read_bytes()


def test_no_file_of_the_site_names_the_machine_that_built_it(published: Site) -> None:
    """No page, script, style or index holds a path of the project's folder."""
    kinds = {".html", ".css", ".js", ".json", ".xml", ".map"}
    files = [file for file in published.folder.rglob("*") if file.suffix in kinds]
    assert files
    assert [file.name for file in files if str(ROOT).encode() in file.read_bytes()] == []
