"""The scoring model a second time, as its description tells it: naive, slow and on its own.

Nothing here imports the package. Where the package counts by products, this lists every completion
one by one; where it keeps whole numbers, this uses fractions; where it averages entropies, this
takes the mutual information of answer and verdict. Two ways that agree are hard to get wrong alike.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cache, cmp_to_key
from itertools import product
from math import floor, log2
from typing import Any

type Answers = tuple[int | None, ...]

BEST_FIRST = ("pursue", "develop", "park", "walk-away")


@dataclass(frozen=True)
class Rules:
    """What a verdict and a score depend on, condition by condition."""

    ids: tuple[str, ...]
    gates: tuple[str, ...]
    weights: tuple[int, ...]
    first: tuple[str, ...] = ()


FIVE = Rules(
    ids=("need", "means", "trust", "urgency", "attention"),
    gates=("walk-away", "walk-away", "develop", "park", "park"),
    weights=(1, 1, 1, 1, 1),
)


@cache
def complete_verdict(gates: tuple[str, ...], levels: tuple[int, ...]) -> str:
    absent = {gate for gate, level in zip(gates, levels, strict=True) if level == 0}
    for gate in ("walk-away", "park"):
        if gate in absent:
            return gate
    return "pursue" if all(level in (2, 3) for level in levels) else "develop"


def completions(answers: Answers) -> Iterable[tuple[int, ...]]:
    return product(*(range(4) if answer is None else (answer,) for answer in answers))


@cache
def spread(gates: tuple[str, ...], answers: Answers) -> Counter[str]:
    return Counter(complete_verdict(gates, levels) for levels in completions(answers))


@cache
def verdict(gates: tuple[str, ...], answers: Answers) -> str:
    reached = set(spread(gates, answers))
    if len(reached) == 1:
        return next(iter(reached))
    return "park" if reached == {"park", "walk-away"} else "find-out"


def because(rules: Rules, answers: Answers) -> list[str]:
    advice = verdict(rules.gates, answers)
    deciding: dict[str, set[tuple[str, int]]] = {
        "develop": {(gate, level) for gate in rules.gates for level in (0, 1)},
        "park": {("park", 0)},
        "walk-away": {("walk-away", 0)},
    }
    known = zip(rules.ids, rules.gates, answers, strict=True)
    return [name for name, gate, level in known if (gate, level) in deciding.get(advice, ())]


def bits(items: Iterable[object]) -> float:
    counts = Counter(items).values()
    total = sum(counts)
    return sum(count / total * log2(total / count) for count in counts)


@cache
def telling(gates: tuple[str, ...], answers: Answers, index: int) -> float:
    """Return how many bits the answer at this index tells about the verdict.

    The expected drop in entropy is the mutual information: H(V) + H(A) - H(V, A).
    """
    pairs = [(levels[index], complete_verdict(gates, levels)) for levels in completions(answers)]
    return bits(v for _, v in pairs) + bits(a for a, _ in pairs) - bits(pairs)


def ask_first(rules: Rules, answers: Answers) -> list[str]:
    if verdict(rules.gates, answers) != "find-out":
        return []
    told = [
        (rules.ids[index], telling(rules.gates, answers, index))
        for index, answer in enumerate(answers)
        if answer is None
    ]

    def more_first(one: tuple[str, float], other: tuple[str, float]) -> int:
        difference = other[1] - one[1]
        return 0 if abs(difference) < 1e-9 else (1 if difference > 0 else -1)

    # Sorting is stable, so what ties stays in definition order.
    telling_ones = [item for item in told if item[1] > 1e-9]
    found = [condition for condition, _ in sorted(telling_ones, key=cmp_to_key(more_first))]
    ahead = [condition for condition in found if condition in rules.first]
    return ahead + [condition for condition in found if condition not in ahead]


def exact_score(levels: Sequence[int], weights: Sequence[int]) -> Fraction:
    weighted = sum(weight * level for weight, level in zip(weights, levels, strict=True))
    return Fraction(100, 3) * (min(levels) + Fraction(weighted, sum(weights))) / 2


def rounded(score: Fraction) -> float:
    """Round half up to one decimal."""
    return floor(score * 10 + Fraction(1, 2)) / 10


def score(rules: Rules, answers: Answers) -> dict[str, float]:
    return {
        end: rounded(exact_score([fill if a is None else a for a in answers], rules.weights))
        for end, fill in (("low", 0), ("high", 3))
    }


def weakest_first(rules: Rules, answers: Answers) -> list[tuple[int, int, str]]:
    """Return level, index and id of what is known, the weakest first, ties as defined."""
    known = enumerate(zip(answers, rules.ids, strict=True))
    return sorted((level, index, name) for index, (level, name) in known if level is not None)


def route(rules: Rules, answers: Answers) -> list[dict[str, object]]:
    return [
        {
            "condition": name,
            "level": level,
            "verdict_if_met": verdict(
                rules.gates, tuple(2 if i == index else a for i, a in enumerate(answers))
            ),
        }
        for level, index, name in weakest_first(rules, answers)
        if level < 2
    ]


@cache
def result(rules: Rules, answers: Answers) -> dict[str, Any]:
    """Return what the result says about these answers, whatever the day."""
    counts = spread(rules.gates, answers)
    known = weakest_first(rules, answers)
    return {
        "verdict": verdict(rules.gates, answers),
        "certain": len(counts) == 1,
        "possible": [
            {"verdict": name, "count": counts[name], "share": counts[name] / counts.total()}
            for name in BEST_FIRST
            if name in counts
        ],
        "because": because(rules, answers),
        "score": score(rules, answers),
        "met": sum(level >= 2 for level, _, _ in known),
        "of": len(rules.ids),
        "weakest": known[0][2] if known else None,
        "unknown": [name for name, a in zip(rules.ids, answers, strict=True) if a is None],
        "ask_first": ask_first(rules, answers),
        "route": route(rules, answers),
    }


def stale(on: date | None, today: date) -> bool:
    return on is not None and on + timedelta(days=30) < today


def best_first(rules: Rules, answers: Answers) -> tuple[int, int, float, float]:
    """Return the key by which prospects are listed, the best first."""
    said = result(rules, answers)
    best = min(BEST_FIRST.index(item["verdict"]) for item in said["possible"])
    points = said["score"]
    return best, 1 if said["verdict"] == "find-out" else 0, -points["low"], -points["high"]
