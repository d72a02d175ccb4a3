"""A verdict before the engine: from the table that Python wrote when the site was built."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from quiz.definition import Definition
from tests.browser.conftest import HOMES, answer, watched
from tests.browser.saving import save
from tests.browser.storage import read_raw
from tests.server import Server

LANGUAGES = pytest.mark.parametrize("language", ["nl", "en"])
PARKED: dict[str, int | str] = {
    "need": 3,
    "means": 2,
    "trust": 2,
    "urgency": 0,
    "attention": 2,
}

WATCH = """selector => {
  window.heights = new Set();
  const element = document.querySelector(selector);
  const look = () => {
    heights.add(Math.round(element.getBoundingClientRect().top + scrollY));
    requestAnimationFrame(look);
  };
  look();
}"""


@pytest.fixture
def page(contexts: Callable[..., BrowserContext]) -> Page:
    """Give a page whose errors are part of the story."""
    return watched(contexts("phone"), [])


def shown(page: Page, source: str) -> None:
    expect(page.locator(f"[data-result][data-from={source}]")).to_be_visible()


def let_fail(server: Server, page: Page, home: str = "") -> None:
    """Give the answers, and wait until the engine, of which a part does not come, has failed."""
    server.broken.add(".wasm")
    page.goto(f"{server.url}{home}check/")
    answer(page, **PARKED)
    expect(page.locator("[data-engine]")).to_have_attribute("data-engine", "failed")


def places(page: Page) -> list[Any]:
    """Return where the parts are that both have, as seen from the top of the result."""
    top = page.locator("[data-result]").bounding_box()
    assert top is not None
    parts = ("#result-heading", ".result__why", ".result .chain", ".result__next")
    boxes = [page.locator(part).bounding_box() for part in parts]
    return [box and (box["x"], box["y"] - top["y"], box["width"], box["height"]) for box in boxes]


def texts(page: Page) -> list[str]:
    parts = (".result__why", ".result__met", ".result .chain", ".result__next")
    return [page.locator(part).inner_text() for part in parts]


@LANGUAGES
@pytest.mark.parametrize("urgency", [0, 1, 2])
def test_nothing_moves_and_nothing_is_reworded_when_the_engine_comes(
    server: Server, page: Page, definition: Definition, language: str, urgency: int
) -> None:
    """The table gives verdict, reason, chain and question; the engine adds to them."""
    server.held.add(".wasm")
    page.goto(f"{server.url}{HOMES[language]}check/")
    answer(page, **{**PARKED, "urgency": urgency})
    shown(page, "table")
    result = page.locator("[data-result]")
    early = [result.get_attribute(f"data-{key}") for key in ("verdict", "score-low", "weakest")]
    said, where = texts(page), places(page)
    headline = page.locator("#result-heading").inner_text()
    name = definition.verdicts[str(early[0])]["name"][language]
    assert headline.lower().startswith(name)
    live = page.locator("[data-live]")
    expect(live).to_have_text(headline)
    server.held.clear()
    server.release.set()
    shown(page, "engine")
    assert (texts(page), places(page)) == (said, where)
    assert page.locator("#result-heading").inner_text().startswith(headline.rstrip())
    late = [result.get_attribute(f"data-{key}") for key in ("verdict", "score-low", "weakest")]
    assert late == early
    expect(live).to_have_text(headline)  # it is said once
    expect(page.locator(".result__score")).not_to_be_empty()


def test_the_table_follows_each_answer(server: Server, page: Page) -> None:
    """While the engine is on its way, a changed answer has another verdict at once."""
    server.held.add(".wasm")
    page.goto(f"{server.url}check/")
    answer(page, **PARKED)
    result = page.locator("[data-result]")
    expect(result).to_have_attribute("data-verdict", "park")
    answer(page, urgency=2)
    expect(result).to_have_attribute("data-verdict", "pursue")
    page.locator("[data-stop-tick]").check()
    expect(result).to_have_attribute("data-verdict", "walk-away")
    expect(result).to_have_attribute("data-from", "table")


@LANGUAGES
def test_without_webassembly_the_verdict_is_there_all_the_same(
    server: Server, page: Page, language: str
) -> None:
    """It says what is missing; the check can be saved, and shared."""
    page.add_init_script("delete globalThis.WebAssembly")
    page.goto(f"{server.url}{HOMES[language]}check/")
    answer(page, **PARKED)
    shown(page, "table")
    expect(page.locator(".result__early")).to_be_visible()
    page.locator("[data-name]").fill("Bakkerij")
    save(page)
    (kept,) = read_raw(page)
    assert kept["name"] == "Bakkerij"
    assert kept["checks"][0]["answers"] == PARKED
    page.locator("[data-do=share]").click()
    assert "need=3" in page.locator("[data-share-link]").input_value()


def test_an_engine_that_fails_half_way_leaves_the_verdict(server: Server, page: Page) -> None:
    """It is said what is missing, and a further try brings it."""
    let_fail(server, page)
    shown(page, "table")
    expect(page.locator(".result__early")).to_be_visible()
    server.broken.clear()
    page.locator("[data-do=retry]").click()
    shown(page, "engine")
    expect(page.locator(".result__early")).to_be_hidden()


def test_an_engine_that_failed_is_not_begun_again_while_a_name_is_typed(
    server: Server, page: Page
) -> None:
    """Nothing is fetched behind the reader's back, and nothing jumps under their hands."""
    let_fail(server, page)
    shown(page, "table")
    page.evaluate(WATCH, "[data-do=save]")
    before = page.evaluate("performance.getEntriesByType('resource').length")
    page.locator("[data-name]").press_sequentially("Bakkerij")
    assert len(page.evaluate("[...window.heights]")) == 1
    page.locator("[data-do=save]").click()
    expect(page.locator("[data-saved-when=kept]")).to_be_visible()
    fetched = page.evaluate("performance.getEntriesByType('resource').map(({ name }) => name)")
    assert [url for url in fetched[before:] if "engine" in url] == []
    expect(page.locator("[data-engine]")).to_have_attribute("data-engine", "failed")


def test_an_engine_that_failed_is_begun_again_when_the_line_is_back(
    server: Server, page: Page
) -> None:
    """Who was without a line for a while need not ask again."""
    let_fail(server, page)
    server.broken.clear()
    page.context.set_offline(True)
    page.context.set_offline(False)
    shown(page, "engine")


@LANGUAGES
def test_a_further_try_takes_the_focus_to_the_verdict(
    server: Server, page: Page, language: str
) -> None:
    """The button goes when it is pressed: the keyboard goes on where the news is."""
    let_fail(server, page, HOMES[language])
    server.broken.clear()
    server.held.add(".wasm")
    page.locator("[data-do=retry]").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-engine-status]")).to_be_focused()
    server.release.set()
    shown(page, "engine")
    expect(page.locator("[data-result] h2")).to_be_focused()


def test_without_the_table_the_engine_is_waited_for(server: Server, page: Page) -> None:
    """A table that does not come is no error to the reader."""
    server.broken.add("/verdicts/")
    page.goto(f"{server.url}check/")
    answer(page, **PARKED)
    shown(page, "engine")
