"""Reads a definition as people write it, and says everything that is wrong with it at once.

YAML (or JSON, which is YAML too) in, validated plain data out. A definition need not say what the
package's own phrases.yml says: what it lacks comes from there, what it has wins. The rules are in
conditions.schema.json and phrases.schema.json; what a schema cannot say is checked here. The
keyword `placeholders` there is our own: what may stand in braces in a text, to be filled in; where
it is not, nothing may. This needs `jsonschema` and `ruamel.yaml`, which the package asks for as
`quiz[yaml]`.
"""

import copy
import json
import re
import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, validators
from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor
from ruamel.yaml.error import ReusedAnchorWarning, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, SequenceNode
from ruamel.yaml.reader import ReaderError

from quiz.definition import RESERVED
from quiz.errors import InputError, Problem
from quiz.files.table import COLUMNS

PACKAGE = Path(__file__).parents[1]
SCHEMA_FILE = PACKAGE / "conditions.schema.json"
PHRASES = PACKAGE / "phrases.yml"
PHRASES_SCHEMA_FILE = PACKAGE / "phrases.schema.json"

MOST_VALUES = 20_000
MAX_DEPTH = 20
"""More than any definition has, and little enough to refuse at once."""

type Step = str | int
type DataPath = tuple[Step, ...]
type Finding = tuple[DataPath, str, str]
"""A place in the data, what is wrong there and what to do about it."""
type Rule = Callable[[dict[str, Any]], Iterator[Finding]]


def load_definition(path: Path) -> dict[str, Any]:
    """Read and validate the definition in this file; return it as plain JSON data.

    Raises InputError with every problem, each with file, line, path and what to do, and OSError
    when the file cannot be read.
    """
    return validate(read_text(path), str(path))


def read_text(path: Path) -> str:
    """Read a file as UTF-8; InputError with the line where it is not, OSError if it is missing."""
    data = path.read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise InputError(
            [Problem(f"{path}:{line}", "this is not UTF-8", "save the file as UTF-8")]
        ) from None


def validate(text: str, name: str) -> dict[str, Any]:
    """Validate the definition in this text, called `name` in problems; return its data.

    What it lacks of phrases.yml is in the data, too; what is wrong with that file is a problem.
    """
    data = read_valid(text, name, SCHEMA_FILE, _beyond_schema)
    phrases = copy.deepcopy(_phrases(read_text(PHRASES)))
    data["pipeline"] = {**phrases["pipeline"], **data.get("pipeline", {})}
    data.setdefault("months", phrases["months"])
    return data


@lru_cache(maxsize=1)
def _phrases(text: str) -> dict[str, Any]:
    """Validate phrases; cached, since they are the same for every definition that is read."""
    schema = read_schema(PHRASES_SCHEMA_FILE)
    return read_valid(
        text, str(PHRASES), PHRASES_SCHEMA_FILE, lambda data: _stray_braces(data, schema)
    )


def read_valid(text: str, name: str, schema_file: Path, beyond: Rule) -> dict[str, Any]:
    """Read YAML that fits a schema and a further rule; return its data.

    `beyond` yields what the schema cannot say. Raises InputError with all that is wrong.
    """
    data, reader = _read_yaml(text, name)
    problems = reader.problems

    def report(place: DataPath, what: str, fix: str) -> None:
        line = _line(reader.lines, place)
        path = _path(place)
        where = f"{name}:{line}: {path}" if path else f"{name}:{line}"
        found = (line, Problem(where, what, fix))
        if found not in problems:  # a schema reports each missing key by itself, we all at once
            problems.append(found)

    schema = read_schema(schema_file)
    for error in _validator(schema).iter_errors(data):
        place = tuple(error.absolute_path)
        if error.validator == "additionalProperties":
            for key in error.instance:
                if key not in error.schema["properties"]:
                    report((*place, key), "unknown key", "take it out, or mend its spelling")
        else:
            report(place, _what(error), _advice(schema, place))
    if isinstance(data, dict):
        for place, what, fix in beyond(data):
            report(place, what, fix)
    if problems or not isinstance(data, dict):
        raise InputError([problem for _, problem in sorted(problems, key=lambda item: item[0])])
    return data


def fitting(data: dict[str, Any], schema_file: Path) -> dict[str, Any]:
    """Return the data without what is of another kind than the schema says.

    A list of objects stays whole, so that each keeps its number; one with something else in it is
    gone. What is missing, unknown or too long is left as it is.
    """
    kinds = ("type", "enum", "const", "oneOf")
    errors = _validator(read_schema(schema_file)).iter_errors(data)
    wrong = {tuple(error.absolute_path) for error in errors if error.validator in kinds}

    def kept(value: Any, place: DataPath) -> Any:
        if isinstance(value, dict):
            return {
                key: kept(item, (*place, key))
                for key, item in value.items()
                if not is_wrong(item, (*place, key))
            }
        if isinstance(value, list):
            return [
                kept(item, (*place, number))
                for number, item in enumerate(value)
                if (*place, number) not in wrong
            ]
        return value

    def is_wrong(value: Any, place: DataPath) -> bool:
        mixed = isinstance(value, list) and any(isinstance(item, dict) for item in value)
        inside = [(*place, number) for number in range(len(value))] if mixed else []
        return place in wrong or not wrong.isdisjoint(inside)

    fit: dict[str, Any] = kept(data, ())
    return fit


def read_schema(file: Path) -> dict[str, Any]:
    """Read a schema; what it takes from another file beside it comes into its own `$defs`."""
    schema: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    for rules in schema["properties"].values():
        other, _, name = rules.get("$ref", "").partition("#/$defs/")
        if other:
            schema["$defs"] = read_schema(file.parent / other)["$defs"] | schema["$defs"]
            rules["$ref"] = f"#/$defs/{name}"
    return schema


def _validator(schema: dict[str, Any]) -> Any:
    """Return a validator for which a whole number has no decimal point: 1.0 is not one."""
    checker = Draft202012Validator.TYPE_CHECKER.redefine(
        "integer", lambda _, value: type(value) is int
    )
    extend: Any = validators.extend
    return extend(Draft202012Validator, type_checker=checker)(schema)


@dataclass
class _Reader:
    """Builds plain data out of YAML's nodes and notes the line (from 1) of each place in it."""

    name: str
    constructor: SafeConstructor
    lines: dict[DataPath, int] = field(default_factory=dict)
    problems: list[tuple[int, Problem]] = field(default_factory=list)
    built: int = 0

    def build(self, node: Node, place: DataPath = ()) -> object:
        self.built += 1
        line = node.start_mark.line + 1
        self.lines.setdefault(place, line)
        if self.built > MOST_VALUES or len(place) > MAX_DEPTH:  # aliases let a little grow for ever
            raise self.refusal(line, "nested without end", "write the text out here")
        if isinstance(node, MappingNode):
            return self.build_mapping(node, place)
        if isinstance(node, SequenceNode):
            return [self.build(item, (*place, index)) for index, item in enumerate(node.value)]
        try:
            value = self.constructor.construct_object(node, deep=True)
            return joined_surrogates(value) if isinstance(value, str) else value
        except ValueError as error:  # a lone surrogate, or more digits than Python reads
            what = f"cannot be read: {str(error).split(';')[0]}"
            raise self.refusal(line, what, "write something simpler here") from None

    def build_mapping(self, node: MappingNode, place: DataPath) -> dict[str, object]:
        result: dict[str, object] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            line = key_node.start_mark.line + 1
            if key in result:
                where = f"{self.name}:{line}: {_path((*place, key))}"
                problem = Problem(where, "appears twice", "keep one of the two")
                self.problems.append((line, problem))
            self.lines[(*place, key)] = line
            result[key] = self.build(value_node, (*place, key))
        return result

    def refusal(self, line: int, what: str, fix: str) -> InputError:
        return InputError([Problem(f"{self.name}:{line}", what, fix)])


def read_yaml(text: str, name: str) -> object:
    """Return the data in this YAML, valid or not; InputError where it is no YAML."""
    return _read_yaml(text, name)[0]


def _read_yaml(text: str, name: str) -> tuple[object, _Reader]:
    """Return the data in the text, and its reader, which knows the lines and the keys given twice.

    Text that is no YAML, or cannot be read for another reason, raises InputError.
    """
    yaml = YAML(typ="safe", pure=True)
    reader = _Reader(name, SafeConstructor(loader=yaml))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ReusedAnchorWarning)  # YAML allows it
            node = yaml.compose(text)
        return (None if node is None else reader.build(node)), reader
    except (YAMLError, ValueError) as error:
        where, what = _yaml_problem(error, text, name)
        problem = Problem(where, f"not YAML: {what}", "mend the YAML at this place")
        raise InputError([problem]) from None
    except RecursionError:
        problem = Problem(name, "nested without end", "write the texts out")
        raise InputError([problem]) from None


def _yaml_problem(error: Exception, text: str, name: str) -> tuple[str, str]:
    """Return where the YAML breaks, and the parser's own word for it."""
    what = str(getattr(error, "problem", None) or str(error).splitlines()[0])
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark:
        return f"{name}:{mark.line + 1}:{mark.column + 1}", what
    if isinstance(error, ReaderError):  # a character that YAML does not allow
        before = text[: error.position]
        column = error.position - before.rfind("\n")
        return f"{name}:{before.count('\n') + 1}:{column}", what
    return name, what


def joined_surrogates(text: str) -> str:
    r"""Join surrogates that JSON spells out, such as `\ud83d\ude00`; ValueError for a lone one."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16")


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
        allowed = _nearest("placeholders", schema, place, ())
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


def _line(lines: dict[DataPath, int], place: DataPath) -> int:
    while place and place not in lines:
        place = place[:-1]
    return lines.get(place, 1)


def _path(place: DataPath) -> str:
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in place)[
        bool(place) and isinstance(place[0], str) :
    ]


def _what(error: Any) -> str:
    """Say what is wrong in words of our own for the rules that matter most."""
    rule, wanted, found = error.validator, error.validator_value, error.instance
    shown = json.dumps(found, ensure_ascii=False, default=str)
    shown = shown if len(shown) <= 60 else f"{shown[:57]}…"
    match rule:
        case "required":
            what = f"{', '.join(key for key in wanted if key not in found)} missing"
        case "minItems" | "maxItems":
            least, most = error.schema["minItems"], error.schema["maxItems"]
            asked = f"{least}" if least == most else f"{least} to {most}"
            what = f"{len(found)} items where {asked} are expected"
        case "enum":
            what = f"{shown} is not one of {', '.join(map(str, wanted))}"
        case "type":
            article = "an" if wanted[0] in "aio" else "a"
            what = f"{shown} is not {article} {wanted}"
        case "pattern" if wanted == r"\S":
            what = "the text is empty"
        case _:
            what = f"{shown} breaks the rule {rule}: {wanted}"
    return what


def _advice(schema: dict[str, Any], place: DataPath) -> str:
    """Return the schema's own description of this place, or of the nearest one around it."""
    advice = str(_nearest("description", schema, place, ""))
    return advice[0].lower() + advice[1:]


def _nearest(keyword: str, schema: dict[str, Any], place: DataPath, otherwise: Any) -> Any:
    """Return what a keyword says of this place, or of the nearest place around it that has it."""
    node = schema
    found = node.get(keyword, otherwise)
    for step in place:
        inner = node.get("properties", {}).get(step) or node.get("additionalProperties")
        node = node.get("items", {}) if isinstance(step, int) else inner or {}
        found = node.get(keyword, found)
        if "$ref" in node:
            node = schema["$defs"][node["$ref"].rpartition("/")[2]]
            found = node.get(keyword, found)
    return found
