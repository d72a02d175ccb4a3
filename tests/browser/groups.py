"""What tests do with a group: begin one as a coach, join it, rate, and hand in."""

from collections.abc import Mapping

from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, answer

USUAL = ("machine-works-saw", "staffing-cheese", "hospital-kiosks")
"""The cases that a coach is proposed."""


def begun(open_page: Open, language: str = "nl", device: str = "desktop", **how: object) -> Page:
    """Open group mode as a coach, and begin with the cases that it proposes."""
    page = open_page("group/", language, device, **how)
    page.locator("[data-choose] [type=submit]").click()
    expect(page.locator("[data-join]")).to_be_visible()
    expect(page.locator("[data-count]")).to_have_text("0")
    return page


def joined(open_page: Open, language: str = "nl", device: str = "phone", **how: object) -> Page:
    """Open group mode as one of the group, with the usual cases."""
    page = open_page(f"group/#j1;{';'.join(USUAL)}", language, device, **how)
    expect(page.locator("[data-at]")).to_have_text("1")
    return page


def rate_all(page: Page, answers: Mapping[str, int | str], stop_at: int | None = None) -> None:
    """Rate the three cases alike; tick in one of them that they asked not to be contacted."""
    for number in range(3):
        expect(page.locator("[data-at]")).to_have_text(str(number + 1))
        expect(page.locator("[data-case]:visible")).to_have_count(1)
        answer(page, **answers)
        if number == stop_at:
            page.locator("form[data-rating] input[name=stop]").check()
        page.locator("form[data-rating] button[type=submit]").click()
    expect(page.locator("[data-mine]")).to_be_visible()


def paste(page: Page, text: str) -> None:
    """Put a text into the coach's box and add it."""
    page.locator("#group-links").fill(text)
    page.locator("[data-paste] button").click()


def opened(page: Page) -> str:
    """Open the key for everyone; return the number on the coach's screen."""
    page.locator("[data-do=keys]").click()
    expect(page.locator("[data-opened]")).to_be_focused()
    return page.locator("[data-opening-number]").inner_text()
