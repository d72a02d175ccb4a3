"""A prospect as it is kept: who it is, every check of it, what comes next and how it ended.

Records are plain JSON data: in the browser's storage, in backups and in links. They are read as
strictly as sheets are; what an older version wrote is upgraded, what a newer one wrote is refused
with an error of its own, so that it can be left untouched.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Literal, TypeIs, get_args

from quiz.definition import STOP, Definition
from quiz.errors import InputError, NewerError, Problem, Problems
from quiz.fields import day_in, object_in, text_in, texts_in
from quiz.gone import Gone, without_gone
from quiz.names import (
    NAME_LENGTH,
    NO_NAME,
    folded,
    is_blank,
    name_from,
    too_long,
    without_lone_surrogates,
)
from quiz.sheet import DAYS, Sheet, answers_as_data, is_gone, kind_of, sheet_from, shown

FORMAT = 3
"""The format of the records and backups that are written here."""

Result = Literal["won", "lost", "no-decision"]
RESULTS: tuple[Result, ...] = get_args(Result)

NAME_ID = "row-"
"""How an id begins that was made from the name, as those of imported prospects once were."""

type Pairs = tuple[tuple[str, str], ...]
"""Texts by name, in an order: a dictionary that can be compared and never changes."""

ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z")


@dataclass(frozen=True)
class Next:
    """The next step: what it is, and the day, None where none was set."""

    what: str
    on: date | None


@dataclass(frozen=True)
class Outcome:
    """How it ended, and the day on which it did, None where that is not known.

    `link` is the condition that decided it, None where the seller did not say; `gone` is it where
    that is none of the definition's any more.
    """

    result: Result
    on: date | None
    link: str | None = None
    gone: str | None = None

    @property
    def held(self) -> bool:
        """Whether that link held the deal together, as it does when it is won; else it broke."""
        return self.result == "won"


@dataclass(frozen=True)
class Check:
    """One check: the sheet, the definition that it was made with, and the evidence noted.

    `notes` has a text for each condition that has one, in definition order. `listed` when a list
    brought it; what is otherwise the same check is the same one. `gone` is what it says besides of
    conditions that there are not any more: it decides nothing, and is kept.
    """

    sheet: Sheet
    definition: str
    notes: Pairs = ()
    listed: bool = field(default=False, compare=False)
    gone: tuple[Gone, ...] = ()


@dataclass(frozen=True)
class Prospect:
    """A prospect, with at least one check, the oldest first.

    `other` holds the columns of a person's own spreadsheet that are not ours. `changed` is the
    moment of the last change, as JavaScript writes it in UTC, so that text order is time order.
    `source_id` is what the CRM that it came from calls it, empty where there is none.
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
    source_id: str = ""

    @property
    def sheet(self) -> Sheet:
        """The sheet of the last check: what is known now."""
        return self.checks[-1].sheet

    @property
    def previous(self) -> Sheet | None:
        """The last sheet of an earlier day; None when there is none.

        A correction on the same day does not count as a further check.
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


def prospect_from(data: object, definition: Definition, where: str = "prospect") -> Prospect:
    """Read a record, of this format or an older one.

    Keys that are not known are ignored; names are trimmed and brought to one form (NFC). Raises
    InputError with everything that is wrong, NewerError for a format above ours.
    """
    problems = Problems(where)
    if not isinstance(data, dict):
        fix = 'write an object such as {"format": 2}'
        problems.add("", f"{kind_of(data)} instead of an object", fix)
        raise InputError(problems.found)
    version = format_of(data, problems)
    listed = [data] if version == 1 else _list(data, problems)
    prospect = Prospect(
        id=_id(data, problems),
        name=_name(data, problems),
        seller=_seller(data, problems),
        note=text_in(data, "note", problems),
        next=_next(data, problems),
        outcome=_outcome(data, definition, problems),
        checks=_checks(listed, definition, problems),
        other=_other(data, problems),
        changed=_changed(data, problems),
        source_id=text_in(data, "source_id", problems).strip(),
    )
    problems.raise_any()
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
        "outcome": prospect.outcome and _outcome_as_data(prospect.outcome),
        "checks": [_as_data(check, definition) for check in prospect.checks],
        "other": dict(prospect.other),
        "changed": prospect.changed,
        "source_id": prospect.source_id,
    }


def key_of(prospect: Prospect) -> tuple[str, str]:
    """Return what makes two prospects the same one to a person: name and seller, as they sound."""
    return folded(prospect.name), folded(prospect.seller)


def format_of(data: Mapping[str, Any], problems: Problems) -> int:
    """Return the format, today's where it cannot be made out; NewerError for one above ours."""
    version = data.get("format")
    if type(version) is not int or version < 1:
        what = "missing" if "format" not in data else f"{shown(version)} is not a format"
        problems.add("format", what, f"write {FORMAT}")
        return FORMAT
    if version > FORMAT:
        what = "made by a newer version of this site"
        fix = "load the page again, or open it where it was made"
        raise NewerError([Problem(problems.where, what, fix, "newer")])
    return version


def items_in(data: Mapping[str, Any], field: str, problems: Problems) -> list[Any]:
    """Return a list; empty where it is missing or wrong."""
    value = data.get(field)
    if isinstance(value, list):
        return value
    problems.add(
        field, "missing" if field not in data else f"{kind_of(value)} instead of a list", "a list"
    )
    return []


def _list(data: Mapping[str, Any], problems: Problems) -> list[Any]:
    listed = items_in(data, "checks", problems)
    if listed == [] and isinstance(data.get("checks"), list):
        problems.add("checks", "empty", "keep at least one check")
    return listed


def each_good[T](
    items: Sequence[object],
    field: str,
    problems: Problems,
    read: Callable[[object, str], T],
) -> Iterable[T]:
    """Yield the items that can be read; what is wrong with the others goes into `problems`."""
    for index, item in enumerate(items):
        try:
            yield read(item, f"{problems.where}: {field}[{index}]")
        except InputError as error:
            problems.found += error.problems


def _checks(
    listed: Sequence[object], definition: Definition, problems: Problems
) -> tuple[Check, ...]:
    """Read the checks, and put them in the order of their days; those without a day come first."""
    checks = each_good(listed, "checks", problems, lambda c, at: _check(c, definition, at))
    return in_order(list(checks))


def _check(data: object, definition: Definition, where: str) -> Check:
    problems = Problems(where)
    notes: Pairs = ()
    gone: tuple[Gone, ...] = ()
    if isinstance(data, dict):
        data, gone = without_gone(data, definition)
        notes = _notes(data, definition, problems)
    try:
        sheet = sheet_from(data, definition, where)
    except InputError as error:
        raise InputError([*error.problems, *problems.found]) from None
    problems.raise_any()
    assert isinstance(data, dict)
    made = data.get("definition", definition.ref)
    return Check(sheet, made, notes, data.get("listed") is True, gone)


def _notes(data: Mapping[str, Any], definition: Definition, problems: Problems) -> Pairs:
    texts = texts_in(data, "notes", problems)
    for key in texts:
        if key not in definition.ids:
            fix = f"the conditions are {', '.join(definition.ids)}"
            problems.add(f"notes.{without_lone_surrogates(key)}", "no such condition", fix)
    return tuple((key, texts[key]) for key in definition.ids if texts.get(key))


def _other(data: Mapping[str, Any], problems: Problems) -> Pairs:
    texts = texts_in(data, "other", problems)
    pairs = {without_lone_surrogates(key): text for key, text in texts.items() if text}
    for key in pairs:
        if not key or key != key.strip():
            problems.add(f"other.{key}", "no name for a column", "name it, without space around it")
    return tuple(pairs.items())


def _id(data: Mapping[str, Any], problems: Problems) -> str:
    value = data.get("id")
    if isinstance(value, str) and ID.fullmatch(value):
        return value
    what = "missing" if "id" not in data else f"{shown(value)} is not an id"
    problems.add("id", what, "use 1 to 64 letters, digits, - and _")
    return ""


def _name(data: Mapping[str, Any], problems: Problems) -> str:
    if "name" not in data:
        problems.add("name", "missing", NO_NAME[1])
        return ""
    value = data["name"]
    if not isinstance(value, str):
        problems.add("name", f"{kind_of(value)} instead of a text", NO_NAME[1])
        return ""
    name = name_from(value)
    if is_blank(name):
        problems.add("name", *NO_NAME[:2])
    elif len(name) > NAME_LENGTH:
        problems.add("name", *too_long(name)[:2])
    return name


def _seller(data: Mapping[str, Any], problems: Problems) -> str:
    seller = name_from(text_in(data, "seller", problems))
    if len(seller) > NAME_LENGTH:
        problems.add("seller", *too_long(seller)[:2])
    return seller


def _next(data: Mapping[str, Any], problems: Problems) -> Next | None:
    value = object_in(data, "next", problems, 'write {"what": "", "on": ""}')
    if value is None:
        return None
    what, on = text_in(value, "what", problems, "next.what"), day_in(value, "next.on", problems)
    return Next(what, on) if what or on else None


def _outcome(data: Mapping[str, Any], definition: Definition, problems: Problems) -> Outcome | None:
    value = object_in(data, "outcome", problems, 'write {"result": "won"}')
    if value is None:
        return None
    result, on = value.get("result"), day_in(value, "outcome.on", problems)
    link, gone = value.get("link"), None
    if is_gone(link, definition):
        link, gone = None, link
    if link is not None and link not in definition.ids:
        fix = f"the conditions are {', '.join(definition.ids)}"
        problems.add("outcome.link", f"{shown(link)} is no condition", fix)
    if not isinstance(result, str) or result not in RESULTS:
        what = "missing" if "result" not in value else f"{shown(result)} is not an outcome"
        problems.add("outcome.result", what, f"use {', '.join(RESULTS)}")
        return None
    outcome = Outcome(result, on, link, gone)
    held = value.get("held")
    if held is not None and held is not outcome.held:
        what = f"{shown(held)} does not go with {result}"
        problems.add("outcome.held", what, "leave it out: it follows from the result")
    return outcome


def _changed(data: Mapping[str, Any], problems: Problems) -> str:
    value = data.get("changed")
    if is_moment(value):
        return value
    what = "missing" if "changed" not in data else f"{shown(value)} is not a moment"
    problems.add("changed", what, "write it as 2026-11-24T09:00:00.000Z")
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


def _dated(**days: date | None) -> dict[str, str]:
    return {key: day.isoformat() for key, day in days.items() if day}


def _outcome_as_data(end: Outcome) -> dict[str, Any]:
    link = end.link or end.gone
    why = {"link": link, "held": end.held} if link else {}
    return {"result": end.result, **_dated(on=end.on), **why}


def _as_data(check: Check, definition: Definition) -> dict[str, Any]:
    sheet = check.sheet
    answers = {one.condition: one.level for one in check.gone if one.level is not None}
    notes = {one.condition: one.note for one in check.gone if one.note}
    stop = sheet.stop or any(one.condition == STOP for one in check.gone)
    return {
        "definition": check.definition,
        **_dated(**{field: getattr(sheet, field) for field in DAYS}),
        "answers": {**answers_as_data(definition, sheet), **answers},
        **({STOP: True} if stop else {}),
        "notes": {**dict(check.notes), **notes},
        **({"listed": True} if check.listed else {}),
    }


def in_order(checks: Iterable[Check]) -> tuple[Check, ...]:
    """Put checks in the order of their days, those without a day first.

    Whoever asked not to be contacted has asked so in each check from that day on: what a colleague,
    a file or an older version of this site knows nothing of does not take it back.
    """
    found = sorted(checks, key=_day_of)
    since = next((_day_of(check) for check in found if check.sheet.stop), None)
    return tuple(
        check if since is None or _day_of(check) < since else stopped(check) for check in found
    )


def _day_of(check: Check) -> date:
    return check.sheet.on or date.min


def stopped(check: Check, stop: bool = True) -> Check:
    """Return a check that says, or does not say, that they asked not to be contacted."""
    if check.sheet.stop == stop:
        return check
    return replace(check, sheet=replace(check.sheet, stop=stop))
