"""axe-core finds nothing in any state: open menu and search, faults, notices, forced colours."""

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.conftest import HOMES, Open, answer, watched
from tests.browser.test_accessibility import SCHEMES, violations
from tests.server import Server

LANGUAGES = pytest.mark.parametrize("language", ["nl", "en"])
DEVICES = pytest.mark.parametrize("device", ["phone", "desktop"])
KEEP = "text => localStorage.setItem('/five-conditions/check', text)"


@SCHEMES
@LANGUAGES
def test_open_menu_has_no_violation(open_page: Open, language: str, scheme: str) -> None:
    """The menu on a phone."""
    page = open_page("training/", language, "phone", color_scheme=scheme, reduced_motion="reduce")
    page.locator("button.md-header__button[for=__drawer]").click()
    expect(page.locator(".md-sidebar--primary a[href*=check]").first).to_be_visible()
    assert violations(page) == []


@SCHEMES
@DEVICES
@LANGUAGES
def test_search_with_results_has_no_violation(
    open_page: Open, language: str, device: str, scheme: str
) -> None:
    """The dialog for searching, open, with what it found."""
    # At rest: halfway through its fading in, text is fainter than it will be.
    page = open_page("article/", language, device, color_scheme=scheme, reduced_motion="reduce")
    if device == "phone":
        page.locator("button.md-header__button[for=__search]").click()
    page.locator("[data-md-component=search-query]").press_sequentially("prospect")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    assert violations(page) == []


@SCHEMES
@LANGUAGES
def test_failed_engine_has_no_violation(
    server: Server, contexts: Callable[..., BrowserContext], language: str, scheme: str
) -> None:
    """What is said when the engine does not come, and the ways on."""
    server.broken.add(".wasm")
    page = watched(contexts("phone", color_scheme=scheme), [])
    page.goto(f"{server.url}{HOMES[language]}check/")
    expect(page.locator("[data-engine-when=failed] [data-reason=failed]")).to_be_visible()
    assert violations(page) == []


@SCHEMES
@LANGUAGES
def test_loading_engine_has_no_violation(
    server: Server, contexts: Callable[..., BrowserContext], language: str, scheme: str
) -> None:
    """The progress while a verdict is waited for, of which there is no table."""
    server.held.add(".wasm")
    server.broken.add("/verdicts/")
    page = watched(contexts("phone", color_scheme=scheme), [])
    page.goto(f"{server.url}{HOMES[language]}check/")
    answer(page, need=3, means=2, trust=2, urgency=1, attention=2)
    expect(page.locator("[data-engine-when=pending]").first).to_be_visible()
    assert violations(page) == []


@SCHEMES
@LANGUAGES
@pytest.mark.parametrize(
    "state", ["damaged", "shared", "newer link", "erased", "stale", "park date", "copy refused"]
)
def test_every_notice_has_no_violation(
    open_page: Open, language: str, state: str, scheme: str
) -> None:
    """Each notice of the check, and what its panels say."""
    page = open_page("check/", language, "phone", color_scheme=scheme)
    draft = {"definition": "five-conditions@1", "answers": {"need": "2"}, "on": "2020-02-29"}
    if state == "damaged":
        page.evaluate(KEEP, "{")
        page.reload()
        expect(page.locator("[data-store-problem=damaged]")).to_be_visible()
    elif state == "stale":
        page.evaluate(KEEP, json.dumps(draft | {"asked": True}))
        page.reload()
        expect(page.locator(".result__notices li")).to_have_count(1)
    elif state == "shared":
        page.evaluate(
            "() => { location.hash = '#v1;five-conditions@1;need=3;name=Bakkerij%20Jansen'; }"
        )
        expect(page.locator("[data-shared]")).to_be_visible()
    elif state == "newer link":
        page.evaluate("() => { location.hash = '#v2;five-conditions@1;need=3'; }")
        expect(page.locator("[data-link-problem=newer]")).to_be_visible()
    else:
        answer(page, need=2, means=2, trust=2, urgency=0, attention=2)
        expect(page.locator("[data-after]")).to_be_visible()
        if state == "erased":
            page.locator("[data-do=again]").click()
            expect(page.locator("[data-do=undo]")).to_be_focused()
        elif state == "copy refused":
            page.evaluate(
                "() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }"
            )
            page.locator("[data-do=copy]").click()
            expect(page.locator("[data-done-when=failed]")).to_be_visible()
        else:
            expect(page.locator("[data-revisit]")).to_be_visible()
    assert violations(page) == []


@SCHEMES
@pytest.mark.parametrize("path", ["", "check/", "practice/", "method/", "scorecard/"])
def test_page_with_forced_colours_has_no_violation(open_page: Open, path: str, scheme: str) -> None:
    """With the colours of the system in place of the site's own."""
    page = open_page(path, forced_colors="active", color_scheme=scheme)
    if path == "check/":
        answer(page, need=3, means=2, trust=1, urgency=0, attention="unknown")
        expect(page.locator("[data-result][data-from=engine]")).to_be_visible()
    # axe-core reckons with the page's colours, of which the system draws none: it has its own.
    assert violations(page, without=("color-contrast",)) == []
