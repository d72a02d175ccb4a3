"""What to rate next, and how ratings look over time and over a group."""

from datetime import date, timedelta
from itertools import pairwise, permutations, product
from random import Random

import pytest

from quiz.definition import Answer
from quiz.practice import (
    Pair,
    Rated,
    Spread,
    by_day,
    due_cases,
    hardest,
    latest,
    mixed_path,
    spread,
    spread_of_stop,
    talks_due,
    tally,
)
from tests.unit.shipped_definition import ANSWERS

TODAY = date(2026, 11, 24)
AFTER = 7
RIGHT: tuple[Pair, ...] = ((2, 2), (None, None), (0, 0))
CASES = ("c", "a", "d", "b")


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def rated(case: str, days: int, off: int = 0) -> Rated:
    """Return a rating of this case, so many days ago, so much off."""
    wrong: tuple[Pair, ...] = ((3, 0),) * (off // 3) + ((off % 3, 0),)
    return Rated(case, ago(days), (*RIGHT, *wrong))


def path(*history: Rated, cases: tuple[str, ...] = CASES) -> list[str]:
    return mixed_path(cases, history, TODAY, AFTER)


DISTANCES: dict[Answer, tuple[int, ...]] = {
    0: (0, 1, 2, 3, 1),
    1: (1, 0, 1, 2, 1),
    2: (2, 1, 0, 1, 1),
    3: (3, 2, 1, 0, 1),
    None: (1, 1, 1, 1, 0),
}
"""For each rating how far off it is when the key says 0, 1, 2, 3 and unknown."""


@pytest.mark.parametrize("mine", ANSWERS)
def test_how_far_off_a_rating_is(mine: Answer) -> None:
    """It is the levels in between, and 1 for an unknown on one side, for all 25 combinations."""
    distances = tuple(Rated("a", TODAY, ((mine, key),)).misjudged for key in ANSWERS)
    assert distances == DISTANCES[mine]


def test_how_far_off_a_case_is() -> None:
    """A case is as far off as its conditions together: too high and too low do not cancel out."""
    assert Rated("a", TODAY, ((3, 1), (0, 2), (None, 3), (1, None), (2, 2))).misjudged == 6
    assert Rated("a", TODAY, RIGHT).misjudged == 0
    assert [rated("a", 0, off).misjudged for off in range(8)] == list(range(8))


def test_all_cases_are_new_at_first() -> None:
    """Without a history the path is all cases, in the order given."""
    assert path() == list(CASES)


def test_misjudged_first_then_new_then_known() -> None:
    """What was misjudged comes first, then what is new, then what was right."""
    assert path(rated("a", 9), rated("b", 9, 1)) == ["b", "c", "d", "a"]


def test_the_most_wrong_comes_first() -> None:
    """Among what was misjudged, the further off the earlier, however long ago it was."""
    history = [rated("a", 30, 1), rated("b", 8, 5), rated("c", 20, 2), rated("d", 9, 3)]
    assert {tuple(path(*order)) for order in permutations(history)} == {("b", "d", "c", "a")}


@pytest.mark.parametrize("off", [0, 2], ids=["right", "wrong"])
def test_of_equals_the_longest_ago_comes_first(off: int) -> None:
    """What is equally far off comes in the order in which it was rated, then by id."""
    history = [rated("a", 8, off), rated("b", 30, off), rated("d", 8, off), rated("c", 9, off)]
    assert {tuple(path(*order)) for order in permutations(history)} == {("b", "c", "a", "d")}


def test_only_the_last_time_counts() -> None:
    """A case once misjudged and then right is known; once right and then misjudged, it is not."""
    history = [rated("a", 30, 9), rated("a", 10), rated("b", 30), rated("b", 10, 1)]
    assert path(*history) == ["b", "c", "d", "a"]


@pytest.mark.parametrize(
    ("days", "due"),
    [(-30, False), (-1, False), (0, False), (6, False), (7, True), (8, True), (400, True)],
)
@pytest.mark.parametrize("off", [0, 4], ids=["right", "wrong"])
def test_a_case_comes_back_after_some_days(days: int, due: bool, off: int) -> None:
    """Nothing comes back before the seventh day, on which it does; nor what has a day to come."""
    assert (path(rated("a", days, off), cases=("a",)) == ["a"]) is due


@pytest.mark.parametrize("after", [1, 3, 7, 30])
def test_the_days_are_those_of_the_definition(after: int) -> None:
    """Another number of days is kept to as well."""
    due = [mixed_path(["a"], [rated("a", days)], TODAY, after) for days in (after - 1, after)]
    assert due == [[], ["a"]]


def test_the_intervals_are_equal() -> None:
    """However often a case was rated, it comes back as soon as the first time."""
    history: list[Rated] = []
    seen = []
    for day in (ago(-number) for number in range(60)):
        if mixed_path(["a"], history, day, AFTER):
            history.append(Rated("a", day, RIGHT))
            seen.append(day)
    assert seen[0] == TODAY
    assert len(seen) == 9
    assert {later - earlier for earlier, later in pairwise(seen)} == {timedelta(days=AFTER)}


def test_cases_that_are_not_there_are_passed_over() -> None:
    """A case that the deck no longer has is not asked for, misjudged or not."""
    assert path(rated("gone", 30, 9), rated("lost", 30), rated("a", 9)) == ["c", "d", "b", "a"]
    assert path(rated("gone", 30, 9), cases=()) == []


def as_described(cases: tuple[str, ...], history: list[Rated]) -> list[str]:
    """Return the path a second time, case by case and group by group."""
    groups: list[list[tuple[int, date, str]]] = [[], [], []]
    for number, case in enumerate(cases):
        mine = [item for item in history if item.case == case]
        newest = max((item.on for item in mine), default=None)
        if newest is None:
            groups[1].append((number, TODAY, case))
            continue
        last = [item for item in mine if item.on == newest][-1]
        if (TODAY - newest).days >= AFTER:
            groups[0 if last.misjudged else 2].append((-last.misjudged, newest, case))
    return [case for group in groups for *_, case in sorted(group)]


def test_the_path_is_as_described() -> None:
    """On 500 random histories the path is the one that its description gives, time and again."""
    random = Random(7)  # noqa: S311 - the same histories on every run
    for _ in range(500):
        history = [
            rated(random.choice("abcdefgh"), random.randrange(20), random.randrange(3))
            for _ in range(random.randrange(12))
        ]
        cases = tuple(random.sample("abcdef", 6))
        before = list(history)
        assert path(*history, cases=cases) == as_described(cases, history)
        assert path(*history, cases=cases) == path(*history, cases=cases)
        assert history == before


def test_the_last_time_of_each_case() -> None:
    """For each case it is the latest day, wherever in the history that stands."""
    first, second, other = rated("a", 3), rated("a", 9), rated("b", 5)
    for order in permutations([first, second, other]):
        assert latest(order) == {"a": first, "b": other}
    assert latest([]) == {}


def test_of_two_on_one_day_the_later_entry_counts() -> None:
    """With equal days the entry that comes later in the history is the last one."""
    wrong, right = rated("a", 8, 3), rated("a", 8)
    assert latest([wrong, right]) == {"a": right}
    assert latest([right, wrong]) == {"a": wrong}
    assert latest([right, wrong, rated("a", 9)]) == {"a": wrong}


def test_the_answers_of_each_day() -> None:
    """Each day on which something was rated has its own count, the oldest first."""
    history = [rated("a", 2, 3), rated("b", 9), rated("c", 2), rated("a", 30, 1)]
    assert by_day(history) == [
        (ago(30), tally([*RIGHT, (1, 0)])),
        (ago(9), tally([*RIGHT, (0, 0)])),
        (ago(2), tally([*RIGHT, (3, 0), (0, 0), *RIGHT, (0, 0)])),
    ]
    assert by_day([]) == []


PAIRS = {"a": "c", "c": "a", "b": "d", "d": "b"}
ALIKE = ("a", "c", "b", "d", "x", "y", "z")
"""Cases in the order for new ones: two pairs of look-alikes, and three that have none."""


def test_a_path_never_begins_with_look_alikes() -> None:
    """A case and its look-alike have two others between them as long as there are two."""
    found = mixed_path(ALIKE, [], TODAY, AFTER, PAIRS)
    assert found == ["a", "b", "x", "c", "d", "y", "z"]
    assert mixed_path(ALIKE, [], TODAY, AFTER) == list(ALIKE)


def test_no_look_alike_follows_what_was_just_rated() -> None:
    """What was rated today counts: the path is worked out anew after each case."""
    history: list[Rated] = []
    while path := mixed_path(ALIKE, history, TODAY, AFTER, PAIRS):
        history.append(rated(path[0], 0))
    order = [one.case for one in history]
    assert order == mixed_path(ALIKE, [], TODAY, AFTER, PAIRS)
    places = {case: order.index(case) for case in order}
    assert {abs(places[one] - places[other]) for one, other in PAIRS.items()} == {3}


def test_look_alikes_are_kept_apart_as_far_as_they_can() -> None:
    """With too few others they are one apart, and side by side where there is nothing else."""
    assert mixed_path(("a", "c", "b"), [], TODAY, AFTER, PAIRS) == ["a", "b", "c"]
    assert mixed_path(("a", "c"), [], TODAY, AFTER, PAIRS) == ["a", "c"]


def test_misjudged_look_alikes_are_kept_apart_too() -> None:
    """The worse of two comes first, the other one behind what is next in turn."""
    history = [rated("a", 9, 5), rated("c", 9, 4), rated("x", 9, 1)]
    found = mixed_path(ALIKE, history, TODAY, AFTER, PAIRS)
    assert found == ["a", "x", "b", "c", "y", "d", "z"]


def test_every_order_of_cases_keeps_them_all() -> None:
    """However they are mixed, each case is there once, and no pair begins a path of three."""
    for order in permutations(("a", "c", "b", "x", "y")):
        found = mixed_path(order, [], TODAY, AFTER, PAIRS)
        assert sorted(found) == sorted(order)
        assert set(found[:2]) != {"a", "c"}


def test_what_has_come_back_is_counted() -> None:
    """Of the chosen cases those whose last rating is as many days ago as it takes, or more."""
    history = [rated("a", 30), rated("a", 6), rated("b", 7), rated("c", 8), rated("gone", 9)]
    due = due_cases(("a", "b", "d"), history, TODAY, AFTER)
    assert [one.case for one in due] == ["b"]


def test_the_hardest_case_is_the_one_least_often_right() -> None:
    """Over all times that it was rated; nothing where every answer was right."""
    assert hardest([]) == []
    assert hardest([rated("a", 1), rated("b", 2)]) == []
    assert hardest([rated("a", 1, 1), rated("b", 2)]) == ["a"]
    # Of four answers each: two of eight wrong is less than one of four and no worse than it.
    assert hardest([rated("a", 9, 1), rated("a", 1), rated("b", 2, 2)]) == ["b"]
    assert hardest([rated("a", 1, 1), rated("b", 2, 2)]) == ["b"]
    assert hardest([rated("a", 1, 2), rated("b", 2, 2)]) == ["a", "b"]


@pytest.mark.parametrize(
    ("ratings", "key", "counts", "apart", "talk"),
    [
        ([2, 2, 2], 2, (0, 0, 3, 0, 0), 0, False),
        ([1, 2, 2], 2, (0, 1, 2, 0, 0), 1, False),
        ([1, 1, 2], 2, (0, 2, 1, 0, 0), 1, True),
        ([1, 2], 2, (0, 1, 1, 0, 0), 1, False),
        ([0, 2, 2, 2, 2], 2, (1, 0, 4, 0, 0), 2, True),
        ([0, 3], 3, (1, 0, 0, 1, 0), 3, True),
        ([2, None, 2, 2], 2, (0, 0, 3, 0, 1), 0, True),
        ([2, None, None, None], None, (0, 0, 1, 0, 3), 0, True),
        ([None, None, None], None, (0, 0, 0, 0, 3), 0, False),
        ([None, None, None], 2, (0, 0, 0, 0, 3), 0, True),
        ([3, 3, 3], 2, (0, 0, 0, 3, 0), 0, True),
        ([3, 3, 3], None, (0, 0, 0, 3, 0), 0, True),
        ([1], 1, (0, 1, 0, 0, 0), 0, False),
        ([1], 2, (0, 1, 0, 0, 0), 0, True),
        ([], 2, (0, 0, 0, 0, 0), 0, False),
    ],
    ids=lambda value: str(value) if isinstance(value, list) else None,
)
def test_how_a_group_rated(
    ratings: list[Answer],
    key: Answer,
    counts: tuple[int, int, int, int, int],
    apart: int,
    talk: bool,
) -> None:
    """The counts, the range, and whether there is something to argue about."""
    given = spread(ratings, key)
    assert given == Spread(counts, apart, given.differ, talk)


def test_what_is_told_of_a_group_before_the_key_opens() -> None:
    """Where it differs says nothing about the key: it is the same for every key there could be."""
    for ratings in product(ANSWERS, repeat=3):
        found = {spread(ratings, key).differ for key in ANSWERS}
        levels = [rating for rating in ratings if rating is not None]
        apart = bool(levels) and max(levels) - min(levels) >= 2
        assert found == {apart or 0 < len(levels) < len(ratings)}
    for said in range(4):
        ticks = [True] * said + [False] * (3 - said)
        assert {spread_of_stop(ticks, key).differ for key in (True, False)} == {0 < said < 3}


def test_every_group_of_four() -> None:
    """For all groups of up to four there is talk exactly when the three reasons say so."""
    for size in range(1, 5):
        for ratings, key in product(product(ANSWERS, repeat=size), ANSWERS):
            levels = sorted(rating for rating in ratings if rating is not None)
            given = spread(ratings, key)
            assert given.counts == tuple(ratings.count(answer) for answer in ANSWERS)
            assert given.range == (levels[-1] - levels[0] if levels else 0)
            some_unknown = None in ratings and levels != []
            most_off = ratings.count(key) < size / 2
            assert given.talk == (given.range in (2, 3) or some_unknown or most_off)


def test_conversations_come_back_worst_asked_first() -> None:
    """A week after they were last played; the last time counts, and of equals the longest ago."""
    played = [
        ("good", ago(20), 0.9),
        ("better-now", ago(30), 0.1),
        ("better-now", ago(9), 0.95),
        ("worse-now", ago(40), 1.0),
        ("worse-now", ago(7), 0.2),
        ("too-soon", ago(6), 0.0),
        ("long-ago", ago(50), 0.9),
    ]
    assert talks_due(played, TODAY, AFTER) == ["worse-now", "long-ago", "good", "better-now"]
    assert talks_due(played[::-1], TODAY, AFTER) == talks_due(played, TODAY, AFTER)
    assert talks_due([], TODAY, AFTER) == []
