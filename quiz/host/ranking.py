"""A list of prospects of any length, ranked with a file to put rows aside in.

There are few different answers, 5 to the power of the conditions, and so few places in the order.
Rows are read once and laid on a pile for their place; full piles go to the file, and at the end
they are taken from it place by place. Memory holds no more than the rows of one round.

Only a list without any fault goes this way. Where something is not as expected, the list is read
again by `table.read_table`, which knows every fault and says where it is.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import IO, Any, TextIO

from quiz.definition import STOP, Definition
from quiz.errors import InputError
from quiz.files.cells import yes_in
from quiz.files.table import (
    ANSWERS,
    RESULT_COLUMNS,
    day_or_none,
    dialect_of,
    rank,
    read_table,
    result_of,
    write_table,
)
from quiz.sheet import DAYS

ROUND = 50_000
"""How many rows are in memory before they go to the file."""

type Pile = list[str]
type Extent = tuple[int, int]
"""Where a part of a pile lies in the file: offset and length, in bytes."""

type Cell = Callable[[list[str]], str]


def ranked(source: TextIO, definition: Definition, where: str, spill: IO[bytes]) -> Iterator[bytes]:
    """Return the parts of the list best first, as UTF-8, each row with its result columns.

    A row keeps the quotes that it was written with, unless result columns in it are replaced.
    `source` is read from its start and can be read again; what is written into `spill` is the
    caller's to throw away. Raises InputError with every problem of the list, before anything is
    returned.
    """
    try:
        return _ranked_by_piles(source, definition, where, spill)
    except (InputError, csv.Error, LookupError, ValueError):
        source.seek(0)
        table = read_table(source.read(), definition, where)
        return iter([write_table(rank(table, definition)).encode()])


def _ranked_by_piles(
    source: TextIO, definition: Definition, where: str, spill: IO[bytes]
) -> Iterator[bytes]:
    delimiter, line_end = dialect_of(source, definition)
    source.seek(0)
    held: list[str] = []  # the lines of the row that is being read, as they are
    reader = csv.reader(_noted(source, held), delimiter=delimiter, strict=True)
    header = next(reader, [])
    held.clear()
    names = [name.strip() for name in header]
    named = [name for name in names if name]
    old = [names.index(name) for name in RESULT_COLUMNS if name in names]
    added = RESULT_COLUMNS[: len(RESULT_COLUMNS) - len(old)]
    if "name" not in names or len(set(named)) < len(named) or (old and added):
        raise ValueError(where)  # wrong, or (some result columns) rare
    piles = _Piles(spill)
    known = _ResultCache(definition, piles.waiting, delimiter, line_end)
    stop = [STOP] if STOP in names else []
    own = itemgetter(*(names.index(key) for key in (*definition.ids, *stop)))
    days: list[Cell] = [itemgetter(names.index(name)) for name in DAYS if name in names]
    good_days: set[str] = set()
    width = len(header)
    for count, row in enumerate(reader, 1):
        pile, ending, result = known[own(row)]
        if len(row) != width:
            raise ValueError(where)
        for day in days:
            if day(row) not in good_days:
                day_or_none(day(row).strip())
                good_days.add(day(row))
        if added:
            pile.append("".join(held).rstrip("\r\n") + ending)
        else:
            for place, value in zip(old, result, strict=True):
                row[place] = value
            pile.append(_as_csv(row, delimiter, line_end))
        held.clear()
        if count % ROUND == 0:
            piles.put_aside()
    piles.put_aside()
    return piles.taken_back(_as_csv([*header, *added], delimiter, line_end))


def _noted(lines: Iterable[str], held: list[str]) -> Iterator[str]:
    for line in lines:
        held.append(line)
        yield line


def _as_csv(row: Sequence[str], delimiter: str, line_end: str) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=line_end).writerow(row)
    return out.getvalue()


@dataclass
class _Piles:
    """The rows by their place in the order: those that wait, and where the others lie."""

    spill: IO[bytes]
    waiting: dict[int, Pile] = field(default_factory=dict)
    lying: dict[int, list[Extent]] = field(default_factory=dict)

    def put_aside(self) -> None:
        """Put what waits into the file."""
        for number, pile in self.waiting.items():
            if pile:
                start = self.spill.tell()
                length = self.spill.write("".join(pile).encode())
                self.lying.setdefault(number, []).append((start, length))
                pile.clear()

    def taken_back(self, header: str) -> Iterator[bytes]:
        """Yield the header and then everything from the file, best first."""
        yield header.encode()
        for number in sorted(self.lying):
            for start, length in self.lying[number]:
                self.spill.seek(start)
                yield self.spill.read(length)


class _ResultCache(dict[tuple[str, ...], tuple[Pile, str, tuple[str, ...]]]):
    """From the cells with answers, as written, to the pile of a row, its ending and its results."""

    def __init__(
        self, definition: Definition, piles: dict[int, Pile], delimiter: str, line_end: str
    ) -> None:
        self.definition, self.piles = definition, piles
        self.delimiter, self.line_end = delimiter, line_end

    def __missing__(self, cells: Any) -> tuple[Pile, str, tuple[str, ...]]:
        count = len(self.definition.ids)
        answers = tuple(ANSWERS[cell.strip()] for cell in cells[:count])
        stop = any(map(yes_in, cells[count:]))
        if stop and self.definition.stop is None:
            raise ValueError(cells)  # a fault, which is told elsewhere
        number, result = result_of(self.definition, answers, stop)
        ending = self.delimiter + self.delimiter.join(result) + self.line_end
        found = self[cells] = self.piles.setdefault(number, []), ending, result
        return found
