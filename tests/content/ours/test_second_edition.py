"""No text quotes the first edition of the questions, and a rung is called a rung."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from quiz.definition import Definition, definition_from
from quiz.host.definition_file import load_definition
from tests import frozen
from tests.conftest import ROOT
from tests.unit.first_edition import data_of

MEND = """
A sentence of the first edition of the questions (tests/kept/version-1/conditions.json) is quoted in
a text, or a page calls a rung a level. Say what quiz/conditions.yml says now. A site
that keeps the questions of the first edition can do without this file.
"""

LONG_ENOUGH = 5
"""How many words a part of a sentence has at least to be known as a quotation."""


def texts() -> Iterator[tuple[str, str]]:
    """Yield every text for readers, with the name of its file."""
    for folder, pattern in (
        ("docs", "**/*.md"),
        ("quiz", "*.yml"),
        ("quiz/cases", "*.yml"),
        ("quiz/exercises", "*.yml"),
        ("overrides/quiz", "*.yml"),
        (".", "README.md"),
    ):
        for file in sorted((ROOT / folder).glob(pattern)):
            yield str(file.relative_to(ROOT)), file.read_text(encoding="utf-8")


def plain(text: str) -> str:
    return re.sub(r"[^\w’]+", " ", text.lower()).strip()


def parts(condition: dict[str, Any], language: str) -> Iterator[str]:
    """Yield what the rungs and reasons of a condition say, clause by clause."""
    for said in (*condition["rungs"], *condition["because"]):
        for clause in re.split(r"[.,:;]", said[language]):
            yield plain(clause)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_text_quotes_the_first_edition(language: str, definition_data: dict[str, Any]) -> None:
    """Neither the questions of now, nor a lesson, a case, the method or the README."""
    then, now = (
        {part for condition in data["conditions"] for part in parts(condition, language)}
        for data in (data_of("conditions.json"), definition_data)
    )
    old = {part for part in then - now if len(part.split()) >= LONG_ENOUGH}
    assert len(old) > 20
    found = [
        (name, part) for name, text in texts() for part in old if f" {part} " in f" {plain(text)} "
    ]
    assert found == []


@pytest.mark.parametrize(
    ("language", "word"), [("nl", r"\bniveaus?\b"), ("en", r"\blevels?\b")], ids=["nl", "en"]
)
def test_a_rung_is_called_a_rung(language: str, word: str) -> None:
    """The code's own word stays out of the pages, but for the AA of the accessibility rules."""
    found = [
        (file.name, line)
        for file in sorted((ROOT / "docs" / language).rglob("*.md"))
        for line in file.read_text(encoding="utf-8").splitlines()
        if re.search(word, re.sub(r"\{#[\w-]+\}|(op niveau|at level) AA", "", line), re.IGNORECASE)
    ]
    assert found == []


def test_the_copy_for_the_readme_is_of_these_questions(definition: Definition) -> None:
    """While the questions are called as they were, README.md quotes the rungs that they have."""
    copy = definition_from(load_definition(frozen.SECOND))
    if copy.ref == definition.ref:
        assert [c.rungs for c in copy.conditions] == [c.rungs for c in definition.conditions]
    assert copy.version > 1
