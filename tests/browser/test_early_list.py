"""The list before the engine: what Python said of the same prospects the last time."""

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import answer, watched
from tests.browser.pipeline import keep, many, open_file, row
from tests.server import Server

SAID = """() => new Promise((resolve) => {
  const opening = indexedDB.open("/five-conditions/prospects");
  opening.onsuccess = () => {
    const database = opening.result;
    const asked = database.transaction("meta").objectStore("meta").get("said");
    asked.onsuccess = () => {
      database.close();
      resolve(asked.result ? JSON.stringify(asked.result) : "");
    };
  };
})"""
KEPT = f"""async (count) => {{
  for (;;) {{
    const said = await ({SAID})();
    if (said && JSON.parse(JSON.parse(said).rows).length === count) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }}
}}"""
"""Wait until what was said of so many is kept."""

YESTERDAY = """() => new Promise((resolve) => {
  const opening = indexedDB.open("/five-conditions/prospects");
  opening.onsuccess = () => {
    const database = opening.result;
    const change = database.transaction("meta", "readwrite");
    const meta = change.objectStore("meta");
    meta.get("said").onsuccess = ({ target: { result } }) => {
      const [, ...rest] = JSON.parse(result.about);
      meta.put({ ...result, about: JSON.stringify(["2026-11-24", ...rest]) }, "said");
    };
    change.oncomplete = () => { database.close(); resolve(); };
  };
})"""
MARK = """() => {
  for (const part of document.querySelectorAll("[data-list] *, [data-pictures-part] *"))
    part.marked = true;
}"""
UNMARKED = """() => [...document.querySelectorAll("[data-list] *, [data-pictures-part] *")]
  .filter((part) => !part.marked).length"""


@pytest.fixture
def page(contexts: Callable[..., BrowserContext]) -> Page:
    """Give a page whose errors are part of the story, and which asks for the engine each time."""
    context = contexts("phone")
    # Past the browser's cache.
    context.route("**/assets/engine/**", lambda route: route.continue_())
    return watched(context, [])


def said(page: Page) -> str:
    return str(page.evaluate(SAID))


def keeps_some(page: Page, server: Server, count: int = 12) -> None:
    """Keep some prospects, and wait until what Python says of them is kept too."""
    page.goto(f"{server.url}prospects/")
    open_file(page, many(count))
    keep(page)
    page.evaluate(KEPT, count)


def comes_again_without(page: Page, server: Server) -> None:
    server.held.add("/assets/engine/")
    page.reload()


def comes(server: Server) -> None:
    server.held.clear()
    server.release.set()


def test_the_list_is_there_before_the_engine_and_stays_as_it_is(server: Server, page: Page) -> None:
    """Rows, week and pictures are shown at once; the engine says the same, and moves nothing."""
    keeps_some(page, server)
    comes_again_without(page, server)
    expect(page.locator("[data-prospect]")).to_have_count(12)
    expect(page.locator("[data-picture=heat] [data-drawing] > *")).to_be_visible()
    expect(page.locator("[data-engine-status]")).to_be_hidden()
    assert page.locator("quiz-prospects").get_attribute("data-engine") == "loading"
    page.locator("input[type=search]").fill("00001")
    page.locator("input[type=search]").fill("")
    expect(page.locator("[data-prospect]")).to_have_count(12)
    page.evaluate(MARK)
    comes(server)
    expect(page.locator("quiz-prospects[data-engine=ready]")).to_be_visible()
    expect(page.locator("quiz-prospects[data-from='']")).to_be_visible()
    assert page.evaluate(UNMARKED) == 0


def test_what_changed_elsewhere_is_not_shown_as_it_was(server: Server, page: Page) -> None:
    """A check that was saved since makes the list wait for the engine, and then it is in it."""
    keeps_some(page, server)
    page.goto(f"{server.url}check/")
    answer(page, need=3, means=2, trust=2, urgency=2, attention=2)
    page.locator("[data-name]").fill("Kaasboerderij Dijkstra")
    page.locator("[data-do=save]").click()
    expect(page.locator("[data-saved-when=kept]")).to_be_visible()
    assert said(page) == ""
    server.held.add("/assets/engine/")
    page.goto(f"{server.url}prospects/")
    expect(page.locator("[data-engine-status]")).to_be_visible()
    expect(page.locator("[data-prospect]")).to_have_count(0)
    comes(server)
    expect(row(page, "Kaasboerderij Dijkstra")).to_be_visible()


def test_it_goes_with_the_prospect(server: Server, page: Page) -> None:
    """Who is taken off the list leaves no name behind, from the very same moment on."""
    keeps_some(page, server, 2)
    name = page.locator("[data-prospect] .prospect__name").first.inner_text()
    assert name in said(page)
    page.locator("[data-prospect] a").first.click()
    page.locator("[data-do=remove]").click()
    expect(page.locator("[data-undo]")).to_be_visible()
    assert name not in said(page)


def test_another_day_is_another_list(server: Server, page: Page) -> None:
    """What depends on a day is not shown on the next."""
    keeps_some(page, server)
    page.evaluate(YESTERDAY)
    comes_again_without(page, server)
    expect(page.locator("[data-engine-status]")).to_be_visible()
    expect(page.locator("[data-prospect]")).to_have_count(0)
    comes(server)
    expect(page.locator("[data-prospect]")).to_have_count(12)


def test_what_was_said_yesterday_is_not_kept_as_of_today(server: Server, page: Page) -> None:
    """A page that was left open over midnight keeps what it says under the day on which it came."""
    page.clock.set_fixed_time("2026-11-24T12:00:00")
    keeps_some(page, server, 2)
    page.clock.set_fixed_time("2026-11-25T08:00:00")
    page.locator("[data-prospect] a").first.click()
    page.locator("[data-do=remove]").click()
    expect(page.locator("[data-prospect]")).to_have_count(1)
    page.evaluate(KEPT, 1)
    assert json.loads(json.loads(said(page))["about"])[0] == "2026-11-24"


def test_without_an_engine_it_is_still_there(server: Server, page: Page) -> None:
    """The list stays for whoever has to do without, and that is said."""
    keeps_some(page, server)
    server.broken.add("/assets/engine/")
    page.reload()
    expect(page.locator("quiz-prospects[data-engine=failed]")).to_be_visible()
    expect(page.locator("[data-prospect]")).to_have_count(12)
    expect(page.locator("[data-reason=failed]")).to_be_visible()


def test_a_change_before_the_engine_is_kept(server: Server, page: Page) -> None:
    """Who goes on from the list at once loses nothing: the change waits for the engine."""
    keeps_some(page, server)
    comes_again_without(page, server)
    first = page.locator("[data-prospect] .prospect__name").first
    name = first.inner_text()
    first.click()
    comes(server)
    expect(page.locator("#detail-name")).to_contain_text(name)
    page.locator("[data-do=remove]").click()
    expect(page.locator("[data-prospect]")).to_have_count(11)
    page.reload()
    expect(page.locator("[data-prospect]")).to_have_count(11)
