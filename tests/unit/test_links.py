"""The check of links that a build ends with: what it reads in a page, and what it calls dead."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from links import BuiltSite, read_manifest, read_page, read_site, read_sitemap

AT = "https://example.org/team/vijf/"


def written(folder: Path, files: Mapping[str, str], address: str = "") -> BuiltSite:
    """Return a site that has these files."""
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return read_site(folder, address)


def told(site: BuiltSite, *conditions: str) -> list[str]:
    return [str(problem) for problem in site.problems(conditions)]


def addresses(html: str) -> list[str]:
    return [link.address for link in read_page(html).links]


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ('<a href="x/">', ["x/"]),
        ("<A HREF='x/'>", ["x/"]),
        ("<a href=x/ class=y>", ["x/"]),
        ('<a\n  class="y"\n  href = "x/"\n>', ["x/"]),
        ('<a title="a > b" href="x/">', ["x/"]),
        ('<a href="x/" href="y/">', ["x/"]),
        ('<a href="x/?a=1&amp;b=2">', ["x/?a=1&b=2"]),
        ("<a href>", [""]),
        ('<img src="a.png" srcset="b.png 1x, c.png 2x">', ["a.png", "b.png", "c.png"]),
        ('<script src="x.js"></script>', ["x.js"]),
        ('<form action="x/"><button formaction="y/">', ["x/", "y/"]),
        ('<object data="x.svg"></object><a data="y">', ["x.svg"]),
        ('<use xlink:href="#x">', ["#x"]),
        ('<meta property="og:image" content="x.png"><meta name="y" content="z">', ["x.png"]),
        ('<template><a data-address="x/KEY/"></a></template>', ["x/KEY/"]),
        ('<!-- <a href="x/"> -->', []),
        ("<script>const html = '<a href=\"x/\">';</script>", []),
        ('<a data-href="x/" title=\'href="y/"\'>', []),
        ('a < b <a href="x/">', ["x/"]),
    ],
)
def test_addresses_are_read_as_a_browser_reads_them(html: str, found: list[str]) -> None:
    """Quotes, line breaks, capitals and references do not matter; comments and script do not count.

    The first of two attributes with one name counts.
    """
    assert addresses(html) == found


@given(st.text("<>a\"'=/! -\n", max_size=200), st.integers(1, 300))
def test_no_page_is_too_broken_to_read(text: str, times: int) -> None:
    """However tags and quotes are mixed up, and however often, reading ends."""
    read_page(text * times)


def test_a_link_that_leads_somewhere_is_not_told(tmp_path: Path) -> None:
    """A page, a file, an anchor, the page itself, what script reads, another host: all of them."""
    links = (
        "",
        "#",
        "#a",
        "b/",
        "b/#b",
        "b/?x=1#b",
        "c.txt",
        "b/#x=1",
        "b/#v1;two@1",
        "mailto:x@y",
    )
    page = "".join(f'<a href="{link}">' for link in (*links, "https://example.com/", "//x.org/y"))
    site = written(
        tmp_path,
        {
            "index.html": f'<p id="a">{page}',
            "b/index.html": '<p id="b"><a href="../"><a href="../b/"><a href="../#a">',
            "c.txt": "",
        },
    )
    assert told(site) == []


@pytest.mark.parametrize(
    ("link", "what", "fix"),
    [
        ("d/", "leads to d/, which is not there", "add what it leads to"),
        ("b", "leads to b, which is not there", "add what it leads to"),
        ("B/", "leads to B/, which is not there", "add what it leads to"),
        ("gloss/", "leads to gloss/, which is not there", "was glass/ meant?"),
        ("#c", "leads to the first page, which has no #c", "give its target this id"),
        ("b/#need", "leads to b/, which has no #need", "was #needs meant?"),
        ("../b/", "leads out of the site", "../"),
        ("/b/", "begins at the root of the host", "as seen from the page"),
    ],
)
def test_a_dead_link_is_told(tmp_path: Path, link: str, what: str, fix: str) -> None:
    """It is told with its page, its text, where it leads and what to do about it."""
    site = written(
        tmp_path,
        {
            "index.html": f'<p id="a"><a class="x" href="{link}">To <b>it</b></a>',
            "b/index.html": '<p id="needs">',
            "glass/index.html": "",
        },
    )
    (problem,) = site.problems([])
    assert problem.where == "index.html"
    assert problem.what.startswith(f'<a href="{link}">To it</a> {what}')
    assert fix in problem.fix


def test_a_dead_link_of_many_pages_is_told_once(tmp_path: Path) -> None:
    """It is one problem, wherever the pages lie and whatever they were made from."""
    files = {
        f"{folder}index.html": f'<a href="{up}no/">No</a>'
        for folder, up in (("", ""), ("b/", "../"), ("b/c/", "../../"))
    }
    (problem,) = written(tmp_path, files).problems([], {"": "nl/index.md"})
    assert problem.where == "nl/index.md and 2 more"


def test_an_address_that_script_completes_is_right_for_each_condition(tmp_path: Path) -> None:
    """What is put into a query or behind a sign for script needs no page of its own."""
    files = {
        "index.html": '<a data-address="KEY/"><a data-address="?id=KEY"><a data-address="#id=KEY">',
        "need/index.html": "",
    }
    site = written(tmp_path, files)
    assert told(site, "need") == []
    (problem,) = told(site, "need", "means")
    assert "leads to means/, which is not there" in problem


@pytest.mark.parametrize(
    ("address", "links", "dead"),
    [
        ("", "/ /. /b/ /b/#b https://example.org/", "b/ ./ /c/ /b/#c"),
        (AT, "/team/vijf/ /team/vijf/b/#b https://example.org/", "b/ /b/ /team/vijf/c/"),
    ],
)
def test_the_page_for_what_is_not_there_is_seen_at_any_depth(
    tmp_path: Path, address: str, links: str, dead: str
) -> None:
    """Its links begin at the root of the site; as seen from the page they would lead nowhere."""
    for which, count in ((links, 0), (dead, len(dead.split()))):
        page = "".join(f'<a href="{link}">' for link in which.split())
        files = {"404.html": page, "index.html": "", "b/index.html": '<p id="b">'}
        assert len(told(written(tmp_path, files, address))) == count


def test_a_full_address_of_the_site_is_looked_at(tmp_path: Path) -> None:
    """With an address, what begins with it has to be there; elsewhere on that host is elsewhere."""
    links = (AT, f"{AT}b/", "https://example.org/b/", f"{AT}no/", f"{AT}#no")
    files = {
        "index.html": "".join(f'<a href="{link}">' for link in links),
        "b/index.html": f'<meta property="og:image" content="{AT}no.png">',
    }
    problems = told(written(tmp_path, files, AT))
    assert len(problems) == 3
    for problem, link in zip(problems, (f"{AT}no/", f"{AT}#no", f"{AT}no.png"), strict=True):
        assert f'"{link}"' in problem


def test_a_manifest_is_looked_at() -> None:
    """Its icons, its shortcuts and where it starts."""
    text = """{"name": "x", "start_url": "./", "icons": [{"src": "a.png", "sizes": "any"}],
        "shortcuts": [{"name": "y", "url": "b/", "icons": [{"src": "c.png"}]}], "scope": "../"}"""
    found = [link.address for link in read_manifest(text).links]
    assert found == ["./", "a.png", "b/", "c.png", "../"]


def test_a_sitemap_is_looked_at() -> None:
    """Its pages, and their other languages."""
    text = (
        f'<url><loc>{AT}b/</loc><xhtml:link rel="alternate" hreflang="en" href="{AT}en/b/"/></url>'
    )
    assert [link.address for link in read_sitemap(text).links] == [f"{AT}b/", f"{AT}en/b/"]


def test_manifest_and_sitemap_are_told_by_name(tmp_path: Path) -> None:
    """A dead address in either is one of the site's."""
    files = {
        "en/manifest.webmanifest": '{"start_url": "no/"}',
        "sitemap.xml": f"<loc>{AT}no/</loc>",
    }
    problems = written(tmp_path, files, AT).problems([])
    assert [problem.where for problem in problems] == ["en/manifest.webmanifest", "sitemap.xml"]
