"""Search finds pages in the language of the page that asks."""

import json
from typing import Any
from urllib.parse import urljoin

from tests.site.built_site import HOMES, Page, Site, listed
from tests.site.site_tree import parse

MEND = """
Search finds what is not there, or does not find what is. See the page that is named above, in
docs/, and overrides/hooks/pages.py, which splits the index by language.
"""

INDEX = "search/search_index.json"


def config(page: Page) -> dict[str, Any]:
    """Return what a page tells Material's script."""
    found = json.loads(page.html.one("script", "id", "__config").raw)
    assert isinstance(found, dict)
    return found


def index(site: Site, language: str) -> dict[str, Any]:
    found = json.loads((site.folder / HOMES[language] / INDEX).read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def unseen(page: Page) -> set[str]:
    """Return the paragraphs of a page, from four words on, that are hidden when it opens."""
    return {
        paragraph.text
        for part in page.article.all()
        if "hidden" in part.attributes or part.tag == "template"
        for paragraph in [part, *part.all("p")]
        if paragraph.tag == "p" and len(paragraph.text.split()) > 3
    }


def test_each_page_searches_in_its_own_language(any_build: Site) -> None:
    """The base of a page's configuration leads to the index of its language."""
    wrong = {}
    for page in any_build.pages.values():
        base = any_build.target(page, config(page)["base"])
        index_file = any_build.url(urljoin(base, INDEX))
        if index_file != HOMES[page.language] + INDEX:
            wrong[page.url] = index_file
    assert wrong == {}


def test_each_page_finds_the_worker_that_searches(any_build: Site) -> None:
    """Our script and Material's, which it brings along, lie where the configuration says."""
    problems = [
        f"{page.url}: {script} {problem}"
        for page in any_build.pages.values()
        for script in config(page)["search"].split("#", 1)
        if (problem := any_build.problem(page, script))
    ]
    assert not problems, listed(problems)


def test_an_index_knows_its_language(built: Site, language: str) -> None:
    """It asks for the stemmer of that language alone, and the stemmer is there."""
    languages = index(built, language)["config"]["lang"]
    assert languages == [language]
    stemmers = {"nl": "nl", "en": "stemmer.support"}  # the stemmer for English is built in
    assert list(built.folder.glob(f"assets/javascripts/lunr/min/lunr.{stemmers[language]}.min.js"))


def test_what_is_found_is_a_page_in_that_language(any_build: Site, language: str) -> None:
    """Each entry leads to a page of the language, to a heading that has the entry's title."""
    pages = any_build.in_language(language)
    wrong = []
    for entry in index(any_build, language)["docs"]:
        path, _, anchor = entry["location"].partition("#")
        page = pages.get(path)
        if page is None or (anchor and anchor not in any_build.ids(page)):
            wrong.append(f"{entry['location']} is not there")
            continue
        heading = page.html.one(has="id", value=anchor) if anchor else page.article.one("h1")
        names = {heading.text} | (set() if anchor else {page.meta("og:title")})
        if " ".join(entry["title"].split()) not in names:
            wrong.append(f"{entry['location']} is not called {entry['title']!r}")
    assert not wrong, listed(wrong)


def test_nothing_is_found_that_cannot_be_seen(built: Site, language: str) -> None:
    """Search leads to no message and no part of a result that waits for script to show it."""
    pages = built.in_language(language)
    texts = dict.fromkeys(pages, "")
    for entry in index(built, language)["docs"]:
        texts[entry["location"].partition("#")[0]] += parse(entry["text"]).text
    found = [
        f"{path}: {sentence}"
        for path, page in pages.items()
        for sentence in sorted(unseen(page))
        if sentence in texts[path]
    ]
    assert not found, listed(found)


def test_every_page_can_be_found(built: Site, language: str) -> None:
    """No page of a language is missing in its index, and none is in it twice."""
    locations = [entry["location"] for entry in index(built, language)["docs"]]
    assert len(locations) == len(set(locations))
    assert {place for place in locations if "#" not in place} == set(built.in_language(language))


def test_there_is_no_third_index(any_build: Site) -> None:
    """An index of all languages at once would be one too many."""
    found = {path.relative_to(any_build.folder) for path in any_build.folder.rglob("*_index.js*")}
    assert {path.as_posix() for path in found} == {home + INDEX for home in HOMES.values()}
