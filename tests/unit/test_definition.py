"""A definition as objects: the conditions of the model, their days, and what they are called."""

from dataclasses import asdict

import pytest

from quiz.definition import definition_from
from tests.unit import oracle
from tests.unit.shipped_definition import DATA, DEFINITION, LANGUAGES


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


def test_the_ladders_have_four_rungs() -> None:
    """Every condition has four rungs, a reason for two of them and an action for three."""
    for condition in DEFINITION.conditions:
        counts = [len(condition.rungs), len(condition.because), len(condition.actions)]
        assert counts == [4, 2, 3]


def test_a_condition_is_found_by_its_id() -> None:
    """A condition can be had by its id; one that is not there is a KeyError."""
    assert DEFINITION["trust"] is DEFINITION.conditions[2]
    with pytest.raises(KeyError):
        DEFINITION["luck"]


def test_building_it_changes_no_data() -> None:
    """Built a second time from the same data it is the same definition."""
    assert asdict(definition_from(DATA)) == asdict(DEFINITION)
