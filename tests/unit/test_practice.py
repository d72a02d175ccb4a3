"""How well ratings agree: each figure against scikit-learn, or counted naively a second time."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations_with_replacement, product
from random import Random
from statistics import fmean

import pytest
from sklearn.exceptions import UndefinedMetricWarning  # type: ignore[import-untyped]
from sklearn.metrics import cohen_kappa_score  # type: ignore[import-untyped]

from quiz.definition import LEVELS, Answer, Level
from quiz.practice import (
    FEW,
    Comparison,
    Measure,
    Pair,
    agreement,
    comparison,
    weighted_kappa,
)
from tests.unit.shipped_definition import ANSWERS

type Levels = Sequence[tuple[Level, Level]]

NEAR = 1e-12
SIZES = (1, 2, 3, 4, 6, 9, 10, 17, 40, 120, 600)
SKEWS = ((1, 1, 1, 1), (8, 1, 1, 1), (0, 1, 9, 0), (1, 0, 0, 9), (0, 0, 1, 30))
FIGURES = ("exact", "within_one", "kappa", "optimism", "assuming", "missed")


def rated_at_random(seed: int) -> Iterator[Levels]:
    """Yield the ratings of two raters: of many sizes, skewed apart, and mostly alike or hardly."""
    random = Random(seed)  # noqa: S311 - the same ratings on every run
    for size, skew, other in product(SIZES, SKEWS, SKEWS):
        first = random.choices(LEVELS, skew, k=size)
        alike = random.choice((0.0, 0.3, 0.9))
        yield [
            (a, a if random.random() < alike else random.choices(LEVELS, other)[0]) for a in first
        ]


def with_unknowns(seed: int) -> Iterator[list[Pair]]:
    random = Random(seed)  # noqa: S311 - the same ratings on every run
    for size in range(60):
        for share in (0.0, 0.2, 0.9, 1.0):
            weights = (1 - share,) * 4 + (4 * share,)
            yield [(a, b) for a, b in (random.choices(ANSWERS, weights, k=2) for _ in range(size))]


def of_scikit_learn(pairs: Levels) -> float:
    first, second = zip(*pairs, strict=True)
    return float(cohen_kappa_score(first, second, weights="quadratic", labels=list(LEVELS)))


def varies(pairs: Levels) -> bool:
    return len({level for pair in pairs for level in pair}) > 1


def value(measure: Measure) -> float:
    assert measure.value is not None
    assert measure.undefined is None
    return measure.value


@pytest.mark.parametrize("seed", range(5))
def test_kappa_is_that_of_scikit_learn(seed: int) -> None:
    """On 275 sets of random ratings for each seed kappa is scikit-learn's, to within 1e-12."""
    compared = [pairs for pairs in rated_at_random(seed) if varies(pairs)]
    assert len(compared) > 200
    wrong = [
        pairs
        for pairs in compared
        if abs(value(weighted_kappa(pairs)) - of_scikit_learn(pairs)) > NEAR
    ]
    assert wrong == []


def test_kappa_is_that_of_scikit_learn_on_all_small_sets() -> None:
    """It is so for all ways in which two raters can rate three cases, and none when none varies."""
    wrong = []
    for first, second in combinations_with_replacement(product(LEVELS, repeat=3), 2):
        pairs = list(zip(first, second, strict=True))
        kappa = weighted_kappa(pairs)
        if varies(pairs):
            same = abs(value(kappa) - of_scikit_learn(pairs)) <= NEAR
        else:
            same = kappa == Measure(None, 3, "no-variance")
        if not same:
            wrong.append(pairs)
    assert wrong == []


@pytest.mark.parametrize("seed", range(5))
def test_optimism_is_the_difference_of_the_means(seed: int) -> None:
    """The mean of learner minus key is the learner's mean minus that of the key."""
    wrong = [
        pairs
        for pairs in rated_at_random(seed)
        if abs(
            value(agreement(pairs).optimism)
            - (fmean(a for a, _ in pairs) - fmean(b for _, b in pairs))
        )
        > NEAR
    ]
    assert wrong == []


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("count", [1, 2, 30])
def test_kappa_is_not_defined_when_all_is_the_same(level: Level, count: int) -> None:
    """Where all ratings are one level, scikit-learn warns and gives nan: we say no-variance."""
    pairs = [(level, level)] * count
    with pytest.warns(UndefinedMetricWarning):
        assert str(of_scikit_learn(pairs)) == "nan"
    assert weighted_kappa(pairs) == Measure(None, count, "no-variance")


@pytest.mark.parametrize(
    ("pairs", "kappa"),
    [
        ([(0, 3)], 0.0),
        ([(2, 1)] * 7, 0.0),
        ([(0, 0), (1, 1)], 1.0),
        ([(0, 0), (1, 1), (2, 2), (3, 3)], 1.0),
        ([(0, 3), (3, 0)], -1.0),
        ([(0, 3), (1, 2), (2, 1), (3, 0)], -1.0),
        ([(0, 1), (1, 1), (2, 1), (3, 1)], 0.0),
        ([(0, 0), (1, 2), (2, 2), (3, 1)], 0.375),
        ([(0, 0), (0, 0), (0, 0), (0, 1)], 0.0),
    ],
    ids=["one", "constant", "two", "all", "opposite", "reversed", "flat", "by-hand", "skewed"],
)
def test_kappa_at_its_edges(pairs: Levels, kappa: float) -> None:
    """One pair that differs, or a rater who never varies, is 0; agreement 1, its opposite -1."""
    assert weighted_kappa(pairs) == Measure(kappa, len(pairs))
    assert of_scikit_learn(pairs) == pytest.approx(kappa, abs=NEAR)


@pytest.mark.parametrize("count", [1, 5])
def test_two_raters_who_never_vary_and_differ_agree_by_chance(count: int) -> None:
    """When each gives one level throughout, and not the same one, kappa is 0 exactly."""
    constant: list[Levels] = [[(a, b)] * count for a in LEVELS for b in LEVELS if a != b]
    assert {weighted_kappa(pairs) for pairs in constant} == {Measure(0.0, count)}


def test_kappa_does_not_care_who_is_who() -> None:
    """Kappa is the same with the raters changed round and the cases in another order."""
    for pairs in rated_at_random(11):
        kappa = weighted_kappa(pairs)
        assert weighted_kappa([(b, a) for a, b in pairs]) == kappa
        backwards: Levels = pairs[::-1]
        assert weighted_kappa(backwards) == kappa


def test_a_kappa_of_few_ratings_is_computed() -> None:
    """Below ten pairs, where a page shows none, kappa is a figure all the same."""
    assert FEW == 10
    assert weighted_kappa([(0, 0), (3, 3)]) == Measure(1.0, 2)


def counted(found: Sequence[bool]) -> Fraction | None:
    return Fraction(found.count(True), len(found)) if found else None


def test_the_shares_are_those_that_one_counts() -> None:
    """Exact, within one, assuming and missed are what counting gives, and rest on what they say."""
    for pairs in with_unknowns(3):
        rated = [(a, b) for a, b in pairs if None not in (a, b)]
        expected = {
            "exact": [a == b for a, b in rated],
            "within_one": [(a, b) in NEIGHBOURS for a, b in rated],
            "assuming": [a is not None for a, b in pairs if b is None],
            "missed": [a is None for a, b in pairs if b is not None],
        }
        given = agreement(pairs)
        for figure, found in expected.items():
            measure: Measure = getattr(given, figure)
            share = counted(found)
            assert measure.value == (None if share is None else float(share)), (figure, pairs)
            assert measure.of == len(found)
            assert measure.undefined == (None if found else "no-ratings")


NEIGHBOURS: set[Pair] = {
    *((0, 0), (0, 1), (1, 0), (1, 1), (1, 2)),
    *((2, 1), (2, 2), (2, 3), (3, 2), (3, 3)),
}


def test_only_what_both_gave_counts_as_agreement() -> None:
    """Pairs with an unknown leave exact, within one, kappa and optimism as they are."""
    for pairs in with_unknowns(5):
        known: Levels = [(a, b) for a, b in pairs if a is not None and b is not None]
        all_of_them, alone = agreement(pairs), agreement(known)
        for figure in ("exact", "within_one", "kappa", "optimism"):
            assert getattr(all_of_them, figure) == getattr(alone, figure)
        assert all_of_them.kappa == weighted_kappa(known)
        assert {all_of_them.exact.of, all_of_them.kappa.of, all_of_them.optimism.of} == {len(known)}


@pytest.mark.parametrize(
    ("pairs", "reasons"),
    [
        ([], ("no-ratings",) * 6),
        ([(None, None)], (*("no-ratings",) * 4, None, "no-ratings")),
        ([(2, None)], (*("no-ratings",) * 4, None, "no-ratings")),
        ([(None, 2)], (*("no-ratings",) * 5, None)),
        ([(2, 2)], (None, None, "no-variance", None, "no-ratings", None)),
        ([(2, 2), (None, 1), (0, None)], (None, None, "no-variance", None, None, None)),
        ([(2, 1)], (None, None, None, None, "no-ratings", None)),
        ([(2, 1), (3, None)], (None,) * 6),
    ],
    ids=["none", "unknown", "assumed", "missed", "same", "mixed", "one", "all-defined"],
)
def test_what_is_not_defined_says_why(pairs: list[Pair], reasons: tuple[str | None, ...]) -> None:
    """A figure is a number without a reason, or a reason without a number."""
    given = agreement(pairs)
    measures: list[Measure] = [getattr(given, figure) for figure in FIGURES]
    assert tuple(measure.undefined for measure in measures) == reasons
    assert all((measure.value is None) == bool(measure.undefined) for measure in measures)
    assert all((measure.of == 0) == (measure.undefined == "no-ratings") for measure in measures)


@pytest.mark.parametrize(
    ("pairs", "optimism"),
    [([(3, 0)], 3.0), ([(0, 3)], -3.0), ([(3, 1), (0, 1), (2, 2), (None, 3)], 1 / 3)],
    ids=["rosy", "gloomy", "mixed"],
)
def test_optimism_is_above_zero_for_who_rates_too_high(pairs: list[Pair], optimism: float) -> None:
    """It is the learner minus the key: happy ears are above zero."""
    assert agreement(pairs).optimism.value == optimism


COMPARISONS: dict[Answer, tuple[Comparison, ...]] = {
    0: ("same", "lower", "lower", "lower", "assumed"),
    1: ("higher", "same", "lower", "lower", "assumed"),
    2: ("higher", "higher", "same", "lower", "assumed"),
    3: ("higher", "higher", "higher", "same", "assumed"),
    None: ("missed", "missed", "missed", "missed", "same"),
}
"""For each rating what it is when the key says 0, 1, 2, 3 and unknown."""


@pytest.mark.parametrize("mine", ANSWERS)
def test_a_rating_compared_with_the_key(mine: Answer) -> None:
    """Each of the 25 combinations is told apart as the same, higher, lower, assumed or missed."""
    assert tuple(comparison(mine, key) for key in ANSWERS) == COMPARISONS[mine]
