"""The bytes of a file as text: one way, for the page, the shell and every kind of list."""

import codecs
import io
import re
from typing import BinaryIO

from quiz.errors import InputError, NotTextError, Problem

UTF_8 = "utf-8-sig"
UTF_16 = "utf-16"
WINDOWS = "cp1252"
MAC = "mac-roman"

MAC_LETTERS = "".join(map(chr, range(128))) + (
    "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø"
    "¿¡¬√ƒ≈∆«»…\xa0ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\uf8ffÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ"
)
"""What each byte is in Mac Roman, written out since the engine has no codecs but the usual ones."""

MAC_LETTER = re.compile(rb"[A-Za-z][\x81\x87\x88\x8a\x8d-\x91\x95\x99\x9a\x9e\x9f]")
"""What is a letter with an accent after another letter on a Mac, and hardly ever so on Windows."""

ARCHIVES = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How a zip and an OLE file begin: workbooks are the one, old or locked ones the other."""

PART = 1 << 20
"""How many bytes are looked at in one step."""

FEW_ZEROS = 4
"""A text has fewer zero bytes than one in so many; UTF-16 without its mark has every other one."""

WORD_MARKS = (b" ", b"\t", b",", b";", b"|", b'"', b"\n", b"\r")
WORD = re.compile(rb"[^\s,;|\"]*")

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


def is_archive(data: bytes) -> bool:
    """Whether a file that begins like this is packed, as a workbook is, and no text."""
    return data.startswith(ARCHIVES)


def decode(data: bytes, where: str, encoding: str | None = None) -> str:
    """Decode a file, called `where` in problems; NotTextError for one that is no text.

    `encoding` is what somebody says it is, by a name that Python knows; InputError for another.
    """
    if encoding:
        return _decode_as(data, where, encoding)
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


def _decode_as(data: bytes, where: str, encoding: str) -> str:
    if encoding.lower() == MAC:
        return _decode_mac(data)
    try:
        return data.decode(encoding, "replace")
    except LookupError:
        fix = f"use a name that Python knows, such as {WINDOWS} or {MAC}"
        raise InputError([Problem(where, f"{encoding} is not an encoding", fix)]) from None


def _decode_mac(data: bytes) -> str:
    return codecs.charmap_decode(data, "strict", MAC_LETTERS)[0]


def doubtful_word(data: bytes) -> tuple[str, str] | None:
    """Return a word that a Mac may have written, as Windows reads it and as a Mac does.

    None where there is none: the file says how it is encoded, or every accent looks right.
    """
    if encoding_of(io.BytesIO(data)) != WINDOWS or not (found := MAC_LETTER.search(data)):
        return None
    start = max(data.rfind(mark, 0, found.start()) for mark in WORD_MARKS) + 1
    word = WORD.match(data, start)
    assert word is not None
    return decode(word[0], ""), _decode_mac(word[0])
