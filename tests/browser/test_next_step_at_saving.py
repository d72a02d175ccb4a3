"""What to do next is asked where a check is saved: in one line, which may stay empty."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.conftest import HOMES, Open, answer, watched
from tests.browser.saving import filled, save
from tests.browser.storage import read_raw, record, write_raw
from tests.browser.test_accessibility import violations
from tests.server import Server

STEP = {"what": "Bel de eigenaar", "on": "2031-03-07"}


@pytest.mark.parametrize(("language", "device"), [("nl", "phone"), ("en", "desktop")])
def test_step_goes_into_the_record(open_page: Open, language: str, device: str) -> None:
    """The text and the day, typed or by a tap, outlive a reload, and Enter saves them."""
    page = filled(open_page("check/", language, device), "Bakkerij")
    page.locator("[data-next-step] [name=what]").fill("Bel de eigenaar")
    page.locator("[data-do=next-day]").first.click()
    page.reload()
    what = page.locator("[data-next-step] [name=what]")
    expect(what).to_be_visible()
    expect(what).to_have_value("Bel de eigenaar")
    what.press("Enter")
    expect(page.locator("[data-saved-when=kept]")).to_be_visible()
    (kept,) = read_raw(page)
    tomorrow = (date.today() + timedelta(days=1)).isoformat()
    assert kept["next"] == {"what": "Bel de eigenaar", "on": tomorrow}


def test_step_may_stay_empty(open_page: Open) -> None:
    """Enter in the name saves without one."""
    page = filled(open_page("check/"), "Bakkerij")
    page.locator("[data-name]").press("Enter")
    expect(page.locator("[data-saved-when=kept]")).to_be_visible()
    (kept,) = read_raw(page)
    assert kept["next"] is None


def test_step_that_was_there_is_shown_and_can_be_taken_off(open_page: Open) -> None:
    """Untouched it stays as it is, emptied it is gone."""
    page = open_page("check/")
    write_raw(page, record("Bakkerij", next=STEP))
    page.goto(f"{page.url}#prospect=p1")
    what = page.locator("[data-next-step] [name=what]")
    expect(what).to_have_value("Bel de eigenaar")
    answer(page, trust=3)
    save(page)
    assert read_raw(page)[0]["next"] == STEP
    what.fill("")
    page.locator("[data-next-step] [name=on]").fill("")
    save(page)
    assert read_raw(page)[0]["next"] is None


@pytest.mark.parametrize("level", [{"urgency": 0}, {"need": 0}])
def test_nothing_is_asked_where_nothing_is_to_be_done(
    open_page: Open, level: dict[str, int]
) -> None:
    """After park and walk away there is no line, and what is kept stays."""
    page = open_page("check/")
    write_raw(page, record("Bakkerij", next=STEP))
    page.goto(f"{page.url}#prospect=p1")
    expect(page.locator("[data-next-step]")).to_be_visible()
    answer(page, trust=2, **level)
    expect(page.locator("[data-next-step]")).to_be_hidden()
    save(page)
    assert read_raw(page)[0]["next"] == STEP


def test_next_one_after_a_further_check_is_empty(open_page: Open) -> None:
    """It is of nobody yet, and what was begun before waits for its turn."""
    page = open_page("check/")
    write_raw(page, record("Bakkerij", next=STEP))
    answer(page, need=1)
    page.goto(f"{page.url}#prospect=p1")
    expect(page.locator("[data-result][data-from=engine]")).to_be_visible()
    save(page)
    page.locator("[data-saved-when=kept] [data-do=next]").click()
    expect(page.locator("[data-recheck]")).to_be_hidden()
    expect(page.locator("[data-whose-when=new]")).to_be_visible()
    expect(page.locator("form[data-quiz] input:checked")).to_have_count(0)
    page.locator("[data-do=open-waiting]").click()
    expect(page.locator("input[name=need][value='1']")).to_be_checked()


@pytest.mark.parametrize(("language", "scheme"), [("nl", "light"), ("en", "dark")])
def test_slow_save_says_that_it_is_working(
    server: Server, contexts: Callable[..., BrowserContext], language: str, scheme: str
) -> None:
    """While the engine is still on its way, the line below the button says so."""
    server.held.add(".wasm")
    page = watched(contexts("phone", color_scheme=scheme), [])
    page.goto(f"{server.url}{HOMES[language]}check/")
    answer(page, need=3, means=2, trust=2, urgency=1, attention=2)
    page.locator("[data-name]").fill("Bakkerij")
    page.locator("[data-do=save]").click()
    expect(page.locator("[data-saved-when=busy]")).to_be_visible()
    assert violations(page) == []
