"""The days behind an urgency, and the question to ask: in the check, from answer to result."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from quiz.definition import Definition, definition_from
from quiz.host.definition_file import load_definition
from quiz.sentences import Sentences
from tests import frozen
from tests.browser.conftest import Open, answer, opens
from tests.browser.saving import filled, save
from tests.browser.storage import read_raw

LANGUAGES = pytest.mark.parametrize("language", ["nl", "en"])
SOLID = {"need": 3, "means": 2, "trust": 2, "urgency": 0, "attention": 2}
FAR = date.today() + timedelta(days=200)
LATER = date.today() + timedelta(days=40)

pytestmark = pytest.mark.xdist_group("a site with the second edition")


@pytest.fixture(scope="module")
def definition() -> Definition:
    return definition_from(load_definition(frozen.SECOND))


@pytest.fixture
def open_page(
    contexts: Callable[..., BrowserContext], second_edition: str, errors: list[str]
) -> Open:
    return opens(contexts, second_edition, errors)


def dates(page: Page) -> Locator:
    return page.locator("[data-dates]")


def day(page: Page, name: str) -> Locator:
    return dates(page).locator(f"input[name={name}]")


def words(definition: Definition, language: str) -> Sentences:
    return Sentences(definition, language)


@LANGUAGES
def test_the_days_are_asked_where_urgency_is_answered(
    open_page: Open, definition: Definition, language: str
) -> None:
    """Not before, never needed; what is filled in decides until when to park."""
    page = open_page("check/", language)
    expect(dates(page)).to_be_hidden()
    answer(page, urgency="unknown")
    expect(dates(page)).to_be_hidden()
    answer(page, **SOLID)
    expect(dates(page)).to_be_visible()
    headline = page.locator("#result-heading")
    lead = FAR - timedelta(days=definition.lead_days)
    say = words(definition, language)
    expect(page.locator("[data-result]")).to_have_attribute("data-verdict", "park")
    day(page, "needed_by").fill(FAR.isoformat())
    expect(headline).to_contain_text(say.day(lead))
    remarks = page.locator(".result__remarks li")
    expect(remarks).to_have_text([say.phrase("needed_by_parked", on=say.day(FAR))])
    day(page, "not_before").fill(LATER.isoformat())
    expect(headline).to_contain_text(say.day(LATER))
    day(page, "needed_by").fill("")
    expect(remarks).to_have_count(0)


def test_by_keyboard_the_days_come_after_the_answer(open_page: Open) -> None:
    """From the answer one Tab leads to the first day, and on to the next question."""
    page = open_page("check/", "en")
    page.locator("input[name=urgency][value='2']").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    expect(day(page, "needed_by")).to_be_focused()
    day(page, "not_before").focus()
    for _ in range(3):  # day, month and year are three stops, or one, as the browser has it
        page.keyboard.press("Tab")
        if day(page, "not_before").evaluate("field => field !== document.activeElement"):
            break
    inside = "document.activeElement.closest('[data-question=attention]') !== null"
    while not page.evaluate(inside):
        page.keyboard.press("Tab")


@LANGUAGES
def test_draft_link_and_record_have_the_days(
    open_page: Open, definition: Definition, language: str
) -> None:
    """They are there after a reload, for whoever opens the link, and with the prospect."""
    page = open_page("check/", language)
    filled(page, "Bakkerij", **SOLID)
    day(page, "needed_by").fill(FAR.isoformat())
    day(page, "not_before").fill(LATER.isoformat())
    expect(page.locator("#result-heading")).to_contain_text(words(definition, language).day(LATER))
    page.reload()
    expect(day(page, "needed_by")).to_have_value(FAR.isoformat())
    page.locator("[data-do=share]").click()
    link = page.locator("[data-share-link]").input_value()
    assert f";needed_by={FAR};not_before={LATER};on=" in link
    save(page)
    (kept,) = read_raw(page)
    (check,) = kept["checks"]
    assert (check["needed_by"], check["not_before"]) == (FAR.isoformat(), LATER.isoformat())
    page.goto("about:blank")
    page.goto(link)
    expect(day(page, "needed_by")).to_have_value(FAR.isoformat())
    expect(day(page, "not_before")).to_have_value(LATER.isoformat())


def test_starting_again_takes_the_days_along_and_undo_brings_them_back(open_page: Open) -> None:
    """The next check does not have the days of the one before."""
    page = open_page("check/", "nl")
    answer(page, **SOLID)
    day(page, "needed_by").fill(FAR.isoformat())
    page.locator("[data-do=again]").click()
    expect(dates(page)).to_be_hidden()
    expect(day(page, "needed_by")).to_have_value("")
    page.locator("[data-do=undo]").click()
    expect(day(page, "needed_by")).to_have_value(FAR.isoformat())


def test_a_day_stays_in_sight_whatever_the_answer_becomes(open_page: Open) -> None:
    """An answer that is taken back does not hide what the reader filled in."""
    page = open_page("check/", "nl")
    answer(page, urgency=2)
    day(page, "needed_by").fill(FAR.isoformat())
    answer(page, urgency="unknown")
    expect(dates(page)).to_be_visible()
    day(page, "needed_by").fill("")
    expect(dates(page)).to_be_hidden()


@LANGUAGES
def test_another_question_is_a_tap_away(
    open_page: Open, definition: Definition, language: str
) -> None:
    """All that fit the level come round, each with whom it suits, and then the first again."""
    page = open_page("check/", language)
    answer(page, **{**SOLID, "urgency": 1})
    asked = definition["urgency"].to_ask(1)
    assert len(asked) > 1
    box = page.locator(".result__next")
    for question in (*asked, asked[0]):
        expect(box.locator("blockquote")).to_have_text(question.text[language])
        suits = box.locator(".result__suits")
        if question.audience:
            phrase = words(definition, language).phrase(f"suits_{question.audience}")
            expect(suits).to_have_text(phrase)
        else:
            expect(suits).to_be_hidden()
        box.locator("[data-do=other-question]").click()
    answer(page, trust=1)
    expect(box.locator("blockquote")).to_have_text(definition["trust"].to_ask(1)[0].text[language])


@LANGUAGES
def test_pursue_has_a_question_of_its_own(
    open_page: Open, definition: Definition, language: str
) -> None:
    """It belongs to no condition, so that no lesson is linked to it."""
    page = open_page("check/", language)
    answer(page, **{**SOLID, "urgency": 2})
    box = page.locator(".result__next")
    expect(box.locator("h3")).to_have_text(words(definition, language).phrase("ask_pursue"))
    expect(box.locator("blockquote")).to_have_text(definition.to_pursue[0].text[language])
    expect(box.locator(".result__about")).to_be_hidden()


def test_what_does_not_go_together_is_remarked(open_page: Open, definition: Definition) -> None:
    """A remark of the definition shows with the answers that it is about, and goes with them."""
    remark = definition.remarks[0]
    page = open_page("check/", "nl")
    levels = {key: found[0] for key, found in remark.when.items()}
    answer(page, **{"means": 2, "trust": 2, "attention": 2, **levels})
    shown = page.locator(".result__remarks li", has_text=remark.text["nl"])
    expect(shown).to_have_count(1)
    verdict = page.locator("[data-result]").get_attribute("data-verdict")
    assert verdict == "walk-away"
    answer(page, need=2)
    expect(shown).to_have_count(0)
