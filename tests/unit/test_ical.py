"""Park dates and next steps in a calendar: another program reads them as they were meant."""

from datetime import date
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
    assert text.split("\r\n")[:14] == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//five-conditions//De vijf voorwaarden//nl",
        "METHOD:PUBLISH",
        "X-WR-CALNAME:De vijf voorwaarden",
        "BEGIN:VEVENT",
        "UID:Jansen-revisit@five-conditions",
        "DTSTAMP:20261124T000000Z",
        "DTSTART;VALUE=DATE:20270104",
        "SUMMARY:Jansen: opnieuw kijken",
        "DESCRIPTION:Parkeren tot 4 januari 2027.\\nWanneer moet dit werken\\, en wat ",
        " gebeurt er op die dag?",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
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
