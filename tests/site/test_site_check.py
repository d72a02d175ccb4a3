"""The check's page keeps what scripts, tests and integrators rely on, and says the definition."""

import pytest

from quiz.definition import STOP, Condition, Definition
from tests.site.built_site import HOMES, Page, Site
from tests.site.site_tree import Element

MEND = """
The page of the check no longer says what quiz/conditions.yml says, or lacks something that others
rely on. See overrides/quiz/check/ and _question.html in kit/, and the fence in docs/*/check.md.
"""

VALUES = ["0", "1", "2", "3", "unknown"]


@pytest.fixture
def page(built: Site, language: str) -> Page:
    return built.pages[f"{HOMES[language]}check/"]


@pytest.fixture
def form(page: Page) -> Element:
    return page.html.one("form", "data-quiz")


def question(form: Element, condition: Condition) -> Element:
    """Return the group that asks about a condition."""
    return form.one("fieldset", "data-question", condition.id)


def test_the_form_asks_for_each_condition(form: Element, definition: Definition) -> None:
    """One group of radio buttons a condition, in its order, and below them the tick to stop.

    The days behind an answer are two fields that nobody has to fill in.
    """
    groups: dict[str, list[str]] = {}
    days = [control["name"] for control in form.all("input") if control["type"] == "date"]
    assert days == (["needed_by", "not_before"] if definition.dates_with else [])
    controls = [control for control in form.all("input") if control["type"] != "date"]
    if definition.stop:
        tick = controls.pop()
        assert (tick["type"], tick["name"]) == ("checkbox", STOP)
    for control in controls:
        assert control["type"] == "radio", control
        groups.setdefault(control["name"], []).append(control["value"])
    assert list(groups.items()) == [(key, VALUES) for key in definition.ids]


def test_no_answer_is_given_beforehand(form: Element) -> None:
    """Nothing is checked, and every answer can be."""
    assert [str(x) for name in ("checked", "disabled") for x in form.all("input", name)] == []


def test_only_script_adds_a_button_that_submits(page: Page) -> None:
    """Without script there is no button that does nothing: it waits in a template."""
    buttons = [
        button
        for button in page.article.all()
        if (button.tag == "button" and button["type"] not in ("button", "reset"))
        or (button.tag == "input" and button["type"] in ("submit", "image"))
    ]
    assert buttons
    assert [str(button) for button in buttons if not button.inside("template")] == []


def test_the_engine_is_idle(page: Page) -> None:
    """The one [data-engine] says so until script starts it."""
    assert page.html.one(has="data-engine")["data-engine"] == "idle"


def test_there_is_no_result_yet(page: Page) -> None:
    """[data-result] is hidden, and says nothing of a verdict."""
    result = page.html.one(has="data-result")
    assert "hidden" in result.attributes
    told = {"data-verdict", "data-score-low", "data-score-high", "data-weakest"}
    assert told & set(result.attributes) == set()


def test_the_result_has_a_place_for_each_condition(page: Page, definition: Definition) -> None:
    """[data-condition] with its data-level, once a condition, in order, and only in the result."""
    places = list(page.html.one(has="data-result").all(has="data-condition"))
    assert [place["data-condition"] for place in places] == list(definition.ids)
    assert [place.attributes.get("data-level") for place in places] == [""] * len(places)
    assert len(list(page.html.all(has="data-condition"))) == len(places)


def test_each_question_says_what_the_definition_says(
    form: Element, definition: Definition, language: str
) -> None:
    """Question, hint, help and note, word for word."""
    for number, condition in enumerate(definition.conditions, start=1):
        group = question(form, condition)
        assert group.one("legend").text == f"{number} {condition.question[language]}"
        said = [paragraph.text for paragraph in group.all("p")]
        note = [condition.note[language]] if condition.note else []
        assert said == [condition.hint[language], *note, condition.help[language]]


def test_each_answer_says_what_the_definition_says(
    form: Element, definition: Definition, language: str
) -> None:
    """The four rungs, and that one does not know; what that means is said where it differs."""
    label = definition.unknown["label"][language]
    for condition in definition.conditions:
        not_known = f"{label[:1].upper()}{label[1:]}"
        if condition.unknown or condition is definition.conditions[0]:
            not_known += f" {definition.not_known(condition.id)[language]}"
        said = {
            label.one("input")["value"]: label.text
            for label in question(form, condition).all("label")
        }
        rungs = [rung[language] for rung in condition.rungs]
        assert said == dict(zip(VALUES, [*rungs, not_known], strict=True))


def test_the_chain_says_what_the_definition_says(
    page: Page, definition: Definition, language: str
) -> None:
    """Each link of the result has the name of its condition, and the names of all levels."""
    for condition in definition.conditions:
        link = page.html.one(has="data-condition", value=condition.id)
        names = {span["data-when"]: span.text for span in link.all("span", "data-when")}
        assert condition.name[language].lower() in link.text.lower()
        levels = [level[language] for level in definition.levels]
        expected = dict(zip(VALUES, [*levels, definition.unknown["short"][language]], strict=True))
        assert names.pop("")
        assert names == expected


def test_without_script_the_way_leads_to_the_scorecard(built: Site, page: Page) -> None:
    """Whoever has no script finds the same check on paper, in the same language."""
    links = [link for part in page.article.all("noscript") for link in part.all("a", "href")]
    found = [built.url(built.target(page, link["href"])) for link in links]
    assert found == [f"{HOMES[page.language]}scorecard/"]
