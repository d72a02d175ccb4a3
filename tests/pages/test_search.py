"""Search finds what a seller means, in the plural or the singular, with its accents or without."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import HOMES, Open

MEND = """
The search of the site does not find the page that is named above among its first three. See the
texts in docs/, or overrides/quiz/frame/search.worker.js; what is looked for stands in LOOKED_FOR.
"""

LOOKED_FOR = {
    "nl": {
        "prive": "privacy/",
        "privé": "privacy/",
        "scorekaarten": "scorecard/",
        "prospecten": "prospects/",
        "kopersmarkten": "article/",
        "aanbestedingen": "method/",
        "beslissers": "training/means/",
        "cafe": "article/",
        "vertrouwt": "training/trust/",
        "haast hebben": "training/urgency/",
        "back-ups": "help/",
    },
    "en": {
        "prospects": "prospects/",
        "prospéct": "prospects/",
        "scorecards": "scorecard/",
        "deciding": "training/means/",
        "tenders": "method/",
        "trusting": "training/trust/",
        "spreadsheet": "help/",
        "backups": "help/",
        "buyer markets": "article/",
        "private window": "privacy/",
        "qualifies": "glossary/",
    },
}
"""By language: what somebody types, and the page that it is about."""


def find(page: Page, typed: str, wanted: str) -> None:
    """Type into the search; fail unless that page is among the first three that come."""
    field = page.locator("[data-md-component=search-query]")
    field.fill("")
    field.press_sequentially(typed)
    first = page.locator(f".md-search-result__item:nth-child(-n + 3) > a[href*='/{wanted}']").first
    expect(first, typed).to_be_visible(timeout=10_000)


@pytest.mark.parametrize("language", list(LOOKED_FOR))
def test_what_a_seller_types_finds_its_page(open_page: Open, language: str) -> None:
    """Accents, plurals and other forms of a word lead where the word itself leads."""
    page = open_page("method/", language)
    for typed, wanted in LOOKED_FOR[language].items():
        find(page, typed, HOMES[language] + wanted)


def test_results_come_while_one_types(open_page: Open) -> None:
    """The beginning of a word finds it too, letter by letter."""
    page = open_page("article/")
    for typed in ("scor", "scorek", "scorekaa", "scorekaart"):
        find(page, typed, "scorecard/")
