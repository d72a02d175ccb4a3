"""Trees and shapes: what is drawn says what was counted, and no text breaks out of it."""

import itertools
import re
from xml.etree import ElementTree

import pytest

from quiz.definition import LEVELS, Answer, Level
from quiz.views import drawing
from quiz.views.drawing import Band, Length, as_markup, tree
from tests.unit.shipped_definition import ANSWERS

HOSTILE = "<script>alert(1)</script>&\"'</svg>"


def boxes(path: str) -> list[tuple[int, int, int, int]]:
    """Return the boxes of a path: left, top, width, height."""
    box = r"M(\d+) (\d+)h(\d+)v(\d+)h-\3z"
    assert re.fullmatch(f"({box.replace(chr(92) + '3', '[0-9]+')})*", path)
    return [(int(x), int(y), int(w), int(h)) for x, y, w, h in re.findall(box, path)]


def elements(node: drawing.Tree) -> list[drawing.Tree]:
    return [node, *(found for child in node[2] if isinstance(child, list)
                    for found in elements(child))]  # fmt: skip


@pytest.mark.parametrize(("level", "height"), [(0, 3), (1, 20), (2, 40), (3, 60)])
def test_the_height_of_a_bar_is_its_level(level: Level, height: int) -> None:
    """A third of the height for each level, standing on the ground; 0 is a line there."""
    ((kind, path),) = drawing.level_paths([level]).items()
    assert kind == f"bar bar--{level}"
    assert boxes(path) == [(0, 60 - height, 8, height)]


def test_unknown_never_looks_like_nothing() -> None:
    """What is unknown is stripes, none of which lies on the ground, where a 0 has its line."""
    paths = drawing.level_paths([None, 0])
    stripes, line = boxes(paths["bar bar--unknown"]), boxes(paths["bar bar--0"])
    assert len(stripes) == 3
    assert all(top + height < line[0][1] for _, top, _, height in stripes)


def test_a_level_that_does_not_occur_has_no_path() -> None:
    """There is one path for each level that occurs, in the order of the levels, unknown last."""
    paths = drawing.level_paths([None, 2, 0, 2])
    assert list(paths) == ["bar bar--0", "bar bar--2", "bar bar--unknown"]
    assert [box[0] for box in boxes(paths["bar bar--2"])] == [10, 30]


@pytest.mark.parametrize("count", [1, 12, 80, 81, 400, 401, 1234, 10_000])
def test_every_column_is_drawn(count: int) -> None:
    """However many there are, each level is as wide in all as it has columns, and none overlap."""
    levels = [ANSWERS[(index * 7) % 5] for index in range(count)]
    width = 8 if count <= 80 else 10
    covered: list[tuple[int, int]] = []
    for level in set(levels):
        found = boxes(drawing.level_paths(levels)[drawing.level_class(level)])
        places = sorted({(x, w) for x, _, w, _ in found})
        assert sum(w for _, w in places) == width * levels.count(level)
        covered += places
    covered.sort()
    assert all(a + w <= b for (a, w), (b, _) in itertools.pairwise(covered))
    assert covered[-1][0] + covered[-1][1] <= count * 10


def test_ten_thousand_columns_stay_small() -> None:
    """The drawing of very many has few elements, and its paths stay within 30 KB a band."""
    levels = [ANSWERS[(index * index) % 5] for index in range(10_000)]
    band = Band("x", "y", len(levels), drawing.level_paths(levels))
    drawn = drawing.bands("x", [band], ["1", "10000"])
    assert len(elements(drawn)) <= 12
    assert len(as_markup(drawn)) < 30_000


def test_neighbours_that_share_a_place_stay_in_it() -> None:
    """Of very many columns each fifty share a place, the highest first and unknown last."""
    of_each: tuple[Answer, ...] = (0, 3, None, 1, 2)
    levels = [of_each[index % 5] for index in range(10_000)]
    paths = drawing.level_paths(levels)
    in_order: tuple[Answer, ...] = (3, 2, 1, 0, None)
    for order, level in enumerate(in_order):
        found = sorted({(x, w) for x, _, w, _ in boxes(paths[drawing.level_class(level)])})
        assert found == [(place * 500 + order * 100, 100) for place in range(200)]


def test_equal_neighbours_are_one_box() -> None:
    """Where there is no space between bars, a run of equal levels is drawn at once."""
    highest: Answer = 3
    levels = [highest] * 100 + [LEVELS[0]] * 100
    assert boxes(drawing.level_paths(levels)["bar bar--3"]) == [(0, 0, 1000, 60)]


def test_shares_stand_on_each_other() -> None:
    """The met share stands on the ground; the unknown one fills what is above it, in stripes."""
    paths = drawing.part_paths([(0.5, 0.5), (0.5, 0), (0, 0)])
    assert boxes(paths["bar bar--2"]) == [(0, 30, 8, 30), (10, 30, 8, 30), (20, 57, 8, 3)]
    stripes = boxes(paths["bar bar--unknown"])
    assert {x for x, *_ in stripes} == {0}
    assert min(y for _, y, *_ in stripes) == 0
    assert max(y + h for _, y, _, h in stripes) < 30


def test_a_drawing_is_well_formed() -> None:
    """All drawings are XML with an image's role and a name, whatever the texts are."""
    band = Band(HOSTILE, HOSTILE, 3, drawing.level_paths([1, None, 3]))
    for drawn in (
        drawing.bands(HOSTILE, [band], ["1", HOSTILE, "3"], [(2, HOSTILE), (None, "x")]),
        drawing.lengths(HOSTILE, [Length(HOSTILE, 2, "1"), Length("x", 0, "unknown")], 4),
        drawing.chain(HOSTILE, [0, 1, 2, 3, None]),
    ):
        parsed = ElementTree.fromstring(as_markup(drawn))  # noqa: S314 - markup of our own
        assert parsed.tag == "svg"
        assert parsed.attrib["role"] == "img"
        assert parsed.attrib["aria-label"] == HOSTILE
        assert parsed.find(".//script") is None


def test_a_drawing_has_no_looks_of_its_own() -> None:
    """A tree names classes and no colours or styles: the page's policy would refuse those."""
    band = Band("x", "1", 2, drawing.level_paths([1, None]))
    drawn = [
        drawing.bands("x", [band], ["1", "2"], [(1, "half")]),
        drawing.lengths("x", [Length("x", 2, "unknown")], 2),
        drawing.chain("x", [0, 1, 2, 3, None]),
    ]
    used = {key for top in drawn for node in elements(top) for key in node[1]}
    assert used <= {
        *("class", "role", "aria-label", "viewBox", "preserveAspectRatio", "transform"),
        *("x", "y", "width", "height", "d"),
    }


@pytest.mark.parametrize("count", [1, 8, 12])
def test_few_columns_have_their_numbers(count: int) -> None:
    """Up to twelve columns each has its own number below the middle of its bar."""
    ticks = [str(number) for number in range(1, count + 1)]
    band = Band("x", "", count, drawing.level_paths([2] * count))
    texts = [node for node in elements(drawing.bands("x", [band], ticks))
             if node[1].get("class") == "picture__tick"]  # fmt: skip
    assert [node[2] for node in texts] == [[tick] for tick in ticks]
    slots = max(count, 8)
    places = [float(node[1]["x"].rstrip("%")) for node in texts]
    expected = [100 * (index + 0.4) / slots for index in range(count)]
    assert places == pytest.approx(expected, abs=0.01)


def test_many_columns_have_the_first_and_the_last() -> None:
    """Beyond that the first and the last word stand at the ends of the columns."""
    band = Band("x", "", 100, drawing.level_paths([2] * 100))
    texts = [node for node in elements(drawing.bands("x", [band], ["1", "100"]))
             if "picture__tick" in node[1].get("class", "")]  # fmt: skip
    assert [(node[1]["x"], node[2]) for node in texts] == [("0", ["1"]), ("100%", ["100"])]


def test_lengths_are_measured_against_the_whole() -> None:
    """Ten of forty fill a quarter of the track, nothing has no bar, unknown is three stripes."""
    rows = [
        Length("a", 40, "1"),
        Length("b", 10, "2"),
        Length("c", 0, "1"),
        Length("d", 20, "unknown"),
    ]
    drawn = elements(drawing.lengths("x", rows, 40, lambda count: f"{count} of 40"))
    bars = [
        (node[1]["class"], node[1]["width"]) for node in drawn if "bar" in node[1]["class"].split()
    ]
    assert bars == [
        ("bar bar--1", "100%"),
        ("bar bar--2", "25%"),
        *[("bar bar--unknown", "50%")] * 3,
    ]
    figures = [node[2] for node in drawn if node[1]["class"] == "picture__figure"]
    assert figures == [["40 of 40"], ["10 of 40"], ["0 of 40"], ["20 of 40"]]


def test_each_level_has_a_cell_of_its_own_shape() -> None:
    """A cell says its level without colour, also where it stands further to the right."""
    shapes = [node[1]["d"] for node in drawing.cells([0, 1, 2, 3, None])[2]]
    alone = [drawing.cells([level])[2][0][1]["d"] for level in (0, 1, 2, 3, None)]
    assert len({re.sub(r"^M\d+", "", shape) for shape in alone[:2] + alone[2:3] + alone[4:]}) == 4
    assert [re.sub(r"^M\d+", "", d) for d in shapes] == [re.sub(r"^M\d+", "", d) for d in alone]
    assert [shape.split()[0] for shape in shapes] == ["M2", "M22", "M47", "M67", "M82"]


def test_what_leads_nowhere_is_no_link() -> None:
    """On paper a link is shown like any other text."""
    link = tree("a", {"href": "#id=x", "title": "x", "class": "name"}, "x")
    assert drawing.unlinked(tree("p", {}, link, "y")) == tree(
        "p", {}, tree("span", {"class": "name"}, "x"), "y"
    )


def test_links_of_a_small_chain_differ_by_shape() -> None:
    """Each level of a link has paths of its own, so that it can be told without colour."""
    links = drawing.chain("x", [0, 1, 2, 3, None])[2]
    shapes = {as_markup([*link[:1], {}, link[2]]) for link in links}
    assert len(shapes) == 5
    assert [link[1]["class"].rpartition("--")[2] for link in links] == [
        "0",
        "1",
        "2",
        "3",
        "unknown",
    ]


def test_markup_escapes_texts_and_attributes() -> None:
    """Whatever stands in a text or an attribute is read back as it was."""
    markup = as_markup(tree("p", {"title": HOSTILE}, HOSTILE, tree("br", {}), "x"))
    assert markup.count("<") == 3
    assert "'" not in markup
    parsed = ElementTree.fromstring(markup.replace("<br>", "<br/>"))  # noqa: S314
    assert (parsed.text, parsed.attrib) == (HOSTILE, {"title": HOSTILE})


@pytest.mark.parametrize("sign", ["\0", "\x1b", "\x7f", "\x85", "\ud800", "\ufdd0", "\uffff"])
def test_signs_that_no_document_may_hold_are_replaced(sign: str) -> None:
    """A control sign, or half a sign, is shown as one that cannot be shown."""
    assert as_markup(tree("p", {"title": sign}, f"a{sign}b")) == '<p title="\ufffd">a\ufffdb</p>'


@pytest.mark.parametrize("sign", ["\t", "é", "名", "\u202e", "😀"])
def test_signs_of_every_script_stay(sign: str) -> None:
    """What people write in any script is left alone."""
    assert as_markup(tree("p", {}, sign)) == f"<p>{sign}</p>"


def test_a_style_is_taken_as_it_is_or_refused() -> None:
    """The text of a style is not escaped, and one that could end its element is an error."""
    assert as_markup(tree("style", {}, "a > b { content: '&' }")) == (
        "<style>a > b { content: '&' }</style>"
    )
    with pytest.raises(ValueError, match="a < in style"):
        as_markup(tree("style", {}, "</style><script>"))
