"""A list of prospects that is wrong: every problem is told, each with its line and column."""

import pytest

from quiz.errors import InputError, Problem
from quiz.files.table import read_table
from tests.unit.shipped_definition import DEFINITION, table

GOOD = "a,2,2,2,2,2"


def problems_of(text: str) -> tuple[Problem, ...]:
    with pytest.raises(InputError) as caught:
        read_table(text, DEFINITION, "list.csv")
    return caught.value.problems


def the_problem(text: str) -> Problem:
    (problem,) = problems_of(text)
    assert problem.what
    assert problem.fix
    return problem


def wheres(text: str) -> list[str]:
    return [problem.where for problem in problems_of(text)]


@pytest.mark.parametrize("name", ["name", *DEFINITION.ids])
def test_a_missing_column_is_named(name: str) -> None:
    """A column that must be there and is not is named, on the line of the header."""
    header = ",".join(f"{c}x" if c == name else c for c in ("name", *DEFINITION.ids))
    problem = the_problem(table(GOOD, header=header))
    assert problem.where == f"list.csv:1: {name}"
    assert "missing" in problem.what
    assert f"{name}x" in problem.fix


@pytest.mark.parametrize("name", ["name", "need", "on", "verdict", "anything"])
def test_a_column_that_stands_there_twice_is_named(name: str) -> None:
    """Two columns of one name are a problem, whether the name means something or not."""
    header = f"name,need,means,trust,urgency,attention,{name},{name}"
    problem = the_problem(table(header=header))
    assert problem.where == f"list.csv:1: {name}"
    assert "twice" in problem.what


def test_all_that_is_wrong_with_the_header_is_told() -> None:
    """Columns that miss and columns that stand there twice are told together."""
    header = "name,need,need,trust,attention,x,x"
    assert wheres(table(header=header)) == [
        "list.csv:1: means",
        "list.csv:1: urgency",
        "list.csv:1: need",
        "list.csv:1: x",
    ]


def test_the_header_s_own_line_is_named() -> None:
    """When blank lines come first, what is wrong with the header is told for its own line."""
    assert wheres("\n\n" + table(GOOD, header="name,x,means,trust,urgency,attention")) == [
        "list.csv:3: need"
    ]


@pytest.mark.parametrize(
    "level", ["4", "-1", "2.0", "02", "Unknown", "true", "null", "?", "2 2", "²", "２", "x\0"]
)
@pytest.mark.parametrize("column", [1, 3, 5])
def test_what_is_no_level_is_told_with_line_and_column(level: str, column: int) -> None:
    """A cell that holds no level is told by line and column, with what would fit."""
    cells = GOOD.split(",")
    cells[column] = level
    problem = the_problem(table(GOOD, ",".join(cells)))
    assert problem.where == f"list.csv:3: {DEFINITION.ids[column - 1]}"
    assert level in problem.what
    assert "0, 1, 2, 3 or unknown" in problem.fix


@pytest.mark.parametrize("column", ["on", "revisit"])
@pytest.mark.parametrize(
    "day", ["2026-02-30", "20261124", "2026-W48-2", "24-11-2026", "soon", "2026-11-24T00:00", "0"]
)
def test_what_is_no_date_is_told_with_line_and_column(day: str, column: str) -> None:
    """A date that is none is told by line and column, with how to write one."""
    header = f"name,need,means,trust,urgency,attention,{column}"
    problem = the_problem(table(f"{GOOD},2026-11-24", f"{GOOD},{day}", header=header))
    assert problem.where == f"list.csv:3: {column}"
    assert day in problem.what
    assert "YYYY-MM-DD" in problem.fix


@pytest.mark.parametrize(
    ("row", "count"),
    [("a,2,2,2,2", 5), ("a", 1), (" ", 1), (f"{GOOD},", 7), (f"{GOOD},x,y", 8), ("a;2;2;2;2;2", 1)],
    ids=["one-less", "one", "space", "one-more", "two-more", "other-delimiter"],
)
def test_a_row_with_too_few_or_too_many_fields_is_told(row: str, count: int) -> None:
    """A row that does not fit the header is told by its line, with both numbers."""
    problem = the_problem(table(GOOD, row))
    assert problem.where == "list.csv:3"
    assert problem.what == f"{count} fields where the header has 6"


def test_every_problem_in_the_rows_is_told() -> None:
    """Problems in several rows are told in the order of the list, several in one row as well."""
    header = "name,need,means,trust,urgency,attention,on"
    rows = ("a,4,2,2,2,x,no", "b,2,2,2,2,2,", "c,2", "d,2,2,2,2,-,2026-11-24")
    assert wheres(table(*rows, header=header)) == [
        "list.csv:2: need",
        "list.csv:2: attention",
        "list.csv:2: on",
        "list.csv:4",
        "list.csv:5: attention",
    ]


def test_lines_are_counted_as_an_editor_does() -> None:
    """Line breaks within quotes and blank lines count: a row is told by the line it begins on."""
    text = table('"a\nb\n",2,2,2,2,2', "", "c,2,2,2,2,9", '"d\n",2,2,2,2,8')
    assert wheres(text) == ["list.csv:6: attention", "list.csv:7: attention"]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
def test_lines_are_counted_whatever_ends_them(line_end: str) -> None:
    """The line is right for each of the three line ends that exist."""
    text = table(GOOD, '"a\n",2,2,2,2,2', "b,2,2,2,2,9").replace("\n", line_end)
    assert wheres(text) == ["list.csv:5: attention"]


@pytest.mark.parametrize(
    "row", ['"a"b,2,2,2,2,2', '"a,2,2,2,2,2', '"a""",2,2,2,2,"2'], ids=["after", "open", "last"]
)
def test_bad_quotes_are_told_with_the_line_where_the_row_begins(row: str) -> None:
    """Quotes that do not close, or close too early, are a problem and not a guess."""
    problem = the_problem(table(GOOD, row, GOOD))
    assert problem.where == "list.csv:3"
    assert "quotes" in problem.fix


def test_a_field_without_end_is_refused() -> None:
    """A field too large for a cell, such as after a stray quote, is told with its line."""
    problem = the_problem(table(GOOD, f"{'x' * 200_000},2,2,2,2,2"))
    assert problem.where == "list.csv:3"
    assert "large" in problem.what


def test_a_long_cell_is_shown_in_short() -> None:
    """A level of ten thousand characters does not fill the screen."""
    assert len(the_problem(table(f"a,{'x' * 10_000},2,2,2,2")).what) < 100


@pytest.mark.parametrize("text", ["", "\n", "\r\n\r\n"], ids=repr)
def test_an_empty_file_is_refused(text: str) -> None:
    """A file without a header is a problem of the file as a whole."""
    problem = the_problem(text)
    assert (problem.where, problem.what) == ("list.csv", "empty")
    assert "column names" in problem.fix


@pytest.mark.parametrize("text", ["\0", "x", '{"answers": {}}', "name;need"], ids=repr)
def test_what_is_no_list_of_prospects_is_refused(text: str) -> None:
    """Another file altogether is refused by the columns that it lacks."""
    assert "list.csv:1: attention" in wheres(text)
