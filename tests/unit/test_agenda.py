"""What this week asks for: what falls due, what is overdue, what grew old and what stands still."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from quiz.prospect import Next, Outcome, Prospect
from quiz.sheet import Sheet
from quiz.views.agenda import this_week
from tests.unit.samples import check, levels, made
from tests.unit.shipped_definition import DEFINITION, TODAY

PURSUE, DEVELOP, PARK, WALK_AWAY, FIND_OUT = "22222", "22122", "22202", "02222", "?????"


def day(offset: int) -> date:
    return TODAY + timedelta(days=offset)


def asked(*prospects: Prospect) -> list[tuple[str, str, int | None, bool]]:
    """Return each item: whose, its kind, its day counted from today and whether it is overdue."""
    return [
        (item.prospect.name, item.kind, (item.on - TODAY).days if item.on else None, item.overdue)
        for item in this_week(prospects, DEFINITION, TODAY)
    ]


def parked(name: str, offset: int) -> Prospect:
    one = check(PARK)
    return made(name, type(one)(Sheet(levels(PARK), TODAY, day(offset)), one.definition))


def stepping(name: str, offset: int | None, answers: str = PURSUE) -> Prospect:
    return made(name, answers, step=Next("bel", None if offset is None else day(offset)))


@pytest.mark.parametrize("make", [parked, stepping])
@pytest.mark.parametrize(
    ("offset", "there", "overdue"),
    [(-400, 1, True), (-1, 1, True), (0, 1, False), (1, 1, False), (6, 1, False), (7, 0, False)],
)
def test_a_week_has_seven_days(
    make: Callable[[str, int], Prospect], offset: int, there: int, overdue: bool
) -> None:
    """What falls due today or within the six days after it is there; before today it is overdue."""
    kind = "revisit" if make is parked else "next"
    assert asked(make("a", offset)) == [("a", kind, offset, overdue)][:there]


def test_a_park_date_follows_from_the_check() -> None:
    """Without a day of the seller's own, a parked prospect is due ninety days after its check."""
    assert asked(made("a", check(PARK, day(-84)))) == [("a", "revisit", 6, False)]
    assert asked(made("a", check(PARK, day(-83)))) == []


def test_a_day_to_look_again_counts_for_parked_prospects_alone() -> None:
    """A park date on a sheet that says something else is no park date."""
    one = check(PURSUE)
    assert asked(made("a", type(one)(Sheet(levels(PURSUE), TODAY, TODAY), one.definition))) == []


def test_a_step_without_a_day_is_not_due() -> None:
    """A next step without a day falls on no week."""
    assert asked(stepping("a", None)) == []


@pytest.mark.parametrize(
    ("answers", "there"),
    [(PURSUE, True), (DEVELOP, True), (FIND_OUT, True), (PARK, False), (WALK_AWAY, False)],
)
def test_answers_that_grew_old_are_asked_again_where_it_matters(answers: str, there: bool) -> None:
    """More than thirty days is old; a parked prospect has a day of its own, others are let go."""
    assert asked(made("a", check(answers, day(-31)))) == [("a", "stale", None, False)] * there
    assert asked(made("a", check(answers, day(-30)))) == []


def test_a_prospect_that_stands_still_is_asked_about() -> None:
    """Two checks in a row without progress are there, also when they grew old since."""
    still = made("a", check(DEVELOP, day(-9)), check(DEVELOP, day(-2)))
    assert asked(still) == [("a", "stalled", None, False)]
    old = made("a", check(DEVELOP, day(-99)), check(DEVELOP, day(-90)))
    assert asked(old) == [("a", "stalled", None, False)]


def test_closed_prospects_ask_for_nothing() -> None:
    """What was won, lost or ended otherwise is over."""
    outcome = Outcome("lost", TODAY)
    assert asked(made("a", check(PARK, day(-400)), step=Next("bel", TODAY), outcome=outcome)) == []
    assert asked(made("a", check(DEVELOP, day(-400)), outcome=outcome)) == []


def test_one_prospect_may_ask_for_more_than_one_thing() -> None:
    """A park date and a next step are two things to do."""
    both = made("a", check(PARK, day(-90)), step=Next("bel", day(-1)))
    assert asked(both) == [("a", "next", -1, True), ("a", "revisit", 0, False)]


def test_the_order_of_a_week() -> None:
    """The overdue come first, then the days in turn, then what has no day; equals best first."""
    prospects = [
        made("old", check(PURSUE, day(-40))),
        made("older", check(DEVELOP, day(-40))),
        made("still", check(DEVELOP, day(-9)), check(DEVELOP, day(-2))),
        stepping("later", 3),
        stepping("today, weaker", 0, DEVELOP),
        stepping("today, z", 0),
        stepping("today, a", 0),
        stepping("late", -1),
        parked("latest", -5),
    ]
    order = [name for name, *_ in asked(*prospects)]
    assert order == [
        "latest",
        "late",
        "today, a",
        "today, z",
        "today, weaker",
        "later",
        "still",
        "old",
        "older",
    ]
    assert [name for name, *_ in asked(*reversed(prospects))] == order


def test_the_last_days_there_are_end_no_week() -> None:
    """A day at the end of the calendar is no crash."""
    prospect = made("a", PURSUE, step=Next("bel", date.max))
    assert this_week([prospect], DEFINITION, date.max)[0].on == date.max
    assert this_week([prospect], DEFINITION, date.min) == ()
