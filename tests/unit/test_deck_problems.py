"""A deck that is wrong: one thing changed in a sound case, told with its file, line and path."""

import json
from copy import deepcopy
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from quiz.errors import InputError, Problem
from quiz.host.deck import SCHEMA_FILE, load_deck
from tests.frozen import CASES
from tests.unit.broken_definitions import edited, line_of
from tests.unit.shipped_definition import DEFINITION, LANGUAGES

type Data = dict[str, Any]

ALONE, ONE, OTHER, THIRD = "webshop-returns", "farm-silo", "farm-silo-later", "bakery-oven"
GONE = object()
"""Put in the place of a value it takes the key away."""


def sound(case: str = ALONE) -> Data:
    data: Data = YAML(typ="safe").load(CASES / f"{case}.yml")
    return data


def changed(data: Data, path: str, value: object) -> Data:
    """Return a copy with another value, or none, at a path such as `key.need.words.nl.0`."""
    copy = deepcopy(data)
    *steps, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    place: Any = copy
    for step in steps:
        place = place[step]
    if value is GONE:
        del place[last]
    else:
        place[last] = value
    return copy


def written(data: Data) -> str:
    """Write a case with each value on a line of its own."""
    return json.dumps(data, indent=1, ensure_ascii=False) + "\n"


def place_of(path: str, data: Data) -> str:
    """Return how a problem names this path: its line, where a mark stands in its stead, and it."""
    if not path:
        return "1"
    before, _, _ = written(changed(data, path, "§§")).partition("§§")
    steps = [f"[{step}]" if step.isdigit() else f".{step}" for step in path.split(".")]
    return f"{before.count('\n') + 1}: {''.join(steps)[1:]}"


def put(folder: Path, *cases: Data, **texts: str) -> None:
    """Write these cases to files called after their ids, and these texts to others."""
    for case in cases:
        (folder / f"{case['id']}.yml").write_text(written(case), encoding="utf-8")
    for name, text in texts.items():
        (folder / f"{name}.yml").write_text(text, encoding="utf-8")


def problems_in(folder: Path) -> tuple[Problem, ...]:
    with pytest.raises(InputError) as caught:
        load_deck(DEFINITION, folder)
    assert all(problem.what and problem.fix for problem in caught.value.problems)
    return caught.value.problems


def places_in(folder: Path) -> list[str]:
    return [problem.where.removeprefix(f"{folder}/") for problem in problems_in(folder)]


RUN = {language: sound()["key"]["need"]["words"][language][0] for language in LANGUAGES}
BOTH = {language: [run] for language, run in RUN.items()}
EXTRA = {"level": "unknown", "why": {"nl": "x", "en": "x"}}
FOUR = RUN["en"].split()[:4]
L = "key.need.level"


class Broken(NamedTuple):
    """The value to put at a path, the path that the problem names, what it says and advises."""

    name: str
    path: str
    value: object
    told_at: str
    what: str
    fix: str


BROKEN: tuple[tuple[str, str, object, str, str, str], ...] = (
    ("focus", "focus", "luck", "focus", "luck is not a condition", "one of need, means, trust"),
    ("difficulty", "difficulty", "dull", "difficulty", '"dull" is not one of easy', "fair or hard"),
    ("form", "form", "poem", "form", '"poem" is not one of notes, mail', "dialogue or crm"),
    ("missing", "key.means", GONE, "key", "means missing", "a level, or unknown"),
    ("extra", "key.luck", EXTRA, "key.luck", "no such condition", "need, means, trust"),
    ("level-4", L, 4, L, "4 is not one of 0, 1, 2, 3, unknown", "0 to 3, or unknown"),
    ("level-true", L, True, L, "true is not one of 0, 1, 2, 3, unknown", "0 to 3, or unknown"),
    ("level-text", L, "2", L, '"2" is not one of 0, 1, 2, 3, unknown', "0 to 3, or unknown"),
    ("level-point", L, 2.0, L, "2.0", "0 to 3, or unknown"),
    ("level-missing", L, GONE, "key.need", "level missing", ""),
    ("answer", "key.need", "2", "key.need", '"2" is not an object', ""),
    ("nl-run", "key.need.words.nl.1", "Nee", "key.need.words.nl.1", "“Nee” is not", "they stand"),
    ("en-run", "key.need.words.en.0", "Yo", "key.need.words.en.0", "“Yo” is not", "they stand"),
    ("other-run", "key.need.words.en", [RUN["nl"]], "key.need.words.en.0", "is not in", "quote"),
    ("capitals", "key.need.words.nl.0", RUN["nl"].upper(), "key.need.words.nl.0", "not in", ""),
    ("unknown", "key.means.words", BOTH, "key.means.words", "for an unknown", "take them out"),
    ("unsupported", "key.need.words", GONE, "key.need", "no words support", "in each language"),
    ("no-en-run", "key.need.words.en", GONE, "key.need.words", "en missing", "runs of words"),
    ("no-run", "key.need.words.nl", [], "key.need.words.nl", "0 items where 1 to 3", "runs"),
    ("four-runs", "key.need.words.en", FOUR, "key.need.words.en", "4 items where 1 to 3", "runs"),
    ("title-en", "title.en", GONE, "title", "en missing", "gives nothing away"),
    ("why-nl", "key.trust.why.nl", GONE, "key.trust.why", "nl missing", "why this level"),
    ("title-fr", "title.fr", "x", "title.fr", "unknown key", "take it out"),
    ("lesson-blank", "lesson.nl", " ", "lesson.nl", "the text is empty", "to remember"),
    ("lesson-long", "lesson.en", "x" * 3001, "lesson.en", "3000", "to remember"),
    ("lesson-missing", "lesson", GONE, "", "lesson missing", ""),
    ("key-unknown", "colour", "red", "colour", "unknown key", "mend its spelling"),
    ("key-within", "key.urgency.hue", 5, "key.urgency.hue", "unknown key", "mend its spelling"),
)


@pytest.mark.parametrize("broken", [Broken(*row) for row in BROKEN], ids=lambda row: row.name)
def test_a_broken_case_is_told_at_its_place(broken: Broken, tmp_path: Path) -> None:
    """One mistake is one problem: file, line and path are right, and it says what to do."""
    data = changed(sound(), broken.path, broken.value)
    put(tmp_path, data)
    (problem,) = problems_in(tmp_path)
    assert problem.where == f"{tmp_path / ALONE}.yml:{place_of(broken.told_at, data)}"
    assert broken.what in problem.what
    assert broken.fix in problem.fix


@pytest.mark.parametrize("case", ["webshop", "webshop-returns-two"])
def test_a_case_is_called_as_its_file(case: str, tmp_path: Path) -> None:
    """An id other than the name of the file is told at its line, with the name to write."""
    data = changed(sound(), "id", case)
    put(tmp_path, **{ALONE: written(data)})
    (problem,) = problems_in(tmp_path)
    assert problem.where == f"{tmp_path / ALONE}.yml:2: id"
    assert problem.what == f"{case} is not the name of the file"
    assert problem.fix == f"write {ALONE}"


def of_words(count: int, language: str) -> Data:
    """Return a case whose text in this language has so many words, its evidence among them."""
    key: Data = sound()["key"]
    runs = [run for item in key.values() for run in item.get("words", {}).get(language, ())]
    filling = count - len(" ".join(runs).split())
    assert filling > 0
    return changed(sound(), f"text.{language}", "\n\n".join([*runs, "x " * filling]))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("count", [79, 151])
def test_a_case_too_short_or_too_long_is_refused(language: str, count: int, tmp_path: Path) -> None:
    """79 words or 151, in either language, are told at the text of that language."""
    data = of_words(count, language)
    put(tmp_path, data)
    place = f"{tmp_path / ALONE}.yml:{place_of(f'text.{language}', data)}"
    assert problems_in(tmp_path) == (
        Problem(place, f"{count} words", "keep it between 80 and 150"),
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("count", [80, 150])
def test_a_case_may_be_short_or_long(language: str, count: int, tmp_path: Path) -> None:
    """80 words, and 150, are as they should be."""
    put(tmp_path, of_words(count, language))
    assert [case.id for case in load_deck(DEFINITION, tmp_path)] == [ALONE]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_is_there_in_each_language(language: str, tmp_path: Path) -> None:
    """A text that lacks a language is told where the text is, before anything that follows."""
    data = changed(sound(), f"text.{language}", GONE)
    put(tmp_path, data)
    first, *_ = problems_in(tmp_path)
    assert first.where == f"{tmp_path / ALONE}.yml:{place_of('text', data)}"
    assert first.what == f"{language} missing"


def test_words_stand_within_one_paragraph(tmp_path: Path) -> None:
    """Words that go on in the next paragraph are refused: no piece of the text would show them."""
    first, second, *_ = sound()["text"]["en"].split("\n\n")
    data = changed(sound(), "key.need.words.en.0", f"{first[-9:]}\n\n{second[:9]}")
    put(tmp_path, data)
    (problem,) = problems_in(tmp_path)
    assert problem.where.endswith(place_of("key.need.words.en.0", data))


@pytest.mark.parametrize(
    ("pattern", "replacement", "line", "path"),
    [
        (r"^focus: .*$", "focus: luck", r"^focus: luck", ": focus"),
        (r"^form: (.*)$", "form: crm\nform: crm", r"^form: crm\n(?!form)", ": form"),
        (r"\Z", "colour: red\n", r"^colour", ": colour"),
        (r"^form: .*$", "form: [crm", r"^title", ":6"),
        (r"^form: .*$", "form: crm: crm", r"^form", ":10"),
    ],
    ids=["focus", "twice", "colour", "bracket", "colon"],
)
def test_a_line_of_yaml_is_told(
    pattern: str, replacement: str, line: str, path: str, tmp_path: Path
) -> None:
    """In a case as people write it the line is right too; bad YAML is told with its column."""
    source = (CASES / f"{ALONE}.yml").read_text(encoding="utf-8")
    text = edited(pattern, replacement, source)
    put(tmp_path, **{ALONE: text})
    assert places_in(tmp_path) == [f"{ALONE}.yml:{line_of(line, text)}{path}"]


@pytest.mark.parametrize("text", ["", "- a\n", "five\n", "# nothing\n"])
def test_a_case_is_an_object(text: str, tmp_path: Path) -> None:
    """A file that is empty, or holds anything but keys, is refused as a whole."""
    put(tmp_path, empty=text)
    assert places_in(tmp_path) == ["empty.yml:1"]


def test_a_case_is_utf_8(tmp_path: Path) -> None:
    """A file in another encoding is refused at the line where that shows, as are the others."""
    (tmp_path / "a.yml").write_bytes("id: a\nform: één".encode("latin-1"))
    put(tmp_path, b="")
    assert places_in(tmp_path) == ["a.yml:2", "b.yml:1"]


def pair(one: object = OTHER, other: object = ONE) -> tuple[Data, Data]:
    return changed(sound(ONE), "pair", one), changed(sound(OTHER), "pair", other)


@pytest.mark.parametrize(
    ("one", "other", "blamed"),
    [
        ("nobody", GONE, [ONE]),
        (OTHER, GONE, [ONE]),
        (OTHER, THIRD, [OTHER, ONE]),
        (THIRD, GONE, [ONE]),
        (THIRD, THIRD, [OTHER, ONE]),
        (ONE, GONE, [ONE]),
    ],
    ids=["nobody", "one-sided", "elsewhere", "taken", "both-taken", "itself"],
)
def test_a_pair_names_each_other(
    one: object, other: object, blamed: list[str], tmp_path: Path
) -> None:
    """A look-alike that is not there, is itself, or names another one is told at its line."""
    cases = {case["id"]: case for case in pair(one, other)}
    put(tmp_path, *cases.values(), sound(THIRD), sound(f"{THIRD}-two"))
    problems = {
        problem.where.removeprefix(f"{tmp_path}/"): problem for problem in problems_in(tmp_path)
    }
    assert sorted(problems) == [f"{case}.yml:{place_of('pair', cases[case])}" for case in blamed]
    for case, (_, problem) in zip(blamed, sorted(problems.items()), strict=True):
        assert str(cases[case]["pair"]) in problem.what
        assert case in problem.fix


def test_a_look_alike_of_a_broken_case_is_not_blamed(tmp_path: Path) -> None:
    """When one of a pair is broken, its look-alike, which is right, is not told of."""
    one, other = pair()
    put(tmp_path, changed(one, "form", "poem"), other)
    assert places_in(tmp_path) == [f"{ONE}.yml:{place_of('form', one)}"]


def test_a_case_is_alone_once_its_look_alike_is_replaced(tmp_path: Path) -> None:
    """A team's own case in the place of one of ours has the look-alike that it names, or none."""
    ours, own = tmp_path / "ours", tmp_path / "own"
    ours.mkdir()
    own.mkdir()
    put(ours, *pair(), sound())
    mine = changed(sound(OTHER), "pair", THIRD)
    put(own, mine, changed(sound(THIRD), "pair", OTHER))
    deck = load_deck(DEFINITION, ours, own)
    assert {case.id: case.pair for case in deck} == {
        ONE: None,
        ALONE: None,
        OTHER: THIRD,
        THIRD: OTHER,
    }
    put(own, changed(mine, "pair", ONE), changed(sound(THIRD), "pair", GONE))
    assert {case.id: case.pair for case in load_deck(DEFINITION, ours, own)} == {
        ONE: OTHER,
        ALONE: None,
        OTHER: ONE,
        THIRD: None,
    }


def test_all_problems_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    """Each file tells all that is wrong with it, in the order of its lines; files go by name."""
    broken = changed(changed(sound(), "focus", "luck"), "key.need.words.nl.0", "Nee")
    other = changed(sound("housing-stairs"), "form", "poem")
    put(tmp_path, broken, other, changed(sound(ONE), "pair", GONE), bad="a: [")
    assert places_in(tmp_path) == [
        "bad.yml:1:5",
        f"housing-stairs.yml:{place_of('form', other)}",
        f"{ALONE}.yml:{place_of('focus', broken)}",
        f"{ALONE}.yml:{place_of('key.need.words.nl.0', broken)}",
    ]


def test_a_folder_of_its_own(tmp_path: Path) -> None:
    """A deck elsewhere is read like that of the package; what is no YAML file is passed over."""
    put(tmp_path, *pair(), sound())
    (tmp_path / "notes.txt").write_text("x", encoding="utf-8")
    assert [case.id for case in load_deck(DEFINITION, tmp_path)] == [ONE, ALONE, OTHER]


def test_the_schema_of_a_case_is_one() -> None:
    """The file that documents the keys is itself a valid JSON Schema."""
    Draft202012Validator.check_schema(json.loads(SCHEMA_FILE.read_text(encoding="utf-8")))
