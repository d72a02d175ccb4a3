"""The pictures of a list of prospects: every figure against one counted another way."""

import json
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from xml.etree import ElementTree

import pytest

from quiz.prospect import Prospect
from quiz.views import drawing
from quiz.views.pictures import best_first
from quiz.views.pipeline import history, pictures
from tests.unit import oracle
from tests.unit.samples import by_lot, check, closed, made
from tests.unit.shipped_definition import DATA, DEFINITION, LANGUAGES, TODAY
from tests.unit.test_other_definitions import eight, rules

LIST = by_lot(300)
OPEN = [prospect for prospect in LIST if prospect.outcome is None]
NAMES = [condition["name"]["en"] for condition in DATA["conditions"]]
CAPITALS = [name[0].upper() + name[1:] for name in NAMES]


def shown(prospects: Sequence[Prospect], by_seller: bool = True) -> dict[str, Any]:
    """Return the pictures by id, in English."""
    data = pictures(prospects, DEFINITION, TODAY, "en", by_seller)
    return {picture["id"]: picture for picture in data["pictures"]}


def test_each_condition_counts_every_open_prospect_once() -> None:
    """The table of the heat map has for each condition the number of prospects at each level."""
    expected = []
    for index, name in enumerate(CAPITALS):
        found = Counter(prospect.checks[-1].sheet.answers[index] for prospect in OPEN)
        expected.append([name, *(str(found[level]) for level in (0, 1, 2, 3, None))])
    rows = shown(LIST)["heat"]["table"]["rows"]
    assert rows == expected
    assert {sum(map(int, row[1:])) for row in rows} == {len(OPEN)}


def test_best_first_is_the_order_of_the_model() -> None:
    """By the best possible verdict, certain first, then by score; equals by name."""
    given = best_first(LIST, DEFINITION)

    def key(prospect: Prospect) -> tuple[Any, ...]:
        return (*oracle.best_first(rules(DEFINITION), prospect.sheet.answers), prospect.name)

    assert given == sorted(OPEN, key=key)


def test_a_weakest_link_is_one_that_is_not_in_order() -> None:
    """Each open prospect counts at all its lowest levels below 2, or as firm, or as unknown."""
    expected: Counter[str] = Counter()
    for prospect in OPEN:
        answers = prospect.sheet.answers
        low = [level for level in answers if level is not None and level < 2]
        if low:
            weak = [
                name for name, level in zip(CAPITALS, answers, strict=True) if level == min(low)
            ]
            expected.update(weak)
        else:
            expected["Not known yet" if None in answers else "No weak link"] += 1
    rows = shown(LIST)["weakest"]["table"]["rows"]
    assert rows == [
        [name, str(expected[name])] for name in (*CAPITALS, "No weak link", "Not known yet")
    ]
    assert sum(expected.values()) > len(OPEN)  # some have two


def test_sellers_are_told_by_name_and_not_by_rank() -> None:
    """By seller: how many of the prospects have each condition in order, unknown apart."""
    rows = shown(LIST)["sellers"]["table"]["rows"]
    assert [row[0] for row in rows] == ["1 Anna", "2 Bram", "3 Chris", "4 no seller named"]
    for row, seller in zip(rows, ("Anna", "Bram", "Chris", ""), strict=True):
        theirs = [prospect.sheet.answers for prospect in OPEN if prospect.seller == seller]
        assert row[1] == str(len(theirs))
        for index, cell in enumerate(row[2:]):
            met = sum(answers[index] in (2, 3) for answers in theirs)
            unknown = sum(answers[index] is None for answers in theirs)
            more = f", {unknown} unknown" if unknown else ""
            assert cell == f"{met} of {len(theirs)}{more}"


def test_sellers_are_told_apart_only_if_asked() -> None:
    """Without that the pictures are the same, but for the one by seller."""
    asked, plain = shown(LIST), shown(LIST, by_seller=False)
    assert asked.pop("sellers")
    assert asked == plain


def test_the_counts_are_of_open_and_closed() -> None:
    """What is open and what is closed is the whole list."""
    data = pictures(LIST, DEFINITION, TODAY, "nl")
    assert (data["count"], data["closed"]) == (len(OPEN), len(LIST) - len(OPEN))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("prospects", [[], [closed("a", "22222")]], ids=["none", "all-closed"])
def test_where_nothing_is_open_the_pictures_say_so(
    prospects: list[Prospect], language: str
) -> None:
    """There is no drawing then and no description, but a sentence in their place."""
    data = pictures(prospects, DEFINITION, TODAY, language, by_seller=True)
    for picture in data["pictures"]:
        assert picture["drawing"] is None
        assert picture["description"] == ""
        assert picture["empty"] == DATA["pipeline"]["nothing_open"][language]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("count", [0, 1, 2, 12, 13, 300])
def test_every_picture_is_complete(count: int, language: str) -> None:
    """A name, and either a drawing with a description or a sentence why not; always a table."""
    data = pictures(by_lot(count, seed=count), DEFINITION, TODAY, language, by_seller=True)
    assert json.loads(json.dumps(data)) == data
    for picture in data["pictures"]:
        assert picture["title"]
        assert bool(picture["drawing"]) == bool(picture["description"]) != bool(picture["empty"])
        table = picture["table"]
        assert table["caption"]
        assert {len(row) for row in table["rows"]} <= {len(table["head"])}
        assert all(isinstance(cell, str) and cell for row in table["rows"] for cell in row)
        if picture["drawing"]:
            parsed = ElementTree.fromstring(drawing.as_markup(picture["drawing"]))  # noqa: S314
            assert parsed.attrib["aria-label"] == picture["title"]
    assert "{" not in json.dumps([p | {"drawing": 0} for p in data["pictures"]])[1:].replace(
        '{"', ""
    )


def test_ten_thousand_prospects_stay_small() -> None:
    """The drawings of very many prospects have few elements and fit in 60 KB together."""
    data = pictures(by_lot(10_000), DEFINITION, TODAY, "nl", by_seller=True)
    drawn = [drawing.as_markup(picture["drawing"]) for picture in data["pictures"]]
    assert sum(map(len, drawn)) < 60_000
    assert max(text.count("<") - text.count("</") for text in drawn) < 650


@pytest.mark.parametrize("language", LANGUAGES)
def test_another_definition_is_drawn_as_well(language: str) -> None:
    """With eight conditions each picture has a row for each of them."""
    definition = eight()
    prospect = made("a", "22222222", check("22?10322", TODAY - timedelta(days=20)))
    data = pictures([prospect], definition, TODAY, language, by_seller=True)
    assert len(data["pictures"][0]["table"]["rows"]) == 8
    assert len(history(prospect, definition, language)["table"]["head"]) == 10


def test_history_has_a_row_for_each_check() -> None:
    """The table has the levels and the verdict of each check, oldest first, numbered."""
    days = [TODAY - timedelta(days=60), TODAY - timedelta(days=30), None]
    given = [
        check(answers, on) for answers, on in zip(("2?210", "22211", "22223"), days, strict=True)
    ]
    told = history(made("a", *given), DEFINITION, "en")
    assert told["table"]["head"] == ["check", *CAPITALS, "verdict"]
    assert told["table"]["rows"] == [
        [
            "1 · 25 September 2026",
            "in order",
            "unknown",
            "in order",
            "partly there",
            "missing",
            "park",
        ],
        ["2 · 25 October 2026", *["in order"] * 3, *["partly there"] * 2, "develop"],
        ["3 · no date", *["in order"] * 4, "solid", "pursue"],
    ]
    strips = [node for node in told["drawing"][2] if node[0] == "svg"]
    urgency = {node[1]["class"]: node[1]["d"] for node in strips[3][2]}
    assert {kind: path for kind, path in urgency.items() if "bar" in kind} == drawing.level_paths(
        [1, 1, 2]
    )


def test_one_check_is_no_history() -> None:
    """With one check nothing is drawn; its row is told, and that there is nothing to compare."""
    told = history(made("a", "22?10"), DEFINITION, "nl")
    assert told["drawing"] is None
    assert told["description"] == "Er is één check. Na de volgende zie je hier wat er veranderde."
    assert len(told["table"]["rows"]) == 1
