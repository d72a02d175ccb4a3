"""Everything there is to say about one sheet, as data: one report, from which all texts come."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from quiz import scoring
from quiz.definition import MET, Definition, Level, Verdict
from quiz.sheet import Answers, Sheet, answers_as_data


@dataclass(frozen=True)
class Step:
    """A condition that is not met, and what the verdict becomes when it alone is met."""

    condition: str
    level: Level
    verdict_if_met: Verdict


@dataclass(frozen=True)
class Report:
    """A sheet and all that follows from it.

    `route` holds the known conditions below level 2, weakest first. `stale` when the answers are
    too old, `stalled` when two checks in a row said develop and nothing rose between them.
    `revisit` is the day to look again at a parked prospect, None for any other verdict. `weak` are
    all conditions at the lowest known level below 2. `today` is the day of the report. Of whom
    asked not to be contacted nothing is stale, and nothing to do; nor is there of one that is
    `closed`, which is told as it stood.
    """

    definition: Definition
    sheet: Sheet
    today: date
    judgement: scoring.Judgement
    score: scoring.Score
    met: int
    weakest: str | None
    weak: tuple[str, ...]
    unknown: tuple[str, ...]
    ask_first: tuple[str, ...]
    route: tuple[Step, ...]
    stale: bool
    stalled: bool
    revisit: date | None
    closed: bool = False

    @property
    def verdict(self) -> Verdict:
        """The advice."""
        return self.judgement.verdict

    @property
    def stopped(self) -> bool:
        """Whether they asked not to be contacted: no day, no question and no reminder then."""
        return self.sheet.stop

    @property
    def order(self) -> int:
        """The number that sorts prospects best first, smaller is better."""
        return scoring.rank_number(self.judgement, self.score)

    @property
    def due(self) -> bool:
        """Whether the day to look again at a parked prospect has come."""
        return self.revisit is not None and self.revisit <= self.today

    @property
    def old(self) -> bool:
        """Whether to ask if the answers still hold: too old, for other questions, or due."""
        silent = self.stopped or self.closed
        return not silent and (self.stale or self.sheet.of_other_version or self.due)

    @property
    def needed_by(self) -> date | None:
        """The day on which it must work, where it is a day of its own."""
        silent = self.verdict == "park" or self.stopped or self.closed
        return None if silent else self.sheet.needed_by

    @property
    def must_work_by(self) -> date | None:
        """The day on which it must work, where there is something to do before it."""
        return None if self.verdict == "walk-away" else self.needed_by

    @property
    def must_work_soon(self) -> bool:
        """Whether it is time to see to it: the definition's `lead_days` before, and ever after."""
        day, lead = self.must_work_by, self.definition.lead_days
        return day is not None and (day - self.today).days <= lead

    @property
    def take_up_on(self) -> date | None:
        """The day before which nothing was to happen, where it is no park date.

        None as soon as they were checked on that day or after it: it is taken up then.
        """
        day, on = self.sheet.not_before, self.sheet.on
        if day is None or self.verdict in ("park", "walk-away") or self.stopped or self.closed:
            return None
        return None if on and on >= day else day

    @property
    def resting(self) -> bool:
        """Whether one that is not parked is left alone until a day that is still ahead."""
        return self.take_up_on is not None and self.take_up_on > self.today

    @property
    def ask_next(self) -> str | None:
        """The condition that the question to ask next is about; None when there is none to ask."""
        if self.ask_first:
            return self.ask_first[0]
        return self.told_route[0].condition if self.told_route else None

    @property
    def told_route(self) -> tuple[Step, ...]:
        """What of the route to tell: under park and walk-away, what decided it and nothing else."""
        if self.verdict in ("park", "walk-away"):
            return tuple(s for s in self.route if s.condition in self.judgement.because)
        return self.route


def report_on(
    definition: Definition,
    sheet: Sheet,
    today: date,
    previous: Sheet | None = None,
    closed: bool = False,
) -> Report:
    """Report on a sheet as of `today`; `previous` is the sheet of the check before, if any.

    Of one that is `closed` there is nothing to ask, to do, or to look at again.
    """
    report = report_on_answers(definition, sheet.answers, sheet.stop)
    if closed:
        return replace(report, sheet=sheet, today=today, ask_first=(), route=(), closed=True)
    return replace(
        report,
        sheet=sheet,
        today=today,
        stale=sheet.on is not None
        and (today - sheet.on).days > definition.stale_after_days
        and not sheet.stop,
        stalled=previous is not None
        and _stalled(report, report_on_answers(definition, previous.answers, previous.stop)),
        revisit=_revisit(definition, sheet, today) if report.verdict == "park" else None,
    )


@lru_cache(maxsize=scoring.CACHE_SIZE)
def report_on_answers(definition: Definition, answers: Answers, stop: bool) -> Report:
    """Report on the answers alone, as if without dates; cached, since many prospects share them.

    `stop` says that they asked not to be contacted.
    """
    sheet = Sheet(answers, stop=stop)
    judgement = scoring.judge(definition, sheet)
    return Report(
        definition=definition,
        sheet=sheet,
        today=date.min,
        judgement=judgement,
        score=scoring.score(definition, sheet),
        met=scoring.met(sheet),
        weakest=scoring.weakest(definition, sheet),
        weak=scoring.weak(definition, sheet),
        unknown=tuple(
            condition_id
            for condition_id, level in zip(definition.ids, answers, strict=True)
            if level is None
        ),
        ask_first=(scoring.ask_first(definition, sheet) if judgement.verdict == "find-out" else ()),
        route=_route(definition, sheet),
        stale=False,
        stalled=False,
        revisit=None,
    )


def _stalled(report: Report, before: Report) -> bool:
    """Say whether a prospect to develop stays where it was: no level known in both has risen."""
    return report.verdict == before.verdict == "develop" and not any(
        now is not None and then is not None and now > then
        for now, then in zip(report.sheet.answers, before.sheet.answers, strict=True)
    )


def _route(definition: Definition, sheet: Sheet) -> tuple[Step, ...]:
    if sheet.stop:
        return ()
    steps = [
        Step(
            condition_id,
            level,
            scoring.judge(definition, sheet.with_answer(index, MET)).verdict,
        )
        for index, (condition_id, level) in enumerate(
            zip(definition.ids, sheet.answers, strict=True)
        )
        if level is not None and level < MET
    ]
    return tuple(sorted(steps, key=lambda step: step.level))


def _revisit(definition: Definition, sheet: Sheet, today: date) -> date:
    """Return the day to look again at a parked prospect.

    The seller's own date, else the day before which nothing happens, else `lead_days` before the
    day on which it must work, but not before the day after the answers, else `park_days` after
    them. No day lies outside the calendar's years 1 to 9999.
    """
    answered = sheet.on or today
    named = sheet.revisit or sheet.not_before
    if named:
        return named
    if sheet.needed_by:
        return max(later(sheet.needed_by, -definition.lead_days), later(answered, 1))
    return later(answered, definition.park_days)


def later(day: date, days: int) -> date:
    """Return the day so many days after another, within the calendar's years 1 to 9999."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min


def as_data(report: Report) -> dict[str, Any]:
    """Return the report as JSON data, with the keys that integrators rely on."""
    judgement = report.judgement
    return {
        "definition": report.definition.ref,
        "verdict": judgement.verdict,
        "certain": judgement.certain,
        "possible": [
            {"verdict": item.verdict, "count": item.count, "share": item.share}
            for item in judgement.possible
        ],
        "because": list(judgement.because),
        "score": {"low": report.score.low / 10, "high": report.score.high / 10},
        "met": report.met,
        "of": len(report.definition.conditions),
        "weakest": report.weakest,
        "weak": list(report.weak),
        "unknown": list(report.unknown),
        "ask_first": list(report.ask_first),
        "ask_next": report.ask_next,
        "route": [
            {
                "condition": step.condition,
                "level": step.level,
                "verdict_if_met": step.verdict_if_met,
            }
            for step in report.route
        ],
        "stale": report.stale,
        "stalled": report.stalled,
        "due": report.due,
        "old": report.old,
        "revisit": iso(report.revisit),
        "needed_by": iso(report.sheet.needed_by),
        "not_before": iso(report.sheet.not_before),
        "answers": answers_as_data(report.definition, report.sheet),
        "newer": report.sheet.newer,
        "older": report.sheet.older,
        "anew": list(report.sheet.anew),
        "stop": report.stopped,
    }


def iso(day: date | None) -> str | None:
    """Return a day as JSON has it."""
    return day.isoformat() if day else None
