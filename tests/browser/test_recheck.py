"""Checking a prospect again: what is there to start from, and what becomes of it."""

import json
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open, answer, chosen
from tests.browser.saving import days, filled, save
from tests.browser.storage import DATABASE, read_raw, record, write_raw

TODAY = date.today().isoformat()


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nl", "De vorige check was op 5 januari 2026."),
        ("en", "The previous check was on 5 January 2026."),
    ],
)
def test_prospect_is_checked_again(open_page: Open, language: str, said: str) -> None:
    """The last answers are there to change; saving adds a dated check and keeps the old one."""
    page = open_page("check/", language)
    old = record("Bakkerij")
    old["checks"][0]["notes"] = {"need": "drie uur"}
    write_raw(page, old)
    page.goto(page.url + "#prospect=p1")
    notice = page.locator("[data-recheck]")
    expect(notice).to_contain_text("Bakkerij")
    expect(notice).to_contain_text(said)
    back = notice.get_by_role("link").evaluate("link => link.pathname + link.hash")
    assert back.endswith("prospects/#id=p1")
    assert chosen(page) == {key: str(level) for key, level in old["checks"][0]["answers"].items()}
    expect(page.locator("[data-note=need]")).to_have_value("drie uur")
    expect(page.locator("[data-name]")).to_have_value("Bakkerij")
    answer(page, urgency=2)
    save(page)
    (kept,) = read_raw(page)
    assert days(kept) == ["2026-01-05", TODAY]
    assert kept["checks"][0] == old["checks"][0]
    assert kept["checks"][1]["answers"]["urgency"] == 2
    assert kept["changed"] > old["changed"]


def test_checking_again_spares_the_check_in_progress(open_page: Open) -> None:
    """Each prospect that is checked again has a draft of its own, beside one's own check."""
    page = open_page("check/")
    write_raw(page, record("Een"), record("Twee", "p2"))
    answer(page, need=1)
    own = page.url
    page.goto(own + "#prospect=p1")
    expect(page.locator("[data-recheck-name]")).to_have_text("Een")
    answer(page, urgency=3)
    page.goto(own + "#prospect=p2")
    expect(page.locator("[data-recheck-name]")).to_have_text("Twee")
    expect(page.locator("input[name=urgency][value='1']")).to_be_checked()
    page.goto(own + "#prospect=p1")
    expect(page.locator("input[name=urgency][value='3']")).to_be_checked()
    page.goto(own)
    assert chosen(page) == {"need": "1"}


def test_prospect_that_stalls_is_told(open_page: Open) -> None:
    """When nothing got better since an earlier day, the verdict says that it stands still."""
    page = open_page("check/", "en")
    write_raw(page, record("Bakery"))
    page.goto(page.url + "#prospect=p1")
    page.locator("[data-do=still]").click()
    expect(page.locator(".result__day")).not_to_contain_text("January")
    expect(page.locator(".result__notices li")).to_have_count(1)
    expect(page.locator("[data-do=still]")).to_be_hidden()
    answer(page, urgency=2)
    expect(page.locator("[data-result]")).to_have_attribute("data-verdict", "pursue")
    expect(page.locator(".result__notices li")).to_have_count(0)


def test_language_switch_takes_the_prospect_along(open_page: Open) -> None:
    """The other language checks the same prospect."""
    page = open_page("check/")
    write_raw(page, record("Bakkerij"))
    page.goto(page.url + "#prospect=p1")
    expect(page.locator("[data-recheck-name]")).to_have_text("Bakkerij")
    page.locator("a[data-other-language]").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("[data-recheck-name]")).to_have_text("Bakkerij")


def test_link_to_answers_says_nothing_of_the_prospect(open_page: Open) -> None:
    """A link shared from a prospect carries answers, and not the id it has on this device."""
    page = open_page("check/")
    write_raw(page, record("Bakkerij"))
    page.goto(page.url + "#prospect=p1")
    expect(page.locator("[data-result][data-from=engine]")).to_be_visible()
    page.locator("[data-do=share]").click()
    link = page.locator("[data-share-link]").input_value()
    assert "check/#v1;" in link
    assert "p1" not in link


def test_prospect_that_is_not_here_is_said(open_page: Open) -> None:
    """An id that nothing is kept under is said in words, above one's own check."""
    page = open_page("check/")
    answer(page, need=1)
    own = page.url
    page.goto(own + "#prospect=nobody")
    expect(page.locator("[data-recheck-error]")).to_be_focused()
    expect(page.locator("[data-recheck-problem=gone]")).to_be_visible()
    assert chosen(page) == {"need": "1"}
    assert page.url == own


@pytest.mark.parametrize(
    ("broken", "problem"),
    [
        ({"id": "p1", "name": "Kapot", "format": 2, "checks": "geen"}, "damaged"),
        (
            record("Kapot", checks=[{"definition": "five-conditions@1", "answers": {"need": 9}}]),
            "damaged",
        ),
        (record("Kapot", format=4), "newer"),
    ],
    ids=["no checks", "no such level", "newer format"],
)
def test_record_that_cannot_be_read_is_kept(
    open_page: Open, broken: dict[str, Any], problem: str
) -> None:
    """A damaged or newer record is said, takes no check, and stays as it is to the last letter."""
    page = open_page("check/")
    write_raw(page, broken)
    own = page.url
    page.goto(own + "#prospect=p1")
    expect(page.locator(f"[data-recheck-problem={problem}]")).to_be_visible()
    filled(page, "Kapot")
    page.locator("[data-do=save]").click()
    page.locator("[data-do=save-to]").click()
    expect(page.locator("[data-saved-when=damaged]")).to_be_visible()
    assert read_raw(page) == [broken]
    page.locator("[data-name]").fill("Heel")
    save(page)
    kept = {found["name"]: found for found in read_raw(page)}
    assert kept["Kapot"] == broken
    assert set(kept) == {"Kapot", "Heel"}


def test_second_tab_adds_its_check_too(open_page: Open) -> None:
    """Two tabs that save to one prospect at once both do: no check is lost, whoever is first."""
    page = open_page("check/")
    write_raw(page, record("Bakkerij"))
    other = page.context.new_page()
    other.goto(page.url + "#prospect=p1")
    expect(other.locator("[data-result][data-from=engine]")).to_be_visible()
    filled(page, "Bakkerij")
    page.locator("[data-do=save]").click()
    page.locator("[data-do=save-to]").click()
    expect(page.locator("[data-saved-when=kept]")).to_be_visible()
    for mine, theirs in ((0, 2), (3, 3)):
        answer(page, urgency=mine)
        answer(other, urgency=theirs)
        for tab in (page, other):
            tab.evaluate("document.querySelector('[data-do=save]').click()")
        for tab in (page, other):
            expect(tab.locator("[data-saved-when=kept]")).to_be_visible()
    (kept,) = read_raw(page)
    found = [(check["answers"]["trust"], check["answers"]["urgency"]) for check in kept["checks"]]
    assert sorted(map(str, found)) == sorted(
        map(str, [(2, 1), ("unknown", 1), ("unknown", 0), (2, 2), ("unknown", 3), (2, 3)])
    )


def test_prospect_removed_in_another_tab_is_kept_again(open_page: Open) -> None:
    """A further check of a prospect that was removed meanwhile makes it anew, under its own id."""
    page = open_page("check/")
    write_raw(page, record("Bakkerij"))
    page.goto(page.url + "#prospect=p1")
    expect(page.locator("[data-result][data-from=engine]")).to_be_visible()
    page.evaluate(
        """name => new Promise((done) => {
          indexedDB.open(name).onsuccess = ({ target }) => {
            const removing = target.result.transaction("prospects", "readwrite");
            removing.objectStore("prospects").delete("p1");
            removing.oncomplete = done;
          };
        })""",
        DATABASE,
    )
    answer(page, urgency=3)
    save(page)
    (kept,) = read_raw(page)
    assert (kept["id"], kept["name"], days(kept)) == ("p1", "Bakkerij", [TODAY])


def test_address_from_before_opens_the_prospect_and_is_replaced(open_page: Open) -> None:
    """A bookmark with the id before the # goes on working, and no page keeps it there."""
    page = open_page("check/")
    write_raw(page, record("Bakkerij", "row-626b"))
    page.evaluate(
        "text => localStorage.setItem('/five-conditions/check/row-626b', text)",
        json.dumps(
            {"definition": "five-conditions@1", "answers": {"need": "0"}, "on": "2026-11-20"}
        ),
    )
    own = page.url
    page.goto(own + "?prospect=row-626b")
    expect(page.locator("[data-recheck-name]")).to_have_text("Bakkerij")
    (kept,) = read_raw(page)
    assert page.url == f"{own}#prospect={kept['id']}"
    assert "row-" not in kept["id"]
    assert chosen(page) == {"need": "0"}  # what was begun under the old id goes on
    page.goto("about:blank")
    page.goto(own.replace("check/", "prospects/#id=row-626b"))
    expect(page.locator("#detail-name")).to_have_text("Bakkerij")
    assert page.url.endswith(f"#id={kept['id']}")


def test_nothing_of_a_prospect_is_before_the_fragment(open_page: Open) -> None:
    """From the list to a further check, and in the other language, the id stays behind the #."""
    page = open_page("prospects/")
    write_raw(page, record("Bakkerij"))
    page.reload()
    page.locator(".prospect__name", has_text="Bakkerij").click()
    page.locator("[data-detail] a[data-key=id]").click()
    expect(page.locator("[data-recheck-name]")).to_have_text("Bakkerij")
    assert page.url.endswith("/check/#prospect=p1")
    page.locator("a[data-other-language]").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("[data-recheck-name]")).to_have_text("Bakkerij")
    assert page.url.endswith("/en/check/#prospect=p1")


def test_answers_of_one_check_do_not_go_along_to_the_next(open_page: Open) -> None:
    """Within one page, from one's own check to a prospect and back, each has its own answers."""
    page = open_page("check/")
    write_raw(page, record("Bakkerij"))
    answer(page, need=0, trust=0)
    page.evaluate("() => { location.hash = 'prospect=p1'; }")
    expect(page.locator("[data-recheck-name]")).to_have_text("Bakkerij")
    assert chosen(page) == {
        key: str(level) for key, level in record("x")["checks"][0]["answers"].items()
    }
    page.go_back()
    expect(page.locator("[data-recheck]")).to_be_hidden()
    assert chosen(page) == {"need": "0", "trust": "0"}


def test_two_tabs_on_one_prospect_stay_in_step(open_page: Open) -> None:
    """What one tab changes in a further check, the other shows, and does not take back."""
    page = open_page("check/")
    write_raw(page, record("Bakkerij"))
    own = f"{page.url}#prospect=p1"
    other = page.context.new_page()
    for tab in (page, other):
        tab.goto("about:blank")
        tab.goto(own)
        expect(tab.locator("[data-recheck-name]")).to_have_text("Bakkerij")
    answer(page, urgency=3)
    expect(other.locator("input[name=urgency][value='3']")).to_be_checked()
    answer(other, trust=0)
    expect(page.locator("input[name=trust][value='0']")).to_be_checked()
    expect(page.locator("input[name=urgency][value='3']")).to_be_checked()
    expect(other.locator("input[name=urgency][value='3']")).to_be_checked()
