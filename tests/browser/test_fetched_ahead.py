"""The engine fetched ahead, once a hand comes to a link that will need it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.server import Server

LINK = ".hero a.button[href$='check/']"


@pytest.fixture
def page(contexts: Callable[..., BrowserContext]) -> Page:
    """Give a page of a reader who does not save data."""
    return contexts(offline=True).new_page()


def asked_for(server: Server) -> list[str]:
    return [path for path in server.requests if "/assets/engine/" in path]


@pytest.mark.parametrize("sign", ["hover", "focus"])
def test_a_hand_or_the_focus_on_the_link_brings_it(server: Server, page: Page, sign: str) -> None:
    """All its files are fetched once, and the check finds them in the browser's cache."""
    page.goto(server.url)
    assert asked_for(server) == []
    with page.expect_request_finished(lambda request: request.url.endswith(".wasm")):
        getattr(page.locator(LINK), sign)()
    page.wait_for_function("performance.getEntriesByType('resource').length > 0")
    page.locator(LINK).click()
    expect(page.locator("quiz-check[data-engine=ready]")).to_be_visible()
    found = asked_for(server)
    assert len(found) == len(set(found)) == 5


def test_another_link_brings_nothing(server: Server, page: Page) -> None:
    """Nor does a hand that goes over it twice ask twice."""
    page.goto(server.url)
    page.locator("a[href$='article/']:visible").first.hover()
    page.locator(".md-header a").first.hover()
    page.evaluate("() => new Promise((resolve) => setTimeout(resolve))")
    assert asked_for(server) == []


def test_whoever_saves_data_is_sent_nothing_unasked(
    server: Server, contexts: Callable[..., BrowserContext]
) -> None:
    """The engine comes with the page that needs it, not before."""
    page = contexts().new_page()
    page.goto(server.url)
    page.locator(LINK).hover()
    page.locator(LINK).focus()
    page.evaluate("() => new Promise((resolve) => setTimeout(resolve))")
    assert asked_for(server) == []
