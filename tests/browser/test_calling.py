"""The call list: one prospect, one question, one answer, by keyboard or by thumb."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.pipeline import HEADER, keep, open_file, row
from tests.browser.storage import read_raw

UNKNOWN = f"{HEADER},Phone\n" + "".join(
    f"Firm {number},,,,,,,06 1234 000{number}\n" for number in range(1, 5)
)


def begin(page: Page) -> None:
    """Bring four prospects of whom nothing is known, and start the call list."""
    open_file(page, UNKNOWN)
    keep(page)
    page.get_by_role("link", name=re.compile("bellijst|call list")).click()
    expect(page.locator("[data-calling-form]")).to_be_visible()


def expect_call(page: Page, name: str) -> None:
    """Wait until this prospect is the one to call."""
    expect(page.locator("[data-calling-form] h2")).to_have_text(name)


def kept(page: Page, name: str) -> dict[str, Any]:
    """Return the record of this prospect."""
    return next(record for record in read_raw(page) if record["name"] == name)


@pytest.mark.parametrize(("language", "device"), [("nl", "phone"), ("en", "desktop")])
def test_each_is_asked_one_question(open_page: Open, language: str, device: str) -> None:
    """An answer and what they said are a check of today; the list is drawn on the way back."""
    page = open_page("prospects/", language, device)
    begin(page)
    expect_call(page, "Firm 1")
    expect(page.locator("[data-list-view]")).to_be_hidden()
    expect(page.locator("[data-calling-others] a")).to_have_attribute("href", "tel:0612340001")
    page.locator("[data-calling-form] [value='2']").check()
    page.locator("#calling-said").fill("It costs us a day a week")
    page.locator("[data-calling-form] [type=submit]").click()
    expect_call(page, "Firm 2")
    expect(page.locator("[data-calling-kept]")).to_contain_text("Firm 1")
    check = kept(page, "Firm 1")["checks"][-1]
    assert (check["answers"]["need"], check["notes"]) == (2, {"need": "It costs us a day a week"})
    page.locator("[data-do=calling-skip]").click()
    page.locator("[data-calling-form] [value='0']").check()
    page.locator("[data-calling-form] [type=submit]").click()
    expect_call(page, "Firm 4")
    page.locator("[data-do=calling-skip]").click()
    expect(page.locator("[data-calling-some]")).to_contain_text(re.compile("^2 .*, 2 "))
    page.locator("[data-do=calling-again]").click()
    expect_call(page, "Firm 2")
    expect(page.locator("[data-calling-of]")).to_have_text("2")
    page.locator("[data-do=calling-stop]:visible").click()
    expect(page.locator("[data-list-view]")).to_be_visible()
    expect(row(page, "Firm 3")).to_have_attribute("data-verdict", "walk-away")
    expect(page.locator("#list-heading")).to_be_focused()
    page.get_by_role("link", name=re.compile("bellijst|call list")).click()
    expect(page.locator("[data-calling-of]")).to_have_text("2")  # who was asked today is not there


def test_it_goes_by_keyboard_alone(open_page: Open) -> None:
    """A number chooses the answer, Enter keeps it; the focus is on the next answer then."""
    page = open_page("prospects/", "en")
    begin(page)
    expect(page.locator("[data-calling-form] [value='0']")).to_be_focused()
    for number, key in enumerate("213?", start=1):
        expect_call(page, f"Firm {number}")
        page.keyboard.press(key)
        page.keyboard.press("Enter")
    expect(page.locator("[data-calling-done] h2")).to_be_focused()
    levels = [
        kept(page, f"Firm {number}")["checks"][-1]["answers"].get("need") for number in (1, 2, 3, 4)
    ]
    assert levels[:3] == [2, 1, 3]
    assert levels[3] in (None, "unknown")


def test_an_answer_is_taken_back(open_page: Open) -> None:
    """Undo puts the record back as it was, and asks again; going back shows what was answered."""
    page = open_page("prospects/", "nl")
    begin(page)
    before = kept(page, "Firm 1")
    page.keyboard.press("2")
    page.keyboard.press("Enter")
    expect_call(page, "Firm 2")
    page.locator("[data-do=calling-back]").click()
    expect_call(page, "Firm 1")
    expect(page.locator("[data-calling-form] [value='2']")).to_be_checked()
    page.locator("[data-do=calling-undo]").click()
    expect(page.locator("[data-calling-form] :checked")).to_have_count(0)
    after = kept(page, "Firm 1")
    assert after | {"changed": before["changed"]} == before
    page.go_back()
    expect(page.locator("[data-list-view]")).to_be_visible()


def test_answers_of_a_day_are_one_check(open_page: Open) -> None:
    """A second question on the same day goes to the check that there is."""
    page = open_page("prospects/", "en")
    begin(page)
    page.keyboard.press("2")
    page.keyboard.press("Enter")
    expect_call(page, "Firm 2")
    page.locator("[data-do=calling-back]").click()
    page.locator("[data-calling-form] [value='3']").check()
    page.locator("[data-calling-form] [type=submit]").click()
    expect_call(page, "Firm 2")
    record = kept(page, "Firm 1")
    assert len(record["checks"]) == 1
    assert record["checks"][0]["answers"]["need"] == 3
