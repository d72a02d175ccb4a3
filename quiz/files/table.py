"""A list of prospects as CSV: read strictly, scored, and written best first."""

import csv
import io
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any, Literal, TextIO

from quiz import scoring
from quiz.definition import LEVELS, STOP, UNKNOWN, Answer, Definition
from quiz.errors import InputError, Problem
from quiz.files.cells import yes_in
from quiz.files.grid import Spoilt, parsed_rows
from quiz.sheet import Answers, Sheet, given_to, parse_day, version_of

RESULT_COLUMNS = ("verdict", "score_low", "score_high", "met", "weakest")
COLUMNS = (
    *("name", "on", "revisit", "note", "outcome", "seller", "next", "next_on", "outcome_on"),
    *("source_id", "outcome_link", STOP, "needed_by", "not_before", "definition"),
    *RESULT_COLUMNS,
)
"""The names that a condition cannot have, since they are columns of their own."""

CELL_FIXES = {
    "level": f"write {', '.join(map(str, LEVELS))} or {UNKNOWN}, or leave it empty",
    "day": "write it as YYYY-MM-DD, or leave it empty",
    "stop": "write yes, or leave it empty",
    "outcome": "write won, lost or no-decision, or leave it empty",
    "link": "write a condition as its column is called, or leave it empty",
    "definition": "open the list on the site that it came from, or leave it empty",
}
"""What to write in a cell, by the kind of cell."""

DELIMITERS = ",;\t"
CHARACTERS = 1 << 20
"""How many characters of a list are read at a time."""

ANSWERS: Mapping[str, Answer] = {
    "": None,
    UNKNOWN: None,
    **{str(level): level for level in LEVELS},
}


@dataclass(frozen=True)
class Table:
    """A CSV file as read: its header, its rows, each with its sheet, and how it was written."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    sheets: tuple[Sheet, ...]
    delimiter: str
    line_end: Literal["\n", "\r\n"]


@dataclass(frozen=True)
class Grid:
    """A CSV file taken apart, not yet understood.

    `columns` has the place of each column that has a name, trimmed. `rows` has each row with the
    number of its first line; a problem stands in for a row that cannot be read.
    """

    header: tuple[str, ...]
    columns: Mapping[str, int]
    rows: tuple[tuple[int, tuple[str, ...] | Problem], ...]
    delimiter: str
    line_end: Literal["\n", "\r\n"]


@dataclass(frozen=True)
class Row:
    """One row to read cells from; what is wrong with them goes into `problems`.

    `titles` has what the columns are called in the list, where that is another name than ours, and
    `line` the number of its first line there.
    """

    cells: tuple[str, ...]
    columns: Mapping[str, int]
    where: str
    problems: list[Problem]
    titles: Mapping[str, str] = field(default_factory=dict)
    line: int | None = None

    def text(self, column: str) -> str:
        """Return a cell as it is; empty where there is no such column."""
        place = self.columns.get(column)
        return "" if place is None else self.cells[place]

    def read[T](self, column: str, read: Callable[[str], T | None], kind: str) -> T | None:
        """Read a cell of one of the kinds of CELL_FIXES, trimmed; what `read` refuses is wrong."""
        text = self.text(column).strip()
        try:
            return read(text)
        except (KeyError, ValueError):
            shown = text if len(text) <= 40 else f"{text[:39]}…"
            self.wrong(column, f"“{shown}” does not fit", CELL_FIXES[kind], kind, cell=shown)
            return None

    def day(self, column: str) -> date | None:
        """Read a day; None where there is none."""
        return self.read(column, day_or_none, "day")

    def wrong(self, column: str, what: str, fix: str, kind: str, **values: object) -> None:
        """Note a problem in this column."""
        title = self.titles.get(column, column)
        place = {} if self.line is None else {"row": self.line, "column": title}
        self.problems.append(Problem(f"{self.where}: {title}", what, fix, kind, values | place))


def read_table(text: str, definition: Definition, where: str) -> Table:
    """Read a table of prospects, all of it or nothing.

    Raises InputError with every problem, each with line and column.
    """
    grid = read_grid(text, definition, where)
    problems: list[Problem] = []
    rows, sheets = [], []
    for line, row in grid.rows:
        if isinstance(row, Problem):
            problems.append(row)
        else:
            rows.append(row)
            at = f"{where}:{line}"
            sheets.append(sheet_in(Row(row, grid.columns, at, problems), definition))
    if problems:
        raise InputError(problems)
    return Table(grid.header, tuple(rows), tuple(sheets), grid.delimiter, grid.line_end)


def read_grid(text: str, definition: Definition, where: str) -> Grid:
    """Take a table of prospects apart.

    The delimiter (comma, semicolon or tab) is the one that the header shows. Raises InputError when
    the header cannot be used.
    """
    delimiter, line_end = dialect_of(io.StringIO(text, newline=""), definition)
    source = io.StringIO(text, newline="")
    parsed = [(line, row) for line, _, row in parsed_rows(source, delimiter, 0) if row]
    if not parsed:
        fix = "begin with a line of column names"
        raise InputError([Problem(where, "empty", fix, "empty_file")])
    (line, header), *rest = parsed
    if isinstance(header, Spoilt):
        raise InputError([header.at(where, line)])
    names = tuple(name.strip() for name in header)
    _check_header(names, ("name", *definition.ids), f"{where}:{line}")

    columns = {name: index for index, name in enumerate(names) if name}
    rows = tuple((line, _checked(row, header, delimiter, where, line)) for line, row in rest)
    return Grid(header, columns, rows, delimiter, line_end)


def dialect_of(source: TextIO, definition: Definition) -> tuple[str, Literal["\n", "\r\n"]]:
    """Return the delimiter that the header of a list shows, and its line end.

    `source` is read from its start, and holds the line ends as they are.
    """
    wanted = {"name", *definition.ids}

    def matches(delimiter: str) -> int:
        """Count the columns in the header that are wanted, if this is the delimiter."""
        source.seek(0)
        try:
            header: list[str] = next((row for row in _rows(source, delimiter) if row), [])
        except csv.Error:
            return 0
        return len({name.strip() for name in header} & wanted)

    delimiter = max(DELIMITERS, key=matches)
    source.seek(0)
    last, some = "", False
    while part := source.read(CHARACTERS):
        last = (last + part)[-2:]
        some = some or "\r\n" in part
    # The last line end is outside all quotes; where there is none, any will do.
    crlf = last == "\r\n" if last.endswith("\n") else some
    return delimiter, "\r\n" if crlf else "\n"


def rank(table: Table, definition: Definition) -> Table:
    """Return the table with the result columns filled in, best first."""
    results = [result_of(definition, sheet.answers, sheet.stop) for sheet in table.sheets]
    order = sorted(range(len(results)), key=lambda index: results[index][0])
    names = [name.strip() for name in table.header]
    header = (*table.header, *(name for name in RESULT_COLUMNS if name not in names))
    places = [[name.strip() for name in header].index(name) for name in RESULT_COLUMNS]

    def filled(index: int) -> tuple[str, ...]:
        cells = [*table.rows[index], *[""] * (len(header) - len(table.header))]
        for place, value in zip(places, results[index][1], strict=True):
            cells[place] = value
        return tuple(cells)

    return Table(
        header,
        tuple(filled(index) for index in order),
        tuple(table.sheets[index] for index in order),
        table.delimiter,
        table.line_end,
    )


@lru_cache(maxsize=scoring.CACHE_SIZE)
def result_of(definition: Definition, answers: Answers, stop: bool) -> tuple[int, tuple[str, ...]]:
    """Return the place in the order and the cells of the result columns; lists repeat answers.

    `stop` says that they asked not to be contacted.
    """
    sheet = Sheet(answers, stop=stop)
    judgement, points = scoring.judge(definition, sheet), scoring.score(definition, sheet)
    return scoring.rank_number(judgement, points), (
        judgement.verdict,
        f"{points.low / 10:.1f}",
        f"{points.high / 10:.1f}",
        str(scoring.met(sheet)),
        scoring.weakest(definition, sheet) or "",
    )


def write_table(table: Table) -> str:
    """Write a table as it was written when it was read: same delimiter, same line ends."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=table.delimiter, lineterminator=table.line_end)
    writer.writerow(table.header)
    writer.writerows(table.rows)
    return out.getvalue()


def _rows(source: Iterable[str], delimiter: str) -> Any:
    return csv.reader(source, delimiter=delimiter, strict=True)


def _checked(
    row: tuple[str, ...] | Spoilt, header: Sequence[str], delimiter: str, where: str, line: int
) -> tuple[str, ...] | Problem:
    if isinstance(row, Spoilt):
        return row.at(where, line)
    if len(row) == len(header):
        return row
    what = f"{len(row)} fields where the header has {len(header)}"
    fix = f"fill in or quote the fields of this row, separated by {delimiter!r}"
    values = {"count": len(row), "of": len(header)}
    return Problem(f"{where}:{line}", what, fix, "fields", values)


def _check_header(header: Sequence[str], wanted: Sequence[str], where: str) -> None:
    found = ", ".join(name for name in header if name)
    problems = [
        Problem(
            f"{where}: {name}",
            "this column is missing",
            f"add it; found: {found}",
            "column_missing",
            {"found": found},
        )
        for name in wanted
        if name not in header
    ]
    problems += [
        Problem(
            f"{where}: {name}",
            "this column appears twice",
            "rename one of the two",
            "column_twice",
        )
        for name, count in Counter(header).items()
        if name and count > 1
    ]
    if problems:
        raise InputError(problems)


def sheet_in(row: Row, definition: Definition) -> Sheet:
    """Read the sheet in one row; what is wrong with it counts as unknown.

    Its answers count for the version that they were given to (see `ref_of_unnamed`). Where nothing
    is answered, there is nothing to be taken so.
    """
    answers: Answers = tuple(row.read(key, ANSWERS.__getitem__, "level") for key in definition.ids)
    stop = row.read(STOP, yes_in, "stop") or False
    if stop and definition.stop is None:
        what = "this definition has no words for who asked not to be contacted"
        row.wrong(STOP, what, "use one with the key stop, or leave them in peace", "no_stop")
        stop = False
    sheet = Sheet(
        answers,
        row.day("on"),
        row.day("revisit"),
        stop=stop,
        needed_by=row.day("needed_by"),
        not_before=row.day("not_before"),
    )

    def version_in(cell: str) -> int:
        version = version_of(cell or ref_of_unnamed(row.columns, definition), definition)
        if version is None:
            raise ValueError(cell)
        return version

    version = row.read("definition", version_in, "definition")
    if version is None or sheet.empty:
        return sheet
    return given_to(version, sheet, definition)


def ref_in(row: Row, sheet: Sheet, definition: Definition) -> str:
    """Return the definition that the answers in a row were given to, as checks name it."""
    if sheet.empty:
        return definition.ref
    return row.text("definition").strip() or ref_of_unnamed(row.columns, definition)


def ref_of_unnamed(columns: Collection[str], definition: Definition) -> str:
    """Return the definition that answers were given to where a row of these columns names none.

    Such a row was written by hand, with today's questions at hand; but an export from before there
    was a column for it, which had all others of its time, is of the first version.
    """
    exported = {*map(note_column, definition.ids), "next_on", "outcome_on"}
    early = "definition" not in columns and exported.issubset(columns)
    return f"{definition.id}@1" if early else definition.ref


def columns_of(definition: Definition) -> tuple[str, ...]:
    """Return the names of the columns that are ours, in the order in which they are written."""
    return (
        *("name", *definition.ids, "on", "revisit", "note", "outcome", "seller"),
        *("next", "next_on", "outcome_on", *map(note_column, definition.ids), "source_id"),
        *("outcome_link", STOP, "needed_by", "not_before", "definition"),
    )


def note_column(condition_id: str) -> str:
    """Return the column that holds the evidence for a condition."""
    return f"{condition_id}_note"


def day_or_none(text: str) -> date | None:
    """Read a day, None for an empty text; ValueError for anything else."""
    return parse_day(text) if text else None
