"""The same pages in both languages, at the addresses that others rely on."""

from pathlib import Path, PurePath

import pytest

from quiz.definition import Definition
from quiz.host.fit import Fit
from tests.site.built_site import HOMES, ROOT, Site, listed

MEND = """
Each page is there in docs/nl/ and docs/en/, with the same ids behind its headings. When a page goes
for good, take it out of ADDRESSES here, and expect old bookmarks of it to fail.
"""

ADDRESSES = (
    "",
    "accessibility/",
    "article/",
    "check/",
    "coach/",
    "glossary/",
    "group/",
    "method/",
    "practice/",
    "privacy/",
    "prospects/",
    "scorecard/",
    "team/",
)
SOURCE_FOLDERS = {"hooks", "partials", "quiz"}
SOURCE_KINDS = {".md", ".py", ".toml", ".yml"}


def test_the_words_are_there_in_both_languages() -> None:
    """docs/nl and docs/en hold the same files."""
    files = {
        language: {
            file.relative_to(ROOT / "docs" / language).as_posix()
            for file in (ROOT / "docs" / language).rglob("*")
            if file.is_file()
        }
        for language in HOMES
    }
    assert files["nl"] == files["en"]
    assert "index.md" in files["nl"]


def test_the_site_speaks_the_languages_of_the_definition(definition: Definition) -> None:
    """A page can say every text of the definition, and no language of it goes unused."""
    assert definition.languages == tuple(HOMES)


@pytest.mark.parametrize("path", ADDRESSES)
def test_an_address_stays(built: Site, language: str, path: str) -> None:
    """A bookmark of each page goes on working, in both languages."""
    assert HOMES[language] + path in built.pages


def test_the_pages_are_there_in_both_languages(built: Site) -> None:
    """Each page is built in Dutch and, at the same path under en/, in English."""
    assert set(built.in_language("nl")) == set(built.in_language("en"))


def test_each_file_of_the_docs_has_its_page(built: Site, definition: Definition) -> None:
    """No page is built that docs/ does not have, and none of docs/ is left out."""
    fit = Fit(definition)
    named = [Path(name) for name in fit.pages if name.startswith("nl/")]
    written = [file.relative_to("nl").with_suffix("") for file in named]
    written = [file for file in written if f"{file}.md" not in fit.lessons_of_none]
    folders = [path.parent if path.name == "index" else path for path in written]
    assert set(built.in_language("nl")) == {
        "" if folder == PurePath() else f"{folder.as_posix()}/" for folder in folders
    }


def test_there_is_one_page_for_what_is_not_there(any_build: Site) -> None:
    """A static host looks for 404.html at the root, and nowhere else."""
    assert [url for url in any_build.pages if url.endswith("404.html")] == ["404.html"]


def test_the_page_for_what_is_not_there_speaks_both_languages(any_build: Site) -> None:
    """404.html says it in both, marks which is which, and leads to the home page of each."""
    page = any_build.pages["404.html"]
    languages = {page.html["lang"]} | {part["lang"] for part in page.article.all(has="lang")}
    assert languages == set(HOMES)
    links = [any_build.target(page, link["href"]) for link in page.article.all("a", "href")]
    assert set(HOMES.values()) <= {any_build.url(link) for link in links}


@pytest.mark.parametrize("path", ADDRESSES)
def test_a_link_to_a_place_in_a_page_fits_both_languages(built: Site, path: str) -> None:
    """Headings and terms have the same ids in both; only that of the title follows its words."""
    anchors = {
        language: [
            (element.tag, element["id"])
            for element in built.pages[home + path].article.all()
            if (element["id"] and element.tag != "h1") or element.tag == "h2"
        ]
        for language, home in HOMES.items()
    }
    assert anchors["nl"] == anchors["en"]


def test_no_source_is_published(any_build: Site) -> None:
    """The site holds pages and what they load: no templates, hooks or settings."""
    files = [file.relative_to(any_build.folder) for file in any_build.folder.rglob("*.*")]
    sources = [
        file.as_posix()
        for file in files
        if file.parts[0] in SOURCE_FOLDERS or file.suffix in SOURCE_KINDS
    ]
    assert not sources, listed(sources)
