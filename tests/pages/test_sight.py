"""What one sees without scrolling: one grid on every page, and on each what one does next."""

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from quiz.definition import Definition
from tests.browser.conftest import Open, answer
from tests.pages.every_page import EVERY_PAGE

MEND = """
A page no longer keeps to the grid, or what it is for has gone below the first screen. See
overrides/quiz/frame/site.css and the style of the page's own folder; if a page grew at its top,
make that shorter, in docs/.
"""

SCREENS = {
    "laptop": {"viewport": {"width": 1366, "height": 768}},
    "phone": {"viewport": {"width": 390, "height": 844}},
}
EDGES = """(width) => {
  const left = (part) => Math.round(part.getBoundingClientRect().left);
  const article = document.querySelector("article");
  const text = [...article.querySelectorAll("p")].find(
    (part) => part.offsetHeight && !part.closest("aside, .sr-only"));
  const tab = document.querySelector(".md-tabs__link");
  return [left(article.querySelector("h1")), left(text), left(tab)];
}"""
ACTIONS = {
    "": ".hero .button",
    "article/": "article h1 ~ p",
    "training/need/": "article .lead",
    "practice/": ".case:not([hidden]) .case__text p",
    "check/": "form[data-quiz] .question__legend",
    "prospects/": "[data-list-view] .button",
}
"""What each page is for: the first thing that one does or reads there."""


@pytest.mark.parametrize("width", [1366, 1440])
def test_every_page_begins_at_one_edge(open_page: Open, width: int) -> None:
    """The heading and the first paragraph of each page stand under the first tab."""
    page = open_page("")
    page.set_viewport_size({"width": width, "height": 800})
    edges = {}
    for path in EVERY_PAGE:
        page.goto(page.url.split("/", 3)[0] + "//" + page.url.split("/", 3)[2] + "/" + path)
        edges[path] = page.evaluate(EDGES)
    first = edges[""]
    assert len(set(first)) == 1
    assert {path: found for path, found in edges.items() if found != first} == {}


def in_sight(page: Page, part: Locator) -> bool:
    """Say whether all of a part is on screen as it is, none of it under what sticks to the top."""
    box = part.bounding_box()
    size = page.viewport_size
    header = page.locator(".md-header").bounding_box()
    assert box
    assert size
    assert header
    return header["y"] + header["height"] <= box["y"] <= size["height"] - box["height"]


@pytest.mark.parametrize("screen", list(SCREENS))
@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_one_does_first_is_in_sight(open_page: Open, language: str, screen: str) -> None:
    """As a page opens, its main action or the begin of its text is on the first screen."""
    page = open_page("", language, screen if screen == "phone" else "desktop")
    page.set_viewport_size(SCREENS[screen]["viewport"])  # type: ignore[arg-type]
    home = page.url
    for path, action in ACTIONS.items():
        page.goto(home + path)
        part = page.locator(action).and_(page.locator(":visible")).first
        expect(part).to_be_visible()
        assert in_sight(page, part), path


def answered(open_page: Open, definition: Definition, screen: str) -> Page:
    """Answer all questions of the check on this screen."""
    page = open_page("check/", device=screen if screen == "phone" else "desktop")
    page.set_viewport_size(SCREENS[screen]["viewport"])  # type: ignore[arg-type]
    answer(page, **dict.fromkeys(definition.ids, 1))
    expect(page.locator("[data-result][data-from=engine]")).to_be_visible()
    return page


@pytest.mark.parametrize("screen", list(SCREENS))
def test_after_the_last_answer_the_way_on_is_in_sight(
    open_page: Open, definition: Definition, screen: str
) -> None:
    """The verdict in a word leads to the result, where one sees what to ask and where to save."""
    page = answered(open_page, definition, screen)
    assert in_sight(page, page.locator("[data-short] a"))
    page.locator("form[data-quiz] button[type=submit]").click()
    expect(page.locator("#result-heading")).to_be_focused()
    assert in_sight(page, page.locator(".result__verdict"))
    assert in_sight(page, page.locator(".result__next h3"))
    if screen == "laptop":
        assert in_sight(page, page.locator("[data-do=save]"))


@pytest.mark.parametrize("screen", list(SCREENS))
def test_the_chain_beside_the_form_is_whole_or_away(
    open_page: Open, definition: Definition, screen: str
) -> None:
    """After the jump to the verdict nothing of it sticks out from under the header."""
    page = answered(open_page, definition, screen)
    page.locator("form[data-quiz] button[type=submit]").click()
    expect(page.locator("#result-heading")).to_be_focused()
    side = page.locator(".chain--side").bounding_box()
    short = page.locator("[data-short]").bounding_box()
    header = page.locator(".md-header").bounding_box()
    assert side
    assert short
    assert header
    end = header["y"] + header["height"]
    assert max(side["y"] + side["height"], short["y"] + short["height"]) <= end + 1


def test_how_many_are_answered_stands_below_the_chain(open_page: Open) -> None:
    """The last link hangs out of its row, and not over the count."""
    page = open_page("check/")
    page.set_viewport_size({"width": 1366, "height": 768})
    shapes = page.locator(".chain--side .link__line").evaluate_all(
        "(lines) => lines.map((line) => line.getBoundingClientRect().bottom)"
    )
    count = page.locator("[data-count-line]").bounding_box()
    assert count
    assert max(shapes) < count["y"]
    assert count["y"] + count["height"] < 768


def test_the_logo_is_the_same_in_the_menu(open_page: Open) -> None:
    """What the header has, a team's own or ours: links of a chain, and not one dark shape."""
    page = open_page("", device="phone")
    page.locator("button.md-header__button[for=__drawer]").click()
    menu = page.locator(".md-nav__title .logo")
    drawn = "(logos) => logos.map((logo) => logo.outerHTML)"
    there: Any = menu.evaluate_all(drawn)
    assert there == page.locator(".md-header__button.md-logo .logo").evaluate_all(drawn) != []
    fills: Any = menu.locator("path").evaluate_all(
        "(paths) => paths.map((path) => getComputedStyle(path).fill)"
    )
    assert fills == (["none"] * 3 if there[0].startswith("<svg") else [])
