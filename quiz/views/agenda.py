"""What this week asks for: what falls due or has to work soon, and what is not moving."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from quiz.definition import Definition
from quiz.prospect import Prospect
from quiz.report import Report, report_on

DAYS = 7
"""How many days a week has, today included."""

Kind = Literal["revisit", "next", "needed", "stale", "stalled"]
KINDS: tuple[Kind, ...] = ("next", "revisit", "needed", "stalled", "stale")
"""What can be asked for, in the order in which it comes on one day."""


@dataclass(frozen=True)
class AgendaItem:
    """One thing to do about a prospect; `on` is the day it falls due, None for no day of its own.

    `overdue` when that day is before today.
    """

    prospect: Prospect
    kind: Kind
    on: date | None
    overdue: bool


def this_week(
    prospects: Iterable[Prospect], definition: Definition, today: date
) -> tuple[AgendaItem, ...]:
    """Return what falls due within seven days, the overdue first, then by day.

    A day on which it must work is there from the definition's `lead_days` before it. What has no
    day comes last, the best prospects first. Closed prospects ask for nothing, and whoever asked
    not to be contacted is in no agenda.
    """
    items: list[tuple[bool, date, int, int, str, str, AgendaItem]] = []
    for prospect in prospects:
        if prospect.closed or prospect.sheet.stop:
            continue
        report = report_on(definition, prospect.sheet, today, prospect.previous)
        for kind, on in _asked(prospect, report, today):
            overdue = on is not None and on < today
            items.append(
                (
                    not overdue,
                    on or date.max,
                    KINDS.index(kind) if on is None else 0,
                    report.order,
                    prospect.name,
                    prospect.id,
                    AgendaItem(prospect, kind, on, overdue),
                )
            )
    return tuple(item[-1] for item in sorted(items, key=lambda item: item[:-1]))


def _asked(prospect: Prospect, report: Report, today: date) -> Iterable[tuple[Kind, date | None]]:
    def falls_due(day: date | None) -> bool:
        return day is not None and (day - today).days < DAYS

    if prospect.next and falls_due(prospect.next.on):
        yield "next", prospect.next.on
    if falls_due(report.revisit):
        yield "revisit", report.revisit
    if report.must_work_soon:
        yield "needed", report.must_work_by
    if report.stalled:
        yield "stalled", None
    elif report.stale and report.verdict not in ("park", "walk-away"):
        yield "stale", None  # a parked one has a day of its own, and the others are let go
