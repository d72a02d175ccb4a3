"""A sheet: what the seller knows about one prospect, read strictly."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import accumulate
from typing import Any

from quiz.definition import LEVELS, STOP, UNKNOWN, Answer, Definition, Level
from quiz.errors import InputError, Problem, Problems

DAYS = ("on", "revisit", "needed_by", "not_before")
"""What of a sheet is a day."""

MAX_DEPTH = 100
"""How many brackets of JSON may be open at once: more than anything of ours has."""

NO_BRACKETS = re.compile(r"[^][{}]+")
WRITE_AN_OBJECT = 'write an object such as {"answers": {…}}'


LEVELS_FIX = 'use 0, 1, 2, 3 or "unknown"'

type Answers = tuple[Answer, ...]


CONDITION_ID = re.compile(r"[a-z][a-z0-9-]{0,39}")
"""What a condition can be called."""


@dataclass(frozen=True)
class Sheet:
    """The answers in definition order, a level or None for unknown, and optional dates.

    `on` is the day on which the answers were given; `revisit` the seller's own date to look
    again; `needed_by` the day on which it must work for them, `not_before` the day before which
    nothing happens. `newer` says that the answers were given to a newer version of the definition,
    `older` to an older one; `anew` are then the conditions with an answer that has come to mean
    something else, in definition order. `stop` says that they asked not to be contacted, which
    stands above all answers.
    """

    answers: Answers
    on: date | None = None
    revisit: date | None = None
    newer: bool = False
    older: bool = False
    anew: tuple[str, ...] = ()
    stop: bool = False
    needed_by: date | None = None
    not_before: date | None = None

    @property
    def complete(self) -> bool:
        """Whether nothing is unknown."""
        return None not in self.answers

    @property
    def empty(self) -> bool:
        """Whether nothing is known."""
        return all(level is None for level in self.answers)

    @property
    def of_other_version(self) -> bool:
        """Whether the answers were given to other words: then no rung of ours may be quoted."""
        return self.newer or self.older

    def with_answer(self, index: int, level: Level) -> "Sheet":
        """Return the same sheet with another answer to the condition at this index."""
        return replace(self, answers=(*self.answers[:index], level, *self.answers[index + 1 :]))

    def with_days(self, said: "Sheet", known: "Sheet") -> "Sheet":
        """Return the same sheet with the days that lie ahead as one says, else as was known."""
        return replace(
            self,
            revisit=said.revisit or known.revisit,
            needed_by=said.needed_by or known.needed_by,
            not_before=said.not_before or known.not_before,
        )


def sheet_from(data: object, definition: Definition, where: str = "sheet") -> Sheet:
    """Read a sheet from JSON data.

    An answer that is missing is unknown. Keys other than `answers`, the days, `stop` and
    `definition` are ignored. Raises InputError with everything that is wrong.
    """
    problems = Problems(where)
    if not isinstance(data, Mapping):
        problems.add("", f"{kind_of(data)} instead of an object", WRITE_AN_OBJECT)
        raise InputError(problems.found)
    version = _version_in(data, definition, problems)
    answers = _answers(data, definition, problems)
    days = {field: _day_of(data, field, problems) for field in DAYS}
    stop = _stop(data, definition, problems)
    problems.raise_any()
    sheet = Sheet(
        answers,
        days["on"],
        days["revisit"],
        stop=stop,
        needed_by=days["needed_by"],
        not_before=days["not_before"],
    )
    return given_to(version, sheet, definition)


def is_gone(name: object, definition: Definition) -> bool:
    """Say whether this can be a condition that the definition had, and does not have any more."""
    return (
        isinstance(name, str)
        and name not in definition.ids
        and CONDITION_ID.fullmatch(name) is not None
    )


def fitting(data: Mapping[str, Any], definition: Definition) -> dict[str, Any]:
    """Return a sheet as data without what the definition has no words for any more.

    That is the answers to conditions that it does not have, and that they asked not to be
    contacted where nothing can be said of that.
    """
    answers = data.get("answers")
    kept = dict(data)
    if isinstance(answers, Mapping):
        kept["answers"] = {
            key: one
            for key, one in answers.items()
            if not (is_gone(key, definition) and is_answer(one))
        }
    if definition.stop is None and kept.get(STOP) is True:
        del kept[STOP]
    return kept


def given_to(version: int, sheet: Sheet, definition: Definition) -> Sheet:
    """Return a sheet as one whose answers were given to this version of the definition."""
    older = version < definition.version
    changed = definition.changed_since(version) if older else {}
    anew = tuple(
        key
        for key, level in zip(definition.ids, sheet.answers, strict=True)
        if level is not None and level in changed.get(key, ())
    )
    return replace(sheet, newer=version > definition.version, older=older, anew=anew)


def version_of(ref: object, definition: Definition) -> int | None:
    """Return the version that `id@version` names; None for what names no version of this one."""
    name, _, version = ref.rpartition("@") if isinstance(ref, str) else ("", "", "")
    sound = name == definition.id and version.isascii() and version.isdigit()
    return int(version[:18]) if sound else None


def sheet_from_json(text: str, definition: Definition, where: str = "sheet") -> Sheet:
    """Read a sheet from JSON text; raises InputError, with line and column where JSON breaks."""
    return sheet_from(parse_json(text, where), definition, where)


def parse_json(text: str, where: str) -> object:
    """Parse JSON text strictly: duplicate keys and NaN are errors too. Raises InputError."""
    refuse_depth(text, where)
    try:
        return json.loads(text, object_pairs_hook=_unique, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        place = f"{where}:{error.lineno}:{error.colno}"
        fix = "mend the JSON at this place"
        raise InputError([Problem(place, error.msg, fix, "no_json")]) from None
    except ValueError:  # Python reads no number of more than 4300 digits
        raise InputError([Problem(where, "a number too long to read", LEVELS_FIX)]) from None
    except _JsonRuleError as error:
        raise InputError([Problem(where, error.args[0], error.args[1])]) from None


def refuse_depth(text: str, where: str) -> None:
    """Raise InputError for JSON text that is nested deeper than any of ours.

    Call this before parsing: in a browser a parser that runs out of stack takes all of Python
    down with it.
    """
    bare = text.replace("\\\\", "").replace('\\"', "")
    brackets = NO_BRACKETS.sub("", "".join(bare.split('"')[::2]))
    depth = accumulate(1 if bracket in "[{" else -1 for bracket in brackets)
    if max(depth, default=0) > MAX_DEPTH:
        raise InputError([Problem(where, "nested too deeply", WRITE_AN_OBJECT)])


def answers_as_data(definition: Definition, sheet: Sheet) -> Mapping[str, int | str]:
    """Return the answers as a sheet has them: condition id to level or `"unknown"`."""
    return {
        condition_id: UNKNOWN if level is None else level
        for condition_id, level in zip(definition.ids, sheet.answers, strict=True)
    }


def parse_day(text: object) -> date:
    """Read a day written as YYYY-MM-DD; ValueError (TypeError for no text) for anything else."""
    if not isinstance(text, str):
        raise TypeError(text)
    if len(text) != 10 or not text.isascii():  # fromisoformat takes 20261124 and 2026-W48-2 too
        raise ValueError(text)
    day = date.fromisoformat(text)
    if day.isoformat() != text:
        raise ValueError(text)
    return day


def day_from(text: object, where: str) -> date:
    """Read a day that must be there; InputError for anything else."""
    try:
        return parse_day(text)
    except (TypeError, ValueError):
        what = f"{shown(text)} is not a date"
        raise InputError([Problem(where, what, "write it as YYYY-MM-DD")]) from None


class _JsonRuleError(Exception):
    """JSON that parses and still breaks a rule of ours."""


def _unique(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key, value in pairs:
        if key in result:
            raise _JsonRuleError(f"the key {shown(key)} appears twice", "keep one of the two")
        result[key] = value
    return result


def _no_constant(name: str) -> None:
    raise _JsonRuleError(f"{name} is not JSON", LEVELS_FIX)


def _answers(data: Mapping[str, Any], definition: Definition, problems: Problems) -> Answers:
    if "answers" not in data:
        ids = ", ".join(definition.ids)
        problems.add("answers", "missing", f"add an answer for each of {ids}")
        return ()
    answers = data["answers"]
    if not isinstance(answers, Mapping):
        problems.add(
            "answers", f"{kind_of(answers)} instead of an object", 'write {"answers": {…}}'
        )
        return ()
    for key in answers:
        if key not in definition.ids:
            fix = f"the conditions are {', '.join(definition.ids)}"
            problems.add(f"answers.{key}", "no such condition", fix)
    given = [(key, answers.get(key, UNKNOWN)) for key in definition.ids]
    for key, value in given:
        if not is_answer(value):
            problems.add(f"answers.{key}", f"{shown(value)} is not a level", LEVELS_FIX)
    return tuple(None if value == UNKNOWN else value for _, value in given)


def _stop(data: Mapping[str, Any], definition: Definition, problems: Problems) -> bool:
    """Read whether they asked not to be contacted; where nothing can be said of it, it is wrong."""
    stop = data.get(STOP, False)
    if type(stop) is not bool:
        problems.add(STOP, f"{shown(stop)} is not true or false", "write true, or leave it out")
        return False
    if stop and definition.stop is None:
        what = f"{definition.ref} has no words for who asked not to be contacted"
        problems.add(STOP, what, "use a definition with the key stop, or leave this one out")
        return False
    return stop


def _day_of(data: Mapping[str, Any], field: str, problems: Problems) -> date | None:
    if field not in data:
        return None
    try:
        return parse_day(data[field])
    except (TypeError, ValueError):
        problems.add(field, f"{shown(data[field])} is not a date", "write it as YYYY-MM-DD")
        return None


def is_answer(value: object) -> bool:
    """Say whether a value of a sheet is a level or unknown."""
    return value == UNKNOWN if isinstance(value, str) else type(value) is int and value in LEVELS


def _version_in(data: Mapping[str, Any], definition: Definition, problems: Problems) -> int:
    """Return the version that the sheet was made for; another definition is a problem."""
    if "definition" not in data:
        return definition.version
    ref = data["definition"]
    version = version_of(ref, definition)
    if version is not None:
        return version
    name, _, number = ref.rpartition("@") if isinstance(ref, str) else ("", "", "")
    if name and number.isascii() and number.isdigit():
        problems.add(
            "definition",
            f"this sheet belongs to {shown(name)}, not to {shown(definition.id)}",
            "use the definition that it was made with",
        )
    else:
        problems.add("definition", f"{shown(ref)} names no definition", f"write {definition.ref}")
    return definition.version


def shown(value: object) -> str:
    """Quote a value as JSON, cut off where it gets long."""
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else f"{text[:57]}…"


def kind_of(value: object) -> str:
    """Say what kind of JSON value this is, such as "a list"."""
    kinds = {dict: "an object", list: "a list", str: "a text", bool: "a yes/no", type(None): "null"}
    return kinds.get(type(value), "a number")
