"""The engine knows no condition by name: other weights, numbers and gates work too."""

from itertools import product
from typing import Any

import pytest

from quiz.definition import Definition
from quiz.report import as_data, report_on
from quiz.scoring import judge, score
from quiz.sheet import Answers, Sheet
from tests.unit import oracle
from tests.unit.shipped_definition import (
    ANSWERS,
    COMPLETE,
    DATA,
    DEFINITION,
    LANGUAGES,
    SHEETS,
    TODAY,
    result,
    set_out,
    with_conditions,
    with_weights,
)

FIVE = DATA["conditions"]
# 5 to the power 8 is too many to list every completion of; this step shares no factor with 5.
EVERY = 997


def renamed(condition: dict[str, Any], gate: str) -> dict[str, Any]:
    return {**condition, "id": f"{condition['id']}-too", "when_absent": gate}


def two() -> Definition:
    return with_conditions([FIVE[0], {**FIVE[3], "weight": 5}])


def eight() -> Definition:
    more = [
        renamed(FIVE[0], "park"),
        {**renamed(FIVE[1], "develop"), "weight": 4},
        renamed(FIVE[3], "walk-away"),
    ]
    return with_conditions([*FIVE, *more])


def all_develop() -> Definition:
    return with_conditions({**condition, "when_absent": "develop"} for condition in FIVE)


def all_park() -> Definition:
    return with_conditions({**condition, "when_absent": "park"} for condition in FIVE)


def rules(definition: Definition) -> oracle.Rules:
    return oracle.Rules(
        ids=definition.ids,
        gates=tuple(condition.when_absent for condition in definition.conditions),
        weights=tuple(condition.weight for condition in definition.conditions),
    )


def differing(definition: Definition, sheets: list[Answers]) -> list[Answers]:
    """Return the sheets on which the engine and the oracle do not say the same."""
    wrong = []
    for answers in sheets:
        expected = oracle.result(rules(definition), answers)
        given = as_data(report_on(definition, Sheet(answers), TODAY))
        if {key: given[key] for key in expected} != expected:
            wrong.append(answers)
    return wrong


@pytest.mark.parametrize(
    ("definition", "sheets"),
    [
        (two(), list(product(ANSWERS, repeat=2))),
        (eight(), list(product(ANSWERS, repeat=8))[::EVERY]),
        (all_develop(), list(SHEETS)),
        (all_park(), list(SHEETS)),
    ],
    ids=["two-conditions", "eight-conditions", "all-develop", "all-park"],
)
def test_another_definition_is_judged_by_the_same_rules(
    definition: Definition, sheets: list[Answers]
) -> None:
    """With other conditions and gates the whole result is still what the oracle works out."""
    assert differing(definition, sheets) == []


def test_weights_never_change_a_verdict() -> None:
    """On all sheets, whatever counts most, everything but the score stays as it was."""
    for weights in ((5, 1, 1, 1, 1), (1, 1, 5, 1, 5), (5, 4, 3, 2, 1)):
        weighted = with_weights(*weights)
        changed = [
            answers
            for answers in SHEETS
            if as_data(report_on(weighted, Sheet(answers), TODAY)) | {"score": None}
            != result(answers) | {"score": None}
        ]
        assert changed == []


def test_weights_do_change_the_score() -> None:
    """What counts for more pulls the score its way."""
    sheet = Sheet((3, 1, 1, 1, 1))
    assert score(with_weights(5, 1, 1, 1, 1), sheet).low == 519  # (1 + 19/9) / 6
    assert score(DEFINITION, sheet).low == 400


def test_weights_are_read_from_the_definition() -> None:
    """With weights the score of every complete sheet is what the oracle works out."""
    weighted = with_weights(5, 4, 3, 2, 1)
    wrong = [
        levels
        for levels in COMPLETE
        if score(weighted, Sheet(levels)).low / 10
        != oracle.rounded(oracle.exact_score(levels, (5, 4, 3, 2, 1)))
    ]
    assert wrong == []


def test_without_gates_nobody_walks_away() -> None:
    """When every absence is one to repair, no sheet leads to park or walk-away."""
    definition = all_develop()
    verdicts = {judge(definition, Sheet(answers)).verdict for answers in SHEETS}
    assert verdicts == {"pursue", "develop", "find-out"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("definition", "answers"),
    [(two(), (1, None)), (eight(), (2, 2, None, 1, 0, None, 3, 2)), (all_develop(), (0,) * 5)],
    ids=["two", "eight", "all-develop"],
)
def test_another_definition_can_be_put_into_words(
    definition: Definition, answers: Answers, language: str
) -> None:
    """The text of a result names each of the conditions that the definition has."""
    text = set_out(report_on(definition, Sheet(answers), TODAY), language).lower()
    assert [c.id for c in definition.conditions if c.name[language].lower() not in text] == []
