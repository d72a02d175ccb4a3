"""The exercises and drawings of this site: one of each a lesson, and their sums come out."""

import re
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from ruamel.yaml import YAML

from quiz.definition import Definition
from quiz.exercise import KINDS, time_of
from quiz.host.exercises import Exercise, load_exercises
from tests.conftest import ROOT

MEND = """
An exercise, quiz/exercises/, or a drawing, overrides/quiz/lesson/, does not fit its lesson. Mend
what is named above: each lesson has one of either, all four kinds of exercise occur, and a day or
a sum is the same wherever it stands.
"""

LANGUAGES = ("nl", "en")
LESSONS = ("need", "means", "trust", "urgency", "attention", "letting-go")
EXERCISES = load_exercises()
DRAWINGS: dict[str, Any] = YAML(typ="safe").load(
    (ROOT / "overrides" / "quiz" / "lesson" / "drawings.yml").read_text(encoding="utf-8")
)
each_language = pytest.mark.parametrize("language", LANGUAGES)
each_exercise = pytest.mark.parametrize("exercise", EXERCISES.values(), ids=list(EXERCISES))


def lesson(name: str, language: str) -> str:
    return (ROOT / "docs" / language / "training" / f"{name}.md").read_text(encoding="utf-8")


def shapes(name: str) -> str:
    file = ROOT / "overrides" / "quiz" / "lesson" / f"_{name}.html"
    return file.read_text(encoding="utf-8")


def amounts(text: str) -> set[int]:
    """Return the whole numbers in a text, thousands in either way of writing them."""
    return {int(re.sub(r"[.,]", "", found)) for found in re.findall(r"\d+(?:[.,]\d{3})*", text)}


@each_language
@pytest.mark.parametrize("name", LESSONS)
def test_each_lesson_has_one_exercise_and_a_drawing(name: str, language: str) -> None:
    """Both are its own, and the exercise comes before the cases."""
    text = lesson(name, language)
    assert text.count(f"```quiz\nexercise {name}\n```") == text.count("\nexercise ") == 1
    assert text.count(f"```quiz\ndrawing {name}\n```") == text.count("\ndrawing ") == 1
    assert text.index(f"exercise {name}") < text.index(f"cases {name}")
    assert set(EXERCISES) == set(DRAWINGS) == set(LESSONS)


def test_all_four_kinds_occur() -> None:
    """A learner marks, puts in order, chooses and counts; no kind is asked for in half of them."""
    kinds = [exercise.kind for exercise in EXERCISES.values()]
    assert set(kinds) == set(KINDS)
    assert max(kinds.count(kind) for kind in KINDS) < len(kinds) / 2


@each_exercise
def test_a_reason_is_a_sentence_of_its_own(exercise: Exercise) -> None:
    """Each part says why in both languages, and no two parts say the same."""
    for language in LANGUAGES:
        whys = [part.why[language] for part in exercise.parts]
        assert len(set(whys)) == len(whys)
        assert all(why.endswith((".", "”")) and len(why.split()) >= 5 for why in whys)


@each_exercise
def test_the_right_answer_cannot_be_seen_from_its_length(exercise: Exercise) -> None:
    """The best question is not the longest, or the learner could choose with closed eyes."""
    if exercise.kind == "question":
        for language in LANGUAGES:
            longest = max(exercise.parts, key=lambda part: len(part.says[language]))
            assert not longest.counts


@each_language
def test_what_is_counted_back_is_in_the_text(language: str, definition: Definition) -> None:
    """The day, and how long each step takes, are what the story says."""
    units = {"nl": {"days": "dagen", "weeks": "weken"}, "en": {"days": "days", "weeks": "weeks"}}
    for exercise in EXERCISES.values():
        if exercise.day is None:
            continue
        assert exercise.text is not None
        month = definition.months[language][exercise.day.month - 1]
        story = exercise.text[language]
        assert f"{exercise.day.day} {month} {exercise.day.year}" in story
        for part in exercise.parts:
            number, unit = part.takes.split()
            assert f"{number} {units[language][unit]}" in story
        days = exercise.days()
        assert all(later > earlier for later, earlier in pairwise([exercise.day, *days]))
        assert sum((time_of(part.takes) for part in exercise.parts), timedelta()) == (
            exercise.day - days[-1]
        )


@each_language
def test_doing_nothing_costs_what_the_drawing_says(language: str) -> None:
    """Thirty candles a month at ten each come to 300, and to 3,600 in a year of twelve steps."""
    labels = DRAWINGS["need"]["labels"]
    a_month, price = sorted(amounts(labels["each"][language]), reverse=True)
    year = a_month * price * 12
    assert amounts(labels["total"][language]) == {year}
    assert {a_month * price, year} <= amounts(DRAWINGS["need"]["told"][language])
    for path in re.findall(r' d="([^"]+h25[^"]*)"', shapes("need")):
        assert path.count("h25") == 12
    said = {"nl": ("dertig", "een tientje"), "en": ("thirty", "ten pounds")}[language]
    assert all(words in lesson("need", language) for words in said)


@each_language
def test_the_vote_begins_where_the_lesson_says(language: str) -> None:
    """Above five thousand the members or trustees decide, in the story as in the drawing."""
    means = DRAWINGS["means"]
    assert amounts(means["labels"]["third_does"][language]) == {5000}
    assert 5000 in amounts(means["told"][language])
    assert {"nl": "vijfduizend", "en": "five thousand"}[language] in lesson("means", language)


@each_language
def test_the_wedding_counts_back_to_the_order(language: str) -> None:
    """14 June less three days is 11 June, less six weeks 30 April: as drawn, and as said."""
    wedding = date(2026, 6, 14)
    machines = wedding - time_of("3 days")
    order = machines - time_of("6 weeks")
    months = {"nl": {6: "juni", 4: "april"}, "en": {6: "June", 4: "April"}}[language]
    labels = DRAWINGS["urgency"]["labels"]
    for day, label in ((wedding, "wedding_on"), (machines, "in_on"), (order, "order_on")):
        said = f"{day.day} {months[day.month]}"
        assert labels[label][language] == said
        assert said in DRAWINGS["urgency"]["told"][language]
    assert f"{order.day} {months[order.month]}" in lesson("urgency", language)
    assert 6 in amounts(labels["factory"][language])
    assert 3 in amounts(labels["trial"][language])


@each_language
def test_the_hours_are_those_of_the_table(language: str) -> None:
    """Each bar is seven hours long, cut where the table of the lesson says."""
    rows = re.findall(r"^\|[^|]+\| (\d+(?:[.,]\d)?) \|$", lesson("letting-go", language), re.M)
    hours = [float(row.replace(",", ".")) for row in rows]
    assert sum(hours) == 7
    before, after = (
        [int(x) for path in paths for x in re.findall(r"M(\d+) ", path)]
        for paths in (
            re.findall(r'd="(M5 28h350[^"]+)"', shapes("letting-go")),
            re.findall(r'd="(M(?:5|30) 130h[^"]+)"', shapes("letting-go")),
        )
    )
    assert [(end - begin) / 50 for begin, end in pairwise([*sorted(before), 355])] == hours
    spent = [(end - begin) / 50 for begin, end in pairwise([*sorted(after), 355])]
    assert spent == [0.5, 2.5, 2.5, 1.5]  # the goodbye, two visits, nine calls


@each_language
@pytest.mark.parametrize("name", LESSONS)
def test_a_drawing_says_all_its_labels(name: str, language: str) -> None:
    """Each label stands in the shapes, and no label is asked for that is not there."""
    labels = DRAWINGS[name]["labels"]
    assert set(re.findall(r"label\.(\w+)", shapes(name))) == set(labels)
    assert all(text[language].strip() for text in labels.values())
    assert len(DRAWINGS[name]["told"][language].split()) >= 20
