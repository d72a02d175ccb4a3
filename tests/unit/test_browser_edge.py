"""The edge to the page: JSON in, JSON out, and the same results as everywhere else."""

import json
from dataclasses import asdict
from typing import Any

import pytest

from quiz.browser import start
from quiz.sheet import Answers
from tests.unit.shipped_definition import DATA, DEFINITION, LANGUAGES, TODAY, result, said, text

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


def test_a_report_s_text_has_whom_it_is_about_and_what_it_rests_on() -> None:
    """The note for a CRM is set out here, the one of a prospect that is kept in the same words."""
    about = {"today": TODAY.isoformat(), "language": "en"}
    notes = {"trust": "no figures yet", "need": "called {it} urgent", "luck": "x", "means": ""}
    given = ask(do="report", sheet=SHEET, name="Jansen Bakery", notes=notes, **about)["ok"]["text"]
    (evidence,) = (DEFINITION.pipeline["note_evidence"]["en"],)
    assert given == (
        f"Jansen Bakery\n\n{text(ANSWERS, 'en')}\n{evidence}\n"
        "- Need: called {it} urgent\n- Trust: no figures yet\n"
    )


def test_a_report_says_whether_the_answers_may_no_longer_hold() -> None:
    """Old is what is stale, what was for newer questions, and a park date that has come."""
    about = {"today": TODAY.isoformat(), "language": "en"}
    parked = {"answers": {**SHEET["answers"], "urgency": 0}}
    for sheet, old in (
        (SHEET, False),
        ({**SHEET, "on": "2026-10-01"}, True),
        ({**SHEET, "definition": f"{DEFINITION.id}@{DEFINITION.version + 1}"}, True),
        ({**parked, "revisit": "2026-11-25"}, False),
        ({**parked, "revisit": "2026-11-24"}, True),
    ):
        assert ask(do="report", sheet=sheet, **about)["ok"]["result"]["old"] is old


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
