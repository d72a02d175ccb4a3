"""What the page asks about practice: a rating, a learner's progress and a group, as JSON."""

import json
from typing import Any

import pytest

from quiz.browser import start
from quiz.sheet import Answers
from tests.unit.shipped_definition import DATA, DEFINITION, LANGUAGES, TODAY, said

IDS = DEFINITION.ids
TWOS: Answers = (2, 2, 2, 2, 2)
PARKED: Answers = (3, None, 2, 0, 1)
OPEN: Answers = (None, None, None, None, None)
FIGURES = ("exact", "within", "kappa", "optimism", "assuming", "missed")


def sheet(answers: Answers) -> dict[str, object]:
    """Return answers as the page has them, by condition."""
    given = ("unknown" if answer is None else answer for answer in answers)
    return dict(zip(IDS, given, strict=True))


KEYS = {"d": sheet(TWOS), "b": sheet(PARKED), "c": sheet(OPEN), "a": sheet(TWOS)}


RIGHT = {
    "nl": "1 van de 5 goed. Ingevuld waar niets stond: mag en kan kopen. Bewijs gemist: vertrouwen."
    " Te rooskleurig: urgentie. Te somber: aandacht.",
    "en": "1 of 5 right. Assumed where nothing was said: means. Evidence missed: trust."
    " Too rosy: urgency. Too gloomy: attention.",
}


def no_constant(name: str) -> None:
    raise AssertionError(name)


def ask(**request: object) -> Any:
    """Ask the page's function, and see that its answer is JSON that JSON.parse reads too."""
    text = start(json.dumps(DATA))(json.dumps(request))
    return json.loads(text, parse_constant=no_constant)


def rate(answers: object, key: object, language: str = "en") -> Any:
    today = TODAY.isoformat()
    return ask(do="rating", answers=answers, key=key, today=today, language=language)


def rating(case: str, on: str, answers: Answers) -> dict[str, object]:
    return {"case": case, "on": on, "answers": sheet(answers)}


def progress(*ratings: dict[str, object], language: str = "en", **others: Any) -> Any:
    about = {"keys": KEYS, "today": TODAY.isoformat(), "language": language, **others}
    given = ask(do="progress", ratings=ratings, **about)
    assert list(given) == ["ok"]
    return given["ok"]


def group(*ratings: dict[str, object]) -> Any:
    given = ask(do="group", ratings=ratings, keys=KEYS)
    assert list(given) == ["ok"]
    return given["ok"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_rating_is_compared_with_the_key(language: str) -> None:
    """`rating` gives what each condition is to the key, and both verdicts in words."""
    mine: Answers = (3, 2, None, 2, 0)
    assert rate(sheet(mine), sheet(PARKED), language) == {
        "ok": {
            "outcomes": {
                "need": "same",
                "means": "assumed",
                "trust": "missed",
                "urgency": "higher",
                "attention": "lower",
            },
            "right": RIGHT[language],
            "stop": None,
            "mine": said(mine, language).verdict,
            "key": said(PARKED, language).verdict,
            "same_verdict": True,
            "comes_back": "2026-12-01",
        }
    }


def test_another_verdict_is_told() -> None:
    """When the verdicts differ that is told, in the words of the language that was asked."""
    given = rate(sheet(TWOS), sheet(PARKED), "nl")["ok"]
    assert given["same_verdict"] is False
    assert (given["mine"], given["key"]) == (said(TWOS, "nl").verdict, said(PARKED, "nl").verdict)
    assert given["mine"] != given["key"] != rate(sheet(TWOS), sheet(PARKED), "en")["ok"]["key"]


def test_what_is_not_answered_is_unknown() -> None:
    """A condition that is left out, of the rating or of the key, is unknown."""
    given = rate({"need": 2}, {"means": 2})["ok"]
    assert list(given["outcomes"].values()) == ["assumed", "missed", "same", "same", "same"]


@pytest.mark.parametrize(
    ("answers", "key", "places"),
    [
        ({"need": 4}, {}, ["rating: answers.need"]),
        ({"need": True, "Luck": 1}, {}, ["rating: answers.Luck", "rating: answers.need"]),
        ({"trust": None}, {}, ["rating: answers.trust"]),
        ([2, 2], {}, ["rating: answers"]),
        ({}, {"urgency": "2"}, ["key: answers.urgency"]),
        ({}, {"luck": 1}, ["key: answers.luck"]),
    ],
    ids=["level-4", "two", "null", "list", "key", "key-luck"],
)
def test_a_bad_rating_gives_problems(answers: object, key: object, places: list[str]) -> None:
    """Answers that are wrong, or a key that is, come back as problems in three parts."""
    given = rate(answers, key)
    assert list(given) == ["problems"]
    assert [problem["where"] for problem in given["problems"]] == places
    assert all(set(problem) == {"where", "what", "fix"} for problem in given["problems"])
    assert all(all(problem.values()) for problem in given["problems"])


def test_progress_at_first() -> None:
    """Without ratings there is no figure and no picture, and all cases are to be rated."""
    assert progress() == {
        "ratings": 0,
        "right": "",
        "last_time": "",
        "tally": {"same": 0, "higher": 0, "lower": 0, "assumed": 0, "missed": 0},
        "pictures": [],
        "hardest": "",
        "figures": {name: {"state": "few", "text": ""} for name in FIGURES},
        "path": ["d", "b", "c", "a"],
        "due": 0,
        "place": {"number": 1, "of": 4},
        "next_due": "",
        "comes_back": {},
        "stop": {"same": 0, "missed": 0, "assumed": 0},
        "talks": [],
    }


def test_progress_over_time() -> None:
    """`progress` counts and measures all ratings, and says what to rate now."""
    given = progress(
        rating("a", "2026-11-17", TWOS),
        rating("b", "2026-11-10", TWOS),
        rating("d", "2026-11-17", (0, 0, 2, 3, None)),
    )
    # 13 of 14 conditions have a level on both sides: 5 + 4 + 4; 5 + 1 + 1 of them are the same.
    assert {name: figure["text"] for name, figure in given["figures"].items()} == {
        "exact": "54%",
        "within": "77%",
        "kappa": "-0.07",
        "optimism": "-0.08",
        "assuming": "100%",
        "missed": "7%",
    }
    assert {figure["state"] for figure in given["figures"].values()} == {"shown"}
    assert given["right"] == (
        "7 of 15 right; 1 assumed where nothing was said, 1 with evidence missed, 3 too rosy and"
        " 3 too gloomy."
    )
    assert (given["due"], given["place"]) == (3, {"number": 1, "of": 4})
    assert given["path"] == ["d", "b", "c", "a"]
    assert given["next_due"] == "17 November 2026"


def test_figures_are_written_as_the_language_has_them() -> None:
    """Decimals have a comma in Dutch."""
    given = progress(rating("b", "2026-11-10", TWOS), language="nl")
    assert given["figures"]["optimism"]["text"] == "+0,5"


def test_a_figure_that_rests_on_too_little_is_not_shown() -> None:
    """A kappa needs ten answers, and answers that differ; the others need one."""
    few = progress(rating("b", "2026-11-10", TWOS))["figures"]
    assert (few["kappa"], few["exact"]["state"]) == ({"state": "few", "text": ""}, "shown")
    same = progress(*(rating("a", f"2026-11-1{day}", TWOS) for day in range(2)))["figures"]
    assert same["kappa"] == {"state": "undefined", "text": ""}
    assert same["assuming"] == {"state": "few", "text": ""}


def test_what_is_chosen_is_all_that_is_to_be_rated() -> None:
    """The path, what is due of it and the place in it are those of the cases that were chosen."""
    given = progress(
        rating("a", "2026-11-20", TWOS),
        rating("b", "2026-11-10", PARKED),
        rating("c", "2026-11-01", OPEN),
        chosen=["a", "b", "gone"],
    )
    assert given["path"] == ["b"]
    assert (given["due"], given["place"]) == (1, {"number": 2, "of": 2})
    assert given["next_due"] == "17 November 2026"
    assert set(given["comes_back"]) == {"a", "b", "c"}


def test_the_place_counts_what_is_done() -> None:
    """After two cases of four the third comes; what has come back is to be done again."""
    done = [rating("a", "2026-11-24", TWOS), rating("b", "2026-11-23", TWOS)]
    assert progress(*done)["place"] == {"number": 3, "of": 4}
    back = [rating("a", "2026-11-24", TWOS), rating("b", "2026-11-17", TWOS)]
    assert progress(*back)["place"] == {"number": 2, "of": 4}


@pytest.mark.parametrize(
    ("language", "hardest"),
    [
        ("nl", "De lastigste case tot nu toe: “De kade”, met 0 van de 5 goed."),
        ("en", "The hardest case so far: “De kade”, with 0 of 5 right."),
    ],
)
def test_the_hardest_case_is_named(language: str, hardest: str) -> None:
    """By the title that the page gave; nothing as long as no case stands out among others."""
    about = {
        "a": {"title": "De kade", "pair": "b"},
        "b": {"title": "Het bos", "pair": "a"},
        "c": {"title": "{of} het huis"},
    }
    wrong = rating("a", "2026-11-20", (0, 0, 0, 0, 0))
    right = rating("c", "2026-11-20", OPEN)
    assert progress(wrong, right, language=language, about=about)["hardest"] == hardest
    assert progress(wrong, language=language, about=about)["hardest"] == ""
    assert progress(right, language=language, about=about)["hardest"] == ""
    assert progress(wrong, right, language=language)["hardest"] == ""
    missed = rating("c", "2026-11-20", TWOS)
    both = progress(wrong, missed, right, language=language, about=about)["hardest"]
    assert "De kade" in both
    three = progress(wrong, missed, rating("b", "2026-11-20", PARKED), about=about)["hardest"]
    assert three == "The hardest case so far: “De kade”, with 0 of 5 right."


def test_look_alikes_are_kept_apart() -> None:
    """As the page names them."""
    about = {"d": {"title": "D", "pair": "b"}, "b": {"title": "B", "pair": "d"}}
    assert progress(about=about)["path"] == ["d", "c", "a", "b"]


@pytest.mark.parametrize(
    ("days", "due", "path"),
    [
        (["2026-11-17"], "24 November 2026", ["a"]),
        (["2026-11-18"], "25 November 2026", []),
        (["2026-11-17", "2026-11-18"], "25 November 2026", []),
        (["2026-11-18", "2026-11-03"], "25 November 2026", []),
        (["2026-11-24"], "1 December 2026", []),
    ],
    ids=["due", "tomorrow", "again", "unsorted", "today"],
)
def test_the_day_on_which_a_case_comes_back(days: list[str], due: str, path: list[str]) -> None:
    """It is as many days after the last time as the definition says, in words."""
    assert DEFINITION.repeat_after_days == 7
    given = progress(*(rating("a", day, TWOS) for day in days), keys={"a": sheet(TWOS)})
    assert (given["next_due"], given["path"]) == (due, path)


def test_the_first_case_to_come_back_is_told() -> None:
    """Of several cases, the next day is that of the one that comes back first."""
    given = progress(rating("a", "2026-11-22", TWOS), rating("b", "2026-11-20", PARKED))
    assert given["next_due"] == "27 November 2026"
    assert given["comes_back"] == {"a": "2026-11-29", "b": "2026-11-27"}


def test_ratings_of_cases_that_are_gone_are_passed_over() -> None:
    """A rating of a case without a key counts nowhere, not even where its answers are wrong."""
    gone = {**rating("gone", "2026-01-01", TWOS), "answers": {"luck": 9}}
    kept = rating("a", "2026-11-20", TWOS)
    assert progress(gone, kept) == progress(kept)
    assert progress(gone) == progress()
    assert group(gone, kept) == group(kept)
    assert group(gone) == {}


def test_bad_ratings_and_keys_give_problems() -> None:
    """Wrong answers among the ratings or the keys come back as problems, for progress and group."""
    today = TODAY.isoformat()
    bad = {"case": "a", "on": today, "answers": {"need": 4}}
    for request, name in (
        ({"do": "progress", "today": today, "language": "en"}, "rating"),
        ({"do": "group"}, "a"),
    ):
        given = ask(ratings=[bad], keys=KEYS, **request)
        assert list(given) == ["problems"]
        assert [problem["where"] for problem in given["problems"]] == [f"{name}: answers.need"]
        given = ask(ratings=[], keys={"b": {"need": 2}, "x": {"luck": 1}}, **request)
        assert [problem["where"] for problem in given["problems"]] == ["x: answers.luck"]


def test_a_group_is_described_condition_by_condition() -> None:
    """`group` gives for each case that was rated counts, range and talk of each condition."""
    given = group(
        rating("b", "2026-11-24", (3, None, 2, 0, 1)),
        rating("b", "2026-11-24", (3, 2, 2, 2, 0)),
        {"case": "a", "answers": sheet(TWOS)},
        rating("b", "2026-11-24", (3, None, 2, 0, 0)),
    )
    assert given == {
        "b": {
            "need": {"counts": [0, 0, 0, 3, 0], "range": 0, "differ": False, "talk": False},
            "means": {"counts": [0, 0, 1, 0, 2], "range": 0, "differ": True, "talk": True},
            "trust": {"counts": [0, 0, 3, 0, 0], "range": 0, "differ": False, "talk": False},
            "urgency": {"counts": [2, 0, 1, 0, 0], "range": 2, "differ": True, "talk": True},
            "attention": {"counts": [2, 1, 0, 0, 0], "range": 1, "differ": False, "talk": True},
        },
        "a": {
            name: {"counts": [0, 0, 1, 0, 0], "range": 0, "differ": False, "talk": False}
            for name in IDS
        },
    }
    assert [list(conditions) for conditions in given.values()] == [list(IDS), list(IDS)]


def test_answers_are_the_same_each_time() -> None:
    """One function answers any number of requests, each as if it were the first."""
    answer = start(json.dumps(DATA))
    ratings = [rating("a", "2026-11-20", TWOS), rating("b", "2026-11-01", OPEN)]
    request = json.dumps(
        {
            "do": "progress",
            "ratings": ratings,
            "keys": KEYS,
            "today": "2026-11-24",
            "language": "nl",
        }
    )
    first = answer(request)
    answer(json.dumps({"do": "group", "ratings": ratings, "keys": KEYS}))
    assert answer(request) == first
    assert json.loads(json.dumps(json.loads(first))) == json.loads(first)
