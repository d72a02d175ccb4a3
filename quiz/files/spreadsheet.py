"""Prospects in the spreadsheets that people keep: CSV in, row by row, and CSV out.

A spreadsheet takes a cell that begins with a mark such as `=` for a formula, whoever wrote it. Such
a cell goes out with a `'` in front, and loses it again when it comes back.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from quiz.definition import UNKNOWN, Definition
from quiz.errors import Problem
from quiz.files.conversion import YES
from quiz.files.listing import Listing, Skipped
from quiz.files.mapping import ColumnMap
from quiz.files.table import RESULT_COLUMNS, Row, columns_of, note_column, ref_in, sheet_in
from quiz.names import NAME_LENGTH, NO_NAME, is_blank, name_from, too_long
from quiz.prospect import RESULTS, Check, Next, Outcome, Prospect, Result, key_of
from quiz.sentences import capital

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
    """What a list holds: the entries of each prospect as they came, and the rows that it is not."""

    groups: tuple[tuple[Entry, ...], ...]
    skipped: tuple[Skipped, ...]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the rows that are skipped; of one row there may be several things."""
        return tuple(problem for row in self.skipped for problem in row.problems)


def read_spreadsheet(listing: Listing, columns: ColumnMap) -> Spreadsheet:
    """Read prospects row by row, from these columns.

    Rows with the same name and seller, or with the same id in a CRM, are about one prospect.
    """
    definition = listing.definition
    header, rows = listing.read(columns)
    places = {name: place for place, name in enumerate(header)}
    titles = {
        field: listing.header[place] or str(place + 1) for field, place in columns.columns.items()
    }
    others = {
        restore(name): place
        for name, place in places.items()
        if place >= len(columns_of(definition))
    }
    skipped: list[Skipped] = []
    groups: dict[tuple[str, ...], list[Entry]] = {}
    for line, cells, row in rows:
        if isinstance(row, Skipped):
            skipped.append(row)
            continue
        found: list[Problem] = []
        reader = Row(tuple(row), places, f"{listing.where}:{line}", found, titles, line)
        prospect = _prospect(reader, others, definition)
        if found:
            skipped.append(Skipped(line, cells, tuple(found)))
            continue
        answered = frozenset(key for key in definition.ids if reader.text(key))
        key = (prospect.source_id,) if prospect.source_id else key_of(prospect)
        groups.setdefault(key, []).append(Entry(prospect, answered))
    return Spreadsheet(tuple(map(tuple, groups.values())), tuple(skipped))


def write_skipped(
    header: Sequence[str],
    skipped: Iterable[Skipped],
    reasons: Callable[[Problem], str],
    title: str,
    delimiter: str = ",",
) -> str:
    """Write the rows that were left out as CSV, with why in a last column, to be mended."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(map(neutralise, (*header, title)))
    for row in skipped:
        cells = (*row.cells, *[""] * (len(header) - len(row.cells)))
        why = "; ".join(map(reasons, row.problems))
        writer.writerow(map(neutralise, (*cells, why)))
    return out.getvalue()


def write_prospects(
    prospects: Iterable[Prospect],
    definition: Definition,
    delimiter: str = ",",
    line_end: str = "\r\n",
) -> str:
    """Write prospects as CSV, one a row, with the last check of each; a backup has them all."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator=line_end)
    writer.writerows(map(neutralise, row) for row in rows_of_prospects(prospects, definition))
    return out.getvalue()


def rows_of_prospects(
    prospects: Iterable[Prospect], definition: Definition
) -> Iterator[Sequence[str]]:
    """Yield our header, and a row for each prospect, as they are: neutralise those of a CSV."""
    prospects = list(prospects)
    ours = columns_of(definition)
    # A person's own column that has since come to be called like one of ours is left out.
    taken = {*ours, *RESULT_COLUMNS}
    others = list(dict.fromkeys(key for p in prospects for key, _ in p.other if key not in taken))
    yield *ours, *others
    for prospect in prospects:
        own = dict(prospect.other)
        yield *_cells(prospect, definition), *(own.get(key, "") for key in others)


def write_blank(definition: Definition, columns: str, language: str, delimiter: str) -> str:
    """Write a list without rows: these columns, with commas between them, and each condition."""
    names = (*columns.split(", "), *(one.name[language] for one in definition.conditions))
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerow(map(capital, names))
    return out.getvalue()


CRM_COLUMNS = ("source_id", "name", "verdict", "checked_on", "note")
"""What goes back to a CRM: its id, to find the deal by, and what it keeps in fields of its own."""


def write_for_crm(rows: Iterable[tuple[str, Mapping[str, Any], str]]) -> str:
    """Write prospects as a CRM takes them back: its id, a row of the list, and the note as text."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(CRM_COLUMNS)
    for source_id, row, text in rows:
        cells = (source_id, row["name"], row["verdict_name"], row["on"] or "", text)
        writer.writerow(map(neutralise, cells))
    return out.getvalue()


def neutralise(cell: str) -> str:
    """Put a `'` in front of what a spreadsheet could take for a formula."""
    plain = not cell or cell[0].isalnum()  # most cells: no formula begins so
    return f"'{cell}" if not plain and FORMULA.match(cell) else cell


def restore(cell: str) -> str:
    """Undo what `neutralise` did, exactly, whatever the text."""
    return cell[1:] if cell.startswith("'") and FORMULA.match(cell) else cell


def guarded(cell: str) -> str:
    """Put a `'` in front of what `restore` would change, and of nothing else: text that is safe."""
    return f"'{cell}" if restore(cell) != cell else cell


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
        outcome=Outcome(result, outcome_on, row.text("outcome_link") or None) if result else None,
        checks=(
            Check(
                sheet,
                ref_in(row, sheet, definition),
                tuple(pair for pair in notes if pair[1]),
                listed=True,
            ),
        ),
        other=tuple((key, restore(cell)) for key, at in others.items() if (cell := row.cells[at])),
        changed="",
        source_id=text("source_id").strip(),
    )


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
        prospect.source_id,
        (end.link or "") if end else "",
        YES if check.sheet.stop else "",
        _iso(check.sheet.needed_by),
        _iso(check.sheet.not_before),
        check.definition,
    ]


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
