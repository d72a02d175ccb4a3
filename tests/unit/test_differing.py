"""What differs between two files of data, laid over the one, gives the other."""

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some
from ruamel.yaml import YAML

from quiz.host.laid_over import lay_over
from quiz.host.yaml_file import Reading
from quiz.host.yaml_file import read as site_read
from team.differing import comments, laid_over, merged, over_for, plain, read, same, written
from tests import frozen

LETTERS = some.characters(
    exclude_categories=["Cs", "Cc", "Co", "Cn"], exclude_characters="\x85\u2028\u2029\ufeff"
)
WORDS = some.lists(some.text("ab:#’é-", min_size=1, max_size=12), min_size=8, max_size=60)
TEXTS = some.text(LETTERS) | WORDS.map(" ".join) | some.sampled_from(["yes", "null", "2028-12-01"])
KEYS = some.sampled_from(["nl", "en", "ask", "stop", "order", "a-b"])
VALUES: some.SearchStrategy[Any] = some.recursive(
    some.booleans()
    | some.integers(-99, 99)
    | TEXTS
    | some.sampled_from(["yes", "null", "2028-12-01"]),
    lambda inside: some.lists(inside, max_size=3) | some.dictionaries(KEYS, inside, max_size=4),
    max_leaves=12,
)
DATA = some.dictionaries(some.sampled_from(["need", "ask", "stop", "say"]), VALUES, max_size=4)
CONDITIONS: some.SearchStrategy[list[Any]] = some.lists(
    some.fixed_dictionaries({"id": some.sampled_from("abcdef"), "say": VALUES}),
    max_size=5,
    unique_by=lambda one: str(one["id"]),
)


def safely(text: str) -> Any:
    """Read YAML as the project does, apart from how it was written."""
    return YAML(typ="safe", pure=True).load(text)


def reading(text: str) -> Reading:
    """Read YAML as the site does."""
    return site_read(text, "a file")


@given(DATA, DATA)
def test_what_differs_laid_over_ours_gives_theirs(base: Any, mine: Any) -> None:
    """To the letter, unless a key of ours is gone, which is told."""
    over, lost = over_for(base, mine)
    came = laid_over(base, plain(over))
    for place in (one.place for one in lost):
        inside = came
        for key in place[:-1]:
            inside = inside[key]
        del inside[place[-1]]
    assert same(came, mine)
    assert all(one.gone for one in lost)


@given(DATA, CONDITIONS, CONDITIONS)
def test_conditions_are_laid_over_by_their_ids(base: Any, ours: Any, theirs: Any) -> None:
    """Whichever there are, in whichever order."""
    base = {**base, "conditions": ours or [{"id": "z"}]}
    mine = {**base, "conditions": theirs or [{"id": "z"}]}
    over, lost = over_for(base, mine)
    if not lost:
        assert same(laid_over(base, plain(over)), mine)


@given(DATA)
def test_what_is_written_is_read_again(data: Any) -> None:
    """Whatever the texts are, and however long."""
    over, _ = over_for({}, data)
    assert same(safely(written(over)) or {}, data)


@given(DATA, DATA)
def test_nothing_is_laid_over_that_is_the_same(base: Any, mine: Any) -> None:
    """What is in both alike is not repeated."""
    over, _ = over_for(base, mine)
    for key in over:
        assert key not in base or not same(base[key], mine[key])


@given(DATA, CONDITIONS, DATA, CONDITIONS)
def test_it_is_laid_as_the_site_lays_it(base: Any, ours: Any, mine: Any, theirs: Any) -> None:
    """A copy that is older than `quiz.host.laid_over` is moved without it, to the same end."""
    base = {**base, "conditions": ours or [{"id": "z"}]}
    over, _ = over_for(base, {**mine, "conditions": theirs or [{"id": "z"}]})
    text = written(over)
    laid = lay_over(reading(written(base)), reading(text), frozenset())
    if over:
        assert same(laid.data, laid_over(base, safely(text)))


def test_only_what_differs_is_written() -> None:
    """A few words of one condition of the real questions make a file of a few lines."""
    text = frozen.DEFINITION.read_text("utf-8")
    mine = text.replace("id: five-conditions", "id: sure").replace(
        "nl: Hebben", "nl: Toch, hebben", 1
    )
    over, lost = over_for(read(text), read(mine))
    assert lost == []
    [condition] = over["conditions"]
    assert [*over] == ["id", "conditions"]
    assert [*condition] == ["id", "question"]
    assert [*condition["question"]] == ["nl"]
    assert same(laid_over(safely(text), safely(written(over))), safely(mine))


def test_the_order_is_said_when_it_is_another() -> None:
    """And only then: a condition that goes, comes or moves."""
    base = {"conditions": [{"id": "a"}, {"id": "b"}]}
    for ids, order in {"ab": None, "ba": ["b", "a"], "a": ["a"], "abc": ["a", "b", "c"]}.items():
        over, _ = over_for(base, {"conditions": [{"id": one} for one in ids]})
        assert over.get("order") == order


def test_a_text_is_quoted_only_where_it_has_to_be() -> None:
    """With double quotes; a long one is folded instead."""
    long = "zo: " + "woord " * 30 + "eind"
    data = {"a": "gewoon", "b": "zo: dus", "c": long, "d": {"nl": "ja", "en": "yes"}}
    text = written(over_for({}, read(written(data)))[0])
    assert text.startswith('a: gewoon\nb: "zo: dus"\nc: >-\n  zo: woord')
    assert max(map(len, text.splitlines())) <= 100
    assert safely(text) == data


def test_what_is_whole_stands_for_itself() -> None:
    """A definition that has every key which one must have takes nothing from ours."""
    base = {"id": "a", "version": 1, "stop": {"nl": "ja"}}
    assert laid_over(base, {"id": "b", "version": 2}, {"id", "version"}) == {
        "id": "b",
        "version": 2,
    }
    assert laid_over(base, {"id": "b"}, {"id", "version"}) == {**base, "id": "b"}


@pytest.mark.parametrize(("one", "other"), [(1, True), (0, False), ([1], [True]), ("1", 1)])
def test_values_of_another_kind_are_not_the_same(one: Any, other: Any) -> None:
    """For Python 1 is True; for whoever reads a definition it is not."""
    assert not same({"a": one}, {"a": other})


def test_what_is_laid_over_already_stays() -> None:
    """New keys come beside it; where it says otherwise, that is told."""
    into: dict[str, Any] = {"a": {"nl": "eigen"}, "conditions": [{"id": "x", "say": 1}]}
    over = {"a": {"nl": "anders", "en": "own"}, "conditions": [{"id": "x", "ask": 2}, {"id": "y"}]}
    before = copy.deepcopy(into["a"])
    assert merged(into, over) == [("a", "nl")]
    assert into["a"] == before | {"en": "own"}
    assert into["conditions"] == [{"id": "x", "say": 1, "ask": 2}, {"id": "y"}]


def test_a_comment_is_told_from_a_text() -> None:
    """A # within a text, quoted or folded, begins none."""
    text = 'a: "x # y"  # one\n# two\nb: >-\n  # three\n  and so on\nc: d#e\n'
    assert [*comments(text)] == [(1, "# one"), (2, "# two")]
