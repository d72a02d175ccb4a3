"""The result as data, beside what the model says: what it tells about the sheet itself."""

import json
from dataclasses import FrozenInstanceError

import pytest

from quiz.report import as_data, report_on
from quiz.sheet import Sheet, sheet_from
from tests.unit.shipped_definition import DEFINITION, SHEETS, TODAY, report, result


def test_the_answers_are_given_back() -> None:
    """The result of every sheet holds its answers, and reading those gives the same sheet."""
    for answers in SHEETS:
        given = result(answers)["answers"]
        assert list(given) == list(DEFINITION.ids)
        assert sheet_from({"answers": given}, DEFINITION).answers == answers


def test_an_unknown_is_given_back_as_unknown() -> None:
    """An unknown travels as the word, so that nobody takes it for a 0."""
    assert result((0, None, 1, 2, 3))["answers"] == {
        "need": 0,
        "means": "unknown",
        "trust": 1,
        "urgency": 2,
        "attention": 3,
    }


@pytest.mark.parametrize("newer", [True, False])
def test_a_newer_version_is_given_on(newer: bool) -> None:
    """Whether the answers were given to a newer version of the questions is in the result."""
    sheet = Sheet((2, 2, 2, 2, 2), newer=newer)
    assert as_data(report_on(DEFINITION, sheet, TODAY))["newer"] is newer


def test_the_question_to_ask_next_is_in_the_result() -> None:
    """It is the first of `ask_first`, else the first of the route (of `because`, if dropped)."""
    for answers in SHEETS:
        data = result(answers)
        dropped = data["verdict"] in ("park", "walk-away")
        steps = [
            step["condition"]
            for step in data["route"]
            if not dropped or step["condition"] in data["because"]
        ]
        asked = data["ask_first"] if data["verdict"] == "find-out" else steps
        assert data["ask_next"] == (asked[0] if asked else None)


def test_every_result_is_json() -> None:
    """Every result survives a trip through JSON as it is."""
    for answers in SHEETS:
        assert json.loads(json.dumps(result(answers), allow_nan=False)) == result(answers)


def test_a_report_cannot_be_altered() -> None:
    """A report, once made, stays what it is."""
    with pytest.raises(FrozenInstanceError):
        report((2, 2, 2, 2, 2)).met = 0  # type: ignore[misc]
