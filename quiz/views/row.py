"""One prospect as a row of the list: what is known, what to do, and what it is sorted by."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from quiz.definition import Definition
from quiz.prospect import Prospect
from quiz.report import Report, iso, report_on, report_on_answers
from quiz.scoring import CACHE_SIZE
from quiz.sentences import Sentences, capital
from quiz.sheet import Answers, answers_as_data
from quiz.views.standing import WORTH_A_CALL, flags_of, is_due, standing_of
from quiz.wording import advice, headline, met_words, question

GROUP = 10**10
"""More than any place in the order of `scoring.rank_number`: what parts the groups of the list."""


def row_of(
    prospect: Prospect, definition: Definition, today: date, language: str
) -> dict[str, Any]:
    """Return the row of a prospect as JSON data, as of `today`, in one language.

    Scores are points, 0..100; `order` sorts best first, the smallest is the best. Prospects of
    whom nothing is known are `unasked`, and a group of their own: after those to pursue, develop or
    find out. `known` counts the conditions of which something is known; `others` are the columns of
    a person's own, `standing` and `flags` what it is counted under at a glance. Whoever asked not
    to be contacted is `stopped`, the last group of all, in which nothing falls due and no next step
    is told. One that is closed has no advice for a next call.
    """
    sheet = prospect.sheet
    report = report_on(definition, sheet, today, prospect.previous, prospect.closed)
    brief = _brief(definition, sheet.answers, sheet.stop, language)
    say = Sentences(definition, language)
    step = None if report.stopped or report.closed else prospect.next
    end = prospect.outcome
    return {
        "id": prospect.id,
        "name": prospect.name,
        "seller": prospect.seller,
        "verdict": report.verdict,
        "verdict_name": brief.verdict,
        "headline": headline(report, say) if report.revisit or report.closed else brief.headline,
        "certain": report.judgement.certain,
        "order": _group(report) * GROUP + brief.order,
        "unasked": _is_unasked(report),
        "stopped": report.stopped,
        "stopped_name": capital(say.of_stop("name")) if report.stopped else "",
        "known": len(definition.conditions) - len(report.unknown),
        "score": [report.score.low / 10, report.score.high / 10],
        "met": report.met,
        "of": len(definition.conditions),
        "met_text": brief.met,
        "levels": answers_as_data(definition, sheet),
        "weakest": report.weakest,
        "weak": list(report.weak),
        "do": "" if report.closed else brief.do,
        "ask": "" if report.closed else brief.ask,
        "ask_id": report.ask_next,
        "on": iso(sheet.on),
        "on_text": "" if sheet.empty and not sheet.stop else say.day(sheet.on),
        "stale": report.stale,
        "stalled": report.stalled,
        "revisit": iso(report.revisit),
        "revisit_text": say.day(report.revisit),
        "needed_by": iso(report.needed_by),
        "needed_by_text": say.day(report.needed_by),
        "due": is_due(prospect, report),
        "standing": standing_of(report),
        "flags": flags_of(prospect, report),
        "next": step and {"what": step.what, "on": iso(step.on), "on_text": say.day(step.on)},
        "outcome": end and end.result,
        "outcome_name": outcome_name(prospect, say),
        "checks": len(prospect.checks),
        "note": prospect.note,
        "others": [{"name": name, "value": value} for name, value in prospect.other],
    }


def sort_key(prospect: Prospect, definition: Definition) -> tuple[int, str, str]:
    """Return what sorts prospects best first; equals by name, as every list of them has it."""
    sheet = prospect.sheet
    report = report_on_answers(definition, sheet.answers, sheet.stop)
    return _group(report) * GROUP + report.order, prospect.name, prospect.id


def _group(report: Report) -> int:
    """Return the group of the list that a prospect is in.

    Worth a call, not asked yet, the rest, and last whoever asked not to be contacted.
    """
    if report.stopped:
        return 3
    if _is_unasked(report):
        return 1
    return 0 if report.verdict in WORTH_A_CALL else 2


def _is_unasked(report: Report) -> bool:
    return report.sheet.empty and not report.stopped


def outcome_name(prospect: Prospect, say: Sentences) -> str:
    """Return how it ended in a word or two; empty while it is open."""
    if prospect.outcome is None:
        return ""
    return say.phrase(f"outcome_{prospect.outcome.result.replace('-', '_')}")


@dataclass(frozen=True)
class _Brief:
    """What a row says that follows from the answers alone; a headline with a day in it does not."""

    order: int
    verdict: str
    headline: str
    met: str
    do: str
    ask: str


@lru_cache(maxsize=2 * CACHE_SIZE)
def _brief(definition: Definition, answers: Answers, stop: bool, language: str) -> _Brief:
    """Return the words of a row, cached since many prospects share their answers."""
    report = report_on_answers(definition, answers, stop)
    say = Sentences(definition, language)
    step = report.told_route[0] if report.told_route else None
    return _Brief(
        order=report.order,
        verdict=capital(say.verdict_name(report.verdict)),
        headline=headline(report, say),
        met=met_words(report, say),
        do=definition[step.condition].actions[step.level][language]
        if step
        else advice(report, say),
        ask=question(report, say),
    )
