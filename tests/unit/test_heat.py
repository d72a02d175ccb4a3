"""The heat map: each prospect by name, where it stands, leading to it; what is weak is loud."""

import re
from typing import Any

import pytest

from quiz.prospect import Prospect, stopped
from quiz.views import drawing
from quiz.views.heat import FIRST, MOST_ROWS, grouped
from quiz.views.pictures import Listed, best_first
from quiz.views.pipeline import pictures
from quiz.views.row import row_of
from quiz.views.standing import STANDINGS
from tests.unit.samples import by_lot, check, made
from tests.unit.shipped_definition import DEFINITION, LANGUAGES, TODAY
from tests.unit.test_drawing import elements


def drawn(prospects: list[Prospect], language: str = "en") -> drawing.Tree:
    tree: drawing.Tree = pictures(prospects, DEFINITION, TODAY, language)["pictures"][0]["drawing"]
    return tree


def of_class(tree: drawing.Tree, kind: str) -> list[drawing.Tree]:
    return [node for node in elements(tree) if node[1].get("class") == kind]


def text(node: Any) -> str:
    return node if isinstance(node, str) else "".join(map(text, node[2]))


def test_forty_are_all_there_by_where_they_stand() -> None:
    """Each open prospect has its row, best first within its group, with a cell for each link."""
    prospects = [one for one in by_lot(60) if not one.closed][:40]
    given = of_class(drawn(prospects), "heat__row")
    standing = {one.id: row_of(one, DEFINITION, TODAY, "en")["standing"] for one in prospects}
    expected = sorted(
        best_first(prospects, DEFINITION), key=lambda one: STANDINGS.index(standing[one.id])
    )
    assert [node[1]["href"] for node in given] == [f"#id={one.id}" for one in expected]
    assert [text(node) for node in given] == [one.name for one in expected]
    assert [node[2][1] for node in given] == [drawing.cells(p.sheet.answers) for p in expected]


def test_each_group_has_its_name_and_its_number() -> None:
    """A group is named as the list names it; those of whom nothing is known are one of them."""
    prospects = [
        made("to pursue", "22222"),
        made("to find out", "22?22"),
        made("to develop", "22212"),
        made("to develop too", "22221"),
        made("not asked", "?????"),
        made("to park", "22202"),
        made("let go", "02222"),
    ]
    assert [text(node) for node in of_class(drawn(prospects), "heat__group")] == [
        *("Pursue 1", "Find out first 1", "Develop 2", "Nothing asked yet 1", "Park 1"),
        "Walk away 1",
    ]


@pytest.mark.parametrize("count", [1, 10, 13, 40, 60, 80])
def test_the_parts_are_even_and_each_begins_with_a_name(count: int) -> None:
    """No heading stands at the foot of a part, and one that goes on says so at its head."""
    prospects = [one for one in by_lot(100) if not one.closed][:count]
    parts = of_class(drawn(prospects), "heat__part")
    assert len(parts) <= 3
    for part in parts:
        kinds = [line[1]["class"] for line in part[2]]
        assert kinds[:2] == ["heat__head", "heat__group"]
        assert kinds[-1] != "heat__group"
    assert max(len(part[2]) for part in parts) <= max(13, -(-(count + 6) // 3) + 4)


def test_of_very_many_the_first_of_each_group_are_drawn() -> None:
    """The others are counted at the foot of their group, and no group is missing."""
    prospects = [one for one in by_lot(2000) if not one.closed]
    tree = drawn(prospects)
    rows, more = of_class(tree, "heat__row"), of_class(tree, "heat__more")
    assert len(rows) == MOST_ROWS
    rest = sum(int(re.sub(r"\D", "", text(node))) for node in more)
    assert len(rows) + rest == len(prospects)
    standing = {one.id: row_of(one, DEFINITION, TODAY, "en")["standing"] for one in prospects}
    shown = [standing[node[1]["href"].removeprefix("#id=")] for node in rows]
    for group in set(standing.values()):
        assert shown.count(group) >= min(FIRST, list(standing.values()).count(group))


def test_a_title_says_what_the_cells_show() -> None:
    """It begins with the name, goes on with what is weak or unknown, and says when all is well."""
    for answers, said in (
        ("022?1", "Missing: need; partly there: attention; unknown: urgency"),
        ("33333", "Everything in order"),
        ("11222", "Partly there: need, means"),
    ):
        (row,) = of_class(drawn([made("Jansen", answers)]), "heat__row")
        assert row[1]["title"] == f"Jansen. {said}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_key_has_each_level(language: str) -> None:
    """Below the rows stands a sample of each shape with its name, unknown last."""
    samples = of_class(drawn([made("a", "22222")], language), "heat__sample")
    assert [node[2][0] for node in samples] == [drawing.cells([n]) for n in (0, 1, 2, 3, None)]
    assert all(text(node) for node in samples)


def test_the_ink_grows_as_a_link_gets_weaker() -> None:
    """What is missing fills its cell, what is partly there half of it, the rest very little."""
    areas = []
    for level in (0, 1, 2, 3):
        path = drawing.CELLS[level]
        box = re.search(r"h(\d+)v([\d.]+)", path)
        radius = re.search(r"a(\d)", path)
        areas.append(
            float(box[1]) * float(box[2]) if box else 3.15 * int(radius[1]) ** 2 if radius else 0
        )
    assert areas[0] > 1.5 * areas[1] > 3 * areas[2]
    assert areas[2] >= areas[3]


def test_whoever_asked_to_stop_is_a_group_of_its_own() -> None:
    """They stand last, under words of their own."""
    asked = made("asked", stopped(check("33333")))
    groups = grouped(Listed([asked, made("a", "02222")], DEFINITION, TODAY, "en"))
    assert [key for key, _ in groups] == ["walk-away", "stopped"]
