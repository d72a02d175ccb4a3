"""How prospects ended: what tells a team whether the check works, and where its deals break.

They are counted by the verdict that they had, and by the link that broke or held them together.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

from quiz.definition import VERDICTS, Definition, Verdict
from quiz.prospect import Outcome, Prospect
from quiz.report import report_on_answers

FEW = 5
"""With fewer closed prospects than this nothing is said: it could all be chance."""

Z = 1.959963984540054
"""The normal quantile of a two-sided interval of 95 %."""


@dataclass(frozen=True)
class WinRate:
    """The closed prospects that had one verdict: their count, how many were won, and the rate.

    `rate`, `low` and `high` are shares, 0..1. Below FEW all but the count is None.
    """

    verdict: Verdict
    closed: int
    won: int | None
    rate: float | None
    low: float | None
    high: float | None


def win_rates(prospects: Iterable[Prospect], definition: Definition) -> tuple[WinRate, ...]:
    """Count the closed prospects by the verdict of their last check; a row for each verdict.

    One of whom nothing was ever known had no verdict: it came from a list, and teaches nothing.
    """
    closed: Counter[Verdict] = Counter()
    won: Counter[Verdict] = Counter()
    for prospect in prospects:
        if prospect.outcome and (prospect.sheet.stop or not prospect.sheet.empty):
            sheet = prospect.sheet
            verdict = report_on_answers(definition, sheet.answers, sheet.stop).verdict
            closed[verdict] += 1
            won[verdict] += prospect.outcome.result == "won"
    return tuple(_win_rate(verdict, closed[verdict], won[verdict]) for verdict in VERDICTS)


@dataclass(frozen=True)
class Links:
    """What closed prospects of one kind came down to: the won ones (`held`), or all others.

    `told` is of how many of them the link is known. `counts` has for each condition, in definition
    order, how many came down to it; None while `told` is below FEW.
    """

    held: bool
    told: int
    counts: tuple[int, ...] | None


def links(prospects: Iterable[Prospect], definition: Definition) -> tuple[Links, Links]:
    """Count which link broke in what was lost or not decided, and which held in what was won."""
    ends = [prospect.outcome for prospect in prospects if prospect.outcome]
    broke, held = (
        _links([end for end in ends if end.held == held], held, definition)
        for held in (False, True)
    )
    return broke, held


def _links(ends: Sequence[Outcome], held: bool, definition: Definition) -> Links:
    found = Counter(end.link for end in ends if end.link)
    told = found.total()
    counts = None if told < FEW else tuple(found[key] for key in definition.ids)
    return Links(held, told, counts)


def _win_rate(verdict: Verdict, closed: int, won: int) -> WinRate:
    if closed < FEW:
        return WinRate(verdict, closed, None, None, None, None)
    return WinRate(verdict, closed, won, won / closed, *wilson(won, closed))


def wilson(won: int, closed: int) -> tuple[float, float]:
    """Return the 95 % Wilson score interval of `won` out of `closed` (at least 1), as shares.

    Wilson 1927, doi 10.1080/01621459.1927.10502953; it keeps within 0..1 for small numbers too.
    """
    rate, z2 = won / closed, Z * Z
    middle = rate + z2 / (2 * closed)
    reach = Z * sqrt((rate * (1 - rate) + z2 / (4 * closed)) / closed)
    whole = 1 + z2 / closed
    # At both ends the formula gives 0 and 1 exactly, up to rounding.
    low = 0.0 if won == 0 else (middle - reach) / whole
    high = 1.0 if won == closed else (middle + reach) / whole
    return low, high
