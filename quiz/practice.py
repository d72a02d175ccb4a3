"""How well ratings agree: a learner's with the key of a practice case, or two raters' own.

A rating is the pair of what one gave and what the other gave for the same condition of the same
case: a level 0..3 or None for unknown.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from quiz.definition import Answer, Level

type Pair = tuple[Answer, Answer]
"""What the learner gave, and what the key says (or what two raters gave)."""

type Undefined = Literal["no-ratings", "no-variance"]

FEW = 10
"""With fewer pairs than this a kappa says nothing yet; it is computed and not shown."""

BETWEEN = 2
"""So many other cases at least stand between a case and its look-alike, where there are as many."""

WEEKS = (1, 3, 8, 20)
"""When to practise again, in weeks after a lesson: without follow-up a skill fades (Schwalbe 2014,
doi 10.1111/add.12558)."""

SESSION = 3
"""How many cases one rates in ten minutes."""


@dataclass(frozen=True)
class Measure:
    """A figure, or the reason why there is none; `of` is the number of pairs that it rests on."""

    value: float | None
    of: int
    undefined: Undefined | None = None


@dataclass(frozen=True)
class Agreement:
    """How a learner's ratings agree with the key.

    `exact`, `within_one` (shares, 0..1), `kappa` (-1..1) and `optimism` (mean of learner minus key,
    -3..3) are taken over the pairs where both gave a level. `assuming` is the share (0..1) of what
    the key leaves unknown that the learner rated anyway; `missed` the share of the key's
    levels that the learner called unknown.
    """

    exact: Measure
    within_one: Measure
    kappa: Measure
    optimism: Measure
    assuming: Measure
    missed: Measure


def agreement(pairs: Sequence[Pair]) -> Agreement:
    """Measure the agreement in these pairs of learner and key."""
    both = [(mine, key) for mine, key in pairs if mine is not None and key is not None]
    key_unknown = [mine for mine, key in pairs if key is None]
    key_level = [mine for mine, key in pairs if key is not None]
    return Agreement(
        exact=_share(mine == key for mine, key in both),
        within_one=_share(abs(mine - key) <= 1 for mine, key in both),
        kappa=weighted_kappa(both),
        optimism=_mean([mine - key for mine, key in both]),
        assuming=_share(mine is not None for mine in key_unknown),
        missed=_share(mine is None for mine in key_level),
    )


def weighted_kappa(pairs: Sequence[tuple[Level, Level]]) -> Measure:
    """Return Cohen's kappa with quadratic weights.

    1 - Σ(i - j)² observed / Σ(i - j)² expected, the expected counts being the products of the two
    raters' own counts (Cohen 1968, doi 10.1037/h0026256). With whole numbers the sums reduce to
    n × Σ(a - b)² over Σ over all pairs of an a with a b of (a - b)². Where the latter is 0, all
    ratings being the same, kappa is not defined.
    """
    count = len(pairs)
    if count == 0:
        return Measure(None, 0, "no-ratings")
    first, second = [a for a, _ in pairs], [b for _, b in pairs]
    observed = count * sum((a - b) ** 2 for a, b in pairs)
    squares = sum(a * a for a in first) + sum(b * b for b in second)
    expected = count * squares - 2 * sum(first) * sum(second)
    if expected == 0:
        return Measure(None, count, "no-variance")
    return Measure((expected - observed) / expected, count)


def _share(found: Iterable[bool]) -> Measure:
    return _mean([int(item) for item in found])


def _mean(numbers: Sequence[int]) -> Measure:
    if not numbers:
        return Measure(None, 0, "no-ratings")
    return Measure(sum(numbers) / len(numbers), len(numbers))


type Comparison = Literal["same", "higher", "lower", "assumed", "missed"]


def comparison(mine: Answer, key: Answer) -> Comparison:
    """Say how a rating compares with the key."""
    if mine == key:
        return "same"
    if key is None:
        return "assumed"
    if mine is None:
        return "missed"
    return "higher" if mine > key else "lower"


OUTCOMES: Sequence[Comparison] = ("same", "higher", "lower", "assumed", "missed")

type Tally = Mapping[Comparison, int]
"""How often each outcome of a comparison occurs; those that do not occur are there as 0."""


def tally(pairs: Iterable[Pair]) -> Tally:
    """Count how answers compare with the key: all of them, unknown ones as well."""
    counts = Counter(comparison(mine, key) for mine, key in pairs)
    return {outcome: counts[outcome] for outcome in OUTCOMES}


def stop_comparison(mine: bool, key: bool) -> Comparison | None:
    """Say how having ticked that they asked not to be contacted compares with the key.

    None where neither of the two says so: then there is nothing to say about it.
    """
    if mine == key:
        return "same" if key else None
    return "missed" if key else "assumed"


@dataclass(frozen=True)
class Rated:
    """One time that a learner rated a case: which one, when, and the pairs with its key.

    `stop` says how the tick for whom asked not to be contacted compares; it is no part of the
    agreement, which is over the conditions.
    """

    case: str
    on: date
    pairs: tuple[Pair, ...]
    stop: Comparison | None = None

    @property
    def misjudged(self) -> int:
        """How far off it was: levels too high or low, and 1 for each unknown on one side only.

        And 1 for a tick that one side alone has.
        """
        return (self.stop in ("assumed", "missed")) + sum(
            int(mine is not key) if mine is None or key is None else abs(mine - key)
            for mine, key in self.pairs
        )


def mixed_path(
    cases: Sequence[str],
    history: Sequence[Rated],
    today: date,
    repeat_after: int,
    pairs: Mapping[str, str] | None = None,
) -> list[str]:
    """Return the cases to rate now, in order: misjudged ones first, then new, then known ones.

    A case comes back `repeat_after` days after it was last rated, however often it was: equal
    intervals do as well as growing ones (Latimier 2021, doi 10.1007/s10648-020-09572-8). Cases that
    are not due are left out; `cases` is the order for new ones. `pairs` names the look-alike of a
    case that has one: the two are kept apart, and so a path never begins with both.
    """
    due = due_cases(cases, history, today, repeat_after)
    wrong = sorted((r for r in due if r.misjudged), key=lambda r: (-r.misjudged, r.on, r.case))
    right = sorted((r for r in due if not r.misjudged), key=lambda r: (r.on, r.case))
    rated = {r.case for r in history}
    new = [case for case in cases if case not in rated]
    order = [r.case for r in wrong] + new + [r.case for r in right]
    return _kept_apart(order, pairs or {}, [r.case for r in history if r.on == today])


def due_cases(
    cases: Sequence[str], history: Sequence[Rated], today: date, repeat_after: int
) -> list[Rated]:
    """Return the last rating of each of these cases that has come back by today."""
    return [
        rated
        for rated in latest(history).values()
        if rated.case in cases and today - rated.on >= timedelta(days=repeat_after)
    ]


def talks_due(
    played: Sequence[tuple[str, date, float]], today: date, repeat_after: int
) -> list[str]:
    """Return the conversations that have come back by today, those that were asked worst first.

    Each of `played` is the id of a conversation, the day, and the share (0..1) that the learner's
    words settled of what there was to settle; the last one of each counts, and of equals the one
    that is longest ago comes first. It comes back `repeat_after` days after it was last played.
    """
    last = {name: (won, on) for name, on, won in sorted(played, key=lambda one: one[1])}
    due = [name for name, (_, on) in last.items() if today - on >= timedelta(days=repeat_after)]
    return sorted(due, key=last.__getitem__)


def _kept_apart(order: Sequence[str], pairs: Mapping[str, str], before: Sequence[str]) -> list[str]:
    """Move look-alikes back until enough stands between them; `before` is what was rated today."""
    left, path = list(order), list(before[-BETWEEN:])
    start = len(path)
    while left:
        for between in range(BETWEEN, -1, -1):
            near = path[max(len(path) - between, 0) :]
            fits = [case for case in left if pairs.get(case) not in near]
            if fits:
                break
        path.append(fits[0])
        left.remove(fits[0])
    return path[start:]


def hardest(history: Sequence[Rated]) -> list[str]:
    """Return the case whose answers were least often right, over all times that it was rated.

    Of several the one that was further off, then the one that was rated more often, and all that
    are equal still; none where all was right.
    """
    totals: dict[str, tuple[float, int, int]] = {}
    for case in latest(history):
        times = [rated for rated in history if rated.case == case]
        counts = tally(pair for rated in times for pair in rated.pairs)
        right, of = counts["same"], sum(counts.values())
        if right < of:
            totals[case] = (right / of, -sum(rated.misjudged for rated in times), -of)
    return [case for case, total in totals.items() if total == min(totals.values())]


def session_of(
    history: Sequence[Rated], today: date | None = None, count: int = SESSION
) -> list[str]:
    """Return the cases for a short session, at most `count`, by how they were last rated.

    Those that were misjudged come first, the furthest off before the others; what room is left is
    for those that were right, the longest ago first. What was rated today is part of it already:
    it takes room, and does not come again.
    """
    last = list(latest(history).values())
    room = count - sum(rated.on == today for rated in last)
    left = [rated for rated in last if rated.on != today]
    left.sort(key=lambda r: (-r.misjudged, r.on, r.case))
    return [rated.case for rated in left[: max(room, 0)]]


def latest(history: Sequence[Rated]) -> Mapping[str, Rated]:
    """Return for each case the last time that it was rated; of equal days the later entry."""
    last: dict[str, Rated] = {}
    for rated in history:
        if rated.case not in last or rated.on >= last[rated.case].on:
            last[rated.case] = rated
    return last


def by_day(history: Sequence[Rated]) -> list[tuple[date, Tally]]:
    """Return how the answers of each day compare with the key, oldest day first."""
    days = sorted({rated.on for rated in history})
    return [
        (day, tally(pair for rated in history if rated.on == day for pair in rated.pairs))
        for day in days
    ]


def by_condition(history: Sequence[Rated]) -> list[Tally]:
    """Return how the answers to each condition compare with the key, in the conditions' order."""
    return [tally(pairs) for pairs in zip(*(rated.pairs for rated in history), strict=True)]


@dataclass(frozen=True)
class Spread:
    """How a group rated one condition of one case.

    `counts` are for the levels 0..3 and unknown, in that order; `range` is the highest level minus
    the lowest. `differ` says that the group is not of one mind: levels differ by two or more, or
    some rated what others left unknown. `talk` says that it had better argue about it: it differs,
    or most differ from the key. While the key is closed, `differ` alone may be shown.
    """

    counts: tuple[int, int, int, int, int]
    range: int
    differ: bool
    talk: bool


def spread(ratings: Sequence[Answer], key: Answer) -> Spread:
    """Describe how a group rated one condition of one case, whose key is given."""
    levels = [rating for rating in ratings if rating is not None]
    apart = max(levels) - min(levels) if levels else 0
    unknown = len(ratings) - len(levels)
    off = sum(rating != key for rating in ratings)
    differ = apart >= 2 or 0 < unknown < len(ratings)
    return Spread(
        counts=(
            levels.count(0),
            levels.count(1),
            levels.count(2),
            levels.count(3),
            unknown,
        ),
        range=apart,
        differ=differ,
        talk=differ or 2 * off > len(ratings),
    )


def spread_of_stop(ticks: Sequence[bool], key: bool) -> Spread:
    """Describe who of a group ticked that somebody asked not to be contacted.

    The first count is of those who did, the last of those who did not; to be talked about where
    most of them are wrong, or where they differ.
    """
    said = sum(ticks)
    off = len(ticks) - said if key else said
    differ = 0 < said < len(ticks)
    return Spread(
        counts=(said, 0, 0, 0, len(ticks) - said),
        range=0,
        differ=differ,
        talk=differ or 2 * off > len(ticks),
    )
