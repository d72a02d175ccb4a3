"""A list as people keep it, taken apart: which separator, which line is the header, which rows.

Nothing here knows what a cell means. A list is read once, line by line, so that memory holds no
more of it than the row at hand.
"""

import csv
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from operator import itemgetter
from typing import TextIO

from quiz.errors import InputError, Problem

DELIMITERS = ",;\t|"
ALONE = "\x1f"
"""The separator of a list with one column: a character that no text has."""

DECLARED = re.compile(r"\ufeff?\"?sep=(.)\"?[\r\n]*", re.IGNORECASE)
"""A first line that names the separator, as Excel reads and writes it."""

SAMPLE = 200
"""How many lines are looked at to find out how a list is written."""
HEADER_WITHIN = 10
"""In how many of the first rows the header is looked for: a title may stand above it."""
EVEN = 0.6
"""The share of rows of one width from which a separator is taken to be one."""
FULL_ROW = 3
"""How many cells the fuller rows have filled in a list in which a single one is no prospect."""

NEVER_CLOSED = "unexpected end of data"
"""What Python's own reader says of a quote that is open at the end."""
TOO_FAR = (NEVER_CLOSED, "field larger than")
"""What it says where such a quote has taken lines that are not part of its row."""
MOST_UNCLOSED = 20
"""After so many unclosed quotes in a list a row may have one line only."""

TOTAL = re.compile(
    r".*\(\d+\)$|(grand |sub-?)?(total|totaal|totals|totalen|summe|gesamt)\b.*|copyright\b.*",
    re.IGNORECASE | re.DOTALL,
)
"""What stands alone in a row that heads a group, sums one up or closes a report."""

VALUE = re.compile(
    r"[\d\s.,:/+()€$£%-]*\d[\d\s.,:/+()€$£%TZ-]*|\S+@\S+\.\S+|https?://\S+", re.IGNORECASE
)
"""What is a number, an amount, a day, a telephone number or an address, and no column's name."""

AMOUNT = re.compile(r"-?(?:0|[1-9]\d*)(?:[.,]\d+)?%?")
"""What stands beside the name of a group where its rows are summed up."""

COUNTED = re.compile(r".*\(\d+\)", re.DOTALL)
"""How a group is called with the number of its rows, as Odoo does."""

type Row = tuple[str, ...]
type Known = Callable[[Sequence[str]], int]
"""Says how many of these cells are names of columns that are known."""


@dataclass(frozen=True)
class Spoilt:
    """A row that cannot be used, with what can be seen of it: its cells, or its first line."""

    cells: Row
    problem: Problem

    def at(self, where: str, line: int) -> Problem:
        """Return what is wrong, with the number of the line in a file."""
        values = {**self.problem.values, "row": line}
        return replace(self.problem, where=f"{where}:{line}", values=values)


@dataclass(frozen=True)
class Sheet:
    """The rows of a sheet of a workbook that hold text, each with its number there.

    `width` is how many cells the widest has.
    """

    rows: Sequence[tuple[int, Row | Spoilt]]
    width: int

    def below(self, number: int) -> Iterator[tuple[int, int, Row | Spoilt]]:
        """Yield the rows below one as `parsed_rows` does, all of one width.

        One row without text stands for all those between two others.
        """
        last = number
        start = bisect_right(self.rows, number, key=itemgetter(0))
        for at, row in islice(self.rows, start, None):
            if at > last + 1:
                yield last + 1, 1, ()
            if not isinstance(row, Spoilt) and len(row) < self.width:
                row += ("",) * (self.width - len(row))  # noqa: PLW2901 - as long as it should be
            yield at, 1, row
            last = at


type Source = TextIO | Sheet
"""A list as text, or as a sheet of a workbook."""


@dataclass(frozen=True)
class Layout:
    """How a list is written.

    `header` has the names of the columns as they stand, trimmed; those of a list without a header
    are empty. `line` is the number of the line after which the rows begin. `full` is how many cells
    the fuller rows have filled, a quarter of all.
    """

    delimiter: str
    header: Row
    line: int
    full: int
    line_end: str = "\n"


def layout_of(source: Source, known: Known, where: str, headed: bool | None = None) -> Layout:
    """Find out how a list is written from its first lines; text is read from its start.

    `headed` says whether there is a header, where somebody was asked. Raises InputError for a list
    with nothing in it.
    """
    sample: list[str] = []
    skipped = 0
    if isinstance(source, Sheet):
        best = _Reading(islice(source.below(0), SAMPLE), "", known)
    else:
        source.seek(0)
        sample = list(islice(source, SAMPLE))
        delimiters = ALONE + DELIMITERS
        if sample and (declared := DECLARED.fullmatch(sample[0])):
            skipped, delimiters = 1, declared[1]
        readings = (
            _Reading(parsed_rows(sample[skipped:], delimiter, 0, 0), delimiter, known)
            for delimiter in delimiters
        )
        best = max(readings, key=lambda reading: reading.fit)
    if not best.rows:
        raise InputError(
            [Problem(where, "empty", "begin with a line of column names", "empty_file")]
        )
    line_end = "\r\n" if any(line.endswith("\r\n") for line in sample) else "\n"
    place = best.header_at(headed)
    filled = sorted(best.filled[(place or 0) + 1 :] or best.filled)
    full = filled[3 * len(filled) // 4]
    if place is None:
        before = best.rows[0][0] - 1
        return Layout(best.delimiter, ("",) * best.width, skipped + before, full, line_end)
    first, header = best.rows[place]
    after = first - 1 + best.lines[place]
    names = tuple(cell.strip() for cell in header)
    while names and not names[-1] and len(names) > best.width:
        names = names[:-1]
    return Layout(best.delimiter, names, skipped + after, full, line_end)


class _Reading:
    """The first rows of a list, as they are with one separator."""

    def __init__(
        self, sample: Iterable[tuple[int, int, Row | Spoilt]], delimiter: str, known: Known
    ) -> None:
        self.delimiter = delimiter
        self.known = known
        self.rows: list[tuple[int, Row]] = []
        self.lines: list[int] = []  # how many lines each row takes
        for first, lines, row in sample:
            if not isinstance(row, Spoilt) and any(map(str.strip, row)):
                self.rows.append((first, row))
                self.lines.append(lines)
        self.filled = [sum(1 for cell in row if cell.strip()) for _, row in self.rows]
        widths = Counter(len(row) for _, row in self.rows)
        self.width, of_width = widths.most_common(1)[0] if widths else (0, 0)
        self.even = of_width / len(self.rows) if self.width > 1 else 0.0

    @property
    def scores(self) -> list[int]:
        """How many names of columns are known, for each row that may be the header."""
        return [self.known(row) for _, row in self.rows[:HEADER_WITHIN]]

    @property
    def fit(self) -> tuple[int, float, int]:
        """How well the separator fits: names that are known, then rows of one width."""
        even = self.even if self.even >= EVEN else 0.0
        return max(self.scores, default=0), even, self.width if even else 0

    def header_at(self, headed: bool | None) -> int | None:
        """Return which row is the header, None where there is none."""
        if headed is False:
            return None
        scores = self.scores
        most = max(scores)
        if most:
            return scores.index(most)
        wide = [
            place
            for place, filled in enumerate(self.filled[:HEADER_WITHIN])
            if 2 * filled > self.width
        ]
        first = wide[0] if wide else 0
        if headed:
            return first
        row = self.rows[first][1]
        values = any(VALUE.fullmatch(cell.strip()) for cell in row)
        return None if self.width == 1 or values else first


def rows_of(source: Source, layout: Layout, where: str) -> Iterator[tuple[int, Row | Spoilt]]:
    """Yield each row of a list with the number of its first line, all of the header's width.

    Text is read from its start. Rows without text are passed over, short ones filled up, empty
    cells beyond the header left out. What cannot be told apart, or heads or closes a group of rows,
    is a spoilt row.
    """
    width, grouped, blank = len(layout.header), layout.full >= FULL_ROW, False
    if isinstance(source, Sheet):
        parsed = source.below(layout.line)
    else:
        source.seek(0)
        for _ in islice(source, layout.line):
            pass
        parsed = parsed_rows(source, layout.delimiter, layout.line, width)
    for first, _, row in parsed:
        if isinstance(row, Spoilt):
            yield first, Spoilt(row.cells, row.at(where, first))
            continue
        if len(row) != width:
            if "".join(row[width:]).strip():
                what = f"{len(row)} fields where the header has {width}"
                fix = f"fill in or quote the fields of this row, separated by {layout.delimiter!r}"
                values = {"count": len(row), "of": width, "row": first}
                yield first, Spoilt(row, Problem(f"{where}:{first}", what, fix, "fields", values))
                continue
            row = row[:width] + ("",) * (width - len(row))  # noqa: PLW2901 - as long as it should be
        if not "".join(row).strip():
            blank = True
            continue
        if grouped and _is_aside(row, blank):
            what, fix = "this heads or closes a group of rows", "leave it out"
            problem = Problem(f"{where}:{first}", what, fix, "group", {"row": first})
            yield first, Spoilt(row, problem)
            continue
        blank = False
        yield first, row


def _is_aside(row: Row, after_blank: bool) -> bool:
    """Whether a row heads a group of rows, sums one up or closes a report."""
    first, rest = row[0].strip(), [cell for cell in map(str.strip, row[1:]) if cell]
    if not rest:
        return after_blank or TOTAL.fullmatch(first) is not None
    return COUNTED.fullmatch(first) is not None and all(map(AMOUNT.fullmatch, rest))


class _Lines:
    """Lines that can be put back, with those of the row that is being read."""

    def __init__(self, lines: Iterable[str], before: int) -> None:
        self._lines = iter(lines)
        self._again: list[str] = []  # the next one last
        self.held: list[str] = []
        self.read = before

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._again.pop() if self._again else next(self._lines)
        self.held.append(line)
        self.read += 1
        return line

    def put_back(self) -> None:
        """Put back all lines of the row but the first."""
        self._again += reversed(self.held[1:])
        self.read -= len(self.held) - 1
        del self.held[1:]


def parsed_rows(
    source: Iterable[str], delimiter: str, before: int, width: int | None = None
) -> Iterator[tuple[int, int, Row | Spoilt]]:
    """Yield each row: the number of its first line, how many lines it takes, and its cells.

    A row whose quotes are wrong is a problem; what comes after it is read on. A quote that is
    opened and never closed would take all that follows with it: where the line below is a row by
    itself, reading goes on from there. `before` is how many lines stand above; `width` is that of a
    row, by default that of the first, and 0 where it is not known.
    """
    lines = _Lines(source, before)
    unclosed = 0
    while True:
        # Each quote that is not closed has many lines read twice: at last each line stands alone.
        feed = lines if unclosed < MOST_UNCLOSED else islice(lines, 1)
        reader = csv.reader(feed, delimiter=delimiter, strict=True)
        read = False
        while True:
            lines.held.clear()
            error = ""
            try:
                row = next(reader)
            except StopIteration:
                if not read or feed is lines:
                    return
                break
            except csv.Error as found:
                row, error = [], str(found)
            read = True
            held = lines.held
            first, count = lines.read - len(held) + 1, len(held)
            alone = (
                count > 1
                and bool(width)
                and (error or len(row) != width)
                and _is_row(held[1], delimiter, width or 0)
            )
            if not error and not alone:
                yield first, count, tuple(row)
                width = len(row) if width is None and row else width
                continue
            spoilt = Spoilt((held[0].rstrip("\r\n"),), _quotes(error))
            if alone or error.startswith(TOO_FAR):
                unclosed += 1
                lines.put_back()
                count = 1
            yield first, count, spoilt
            break


def _quotes(error: str) -> Problem:
    return Problem("", error or NEVER_CLOSED, "mend the quotes in this row", "quotes")


def _is_row(line: str, delimiter: str, width: int) -> bool:
    """Whether a line is a row of this width by itself."""
    try:
        return [len(row) for row in csv.reader([line], delimiter=delimiter, strict=True)] == [width]
    except csv.Error:
        return False
