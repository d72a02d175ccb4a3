"""A lesson as it is built: its drawing, its exercise, and the way on at its end."""

import re

import pytest

from quiz.host.team import read_settings, team_folder
from tests.site.built_site import HOMES, ROOT, Site
from tests.site.site_tree import Element

MEND = """
A lesson has a drawing with a name, an exercise whose answer can be read without a script, and a
button at its end that leads to the next lesson: docs/nl/training/ and docs/en/training/.
"""

LESSONS = ("need", "means", "trust", "urgency", "attention", "letting-go")
FOLLOWS = dict(zip(LESSONS, (*LESSONS[1:], ""), strict=True))
"""The lesson after each; after the last one the overview."""

each_lesson = pytest.mark.parametrize("lesson", LESSONS)
each_language = pytest.mark.parametrize("language", HOMES)


def article(built: Site, language: str, lesson: str) -> Element:
    return built.pages[f"{HOMES[language]}training/{lesson}/"].article


@each_lesson
@each_language
def test_a_lesson_leads_on_to_the_next(built: Site, language: str, lesson: str) -> None:
    """The last link of a lesson is a button to the next one; the last lesson's to the overview."""
    page = built.pages[f"{HOMES[language]}training/{lesson}/"]
    *_, last = page.article.all("a", "class", "button")
    after = FOLLOWS[lesson]
    url = f"{HOMES[language]}training/{after}{'/' if after else ''}"
    assert built.url(built.target(page, last["href"])) == url


@each_lesson
@each_language
def test_a_drawing_has_a_name_and_small_bytes(built: Site, language: str, lesson: str) -> None:
    """It is one picture with a name, its labels are text, and it weighs less than 6 kB."""
    [figure] = [
        figure
        for figure in article(built, language, lesson).all("figure")
        if "drawing" in figure["class"].split()
    ]
    picture = figure.one("svg")
    assert picture["role"] == "img"
    assert len(picture["aria-label"].split()) >= 20
    assert len(list(picture.all("text"))) >= 5
    html = (built.folder / f"{HOMES[language]}training/{lesson}/index.html").read_text("utf-8")
    drawn = re.search(r'<figure class="drawing.*?</figure>', html, re.DOTALL)
    assert drawn is not None
    assert len(drawn[0].encode()) < 6000


@each_lesson
@each_language
def test_an_exercise_can_be_done_without_a_script(built: Site, language: str, lesson: str) -> None:
    """Its form is there, and in a fold the answer with a reason for each part: all to be read."""
    exercise = article(built, language, lesson).one("quiz-exercise")
    fold = exercise.one("details")
    parts = list(fold.all("li", "class", "part"))
    assert len(parts) >= 3
    assert exercise.one("form").text
    whys = list(fold.all("p", "class", "part__why"))
    assert len(whys) == len(parts)
    assert all("hidden" not in e.attributes for e in (exercise, fold, *parts, *whys))


def test_a_lesson_is_a_text_of_one_source() -> None:
    """The words of a drawing are in drawings.yml alone: no template says any of its own."""
    for file in (ROOT / "overrides" / "quiz" / "lesson").glob("_*.html"):
        source = re.sub(r"\{#.*?#\}|\{\{.*?\}\}|\{%.*?%\}|<[^>]*>", "", file.read_text("utf-8"))
        assert re.findall(r"[^\W\d_]{2,}", source) == [], file.name


@each_language
def test_a_group_is_proposed_cases_of_no_lesson(built: Site, language: str) -> None:
    """Whoever has had the lessons does not know the key of the workshop's cases yet."""
    page = built.pages[f"{HOMES[language]}group/"].article
    proposed = {option["value"] for option in page.all("option", "selected")}
    taught = {
        case["data-case"]
        for lesson in LESSONS
        for case in article(built, language, lesson).all("section", "data-case")
    }
    assert len(proposed) == 3
    if own := read_settings(team_folder()).group:
        assert proposed == set(own)
    else:
        assert len(taught) == 2 * len(LESSONS)
        assert not proposed & taught
