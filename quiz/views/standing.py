"""Where a prospect stands, and what about it cannot wait: what a list is counted by at a glance."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from quiz.definition import VERDICTS, Definition
from quiz.prospect import Prospect
from quiz.report import Report, report_on
from quiz.sentences import Sentences

WORTH_A_CALL = ("pursue", "develop", "find-out")

STANDINGS = (*VERDICTS[:3], "unasked", *VERDICTS[3:], "stopped")
"""All that a prospect can stand at, in the order of the list: its verdict, or one of two others.

`unasked` are those of whom nothing is known, `stopped` those who asked not to be contacted.
"""

RARE = ("unasked", "stopped")
"""Of these nothing is said while there are none."""

FLAGS = ("due", "stale", "no-next")
"""What cannot wait: a day has come, the answers are too old, or nothing is agreed or planned."""


def standing_of(report: Report) -> str:
    """Return where a prospect stands: one of STANDINGS."""
    if report.stopped:
        return "stopped"
    return "unasked" if report.sheet.empty else report.verdict


def standing_name(standing: str, say: Sentences) -> str:
    """Return what it is called, as it appears within a sentence."""
    if standing == "stopped":
        return say.of_stop("name")
    return say.phrase("standing_unasked") if standing == "unasked" else say.verdict_name(standing)


def is_due(prospect: Prospect, report: Report) -> bool:
    """Say whether a day has come: to look again, to take the next step, or to see to it in time."""
    if report.stopped or report.closed:
        return False
    if report.must_work_soon:
        return True
    days = (report.revisit, report.take_up_on, prospect.next.on if prospect.next else None)
    return any(day is not None and day <= report.today for day in days)


def flags_of(prospect: Prospect, report: Report) -> list[str]:
    """Return which of FLAGS a prospect has; none when it is closed or they asked to stop.

    Old answers, and nothing planned, tell of those that are worth a call: a parked one has a day of
    its own, and of whom nothing was asked yet there is a count of its own.
    """
    live = not report.closed and standing_of(report) in WORTH_A_CALL
    found = (is_due(prospect, report), live and report.stale, live and prospect.next is None)
    return [flag for flag, holds in zip(FLAGS, found, strict=True) if holds]


def at_a_glance(
    prospects: Iterable[Prospect], definition: Definition, today: date
) -> dict[str, int]:
    """Count the open prospects: `all`, each of STANDINGS, which add up to it, and each of FLAGS."""
    counted: Counter[str] = Counter()
    for prospect in prospects:
        if not prospect.closed:
            report = report_on(definition, prospect.sheet, today, prospect.previous)
            counted.update(["all", standing_of(report), *flags_of(prospect, report)])
    return {key: counted[key] for key in ("all", *STANDINGS, *FLAGS)}


def glance_words(counts: Mapping[str, int], say: Sentences) -> Sequence[tuple[int, str]]:
    """Return how many there are of each, with its name; what is rare only where there is any."""
    shown = [key for key in STANDINGS if counts[key] or key not in RARE]
    return [
        *((counts[key], standing_name(key, say)) for key in shown),
        *((counts[key], say.phrase(f"flag_{key.replace('-', '_')}")) for key in FLAGS),
    ]
