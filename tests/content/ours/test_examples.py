"""The worked examples of this site, shown with their stories, tell the model's own tale."""

from datetime import date, timedelta
from typing import Any

import pytest
from ruamel.yaml import YAML

from quiz.definition import COMPLETE_VERDICTS, Definition
from quiz.report import as_data, report_on
from quiz.sheet import DAYS, Answers, Sheet, sheet_from
from quiz.wording import words
from tests.conftest import ROOT
from tests.unit import oracle
from tests.unit.shipped_definition import TODAY

MEND = """
The worked examples, overrides/quiz/examples.yml, no longer fit the definition. Give each an answer
to the conditions that quiz/conditions.yml has, and see that every verdict still has an example.
"""

FILE = ROOT / "overrides" / "quiz" / "examples.yml"
EXAMPLES: dict[str, dict[str, Any]] = YAML(typ="safe").load(FILE.read_text(encoding="utf-8"))
each_example = pytest.mark.parametrize("name", EXAMPLES)


def answers(definition: Definition, name: str) -> Answers:
    given = {key: level for key, level in EXAMPLES[name].items() if key not in DAYS}
    return sheet_from({"answers": given}, definition, name).answers


def result(definition: Definition, name: str) -> dict[str, Any]:
    return as_data(report_on(definition, Sheet(answers(definition, name)), TODAY))


def test_each_verdict_has_an_example(definition: Definition) -> None:
    """Among the examples are all five verdicts, and one that is certain with something open."""
    results = [result(definition, name) for name in EXAMPLES]
    assert {r["verdict"] for r in results} == {*COMPLETE_VERDICTS, "find-out"}
    assert any(r["certain"] and r["unknown"] for r in results)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", [name for name in EXAMPLES if "needed_by" in EXAMPLES[name]])
def test_an_example_with_a_day_is_parked_until_it_comes_near(
    definition: Definition, name: str, language: str
) -> None:
    """Its story names the day, and one looks again as long before it as the definition says."""
    needed_by = date.fromisoformat(EXAMPLES[name]["needed_by"])
    sheet = Sheet(answers(definition, name), needed_by=needed_by)
    again = as_data(report_on(definition, sheet, TODAY))["revisit"]
    assert again == (needed_by - timedelta(days=definition.lead_days)).isoformat()
    story = (ROOT / "docs" / language / "method.md").read_text(encoding="utf-8")
    month = definition.months[language][needed_by.month - 1]
    assert f"{needed_by.day} {month} {needed_by.year}" in story


@each_example
def test_an_example_is_judged_as_the_model_says(definition: Definition, name: str) -> None:
    """The whole result of the example is what the oracle works out."""
    rules = oracle.Rules(
        ids=definition.ids,
        gates=tuple(condition.when_absent for condition in definition.conditions),
        weights=tuple(condition.weight for condition in definition.conditions),
        first=tuple(condition.id for condition in definition.conditions if condition.first),
    )
    expected = oracle.result(rules, answers(definition, name))
    found = result(definition, name)
    assert {key: found[key] for key in expected} == expected


@each_example
@pytest.mark.parametrize("language", ["nl", "en"])
def test_an_example_is_told_by_what_decided_it(
    definition: Definition, name: str, language: str
) -> None:
    """The reason names what decided it: one condition in its own words, several by name."""
    report = report_on(definition, Sheet(answers(definition, name)), TODAY)
    told = as_data(report)
    decided = told["because"] or (told["unknown"] if told["verdict"] == "find-out" else [])
    why = words(report, language).why
    for condition in decided:
        own = [text[language] for text in definition[condition].because]
        assert any(text in why for text in (*own, definition[condition].name[language]))
