"""The rules of a definition that no schema can tell: ids that clash, braces, keys twice, YAML."""

import re
from pathlib import Path

import pytest

from quiz.errors import InputError
from quiz.files.table import COLUMNS
from quiz.host.definition_file import load_definition, validate
from tests.unit.broken_definitions import NAME, edited, line_of, problems_of, the_problem, where
from tests.unit.shipped_definition import ALLOWED, DATA, SOURCE, TEXT

NAME_EN = r"^      en: need$"


def allowed_places() -> list[tuple[str, str]]:
    return sorted((place, name) for place, names in ALLOWED.items() for name in names)


def with_text(place: str, text: str) -> tuple[str, int, str]:
    """Put this text in the first place of that name; return the definition, line and path."""
    section, key = place.split(".")
    head, _, tail = TEXT.partition(f"\n{section}:\n")
    indent = "    " if section == "verdicts" else "  "
    given = f"{indent}{key}:\n{indent}  nl: '{text}'"
    if re.search(rf"^{indent}{key}:$", tail, re.MULTILINE):
        tail = edited(rf"^{indent}{key}:\n +nl: .*$", given, tail)
    elif section == "verdicts":  # a text that a verdict may leave out
        tail = edited(r"^  pursue:$", f"  pursue:\n{given}\n      en: x", tail)
    else:  # one of the phrases that a definition may leave out
        tail = f"{given}\n{indent}  en: x\n{tail}"
    whole = f"{head}\n{section}:\n{tail}"
    path = f"verdicts.pursue.{key}.nl" if section == "verdicts" else f"{place}.nl"
    return whole, line_of(rf"^ +nl: '{text}'", whole), path


@pytest.mark.parametrize(("place", "name"), allowed_places(), ids=" ".join)
def test_a_placeholder_may_stand_where_it_is_filled_in(place: str, name: str) -> None:
    """Each placeholder is accepted in the text that it belongs to."""
    text, _, _ = with_text(place, f"before {{{name}}} after")
    assert validate(text, NAME)["id"] == "five-conditions"


@pytest.mark.parametrize("place", sorted(ALLOWED))
def test_an_unknown_placeholder_is_told(place: str) -> None:
    """A placeholder that nothing fills in is told at its place, with those that may stand there."""
    text, line, path = with_text(place, "a {foo} b")
    problem = the_problem(text)
    assert problem.where == f"{NAME}:{line}: {path}"
    assert "{foo}" in problem.what
    assert all(f"{{{name}}}" in problem.fix for name in ALLOWED[place])


@pytest.mark.parametrize("brace", ["{foo}", "{}", "{", "}", "{ met }", "{met}", "{revisit}", "{0}"])
def test_braces_may_not_stand_elsewhere(brace: str) -> None:
    """In a text that takes no placeholder any brace is told."""
    text = edited(NAME_EN, f"      en: 'a {brace} b'")
    problem = the_problem(text)
    assert problem.where == where(text, r"en: 'a ", "conditions[0].name.en")
    assert brace in problem.what


@pytest.mark.parametrize("stray", ["{met} of {of", "{met} of of}", "{met}}", "{{met}"])
def test_a_stray_brace_beside_a_placeholder_is_told(stray: str) -> None:
    """A brace too many is told, even where placeholders may stand."""
    text, line, path = with_text("sentences.met", stray)
    assert the_problem(text).where == f"{NAME}:{line}: {path}"


def test_every_brace_in_a_text_is_told() -> None:
    """Two placeholders that nothing fills in, in one text, are two problems."""
    problems = problems_of(edited(NAME_EN, "      en: '{foo} {bar}'"))
    assert ["{foo}" in problem.what for problem in problems] == [True, False]


@pytest.mark.parametrize(
    ("pattern", "replacement", "path"),
    [
        (r"^version: 1$", "version: 1\nversion: 1", "version"),
        (r"^    weight: 1$", "    weight: 1\n    weight: 2", "conditions[0].weight"),
        (NAME_EN, "      en: a\n      en: b", "conditions[0].name.en"),
        (r"^  or:$", "  or:\n    nl: a\n    en: b\n  or:", "sentences.or"),
    ],
    ids=["top", "condition", "text", "sentence"],
)
def test_a_key_twice_is_told_at_the_second(pattern: str, replacement: str, path: str) -> None:
    """A key that appears twice is told on the line of the second one."""
    text = edited(pattern, replacement)
    second = replacement.rpartition("\n")[2]
    lines = [number for number, line in enumerate(text.splitlines(), 1) if line == second]
    first = line_of(pattern.rstrip("$"), TEXT)
    problem = the_problem(text)
    assert problem.where == f"{NAME}:{next(n for n in lines if n > first)}: {path}"
    assert "twice" in problem.what


def test_an_id_of_two_conditions_is_told_at_both() -> None:
    """Two conditions of one id are told, each on its own line."""
    text = edited(r"id: means$", "id: need")
    first, second = problems_of(text)
    assert first.where == where(text, r"- id: need", "conditions[0].id")
    line = line_of(r"- id: need\n(?=(.*\n)*  - id: trust)", text.replace("- id: need", "-", 1))
    assert second.where == f"{NAME}:{line}: conditions[1].id"


@pytest.mark.parametrize("column", COLUMNS)
def test_an_id_that_is_a_column_is_told(column: str) -> None:
    """A condition cannot be called as another column of the prospects' list is."""
    text = edited(r"id: need$", f"id: {column}")
    problem = the_problem(text)
    assert problem.where == where(text, rf"- id: {column}", "conditions[0].id")
    assert column in problem.what


def test_problems_of_both_kinds_are_told_at_once() -> None:
    """What breaks the schema does not hide braces and ids that are wrong elsewhere."""
    text = edited(r"^    weight: 1$", "    weight: 6", edited(NAME_EN, "      en: '{foo}'"))
    text = edited(r"id: means$", "id: note", text)
    assert [problem.where for problem in problems_of(text)] == [
        where(text, "weight: 6", "conditions[0].weight"),
        where(text, "{foo}", "conditions[0].name.en"),
        where(text, "id: note", "conditions[1].id"),
    ]


@pytest.mark.parametrize(
    ("pattern", "replacement", "line"),
    [
        (r"^    weight: 1$", "\tweight: 1", r"^\tweight"),
        (NAME_EN, "      en: need: more", r"en: need: more"),
        (NAME_EN, "      en: *nowhere", r"\*nowhere"),
        (NAME_EN, "      en: @need", r"@need"),
        (r"^version: 1$", "version: 1\n---\nid: x", r"^---"),
        (r"^version: 1$", " version: 1", r"^ version"),
        (NAME_EN, "      en: ne\x01ed", r"ne\x01ed"),
    ],
    ids=["tab", "colon", "alias", "at", "two-documents", "indent", "control"],
)
def test_what_is_no_yaml_is_told_with_its_line(pattern: str, replacement: str, line: str) -> None:
    """Where YAML breaks, the problem names the line, and says that it is the YAML."""
    text = edited(pattern, replacement)
    problem = the_problem(text)
    assert problem.where.startswith(where(text, line, "") + ":")
    assert "not YAML" in problem.what


def test_a_quote_that_is_not_closed_is_told_with_its_line() -> None:
    """A quote that is never closed runs on to the next one; the problem is told no earlier."""
    text = edited(NAME_EN, '      en: "need')
    _, line, column = the_problem(text).where.split(":")
    assert int(line) >= line_of('en: "need', text)
    assert int(column) > 0


def test_no_tag_runs_a_program() -> None:
    """A tag that asks for a Python object is refused and not followed."""
    text = edited(r"^version: 1$", "version: !!python/object/apply:os.getpid []")
    assert where(text, r"^version", "") in the_problem(text).where


@pytest.mark.parametrize("value", ["1" * 5000, r'"\ud83d"'], ids=["long-number", "half-a-sign"])
def test_what_cannot_be_read_is_told_with_its_line(value: str) -> None:
    """A number of thousands of digits, or half a sign, is a problem like any other: no crash."""
    text = edited(r"^version: 1$", f"version: {value}")
    assert the_problem(text).where.startswith(where(text, r"^version", ""))


def test_a_text_may_be_written_once_and_used_twice() -> None:
    """An anchor and its alias, as YAML has them, are read as the text they stand for."""
    text = edited(r"^      nl: behoefte\n      en: need$", "      nl: &a both\n      en: *a")
    assert validate(text, NAME)["conditions"][0]["name"] == {"nl": "both", "en": "both"}


def test_an_anchor_may_be_given_anew() -> None:
    """The name of an anchor counts from where it stands, without a word of the YAML reader."""
    anchored = "      nl: &a first\n      en: &a second"
    text = edited(r"^      nl: behoefte\n      en: need$", anchored)
    assert validate(text, NAME)["conditions"][0]["name"] == {"nl": "first", "en": "second"}


@pytest.mark.parametrize(
    ("pattern", "replacement"),
    [
        (r"^title:\n  nl: .*\n  en: .*$", "title: &t\n  nl: *t\n  en: x"),
        (r"^levels:$", "levels: &l\n  - *l"),
        (r"^version: 1$", f"version: {'[' * 50}{']' * 50}"),
        (r"^version: 1$", f"version: {'{a: ' * 50}1{'}' * 50}"),
    ],
    ids=["text-in-itself", "list-in-itself", "lists", "objects"],
)
def test_nesting_without_end_is_told_with_its_line(pattern: str, replacement: str) -> None:
    """What holds itself, or is nested far too deeply, is told on the line where that shows."""
    text = edited(pattern, replacement)
    problem = the_problem(text)
    name, number, *_ = problem.where.split(":")
    assert (name, "nested" in problem.what) == (NAME, True)
    start = line_of(f"^{replacement.partition(':')[0]}:", text)
    assert start <= int(number) <= start + replacement.count("\n")


def test_very_deep_nesting_is_refused() -> None:
    """Nesting too deep to read is a problem of the file, and no crash."""
    assert the_problem("[" * 1000 + "]" * 1000).where.startswith(NAME)


def test_a_file_may_begin_with_a_byte_order_mark(tmp_path: Path) -> None:
    """A definition saved with a byte order mark is read as the same data."""
    path = tmp_path / "own.yml"
    path.write_bytes(b"\xef\xbb\xbf" + SOURCE.read_bytes())
    assert load_definition(path) == DATA


def test_a_file_that_is_no_utf8_is_refused(tmp_path: Path) -> None:
    """A definition in another encoding is refused, with the line where that shows."""
    path = tmp_path / "own.yml"
    path.write_bytes(TEXT.encode("latin-1", errors="replace"))
    with pytest.raises(InputError) as caught:
        load_definition(path)
    (problem,) = caught.value.problems
    # The first line with a sign that the two encodings write differently.
    first = line_of("[\x80-\xff]", TEXT)
    assert problem.where == f"{path}:{first}"
    assert "UTF-8" in problem.fix


def test_a_file_that_is_not_there_is_an_error_of_the_system(tmp_path: Path) -> None:
    """A definition that is not there is no problem in a definition: the caller hears of it."""
    with pytest.raises(FileNotFoundError):
        load_definition(tmp_path / "missing.yml")


@pytest.mark.parametrize("reserved", ["stop", "id", "on"])
def test_an_id_that_means_something_else_is_told(reserved: str) -> None:
    """A condition cannot be called as sheets, records and links call something else."""
    text = edited(r"id: need$", f"id: {reserved}")
    problem = the_problem(text)
    assert problem.where == where(text, rf"- id: {reserved}", "conditions[0].id")
    assert reserved in problem.what
    assert problem.fix == "choose another id"


@pytest.mark.parametrize("reserved", ["needed_by", "not_before"])
def test_no_id_has_an_underscore(reserved: str) -> None:
    """So that what sheets call their dates is the id of no condition."""
    text = edited(r"id: need$", f"id: {reserved}")
    problem = the_problem(text)
    assert problem.where == where(text, rf"- id: {reserved}", "conditions[0].id")
    assert reserved in problem.what


def test_words_for_a_stop_are_there_whole_or_not_at_all() -> None:
    """A definition without the key is sound; one with a part of it lacks the rest."""
    whole = edited(r"^stop:\n(?:(?:  .*)?\n)+", "")
    assert "stop" not in validate(whole, "own.yml")
    part = edited(r"^  headline:\n    nl: .*\n    en: .*\n(?=  reason)", "")
    problem = the_problem(part)
    assert problem.where == where(part, "^stop:", "stop")
    assert problem.what == "headline missing"
