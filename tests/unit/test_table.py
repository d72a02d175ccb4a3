"""A list of prospects: scored as single sheets are, best first, and otherwise as it came."""

import csv
import io
from datetime import date

import pytest

from quiz.files.table import RESULT_COLUMNS, rank, read_table, write_table
from quiz.sheet import Answers
from tests.unit import oracle
from tests.unit.shipped_definition import DEFINITION, SHEETS, result, table

HEADER = ("name", *DEFINITION.ids)


def ranked(text: str) -> str:
    return write_table(rank(read_table(text, DEFINITION, "list.csv"), DEFINITION))


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(ranked(text), newline=""), strict=True))


def cell(answer: int | None) -> str:
    return "unknown" if answer is None else str(answer)


def row(name: object, answers: Answers) -> str:
    return ",".join([str(name), *map(cell, answers)])


def every_sheet() -> str:
    """Return a list of all 3125 sheets, in an order that is not the best one."""
    return table(*(row(index, answers) for index, answers in enumerate(SHEETS)))


def test_the_added_columns_say_what_the_result_says() -> None:
    """On all sheets each column that is added equals that part of the sheet's own result."""
    given = rows_of(every_sheet())
    assert len(given) == len(SHEETS)
    for prospect in given:
        expected = result(SHEETS[int(prospect["name"])])
        assert {name: prospect[name] for name in RESULT_COLUMNS} == {
            "verdict": expected["verdict"],
            "score_low": str(expected["score"]["low"]),
            "score_high": str(expected["score"]["high"]),
            "met": str(expected["met"]),
            "weakest": expected["weakest"] or "",
        }


def test_prospects_stand_best_first() -> None:
    """The order is: best possible verdict, certain before find-out, low score, high, as it came."""
    keys = [oracle.best_first(oracle.FIVE, answers) for answers in SHEETS]
    expected = sorted(range(len(SHEETS)), key=lambda index: (keys[index], index))
    assert [int(prospect["name"]) for prospect in rows_of(every_sheet())] == expected


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ((2, 2, 2, 2, 2), (3, 3, 3, 3, None)),
        ((None, None, None, None, None), (3, 3, 3, 3, 1)),
        ((2, 2, 1, 2, 2), (None, 2, 0, 3, 3)),
        ((3, 3, 1, 3, 3), (2, 2, 1, 2, 2)),
        ((2, 2, None, 2, 3), (2, 2, None, 2, 2)),
        ((1, 1, 0, 1, 1), (3, 3, 3, 0, 3)),
        ((1, 1, 0, 0, 0), (0, 3, 3, 3, 3)),
        ((3, 3, 3, 0, 3), (None, 2, 2, 0, 2)),
    ],
    ids=[
        "certain-before-find-out",
        "possible-pursue-before-develop",
        "certain-develop-before-find-out-that-may-become-develop",
        "higher-low-score",
        "higher-high-score",
        "develop-before-park",
        "park-before-walk-away",
        "park-is-no-find-out",
    ],
)
def test_one_prospect_before_another(better: Answers, worse: Answers) -> None:
    """Each step of the order decides on its own, whichever of the two came first."""
    for first, second in ((better, worse), (worse, better)):
        names = {better: "better", worse: "worse"}
        rows = rows_of(table(row(names[first], first), row(names[second], second)))
        assert [prospect["name"] for prospect in rows] == ["better", "worse"]


def test_equals_stay_as_they_came() -> None:
    """Prospects with the same verdict and scores keep the order of the list."""
    levels: list[Answers] = [(2, 2, 2, 3, 2), (3, 2, 2, 2, 2), (2, 2, 3, 2, 2)]
    for order in (levels, levels[::-1]):
        rows = rows_of(table(*(row(index, answers) for index, answers in enumerate(order))))
        assert [prospect["name"] for prospect in rows] == ["0", "1", "2"]


@pytest.mark.parametrize("empty", ["", "unknown", " ", " unknown "], ids=repr)
def test_an_empty_cell_is_unknown(empty: str) -> None:
    """Empty and `unknown` mean the same, with or without spaces around."""
    sheets = read_table(table(f"a,{empty},2,2,2,2"), DEFINITION, "x").sheets
    assert sheets[0].answers == (None, 2, 2, 2, 2)


def test_spaces_around_a_level_are_trimmed() -> None:
    """A level or a date with spaces around it is read as without."""
    text = table("a, 3,2 , 1 ,0,2,  2026-11-24 ", header=",".join((*HEADER, "on")))
    (sheet,) = read_table(text, DEFINITION, "x").sheets
    assert (sheet.answers, sheet.on) == ((3, 2, 1, 0, 2), date(2026, 11, 24))


def test_columns_are_read_by_name() -> None:
    """The columns may stand in any order."""
    text = table("3,2,a,1,0,2", header="attention,urgency,name,trust,means,need")
    assert read_table(text, DEFINITION, "x").sheets[0].answers == (2, 0, 1, 2, 3)


def test_dates_are_read_from_their_columns() -> None:
    """`on` and `revisit` are read as days where the columns are there and filled in."""
    text = table(
        "a,2,2,2,2,2,2026-11-24,2027-01-01",
        "b,2,2,2,2,2,,",
        header=",".join((*HEADER, "on", "revisit")),
    )
    first, second = read_table(text, DEFINITION, "x").sheets
    assert (first.on, first.revisit) == (date(2026, 11, 24), date(2027, 1, 1))
    assert (second.on, second.revisit) == (None, None)


def test_the_columns_are_added_at_the_end() -> None:
    """Ranking adds its five columns behind those that were there."""
    assert ranked(table("a,2,2,2,2,2")) == (
        "name,need,means,trust,urgency,attention,verdict,score_low,score_high,met,weakest\n"
        "a,2,2,2,2,2,pursue,66.7,66.7,5,need\n"
    )


def test_the_columns_are_replaced_where_they_are() -> None:
    """Result columns that are there keep their place and get the new result."""
    header = "weakest,name,met,need,means,trust,urgency,attention,verdict"
    assert ranked(table("need,a,9,3,3,3,1,3,pursue", header=header)) == (
        f"{header},score_low,score_high\nurgency,a,4,3,3,3,1,3,develop,60.0,60.0\n"
    )


def test_nothing_known_leaves_weakest_empty() -> None:
    """A prospect of whom nothing is known has an empty cell for the weakest link."""
    assert ranked(table("a,,,,,")).endswith("a,,,,,,find-out,0.0,100.0,0,\n")


def test_every_row_comes_back() -> None:
    """Prospects without a name, or with nothing filled in at all, are rows like any other."""
    text = table("a,2,2,2,2,2", ",,,,,", "b,2,2,2,2,2", ",2,2,2,2,2")
    assert [prospect["name"] for prospect in rows_of(text)] == ["a", "b", "", ""]


def test_a_list_without_prospects_is_a_header() -> None:
    """A list with nothing but column names comes back as column names."""
    (line,) = ranked(table()).splitlines()
    assert line == ",".join((*HEADER, *RESULT_COLUMNS))


def test_the_sheets_move_with_their_rows() -> None:
    """In the ranked table each sheet still stands beside its own row."""
    ranking = rank(read_table(table("a,1,1,1,1,1", "b,2,2,2,2,2"), DEFINITION, "x"), DEFINITION)
    assert [sheet.answers for sheet in ranking.sheets] == [(2,) * 5, (1,) * 5]
