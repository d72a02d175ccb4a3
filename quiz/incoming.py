"""A file that is opened, and how what it holds comes together with what is there already."""

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from quiz.definition import Definition
from quiz.errors import Problem
from quiz.record import (
    Check,
    Next,
    Outcome,
    Prospect,
    brought_together,
    key_of,
    merge,
    read_backup,
)
from quiz.spreadsheet import LONG_AGO, free_id, note_column, read_spreadsheet

BOM = "\ufeff"

State = Literal["new", "changed", "same"]


@dataclass(frozen=True)
class Incoming:
    """What a file holds; `columns` are those of a CSV, None for a backup.

    `now` is the moment of opening it, as JavaScript writes it.
    """

    prospects: tuple[Prospect, ...] = ()
    columns: frozenset[str] | None = None
    now: str = LONG_AGO

    def has(self, *columns: str) -> bool:
        """Whether the file says anything in one of these columns, be it that there is nothing."""
        return self.columns is None or not self.columns.isdisjoint(columns)


def read_file(
    text: str, definition: Definition, where: str, now: str = LONG_AGO
) -> tuple[Incoming, tuple[Mapping[str, Any], ...], tuple[Problem, ...]]:
    """Read a CSV or a backup: what comes in, the ratings in a backup, and what is wrong with it.

    Raises InputError when nothing of it can be read.
    """
    text = text.removeprefix(BOM)
    if text.lstrip()[:1] in ("{", "["):
        backup = read_backup(text, definition, where)
        incoming = Incoming(tuple(_each_once(backup.prospects)), None, now)
        return incoming, backup.practice, backup.problems
    read = read_spreadsheet(text, definition, where, now)
    return Incoming(read.prospects, read.columns, now), (), read.problems


def _each_once(prospects: Iterable[Prospect]) -> Iterable[Prospect]:
    """Merge what has the same id."""
    by_id: dict[str, Prospect] = {}
    for prospect in prospects:
        known = by_id.get(prospect.id)
        by_id[prospect.id] = merge(known, prospect) if known else prospect
    return by_id.values()


def matcher(
    known: Mapping[str, Prospect], incoming: Incoming
) -> Callable[[Prospect], Prospect | None]:
    """Return what finds the known prospect of which an incoming one is another version.

    In a backup that is the one with the same id, else the one with the same name and seller that
    the backup has under no other id. A CSV has no ids: there it is name and seller, or the name
    alone if there is no column of sellers and one prospect of that name.
    """
    from_backup = incoming.columns is None
    ids = {theirs.id for theirs in incoming.prospects} if from_backup else set()
    free = sorted((mine for mine in known.values() if mine.id not in ids), key=lambda p: p.id)
    by_key: dict[tuple[str, str], Prospect] = {}
    by_name: dict[str, list[Prospect]] = {}
    for mine in free:
        by_key.setdefault(key_of(mine), mine)
        by_name.setdefault(mine.name, []).append(mine)
    first: dict[tuple[str, str], str] = {}
    for theirs in incoming.prospects:
        if not (from_backup and theirs.id in known):
            first.setdefault(key_of(theirs), theirs.id)

    def match(theirs: Prospect) -> Prospect | None:
        if from_backup and theirs.id in known:
            return known[theirs.id]
        if first[key_of(theirs)] != theirs.id:
            return None  # a second one of that name stays one of its own
        found = by_key.get(key_of(theirs))
        if found is None and not incoming.has("seller"):
            namesakes = by_name.get(theirs.name, [])
            found = namesakes[0] if len(namesakes) == 1 else None
        return found

    return match


def taken_in(
    mine: Prospect | None,
    theirs: Prospect,
    incoming: Incoming,
    today: date,
    taken: Container[str] = (),
) -> tuple[Prospect, State]:
    """Return an incoming prospect merged with the one that is there already, and what that made.

    What a CSV has no column for stays as it was. A check in it without a day is today's, unless it
    says what was known already. A new one gets an id of its own where its own is `taken`.
    """
    if mine is None:
        id_ = theirs.id
        if incoming.columns is not None and id_ in taken:
            id_ = free_id(theirs.name, theirs.seller, taken)
        checks = tuple(_on(check, today) for check in theirs.checks)
        return replace(theirs, id=id_, checks=checks), "new"
    if incoming.columns is None:
        both = merge(mine, theirs)
    else:
        both = brought_together(mine, _filled(theirs, mine, incoming, today))
        both = replace(both, id=mine.id, changed=max(mine.changed, both.changed))
    if dict(both.other) == dict(mine.other):
        both = replace(both, other=mine.other)
    if replace(both, changed=mine.changed) == mine:
        return mine, "same"
    return replace(both, changed=max(both.changed, incoming.now)), "changed"


def _on(check: Check, day: date) -> Check:
    return check if check.sheet.on else replace(check, sheet=replace(check.sheet, on=day))


def _filled(theirs: Prospect, mine: Prospect, incoming: Incoming, today: date) -> Prospect:
    """Fill in what a CSV has no column for from what is there already."""
    return replace(
        theirs,
        seller=theirs.seller if incoming.has("seller") else mine.seller,
        next=_next(theirs.next, mine.next, incoming),
        outcome=_outcome(theirs.outcome, mine.outcome, incoming),
        checks=tuple(_check(check, mine, incoming, today) for check in theirs.checks),
    )


def _next(theirs: Next | None, mine: Next | None, incoming: Incoming) -> Next | None:
    if not incoming.has("next", "next_on"):
        return mine
    if theirs and mine and not incoming.has("next_on") and theirs.what == mine.what:
        return mine
    if theirs and mine and not incoming.has("next") and theirs.on == mine.on:
        return mine
    return theirs


def _outcome(theirs: Outcome | None, mine: Outcome | None, incoming: Incoming) -> Outcome | None:
    if not incoming.has("outcome"):
        return mine
    if theirs and mine and not incoming.has("outcome_on") and theirs.result == mine.result:
        return mine
    return theirs


def _check(theirs: Check, mine: Prospect, incoming: Incoming, today: date) -> Check:
    """Return the check that is known already when a row says the same, else the row's own."""
    known = mine.checks[-1:] if theirs.sheet.on is None else mine.checks[::-1]
    for check in known:
        sheet = replace(check.sheet, newer=theirs.sheet.newer)
        if theirs.sheet.on is None:
            sheet = replace(sheet, on=None)
        if not incoming.has("revisit"):
            sheet = replace(sheet, revisit=None)
        if sheet == theirs.sheet and _notes(theirs, check, incoming) == dict(check.notes):
            return check
    return _on(theirs, today)


def _notes(theirs: Check, mine: Check, incoming: Incoming) -> dict[str, str]:
    """Return the evidence in a row, with that of a known check where it has no column."""
    kept = (pair for pair in mine.notes if not incoming.has(note_column(pair[0])))
    return {**dict(theirs.notes), **dict(kept)}
