"""Lists as other programs and people write them, and what comes of each row.

The files in tests/lists are made up, around header rows that programs are known to write; what must
come of each stands beside it in tests/lists/expected.
"""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from quiz.errors import InputError
from quiz.files.decoding import decode
from quiz.files.grid import Spoilt
from quiz.files.incoming import Opening, open_list, read_list
from quiz.files.listing import Listing, Skipped
from quiz.files.mapping import ColumnMap
from quiz.host.cli import main
from tests.unit.shipped_definition import DEFINITION, PACKAGE

LISTS = PACKAGE.parent / "tests" / "lists"
FILES = sorted(LISTS.glob("*.*"))


def read_as_data(file: Path) -> dict[str, Any]:
    """Return what is guessed, asked and read of a list, as the expected files have it."""
    listing = open_list(decode(file.read_bytes(), file.name), DEFINITION, file.name)
    questions = listing.questions(listing.guessed)
    columns = listing.decided(listing.guessed)
    header, rows = listing.read(columns)
    left_out = read_list(listing, columns, Opening()).left_out
    skipped = {row.line for row in left_out}
    return {
        "columns": {
            field: listing.header[place] or place + 1 for field, place in columns.columns.items()
        },
        "asked": {"day": questions.doubtful, "statuses": list(questions.open_statuses)},
        "rows": [
            {name: cell for name, cell in zip(header, row, strict=True) if cell}
            for line, _, row in rows
            if line not in skipped and not isinstance(row, Skipped)
        ],
        "skipped": [[row.line, *(problem.kind for problem in row.problems)] for row in left_out],
    }


def expected(file: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        (LISTS / "expected" / f"{file.name}.json").read_text("utf-8")
    )
    return found


def test_the_first_day_in_doubt_is_shown() -> None:
    """What is asked about is the same each time: the first day that can be read in two ways."""
    days = [f"0{one}/0{two}/2026" for one in range(1, 10) for two in range(1, 10) if one != two]
    rows = "".join(f"Roos {day};bellen;{day}\n" for day in days)
    listing = open_list(f"Bedrijf;Volgende actie;Datum\n{rows}", DEFINITION, "list")
    assert listing.questions(listing.guessed).doubtful == days[0]


def test_there_are_lists_of_many_kinds() -> None:
    """Ten families of headers at least, in four languages."""
    kinds = {tuple(file.stem.rsplit("-", 1)) for file in FILES}
    assert len({family for family, _ in kinds}) >= 10
    assert {language for _, language in kinds} == {"nl", "en", "de", "fr"}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_list_of_others_is_read(file: Path) -> None:
    """What is guessed, what is asked, and what comes of each row."""
    assert read_as_data(file) == expected(file)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_the_shell_reads_the_same(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`quiz import` makes of each row what the page makes of it, and tells what it leaves out."""
    wanted = expected(file)
    made = tmp_path / "made.csv"
    assert main(["import", str(file), "-o", str(made)]) == 0
    rows = csv.DictReader(io.StringIO(made.read_text("utf-8-sig"), newline=""))
    undone = [{name: cell.removeprefix("'") for name, cell in row.items() if cell} for row in rows]
    plain = [{name: cell.removeprefix("'") for name, cell in row.items()} for row in wanted["rows"]]
    assert undone == plain
    told = capsys.readouterr().err
    assert f"{len(plain)} rows came in, {len(wanted['skipped'])} were skipped" in told


HEADER = ("Bedrijf", "Plaats", "Telefoon", "Zelf bedacht")
CELLS = st.text(max_size=12).map(str.strip)
ROWS = st.lists(st.tuples(*[CELLS] * len(HEADER)).filter(lambda row: bool(row[0] and row[1])))


@given(
    rows=ROWS,
    delimiter=st.sampled_from(",;\t|"),
    line_end=st.sampled_from(["\n", "\r\n"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    declared=st.booleans(),
)
def test_any_list_in_any_dialect_is_read_back(  # noqa: PLR0917 - each is a part of a dialect
    rows: list[tuple[str, ...]],
    delimiter: str,
    line_end: str,
    quoting: int,
    encoding: str,
    declared: bool,
) -> None:
    """Separator, quotes, line ends and encoding are found out; no cell is changed."""
    assume(all(cell.encode(errors="ignore").decode() == cell for row in rows for cell in row))
    assume("\0" not in "".join(map("".join, rows)))
    out = io.StringIO()
    if declared:
        out.write(f"sep={delimiter}{line_end}")
    writer = csv.writer(out, delimiter=delimiter, lineterminator=line_end, quoting=quoting)  # type: ignore[arg-type]
    writer.writerow(HEADER)
    writer.writerows(rows)
    listing = open_list(decode(out.getvalue().encode(encoding), "x"), DEFINITION, "x")
    assert listing.header == HEADER
    assert [row for _, row in listing.rows()] == rows


@given(st.binary(max_size=400) | st.text(max_size=400).map(str.encode))
def test_any_file_is_a_list_or_is_refused(data: bytes) -> None:
    """Whatever is opened, it is read to its end or refused as an input."""
    try:
        listing = open_list(decode(data, "x"), DEFINITION, "x")
    except InputError:
        return
    columns = ColumnMap(dict.fromkeys(("name", "need", "on", "outcome"), 0))
    lines = 0
    for _, _, row in listing.read(columns)[1]:
        assert isinstance(row, list | Skipped)
        lines += 1
    assert lines == sum(1 for _ in listing.rows())
    assert all(row.problem.fix for _, row in listing.rows() if isinstance(row, Spoilt))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_rows_that_were_left_out_come_back_without_the_reason(language: str) -> None:
    """Their file is a list like the one before: the column with the reason is nobody's."""
    reason = DEFINITION.pipeline["skipped_because"][language]
    text = f"Klant;Fase;Datum;{reason}\nVonk;Nieuw;3-12-2026;Datum: zo niet\n"
    listing = Listing(io.StringIO(text, newline=""), DEFINITION, "mended.csv")
    before = Listing(io.StringIO("Klant;Fase;Datum\nA;B;\n", newline=""), DEFINITION, "x")
    assert listing.signature == before.signature
    header, rows = listing.read(listing.decided(listing.guessed))
    assert reason not in header
    assert all(reason not in str(cells) for _, _, cells in rows)
