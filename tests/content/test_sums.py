"""Every sum that a key rests on is right: days and amounts are data of the case, reckoned anew."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from quiz.definition import UNKNOWN
from quiz.host.deck import Case

MEND = """
A sum under `sums` in a practice case, quiz/cases/, does not come out, or says something that is not
in the case. Work it out by hand, then mend the text of the case or the sum. A case whose key knows
the day by which it must work needs its sums in both languages.
"""

DAY_IN_WORDS = re.compile(
    r"\b\d{1,2} (januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november"
    r"|december)"
)


def later(day: date, takes: str, times: int = 1) -> date:
    """Return the day so much later; a month later is the same day of the next month."""
    number, unit = takes.split()
    count = int(number) * times
    if unit != "months":
        return day + timedelta(days=count * (7 if unit == "weeks" else 1))
    months = day.year * 12 + day.month - 1 + count
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def comes_out(one: dict[str, Any]) -> bool:
    """Reckon a sum."""
    kind = one["kind"]
    if kind in ("adds", "exceeds"):
        total = int(sum(one["parts"]))
        wanted: int = one["total"]
        return total == wanted if kind == "adds" else total > wanted
    start, end = date.fromisoformat(one["from"]), date.fromisoformat(one["to"])
    if kind == "before":
        return start < end
    once, twice = later(start, one["takes"]), later(start, one["takes"], 2)
    found = {"exact": once == end, "in-time": once <= end <= twice, "far": twice < end}
    return found[str(kind)]


def sums_of(deck: list[Case]) -> Iterator[tuple[Case, str, dict[str, Any]]]:
    for case in deck:
        for language, listed in case.sums.items():
            for one in listed:
                yield case, language, dict(one)


def test_every_sum_comes_out(deck: list[Case]) -> None:
    """From the first day, with what it takes, one arrives where the case says."""
    found = list(sums_of(deck))
    assert found
    assert [(case.id, one) for case, _, one in found if not comes_out(one)] == []


def test_every_sum_is_in_its_case(deck: list[Case]) -> None:
    """What a sum says is there to be read, in the text or in what the key says of it."""
    missing = []
    for case, language, one in sums_of(deck):
        told = [case.text[language], *(answer.why[language] for answer in case.key.values())]
        missing += [(case.id, said) for said in one["says"] if said not in "\n".join(told)]
    assert missing == []


def test_a_day_by_which_it_must_work_is_reckoned(deck: list[Case]) -> None:
    """A key that rests on such a day has its sums, in each language."""
    for case in deck:
        words = " ".join(case.key["urgency"].words.get("nl", ()))
        if case.key["urgency"].level != UNKNOWN and DAY_IN_WORDS.search(words):
            assert set(case.sums) == set(case.text), case.id


def test_what_lies_far_is_no_hurry(deck: list[Case]) -> None:
    """A day beyond twice the lead time is level 0; one that must be begun for now is 2 or more."""
    for case, _, one in sums_of(deck):
        level = case.key["urgency"].level
        if one["kind"] == "far":
            assert level == 0, case.id
        if one["kind"] == "in-time":
            assert level in (2, 3), case.id


@pytest.mark.parametrize(
    ("start", "takes", "end"),
    [
        ("2026-03-03", "10 weeks", "2026-05-12"),  # not 1 May
        ("2025-09-03", "8 months", "2026-05-03"),  # not 1 April
        ("2026-01-31", "1 months", "2026-02-28"),
    ],
)
def test_time_is_reckoned_as_a_calendar_does(start: str, takes: str, end: str) -> None:
    """By weeks of seven days, and by months of whatever length."""
    assert later(date.fromisoformat(start), takes) == date.fromisoformat(end)
