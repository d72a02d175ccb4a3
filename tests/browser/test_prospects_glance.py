"""How the list stands at a glance: numbers that lead to prospects, and names that do."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.pipeline import HEADER, expect_names, keep, open_file

MIXED = f"""{HEADER},next,next_on,outcome
To pursue,3,2,2,2,3,2026-01-20,,,
Planned,3,2,2,2,2,2099-01-20,call,2099-02-01,
Overdue,2,2,unknown,2,2,2099-01-20,call,2026-01-02,
To develop,2,2,2,1,2,2099-01-20,,,
Not asked,,,,,,,,,
To park,2,2,2,0,2,2099-01-22,,,
Let go,0,2,2,2,2,2099-01-22,,,
Won,2,2,2,2,2,2026-01-22,,,won
"""
"""One of each kind, whatever day it is: what is old is so for ever, what is not is so for long."""


def opened(open_page: Open, language: str = "en", device: str = "desktop", **how: Any) -> Page:
    page = open_page("prospects/", language, device, **how)
    open_file(page, MIXED)
    keep(page)
    expect(page.locator("[data-picture=heat] .heat__row")).to_have_count(7)
    return page


def test_each_number_leads_to_the_prospects_it_counts(open_page: Open) -> None:
    """The list shows as many as the number says; pressed once more, all of them."""
    page = opened(open_page)
    status = page.locator(".pipeline__count")
    expected = {
        "pursue": 2,
        "find-out": 1,
        "develop": 1,
        "unasked": 1,
        "park": 1,
        "walk-away": 1,
        "due": 1,
        "stale": 1,
        "no-next": 2,
    }
    for part, count in expected.items():
        button = page.locator(f"[data-part={part}]")
        expect(button.locator("b")).to_have_text(str(count))
        button.click()
        expect(button).to_have_attribute("aria-pressed", "true")
        expect(page.locator("[aria-pressed=true]")).to_have_count(1)
        expect(status).to_have_text(f"{count} of 8")
        expect(page.locator("[data-prospect]")).to_have_count(count)
        expect(page.locator("#list-heading")).to_be_focused()
        expect(page.locator("#list-heading")).to_be_in_viewport()
    page.locator("[data-part=stale]").click()
    expect_names(page, "To pursue")
    page.locator("[data-part=stale]").click()
    expect(page.locator("[aria-pressed=true]")).to_have_count(0)
    expect(status).to_have_text("7 of 8")


def test_a_number_and_the_filters_say_the_same(open_page: Open) -> None:
    """What is chosen in the one is shown by the other, and one button shows all again."""
    page = opened(open_page)
    chosen = page.locator("select[name=verdict]")
    page.locator("[data-part=park]").click()
    expect(chosen).to_have_value("park")
    chosen.select_option("unasked")
    expect(page.locator("[data-part=unasked]")).to_have_attribute("aria-pressed", "true")
    expect_names(page, "Not asked")
    page.locator("[data-part=due]").click()
    expect(chosen).to_have_value("")
    expect_names(page, "Overdue")
    page.locator("[data-do=unfilter]").click()
    expect(page.locator("[aria-pressed=true]")).to_have_count(0)
    expect(page.locator("[data-do=unfilter]")).to_be_hidden()


def test_numbers_follow_what_is_changed(open_page: Open) -> None:
    """A next step that is set, or a prospect that is removed, is counted at once."""
    page = opened(open_page)
    page.locator("[data-prospect] a", has_text="To develop").click()
    page.get_by_role("textbox", name="Next step", exact=True).fill("Call on Monday")
    page.keyboard.press("Enter")
    expect(page.locator("[data-said-what=kept]")).to_be_visible()
    page.locator("[data-do=back]").click()
    expect(page.locator("[data-part=no-next] b")).to_have_text("1")


def test_a_name_in_a_picture_opens_the_prospect(open_page: Open) -> None:
    """By keyboard as well, and the way back leads to the list again."""
    page = opened(open_page)
    link = page.locator("[data-picture=heat]").get_by_role("link", name="To park")
    link.press("Enter")
    expect(page.locator("#detail-name")).to_have_text("To park")
    page.locator("[data-do=back]").click()
    expect(page.locator("[data-picture=heat]")).to_be_visible()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_on_a_phone_it_is_two_short_rows(open_page: Open, language: str) -> None:
    """The numbers leave the first screen to the list, and each can be hit with a thumb."""
    page = opened(open_page, language, "phone")
    boxes = [part.bounding_box() for part in page.locator("[data-part]:visible").all()]
    rows = {round(box["y"]) for box in boxes if box}
    assert len(rows) == 2
    assert all(box and box["width"] >= 24 and box["height"] >= 24 for box in boxes)
    glance = page.locator("[data-glance]").bounding_box()
    assert glance
    assert glance["height"] <= 110


def test_what_is_pressed_shows_without_colour(open_page: Open) -> None:
    """In forced colours a pressed number has an outline, and the others none."""
    page = opened(open_page, forced_colors="active")
    page.locator("[data-part=park]").click()
    styles = page.locator("[data-part]:visible").evaluate_all(
        "parts => parts.map((part) => [part.dataset.part, getComputedStyle(part).outlineStyle])"
    )
    assert [part for part, outline in styles if outline == "solid"] == ["park"]
