"""The days behind urgency go along in records, lists, workbooks and merges, check after check."""

import io
from binascii import a2b_base64
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given

from quiz.actions import workbook
from quiz.errors import InputError
from quiz.files.incoming import Opening, matcher, merged_in, open_list, read_list
from quiz.files.mapping import ColumnMap, guess
from quiz.files.spreadsheet import write_prospects
from quiz.host.cli import main
from quiz.merging import merge
from quiz.prospect import Check, Prospect, as_record, prospect_from
from quiz.sheet import Sheet
from tests.unit.samples import levels, made
from tests.unit.shipped_definition import DATA, DEFINITION, SOURCE, TODAY, table
from tests.unit.strategies import prospects
from tests.unit.test_calls import Worker
from tests.unit.test_calls import check as record_check

BEFORE, LATER = date(2026, 10, 1), date(2026, 12, 24)
MARCH, JUNE = date(2027, 3, 1), date(2027, 6, 1)
HEADER = f"name,{','.join(DEFINITION.ids)}"
DATED = f"{HEADER},on,needed_by,not_before"


def dated(
    answers: str = "22222",
    on: date | None = BEFORE,
    needed_by: date | None = MARCH,
    not_before: date | None = JUNE,
) -> Check:
    sheet = Sheet(levels(answers), on, needed_by=needed_by, not_before=not_before)
    return Check(sheet, DEFINITION.ref)


def days(sheet: Sheet) -> tuple[date | None, date | None]:
    return sheet.needed_by, sheet.not_before


def taken(text: str, *known: Prospect, columns: ColumnMap | None = None) -> list[Prospect]:
    """Return what becomes of each prospect of a list that is opened beside what is known."""
    listing = open_list(text, DEFINITION, "list.csv")
    decided = columns or listing.decided(listing.guessed)
    opened = read_list(listing, decided, Opening("2026-11-24T10:00:00.000Z", TODAY))
    assert opened.problems == ()
    match = matcher({one.id: one for one in known}, opened.incoming)
    return [
        merged_in(match(one), one, opened.incoming, DEFINITION)[0]
        for one in opened.incoming.prospects
    ]


# --- records ---


def test_a_record_has_the_days_that_are_set() -> None:
    """Each check has its own; a day that was not set is not there at all."""
    first, last = as_record(
        made("a", dated("11111"), dated(on=TODAY, not_before=None)), DEFINITION
    )["checks"]
    assert (first["needed_by"], first["not_before"]) == ("2027-03-01", "2027-06-01")
    assert last["needed_by"] == "2027-03-01"
    assert "not_before" not in last


@pytest.mark.parametrize("field", ["needed_by", "not_before"])
def test_a_record_with_a_day_that_is_none_is_refused(field: str) -> None:
    """With the check and the field that it is about."""
    data = as_record(made("a", dated()), DEFINITION)
    data["checks"][0][field] = "2027-02-30"
    with pytest.raises(InputError, match=f"checks\\[0\\]: {field}: .*2027-02-30"):
        prospect_from(data, DEFINITION)


def test_a_record_without_the_days_is_read_as_before() -> None:
    """What was kept before there were any has none, and is written out as it was."""
    data = as_record(made("a", dated(needed_by=None, not_before=None)), DEFINITION)
    assert data["checks"][0].keys() == {"definition", "on", "answers", "notes"}
    assert days(prospect_from(data, DEFINITION).sheet) == (None, None)


# --- merging ---


@given(prospects())
def test_merging_keeps_a_check_with_its_days(mine: Prospect) -> None:
    """Every check of both is there, with the days that it had."""
    theirs = replace(mine, checks=(dated(on=JUNE),))
    together = merge(mine, theirs)
    assert {days(one.sheet) for one in together.checks} == {
        days(one.sheet) for one in (*mine.checks, *theirs.checks)
    }


# --- lists ---


def test_a_list_has_the_days_before_the_definition() -> None:
    """Right after the column by which somebody asked to stop, so that a list begins as it did."""
    header, row, _ = write_prospects([made("a", dated())], DEFINITION).split("\r\n")
    assert header.endswith(",outcome_link,stop,needed_by,not_before,definition")
    assert row.endswith(f",,,2027-03-01,2027-06-01,{DEFINITION.ref}")


def test_a_workbook_has_the_days_as_days() -> None:
    """Another program takes them for days, not for texts."""
    book = io.BytesIO(a2b_base64(workbook.written([made("a", dated())], DEFINITION)))
    sheet = openpyxl.load_workbook(book).active
    assert sheet is not None
    header, row = sheet.iter_rows()
    cells = {str(name.value): cell for name, cell in zip(header, row, strict=True)}
    assert cells["needed_by"].data_type == cells["not_before"].data_type == "d"
    assert str(cells["needed_by"].value) == "2027-03-01 00:00:00"


@pytest.mark.parametrize("cells", [",", "?,-"])
def test_an_empty_cell_replaces_no_day(cells: str) -> None:
    """Nor does a column that is not there, be it with an answer in the row or without."""
    mine = made("a", dated())
    for answers in ("1,2,2,2,2", ",,,,"):
        (told,) = taken(f"{DATED}\na,{answers},2026-11-24,{cells}\n", mine)
        assert days(told.sheet) == (MARCH, JUNE)
        (told,) = taken(f"{HEADER}\na,{answers}\n", mine)
        assert days(told.sheet) == (MARCH, JUNE)


def test_a_later_check_brings_the_days_that_it_has() -> None:
    """The other day stays what it was, and so does the check before."""
    (told,) = taken(table("a,1,2,2,2,2,2026-11-24,,2027-07-01", header=DATED), made("a", dated()))
    assert [days(one.sheet) for one in told.checks] == [(MARCH, JUNE), (MARCH, date(2027, 7, 1))]


def test_a_row_without_answers_adds_its_days_to_the_last_check() -> None:
    """A list with days alone makes no new check."""
    mine = made("a", dated(needed_by=None, not_before=None))
    (told,) = taken(table("a,,,,,,,2027-03-01,", header=DATED), mine)
    assert [days(one.sheet) for one in told.checks] == [(MARCH, None)]


def test_a_row_that_says_a_known_day_brings_nothing() -> None:
    """Answers and days as they are known: nothing becomes another."""
    mine = made("a", dated())
    assert taken(table("a,2,2,2,2,2,2026-10-01,2027-03-01,", header=DATED), mine) == [mine]
    (told,) = taken(table("a,2,2,2,2,2,2026-10-01,2027-03-02,", header=DATED), mine)
    assert [days(one.sheet) for one in told.checks] == [(date(2027, 3, 2), JUNE)]


# --- columns of others ---


@pytest.mark.parametrize(
    ("field", "title"),
    [
        *(("needed_by", title) for title in ("needed_by", "Needed by", "Moet werken op")),
        *(("needed_by", title) for title in ("Benötigt bis", "Requis pour le")),
        *(("not_before", title) for title in ("Not before", "Niet eerder dan")),
        *(("not_before", title) for title in ("Nicht vor", "Pas avant le")),
    ],
)
def test_what_is_called_so_is_the_day(field: str, title: str) -> None:
    """In English, Dutch, German and French."""
    assert guess(["Naam", title], DEFINITION) == {"name": 0, field: 1}


@pytest.mark.parametrize(
    "title",
    [
        *("Deadline", "Close date", "Closing date", "Expected close date", "Sluitingsdatum"),
        *("Verwachte sluitingsdatum", "Abschlussdatum", "Date de clôture", "Leverdatum"),
    ],
)
def test_a_sellers_own_forecast_is_no_such_day(title: str) -> None:
    """A day of closing is what a seller hopes for, and a deadline may be that of a tender."""
    for status in ([], ["Status"]):
        assert not guess(["Naam", *status, title], DEFINITION).keys() & {"needed_by", "not_before"}


@pytest.mark.parametrize("field", ["needed_by", "not_before"])
def test_the_order_of_day_and_month_is_asked_for_them_too(field: str) -> None:
    """A day that can be read in two ways is read as was said, in whichever column it stands."""
    listing = open_list(f"Naam,{field}\nJansen,03/04/2027\n", DEFINITION, "x")
    assert listing.questions(listing.guessed).doubtful == "03/04/2027"
    columns = ColumnMap(listing.guessed.columns, "day-first")
    (told,) = taken(f"Naam,{field}\nJansen,03/04/2027\n", columns=columns)
    assert getattr(told.sheet, field) == date(2027, 4, 3)


def test_import_takes_the_days_from_the_columns_that_it_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With --map, and written as our lists have them."""
    file = tmp_path / "list.csv"
    file.write_text("Naam;Oplevering;Contract tot\nJansen;1-3-2027;31-12-2026\n", "utf-8")
    options = ["--map", "needed_by=Oplevering", "--map", "not_before=Contract tot"]
    assert main(["import", str(file), *options]) == 0
    out = capsys.readouterr().out
    assert out.splitlines()[1].endswith(",2027-03-01,2026-12-31,")
    assert "Oplevering" not in out


@pytest.mark.parametrize("field", ["needed_by", "not_before"])
def test_rank_refuses_a_day_that_is_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], field: str
) -> None:
    """With the place; a day that is one travels along."""
    file = tmp_path / "list.csv"
    file.write_text(f"{HEADER},{field}\na,2,2,2,2,2,2027-03-01\n", "utf-8")
    rank = ["--definition", str(SOURCE), "rank", str(file)]
    assert main(rank) == 0
    assert "a,2,2,2,2,2,2027-03-01,pursue" in capsys.readouterr().out
    file.write_text(f"{HEADER},{field}\na,2,2,2,2,2,March\n", "utf-8")
    assert main(rank) == 1
    assert f"list.csv:2: {field}: “March” does not fit" in capsys.readouterr().err


# --- from check to check ---


def test_an_answer_from_the_call_list_keeps_the_days() -> None:
    """The check of today has the days of the one before, and the seller's own day to look again."""
    ahead = {"needed_by": "2027-03-01", "not_before": "2027-02-01", "revisit": "2027-01-04"}
    before: dict[str, Any] = {**record_check("2026-11-01", need=2), **ahead}
    old, new = Worker(before).checks("means", 2)
    assert (old["on"], new["on"]) == ("2026-11-01", "2026-11-24")
    assert ahead.items() <= old.items()
    assert ahead.items() <= new.items()


def test_an_answer_to_an_older_edition_keeps_the_days() -> None:
    """The questions changed; the day on which it must work did not."""
    second = {**DATA, "version": 2, "changed": {"2": {"need": [2]}}}
    before = {**record_check("2026-11-01", f"{DEFINITION.id}@1", need=2), "needed_by": "2027-03-01"}
    _, new = Worker(before, definition=second).checks("means", 2)
    assert (new["answers"]["need"], new["needed_by"]) == ("unknown", "2027-03-01")
