"""A workbook (.xlsx, ECMA-376) as rows of text: one sheet of it, read in one pass.

What a formula came to is read, never the formula. No row is kept that holds no text.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from quiz.errors import InputError, Problem
from quiz.files.grid import Row, Sheet, Spoilt
from quiz.names import folded
from quiz.workbooks.formats import Format, day_text, format_of, plain
from quiz.workbooks.package import MOST_MARKS, Package, local, refusal

MOST_COLUMNS = 1_000
"""How many columns a list may have; a row with something beyond them is a row with a stray cell."""
MOST_CELLS = MOST_MARKS // 8
"""How many cells a sheet may have, and on the average 50 characters in each."""
MOST_TEXT = 50 * MOST_CELLS
MOST_NAMES = 100
"""How many names of elements are remembered; a sheet has some thirty."""

OLE = b"\xd0\xcf\x11\xe0"
STREAMS: tuple[tuple[str, str, Mapping[str, str]], ...] = (
    ("EncryptedPackage", "book_locked", {}),
    ("WordDocument", "book_document", {}),
    ("Workbook", "book_kind", {"format": ".xls"}),
    ("Book", "book_kind", {"format": ".xls"}),
)
"""What an OLE file is, by what is in it: a workbook with a password, or one from before 2007."""
WORDS = "application/vnd.oasis.opendocument.text"
CALC = "application/vnd.oasis.opendocument.spreadsheet"

PLACE = re.compile("[A-Z]{1,3}(?=[0-9])")
ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
"""How a workbook spells a character that XML cannot hold."""
TRUTH = {"0": "FALSE", "1": "TRUE"}


@dataclass(frozen=True)
class Workbook:
    """A workbook of which one sheet was read: the names of all, that of this one, and its rows."""

    sheets: tuple[str, ...]
    name: str
    sheet: Sheet


def read_workbook(data: bytes, where: str, wanted: str = "") -> Workbook:
    """Read the sheet of this name or number, by default the first that has rows.

    Sheets that are hidden count where there are no others. Raises InputError for a file that is no
    workbook, for one that is damaged, locked or too large, and for a sheet that is not there.
    """
    if data.startswith(OLE):
        raise _not_read(data, where)
    package = Package(data, where)
    reader = _Reader(package, _main_part(package))
    names = tuple(name for name, _ in reader.sheets)
    if not wanted:
        read = ((name, reader.read(part)) for name, part in reader.sheets)
        empty = names[0], Sheet((), 0)
        name, sheet = next((found for found in read if found[1].rows), empty)
        return Workbook(names, name, sheet)
    place = _place_of(wanted, names)
    if place is None:
        raise refusal(where, "book_sheet", sheet=wanted, found=", ".join(names))
    name, part = reader.sheets[place]
    return Workbook(names, name, reader.read(part))


def _place_of(wanted: str, names: tuple[str, ...]) -> int | None:
    if wanted in names:
        return names.index(wanted)
    alike = [folded(name) for name in names]
    if folded(wanted) in alike:
        return alike.index(folded(wanted))
    number = int(wanted) if wanted.isdecimal() and len(wanted) < 6 else 0
    return number - 1 if 0 < number <= len(names) else None


def _not_read(data: bytes, where: str) -> InputError:
    for stream, kind, values in STREAMS:
        if "\0".join(stream).encode() in data:  # UTF-16, which the engine has no codec for
            return refusal(where, kind, **values)
    return refusal(where, "book_none")


def _main_part(package: Package) -> str:
    """Return the part that lists the sheets; InputError for what is no workbook."""
    where = package.where
    found = (path for _, kind, path in package.related("") if kind == "officeDocument")
    main = next(found, "xl/workbook.xml" if "xl/workbook.xml" in package else "")
    if main.endswith(".bin"):
        raise refusal(where, "book_kind", format=".xlsb")
    if main.startswith("word/"):
        raise refusal(where, "book_document")
    if any(name.startswith("index/") and name.endswith(".iwa") for name in package):
        raise refusal(where, "book_kind", format=".numbers")
    if "mimetype" in package:
        kind = b"".join(package.read("mimetype")).decode("ascii", "replace")
        if kind.startswith(CALC):
            raise refusal(where, "book_kind", format=".ods")
        if kind.startswith(WORDS):
            raise refusal(where, "book_document")
    if not main or main.startswith("ppt/"):
        raise refusal(where, "book_none")
    return main


class _Reader:
    """What all sheets share: their names, the texts, the formats."""

    def __init__(self, package: Package, main: str) -> None:
        self._package = package
        self._texts: list[str] = []
        related = package.related(main)
        paths = {id_: path for id_, kind, path in related if kind == "worksheet"}
        self._since_1904 = False
        self.sheets = self._listed(main, paths)
        if not self.sheets:
            raise refusal(package.where, "book_no_sheet")
        parts = {kind: path for _, kind, path in related}
        if path := parts.get("sharedStrings"):
            self._read_texts(path)
        self._formats = self._read_formats(parts["styles"]) if "styles" in parts else []

    def _listed(self, main: str, paths: Mapping[str, str]) -> list[tuple[str, str]]:
        shown: list[tuple[str, str]] = []
        hidden: list[tuple[str, str]] = []

        def start(element: str, has: dict[str, str]) -> None:
            name = local(element)
            if name == "workbookPr":
                self._since_1904 = has.get("date1904", "0").lower() in ("1", "true", "on")
            elif name == "sheet":
                ids = (value for key, value in has.items() if key.endswith(" id"))
                path = paths.get(next(ids, ""))
                if path:
                    sheets = shown if has.get("state", "visible") == "visible" else hidden
                    sheets.append((has.get("name", ""), path))

        self._package.parse(main, start)
        return shown or hidden

    def _read_texts(self, path: str) -> None:
        text = _Text()

        def start(element: str, _: dict[str, str]) -> None:
            if local(element) == "si":
                text.clear()
            else:
                text.start(local(element))

        def end(element: str) -> None:
            text.end(local(element))
            if local(element) == "si":
                self._texts.append(text.whole())

        self._package.parse(path, start, end, text.add)

    def _read_formats(self, path: str) -> list[Format]:
        """Return the format of each style that a cell can have."""
        codes: dict[int, str] = {}
        ids: list[int] = []
        of_cells = False

        def start(element: str, has: dict[str, str]) -> None:
            nonlocal of_cells
            name = local(element)
            if name == "cellXfs":
                of_cells = True
            elif name == "xf" and of_cells:
                ids.append(_number(has.get("numFmtId", "")))
            elif name == "numFmt":
                codes[_number(has.get("numFmtId", ""))] = has.get("formatCode", "")

        def end(element: str) -> None:
            nonlocal of_cells
            of_cells = of_cells and local(element) != "cellXfs"

        self._package.parse(path, start, end)
        known = {id_: format_of(id_, codes, self._since_1904) for id_ in set(ids)}
        return [known[id_] for id_ in ids]

    def read(self, path: str) -> Sheet:
        """Read the rows of a sheet."""
        rows = _Rows(self._texts, self._formats, self._package.where)
        self._package.parse(path, rows.start, rows.end, rows.text.add)
        return rows.sheet()


class _Text:
    """The text of an element, without what is written over it to say how it is spoken."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._open = False
        self._spoken = False

    def clear(self) -> None:
        self._parts.clear()

    def start(self, name: str) -> None:
        if name == "rPh":
            self._spoken = True
        elif name in ("t", "v"):
            self._open = not self._spoken

    def end(self, name: str) -> None:
        if name == "rPh":
            self._spoken = False
        elif name in ("t", "v"):
            self._open = False

    def add(self, part: str) -> None:
        if self._open:
            self._parts.append(part)

    @property
    def stored(self) -> str:
        parts = self._parts
        return parts[0] if len(parts) == 1 else "".join(parts)

    def whole(self) -> str:
        text = self.stored
        return ESCAPE.sub(_unescaped, text) if "_x" in text else text


def _unescaped(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    return found[0] if 0xD800 <= code < 0xE000 else chr(code)


class _Local(dict[str, str]):
    """The names of elements without their namespace, the first of them worked out once."""

    def __missing__(self, element: str) -> str:
        found = local(element)
        if len(self) < MOST_NAMES:
            self[element] = found
        return found


class _Rows:
    """The rows of a sheet, as they come.

    A cell or a row that does not say where it is, or that goes back, stands after the one before.
    """

    def __init__(self, texts: list[str], formats: list[Format], where: str) -> None:
        self.rows: list[tuple[int, Row | Spoilt]] = []
        self.width = 0
        self.used: set[int] = set()
        self.text = _Text()
        self._texts, self._formats, self._where = texts, formats, where
        self._local = _Local()
        self._number = 0
        self._cells: list[str] = []
        self._column = 0
        self._stray = ""
        self._in_row = False
        self._type = self._style = ""
        self._cells_left, self._text_left = MOST_CELLS, MOST_TEXT
        self._by_type: Mapping[str, Callable[[str], str]] = {
            "n": self._formatted,
            "s": self._shared,
            "b": lambda stored: TRUTH.get(stored.strip(), stored),
            "d": day_text,
        }

    def start(self, element: str, has: dict[str, str]) -> None:
        name = self._local[element]
        if name == "c":
            self._type, self._style = has.get("t", "n"), has.get("s", "0")
            self._column += 1
            if (place := has.get("r", "")) and self._column < _column(place):
                self._column = _column(place)
            self.text.clear()
        elif name == "row":
            self._number = max(self._number, _number(has.get("r", "")) - 1) + 1
            self._cells, self._column, self._stray = [], 0, ""
            self._in_row = True
        else:
            self.text.start(name)

    def end(self, element: str) -> None:
        name = self._local[element]
        if name == "c":
            self._end_cell()
        elif name == "row":
            self._end_row()
        else:
            self.text.end(name)

    def _end_cell(self) -> None:
        stored = self.text.stored
        if not stored or not self._in_row:
            return
        kind = self._by_type.get(self._type)
        cell = kind(stored) if kind else self.text.whole()
        if not cell:
            return
        if self._column > MOST_COLUMNS:
            self._stray = self._stray or f"{_letters(self._column)}{self._number}"
            return
        if gap := self._column - 1 - len(self._cells):
            self._cells += [""] * gap
        self._cells.append(cell)
        self.used.add(self._column)
        self._text_left -= len(cell)

    def _end_row(self) -> None:
        self._in_row = False
        if not self._stray and not "".join(self._cells).strip():
            return
        cells = tuple(self._cells)
        self._cells_left -= len(self._cells) + 1
        if self._cells_left < 0 or self._text_left < 0:
            raise refusal(self._where, "book_cells", most=MOST_CELLS)
        self.width = max(self.width, len(self._cells))
        spoilt = None
        if self._stray:
            what, fix = f"something stands far out, in {self._stray}", "delete what stands there"
            spoilt = Spoilt(cells, Problem("", what, fix, "book_far", {"cell": self._stray}))
        self.rows.append((self._number, spoilt or cells))

    def sheet(self) -> Sheet:
        """Return what was read, without the columns that are empty from top to bottom."""
        if len(self.used) == self.width:
            return Sheet(self.rows, self.width)
        used = [column - 1 for column in sorted(self.used)]

        def squeezed(row: Row) -> Row:
            return tuple(row[at] for at in used[: bisect_left(used, len(row))])

        rows = [
            (
                number,
                squeezed(row)
                if isinstance(row, tuple)
                else replace(row, cells=squeezed(row.cells)),
            )
            for number, row in self.rows
        ]
        return Sheet(rows, len(used))

    def _formatted(self, stored: str) -> str:
        if self._style.isdecimal() and (at := int(self._style)) < len(self._formats):
            return self._formats[at](stored)
        return plain(stored)

    def _shared(self, stored: str) -> str:
        at = _number(stored)
        known = (at or stored.strip() == "0") and at < len(self._texts)
        return self._texts[at] if known else ""


def _number(text: str) -> int:
    """Read a number that counts things; 0 for what is none."""
    text = text.strip()
    return int(text) if text.isdecimal() and text.isascii() and len(text) < 10 else 0


def _column(place: str) -> int:
    """Return the number of the column in a place such as B3, 0 for none."""
    found = PLACE.match(place)
    return _number_of(found[0]) if found else 0


@lru_cache(maxsize=2_000)
def _number_of(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number


def _letters(column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
