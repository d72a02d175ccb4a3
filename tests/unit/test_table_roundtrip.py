"""A ranked list keeps what was not asked about, and ranking it again changes nothing at all."""

import csv
import io

import pytest

from quiz.files.table import COLUMNS, RESULT_COLUMNS, rank, read_table, write_table
from tests.unit.shipped_definition import DEFINITION

HEADER = ["Company", "name", *DEFINITION.ids, "note", "on", "revisit", "outcome", "seller", ""]
ROWS = [
    ["Ö & Co", "Kees", "2", "", "unknown", "1", "3", "", "2026-11-24", "", "won", "An", "x"],
    ["a,b;c\td", 'He said "no"', "3", "2", "2", "2", "2", "two\nlines", "", "", "", "", ""],
    ["  spaces  ", " Jan ", " 2 ", "0", "1", "1", "1", "two\r\nlines", "", "", "lost", "", ""],
    ["=1+1", "“quoted”", "2", "2", "2", "0", "2", "\n", "", "2027-01-01", "", "", "'"],
    ["", "", "", "", "", "", "", "a\rb", "", "", "", "", " "],
    ["x\0y", "\ufeff", "3", "3", "3", "3", "3", "😀", "", "", "", "", "\u2028"],
]
WAYS = [
    pytest.param(delimiter, line_end, id=f"{name}-{end}")
    for delimiter, name in ((",", "comma"), (";", "semicolon"), ("\t", "tab"))
    for line_end, end in (("\n", "lf"), ("\r\n", "crlf"))
]


def written(rows: list[list[str]], delimiter: str, line_end: str) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=line_end).writerows(rows)
    return out.getvalue()


def ranked(text: str) -> str:
    return write_table(rank(read_table(text, DEFINITION, "list.csv"), DEFINITION))


def parsed(text: str, delimiter: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))


@pytest.mark.parametrize(("delimiter", "line_end"), WAYS)
def test_ranking_its_own_output_changes_nothing(delimiter: str, line_end: str) -> None:
    """A ranked list comes back from ranking as it went in, character for character."""
    once = ranked(written([HEADER, *ROWS], delimiter, line_end))
    assert ranked(once) == once


@pytest.mark.parametrize(("delimiter", "line_end"), WAYS)
def test_what_was_not_asked_about_travels_along(delimiter: str, line_end: str) -> None:
    """Every cell that was there is there afterwards, spaces, quotes and line breaks included."""
    header, *rows = parsed(ranked(written([HEADER, *ROWS], delimiter, line_end)), delimiter)
    assert header == [*HEADER, *RESULT_COLUMNS]
    assert sorted(row[: len(HEADER)] for row in rows) == sorted(ROWS)


@pytest.mark.parametrize(("delimiter", "line_end"), WAYS)
def test_delimiter_and_line_ends_stay_as_they_were(delimiter: str, line_end: str) -> None:
    """The list is written the way it was: same delimiter, same line ends."""
    plain = [HEADER, ["a", "b", *"22222", "", "", "", "", "", ""]]
    text = ranked(written(plain, delimiter, line_end))
    header = delimiter.join([*HEADER, *RESULT_COLUMNS])
    assert text.startswith(f"{header}{line_end}")
    assert text.count(line_end) == text.count("\n") == 2
    assert text.endswith(
        f"{delimiter}pursue{delimiter}66.7{delimiter}66.7{delimiter}5{delimiter}need{line_end}"
    )


def test_old_results_are_replaced_not_kept() -> None:
    """A list ranked before an answer changed gets the new result in the old columns."""
    once = ranked(written([HEADER, *ROWS], ",", "\n"))
    header, *rows = parsed(once, ",")
    rows[0][header.index("need")] = "0"
    again = parsed(ranked(written([header, *rows], ",", "\n")), ",")
    assert again[0] == header
    assert [r[header.index("verdict")] for r in again[1:] if r[1] == rows[0][1]] == ["walk-away"]


def test_columns_of_no_name_are_left_alone() -> None:
    """Columns without a name, as spreadsheets leave behind, may stand there more than once."""
    rows = [["name", *DEFINITION.ids, "", ""], ["a", *"22222", "x", "y"]]
    assert parsed(ranked(written(rows, ",", "\n")), ",")[1][6:8] == ["x", "y"]


def test_blank_lines_are_no_prospects() -> None:
    """Blank lines between, and after, the rows are passed over."""
    text = "name,need,means,trust,urgency,attention\n\na,2,2,2,2,2\n\n\nb,2,2,2,2,2\n\n"
    assert [row[0] for row in parsed(ranked(text), ",")[1:]] == ["a", "b"]


def test_blank_lines_at_the_top_hide_no_delimiter() -> None:
    """A list that begins with a blank line is read by the delimiter of its header."""
    text = "\nname;need;means;trust;urgency;attention\na;2;2;2;2;2\n"
    assert [row[0] for row in parsed(ranked(text), ";")] == ["name", "a"]


def test_delimiters_in_a_quoted_column_name_do_not_count() -> None:
    """A column name full of commas does not turn a list with semicolons into one with commas."""
    rows = [["name", *DEFINITION.ids, "yes, no, or, who, knows, what, else"], ["a", *"22222", ""]]
    assert parsed(ranked(written(rows, ";", "\n")), ";")[1][:6] == ["a", *"22222"]


def test_a_line_break_in_a_column_name_leaves_line_ends_alone() -> None:
    """Line ends stay as they were when a column name is broken over two lines."""
    rows = [["name", "broken\nname", *DEFINITION.ids], ["a", "", *"22222"]]
    assert ranked(written(rows, ",", "\r\n")).endswith("need\r\n")


@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_the_last_line_needs_no_line_end(line_end: str) -> None:
    """A list whose last line is not ended gives the same as one whose last line is."""
    plain = [["name", *DEFINITION.ids], ["a", *"22222"], ["b", *"11111"]]
    text = written(plain, ",", line_end)
    assert ranked(text.removesuffix(line_end)) == ranked(text)


def test_names_that_are_columns_are_known() -> None:
    """Every column that ranking adds is among the names that a condition cannot have."""
    assert set(RESULT_COLUMNS) < set(COLUMNS)
    assert not set(DEFINITION.ids) & set(COLUMNS)
