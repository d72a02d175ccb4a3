"""A backup: the prospects and the practice of one browser, which a link can carry too."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from quiz.definition import Definition
from quiz.errors import InputError, Problem, Problems
from quiz.fields import DAY_FIX
from quiz.names import NAME_LENGTH
from quiz.prospect import Prospect, each_good, format_of, items_in, prospect_from
from quiz.sheet import kind_of, parse_json, sheet_from

FIRST_KIND = "five-conditions-backup"
"""What every backup was called at first, whatever the id of its definition."""


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


def read_backup(text: str, definition: Definition, where: str) -> Backup:
    """Read a backup, or what a link carries; a record that is wrong is a problem, the rest is kept.

    Raises InputError when it is not a backup at all, NewerError when its format is above ours.
    """
    data = parse_json(text, where)
    problems = Problems(where)
    if not isinstance(data, dict) or data.get("kind") not in (
        kind_of_backup(definition),
        FIRST_KIND,
    ):
        fix = "choose a file that this site made, or a CSV"
        raise InputError([Problem(where, "this is not a backup", fix, "no_backup")])
    format_of(data, problems)
    records = items_in(data, "prospects", problems)
    ratings = items_in(data, "practice", problems) if "practice" in data else []
    problems.raise_any()
    prospects = tuple(
        each_good(
            records,
            "prospects",
            problems,
            lambda item, at: prospect_from(item, definition, at),
        )
    )
    practice = tuple(
        each_good(ratings, "practice", problems, lambda item, at: _rating(item, definition, at))
    )
    skipped = len(records) + len(ratings) - len(prospects) - len(practice)
    seller = data.get("seller")
    owner = seller if isinstance(seller, str) else ""
    return Backup(prospects, practice, tuple(problems.found), owner[:NAME_LENGTH], skipped)


def kind_of_backup(definition: Definition) -> str:
    """Return the word by which a backup of prospects checked with this definition is known."""
    return f"{definition.id}-backup"


def _rating(data: object, definition: Definition, where: str) -> Mapping[str, Any]:
    """Let a rating of a practice case pass that the page can use; InputError for another."""
    if not isinstance(data, dict):
        what = f"{kind_of(data)} instead of an object"
        raise InputError([Problem(where, what, 'write {"case": …, "on": …, "answers": {…}}')])
    sheet = sheet_from(data, definition, where)
    problems = Problems(where)
    if not isinstance(data.get("case"), str):
        problems.add("case", "missing", "name the case")
    if sheet.on is None:
        problems.add("on", "missing", DAY_FIX)
    problems.raise_any()
    return data
