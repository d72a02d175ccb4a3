"""What falls on a day as a calendar file, after RFC 5545: whole days, once each."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta

from quiz.definition import Definition
from quiz.prospect import Prospect
from quiz.report import Report, report_on
from quiz.sentences import Sentences
from quiz.wording import headline, question

LINE_OCTETS = 75
"""The most octets a line may have, its end not counted (RFC 5545, 3.1)."""

CONTROLS = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f]")
"""What no text may contain (RFC 5545, 3.3.11)."""

BEGINNING = datetime(2020, 1, 1, tzinfo=UTC)
"""From when the revisions of an event are counted, in seconds: before any record was made."""

HIGHEST = 2**31 - 1
"""The highest revision that a calendar takes (RFC 5545, 3.3.8)."""

REMIND_AT = 9
"""The hour of a reminder, on the reader's own clock."""


def calendar(
    prospects: Iterable[Prospect],
    definition: Definition,
    today: date,
    language: str,
    now: str = "",
) -> str:
    """Return a calendar file with the park dates and next steps of these prospects.

    With them goes the day on which it must work, where there is something to do before it. An event
    keeps its UID, so that a calendar that takes the file again moves it instead of having it twice;
    its revision follows from the last change of the record. Each has a reminder in the morning, and
    a day on which it must work has one `lead_days` before it as well. `now` is the moment at which
    the file is made, as JavaScript writes it; empty for the beginning of `today`. Closed prospects
    have no events, nor has whoever asked not to be contacted.
    """
    say = Sentences(definition, language)
    lead = definition.lead_days
    made = _moment(now or f"{today}T00:00:00.000Z")
    events: list[str] = []
    for prospect in prospects:
        if prospect.closed or prospect.sheet.stop:
            continue
        report = report_on(definition, prospect.sheet, today)
        about = _about(report, say)
        for kind, day, summary in _events(prospect, report, say):
            early = (lead,) if lead and kind == "needed" else ()
            uid = f"{prospect.id}-{kind}@{definition.id}"
            texts = (summary, about)
            events += _event(uid, day, texts, made=made, changed=prospect.changed, early=early)
    return _file(events, definition, language)


def practice_calendar(
    days: Iterable[date], link: str, definition: Definition, language: str, now: str
) -> str:
    """Return a calendar file with ten minutes of practice on each of these days.

    `link` is the address that the session opens at; it is in each event, and nothing else of the
    reader is. `now` is the moment at which the file is made, as JavaScript writes it. Events keep
    their UIDs by their order, so that a later file moves them instead of adding four more.
    """
    say = Sentences(definition, language)
    address = re.sub(r"\s", "", CONTROLS.sub("", link))
    texts = (say.phrase("calendar_practice"), say.phrase("calendar_practice_how", link=address))
    events: list[str] = []
    for number, day in enumerate(days, start=1):
        uid = f"practice-{number}@{definition.id}"
        events += _event(uid, day, texts, made=_moment(now), changed=now, link=address)
    return _file(events, definition, language)


def _file(events: Iterable[str], definition: Definition, language: str) -> str:
    """Return the file with these events, its lines folded."""
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//{_text(definition.id)}//{_text(definition.title[language])}//{language}",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(definition.title[language])}",
        *events,
        "END:VCALENDAR",
    )
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _event(  # noqa: PLR0913 - all that an event has, by name
    uid: str,
    day: date,
    texts: tuple[str, str],
    *,
    made: str,
    changed: str,
    link: str = "",
    early: Iterable[int] = (),
) -> list[str]:
    """Return the lines of an event on one whole day, which reminds of itself that morning.

    `texts` are what it is called and what it is about, `changed` is when that last changed, and
    `early` are the days before it on whose mornings it reminds as well.
    """
    summary, about = texts
    revision = _revision(changed)
    return [
        "BEGIN:VEVENT",
        f"UID:{uid}",
        f"DTSTAMP:{made}",
        f"SEQUENCE:{revision}",
        *([f"LAST-MODIFIED:{_moment(changed)}"] if revision else ()),
        f"DTSTART;VALUE=DATE:{_day(day)}",
        *_end(day),
        f"SUMMARY:{_text(summary)}",
        f"DESCRIPTION:{_text(about)}",
        *([f"URL:{link}"] if link else ()),
        "TRANSP:TRANSPARENT",
        *(line for days in (0, *early) for line in _reminder(summary, days)),
        "END:VEVENT",
    ]


def _events(prospect: Prospect, report: Report, say: Sentences) -> Iterator[tuple[str, date, str]]:
    """Yield the kind, the day and the words of each event."""
    if report.revisit:
        yield "revisit", report.revisit, say.phrase("calendar_revisit", name=prospect.name)
    step = prospect.next
    if step and step.on:
        key = "calendar_next" if step.what else "calendar_next_unnamed"
        yield "next", step.on, say.phrase(key, name=prospect.name, what=step.what)
    if report.must_work_by:
        yield "needed", report.must_work_by, say.phrase("calendar_needed", name=prospect.name)


def _about(report: Report, say: Sentences) -> str:
    return "\n".join(filter(None, (headline(report, say), question(report, say))))


def _revision(changed: str) -> int:
    """Return which revision a moment makes; 0 for a prospect that was never kept."""
    if not changed:
        return 0
    seconds = (datetime.fromisoformat(changed) - BEGINNING) // timedelta(seconds=1)
    return min(max(0, seconds), HIGHEST)


def _end(day: date) -> Iterator[str]:
    """Yield where a whole day ends: where the next begins, which the last day of all has not."""
    if day < date.max:
        yield f"DTEND;VALUE=DATE:{_day(day + timedelta(days=1))}"


def _reminder(summary: str, days: int) -> Iterator[str]:
    """Yield a reminder in the morning, so many days before the event."""
    before = f"-P{days - 1}DT{24 - REMIND_AT}H" if days else f"PT{REMIND_AT}H"
    yield "BEGIN:VALARM"
    yield "ACTION:DISPLAY"
    yield f"DESCRIPTION:{_text(summary)}"
    yield f"TRIGGER:{before}"
    yield "END:VALARM"


def _moment(moment: str) -> str:
    return re.sub(r"[-:]|\.[0-9]+", "", moment)


def _day(day: date) -> str:
    return day.isoformat().replace("-", "")


def _text(text: str) -> str:
    text = CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return re.sub(r"([\\;,])", r"\\\1", text).replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """Break a line so that no part is too long; a character is never split."""
    part, room = "", LINE_OCTETS
    for char in line:
        size = len(char.encode())
        if size > room:
            yield part
            part, room = " ", LINE_OCTETS - 1
        part += char
        room -= size
    yield part
