"""Numbers in cells as text, by the format that they have: plain, a day, a time, a percentage.

A day is written YYYY-MM-DD, whatever order its format has, so that nobody has to ask which it is.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import partial

type Format = Callable[[str], str]
"""Makes what people see of the number that is stored."""

NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
WHOLE = re.compile(r"-?\d+", re.ASCII)
DIGITS = 15
"""How many digits of a number a spreadsheet keeps; what comes after is noise."""
MOST = 1e30
"""Numbers from here on stay as they are written."""

NO_SIGN = re.compile(r'"[^"]*"|\\.|[_*].|\[(?!(?:h+|m+|s+)\])[^\]]*\]|AM/PM|A/P', re.IGNORECASE)
"""What in a format is no sign for anything: quoted text, colours, conditions, languages."""
GENERAL = re.compile(r"general|standaard|standard|@", re.IGNORECASE)
ZEROS = re.compile("0{2,}")
ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)

BUILT_IN = {
    **dict.fromkeys((9, 10), "0%"),
    **dict.fromkeys((14, 15, 16, 17, *range(27, 32), 36, *range(50, 55), 57, 58), "yyyy-mm-dd"),
    **dict.fromkeys((18, 19, 20, 21, 32, 33, 34, 35, 45, 47, 55, 56), "h:mm:ss"),
    **dict.fromkeys((22,), "yyyy-mm-dd h:mm"),
    **dict.fromkeys((46,), "[h]:mm:ss"),
}
"""Formats that have a number and are not written out, as far as they change what is seen here.

Those from 27 on are days and times where East Asian languages are used.
"""

DAY_SECONDS = 86_400
LAST = 2_958_465
"""The serial number of the last day of the year 9999."""
FROM_1900 = date(1899, 12, 30)
FROM_1904 = date(1904, 1, 1)
NEVER = 60
"""29 February 1900, which never was; the days before it have a number that is one lower."""


def plain(stored: str) -> str:
    """Return a number without a needless end, and never with a power of ten in it."""
    if stored.isascii() and stored.isdecimal():
        return stored
    text = stored.strip()
    if WHOLE.fullmatch(text) or not NUMBER.fullmatch(text) or abs(float(text)) >= MOST:
        return text
    number = float(f"{float(text):.{DIGITS}g}")
    if number.is_integer():
        return str(int(number))
    digits, _, down = repr(number).partition("e-")
    if not down:
        return digits
    return f"{number:.{len(digits.partition('.')[2]) + int(down)}f}"


def format_of(id_: int, codes: Mapping[int, str], since_1904: bool) -> Format:
    """Return what the format of this number does; `codes` are those that are written out."""
    code = codes.get(id_, BUILT_IN.get(id_, ""))
    section = NO_SIGN.sub("", code).split(";")[0].strip()
    if not section or GENERAL.fullmatch(section):
        return plain
    letters = section.lower()
    timed = "h" in letters or "s" in letters
    if "d" in letters or "y" in letters or ("m" in letters and not timed and "[" not in letters):
        return partial(_day, since_1904=since_1904, timed=timed)
    if timed or "[m" in letters:
        return partial(_time, elapsed=ELAPSED.search(letters) is not None)
    if section.endswith("%"):
        return _percent
    return partial(_padded, width=len(section)) if ZEROS.fullmatch(section) else plain


def day_text(text: str) -> str:
    """Return a day, or a moment, that is stored as text (ISO 8601) as the others are."""
    day, _, time = text.strip().removesuffix("Z").partition("T")
    time = time.partition(".")[0].removesuffix(":00")
    return f"{day} {time}" if time not in ("", "00:00") else day


def _percent(stored: str) -> str:
    text = plain(stored)
    return f"{plain(repr(float(text) * 100))}%" if NUMBER.fullmatch(text) else text


def _padded(stored: str, width: int) -> str:
    text = plain(stored)
    return text.zfill(width) if WHOLE.fullmatch(text) else text


def _serial(stored: str) -> tuple[int, int] | None:
    """Return whole days and seconds; None for what is no day or time."""
    text = stored.strip()
    if not NUMBER.fullmatch(text) or not 0 <= float(text) <= LAST:
        return None
    return divmod(round(float(text) * DAY_SECONDS), DAY_SECONDS)


def _day(stored: str, since_1904: bool, timed: bool) -> str:
    serial = _serial(stored)
    if serial is None:
        return plain(stored)
    days, seconds = serial
    if since_1904:
        start = FROM_1904
    elif days in (0, NEVER):
        return _clock(seconds) if timed and not days else plain(stored)
    else:
        start = FROM_1900 if days > NEVER else FROM_1900 + timedelta(days=1)
    try:
        day = (start + timedelta(days=days)).isoformat()
    except OverflowError:
        return plain(stored)
    return f"{day} {_clock(seconds)}" if timed and seconds else day


def _time(stored: str, elapsed: bool) -> str:
    serial = _serial(stored)
    if serial is None:
        return plain(stored)
    days, seconds = serial
    return _clock(seconds + (days * DAY_SECONDS if elapsed else 0))


def _clock(seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    text = f"{minutes // 60:02}:{minutes % 60:02}"
    return f"{text}:{rest:02}" if rest else text
