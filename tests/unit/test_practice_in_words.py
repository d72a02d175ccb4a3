"""All answers of a learner in words and pictures, counted a second time from the answers."""

from datetime import date
from itertools import product
from random import Random
from typing import Any

import pytest

from quiz.definition import Answer
from quiz.practice import OUTCOMES, Pair, Rated, by_condition, comparison, tally
from quiz.sheet import Answers
from tests.unit.shipped_definition import ANSWERS, DEFINITION, LANGUAGES
from tests.unit.test_browser_practice import IDS, progress, rating, sheet

DAYS = [f"2026-11-{day:02}" for day in (3, 4, 9, 17, 23)]
HEADS = {
    "nl": ["Goed", "Ingevuld", "Bewijs gemist", "Te rooskleurig", "Te somber", "Antwoorden"],
    "en": ["Right", "Assumed", "Evidence missed", "Too rosy", "Too gloomy", "Answers"],
}
COLUMNS = ("same", "assumed", "missed", "higher", "lower")


def at_random(seed: int) -> Answers:
    return tuple(Random(seed).choices(ANSWERS, k=len(IDS)))  # noqa: S311 - the same every time


KEYS = {f"case-{number}": at_random(100 + number) for number in range(9)}


def history(seed: int, size: int) -> list[tuple[str, str, Answers]]:
    """Return ratings: case, day and answers, often but not always what the key has."""
    random = Random(seed)  # noqa: S311
    found = []
    for _ in range(size):
        case = random.choice(list(KEYS))
        answers = [key if random.random() < 0.6 else random.choice(ANSWERS) for key in KEYS[case]]
        found.append((case, random.choice(DAYS), tuple(answers)))
    return found


def what(mine: Answer, key: Answer) -> str:
    """Say again, and in another way, how an answer compares with the key."""
    if (mine is None) != (key is None):
        return "missed" if mine is None else "assumed"
    if mine is None or key is None:
        return "same"
    return ("lower", "same", "higher")[(mine > key) - (mine < key) + 1]


def shown(rated: list[tuple[str, str, Answers]], language: str = "en") -> Any:
    ratings = [rating(*one) for one in rated]
    keys = {case: sheet(answers) for case, answers in KEYS.items()}
    return progress(*ratings, keys=keys, language=language)


def test_every_answer_is_one_thing() -> None:
    """All 25 combinations: right, too high, too low, assumed or missed, and never two of them."""
    for mine, key in product(ANSWERS, ANSWERS):
        assert comparison(mine, key) == what(mine, key)
        counts = tally([(mine, key)])
        assert {how: count for how, count in counts.items() if count} == {what(mine, key): 1}


def test_an_answer_that_is_rightly_unknown_counts() -> None:
    """Nine rungs right and one assumed are nine of ten, and so are nine unknowns."""
    both: tuple[Pair, Pair] = ((2, 2), (None, None))
    for right in both:
        pairs: list[Pair] = [*[right] * 9, (2, None)]
        assert tally(pairs) == {"same": 9, "higher": 0, "lower": 0, "assumed": 1, "missed": 0}


def test_nothing_right_is_told_as_such() -> None:
    """A case with nothing right takes its five answers with it, whatever they were."""
    keys = {"a": sheet((2, 2, 2, 2, 2)), "b": sheet((None, 0, None, 3, 1))}
    given = progress(
        rating("a", "2026-11-20", (2, 2, 2, 2, 2)),
        rating("b", "2026-11-20", (1, None, 0, None, 2)),
        keys=keys,
    )
    assert given["right"] == (
        "5 of 10 right; 2 assumed where nothing was said, 2 with evidence missed and 1 too rosy."
    )
    assert given["figures"]["exact"]["text"] == "83%"  # the measure that made it look well


@pytest.mark.parametrize("seed", range(12))
def test_counts_are_those_of_the_answers(seed: int) -> None:
    """The tally, both tables and what each picture says of a row, over all answers."""
    rated = history(seed, 4 + seed)
    found = [
        (day, condition, what(mine, key))
        for case, day, answers in rated
        for condition, mine, key in zip(IDS, answers, KEYS[case], strict=True)
    ]
    given = shown(rated)
    assert given["tally"] == {
        outcome: sum(how == outcome for _, _, how in found) for outcome in OUTCOMES
    }
    right = sum(how == "same" for _, _, how in found)
    assert given["right"].startswith(f"{right} of {5 * len(rated)} right")
    conditions, days = (picture["table"]["rows"] for picture in given["pictures"])
    for row, condition in zip(conditions, IDS, strict=True):
        of_it = [how for _, where, how in found if where == condition]
        assert row[0].lower() == DEFINITION[condition].name["en"]
        assert row[1:] == [*(str(of_it.count(how)) for how in COLUMNS), str(len(of_it))]
    assert [row[0] for row in days] == [
        f"{int(day[-2:])} November 2026" for day in sorted({day for day, *_ in found})
    ]
    for row, day in zip(days, sorted({day for day, *_ in found}), strict=True):
        of_it = [how for when, _, how in found if when == day]
        assert row[1:] == [*(str(of_it.count(how)) for how in COLUMNS), str(len(of_it))]


@pytest.mark.parametrize("seed", range(6))
def test_a_bar_is_as_long_as_what_was_right(seed: int) -> None:
    """The solid part is what was right, the striped part behind it what was assumed."""
    for picture in shown(history(seed, 11))["pictures"]:
        _, about, drawn = picture["drawing"]
        assert about["aria-label"] == picture["title"]
        bars = [node for node in drawn if "bar" in node[1]["class"].split()]
        figures = [node[2][0] for node in drawn if node[1]["class"] == "picture__figure"]
        rows = picture["table"]["rows"]
        assert figures == [f"{row[1]} of {row[-1]}" for row in rows]
        solid = [node[1]["width"] for node in bars if "bar--2" in node[1]["class"]]
        striped = [node[1] for node in bars if "bar--unknown" in node[1]["class"]]
        assert solid == [percent(row[1], row[-1]) for row in rows if row[1] != "0"]
        assumed = [row for row in rows if row[2] != "0"]
        assert [node["width"] for node in striped[::3]] == [
            percent(row[2], row[-1]) for row in assumed
        ]
        assert [node["x"] for node in striped[::3]] == [
            percent(row[1], row[-1]) if row[1] != "0" else "0" for row in assumed
        ]


def percent(part: str, whole: str) -> str:
    return f"{round(100 * int(part) / int(whole), 2):g}%"


def test_only_the_last_days_are_drawn() -> None:
    """The table has them all."""
    rated = [("case-1", f"2026-10-{day:02}", KEYS["case-1"]) for day in range(1, 16)]
    days = shown(rated)["pictures"][1]
    names = [node[2][0] for node in days["drawing"][2] if node[1]["class"] == "picture__name"]
    assert names == [f"{day} October 2026" for day in range(6, 16)]
    assert len(days["table"]["rows"]) == 15
    assert days["description"].startswith(
        "On 1 October 2026 you had all 5 right, on 15 October 2026 all 5 right."
    )


WORDS = {
    "nl": (
        "Na één case zegt dit nog weinig.",
        "Na 2 cases zegt dit nog weinig.",
        "Bij elke voorwaarde waren er 3 van de 3 goed.",
        "Het vaakst goed: behoefte, aandacht (4 van de 4)."
        " Het minst vaak: mag en kan kopen (2 van de 4).",
    ),
    "en": (
        "After one case this says little.",
        "After 2 cases this says little.",
        "3 of 3 were right at each condition.",
        "Most often right: need, attention (4 of 4). Least often: means (2 of 4).",
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_conditions_in_words(language: str) -> None:
    """What goes best and worst, all of a tie, and nothing of it before there are three cases."""
    keys = {"a": sheet((2, 2, 2, 2, 2))}
    right: Answers = (2, 2, 2, 2, 2)

    def said(*all_answers: Answers) -> str:
        ratings = [rating("a", "2026-11-20", answers) for answers in all_answers]
        picture = progress(*ratings, keys=keys, language=language)["pictures"][0]
        assert picture["table"]["head"][1:] == HEADS[language]
        words: str = picture["description"]
        return words

    one, two, even, apart = WORDS[language]
    assert said(right).startswith(one)
    assert said(right, right).startswith(two)
    assert said(right, right, right).startswith(even)
    wrong: Answers = (2, 1, 3, None, 2)
    assert said(right, right, wrong, (2, 3, 2, 2, 2)).startswith(apart)


def test_conditions_keep_their_order() -> None:
    """Each has the answers to it, in the order of the definition."""
    pairs: tuple[Pair, ...] = ((2, 2), (3, 2), (1, 2), (2, None), (None, 2))
    assert by_condition([]) == []
    found = by_condition([Rated("a", date(2026, 11, 20), pairs)])
    assert [[how for how in OUTCOMES if counts[how]] for counts in found] == [
        [outcome] for outcome in OUTCOMES
    ]


def test_a_case_that_comes_back_says_how_it_went_before() -> None:
    """Of the times before this day the last one counts, and those of other cases don't."""
    key: Answers = (2, 2, 2, 2, 2)
    keys = {"a": sheet(key), "b": sheet(key)}
    times = [
        rating("a", "2026-11-03", (0, 0, 0, 0, 0)),
        rating("a", "2026-11-10", (2, 2, 2, 0, 0)),
        rating("b", "2026-11-12", key),
        rating("a", "2026-11-20", (2, 0, 0, 0, 0)),
        rating("a", "2026-11-20", key),
    ]
    said = [progress(*times[:many], keys=keys)["last_time"] for many in range(1, 6)]
    first, third = (
        "Last time with this case: 0 of 5 right.",
        "Last time with this case: 3 of 5 right.",
    )
    assert said == ["", first, "", third, third]
