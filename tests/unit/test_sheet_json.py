"""A sheet as JSON text: what JSON itself lets pass and a sheet does not."""

import json

import pytest

from quiz.errors import InputError, Problem
from quiz.sheet import parse_json, sheet_from_json
from tests.unit.shipped_definition import DEFINITION


def the_problem(text: str) -> Problem:
    with pytest.raises(InputError) as caught:
        sheet_from_json(text, DEFINITION, "sheet.json")
    (problem,) = caught.value.problems
    assert problem.what
    assert problem.fix
    return problem


def test_a_sheet_is_read_from_text() -> None:
    """JSON text is read as the data it stands for."""
    sheet = sheet_from_json('{"answers": {"need": 3, "trust": "unknown"}}', DEFINITION)
    assert sheet.answers == (3, None, None, None, None)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("", "1:1"),
        ("{", "1:2"),
        ('{"answers": {}}\n}', "2:1"),
        ('{"answers":\n {"need": 2 "means": 1}}', "2:13"),
        ("{\n'answers': {}}", "2:1"),
        ('{"answers": {"need": 02}}', "1:23"),
        ('{"answers": {"need": unknown}}', "1:22"),
        ('\n\n{"answers": "\t"}', "3:14"),
    ],
    ids=["empty", "cut-off", "too-much", "comma", "quotes", "zero", "bare", "control"],
)
def test_broken_json_is_refused_with_its_place(text: str, place: str) -> None:
    """Where JSON breaks, the problem names the line and the column."""
    assert the_problem(text).where == f"sheet.json:{place}"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('{"answers": {"need": 2}, "answers": {"need": 2}}', "answers"),
        ('{"answers": {"need": 2, "means": 1, "need": 2}}', "need"),
        ('{"answers": {}, "x": [{"a": {"deep": 1, "deep": 1}}]}', "deep"),
        ('{"answers": {"need": 2, "n\\u0065ed": 3}}', "need"),
        ('{"answers": {}, "": 1, "": 2}', ""),
    ],
    ids=["top", "in-the-answers", "in-an-ignored-key", "spelled-otherwise", "empty"],
)
def test_a_key_that_stands_there_twice_is_refused(text: str, key: str) -> None:
    """A key twice is a problem anywhere on the sheet, even if both say the same."""
    problem = the_problem(text)
    assert problem.where == "sheet.json"
    assert f'"{key}"' in problem.what
    assert "twice" in problem.what


@pytest.mark.parametrize("name", ["NaN", "Infinity", "-Infinity"])
@pytest.mark.parametrize("text", ['{"answers": {"need": %s}}', '{"answers": {}, "x": %s}', "%s"])
def test_what_python_takes_for_json_is_refused(text: str, name: str) -> None:
    """NaN and the infinities are no JSON, wherever they stand."""
    problem = the_problem(text % name)
    assert problem.where == "sheet.json"
    assert name in problem.what


@pytest.mark.parametrize(
    "text",
    [
        '{"answers": {"need": ' + "[" * 100_000 + "]" * 100_000 + "}}",
        '{"answers": {}, "x": ' + '{"a":' * 100_000 + "1" + "}" * 100_000 + "}",
        "[" * 100_000,
    ],
    ids=["level", "ignored-key", "never-closed"],
)
def test_deep_nesting_is_refused(text: str) -> None:
    """Nesting without end is a problem like any other, and no crash."""
    problem = the_problem(text)
    assert problem.where == "sheet.json"
    assert "deep" in problem.what


@pytest.mark.parametrize("depth", [99, 500, 3000])
def test_nesting_is_refused_before_it_is_parsed(depth: int) -> None:
    """A hundred brackets may be open at once: the parser in a browser has little stack."""
    problem = the_problem('{"answers": {"need": ' + "[" * depth + "]" * depth + "}}")
    assert "deep" in problem.what


@pytest.mark.parametrize(
    "text",
    [
        "[" * 500,
        '"' + "[" * 500,
        "\\\\" + "[" * 500,
        '\\"' + "{" * 500,
        "]" * 500 + "[{" * 500,
        "[" * 500 + "\\",
    ],
    ids=["brackets", "quote", "backslash", "quoted-quote", "closed-first", "backslash-last"],
)
def test_brackets_in_a_text_are_not_nested(text: str) -> None:
    """Brackets count where JSON nests, and not where they are part of a text."""
    assert parse_json(json.dumps({"a": text, "b": [text]}), "x") == {"a": text, "b": [text]}


@pytest.mark.parametrize("depth", [1, 10, 98])
def test_a_nested_level_is_no_level(depth: int) -> None:
    """Nesting that can be read is refused for what it is not: a level."""
    assert (
        "not a level"
        in the_problem('{"answers": {"need": ' + "[" * depth + "]" * depth + "}}").what
    )


@pytest.mark.parametrize(
    "text",
    ['{"answers": {"need": %s}}', '{"answers": {}, "on": %s}'],
    ids=["level", "date"],
)
def test_a_number_too_long_to_read_is_refused(text: str) -> None:
    """A number of thousands of digits is a problem like any other, and no crash."""
    assert the_problem(text % ("1" * 5000)).where.startswith("sheet.json")


def test_a_number_in_exponents_is_no_level() -> None:
    """A 2 written as 2e0 is a fraction to JSON, so it is not a level."""
    assert the_problem('{"answers": {"need": 2e0}}').where == "sheet.json: answers.need"


def test_a_number_too_large_is_no_level() -> None:
    """A number beyond what can be stored is refused as a level."""
    assert the_problem('{"answers": {"need": 1e999}}').where == "sheet.json: answers.need"


def test_other_json_is_parsed_as_it_stands() -> None:
    """Strictness leaves ordinary JSON alone."""
    data = {"a": [1, 2.5, None, True, "é"], "b": {}}
    assert parse_json('{"a": [1, 2.5, null, true, "\\u00e9"], "b": {}}', "x") == data
