"""A team's file laid over ours: what comes of it, and where each place of that was written."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.definition import definition_from
from quiz.errors import InputError
from quiz.host.definition_file import SCHEMA_FILE, load_definition
from quiz.host.laid_over import lay_over
from quiz.host.yaml_file import Reading, read, read_schema
from tests import frozen
from tests.unit.shipped_definition import DATA, TEXT

OURS = """\
id: ours
title: {nl: Kop, en: Head}
conditions:
  - id: need
    name: {nl: behoefte, en: need}
    rungs: [none, some]
  - id: means
    name: {nl: middelen, en: means}
    rungs: [none, some]
months: [jan, feb]
"""
IDS = st.sampled_from(["need", "means", "trust", "urgency"])
PLAIN = st.one_of(st.integers(0, 3), st.sampled_from(["", "a", "b"]), st.lists(st.integers(0, 2)))
DATA_OF_KEYS = st.recursive(
    PLAIN, lambda inside: st.dictionaries(st.sampled_from("xyz"), inside, max_size=3), max_leaves=8
)
MAPPINGS = st.dictionaries(st.sampled_from("xyz"), DATA_OF_KEYS, min_size=1)


def laid(over: str, *, whole: frozenset[str] = frozenset(), base: str = OURS) -> Reading:
    return lay_over(read(base, "ours.yml"), read(over, "own.yml"), whole)


def conditions(over: str) -> list[Any]:
    reading = laid(over)
    assert reading.problems == []
    return list(reading.data["conditions"])


def told(over: str) -> list[str]:
    return [str(problem) for *_, problem in laid(over).problems]


def test_a_mapping_is_laid_over_key_by_key_and_a_text_language_by_language() -> None:
    """What is written wins, all else stays; a key that is not there yet comes behind."""
    reading = laid("title: {en: Heading}\nnew: 1\n")
    assert reading.problems == []
    assert reading.data["title"] == {"nl": "Kop", "en": "Heading"}
    assert list(reading.data) == ["id", "title", "conditions", "months", "new"]


def test_conditions_are_laid_over_by_their_ids() -> None:
    """One that is there is changed in its place, a new one comes behind them."""
    own = "conditions:\n  - {id: trust, name: {nl: v, en: t}}\n  - {id: means, name: {nl: geld}}\n"
    need, means, trust = conditions(own)
    assert need["name"] == {"nl": "behoefte", "en": "need"}
    assert means == {
        "id": "means",
        "name": {"nl": "geld", "en": "means"},
        "rungs": ["none", "some"],
    }
    assert trust == {"id": "trust", "name": {"nl": "v", "en": "t"}}


def test_any_other_list_takes_the_place_of_ours() -> None:
    """So do the rungs of a condition, which mean something as a whole alone."""
    assert laid("months: [maart]").data["months"] == ["maart"]
    assert conditions("conditions: [{id: need, rungs: [a]}]")[0]["rungs"] == ["a"]


@pytest.mark.parametrize(
    ("own", "ids"),
    [
        ("order: [means, need]", ["means", "need"]),
        ("order: [means]", ["means"]),
        ("conditions: [{id: trust}]\norder: [trust, need]", ["trust", "need"]),
    ],
)
def test_an_order_says_which_conditions_there_are(own: str, ids: list[str]) -> None:
    """And in which order; it is no key of what comes of it."""
    reading = laid(own)
    assert reading.problems == []
    assert [one["id"] for one in reading.data["conditions"]] == ids
    assert "order" not in reading.data


@pytest.mark.parametrize(
    ("own", "line"),
    [
        ("id: x\norder: [need, maens]", "own.yml:2: order: there is no condition maens: was means"),
        ("order: [need, need]", "own.yml:1: order: need appears twice: name each condition once"),
        ("order: need", "own.yml:1: order: not a list of ids: write the ids"),
        ("conditions:\n  - id: need\n  - id: need", "own.yml:3: conditions[1]: need appears twice"),
        ("conditions:\n  - name: x", "own.yml:2: conditions[0]: no id: say by id which"),
    ],
)
def test_what_cannot_be_laid_over_is_told_at_its_line(own: str, line: str) -> None:
    """In the team's file; what to do stands there too. An order that is wrong is not followed."""
    (found,) = [one for one in told(own) if "changes nothing" not in one]
    assert found.startswith(line)
    assert [one["id"] for one in laid(own).data["conditions"]][:2] == ["need", "means"]


@pytest.mark.parametrize(
    ("own", "line"),
    [
        ("", "own.yml:1: it is empty"),
        ("# nothing yet\n", "own.yml:1: it is empty"),
        ("{}", "own.yml:1: it is empty"),
        ("title: {nl: Kop}", "own.yml:1: it changes nothing"),
        ("order: [need, means]", "own.yml:1: it changes nothing"),
        ("- a", "own.yml:1: not a mapping"),
    ],
)
def test_what_changes_nothing_is_refused(own: str, line: str) -> None:
    """A file that lies there for nothing would have its author look for what it does."""
    (found,) = told(own)
    assert found.startswith(line)
    assert laid(own).data == read(OURS, "ours.yml").data


def test_a_whole_file_stands_for_itself() -> None:
    """With every key that it must have, nothing of ours is left."""
    reading = laid("id: own\ntitle: {nl: x}", whole=frozenset({"id", "title"}))
    assert reading.data == {"id": "own", "title": {"nl": "x"}}


def test_each_place_is_told_by_the_line_that_it_was_written_on() -> None:
    """A problem in what comes of two files is found in the one that has it, by its place there."""
    reading = laid("conditions:\n  - id: trust\n    name: {nl: x}\n  - id: means\n    rungs: [a]\n")
    for place in (
        ("conditions", 1, "name", "nl"),
        ("conditions", 1, "rungs", 0),
        ("conditions", 2, "name", "nl"),
        ("conditions", 2, "hint"),
        ("months", 1),
    ):
        reading.add(place, "wrong", "mend it")
    assert [problem.where for *_, problem in reading.problems] == [
        "ours.yml:8: conditions[1].name.nl",
        "own.yml:5: conditions[1].rungs[0]",
        "own.yml:3: conditions[0].name.nl",
        "own.yml:2: conditions[0].hint",
        "ours.yml:10: months[1]",
    ]


def value_of(own: Any, ours: Any) -> Any:
    """Say by another way what is to come of laying one over the other."""
    if not isinstance(own, Mapping) or not isinstance(ours, Mapping):
        return own
    both = own.keys() & ours.keys()
    return {**ours, **own} | {key: value_of(own[key], ours[key]) for key in both}


@given(MAPPINGS, MAPPINGS)
def test_laying_over_gives_what_is_own_and_else_what_is_ours(
    ours: dict[str, Any], own: dict[str, Any]
) -> None:
    """Every value is the team's where it has one; where nothing comes of it, that is told."""
    texts = [repr(data).replace("'", '"') for data in (ours, own)]
    reading = lay_over(read(texts[0], "ours.yml"), read(texts[1], "own.yml"), frozenset())
    assert reading.data == value_of(own, ours)
    assert bool(reading.problems) == (reading.data == ours)


@given(st.lists(IDS, unique=True, min_size=1), st.permutations(["need", "means"]))
def test_conditions_come_in_the_order_that_is_asked_for(more: list[str], first: list[str]) -> None:
    """Whatever is added, and in whatever order."""
    order = [*first, *(one for one in more if one not in first)]
    own = f"conditions: [{', '.join(f'{{id: {one}, n: 1}}' for one in more)}]\norder: {order}"
    assert [one["id"] for one in conditions(own)] == order


# --- a definition ---


def site(tmp_path: Any, own: str, **more: Any) -> dict[str, Any]:
    file = tmp_path / "conditions.yml"
    file.write_text(own, encoding="utf-8")
    return load_definition(frozen.SECOND, file, **more)


def test_what_ours_says_of_a_condition_goes_with_it(tmp_path: Any) -> None:
    """Its remarks, and what changed about it, would be of nothing; the others stay."""
    data = site(tmp_path, "order: [need, means, urgency, attention]")
    assert [one["id"] for one in data["conditions"]] == ["need", "means", "urgency", "attention"]
    assert data["changed"]["2"].keys() == {"means", "urgency", "attention"}
    assert data["remarks"]
    assert all("trust" not in remark["when"] for remark in data["remarks"])
    definition_from(data)


def test_what_a_team_says_of_a_condition_that_is_gone_is_told(tmp_path: Any) -> None:
    """At its own line: nobody else wrote it."""
    own = (
        "order: [need, means]\nremarks:\n  - when: {trust: [0]}\n    text: {nl: x, en: y}\n"
        "changed: {2: {trust: [0]}}\n"
    )
    with pytest.raises(InputError) as caught:
        site(tmp_path, own)
    name = tmp_path / "conditions.yml"
    assert [problem.where for problem in caught.value.problems] == [
        f"{name}:3: remarks[0].when.trust",
        f"{name}:5: changed.2.trust",
    ]


def test_questions_of_an_own_id_have_versions_of_their_own(tmp_path: Any) -> None:
    """What changed in versions of ours is of no matter to them."""
    assert "changed" not in site(tmp_path, "id: own\nversion: 1\n")


def test_a_definition_that_is_whole_takes_the_place_of_ours(tmp_path: Any) -> None:
    """It has every key that the schema asks for."""
    assert read_schema(SCHEMA_FILE)["required"] <= [*DATA]
    assert site(tmp_path, TEXT) == DATA


def test_phrases_and_questions_are_told_at_once(tmp_path: Any) -> None:
    """Each by its own file and line."""
    phrases = tmp_path / "phrases.yml"
    phrases.write_text("pipeline:\n  no_day: {nl: geen, en: none}\n  no_dya: {nl: x, en: x}\n")
    with pytest.raises(InputError) as caught:
        site(tmp_path, "stale_after_days: soon\n", phrases=phrases)
    assert [problem.where for problem in caught.value.problems] == [
        f"{tmp_path / 'conditions.yml'}:1: stale_after_days",
        f"{phrases}:3: pipeline.no_dya",
    ]
