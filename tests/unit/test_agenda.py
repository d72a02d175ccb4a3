"""What this week asks for: what falls due, what has no plan, what grew old or stands still."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from quiz.prospect import Next, Outcome, Prospect
from quiz.sheet import Sheet
from quiz.views.agenda import agenda_of, this_week
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
    revisited = made("a", type(one)(Sheet(levels(PURSUE), TODAY, TODAY), one.definition))
    assert asked(revisited) == [("a", "unplanned", None, False)]


@pytest.mark.parametrize("age", [0, 30, 31, 400])
def test_who_is_to_be_pursued_needs_a_step_with_a_day(age: int) -> None:
    """Without one it is named, however old the answers; a day after this week is plan enough."""
    bare = made("a", check(PURSUE, day(-age)))
    for one in (bare, replace(bare, next=Next("bel", None))):
        assert asked(one) == [("a", "unplanned", None, False)]
        assert [reason.kind for reason in this_week([one], DEFINITION, TODAY)[0].reasons] == [
            "unplanned",
            *(["stale"] if age > 30 else []),
        ]
    planned = replace(bare, next=Next("bel", day(20)))
    assert asked(planned) == ([("a", "stale", None, False)] if age > 30 else [])


@pytest.mark.parametrize("answers", [DEVELOP, "2?222", FIND_OUT])
def test_the_best_for_whom_nothing_is_planned_are_named(answers: str) -> None:
    """A few at most, the best first; who has a day ahead is planned for."""
    assert asked(made("a", answers)) == [("a", "ask", None, False)]
    assert asked(stepping("a", None, answers)) == [("a", "ask", None, False)]
    assert asked(stepping("a", 7, answers)) == []
    many = [made(f"b{n}", answers) for n in range(9)]
    better = made("c", "2?333")
    assert [name for name, *_ in asked(*many, better)] == ["c", "b0", "b1"]


def test_of_whom_nothing_is_known_comes_after_those_who_were_asked() -> None:
    """Though anything is possible still; and there are no answers that could be too old."""
    unasked = made("a", check(FIND_OUT, day(-99)))
    asked_once = made("b", "1????")
    assert [(name, kind) for name, kind, *_ in asked(unasked, asked_once)] == [
        ("b", "ask"),
        ("a", "ask"),
    ]


# --- who rests ---


def resting(offset: int, on: int = -1, answers: str = PURSUE, **more: Any) -> Prospect:
    sheet = Sheet(levels(answers), day(on), not_before=day(offset), **more)
    return made("a", type(check(answers))(sheet, DEFINITION.ref))


@pytest.mark.parametrize("answers", [PURSUE, DEVELOP, "2?222"])
@pytest.mark.parametrize(
    ("offset", "there", "overdue"),
    [(-400, 1, True), (-1, 1, True), (0, 1, False), (6, 1, False), (7, 0, False), (400, 0, False)],
)
def test_who_rests_until_a_day_is_taken_up_on_that_day(
    answers: str, offset: int, there: int, overdue: bool
) -> None:
    """Not before its week, and with the day in its place among the others."""
    one = resting(offset, min(offset, 0) - 1, answers)
    assert asked(one) == [("a", "take-up", offset, overdue)][:there]


def test_who_was_checked_since_is_taken_up() -> None:
    """A check on that day or after it has seen to it."""
    for on in (-3, -1):
        assert asked(resting(-3, on)) == [("a", "unplanned", None, False)]
    assert asked(resting(-3, -4)) == [("a", "take-up", -3, True)]


def test_rest_is_rest() -> None:
    """Old answers and a missing step wait; what has a day in this week itself does not."""
    assert asked(resting(9, -99)) == []
    assert asked(replace(resting(9, -99), next=Next("bel", day(-2)))) == [("a", "next", -2, True)]
    assert asked(resting(9, -99, needed_by=day(20))) == [("a", "needed", 20, False)]
    assert asked(resting(9, -99, needed_by=day(DEFINITION.lead_days + 1))) == []


# --- what comes after the week ---


def coming(*prospects: Prospect) -> tuple[int, str, str] | None:
    """Return the first thing after this week: its day counted from today, whose, its kind."""
    found = agenda_of(prospects, DEFINITION, TODAY).ahead
    return found and ((found[0] - TODAY).days, found[1].prospect.name, found[1].kind)


def test_the_next_day_is_the_first_of_any_kind() -> None:
    """A step, a park date or a day to take up; what must work counts from when the week has it."""
    step, park = stepping("step", 21), parked("park", 14)
    rest = replace(resting(10), name="rest", id="rest")
    must = Sheet(levels(PURSUE), TODAY, needed_by=day(DEFINITION.lead_days + 8))
    needed = replace(stepping("needed", 50), checks=(type(check(PURSUE))(must, DEFINITION.ref),))
    everyone = [step, park, rest, needed]
    found = [
        (8, "needed", "needed"),
        (10, "rest", "take-up"),
        (14, "park", "revisit"),
        (21, "step", "next"),
    ]
    for one in found:
        assert coming(*everyone) == one
        everyone = [other for other in everyone if other.name != one[1]]
    assert coming() is None
    assert coming(made("a", WALK_AWAY), made("b", PURSUE, outcome=Outcome("won", TODAY))) is None


@pytest.mark.parametrize(
    ("answers", "there"),
    [
        (PURSUE, True),
        (DEVELOP, True),
        ("2?222", True),
        (FIND_OUT, False),
        (PARK, False),
        (WALK_AWAY, False),
    ],
)
def test_answers_that_grew_old_are_asked_again_where_it_matters(answers: str, there: bool) -> None:
    """More than thirty days is old; a parked prospect has a day of its own, others are let go."""
    found = agenda_of([made("a", check(answers, day(-31)))], DEFINITION, TODAY)
    said = [reason.kind for item in found.items for reason in item.reasons]
    assert ("stale" in said) == there
    assert found.old == ({TODAY: 1} if there else {})
    younger = agenda_of([made("a", check(answers, day(-30)))], DEFINITION, TODAY)
    assert younger.old == ({day(1): 1} if there else {})


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


def test_one_prospect_has_one_line_with_all_there_is_to_say() -> None:
    """A park date and a next step are told together, the first day first."""
    both = made("a", check(PARK, day(-90)), step=Next("bel", day(-1)))
    (item,) = this_week([both], DEFINITION, TODAY)
    assert [(reason.kind, reason.on) for reason in item.reasons] == [
        ("next", day(-1)),
        ("revisit", TODAY),
    ]
    assert (item.kind, item.on, item.overdue) == ("next", day(-1), True)


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
        "old",
        "older",
        "still",
    ]
    assert [name for name, *_ in asked(*reversed(prospects))] == order


def test_the_last_days_there_are_end_no_week() -> None:
    """A day at the end of the calendar is no crash."""
    prospect = made("a", PURSUE, step=Next("bel", date.max))
    assert this_week([prospect], DEFINITION, date.max)[0].on == date.max
    assert this_week([prospect], DEFINITION, date.min) == ()
