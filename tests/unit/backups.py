"""Backups as the page writes them, and lists as it reads them, for tests without a page.

That the page writes them so, `tests/browser/test_definition_of_ones_own.py` shows.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from quiz.definition import Definition
from quiz.errors import Problem
from quiz.files.backup import kind_of_backup
from quiz.files.incoming import open_list, read_file
from quiz.files.spreadsheet import Spreadsheet, read_spreadsheet
from quiz.prospect import FORMAT, Prospect, as_record
from tests.unit.shipped_definition import DEFINITION

MADE = "2026-11-24T09:00:00.000Z"


def backup_of(
    prospects: Iterable[Prospect],
    practice: Iterable[Mapping[str, Any]] = (),
    definition: Definition = DEFINITION,
    **more: object,
) -> dict[str, Any]:
    """Return a backup as data; `more` are further keys of it."""
    return {
        "kind": kind_of_backup(definition),
        "format": FORMAT,
        "made": MADE,
        "prospects": [as_record(prospect, definition) for prospect in prospects],
        "practice": list(practice),
        **more,
    }


def backup_text(*prospects: Prospect) -> str:
    """Return a backup of these prospects as the text of its file."""
    return json.dumps(backup_of(prospects), ensure_ascii=False)


def read_prospects(
    text: str, definition: Definition = DEFINITION, where: str = "list.csv"
) -> tuple[tuple[Prospect, ...], tuple[Problem, ...]]:
    """Read a list that nothing is known of before: its prospects, and what is wrong in it."""
    opened = read_file(text, definition, where)
    return opened.incoming.prospects, opened.problems


def entries_in(text: str, definition: Definition = DEFINITION, where: str = "x") -> Spreadsheet:
    """Read a list with our columns row by row."""
    listing = open_list(text, definition, where)
    return read_spreadsheet(listing, listing.decided(listing.guessed))
