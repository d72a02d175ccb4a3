"""What a page says of itself to browsers, to search engines, and to whoever shares or hosts it."""

from collections import Counter

from quiz.host.team import read_settings, team_folder
from quiz.host.version import version
from tests.site.built_site import HOMES, Page, Site, listed

MEND = """
Give the page that is named above a `title` and a `description` of its own at its top, in docs/nl/
and docs/en/: the description in 50 to 160 characters. The rest of a head is overrides/main.html.
"""

LOCALES = {"nl": "nl_NL", "en": "en_GB"}
ALTERNATES = {"nl": "", "en": "en/", "x-default": ""}
"""For each hreflang the folder that its page lies in; who speaks neither gets the Dutch one."""


def alternates(site: Site, page: Page) -> dict[str, str | None]:
    """Return the page, from the root of the site, that the head names for each language."""
    links = [link for link in page.head.all("link", "rel", "alternate") if link["hreflang"]]
    found = {link["hreflang"]: site.url(site.target(page, link["href"])) for link in links}
    assert len(found) == len(links), f"{page.url} names a language twice"
    return found


def test_each_page_says_its_language(built: Site) -> None:
    """A screen reader and a translator know which language to speak."""
    said = {page.url: page.html["lang"] for page in built.pages.values()}
    wrong = {url: tag for url, tag in said.items() if tag != built.pages[url].language}
    assert wrong == {}


def test_each_page_says_its_locale(built: Site) -> None:
    """So does whoever shows a shared page."""
    said = {page.url: page.meta("og:locale") for page in built.pages.values()}
    wrong = {url: tag for url, tag in said.items() if tag != LOCALES[built.pages[url].language]}
    assert wrong == {}


def test_no_two_pages_are_called_the_same(built: Site, language: str) -> None:
    """Titles and descriptions tell the pages of a language apart."""
    pages = [page for page in built.pages.values() if page.language == language]
    for texts in (
        [page.head.one("title").text for page in pages],
        [page.meta("description") for page in pages],
    ):
        assert all(texts)
        assert [text for text, count in Counter(texts).items() if count > 1] == []


def test_a_description_fits_a_search_result(built: Site) -> None:
    """It has 50 to 160 characters: enough to choose by, and none cut off.

    How long a team makes what it says of its site as a whole is its own affair.
    """
    homes = HOMES.values() if read_settings(team_folder()).description else ()
    lengths = {
        page.url: len(page.meta("description"))
        for page in built.pages.values()
        if page.url not in homes
    }
    assert {url: length for url, length in lengths.items() if not 50 <= length <= 160} == {}


def test_a_shared_page_shows_what_it_is(built: Site) -> None:
    """Its title, description and kind are those of the page itself."""
    wrong = [
        f"{page.url}: {name} is {page.meta(name)!r}"
        for page in built.pages.values()
        for name, right in (
            ("og:title", page.head.one("title").text.startswith(page.meta("og:title") or " ")),
            ("og:description", page.meta("og:description") == page.meta("description")),
            ("og:type", page.meta("og:type") == "website"),
            ("og:site_name", page.meta("og:site_name") != ""),
        )
        if not right
    ]
    assert not wrong, listed(wrong)


def test_each_page_names_itself_in_each_language(any_build: Site) -> None:
    """Search engines send a reader to the page in their own language, from both sides alike."""
    for page in any_build.pages.values():
        homes = {} if page.url == "404.html" else ALTERNATES
        expected = {language: home + page.path for language, home in homes.items()}
        assert alternates(any_build, page) == expected, page.url


def test_each_page_leads_to_the_same_page_in_the_other_language(any_build: Site) -> None:
    """The reader switches in the header, and stays where they are."""
    for language, other in (("nl", "en"), ("en", "nl")):
        for path, page in any_build.in_language(language).items():
            link = page.html.one("a", "data-other-language")
            assert any_build.url(any_build.target(page, link["href"])) == HOMES[other] + path
            assert (link["lang"], link["hreflang"]) == (other, other)


def test_each_page_says_which_version_it_is(built: Site) -> None:
    """Whoever asks for help can tell, in the language of the page, at its foot."""
    said = {"nl": f"Versie {version()}", "en": f"Version {version()}"}
    feet = {page: page.html.one("footer") for page in built.pages.values()}
    wrong = [page.url for page, foot in feet.items() if said[page.language] not in foot.text]
    assert wrong == []
