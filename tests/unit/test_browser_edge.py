"""The edge to the page: JSON in, JSON out, and the same results as everywhere else."""

import json
from dataclasses import asdict
from typing import Any

import pytest

from quiz.browser import start
from quiz.prospects import rank, read_table, write_table
from quiz.sheet import Answers
from tests.unit.shipped import DATA, DEFINITION, LANGUAGES, TODAY, result, said, table, text

ANSWERS: Answers = (3, 2, None, 1, 2)
SHEET = {"answers": {"need": 3, "means": 2, "trust": "unknown", "urgency": 1, "attention": 2}}


def ask(**request: object) -> Any:
    return json.loads(start(json.dumps(DATA))(json.dumps(request)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_is_that_of_the_engine(language: str) -> None:
    """`report` gives the result, its words and its text as the engine makes them."""
    given = ask(do="report", sheet=SHEET, today=TODAY.isoformat(), language=language)
    assert given == {
        "ok": {
            "result": result(ANSWERS),
            "words": json.loads(json.dumps(asdict(said(ANSWERS, language)))),
            "text": text(ANSWERS, language),
        }
    }


def test_reports_are_given_in_the_order_asked() -> None:
    """`reports` gives what `report` gives, for each of the sheets."""
    about = {"today": TODAY.isoformat(), "language": "en"}
    sheets = [SHEET, {"answers": {"need": 0}}]
    given = ask(do="reports", sheets=sheets, **about)
    assert given["ok"] == [ask(do="report", sheet=sheet, **about)["ok"] for sheet in sheets]


def test_a_list_is_ranked_as_on_the_command_line() -> None:
    """`rank` gives the list as the engine writes it."""
    text = table("a,2,2,2,0,2", "b,2,2,2,2,2")
    ranked = write_table(rank(read_table(text, DEFINITION, "list.csv"), DEFINITION))
    assert ask(do="rank", csv=text, name="list.csv") == {"ok": {"csv": ranked}}


def test_what_is_wrong_with_a_sheet_comes_back_as_problems() -> None:
    """A sheet that is wrong gives its problems, each in three parts, and no result."""
    sheet = {"answers": {"need": 4, "luck": 1}}
    given = ask(do="report", sheet=sheet, today=TODAY.isoformat(), language="en")
    assert list(given) == ["problems"]
    assert [problem["where"] for problem in given["problems"]] == [
        "sheet: answers.luck",
        "sheet: answers.need",
    ]
    assert all(set(problem) == {"where", "what", "fix"} for problem in given["problems"])


def test_what_is_wrong_with_a_list_comes_back_as_problems() -> None:
    """A list that is wrong gives its problems by the name that the page gives it."""
    given = ask(do="rank", csv=table("a,4,2,2,2,2"), name="mine.csv")
    assert [problem["where"] for problem in given["problems"]] == ["mine.csv:2: need"]
