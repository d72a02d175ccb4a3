"""Exercises of the lessons: what a learner marked, put in order, chose or counted, beside the key.

Four kinds: `words` to mark in what somebody said, steps to put in `order`, the next `question` to
choose, and days to `count-back` from the day on which it must work.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from quiz.errors import InputError, Problem
from quiz.sheet import day_from

KINDS = ("words", "order", "question", "count-back")

TAKES = re.compile(r"(?P<number>[1-9][0-9]?) (?P<unit>days|weeks)")
"""How long a step takes, as `3 days` or `6 weeks`: a month has no fixed number of days."""

RIGHT = ("right", "found", "left", "follows")
"""The outcomes that count as right."""


@dataclass(frozen=True)
class Outcome:
    """How one part was done, and the learner's own day where there is one.

    Marked or chosen: `found`, `missed`, `extra` (for nothing) or `left` (rightly). Put in order:
    `right`, `early` or `late`. Counted back: the same, where `late` is a day on which it can no
    longer be ready in time; `follows` is right as counted from a wrong day of the learner's own,
    and `open` was left empty.
    """

    how: str
    own: date | None = None


def time_of(takes: str) -> timedelta:
    """Return how long a step takes; ValueError for what is not written as TAKES says."""
    found = TAKES.fullmatch(takes)
    if found is None:
        raise ValueError(takes)
    return timedelta(days=int(found["number"]) * (7 if found["unit"] == "weeks" else 1))


def counted_back(day: date, takes: Sequence[str]) -> list[date]:
    """Return the day on which each step has to begin, the last step first."""
    days = []
    for each in takes:
        day -= time_of(each)
        days.append(day)
    return days


def outcomes(key: Mapping[str, Any], given: object) -> list[Outcome]:
    """Return how each part of an exercise was done, in the order of the key.

    `given` are, from 0, the parts that were marked or chosen; all parts in the order that the
    learner gave them; or a day for each step, "" for none. InputError says what of it is wrong.
    """
    kind = key["kind"]
    if kind == "count-back":
        return _counted(day_from(key["day"], "day"), key["takes"], given)
    if kind == "order":
        return _ordered(_numbers(given, key["parts"], every=True))
    if kind in KINDS:
        return _marked(key["counts"], _numbers(given, len(key["counts"])))
    raise InputError([Problem("key", f"{kind} is not a kind", f"use one of {', '.join(KINDS)}")])


def choice_of(found: Sequence[Outcome]) -> str:
    """Say of a question how it was chosen: `best`, another (`other`) or `none`."""
    hows = {outcome.how for outcome in found}
    return "best" if "found" in hows else "other" if "extra" in hows else "none"


def _marked(counts: Sequence[bool], given: Sequence[int]) -> list[Outcome]:
    names = {(True, True): "found", (True, False): "missed", (False, True): "extra"}
    return [
        Outcome(names.get((counted, index in given), "left"))
        for index, counted in enumerate(counts)
    ]


def _ordered(given: Sequence[int]) -> list[Outcome]:
    """Say of each part whether it stands in its place, before it or behind it."""
    places = [given.index(part) for part in range(len(given))]
    return [
        Outcome("right" if place == part else "early" if place < part else "late")
        for part, place in enumerate(places)
    ]


def _counted(day: date, takes: Sequence[str], given: object) -> list[Outcome]:
    if not isinstance(given, list) or len(given) != len(takes):
        fix = f'write a list of {len(takes)} days, "" for one that is open'
        raise InputError([Problem("given", "not a day for each step", fix)])
    found, before = [], day
    for index, (right, text) in enumerate(zip(counted_back(day, takes), given, strict=True)):
        own = None if text == "" else day_from(text, f"given[{index}]")
        follows = own == before - time_of(takes[index])
        found.append(Outcome(_how(own, right, follows), own))
        before = own or right
    return found


def _how(own: date | None, right: date, follows: bool) -> str:
    if own is None:
        return "open"
    if own == right:
        return "right"
    if follows:
        return "follows"
    return "late" if own > right else "early"


def _numbers(given: object, parts: int, every: bool = False) -> list[int]:
    """Read the numbers of parts, each once; all of them where `every` says so."""
    numbers: list[Any] = given if isinstance(given, list) else [None]
    sound = all(type(number) is int and 0 <= number < parts for number in numbers)
    if not sound or len(set(numbers)) < len(numbers) or (every and len(numbers) < parts):
        fix = f"list {'all' if every else 'some'} of 0 to {parts - 1}, each once"
        raise InputError([Problem("given", "not the numbers of parts", fix)])
    return numbers
