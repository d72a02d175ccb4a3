"""Two views of one prospect: a colleague's link beside one's own answers."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DEVICES, Open, answer
from tests.browser.storage import record, write_raw
from tests.browser.test_accessibility import violations

LINK = "#v1;five-conditions@1;need=3;means=0;trust=unknown;urgency=1;attention=2;name=Bakkerij"


def shared(page: Page) -> Page:
    """Open the colleague's link in a page of its own history."""
    address = page.url
    page.goto("about:blank")
    page.goto(address + LINK)
    expect(page.locator("[data-result][data-from=engine]")).to_be_visible()
    return page


def rows(page: Page) -> list[list[str]]:
    return [
        [cell.strip() for cell in row.locator("th, td").all_inner_texts()]
        for row in page.locator("[data-compare-row]").all()
    ]


def differing(page: Page) -> list[str]:
    return page.locator("[data-compare-row][data-differs] th").all_inner_texts()


@pytest.mark.parametrize("device", list(DEVICES))
@pytest.mark.parametrize(
    ("language", "names"),
    [("nl", ["Mag en kan kopen", "Vertrouwen"]), ("en", ["Means", "Trust"])],
)
def test_prospect_of_the_same_name_comes_first(
    open_page: Open, language: str, names: list[str], device: str
) -> None:
    """The link's name finds one's own prospect, and the table says where the two differ."""
    page = open_page("check/", language, device)
    write_raw(page, record("Ander"), record("Bakkerij", "p2"), record("Zuivel", "p3"))
    shared(page)
    expect(page.locator("[data-compare-result]")).to_be_visible()
    expect(page.locator("#compare-with option:checked")).to_have_text("Bakkerij")
    assert len(rows(page)) == 5
    assert differing(page) == names
    # Each difference has what would settle it, and what is the same has nothing to settle.
    assert page.locator(".compare__settle:not([hidden])").count() == 2
    assert violations(page) == []


def test_table_keeps_its_roles_on_a_phone(open_page: Open) -> None:
    """However narrow, it is a table: a head of four, and a row header for each condition."""
    page = open_page("check/", "en", "phone")
    write_raw(page, record("Bakkerij"))
    shared(page)
    table = page.get_by_role("table")
    expect(table.get_by_role("columnheader")).to_have_text(
        ["Condition", "You", "Your colleague", "Difference"]
    )
    expect(table.get_by_role("rowheader")).to_have_text(
        ["Need", "Means", "Trust", "Urgency", "Attention"]
    )
    overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert overflow <= 0


def test_other_choice_shows_at_once(open_page: Open) -> None:
    """Choosing another of one's own checks compares with that one."""
    page = open_page("check/", "en")
    same = {"need": 3, "means": 0, "trust": "unknown", "urgency": 1, "attention": 2}
    equal = record("Equal", "p2")
    equal["checks"][0]["answers"] = same
    write_raw(page, record("Bakkerij"), equal)
    shared(page)
    expect(page.locator("[data-compare-row][data-differs]")).to_have_count(2)
    page.locator("#compare-with").select_option(label="Equal")
    expect(page.locator("[data-compare-row][data-differs]")).to_have_count(0)
    page.locator("#compare-with").select_option(label="Choose a prospect")
    expect(page.locator("[data-compare-result]")).to_be_hidden()


def test_own_check_in_progress_can_be_compared(open_page: Open) -> None:
    """Where no prospect has the name, one's own check is compared, open answers as unknown."""
    page = open_page("check/", "en")
    answer(page, need=1)
    shared(page)
    expect(page.locator("#compare-with option:checked")).to_have_text("My own check")
    expect(page.locator("[data-compare-result]")).to_be_visible()
    assert differing(page)[0] == "Need"


def test_nothing_of_ones_own_is_nothing_to_compare(open_page: Open) -> None:
    """Who has no answers yet is not asked to compare."""
    page = shared(open_page("check/"))
    expect(page.locator("[data-compare]")).to_be_hidden()
    expect(page.locator("[data-do=compare]")).to_be_hidden()


def test_damaged_prospects_are_left_out(open_page: Open) -> None:
    """What cannot be read is no choice, and does not stand in the way of the others."""
    page = open_page("check/")
    write_raw(page, {"id": "x", "name": "Bakkerij", "checks": [None]}, record("Goed"))
    shared(page)
    expect(page.locator("#compare-with option")).to_have_count(2)
    expect(page.locator("[data-compare-result]")).to_be_hidden()
    page.locator("#compare-with").select_option(label="Goed")
    expect(page.locator("[data-compare-result]")).to_be_visible()


def test_notice_leads_to_the_comparison(open_page: Open) -> None:
    """The notice on top of shared answers leads to the comparison, which takes focus."""
    page = open_page("check/")
    write_raw(page, record("Bakkerij"))
    shared(page)
    page.locator("[data-do=compare]").click()
    expect(page.locator("#compare-heading")).to_be_focused()


def test_comparison_ends_when_answers_become_ones_own(open_page: Open) -> None:
    """With the first changed answer there is no second view any more."""
    page = open_page("check/")
    write_raw(page, record("Bakkerij"))
    shared(page)
    expect(page.locator("[data-compare]")).to_be_visible()
    answer(page, need=1)
    expect(page.locator("[data-compare]")).to_be_hidden()
