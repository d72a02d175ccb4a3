"""What a result says of days, in words: until when to park, and how old the answers are."""

from datetime import date

import pytest

from quiz.report import report_on
from quiz.sheet import Answers, Sheet
from quiz.wording import words
from tests.unit.shipped_definition import DEFINITION, LANGUAGES, TODAY, said

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


DUE = {
    "nl": "Parkeren tot {day}, en die dag is er: kijk opnieuw.",
    "en": "Park until {day}, and that day is here: look again.",
}
NOT_YET = {"nl": "Parkeren tot {day}.", "en": "Park until {day}."}


@in_both_languages
@pytest.mark.parametrize(
    ("on", "revisit", "today", "due"),
    [
        (date(2026, 10, 1), None, date(2026, 12, 29), False),
        (date(2026, 10, 1), None, date(2026, 12, 30), True),
        (date(2026, 10, 1), None, date(2027, 12, 29), True),
        (None, date(2026, 12, 30), date(2026, 12, 29), False),
        (None, date(2026, 12, 30), date(2026, 12, 30), True),
        (date(2026, 12, 1), date(2026, 12, 30), date(2026, 12, 31), True),
    ],
    ids=["before", "the-day", "long-after", "own-before", "own-day", "own-after"],
)
def test_park_says_so_once_the_day_has_come(
    on: date | None, revisit: date | None, today: date, due: bool, language: str
) -> None:
    """From the day to look again on, the headline says that it is here; before it does not."""
    sheet = Sheet((2, 2, 2, 0, None), on, revisit)
    headline = words(report_on(DEFINITION, sheet, today), language).headline
    day = f"30 {DEFINITION.months[language][11]} 2026"
    assert headline == (DUE if due else NOT_YET)[language].replace("{day}", day)


@in_both_languages
@pytest.mark.parametrize(
    "answers",
    [(2,) * 5, (1,) * 5, (0,) * 5, (None,) * 5],
    ids=["pursue", "develop", "walk-away", "find-out"],
)
def test_only_park_has_a_day_that_comes(answers: Answers, language: str) -> None:
    """Under any other verdict a day to look again changes nothing in what is said."""
    sheet = Sheet(answers, revisit=date(2026, 1, 2))
    assert words(report_on(DEFINITION, sheet, TODAY), language) == said(answers, language)


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
