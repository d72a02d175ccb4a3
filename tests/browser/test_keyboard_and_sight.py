"""For who uses no mouse, large text, own spacing, few colours, or cannot bear motion."""

import pytest
from playwright.sync_api import Page, expect

from quiz.host.deck import Case
from tests.browser.conftest import HOMES, Open, answer, chosen

DEVICES = pytest.mark.parametrize("device", ["phone", "desktop"])
LANGUAGES = pytest.mark.parametrize("language", ["nl", "en"])
ANSWERS: dict[str, int | str] = {
    "need": 3,
    "means": 2,
    "trust": 1,
    "urgency": 0,
    "attention": "unknown",
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_levels_differ_with_forced_colours(open_page: Open, scheme: str) -> None:
    """Where the system sets the colours, each level of the chain still has its own shape."""
    page = open_page("check/", device="desktop", forced_colors="active", color_scheme=scheme)
    answer(page, **ANSWERS)
    expect(page.locator("[data-result][data-from=engine]")).to_be_visible()
    pictures = set()
    for condition in ANSWERS:
        link = page.locator(f".check__side [data-link={condition}] svg").first
        link.scroll_into_view_if_needed()
        pictures.add(link.screenshot())
    assert len(pictures) == len(ANSWERS)


def test_focus_and_choice_are_seen_with_forced_colours(open_page: Open) -> None:
    """A chosen answer, a button and what has focus stand out without the site's own colours."""
    page = open_page("check/", forced_colors="active")
    expect(page.locator("form[data-quiz] button")).to_be_visible()
    rung = page.locator(".rung").first
    before = rung.screenshot()
    rung.locator("input").check()
    assert rung.screenshot() != before
    edge = page.locator("form[data-quiz] button").evaluate(
        "(button) => getComputedStyle(button).borderStyle + getComputedStyle(button).borderWidth"
    )
    assert edge.startswith("solid")
    assert not edge.endswith("solid0px")


MOVING = """
() => [...document.querySelectorAll("*")].filter((element) => {
  const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(element);
  return transitionDuration.split(", ").some((time) => parseFloat(time) > 0)
    || animationName !== "none" || scrollBehavior === "smooth";
}).map((element) => element.outerHTML.slice(0, 80))
"""


@pytest.mark.parametrize("path", ["", "check/", "practice/", "method/"])
def test_nothing_moves_for_who_asks_for_rest(open_page: Open, path: str) -> None:
    """With reduced motion no element has a transition, an animation or smooth scrolling."""
    page = open_page(path, reduced_motion="reduce")
    if path == "check/":
        answer(page, **ANSWERS)
        expect(page.locator("[data-result][data-from=engine]")).to_be_visible()
    assert page.evaluate(MOVING) == []
    assert page.evaluate("document.getAnimations().length") == 0


@LANGUAGES
def test_name_copy_share_and_undo_by_keyboard(open_page: Open, language: str) -> None:
    """After the verdict everything can be done without a mouse, and focus is never lost."""
    page = open_page("check/", language)
    answer(page, need=2, means=2, trust=2, urgency=2, attention=2)
    expect(page.locator("[data-after]")).to_be_visible()
    press_until(page, "Tab", "[data-name]")
    page.keyboard.type("Bakkerij Jansen")
    press_until(page, "Tab", "[data-do=share]")
    page.keyboard.press("Enter")
    expect(page.locator("[data-do=share]")).to_have_attribute("aria-expanded", "true")
    press_until(page, "Tab", "[data-share-name]")
    page.keyboard.press("Space")
    assert "name=Bakkerij" in page.locator("[data-share-link]").input_value()
    press_until(page, "Shift+Tab", "[data-do=again]")
    page.keyboard.press("Space")
    expect(page.locator("[data-do=undo]")).to_be_focused()
    page.keyboard.press("Enter")
    assert chosen(page)["need"] == "2"
    assert page.evaluate("document.activeElement !== document.body")


def test_case_is_rated_by_keyboard(open_page: Open, deck: list[Case]) -> None:
    """Choose, rate, read the answer, and go on to the next case."""
    page = open_page("practice/")
    expect(page.locator("[data-engine]")).to_have_attribute("data-engine", "ready")
    expect(page.locator("[data-left]")).to_have_text(str(len(deck)))
    for condition in ANSWERS:
        press_until(page, "Tab", f"form[data-rating] input[name={condition}]")
        page.keyboard.press("Space")
    press_until(page, "Tab", "form[data-rating] button[type=submit]")
    page.keyboard.press("Enter")
    expect(page.locator("[data-case]:not([hidden]) [data-key-heading]")).to_be_focused()
    press_until(page, "Tab", "[data-do=next]")
    page.keyboard.press("Enter")
    expect(page.locator("[data-case]:not([hidden]) h3")).to_be_focused()


@LANGUAGES
def test_light_and_dark_by_keyboard(open_page: Open, language: str) -> None:
    """One button names what it brings, and keeps focus when it has brought it."""
    page = open_page("article/", language, color_scheme="light")
    for name, scheme in (("Dark", "slate"), ("Light", "default")):
        called = name if language == "en" else {"Dark": "Donker", "Light": "Licht"}[name]
        if name == "Dark":
            press_until(page, "Tab", "button[for^=__palette]")
        expect(page.locator("button[for^=__palette]:visible")).to_have_accessible_name(called)
        page.keyboard.press("Space")
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", scheme)
        expect(page.locator("button[for^=__palette]:visible")).to_be_focused()


def test_a_single_letter_does_nothing(open_page: Open) -> None:
    """Who dictates, or touches a key, neither leaves the page nor opens the search by it."""
    page = open_page("training/need/")
    expect(page.locator("form[data-rating]")).to_be_visible()
    address = page.url
    for key in "fs/p,n.":
        page.keyboard.press(key)
    expect(page.locator("#__search")).not_to_be_checked()
    assert page.evaluate("document.activeElement === document.body")
    page.locator("[data-md-component=search-query]").press_sequentially("of, spin.")
    expect(page.locator("[data-md-component=search-query]")).to_have_value("of, spin.")
    assert page.url == address


def press_until(page: Page, key: str, selector: str) -> None:
    """Press a key until this has focus; AssertionError when it is not reached."""
    for _ in range(120):
        page.keyboard.press(key)
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{key} does not reach {selector}")


NAMES = """
() => {
  const controls = document.querySelectorAll(
    "a[href], button, input, select, textarea, summary, [role], svg[aria-label], img");
  return [...controls].filter((control) => control.getClientRects().length).flatMap((control) =>
    ["aria-label", "title", "placeholder", "alt"]
      .filter((name) => control.getAttribute(name))
      .map((name) => [control.closest("[lang]").lang, control.getAttribute(name)]));
}
"""
MATERIALS = {
    "nl": {"Zoeken", "Zoek", "Wissen", "Inhoudsopgave", "Navigatie", "Donker", "Licht", "Menu"},
    "en": {"Search", "Clear", "Table of contents", "Navigation", "Dark", "Light", "Menu"},
}
"""What Material calls its own controls."""


@LANGUAGES
@DEVICES
def test_controls_are_named_in_the_language_of_the_page(
    open_page: Open, language: str, device: str
) -> None:
    """No control of a Dutch page has an English name, nor the other way about."""
    other = MATERIALS["en" if language == "nl" else "nl"] - MATERIALS[language]
    for path in ("", "check/", "practice/", "training/need/", "method/"):
        page = open_page(path, language, device)
        named = page.evaluate(NAMES)
        assert named
        assert [name for lang, name in named if lang == language and name in other] == []
        switch = page.locator("a[data-other-language]")
        expect(switch).to_have_attribute("lang", "en" if language == "nl" else "nl")
    assert HOMES[language] in page.url
