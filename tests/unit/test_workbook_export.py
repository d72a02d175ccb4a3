"""Lists as workbooks: what is exported comes back exactly, on the page and in the shell."""

import io
import json
import sys
from binascii import a2b_base64
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.actions import workbook
from quiz.browser import Answering, start
from quiz.errors import InputError
from quiz.files.grid import Sheet
from quiz.files.incoming import Opening, read_ours
from quiz.files.listing import Listing
from quiz.files.spreadsheet import NEVER_CHANGED, guarded, restore, write_prospects
from quiz.host.cli import main
from quiz.prospect import Prospect, as_record, key_of
from quiz.workbooks.reading import read_workbook
from tests.unit.books import book, parts_of, row_of, zipped
from tests.unit.samples import made
from tests.unit.shipped_definition import DATA, DEFINITION, LANGUAGES
from tests.unit.strategies import MARKS, prospects
from tests.unit.test_told_problems import filled

LISTS = st.lists(prospects(most=1, changed=st.just(NEVER_CHANGED)), max_size=4, unique_by=key_of)
NOW = {"today": "2026-11-24", "language": "nl"}
OURS = row_of("name", *DEFINITION.ids) + row_of("Jansen", *"32101")


def exported(given_: list[Prospect]) -> bytes:
    return a2b_base64(workbook.written(given_, DEFINITION))


def said(prospect: Prospect) -> tuple[object, ...]:
    """Return all that a list says of a prospect, without an id."""
    return (
        *(key_of(prospect), prospect.note, prospect.next, prospect.outcome, prospect.checks),
        dict(prospect.other),
    )


@settings(max_examples=60)
@given(LISTS)
def test_an_exported_workbook_comes_back_exactly(given_: list[Prospect]) -> None:
    """Every name, note, day and cell, as from a CSV."""
    sheet = read_workbook(exported(given_), "x").sheet
    opened = read_ours(Listing(sheet, DEFINITION, "x"), Opening())
    assert opened.problems == ()
    assert list(map(said, opened.incoming.prospects)) == list(map(said, given_))


@given(st.text() | MARKS)
def test_a_text_that_is_safe_is_written_as_it_is(cell: str) -> None:
    """Only what would lose a mark on its way back gets one more."""
    assert restore(guarded(cell)) == cell
    assert guarded(cell) in (cell, f"'{cell}")
    assert guarded("=1+1") == "=1+1"


NOTED = replace(
    made("=1+1", "32?10"), note="a\nb_x000D_\r\t", other=(("Telefoon", "0612345678"), ("x", "1E5"))
)


def test_another_library_reads_what_is_written() -> None:
    """Text is text, be it a formula or a number to look at; days are days, levels are numbers."""
    data = exported([NOTED])
    found = openpyxl.load_workbook(io.BytesIO(data)).active
    assert found is not None
    header, row = found.iter_rows()
    cells = {str(name.value): cell for name, cell in zip(header, row, strict=True)}
    kinds = {key: cells[key].data_type for key in ("name", "need", "trust", "on", "Telefoon", "x")}
    texts = dict.fromkeys(("name", "trust", "Telefoon", "x"), "s")
    assert kinds == {**texts, "need": "n", "on": "d"}
    assert (cells["name"].value, cells["need"].value) == ("=1+1", 3)
    assert str(cells["on"].value) == "2026-11-24 00:00:00"
    assert {cells[key].number_format for key in ("name", "Telefoon")} == {"@"}


def test_the_same_list_gives_the_same_bytes() -> None:
    """No moment of making is kept in it."""
    assert exported([NOTED]) == exported([NOTED])
    assert b"<f>" not in exported([NOTED])


# --- on the page ---


@pytest.fixture
def ask() -> Answering:
    return start(json.dumps(DATA))


def answer(ask: Answering, *contents: bytes, **request: Any) -> Any:
    return json.loads(ask(json.dumps({**NOW, **request}), contents))


def opened(ask: Answering, data: bytes, **more: Any) -> Any:
    return answer(ask, data, do="open", name="x.xlsx", ids="new-", **more)["ok"]


def test_a_workbook_of_ours_goes_straight_to_the_preview(ask: Answering) -> None:
    """With the name of its sheet; one with several sheets does when one of them is chosen."""
    found = opened(ask, book(OURS))
    assert (found["kind"], found["count"], found["sheets"]) == ("csv", 1, ["Blad1"])
    several = zipped(parts_of({"Oud": row_of("Bedrijf", "Fase") * 2, "Nieuw": OURS}))
    found = opened(ask, several)
    assert (found["kind"], found["sheet"]) == ("mapping", "Oud")
    assert found["sheets"] == ["Oud", "Nieuw"]
    for wanted in ("Nieuw", "2", 2):
        found = opened(ask, several, sheet=wanted)
        assert (found["kind"], found["count"], found["sheet"]) == ("csv", 1, "Nieuw")


def test_a_list_is_exported_as_a_workbook(ask: Answering) -> None:
    """Its rows are those of the CSV."""
    one = replace(NOTED, id="a", changed="2026-11-24T09:00:00.000Z")
    answer(ask, do="put", records=[as_record(one, DEFINITION)])
    data = a2b_base64(answer(ask, do="export", ids=None, format="xlsx")["ok"]["xlsx"])
    opened(ask, data)
    (taken,) = answer(ask, **{"do": "take", "from": 0, "count": 9})["ok"]
    assert taken["state"] == "same"


def test_a_team_reads_workbooks_too(ask: Answering) -> None:
    """Lists of ours; others are told of as those in a CSV."""
    files = [{"name": "a.xlsx"}, {"name": "b.xlsx"}]
    other = book(row_of("Bedrijf", "Fase") + row_of("Jansen", "Nieuw"))
    found = answer(ask, book(OURS), other, do="team", files=files, by_seller=True)["ok"]
    assert found["prospects"] == 1
    assert [problem["where"] for problem in found["problems"]] == ["b.xlsx"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_its_part_the_engine_says_what_it_needs(
    language: str, ask: Answering, monkeypatch: pytest.MonkeyPatch
) -> None:
    """First of all, for the worker; and in words, for where that cannot be fetched."""
    for part in ("reading", "writing"):
        monkeypatch.setitem(sys.modules, f"quiz.workbooks.{part}", None)
    asked: list[tuple[dict[str, Any], list[bytes]]] = [
        ({"do": "open", "name": "x", "ids": "new-"}, [book(OURS)]),
        ({"do": "export", "ids": None, "format": "xlsx"}, []),
        ({"do": "team", "files": [{"name": "x"}], "by_seller": True}, [book(OURS)]),
    ]
    for request, contents in asked:
        text = ask(json.dumps({**NOW, **request, "language": language}), contents)
        assert text.startswith('{"needs": "workbooks", ')
        [problem] = json.loads(text)["problems"]
        assert problem["what"] == filled("problem_no_part", language, {})
        assert problem["fix"] == filled("problem_no_part_fix", language, {})


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_too_long_for_a_cell_is_said(language: str, ask: Answering) -> None:
    """A spreadsheet would call the whole workbook damaged."""
    long = replace(made("Jansen", "22222"), id="a", note="x" * 32_768)
    answer(ask, do="put", records=[as_record(long, DEFINITION)])
    refused = answer(ask, do="export", ids=None, format="xlsx", language=language)
    [problem] = refused["problems"]
    assert problem["where"] == filled("problem_cell", language, {"row": 2, "column": "note"})
    assert problem["what"] == filled("problem_book_long", language, {"most": 32_767})


# --- in the shell ---

LIST = row_of("Bedrijf", "Telefoon", "Fase") + row_of("Jansen", "0612345678", "Nieuw")


def test_the_shell_reads_a_sheet_and_says_which(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """By default the first with rows; the others are named."""
    file = tmp_path / "x.xlsx"
    file.write_bytes(zipped(parts_of({"Leeg": "", "Een": LIST, "Twee": row_of("Naam") * 3})))
    assert main(["import", str(file)]) == 0
    out, err = capsys.readouterr()
    assert out.splitlines()[1].startswith("Jansen,")
    assert "sheet 'Een'; --sheet takes another: Leeg, Twee" in err
    assert main(["import", str(file), "--sheet", "4"]) == 1
    assert capsys.readouterr() == (
        "",
        f"{file}: there is no sheet 4: choose one of Leeg, Een, Twee\n",
    )


def test_the_shell_writes_a_workbook(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where the name of the file asks for one; it reads to the rows of the CSV."""
    file = tmp_path / "x.xlsx"
    file.write_bytes(book(LIST + row_of("=1+1", "'-x", "?")))
    out, text = tmp_path / "out.XLSX", tmp_path / "out.csv"
    for target in (out, text):
        assert main(["import", str(file), "-o", str(target)]) == 0
    assert main(["import", str(out)]) == 0
    assert capsys.readouterr().out == text.read_bytes().decode()
    sheet = read_workbook(out.read_bytes(), "x").sheet
    assert isinstance(sheet, Sheet)
    assert [row[0] for _, row in sheet.rows if isinstance(row, tuple)] == ["name", "Jansen", "=1+1"]


def test_a_text_has_no_sheets(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Asking for one is a mistake worth telling."""
    file = tmp_path / "x.csv"
    file.write_text("Bedrijf\nJansen\n", "utf-8")
    assert main(["import", str(file), "--sheet", "2"]) == 1
    assert capsys.readouterr().err == f"{file}: only a workbook has sheets: leave --sheet out\n"


def test_a_csv_and_a_workbook_say_the_same() -> None:
    """Each export opens as the other does."""
    sheet = read_workbook(exported([NOTED]), "x").sheet
    read = read_ours(Listing(sheet, DEFINITION, "x")).incoming.prospects
    assert write_prospects(read, DEFINITION) == write_prospects([NOTED], DEFINITION)
    with pytest.raises(InputError):
        read_ours(Listing(read_workbook(book(LIST), "x").sheet, DEFINITION, "x"))
