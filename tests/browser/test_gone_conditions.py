"""What was kept of a condition that the questions do not have any more, and what lacks cases."""

import json
import re
from typing import Any

from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Open, answer
from tests.browser.storage import read_raw, record, write_raw

OLD: dict[str, Any] = record("Garage Smit")["checks"][0]
GONE = {
    **OLD,
    "answers": {**OLD["answers"], "champion": 3},
    "notes": {"champion": "belde zelf de directeur"},
}


def with_gone(open_page: Open, path: str, language: str = "nl") -> Page:
    """Open a page in whose storage there is a prospect who was asked about a sixth condition."""
    page = open_page("prospects/", language)
    write_raw(page, record("Garage Smit", checks=[GONE]))
    page.goto(page.url.replace("prospects/", path))
    return page


def test_a_record_with_an_answer_that_nobody_asks_for_any_more_opens(open_page: Open) -> None:
    """It is listed, and what was answered is shown as such, with its level and its note."""
    page = with_gone(open_page, "prospects/", "en")
    page.locator("[data-prospect] a").first.click()
    page.locator(".detail__history > details > summary").click()
    gone = page.locator(".detail__history [data-list=gone] li")
    expect(gone).to_have_count(1)
    expect(gone).to_contain_text("champion")
    expect(gone).to_contain_text("belde zelf de directeur")
    expect(page.locator(".detail__history")).to_contain_text("no longer asked")


def test_a_further_check_keeps_what_the_one_before_said_of_it(open_page: Open) -> None:
    """The prospect is checked again, and both checks are kept, the old one whole."""
    page = with_gone(open_page, "check/#prospect=p1")
    answer(page, need="3", means="2", trust="2", urgency="2", attention="2")
    page.locator("[data-do=save]").click()
    expect(page.locator("[data-saved-link]")).to_be_visible()
    [kept] = read_raw(page)
    assert kept["checks"][0]["answers"] == GONE["answers"]
    assert kept["checks"][0]["notes"] == GONE["notes"]
    assert len(kept["checks"]) == 2


def test_a_lesson_without_cases_is_not_done(open_page: Open) -> None:
    """Where there is nothing to rate, nothing has been rated."""
    page = open_page("training/")
    page.goto("about:blank")

    def without_cases(route: Route) -> None:
        response = route.fetch()
        html = response.text()
        found = re.search(r'(id="?lesson-cases"?>)(.*?)(</script>)', html, re.DOTALL)
        assert found
        lessons = json.loads(found[2])
        lessons["need"]["cases"] = []
        put = f"{found[1]}{json.dumps(lessons)}{found[3]}"
        route.fulfill(response=response, body=html.replace(found[0], put))

    page.route("**/training/", without_cases)
    page.go_back()
    expect(page.locator("[data-lesson-link=need]")).to_be_visible()
    page.wait_for_function("() => document.readyState === 'complete'")
    expect(page.locator("[data-lesson-done=need]")).to_be_hidden()
