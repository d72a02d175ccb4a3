"""A sheet is read strictly: what it may hold, and what is said of everything else."""

from datetime import date
from typing import Any

import pytest

from quiz.errors import InputError, Problem, QuizError
from quiz.sheet import Sheet, sheet_from
from tests.unit.shipped_definition import DEFINITION

NESTED: list[object] = [[[[]]]]


def read(data: object) -> Sheet:
    return sheet_from(data, DEFINITION)


def problems_of(data: object) -> tuple[Problem, ...]:
    with pytest.raises(InputError) as caught:
        read(data)
    return caught.value.problems


def the_problem(data: object) -> Problem:
    (problem,) = problems_of(data)
    assert problem.what
    assert problem.fix
    return problem


def test_answers_stand_in_definition_order() -> None:
    """The answers are read by name: their order on the sheet does not matter."""
    answers = {"attention": 3, "trust": "unknown", "urgency": 2, "means": 1, "need": 0}
    assert read({"answers": answers}).answers == (0, 1, None, 2, 3)


@pytest.mark.parametrize("answers", [{}, {"need": 2}, {"need": 2, "trust": "unknown"}], ids=str)
def test_a_missing_answer_is_unknown(answers: dict[str, Any]) -> None:
    """An answer that is not there counts as unknown, even when none is there."""
    assert read({"answers": answers}).answers == (answers.get("need"), None, None, None, None)


def test_other_keys_are_ignored() -> None:
    """Keys beside the four that a sheet knows may hold anything."""
    extra = {"name": "Bakkerij", "note": None, "score": float("nan"), "x": NESTED, "": 4}
    assert read({"answers": {"need": 1}, **extra}) == read({"answers": {"need": 1}})


def test_both_dates_are_read() -> None:
    """`on` and `revisit` are read as days, each in its own place."""
    sheet = read({"answers": {}, "on": "2026-11-24", "revisit": "2024-02-29"})
    assert (sheet.on, sheet.revisit) == (date(2026, 11, 24), date(2024, 2, 29))


def test_a_sheet_without_dates_has_none() -> None:
    """Dates may be left out, and are not made up then."""
    sheet = read({"answers": {}})
    assert (sheet.on, sheet.revisit, sheet.newer) == (None, None, False)


@pytest.mark.parametrize("condition", DEFINITION.ids)
@pytest.mark.parametrize(
    "level",
    [4, -1, 2.0, 1.5, True, False, None, "2", "", "Unknown", "unknown ", [2], {}, 10**30],
    ids=repr,
)
def test_what_is_no_level_is_refused(level: object, condition: str) -> None:
    """Only 0, 1, 2, 3 and "unknown" are answers; the problem names the condition and the levels."""
    problem = the_problem({"answers": {condition: level}})
    assert problem.where == f"sheet: answers.{condition}"
    assert "not a level" in problem.what
    assert '0, 1, 2, 3 or "unknown"' in problem.fix


@pytest.mark.parametrize(
    ("level", "shown"), [(4, "4"), (2.0, "2.0"), (True, "true"), (None, "null"), ("2", '"2"')]
)
def test_a_wrong_level_is_shown_as_written(level: object, shown: str) -> None:
    """The problem shows what stands on the sheet the way JSON writes it."""
    assert the_problem({"answers": {"need": level}}).what.startswith(shown)


def test_a_long_value_is_shown_in_short() -> None:
    """A level of a thousand characters does not fill the screen."""
    assert len(the_problem({"answers": {"need": "x" * 1000}}).what) < 100


@pytest.mark.parametrize("name", ["wealth", "Need", "need ", "", "definition"])
def test_a_condition_that_does_not_exist_is_refused(name: str) -> None:
    """An answer to something that is not asked is a problem that names what is asked."""
    problem = the_problem({"answers": {name: 2}})
    assert problem.where == f"sheet: answers.{name}"
    assert "need, means, trust, urgency, attention" in problem.fix


@pytest.mark.parametrize(
    ("data", "what"),
    [
        ([], "a list"),
        ("need", "a text"),
        (3, "a number"),
        (2.5, "a number"),
        (True, "a yes/no"),
        (None, "null"),
    ],
    ids=repr,
)
def test_a_sheet_is_an_object(data: object, what: str) -> None:
    """Anything but an object is refused by its kind, as a sheet and as its answers."""
    sheet, answers = the_problem(data), the_problem({"answers": data})
    assert (sheet.where, answers.where) == ("sheet", "sheet: answers")
    assert sheet.what == answers.what == f"{what} instead of an object"


@pytest.mark.parametrize("data", [{}, {"need": 2}], ids=str)
def test_answers_must_be_there(data: dict[str, Any]) -> None:
    """A sheet without `answers` is refused, with the conditions to answer."""
    problem = the_problem(data)
    assert (problem.where, problem.what) == ("sheet: answers", "missing")
    assert "need, means, trust, urgency, attention" in problem.fix


@pytest.mark.parametrize("field", ["on", "revisit"])
@pytest.mark.parametrize(
    "day",
    [
        None,
        "",
        True,
        20261124,
        1.5,
        "2026-02-30",
        "2025-02-29",
        "2026-13-01",
        "0000-01-01",
        "20261124",
        "2026-W48-2",
        "2026-W48",
        "2026-1-24",
        "24-11-2026",
        "2026-11-24T00:00",
        " 2026-11-24",
        "２026-11-24",
        "ten digits",
        ["2026-11-24"],
        [0] * 10,
        dict.fromkeys("abcdefghij"),
    ],
    ids=lambda day: repr(day)[:20],
)
def test_a_date_that_is_none_is_refused(day: object, field: str) -> None:
    """Only YYYY-MM-DD with a day that exists is a date; the problem names the field."""
    problem = the_problem({"answers": {}, field: day})
    assert problem.where == f"sheet: {field}"
    assert "not a date" in problem.what
    assert "YYYY-MM-DD" in problem.fix


@pytest.mark.parametrize(
    "ref",
    [
        "five-conditions",
        "five-conditions@",
        "five-conditions@one",
        "five-conditions@-1",
        "five-conditions@1.0",
        "five-conditions@²",
        "@1",
        "",
        1,
        None,
        ["five-conditions@1"],
    ],
    ids=repr,
)
def test_a_malformed_definition_is_refused(ref: object) -> None:
    """A definition that names none is a problem that shows how this one is written."""
    problem = the_problem({"answers": {}, "definition": ref})
    assert problem.where == "sheet: definition"
    assert "five-conditions@1" in problem.fix


@pytest.mark.parametrize(
    "ref", ["four@1", "Five-conditions@1", "a@five-conditions@1", "five-conditions-too@1"]
)
def test_a_sheet_for_another_definition_is_refused(ref: str) -> None:
    """A sheet that was made with other questions is refused, naming both definitions."""
    problem = the_problem({"answers": {}, "definition": ref})
    assert problem.where == "sheet: definition"
    assert ref.rpartition("@")[0] in problem.what
    assert "five-conditions" in problem.what


@pytest.mark.parametrize(
    ("ref", "newer"),
    [
        ("five-conditions@1", False),
        ("five-conditions@2", True),
        ("five-conditions@10", True),
        (f"five-conditions@{10**30}", True),
        (f"five-conditions@{'9' * 5000}", True),
    ],
    ids=["same", "next", "tenth", "long", "too-long-for-int"],
)
def test_a_newer_version_is_read_and_noticed(ref: str, newer: bool) -> None:
    """A sheet made with a newer version of the same definition is read, and says that it was."""
    sheet = read({"answers": {"need": 2}, "definition": ref})
    assert (sheet.answers[0], sheet.newer) == (2, newer)


def test_all_problems_are_told_at_once() -> None:
    """Six mistakes on one sheet are six problems, whatever field they are in."""
    sheet = {
        "definition": "other@1",
        "answers": {"wealth": 1, "need": 4, "attention": None},
        "on": "soon",
        "revisit": 0,
    }
    assert sorted(problem.where for problem in problems_of(sheet)) == [
        "sheet: answers.attention",
        "sheet: answers.need",
        "sheet: answers.wealth",
        "sheet: definition",
        "sheet: on",
        "sheet: revisit",
    ]


def test_a_problem_reads_as_where_what_fix() -> None:
    """The error's own text has a line per problem: where, what and what to do."""
    with pytest.raises(QuizError) as caught:
        read({"answers": {"need": 4, "means": 5}})
    first, second = str(caught.value).splitlines()
    assert first == 'sheet: answers.need: 4 is not a level: use 0, 1, 2, 3 or "unknown"'
    assert second.startswith("sheet: answers.means: 5")


def test_the_source_is_named_as_it_is_called() -> None:
    """What the caller calls the sheet stands at the front of every problem."""
    with pytest.raises(InputError) as caught:
        sheet_from({"answers": {"need": 4}}, DEFINITION, "kees.json")
    assert caught.value.problems[0].where == "kees.json: answers.need"


@pytest.mark.parametrize(
    ("answers", "complete"),
    [({}, False), (dict.fromkeys(DEFINITION.ids, 0), True), ({"need": 2}, False)],
    ids=["empty", "all-0", "one"],
)
def test_a_sheet_is_complete_when_nothing_is_unknown(
    answers: dict[str, Any], complete: bool
) -> None:
    """A 0 is an answer like any other: only an unknown makes a sheet incomplete."""
    assert read({"answers": answers}).complete is complete


def test_another_answer_makes_another_sheet() -> None:
    """Filling in one answer leaves the sheet it came from, and its dates, as they were."""
    before = Sheet((1, None, 2, 3, 0), on=date(2026, 1, 1), revisit=date(2026, 2, 2), newer=True)
    after = before.with_answer(1, 3)
    assert after == Sheet((1, 3, 2, 3, 0), before.on, before.revisit, newer=True)
    assert before.answers == (1, None, 2, 3, 0)
