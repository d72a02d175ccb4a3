"""The score and the verdict never contradict each other: pursue means 66⅔ or more, whatever counts.

The argument. The score is a share p / q of its maximum, with p / q ≥ 2/3 when 3p ≥ 2q. It never
falls when a level rises. So among the sheets that are to be pursued, all levels 2 or 3, the lowest
score is that of all twos: (2 + 2) / 6 = 2/3 exactly, for any weights. And every other sheet has a
level of at most 1 somewhere, so one of five sheets dominates it: a 1 there and threes elsewhere.
Those score (1 + 3 - 2w / Σw) / 6, below 4/6 as w ≥ 1, and highest at w = 1 with all others 5:
(4 - 2/21) / 6 = 82/126, or 65.1 of 100. What remains is to see that the shipped functions do so.
"""

from fractions import Fraction
from itertools import product

import pytest

from quiz.definition import Level
from quiz.scoring import exact_score, judge, score_tenths
from quiz.sheet import Sheet
from tests.unit import oracle
from tests.unit.shipped_definition import COMPLETE, DEFINITION, replaced

type Weights = tuple[int, ...]
type Levels = tuple[Level, ...]

WEIGHTINGS: tuple[Weights, ...] = tuple(product(range(1, 6), repeat=5))
MANY: tuple[Weights, ...] = tuple(product((1, 2, 5), repeat=5))
ALL_TWOS: Levels = (2, 2, 2, 2, 2)
ONE_WEAK: tuple[Levels, ...] = tuple(replaced((3, 3, 3, 3, 3), index, 1) for index in range(5))
PURSUED = {levels for levels in COMPLETE if judge(DEFINITION, Sheet(levels)).verdict == "pursue"}


def reaches_two_thirds(levels: Levels, weights: Weights) -> bool:
    points, scale = exact_score(levels, weights)
    return 3 * points >= 2 * scale


def below(levels: Levels, other: Levels) -> bool:
    return all(level <= bound for level, bound in zip(levels, other, strict=True))


def test_all_twos_score_two_thirds_for_any_weights() -> None:
    """The lowest sheet to pursue stands at exactly two thirds, for all 3125 weightings."""
    scores = {Fraction(*exact_score(ALL_TWOS, weights)) for weights in WEIGHTINGS}
    assert scores == {Fraction(2, 3)}


def test_one_weak_link_scores_below_two_thirds_for_any_weights() -> None:
    """A 1 among threes stays below two thirds, wherever it stands, for all 3125 weightings."""
    reaching = [
        (levels, weights)
        for weights in WEIGHTINGS
        for levels in ONE_WEAK
        if reaches_two_thirds(levels, weights)
    ]
    assert reaching == []


def test_the_best_sheet_that_is_not_pursued_reaches_65_1() -> None:
    """Over all weightings the highest score without pursue is 65.1; the lowest with it is 66.7."""
    best = max(score_tenths(levels, weights) for weights in WEIGHTINGS for levels in ONE_WEAK)
    least = min(score_tenths(ALL_TWOS, weights) for weights in WEIGHTINGS)
    assert (best, least) == (651, 667)


def test_those_six_sheets_bound_all_others() -> None:
    """All twos is the least of the sheets to pursue, and a 1 among threes tops every other one."""
    assert all(below(ALL_TWOS, levels) for levels in PURSUED)
    others = [levels for levels in COMPLETE if levels not in PURSUED]
    assert all(any(below(levels, top) for top in ONE_WEAK) for levels in others)


def test_the_score_never_falls_when_a_level_rises() -> None:
    """One level more never lowers the exact score, on every sheet, for 32 uneven weightings."""
    fallen = []
    for weights in product((1, 5), repeat=5):
        points = {levels: exact_score(levels, weights)[0] for levels in COMPLETE}
        for levels in COMPLETE:
            for index, level in enumerate(levels):
                raised: tuple[int, ...] = replaced(levels, index, level + 1)
                if level < 3 and exact_score(raised, weights)[0] < points[levels]:
                    fallen.append((levels, index, weights))
    assert fallen == []


def test_pursue_is_two_thirds_or_more_on_every_sheet() -> None:
    """For 243 weightings, the extreme ones among them, pursue ⇔ two thirds, sheet by sheet."""
    wrong = [
        (levels, weights)
        for weights in MANY
        for levels in COMPLETE
        if reaches_two_thirds(levels, weights) != (levels in PURSUED)
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "weights", [(1, 1, 1, 1, 1), (5, 4, 3, 2, 1), (1, 5, 5, 5, 5), (3, 1, 4, 1, 5)], ids=str
)
def test_the_score_is_the_formula(weights: Weights) -> None:
    """The exact share and the tenths are those of the written formula, on all complete sheets."""
    wrong = [
        levels
        for levels in COMPLETE
        if 100 * Fraction(*exact_score(levels, weights)) != oracle.exact_score(levels, weights)
        or score_tenths(levels, weights) / 10 != oracle.rounded(oracle.exact_score(levels, weights))
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("levels", "weights", "tenths"),
    [
        ((0, 1), (1, 1), 83),  # 8.33
        ((1, 1), (1, 1), 333),  # 33.33
        ((2, 2), (3, 1), 667),  # 66.67
        ((0, 3), (3, 1), 125),  # 12.5
        ((0, 3, 0), (1, 1, 6), 63),  # 6.25: halfway, where rounding to even would give 6.2
        ((0, 3, 0), (3, 3, 10), 94),  # 9.375
    ],
    ids=str,
)
def test_halves_are_rounded_up(levels: Weights, weights: Weights, tenths: int) -> None:
    """The score is rounded half up to one decimal, by hand-worked sums."""
    assert score_tenths(levels, weights) == tenths
