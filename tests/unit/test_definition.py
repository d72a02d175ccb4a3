"""The shipped definition: the five conditions of the model, and every text in both languages."""

import re
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import pytest

from quiz.definition import definition_from
from tests.unit import oracle
from tests.unit.shipped import DATA, DEFINITION, LANGUAGES

type Place = tuple[str | int, ...]


def places(value: object, place: Place = ()) -> Iterator[tuple[Place, object]]:
    """Walk through the data: each place and what stands there, the whole included."""
    yield place, value
    if isinstance(value, dict):
        for key, item in value.items():
            yield from places(item, (*place, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from places(item, (*place, index))


def texts() -> list[tuple[Place, dict[str, Any]]]:
    """Return every place that has something in at least one language."""
    return [
        (place, value)
        for place, value in places(DATA)
        if isinstance(value, dict) and set(value) & set(LANGUAGES)
    ]


def test_it_asks_the_five_conditions_of_the_model() -> None:
    """The conditions, their order, their gates and their weights are those of the model."""
    conditions = DEFINITION.conditions
    assert DEFINITION.ids == oracle.FIVE.ids
    assert tuple(condition.when_absent for condition in conditions) == oracle.FIVE.gates
    assert tuple(condition.weight for condition in conditions) == oracle.FIVE.weights


def test_it_keeps_the_days_of_the_model() -> None:
    """Answers are stale after 30 days, and a parked prospect waits for 90."""
    assert (DEFINITION.stale_after_days, DEFINITION.park_days) == (30, 90)


def test_its_name_travels_with_every_sheet() -> None:
    """It is called by its id and its version."""
    assert DEFINITION.ref == "five-conditions@1"


def test_it_speaks_dutch_first() -> None:
    """Its languages are Dutch and English, Dutch first."""
    assert DEFINITION.languages == LANGUAGES


def test_every_text_is_there_in_both_languages() -> None:
    """Wherever a text is there in one language it is there in the other, and in no third."""
    assert len(texts()) > 100
    assert [place for place, text in texts() if set(text) != set(LANGUAGES)] == []


def test_no_text_stands_outside_a_language() -> None:
    """Every text with a space in it belongs to a language: nothing is said in one alone."""
    loose = [
        place
        for place, value in places(DATA)
        if isinstance(value, str) and " " in value and not set(place) & set(LANGUAGES)
    ]
    assert loose == []


def test_no_text_is_empty_or_untidy() -> None:
    """No text is empty, begins or ends with a space, or has a double one or a line break in it."""
    untidy = [
        place
        for place, value in places(DATA)
        if isinstance(value, str) and value != " ".join(value.split())
    ]
    assert untidy == []
    assert [place for place, value in places(DATA) if value == ""] == []


def test_both_languages_fill_in_the_same() -> None:
    """What is filled in into a text is the same in both languages."""

    def filled_in(text: object) -> list[str]:
        return sorted(re.findall(r"\{\w+\}", str(text)))

    differing = [place for place, text in texts() if filled_in(text["nl"]) != filled_in(text["en"])]
    assert differing == []


def test_the_ladders_have_four_rungs() -> None:
    """Every condition has four rungs, a reason for two of them and an action for three."""
    for condition in DEFINITION.conditions:
        counts = [len(condition.rungs), len(condition.because), len(condition.actions)]
        assert counts == [4, 2, 3]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_answers_read_the_same(language: str) -> None:
    """The rungs and the unknown of a question can be told apart, as can levels and verdicts."""
    for condition in DEFINITION.conditions:
        answers = [*condition.rungs, DEFINITION.unknown["label"]]
        assert len({text[language] for text in answers}) == 5
    assert len({text[language] for text in (*DEFINITION.levels, DEFINITION.unknown["short"])}) == 5
    assert len({texts["name"][language] for texts in DEFINITION.verdicts.values()}) == 5
    assert len(set(DEFINITION.months[language])) == 12


def test_a_condition_is_found_by_its_id() -> None:
    """A condition can be had by its id; one that is not there is a KeyError."""
    assert DEFINITION["trust"] is DEFINITION.conditions[2]
    with pytest.raises(KeyError):
        DEFINITION["luck"]


def test_building_it_changes_no_data() -> None:
    """Built a second time from the same data it is the same definition."""
    assert asdict(definition_from(DATA)) == asdict(DEFINITION)
