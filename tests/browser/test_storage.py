"""What the browser keeps, and what happens when it cannot."""

import json

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open, answer, chosen

BLOCKED = "Object.defineProperty(window, 'localStorage', { get() { throw new Error('blocked'); } })"
FULL = "Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError'); }"
KEEP = "text => localStorage.setItem('/five-conditions/check', text)"


def test_storage_that_is_full_is_said(open_page: Open) -> None:
    """When the browser keeps nothing, the page says so at that moment and keeps the answers."""
    page = open_page("check/")
    page.evaluate(f"() => {{ {FULL} }}")
    expect(page.locator("[data-store-problem=failed]")).to_be_hidden()
    answer(page, need=2)
    expect(page.locator("[data-store-problem=failed]")).to_be_visible()
    assert chosen(page) == {"need": "2"}


def test_storage_that_is_blocked_is_said(open_page: Open, errors: list[str]) -> None:
    """With storage switched off the check still works to the verdict, and says what is missing."""
    page = open_page()
    page.add_init_script(BLOCKED)
    page.goto(page.url + "check/")
    expect(page.locator("[data-store-problem=failed]")).to_be_visible()
    answer(page, need=3, means=2, trust=2, urgency=1, attention=2)
    expect(page.locator("[data-result]")).to_have_attribute("data-verdict", "develop")
    # Material reads its own settings without asking whether it may.
    errors[:] = [error for error in errors if "blocked" not in error]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("{", "damaged"),
        ("null", "damaged"),
        ('{"answers": {"need": "2"}}', "damaged"),
        ('{"definition": 5, "answers": {}, "on": "2026-11-24"}', "damaged"),
        ('{"definition": "five-conditions@1", "answers": {}, "on": "soon"}', "damaged"),
        ('{"definition": "others@1", "answers": {"need": "2"}, "on": "2026-11-24"}', "other"),
    ],
)
def test_damaged_answers_are_said(open_page: Open, text: str, problem: str) -> None:
    """Kept answers that cannot be read are said in words, and the check starts empty."""
    page = open_page("check/")
    page.evaluate(KEEP, text)
    page.reload()
    expect(page.locator(f"[data-store-problem={problem}]")).to_be_visible()
    assert chosen(page) == {}
    answer(page, need=1)
    page.reload()
    assert chosen(page) == {"need": "1"}


def test_answers_of_a_newer_version_are_kept_with_a_notice(open_page: Open) -> None:
    """Answers from a newer version of the questions stay, and the result says so."""
    page = open_page("check/")
    draft = {"definition": "five-conditions@2", "answers": {"need": "2"}, "on": "2026-11-24"}
    page.evaluate(KEEP, json.dumps(draft | {"asked": True}))
    page.reload()
    expect(page.locator(".result__notices li")).to_have_count(1)
    assert chosen(page) == {"need": "2"}


def test_old_answers_are_called_stale(open_page: Open) -> None:
    """Answers of long ago bring the notice that they may no longer hold."""
    page = open_page("check/", "en")
    draft = {"definition": "five-conditions@1", "answers": {"need": "2"}, "on": "2020-02-29"}
    page.evaluate(KEEP, json.dumps(draft | {"asked": True}))
    page.reload()
    expect(page.locator(".result__notices li")).to_contain_text("29 February 2020")
    expect(page.locator(".result__day")).to_contain_text("29 February 2020")


def test_one_tap_says_that_all_still_holds(open_page: Open) -> None:
    """Old answers that still hold are made today's without changing any."""
    page = open_page("check/")
    draft = {"definition": "five-conditions@1", "answers": {"need": "2"}, "on": "2020-02-29"}
    page.evaluate(KEEP, json.dumps(draft | {"asked": True}))
    page.reload()
    page.locator("[data-do=still]").click()
    expect(page.locator(".result__old")).to_be_hidden()
    page.reload()
    expect(page.locator("[data-result][data-from=engine]")).to_be_visible()
    expect(page.locator(".result__old")).to_be_hidden()
    assert chosen(page) == {"need": "2"}


def test_park_date_of_ones_own_is_kept(open_page: Open) -> None:
    """A seller who knows the day sets it, and the verdict names that day, after a reload too."""
    page = open_page("check/", "en")
    answer(page, need=2, means=2, trust=2, urgency=0, attention=2)
    page.locator("[data-revisit]").fill("2031-03-07")
    expect(page.locator("[data-result] h2")).to_have_text("Park until 7 March 2031.")
    page.reload()
    expect(page.locator("[data-result] h2")).to_have_text("Park until 7 March 2031.")


def test_nothing_is_kept_before_an_answer(open_page: Open) -> None:
    """Looking at the check leaves no trace of a prospect."""
    page = open_page("check/")
    expect(page.locator("[data-engine]")).to_have_attribute("data-engine", "ready")
    assert page.evaluate("Object.keys(localStorage).filter(key => key.includes('check'))") == []
