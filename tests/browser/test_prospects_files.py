"""Prospects in and out: spreadsheets, backups, links; looked at first, and never half kept."""

import csv
import io
import json
import re
import subprocess
import sys
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests import frozen
from tests.browser.conftest import Open
from tests.browser.pipeline import HEADER, THREE, expect_names, keep, many, open_file, row, say_who
from tests.browser.storage import read_raw

NAMES = ["Bakkerij Jansen", "Garage Smit", "Tandarts Özil"]

ENCODED = {
    "commas": THREE.encode(),
    "semicolons and a mark, as Excel writes it": ("\ufeff" + THREE.replace(",", ";"))
    .replace("\n", "\r\n")
    .encode(),
    "Windows-1252": THREE.replace(",", ";").encode("windows-1252"),
    "tabs": THREE.replace(",", "\t").encode(),
}


def saved(page: Page, button: str, seller: str = "") -> bytes:
    """Press a button that downloads a file; return what is in it.

    The first file that holds prospects asks who the reader is.
    """
    holds_prospects = button in ("csv", "excel", "xlsx", "crm", "backup")
    asks = holds_prospects and page.locator("[data-seller-known]").evaluate("part => part.hidden")
    with page.expect_download() as download:
        page.locator(f"[data-do={button}]:visible").first.click()
        if asks:
            say_who(page, seller)
    return download.value.path().read_bytes()


@pytest.mark.parametrize("content", ENCODED.values(), ids=ENCODED.keys())
def test_spreadsheets_of_every_kind_are_read(open_page: Open, content: bytes) -> None:
    """Commas, semicolons or tabs, UTF-8 with or without its mark, or what Excel calls ANSI."""
    page = open_page("prospects/")
    open_file(page, content)
    expect(page.locator("[data-preview-problems]")).to_be_hidden()
    expect_names(page, *NAMES)


def test_nothing_is_kept_before_the_reader_says_so(open_page: Open) -> None:
    """The preview shows how the list becomes; cancelling leaves no trace."""
    page = open_page("prospects/", "en")
    open_file(page, THREE)
    expect(page.locator("[data-preview-new]")).to_have_text("3")
    expect(page.locator("[data-prospect] .mark--new:visible")).to_have_count(3)
    assert read_raw(page) == []
    page.locator("[data-do=cancel]:visible").click()
    expect(page.locator("[data-prospect]")).to_have_count(0)
    expect(page.locator("[data-empty]")).to_be_visible()
    assert read_raw(page) == []


def test_bad_rows_are_named_and_the_others_kept(open_page: Open) -> None:
    """A row that is wrong is told with its line and column, and the rest goes on."""
    page = open_page("prospects/", "en")
    open_file(
        page,
        f"{HEADER}\nGood Ltd,3,3,3,3,3,2026-11-20\nBad Ltd,4,soon,2,2,2,2026-11-20\n"
        ",2,2,2,2,2,2026-11-20\nShort Ltd,2\nLate Ltd,2,2,2,2,2,24-11-2026\n",
    )
    problems = page.locator("[data-preview-problems] li")
    text = "\n".join(problems.all_text_contents())
    for part in ("Row 3, column need", "Row 3, column means", "Row 4, column name"):
        assert part in text
    expect(page.locator("[data-skipped]")).to_have_text("2")
    expect_names(page, "Good Ltd", "Late Ltd", "Short Ltd")
    keep(page)
    kept = {record["name"]: record for record in read_raw(page)}
    assert kept.keys() == {"Good Ltd", "Late Ltd", "Short Ltd"}
    assert kept["Late Ltd"]["checks"][0]["on"] == "2026-11-24"


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"\x89PNG\r\n\x00\x00\x00", "list.csv", "This is no list"),
        (b"PK\x03\x04\x00\x00", "list.xlsx", "this file is damaged"),
        (bytes.fromhex("d0cf11e0a1b11ae1"), "list.xls", "this is no spreadsheet"),
        (b"", "empty.csv", "empty"),
        (b'{"kind": "shopping-list"}', "list.json", "list.json"),
        (b'{"kind": ', "broken.json", "broken.json"),
    ],
)
def test_files_that_are_no_list_are_refused(
    open_page: Open, content: bytes, name: str, words: str
) -> None:
    """A file that holds no prospects says what it lacks, and changes nothing."""
    page = open_page("prospects/", "en")
    open_file(page, content, name)
    preview = page.locator("[data-preview]")
    expect(preview).to_be_focused()
    expect(preview).to_have_attribute("data-state", "failed")
    assert words in preview.inner_text()
    assert read_raw(page) == []
    page.locator("[data-do=cancel]:visible").click()
    expect(preview).to_be_hidden()


def test_import_can_be_taken_back(open_page: Open) -> None:
    """After keeping a file one press brings everything back to how it was."""
    page = open_page("prospects/")
    open_file(page, THREE)
    keep(page)
    before = read_raw(page)
    later = THREE.replace("2,2,unknown,1,2,2026-11-21", "3,3,3,3,3,2026-11-23")
    open_file(page, later + "Nieuw BV,2,2,2,2,2,2026-11-23\n")
    expect(page.locator("[data-preview-new]")).to_have_text("1")
    expect(page.locator("[data-preview-changed]")).to_have_text("1")
    expect(page.locator("[data-preview-same]")).to_have_text("2")
    keep(page)
    assert len(read_raw(page)) == 4
    page.locator("[data-do=undo]").click()
    expect(page.locator("[data-said-what=back]")).to_be_visible()
    assert read_raw(page) == before
    expect_names(page, *NAMES)


def test_same_name_keeps_both_histories(open_page: Open) -> None:
    """A later row of the same prospect becomes a further check of it."""
    page = open_page("prospects/")
    open_file(page, THREE)
    keep(page)
    open_file(page, f"{HEADER}\nGarage Smit,3,2,2,2,2,2026-11-23\n")
    keep(page)
    garage = next(record for record in read_raw(page) if record["name"] == "Garage Smit")
    assert [check["on"] for check in garage["checks"]] == ["2026-11-21", "2026-11-23"]
    expect(row(page, "Garage Smit")).to_have_attribute("data-verdict", "pursue")


def test_export_and_the_shell_understand_each_other(open_page: Open) -> None:
    """`quiz rank` reads what the page exports, and the page what `quiz rank` writes."""
    page = open_page("prospects/")
    formula = '"=HYPERLINK(""http://a.example"";""x"")"'
    open_file(page, f"{THREE}{formula},1,1,1,1,1,2026-11-20\n")
    keep(page)
    before = read_raw(page)
    exported = saved(page, "csv")
    rows = list(csv.DictReader(io.StringIO(exported.decode())))
    assert {cells["name"] for cells in rows} > set(NAMES)
    assert all(not cells["name"].startswith("=") for cells in rows)
    ranked = subprocess.run(
        [sys.executable, "-m", "quiz", "--definition", frozen.DEFINITION, "rank", "-"],
        input=exported,
        capture_output=True,
        check=True,
    ).stdout
    assert b"walk-away" in ranked
    open_file(page, ranked)
    expect(page.locator("[data-preview-same]")).to_have_text("4")
    keep(page)
    assert read_raw(page) == before


def test_export_for_excel(open_page: Open) -> None:
    """Excel gets semicolons and the mark by which it sees UTF-8, and the page reads that back."""
    page = open_page("prospects/")
    open_file(page, THREE)
    keep(page)
    exported = saved(page, "excel")
    assert exported.startswith("\ufeffname;need".encode())
    open_file(page, exported)
    expect(page.locator("[data-preview-same]")).to_have_text("3")


def test_backup_moves_everything_to_another_device(open_page: Open) -> None:
    """A backup carries histories, notes and outcomes; both devices' checks are there after it."""
    page = open_page("prospects/")
    open_file(page, THREE)
    keep(page)
    backup = saved(page, "backup")
    made = json.loads(backup)
    assert made["format"] == 3
    assert len(made["prospects"]) == 3
    laptop = open_page("prospects/", "en", "phone")
    open_file(laptop, f"{HEADER}\nGarage Smit,3,2,2,2,2,2026-11-23\n")
    keep(laptop)
    open_file(laptop, backup, "backup.json")
    keep(laptop)
    expect_names(laptop, "Bakkerij Jansen", "Garage Smit", "Tandarts Özil")
    garage = next(record for record in read_raw(laptop) if record["name"] == "Garage Smit")
    assert [check["on"] for check in garage["checks"]] == ["2026-11-21", "2026-11-23"]


def test_one_prospect_moves_by_link(open_page: Open) -> None:
    """The link of a prospect opens it on another device, to be looked at before it is kept."""
    page = open_page("prospects/")
    open_file(page, THREE)
    keep(page)
    row(page, "Tandarts Özil").get_by_role("link").click()
    field = page.locator("[data-send-link]")
    expect(field).to_have_value(re.compile("#p1;"))
    expect(page.locator("[data-qr]")).to_have_attribute("d", re.compile("^M"))
    phone = open_page("prospects/", "nl", "phone")
    phone.goto(field.input_value())
    expect(phone.locator("[data-preview][data-state=ready]")).to_be_visible()
    expect_names(phone, "Tandarts Özil")
    assert "#" not in phone.url
    assert read_raw(phone) == []
    keep(phone)
    assert [record["name"] for record in read_raw(phone)] == ["Tandarts Özil"]


@pytest.mark.parametrize("fragment", ["#p1;", "#p1;AAAA", "#p1;%%%", "#p1;x;y", "#p1"])
def test_damaged_link_is_said(open_page: Open, fragment: str) -> None:
    """A link that was cut off says so and changes nothing."""
    page = open_page("prospects/" + fragment, "en")
    expect(page.locator("[data-link-problem]")).to_be_focused()
    assert read_raw(page) == []


def test_calendar_has_the_dates(open_page: Open) -> None:
    """Park dates and next steps go to a calendar file."""
    page = open_page("prospects/")
    open_file(page, f"{HEADER},revisit\nA,2,2,2,0,2,2026-11-20,2027-01-15\n")
    keep(page)
    text = saved(page, "calendar").decode()
    assert text.startswith("BEGIN:VCALENDAR\r\n")
    assert "DTSTART;VALUE=DATE:20270115" in text


def test_ten_thousand_are_read_with_progress_and_can_be_stopped(open_page: Open) -> None:
    """A large file shows how far it is, stops when told to, and is kept whole otherwise."""
    page = open_page("prospects/", "en")
    content = many(10_000)
    page.locator("input[type=file]").set_input_files(
        {"name": "large.csv", "mimeType": "text/csv", "buffer": content.encode()}
    )
    progress = page.locator("[data-preview] progress")
    expect(progress).to_be_visible()
    expect(progress).not_to_have_js_property("value", 0)
    page.locator("[data-do=cancel]:visible").click()
    expect(page.locator("[data-preview]")).to_be_hidden()
    assert read_raw(page) == []
    open_file(page, content)
    expect(page.locator("[data-preview-new]")).to_have_text("10000")
    keep(page)
    expect(page.locator(".pipeline__count")).to_have_text("10000 of 10000")
    assert len(read_raw(page)) == 10_000


def test_keeping_can_be_stopped_halfway(open_page: Open) -> None:
    """Stopping while prospects are being kept says how many are, and all those are whole."""
    page = open_page("prospects/", "en")
    open_file(page, many(10_000))
    page.locator("[data-do=keep]").click()
    expect(page.locator("[data-preview][data-state=keeping] progress")).not_to_have_js_property(
        "value", 0
    )
    page.locator("[data-do=cancel]:visible").click()
    undo = page.locator("[data-undo]")
    expect(undo).to_contain_text("had been kept when you stopped")
    kept = read_raw(page)
    assert 0 < len(kept) < 10_000
    expect(undo).to_contain_text(str(len(kept)))
    expect(page.locator(".pipeline__count")).to_have_text(f"{len(kept)} of {len(kept)}")


def test_reminder_to_back_up_goes_with_a_backup(open_page: Open) -> None:
    """Where the browser promises nothing the page reminds its reader, and again after a month."""
    page = open_page("prospects/")
    page.add_init_script("StorageManager.prototype.persisted = async () => false")
    page.clock.set_fixed_time("2031-03-09T12:00:00")
    page.reload()
    open_file(page, THREE)
    keep(page)
    reminder = page.locator("[data-backup-reminder]")
    expect(reminder).to_contain_text("Je hebt nog geen back-up.")
    with page.expect_download():
        reminder.locator("[data-do=backup]").click()
        say_who(page)
    expect(reminder).to_be_hidden()
    page.clock.set_fixed_time("2031-04-09T12:00:00")
    page.reload()
    expect(reminder).to_contain_text("Je laatste back-up is van 9 maart 2031.")


@pytest.mark.parametrize(
    ("language", "words"),
    [("nl", "doorpakken → loslaten"), ("en", "pursue → walk away")],
)
def test_empty_cells_change_nothing_and_the_rest_is_shown(
    open_page: Open, language: str, words: str
) -> None:
    """A list with empty answers makes no check; where one changes the verdict, that is shown."""
    page = open_page("prospects/", language)
    open_file(page, THREE)
    keep(page)
    before = read_raw(page)
    open_file(page, "name,need,means,trust,urgency,attention\nGarage Smit,,,,,\nNieuw BV,,,,,\n")
    expect(page.locator("[data-preview-new]")).to_have_text("1")
    expect(page.locator("[data-preview-same]")).to_have_text("1")
    expect(page.locator("[data-preview-turns]")).to_be_hidden()
    page.locator("[data-do=cancel]:visible").click()
    open_file(
        page,
        "name,need,means,trust,urgency,attention\n"
        "Bakkerij Jansen,0,,,,\nTandarts Özil,,unknown,,,\n",
    )
    turns = page.locator("[data-preview-turns] li")
    expect(turns).to_have_count(2)
    expect(turns.first).to_contain_text(f"Bakkerij Jansen: {words}")
    expect(turns.nth(1)).not_to_contain_text("→", use_inner_text=True)
    assert read_raw(page) == before
    keep(page)
    bakery = next(kept for kept in read_raw(page) if kept["name"] == "Bakkerij Jansen")
    assert bakery["checks"][-1]["answers"] == before_answers(before) | {"need": 0}


def before_answers(records: list[dict[str, Any]]) -> dict[str, Any]:
    found = next(kept for kept in records if kept["name"] == "Bakkerij Jansen")
    return dict(found["checks"][-1]["answers"])


def test_unclosed_quote_costs_one_row(open_page: Open) -> None:
    """What stands below a quote that nobody closed is read; the row is told and counted."""
    page = open_page("prospects/", "en")
    rows = [f"Firm {number},2,2,2,2,2,2026-11-20" for number in range(40)]
    rows[2] = rows[2].replace("Firm 2", '"Firm 2')
    open_file(page, "\n".join((HEADER, *rows)))
    expect(page.locator("[data-preview-new]")).to_have_text("39")
    expect(page.locator("[data-preview-wrong]")).to_have_text("1")
    expect(page.locator("[data-preview-problems] li")).to_have_count(1)


def test_rows_are_counted_and_not_problems(open_page: Open) -> None:
    """Three things wrong with one row are three lines about one row."""
    page = open_page("prospects/", "en")
    open_file(page, f"{HEADER}\nBad,8,9,2,2,2,soon\nGood,2,2,2,2,2,2026-11-20\n")
    expect(page.locator("[data-preview-wrong]")).to_have_text("1")
    expect(page.locator("[data-preview-problems] li")).to_have_count(3)


def test_ids_of_a_list_tell_nothing_of_names(open_page: Open) -> None:
    """What comes from a list gets an id at random, another one on each device."""
    ids = []
    for _ in range(2):
        page = open_page("prospects/")
        open_file(page, THREE)
        keep(page)
        ids.append({kept["id"] for kept in read_raw(page)})
    assert ids[0].isdisjoint(ids[1])
    for id_ in set.union(*ids):
        assert not any(encoded in id_ for encoded in ("row-", b"Garage".hex(), b"Jansen".hex()))


@pytest.mark.parametrize("button", ["csv", "excel", "backup"])
def test_first_export_asks_who_the_reader_is(open_page: Open, button: str) -> None:
    """The name goes into the file and is kept for the next; without one the list stays its own."""
    page = open_page("prospects/", "en")
    open_file(page, THREE)
    keep(page)
    before = read_raw(page)
    exported = saved(page, button, seller="Noor")
    assert exported.decode().count("Noor") == (1 if button == "backup" else 3)
    again = saved(page, button)
    assert again.decode().count("Noor") == exported.decode().count("Noor")
    expect(page.locator("[data-seller-name]")).to_have_text("Noor")
    assert read_raw(page) == before
    open_file(page, exported, "list.json" if button == "backup" else "list.csv")
    expect(page.locator("[data-preview-same]")).to_have_text("3")


def test_question_who_the_reader_is_can_be_left(open_page: Open) -> None:
    """Escape exports nothing; the next time it is asked again, and can be changed later."""
    page = open_page("prospects/", "en")
    open_file(page, THREE)
    keep(page)
    page.locator("[data-do=csv]").click()
    expect(page.locator("[data-ask-seller] input")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("[data-ask-seller]")).to_be_hidden()
    expect(page.locator("[data-seller-known]")).to_be_hidden()
    assert b"Sem" in saved(page, "csv", seller="Sem")
    page.locator("[data-do=change-seller]").click()
    say_who(page, "Noor")
    expect(page.locator("[data-seller-name]")).to_have_text("Noor")
    assert b"Noor" in saved(page, "csv")
