"""Sixteen situations, and the verdict that each should get, written down before anybody rated them.

Four readers then filled in the check for them and for the practice cases, from the text alone:
strictly by the words and as an eager seller, in each language (`first` in tests/raters-third.json).
Three texts did not say how long the seller's own delivery takes; with that beside them four others
read these again, among three of the rest (`again`).
"""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from quiz.definition import UNKNOWN, Definition
from quiz.host.deck import Case
from quiz.practice import agreement
from quiz.report import report_on
from quiz.sheet import Sheet, sheet_from
from tests.conftest import ROOT

MEND = """
The method page tells how readers rated these situations. For other questions let four people rate
them, enter what each chose in tests/raters-third.json, and tell the new figures in
docs/nl/method.md and docs/en/method.md; or take the words off that page, and this file away.
"""

SITUATIONS: list[dict[str, Any]] = json.loads(
    (ROOT / "tests" / "situations.json").read_text(encoding="utf-8")
)["situations"]
WANTED = {one["id"]: one["wanted"] for one in SITUATIONS}
READ: Mapping[str, Mapping[str, Mapping[str, dict[str, Any]]]] = json.loads(
    (ROOT / "tests" / "raters-third.json").read_text(encoding="utf-8")
)
TODAY = date(2026, 11, 26)


def sheet(rating: Mapping[str, Any], definition: Definition) -> Sheet:
    data = {key: rating[key] for key in ("stop", "needed_by", "not_before") if key in rating}
    return sheet_from({"answers": {key: rating[key] for key in definition.ids}, **data}, definition)


def as_wanted(round_: str, definition: Definition) -> dict[str, list[bool]]:
    """Say for each situation and reader whether the verdict is the one that was wanted."""
    found: dict[str, list[bool]] = {}
    for ratings in READ[round_].values():
        for key, wanted in WANTED.items():
            if key in ratings:
                report = report_on(definition, sheet(ratings[key], definition), TODAY)
                right = (report.verdict, report.stopped) == (wanted["verdict"], wanted["stop"])
                found.setdefault(key, []).append(right)
    return found


def told(language: str) -> str:
    return (ROOT / "docs" / language / "method.md").read_text(encoding="utf-8")


def test_everybody_read_everything(deck: list[Case]) -> None:
    """All four rated all situations and all cases; the second round is part of the first."""
    whole = {*WANTED, *(case.id for case in deck)}
    assert len(WANTED) == 16
    assert len(READ["first"]) == len(READ["again"]) == 4
    assert all(ratings.keys() == whole for ratings in READ["first"].values())
    again = [set(ratings) for ratings in READ["again"].values()]
    assert all(keys == again[0] < WANTED.keys() for keys in again)
    assert {one["id"] for one in SITUATIONS if "lead_time" in one} < again[0]


def test_method_page_tells_how_many_verdicts_were_as_wanted(definition: Definition) -> None:
    """All of the first reading, and of the second those that were read again for the lead time."""
    first = as_wanted("first", definition)
    again = as_wanted("again", definition)
    late = {one["id"] for one in SITUATIONS if "lead_time" in one}
    right = sum(sum(rights) for rights in first.values())
    asked = sum(len(rights) for rights in first.values())
    assert {key for key, rights in first.items() if not all(rights)} == late
    better = sum(sum(again[key]) for key in late)
    asked_late = sum(len(again[key]) for key in late)
    assert all(all(rights) for key, rights in again.items() if key not in late)
    for words in (f"{right} van de {asked} adviezen", f"{better} van de {asked_late} adviezen"):
        assert words in told("nl")
    for words in (f"{right} of {asked} verdicts", f"{better} of {asked_late} verdicts"):
        assert words in told("en")


def test_method_page_tells_how_alike_strict_and_eager_are(definition: Definition) -> None:
    """Of the situations, in each language: the share of equal answers, and kappa at its lowest."""
    shares, kappas = [], []
    for language in ("nl", "en"):
        strict, eager = READ["first"][f"strict-{language}"], READ["first"][f"eager-{language}"]
        pairs = [
            (one, other)
            for key in WANTED
            for one, other in zip(
                sheet(strict[key], definition).answers,
                sheet(eager[key], definition).answers,
                strict=True,
            )
        ]
        shares.append(sum(one == other for one, other in pairs))
        kappas.append(agreement(pairs).kappa.value)
    most = len(WANTED) * len(definition.ids)
    lowest = min(kappa for kappa in kappas if kappa is not None)
    assert f"{shares[0]} en {shares[1]} van de {most}" in told("nl")
    assert f"{shares[0]} and {shares[1]} of {most}" in told("en")
    assert f"{lowest:.2f}".replace(".", ",") in told("nl")
    assert f"{lowest:.2f}" in told("en")


def test_method_page_tells_how_the_cases_were_read(
    deck: list[Case], definition: Definition
) -> None:
    """How many answers to the practice cases were those of the key."""
    keys = {case.id: case.sheet(definition) for case in deck}
    rated = [
        (sheet(ratings[key], definition), keys[key])
        for ratings in READ["first"].values()
        for key in keys
    ]
    assert all(one.stop == key.stop for one, key in rated)
    same = sum(a == b for one, key in rated for a, b in zip(one.answers, key.answers, strict=True))
    asked = len(rated) * len(definition.ids)
    assert f"{same} van de {asked} antwoorden" in told("nl")
    assert f"{same} of the {asked} answers" in told("en")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_situation_is_told_in_both_languages(language: str) -> None:
    """Each is 60 to 150 words, and says why it should get its verdict."""
    for one in SITUATIONS:
        assert 60 <= len(one["text"][language].split()) <= 150, one["id"]
        assert one["why"][language]
    assert UNKNOWN not in {one["wanted"]["verdict"] for one in SITUATIONS}
