"""Reads YAML that people write, by a schema and a further rule; tells all that is wrong at once.

JSON, which is YAML too, will do. This needs `jsonschema` and `ruamel.yaml`, which the package asks
for as `quiz[yaml]`.
"""

import json
import warnings
from collections.abc import Callable, Iterator, Mapping
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

from quiz.errors import InputError, Problem

ROOT = Path(__file__).parents[2]
"""The top of the project, in a checkout."""

MOST_VALUES = 20_000
MAX_DEPTH = 20
"""More than any definition has, and little enough to refuse at once."""

type Step = str | int
type DataPath = tuple[Step, ...]
type Finding = tuple[DataPath, str, str]
"""A place in the data, what is wrong there and what to do about it."""
type Rule = Callable[[dict[str, Any]], Iterator[Finding]]


def told(path: Path) -> str:
    """Return how problems name a file: as seen from the top of the project, if it lies there."""
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else str(path)


def read_text(path: Path) -> str:
    """Read a file as UTF-8; InputError with the line where it is not, OSError if it is missing."""
    data = path.read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise InputError(
            [Problem(f"{told(path)}:{line}", "this is not UTF-8", "save the file as UTF-8")]
        ) from None


@dataclass
class Reading:
    """What was read: its data, and of each place in it the file, the line and the place there.

    `problems` has what was wrong with the YAML itself, each with its file and line.
    """

    name: str
    data: Any
    written: dict[DataPath, tuple[str, int, DataPath]]
    problems: list[tuple[str, int, Problem]] = field(default_factory=list)

    def add(self, place: DataPath, what: str, fix: str) -> None:
        """Note a problem at a place, or near one that is not there; once."""
        near = place
        while near and near not in self.written:
            near = near[:-1]
        file, line, there = self.written.get(near, (self.name, 1, ()))
        path = _path((*there, *place[len(near) :]))
        where = f"{file}:{line}: {path}" if path else f"{file}:{line}"
        found = (file, line, Problem(where, what, fix))
        if (
            found not in self.problems
        ):  # a schema reports each missing key by itself, we all at once
            self.problems.append(found)

    def found(self) -> list[Problem]:
        """Return what was found to be wrong, by file and line."""
        return [problem for *_, problem in sorted(self.problems, key=lambda it: it[:2])]

    def raise_any(self) -> None:
        """Raise InputError with what was found, if anything was."""
        if self.problems:
            raise InputError(self.found())


def read_valid(text: str, name: str, schema_file: Path, beyond: Rule) -> dict[str, Any]:
    """Read YAML that fits a schema and a further rule; return its data.

    `beyond` yields what the schema cannot say. Raises InputError with all that is wrong.
    """
    return valid(read(text, name), schema_file, beyond)


def valid(reading: Reading, schema_file: Path, beyond: Rule) -> dict[str, Any]:
    """Return the data of a reading that fits a schema and a further rule, as `read_valid` does."""
    schema = read_schema(schema_file)
    data = reading.data
    for error in _validator(schema).iter_errors(data):
        place = tuple(error.absolute_path)
        if error.validator == "additionalProperties":
            for key in error.instance:
                if key not in error.schema["properties"]:
                    reading.add((*place, key), "unknown key", "take it out, or mend its spelling")
        else:
            reading.add(place, _what(error), _advice(schema, place))
    if isinstance(data, dict):
        for place, what, fix in beyond(data):
            reading.add(place, what, fix)
    reading.raise_any()
    assert isinstance(data, dict)
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
    problems: list[tuple[str, int, Problem]] = field(default_factory=list)
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
                self.problems.append((self.name, line, problem))
            self.lines[(*place, key)] = line
            result[key] = self.build(value_node, (*place, key))
        return result

    def refusal(self, line: int, what: str, fix: str) -> InputError:
        return InputError([Problem(f"{self.name}:{line}", what, fix)])


def read_yaml(text: str, name: str) -> object:
    """Return the data in this YAML, valid or not; InputError where it is no YAML."""
    return read(text, name).data


def data_in(path: Path) -> Mapping[str, Any]:
    """Return the mapping that a file has, valid or not; an empty one where it has none.

    What is wrong with it is told where it is read whole. Raises OSError if it is missing.
    """
    try:
        return _mapping_in(read_text(path))
    except InputError:
        return {}


@lru_cache
def _mapping_in(text: str) -> Mapping[str, Any]:
    data = read_yaml(text, "")
    return data if isinstance(data, dict) else {}


def read(text: str, name: str) -> Reading:
    """Read YAML, with the lines of all places and the keys that are given twice.

    Text that is no YAML, or cannot be read for another reason, raises InputError.
    """
    yaml = YAML(typ="safe", pure=True)
    reader = _Reader(name, SafeConstructor(loader=yaml))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ReusedAnchorWarning)  # YAML allows it
            node = yaml.compose(text)
        data = None if node is None else reader.build(node)
    except (YAMLError, ValueError) as error:
        where, what = _yaml_problem(error, text, name)
        problem = Problem(where, f"not YAML: {what}", "mend the YAML at this place")
        raise InputError([problem]) from None
    except RecursionError:
        problem = Problem(name, "nested without end", "write the texts out")
        raise InputError([problem]) from None
    written = {place: (name, line, place) for place, line in reader.lines.items()}
    return Reading(name, data, written, reader.problems)


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
        case "pattern":
            what = f"{shown} breaks the rule pattern: it is not written as is asked here"
        case "minProperties" if not found:
            what = "nothing stands in it"
        case "uniqueItems":
            what = f"something is in {shown} twice"
        case _:
            what = f"{shown} breaks the rule {rule}: {wanted}"
    return what


def _advice(schema: dict[str, Any], place: DataPath) -> str:
    """Return the schema's own description of this place, or of the nearest one around it."""
    advice = str(nearest("description", schema, place, ""))
    return advice[0].lower() + advice[1:]


def nearest(keyword: str, schema: dict[str, Any], place: DataPath, otherwise: Any) -> Any:
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
