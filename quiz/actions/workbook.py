"""Workbooks, by the part of the engine that is not there before one is opened or asked for."""

import io
from binascii import b2a_base64
from collections.abc import Iterable
from typing import TYPE_CHECKING

from quiz.definition import Definition
from quiz.errors import PartMissingError
from quiz.files.mapping import DAYS
from quiz.files.spreadsheet import guarded, rows_of_prospects
from quiz.prospect import Prospect

if TYPE_CHECKING:
    from quiz.workbooks.reading import Workbook


def read(data: bytes, where: str, sheet: str = "") -> "Workbook":
    """Read a workbook; PartMissingError where the part that does it has to be fetched first."""
    try:
        from quiz.workbooks.reading import read_workbook  # noqa: PLC0415 - may not be there yet
    except ModuleNotFoundError:
        raise _missing(where) from None
    return read_workbook(data, where, sheet)


def written(prospects: Iterable[Prospect], definition: Definition) -> str:
    """Return a workbook with one prospect a row, in base64; PartMissingError as for `read`."""
    try:
        from quiz.workbooks.writing import write_workbook  # noqa: PLC0415 - may not be there yet
    except ModuleNotFoundError:
        raise _missing("xlsx") from None
    out = io.BytesIO()
    rows = (list(map(guarded, row)) for row in rows_of_prospects(prospects, definition))
    write_workbook(rows, DAYS, definition.ids, out)
    return b2a_base64(out.getvalue(), newline=False).decode()


def _missing(where: str) -> PartMissingError:
    return PartMissingError("workbooks", where, "what reads and writes workbooks")
