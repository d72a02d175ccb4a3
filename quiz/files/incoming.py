"""A file that is opened, and how what it holds is merged with what is already there.

An empty cell says nothing: it never replaces what is known, and only a row with an answer in it
makes a new check. That somebody asked not to be contacted is kept, whatever a file says of it.
"""

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Literal

from quiz.definition import Definition
from quiz.errors import InputError, Problem
from quiz.files.backup import read_backup
from quiz.files.listing import Listing, Skipped
from quiz.files.mapping import ColumnMap
from quiz.files.spreadsheet import NEVER_CHANGED, Entry, read_spreadsheet
from quiz.merging import both_notes, merge, merge_newer_over_older
from quiz.names import folded, name_from, without_lone_surrogates
from quiz.prospect import (
    NAME_ID,
    Check,
    Next,
    Outcome,
    Pairs,
    Prospect,
    in_order,
    key_of,
    stopped,
)
from quiz.sheet import Answers, given_to, version_of

BOM = "\ufeff"

State = Literal["new", "changed", "same"]

type Groups = Mapping[str, tuple[Entry, ...]]


@dataclass(frozen=True)
class Opening:
    """What goes with the opening of a file.

    `now` is the moment, as JavaScript writes it, and `today` the day; without it a row that has no
    day keeps none. `ids` is what the ids of new prospects begin with, unlike any before. `seller`
    is who opens the file, empty where not known. `aliases` maps ids that prospects had before to
    those that they have now.
    """

    now: str = NEVER_CHANGED
    today: date | None = None
    ids: str = "new-"
    seller: str = ""
    aliases: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Incoming:
    """What a file holds.

    `groups` has the rows of each prospect of a CSV by its id; it is None for a backup, whose
    prospects are complete. `owner` is whose file it says it is, empty where it does not say.
    `renamed` maps each id in a backup that was made from a name to one that reveals nothing.
    """

    prospects: tuple[Prospect, ...] = ()
    groups: Groups | None = None
    owner: str = ""
    opening: Opening = Opening()
    renamed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Opened:
    """A file as it was read: what comes in, practice in a backup as data, and what is wrong.

    `left_out` has the rows of a list that could not be read; `skipped` counts these, or the records
    of a backup that could not.
    """

    incoming: Incoming
    practice: tuple[Mapping[str, Any], ...]
    problems: tuple[Problem, ...]
    skipped: int
    left_out: tuple[Skipped, ...] = ()
    conversations: tuple[Mapping[str, Any], ...] = ()


def is_backup(text: str) -> bool:
    """Whether this is the text of a backup, sound or not, and no list: it begins as JSON does."""
    return text.removeprefix(BOM).lstrip()[:1] in ("{", "[")


def read_file(
    text: str, definition: Definition, where: str, opening: Opening = Opening()
) -> Opened:
    """Read a backup, or a list with our columns that leaves nothing to be asked.

    Raises InputError when nothing of it can be read, or when it has to be mapped first.
    """
    if is_backup(text):
        return read_whole(text, definition, where, opening)
    return read_ours(open_list(text, definition, where), opening)


def read_ours(listing: Listing, opening: Opening = Opening()) -> Opened:
    """Read a list with our columns; InputError for one that has to be mapped first."""
    columns = listing.decided(listing.guessed)
    if not listing.ours or listing.questions(columns).any:
        found = ", ".join(filter(None, listing.header))
        fix = f"say which column is which with quiz import; found: {found}"
        what, values = "this list has other columns", {"found": found}
        problem = Problem(listing.where, what, fix, "other_columns", values)
        raise InputError([problem])
    return read_list(listing, columns, opening)


def read_whole(text: str, definition: Definition, where: str, opening: Opening) -> Opened:
    """Read a backup; InputError when nothing of it can be read."""
    backup = read_backup(text.removeprefix(BOM), definition, where)
    found = tuple(_each_once(backup.prospects))
    renamed = {
        one.id: f"{opening.ids}{number}"
        for number, one in enumerate(found, 1)
        if one.id.startswith(NAME_ID)
    }
    incoming = Incoming(found, None, name_from(backup.seller), opening, renamed)
    practised = (backup.practice, backup.problems, backup.skipped)
    return Opened(incoming, *practised, conversations=backup.conversations)


def open_list(text: str, definition: Definition, where: str, headed: bool | None = None) -> Listing:
    """Open a list, without reading it yet; InputError for one with nothing in it."""
    source = io.StringIO(without_lone_surrogates(text.removeprefix(BOM)), newline="")
    return Listing(source, definition, where, headed)


def read_list(listing: Listing, columns: ColumnMap, opening: Opening) -> Opened:
    """Read a list from these columns."""
    definition = listing.definition
    read = read_spreadsheet(listing, columns)
    groups = {
        f"{opening.ids}{number}": _in_time(group, opening.today)
        for number, group in enumerate(read.groups, 1)
    }
    prospects = tuple(
        replace(_folded(group, None, definition, opening), id=id_, changed=opening.now)
        for id_, group in groups.items()
    )
    incoming = Incoming(prospects, groups, "", opening)
    return Opened(incoming, (), read.problems, len(read.skipped), read.skipped)


def _each_once(prospects: Iterable[Prospect]) -> Iterable[Prospect]:
    """Merge what has the same id."""
    by_id: dict[str, Prospect] = {}
    for prospect in prospects:
        known = by_id.get(prospect.id)
        by_id[prospect.id] = merge(known, prospect) if known else prospect
    return by_id.values()


def _in_time(group: Sequence[Entry], today: date | None) -> tuple[Entry, ...]:
    """Put rows in the order of their days, as they came within a day; no day means today."""
    return tuple(sorted(group, key=lambda entry: entry.check.sheet.on or today or date.min))


def matcher(
    known: Mapping[str, Prospect], incoming: Incoming
) -> Callable[[Prospect], Prospect | None]:
    """Return what finds the known prospect of which an incoming one is another version.

    In a backup that is the one with the same id, be it one that it had before, else the one with
    the same name and seller that the backup has under no other id. A list has no ids of ours: there
    the id of the CRM decides, if it has one, so that what was renamed there stays the same; else
    name and seller do, unless the two have different ids in the CRM. A file that was exported under
    the name of whom it is opened by fits a prospect without a seller too, and where the file names
    no seller, the name alone will do if there is one of that name.
    """
    from_backup = incoming.groups is None

    def known_id(theirs: Prospect) -> str | None:
        id_ = incoming.opening.aliases.get(theirs.id, theirs.id)
        return id_ if from_backup and id_ in known else None

    ids = {known_id(theirs) for theirs in incoming.prospects}
    free = sorted((mine for mine in known.values() if mine.id not in ids), key=lambda p: p.id)
    by_key: dict[tuple[str, str], Prospect] = {}
    by_name: dict[str, list[Prospect]] = {}
    by_source: dict[str, Prospect] = {}
    for mine in free:
        by_key.setdefault(key_of(mine), mine)
        by_name.setdefault(folded(mine.name), []).append(mine)
        by_source.setdefault(mine.source_id, mine)
    first: dict[tuple[str, str], str] = {}
    for theirs in incoming.prospects:
        if not known_id(theirs):
            first.setdefault(key_of(theirs), theirs.id)

    def match(theirs: Prospect) -> Prospect | None:
        if id_ := known_id(theirs):
            return known[id_]
        if theirs.source_id and (found := by_source.get(theirs.source_id)):
            return found
        if first[key_of(theirs)] != theirs.id:
            return None  # a second one of that name stays one of its own
        found = _namesake(theirs, by_key, by_name, incoming)
        apart = found and found.source_id and theirs.source_id
        return None if apart else found

    return match


def _namesake(
    theirs: Prospect,
    by_key: Mapping[tuple[str, str], Prospect],
    by_name: Mapping[str, Sequence[Prospect]],
    incoming: Incoming,
) -> Prospect | None:
    """Return the known prospect of the same name, and of the same seller if the file names one."""
    name, seller = key_of(theirs)
    found = by_key.get((name, seller))
    if found is None and seller and seller == folded(incoming.opening.seller):
        found = by_key.get((name, ""))
    if found is None and not seller and incoming.groups is not None:
        alike = by_name.get(name, ())
        found = alike[0] if len(alike) == 1 else None
    return found


def merged_in(
    mine: Prospect | None, theirs: Prospect, incoming: Incoming, definition: Definition
) -> tuple[Prospect, State]:
    """Return an incoming prospect merged with the one that is there already, and what that made.

    A check in a CSV without a day is of the day of opening, unless it says what was known already.
    A new prospect gets an id that reveals nothing about it.
    """
    opening = incoming.opening
    if mine is None:
        return replace(theirs, id=incoming.renamed.get(theirs.id, theirs.id)), "new"
    if incoming.groups is None:
        both = merge(mine, theirs)
    else:
        folded = _folded(incoming.groups[theirs.id], mine, definition, opening)
        both = replace(folded, id=mine.id, changed=mine.changed)
    if dict(both.other) == dict(mine.other):
        both = replace(both, other=mine.other)
    if replace(both, changed=mine.changed) == mine:
        return mine, "same"
    return replace(both, changed=max(both.changed, opening.now)), "changed"


def _folded(
    group: Iterable[Entry], mine: Prospect | None, definition: Definition, opening: Opening
) -> Prospect:
    """Lay the rows of one prospect onto what is known of it, one after the other."""
    for entry in group:
        mine = _laid_onto(mine, entry, definition, opening)
    assert mine is not None
    return mine


def _laid_onto(
    mine: Prospect | None, entry: Entry, definition: Definition, opening: Opening
) -> Prospect:
    theirs = entry.prospect
    if mine is None:
        return replace(theirs, checks=(_on(entry.check, opening.today),))
    own = folded(theirs.seller) == folded(opening.seller) and not mine.seller
    said = replace(
        theirs,
        name=_same_or_new(mine.name, theirs.name),
        seller=mine.seller if own else _same_or_new(mine.seller, theirs.seller or mine.seller),
        next=_next(theirs.next, mine.next),
        outcome=_outcome(theirs.outcome, mine.outcome),
        checks=mine.checks,
        source_id=theirs.source_id or mine.source_id,
    )
    checks = in_order(_checks(entry, mine.checks, definition, opening.today))
    return replace(merge_newer_over_older(mine, said), checks=checks)


def _same_or_new(mine: str, theirs: str) -> str:
    """Return a name as it was, unless it has become another one."""
    return mine if folded(mine) == folded(theirs) else theirs


def _on(check: Check, day: date | None) -> Check:
    on = check.sheet.on or day
    return replace(check, sheet=replace(check.sheet, on=on))


def _next(theirs: Next | None, mine: Next | None) -> Next | None:
    """Return the next step; another step takes no day from the one before."""
    if theirs is None or mine is None:
        return theirs or mine
    if theirs.what in ("", mine.what):
        return Next(mine.what, theirs.on or mine.on)
    return theirs


def _outcome(theirs: Outcome | None, mine: Outcome | None) -> Outcome | None:
    if theirs is None or mine is None:
        return theirs or mine
    if theirs.result == mine.result:
        return Outcome(mine.result, theirs.on or mine.on, theirs.link or mine.link)
    return theirs


def _checks(
    entry: Entry, known: tuple[Check, ...], definition: Definition, today: date | None
) -> tuple[Check, ...]:
    """Return what is known of a prospect with what a row says of it.

    A row without answers adds what else it says to the last check of its day or before, one that
    says what a check of its day says adds it to that one. All others are checks of their own.
    """
    theirs = entry.check
    before = _last_until(known, theirs.sheet.on)
    if not entry.answered:
        return _amended(known, before or known[0], theirs, definition)
    same = known[-1:] if theirs.sheet.on is None else known
    if any(_says_no_more(entry, check, definition) for check in same):
        return known
    own = _filled(entry, before, definition, today)
    for check in reversed(known):
        if (check.sheet.on, check.sheet.answers) == (own.sheet.on, own.sheet.answers):
            return _amended(known, check, theirs, definition)
    return in_order((*known, own))


def _filled(
    entry: Entry, before: Check | None, definition: Definition, today: date | None
) -> Check:
    """Return the check of a row; what it does not say is taken from the one before.

    That is an answer, each of the days, and the evidence for each answer that has not changed.
    """
    own = _on(entry.check, today)
    if before is None:
        return own
    then, notes = before.sheet.answers, dict(before.notes)
    answers: Answers = tuple(
        new if key in entry.answered else old
        for key, new, old in zip(definition.ids, own.sheet.answers, then, strict=True)
    )
    for key, new, old in zip(definition.ids, answers, then, strict=True):
        if new != old:
            notes.pop(key, None)
    sheet = replace(own.sheet, answers=answers).with_days(own.sheet, before.sheet)
    ref = _older(own, before, definition) if answers != own.sheet.answers else own.definition
    return replace(
        own,
        sheet=given_to(version_of(ref, definition) or 1, sheet, definition),
        definition=ref,
        notes=_in_definition_order(notes | dict(own.notes), definition),
    )


def _older(one: Check, other: Check, definition: Definition) -> str:
    """Return the older of the definitions of two checks: what holds answers to both is of that."""
    refs = (one.definition, other.definition)
    return min(refs, key=lambda ref: version_of(ref, definition) or 1)


def _says_no_more(entry: Entry, check: Check, definition: Definition) -> bool:
    """Whether a row says nothing that a check does not say."""
    theirs, sheet, notes = entry.check, check.sheet, dict(check.notes)
    return (
        theirs.sheet.on in (None, sheet.on)
        and sheet == sheet.with_days(theirs.sheet, sheet)
        and theirs.sheet.stop <= sheet.stop
        and all(notes.get(key) == text for key, text in theirs.notes)
        and all(
            new == old
            for key, new, old in zip(
                definition.ids, theirs.sheet.answers, sheet.answers, strict=True
            )
            if key in entry.answered
        )
    )


def _amended(
    checks: tuple[Check, ...], about: Check, theirs: Check, definition: Definition
) -> tuple[Check, ...]:
    """Add what a row gives beside answers to the check it is about.

    That is the evidence, the days, and that they asked not to be contacted.
    """
    notes = dict(about.notes)
    for key, text in theirs.notes:
        notes[key] = both_notes(notes.get(key, ""), text)
    amended = Check(
        about.sheet.with_days(theirs.sheet, about.sheet),
        about.definition,
        _in_definition_order(notes, definition),
        *(about.listed, about.gone),
    )
    if theirs.sheet.stop:
        amended = stopped(amended)
    return tuple(amended if check is about else check for check in checks)


def _last_until(checks: Sequence[Check], day: date | None) -> Check | None:
    """Return the last check of a day or before, the last of all for no day."""
    return next(
        (
            check
            for check in reversed(checks)
            if day is None or check.sheet.on is None or check.sheet.on <= day
        ),
        None,
    )


def _in_definition_order(notes: Mapping[str, str], definition: Definition) -> Pairs:
    return tuple((key, notes[key]) for key in definition.ids if notes.get(key))
