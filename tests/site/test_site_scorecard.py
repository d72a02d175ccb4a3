"""The paper scorecard says all that the check says, and the rules that lead to a verdict."""

import pytest

from quiz.definition import Definition
from tests.site.built_site import HOMES, Site
from tests.site.site_tree import Element

MEND = """
The paper scorecard no longer says what quiz/conditions.yml says: see
overrides/quiz/article/scorecard.html, and the fence in docs/*/scorecard.md.
"""

RULES = {
    "walk-away": "walk-away",
    "park": "park",
    "find-out": "develop",
    "pursue": None,
    "develop": None,
}
"""The verdicts in the order of their rules; each with what its conditions lead to when absent."""


@pytest.fixture
def card(built: Site, language: str) -> Element:
    return built.pages[f"{HOMES[language]}scorecard/"].article.one("div", "class", "card")


def test_each_question_is_on_the_card(card: Element, definition: Definition, language: str) -> None:
    """All conditions in order, each with its four rungs and the question mark."""
    label = definition.unknown["label"][language]
    mark = f"? {label[:1].upper()}{label[1:]}."
    rows = list(card.all("section", "class", "card__row"))
    assert len(rows) == len(definition.conditions)
    for number, (condition, row) in enumerate(zip(definition.conditions, rows, strict=True), 1):
        headings = [element.text for element in row.all() if element.tag in ("h2", "h3")]
        assert headings == [f"{number}. {condition.question[language]}"]
        rungs = [f"{level} {rung[language]}" for level, rung in enumerate(condition.rungs)]
        assert [item.text for item in row.all("li")] == [
            *rungs,
            f"{mark} {definition.not_known(condition.id)[language]}",
        ]


def test_the_rules_are_on_the_card(card: Element, definition: Definition, language: str) -> None:
    """Every verdict has its rule, in the order that decides, and by its name."""
    rules = card.one("section", "class", "card__rules")
    found = [(item["data-verdict"], item.text) for item in rules.all(has="data-verdict")]
    stop = ["walk-away"] if definition.stop else []
    keys = [*stop, *RULES]
    assert found == [(key, definition.verdicts[key]["name"][language]) for key in keys]


def test_who_asked_not_to_be_contacted_is_on_the_card(
    card: Element, definition: Definition, language: str
) -> None:
    """A box for it below the questions, and what it means before the rules."""
    assert definition.stop is not None
    assert card.one("p", "class", "card__stop").text.strip() == definition.stop["label"][language]
    before, after = card.text.split(definition.stop["label"][language])
    assert definition.conditions[-1].question[language] in before
    rule = card.one("p", "class", "card__first").text
    assert after.index(rule) < after.index(card.one("ol", "class", "card__verdicts").text)


def test_a_rule_names_the_conditions_that_it_is_about(
    card: Element, definition: Definition, language: str
) -> None:
    """Those and no others: what a 0 at them leads to is what the definition says."""
    rules = card.one("section", "class", "card__rules").all("li")
    for rule, absent in zip(rules, RULES.values(), strict=True):
        words = rule.one("span").text
        named = {item.id for item in definition.conditions if item.name[language] in words}
        assert named == {item.id for item in definition.conditions if item.when_absent == absent}
