"""The fields of a record, read strictly: each is what it should be, or a problem that says so."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from quiz.errors import Problems
from quiz.names import without_lone_surrogates
from quiz.sheet import kind_of, parse_day, shown

DAY_FIX = "write it as YYYY-MM-DD"
TEXTS_FIX = 'write an object of texts, such as {"key": "text"}'


def object_in(
    data: Mapping[str, Any], field: str, problems: Problems, fix: str
) -> Mapping[str, Any] | None:
    """Return an object; None where it is missing or wrong."""
    value = data.get(field)
    if value is None or isinstance(value, dict):
        return value
    problems.add(field, f"{kind_of(value)} instead of an object", fix)
    return None


def texts_in(data: Mapping[str, Any], field: str, problems: Problems) -> Mapping[str, str]:
    """Return an object of texts; empty where it is missing or wrong."""
    value = object_in(data, field, problems, TEXTS_FIX) or {}
    for key, text in value.items():
        if not isinstance(text, str):
            problems.add(
                f"{field}.{without_lone_surrogates(key)}",
                f"{kind_of(text)} instead of a text",
                TEXTS_FIX,
            )
    return {
        key: without_lone_surrogates(text) for key, text in value.items() if isinstance(text, str)
    }


def text_in(data: Mapping[str, Any], field: str, problems: Problems, place: str = "") -> str:
    """Return a text, empty where it is missing or wrong."""
    value = data.get(field)
    if value is None:
        return ""
    if not isinstance(value, str):
        problems.add(place or field, f"{kind_of(value)} instead of a text", "write a text")
        return ""
    return without_lone_surrogates(value)


def day_in(data: Mapping[str, Any], place: str, problems: Problems) -> date | None:
    """Return the day under `on`; None where it is missing or wrong, said of `place`."""
    value = data.get("on")
    if value is None:
        return None
    try:
        return parse_day(value)
    except (TypeError, ValueError):
        problems.add(place, f"{shown(value)} is not a date", DAY_FIX)
        return None
