"""Finds words in whatever a browser sends or writes, however they are dressed."""

import base64
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from urllib.parse import quote, unquote, unquote_plus

SHORTEST = 6
"""Fewer signs than these in a row may stand somewhere by accident."""

ESCAPE = re.compile(r"[%\\]u([0-9a-f]{4})|\\x([0-9a-f]{2})|&#x([0-9a-f]{1,5});", re.IGNORECASE)


def traces(text: str, words: Iterable[str]) -> set[str]:
    """Return the words that are in a text: plain, or in an encoding that can be undone."""
    layers = set(_layers(text))
    folded = [_folded(layer) for layer in layers]
    lowered = [layer.lower() for layer in layers]
    return {
        word
        for word in words
        if any(_folded(word) in layer for layer in folded)
        or any(dress in layer for dress in _exact(word) for layer in layers)
        or any(dress in layer for dress in _in_any_case(word) for layer in lowered)
    }


def _layers(text: str) -> Iterator[str]:
    """Yield a text, and what it says once percent signs and escapes are undone, again and again."""
    for undo in (unquote, unquote_plus, _unescaped):
        layer = text
        for _ in range(3):
            yield layer
            yield layer.replace("\0", "")  # what stands between plain letters in UTF-16
            layer = undo(layer)


def _unescaped(text: str) -> str:
    return ESCAPE.sub(lambda found: chr(int(found[1] or found[2] or found[3], 16)), text)


def _folded(text: str) -> str:
    """Return a text without accents and capitals."""
    signs = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in signs if not unicodedata.combining(sign))


def _spellings(word: str) -> set[str]:
    forms = {unicodedata.normalize(form, word) for form in ("NFC", "NFD")}
    return {case for form in forms for case in (form, form.lower(), form.upper())}


def _bytes(word: str) -> set[bytes]:
    """Return the bytes of a word in every encoding, from either end."""
    spelt = {
        spelling.encode(encoding, "ignore")
        for spelling in _spellings(word)
        for encoding in ("utf-8", "utf-16-le", "utf-16-be", "cp1252")
    }
    return {data for one in spelt for data in (one, one[::-1]) if len(one) * 2 >= SHORTEST}


@cache
def _exact(word: str) -> frozenset[str]:
    """Return what a word looks like where capitals count: base64, wherever it begins in a text."""
    dresses = set()
    for data in _bytes(word):
        for shift in range(3):
            signs = base64.b64encode(bytes(shift) + data).decode()
            own = signs[(8 * shift + 5) // 6 : 8 * (shift + len(data)) // 6]
            dresses |= {own, own.translate(str.maketrans("+/", "-_"))}
    return frozenset(dress for dress in dresses if len(dress) >= SHORTEST)


@cache
def _in_any_case(word: str) -> frozenset[str]:
    """Return what a word looks like where they do not: hexadecimal, names of hosts, escapes."""
    dresses = {dress.lower() for data in _bytes(word) for dress in (data.hex(), quote(data))}
    for spelling in map(str.lower, _spellings(word)):
        dresses |= {spelling[::-1], json.dumps(spelling)[1:-1]}
        if not spelling.isascii():
            dresses.add(spelling.encode("punycode").decode().lower())
    return frozenset(dress for dress in dresses if len(dress) >= SHORTEST or not dress.isascii())
