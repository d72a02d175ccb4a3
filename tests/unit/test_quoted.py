"""Within quotation marks, those of a quoted text are single: never two of a kind side by side."""

import re
from typing import Any

import pytest

from quiz.definition import definition_from
from quiz.sentences import Sentences
from quiz.sheet import Sheet
from quiz.views.compare import compare
from quiz.wording import question_about
from tests.unit.samples import levels
from tests.unit.shipped_definition import DATA, DEFINITION, LANGUAGES

NESTED = re.compile("“[^”]*“|”[^“]*”")


def in_marks(texts: Any) -> Any:
    """Return texts, however they lie in lists and mappings, with a quotation in each."""
    if isinstance(texts, str):
        return f"“Zo” {texts}"
    if isinstance(texts, list):
        return [in_marks(text) for text in texts]
    return {key: text if key == "for" else in_marks(text) for key, text in texts.items()}


QUOTING = definition_from(
    DATA
    | {
        "conditions": [
            condition | {key: in_marks(condition[key]) for key in ("rungs", "ask")}
            for condition in DATA["conditions"]
        ]
    }
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_two_people_should_settle_has_its_marks_once(language: str) -> None:
    """A rung or a question that quotes somebody is quoted in turn."""
    settled = [
        row["settle"]
        for mine, theirs in (("22222", "33333"), ("00000", "11111"), ("?????", "22222"))
        for row in compare(Sheet(levels(mine)), Sheet(levels(theirs)), QUOTING, language)["rows"]
    ]
    assert all("‘Zo’" in text for text in settled)
    assert [text for text in settled if NESTED.search(text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_is_fit_to_stand_between_marks(language: str) -> None:
    """A page puts the marks around a question itself, and so does the copied note."""
    asked = question_about(QUOTING.conditions[0], None, language)
    assert asked.startswith("‘Zo’ ")
    assert not NESTED.search(Sentences(QUOTING, language)("quote", question=asked))


def test_outside_of_marks_a_quotation_stays_as_it_is() -> None:
    """Only what is put between quotation marks changes."""
    say = Sentences(DEFINITION, "en")
    text = {"en": "{a} “x {a} y” {a}"}
    assert say.fill(text, a="“b”") == "“b” “x ‘b’ y” “b”"
