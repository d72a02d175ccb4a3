"""What an earlier version wrote is read by this one, and everything in it is found again."""

import base64
import csv
import io
import json
import zlib
from collections.abc import Callable, Iterable
from html import unescape
from typing import Any
from urllib.parse import unquote

import pytest
from icalendar import Calendar

from quiz.browser import start
from quiz.host.cli import main
from tests.kept.facts import (
    CONDITIONS,
    DRAFT,
    EVENTS,
    FOLDER,
    JANSEN,
    KLEIN,
    MADE_ON,
    MOLENAAR,
    PROSPECTS,
    RATINGS,
    Known,
    as_in_a_spreadsheet,
    data_of,
    in_order,
    old_id,
    text_of,
    told,
)
from tests.unit.shipped_definition import DATA, SOURCE
from tests.unit.unedited import expect_unedited

type Ask = Callable[..., Any]

SPREADSHEETS = ("prospects-comma.csv", "prospects-semicolon.csv", "ranked.csv")
OPENED_ON = "2026-11-25"


@pytest.fixture
def ask() -> Ask:
    """Return what asks one engine, as the page does, and hands back what is in order."""
    answer = start(json.dumps(DATA))

    def asked(do: str, **request: object) -> Any:
        about = {"do": do, "today": OPENED_ON, "language": "nl", "ids": "new-"}
        return json.loads(answer(json.dumps({**about, **request})))["ok"]

    return asked


def taken(ask: Ask, text: str, name: str = "file") -> list[Known]:
    """Open a file, of which everything must be right, and return what it brings."""
    opened = ask("open", text=text, name=name, now=f"{OPENED_ON}T09:00:00.000Z")
    assert opened["problems"] == []
    part = ask("take", **{"from": 0, "count": opened["count"], "now": f"{OPENED_ON}T09:00:00.000Z"})
    return in_order(told(item["record"]) for item in part)


def put(ask: Ask) -> None:
    """Give the engine what was in the browser's database."""
    records = data_of("indexed-db.json")["prospects"]
    assert [name for name in ask("put", records=records) if "row" not in name] == []


def test_no_file_is_ever_edited() -> None:
    """Every file is, to the letter, the one that was made then, and none has gone."""
    expect_unedited(FOLDER)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_records_from_the_browser_are_read(ask: Ask, language: str) -> None:
    """Each record in the database gives a row with its name, seller, levels, note and days."""
    records = data_of("indexed-db.json")["prospects"]
    rows = [item["row"] for item in ask("put", records=records, language=language)]
    found = {(row["name"], row["seller"]): row for row in rows}
    assert len(rows) == len(found) == len(PROSPECTS)
    for known in PROSPECTS:
        row = found[known.key]
        assert row["levels"] == known.last.levels
        assert row["on"] == known.last.on
        assert row["note"] == known.note
        assert row["checks"] == len(known.checks)
        assert (row["outcome"] or "") == known.outcome[0]
        step = row["next"] or {"what": "", "on": None}
        assert (step["what"], step["on"] or "") == known.step
        if known.last.revisit:
            assert row["revisit"] == known.last.revisit


@pytest.mark.parametrize("known", PROSPECTS, ids=lambda known: known.name)
def test_records_are_brought_up_to_date_whole(ask: Ask, known: Known) -> None:
    """A record of either format, written anew as it is today, has lost nothing."""
    records = data_of("indexed-db.json")["prospects"]
    (record,) = (r for r in records if (r["name"], r["seller"]) == known.key)
    assert told(ask("merge", mine=record, theirs=record)["record"]) == known


def test_first_format_is_among_them() -> None:
    """One of the records is of format 1, which has its single check at the top."""
    (old,) = (r for r in data_of("indexed-db.json")["prospects"] if r["format"] == 1)
    assert old["name"] == KLEIN.name
    assert {"answers", "definition", "on", "notes"} <= old.keys()


def test_backup_is_read(ask: Ask) -> None:
    """A backup brings every prospect with all its checks, and every rating, in their order."""
    text = text_of("backup.json")
    assert json.loads(text)["kind"] == "five-conditions-backup"
    assert ask("open", text=text, name="backup.json")["practice"] == RATINGS
    assert taken(ask, text) == in_order(PROSPECTS)


def test_backup_comes_back_to_where_it_was_made(ask: Ask) -> None:
    """Opened beside the prospects that it was made of, it brings nothing new and changes none."""
    put(ask)
    ask("open", text=text_of("backup.json"), name="backup.json")
    part = ask("take", **{"from": 0, "count": len(PROSPECTS)})
    assert {item["state"] for item in part} == {"same"}


@pytest.mark.parametrize("name", SPREADSHEETS)
def test_spreadsheets_are_read(ask: Ask, name: str) -> None:
    """An export, by comma or by semicolon, ranked or not, brings what its rows tell."""
    assert taken(ask, text_of(name), name) == in_order(map(as_in_a_spreadsheet, PROSPECTS))


@pytest.mark.parametrize("name", SPREADSHEETS)
def test_spreadsheets_come_back_to_where_they_were_made(ask: Ask, name: str) -> None:
    """Opened beside the prospects that they were made of, they change none."""
    put(ask)
    assert ask("open", text=text_of(name), name=name)["count"] == len(PROSPECTS)
    part = ask("take", **{"from": 0, "count": len(PROSPECTS)})
    assert {item["state"] for item in part} == {"same"}


@pytest.mark.parametrize(("link", "known"), [("prospect", JANSEN), ("prospect-row", MOLENAAR)])
def test_prospect_links_are_read(ask: Ask, link: str, known: Known) -> None:
    """What a prospect's link carries is a backup with that prospect in it, whole."""
    packed = data_of("links.json")[link].split("#p1;")[1]
    text = zlib.decompress(base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4)), wbits=-15)
    assert taken(ask, text.decode(), "link") == [known]


@pytest.mark.parametrize("name", SPREADSHEETS)
def test_the_shell_ranks_what_was_exported(
    name: str, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """`quiz rank` takes the same files, and hands on each cell that it does not reckon."""
    file = str(FOLDER / name)
    assert main(["--definition", str(SOURCE), "rank", file, "--today", OPENED_ON]) == 0
    out, err = capsysbinary.readouterr()
    assert err == b""
    before, after = rows_of(text_of(name)), rows_of(out.decode())
    reckoned = {"verdict", "score_low", "score_high", "met", "weakest"}
    kept = set(before[0]) - reckoned
    assert sorted_by(kept, after) == sorted_by(kept, before)
    assert all(row["verdict"] for row in after)


@pytest.mark.parametrize("name", ["backup.json", *SPREADSHEETS])
def test_the_shell_reports_on_what_was_exported(
    name: str, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """`quiz report` takes the backup and each spreadsheet, and names every open prospect."""
    on = ["--lang", "en", "--today", OPENED_ON]
    assert main(["--definition", str(SOURCE), "report", str(FOLDER / name), *on]) == 0
    out, err = capsysbinary.readouterr()
    assert err == b""
    page = unescape(out.decode())
    still_open = [known.name for known in PROSPECTS if not known.outcome[0]]
    assert [name for name in still_open if name not in page] == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_calendar_knows_its_events_again(ask: Ask, language: str) -> None:
    """A calendar made today moves the events of the old one, by their UID, to the same day.

    A prospect from a spreadsheet had an id that spelt its name: its events come once more.
    """
    put(ask)
    before = events_of(text_of(f"calendar-{language}.ics"))
    after = events_of(ask("calendar", ids=None, language=language)["ics"])
    assert {(name, day) for name, day in before.values()} == EVENTS
    for uid, event in before.items():
        assert event in after.values()
        if not uid.startswith("row-"):
            assert after[uid] == event
    assert [uid for uid in before if uid.startswith(old_id(JANSEN))] != []


@pytest.mark.parametrize("known", [JANSEN, MOLENAAR, KLEIN], ids=lambda known: known.name)
def test_note_has_all_that_a_person_wrote(ask: Ask, known: Known) -> None:
    """The note that one copies for a CRM tells what it told then: name, evidence, next step."""
    put(ask)
    wrote = [known.name, known.seller, known.note, known.step[0], *known.last.notes.values()]
    note = ask("prospect", id=old_id(known))["text"]
    assert [words for words in wrote if words not in note] == []
    if known is JANSEN:
        assert [words for words in wrote if words not in text_of("note-prospect-nl.txt")] == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_note_of_a_check_has_all_that_a_person_wrote(language: str) -> None:
    """The note copied from the check has the name and the evidence, lines and all."""
    note = text_of(f"note-check-{language}.txt")
    assert note.startswith(f"{DRAFT.name}\n")
    assert [words for words in DRAFT.notes.values() if words not in note] == []


@pytest.mark.parametrize("link", ["share", "share-named"])
def test_answers_in_a_share_link_are_scored(ask: Ask, link: str) -> None:
    """The answers of a link, with the definition that it names, get a result."""
    _, definition, *parts = data_of("links.json")[link].split("#")[1].split(";")
    given = dict(part.split("=") for part in parts)
    answers = {
        key: given[key] if given[key] == "unknown" else int(given[key]) for key in CONDITIONS
    }
    sheet = {"answers": answers, "definition": definition, "on": given["on"]}
    assert ask("report", sheet=sheet)["result"]["answers"] == answers
    assert (definition, given["on"]) == ("five-conditions@1", MADE_ON)
    assert unquote(given.get("name", "")) == (DRAFT.name if link == "share-named" else "")


def test_ratings_are_those_of_the_practice_file() -> None:
    """The practice file and the browser's storage hold the same ratings, as they were given."""
    stored = json.loads(data_of("local-storage.json")["/five-conditions/practice"])
    assert stored == data_of("practice.json") == {"format": 1, "ratings": RATINGS}


def rows_of(text: str) -> list[dict[str, str]]:
    text = text.removeprefix("\ufeff")
    delimiter = ";" if text.startswith("name;") else ","
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))


def sorted_by(columns: Iterable[str], rows: list[dict[str, str]]) -> list[list[str]]:
    """Return these columns of rows, in an order of their own."""
    return sorted([row[column] for column in sorted(columns)] for row in rows)


def events_of(text: str) -> dict[str, tuple[str, str]]:
    """Return the events of a calendar by UID: whom each is about, and its day."""
    return {
        str(event["uid"]): (about(str(event["summary"])), event.decoded("dtstart").isoformat())
        for event in Calendar.from_ical(text).walk("VEVENT")
    }


def about(summary: str) -> str:
    """Return the name of the prospect that an event is about."""
    (name,) = {known.name for known in PROSPECTS if known.name in summary}
    return name
