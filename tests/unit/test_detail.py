"""One prospect in full: the page, the note for a CRM and the card before a call say the same."""

import json
from dataclasses import asdict, replace
from datetime import date
from typing import Any

import pytest

from quiz.definition import Answer
from quiz.prospect import Check, Next, Outcome, Prospect
from quiz.report import as_data, report_on
from quiz.views import pipeline
from quiz.views.detail import detail_of
from quiz.views.row import row_of
from quiz.wording import question_about, words
from tests.unit.samples import check, made
from tests.unit.shipped_definition import DEFINITION, LANGUAGES, SHEETS, TODAY, set_out

NOTED = replace(
    check("2?122"),
    notes=(("need", "noemde de storing"), ("trust", "laat {offerte} & cijfers\nniet zien")),
)
PROSPECT = replace(
    made(
        "Bakkerij Jansen",
        check("2?122", date(2026, 11, 1)),
        NOTED,
        seller="An",
        step=Next("offerte bespreken", date(2026, 12, 1)),
    ),
    note="belt liever ’s ochtends",
)


def detail(prospect: Prospect, language: str = "nl") -> dict[str, Any]:
    return detail_of(prospect, DEFINITION, TODAY, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_parts_are_those_of_the_engine(language: str) -> None:
    """Row, words, result and history are the ones that everything else shows."""
    found = detail(PROSPECT, language)
    report = report_on(DEFINITION, PROSPECT.sheet, TODAY, PROSPECT.previous)
    assert found["row"] == row_of(PROSPECT, DEFINITION, TODAY, language)
    assert found["words"] == asdict(words(report, language))
    assert found["result"] == as_data(report)
    assert found["history"] == pipeline.history(PROSPECT, DEFINITION, language)
    assert set(found) == {"row", "words", "result", "text", "ended", "history", "card", "gone"}
    assert json.dumps(found, ensure_ascii=False)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_note_for_a_crm_is_the_result_with_what_it_rests_on(language: str) -> None:
    """Name and seller, the result, the evidence word for word, the note and what is next."""
    report = report_on(DEFINITION, PROSPECT.sheet, TODAY, PROSPECT.previous)
    names = {key: DEFINITION[key].name[language].capitalize() for key in ("need", "trust")}
    step = {
        "nl": "Volgende stap: offerte bespreken, op 1 december 2026.",
        "en": "Next step: offerte bespreken, on 1 December 2026.",
    }
    assert detail(PROSPECT, language)["text"] == (
        "Bakkerij Jansen\nAn\n\n"
        f"{set_out(report, language)}\n"
        f"{DEFINITION.pipeline['note_evidence'][language]}\n"
        f"- {names['need']}: noemde de storing\n"
        f"- {names['trust']}: laat {{offerte}} & cijfers\nniet zien\n\n"
        f"belt liever ’s ochtends\n{step[language]}\n"
    )


def test_a_note_of_nothing_but_answers_has_no_empty_lines_at_its_end() -> None:
    """What is not there leaves no trace in the note."""
    prospect = made("a", "22222")
    text = set_out(report_on(DEFINITION, prospect.sheet, TODAY), "nl")
    assert detail(prospect)["text"] == f"a\n\n{text}"
    assert detail(prospect)["card"]["next"] == ""


@pytest.mark.parametrize(
    ("step", "said"),
    [
        (Next("bel", None), "Volgende stap: bel."),
        (Next("", date(2026, 12, 1)), "Volgende stap: nog te bepalen, op 1 december 2026."),
    ],
)
def test_a_next_step_is_said_as_far_as_it_is_known(step: Next, said: str) -> None:
    """A step without a day, or without words, is said all the same."""
    found = detail(made("a", "22222", step=step))
    assert found["card"]["next"] == said
    assert found["text"].endswith(f"\n{said}\n")


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        (Outcome("won", date(2026, 12, 24)), "Afgesloten op 24 december 2026: gewonnen."),
        (Outcome("no-decision", None), "Afgesloten: geen besluit."),
        (
            Outcome("lost", None, "urgency"),
            "Afgesloten: verloren. De schakel die brak: urgentie.",
        ),
        (
            Outcome("won", None, "trust"),
            "Afgesloten: gewonnen. De schakel die de doorslag gaf: vertrouwen.",
        ),
    ],
)
def test_how_it_ended_is_in_the_note(outcome: Outcome, said: str) -> None:
    """The note of a closed prospect ends with how it ended."""
    assert detail(made("a", "22222", outcome=outcome))["text"].endswith(f"\n{said}\n")


def test_the_card_before_a_call() -> None:
    """The name, the verdict, three questions, the evidence so far and what was agreed."""
    asked: tuple[tuple[str, str, Answer], ...] = (
        ("means", "Means", None),
        ("trust", "Trust", 1),
        ("need", "Need", 2),
    )
    assert detail(PROSPECT, "en")["card"] == {
        "title": "Bakkerij Jansen",
        "verdict": "Find out first: you don’t know enough yet.",
        "questions": [
            {"condition": key, "name": name, "ask": question_about(DEFINITION[key], level, "en")}
            for key, name, level in asked
        ],
        "evidence": [
            {
                "name": "Need",
                "level_name": DEFINITION.levels[2]["en"],
                "note": "noemde de storing",
            },
            {
                "name": "Trust",
                "level_name": DEFINITION.levels[1]["en"],
                "note": "laat {offerte} & cijfers\nniet zien",
            },
        ],
        "next": "Next step: offerte bespreken, on 1 December 2026.",
    }


@pytest.mark.parametrize(
    ("answers", "asked"),
    [
        ("?????", ["need", "means", "urgency"]),
        ("22102", ["urgency", "trust", "need"]),
        ("33233", ["trust", "need", "means"]),
        ("1122?", ["attention", "need", "means"]),
        ("33?13", ["urgency", "trust", "need"]),
    ],
)
def test_what_to_ask_first_on_the_card(answers: str, asked: list[str]) -> None:
    """First what tells most or has to change, then what is open, then what is least firm."""
    questions = detail(made("a", answers))["card"]["questions"]
    assert [question["condition"] for question in questions] == asked


def test_on_every_sheet_the_card_begins_with_the_question_to_ask_next() -> None:
    """Three questions about three conditions, the first that of the result, on all sheets."""
    for answers in SHEETS[::7]:
        one = detail(made("a", Check(replace(NOTED.sheet, answers=answers), DEFINITION.ref)))
        keys = [question["condition"] for question in one["card"]["questions"]]
        assert len(set(keys)) == 3
        assert one["result"]["ask_next"] in (keys[0], None)
