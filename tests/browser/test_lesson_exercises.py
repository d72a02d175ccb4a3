"""The exercise of a lesson: by keyboard, without an engine or a script, and kept as done."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Open
from tests.browser.test_accessibility import violations
from tests.server import Server

NO_ENGINE = 'Object.defineProperty(window, "WebAssembly", { value: undefined })'
KEPT = "/five-conditions/exercises"
"""Where it is kept, by a site at the root of its address."""


def part(page: Page, number: int) -> str:
    """Return what is said of how a part was done."""
    said = page.locator(f"[data-exercise-part='{number}'] [data-how-when]:visible")
    return " ".join(said.all_inner_texts())


def score(page: Page) -> str:
    """Wait for the score, and return it."""
    expect(page.locator("[data-exercise-score]")).to_be_visible()
    return page.locator("[data-exercise-score] strong").inner_text()


def compare(page: Page) -> None:
    page.locator("quiz-exercise button[type=submit]").press("Enter")
    expect(page.locator("[data-exercise-heading]")).to_be_focused()


def test_words_are_marked_by_keyboard(open_page: Open) -> None:
    """Space marks the words that have focus; each part then says how it was done, and why."""
    page = open_page("training/need/", "en", "phone")
    runs = page.locator(".run input")
    for number in (0, 1):
        runs.nth(number).focus()
        page.keyboard.press("Space")
    compare(page)
    assert score(page) == "1 of 3"
    assert [part(page, number) for number in range(3)] == [
        "You marked it.",
        "You found it.",
        "You missed it.",
    ]
    assert violations(page) == []
    page.locator("[data-do=again]").press("Enter")
    expect(page.locator("quiz-exercise h3")).to_be_focused()
    expect(page.locator("[data-exercise-score]")).to_be_hidden()
    assert runs.nth(0).is_checked() is False


def test_steps_are_put_in_order_by_keyboard(open_page: Open) -> None:
    """A step moves up and down, its button keeps the focus, and its new place is read out."""
    page = open_page("training/trust/", "en")
    first = page.locator("[data-step='2'] [data-do=later]")
    first.focus()
    page.keyboard.press("Enter")
    expect(first).to_be_focused()
    expect(page.locator("[data-moved]")).to_have_text("Deliver is now number 2 of 3")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")  # at the end it stays there
    expect(page.locator("[data-moved]")).to_have_text("Deliver is now number 3 of 3")
    compare(page)
    assert score(page) == "3 of 3"
    assert violations(page) == []
    page.locator("[data-do=again]").click()
    steps = page.locator("[data-step]").all()
    assert [step.get_attribute("data-step") for step in steps] == ["2", "0", "1"]


def test_a_question_is_chosen(open_page: Open) -> None:
    """One is needed; afterwards each has its reply and its reason, and the best is named."""
    page = open_page("training/means/", "nl", "phone")
    page.locator("quiz-exercise button[type=submit]").click()
    expect(page.locator("[data-exercise-answer]")).not_to_have_attribute("open", "")
    page.locator("quiz-exercise input[type=radio]").nth(0).check()
    compare(page)
    assert score(page) == "Er was een betere vraag."
    assert part(page, 0) == "Dit koos jij."
    best = page.locator("[data-exercise-part='1']")
    expect(best).to_contain_text("De beste vraag.")
    expect(best).to_contain_text("De baas tekende.")
    page.locator("[data-do=again]").click()
    page.locator("quiz-exercise input[type=radio]").nth(1).check()
    compare(page)
    assert score(page) == "Je koos de beste vraag."


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nl", ["Te laat om het te halen (21 augustus 2027)", "Niet ingevuld."]),
        ("en", ["Too late to make it (21 August 2027)", "Left empty."]),
    ],
)
def test_days_are_counted_back(open_page: Open, language: str, said: list[str]) -> None:
    """A wrong day is named in words, one that follows from it is right, and none may be left."""
    page = open_page("training/urgency/", language)
    for number, day in ((1, "2027-08-21"), (2, "2027-08-18")):
        page.locator(f"#back-{number}").fill(day)
    compare(page)
    assert score(page).split()[0] == "1"
    assert [part(page, 0), part(page, 2)] == said
    assert "2027" in part(page, 1)
    expect(page.locator("[data-exercise-part='0']")).to_contain_text("20 ")


def test_without_an_engine_the_answer_is_there(open_page: Open) -> None:
    """The answer with its reasons opens at once, and a line says that Python is not coming."""
    page = open_page("training/need/", "en")
    page.add_init_script(NO_ENGINE)
    page.reload()
    compare(page)
    expect(page.locator("[data-exercise-failed]")).to_be_visible()
    expect(page.locator("[data-exercise-part='1'] .part__why")).to_be_visible()
    expect(page.locator("[data-exercise-waits]")).to_be_hidden()


def test_without_a_script_it_can_be_done_on_ones_own(
    contexts: Callable[..., BrowserContext], shared_server: Server
) -> None:
    """Words are marked, the fold opens, and there is no button that would do nothing."""
    page = contexts("phone", java_script_enabled=False).new_page()
    page.goto(f"{shared_server.url}en/training/need/")
    page.locator(".run input").nth(1).press("Space")
    expect(page.locator(".run input").nth(1)).to_be_checked()
    page.locator("quiz-exercise summary").click()
    expect(page.locator(".part__why").first).to_be_visible()
    expect(page.locator("quiz-exercise button:visible")).to_have_count(0)


def test_that_it_was_done_is_kept(open_page: Open) -> None:
    """A mark stands beside its title at the next visit; another lesson has none."""
    page = open_page("training/need/", "en")
    expect(page.locator("[data-exercise-done]")).to_be_hidden()
    compare(page)
    page.reload()
    expect(page.locator("[data-exercise-done]")).to_be_visible()
    page.goto(page.url.replace("need", "trust"))
    expect(page.locator("quiz-exercise h3")).to_be_visible()
    expect(page.locator("[data-exercise-done]")).to_be_hidden()


@pytest.mark.parametrize(
    ("kept", "done"), [('{"need":true}', True), ("null", False), ("[1", False), ("7", False)]
)
def test_what_was_kept_opens(open_page: Open, kept: str, done: bool) -> None:
    """A mark from before is there; what is no such thing is passed over, and can be done again."""
    page = open_page("training/need/", "en")
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEPT, kept])
    page.reload()
    mark = page.locator("[data-exercise-done]")
    expect(page.locator("quiz-exercise button[type=submit]")).to_be_visible()
    expect(mark).to_be_visible() if done else expect(mark).to_be_hidden()
    compare(page)
    expect(mark).to_be_visible()
