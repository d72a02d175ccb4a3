"""Ratings of every practice case, from its text alone, against each other and the key of then.

Two were given to the first edition of the questions, whose keys are kept in quiz/keys/1.json, and
four to the second: strictly by the words and as an eager seller, in each language.
"""

import json
from itertools import combinations

import pytest

from quiz.definition import Definition
from quiz.host.deck import KEYS, Case
from quiz.practice import Agreement, agreement
from quiz.sheet import Answers, sheet_from
from tests.conftest import ROOT

MEND = """
Two people rated each practice case from its text alone (tests/raters.json), and the method page
tells how it went. For a case that is new or changed, let two people rate it, enter what each chose
in tests/raters.json, and tell the new figures in docs/nl/method.md and docs/en/method.md. A deck
that nobody has rated can do without: then take the words off that page, and this file away.
"""

RATERS = ROOT / "tests" / "raters.json"
SECOND = ROOT / "tests" / "raters-second.json"


@pytest.fixture(scope="module")
def rated(deck: list[Case], definition: Definition) -> dict[str, dict[str, Answers]]:
    """Return the answers of both raters and of the key, by case."""
    raters = json.loads(RATERS.read_text(encoding="utf-8"))
    found = {
        who: {
            case.id: sheet_from({"answers": ratings[case.id]}, definition).answers for case in deck
        }
        for who, ratings in raters.items()
    }
    keys = json.loads((KEYS / "1.json").read_text(encoding="utf-8"))
    return found | {
        "key": {
            case.id: sheet_from({"answers": keys[case.id]}, definition).answers for case in deck
        }
    }


def compared(one: dict[str, Answers], other: dict[str, Answers]) -> Agreement:
    return agreement([pair for case in one for pair in zip(one[case], other[case], strict=True)])


def test_no_two_differ_by_more_than_a_level(rated: dict[str, dict[str, Answers]]) -> None:
    """No case is left in which two readers, or a reader and the key, are two rungs apart."""
    for one, other in combinations(rated.values(), 2):
        assert compared(one, other).within_one.value == 1


def test_method_page_tells_the_figures(rated: dict[str, dict[str, Answers]]) -> None:
    """What the method page says of the two ratings is what comes out of them."""
    pairs = 0
    for one, other in combinations(rated.values(), 2):
        measured = compared(one, other)
        assert measured.kappa.value == 1
        pairs = sum(len(answers) for answers in one.values())
        same = sum(a == b for case in one for a, b in zip(one[case], other[case], strict=True))
        assert same == pairs
    for language, words in (
        ("nl", f"Alle {pairs} antwoorden waren gelijk"),
        ("en", f"All {pairs} answers were the same"),
    ):
        page = ROOT / "docs" / language / "method.md"
        assert words in page.read_text(encoding="utf-8")


def test_method_page_tells_the_figures_of_the_second_edition(
    deck: list[Case], definition: Definition
) -> None:
    """Four readings, strict and eager: how many answers are those of the key, and are alike."""
    raters = json.loads(SECOND.read_text(encoding="utf-8"))
    keys = {case.id: case.sheet(definition) for case in deck}
    same, asked = 0, 0
    for ratings in raters.values():
        for case, answers in ratings.items():
            stop = answers.pop("stop", False)
            rated = sheet_from({"answers": answers, "stop": stop}, definition)
            assert rated.stop == keys[case].stop
            same += sum(a == b for a, b in zip(rated.answers, keys[case].answers, strict=True))
            asked += len(answers)
    for language, words in (
        ("nl", f"{same} van de {asked} antwoorden"),
        ("en", f"{same} of the {asked} answers"),
    ):
        page = ROOT / "docs" / language / "method.md"
        assert words in page.read_text(encoding="utf-8")
    for language in ("nl", "en"):
        strict, eager = raters[f"strict-{language}"], raters[f"eager-{language}"]
        alike = [strict[case][key] == eager[case][key] for case in keys for key in definition.ids]
        assert sum(alike) >= len(alike) - 1
