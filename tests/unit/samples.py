"""Makes lists of prospects, small ones by hand and large ones by lot."""

import random
from datetime import date, timedelta

from quiz.prospect import Check, Next, Outcome, Prospect, Result
from quiz.sheet import Answers, Sheet
from tests.unit.shipped_definition import ANSWERS, DEFINITION, TODAY

CHANGED = "2026-11-24T09:00:00.000Z"


def check(answers: str, on: date | None = TODAY) -> Check:
    """Return a check with these answers, a sign for each: `2?310` has a level unknown."""
    return Check(Sheet(levels(answers), on), DEFINITION.ref)


def levels(answers: str) -> Answers:
    return tuple(ANSWERS[-1 if sign == "?" else int(sign)] for sign in answers)


def made(
    name: str,
    *checks: Check | str,
    seller: str = "",
    step: Next | None = None,
    outcome: Outcome | None = None,
) -> Prospect:
    """Return a prospect; a check is one, or its answers as of today."""
    given = tuple(check(item) if isinstance(item, str) else item for item in checks)
    return Prospect(name, name, seller, "", step, outcome, given, (), CHANGED)


def closed(
    name: str,
    answers: str,
    result: Result = "won",
    on: date | None = TODAY,
    link: str | None = None,
) -> Prospect:
    return made(name, answers, outcome=Outcome(result, on, link))


def by_lot(count: int, seed: int = 1) -> list[Prospect]:
    """Return prospects of every kind: one to four checks, some closed, some with a seller.

    Some have a day on which it must work, some one before which nothing happens, some both.
    """
    lot = random.Random(seed)  # noqa: S311 - no secret
    prospects = []
    for number in range(count):
        first = TODAY - timedelta(days=lot.randrange(150))
        checks = [
            Check(
                Sheet(
                    tuple(lot.choices(ANSWERS, k=5)),
                    day,
                    needed_by=day + timedelta(days=number) if number % 3 == 0 else None,
                    not_before=day + timedelta(days=30) if number % 5 == 0 else None,
                ),
                DEFINITION.ref,
            )
            for day in (first + timedelta(days=20 * step) for step in range(lot.randint(1, 4)))
        ]
        results: list[Result] = ["won", "lost", "no-decision"]
        outcome = Outcome(lot.choice(results), TODAY) if lot.random() < 0.2 else None
        seller = lot.choice(["", "Anna", "Bram", "Chris"])
        prospects.append(made(f"p{number}", *checks, seller=seller, outcome=outcome))
    return prospects
