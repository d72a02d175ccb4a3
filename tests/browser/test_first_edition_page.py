"""On a site with the second edition of the questions, what was answered to the first opens."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Open, chosen, opens
from tests.browser.storage import read_raw, write_raw
from tests.unit.first_edition import data_of

pytestmark = pytest.mark.xdist_group("a site with the second edition")

ONE = "check/#v1;five-conditions@1;need=2;means=1;trust=2;urgency=1;attention=2;on=2026-11-24"


@pytest.fixture
def open_page(
    contexts: Callable[..., BrowserContext], second_edition: str, errors: list[str]
) -> Open:
    return opens(contexts, second_edition, errors)


def evidence(page: Page) -> list[str]:
    """Return what the result says of each answer, beside the name of its level."""
    return page.locator("[data-result] [data-evidence]").all_text_contents()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_shared_check_is_shown_as_it_was(open_page: Open, language: str) -> None:
    """Its verdict stands, without the words of the second edition; what has changed is said."""
    page = open_page(ONE, language)
    expect(page.locator("[data-result]")).to_have_attribute("data-verdict", "develop")
    assert evidence(page) == [""] * 5
    notices = page.locator("[data-list=notices] li")
    expect(notices.first).to_contain_text("mag en kan kopen" if language == "nl" else "means")
    assert chosen(page) == {
        "need": "2",
        "trust": "2",
        "urgency": "1",
        "attention": "2",
    }
    expect(page.locator("[data-anew]")).to_have_count(1)
    expect(page.locator("[data-question=means] [data-anew]")).to_be_visible()


def test_a_change_makes_it_an_answer_to_the_questions_of_now(open_page: Open) -> None:
    """Chosen again, the notice goes, and the result says what each rung says."""
    page = open_page(ONE)
    expect(page.locator("[data-result][data-from=engine]")).to_be_visible()
    page.locator("[data-question=means] input[value='2']").check()
    expect(page.locator("[data-anew]")).to_have_count(0)
    expect(page.locator("[data-list=notices] li")).to_have_count(0)
    expect(page.locator("[data-result] [data-evidence]").first).not_to_be_empty()
    assert "five-conditions@2" in page.locator("[data-share-link]").input_value()


def test_no_advice_comes_of_an_answer_that_is_to_be_chosen_again(open_page: Open) -> None:
    """Another answer raised is no step back: the check waits for the one that it lacks."""
    page = open_page(ONE)
    expect(page.locator("[data-result][data-from=engine]")).to_be_visible()
    page.locator("[data-question=trust] input[value='3']").check()
    expect(page.locator("[data-result]")).to_be_hidden()
    expect(page.locator("[data-question=means] [data-anew]")).to_be_visible()
    page.locator("[data-question=means] input[value='2']").check()
    expect(page.locator("[data-result]")).to_be_visible()


def test_a_link_goes_on_as_what_it_was(open_page: Open) -> None:
    """Shared further unchanged, it names the edition that was answered."""
    page = open_page(ONE)
    expect(page.locator("[data-result][data-from=engine]")).to_be_visible()
    assert ONE.partition("#")[2] in page.locator("[data-share-link]").input_value()


def test_a_prospect_is_checked_again_with_the_questions_of_now(open_page: Open) -> None:
    """Its old answers are there where they still fit, the others are to be chosen again."""
    page = open_page("prospects/")
    kept = next(r for r in data_of("records.json") if r["name"] == "Parkhotel")
    write_raw(page, kept)
    page.goto(page.url.replace("prospects/", f"check/#prospect={kept['id']}"))
    page.reload()
    expect(page.locator("[data-recheck-name]")).to_have_text("Parkhotel")
    old = kept["checks"][-1]["answers"]
    changed = {"means": (0, 1), "trust": (0, 1, 3), "urgency": (0, 2), "attention": (0,)}
    assert chosen(page) == {
        key: str(level) for key, level in old.items() if level not in changed.get(key, ())
    }
    expect(page.locator("[data-question=urgency] [data-anew]")).to_be_visible()
    page.locator("[data-question=urgency] input[value='3']").check()
    expect(page.locator("[data-anew]")).to_have_count(0)
    assert [c["definition"] for c in read_raw(page)[0]["checks"]] == ["five-conditions@1"]


def test_a_draft_goes_on_where_it_was(open_page: Open) -> None:
    """It stays one of the first edition until something is chosen."""
    page = open_page("check/")
    draft = data_of("local-storage.json")["/five-conditions/check"]
    page.evaluate(
        "([key, text]) => localStorage.setItem(key, text)", ["/five-conditions/check", draft]
    )
    page.reload()
    expect(page.locator("[data-result][data-from=engine]")).to_be_visible()
    assert evidence(page) == [""] * 5
    expect(page.locator("[data-name]")).to_have_value("Slagerij Ünal")
    assert chosen(page)["need"] == "0"
    assert "five-conditions@1" in str(
        page.evaluate("localStorage.getItem('/five-conditions/check')")
    )
