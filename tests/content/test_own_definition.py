"""The definition of this site: sound, and every text of it there in both languages, and tidy."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from quiz.definition import Definition
from quiz.host.cli import main

MEND = """
Your definition, quiz/conditions.yml with quiz/phrases.yml, has something that a reader would trip
over: the place is named above. Mend it there; `.venv/bin/quiz check` tells more, with the line.
"""

LANGUAGES = ("nl", "en")

type Place = tuple[str | int, ...]


def test_it_has_no_problem(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """`quiz check` alone checks this definition, names it and finds nothing to mend."""
    status = main(["check"])
    out, err = capsysbinary.readouterr()
    assert (status, err) == (0, b"")
    assert b"conditions, no problems" in out


def places(value: object, place: Place = ()) -> Iterator[tuple[Place, object]]:
    """Walk through the data: each place and what stands there, the whole included."""
    yield place, value
    if isinstance(value, dict):
        for key, item in value.items():
            yield from places(item, (*place, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from places(item, (*place, index))


def texts(definition_data: dict[str, Any]) -> list[tuple[Place, dict[str, Any]]]:
    """Return every place that has something in at least one language."""
    return [
        (place, value)
        for place, value in places(definition_data)
        if isinstance(value, dict) and set(value) & set(LANGUAGES)
    ]


def test_every_text_is_there_in_both_languages(definition_data: dict[str, Any]) -> None:
    """Wherever a text is there in one language it is there in the other, and in no third."""
    assert len(texts(definition_data)) > 100
    assert [place for place, text in texts(definition_data) if set(text) != set(LANGUAGES)] == []


def test_no_text_stands_outside_a_language(definition_data: dict[str, Any]) -> None:
    """Every text with a space in it belongs to a language: nothing is said in one alone."""
    loose = [
        place
        for place, value in places(definition_data)
        if isinstance(value, str) and " " in value and not set(place) & set(LANGUAGES)
    ]
    assert loose == []


def test_no_text_is_empty_or_untidy(definition_data: dict[str, Any]) -> None:
    """No text is empty, begins or ends with a space, or has a double one or a line break in it."""
    untidy = [
        place
        for place, value in places(definition_data)
        if isinstance(value, str) and value != " ".join(value.split())
    ]
    assert untidy == []
    assert [place for place, value in places(definition_data) if value == ""] == []


def test_both_languages_fill_in_the_same(definition_data: dict[str, Any]) -> None:
    """What is filled in into a text is the same in both languages."""

    def filled_in(text: object) -> list[str]:
        return sorted(re.findall(r"\{\w+\}", str(text)))

    said = texts(definition_data)
    assert [place for place, text in said if filled_in(text["nl"]) != filled_in(text["en"])] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_answers_read_the_same(definition: Definition, language: str) -> None:
    """The rungs and the unknown of a question can be told apart, as can levels and verdicts."""
    for condition in definition.conditions:
        answers = [*condition.rungs, definition.unknown["label"]]
        assert len({text[language] for text in answers}) == 5
    assert len({text[language] for text in (*definition.levels, definition.unknown["short"])}) == 5
    assert len({texts["name"][language] for texts in definition.verdicts.values()}) == 5
    assert len(set(definition.months[language])) == 12
