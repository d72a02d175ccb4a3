"""Exercises as people write them: what is wrong is told at its line, all of it at once."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from quiz.errors import InputError, Problem
from quiz.exercise import KINDS
from quiz.host.exercises import SCHEMA_FILE, Run, load_exercises
from tests.frozen import CONTENT
from tests.unit.test_deck_problems import GONE, Data, changed

EXERCISES = CONTENT / "quiz" / "exercises"

type Broken = tuple[str, str, object, str, str]
"""The kind, a path, the value to put there, the path that the problem names, and what it says."""


def sound(kind: str) -> Data:
    """Return the frozen exercise of a kind."""
    files = [YAML(typ="safe").load(file) for file in sorted(EXERCISES.glob("*.yml"))]
    return next(data for data in files if data["kind"] == kind)


def written(data: Data) -> str:
    return json.dumps(data, indent=1, ensure_ascii=False) + "\n"


def put(folder: Path, data: Data) -> Path:
    file = folder / f"{data['id']}.yml"
    file.write_text(written(data), encoding="utf-8")
    return file


def problems_in(folder: Path) -> tuple[Problem, ...]:
    with pytest.raises(InputError) as caught:
        load_exercises(folder)
    return caught.value.problems


def line_of(data: Data, path: str) -> int:
    """Return the line on which the value at a path is written."""
    return written(changed(data, path, "§§")).partition("§§")[0].count("\n") + 1


BROKEN: list[Broken] = [
    ("words", "parts.0.says.nl", "Nergens", "parts[0].says.nl", "not in the text"),
    ("words", "parts.1.says.en", "e", "parts[1].says.en", "twice or more in the text"),
    ("words", "marked", GONE, "", "marked missing"),
    ("words", "text", GONE, "", "text missing"),
    ("words", "parts.0.reply", {"nl": "x", "en": "x"}, "parts[0].reply", "not for the kind"),
    ("words", "day", "2027-09-01", "day", "not for the kind words"),
    ("words", "title.en", GONE, "title", "en missing"),
    ("words", "parts.1.why.nl", " ", "parts[1].why.nl", "the text is empty"),
    ("words", "kind", "poem", "kind", '"poem" is not one of words, order'),
    ("words", "colour", "red", "colour", "unknown key"),
    ("words", "parts.0.counts", "yes", "parts[0].counts", '"yes" is not'),
    ("order", "laid", GONE, "", "laid missing"),
    ("order", "laid", [1, 1, 2], "laid", "not the numbers of the parts"),
    ("order", "laid", [1, 2, 4], "laid", "not the numbers of the parts"),
    ("order", "laid", [1, 2, 3], "laid", "in the right order already"),
    ("order", "parts.0.takes", "3 days", "parts[0].takes", "not for the kind order"),
    ("question", "parts.0.reply", GONE, "parts[0]", "reply missing"),
    ("question", "parts.0.counts", True, "parts", "2 questions count"),
    ("count-back", "day", "2027-02-30", "day", "2027-02-30 is not a day"),
    ("count-back", "day", GONE, "", "day missing"),
    ("count-back", "parts.0.takes", GONE, "parts[0]", "takes missing"),
    ("count-back", "parts.1.takes", "2 months", "parts[1].takes", ""),
    ("count-back", "parts", [], "parts", "0 items"),
]


@pytest.mark.parametrize("broken", BROKEN, ids=lambda row: f"{row[0]}-{row[1]}")
def test_a_mistake_is_told_at_its_place(broken: Broken, tmp_path: Path) -> None:
    """One thing changed in a sound exercise is one problem, with its place and what to do."""
    kind, path, value, told_at, what = broken
    data = changed(sound(kind), path, value)
    file = put(tmp_path, data)
    (problem,) = problems_in(tmp_path)
    line, _, place = problem.where.removeprefix(f"{file}:").partition(": ")
    assert place == told_at
    assert what in problem.what
    assert problem.fix
    if told_at and value is not GONE:
        assert int(line) == line_of(data, told_at.replace("[", ".").replace("]", ""))


def test_words_come_in_the_order_of_the_text(tmp_path: Path) -> None:
    """Parts that are listed the other way round are told: a mark would come out elsewhere."""
    data = sound("words")
    data["parts"][0], data["parts"][1] = data["parts"][1], data["parts"][0]
    put(tmp_path, data)
    problems = problems_in(tmp_path)
    assert {problem.where.rpartition(": ")[2] for problem in problems} == {
        "parts[1].says.nl",
        "parts[1].says.en",
    }
    assert all("begins before the part above it ends" in problem.what for problem in problems)


def test_something_is_to_be_told_apart(tmp_path: Path) -> None:
    """Words that all count, or none, are no exercise."""
    data = sound("words")
    for part in data["parts"]:
        part["counts"] = True
    put(tmp_path, data)
    (problem,) = problems_in(tmp_path)
    assert problem.what == "nothing to tell apart"


def test_an_exercise_is_called_as_its_file(tmp_path: Path) -> None:
    """An id other than the name of the file is told, with the name to write."""
    (tmp_path / "need.yml").write_text(written({**sound("order"), "id": "wish"}), encoding="utf-8")
    (problem,) = problems_in(tmp_path)
    assert problem.where == f"{tmp_path / 'need.yml'}:2: id"
    assert problem.fix == "write need"


def test_all_problems_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    """Each file tells all that is wrong with it; what is no YAML is told as well."""
    broken = changed(changed(sound("words"), "marked", GONE), "title.nl", GONE)
    put(tmp_path, broken)
    put(tmp_path, changed(sound("order"), "laid", [3, 2, 1, 0]))
    (tmp_path / "zzz.yml").write_text("a: [", encoding="utf-8")
    assert len(problems_in(tmp_path)) == 4


def test_a_site_may_have_none(tmp_path: Path) -> None:
    """A folder that is empty, or not there, holds no exercises."""
    assert load_exercises(tmp_path) == load_exercises(tmp_path / "none") == {}


def test_each_kind_is_read() -> None:
    """The frozen exercises have all four kinds, each with the key that a request takes."""
    found = {exercise.kind: exercise for exercise in load_exercises(EXERCISES).values()}
    assert set(found) == set(KINDS)
    assert sorted(found["order"].laid) == list(range(len(found["order"].parts)))
    assert len(found["count-back"].days()) == len(found["count-back"].parts)
    for kind, exercise in found.items():
        assert exercise.as_key()["kind"] == kind


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_text_is_cut_where_its_parts_begin_and_end(language: str) -> None:
    """All runs together are the text, and each part is one of them, in order."""
    exercise = next(e for e in load_exercises(EXERCISES).values() if e.kind == "words")
    assert exercise.text is not None
    paragraphs = exercise.runs(language)
    whole = "\n\n".join("".join(run.text for run in paragraph) for paragraph in paragraphs)
    assert whole == exercise.text[language].strip()
    runs = [run for paragraph in paragraphs for run in paragraph if run.part is not None]
    assert runs == [Run(part.says[language], number) for number, part in enumerate(exercise.parts)]


def test_the_schema_of_an_exercise_is_one() -> None:
    """The file that documents the keys is itself a valid JSON Schema."""
    Draft202012Validator.check_schema(json.loads(SCHEMA_FILE.read_text(encoding="utf-8")))
