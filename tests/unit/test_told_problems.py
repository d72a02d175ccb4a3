"""What is wrong with a person's file is said in their language, with the place and what to do."""

import json
from typing import Any

import pytest

from quiz.browser import start
from tests.unit.backups import backup_of
from tests.unit.samples import made
from tests.unit.shipped_definition import DATA, DEFINITION, LANGUAGES, TODAY, table

HEADER = "name,need,means,trust,urgency,attention"
BACKUP = backup_of([made("a", "22222")])
DAMAGED = {**BACKUP, "prospects": [{**BACKUP["prospects"][0], "note": 4}]}

FILES: dict[str, tuple[str, str, dict[str, Any]]] = {
    "empty_file": ("", "x", {}),
    "column_missing": (
        table(header="name,need,means,trust,urgency"),
        "x:1: attention",
        {"found": "name, need, means, trust, urgency"},
    ),
    "column_twice": (table(header=f"{HEADER},need"), "x:1: need", {}),
    "fields": (table("a,2,2"), "x:2", {"count": 3, "of": 6}),
    "quotes": (table('"a"b,2,2,2,2,2'), "x:2", {}),
    "level": (table("a,9,2,2,2,2"), "x:2: need", {"cell": "9"}),
    "day": (table("a,2,2,2,2,2,{cell}", header=f"{HEADER},on"), "x:2: on", {"cell": "{cell}"}),
    "outcome": (
        table("a,2,2,2,2,2,sold", header=f"{HEADER},outcome"),
        "x:2: outcome",
        {"cell": "sold"},
    ),
    "no_name": (table(",2,2,2,2,2"), "x:2: name", {}),
    "too_long": (table(f"{'a' * 201},2,2,2,2,2"), "x:2: name", {"count": 201, "most": 200}),
    "no_backup": ("{}", "x", {}),
    "newer": (json.dumps({**BACKUP, "format": 3}), "x", {}),
    "no_json": ('{"kind":', "x:1:9", {}),
    "damaged": (json.dumps(DAMAGED), "x: prospects[0]: note", {}),
}
"""A file for each thing that can be wrong with one: its text, the place, and what is filled in."""


def problems_of(*contents: bytes, **request: object) -> list[dict[str, str]]:
    answer = json.loads(start(json.dumps(DATA))(json.dumps(request), contents))
    return list(answer.get("problems") or answer["ok"]["problems"])


def filled(key: str, language: str, values: dict[str, Any]) -> str:
    text = DEFINITION.pipeline[key][language]
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", str(value))
    return text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", FILES)
def test_what_is_wrong_with_a_file_is_said(kind: str, language: str) -> None:
    """Each thing that can be wrong has its own words, filled in with what stands there."""
    text, where, values = FILES[kind]
    about = {"today": TODAY.isoformat(), "language": language}
    (problem,) = problems_of(text.encode(), do="open", name="x", ids="new-", **about)
    assert problem == {
        "where": where,
        "what": filled(f"problem_{kind}", language, values),
        "fix": filled(f"problem_{kind}_fix", language, values),
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_team_s_files_are_told_of_in_the_same_words(language: str) -> None:
    """Several files at once are told of in the language of the page too."""
    text = FILES["level"][0].encode()
    about = {"today": TODAY.isoformat(), "language": language}
    (problem,) = problems_of(text, do="team", files=[{"name": "x"}], by_seller=False, **about)
    assert problem["what"] == filled("problem_level", language, {"cell": "9"})


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_prospect_that_is_gone_is_said(language: str) -> None:
    """A prospect that another tab removed is told of in words."""
    about = {"today": TODAY.isoformat(), "language": language}
    (problem,) = problems_of(do="prospect", id="a", **about)
    assert problem["what"] == filled("problem_gone", language, {})


def test_every_text_about_a_problem_is_used() -> None:
    """There is no text for a problem that nothing can have."""
    kinds = {
        key.removeprefix("problem_") for key in DEFINITION.pipeline if key.startswith("problem_")
    }
    assert {kind for kind in kinds if not kind.endswith("_fix")} == {*FILES, "gone"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_levels_and_outcomes_to_write_are_those_that_are_read(language: str) -> None:
    """What a text tells people to write in a cell can be written there."""
    said = DEFINITION.pipeline
    for cell in ("0", "1", "2", "3", "unknown"):
        assert cell in said["problem_level_fix"][language]
    for cell in ("won", "lost", "no-decision"):
        assert cell in said["problem_outcome_fix"][language]
