"""A prospect that stands still: two checks in a row say develop, and nothing rose between them."""

from datetime import timedelta

import pytest

from quiz.report import as_data, report_on
from quiz.sheet import Sheet
from quiz.wording import words
from tests.unit.samples import levels
from tests.unit.shipped_definition import DEFINITION, LANGUAGES, SHEETS, TODAY, report

CASES = [
    ("22122", "22122", True),
    ("33133", "22122", True),
    ("22122", "22022", True),
    ("22122", "32122", False),
    ("22121", "22112", False),
    ("22022", "22122", False),
    ("21?22", "21?22", True),
    ("21?22", "21122", True),
    ("21122", "21?22", True),
    ("21?22", "22122", False),
    ("22222", "22122", False),
    ("22122", "22222", False),
    ("22102", "22122", False),
    ("22122", "22102", False),
    ("02122", "22122", False),
    ("22222", "22222", False),
    ("22202", "22202", False),
    ("?????", "?????", False),
]
"""The answers then, the answers now, and whether the prospect stands still."""


@pytest.mark.parametrize(("then", "now", "stalled"), CASES)
def test_when_a_prospect_stands_still(then: str, now: str, stalled: bool) -> None:
    """Only develop after develop, with no level higher than it was known to be."""
    found = report_on(DEFINITION, Sheet(levels(now)), TODAY, Sheet(levels(then)))
    assert found.stalled is stalled
    assert as_data(found)["stalled"] is stalled


def test_without_a_check_before_nothing_stands_still() -> None:
    """One check is no standstill, whatever it says."""
    assert not [answers for answers in SHEETS if report(answers).stalled]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_standstill_is_said(language: str) -> None:
    """The notice says that it is time to park, and stands there in no other case."""
    sheet = Sheet(levels("22122"), TODAY)
    before = Sheet(sheet.answers, TODAY - timedelta(days=9))
    still, once = (report_on(DEFINITION, sheet, TODAY, p) for p in (before, None))
    (notice,) = words(still, language).notices
    name = DEFINITION.verdicts["develop"]["name"][language]
    assert notice == DEFINITION.sentences["stalled"][language].replace("{verdict}", name)
    assert DEFINITION.verdicts["park"]["name"][language] in notice
    assert words(once, language).notices == ()


def test_a_standstill_changes_nothing_else() -> None:
    """The verdict, the score and the route are those of the answers."""
    sheet = Sheet(levels("22122"), TODAY)
    still, once = (as_data(report_on(DEFINITION, sheet, TODAY, p)) for p in (sheet, None))
    assert {key for key in still if still[key] != once[key]} == {"stalled"}
