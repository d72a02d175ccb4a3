"""The table of verdicts, looked up as the page does, says of every sheet what the engine says."""

import gzip
import json
import subprocess
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from quiz.definition import UNKNOWN, Definition, definition_from
from quiz.host.definition_file import load_definition
from quiz.host.verdict_table import sheets, verdict_table
from quiz.report import as_data, report_on
from quiz.sheet import Answers, Sheet
from quiz.wording import words
from tests import frozen
from tests.scripts.node import RUN, environment
from tests.unit.shipped_definition import DATA, DEFINITION, LANGUAGES, TODAY, with_conditions

SCRIPT = Path(__file__).with_name("verdict_table.mjs")
SECOND = definition_from(load_definition(frozen.SECOND))
MOST_BYTES = 12_000

each = pytest.mark.parametrize("language", LANGUAGES)
both = pytest.mark.parametrize("definition", [DEFINITION, SECOND], ids=["first", "second"])


@cache
def table(definition: Definition, language: str) -> dict[str, Any]:
    found = verdict_table(definition, language)
    assert found is not None
    return found


def looked_up(
    definition: Definition, language: str, given: list[tuple[Answers, bool]]
) -> list[dict[str, Any]]:
    """Return what the page's own script finds of these answers, with the tick or without."""
    asked = [
        (
            {
                key: UNKNOWN if level is None else str(level)
                for key, level in zip(definition.ids, answers, strict=True)
            },
            stop,
        )
        for answers, stop in given
    ]
    done = subprocess.run(
        [*RUN, str(SCRIPT)],
        input=json.dumps({"table": table(definition, language), "sheets": asked}),
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def expect_the_same(
    early: dict[str, Any], definition: Definition, answers: Answers, stop: bool, language: str
) -> None:
    """Hold one sheet of the table against the engine's report of today."""
    report = report_on(definition, Sheet(answers, TODAY, stop=stop), TODAY)
    data, said = as_data(report), asdict(words(report, language))
    result, told = early["result"], early["words"]
    assert {key: data[key] for key in result if key != "revisit"} == {
        key: value for key, value in result.items() if key != "revisit"
    }
    plain = set(told) - {"headline", "later", "chain", "remarks", "ask_instead"}
    assert {key: told[key] for key in plain} == {key: said[key] for key in plain}
    assert told["remarks"] == list(said["remarks"])
    assert told["ask_instead"] == [dict(one) for one in said["ask_instead"]]
    evidence = [{"condition": c["condition"], "evidence": c["evidence"]} for c in said["chain"]]
    assert told["chain"] == evidence
    # A day is added to the headline, and nothing that is there is reworded.
    assert said["headline"].startswith(told["headline"])
    assert bool(told["later"]) == (said["headline"] != told["headline"])


@each
@both
def test_every_sheet_is_as_the_engine_has_it(definition: Definition, language: str) -> None:
    """All 3,125 sheets."""
    given = [(answers, False) for answers in sheets(len(definition.ids))]
    assert len(given) == len(set(given)) == 5**5
    for (answers, _), early in zip(given, looked_up(definition, language, given), strict=True):
        expect_the_same(early, definition, answers, False, language)


@each
def test_whoever_asked_to_stop_is_one_more(language: str) -> None:
    """One row says what is said of them all; scores and links are those of their own sheet."""
    given = [(answers, True) for answers in list(sheets(5))[::13]]
    for (answers, stop), early in zip(given, looked_up(SECOND, language, given), strict=True):
        expect_the_same(early, SECOND, answers, stop, language)


@each
@both
def test_the_table_is_small(definition: Definition, language: str) -> None:
    """A phone on a slow line has it at once."""
    text = json.dumps(table(definition, language), ensure_ascii=False)
    assert len(gzip.compress(text.encode(), 6)) < MOST_BYTES


@pytest.mark.parametrize("count", [2, 3, 4])
def test_fewer_conditions_have_a_table_too(count: int) -> None:
    """Its sheets are as many as there are answers to so many questions."""
    definition = with_conditions(DATA["conditions"][:count])
    given = [(answers, False) for answers in sheets(count)]
    found = looked_up(definition, "en", given)
    for (answers, _), early in zip(given, found, strict=True):
        expect_the_same(early, definition, answers, False, "en")


def test_six_conditions_have_none() -> None:
    """They have five times as many sheets: the engine is waited for."""
    sixth = {**DATA["conditions"][0], "id": "luck"}
    assert verdict_table(with_conditions([*DATA["conditions"], sixth]), "nl") is None


def test_nothing_of_the_table_is_a_matter_of_the_day() -> None:
    """Written down on another day it is the same, letter for letter."""
    again = verdict_table(definition_from(load_definition(frozen.SECOND)), "nl")
    assert json.dumps(again) == json.dumps(table(SECOND, "nl"))
