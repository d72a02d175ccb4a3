"""A list of prospects as CSV: read strictly, scored, and written best first."""

import csv
import io
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from quiz import scoring
from quiz.definition import LEVELS, Definition, Level
from quiz.errors import InputError, Problem
from quiz.sheet import UNKNOWN, Sheet, parse_day

RESULT_COLUMNS = ("verdict", "score_low", "score_high", "met", "weakest")
COLUMNS = ("name", "on", "revisit", "note", "outcome", "seller", *RESULT_COLUMNS)
"""The names that a condition cannot have, since they are columns of their own."""

DELIMITERS = ",;\t"
ANSWERS: Mapping[str, Level | None] = {
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


def read_table(text: str, definition: Definition, where: str) -> Table:
    """Read a table of prospects.

    The delimiter (comma, semicolon or tab) is the one that the header shows. Raises InputError
    with every problem, each with line and column.
    """
    wanted = ("name", *definition.ids)
    delimiter = max(DELIMITERS, key=lambda mark: _matches(text, mark, wanted))
    # The last line end is outside all quotes; where there is none, any will do.
    ends_in_crlf = text.endswith("\r\n") if text.endswith("\n") else "\r\n" in text
    line_end: Literal["\n", "\r\n"] = "\r\n" if ends_in_crlf else "\n"
    (line, header), *numbered = _parse(text, delimiter, where)
    names = tuple(name.strip() for name in header)
    _check_header(names, wanted, f"{where}:{line}")

    columns = {name: index for index, name in enumerate(names) if name}
    problems: list[Problem] = []
    sheets = []
    for line, row in numbered:
        if len(row) != len(header):
            what = f"{len(row)} fields where the header has {len(header)}"
            fix = f"fill in or quote the fields of this row, separated by {delimiter!r}"
            problems.append(Problem(f"{where}:{line}", what, fix))
            continue
        sheets.append(_sheet(row, columns, definition, f"{where}:{line}", problems))
    if problems:
        raise InputError(problems)
    return Table(header, tuple(row for _, row in numbered), tuple(sheets), delimiter, line_end)


def rank(table: Table, definition: Definition) -> Table:
    """Return the table with the result columns filled in, best first."""
    judged = [
        (scoring.judge(definition, sheet), scoring.score(definition, sheet))
        for sheet in table.sheets
    ]
    order = sorted(range(len(judged)), key=lambda index: scoring.rank_key(*judged[index]))
    names = [name.strip() for name in table.header]
    header = (*table.header, *(name for name in RESULT_COLUMNS if name not in names))
    places = [[name.strip() for name in header].index(name) for name in RESULT_COLUMNS]

    def filled(index: int) -> tuple[str, ...]:
        sheet, (judgement, points) = table.sheets[index], judged[index]
        cells = [*table.rows[index], *[""] * (len(header) - len(table.header))]
        values = (
            judgement.verdict,
            f"{points.low / 10:.1f}",
            f"{points.high / 10:.1f}",
            str(scoring.met(sheet)),
            scoring.weakest(definition, sheet) or "",
        )
        for place, value in zip(places, values, strict=True):
            cells[place] = value
        return tuple(cells)

    return Table(
        header,
        tuple(filled(index) for index in order),
        tuple(table.sheets[index] for index in order),
        table.delimiter,
        table.line_end,
    )


def write_table(table: Table) -> str:
    """Write a table as it was written when it was read: same delimiter, same line ends."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=table.delimiter, lineterminator=table.line_end)
    writer.writerow(table.header)
    writer.writerows(table.rows)
    return out.getvalue()


def _matches(text: str, delimiter: str, wanted: Sequence[str]) -> int:
    """Count the columns in the header that are wanted, if this is the delimiter."""
    try:
        header: list[str] = next((row for row in _rows(text, delimiter) if row), [])
    except csv.Error:
        return 0
    return len({name.strip() for name in header} & set(wanted))


def _rows(text: str, delimiter: str) -> Any:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)


def _parse(text: str, delimiter: str, where: str) -> list[tuple[int, tuple[str, ...]]]:
    """Return the header and the rows, without blank ones, each with the line where it starts."""
    reader = _rows(text, delimiter)
    numbered: list[tuple[int, tuple[str, ...]]] = []
    line = 1
    try:
        for row in reader:
            if row:
                numbered.append((line, tuple(row)))
            line = reader.line_num + 1
    except csv.Error as error:
        problem = Problem(f"{where}:{line}", str(error), "mend the quotes in this row")
        raise InputError([problem]) from None
    if not numbered:
        raise InputError([Problem(where, "empty", "begin with a line of column names")])
    return numbered


def _check_header(header: Sequence[str], wanted: Sequence[str], where: str) -> None:
    found = ", ".join(name for name in header if name)
    problems = [
        Problem(f"{where}: {name}", "this column is missing", f"add it; found: {found}")
        for name in wanted
        if name not in header
    ]
    problems += [
        Problem(f"{where}: {name}", "this column stands there twice", "rename one of the two")
        for name, count in Counter(header).items()
        if name and count > 1
    ]
    if problems:
        raise InputError(problems)


def _sheet(
    row: Sequence[str],
    columns: Mapping[str, int],
    definition: Definition,
    where: str,
    problems: list[Problem],
) -> Sheet:
    """Read the sheet in one row; what is wrong goes into `problems` and counts as unknown."""

    def cell[T](column: str, read: Callable[[str], T | None], fix: str) -> T | None:
        text = row[columns[column]].strip() if column in columns else ""
        try:
            return read(text)
        except (KeyError, ValueError):
            shown = text if len(text) <= 40 else f"{text[:39]}…"
            problems.append(Problem(f"{where}: {column}", f"“{shown}” does not fit", fix))
            return None

    levels_fix = f"write 0, 1, 2, 3 or {UNKNOWN}, or leave it empty"
    date_fix = "write it as YYYY-MM-DD, or leave it empty"
    return Sheet(
        tuple(cell(key, ANSWERS.__getitem__, levels_fix) for key in definition.ids),
        on=cell("on", _day_or_none, date_fix),
        revisit=cell("revisit", _day_or_none, date_fix),
    )


def _day_or_none(text: str) -> date | None:
    return parse_day(text) if text else None


def as_rows(table: Table) -> list[dict[str, Any]]:
    """Return the rows as JSON data, column name to cell."""
    return [dict(zip(table.header, row, strict=True)) for row in table.rows]
