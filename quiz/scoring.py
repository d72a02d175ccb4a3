"""The model: from the answers on a sheet to a verdict, a score and the question to ask next.

The conditions are necessary ones: strength in one never makes up for the lack of another. An
unknown is never counted as a 0. Instead the verdict is worked out for every way in which the
unknowns could still be filled, the completions, and those are counted, not listed: a verdict
depends on nothing but which conditions are at 0, which are met and which are neither, so products
over the conditions give the counts exactly.

Whoever asked not to be contacted is left alone, whatever the answers are: then every completion is
a walk-away, and there is nothing to ask.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log2, prod

from quiz.definition import (
    COMPLETE_VERDICTS,
    LEVELS,
    MET,
    STOP,
    Absence,
    Definition,
    Level,
    Verdict,
)
from quiz.sheet import Answers, Sheet

CACHE_SIZE = 5**5
"""How many results a cache holds: one for each sheet that five conditions can have."""

MOST_TENTHS = 1000
"""The highest score, in tenths of a point."""

TIE = 1e-9
"""Drops in entropy (bits) closer together than this are equal; smaller ones tell nothing."""


@dataclass(frozen=True)
class Possible:
    """A verdict that some completions reach: how many, and which share (0..1) of them all."""

    verdict: Verdict
    count: int
    share: float


@dataclass(frozen=True)
class Judgement:
    """The verdict on a sheet, and what it rests on.

    `certain` when no answer to what is open could change it; `possible` best first; `because` the
    ids of the conditions that are known to decide it, or `stop` alone.
    """

    verdict: Verdict
    certain: bool
    possible: tuple[Possible, ...]
    because: tuple[str, ...]


@dataclass(frozen=True)
class Score:
    """A range in tenths of a point, 0..1000; both ends are equal when nothing is unknown."""

    low: int
    high: int


def completions(definition: Definition, sheet: Sheet) -> dict[Verdict, int]:
    """Count, for each verdict of a complete sheet, the completions that reach it; best first."""
    counts = _counts(definition, sheet.answers)
    if sheet.stop:
        counts = (0, 0, 0, sum(counts))
    return dict(zip(COMPLETE_VERDICTS, counts, strict=True))


@lru_cache(maxsize=CACHE_SIZE)
def _counts(definition: Definition, answers: Answers) -> tuple[int, ...]:
    """Return the counts of `completions`, cached: many questions look at the same sheets."""
    ways = [LEVELS if level is None else (level,) for level in answers]

    def count(*gates: Absence) -> int:
        """Count the completions that put no condition with such a gate at 0."""
        return prod(
            sum(level > 0 or condition.when_absent not in gates for level in levels)
            for condition, levels in zip(definition.conditions, ways, strict=True)
        )

    in_play, not_dropped, every = count("walk-away", "park"), count("walk-away"), count()
    pursue = prod(sum(level >= MET for level in levels) for levels in ways)
    return pursue, in_play - pursue, not_dropped - in_play, every - not_dropped


def judge(definition: Definition, sheet: Sheet) -> Judgement:
    """Judge a sheet, complete or not."""
    counts = completions(definition, sheet)
    total = sum(counts.values())
    possible = tuple(
        Possible(verdict, counts[verdict], counts[verdict] / total)
        for verdict in COMPLETE_VERDICTS
        if counts[verdict]
    )
    certain = len(possible) == 1
    verdict: Verdict
    if certain:
        verdict = possible[0].verdict
    elif possible[0].verdict == "park":
        verdict = "park"  # only park and walk-away are left: no answer makes it worth the effort
    else:
        verdict = "find-out"
    return Judgement(verdict, certain, possible, _because(definition, sheet, verdict))


def _because(definition: Definition, sheet: Sheet, verdict: Verdict) -> tuple[str, ...]:
    if sheet.stop:
        return (STOP,)
    known = [
        (condition, level)
        for condition, level in zip(definition.conditions, sheet.answers, strict=True)
        if level is not None
    ]
    if verdict in ("walk-away", "park"):
        return tuple(c.id for c, level in known if level == 0 and c.when_absent == verdict)
    if verdict == "develop":
        return tuple(c.id for c, level in known if level < MET)
    return ()


def ask_first(definition: Definition, sheet: Sheet) -> tuple[str, ...]:
    """Return the unknowns whose answer tells something about the verdict, the most telling first.

    The measure is the expected drop in the Shannon entropy (bits) of the verdict when every
    completion counts the same. Ties are in definition order. A condition that is `first` comes
    before the others: nobody asks who signs before there is a need.
    """
    drops = [(drop, key) for key, drop in expected_drops(definition, sheet).items() if drop > TIE]
    best_first: list[str] = []
    while drops:
        top = max(drop for drop, _ in drops)
        chosen = next(item for item in drops if top - item[0] < TIE)
        drops.remove(chosen)
        best_first.append(chosen[1])
    return tuple(sorted(best_first, key=lambda key: not definition[key].first))


def expected_drops(definition: Definition, sheet: Sheet) -> dict[str, float]:
    """Return for each unknown the expected drop in the entropy of the verdict, in bits, by its id.

    Every completion counts the same, so each of the four levels does. Nothing is expected of whom
    asked not to be contacted.
    """
    if sheet.stop:
        return {}
    now = _entropy(_counts(definition, sheet.answers))
    drops = {}
    for index, (key, level) in enumerate(zip(definition.ids, sheet.answers, strict=True)):
        if level is None:
            after = [
                _entropy(_counts(definition, sheet.with_answer(index, answer).answers))
                for answer in LEVELS
            ]
            drops[key] = now - sum(after) / len(after)
    return drops


@lru_cache(maxsize=CACHE_SIZE)
def _entropy(counts: tuple[int, ...]) -> float:
    total = sum(counts)
    return -sum(n / total * log2(n / total) for n in counts if n)


def score(definition: Definition, sheet: Sheet) -> Score:
    """Score a sheet: unknowns at level 0 give the low end, at level 3 the high end."""
    weights = [condition.weight for condition in definition.conditions]
    return Score(
        *(
            score_tenths([fill if level is None else level for level in sheet.answers], weights)
            for fill in (LEVELS[0], LEVELS[-1])
        )
    )


def score_tenths(levels: Sequence[int], weights: Sequence[int]) -> int:
    """Score complete levels in tenths of a point, 0..1000, rounded half up.

    Half the weakest link and half the weighted mean:
    100 / 3 × (min(levels) + Σ(weight × level) / Σ(weight)) / 2, kept in whole numbers throughout.
    """
    points, scale = exact_score(levels, weights)
    return (2000 * points + scale) // (2 * scale)


def exact_score(levels: Sequence[int], weights: Sequence[int]) -> tuple[int, int]:
    """Return the score as an exact share of its maximum: numerator and denominator.

    (min × Σw + Σ(w × level)) / (6 × Σw), since both halves are at most 3.
    """
    total = sum(weights)
    weighted = sum(w * level for w, level in zip(weights, levels, strict=True))
    return min(levels) * total + weighted, 6 * total


def met(sheet: Sheet) -> int:
    """Count the conditions that are known to be in order."""
    return sum(level is not None and level >= MET for level in sheet.answers)


def weakest(definition: Definition, sheet: Sheet) -> str | None:
    """Return the condition with the lowest known level, the first of equals; None if none is."""
    known: list[tuple[Level, str]] = [
        (level, condition_id)
        for condition_id, level in zip(definition.ids, sheet.answers, strict=True)
        if level is not None
    ]
    return min(known, key=lambda item: item[0])[1] if known else None


def weak(definition: Definition, sheet: Sheet) -> tuple[str, ...]:
    """Return all conditions at the lowest known level, if that is no level that is in order."""
    lowest = min((level for level in sheet.answers if level is not None), default=MET)
    if lowest >= MET:
        return ()
    return tuple(
        condition_id
        for condition_id, level in zip(definition.ids, sheet.answers, strict=True)
        if level == lowest
    )


def rank_number(judgement: Judgement, points: Score) -> int:
    """Return the number that sorts prospects best first, the smallest is the best.

    By the best possible verdict, then certain before find-out, then the low end of the score, then
    the high end; after all of them whoever asked not to be contacted. A stable sort keeps equals as
    they came.
    """
    stopped = judgement.because == (STOP,)
    verdict = COMPLETE_VERDICTS.index(judgement.possible[0].verdict) + stopped
    find_out = judgement.verdict == "find-out"
    span = MOST_TENTHS + 1
    best_low, best_high = MOST_TENTHS - points.low, MOST_TENTHS - points.high
    return ((2 * verdict + find_out) * span + best_low) * span + best_high
