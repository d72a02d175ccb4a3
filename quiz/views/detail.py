"""One prospect in full: its result, the history, a note for a CRM and a card for a call."""

from dataclasses import asdict
from datetime import date
from typing import Any

from quiz.definition import STOP, UNKNOWN, Definition
from quiz.plain_text import as_text, evidence_lines, evidence_of, note
from quiz.prospect import Prospect
from quiz.report import Report, as_data, report_on
from quiz.sentences import Sentences, capital
from quiz.views import pipeline
from quiz.views.row import outcome_name, row_of
from quiz.wording import headline, question_about, words

QUESTIONS = 3
"""How many questions a card has: nobody remembers more in a call."""


def detail_of(
    prospect: Prospect, definition: Definition, today: date, language: str
) -> dict[str, Any]:
    """Return everything that the page shows of one prospect, as JSON data.

    One that is closed is shown as it stood, with how it `ended`.
    """
    report = report_on(definition, prospect.sheet, today, prospect.previous, prospect.closed)
    say, said = Sentences(definition, language), words(report, language)
    ended = _closed(prospect, say)
    notes = dict(prospect.checks[-1].notes)
    return {
        "row": row_of(prospect, definition, today, language),
        "words": asdict(said),
        "result": as_data(report),
        "text": note(
            [prospect.name, prospect.seller],
            [as_text(said, say)],
            evidence_lines(report, notes, say),
            [prospect.note, _next(prospect, say), ended],
        ),
        "ended": ended,
        "history": pipeline.history(prospect, definition, language),
        "card": _card(prospect, report, say),
        "gone": _gone(prospect, say),
    }


def _gone(prospect: Prospect, say: Sentences) -> list[dict[str, str]]:
    """Return what was answered to conditions that there are not any more, the last check first."""
    return [
        {
            "on": say.day(check.sheet.on),
            "name": say.phrase("gone_stop") if one.condition == STOP else one.condition,
            "level_name": _level(one.level, say),
            "note": one.note,
        }
        for check in reversed(prospect.checks)
        for one in check.gone
    ]


def _level(level: int | str | None, say: Sentences) -> str:
    if level is None:
        return ""
    definition = say.definition
    named = definition.unknown["short"] if level == UNKNOWN else definition.levels[int(level)]
    return named[say.language]


def _card(prospect: Prospect, report: Report, say: Sentences) -> dict[str, Any]:
    answers = dict(zip(report.definition.ids, report.sheet.answers, strict=True))
    return {
        "title": prospect.name,
        "verdict": headline(report, say),
        "questions": [
            {
                "condition": key,
                "name": capital(report.definition[key].name[say.language]),
                "ask": question_about(report.definition[key], answers[key], say.language),
            }
            for key in _to_ask(report)[:QUESTIONS]
        ],
        "evidence": evidence_of(report, dict(prospect.checks[-1].notes), say),
        "next": _next(prospect, say),
    }


def _to_ask(report: Report) -> list[str]:
    """Return the conditions in the order in which to ask about them.

    First what tells most about the verdict, then what has to change, then what is not known, or
    least firm. Nothing where they asked not to be contacted, or where it is closed.
    """
    if report.stopped or report.closed:
        return []
    answers = dict(zip(report.definition.ids, report.sheet.answers, strict=True))
    rest = sorted(report.definition.ids, key=lambda key: answers[key] or 0)
    route = (step.condition for step in report.told_route)
    return list(dict.fromkeys((*report.ask_first, *route, *rest)))


def _next(prospect: Prospect, say: Sentences) -> str:
    step = prospect.next
    if step is None or prospect.sheet.stop or prospect.closed:
        return ""
    what = step.what or say.phrase("week_next_unnamed")
    key = "note_next_on" if step.on else "note_next"
    return say.phrase(key, what=what, on=say.day(step.on))


def _closed(prospect: Prospect, say: Sentences) -> str:
    end = prospect.outcome
    if end is None:
        return ""
    key = "note_closed_on" if end.on else "note_closed"
    told = say.phrase(key, outcome=outcome_name(prospect, say), on=say.day(end.on))
    if end.link is None:
        return told
    link = say.phrase("note_held" if end.held else "note_broke", condition=say.names((end.link,)))
    return f"{told} {link}"
