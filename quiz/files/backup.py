"""A backup: the prospects and the practice of one browser, which a link can carry too."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from quiz.definition import Definition
from quiz.errors import InputError, Problem, Problems
from quiz.fields import DAY_FIX
from quiz.names import NAME_LENGTH
from quiz.prospect import Prospect, each_good, format_of, items_in, prospect_from
from quiz.sheet import fitting, kind_of, parse_json, sheet_from

FIRST_KIND = "five-conditions-backup"
"""What every backup was called at first, whatever the id of its definition."""


@dataclass(frozen=True)
class Backup:
    """What a backup holds: prospects, practice as data, and what was refused.

    `practice` are ratings of cases, `conversations` those that were played.
    `seller` is who made it, empty where it does not say; `skipped` counts the records that could
    not be read.
    """

    prospects: tuple[Prospect, ...]
    practice: tuple[Mapping[str, Any], ...]
    conversations: tuple[Mapping[str, Any], ...]
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
    played = items_in(data, "conversations", problems) if "conversations" in data else []
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
        each_good(
            ratings, "practice", problems, lambda item, at: _dated(item, "case", definition, at)
        )
    )
    conversations = tuple(
        each_good(
            played,
            "conversations",
            problems,
            lambda item, at: _dated(item, "conversation", definition, at),
        )
    )
    taken = len(prospects) + len(practice) + len(conversations)
    skipped = len(records) + len(ratings) + len(played) - taken
    seller = data.get("seller")
    owner = seller if isinstance(seller, str) else ""
    found = tuple(problems.found)
    return Backup(prospects, practice, conversations, found, owner[:NAME_LENGTH], skipped)


def kind_of_backup(definition: Definition) -> str:
    """Return the word by which a backup of prospects checked with this definition is known."""
    return f"{definition.id}-backup"


def _dated(data: object, of: str, definition: Definition, where: str) -> Mapping[str, Any]:
    """Let a rating of a case, or a conversation, pass that the page can use; InputError if not.

    `of` is the key that names the case or the conversation.
    """
    if not isinstance(data, dict):
        what = f"{kind_of(data)} instead of an object"
        raise InputError([Problem(where, what, f'write {{"{of}": …, "on": …, "answers": {{…}}}}')])
    sheet = sheet_from(fitting(data, definition), definition, where)
    problems = Problems(where)
    if not isinstance(data.get(of), str):
        problems.add(of, "missing", f"name the {of}")
    if sheet.on is None:
        problems.add("on", "missing", DAY_FIX)
    problems.raise_any()
    return data
