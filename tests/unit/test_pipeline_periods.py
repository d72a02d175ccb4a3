"""Weeks and months, and how prospects stood at the end of each."""

from datetime import date, timedelta

import pytest

from quiz.prospect import Outcome, Prospect
from quiz.report import report_on_answers
from quiz.sheet import Sheet
from quiz.views.periods import by_week, period_ends, standings
from tests.unit.samples import check, closed, made
from tests.unit.shipped_definition import DEFINITION, TODAY


def day(text: str) -> date:
    return date.fromisoformat(f"2026-{text}")


def counted(*prospects: Prospect) -> list[tuple[str, dict[str, int]]]:
    """Return each period's end with the verdicts that occur at it."""
    found = standings(
        prospects,
        lambda sheet: report_on_answers(DEFINITION, sheet.answers, sheet.stop).verdict,
        TODAY,
    )
    return [
        (standing.until.strftime("%m-%d"), {v: n for v, n in standing.counts.items() if n})
        for standing in found
    ]


@pytest.mark.parametrize(
    ("first", "ends"),
    [
        ("11-24", ["11-24"]),
        ("11-23", ["11-24"]),
        ("11-22", ["11-22", "11-24"]),
        ("11-16", ["11-22", "11-24"]),
        ("11-15", ["11-15", "11-22", "11-24"]),
    ],
)
def test_a_week_ends_on_sunday_and_the_last_one_today(first: str, ends: list[str]) -> None:
    """Today, a Tuesday, ends the week that is under way."""
    assert period_ends([day(first)], TODAY) == tuple(map(day, ends))


def test_on_a_sunday_the_week_is_over() -> None:
    """A week that ends today is told once."""
    assert period_ends([day("11-16")], day("11-22")) == (day("11-22"),)


def test_more_than_half_a_year_is_told_by_month() -> None:
    """26 weeks are told as weeks; a day more, and the months take over."""
    weeks = period_ends([day("06-01")], TODAY)
    assert (len(weeks), weeks[0], by_week(weeks)) == (26, day("06-07"), True)
    months = period_ends([day("05-31")], TODAY)
    assert months == tuple(
        map(day, ("05-31", "06-30", "07-31", "08-31", "09-30", "10-31", "11-24"))
    )
    assert not by_week(months)


def test_no_more_than_the_latest_26_months() -> None:
    """However long ago the first check was, the picture keeps its size."""
    ends = period_ends([date(1, 1, 1)], TODAY)
    assert (len(ends), ends[0], ends[-1]) == (26, date(2024, 10, 31), TODAY)


@pytest.mark.parametrize("today", [date.min, date.max])
def test_the_ends_of_the_calendar_are_days_too(today: date) -> None:
    """The first and the last day there is are no reason to fail."""
    assert period_ends([today], today) == (today,)


def test_a_prospect_stands_as_it_was_known_then() -> None:
    """At each end the latest check on or before it counts, and nothing before the first."""
    prospect = made(
        "a",
        check("22220", day("11-08")),
        check("22221", day("11-15")),
        check("22222", day("11-23")),
    )
    late = made("b", check("02222", day("11-18")))
    assert counted(prospect, late) == [
        ("11-08", {"park": 1}),
        ("11-15", {"develop": 1}),
        ("11-22", {"develop": 1, "walk-away": 1}),
        ("11-24", {"pursue": 1, "walk-away": 1}),
    ]


def test_a_closed_prospect_counts_until_it_is_closed() -> None:
    """From the day of its closing on it is no open prospect any more."""
    ended = made("a", check("22222", day("11-08")), outcome=Outcome("lost", day("11-15")))
    assert counted(ended) == [("11-08", {"pursue": 1}), ("11-15", {}), ("11-22", {}), ("11-24", {})]


def test_a_closing_without_a_day_is_that_of_the_last_check() -> None:
    """Who does not say when it was closed knows it from the last check on."""
    ended = made(
        "a",
        check("22221", day("11-08")),
        check("22222", day("11-15")),
        outcome=Outcome("won", None),
    )
    assert counted(ended) == [
        ("11-08", {"develop": 1}),
        ("11-15", {}),
        ("11-22", {}),
        ("11-24", {}),
    ]
    assert counted(closed("a", "22222", on=None)) == [("11-24", {})]


def test_a_check_without_a_day_counts_from_today() -> None:
    """When it was made is not known, and so it is told of no earlier week; nor is tomorrow's."""
    dated = made("a", check("22222", day("11-15")))
    undated = made("b", check("22220", None))
    tomorrow = made("c", check("02222", TODAY + timedelta(days=1)))
    assert counted(dated, undated, tomorrow) == [
        ("11-15", {"pursue": 1}),
        ("11-22", {"pursue": 1}),
        ("11-24", {"pursue": 1, "park": 1, "walk-away": 1}),
    ]


def test_the_order_of_checks_is_that_of_their_days() -> None:
    """A check of an earlier day that was added later is no later one."""
    prospect = made("a", check("22222", day("11-20")), check("22220", day("11-10")))
    assert counted(prospect)[-1] == ("11-24", {"pursue": 1})


def test_every_sheet_is_judged_by_the_function_given() -> None:
    """The periods know no verdicts: they ask for them."""
    asked: list[Sheet] = []

    def park(sheet: Sheet) -> str:
        asked.append(sheet)
        return "park"

    found = standings([made("a", "22222", "33333")], park, TODAY)  # type: ignore[arg-type]
    assert len(asked) == 2
    assert found[-1].counts["park"] == 1
