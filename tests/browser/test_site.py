"""What the frame around all pages does: search, menu, printing, light and dark, any address."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Open, answer, watched
from tests.server import Server, serve


@pytest.mark.parametrize(
    ("home", "own", "other"), [("", "De check", "The check"), ("en/", "The check", "De check")]
)
def test_search_finds_in_the_language_of_the_page(
    open_page: Open, home: str, own: str, other: str
) -> None:
    """A search gives pages of this language and leads to them."""
    page = open_page(home)
    page.locator("[data-md-component=search-query]").press_sequentially("check")
    results = page.locator(".md-search-result__link")
    expect(results.filter(has_text=own).first).to_be_visible()
    expect(page.locator(".md-search-result").get_by_text(other, exact=True)).to_have_count(0)
    results.first.click()
    expect(page.locator("h1").first).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "en" if home else "nl")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_check_without_script_shows_questions_and_sends_nothing(
    server: Server, contexts: Callable[..., BrowserContext], language: str
) -> None:
    """Without JavaScript the five questions are there, and not even Enter sends them anywhere."""
    page = contexts("phone", java_script_enabled=False).new_page()
    page.goto(f"{server.url}{'' if language == 'nl' else 'en/'}check/")
    expect(page.locator("fieldset:visible")).to_have_count(5)
    expect(page.locator("form[data-quiz] button")).to_have_count(0)
    expect(page.locator("[data-whose]")).to_be_hidden()
    expect(page.locator("noscript a")).to_be_visible()
    asked = len(server.requests)
    address = page.url
    page.locator("input[name=need][value='2']").check()
    page.keyboard.press("Enter")
    page.locator("noscript a").click()
    expect(page.locator(".card__rules")).to_be_visible()
    after = [path for path in server.requests[asked:] if path.endswith("/")]
    assert after == [address.removeprefix(server.url).join(["/", ""]).replace("check", "scorecard")]


def test_site_works_under_a_sub_path(
    site: Path, contexts: Callable[..., BrowserContext], errors: list[str]
) -> None:
    """Under the path of a project page everything is found: styles, engine, search, language."""
    with serve(site, "/team/vijf/") as server:
        page = watched(contexts("phone"), errors)
        page.goto(server.url)
        page.locator(".hero .button").first.click()
        answer(page, need=3, means=2, trust=2, urgency=3, attention=2)
        expect(page.locator("[data-result]")).to_have_attribute("data-verdict", "pursue")
        page.locator("a[data-other-language]").click()
        expect(page.locator("html")).to_have_attribute("lang", "en")
        assert page.url == f"{server.url}en/check/"
        expect(page.locator("[data-result]")).to_have_attribute("data-verdict", "pursue")
        page.locator("button.md-header__button[for=__search]").click()
        page.locator("[data-md-component=search-query]").press_sequentially("urgency")
        page.locator(".md-search-result__link").first.click()
        expect(page.locator("h1").first).to_be_visible()
        assert page.url.startswith(f"{server.url}en/")


def test_menu_works_by_keyboard(open_page: Open) -> None:
    """On a phone Tab reaches the menu's button and not the closed menu; Escape closes it again."""
    page = open_page(device="phone")
    button = page.locator("button.md-header__button[for=__drawer]")
    link = page.locator(".md-sidebar--primary a[href='article/']")
    expect(link).to_be_hidden()
    for _ in range(4):
        page.keyboard.press("Tab")
        if button.evaluate("element => element === document.activeElement"):
            break
    expect(button).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    expect(link).to_be_visible()
    page.keyboard.press("Escape")
    expect(button).to_be_focused()
    expect(link).to_be_hidden()


def test_dark_is_kept_when_chosen(open_page: Open) -> None:
    """The choice of light or dark goes along to the next page."""
    page: Page = open_page(color_scheme="light")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")
    page.locator("button[for=__palette_1]").click()
    page.goto(page.url + "article/")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
