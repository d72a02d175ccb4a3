"""A prospect as it is kept: who it is, every check of it, what comes next and how it ended.

Records are plain JSON data: in the browser's storage, in backups and in links. They are read as
strictly as sheets are; what an older version wrote is upgraded, what a newer one wrote is refused
with an error of its own, so that it can be left untouched.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Literal, TypeIs, get_args

from quiz.definition import Definition
from quiz.errors import InputError, NewerError, Problem
from quiz.sheet import (
    Sheet,
    Wrong,
    answers_as_data,
    kind_of,
    parse_day,
    parse_json,
    sheet_from,
    shown,
)

FORMAT = 2
"""The format of the records and backups that are written here."""

NAME_LENGTH = 200
"""How many characters a name may have, a prospect's or a seller's."""

NO_NAME = ("empty", "give the prospect a name", "no_name")
"""What there is to say of a name that is none: what, what to do, the kind of problem."""

Result = Literal["won", "lost", "no-decision"]
RESULTS: tuple[Result, ...] = get_args(Result)

NAME_ID = "row-"
"""What an id begins with that was made from the name, as those of imported prospects once were."""

FIRST_KIND = "five-conditions-backup"
"""What every backup was called at first, whatever the id of its definition."""

type Pairs = tuple[tuple[str, str], ...]
"""Texts by name, in an order: a dictionary that can be compared and never changes."""

ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z")
HALF_SIGN = re.compile("[\ud800-\udfff]")
DAY_FIX = "write it as YYYY-MM-DD"
TEXTS_FIX = 'write an object of texts, such as {"key": "text"}'


@dataclass(frozen=True)
class Next:
    """The next step: what it is, and the day, None where none was set."""

    what: str
    on: date | None


@dataclass(frozen=True)
class Outcome:
    """How it ended, and the day on which it did, None where that is not known."""

    result: Result
    on: date | None


@dataclass(frozen=True)
class Check:
    """One check: the sheet, the definition that it was made with, and the evidence noted.

    `notes` has a text for each condition that has one, in definition order.
    """

    sheet: Sheet
    definition: str
    notes: Pairs = ()


@dataclass(frozen=True)
class Prospect:
    """A prospect, with at least one check, the oldest first.

    `other` holds the columns of a person's own spreadsheet that are not ours. `changed` is the
    moment of the last change, as JavaScript writes it in UTC, so that text order is time order.
    """

    id: str
    name: str
    seller: str
    note: str
    next: Next | None
    outcome: Outcome | None
    checks: tuple[Check, ...]
    other: Pairs
    changed: str

    @property
    def sheet(self) -> Sheet:
        """The sheet of the last check: what is known now."""
        return self.checks[-1].sheet

    @property
    def previous(self) -> Sheet | None:
        """The last sheet of an earlier day; None when there is none.

        What is corrected on the day itself is no further check.
        """
        last = self.sheet.on
        if last is None:
            return None
        return next(
            (c.sheet for c in reversed(self.checks) if c.sheet.on and c.sheet.on < last), None
        )

    @property
    def closed(self) -> bool:
        """Whether it was won, lost or ended without a decision."""
        return self.outcome is not None


@dataclass(frozen=True)
class Backup:
    """What a backup holds: prospects, ratings of practice cases as data, and what was refused.

    `seller` is who made it, empty where it does not say; `skipped` counts the records that could
    not be read.
    """

    prospects: tuple[Prospect, ...]
    practice: tuple[Mapping[str, Any], ...]
    problems: tuple[Problem, ...]
    seller: str
    skipped: int


def prospect_from(data: object, definition: Definition, where: str = "prospect") -> Prospect:
    """Read a record, of this format or an older one.

    Keys that are not known are ignored; names are trimmed and brought to one form (NFC). Raises
    InputError with everything that is wrong, NewerError for a format above ours.
    """
    problems: list[Problem] = []

    def wrong(field: str, what: str, fix: str) -> None:
        problems.append(Problem(f"{where}: {field}" if field else where, what, fix))

    if not isinstance(data, dict):
        wrong("", f"{kind_of(data)} instead of an object", 'write an object such as {"format": 2}')
        raise InputError(problems)
    version = _format(data, where, wrong)
    listed = [data] if version == 1 else _list(data, wrong)
    prospect = Prospect(
        id=_id(data, wrong),
        name=_name(data, wrong),
        seller=_seller(data, wrong),
        note=_text(data, "note", wrong),
        next=_next(data, wrong),
        outcome=_outcome(data, wrong),
        checks=_checks(listed, definition, where, problems),
        other=_other(data, wrong),
        changed=_changed(data, wrong),
    )
    if problems:
        raise InputError(problems)
    return prospect


def as_record(prospect: Prospect, definition: Definition) -> dict[str, Any]:
    """Return a prospect as a record: JSON data, in the format of today."""
    return {
        "format": FORMAT,
        "id": prospect.id,
        "name": prospect.name,
        "seller": prospect.seller,
        "note": prospect.note,
        "next": prospect.next and {"what": prospect.next.what, **_dated(on=prospect.next.on)},
        "outcome": prospect.outcome
        and {"result": prospect.outcome.result, **_dated(on=prospect.outcome.on)},
        "checks": [_as_data(check, definition) for check in prospect.checks],
        "other": dict(prospect.other),
        "changed": prospect.changed,
    }


def key_of(prospect: Prospect) -> tuple[str, str]:
    """Return what makes two prospects the same one to a person: name and seller."""
    return prospect.name, prospect.seller


def name_from(text: str) -> str:
    """Trim a name and bring it to one form, the same for the same name from every keyboard."""
    text = whole(text).strip()
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def is_blank(text: str) -> bool:
    """Whether there is nothing to see in a text: no more than space and marks without a form."""
    return all(sign.isspace() or unicodedata.category(sign) in ("Cf", "Cc") for sign in text)


def whole(text: str) -> str:
    """Replace halves of signs, which JSON can spell and no file can hold, as browsers do."""
    return text if text.isascii() else HALF_SIGN.sub("\ufffd", text)


def too_long(name: str) -> tuple[str, str, str]:
    """Return what there is to say of a name that is too long: what, what to do, the kind."""
    return f"{len(name)} characters", f"use at most {NAME_LENGTH}", "too_long"


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
    return replace(brought_together(older, newer, tie), id=mine.id)


def brought_together(older: Prospect, newer: Prospect, tie: bool = False) -> Prospect:
    """Merge two versions of which it is known which is the newer; `tie` says that it is not."""
    return replace(
        newer,
        note=both_notes(older.note, newer.note, tie),
        checks=_all_checks(older.checks, newer.checks),
        other=_all_other(older.other, newer.other, tie),
    )


def read_backup(text: str, definition: Definition, where: str) -> Backup:
    """Read a backup, or what a link carries; a record that is wrong is a problem, the rest is kept.

    Raises InputError when it is no backup at all, NewerError when its format is above ours.
    """
    data = parse_json(text, where)
    problems: list[Problem] = []

    def wrong(field: str, what: str, fix: str) -> None:
        problems.append(Problem(f"{where}: {field}" if field else where, what, fix))

    if not isinstance(data, dict) or data.get("kind") not in (
        kind_of_backup(definition),
        FIRST_KIND,
    ):
        fix = "choose a file that this site made, or a CSV"
        raise InputError([Problem(where, "this is no backup", fix, "no_backup")])
    _format(data, where, wrong)
    records = _items(data, "prospects", wrong)
    ratings = _items(data, "practice", wrong) if "practice" in data else []
    if problems:
        raise InputError(problems)
    prospects = tuple(
        _good(
            records,
            "prospects",
            where,
            problems,
            lambda item, at: prospect_from(item, definition, at),
        )
    )
    practice = tuple(
        _good(ratings, "practice", where, problems, lambda item, at: _rating(item, definition, at))
    )
    skipped = len(records) + len(ratings) - len(prospects) - len(practice)
    seller = data.get("seller")
    owner = seller if isinstance(seller, str) else ""
    return Backup(prospects, practice, tuple(problems), owner[:NAME_LENGTH], skipped)


def kind_of_backup(definition: Definition) -> str:
    """Return the word by which a backup of prospects checked with this definition is known."""
    return f"{definition.id}-backup"


def _format(data: Mapping[str, Any], where: str, wrong: Wrong) -> int:
    """Return the format, today's where none can be made out; NewerError for one above ours."""
    version = data.get("format")
    if type(version) is not int or version < 1:
        what = "missing" if "format" not in data else f"{shown(version)} is no format"
        wrong("format", what, f"write {FORMAT}")
        return FORMAT
    if version > FORMAT:
        what = "made by a newer version of this site"
        fix = "load the page again, or open it where it was made"
        raise NewerError([Problem(where, what, fix, "newer")])
    return version


def _items(data: Mapping[str, Any], field: str, wrong: Wrong) -> list[Any]:
    value = data.get(field)
    if isinstance(value, list):
        return value
    wrong(
        field, "missing" if field not in data else f"{kind_of(value)} instead of a list", "a list"
    )
    return []


def _list(data: Mapping[str, Any], wrong: Wrong) -> list[Any]:
    listed = _items(data, "checks", wrong)
    if listed == [] and isinstance(data.get("checks"), list):
        wrong("checks", "empty", "keep at least one check")
    return listed


def _good[T](
    items: Sequence[object],
    field: str,
    where: str,
    problems: list[Problem],
    read: Callable[[object, str], T],
) -> Iterable[T]:
    """Yield the items that can be read; what is wrong with the others goes into `problems`."""
    for index, item in enumerate(items):
        try:
            yield read(item, f"{where}: {field}[{index}]")
        except InputError as error:
            problems += error.problems


def _checks(
    listed: Sequence[object], definition: Definition, where: str, problems: list[Problem]
) -> tuple[Check, ...]:
    """Read the checks, and put them in the order of their days; those without a day come first."""
    checks = _good(listed, "checks", where, problems, lambda c, at: _check(c, definition, at))
    return _in_order(list(checks))


def _check(data: object, definition: Definition, where: str) -> Check:
    problems: list[Problem] = []

    def wrong(field: str, what: str, fix: str) -> None:
        problems.append(Problem(f"{where}: {field}", what, fix))

    notes: Pairs = ()
    if isinstance(data, dict):
        notes = _notes(data, definition, wrong)
    try:
        sheet = sheet_from(data, definition, where)
    except InputError as error:
        raise InputError([*error.problems, *problems]) from None
    if problems:
        raise InputError(problems)
    assert isinstance(data, dict)
    return Check(sheet, data.get("definition", definition.ref), notes)


def _notes(data: Mapping[str, Any], definition: Definition, wrong: Wrong) -> Pairs:
    texts = _texts(data, "notes", wrong)
    for key in texts:
        if key not in definition.ids:
            fix = f"the conditions are {', '.join(definition.ids)}"
            wrong(f"notes.{whole(key)}", "no such condition", fix)
    return tuple((key, texts[key]) for key in definition.ids if texts.get(key))


def _other(data: Mapping[str, Any], wrong: Wrong) -> Pairs:
    texts = _texts(data, "other", wrong)
    pairs = {whole(key): text for key, text in texts.items() if text}
    for key in pairs:
        if not key or key != key.strip():
            wrong(f"other.{key}", "no name for a column", "name it, without space around it")
    return tuple(pairs.items())


def _object(
    data: Mapping[str, Any], field: str, wrong: Wrong, fix: str
) -> Mapping[str, Any] | None:
    """Return an object; None where it is missing or wrong."""
    value = data.get(field)
    if value is None or isinstance(value, dict):
        return value
    wrong(field, f"{kind_of(value)} instead of an object", fix)
    return None


def _texts(data: Mapping[str, Any], field: str, wrong: Wrong) -> Mapping[str, str]:
    """Return an object of texts; empty where it is missing or wrong."""
    value = _object(data, field, wrong, TEXTS_FIX) or {}
    for key, text in value.items():
        if not isinstance(text, str):
            wrong(f"{field}.{whole(key)}", f"{kind_of(text)} instead of a text", TEXTS_FIX)
    return {key: whole(text) for key, text in value.items() if isinstance(text, str)}


def _text(data: Mapping[str, Any], field: str, wrong: Wrong, place: str = "") -> str:
    """Return a text, empty where it is missing or wrong."""
    value = data.get(field)
    if value is None:
        return ""
    if not isinstance(value, str):
        wrong(place or field, f"{kind_of(value)} instead of a text", "write a text")
        return ""
    return whole(value)


def _id(data: Mapping[str, Any], wrong: Wrong) -> str:
    value = data.get("id")
    if isinstance(value, str) and ID.fullmatch(value):
        return value
    what = "missing" if "id" not in data else f"{shown(value)} is no id"
    wrong("id", what, "use 1 to 64 letters, digits, - and _")
    return ""


def _name(data: Mapping[str, Any], wrong: Wrong) -> str:
    if "name" not in data:
        wrong("name", "missing", NO_NAME[1])
        return ""
    value = data["name"]
    if not isinstance(value, str):
        wrong("name", f"{kind_of(value)} instead of a text", NO_NAME[1])
        return ""
    name = name_from(value)
    if is_blank(name):
        wrong("name", *NO_NAME[:2])
    elif len(name) > NAME_LENGTH:
        wrong("name", *too_long(name)[:2])
    return name


def _seller(data: Mapping[str, Any], wrong: Wrong) -> str:
    seller = name_from(_text(data, "seller", wrong))
    if len(seller) > NAME_LENGTH:
        wrong("seller", *too_long(seller)[:2])
    return seller


def _next(data: Mapping[str, Any], wrong: Wrong) -> Next | None:
    value = _object(data, "next", wrong, 'write {"what": "", "on": ""}')
    if value is None:
        return None
    what, on = _text(value, "what", wrong, "next.what"), _day(value, "next.on", wrong)
    return Next(what, on) if what or on else None


def _outcome(data: Mapping[str, Any], wrong: Wrong) -> Outcome | None:
    value = _object(data, "outcome", wrong, 'write {"result": "won"}')
    if value is None:
        return None
    result, on = value.get("result"), _day(value, "outcome.on", wrong)
    if not isinstance(result, str) or result not in RESULTS:
        what = "missing" if "result" not in value else f"{shown(result)} is no outcome"
        wrong("outcome.result", what, f"use {', '.join(RESULTS)}")
        return None
    return Outcome(result, on)


def _day(data: Mapping[str, Any], place: str, wrong: Wrong) -> date | None:
    value = data.get("on")
    if value is None:
        return None
    try:
        return parse_day(value)
    except (TypeError, ValueError):
        wrong(place, f"{shown(value)} is no date", DAY_FIX)
        return None


def _changed(data: Mapping[str, Any], wrong: Wrong) -> str:
    value = data.get("changed")
    if is_moment(value):
        return value
    what = "missing" if "changed" not in data else f"{shown(value)} is no moment"
    wrong("changed", what, "write it as 2026-11-24T09:00:00.000Z")
    return ""


def is_moment(value: object) -> TypeIs[str]:
    """Whether this is a moment as JavaScript writes it: UTC, to the millisecond."""
    if not isinstance(value, str) or not MOMENT.fullmatch(value):
        return False
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True


def _rating(data: object, definition: Definition, where: str) -> Mapping[str, Any]:
    """Let a rating of a practice case pass that the page can use; InputError for another."""
    if not isinstance(data, dict):
        what = f"{kind_of(data)} instead of an object"
        raise InputError([Problem(where, what, 'write {"case": …, "on": …, "answers": {…}}')])
    sheet = sheet_from(data, definition, where)
    problems = []
    if not isinstance(data.get("case"), str):
        problems.append(Problem(f"{where}: case", "missing", "name the case"))
    if sheet.on is None:
        problems.append(Problem(f"{where}: on", "missing", DAY_FIX))
    if problems:
        raise InputError(problems)
    return data


def _dated(**days: date | None) -> dict[str, str]:
    return {key: day.isoformat() for key, day in days.items() if day}


def _as_data(check: Check, definition: Definition) -> dict[str, Any]:
    sheet = check.sheet
    return {
        "definition": check.definition,
        **_dated(on=sheet.on, revisit=sheet.revisit),
        "answers": answers_as_data(definition, sheet),
        "notes": dict(check.notes),
    }


def _in_order(checks: Iterable[Check]) -> tuple[Check, ...]:
    return tuple(sorted(checks, key=lambda check: check.sheet.on or date.min))


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
        (end.result, end.on or date.min) if end else ("", date.min),
    )


def both_notes(older: str, newer: str, tie: bool = False) -> str:
    """Keep two texts, the newer one first; one that is a part of the other is there already."""
    if older in newer:
        return newer
    if newer in older:
        return older
    return "\n".join(sorted((older, newer)) if tie else (newer, older))


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
    a day the newer version's checks come last, so that what is known now stays what it says.
    """
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
        return _in_order(before)  # the older version went on checking: its order is the true one
    return _in_order([*(check for check in before if check not in after), *after])
