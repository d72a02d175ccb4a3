"""Park dates and next steps in a calendar: another program reads them as they were meant."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.files.ical import CONTROLS, calendar
from quiz.prospect import Check, Next, Outcome, Prospect
from quiz.sheet import Sheet
from tests.unit.samples import levels, made
from tests.unit.shipped_definition import DEFINITION, LANGUAGES, TODAY
from tests.unit.strategies import prospects

PARK = Check(Sheet(levels("22202"), TODAY, date(2027, 1, 4)), DEFINITION.ref)


def events(*given_: Prospect, language: str = "en") -> list[dict[str, Any]]:
    """Return the events as another program reads them."""
    text = calendar(given_, DEFINITION, TODAY, language)
    return [
        {key: event.decoded(key) for key in event}
        for event in icalendar.Calendar.from_ical(text).walk("VEVENT")
    ]


def plain(text: str) -> str:
    """Return a text as a calendar can hold it: without signs that may stand in none."""
    return CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def test_a_calendar_as_it_is_written() -> None:
    """A parked prospect with a next step gives two whole days, each with what it is about."""
    prospect = made("Jansen", PARK, step=Next("bel, dan mail", date(2026, 12, 1)))
    text = calendar([prospect], DEFINITION, TODAY, "nl")
    assert text.split("\r\n")[:21] == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//five-conditions//De vijf voorwaarden//nl",
        "METHOD:PUBLISH",
        "X-WR-CALNAME:De vijf voorwaarden",
        "BEGIN:VEVENT",
        "UID:Jansen-revisit@five-conditions",
        "DTSTAMP:20261124T000000Z",
        "SEQUENCE:217674000",
        "LAST-MODIFIED:20261124T090000Z",
        "DTSTART;VALUE=DATE:20270104",
        "DTEND;VALUE=DATE:20270105",
        "SUMMARY:Jansen: opnieuw kijken",
        "DESCRIPTION:Parkeren tot 4 januari 2027.\\nWanneer moet dit werken\\, en wat ",
        " gebeurt er op die dag?",
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "DESCRIPTION:Jansen: opnieuw kijken",
        "TRIGGER:PT9H",
        "END:VALARM",
    ]
    assert "SUMMARY:Jansen: bel\\, dan mail\r\n" in text
    assert text.endswith("END:VEVENT\r\nEND:VCALENDAR\r\n")


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_event_is_a_whole_day_with_its_words(language: str) -> None:
    """A day, a name, what to do about it and the question to ask, in the language asked for."""
    step = Next("", date(2026, 12, 1))
    revisit, next_ = events(made("Jansen", PARK, step=step), language=language)
    assert (revisit["DTSTART"], next_["DTSTART"]) == (date(2027, 1, 4), step.on)
    words = DEFINITION.pipeline
    for event, key in ((revisit, "calendar_revisit"), (next_, "calendar_next_unnamed")):
        assert event["SUMMARY"] == words[key][language].replace("{name}", "Jansen")
        headline, ask = event["DESCRIPTION"].split("\n")
        assert headline.startswith(DEFINITION.verdicts["park"]["name"][language].capitalize())
        assert ask == DEFINITION["urgency"].to_ask(0)[0].text[language]


def test_an_event_keeps_its_name_when_it_moves() -> None:
    """A calendar that takes the file again moves the event: same UID, another day."""
    (one,), (other,) = (
        events(made("a", "22222", step=Next("bel", date(2026, 12, d)))) for d in (1, 2)
    )
    assert one["UID"] == other["UID"]
    assert one["DTSTART"] != other["DTSTART"]


def alarms(*given_: Prospect) -> dict[str, list[timedelta]]:
    """Return when each event reminds of itself, from its beginning on, by its UID."""
    text = calendar(given_, DEFINITION, TODAY, "nl")
    return {
        str(event["UID"]): [alarm.decoded("TRIGGER") for alarm in event.walk("VALARM")]
        for event in icalendar.Calendar.from_ical(text).walk("VEVENT")
    }


def test_each_event_is_one_whole_day() -> None:
    """It ends where the next day begins; the last day that there is has no next one."""
    for day, end in ((date(2026, 12, 31), date(2027, 1, 1)), (date.max, None)):
        (event,) = events(made("a", "22222", step=Next("bel", day)))
        assert (event["DTSTART"], event.get("DTEND")) == (day, end)


def test_each_event_reminds_of_itself() -> None:
    """At nine in the morning; of a day on which it must work, also when it is time to see to it."""
    needed = Sheet(levels("22212"), TODAY, needed_by=date(2027, 6, 1))
    needs = made("needs", Check(needed, DEFINITION.ref), step=Next("bel", date(2026, 12, 1)))
    nine = timedelta(hours=9)
    assert alarms(made("a", PARK), needs) == {
        "a-revisit@five-conditions": [nine],
        "needs-next@five-conditions": [nine],
        "needs-needed@five-conditions": [nine, nine - timedelta(DEFINITION.lead_days)],
    }
    without = replace(DEFINITION, lead_days=0)
    assert calendar([needs], without, TODAY, "nl").count("BEGIN:VALARM") == 2


def test_a_file_says_when_it_was_made() -> None:
    """By the page's own clock: two of one day are told apart."""
    prospect = made("a", PARK)
    for now, stamp in (
        ("2026-11-24T09:31:05.250Z", datetime(2026, 11, 24, 9, 31, 5, tzinfo=UTC)),
        ("", datetime(2026, 11, 24, tzinfo=UTC)),
    ):
        text = calendar([prospect], DEFINITION, TODAY, "nl", now)
        (event,) = icalendar.Calendar.from_ical(text).walk("VEVENT")
        assert event.decoded("DTSTAMP") == stamp


def test_a_changed_record_is_a_later_revision() -> None:
    """The revision rises with the record's last change, and is one that every calendar takes."""
    moments = (
        *("", "0001-01-01T00:00:00.000Z", "2020-01-01T00:00:01.999Z", "2026-11-24T09:00:00.000Z"),
        *("2026-11-24T09:00:01.000Z", "9999-12-31T23:59:59.999Z"),
    )
    found = [events(replace(made("a", PARK), changed=moment))[0] for moment in moments]
    assert [event["SEQUENCE"] for event in found] == [
        *(0, 0, 1, 217_674_000, 217_674_001, 2**31 - 1)
    ]
    assert ["LAST-MODIFIED" in event for event in found] == [False, False, True, True, True, True]
    assert found[3]["LAST-MODIFIED"] == datetime(2026, 11, 24, 9, tzinfo=UTC)


@given(st.lists(prospects(), max_size=3), st.sampled_from(LANGUAGES))
def test_a_file_is_as_the_standard_has_it(given_: list[Prospect], language: str) -> None:
    """Every line is a property that RFC 5545 allows there, once, with a sound value."""
    text = calendar(given_, DEFINITION, TODAY, language, "2026-11-24T09:31:05.250Z")
    open_: list[str] = []
    seen: list[set[str]] = []
    for line in re.sub("\r\n ", "", text).split("\r\n")[:-1]:
        name, _, value = line.partition(":")
        if name == "BEGIN":
            assert (*open_, value) in NESTED
            open_.append(value)
            seen.append(set())
        elif name == "END":
            assert open_.pop() == value
            assert seen.pop() >= REQUIRED[value]
        else:
            assert name not in seen[-1]
            seen[-1].add(name)
            assert re.fullmatch(ALLOWED[open_[-1]][name], value, re.DOTALL), line
    assert open_ == []


TEXT = r"(?:[^\\;,\x00-\x08\x0a-\x1f\x7f]|\\[\\;,nN])*"
"""A text as RFC 5545 has it (3.3.11)."""

NESTED = {
    ("VCALENDAR",),
    ("VCALENDAR", "VEVENT"),
    ("VCALENDAR", "VEVENT", "VALARM"),
}
REQUIRED = {
    "VCALENDAR": {"VERSION", "PRODID"},
    "VEVENT": {"UID", "DTSTAMP", "SEQUENCE", "DTSTART;VALUE=DATE"},
    "VALARM": {"ACTION", "DESCRIPTION", "TRIGGER"},
}
DAY, MOMENT = r"\d{8}", r"\d{8}T\d{6}Z"
ALLOWED = {
    "VCALENDAR": {
        "VERSION": r"2\.0",
        "PRODID": TEXT,
        "METHOD": "PUBLISH",
        "X-WR-CALNAME": TEXT,
    },
    "VEVENT": {
        "UID": r"[\w-]+@[\w-]+",
        "DTSTAMP": MOMENT,
        "SEQUENCE": r"\d{1,10}",
        "LAST-MODIFIED": MOMENT,
        "DTSTART;VALUE=DATE": DAY,
        "DTEND;VALUE=DATE": DAY,
        "SUMMARY": TEXT,
        "DESCRIPTION": TEXT,
        "TRANSP": "TRANSPARENT",
    },
    "VALARM": {
        "ACTION": "DISPLAY",
        "DESCRIPTION": TEXT,
        "TRIGGER": r"-?P(?:\d+D)?T\d+H",
    },
}
"""Which properties stand where, and their values (RFC 5545, 3.6)."""


def test_what_has_no_day_is_no_event() -> None:
    """Closed prospects, and those that are not parked and have no step with a day, give none."""
    assert events(made("a", "22222"), made("b", "22122", step=Next("bel", None))) == []
    assert events(made("c", PARK, step=Next("x", TODAY), outcome=Outcome("won", TODAY))) == []


@given(st.lists(prospects(), max_size=3), st.sampled_from(LANGUAGES))
def test_another_program_reads_the_same_texts(given_: list[Prospect], language: str) -> None:
    """Names and steps in every script come out as they went in, each event once."""
    found = events(*given_, language=language)
    steps = [p for p in given_ if p.next and p.next.on and not p.closed and not p.sheet.stop]
    said = [event for event in found if event["UID"].endswith("-next@five-conditions")]
    assert [event["DTSTART"] for event in said] == [p.next.on for p in steps if p.next]
    for event, prospect in zip(said, steps, strict=True):
        assert prospect.next
        summary = event["SUMMARY"]
        assert plain(prospect.name) in summary
        assert plain(prospect.next.what) in summary


@given(st.lists(prospects(), max_size=3))
def test_no_line_is_too_long_and_no_sign_is_broken(given_: list[Prospect]) -> None:
    """Every line has at most 75 octets, is whole text, and ends in CRLF."""
    data = calendar(given_, DEFINITION, TODAY, "nl").encode()
    lines = data.split(b"\r\n")
    assert lines.pop() == b""
    assert all(len(line) <= 75 and line.decode() for line in lines)
    assert b"\n" not in b"".join(lines)
    assert b"\r" not in b"".join(lines)


def test_a_long_line_is_folded_as_full_as_it_goes() -> None:
    """A line is broken at 75 octets, and each part after the first begins with a space."""
    text = calendar([made("x" * 200, PARK)], DEFINITION, TODAY, "en")
    lines = text.split("\r\n")
    at = next(i for i, line in enumerate(lines) if line.startswith("SUMMARY:"))
    assert [len(line) for line in lines[at : at + 3]] == [75, 75, len(lines[at + 2])]
    assert lines[at + 1].startswith(" x")
    assert not lines[at + 3].startswith(" ")


def test_signs_that_mean_something_are_escaped() -> None:
    """Backslash, semicolon and comma are escaped, line ends become one, controls are left out."""
    text = calendar([made("a\\b;c,d\re\r\nf\0\x1bg\th", PARK)], DEFINITION, TODAY, "en")
    assert "SUMMARY:a\\\\b\\;c\\,d\\ne\\nfg\th: look again\r\n" in text
