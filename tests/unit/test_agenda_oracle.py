"""A week a second time, worked out in another way, over made-up lists; and what holds of any."""

import random
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest

from quiz.prospect import Check, Next, Outcome, Prospect
from quiz.sheet import Sheet
from quiz.views.agenda import NEXT_BEST, Agenda, agenda_of
from tests.unit import oracle
from tests.unit.samples import made
from tests.unit.shipped_definition import ANSWERS, DEFINITION, TODAY
from tests.unit.test_other_definitions import rules

LEAD, OLD, PARK = DEFINITION.lead_days, DEFINITION.stale_after_days, DEFINITION.park_days
WORKING = ("pursue", "develop", "find-out")
SEEDS = range(60)


def by_chance(seed: int) -> list[Prospect]:
    """Return up to 25 prospects with every kind of day, near and far, before today and after it."""
    lot = random.Random(seed)  # noqa: S311 - no secret

    def day(chance: float = 0.5) -> date | None:
        spread = lot.choice([8, 8, 100])
        offset = timedelta(days=lot.randint(-spread, spread))
        return TODAY + offset if lot.random() < chance else None

    found = []
    for number in range(lot.randint(0, 25)):
        kind = lot.choice(["any", "good", "empty"])
        choices = {"any": ANSWERS, "good": (1, 2, 3, None), "empty": (None,)}[kind]
        checks = [
            Check(
                Sheet(
                    tuple(lot.choices(choices, k=5)),
                    TODAY - timedelta(days=lot.randint(0, 70)) if lot.random() < 0.9 else None,
                    day(0.2),
                    stop=lot.random() < 0.1,
                    needed_by=day(0.3),
                    not_before=day(0.3),
                ),
                DEFINITION.ref,
            )
            for _ in range(lot.randint(1, 2))
        ]
        checks.sort(key=lambda check: check.sheet.on or date.min)
        step = Next(lot.choice(["", "bel"]), day()) if lot.random() < 0.5 else None
        step = step if step and (step.what or step.on) else None
        outcome = Outcome("won", TODAY) if lot.random() < 0.15 else None
        found.append(made(f"p{number}", *checks, step=step, outcome=outcome))
    return found


def verdict(prospect: Prospect) -> str:
    return oracle.verdict(oracle.FIVE.gates, prospect.sheet.answers)


def is_open(prospect: Prospect) -> bool:
    return prospect.outcome is None and not prospect.sheet.stop


def rests(prospect: Prospect, today: date) -> bool:
    """Say whether the seller wrote down that nothing happens before a day that is still ahead."""
    sheet = prospect.sheet
    if verdict(prospect) not in WORKING or not sheet.not_before or sheet.not_before <= today:
        return False
    return sheet.on is None or sheet.on < sheet.not_before


def days_of(prospect: Prospect, today: date) -> list[date]:
    """Return the days that a week has because of this prospect, each reason apart."""
    sheet, week = prospect.sheet, today + timedelta(days=6)
    days = [prospect.next.on] if prospect.next and prospect.next.on else []
    if verdict(prospect) == "park":
        answered = sheet.on or today
        named = sheet.revisit or sheet.not_before
        if not named and sheet.needed_by:
            lead = sheet.needed_by - timedelta(days=LEAD)
            named = max(lead, answered + timedelta(days=1))
        days.append(named or answered + timedelta(days=PARK))
    days = [day for day in days if day <= week]
    if verdict(prospect) in WORKING:
        checked = sheet.on or date.min
        if sheet.not_before and checked < sheet.not_before <= week:
            days.append(sheet.not_before)
        if sheet.needed_by and (sheet.needed_by - today).days <= LEAD:
            days.append(sheet.needed_by)
    return days


def found(seed: int) -> tuple[list[Prospect], Agenda]:
    prospects = by_chance(seed)
    return prospects, agenda_of(prospects, DEFINITION, TODAY)


@pytest.mark.parametrize("seed", SEEDS)
def test_nobody_has_two_lines_and_who_is_closed_or_asked_to_stop_has_none(seed: int) -> None:
    """One line for each prospect, and the same lines whatever the order of the list."""
    prospects, agenda = found(seed)
    names = [item.prospect.name for item in agenda.items]
    assert len(names) == len(set(names))
    assert set(names) <= {one.name for one in prospects if is_open(one)}
    assert agenda_of(prospects[::-1], DEFINITION, TODAY) == agenda


@pytest.mark.parametrize("seed", SEEDS)
def test_the_days_of_a_week_are_those_of_the_oracle(seed: int) -> None:
    """Each prospect with a day in the week is there under its first one, all others without."""
    prospects, agenda = found(seed)
    expected = {
        one.name: min(days) for one in prospects if is_open(one) and (days := days_of(one, TODAY))
    }
    assert {item.prospect.name: item.on for item in agenda.items if item.on} == expected
    for item in agenda.items:
        assert item.overdue == (item.on is not None and item.on < TODAY)


@pytest.mark.parametrize("seed", SEEDS)
def test_who_rests_is_left_alone(seed: int) -> None:
    """There is a line for them only if a day of their own falls in the week."""
    prospects, agenda = found(seed)
    there = {item.prospect.name for item in agenda.items}
    for one in prospects:
        if rests(one, TODAY) or verdict(one) in ("park", "walk-away"):
            assert (one.name in there) == (is_open(one) and bool(days_of(one, TODAY)))


@pytest.mark.parametrize("seed", SEEDS)
def test_while_somebody_is_worth_a_call_there_is_something_to_do(seed: int) -> None:
    """The next best thing is named, in this week or as what comes after it."""
    prospects, agenda = found(seed)
    worth = [one for one in prospects if is_open(one) and verdict(one) in WORKING]
    assert not worth or agenda.items or agenda.ahead
    there = {item.prospect.name for item in agenda.items}
    unplanned = [one for one in worth if not rests(one, TODAY) and not (one.next and one.next.on)]
    for one in unplanned:
        if verdict(one) == "pursue":
            assert one.name in there
    left = [one for one in unplanned if one.name not in there]
    named = sum(item.kind == "ask" for item in agenda.items)
    assert named == NEXT_BEST if left else named <= NEXT_BEST


@pytest.mark.parametrize("seed", SEEDS)
def test_the_order_is_the_one_in_which_to_act(seed: int) -> None:
    """Overdue, then by day, then without a day; equals best first, unasked after the others."""
    _, agenda = found(seed)

    def key(one: Prospect) -> tuple[bool, object]:
        unasked = all(level is None for level in one.sheet.answers)
        return unasked, oracle.best_first(rules(DEFINITION), one.sheet.answers)

    undated = [item.prospect for item in agenda.items if item.on is None]
    dated = [item.on for item in agenda.items if item.on]
    assert [item.on for item in agenda.items][: len(dated)] == sorted(dated)
    assert [key(one) for one in undated] == sorted(map(key, undated))


@pytest.mark.parametrize("seed", SEEDS)
def test_what_comes_is_there_on_its_day(seed: int) -> None:
    """Counted ahead by day, the week on a later day has as many; so have the answers too old.

    Park dates that go along with today, and those named for want of a plan, are left out.
    """
    prospects = [
        one
        for one in by_chance(seed)
        if one.sheet.on and (one.sheet.empty or verdict(one) in ("pursue", "park"))
    ]
    prospects = [one for one in prospects if not one.sheet.empty]
    today = agenda_of(prospects, DEFINITION, TODAY)
    for ahead in (0, 1, 6, 7, 30, 31, 59, 100):
        then = TODAY + timedelta(days=ahead)
        later = agenda_of(prospects, DEFINITION, then)
        assert sum(n for day, n in today.begins.items() if day <= then) == len(later.items)
        old = Counter(
            item.prospect.name
            for item in later.items
            if any(reason.kind == "stale" for reason in item.reasons)
        )
        resting = [one for one in prospects if is_open(one) and rests(one, TODAY)]
        if not resting:
            assert sum(n for day, n in today.old.items() if day <= then) == len(old)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_day_ahead_is_the_first_that_a_later_week_has(seed: int) -> None:
    """Of what has a day, nothing comes between this week and it."""
    prospects, agenda = found(seed)
    dated = [
        replace(one, checks=(*one.checks[:-1], Check(one.sheet, DEFINITION.ref)))
        for one in prospects
        if is_open(one) and one.sheet.on
    ]
    agenda = agenda_of(dated, DEFINITION, TODAY)
    before = {one.name: days_of(one, TODAY) for one in dated}
    for offset in range(1, 250):
        then = TODAY + timedelta(days=offset)
        new = [one for one in dated if set(days_of(one, then)) - set(before[one.name])]
        if new:
            assert agenda.ahead
            assert agenda.ahead[0] <= then + timedelta(days=6)
            break
    else:
        assert agenda.ahead is None
