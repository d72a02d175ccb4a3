"""Prospects in the spreadsheets that people keep: CSV in, row by row, and CSV out.

A spreadsheet takes a cell that begins with a mark such as `=` for a formula, whoever wrote it. Such
a cell goes out with a `'` in front, and loses it again when it comes back.
"""

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from quiz.definition import Definition
from quiz.errors import Problem
from quiz.files.table import RESULT_COLUMNS, Row, read_grid, sheet_in
from quiz.prospect import (
    NAME_LENGTH,
    NO_NAME,
    RESULTS,
    Check,
    Next,
    Outcome,
    Prospect,
    Result,
    is_blank,
    key_of,
    name_from,
    too_long,
    without_lone_surrogates,
)
from quiz.sheet import UNKNOWN

FORMULA = re.compile(
    "'*[\\s\\0-\\x1f\\xad\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2069\\ufeff]*[=+\\-@\\t\\r\\n＝＋－＠]"
)
"""How a cell begins that some spreadsheet reads as a formula, even behind invisible characters.

After OWASP's page on CSV injection, with the wide forms that East Asian keyboards give.
"""

NEVER_CHANGED = "1970-01-01T00:00:00.000Z"
"""The moment of change of what comes from a file that has none: any other change is later."""

RESULT_WORDS: Mapping[str, Result | None] = {"": None, **{result: result for result in RESULTS}}


@dataclass(frozen=True)
class Entry:
    """What one row says: a prospect with one check, and which conditions it has an answer for.

    An empty cell says nothing, so that what is not in `answered` is unknown to the row alone.
    """

    prospect: Prospect
    answered: frozenset[str]

    @property
    def check(self) -> Check:
        """The row's check."""
        return self.prospect.checks[0]


@dataclass(frozen=True)
class Spreadsheet:
    """What a CSV holds: the entries of each prospect as they came, and what could not be read.

    `skipped` counts the rows that could not; `problems` says what is wrong with them, and of one
    row there may be several.
    """

    groups: tuple[tuple[Entry, ...], ...]
    problems: tuple[Problem, ...]
    skipped: int


def read_spreadsheet(text: str, definition: Definition, where: str) -> Spreadsheet:
    """Read prospects row by row.

    Rows with the same name and seller are about one prospect. Rows with nothing in them are passed
    over. Raises InputError when the header cannot be used.
    """
    grid = read_grid(without_lone_surrogates(text), definition, where)
    problems: list[Problem] = []
    skipped = 0
    others = _others(grid.columns, definition)
    groups: dict[tuple[str, str], list[Entry]] = {}
    for line, row in grid.rows:
        if isinstance(row, Problem):
            problems.append(row)
            skipped += 1
        elif any(cell.strip() for cell in row):
            found: list[Problem] = []
            reader = Row(row, grid.columns, f"{where}:{line}", found)
            prospect = _prospect(reader, others, definition)
            if found:
                problems += found
                skipped += 1
                continue
            answered = frozenset(key for key in definition.ids if reader.text(key).strip())
            groups.setdefault(key_of(prospect), []).append(Entry(prospect, answered))
    return Spreadsheet(tuple(map(tuple, groups.values())), tuple(problems), skipped)


def write_prospects(
    prospects: Iterable[Prospect],
    definition: Definition,
    delimiter: str = ",",
    line_end: str = "\r\n",
) -> str:
    """Write prospects as CSV, one a row, with the last check of each; a backup has them all."""
    prospects = list(prospects)
    ours = columns_of(definition)
    # A person's own column that has since come to be called like one of ours is left out.
    taken = {*ours, *RESULT_COLUMNS}
    others = list(dict.fromkeys(key for p in prospects for key, _ in p.other if key not in taken))
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator=line_end)
    writer.writerow(map(neutralise, (*ours, *others)))
    for prospect in prospects:
        own = dict(prospect.other)
        cells = [*_cells(prospect, definition), *(own.get(key, "") for key in others)]
        writer.writerow(map(neutralise, cells))
    return out.getvalue()


def neutralise(cell: str) -> str:
    """Put a `'` in front of what a spreadsheet could take for a formula."""
    return f"'{cell}" if FORMULA.match(cell) else cell


def restore(cell: str) -> str:
    """Undo what `neutralise` did, exactly, whatever the text."""
    return cell[1:] if cell.startswith("'") and FORMULA.match(cell) else cell


def _prospect(row: Row, others: Mapping[str, int], definition: Definition) -> Prospect:
    """Read one row, without an id."""

    def text(column: str) -> str:
        return restore(row.text(column))

    name, seller = name_from(text("name")), name_from(text("seller"))
    if is_blank(name):
        row.wrong("name", *NO_NAME)
    for column, text_ in (("name", name), ("seller", seller)):
        if len(text_) > NAME_LENGTH:
            row.wrong(column, *too_long(text_), count=len(text_), most=NAME_LENGTH)
    sheet = sheet_in(row, definition)
    result: Result | None = row.read("outcome", RESULT_WORDS.__getitem__, "outcome")
    what, next_on, outcome_on = text("next"), row.day("next_on"), row.day("outcome_on")
    notes = ((key, text(note_column(key))) for key in definition.ids)
    return Prospect(
        id="",
        name=name,
        seller=seller,
        note=text("note"),
        next=Next(what, next_on) if what or next_on else None,
        outcome=Outcome(result, outcome_on) if result else None,
        checks=(Check(sheet, definition.ref, tuple(pair for pair in notes if pair[1])),),
        other=tuple((key, restore(cell)) for key, at in others.items() if (cell := row.cells[at])),
        changed="",
    )


def _others(columns: Mapping[str, int], definition: Definition) -> dict[str, int]:
    """Return the places of the columns that are a person's own."""
    ours = {*columns_of(definition), *RESULT_COLUMNS}
    others: dict[str, int] = {}
    for column, place in columns.items():
        if column not in ours:
            name = restore(column)
            others[column if name in columns or name in others else name] = place
    return others


def columns_of(definition: Definition) -> tuple[str, ...]:
    """Return the names of the columns that are ours, in the order in which they are written."""
    return (
        *("name", *definition.ids, "on", "revisit", "note", "outcome", "seller"),
        *("next", "next_on", "outcome_on", *map(note_column, definition.ids)),
    )


def note_column(condition_id: str) -> str:
    """Return the column that holds the evidence for a condition."""
    return f"{condition_id}_note"


def _cells(prospect: Prospect, definition: Definition) -> list[str]:
    check = prospect.checks[-1]
    step, end, notes = prospect.next, prospect.outcome, dict(check.notes)
    return [
        prospect.name,
        *(UNKNOWN if level is None else str(level) for level in check.sheet.answers),
        _iso(check.sheet.on),
        _iso(check.sheet.revisit),
        prospect.note,
        end.result if end else "",
        prospect.seller,
        step.what if step else "",
        _iso(step.on) if step else "",
        _iso(end.on) if end else "",
        *(notes.get(key, "") for key in definition.ids),
    ]


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
