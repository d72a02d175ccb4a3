"""Reads the words of a site's components and its worked examples, with a team's laid over them."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from quiz.definition import Definition
from quiz.errors import InputError
from quiz.host.laid_over import lay_over, near, value_at
from quiz.host.team import LANGUAGES
from quiz.host.yaml_file import DataPath, Reading, read, read_text, told
from quiz.sheet import DAYS, sheet_from

BRACES = re.compile(r"\{[^{}]*\}")


def load_texts(ours: Path, own: Path | None = None) -> dict[str, Any]:
    """Read texts by key, each in every language, with those in the file `own` laid over them.

    Such a file has only keys that are there, and fills in nothing that ours do not. Raises
    InputError with every problem.
    """
    below = read(read_text(ours), str(ours))
    reading = below
    if own:
        over = read(read_text(own), told(own))
        reading = lay_over(below, over, frozenset())
        if isinstance(over.data, dict):
            _check_texts(below, over, (), reading)
    for place, text in _each(reading.data, ()):
        if isinstance(text, dict) and set(text) & {*LANGUAGES} and set(text) != {*LANGUAGES}:
            fix = f"give it in {' and '.join(LANGUAGES)} alone"
            reading.add(place, f"it is in {', '.join(text)}", fix)
    reading.raise_any()
    return dict(reading.data)


def load_examples(ours: Path, own: Path | None, definition: Definition) -> dict[str, Any]:
    """Read the worked examples by name, with those in the file `own` laid over ours or beside them.

    Ours may name a condition that there is not; own ones are checked. Raises InputError with every
    problem.
    """
    reading = read(read_text(ours), str(ours))
    over = read(read_text(own), told(own)) if own else None
    if over:
        reading = lay_over(reading, over, frozenset())
    examples: Mapping[str, Any] = reading.data or {}
    for name in over.data if over and isinstance(over.data, dict) else ():
        try:
            sheet_of_example(examples[name], definition)
        except (InputError, AttributeError, TypeError) as error:
            found = error.problems if isinstance(error, InputError) else ()
            what = "; ".join(f"{one.where.rpartition(': ')[2]}: {one.what}" for one in found)
            reading.add((name,), what or "not a sheet", "write a level for each condition")
    reading.raise_any()
    return dict(examples)


def sheet_of_example(written: Mapping[str, Any], definition: Definition) -> Any:
    """Return the sheet of a worked example: its days, and all the rest is an answer."""
    days = {key: written[key] for key in DAYS if key in written}
    answers = {key: level for key, level in written.items() if key not in days}
    return sheet_from({"answers": answers, **days}, definition)


def _check_texts(below: Reading, over: Reading, place: DataPath, reading: Reading) -> None:
    """Find keys that are not there, and braces that nothing fills in."""
    old, new = value_at(below.data, place), value_at(over.data, place)
    if isinstance(old, dict) != isinstance(new, dict):
        what = "keys are expected here" if isinstance(old, dict) else "a text is expected here"
        reading.add(place, what, "write it as it is in the file that it is laid over")
        return
    if not isinstance(old, dict):
        allowed = set(BRACES.findall(str(old)))
        for brace in BRACES.findall(str(new)):
            if brace not in allowed:
                fix = f"allowed here: {', '.join(sorted(allowed))}" if allowed else "take it out"
                reading.add(place, f"nothing fills in {brace}", fix)
        if isinstance(new, str) and not new.strip():
            reading.add(place, "the text is empty", "write it, or take the key away")
        return
    for key in new:
        if key in old:
            _check_texts(below, over, (*place, key), reading)
        else:
            reading.add((*place, key), "it is laid over nothing", near(key, old.keys()))


def _each(data: Any, place: DataPath) -> Iterator[tuple[DataPath, Any]]:
    yield place, data
    for key, value in data.items() if isinstance(data, dict) else ():
        yield from _each(value, (*place, key))
