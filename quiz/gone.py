"""What records say of conditions that the definition does not have any more: kept, never judged."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from quiz.definition import STOP, UNKNOWN, Definition
from quiz.sheet import is_answer, is_gone

MOST_GONE = 16
"""How many answers to conditions that there are not any more a check keeps at most."""


@dataclass(frozen=True)
class Gone:
    """An answer to a condition that the definition does not have any more, and what was noted.

    The condition is `stop` where the definition has no words any more for who asked so.
    """

    condition: str
    level: int | str | None
    note: str


def without_gone(
    data: Mapping[str, Any], definition: Definition
) -> tuple[dict[str, Any], tuple[Gone, ...]]:
    """Take what is said of conditions that there are not any more out of a check's data."""
    answers, notes = data.get("answers"), data.get("notes")
    answers = answers if isinstance(answers, dict) else {}
    notes = notes if isinstance(notes, dict) else {}
    named = [
        key
        for key in dict.fromkeys((*answers, *notes))
        if is_gone(key, definition)
        and is_answer(answers.get(key, UNKNOWN))
        and isinstance(notes.get(key, ""), str)
    ]
    named = named[:MOST_GONE]
    gone = [Gone(key, answers.get(key), notes.get(key, "")) for key in named]
    rest = dict(data)
    for field_, there in (("answers", answers), ("notes", notes)):
        if field_ in data and there:
            rest[field_] = {key: item for key, item in there.items() if key not in named}
    if definition.stop is None and rest.get(STOP) is True:
        gone.append(Gone(STOP, None, ""))
        del rest[STOP]
    return rest, tuple(gone)
