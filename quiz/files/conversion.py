"""Rows of anyone's list become rows of ours, cell by cell, as a mapping of columns says.

What comes out is what our own lists hold: levels 0 to 3, `unknown` where a cell says so, days as
YYYY-MM-DD, an outcome. An empty cell stays empty: it says nothing.
"""

from collections.abc import Callable, Sequence

from quiz.definition import STOP, UNKNOWN, Definition
from quiz.errors import Problem
from quiz.files.cells import NOTHING, DateOrder, day_in, level_in, plain, yes_in
from quiz.files.mapping import DAYS, STATUSES, ColumnMap, names_of
from quiz.files.table import CELL_FIXES, RESULT_COLUMNS, columns_of
from quiz.names import folded

YES = "yes"
"""What our own lists say where something is so."""

SHOWN = 40
"""How many characters of a wrong cell are shown."""


class _Cells(dict[str, str]):
    """What cells become, each worked out once; ValueError for what cannot be read."""

    def __init__(self, read: Callable[[str], str]) -> None:
        self._read = read

    def __missing__(self, cell: str) -> str:
        found = self[cell] = self._read(cell)
        return found


class Converter:
    """Turns the rows of a list with this header into rows of ours.

    `header` is that of the rows that come out: all our columns, then those that travel along. `ref`
    names the definition that the answers of a row are for that names none, empty for nothing.
    """

    def __init__(
        self,
        header: Sequence[str],
        columns: ColumnMap,
        definition: Definition,
        where: str,
        ref: str = "",
    ) -> None:
        ours = columns_of(definition)
        self._ref = ref, ours.index("definition"), tuple(map(ours.index, definition.ids))
        self._where = where
        self._names = [name or str(place) for place, name in enumerate(header, 1)]
        self._empty = ("",) * len(ours)
        self._texts: list[tuple[int, int]] = []
        self._read: list[tuple[int, int, _Cells, str]] = []
        places = columns.columns
        for out, field in enumerate(ours):
            if field not in places:
                continue
            place = places[field]
            if field in definition.ids:
                self._read.append((out, place, _Cells(_level), "level"))
            elif field in DAYS:
                self._read.append((out, place, _Cells(_day(columns.order)), "day"))
            elif field == STOP:
                self._read.append((out, place, _Cells(_yes), "stop"))
            elif field == "outcome_link":
                self._read.append((out, place, _Cells(_link(definition)), "link"))
            elif field == "outcome":
                self._read.append((out, place, _Cells(_status(columns)), "outcome"))
            else:
                self._texts.append((out, place))
        self._ended = tuple(map(ours.index, ("outcome", "outcome_on", "outcome_link")))
        both = places.get("next_on") == places.get("outcome_on", -1)
        self._one_day = ours.index("next_on") if both else None
        self._others = self._travelling(header, columns) if columns.others else []
        named = _each_once([header[place] or str(place + 1) for place in self._others], ours)
        self.header = (*ours, *named)

    @staticmethod
    def _travelling(header: Sequence[str], columns: ColumnMap) -> list[int]:
        """Return the places of the columns that travel along.

        A status in words of its own says more than its outcome, and a day of closing is no day of
        ours while a deal is open: both stay as they are beside what we make of them.
        """
        kept = {
            columns.columns[field]
            for field in ("outcome", "outcome_on")
            if field in columns.columns and header[columns.columns[field]] != field
        }
        if columns.columns.get("next_on") == columns.columns.get("outcome_on"):
            kept.discard(columns.columns.get("next_on", -1))
        used = set(columns.columns.values()) - kept
        return [
            place
            for place, name in enumerate(header)
            if place not in used and name not in RESULT_COLUMNS
        ]

    def __call__(self, cells: Sequence[str]) -> list[str]:
        """Return the row of ours; raises ValueError where `problems` has something to say."""
        row = [*self._empty, *[cells[place] for place in self._others]]
        for out, place in self._texts:
            row[out] = cells[place]
        for out, place, read, _ in self._read:
            row[out] = read[cells[place]]
        ref, version, answers = self._ref
        if ref and not row[version] and any(row[out] for out in answers):
            row[version] = ref
        ended, on, link = self._ended
        if not row[ended]:
            row[on] = row[link] = ""
        elif self._one_day:
            row[self._one_day] = ""
        return row

    def problems(self, line: int, cells: Sequence[str]) -> list[Problem]:
        """Return what is wrong with the cells of a row."""
        found = []
        for _, place, read, kind in self._read:
            try:
                read[cells[place]]
            except ValueError:
                text = " ".join(cells[place].split())
                shown = text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"
                where = f"{self._where}:{line}: {self._names[place]}"
                what = f"“{shown}” does not fit"
                values = {"cell": shown, "row": line, "column": self._names[place]}
                found.append(Problem(where, what, CELL_FIXES[kind], kind, values))
        return found


def _level(cell: str) -> str:
    answers, level = level_in(cell)
    if not answers:
        return ""
    return UNKNOWN if level is None else str(level)


def _yes(cell: str) -> str:
    return YES if yes_in(cell) else ""


def _day(order: DateOrder | None) -> Callable[[str], str]:
    def read(cell: str) -> str:
        day = day_in(cell, order)
        return day.isoformat() if day else ""

    return read


def _link(definition: Definition) -> Callable[[str], str]:
    """Return what reads a condition, by its id or by what its column may be called."""
    known = names_of(definition)
    named = {name: key for key in reversed(definition.ids) for name in known[key]}

    def read(cell: str) -> str:
        if folded(cell) in NOTHING:
            return ""
        word = plain(cell)
        if word not in named:
            raise ValueError(cell)
        return named[word]

    return read


def _status(columns: ColumnMap) -> Callable[[str], str]:
    def read(cell: str) -> str:
        word = plain(cell)
        return columns.statuses.get(word, STATUSES.get(word, ""))

    return read


def _each_once(names: Sequence[str], ours: Sequence[str]) -> list[str]:
    """Give each column that travels along a name that no other has."""
    taken = {*ours, *RESULT_COLUMNS}
    found = []
    for name in names:
        number, unique = 2, name
        while unique in taken:
            unique = f"{name} ({number})"
            number += 1
        taken.add(unique)
        found.append(unique)
    return found
