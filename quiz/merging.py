"""Two versions of one prospect become one."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from quiz.prospect import Check, Pairs, Prospect, in_order, stopped
from quiz.sheet import Sheet


def merge(mine: Prospect, theirs: Prospect) -> Prospect:
    """Bring two versions of one prospect together; the id stays that of `mine`.

    Every check of both is kept, once. Of the rest the later change counts, except that two notes
    are both kept, the newer one first. Which of the two is `mine` makes no other difference, and
    merging either of them again changes nothing.
    """
    older, newer = sorted((mine, theirs), key=_rank)
    tie = _rank(older) == _rank(newer)
    if tie:
        older, newer = sorted((mine, theirs), key=lambda prospect: repr(prospect.checks))
    return replace(merge_newer_over_older(older, newer, tie), id=mine.id)


def merge_newer_over_older(older: Prospect, newer: Prospect, tie: bool = False) -> Prospect:
    """Merge two versions of which it is known which is the newer; `tie` says that it is not."""
    return replace(
        newer,
        note=both_notes(older.note, newer.note, tie),
        checks=_all_checks(older.checks, newer.checks),
        other=_all_other(older.other, newer.other, tie),
        source_id=_one_id(older.source_id, newer.source_id, tie),
    )


def _rank(prospect: Prospect) -> tuple[Any, ...]:
    """Return what tells which of two versions is the later one.

    Of two changes in the same millisecond any may count, as long as it is always the same one: so
    what the later change decides is compared too, and what is taken from both is not.
    """
    step, end = prospect.next, prospect.outcome
    return (
        prospect.changed,
        prospect.name,
        prospect.seller,
        (step.what, step.on or date.min) if step else ("", date.min),
        (end.result, end.on or date.min, end.link or end.gone or "") if end else ("", date.min, ""),
    )


def both_notes(older: str, newer: str, tie: bool = False) -> str:
    """Keep two texts, the newer one first; one that is a part of the other is there already."""
    if older in newer:
        return newer
    if newer in older:
        return older
    return "\n".join(sorted((older, newer)) if tie else (newer, older))


def _one_id(older: str, newer: str, tie: bool) -> str:
    return max(older, newer) if tie else newer or older


def _all_other(older: Pairs, newer: Pairs, tie: bool) -> Pairs:
    """Bring the columns of both together, by name; for one that differs the newer counts."""
    if older == newer:
        return newer
    before, after = dict(older), dict(newer)
    cells = before | after
    if tie:
        cells |= {key: max(before[key], after[key]) for key in before.keys() & after.keys()}
    return tuple(sorted(cells.items()))


def _all_checks(older: tuple[Check, ...], newer: tuple[Check, ...]) -> tuple[Check, ...]:
    """Bring the checks of both together, each once, in the order of their days.

    A check whose evidence was added later is the same check: the one without evidence goes. Within
    a day the newer version's checks come last, so that what is known now stays what it says. A
    check of which one of the two knows that they asked not to be contacted says so.
    """
    if older == newer:
        return newer
    known = {_same(check) for check in (*older, *newer) if check.sheet.stop}
    together = _without_stop(
        tuple(stopped(check, False) for check in older),
        tuple(stopped(check, False) for check in newer),
    )
    return in_order(stopped(check, _same(check) in known) for check in together)


def _same(check: Check) -> tuple[Sheet, str]:
    """Return what makes two checks the same one, but for the evidence."""
    return stopped(check, False).sheet, check.definition


def _without_stop(older: tuple[Check, ...], newer: tuple[Check, ...]) -> tuple[Check, ...]:
    """Bring checks together of which none says that they asked not to be contacted."""
    if older == newer:
        return newer
    noted: dict[tuple[Sheet, str], dict[Check, None]] = {}
    for check in (*older, *newer):
        if check.notes:
            noted.setdefault((check.sheet, check.definition), {})[check] = None

    def filled(checks: Iterable[Check]) -> dict[Check, None]:
        kept: dict[Check, None] = {}
        for check in checks:
            same = {} if check.notes else noted.get((check.sheet, check.definition), {})
            kept |= same or {check: None}
        return kept

    before, after = filled(older), filled(newer)
    if after.keys() < before.keys():
        return in_order(before)  # the older version went on checking: its order is the true one
    return in_order([*(check for check in before if check not in after), *after])
