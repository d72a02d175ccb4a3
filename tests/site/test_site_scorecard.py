"""The paper scorecard says all that the check says, and leads to the same verdicts."""

from collections.abc import Callable, Mapping
from datetime import date
from itertools import product

import pytest
from tests.site.built_site import HOMES, Site
from tests.site.site_tree import Element

from quiz.definition import Definition
from quiz.report import report_on
from quiz.sheet import sheet_from

type Answers = Mapping[str, int | str]
type Rule = Callable[[Answers, Definition], bool]

ANY_DAY = date(2026, 11, 24)


@pytest.fixture(params=HOMES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def card(site: Site, language: str) -> Element:
    return site.pages[f"{HOMES[language]}scorecard/"].article.one(has="class", value="card")


def gate(definition: Definition, verdict: str) -> list[str]:
    return [item.id for item in definition.conditions if item.when_absent == verdict]


def at_zero(verdict: str) -> Rule:
    return lambda answers, definition: any(answers[key] == 0 for key in gate(definition, verdict))


def open_question(answers: Answers, definition: Definition) -> bool:
    """A question mark; those that can be repaired do not count when something is at 0 or 1."""
    marks = {key for key, answer in answers.items() if answer == "unknown"}
    weak = any(answer in (0, 1) for answer in answers.values())
    return bool(marks - (set(gate(definition, "develop")) if weak else set()))


RULES: Mapping[str, Rule] = {
    "walk-away": at_zero("walk-away"),
    "park": at_zero("park"),
    "find-out": open_question,
    "pursue": lambda answers, _: all(answer in (2, 3) for answer in answers.values()),
    "develop": lambda *_: True,
}
"""What the card's rules say, in their order: the first that holds."""


def test_each_question_is_on_the_card(card: Element, definition: Definition, language: str) -> None:
    """All conditions in order, each with its four rungs and the question mark."""
    unknown = definition.unknown
    label = unknown["label"][language]
    mark = f"? {label[:1].upper()}{label[1:]}. {unknown['note'][language]}"
    for number, (condition, row) in enumerate(
        zip(definition.conditions, card.all("section", "class", "card__row"), strict=True), start=1
    ):
        assert row.one("h3").text == f"{number}. {condition.question[language]}"
        rungs = [f"{level} {rung[language]}" for level, rung in enumerate(condition.rungs)]
        assert [item.text for item in row.all("li")] == [*rungs, mark]


def test_each_rule_is_on_the_card(card: Element, definition: Definition, language: str) -> None:
    """Every verdict has its rule, in the order that decides, and names the conditions it needs."""
    rules = list(card.one("section", "class", "card__rules").all("li"))
    verdicts = [rule.one(has="data-verdict") for rule in rules]
    assert [verdict["data-verdict"] for verdict in verdicts] == list(RULES)
    for rule, verdict in zip(rules, verdicts, strict=True):
        key = verdict["data-verdict"]
        assert verdict.text == definition.verdicts[key]["name"][language]
        about = {"find-out": "develop", "walk-away": "walk-away", "park": "park"}.get(key, "")
        for condition in gate(definition, about):
            assert definition[condition].name[language] in rule.text


def test_paper_and_engine_agree(definition: Definition) -> None:
    """The card's rules give each of the 3125 sheets the verdict that the engine gives it."""
    differ = []
    for given in product((0, 1, 2, 3, "unknown"), repeat=len(definition.ids)):
        answers = dict(zip(definition.ids, given, strict=True))
        paper = next(verdict for verdict, holds in RULES.items() if holds(answers, definition))
        sheet = sheet_from({"answers": answers}, definition)
        engine = report_on(definition, sheet, ANY_DAY).verdict
        if paper != engine:
            differ.append((answers, paper, engine))
    assert differ == []
