"""What a result says of days, in words: until when to park, and how old the answers are."""

from datetime import date

import pytest

from quiz.report import report_on
from quiz.sheet import Answers, Sheet
from quiz.wording import words
from tests.unit.shipped import DEFINITION, LANGUAGES, TODAY, said

in_both_languages = pytest.mark.parametrize("language", LANGUAGES)


@pytest.mark.parametrize(
    ("language", "on", "headline"),
    [
        ("nl", date(2026, 10, 1), "30 december 2026"),
        ("en", date(2026, 10, 1), "30 December 2026"),
        ("nl", None, "22 februari 2027"),
        ("en", None, "22 February 2027"),
    ],
)
def test_park_says_until_when(language: str, on: date | None, headline: str) -> None:
    """The headline of a parked prospect names the day to look again, in words."""
    parked: Answers = (2, 2, 2, 0, 2)
    assert headline in words(report_on(DEFINITION, Sheet(parked, on), TODAY), language).headline


@in_both_languages
@pytest.mark.parametrize(
    ("newer", "on", "keys"),
    [
        (False, None, []),
        (False, date(2026, 11, 1), []),
        (True, None, ["newer"]),
        (False, date(2026, 1, 2), ["stale"]),
        (True, date(2026, 1, 2), ["newer", "stale"]),
    ],
    ids=["nothing", "fresh", "newer", "stale", "both"],
)
def test_notices_are_given_when_due(
    newer: bool, on: date | None, keys: list[str], language: str
) -> None:
    """A newer version and stale answers are each noticed, the latter with its day and the limit."""
    notices = words(
        report_on(DEFINITION, Sheet((2,) * 5, on, newer=newer), TODAY), language
    ).notices
    day = f"2 {DEFINITION.months[language][0]} 2026"
    assert notices == tuple(
        DEFINITION.sentences[key][language].replace("{on}", day).replace("{days}", "30")
        for key in keys
    )


@in_both_languages
def test_the_day_of_the_answers_is_told_where_it_is_known(language: str) -> None:
    """When a sheet has its day, the result says it in words; when it has none, nothing is said."""
    dated = words(report_on(DEFINITION, Sheet((2,) * 5, date(2026, 11, 1)), TODAY), language)
    assert f"1 {DEFINITION.months[language][10]} 2026" in dated.made_on
    assert said((2,) * 5, language).made_on == ""
