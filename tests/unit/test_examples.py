"""The example sheets, which the site shows with their stories, tell the model's own tale."""

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from quiz.definition import OUTCOMES
from quiz.sheet import Answers, sheet_from
from tests.unit import oracle
from tests.unit.shipped import DEFINITION, LANGUAGES, result, said

FILE = Path(__file__).parents[2] / "overrides" / "quiz" / "examples.yml"
EXAMPLES: dict[str, dict[str, Any]] = YAML(typ="safe").load(FILE.read_text(encoding="utf-8"))
each_example = pytest.mark.parametrize("name", EXAMPLES)


def answers(name: str) -> Answers:
    return sheet_from({"answers": EXAMPLES[name]}, DEFINITION, name).answers


def test_each_verdict_has_an_example() -> None:
    """Among the examples are all five verdicts, and one that is certain with something open."""
    results = [result(answers(name)) for name in EXAMPLES]
    assert {r["verdict"] for r in results} == {*OUTCOMES, "find-out"}
    assert any(r["certain"] and r["unknown"] for r in results)


@each_example
def test_an_example_is_judged_as_the_model_says(name: str) -> None:
    """The whole result of the example is what the oracle works out."""
    expected = oracle.result(oracle.FIVE, answers(name))
    assert {key: result(answers(name))[key] for key in expected} == expected


@each_example
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_example_is_told_by_what_decided_it(name: str, language: str) -> None:
    """The reason names what decided it: one condition in its own words, several by name."""
    told = result(answers(name))
    decided = told["because"] or (told["unknown"] if told["verdict"] == "find-out" else [])
    why = said(answers(name), language).why
    for condition in decided:
        own = [text[language] for text in DEFINITION[condition].because]
        assert any(text in why for text in (*own, DEFINITION[condition].name[language]))
