"""Whose check the form holds, and that nothing of one prospect goes along to another unasked."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open, answer, chosen
from tests.browser.saving import filled, note, save
from tests.browser.storage import read_raw


@pytest.mark.parametrize("language", ["nl", "en"])
def test_form_says_whose_check_it_holds(open_page: Open, language: str) -> None:
    """A check with a name says whose it is when one comes back, and whether it is saved."""
    page = open_page("check/", language)
    expect(page.locator("[data-whose-when=new]")).to_be_visible()
    expect(page.locator("[data-whose] [data-do=next]")).to_be_hidden()
    filled(page, "Bakkerij")
    page.reload()
    expect(page.locator("[data-whose-name]")).to_have_text("Bakkerij")
    expect(page.locator("[data-whose-when=named]")).to_be_visible()
    expect(page.locator("[data-result][data-from=engine]")).to_be_visible()
    save(page)
    expect(page.locator("[data-whose-when=saved]")).to_be_visible()
    expect(page.locator("[data-whose-when=named]")).to_be_hidden()
    page.reload()
    expect(page.locator("[data-whose-when=saved]")).to_be_visible()
    page.locator("[data-name]").fill("Garage")
    page.locator("[data-name]").blur()
    expect(page.locator("[data-whose-when=named]")).to_be_visible()
    expect(page.locator("[data-whose-name]")).to_have_text("Garage")


def test_after_a_save_the_next_one_begins_empty(open_page: Open) -> None:
    """One press empties the form for the next prospect, and can be taken back."""
    page = open_page("check/")
    filled(page, "Bakkerij")
    note(page, "need", "drie uur")
    save(page)
    page.locator("[data-saved-when=kept] [data-do=next]").click()
    expect(page.locator("input[name=need]").first).to_be_focused()
    expect(page.locator("[data-erased-by=next]")).to_be_visible()
    expect(page.locator("[data-whose-when=new]")).to_be_visible()
    assert chosen(page) == {}
    filled(page, "Garage")
    save(page)
    assert {kept["name"]: kept["checks"][0]["notes"] for kept in read_raw(page)} == {
        "Bakkerij": {"need": "drie uur"},
        "Garage": {},
    }


def test_next_can_be_taken_back(open_page: Open) -> None:
    """What the form held before it was emptied is there again."""
    page = open_page("check/")
    filled(page, "Bakkerij")
    page.reload()
    page.locator("[data-whose] [data-do=next]").click()
    assert chosen(page) == {}
    page.locator("[data-do=undo]").click()
    assert chosen(page)["need"] == "3"
    expect(page.locator("[data-name]")).to_have_value("Bakkerij")


def test_changed_name_takes_no_evidence_along(open_page: Open) -> None:
    """What was noted for one prospect stays with it, though the answers are changed for another."""
    page = open_page("check/")
    filled(page, "Bakkerij")
    note(page, "need", "drie uur")
    save(page)
    answer(page, urgency=3)
    page.locator("[data-name]").fill("Garage")
    page.locator("[data-name]").blur()
    expect(page.locator("[data-aside-name]")).to_have_text("Bakkerij")
    expect(page.locator("[data-note=need]")).to_have_value("")
    save(page)
    assert {kept["name"]: kept["checks"][0]["notes"] for kept in read_raw(page)} == {
        "Bakkerij": {"need": "drie uur"},
        "Garage": {},
    }
    expect(page.locator("[data-aside]")).to_be_hidden()


@pytest.mark.parametrize("later", [False, True], ids=["at once", "after a reload"])
def test_evidence_goes_along_if_the_reader_says_so(open_page: Open, later: bool) -> None:
    """One press brings it over, for who only mends the name."""
    page = open_page("check/")
    filled(page, "Bakerij")
    note(page, "need", "drie uur")
    save(page)
    page.locator("[data-name]").fill("Bakkerij")
    page.locator("[data-name]").blur()
    if later:
        page.reload()
    page.locator("[data-do=take-notes]").click()
    expect(page.locator("[data-note=need]")).to_have_value("drie uur")
    expect(page.locator("[data-aside]")).to_be_hidden()


def test_evidence_comes_back_with_the_name(open_page: Open) -> None:
    """Who types the old name again has the old evidence again, with what came meanwhile."""
    page = open_page("check/")
    filled(page, "Bakkerij")
    note(page, "need", "drie uur")
    save(page)
    for name in ("Garage", "Bakkerij"):
        page.locator("[data-name]").fill(name)
        page.locator("[data-name]").blur()
    expect(page.locator("[data-note=need]")).to_have_value("drie uur")
    expect(page.locator("[data-aside]")).to_be_hidden()


def test_name_that_is_still_being_found_takes_evidence_along(open_page: Open) -> None:
    """Before anything is saved, the name may be written and rewritten."""
    page = open_page("check/")
    filled(page)
    note(page, "need", "drie uur")
    for name in ("Bak", "Bakkerij"):
        page.locator("[data-name]").fill(name)
        page.locator("[data-name]").blur()
    expect(page.locator("[data-note=need]")).to_have_value("drie uur")
    expect(page.locator("[data-aside]")).to_be_hidden()
