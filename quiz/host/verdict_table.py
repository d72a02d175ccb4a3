"""What the package says of every sheet, written down at build: a verdict before the engine.

A sheet has a number: its answers as digits to base five, the first condition the lowest, 4 for
unknown; whoever asked not to be contacted has the number after all of these. The page works that
number out and looks up what the package said, word for word. What depends on a day is not in it.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import product
from typing import Any

from quiz.definition import LEVELS, VERDICTS, Answer, Definition
from quiz.report import Report, as_data, report_on_answers
from quiz.sentences import Sentences, capital
from quiz.sheet import Answers
from quiz.wording import words

MOST_CONDITIONS = 5
"""For how many conditions there is a table: six have 15,625 sheets, more than is worth a fetch."""

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_"
"""The digits of the numbers in a column, to base 64."""

SHOWN = ("verdict", "weakest", "low", "high", "headline", "later", "why", "met", "weak")
"""What a sheet has of its own; `ask` is what it asks, with what can be asked in its place."""

type Row = tuple[Any, ...]


def verdict_table(definition: Definition, language: str) -> dict[str, Any] | None:
    """Return the table as JSON data; None where there are too many conditions.

    `columns` has for each thing that is shown its different values, once each, and for each sheet
    the number of its value, in as many base-64 digits as the values need. `answers` are the ids of
    the conditions in the order of the digits of a sheet's number, `names` those of the verdicts,
    `rungs` what each answer to a condition says, unknown last.
    """
    if len(definition.conditions) > MOST_CONDITIONS:
        return None
    said = [_row(report, language) for report in _reports(definition)]
    names = (*SHOWN, "ask", "remarks")
    columns = {name: _column([row[place] for row in said]) for place, name in enumerate(names)}
    say = Sentences(definition, language)
    return {
        "definition": definition.ref,
        "answers": list(definition.ids),
        "names": {verdict: capital(say.verdict_name(verdict)) for verdict in VERDICTS},
        "rungs": [
            [rung[language] for rung in (*one.rungs, definition.not_known(one.id))]
            for one in definition.conditions
        ],
        "columns": columns,
    }


def sheets(count: int) -> Iterable[Answers]:
    """Return the answers of all sheets of so many conditions, in the order of their numbers."""
    digits: tuple[Answer, ...] = (*LEVELS, None)
    return (tuple(reversed(sheet)) for sheet in product(digits, repeat=count))


def _reports(definition: Definition) -> Iterable[Report]:
    nothing: Answers = (None,) * len(definition.conditions)
    for answers in sheets(len(definition.conditions)):
        yield report_on_answers(definition, answers, stop=False)
    if definition.stop:
        yield report_on_answers(definition, nothing, stop=True)


def _row(report: Report, language: str) -> Row:
    said, data = words(report, language), as_data(report)
    headline, later = _headline(report, said.headline, language)
    ask = (
        *(data["ask_next"] or "", said.ask_heading, said.ask_topic),
        (said.ask, said.ask_suits),
        *((one.ask, one.suits) for one in said.ask_instead),
    )
    return (
        *(data["verdict"], data["weakest"] or "", data["score"]["low"], data["score"]["high"]),
        *(headline, later, said.why, said.met, said.weakest),
        ask if said.ask else (),
        said.remarks,
    )


def _headline(report: Report, whole: str, language: str) -> tuple[str, str]:
    """Return a headline without its day, and about as much as the day will add to it.

    A headline with a day in it begins with the name of the verdict; the day comes with the engine,
    and until then its room is kept.
    """
    say = Sentences(report.definition, language)
    template = report.definition.verdicts[report.verdict]["headline"][language]
    if report.stopped or "{revisit}" not in template:
        return whole, ""
    name = capital(say.verdict_name(report.verdict))
    widest = template.replace("{revisit}", say.day(date(2026, 9, 30)))
    return name, widest.removeprefix(name) if widest.startswith(name) else ""


def _column(values: Sequence[Any]) -> dict[str, Any]:
    """Return the different values, in the order in which they come, and each sheet's in digits."""
    places: dict[Any, int] = {}
    found = [places.setdefault(value, len(places)) for value in values]
    width = 1 if len(places) <= len(DIGITS) else 2
    return {"values": list(places), "width": width, "of": "".join(_digits(n, width) for n in found)}


def _digits(number: int, width: int) -> str:
    return "".join(DIGITS[number // 64**place % 64] for place in reversed(range(width)))
