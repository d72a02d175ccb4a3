"""What a learner did in an exercise, part by part: marked, put in order, chosen, counted back."""

import json
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.browser import start
from quiz.errors import InputError
from quiz.exercise import KINDS, RIGHT, Outcome, counted_back, outcomes, time_of
from tests.unit.shipped_definition import DATA

WORDS = {"kind": "words", "counts": [True, False, True, False]}
QUESTION = {"kind": "question", "counts": [False, True, False]}
ORDER = {"kind": "order", "parts": 4}
BACK: Any = {"kind": "count-back", "day": "2027-09-01", "takes": ["12 days", "3 days", "6 weeks"]}


def hows(key: dict[str, Any], done: object) -> list[str]:
    return [outcome.how for outcome in outcomes(key, done)]


def test_words_are_found_missed_extra_or_left() -> None:
    """Of two that count one is marked; of two that do not, one is marked for nothing."""
    assert hows(WORDS, [0, 1]) == ["found", "extra", "missed", "left"]
    assert hows(WORDS, []) == ["missed", "left", "missed", "left"]


def test_a_question_is_one_of_them() -> None:
    """The best is found, or missed for another."""
    assert hows(QUESTION, [1]) == ["left", "found", "left"]
    assert hows(QUESTION, [2]) == ["left", "missed", "extra"]


def test_a_step_is_in_its_place_or_early_or_late() -> None:
    """Two that changed places: the one stands too early, the other too late."""
    assert hows(ORDER, [0, 2, 1, 3]) == ["right", "late", "early", "right"]


@given(st.permutations(range(6)))
def test_an_order_is_right_where_nothing_moved(order: list[int]) -> None:
    """A step is right if it stands where it should, and all are in one order alone."""
    found = hows({"kind": "order", "parts": 6}, order)
    assert (found == ["right"] * 6) == (order == sorted(order))
    assert [how == "right" for how in found] == [part == n for n, part in enumerate(order)]


def test_days_are_counted_back() -> None:
    """From 1 September: twelve days, three days, six weeks."""
    days = [date(2027, 8, 20), date(2027, 8, 17), date(2027, 7, 6)]
    assert counted_back(date(2027, 9, 1), BACK["takes"]) == days
    assert hows(BACK, [day.isoformat() for day in days]) == ["right"] * 3


def test_a_day_is_late_early_or_open() -> None:
    """After the right day is too late, before it earlier than needed, and nothing is open."""
    assert hows(BACK, ["2027-08-21", "2027-08-01", ""]) == ["late", "early", "open"]


def test_who_counts_right_from_a_wrong_day_is_told_so() -> None:
    """A slip costs one step and not all that follow; an open one counts as if it were right."""
    assert hows(BACK, ["2027-08-21", "2027-08-18", "2027-07-07"]) == ["late", "follows", "follows"]
    assert hows(BACK, ["", "2027-08-17", "2027-07-06"]) == ["open", "right", "right"]
    assert outcomes(BACK, ["2027-08-21", "", ""])[0] == Outcome("late", date(2027, 8, 21))


@given(
    st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    st.lists(st.tuples(st.integers(1, 99), st.sampled_from(["days", "weeks"])), min_size=1),
)
def test_what_is_counted_back_comes_out_again(day: date, spans: list[tuple[int, str]]) -> None:
    """Each step lasts from its own day to that of the step after it."""
    takes = [f"{number} {unit}" for number, unit in spans]
    days = [day, *counted_back(day, takes)]
    between = [later - earlier for later, earlier in pairwise(days)]
    assert between == [time_of(each) for each in takes]
    assert sum(between, timedelta()) == day - days[-1]


@pytest.mark.parametrize("takes", ["0 days", "3 months", "3days", "100 days", "3 days\n", ""])
def test_a_month_has_no_fixed_number_of_days(takes: str) -> None:
    """Only days and weeks can be counted back."""
    with pytest.raises(ValueError, match=r"^"):
        time_of(takes)


@pytest.mark.parametrize(
    ("key", "done"),
    [
        (WORDS, [4]),
        (WORDS, [-1]),
        (WORDS, [0, 0]),
        (WORDS, ["0"]),
        (WORDS, [True]),
        (WORDS, None),
        (WORDS, {"0": 1}),
        (ORDER, [0, 1, 2]),
        (ORDER, [0, 1, 2, 2]),
        (BACK, ["2027-08-20"]),
        (BACK, ["2027-02-30", "", ""]),
        (BACK, [3, "", ""]),
        (BACK, "2027-08-20"),
        ({**BACK, "day": "soon"}, ["", "", ""]),
        ({"kind": "poem"}, []),
    ],
)
def test_what_cannot_be_read_is_refused(key: dict[str, Any], done: object) -> None:
    """It says where, what and what to do."""
    with pytest.raises(InputError) as caught:
        outcomes(key, done)
    assert all(p.where and p.what and p.fix for p in caught.value.problems)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_page_is_told_how_many_are_right(language: str) -> None:
    """A page gets each part, the learner's own day in words, and how many are right."""
    answer = start(json.dumps(DATA))
    asked = {"do": "exercise", "key": BACK, "given": ["2027-08-21", "2027-08-18", ""]}
    told = json.loads(answer(json.dumps({**asked, "language": language})))["ok"]
    assert [part["how"] for part in told["parts"]] == ["late", "follows", "open"]
    months = {"nl": "augustus", "en": "August"}
    assert told["parts"][0]["own"] == f"21 {months[language]} 2027"
    assert told["parts"][2]["own"] == ""
    assert (told["right"], told["of"]) == (1, 3)


@pytest.mark.parametrize(("given", "chose"), [([1], "best"), ([0], "other"), ([], "none")])
def test_a_choice_is_told_without_a_count(given: list[int], chose: str) -> None:
    """One question is asked, so a worst one is no half of a right answer."""
    asked = {"do": "exercise", "key": QUESTION, "given": given, "language": "en"}
    assert json.loads(start(json.dumps(DATA))(json.dumps(asked)))["ok"]["chose"] == chose


def test_there_are_four_kinds() -> None:
    """Each of them has been tried above, and no outcome is right and wrong at once."""
    assert {key["kind"] for key in (WORDS, QUESTION, ORDER, BACK)} == set(KINDS)
    assert not set(RIGHT) & {"missed", "extra", "early", "late", "open"}
