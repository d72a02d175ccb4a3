"""Practice on a phone: one question a screen, with the case a swipe or a tap away."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Open, answer
from tests.server import Server

LANGUAGES = pytest.mark.parametrize("language", ["nl", "en"])
PLACES = pytest.mark.parametrize("path", ["practice/", "training/urgency/"])
CONDITIONS = ("need", "means", "trust", "urgency", "attention")
SCREEN = 844
SWIPED = """(sides, to) => new Promise((done) => {
  sides.addEventListener("scrollend", done, { once: true });
  sides.scrollTo({ left: to * sides.clientWidth, behavior: "smooth" });
})"""
"""What a finger does: the strip moves, and nothing else is touched."""

AT_THE_EDGE = """(part) => {
  const side = part.closest("[data-side]") ?? part;
  const sides = part.closest("[data-sides]");
  return Math.abs(side.getBoundingClientRect().left - sides.getBoundingClientRect().left) < 12;
}"""
"""Whether a part has come to where the strip begins."""


def on_screen(page: Page) -> str:
    """Return what fills the screen's width: `case`, the id of a condition, or `end`."""
    found: list[str] = page.locator("[data-sides]:visible").evaluate(
        """(sides) => [sides.querySelector(".case__text"), ...sides.querySelectorAll("[data-side]")]
          .filter((part) => Math.abs(part.getBoundingClientRect().left
            - sides.getBoundingClientRect().left) < 12)
          .map((part) => part.querySelector("[data-question]")?.dataset.question
            ?? (part.matches(".case__text") ? "case" : "end"))"""
    )
    assert len(found) == 1, found
    return found[0]


def expect_on_screen(page: Page, what: str) -> None:
    """Wait until this is what one sees."""
    part = (
        ".case__text"
        if what == "case"
        else "[data-side]:has([type=submit])"
        if what == "end"
        else f"[data-question={what}]"
    )
    found = page.locator(f"[data-sides]:visible {part}")
    expect(found).to_be_in_viewport(ratio=0.3)
    page.wait_for_function(AT_THE_EDGE, arg=found.element_handle())
    assert on_screen(page) == what


def step(page: Page, way: str) -> Locator:
    return page.locator(f"[data-do=step-{way}]")


@PLACES
@LANGUAGES
def test_one_question_a_screen(open_page: Open, path: str, language: str) -> None:
    """Each question is there whole within two screens, with the bar that leads on below it."""
    page = open_page(path, language, "phone")
    page.locator("[data-sides]:visible").scroll_into_view_if_needed()
    expect_on_screen(page, "case")
    expect(step(page, "back")).to_be_hidden()
    for number, condition in enumerate(CONDITIONS, 1):
        step(page, "on").click()
        expect_on_screen(page, condition)
        expect(page.locator("[data-step-at]")).to_contain_text(str(number))
        expect(step(page, "on")).to_be_in_viewport(ratio=1)
        box = page.locator(f"form[data-rating] [data-question={condition}]").bounding_box()
        assert box
        assert box["height"] + step(page, "on").bounding_box()["height"] < 2 * SCREEN  # type: ignore[index]
        expect(page.locator(f"input[name={condition}]").first).to_be_in_viewport()
    step(page, "on").click()
    expect_on_screen(page, "end")
    expect(step(page, "on")).to_be_hidden()
    expect(page.locator("form[data-rating] [type=submit]")).to_be_in_viewport(ratio=1)
    whole = page.locator("[data-case]:visible").bounding_box()
    assert whole
    assert whole["height"] < 2 * SCREEN
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_case_is_a_tap_away_and_back(open_page: Open) -> None:
    """From any question, and then on to that question again; what was chosen stays."""
    page = open_page("practice/", "nl", "phone")
    for _ in range(3):
        step(page, "on").click()
    expect_on_screen(page, "trust")
    page.locator("input[name=trust][value='2']").check()
    step(page, "case").click()
    expect_on_screen(page, "case")
    expect(step(page, "on")).to_have_text("Naar vraag 3", use_inner_text=True)
    expect(page.locator("[data-sides]:visible .case__text")).to_be_focused()
    step(page, "on").click()
    expect_on_screen(page, "trust")
    expect(page.locator("input[name=trust][value='2']")).to_be_checked()
    step(page, "back").click()
    expect_on_screen(page, "means")


def test_the_engine_leaves_a_question_where_it_is(server: Server, open_page: Open) -> None:
    """What Python chooses comes when the reader may be on the way already."""
    server.held.add(".wasm")
    page = open_page("practice/", "nl", "phone")
    for _ in range(2):
        step(page, "on").click()
    expect_on_screen(page, "means")
    server.held.clear()
    server.release.set()
    expect(page.locator("[data-engine]")).to_have_attribute("data-engine", "ready")
    expect(page.locator("[data-progress-none]")).to_be_visible()
    assert on_screen(page) == "means"


def test_a_swipe_leads_on(open_page: Open) -> None:
    """The bar says where one is, and the top of what one sees comes into sight."""
    page = open_page("practice/", "en", "phone")
    sides = page.locator("[data-sides]:visible")
    for number, what in enumerate(("need", "means"), 1):
        sides.evaluate(SWIPED, number)
        expect_on_screen(page, what)
        expect(page.locator("[data-step-at]")).to_have_text(f"{number} of 5", use_inner_text=True)
        expect(page.locator(f"[data-question={what}] legend")).to_be_in_viewport(ratio=1)
    sides.evaluate(SWIPED, 0)
    expect_on_screen(page, "case")
    expect(step(page, "on")).to_have_text("To question 2", use_inner_text=True)


LEFT_WHILE_MOVING = """async (sides) => {
  const rest = new Promise((done) => sides.addEventListener("scrollend", done, { once: true }));
  sides.querySelector("input[name=trust]").focus();
  const heading = document.querySelector("h1");
  heading.tabIndex = -1;
  heading.focus();
  await rest;
  await new Promise(requestAnimationFrame);
}"""
"""The focus goes to a question, and away from the case before the strip has come to rest."""


def test_the_case_does_not_come_back_over_what_has_the_focus(open_page: Open) -> None:
    """Who goes on by the keyboard before the case has come to rest stays where they are."""
    page = open_page("training/letting-go/", "en", "phone", reduced_motion="reduce")
    page.keyboard.press("Tab")  # so that the focus is one of the keyboard
    page.locator("[data-sides]:visible").evaluate(LEFT_WHILE_MOVING)
    expect(page.locator("h1")).to_be_focused()
    expect(page.locator("h1")).to_be_in_viewport()


def test_the_keyboard_goes_through_all_questions(open_page: Open) -> None:
    """The focus brings its question along, and is never behind the bar."""
    page = open_page("practice/", "en", "phone")
    for condition in CONDITIONS:
        for _ in range(30):
            page.keyboard.press("Tab")
            if page.evaluate("name => document.activeElement.name === name", condition):
                break
        page.keyboard.press("Space")
        expect_on_screen(page, condition)
        expect(page.locator(f"input[name={condition}]:focus")).to_be_in_viewport(ratio=1)
        covered = page.evaluate(
            """() => {
              const { left, top } = document.activeElement.getBoundingClientRect();
              const there = document.elementFromPoint(left + 3, top + 3);
              return Boolean(there.closest("[data-step-bar]"));
            }"""
        )
        assert not covered
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.type === 'submit'"):
            break
    expect_on_screen(page, "end")
    page.keyboard.press("Enter")
    expect(page.locator("[data-case]:visible [data-key-heading]")).to_be_focused()
    expect(page.locator("[data-step-bar]")).to_be_hidden()


def test_buttons_take_the_focus_to_the_question(open_page: Open) -> None:
    """Whoever hears the page hears the next question, as a group with its own name."""
    page = open_page("practice/", "en", "phone")
    step(page, "on").focus()
    page.keyboard.press("Enter")
    question = page.locator("[data-question=need]")
    expect(question).to_be_focused()
    tree = page.locator("form[data-rating]").aria_snapshot()
    assert tree.count("- group") >= len(CONDITIONS)  # none is hidden from a screen reader


def test_less_motion_is_none(open_page: Open) -> None:
    """The next question is there at once."""
    page = open_page("practice/", "en", "phone", reduced_motion="reduce")
    at_once = page.evaluate(
        """() => {
          document.querySelector("[data-do=step-on]").click();
          const strips = [...document.querySelectorAll("[data-sides]")];
          const sides = strips.find((one) => one.offsetHeight);
          return Math.round(sides.scrollLeft / sides.clientWidth);
        }"""
    )
    assert at_once == 1


@pytest.mark.parametrize(("width", "height"), [(320, 568), (683, 384)])
def test_small_and_enlarged_screens(open_page: Open, width: int, height: int) -> None:
    """At 320 px, and on a laptop at 200 %, nothing is wider than the screen, or out of reach."""
    page = open_page("practice/", "nl", "phone")
    page.set_viewport_size({"width": width, "height": height})
    for _ in range(6):
        step(page, "on").click()
    expect_on_screen(page, "end")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    wide = page.locator("[data-sides]:visible [data-side]").evaluate_all(
        "parts => parts.filter((part) => part.scrollWidth > part.clientWidth + 1).length"
    )
    assert wide == 0


def test_on_a_laptop_the_case_is_beside_its_questions(open_page: Open) -> None:
    """The text stays in sight, all questions are below each other, and no bar is there."""
    page = open_page("practice/", "en")
    expect(page.locator("[data-step-bar]")).to_be_hidden()
    answer(page, attention=2)
    expect(page.locator("[data-sides]:visible .case__text")).to_be_in_viewport()
    text, form = (
        page.locator(f"[data-sides]:visible {part}").bounding_box()
        for part in (".case__text", "form[data-rating]")
    )
    assert text
    assert form
    assert text["x"] + text["width"] < form["x"]
    tops = page.locator("form[data-rating] [data-question]").evaluate_all(
        "all => all.map((one) => one.getBoundingClientRect().top)"
    )
    assert tops == sorted(tops)
    assert len(set(tops)) == len(CONDITIONS)
