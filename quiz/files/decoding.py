"""The bytes of a file as text: one way, for the page, the shell and every kind of list."""

import codecs
import io
from typing import BinaryIO

from quiz.errors import NotTextError, Problem

UTF_8 = "utf-8-sig"
UTF_16 = "utf-16"
WINDOWS = "cp1252"

PART = 1 << 20
"""How many bytes are looked at in one step."""

FEW_ZEROS = 4
"""A text has fewer zero bytes than one in so many; UTF-16 without its mark has every other one."""

NO_CHARACTER = {0xDC00 + byte: byte for byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}
"""The bytes for which Windows-1252 has no character: they stay what they are, as in browsers.

The Encoding Standard (WHATWG) maps each to the control character of the same number.
"""


def encoding_of(data: BinaryIO) -> str:
    """Say how a file is encoded, by its name in Python; it is left at the position it had.

    UTF-16 is known by its mark; UTF-8 needs none, and may have one; whatever is neither is
    Windows-1252, in which spreadsheets of Western Europe write.
    """
    start = data.tell()
    mark = data.read(2)
    data.seek(start)
    if mark in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return UTF_16
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while part := data.read(PART):
            decoder.decode(part)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return WINDOWS
    finally:
        data.seek(start)
    return UTF_8


def decode(data: bytes, where: str) -> str:
    """Decode a file, called `where` in problems; NotTextError for one that is not text."""
    encoding = encoding_of(io.BytesIO(data))
    if encoding == UTF_16:
        return data.decode(UTF_16, "replace")
    # A workbook, a picture, a PDF; or UTF-16 without its mark. A note may hold such a byte too.
    if 0 in data and (encoding != UTF_8 or data.count(0) * FEW_ZEROS >= len(data)):
        fix = "choose a text file, such as a CSV or a backup"
        raise NotTextError([Problem(where, "this is not text", fix)])
    if encoding == UTF_8:
        return data.decode(UTF_8)
    return data.decode(WINDOWS, "surrogateescape").translate(NO_CHARACTER)
