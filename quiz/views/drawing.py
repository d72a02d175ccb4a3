"""Drawings and documents as trees of plain data, and the few shapes that the pictures are made of.

A tree is `[tag, {attribute: text}, [children]]`, a child being a tree or a text. The page builds
its elements out of it, `as_markup` sets it out as text for a document. A tree names only classes;
how they look is in pictures.css.

A picture has no scale of its own: its heights are in `em`, its widths in per cent, and only the
bars are stretched. So its words are as large on a phone as on paper.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from quiz.definition import LEVELS, Answer

type Tree = list[Any]
type Child = Tree | str

VOID = ("br", "col", "hr", "img", "link", "meta")
"""The elements of HTML that hold nothing and have no end tag."""

RAW = ("style",)
"""The elements of HTML whose text is taken as it is."""

UNFIT = re.compile("[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]")
"""What no document may hold: control characters, lone surrogates and noncharacters."""

TOP = 60
"""How high a full bar is, in units of the drawing. A level is a third of it."""
SLOT, BAR = 10, 8
"""How wide a column is, and its bar where there is space between bars, in the same units."""
BASE = 3
"""How thick the line of an empty bar is: it was asked, and nothing is there."""
FEWEST = 8
"""A picture has room for at least this many columns: a single bar must not fill it."""
MOST_APART = 80
"""Up to this many columns there is space between the bars."""
MOST_COLUMNS = 200
"""With more columns than twice this, neighbours share a place that is as narrow as a line."""
MOST_TICKS = 12
"""Up to this many columns each has its number below it."""

CELL = 20
"""How wide a cell of the heat map is; it is 16 high."""
CELLS: Mapping[Answer, str] = {
    0: "M{0} 1h16v14h-16z",
    1: "M{0} 8.5h16v6.5h-16z",
    2: "M{2} 8a3 3 0 1 0 6 0a3 3 0 1 0-6 0z",
    3: "M{2} 8a3 3 0 1 0 6 0a3 3 0 1 0-6 0z",
    None: "M{0} 1h16v14h-16zm0 7l7-7m-7 14l14-14m-5 14l7-7",
}
"""The shape of a level in a cell that begins at 0: what is weak has the most ink."""

LINK_STEP = 38
"""How far apart the links of a small chain are; each is 44 wide and 24 high."""
UPPER = "M2 12a10 10 0 0 1 10-10h20a10 10 0 0 1 10 10"
ROUND = "a10 10 0 0 1-10 10h-20a10 10 0 0 1-10-10"
"""The upper half of a link, and the lower half that follows it."""
LINKS: Mapping[Answer, tuple[tuple[str, str], ...]] = {
    0: (("line", "M15 22h-3a10 10 0 0 1 0-20h3M29 2h3a10 10 0 0 1 0 20h-3"),),
    1: (("line", UPPER), ("rest", f"M42 12{ROUND}")),
    2: (("line", f"{UPPER}{ROUND}z"),),
    3: (("line", f"{UPPER}{ROUND}z"), ("core", "M16 12h12")),
    None: (("dots", f"{UPPER}{ROUND}z"), ("query", "M19 9q0-3 3-3t3 2.6q0 2.1-3 3.4v1.6M22 17v.6")),
}
"""A link of each level: its paths, and what each of them is."""


@dataclass(frozen=True)
class Band:
    """A row of bars on one line: its name, a figure on the right, and its paths, class to path."""

    name: str
    figure: str
    columns: int
    paths: Mapping[str, str]


@dataclass(frozen=True)
class Length:
    """One lying bar: its name, its number, and the kind of bar that it is."""

    name: str
    count: int
    kind: str


@dataclass(frozen=True)
class Share:
    """One lying bar made of parts: its name, a figure on the right, and kind and share of each.

    The shares (0..1) are those of a full bar, and together at most that.
    """

    name: str
    figure: str
    parts: Sequence[tuple[str, float]]


def tree(tag: str, attributes: Mapping[str, object], *children: Child) -> Tree:
    """Return a tree; numbers among the attributes become texts."""
    return [tag, {key: str(value) for key, value in attributes.items()}, list(children)]


def as_markup(node: Child) -> str:
    """Set a tree out as markup that is both HTML and, apart from VOID elements, XML.

    All texts are escaped but the one in a RAW element: ValueError for one that cannot be written
    there as it is.
    """
    if isinstance(node, str):
        return _escaped(node)
    tag, attributes, children = node
    if tag in RAW:
        (text,) = children
        if "<" in text:  # it could end the element, and cannot be escaped there
            raise ValueError(f"a < in {tag}")
        return f"<{tag}>{text}</{tag}>"
    head = "".join([tag, *(f' {key}="{_escaped(value)}"' for key, value in attributes.items())])
    if tag in VOID:
        return f"<{head}>"
    return f"<{head}>{''.join(map(as_markup, children))}</{tag}>"


def unlinked(node: Tree) -> Tree:
    """Return a tree in which nothing leads anywhere, for where there is nothing to lead to."""
    tag, attributes, children = node
    plain = [child if isinstance(child, str) else unlinked(child) for child in children]
    if tag != "a":
        return [tag, attributes, plain]
    return ["span", {"class": attributes["class"]}, plain]


def _escaped(text: str) -> str:
    for char, reference in (
        ("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("'", "&#39;")
    ):  # fmt: skip
        text = text.replace(char, reference)
    return UNFIT.sub("\ufffd", text)


def level_paths(levels: Sequence[Answer]) -> dict[str, str]:
    """Return one path for each level that occurs, class to path: a bar for each column.

    The height of a bar shows its level: 0 is a line on the ground, 3 is full. Unknown is three
    stripes with the ground left free, so that it never looks like a 0.
    """
    groups: dict[Answer, list[tuple[int, int]]] = {}
    start = 0
    for level, width in _runs(levels):
        groups.setdefault(level, []).append((start, width))
        start += width
    return {
        level_class(level): "".join(
            _box(x, y, width, height, len(levels))
            for x, width in groups[level]
            for y, height in _boxes(level)
        )
        for level in (*LEVELS, None)
        if level in groups
    }


def level_class(level: Answer) -> str:
    """Return the class of a bar of this level."""
    return f"bar bar--{_kind(level)}"


def _boxes(level: Answer) -> Iterable[tuple[int, int]]:
    """Yield the boxes that a bar of this level is made of: how far from the top, how high."""
    if level is None:
        yield from ((8, 5), (24, 5), (40, 5))
    else:
        height = TOP * level // LEVELS[-1] or BASE
        yield TOP - height, height


def _runs(levels: Sequence[Answer]) -> list[tuple[Answer, int]]:
    """Return the levels as runs, level and length; one by one where there is space between bars.

    Where columns are narrower than a line, each place sorts the few that share it, so that a
    drawing of ten thousand columns stays small; how many of each there are stays exact.
    """
    if len(levels) <= MOST_APART:
        return [(level, 1) for level in levels]
    share = 1 if len(levels) <= 2 * MOST_COLUMNS else -(-len(levels) // MOST_COLUMNS)
    runs: list[tuple[Answer, int]] = []
    for start in range(0, len(levels), share):
        place = levels[start : start + share]
        for level in sorted(place, key=lambda known: -1 if known is None else known, reverse=True):
            if runs and runs[-1][0] == level:
                runs[-1] = (level, runs[-1][1] + 1)
            else:
                runs.append((level, 1))
    return runs


def part_paths(parts: Sequence[tuple[float, float]]) -> dict[str, str]:
    """Return the paths of columns that show a share (0..1) that is met and one that is unknown.

    The first stands on the ground, the second hangs above it in stripes.
    """
    met, unknown = [], []
    for index, (share, hidden) in enumerate(parts):
        height = round(TOP * share)
        met.append(_box(index, TOP - max(height, BASE), 1, max(height, BASE), len(parts)))
        top = TOP - round(TOP * (share + hidden))
        unknown += [
            _box(index, y, 1, 2, len(parts)) for y in range(top, TOP - height - 3, 6) if hidden
        ]
    return {"bar bar--2": "".join(met), "bar bar--unknown": "".join(unknown)}


def _box(column: int, y: int, columns: int, height: int, of: int) -> str:
    """Return a box that begins at this column and is this many columns wide, out of so many."""
    width = BAR if of <= MOST_APART else columns * SLOT
    return f"M{column * SLOT} {y}h{width}v{height}h-{width}z"


def bands(
    name: str,
    rows: Sequence[Band],
    ticks: Sequence[str],
    key: Sequence[tuple[Answer, str]] = (),
) -> Tree:
    """Draw bands below each other, each with its name and figure above its bars.

    `name` is what a screen reader calls the picture. `ticks` are the words below the
    columns: one for each column, or the first and the last. `key` explains the levels.
    """
    drawn: list[Child] = []
    top = 0.0
    for row in rows:
        slots = max(row.columns, FEWEST)
        drawn += [
            _text(row.name, 0, top + 1.05, "picture__name"),
            _text(row.figure, "100%", top + 1.05, "picture__figure"),
            _strip(
                {"y": _em(top + 1.45), "height": "2.4em"},
                slots,
                tree("path", {"class": "picture__ground", "d": _ground(row.columns)}),
                *(tree("path", {"class": kind, "d": d}) for kind, d in row.paths.items() if d),
            ),
        ]
        top += 4.7
    top -= 0.4
    if ticks and rows:
        drawn += _ticks(ticks, rows[0].columns, top)
        top += 1.5
    if key:
        drawn += _key(key, top)
        top += 1.7 * -(-len(key) // 3)
    return _picture(name, top + 0.1, drawn)


def lengths(
    name: str, rows: Sequence[Length], whole: int, figure: Callable[[int], str] = str
) -> Tree:
    """Draw lying bars below each other, each with its name and its number above it.

    A full bar is the `whole`, which is 1 or more; `figure` says a number in words.
    """
    return shares(
        name,
        [Share(row.name, figure(row.count), ((row.kind, row.count / whole),)) for row in rows],
    )


def shares(name: str, rows: Sequence[Share]) -> Tree:
    """Draw lying bars below each other that all have the same whole, each made of its parts."""
    drawn: list[Child] = []
    top = 0.0
    for row in rows:
        place = {"x": 0, "y": _em(top + 1.4), "width": "100%", "height": "0.75em"}
        drawn += [
            _text(row.name, 0, top + 1.05, "picture__name"),
            _text(row.figure, "100%", top + 1.05, "picture__figure"),
            tree("rect", {"class": "picture__ground", **place}),
        ]
        start = 0.0
        for kind, share in row.parts:
            drawn += _lying(kind, start, share, top + 1.4) if share else []
            start += share
        top += 2.9
    return _picture(name, top - 0.5, drawn)


def _lying(kind: str, start: float, share: float, top: float) -> Iterable[Tree]:
    """Yield a lying bar, from a share on and as long as another: three stripes for unknown."""
    stripes, height = ((0, 0.3, 0.6), 0.15) if kind == "unknown" else ((0,), 0.75)
    for y in stripes:
        yield tree(
            "rect",
            {
                "class": f"bar bar--{kind}",
                "x": f"{round(100 * start, 2):g}%" if start else 0,
                "y": _em(top + y),
                "width": f"{round(100 * share, 2):g}%",
                "height": _em(height),
            },
        )


def chain(name: str, levels: Sequence[Answer]) -> Tree:
    """Draw one prospect as a small chain, in the shapes of the site's large one.

    3 is closed with a core, 2 closed, 1 half there, 0 broken, unknown dots with a question mark.
    """
    links = [
        tree(
            "g",
            {
                "class": f"links__link links__link--{_kind(level)}",
                "transform": f"translate({index * LINK_STEP} 0)",
            },
            *(tree("path", {"class": f"links__{part}", "d": d}) for part, d in LINKS[level]),
        )
        for index, level in enumerate(levels)
    ]
    view = f"0 0 {(len(levels) - 1) * LINK_STEP + 44} 24"
    return tree(
        "svg", {"class": "links", "role": "img", "aria-label": name, "viewBox": view}, *links
    )


def cells(levels: Sequence[Answer]) -> Tree:
    """Draw a row of the heat map, for the eye alone: the text beside it says the same.

    0 is a full cell, 1 half of one, 2 a ring, 3 a dot, and unknown an empty cell with hatching.
    """
    shapes = [
        tree("path", {"class": f"cell cell--{_kind(level)}", "d": _cell(level, index * CELL)})
        for index, level in enumerate(levels)
    ]
    width = len(levels) * CELL
    about = {"class": "cells", "aria-hidden": "true", "viewBox": f"0 0 {width} 16"}
    return tree("svg", about, *shapes)


def _cell(level: Answer, start: int) -> str:
    return CELLS[level].format(start + 2, None, start + 7)


def _kind(level: Answer) -> str:
    return "unknown" if level is None else str(level)


def _picture(name: str, height: float, drawn: Iterable[Child]) -> Tree:
    attributes = {
        "class": "picture",
        "role": "img",
        "aria-label": name,
        "width": "100%",
        "height": _em(height),
    }
    return tree("svg", attributes, *drawn)


def _strip(place: Mapping[str, object], slots: int, *paths: Tree) -> Tree:
    view = {"viewBox": f"0 0 {slots * SLOT} {TOP}", "preserveAspectRatio": "none"}
    return tree("svg", {"x": 0, "width": "100%", **place, **view}, *paths)


def _ground(columns: int) -> str:
    return "".join(
        _box(index, 0, 1 if columns <= MOST_APART else columns, TOP, columns)
        for index in (range(columns) if columns <= MOST_APART else (0,))
    )


def _ticks(ticks: Sequence[str], columns: int, top: float) -> list[Child]:
    """Set words below the columns they belong to: all of them, or the first and the last."""
    slots = max(columns, FEWEST)
    if len(ticks) == columns and columns <= MOST_TICKS:
        return [
            _text(tick, f"{100 * (index + BAR / SLOT / 2) / slots:g}%", top + 0.9, "picture__tick")
            for index, tick in enumerate(ticks)
        ]
    gap = 1 - BAR / SLOT if columns <= MOST_APART else 0
    end = f"{100 * (columns - gap) / slots:g}%"
    return [
        _text(ticks[0], 0, top + 0.9, "picture__tick picture__tick--first"),
        _text(ticks[-1], end, top + 0.9, "picture__tick picture__tick--last"),
    ]


def _key(key: Sequence[tuple[Answer, str]], top: float) -> list[Child]:
    """Draw a sample of each level with its name, three on a line."""
    drawn: list[Child] = []
    for index, (level, name) in enumerate(key):
        place = {"x": f"{33.4 * (index % 3):g}%", "y": _em(top + 0.3 + 1.7 * (index // 3))}
        sample = [tree("path", {"class": kind, "d": d}) for kind, d in level_paths([level]).items()]
        ground = tree("path", {"class": "picture__ground", "d": _ground(1)})
        drawn.append(
            tree(
                "svg",
                {**place, "width": "33%", "height": "1.4em"},
                _strip({"y": 0, "height": "1.2em", "width": "1.2em"}, 1, ground, *sample),
                _text(name, "1.6em", 1.0, "picture__key"),
            )
        )
    return drawn


def _text(text: str, x: object, y: float, kind: str) -> Tree:
    return tree("text", {"class": kind, "x": x, "y": _em(y)}, text)


def _em(length: float) -> str:
    return f"{length:.2f}em"
