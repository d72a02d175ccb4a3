"""What the day does to a result: when answers are stale, and when to look at a prospect again."""

from datetime import date, timedelta

import pytest

from quiz.report import as_data, report_on
from quiz.sheet import Answers, Sheet
from tests.unit import oracle
from tests.unit.shipped_definition import DEFINITION, SHEETS, TODAY, result

PARKED: Answers = (2, 2, 2, 0, 2)
PARKED_UNSURE: Answers = (None, 2, 2, 0, 2)


@pytest.mark.parametrize(
    ("age", "stale"),
    [(0, False), (1, False), (29, False), (30, False), (31, True), (365, True), (-1, False)],
)
def test_answers_are_stale_after_thirty_days(age: int, stale: bool) -> None:
    """Answers are stale once they are more than thirty days old, the thirtieth not included."""
    sheet = Sheet(PARKED, on=TODAY - timedelta(days=age))
    assert report_on(DEFINITION, sheet, TODAY).stale is stale


def test_stale_agrees_with_the_calendar_all_year() -> None:
    """For every day of two years the answer is what counting on a calendar gives."""
    days = [TODAY - timedelta(days=age) for age in range(-365, 366)]
    stale = [report_on(DEFINITION, Sheet(PARKED, on=day), TODAY).stale for day in days]
    assert stale == [oracle.stale(day, TODAY) for day in days]


def test_answers_without_a_date_are_never_stale() -> None:
    """Without `on` no sheet at all is called stale."""
    assert [a for a in SHEETS if result(a)["stale"]] == []


@pytest.mark.parametrize("answers", [PARKED, PARKED_UNSURE], ids=["certain", "not-certain"])
@pytest.mark.parametrize(
    ("on", "own", "revisit"),
    [
        (None, None, date(2027, 2, 22)),
        (date(2026, 11, 1), None, date(2027, 1, 30)),
        (None, date(2026, 12, 1), date(2026, 12, 1)),
        (date(2026, 11, 1), date(2026, 12, 1), date(2026, 12, 1)),
        (date(2026, 11, 1), date(2026, 10, 1), date(2026, 10, 1)),
    ],
    ids=["from-today", "from-the-answers", "own", "own-before-the-answers'", "own-in-the-past"],
)
def test_a_parked_prospect_is_looked_at_again(
    answers: Answers, on: date | None, own: date | None, revisit: date
) -> None:
    """The seller's own date goes first, then the answers' plus 90 days, then today's plus 90."""
    assert report_on(DEFINITION, Sheet(answers, on, own), TODAY).revisit == revisit


def test_only_a_parked_prospect_has_a_day_to_look_again() -> None:
    """On all 3125 sheets there is a day to look again exactly under park, own date or not."""
    for own in (None, date(2026, 12, 1)):
        reports = [report_on(DEFINITION, Sheet(a, revisit=own), TODAY) for a in SHEETS]
        assert all((r.revisit is not None) == (r.verdict == "park") for r in reports)


def test_the_day_travels_as_text() -> None:
    """In the data the day to look again is written as YYYY-MM-DD."""
    assert as_data(report_on(DEFINITION, Sheet(PARKED), TODAY))["revisit"] == "2027-02-22"


def test_the_end_of_the_calendar_is_no_crash() -> None:
    """Answers from the end of the calendar get a verdict, and its last day to look again."""
    last = report_on(DEFINITION, Sheet(PARKED, on=date.max), TODAY)
    assert (last.verdict, last.revisit, last.stale) == ("park", date.max, False)


def test_the_report_depends_on_the_day_it_is_given() -> None:
    """The same sheet is fresh or stale by the day that is passed in, not by the clock."""
    sheet = Sheet(PARKED, on=date(1999, 1, 1))
    fresh, stale = date(1999, 1, 31), date(1999, 2, 1)
    assert not report_on(DEFINITION, sheet, fresh).stale
    assert report_on(DEFINITION, sheet, stale).stale
