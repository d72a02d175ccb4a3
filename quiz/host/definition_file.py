"""Reads a definition as people write it, and says everything that is wrong with it at once.

YAML (or JSON, which is YAML too) in, validated plain data out. A definition need not say what the
package's own phrases.yml says: what it lacks comes from there, what it has wins. The rules are in
conditions.schema.json and phrases.schema.json; what a schema cannot say is checked here. The
keyword `placeholders` there is our own: what may stand in braces in a text, to be filled in; where
it is not, nothing may. This needs `jsonschema` and `ruamel.yaml`, which the package asks for as
`quiz[yaml]`.
"""

import copy
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Set
from functools import lru_cache
from pathlib import Path
from typing import Any

from quiz.definition import RESERVED, Definition, definition_from
from quiz.errors import InputError, Problem
from quiz.files.table import COLUMNS
from quiz.host.laid_over import lay_over
from quiz.host.team import in_team
from quiz.host.yaml_file import (
    ROOT,
    DataPath,
    Finding,
    Reading,
    fitting,
    nearest,
    read,
    read_schema,
    read_text,
    told,
    valid,
)

PACKAGE = Path(__file__).parents[1]
SITE_DEFINITION = "conditions.yml"
SCHEMA_FILE = PACKAGE / "conditions.schema.json"
PHRASES = PACKAGE / "phrases.yml"
PHRASES_SCHEMA_FILE = PACKAGE / "phrases.schema.json"


def load_definition(
    path: Path, over: Path | None = None, phrases: Path | None = None
) -> dict[str, Any]:
    """Read and validate the definition in this file; return it as plain JSON data.

    What stands in the file `over` is laid over it; one with every key that a definition must have
    takes its place. `phrases` is a file of phrases to lay over the package's own. Raises InputError
    with every problem, each with file, line, path and what to do, and OSError when a file cannot be
    read.
    """
    problems: list[Problem] = []
    try:
        data = valid(_read(path, over), SCHEMA_FILE, _beyond_schema)
    except InputError as error:
        problems += error.problems
    try:
        name = told(phrases) if phrases else ""
        said = _own_phrases(read_text(PHRASES), phrases and read_text(phrases), name)
    except InputError as error:
        problems += error.problems
    if problems:
        raise InputError(problems)
    return _with_phrases(data, said)


def rough_definition(path: Path, over: Path | None = None) -> Definition | None:
    """Return what can be made of a definition with which something is wrong; None if nothing can.

    It serves to look at what goes by it, so that all that is wrong is told at once.
    """
    try:
        data = _read(path, over).data
        fit = fitting(data, SCHEMA_FILE) if isinstance(data, dict) else {}
        return definition_from(_with_phrases(fit, _own_phrases(read_text(PHRASES), None, "")))
    except (InputError, LookupError, TypeError, ValueError, AttributeError):
        return None


def _read(path: Path, over: Path | None) -> Reading:
    """Read a definition, with what stands in the file `over` laid over it."""
    reading = read(read_text(path), str(path))
    return _laid(reading, read(read_text(over), told(over))) if over else reading


def _laid(reading: Reading, over: Reading) -> Reading:
    """Lay one definition over another.

    With an id of its own it has versions of its own, too. What the other says of conditions that
    there are not any more goes with them.
    """
    ours, own = reading.data, over.data
    if isinstance(ours, dict) and isinstance(own, dict) and own.get("id") not in (None, ours["id"]):
        ours.pop("changed", None)
    laid = lay_over(reading, over, frozenset(read_schema(SCHEMA_FILE)["required"]))
    if laid is not over and isinstance(own, dict) and isinstance(ours, dict):
        _drop_gone(laid.data, own, {*_ids_of(ours)})
    return laid


def _drop_gone(data: dict[str, Any], own: Mapping[str, Any], ours: Set[str]) -> None:
    """Take out what is said of conditions of ours that are gone, unless a team says it itself."""
    gone = ours - {*_ids_of(data)}
    if "remarks" not in own and "remarks" in data:
        remarks = data["remarks"]
        data["remarks"] = [remark for remark in remarks if gone.isdisjoint(remark["when"])]
    if "changed" not in own and "changed" in data:
        data["changed"] = {
            version: {key: levels for key, levels in rungs.items() if key not in gone}
            for version, rungs in data["changed"].items()
        }


def _ids_of(data: Mapping[str, Any]) -> Iterator[str]:
    listed = data.get("conditions")
    for one in listed if isinstance(listed, list) else ():
        if isinstance(one, dict) and isinstance(one.get("id"), str):
            yield one["id"]


def load_site_definition(content: Path = ROOT) -> dict[str, Any]:
    """Read the definition of the site: the one in `content`, with what a team has laid over it.

    Raises as `load_definition` does.
    """
    over, phrases = in_team("conditions.yml"), in_team("phrases.yml")
    return load_definition(content / "quiz" / SITE_DEFINITION, over, phrases)


def validate(text: str, name: str) -> dict[str, Any]:
    """Validate the definition in this text, called `name` in problems; return its data.

    What it lacks of phrases.yml is in the data, too; what is wrong with that file is a problem.
    """
    data = valid(read(text, name), SCHEMA_FILE, _beyond_schema)
    return _with_phrases(data, _own_phrases(read_text(PHRASES), None, ""))


def _with_phrases(data: dict[str, Any], phrases: dict[str, Any]) -> dict[str, Any]:
    """Add the phrases that a definition does not have itself."""
    phrases = copy.deepcopy(phrases)
    data["pipeline"] = {**phrases["pipeline"], **data.get("pipeline", {})}
    data.setdefault("months", phrases["months"])
    return data


@lru_cache(maxsize=2)
def _own_phrases(text: str, over: str | None, name: str) -> dict[str, Any]:
    """Validate phrases; cached, since they are the same for every definition that is read."""
    schema = read_schema(PHRASES_SCHEMA_FILE)
    reading: Reading = read(text, str(PHRASES))
    if over is not None:
        reading = lay_over(reading, read(over, name), frozenset())
    return valid(reading, PHRASES_SCHEMA_FILE, lambda data: _stray_braces(data, schema))


def _beyond_schema(data: dict[str, Any]) -> Iterator[Finding]:
    """Yield what the schema cannot say: ids that clash, and braces that nothing would fill.

    What breaks the schema is passed over here: it has been reported.
    """
    listed = data.get("conditions")
    conditions = [
        (index, condition["id"])
        for index, condition in enumerate(listed if isinstance(listed, list) else [])
        if isinstance(condition, dict) and re.fullmatch("[a-z0-9-]+", str(condition.get("id")))
    ]
    ids = Counter(condition_id for _, condition_id in conditions)
    for index, condition_id in conditions:
        place: DataPath = ("conditions", index, "id")
        if ids[condition_id] > 1:
            yield place, f"{condition_id} is the id of two conditions", "rename one of them"
        if condition_id in COLUMNS:
            yield place, f"{condition_id} is a column of the prospects' CSV", "choose another id"
        elif condition_id in RESERVED:
            what = f"{condition_id} means something else in sheets, records and links"
            yield place, what, "choose another id"
    with_dates = [
        index
        for index, one in enumerate(listed if isinstance(listed, list) else ())
        if _asks_for_days(one)
    ]
    for index in with_dates[1:]:
        what = "a second condition that asks for days"
        yield ("conditions", index, "dates"), what, "keep dates: true with one of them"
    yield from _stray_changes(data, ids.keys())
    yield from _stray_remarks(data, ids.keys())
    yield from _stray_braces(data, read_schema(SCHEMA_FILE))


def _stray_changes(data: dict[str, Any], ids: Set[str]) -> Iterator[Finding]:
    """Yield what is said to have changed in a version that is not there, or of no condition."""
    version, changed = data.get("version"), data.get("changed")
    for at, rungs in changed.items() if isinstance(changed, dict) else ():
        if type(version) is int and at.isdecimal() and not 2 <= int(at) <= version:
            fix = f"name a version from 2 to {version}, in which the rungs changed"
            yield ("changed", at), f"there is no version {at} that could change a rung", fix
        for key in rungs if isinstance(rungs, dict) else ():
            if key not in ids:
                yield ("changed", at, key), "no such condition", f"there are {', '.join(ids)}"


def _asks_for_days(condition: object) -> bool:
    return isinstance(condition, dict) and condition.get("dates") is True


def _stray_remarks(data: dict[str, Any], ids: Set[str]) -> Iterator[Finding]:
    """Yield what is remarked of a condition that is not there."""
    remarks = data.get("remarks")
    for index, remark in enumerate(remarks if isinstance(remarks, list) else ()):
        when = remark.get("when") if isinstance(remark, dict) else None
        for key in when if isinstance(when, dict) else ():
            if key not in ids:
                fix = f"there are {', '.join(ids)}"
                yield ("remarks", index, "when", key), "no such condition", fix


def _stray_braces(data: dict[str, Any], schema: dict[str, Any]) -> Iterator[Finding]:
    """Yield the braces that nothing would fill."""
    for place, text in _texts(data, ()):
        allowed = nearest("placeholders", schema, place, ())
        for brace in re.findall(r"\{[^{}]*\}|[{}]", text):
            if brace.strip("{}") not in allowed:
                names = ", ".join(f"{{{name}}}" for name in sorted(allowed))
                fix = f"allowed here: {names}" if names else "take the braces out"
                yield place, f"nothing fills in {brace}", fix


def _texts(value: object, place: DataPath) -> Iterator[tuple[DataPath, str]]:
    if isinstance(value, str):
        if len(place) > 1:
            yield place, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _texts(item, (*place, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _texts(item, (*place, index))
