"""`quiz import`: anyone's list becomes ours, row by row, and what could not be read is told."""

import argparse
import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

from quiz.definition import Definition
from quiz.errors import InputError, Problem
from quiz.files.cells import DateOrder, plain
from quiz.files.grid import Source
from quiz.files.listing import Listing, Skipped
from quiz.files.mapping import DAYS, ColumnMap, fields_of
from quiz.files.spreadsheet import guarded, neutralise, restore, write_skipped
from quiz.names import is_blank
from quiz.workbooks.writing import write_workbook

MEANINGS = {"open": "", "won": "won", "lost": "lost", "no-decision": "no-decision"}
ORDERS: dict[str, DateOrder] = {"day-first": "day-first", "month-first": "month-first"}

PART = 1 << 16
"""How many characters are handed on at once."""


class Import:
    """A list that is being imported, as the options of the command say.

    `said` has what there is to tell at the end, a line each; `skipped` the rows that were left out.
    Raises InputError for a list that cannot be read without an option.
    """

    def __init__(
        self, source: Source, options: argparse.Namespace, definition: Definition, where: str
    ) -> None:
        self.listing = Listing(source, definition, where)
        self.columns = self._columns(options, definition, where)
        self.said = list(self._mapped())
        self.skipped: list[Skipped] = []
        self.taken = 0

    def _columns(
        self, options: argparse.Namespace, definition: Definition, where: str
    ) -> ColumnMap:
        places = dict(self.listing.guessed.columns)
        for field, place in _mapped_by_hand(options.map or (), self.listing, definition).items():
            places = {key: at for key, at in places.items() if at != place and key != field}
            places[field] = place
        if "name" not in places:
            found = ", ".join(filter(None, self.listing.header))
            fix = f"say which it is with --map name=COLUMN; found: {found}"
            raise InputError([Problem(where, "no column holds the names", fix)])
        statuses = _statuses(options.status or ())
        columns = ColumnMap(places, ORDERS.get(options.dates or ""), statuses)
        questions = self.listing.questions(columns)
        if questions.doubtful:
            fix = "say which comes first with --dates day-first or --dates month-first"
            what = f"{questions.doubtful} can be read in two ways"
            raise InputError([Problem(where, what, fix)])
        self._open_statuses = {word: questions.statuses[word] for word in questions.open_statuses}
        return self.listing.decided(columns)

    def _mapped(self) -> Iterator[str]:
        header = self.listing.header
        for field, place in self.columns.columns.items():
            yield f"{field} from {header[place] or f'column {place + 1}'}"
        for word, count in self._open_statuses.items():
            hint = f"--status {word!r}=won says otherwise"
            yield f"status {word!r}, in {count} rows, counts as open: {hint}"

    def csv(self) -> Iterator[bytes]:
        """Yield our list in parts, as UTF-8, and note what is left out."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\r\n")
        for row in self._rows():
            writer.writerow(map(neutralise, row))
            if out.tell() > PART:
                yield _emptied(out)
        yield _emptied(out)

    def workbook(self, out: BinaryIO) -> None:
        """Write our list as a workbook, and note what is left out."""
        rows = (list(map(guarded, row)) for row in self._rows())
        write_workbook(rows, DAYS, self.listing.definition.ids, out)

    def _rows(self) -> Iterator[list[str]]:
        """Yield our header and each of our rows."""
        header, rows = self.listing.read(self.columns)
        yield list(map(restore, header))
        name = header.index("name")
        for line, cells, row in rows:
            if isinstance(row, Skipped):
                self.skipped.append(row)
                continue
            if is_blank(row[name]):
                self.skipped.append(Skipped(line, cells, (self._nameless(line),)))
                continue
            self.taken += 1
            yield list(map(restore, row))

    def _nameless(self, line: int) -> Problem:
        return Problem(f"{self.listing.where}:{line}", "no name", "give the prospect a name")

    def skipped_rows(self) -> bytes:
        """Return the rows that were left out, with the reason in a last column."""
        return write_skipped(
            self.listing.header,
            self.skipped,
            lambda problem: f"{problem.what}: {problem.fix}",
            "Skipped because",
        ).encode()


def _emptied(out: io.StringIO) -> bytes:
    data = out.getvalue().encode()
    out.seek(0)
    out.truncate()
    return data


def _mapped_by_hand(
    given: list[str] | tuple[str, ...], listing: Listing, definition: Definition
) -> dict[str, int]:
    """Read FIELD=COLUMN; a column is given by its name, or by its number from 1."""
    fields, header = fields_of(definition), listing.header
    places: dict[str, int] = {}
    problems = []
    for pair in given:
        field, _, column = pair.partition("=")
        named = [place for place, name in enumerate(header) if plain(name) == plain(column)]
        if field not in fields:
            fix = f"use one of {', '.join(fields)}"
            problems.append(Problem("--map", f"{field!r} is not a field", fix))
        elif named:
            places[field] = named[0]
        elif column.isdecimal() and 0 < int(column) <= len(header):
            places[field] = int(column) - 1
        else:
            fix = f"use one of {', '.join(filter(None, header))}"
            problems.append(Problem("--map", f"there is no column {column!r}", fix))
    if problems:
        raise InputError(problems)
    return places


def _statuses(given: list[str] | tuple[str, ...]) -> dict[str, str]:
    """Read WORD=open, won, lost or no-decision."""
    statuses = {}
    for pair in given:
        word, _, meaning = pair.rpartition("=")
        if meaning not in MEANINGS:
            fix = f"use one of {', '.join(MEANINGS)}"
            raise InputError([Problem("--status", f"{meaning!r} is not an outcome", fix)])
        statuses[plain(word)] = MEANINGS[meaning]
    return statuses
