"""Links of ours that a program has changed so that they lead to no page: they are led on."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import HOMES, Open, answer, chosen, watched
from tests.server import Server, serve

CHECK = "check/#v1;five-conditions@1;need=3;trust=unknown;name=Caf%C3%A9%20B%2EV%2E;on=2026-11-24"
GROUP = (
    "group/#g1;five-conditions@1;by=abc123;"
    "housing-stairs=22222;staffing-cheese=2uuuu;hospital-kiosks=21u22"
)
JOIN = "group/#j1;housing-stairs;staffing-cheese;hospital-kiosks"
SESSION = "practice/#s1;housing-stairs;staffing-cheese"
PROSPECT = "prospects/#p1;AAAA;end"

CHANGES: dict[str, Callable[[str], str]] = {
    "one sign": lambda link: link.replace("#", "%23"),
    "twice": lambda link: link.replace("#", "%2523"),
    "all signs": lambda link: quote(link, safe="/"),
    "all twice": lambda link: quote(quote(link, safe="/"), safe="/"),
    "followed": lambda link: link.replace("#", "%23") + "?utm_source=mail&utm_medium=x",
    "a full stop": lambda link: link.replace("#", "%23") + ".",
    "the slash too": lambda link: quote(link, safe=""),
    "another page": lambda link: link.replace("/#", "-old/#"),
}


def led_on(page: Page, address: str, change: str, link: str, errors: list[str]) -> None:
    """Open the changed link at the site; the 404 of the server is what is to be expected."""
    page.goto(address + CHANGES[change](link))
    page.wait_for_url(lambda url: "/%" not in url and "-old" not in url)
    assert all("404" in error for error in errors)
    errors.clear()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_changed_link_to_a_check_opens_it(
    open_page: Open, server: Server, errors: list[str], language: str
) -> None:
    """The page for what is missing leads on to the check, in the language of the link."""
    page = open_page("privacy/")
    for change in CHANGES:
        led_on(page, server.url + HOMES[language], change, CHECK, errors)
        expect(page.locator("html")).to_have_attribute("lang", language)
        expect(page.locator("[data-shared]")).to_be_visible()
        assert chosen(page) == {"need": "3", "trust": "unknown"}, change
        expect(page.locator("[data-name]")).to_have_value("Café B.V.")


def test_changed_links_of_each_kind_find_their_page(
    open_page: Open, server: Server, errors: list[str]
) -> None:
    """A group counts answers and lets people join, and so each finds the page that reads it."""
    page = open_page("privacy/")
    for change in ("one sign", "all twice"):
        for group in (GROUP, GROUP.replace("group/", "coach/")):
            page.goto(f"{server.url}privacy/")
            page.evaluate("sessionStorage.clear()")
            led_on(page, server.url, change, group, errors)
            page.locator("[data-do=gather]").click()
            expect(page.locator("[data-count]")).to_have_text("1")
        led_on(page, server.url, change, JOIN, errors)
        expect(page.locator("[data-at]")).to_have_text("1")
        led_on(page, server.url, change, SESSION, errors)
        expect(page.locator("[data-session-left]")).to_have_text("2")
        led_on(page, f"{server.url}en/", change, PROSPECT, errors)
        expect(page.locator("[data-link-problem]")).to_be_visible()
        assert page.url == f"{server.url}en/prospects/"


def test_what_is_no_link_of_ours_stays_where_it_is(
    open_page: Open, server: Server, errors: list[str]
) -> None:
    """Any other address that is not there is said to be none; and the way back is not cut off."""
    page = open_page("privacy/")
    page.goto(f"{server.url}no-such-page/%23need")
    expect(page.locator("h1")).to_be_visible()
    assert page.url.endswith("%23need")
    led_on(page, server.url, "one sign", CHECK, errors)
    page.go_back()
    expect(page.locator("h1")).to_be_visible()
    assert page.url.endswith("%23need")
    assert all("404" in error for error in errors)
    errors.clear()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_without_script_it_says_what_to_do(
    server: Server, contexts: Callable[..., BrowserContext], language: str
) -> None:
    """With JavaScript off, the page tells in both languages which sign to put back."""
    page = contexts("phone", java_script_enabled=False).new_page()
    page.goto(f"{server.url}{HOMES[language]}{CHANGES['one sign'](CHECK)}")
    advice = page.locator(f"main [lang={language}] p").filter(has_text="%23")
    expect(advice).to_be_visible()
    expect(advice.locator("code").first).to_have_text("#")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_changed_link_opens_without_a_server(
    site: Path,
    contexts: Callable[..., BrowserContext],
    errors: list[str],
    language: str,
) -> None:
    """Once the site is kept, the link opens offline; a server that is there hears nothing of it."""
    page = watched(contexts("phone", offline=True), errors)
    with serve(site) as server:
        page.goto(f"{server.url}check/")
        expect(page.locator("html")).to_have_attribute("data-offline", "kept")
        address = server.url + HOMES[language]
        led_on(page, address, "one sign", CHECK, errors)
        assert chosen(page) == {"need": "3", "trust": "unknown"}
        assert not [path for path in server.requests if "v1" in path]
    page.goto("about:blank")
    led_on(page, address, "all signs", CHECK, errors)
    expect(page.locator("html")).to_have_attribute("lang", language)
    assert chosen(page) == {"need": "3", "trust": "unknown"}


# --- the switch to the other language ---

PLACES = {
    "privacy/#share": "privacy/#share",
    "help/#take-along": "help/#take-along",
    "article/#need": "article/#need",
    "training/trust/#cases": "training/trust/#cases",
    "check/#something": "check/#something",
    f"{GROUP}": "group/",
    f"{JOIN}": JOIN,
}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_switch_leads_to_the_same_place(open_page: Open, server: Server, language: str) -> None:
    """The anchor goes along; a group's answers, which are taken in already, do not."""
    other = "en" if language == "nl" else "nl"
    page = open_page("privacy/", language)
    for place, then in PLACES.items():
        page.goto(f"{server.url}{HOMES[language]}{place}")
        page.locator("a[data-other-language]").click()
        page.wait_for_url(f"{server.url}{HOMES[other]}{then}")
        expect(page.locator("html")).to_have_attribute("lang", other)


def test_the_switch_keeps_up_with_the_reader(open_page: Open) -> None:
    """Whichever anchor one went to since, and by the keyboard as well."""
    page = open_page("help/#take-along")
    page.evaluate("location.hash = '#spreadsheet'")
    page.evaluate("history.pushState(null, '', '#crm')")
    page.locator("a[data-other-language]").press("Enter")
    page.wait_for_url("**/en/help/#crm")


def test_the_switch_keeps_a_prospect_open(open_page: Open) -> None:
    """A prospect that is open in one language is open in the other."""
    page = open_page("check/")
    answer(page, need=2)
    page.locator("form[data-quiz] button[type=submit]").click()
    page.locator("[data-name]").fill("Bakkerij Jansen")
    page.locator("[data-do=save]").click()
    expect(page.locator("[data-saved-when=kept]")).to_be_visible()
    page.goto(page.url.replace("/check/", "/prospects/"))
    page.locator("[data-prospect] a").first.click()
    expect(page.locator("[data-detail] h2")).to_have_text("Bakkerij Jansen")
    page.locator("a[data-other-language]").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("[data-detail] h2")).to_have_text("Bakkerij Jansen")
