"""What falls on a day as a calendar file, after RFC 5545: whole days, once each."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from quiz.definition import Definition
from quiz.prospect import Prospect
from quiz.report import Report, report_on
from quiz.sentences import Sentences
from quiz.wording import headline, question

LINE_OCTETS = 75
"""The most octets a line may have, its end not counted (RFC 5545, 3.1)."""

CONTROLS = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f]")
"""What no text may contain (RFC 5545, 3.3.11)."""


def calendar(
    prospects: Iterable[Prospect], definition: Definition, today: date, language: str
) -> str:
    """Return a calendar file with the park dates and next steps of these prospects.

    With them goes the day on which it must work, where there is something to do before it. An event
    keeps its UID, so that a calendar that takes the file again moves it instead of having it twice.
    Closed prospects have none, nor has whoever asked not to be contacted.
    """
    say = Sentences(definition, language)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//{_text(definition.id)}//{_text(definition.title[language])}//{language}",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(definition.title[language])}",
    ]
    for prospect in prospects:
        if prospect.closed or prospect.sheet.stop:
            continue
        report = report_on(definition, prospect.sheet, today)
        for kind, day, summary in _events(prospect, report, say):
            lines += [
                "BEGIN:VEVENT",
                f"UID:{prospect.id}-{kind}@{definition.id}",
                f"DTSTAMP:{_day(today)}T000000Z",
                f"DTSTART;VALUE=DATE:{_day(day)}",
                f"SUMMARY:{_text(summary)}",
                f"DESCRIPTION:{_text(_about(report, say))}",
                "TRANSP:TRANSPARENT",
                "END:VEVENT",
            ]
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


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
