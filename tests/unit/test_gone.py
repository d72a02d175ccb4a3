"""What people kept of conditions that are gone opens tomorrow: shown as such, lost never."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from quiz.definition import Definition
from quiz.errors import InputError
from quiz.files.backup import read_backup
from quiz.gone import MOST_GONE, Gone
from quiz.merging import merge
from quiz.prospect import as_record, prospect_from
from quiz.report import report_on
from quiz.views.detail import detail_of
from tests.unit.backups import backup_of
from tests.unit.shipped_definition import DEFINITION, LANGUAGES

WITHOUT_TRUST = replace(
    DEFINITION, conditions=tuple(one for one in DEFINITION.conditions if one.id != "trust")
)
TODAY = date(2026, 11, 24)
CHECK = {
    "definition": DEFINITION.ref,
    "on": "2026-11-20",
    "answers": {"need": 3, "means": 2, "trust": 1, "urgency": 2, "attention": 2},
    "notes": {"trust": "zag er nog niets van", "need": "zegt het zelf"},
}
RECORD: dict[str, Any] = {
    "format": 3,
    "id": "a",
    "name": "Bakkerij Roos",
    "seller": "",
    "note": "",
    "next": None,
    "outcome": {"result": "lost", "on": "2026-11-23", "link": "trust", "held": False},
    "checks": [CHECK],
    "other": {},
    "changed": "2026-11-24T09:00:00.000Z",
    "source_id": "",
}


def kept(definition: Definition = WITHOUT_TRUST, record: Any = RECORD) -> Any:
    return as_record(prospect_from(record, definition), definition)


def test_an_answer_to_a_condition_that_is_gone_is_kept() -> None:
    """Read and written without it, a record still has the level, the note and the link."""
    assert kept()["checks"][0]["answers"] == CHECK["answers"]
    assert kept()["checks"][0]["notes"] == CHECK["notes"]
    assert kept()["outcome"] == RECORD["outcome"]
    assert kept(DEFINITION, kept()) == kept(DEFINITION)


def test_it_decides_nothing() -> None:
    """The verdict is that of the conditions that there are."""
    prospect = prospect_from(RECORD, WITHOUT_TRUST)
    assert report_on(WITHOUT_TRUST, prospect.sheet, TODAY).verdict == "pursue"
    assert prospect.checks[0].gone == (Gone("trust", 1, "zag er nog niets van"),)
    assert prospect.outcome is not None
    assert (prospect.outcome.link, prospect.outcome.gone) == (None, "trust")


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_shown_as_such(language: str) -> None:
    """With its day, the level in words, and what was noted."""
    prospect = prospect_from(RECORD, WITHOUT_TRUST)
    [shown] = detail_of(prospect, WITHOUT_TRUST, TODAY, language)["gone"]
    day = {"nl": "20 november 2026", "en": "20 November 2026"}[language]
    assert shown == {
        "on": day,
        "name": "trust",
        "level_name": DEFINITION.levels[1][language],
        "note": "zag er nog niets van",
    }
    whole = prospect_from(RECORD, DEFINITION)
    assert detail_of(whole, DEFINITION, TODAY, language)["gone"] == []


def test_whoever_asked_to_be_left_alone_has_asked_it_still() -> None:
    """Where the questions have no words for it any more, it is kept, and said in the record."""
    silent = replace(DEFINITION, stop=None)
    record = {**RECORD, "outcome": None, "checks": [{**CHECK, "stop": True}]}
    prospect = prospect_from(record, silent)
    assert prospect.checks[0].gone == (Gone("stop", None, ""),)
    assert as_record(prospect, silent)["checks"][0]["stop"] is True
    [shown] = detail_of(prospect, silent, TODAY, "en")["gone"]
    assert shown["name"] == "asked not to be contacted"


def test_merging_loses_none_of_it() -> None:
    """Two versions of a prospect brought together have what either of them has."""
    one = prospect_from(RECORD, WITHOUT_TRUST)
    later = {**RECORD, "note": "later", "changed": "2026-11-24T10:00:00.000Z"}
    other = prospect_from(later, WITHOUT_TRUST)
    both = merge(one, other)
    assert both.checks == one.checks
    assert as_record(both, WITHOUT_TRUST)["outcome"] == RECORD["outcome"]


def test_a_backup_brings_it_along() -> None:
    """Prospects and ratings in it are read by a site that asks less."""
    rating = {"case": "a", "on": "2026-11-24", "answers": {"need": 2, "trust": 1}}
    text = json.dumps(backup_of([prospect_from(RECORD, DEFINITION)], [rating]))
    found = read_backup(text, WITHOUT_TRUST, "x")
    assert found.problems == ()
    assert [as_record(one, WITHOUT_TRUST)["checks"] for one in found.prospects] == [[CHECK]]
    assert list(found.practice) == [rating]


@pytest.mark.parametrize("odd", ["", "Luck", "a b", "<b>", "x" * 41, "constructor!"])
def test_what_can_be_no_condition_is_refused(odd: str) -> None:
    """A key that no condition ever had is damage."""
    with pytest.raises(InputError):
        prospect_from({**RECORD, "checks": [{**CHECK, "answers": {odd: 1}}]}, WITHOUT_TRUST)


def test_a_level_that_there_is_not_is_refused() -> None:
    """Of a condition that is gone as of any other."""
    with pytest.raises(InputError, match="no such condition"):
        prospect_from({**RECORD, "checks": [{**CHECK, "answers": {"trust": 7}}]}, WITHOUT_TRUST)


def test_a_record_cannot_be_filled_without_end() -> None:
    """What is more than any definition had is refused, not dropped."""
    many = {f"c{number}": 1 for number in range(MOST_GONE + 1)}
    with pytest.raises(InputError):
        prospect_from({**RECORD, "checks": [{**CHECK, "answers": many}]}, WITHOUT_TRUST)
