"""Whoever asked not to be contacted: the tick in the check, and what becomes of it."""

import json
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from quiz.definition import Definition
from tests.browser.conftest import Open, answer
from tests.browser.groups import begun, joined, opened, paste, rate_all
from tests.browser.saving import filled, save
from tests.browser.storage import read_raw, record, write_raw

LANGUAGES = pytest.mark.parametrize("language", ["nl", "en"])
GIVEN: dict[str, int | str] = {"need": 3, "means": 2, "trust": 2, "urgency": 2, "attention": 2}


def tick(page: Page) -> Locator:
    return page.locator("form[data-quiz] input[name=stop]")


def stopped(name: str = "Bakkerij", prospect: str = "p1") -> dict[str, Any]:
    """Return a record of somebody who asked, with a next step that was agreed before."""
    one = record(name, prospect, format=3, next={"what": "terugbellen", "on": "2026-01-08"})
    one["checks"][0]["stop"] = True
    return one


def verdict(page: Page) -> Locator:
    return page.locator("[data-result]")


@LANGUAGES
def test_the_tick_alone_gives_the_verdict(
    open_page: Open, definition: Definition, language: str
) -> None:
    """Reached by keyboard after the last question; its words are there at once, and no question."""
    assert definition.stop is not None
    page = open_page("check/", language)
    box = page.get_by_role("checkbox", name=definition.stop["label"][language])
    page.locator("input[name=attention][value=unknown]").focus()
    page.keyboard.press("Tab")
    expect(box).to_be_focused()
    page.keyboard.press("Space")
    expect(verdict(page)).to_have_attribute("data-verdict", "walk-away")
    expect(page.locator("#result-heading")).to_have_text(definition.stop["headline"][language])
    why = page.locator(".result__why")
    expect(why).to_contain_text(definition.stop["reason"][language])
    expect(why).to_contain_text(definition.stop["advice"][language])
    for part in (".result__next", ".result__revisit", ".result__part"):
        expect(page.locator(f"{part} >> visible=true")).to_have_count(0)
    answer(page, **GIVEN)
    expect(verdict(page)).to_have_attribute("data-score-low", "70")
    expect(verdict(page)).to_have_attribute("data-verdict", "walk-away")
    box.uncheck()
    expect(verdict(page)).to_have_attribute("data-verdict", "pursue")


@LANGUAGES
def test_draft_note_and_link_have_it(
    open_page: Open, definition: Definition, language: str
) -> None:
    """It is there after a reload, in the note, and for whoever opens the link."""
    assert definition.stop is not None
    page = open_page("check/", language)
    tick(page).check()
    expect(verdict(page)).to_be_visible()
    page.reload()
    expect(tick(page)).to_be_checked()
    expect(page.locator("[data-result][data-from=engine]")).to_be_visible()
    page.locator("[data-do=share]").click()
    link = page.locator("[data-share-link]").input_value()
    today = date.today().isoformat()
    assert link.endswith(f"#v1;{definition.ref};stop=1;on={today}")
    text = page.evaluate("document.querySelector('quiz-check').text")
    assert text.startswith(definition.stop["headline"][language])
    page.goto("about:blank")
    page.goto(link.replace(";stop=1", ";need=3;stop=1"))
    expect(tick(page)).to_be_checked()
    expect(page.locator("#result-heading")).to_have_text(definition.stop["headline"][language])
    page.goto("about:blank")
    page.goto(link.replace("stop=1", "stop=2"))
    expect(page.locator("[data-link-problem=damaged]")).to_be_visible()


def test_it_sticks_when_checked_again(open_page: Open) -> None:
    """A further check begins with the tick; saving keeps it, whatever is answered."""
    page = open_page("check/")
    write_raw(page, stopped())
    page.goto(page.url + "#prospect=p1")
    expect(tick(page)).to_be_checked()
    expect(verdict(page)).to_have_attribute("data-verdict", "walk-away")
    answer(page, **GIVEN)
    save(page)
    (kept,) = read_raw(page)
    assert [check.get("stop") for check in kept["checks"]] == [True, True]


def test_it_sticks_when_a_check_of_the_same_name_is_added(open_page: Open) -> None:
    """A check by somebody who does not know is added, and the form says what was asked."""
    page = open_page("check/")
    write_raw(page, stopped())
    filled(page, "Bakkerij", **GIVEN)
    page.locator("[data-do=save]").click()
    page.locator("[data-do=save-to]").click()
    expect(page.locator("[data-saved-when=kept]")).to_be_visible()
    expect(tick(page)).to_be_checked()
    expect(verdict(page)).to_have_attribute("data-verdict", "walk-away")
    (kept,) = read_raw(page)
    assert [check.get("stop") for check in kept["checks"]] == [True, True]


@LANGUAGES
def test_the_reader_takes_it_off_by_hand(open_page: Open, language: str) -> None:
    """Unticking is said, can be undone, and once it is saved they may be called again."""
    page = open_page("check/", language)
    write_raw(page, stopped())
    page.goto(page.url + "#prospect=p1")
    expect(tick(page)).to_be_checked()
    tick(page).uncheck()
    off = page.locator("[data-stop-off]")
    expect(off).to_be_visible()
    page.locator("[data-do=stop-again]").click()
    expect(tick(page)).to_be_checked()
    expect(tick(page)).to_be_focused()
    expect(off).to_be_hidden()
    save(page)
    assert [check.get("stop") for check in read_raw(page)[0]["checks"]] == [True, True]
    tick(page).uncheck()
    page.reload()
    expect(page.locator("[data-stop-off]")).to_be_visible()
    expect(tick(page)).not_to_be_checked()
    save(page)
    (kept,) = read_raw(page)
    assert [check.get("stop") for check in kept["checks"]] == [None] * len(kept["checks"])


@LANGUAGES
def test_list_and_prospect_leave_them_alone(
    open_page: Open, definition: Definition, language: str
) -> None:
    """Last in the list, under a heading; nothing in this week; no step, card or calendar."""
    assert definition.stop is not None
    name = definition.stop["name"][language]
    name = name[:1].upper() + name[1:]
    page = open_page("prospects/", language)
    write_raw(page, stopped(), record("Garage", "p2"))
    page.reload()
    rows = page.locator("[data-rows] > tr")
    expect(rows).to_have_count(3)
    expect(rows.nth(1)).to_have_text(f"{name} (1)", use_inner_text=True)
    expect(rows.nth(2)).to_contain_text("Bakkerij")
    expect(rows.nth(2).locator(".mark >> visible=true")).to_have_text([name])
    expect(page.locator("[data-week]")).not_to_contain_text("Bakkerij")
    rows.nth(2).get_by_role("link").first.click()
    detail = page.locator("[data-detail]")
    expect(detail.locator(".detail__headline")).to_have_text(definition.stop["headline"][language])
    for part in (".call-card", "[data-do=calendar-one]", ".detail__pair"):
        expect(detail.locator(f"{part} >> visible=true")).to_have_count(0)
    assert json.dumps(read_raw(page)[0]["next"])  # what was agreed is kept, and not told


@LANGUAGES
def test_a_learner_may_say_so_of_a_case(
    open_page: Open, definition: Definition, language: str
) -> None:
    """Where the text does not say it, that is told apart from the five conditions."""
    assert definition.stop is not None
    page = open_page("practice/", language)
    expect(page.locator("[data-engine]")).to_have_attribute("data-engine", "ready")
    page.get_by_role("checkbox", name=definition.stop["label"][language]).check()
    page.locator("form[data-rating] button[type=submit]").click()
    told = page.locator("[data-case]:visible [data-answer=stop]")
    expect(told).to_be_visible()
    expect(told.locator("[data-outcome]")).to_have_attribute("data-outcome", "assumed")
    expect(page.locator("[data-case]:visible [data-answer]")).to_have_count(6)
    figures = page.locator("[data-stop-figures]")
    expect(figures).to_be_visible()
    expect(figures.locator("[data-slot=assumed]")).to_have_text("1")
    page.reload()
    expect(figures).to_be_visible()


def test_a_group_hands_it_over(open_page: Open) -> None:
    """A rating with the tick ends in an s in the link, and the coach sees who gave it."""
    coach, page = begun(open_page), joined(open_page)
    rate_all(page, {}, stop_at=0)
    link = page.locator("[data-mine-link]").input_value()
    assert [part[-6:] for part in link.split(";")[3:]] == ["uuuuus", "=uuuuu", "=uuuuu"]
    paste(coach, link)
    coach.locator("[data-do=show]").click()
    rows = coach.locator("[data-spread] [data-row=stop]")
    expect(rows.nth(0)).to_be_visible()
    expect(rows.nth(0).locator("[data-cell-count]")).to_have_text("1")
    expect(rows.nth(1)).to_be_hidden()
    page.locator("#group-number").fill(opened(coach))
    page.locator("[data-open-key] button").click()
    expect(page.locator("[data-answer=stop]:visible")).to_have_count(1)
