"""Numbers in the texts of pages: written as they are for five, read as they are for any."""

import importlib
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.unit.shipped_definition import DEFINITION

HOOKS = Path(__file__).parents[2] / "overrides" / "hooks"
FIVE = DEFINITION.conditions

TEXTS = {
    "nl": "{Vijf} vragen: {vier} doen niets zonder de {vijfde}. {Zes} lessen, {dertig} dagen.",
    "en": "{Five} questions: {four} do nothing without the {fifth}. {Six} lessons, {thirty} days.",
}
"""What a page writes."""

READ = {
    "nl": (
        ("Twee", "één", "tweede"),
        ("Drie", "twee", "derde"),
        ("Vier", "drie", "vierde"),
        ("Vijf", "vier", "vijfde"),
        ("Zes", "vijf", "zesde"),
        ("Zeven", "zes", "zevende"),
        ("Acht", "zeven", "achtste"),
    ),
    "en": (
        ("Two", "one", "second"),
        ("Three", "two", "third"),
        ("Four", "three", "fourth"),
        ("Five", "four", "fifth"),
        ("Six", "five", "sixth"),
        ("Seven", "six", "seventh"),
        ("Eight", "seven", "eighth"),
    ),
}
"""What a reader reads of two to eight conditions: how many, one fewer, and the last."""


@pytest.fixture(scope="module")
def hook() -> Any:
    """Return the module, which lies where MkDocs finds it."""
    sys.path.insert(0, str(HOOKS))
    try:
        return importlib.import_module("numbers_in_pages")
    finally:
        sys.path.remove(str(HOOKS))


@pytest.fixture
def said(hook: Any) -> Callable[..., str]:
    """Say a text for so many conditions."""

    def say(text: str, language: str, count: int = 5, lessons: int = 6, days: int = 30) -> str:
        conditions = (FIVE * 2)[:count]
        definition = replace(DEFINITION, conditions=conditions, stale_after_days=days)
        told: str = hook.with_numbers(text, definition, lessons, language)
        return told

    return say


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("count", range(2, 9))
def test_a_page_reads_right_for_any_number(
    said: Callable[..., str], language: str, count: int
) -> None:
    """With a capital where the mark has one."""
    many, fewer, last = READ[language][count - 2]
    ours = TEXTS[language].format_map(
        dict(zip(("Vijf", "vier", "vijfde"), (many, fewer, last), strict=True))
        | dict(zip(("Five", "four", "fifth"), (many, fewer, last), strict=True))
        | {"Zes": "Negen", "dertig": "dertig", "Six": "Nine", "thirty": "thirty"}
    )
    assert said(TEXTS[language], language, count, lessons=9) == ours


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_page_reads_as_it_is_written_for_five(said: Callable[..., str], language: str) -> None:
    """Without the braces."""
    assert said(TEXTS[language], language) == TEXTS[language].replace("{", "").replace("}", "")


@pytest.mark.parametrize(
    ("number", "dutch", "english"),
    [
        (0, "nul", "zero"),
        (1, "één", "one"),
        (12, "twaalf", "twelve"),
        (14, "veertien", "fourteen"),
        (20, "twintig", "twenty"),
        (21, "eenentwintig", "twenty-one"),
        (22, "tweeëntwintig", "twenty-two"),
        (33, "drieëndertig", "thirty-three"),
        (45, "vijfenveertig", "forty-five"),
        (88, "achtentachtig", "eighty-eight"),
        (99, "negenennegentig", "ninety-nine"),
        (100, "100", "100"),
        (365, "365", "365"),
    ],
)
def test_a_number_is_written_as_its_language_writes_it(
    said: Callable[..., str], hook: Any, number: int, dutch: str, english: str
) -> None:
    """In words up to a hundred."""
    assert hook.in_words(number, "nl") == dutch
    assert hook.in_words(number, "en") == english
    assert said("{dertig}", "nl", days=number) == dutch


@pytest.mark.parametrize(
    ("text", "language"), [("{seven} things", "en"), ("{five} dingen", "nl"), ("{Name}", "en")]
)
def test_a_mark_that_means_nothing_is_told(
    said: Callable[..., str], text: str, language: str
) -> None:
    """With those that there are, in the language of the page."""
    known = "{five}, {four}, {fifth}" if language == "en" else "{vijf}, {vier}, {vijfde}"
    with pytest.raises(ValueError, match=r"^\{\w+\} is none of the numbers") as caught:
        said(text, language)
    assert known in str(caught.value)


@pytest.mark.parametrize(
    "text", ["## Kop {#five}", "{ .lead }", "{{ five }}", "{.five}", "a{five}"]
)
def test_what_is_no_mark_is_left_alone(said: Callable[..., str], text: str) -> None:
    """Attributes of Markdown, and braces in a word or twice."""
    assert said(text, "nl") == text
