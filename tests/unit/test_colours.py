"""A team's colours: what cannot be read is told with what would do, and the rest follows."""

import re
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.host.colours import (
    APART,
    GROUNDS,
    IN_STYLES,
    LEGIBLE,
    MATERIAL,
    MEANINGS,
    SHIPPED,
    TEXT,
    alike,
    colours_of,
    contrast,
    difference,
    illegible,
    report_style_of,
    style_of,
)

STYLE = Path(__file__).parents[2] / "overrides" / "quiz" / "frame" / "site.css"
HEX = st.from_regex("#[0-9a-f]{6}", fullmatch=True)
SCHEMES = ("light", "dark")


@pytest.mark.parametrize(
    ("one", "other", "known"),
    [
        ("#000000", "#ffffff", 21),
        ("#767676", "#ffffff", 4.54),
        ("#777777", "#ffffff", 4.48),
        ("#ff0000", "#ffffff", 4.00),
        ("#0000FF", "#ffffff", 8.59),
        ("#123456", "#123456", 1),
    ],
)
def test_contrast_is_what_wcag_says(one: str, other: str, known: float) -> None:
    """Known values, the same either way round."""
    assert contrast(one, other) == pytest.approx(known, abs=0.005)
    assert contrast(one, other) == contrast(other, one)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_shipped_colours_can_be_read(scheme: str) -> None:
    """All that is written on anything, by the limits that a team is held to."""
    colours = SHIPPED[scheme]
    weak = [
        pair for *pair, least in LEGIBLE if contrast(colours[pair[0]], colours[pair[1]]) < least
    ]
    assert weak == []
    assert [*illegible({scheme: colours})] == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_shipped_colours_are_those_of_the_style_sheet(scheme: str) -> None:
    """What a team has not changed is judged as it is in site.css."""
    text = STYLE.read_text("utf-8")
    blocks = re.findall(
        rf'\[data-md-color-scheme="{MATERIAL[scheme]}"\][^{{]*\{{(.*?)\}}', text, re.S
    )
    there = dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{3,6})", "".join(blocks)))
    there = {
        key: value if len(value) == 7 else "#" + "".join(2 * c for c in value[1:])
        for key, value in there.items()
    }
    wanted = {}
    for name, value in SHIPPED[scheme].items():
        stem = name.removesuffix("-tint")
        own = {"on-main": "on-petrol"}.get(name) or name.replace(stem, IN_STYLES.get(stem, stem))
        wanted[own] = value
    assert {key: there.get(key) for key in wanted} == wanted


@given(st.sampled_from(SCHEMES), st.sampled_from([*SHIPPED["light"]]), HEX)
def test_what_cannot_be_read_is_told_with_a_colour_that_would_do(
    scheme: str, name: str, colour: str
) -> None:
    """It is told at the colour that was chosen, and with the one that is named nothing is left."""
    for place, what, fix in illegible({scheme: {name: colour}}):
        assert place == ("colours", scheme, name)
        assert re.fullmatch(
            r"[\w-]+ #\w{6} on [\w-]+ #\w{6} has a contrast of [\d.]+ to 1, and needs [\d.]+", what
        )
        better = re.match("(#[0-9a-f]{6}) would do", fix)
        assert better or fix == "take one that is much darker or much lighter"
        if better:
            assert [*illegible({scheme: {name: better[1]}})] == []


@pytest.mark.parametrize(
    ("scheme", "name", "colour"),
    [
        ("light", "main", "#ffcc00"),
        ("dark", "main", "#333333"),
        ("light", "edge", "#eeeeee"),
        ("light", "soft", "#999999"),
        ("dark", "ink", "#555555"),
        ("light", "weak-tint", "#8f5a00"),
    ],
)
def test_a_pale_colour_is_told_once_and_mended(scheme: str, name: str, colour: str) -> None:
    """However much cannot be read with it: the gravest is told, with a colour that does."""
    ((_, _, fix),) = illegible({scheme: {name: colour}})
    assert " would do" in fix
    assert [*illegible({scheme: {name: fix.split()[0]}})] == []


def test_each_colour_is_told_by_itself() -> None:
    """Two that are wrong are two problems, one of either scheme."""
    own = {"light": {"main": "#ffcc00"}, "dark": {"soft": "#333333"}}
    assert [place for place, *_ in illegible(own)] == [
        ("colours", "light", "main"),
        ("colours", "dark", "soft"),
    ]


@given(HEX)
def test_what_follows_from_a_main_colour_can_be_read(colour: str) -> None:
    """What is written on it always can; the dark page's own is made of it, as light as need be."""
    found = colours_of({"light": {"main": colour}})
    assert contrast(found["light"]["on-main"], found["light"]["main"]) >= TEXT
    dark = found["dark"]
    assert all(contrast(dark["main"], dark[ground]) >= TEXT for ground in GROUNDS)
    assert contrast(dark["on-main"], dark["main"]) >= TEXT
    assert [*illegible({"dark": {"main": dark["main"]}})] == []


@pytest.mark.parametrize(
    ("one", "other", "known"),
    [("#000000", "#ffffff", 1.0), ("#ff0000", "#00ff00", 0.520), ("#123456", "#123456", 0.0)],
)
def test_a_difference_is_one_in_oklab(one: str, other: str, known: float) -> None:
    """Known values: of red (0.628, 0.225, 0.126) and green (0.866, -0.234, 0.179), for one."""
    assert difference(one, other) == pytest.approx(known, abs=0.001)


def test_our_colours_are_told_apart() -> None:
    """So nothing is said of them, nor of a team that has none of its own."""
    for colours in SHIPPED.values():
        least = min(difference(colours[a], colours[b]) for a, b in combinations(MEANINGS, 2))
        assert least >= APART
    assert [*alike({}), *alike({"light": {}}), *alike({"light": {"main": "#7a1f6b"}})] == []


@given(HEX)
def test_links_that_look_alike_are_told_with_a_colour_that_sets_them_apart(main: str) -> None:
    """Who does what is said, one line after the other, is soon told nothing any more."""
    own: dict[str, dict[str, str]] = {"light": {"main": main}, "dark": {}}
    for _ in range(2 * len(MEANINGS)):
        told = [*alike(own)]
        if not told:
            break
        said = re.search(r"colours\.(\w+): .* look alike: (\w+) (#\w{6}) would do", told[0])
        assert said, told
        own[said[1]][said[2]] = said[3]
    assert [*alike(own)] == []
    unread = {place for place, *_ in illegible(own)}
    assert unread <= {("colours", "light", "main")}


def test_a_colour_made_lighter_keeps_its_hue() -> None:
    """A navy becomes a light blue, not a grey, on a dark page."""
    assert difference(colours_of({"light": {"main": "#0b2a6f"}})["dark"]["main"], "#84aefe") < 0.02


def test_a_tint_follows_its_colour_and_the_paper() -> None:
    """Unless a team names the tint itself; what it does not touch is as shipped."""
    found = colours_of({"light": {"main": "#7a1f6b"}})
    assert found["light"]["main-tint"] != SHIPPED["light"]["main-tint"]
    assert found["light"]["weak-tint"] == SHIPPED["light"]["weak-tint"]
    named = colours_of({"light": {"main": "#7a1f6b", "main-tint": "#EEDDEE"}})
    assert named["light"]["main-tint"] == "#eeddee"
    paper = colours_of({"light": {"paper": "#fafafa"}})["light"]
    assert all(paper[f"{one}-tint"] != SHIPPED["light"][f"{one}-tint"] for one in MEANINGS)
    assert colours_of({"dark": {"main": "#e6a8dc"}})["light"] == SHIPPED["light"]
    assert colours_of({}) == SHIPPED


def test_a_style_says_what_is_changed_and_no_more() -> None:
    """By the names of the style sheet, in both schemes; nothing where nothing is changed."""
    style = style_of({"light": {"main": "#7a1f6b"}})
    assert "--petrol:#7a1f6b" in style
    assert "--paper" not in style
    assert 'data-md-color-scheme="slate"' in style
    assert style.count("{") == style.count("}")
    assert "--petrol:#7a1f6b" in report_style_of({"light": {"main": "#7a1f6b"}})
    assert style_of({}) == style_of({"light": {}}) == report_style_of({"light": {}}) == ""


def test_paper_in_a_printer_is_white() -> None:
    """A pale main colour, fit for a dark paper, is darkened until it can be read in print."""
    own = {"light": {"paper": "#101010", "main": "#ffcc00"}}
    found = re.search(r"@media print\{\[data-md-color-scheme\]\{--petrol:(#\w{6})", style_of(own))
    assert found
    assert contrast(found[1], "#ffffff") >= TEXT
