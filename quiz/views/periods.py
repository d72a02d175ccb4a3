"""Weeks and months up to today, and how prospects stood at the end of each."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from quiz.definition import VERDICTS, Verdict
from quiz.prospect import Prospect
from quiz.sheet import Sheet

MOST = 26
"""The most weeks, and the most months, that are shown one by one: half a year, and two years."""


@dataclass(frozen=True)
class Standing:
    """How many open prospects had each verdict at the end of a day, as was known by then."""

    until: date
    counts: dict[Verdict, int]


def standings(
    prospects: Sequence[Prospect],
    verdict: Callable[[Sheet], Verdict],
    today: date,
) -> tuple[Standing, ...]:
    """Count the open prospects by verdict at each period's end, oldest first, today the last.

    A check counts from its day on, one without a day from today. A closed prospect counts until
    the day on which it was closed. Before the first check there is nothing to count.
    """
    ends = period_ends(_days(prospects, today), today)
    counts = [dict.fromkeys(VERDICTS, 0) for _ in ends]
    for prospect in prospects:
        checks = sorted(
            ((_day(check.sheet, today), verdict(check.sheet)) for check in prospect.checks),
            key=lambda check: check[0],
        )
        closed = date.max
        if prospect.outcome:  # without a day, it was closed when it was last seen
            closed = prospect.outcome.on or checks[-1][0]
        for index, end in enumerate(ends):
            known = [given for day, given in checks if day <= end]
            if known and end < closed:
                counts[index][known[-1]] += 1
    return tuple(Standing(end, count) for end, count in zip(ends, counts, strict=True))


def period_ends(days: Iterable[date], today: date) -> tuple[date, ...]:
    """Return the last days of the weeks (Monday to Sunday) from the first day to today's.

    Of the months when that are more weeks than MOST, of the latest MOST months at the most. The
    last of them is today, since its period is not over.
    """
    first = min(days, default=today)
    # Sundays are the days whose number, counted from the first day of year 1, is a multiple of 7.
    sundays = range(-(-first.toordinal() // 7) * 7, today.toordinal(), 7)
    if len(sundays) < MOST:
        return (*map(date.fromordinal, sundays), today)
    return (*_months(first, today), today)


def by_week(ends: Sequence[date]) -> bool:
    """Say whether these ends are those of weeks."""
    return len(ends) < 3 or (ends[1] - ends[0]).days == 7


def _months(first: date, today: date) -> list[date]:
    """Return the last days of the months since the first day that are over, the latest ones."""
    ends: list[date] = []
    start = today.replace(day=1)
    while start > first and len(ends) < MOST - 1:
        ends.append(start - timedelta(days=1))
        start = ends[-1].replace(day=1)
    return ends[::-1]


def _days(prospects: Iterable[Prospect], today: date) -> Iterable[date]:
    for prospect in prospects:
        for check in prospect.checks:
            yield _day(check.sheet, today)


def _day(sheet: Sheet, today: date) -> date:
    """Return the day of a sheet; today for none, and for one that has yet to come."""
    return min(sheet.on or today, today)
