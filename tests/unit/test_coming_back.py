"""Practice again later: what a session is made of, and its days in a calendar."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import permutations
from typing import Any

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.practice import SESSION, WEEKS, Pair, Rated, session_of
from tests.unit.shipped_definition import DEFINITION, LANGUAGES, TODAY
from tests.unit.test_browser_practice import KEYS, OPEN, PARKED, TWOS, ask, rating, sheet

DAYS = [TODAY + timedelta(weeks=weeks) for weeks in WEEKS]
LINK = "https://example.org/links/practice/#s1;bakery-oven;farm-silo"
MOMENT = "2026-11-24T09:31:05.250Z"


PAIRS: Sequence[tuple[Pair, ...]] = (
    ((0, 0),),
    ((0, 1),),
    ((0, 2),),
    ((0, 3),),
    ((0, 3), (0, 1)),
    ((0, 3), (0, 2)),
    ((0, 3), (0, 3)),
)
"""Ratings that are so many levels off."""


def rated(case: str, on: date, off: int) -> Rated:
    """Return a rating that was off by so many levels."""
    return Rated(case, on, PAIRS[off])


def reminders(**changed: Any) -> Any:
    """Return the answer to the page's question for a calendar."""
    asked: dict[str, Any] = {
        "days": [day.isoformat() for day in DAYS],
        "link": LINK,
        "now": MOMENT,
        "language": "en",
    }
    return ask(do="reminders", **asked | changed)


def events(**changed: Any) -> list[Any]:
    """Return the events of the file as another program reads them."""
    return list(icalendar.Calendar.from_ical(reminders(**changed)["ok"]["ics"]).walk("VEVENT"))


# --- what to go over ---


def test_what_was_furthest_off_comes_first() -> None:
    """In whatever order it was rated; what was right fills the rest, the longest ago first."""
    day = TODAY - timedelta(days=9)
    history = [
        rated("right", day, 0),
        rated("long ago", day - timedelta(days=30), 0),
        rated("a little", day, 1),
        rated("far", day, 5),
    ]
    for order in permutations(history):
        assert session_of(order, count=4) == ["far", "a little", "long ago", "right"]
        assert session_of(order) == ["far", "a little", "long ago"]


def test_the_last_rating_of_a_case_counts() -> None:
    """What one has come to see right since is no longer what one misjudged."""
    early, late = TODAY - timedelta(days=20), TODAY - timedelta(days=2)
    history = [rated("a", early, 3), rated("a", late, 0), rated("b", early, 0), rated("b", late, 1)]
    assert session_of(history) == ["b", "a"]
    assert session_of([]) == []


def test_what_was_rated_today_is_part_of_the_session() -> None:
    """It takes room and does not come again, so a link that is opened twice goes on."""
    day = TODAY - timedelta(days=9)
    history = [rated(case, day, off) for case, off in (("a", 5), ("b", 3), ("c", 1), ("d", 0))]
    assert session_of(history, TODAY) == ["a", "b", "c"]
    history.append(rated("a", TODAY, 2))
    assert session_of(history, TODAY) == ["b", "c"]
    history += [rated("b", TODAY, 0), rated("d", TODAY, 0)]
    assert session_of(history, TODAY) == []


def test_the_page_asks_for_a_session() -> None:
    """By ratings as they are kept; a case that is gone is passed over."""
    ratings = [
        rating("a", "2026-11-10", TWOS),
        rating("b", "2026-11-10", TWOS),
        rating("d", "2026-11-10", (2, 2, 2, 2, 1)),
        rating("gone", "2026-11-10", OPEN),
    ]
    assert ask(do="session", ratings=ratings, keys=KEYS) == {"ok": {"cases": ["b", "d", "a"]}}
    assert ask(do="session", ratings=[], keys=KEYS) == {"ok": {"cases": []}}
    now = ask(do="session", ratings=ratings, keys=KEYS, today="2026-11-10")
    assert now == {"ok": {"cases": []}}
    assert len(ratings) > SESSION


def test_a_rating_is_measured_by_the_key_of_its_time() -> None:
    """One that was right by the key of the first version was not misjudged."""
    ratings = [
        rating("a", "2026-11-10", PARKED),
        rating("c", "2026-11-11", (2, None, None, None, 2)),
    ]
    asked: dict[str, Any] = {"do": "session", "ratings": ratings, "keys": KEYS}
    assert ask(**asked)["ok"]["cases"] == ["a", "c"]
    before = {"1": {"a": sheet(PARKED)}}
    assert ask(**asked, keys_before=before)["ok"]["cases"] == ["c", "a"]


# --- the days ---


@pytest.mark.parametrize("language", LANGUAGES)
def test_four_days_are_four_events(language: str) -> None:
    """After 1, 3, 8 and 20 weeks a whole day each, with the address that the session opens at."""
    assert WEEKS == (1, 3, 8, 20)
    found = events(language=language)
    assert [event.decoded("DTSTART") for event in found] == DAYS
    assert [event.decoded("DTEND") for event in found] == [day + timedelta(1) for day in DAYS]
    for event in found:
        assert event["SUMMARY"] == DEFINITION.pipeline["calendar_practice"][language]
        assert event["URL"] == LINK
        assert event["DESCRIPTION"].endswith(LINK)
        assert event.decoded("DTSTAMP") == datetime(2026, 11, 24, 9, 31, 5, tzinfo=UTC)
        (alarm,) = event.walk("VALARM")
        assert alarm.decoded("TRIGGER") == timedelta(hours=9)


def test_a_later_file_moves_the_days() -> None:
    """The same four UIDs with a higher revision: a calendar has no eight days then."""
    later = [(day + timedelta(weeks=1)).isoformat() for day in DAYS]
    first, second = events(), events(days=later, now="2026-12-01T09:31:05.250Z")
    assert [event["UID"] for event in first] == [event["UID"] for event in second]
    assert len({event["UID"] for event in first}) == len(WEEKS)
    week = 7 * 24 * 60 * 60
    assert [b["SEQUENCE"] - a["SEQUENCE"] for a, b in zip(first, second, strict=True)] == [week] * 4


@given(st.text())
def test_an_address_adds_no_line(link: str) -> None:
    """Whatever stands in it, every line is one that the writer means."""
    text = reminders(link=f"https://example.org/{link}")["ok"]["ics"]
    lines = text.replace("\r\n ", "").split("\r\n")
    assert [line.split(":")[0] for line in lines].count("UID") == len(WEEKS)
    assert len([line for line in lines if line.startswith("URL:https://example.org/")]) == 4
    assert len(lines) == len(reminders()["ok"]["ics"].replace("\r\n ", "").split("\r\n"))


def test_a_day_that_is_none_is_told() -> None:
    """With its place, and nothing is written."""
    (problem,) = reminders(days=["2026-02-30"])["problems"]
    assert problem["where"] == "days"
