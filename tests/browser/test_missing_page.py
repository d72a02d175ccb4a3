"""The page for what is missing: one for all addresses, and the reader's language first."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import HOMES, Open
from tests.server import Server

FIRST = {"nl": "Deze pagina is er niet", "en": "This page isn’t here"}
TITLES = {"nl": "Niet gevonden · Not found", "en": "Not found · Niet gevonden"}


@pytest.mark.parametrize(("language", "other"), [("nl", "en"), ("en", "nl")])
def test_the_language_of_the_address_comes_first(
    open_page: Open, server: Server, errors: list[str], language: str, other: str
) -> None:
    """It has the one heading of the page, and the other language stands below it."""
    page = open_page("privacy/", language)
    page.goto(f"{server.url}{HOMES[language]}nowhere/")
    expect(page.locator("h1")).to_have_text(FIRST[language])
    expect(page.locator("main [data-missing]").first).to_have_attribute("lang", language)
    expect(page.locator("main h2")).to_have_text(FIRST[other])
    expect(page).to_have_title(TITLES[language])
    assert all("404" in error for error in errors)
    errors.clear()
