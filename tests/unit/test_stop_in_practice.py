"""A rating may say that they asked not to be contacted: right, missed or assumed, on its own."""

import json
from pathlib import Path
from typing import Any

import pytest

from quiz.definition import definition_from
from quiz.errors import InputError
from quiz.host.deck import load_deck, pieces
from quiz.practice import Rated, spread_of_stop, stop_comparison
from quiz.scoring import judge
from tests.unit.shipped_definition import DATA, DEFINITION, LANGUAGES, TODAY
from tests.unit.test_browser_practice import KEYS, TWOS, ask, progress, sheet
from tests.unit.test_deck_problems import ALONE, sound, written

TOLD = {"nl": "voor de zekerheid", "en": "to be sure"}
STOPPED: dict[str, Any] = {**sheet(TWOS), "stop": True}
WHY = {"nl": "Dat vragen ze met zoveel woorden.", "en": "They ask in so many words."}


def rated(stop: bool, key: object, language: str = "en") -> Any:
    return ask(
        do="rating",
        answers=sheet(TWOS),
        key=key,
        today=TODAY.isoformat(),
        language=language,
        **({"stop": True} if stop else {}),
    )["ok"]


@pytest.mark.parametrize(
    ("mine", "key", "said"),
    [(True, True, "same"), (False, True, "missed"), (True, False, "assumed"), (False, False, None)],
)
def test_a_tick_is_compared_apart(mine: bool, key: bool, said: str | None) -> None:
    """It is told beside the conditions, whose comparison stays as it is."""
    assert stop_comparison(mine, key) == said
    found = rated(mine, STOPPED if key else sheet(TWOS))
    assert found["stop"] == said
    assert found["outcomes"] == dict.fromkeys(DEFINITION.ids, "same")
    assert found["same_verdict"] == (mine == key)
    assert (found["mine"], found["key"]) == tuple(
        "Walk away" if stop else "Pursue" for stop in (mine, key)
    )


def test_agreement_stays_over_the_conditions() -> None:
    """A tick changes no figure; how often it was right, missed and assumed is counted apart."""
    keys = {**KEYS, "a": STOPPED}
    days = {"on": "2026-11-01", "answers": sheet(TWOS)}
    plain = progress({"case": "a", **days}, {"case": "d", **days}, keys=keys)
    ticked = progress(
        {"case": "a", "stop": True, **days}, {"case": "d", "stop": True, **days}, keys=keys
    )
    assert plain["figures"] == ticked["figures"]
    assert plain["pictures"] == ticked["pictures"]
    assert plain["right"] == ticked["right"]
    assert plain["stop"] == {"same": 0, "missed": 1, "assumed": 0}
    assert ticked["stop"] == {"same": 1, "missed": 0, "assumed": 1}
    assert progress()["stop"] == {"same": 0, "missed": 0, "assumed": 0}


def test_a_case_whose_tick_was_wrong_comes_back_first() -> None:
    """A missed tick is a misjudgement, as a wrong level is."""
    pairs = tuple(zip(TWOS, TWOS, strict=True))
    counts = {
        how: Rated("a", TODAY, pairs, how).misjudged for how in (None, "same", "missed", "assumed")
    }
    assert counts == {None: 0, "same": 0, "missed": 1, "assumed": 1}


def test_a_group_sees_who_ticked_it() -> None:
    """How many did and did not, where anybody did or the key does; nothing about it elsewhere."""
    ratings = [
        {"case": "a", "answers": sheet(TWOS), "stop": True},
        {"case": "a", "answers": sheet(TWOS)},
        {"case": "b", "answers": sheet(TWOS)},
        {"case": "d", "answers": sheet(TWOS)},
    ]
    found = ask(do="group", ratings=ratings, keys={**KEYS, "d": STOPPED})["ok"]
    counts = {"a": [1, 0, 0, 0, 1], "d": [0, 0, 0, 0, 1]}
    for case, differ in (("a", True), ("d", False)):
        told = {"counts": counts[case], "range": 0, "differ": differ, "talk": True}
        assert found[case]["stop"] == told
    assert "stop" not in found["b"]
    assert not spread_of_stop([True, True], True).talk
    assert spread_of_stop([True, True], False).talk


def with_stop(**stop: Any) -> dict[str, Any]:
    """Return a case whose text has such words, and whose key has this."""
    case = sound()
    for language in LANGUAGES:
        case["text"][language] = f"{case['text'][language].strip()} {TOLD[language]}"
    case["key"]["stop"] = {"words": {key: [text] for key, text in TOLD.items()}, "why": WHY} | stop
    return case


def put(folder: Path, case: dict[str, Any]) -> Path:
    (folder / f"{ALONE}.yml").write_text(written(case), encoding="utf-8")
    return folder


def test_the_key_of_a_case_may_have_it(tmp_path: Path) -> None:
    """Then its sheet says so, its words are marked, and the key that a page has says so too."""
    (case,) = load_deck(DEFINITION, put(tmp_path, with_stop()))
    assert case.sheet(DEFINITION).stop
    assert judge(DEFINITION, case.sheet(DEFINITION)).because == ("stop",)
    assert case.as_key() == {**case.answers(), "stop": True}
    for language in LANGUAGES:
        marked = [p.text for cut in pieces(case, language) for p in cut if "stop" in p.supports]
        assert marked == [TOLD[language]]
    (plain,) = load_deck(DEFINITION, put(tmp_path, sound()))
    assert plain.as_key() == plain.answers()


@pytest.mark.parametrize(
    ("stop", "where", "what"),
    [
        (
            {"words": {"nl": ["staat er niet"], "en": [TOLD["en"]]}},
            "words.nl[0]",
            "is not in the text",
        ),
        ({"level": 2}, "level", "unknown key"),
    ],
)
def test_a_wrong_one_is_told(tmp_path: Path, stop: Any, where: str, what: str) -> None:
    """Words that are not in the text, or anything beside words and why, with the place."""
    with pytest.raises(InputError) as caught:
        load_deck(DEFINITION, put(tmp_path, with_stop(**stop)))
    (problem,) = caught.value.problems
    assert problem.where.endswith(f": key.stop.{where}")
    assert what in problem.what


def test_a_definition_without_words_for_it_refuses_such_a_case(tmp_path: Path) -> None:
    """The case says where, and what to do."""
    silent = definition_from({key: value for key, value in DATA.items() if key != "stop"})
    with pytest.raises(InputError) as caught:
        load_deck(silent, put(tmp_path, with_stop()))
    (problem,) = caught.value.problems
    assert problem.where.endswith(": key.stop")
    assert json.dumps(problem.fix)
