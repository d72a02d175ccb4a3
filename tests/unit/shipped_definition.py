"""What the tests share: the frozen definition, all its sheets, and the report on each, made once.

It is the definition that the package first shipped with; `tests/content` has that of the site. The
reports are kept, since many facts are about all sheets and setting one in words takes a while.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import quiz
from quiz.definition import LEVELS, Definition, Level, definition_from
from quiz.host.definition_file import SCHEMA_FILE, validate
from quiz.host.yaml_file import read_schema
from quiz.plain_text import as_text
from quiz.report import Report, as_data, report_on
from quiz.sentences import Sentences
from quiz.sheet import Answers, Sheet
from quiz.wording import Words, words
from tests import frozen

PACKAGE = Path(quiz.__file__).parent
SOURCE = frozen.DEFINITION
TEXT = SOURCE.read_text(encoding="utf-8")
DATA = validate(TEXT, "conditions.yml")
DEFINITION = definition_from(DATA)
LANGUAGES = ("nl", "en")
TODAY = date(2026, 11, 24)

_SCHEMA = read_schema(SCHEMA_FILE)
WORDS: Mapping[str, Any] = DATA["pipeline"]
"""The phrases, by their key."""

_SECTIONS: Mapping[str, Mapping[str, Any]] = {
    "sentences": _SCHEMA["properties"]["sentences"],
    "pipeline": _SCHEMA["$defs"]["pipeline"],
    "verdicts": _SCHEMA["$defs"]["verdict"],
}
TEXTS: Mapping[str, Mapping[str, Any]] = {
    f"{section}.{key}": said
    for section, rules in _SECTIONS.items()
    for key, said in rules["properties"].items()
}
"""What the schema says of each text that is chosen to be said, such as `sentences.met`."""

ALLOWED: Mapping[str, tuple[str, ...]] = {
    place: tuple(said["placeholders"]) for place, said in TEXTS.items() if "placeholders" in said
}
"""What may stand in braces in which of these texts."""

ANSWERS: tuple[Level | None, ...] = (*LEVELS, None)
COMPLETE: tuple[tuple[Level, ...], ...] = tuple(product(LEVELS, repeat=5))
SHEETS: tuple[Answers, ...] = tuple(product(ANSWERS, repeat=5))


@cache
def report(answers: Answers) -> Report:
    """Report on a sheet with these answers and no dates."""
    return report_on(DEFINITION, Sheet(answers), TODAY)


@cache
def result(answers: Answers) -> dict[str, Any]:
    return as_data(report(answers))


@cache
def said(answers: Answers, language: str) -> Words:
    return words(report(answers), language)


@cache
def text(answers: Answers, language: str, width: int | None = None) -> str:
    return as_text(said(answers, language), Sentences(DEFINITION, language), width)


def set_out(report: Report, language: str, width: int | None = None) -> str:
    """Return a report as plain text."""
    return as_text(words(report, language), Sentences(report.definition, language), width)


def replaced[T](items: tuple[T, ...], index: int, item: T) -> tuple[T, ...]:
    return (*items[:index], item, *items[index + 1 :])


def with_conditions(conditions: Iterable[Mapping[str, Any]]) -> Definition:
    """Return the frozen definition with other conditions, validated as any other is."""
    altered = {**DATA, "conditions": list(conditions)}
    return definition_from(validate(json.dumps(altered, ensure_ascii=False), "altered.json"))


def with_weights(*weights: int) -> Definition:
    conditions = zip(DATA["conditions"], weights, strict=True)
    return with_conditions({**condition, "weight": weight} for condition, weight in conditions)


def table(*rows: str, header: str = "name,need,means,trust,urgency,attention") -> str:
    """Return a table of prospects as text, by default with the columns that must be there."""
    return "".join(f"{line}\n" for line in (header, *rows))
