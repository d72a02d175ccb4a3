"""A reader's way from the first page to a verdict, in both languages, on phone and desktop."""

from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from quiz.definition import Definition
from quiz.plain_text import as_text
from quiz.report import as_data, report_on
from quiz.sentences import Sentences
from quiz.sheet import sheet_from
from quiz.wording import words
from tests.browser.conftest import Open, answer, chosen

LANGUAGES = pytest.mark.parametrize("language", ["nl", "en"])
DEVICES = pytest.mark.parametrize("device", ["phone", "desktop"])
ANSWERS: dict[str, int | str] = {
    "need": 3,
    "means": 2,
    "trust": 2,
    "urgency": 1,
    "attention": 2,
}
AS_TEXT = {condition: str(level) for condition, level in ANSWERS.items()}


def result_of(page: Page) -> Any:
    expect(page.locator("[data-result][data-from=engine]")).to_be_visible()
    return page.locator("[data-result]")


@LANGUAGES
@DEVICES
def test_home_leads_to_a_verdict_in_words(
    open_page: Open, definition: Definition, language: str, device: str
) -> None:
    """One tap and five answers bring the verdict, the same that the host's Python gives."""
    page = open_page(language=language, device=device)
    page.locator(".hero .button").first.click()
    answer(page, **ANSWERS)
    result = result_of(page)

    report = report_on(definition, sheet_from({"answers": ANSWERS}, definition), date.today())
    data, said = as_data(report), words(report, language)
    expect(result).to_have_attribute("data-verdict", data["verdict"])
    expect(result).to_have_attribute("data-score-low", f"{data['score']['low']:g}")
    expect(result).to_have_attribute("data-score-high", f"{data['score']['high']:g}")
    expect(result).to_have_attribute("data-weakest", data["weakest"])
    for condition, level in ANSWERS.items():
        link = result.locator(f"[data-condition={condition}]")
        expect(link).to_have_attribute("data-level", str(level))
    expect(result.locator("h2")).to_have_text(said.headline)
    expect(result.locator(".result__why")).to_have_text(said.why)
    expect(result.locator(".result__next blockquote")).to_have_text(said.ask)


@LANGUAGES
def test_last_answer_announces_and_leaves_focus(open_page: Open, language: str) -> None:
    """With the fifth answer the verdict is announced while focus stays on the radio button."""
    page = open_page("check/", language)
    answer(page, **ANSWERS)
    result = result_of(page)
    headline = result.locator("h2").inner_text()
    expect(page.locator("[data-live]")).to_have_text(headline)
    expect(page.locator("input[name=attention][value='2']")).to_be_focused()


@DEVICES
def test_button_asks_early_and_takes_focus_along(open_page: Open, device: str) -> None:
    """The button counts what is open as unknown; focus goes to the heading, unannounced."""
    page = open_page("check/", device=device)
    answer(page, need=2)
    expect(page.locator("[data-result]")).to_be_hidden()
    page.locator("form[data-quiz] button[type=submit]").click()
    result = result_of(page)
    expect(result).to_have_attribute("data-verdict", "find-out")
    expect(result.locator("h2")).to_be_focused()
    expect(page.locator("[data-live]")).to_have_text("")
    expect(result.locator("[data-condition=means]")).to_have_attribute("data-level", "unknown")


def test_heading_is_not_under_the_header(open_page: Open) -> None:
    """After the button the heading stands in full below the sticky header, on a phone too."""
    for device in ("phone", "desktop"):
        page = open_page("check/", device=device)
        page.locator("form[data-quiz] button[type=submit]").click()
        heading = result_of(page).locator("h2").bounding_box()
        header = page.locator(".md-header").bounding_box()
        assert heading is not None
        assert header is not None
        assert heading["y"] >= header["y"] + header["height"]


def test_changed_answer_updates_in_place(open_page: Open) -> None:
    """A changed answer changes the verdict where it stands."""
    page = open_page("check/")
    answer(page, **ANSWERS)
    result = result_of(page)
    expect(result).to_have_attribute("data-verdict", "develop")
    answer(page, urgency=2)
    expect(result).to_have_attribute("data-verdict", "pursue")
    answer(page, need=0)
    expect(result).to_have_attribute("data-verdict", "walk-away")
    expect(page.locator("[data-live]")).to_have_text(result.locator("h2").inner_text())


@LANGUAGES
def test_answers_survive_reload_back_and_forward(open_page: Open, language: str) -> None:
    """Neither a reload nor leaving and coming back loses an answer."""
    page = open_page("check/", language)
    answer(page, need=2, urgency="unknown")
    page.reload()
    assert chosen(page) == {"need": "2", "urgency": "unknown"}
    page.locator(".md-tabs a").nth(1).click()
    expect(page.locator("form[data-quiz]")).to_have_count(0)
    page.go_back()
    expect(page.locator("input[name=need][value='2']")).to_be_checked()
    page.go_back()
    page.go_forward()
    expect(page.locator("input[name=need][value='2']")).to_be_checked()
    assert chosen(page) == {"need": "2", "urgency": "unknown"}


@DEVICES
def test_language_switch_keeps_the_answers(
    open_page: Open, definition: Definition, device: str
) -> None:
    """The other language shows the same answers, and the verdict in its own words."""
    page = open_page("check/", device=device)
    answer(page, **ANSWERS)
    result_of(page)
    page.locator("a[data-other-language]").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert chosen(page) == AS_TEXT
    report = report_on(definition, sheet_from({"answers": ANSWERS}, definition), date.today())
    expect(result_of(page).locator("h2")).to_have_text(words(report, "en").headline)


def test_early_result_is_there_again_after_reload(open_page: Open) -> None:
    """A verdict that was asked for early comes back with the answers."""
    page = open_page("check/")
    answer(page, need=2)
    page.locator("form[data-quiz] button[type=submit]").click()
    result_of(page)
    page.reload()
    expect(result_of(page)).to_have_attribute("data-verdict", "find-out")


@pytest.mark.parametrize("fragment", ["", "#v1;five-conditions@1;need=0;trust=0"])
def test_answers_given_before_the_script_count(open_page: Open, fragment: str) -> None:
    """On a slow line the form is there before its script: what is chosen by then is not lost."""
    page = open_page("check/")
    answer(page, means=3)
    address = page.url + fragment
    page.goto("about:blank")
    held: list[Route] = []
    page.route("**/check/check.js", lambda route: held.append(route))  # noqa: PLW0108 - Playwright marks it
    with page.expect_request("**/check/check.js"):
        page.goto(address, wait_until="commit")
    answer(page, need=2)
    expect(page.locator("form[data-quiz] button")).to_have_count(0)
    held[0].continue_()
    expect(page.locator("form[data-quiz] button")).to_be_visible()
    rest = {"trust": "0"} if fragment else {"means": "3"}
    assert chosen(page) == {"need": "2"} | rest
    page.unroute("**/check/check.js")
    page.reload()
    expect(page.locator("form[data-quiz] button")).to_be_visible()
    assert chosen(page) == {"need": "2"} | rest


def test_start_again_erases_and_can_be_undone(open_page: Open) -> None:
    """Start again leaves nothing on the device; the undo beside it brings everything back."""
    page = open_page("check/")
    answer(page, **ANSWERS)
    result_of(page)
    page.locator("[data-name]").fill("Bakkerij Jansen")
    page.locator("[data-do=again]").click()
    expect(page.locator("[data-result]")).to_be_hidden()
    expect(page.locator("[data-do=undo]")).to_be_focused()
    assert chosen(page) == {}
    assert page.evaluate("Object.keys(localStorage).filter(key => key.includes('check'))") == []
    page.locator("[data-do=undo]").click()
    assert chosen(page) == AS_TEXT
    expect(page.locator("[data-name]")).to_have_value("Bakkerij Jansen")
    page.reload()
    assert chosen(page) == AS_TEXT


@LANGUAGES
def test_copied_note_is_the_text_of_the_command_line(
    open_page: Open, definition: Definition, language: str
) -> None:
    """The note for a CRM is the report in plain text, under the prospect's name."""
    page = open_page("check/", language, permissions=["clipboard-read", "clipboard-write"])
    answer(page, **ANSWERS)
    result_of(page)
    page.locator("[data-name]").fill("Bakkerij Jansen")
    page.locator("[data-do=copy]").click()
    expect(page.locator("[data-done-when=copied]")).to_be_visible()
    sheet = sheet_from({"answers": ANSWERS, "on": date.today().isoformat()}, definition)
    said = words(report_on(definition, sheet, date.today()), language)
    text = as_text(said, Sentences(definition, language))
    assert page.evaluate("navigator.clipboard.readText()") == f"Bakkerij Jansen\n\n{text}"


def test_copying_that_fails_shows_the_text(open_page: Open) -> None:
    """Where the browser refuses to copy, the text is there to select."""
    page = open_page("check/")
    page.evaluate(
        "() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }"
    )
    answer(page, **ANSWERS)
    result_of(page)
    page.locator("[data-do=copy]").click()
    expect(page.locator("[data-done-when=failed]")).to_be_visible()
    expect(page.locator("[data-copy-text]")).to_be_focused()
    assert "Versterken" in page.locator("[data-copy-text]").input_value()


def test_keyboard_alone_reaches_a_verdict(open_page: Open) -> None:
    """Tab, arrows, space and Enter are enough for the whole check."""
    page = open_page("check/")
    page.locator("h1").click()  # where a reader starts
    for presses in (4, 3, 3, 2, 3):
        while not page.evaluate("document.activeElement.matches('input[type=radio]')"):
            page.keyboard.press("Tab")
        page.keyboard.press("Space")
        for _ in range(presses - 1):
            page.keyboard.press("ArrowDown")
        page.keyboard.press("Tab")
    assert list(chosen(page).values()) == ["3", "2", "2", "1", "2"]
    expect(page.locator("[data-stop-tick]")).to_be_focused()
    page.keyboard.press("Tab")  # to what the tick is for
    page.keyboard.press("Tab")
    expect(page.locator("form[data-quiz] button[type=submit]")).to_be_focused()
    page.keyboard.press("Enter")
    expect(result_of(page)).to_have_attribute("data-verdict", "develop")
    expect(page.locator("[data-result] h2")).to_be_focused()
