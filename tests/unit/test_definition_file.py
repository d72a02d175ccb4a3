"""The rules of a definition that its schema knows: broken one at a time, told at the right line."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import NamedTuple

import pytest
from jsonschema import Draft202012Validator

from quiz.definition import definition_from
from quiz.errors import InputError
from quiz.host.definition_file import PHRASES_SCHEMA_FILE, SCHEMA_FILE, load_definition, validate
from tests.unit.broken_definitions import edited, line_of, problems_of, the_problem, where
from tests.unit.shipped_definition import DATA, DEFINITION, SOURCE, TEXT

WEIGHT = r"^    weight: 1$"
NAME_EN = r"^      en: .*$"
GATE = r"^    when_absent: .*\n"
ID = r"- id: need$"
OR = r"^  or:\n    nl: .*\n    en: .*\n"
PARK = r"^park_days: .*$"
STALE = r"^stale_after_days:.*$"
TITLE = r"^title:\n  nl: .*\n  en: .*$"
VERSION, ITS_LINE = r"^version: 1$", r"^version:"
LONG = "x" * 1001
MORE = "      - nl: x\n        en: x\n    because:"
LEVEL = "levels:\n  - nl: x\n    en: x"
LAST_RUNG = r"^      - nl: .*\n        en: .*\n(?=    because:)"
LAST_BECAUSE = r"^      - nl: .*\n        en: .*\n(?=    actions:)"
LAST_ACTION = r"^      - nl: .*\n        en: .*\n(?=    ask:)"


def test_a_sound_definition_is_read() -> None:
    """A definition without a problem is read from its file as it is from its text."""
    assert load_definition(SOURCE) == DATA


@pytest.mark.parametrize("file", [SCHEMA_FILE, PHRASES_SCHEMA_FILE], ids=lambda file: file.name)
def test_the_schema_is_one(file: Path) -> None:
    """A file that documents the keys is itself a valid JSON Schema."""
    Draft202012Validator.check_schema(json.loads(file.read_text(encoding="utf-8")))


def test_the_schemas_agree_on_what_a_text_is() -> None:
    """What both files define, they define alike."""
    both = [
        json.loads(file.read_text(encoding="utf-8"))["$defs"]
        for file in (SCHEMA_FILE, PHRASES_SCHEMA_FILE)
    ]
    assert both[0].keys() & both[1].keys() == {"string", "text"}
    assert all(both[0][name] == both[1][name] for name in ("string", "text"))


@pytest.mark.parametrize("indent", [None, 2, "\t"], ids=["one-line", "spaces", "tabs"])
def test_a_definition_may_be_json(indent: int | str | None) -> None:
    """The same definition as JSON, however it is set out, is read as the same data."""
    text = json.dumps(DATA, ensure_ascii=False, indent=indent)
    assert validate(text, "own.json") == DATA


def test_json_may_spell_its_signs_out() -> None:
    """Signs that JSON writes as escapes, as other programs do, are read as those signs."""
    data = {**DATA, "title": {"nl": "één 😀", "en": "one 😀"}}
    assert validate(json.dumps(data), "own.json")["title"] == data["title"]


def test_line_ends_do_not_matter() -> None:
    """A definition saved with CRLF is read as the same data."""
    assert validate(TEXT.replace("\n", "\r\n"), "own.yml") == DATA


def test_a_weight_may_be_left_out() -> None:
    """A condition without a weight counts once."""
    data = validate(edited(r"^    weight: 1\n", ""), "own.yml")
    assert "weight" not in data["conditions"][0]
    assert asdict(definition_from(data)) == asdict(DEFINITION)


def test_a_note_may_be_left_out_and_put_in() -> None:
    """A condition can do with a note and without."""
    noted = edited(r"^    rungs:", "    note:\n      nl: x\n      en: y\n    rungs:")
    (first, *_) = definition_from(validate(noted, "own.yml")).conditions
    assert first.note == {"nl": "x", "en": "y"}
    assert DEFINITION.conditions[0].note is None


class Broken(NamedTuple):
    """A rule that is broken: the first match of `pattern` is replaced.

    `line` matches the line, and `path` is the path, that the problem has to name; `what` and `fix`
    are parts of what it has to say.
    """

    name: str
    pattern: str
    replacement: str
    line: str
    path: str
    what: str
    fix: str


BROKEN = (
    ("key-missing", r"^park_days: .*\n", "", r"^id:", "", "park_days missing", ""),
    ("gate-missing", GATE, "", r"- id: need", "conditions[0]", "when_absent missing", ""),
    ("id-missing", r"^  - id: means\n    ", "  - ", r"^  - w", "conditions[1]", "id missing", ""),
    ("sentence-missing", OR, "", r"^sentences:", "sentences", "or missing", ""),
    (
        "language-missing",
        NAME_EN + r"\n",
        "",
        r"^    name:",
        "conditions[0].name",
        "en missing",
        "",
    ),
    ("months-missing", r"^  en: \[.*\n", "", r"^months:", "months", "en missing", ""),
    (
        "version-text",
        VERSION,
        "version: '1'",
        ITS_LINE,
        "version",
        '"1" is not an integer',
        "whole",
    ),
    ("version-0", VERSION, "version: 0", ITS_LINE, "version", "0", "from 1"),
    ("version-day", VERSION, "version: 2026-11-24", ITS_LINE, "version", "2026-11-24", ""),
    ("park-0", PARK, "park_days: 0", PARK, "park_days", "0", "1 to 3650"),
    ("park-3651", PARK, "park_days: 3651", PARK, "park_days", "3651", "1 to 3650"),
    ("park-nan", PARK, "park_days: .nan", PARK, "park_days", "NaN", "1 to 3650"),
    ("stale-text", STALE, "stale_after_days: soon", STALE, "stale_after_days", '"soon"', ""),
    ("stale-null", STALE, "stale_after_days:", STALE, "stale_after_days", "null", ""),
    ("title-text", TITLE, "title: x", r"^title", "title", '"x" is not an object', ""),
    (
        "months-text",
        r"^  nl: \[.*$",
        "  nl: mei",
        r"nl: mei",
        "months.nl",
        '"mei" is not an array',
        "",
    ),
    ("weight-6", WEIGHT, "    weight: 6", r"t: 6", "conditions[0].weight", "6", "1 to 5"),
    ("weight-0", WEIGHT, "    weight: 0", r"t: 0", "conditions[0].weight", "0", "1 to 5"),
    ("weight-1.5", WEIGHT, "    weight: 1.5", r"t: 1.5", "conditions[0].weight", "1.5", "1 to 5"),
    ("weight-true", WEIGHT, "    weight: true", r"t: t", "conditions[0].weight", "true", "1 to 5"),
    ("weight-text", WEIGHT, "    weight: x", r"t: x", "conditions[0].weight", '"x"', "1 to 5"),
    ("gate", GATE, "    when_absent: x\n", r"t: x", "conditions[0].when_absent", '"x"', "park or"),
    ("text-empty", NAME_EN, '      en: ""', r'en: ""', "conditions[0].name.en", "empty", ""),
    ("text-blank", NAME_EN, "      en: ' '", r"en: ' '", "conditions[0].name.en", "empty", ""),
    (
        "text-null",
        NAME_EN,
        "      en:",
        r"en:$",
        "conditions[0].name.en",
        "null is not a string",
        "",
    ),
    ("text-number", NAME_EN, "      en: 5", r"en: 5", "conditions[0].name.en", "string", ""),
    (
        "text-list",
        NAME_EN,
        "      en: [a]",
        r"en: \[a",
        "conditions[0].name.en",
        "not a string",
        "",
    ),
    ("text-long", NAME_EN, f"      en: {LONG}", r"en: xx", "conditions[0].name.en", "1000", ""),
    ("rungs-3", LAST_RUNG, "", r"rungs:", "conditions[0].rungs", "3 items where 4", "0 to 3"),
    ("rungs-5", r"^    because:$", MORE, r"rungs:", "conditions[0].rungs", "5 items where 4", ""),
    ("because-1", LAST_BECAUSE, "", r"because:", "conditions[0].because", "1 items where 2", ""),
    ("actions-2", LAST_ACTION, "", r"actions:", "conditions[0].actions", "2 items where 3", ""),
    ("months-11", r", december\]", "]", r"nl: \[", "months.nl", "11 items where 12", "twelve"),
    ("levels-5", r"^levels:$", LEVEL, r"^levels:", "levels", "5 items where 4", "0 to 3"),
    ("id-capital", r"^id: .*$", "id: Five", r"^id:", "id", '"Five"', "lower-case"),
    ("id-at", r"^id: .*$", "id: a@1", r"^id:", "id", '"a@1"', "lower-case"),
    ("id-digit", ID, "- id: 1need", r"id: 1", "conditions[0].id", '"1need"', "a letter first"),
    ("id-space", ID, "- id: need it", r"id: need it", "conditions[0].id", '"need it"', ""),
    ("id-accent", ID, "- id: né", r"id: né", "conditions[0].id", '"né"', ""),
    ("id-empty", ID, "- id: ''", r"id: ''", "conditions[0].id", '""', ""),
    ("id-long", ID, f"- id: {'n' * 41}", r"id: nn", "conditions[0].id", "nn", ""),
    ("id-line", ID, r'- id: "need\n"', r"id: .need", "conditions[0].id", "need", ""),
    ("id-number", ID, "- id: 5", r"id: 5", "conditions[0].id", "5 is not a string", ""),
)


@pytest.mark.parametrize("broken", [Broken(*row) for row in BROKEN], ids=lambda row: row.name)
def test_a_broken_rule_is_told_at_its_place(broken: Broken) -> None:
    """One mistake is one problem: file, line and path are right, and it says what to do."""
    text = edited(broken.pattern, broken.replacement)
    problem = the_problem(text)
    assert problem.where == where(text, broken.line, broken.path)
    assert broken.what in problem.what
    assert broken.fix in problem.fix


@pytest.mark.parametrize(
    ("pattern", "addition", "path"),
    [
        (r"\Z", "colour: red\n", ""),
        (WEIGHT, "    weight: 1\n    colour: red", "conditions[0]"),
        (NAME_EN, "      en: need\n      colour: rood", "conditions[0].name"),
        (r"^sentences:$", "sentences:\n  colour: red", "sentences"),
        (r"^  develop:$", "  develop:\n    colour: red", "verdicts.develop"),
    ],
    ids=["top", "condition", "text", "sentence", "verdict"],
)
def test_a_key_that_means_nothing_is_told_on_its_own_line(
    pattern: str, addition: str, path: str
) -> None:
    """A key that nothing knows is named, on the line on which it stands."""
    text = edited(pattern, addition)
    problem = the_problem(text)
    assert "colour" in f"{problem.where} {problem.what}"
    assert problem.where.startswith(where(text, "colour", path))


@pytest.mark.parametrize(
    ("pattern", "replacement"),
    [
        (r"^version: 1$", "version: 1.0"),
        (r"^stale_after_days: .*$", "stale_after_days: 30.0"),
        (r"^park_days: .*$", "park_days: 9e1"),
        (WEIGHT, "    weight: 2.0"),
    ],
    ids=["version", "stale", "park", "weight"],
)
def test_a_whole_number_has_no_point(pattern: str, replacement: str) -> None:
    """A number with a point is refused, or read as the whole number that it is."""
    text = edited(pattern, replacement)
    try:
        data = validate(text, "own.yml")
    except InputError:
        return
    numbers = [data["version"], data["stale_after_days"], data["park_days"]]
    numbers.append(data["conditions"][0]["weight"])
    assert {type(number) for number in numbers} == {int}


@pytest.mark.parametrize("count", [0, 1, 9])
def test_a_definition_has_two_to_eight_conditions(count: int) -> None:
    """Fewer than two conditions, or more than eight, are refused where the list begins."""
    first = DATA["conditions"][0]
    conditions = [{**first, "id": f"c{number}"} for number in range(count)]
    text = json.dumps({**DATA, "conditions": conditions}, indent=1)
    problem = the_problem(text)
    assert problem.where == where(text, '"conditions"', "conditions")
    assert problem.what == f"{count} items where 2 to 8 are expected"


@pytest.mark.parametrize(
    ("text", "what"),
    [("", "null"), ("# nothing\n", "null"), ("- a\n", '["a"]'), ("five\n", '"five"'), ("5", "5")],
    ids=["empty", "comment", "list", "text", "number"],
)
def test_a_definition_is_an_object(text: str, what: str) -> None:
    """A file that is empty, or holds anything but keys, is refused as a whole."""
    problem = the_problem(text)
    assert (problem.where, problem.what) == ("own.yml:1", f"{what} is not an object")


def test_all_problems_are_told_at_once_by_line() -> None:
    """Mistakes in many places are all told, in the order of the file."""
    text = edited(WEIGHT, "    weight: 6")
    text = edited(r"^version: 1$", "version: x", text)
    text = edited(LAST_ACTION, "", text)
    text = edited(r"^  or:\n    nl: .*\n    en: .*\n", "", text)
    text = edited(r"^  - nl: .*$", "  - nl: 5", text)
    text = edited(r"^  quote:$", "  quote: {nl: x, en: x}\n  quote:", text)
    assert [problem.where for problem in problems_of(text)] == [
        where(text, r"^version", "version"),
        where(text, r"weight: 6", "conditions[0].weight"),
        where(text, r"^    actions", "conditions[0].actions"),
        where(text, r"^  - nl: 5", "levels[0].nl"),
        where(text, r"^sentences", "sentences"),
        where(text, r"^  quote:$", "sentences.quote"),
    ]


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        (edited(PARK + r"\n", "", edited(STALE + r"\n", "")), ["park_days", "stale_after_days"]),
        ("{}\n", [key for key in DATA if key not in ("stop", "pipeline", "months")]),
    ],
    ids=["two", "all"],
)
def test_what_is_missing_is_told_once(text: str, missing: list[str]) -> None:
    """When several keys are missing in one place all are named, and no problem is told twice."""
    told = [str(problem) for problem in problems_of(text)]
    assert [key for key in missing if key not in "".join(told)] == []
    assert len(told) == len(set(told))


def test_lines_are_counted_as_an_editor_does() -> None:
    """With CRLF and a hundred lines of comment on top, the line is still the right one."""
    text = "# …\n" * 100 + edited(WEIGHT, "    weight: 6")
    problem = the_problem(text.replace("\n", "\r\n"))
    assert problem.where == f"own.yml:{line_of('weight: 6', text)}: conditions[0].weight"
