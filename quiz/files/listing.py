"""A list that somebody brings: opened, asked about where it has to be, and read row by row."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from quiz.definition import Definition
from quiz.errors import Problem
from quiz.files.cells import plain
from quiz.files.conversion import Converter
from quiz.files.grid import Row, Source, Spoilt, layout_of, rows_of
from quiz.files.mapping import ColumnMap, Questions, guess, questions
from quiz.files.table import ref_of_unnamed

FIRST = 200
"""How many rows are looked at to guess what a column holds."""
SHOWN = 3
"""How many values of a column are shown."""


@dataclass(frozen=True)
class Skipped:
    """A row that is left out: the number of its line, its cells, and why."""

    line: int
    cells: Row
    problems: tuple[Problem, ...]


class Listing:
    """A list as it was opened: how it is written, and which column is likely to hold what.

    `source` holds the text, with its line ends as they are, and is read from its start as often as
    needed; or it is a sheet of a workbook. `headed` says whether the first line names the columns,
    where somebody was asked. Raises InputError for a list with nothing in it.
    """

    def __init__(
        self, source: Source, definition: Definition, where: str, headed: bool | None = None
    ) -> None:
        self.definition = definition
        self.where = where
        self._source = source
        self._asked: tuple[ColumnMap, Questions] | None = None
        self.layout = layout_of(source, self._known, where, headed)
        # Rows that were left out before bear the reason in a last column, which says nothing now.
        titles = map(plain, definition.pipeline["skipped_because"].values())
        self._reasons = plain(self.layout.header[-1]) in titles
        self.first: Sequence[Row] = tuple(islice(self._good_rows(), FIRST))
        self.guessed = ColumnMap(guess(self.header, definition, self.first))

    def _known(self, cells: Sequence[str]) -> int:
        return len(guess(cells, self.definition))

    @property
    def header(self) -> Row:
        """The names of the columns, empty where they have none."""
        return self.layout.header[:-1] if self._reasons else self.layout.header

    @property
    def headed(self) -> bool:
        """Whether the list has a line with the names of its columns."""
        return any(self.header)

    @property
    def signature(self) -> str:
        """What tells lists of one kind: the names of their columns, in plain letters."""
        return "|".join(map(plain, self.header)) if self.headed else f"{len(self.header)}"

    @property
    def ours(self) -> bool:
        """Whether this is a list of ours: a name, a condition, and no other name for a field."""
        exact = {
            field for field, place in self.guessed.columns.items() if self.header[place] == field
        }
        return (
            exact == self.guessed.columns.keys()
            and "name" in exact
            and not exact.isdisjoint(self.definition.ids)
        )

    def samples(self, place: int) -> list[str]:
        """Return the first values that are in a column."""
        filled = (" ".join(row[place].split()) for row in self.first)
        return list(islice(filter(None, filled), SHOWN))

    def questions(self, columns: ColumnMap) -> Questions:
        """Return what has to be asked before this list can be read with these columns."""
        # All rows are read for it, so what was found last is kept: it is asked for more than once.
        if self._asked is None or self._asked[0] != columns:
            self._asked = columns, questions(self._good_rows(), columns)
        return self._asked[1]

    def decided(self, columns: ColumnMap) -> ColumnMap:
        """Return these columns with the order of day and month that the list itself shows."""
        if columns.order:
            return columns
        return replace(columns, order=self.questions(columns).shown_order)

    def rows(self) -> Iterator[tuple[int, Row | Spoilt]]:
        """Yield each row with the number of its line, or what is wrong with it."""
        rows = rows_of(self._source, self.layout, self.where)
        if not self._reasons:
            return rows
        return ((line, row if isinstance(row, Spoilt) else row[:-1]) for line, row in rows)

    def _good_rows(self) -> Iterator[Row]:
        for _, row in self.rows():
            if not isinstance(row, Spoilt):
                yield row

    def read(
        self, columns: ColumnMap
    ) -> tuple[Row, Iterator[tuple[int, Row, list[str] | Skipped]]]:
        """Return our header, and each row: its line, its cells, and what becomes of it."""
        # A list of others is filled in now.
        ref = ref_of_unnamed(self.header if self.ours else (), self.definition)
        convert = Converter(self.header, columns, self.definition, self.where, ref)
        return convert.header, self._read(convert)

    def _read(self, convert: Converter) -> Iterator[tuple[int, Row, list[str] | Skipped]]:
        for line, row in self.rows():
            if isinstance(row, Spoilt):
                yield line, row.cells, Skipped(line, row.cells, (row.problem,))
                continue
            try:
                yield line, row, convert(row)
            except ValueError:
                yield line, row, Skipped(line, row, tuple(convert.problems(line, row)))
