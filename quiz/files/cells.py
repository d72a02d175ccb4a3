"""What stands in the cells of anyone's list: answers, days and how it ended, however written.

What has only one meaning is read; what has two, such as 03/04/2026, is left to who knows.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Literal

from quiz.definition import LEVELS, UNKNOWN, Level
from quiz.names import INVISIBLE, folded

type DateOrder = Literal["day-first", "month-first"]

NOTHING = frozenset(("", "?", "-", "–", "—", "n/a", "nvt", "n.v.t."))
"""Cells that say nothing."""

UNKNOWN_WORDS = frozenset((UNKNOWN, "onbekend", "unbekannt", "inconnu"))
"""Cells that say that something is not known."""

YES = frozenset(("yes", "y", "ja", "j", "oui", "1", "true", "x", "waar", "wahr", "vrai"))
NO = frozenset(("no", "n", "nee", "nein", "non", "0", "false", "onwaar", "falsch", "faux"))
"""How people, and spreadsheets in their language, say that something is so, and that it is not."""

LEVEL = re.compile(r"([0-9]+)(?:[.,]0*)?")

DAY = re.compile(
    r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?P<time>[T ].*)?"
    r"|(?P<one>\d{1,2})(?P<mark>[-/. ])(?P<two>\d{1,2})(?P=mark)(?P<short>\d{4}|\d{2})"
    r"(?P<late>,? .*)?"
)
NAMED_DAY = re.compile(
    r"(?:(?P<day>\d{1,2})\.? (?P<month>[^\W\d]+)\.?|(?P<month_>[^\W\d]+)\.? (?P<day_>\d{1,2}),?)"
    r" (?P<year>\d{4})(?:,? .*)?"
)
MONTHS: Mapping[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "jan januari january januar janvier",
            "feb februari february februar fevrier fev febr",
            "mrt maart mar march marz mars maa",
            "apr april avril avr",
            "mei may mai",
            "jun juni june juin",
            "jul juli july juillet juil",
            "aug augustus august aout",
            "sep sept september septembre",
            "okt oktober oct october octobre",
            "nov november novembre",
            "dec december dez dezember decembre",
        ),
        1,
    )
    for name in names.split()
}

SERIAL = re.compile(r"([3-6]\d{4})(?:[.,]\d+)?")
SERIAL_START = date(1899, 12, 30)
"""The day that spreadsheets count from: day 60 of theirs, 29 February 1900, never was."""


def plain(text: str) -> str:
    """Return a word as a heading or a status is looked up: without accents and punctuation too."""
    letters = unicodedata.normalize("NFKD", folded(text))
    kept = "".join(letter if letter.isalnum() else " " for letter in letters if not _accent(letter))
    return " ".join(kept.split())


def _accent(letter: str) -> bool:
    return unicodedata.combining(letter) > 0


def level_in(cell: str) -> tuple[bool, Level | None]:
    """Return whether a cell answers, and with which level; None where it says “unknown”.

    Raises ValueError for what is no answer.
    """
    text = folded(cell)
    if text in NOTHING:
        return False, None
    if text in UNKNOWN_WORDS:
        return True, None
    found = LEVEL.fullmatch(text)
    for level in LEVELS:
        if found and int(found[1]) == level:
            return True, level
    raise ValueError(cell)


def yes_in(cell: str) -> bool:
    """Return whether a cell says yes; one that says no, or nothing, does not.

    Raises ValueError for anything else.
    """
    text = folded(cell)
    if text in YES:
        return True
    if text in NO or text in NOTHING or text in UNKNOWN_WORDS:
        return False
    raise ValueError(cell)


def order_in(cells: Iterable[str]) -> tuple[DateOrder | None, str]:
    """Return in which order these cells write day and month, and one on which that decides.

    The order is the one that a cell shows, by a number over 12; None where none does, or where two
    cells contradict each other. The cell is empty where none of them can be read in two ways.
    """
    orders: set[DateOrder] = set()
    doubtful = ""
    for cell in cells:
        found = DAY.fullmatch(cell.strip())
        if not found or not found["one"]:
            continue
        one, two = int(found["one"]), int(found["two"])
        if one > 12:
            orders.add("day-first")
        elif two > 12:
            orders.add("month-first")
        elif one != two and found["mark"] != ".":
            doubtful = doubtful or cell.strip()
    return (orders.pop() if len(orders) == 1 else None), doubtful


def day_in(cell: str, order: DateOrder | None = None) -> date | None:
    """Return the day in a cell, None for one that says nothing; ValueError for what is no day.

    `order` decides on 03/04/2026; without it such a day is an error too.
    """
    text = " ".join(INVISIBLE.sub("", cell).split())
    if folded(text) in NOTHING:
        return None
    if found := DAY.fullmatch(text):
        if found["year"]:
            return date(int(found["year"]), int(found["month"]), int(found["day"]))
        one, two, year = int(found["one"]), int(found["two"]), int(found["short"])
        year += 2000 if len(found["short"]) == 2 else 0
        if one > 12 or one == two or found["mark"] == "." or order == "day-first":
            return date(year, two, one)
        if two > 12 or order == "month-first":
            return date(year, one, two)
        raise ValueError(cell)
    if found := SERIAL.fullmatch(text):
        return SERIAL_START + timedelta(days=int(found[1]))
    if found := NAMED_DAY.fullmatch(text):
        month = MONTHS.get(plain(found["month"] or found["month_"]))
        if month:
            return date(int(found["year"]), month, int(found["day"] or found["day_"]))
    raise ValueError(cell)
