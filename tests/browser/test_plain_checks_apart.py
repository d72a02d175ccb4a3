"""Two tabs with a check of no prospect yet: neither overwrites the other, and nothing is lost."""

import json

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, answer, chosen
from tests.browser.saving import filled, save
from tests.browser.storage import read_raw
from tests.browser.test_accessibility import violations


def second(page: Page, path: str = "check/") -> Page:
    """Open the check in a further tab of the same browser."""
    other = page.context.new_page()
    other.goto(page.url.replace("check/", path))
    return other


@pytest.mark.parametrize(("language", "scheme"), [("nl", "light"), ("en", "dark")])
def test_second_tab_says_that_the_first_is_open(
    open_page: Open, language: str, scheme: str
) -> None:
    """It shows the same check, and goes on in a copy with the first change."""
    page = open_page("check/", language, "phone", color_scheme=scheme)
    answer(page, need=1)
    other = second(page)
    expect(other.locator("[data-elsewhere-when=open]")).to_be_visible()
    assert violations(other) == []
    assert chosen(other) == {"need": "1"}
    answer(other, need=3, trust=2)
    expect(other.locator("[data-elsewhere-when=apart]")).to_be_visible()
    assert violations(other) == []
    answer(page, means=2)
    assert chosen(page) == {"need": "1", "means": "2"}
    assert chosen(other) == {"need": "3", "trust": "2"}
    for tab in (page, other):
        before = chosen(tab)
        tab.reload()
        assert chosen(tab) == before


def test_second_tab_starts_empty_if_asked(open_page: Open) -> None:
    """Naming and saving one leaves the other alone."""
    page = filled(open_page("check/"), "Bakkerij")
    other = second(page, "en/check/")
    other.locator("[data-do=own-tab]").click()
    assert chosen(other) == {}
    expect(other.locator("[data-whose-when=new]")).to_be_visible()
    filled(other, "Garage", need=2)
    save(other)
    expect(page.locator("[data-name]")).to_have_value("Bakkerij")
    assert chosen(page)["need"] == "3"
    save(page)
    assert sorted(kept["name"] for kept in read_raw(page)) == ["Bakkerij", "Garage"]


def test_check_of_a_tab_that_was_closed_is_offered(open_page: Open) -> None:
    """What was begun in a further tab is there for the next one that opens."""
    page = open_page("check/")
    answer(page, need=1)
    other = second(page)
    expect(other.locator("[data-elsewhere-when=open]")).to_be_visible()
    other.locator("[data-do=own-tab]").click()
    answer(other, urgency=3)
    other.close()
    page.reload()
    assert chosen(page) == {"need": "1"}
    page.locator("[data-do=open-waiting]").click()
    assert chosen(page) == {"urgency": "3"}


def test_tab_that_stays_alone_has_the_check_to_itself(open_page: Open) -> None:
    """Once the first is closed, the second goes on with the same check."""
    page = open_page("check/")
    answer(page, need=1)
    other = second(page)
    expect(other.locator("[data-elsewhere-when=open]")).to_be_visible()
    page.close()
    expect(other.locator("[data-elsewhere]")).to_be_hidden()
    answer(other, trust=2)
    keys = "Object.keys(localStorage).filter(key => key.includes('/check'))"
    assert other.evaluate(keys) == ["/five-conditions/check"]


def test_answer_that_was_not_seen_yet_is_not_written_over(open_page: Open) -> None:
    """Two tabs on one prospect that change it at the same moment keep both changes."""
    page = open_page("check/")
    filled(page, "Bakkerij")
    save(page)
    (kept,) = read_raw(page)
    page.goto(f"{page.url}#prospect={kept['id']}")
    expect(page.locator("[data-recheck-name]")).to_have_text("Bakkerij")
    answer(page, urgency=2)
    key = f"/five-conditions/check/{kept['id']}"
    # Written in this very tab, which hears nothing of it: as if the news were still on its way.
    page.evaluate(
        """key => {
          const draft = JSON.parse(localStorage.getItem(key));
          draft.answers.trust = "0";
          draft.notes = { trust: "belt nooit terug" };
          localStorage.setItem(key, JSON.stringify(draft));
        }""",
        key,
    )
    answer(page, need=1)
    draft = json.loads(page.evaluate("key => localStorage.getItem(key)", key))
    assert draft["answers"]["trust"] == "0"
    assert (draft["answers"]["need"], draft["answers"]["urgency"]) == ("1", "2")
    assert draft["notes"] == {"trust": "belt nooit terug"}


def test_what_was_filled_in_at_once_is_there_after_leaving_at_once(open_page: Open) -> None:
    """Also before the browser has said whether another tab has the check open."""
    page = open_page("check/")
    page.context.add_init_script(
        "navigator.locks.request = (name, how, then) => new Promise(() => {})"
    )
    page.reload()
    answer(page, need=1)
    assert page.evaluate("Object.keys(localStorage).filter(key => key.includes('/check'))") == []
    page.reload()
    assert chosen(page) == {"need": "1"}
