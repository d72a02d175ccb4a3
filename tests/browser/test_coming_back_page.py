"""Coming back: four days for the calendar at a lesson's end, and the session that they lead to."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import icalendar
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import HOMES, Open, answer
from tests.browser.test_accessibility import violations

LANGUAGES = pytest.mark.parametrize("language", ["nl", "en"])
NOON = "2026-11-26T12:00:00"
DAYS = [date(2026, 11, 26) + timedelta(weeks=weeks) for weeks in (1, 3, 8, 20)]
CONDITIONS = ("need", "means", "trust", "urgency", "attention")


def keep(page: Page, *ratings: dict[str, Any]) -> None:
    """Keep these ratings in the browser, as practice does."""
    page.evaluate(
        "text => localStorage.setItem('/five-conditions/practice', text)",
        json.dumps({"format": 2, "ratings": ratings}),
    )


def rating(case: str, level: int | str) -> dict[str, Any]:
    answers = dict.fromkeys(CONDITIONS, level)
    return {
        "case": case,
        "on": "2026-11-20",
        "answers": answers,
        "definition": "five-conditions@1",
    }


def events(page: Page) -> list[Any]:
    """Download the calendar and read it."""
    with page.expect_download() as download:
        page.locator("[data-do=reminders]").click()
    assert download.value.suggested_filename.endswith(".ics")
    text = Path(download.value.path()).read_bytes().decode()
    expect(page.locator("[data-back-saved]")).to_be_visible()
    return list(icalendar.Calendar.from_ical(text).walk("VEVENT"))


@LANGUAGES
def test_a_lesson_ends_with_four_days(open_page: Open, language: str) -> None:
    """When its cases are rated it offers them; the file leads to what was misjudged in it."""
    page = open_page("training/need/", language)
    page.clock.set_fixed_time(NOON)
    page.reload()
    offer = page.locator("quiz-coming-back")
    expect(offer).to_be_hidden()
    rated = []
    for number in range(2):
        case = page.locator("[data-case]:has(form[data-rating])").get_attribute("data-case")
        rated.append(case)
        answer(page, **dict.fromkeys(CONDITIONS, 3))
        page.locator("form[data-rating] button[type=submit]").click()
        expect(page.locator(f"[data-case={case}] [data-verdicts]")).to_be_visible()
        if number == 0:
            expect(offer).to_be_hidden()
            page.locator(f"[data-case={case}] [data-do=next]").click()
    expect(offer).to_be_visible()
    expect(offer.locator("li")).to_have_count(4)
    first = {"nl": "3 december 2026 over 1 week", "en": "3 December 2026 in 1 week"}[language]
    expect(offer.locator("li").first).to_have_text(first)
    found = events(page)
    assert [event.decoded("DTSTART") for event in found] == DAYS
    links = {str(event["URL"]) for event in found}
    (link,) = links
    home = page.url.split("training/")[0]
    assert link.startswith(f"{home}practice/#s1;")
    assert sorted(link.split(";")[1:]) == sorted(str(case) for case in rated)
    assert violations(page) == []


@LANGUAGES
def test_the_overview_offers_them_too(open_page: Open, language: str) -> None:
    """At the end of the training, of all that is kept."""
    page = open_page("training/", language)
    page.clock.set_fixed_time(NOON)
    keep(page, rating("bakery-oven", 3), rating("housing-stairs", "unknown"))
    page.reload()
    found = events(page)
    assert [event.decoded("DTSTART") for event in found] == DAYS
    link = str(found[0]["URL"])
    assert set(link.split("#s1;")[1].split(";")) == {"bakery-oven", "housing-stairs"}
    assert violations(page) == []


def test_the_link_opens_what_was_misjudged(open_page: Open) -> None:
    """What this browser knows decides, the furthest off first; the reader is led through it."""
    page = open_page("practice/", "en")
    keep(page, rating("bakery-oven", 3), rating("housing-stairs", "unknown"))
    page.goto(f"{page.url}#s1;farm-silo")
    page.reload()
    left = page.locator("[data-session-left]")
    expect(page.locator("[data-engine]")).to_have_attribute("data-engine", "ready")
    expect(left).to_have_text("2")
    expect(page.locator("[data-choice]")).to_be_hidden()
    for number in (1, 0):
        case = page.locator("[data-case]:has(form[data-rating])").get_attribute("data-case")
        assert case in ("bakery-oven", "housing-stairs")
        page.locator("form[data-rating] button[type=submit]").click()
        expect(page.locator(f"[data-case={case}] [data-verdicts]")).to_be_visible()
        if number:
            expect(left).to_have_text(str(number))
        else:
            expect(page.locator("[data-session-done]")).to_be_visible()
        page.locator(f"[data-case={case}] [data-do=next]").click()
    expect(page.locator("[data-session-heading]")).to_be_focused()
    expect(page.locator("[data-case]:visible")).to_have_count(0)
    assert violations(page) == []
    page.locator("[data-do=leave-session]").click()
    expect(page.locator("[data-session]")).to_be_hidden()
    expect(page.locator("[data-choice]")).to_be_visible()
    expect(page.locator("[data-case]:visible")).to_have_count(1)


def test_a_session_that_is_done_does_not_begin_anew(open_page: Open) -> None:
    """Whoever opens the link once more that day is told so, whatever cases it names."""
    page = open_page("practice/", "en")
    today = date.today().isoformat()
    cases = ("bakery-oven", "housing-stairs", "farm-silo")
    keep(page, *({**rating(case, 3), "on": today} for case in cases))
    page.goto(f"{page.url}#s1;farm-silo")
    page.reload()
    expect(page.locator("[data-engine]")).to_have_attribute("data-engine", "ready")
    expect(page.locator("[data-session-done]")).to_be_visible()
    expect(page.locator("[data-case]:visible")).to_have_count(0)


def test_on_another_device_the_link_decides(open_page: Open) -> None:
    """Nothing is known of the reader there; a link without cases is the mixed path."""
    page = open_page("practice/#s1;farm-silo;bakery-oven")
    expect(page.locator("[data-case=farm-silo] form[data-rating]")).to_be_visible()
    expect(page.locator("[data-engine]")).to_have_attribute("data-engine", "ready")
    expect(page.locator("[data-session-left]")).to_have_text("2")
    expect(page.locator("[data-case=farm-silo] form[data-rating]")).to_be_visible()
    page.goto(page.url.split("#")[0] + "#s1")
    expect(page.locator("[data-session]")).to_be_hidden()
    expect(page.locator("[data-choice]")).to_be_visible()


@LANGUAGES
def test_without_script_the_days_are_the_readers_own(open_page: Open, language: str) -> None:
    """The intervals can be read, with the way to practice; nothing is there that cannot work."""
    page = open_page("training/", language, java_script_enabled=False)
    expect(page.locator("quiz-coming-back li")).to_have_count(4)
    expect(page.locator("quiz-coming-back noscript a")).to_have_attribute("href", "../practice/")
    expect(page.locator("[data-do=reminders]")).to_be_hidden()
    assert HOMES[language] in page.url
