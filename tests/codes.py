"""Reads QR codes from screenshots, as a camera would: pixels alone, dark on light."""

import struct
import zlib
from collections.abc import Callable

import zxingcpp

HEAD = 8
CHANNELS = {0: 1, 2: 3, 6: 4}
"""How many bytes a pixel has, by the colour type of a PNG."""

type Rows = list[bytes]
"""A picture in greys: a byte a pixel, the rows all of one length."""


def code_in(png: bytes, blurred: int = 1) -> str | None:
    """Return what the code in a picture says, None where no code is seen.

    With `blurred`, that many pixels each way are taken for one, as a camera does that stands too
    far away or is out of focus.
    """
    rows = greys(png)
    if blurred > 1:
        rows = _blurred(rows, blurred)
    pixels = memoryview(b"".join(rows)).cast("B", shape=[len(rows), len(rows[0])])
    # There are more ways to tell dark from light; in a single picture one may have bad luck.
    for ways in (zxingcpp.Binarizer.LocalAverage, zxingcpp.Binarizer.GlobalHistogram):
        found = zxingcpp.read_barcodes(
            pixels,
            formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode),
            try_invert=False,
            try_rotate=False,
            binarizer=ways,
        )
        if len(found) == 1:
            return str(found[0].text)
    return None


def greys(png: bytes) -> Rows:
    """Return the pixels of a PNG as screenshots are: eight bits a channel, not interlaced."""
    at, packed, width, size = HEAD, b"", 0, 0
    while at < len(png):
        length, kind = struct.unpack(">I4s", png[at : at + HEAD])
        data = png[at + HEAD : at + HEAD + length]
        at += HEAD + length + 4
        if kind == b"IHDR":
            width, _, bits, colour, _, _, interlaced = struct.unpack(">IIBBBBB", data)
            assert (bits, interlaced) == (8, 0)
            size = CHANNELS[colour]
        elif kind == b"IDAT":
            packed += data
    raw = zlib.decompress(packed)
    step = 1 + width * size
    rows: Rows = []
    above = bytes(step - 1)
    for start in range(0, len(raw), step):
        above = _unfiltered(raw[start], raw[start + 1 : start + step], above, size)
        colours = [above[channel::size] for channel in range(min(size, 3))]
        rows.append(bytes(sum(pixel) // len(colours) for pixel in zip(*colours, strict=True)))
    return rows


def _unfiltered(kind: int, line: bytes, above: bytes, size: int) -> bytes:
    """Undo what a PNG does to a row so that it packs better (PNG, clause 9)."""
    if kind == 0:
        return line
    if kind == 2:
        return bytes((a + b) & 255 for a, b in zip(line, above, strict=True))
    predict: Callable[[int, int, int], int] = {
        1: lambda left, _up, _corner: left,
        3: lambda left, up, _corner: (left + up) // 2,
        4: _paeth,
    }[kind]
    row = bytearray(line)
    for index in range(len(row)):
        left = row[index - size] if index >= size else 0
        corner = above[index - size] if index >= size else 0
        row[index] = (row[index] + predict(left, above[index], corner)) & 255
    return bytes(row)


def _paeth(left: int, up: int, corner: int) -> int:
    guess = left + up - corner
    return min((left, up, corner), key=lambda near: abs(guess - near))


def _blurred(rows: Rows, by: int) -> Rows:
    blocks = [rows[at : at + by] for at in range(0, len(rows) - by + 1, by)]
    return [
        bytes(
            sum(row[at + step] for row in block for step in range(by)) // (by * by)
            for at in range(0, len(block[0]) - by + 1, by)
        )
        for block in blocks
    ]
