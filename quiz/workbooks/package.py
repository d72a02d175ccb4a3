"""The parts that a workbook is packed of, unpacked bit by bit and within limits.

Nothing that a file says of itself is believed: what comes out of it is counted as it comes.
"""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pyexpat import ExpatError, ParserCreate
from struct import error as StructError  # noqa: N812 - it is one

from quiz.errors import InputError, Problem

MOST_PACKED = 100_000_000
"""How many bytes a file may have."""
MOST_PARTS = 5_000
"""How many parts may be packed in it."""
MOST_UNPACKED = 200_000_000
"""How many bytes may come out of it, all that is read together."""
MOST_MARKS = 8_000_000
"""How many tags may be in these bytes; a cell with a number has four."""

STEP = 1 << 16
"""How many bytes are unpacked at once."""

DIRECTORY = b"PK\x01\x02"
"""What stands before each part in the list of them."""
PASSWORD = 1
"""The flag of a part that has one."""

SAVE_ANEW = "open it in a spreadsheet program and save it as .xlsx or as CSV"

PROBLEMS: Mapping[str, tuple[str, str]] = {
    "no_json": ("this file is damaged, or not all of it is there", "fetch it or make it again"),
    "book_locked": ("this file has a password", "take it off, or save the list as CSV"),
    "book_kind": ("this is a file of the kind {format}", SAVE_ANEW),
    "book_document": ("this is a text document", "save its table as a workbook or as CSV"),
    "book_none": ("this is no workbook", "choose an .xlsx, a CSV or a backup"),
    "book_no_sheet": ("there is no sheet in this workbook", SAVE_ANEW),
    "book_sheet": ("there is no sheet {sheet}", "choose one of {found}"),
    "book_large": (
        "unpacked, this workbook is larger than {most} MB",
        "save the list alone, with the columns that it needs, as a new workbook",
    ),
    "book_cells": (
        "this workbook has more than {most} cells, or as much in it",
        "save the list alone, with the columns that it needs, as a new workbook",
    ),
    "book_unsafe": ("this workbook defines entities, as no spreadsheet does", SAVE_ANEW),
}
"""What can be wrong with a workbook, and what to do about it."""

type Start = Callable[[str, dict[str, str]], object]


def refusal(where: str, kind: str, **values: object) -> InputError:
    """Return the error for one of PROBLEMS."""
    what, fix = (text.format(**values) for text in PROBLEMS[kind])
    return InputError([Problem(where, what, fix, kind, values)])


def local(name: str) -> str:
    """Return the name of an element or an attribute without its namespace."""
    return name.rpartition(" ")[2]


class Package:
    """A file with parts. InputError for one that is damaged, locked or too large."""

    def __init__(self, data: bytes, where: str) -> None:
        self.where = where
        self._bytes = 0
        self._marks = 0
        if len(data) > MOST_PACKED or data.count(DIRECTORY) > MOST_PARTS:
            raise refusal(where, "book_large", most=MOST_UNPACKED // 1_000_000)
        with self._damage():
            # Names are ASCII; whatever others are, this reads them, and the engine has no cp437.
            self._zip = zipfile.ZipFile(io.BytesIO(data), metadata_encoding="latin-1")
        # By names as they are compared: some programs write them in capitals.
        self._parts = {
            info.filename.replace("\\", "/").lower(): info for info in self._zip.infolist()
        }

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._parts

    def __iter__(self) -> Iterator[str]:
        return iter(self._parts)

    def read(self, name: str) -> Iterator[bytes]:
        """Yield a part bit by bit, until that is too much."""
        info = self._parts[name.lower()]
        if info.flag_bits & PASSWORD:
            raise refusal(self.where, "book_locked")
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise refusal(self.where, "no_json")  # no other way is of the standard
        with self._damage(), self._zip.open(info) as part:
            while step := part.read(STEP):
                self._bytes += len(step)
                if self._bytes > MOST_UNPACKED:
                    raise refusal(self.where, "book_large", most=MOST_UNPACKED // 1_000_000)
                yield step

    def parse(
        self,
        name: str,
        start: Start,
        end: Callable[[str], object] | None = None,
        text: Callable[[str], object] | None = None,
    ) -> None:
        """Read a part as XML, and call these with what is in it; names have their namespace."""
        parser = ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.buffer_size = STEP
        parser.StartElementHandler = start
        parser.EndElementHandler = end
        parser.CharacterDataHandler = text
        # Before any entity in it could be put in place of its name.
        parser.StartDoctypeDeclHandler = self._refuse
        with self._damage():
            for step in self.read(name):
                self._marks += step.count(b"<")
                if self._marks > MOST_MARKS:
                    raise refusal(self.where, "book_cells", most=MOST_MARKS // 8)
                parser.Parse(step, False)
            parser.Parse(b"", True)

    def related(self, name: str) -> list[tuple[str, str, str]]:
        """Return what a part leads to: for each its id, its kind and its name."""
        folder, file = posixpath.split(name)
        found: list[tuple[str, str, str]] = []

        def start(element: str, has: dict[str, str]) -> None:
            if local(element) == "Relationship" and has.get("TargetMode") != "External":
                path = posixpath.normpath(posixpath.join("/", folder, has.get("Target", "")))
                kind = has.get("Type", "").rpartition("/")[2]
                found.append((has.get("Id", ""), kind, path.lstrip("/")))

        relations = posixpath.join(folder, "_rels", f"{file}.rels")
        if relations in self:
            self.parse(relations, start)
        return [one for one in found if one[2] in self]

    def _refuse(self, *_: object) -> None:
        raise refusal(self.where, "book_unsafe")

    @contextmanager
    def _damage(self) -> Iterator[None]:
        """Say of what cannot be unpacked or parsed that it is damaged."""
        try:
            yield
        except (
            *(zipfile.BadZipFile, zlib.error, ExpatError, StructError),
            *(EOFError, OSError, ValueError, NotImplementedError, RuntimeError),
        ):
            raise refusal(self.where, "no_json") from None
