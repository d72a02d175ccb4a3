"""What this week asks for: what falls due or has to work soon, what is not moving, who is next."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from quiz.definition import Definition
from quiz.prospect import Prospect
from quiz.report import Report, later, report_on
from quiz.views.row import sort_key
from quiz.views.standing import WORTH_A_CALL

DAYS = 7
"""How many days a week has, today included."""

NEXT_BEST = 3
"""How many are named of those for whom nothing is planned: enough to begin, and no second list."""

Kind = Literal["next", "revisit", "needed", "take-up", "unplanned", "stalled", "stale", "ask"]
KINDS: tuple[Kind, ...] = (
    "next",
    "revisit",
    "needed",
    "take-up",
    "unplanned",
    "stalled",
    "stale",
    "ask",
)
"""What can be asked for, in the order in which it is told on one day."""


@dataclass(frozen=True)
class Reason:
    """Why this week names a prospect.

    `on` is the day it falls due, None for no day of its own; `since` the first day on which a week
    tells of it.
    """

    kind: Kind
    on: date | None
    since: date


@dataclass(frozen=True)
class AgendaItem:
    """A prospect that asks for something, and why: the most pressing reason comes first.

    `overdue` when the day of that reason is before today.
    """

    prospect: Prospect
    report: Report
    reasons: tuple[Reason, ...]

    @property
    def kind(self) -> Kind:
        """What the first reason asks for."""
        return self.reasons[0].kind

    @property
    def on(self) -> date | None:
        """The day that the first reason falls due, None for no day of its own."""
        return self.reasons[0].on

    @property
    def overdue(self) -> bool:
        """Whether that day has gone by."""
        return self.on is not None and self.on < self.report.today


@dataclass(frozen=True)
class Agenda:
    """What there is to do.

    `items` are those of this week; `ahead` is the first day after it on which something falls due,
    with what that is, None when nothing has a day that is still to come. `begins` counts how many
    prospects the week begins to name on which day while nothing changes, those of today under
    today; `old` counts those whose answers are too old from that day on. With these two a page can
    tell what there is to do without working it out.
    """

    items: tuple[AgendaItem, ...]
    ahead: tuple[date, AgendaItem] | None
    begins: Counter[date]
    old: Counter[date]


def agenda_of(prospects: Iterable[Prospect], definition: Definition, today: date) -> Agenda:
    """Return what there is to do, this week and after it."""
    items: list[AgendaItem] = []
    idle: list[AgendaItem] = []
    ahead: list[tuple[date, AgendaItem]] = []
    begins, old = Counter[date](), Counter[date]()
    for prospect, report, reasons in _open(prospects, definition, today):
        now = tuple(reason for reason in reasons if reason.since <= today)
        if now:
            items.append(AgendaItem(prospect, report, now))
        elif _is_idle(prospect, report):
            idle.append(AgendaItem(prospect, report, (Reason("ask", None, today),)))
        elif reasons:
            begins[min(reason.since for reason in reasons)] += 1
        for reason in reasons:
            if reason.kind == "stale":
                old[max(reason.since, today)] += 1
            elif reason.on and reason.since > today:
                # What must work by a day is looked at long before it.
                day = reason.since if reason.kind == "needed" else reason.on
                ahead.append((day, AgendaItem(prospect, report, (reason,))))

    def place(item: AgendaItem) -> tuple[bool, date, tuple[int, str, str]]:
        on = item.on or date.max
        return not item.overdue, on, sort_key(item.prospect, definition)

    items += sorted(idle, key=place)[:NEXT_BEST]
    begins[today] += len(items)
    return Agenda(
        items=tuple(sorted(items, key=place)),
        ahead=min(ahead, key=lambda one: (one[0], *place(one[1])), default=None),
        begins=+begins,
        old=old,
    )


def this_week(
    prospects: Iterable[Prospect], definition: Definition, today: date
) -> tuple[AgendaItem, ...]:
    """Return what there is to do within seven days, each prospect once.

    The overdue come first, then the days in turn, then what has no day, the best first. A day on
    which it must work is there from the definition's `lead_days` before it. Those to pursue need a
    next step with a day; of the others for whom nothing is planned the best are named, with their
    question. Closed prospects ask for nothing, whoever asked not to be contacted is in no agenda,
    and who rests until a day is left alone until then, but for a step that has a day itself and for
    a day on which it must work.
    """
    return agenda_of(prospects, definition, today).items


def _open(
    prospects: Iterable[Prospect], definition: Definition, today: date
) -> Iterator[tuple[Prospect, Report, list[Reason]]]:
    """Yield those of whom something may be asked, with the reasons of today and of later days."""
    for prospect in prospects:
        if prospect.closed or prospect.sheet.stop:
            continue
        report = report_on(definition, prospect.sheet, today, prospect.previous)
        reasons = sorted(_reasons(prospect, report), key=_pressing)
        yield prospect, report, reasons


def _reasons(prospect: Prospect, report: Report) -> Iterator[Reason]:
    step, sheet, definition = prospect.next, report.sheet, report.definition
    if step and step.on:
        yield _in_its_week("next", step.on)
    if report.revisit:
        yield _in_its_week("revisit", report.revisit)
    if report.take_up_on:
        yield _in_its_week("take-up", report.take_up_on)
    if report.must_work_by:
        day = report.must_work_by
        yield Reason("needed", day, later(day, -definition.lead_days))
    if report.resting or report.verdict not in WORTH_A_CALL:
        return  # a parked one has a day of its own, and the others are let go
    if report.verdict == "pursue" and not (step and step.on):
        yield Reason("unplanned", None, date.min)
    if report.stalled:
        yield Reason("stalled", None, date.min)
    if sheet.on and not sheet.empty:
        yield Reason("stale", None, later(sheet.on, definition.stale_after_days + 1))


def _in_its_week(kind: Kind, day: date) -> Reason:
    return Reason(kind, day, later(day, 1 - DAYS))


def _is_idle(prospect: Prospect, report: Report) -> bool:
    """Say whether it is worth a call, with no day on which one is planned."""
    planned = prospect.next is not None and prospect.next.on is not None
    return report.verdict in WORTH_A_CALL and not report.resting and not planned


def _pressing(reason: Reason) -> tuple[date, int]:
    return reason.on or date.max, KINDS.index(reason.kind)
