"""What can go wrong with the engine and the clock: it is said in words, and nothing is lost."""

from collections.abc import Callable
from datetime import datetime
from itertools import product

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Open, answer, chosen, watched
from tests.browser.test_engine import FILES, state_of
from tests.server import Server

ANSWERS: dict[str, int | str] = {
    "need": 3,
    "means": 2,
    "trust": 2,
    "urgency": 1,
    "attention": 2,
}


@pytest.fixture
def check(contexts: Callable[..., BrowserContext]) -> Page:
    """Give a page whose errors are part of the story."""
    return watched(contexts("phone"), [])


@pytest.mark.parametrize(("fault", "part"), list(product(("error", "cut", "short", "page"), FILES)))
def test_bad_file_is_said_and_retry_mends_it(
    server: Server, check: Page, fault: str, part: str
) -> None:
    """Each file of the engine, failing in each way: words, the answers kept, and a way on."""
    server.faults[part] = fault
    said: list[str] = []
    check.on("console", lambda message: said.append(message.text))
    check.goto(f"{server.url}en/check/")
    answer(check, **ANSWERS)
    host = check.locator("[data-engine]")
    expect(host).to_have_attribute("data-engine", "failed")
    assert not any("no sign of life" in text for text in said)  # it is known at once
    expect(check.locator("[data-engine-when=failed] [data-reason=failed]")).to_be_visible()
    expect(check.locator("[data-engine-when=failed] a")).to_be_visible()
    assert chosen(check) == {condition: str(level) for condition, level in ANSWERS.items()}
    server.faults.clear()
    check.locator("[data-do=retry]").click()
    expect(check.locator("[data-result]")).to_have_attribute("data-verdict", "develop")


@pytest.mark.parametrize("part", [".wasm", "library-", ".whl"])
def test_wrong_type_does_not_matter(server: Server, check: Page, part: str) -> None:
    """A host that knows no type for a file of the engine sends the right bytes all the same."""
    server.faults[part] = "type"
    check.goto(f"{server.url}check/")
    answer(check, **ANSWERS)
    expect(check.locator("[data-result]")).to_have_attribute("data-verdict", "develop")


@pytest.mark.parametrize("part", FILES)
def test_slow_file_is_waited_for(server: Server, check: Page, part: str) -> None:
    """While a file takes its time the verdict is the table's; the rest comes with the file."""
    server.held.add(part)
    check.goto(f"{server.url}check/")
    answer(check, **ANSWERS)
    expect(check.locator("[data-result][data-from=table]")).to_be_visible()
    expect(check.locator(".result__part >> visible=true")).to_have_count(0)
    server.held.clear()
    server.release.set()
    expect(check.locator("[data-result][data-from=engine]")).to_be_visible()
    expect(check.locator("[data-result]")).to_have_attribute("data-verdict", "develop")


def test_killed_worker_is_noticed_and_replaced(server: Server, check: Page) -> None:
    """A worker that the system ends answers no more: it is said after 20 s, and retry mends it."""
    check.clock.install()
    check.goto(f"{server.url}check/")
    state_of(check, "ready")
    engine = next(worker for worker in check.workers if "engine.worker" in worker.url)
    engine.evaluate("self.close()")
    answer(check, **ANSWERS)
    check.clock.run_for(21_000)
    state_of(check, "failed")
    expect(check.locator("[data-reason=failed]")).to_be_visible()
    check.locator("[data-do=retry]").click()
    expect(check.locator("[data-result]")).to_have_attribute("data-verdict", "develop")


@pytest.mark.parametrize(
    ("now", "notices"),
    [("2027-02-01T12:00", 1), ("2020-01-01T12:00", 0), ("2026-11-24T23:59:59", 0)],
    ids=["months later", "years back", "just before midnight"],
)
def test_changed_clock_loses_nothing(open_page: Open, now: str, notices: int) -> None:
    """A clock that is put forward makes answers old; one that is put back makes them no worse."""
    page = open_page("")
    page.clock.set_fixed_time(datetime.fromisoformat("2026-11-24T12:00"))
    page.goto(f"{page.url}en/check/")
    answer(page, **ANSWERS)
    expect(page.locator(".result__day")).to_contain_text("24 November 2026")
    page.clock.set_fixed_time(datetime.fromisoformat(now))
    page.reload()
    expect(page.locator("[data-result]")).to_have_attribute("data-verdict", "develop")
    expect(page.locator(".result__day")).to_contain_text("24 November 2026")
    expect(page.locator(".result__notices li")).to_have_count(notices)
    assert chosen(page) == {condition: str(level) for condition, level in ANSWERS.items()}


@pytest.mark.parametrize("part", ["lunr.nl.", "lunr.stemmer."])
def test_search_does_without_the_stems(
    server: Server, contexts: Callable[..., BrowserContext], part: str
) -> None:
    """Where the Dutch stems cannot be fetched, words are found as they are spelt.

    And nothing is looked for in a place where it never was, as when a page is left meanwhile.
    """
    server.faults[part] = "error"
    page = watched(contexts("desktop"), [])
    page.goto(server.url)
    field = page.locator("[data-md-component=search-query]")
    field.click()
    field.press_sequentially("vertrouwen")
    expect(page.locator(".md-search-result__item a").first).to_be_visible()
    asked = {heard.target for heard in server.heard if "lunr" in heard.target}
    assert asked
    assert not any("quiz-" in target for target in asked)
