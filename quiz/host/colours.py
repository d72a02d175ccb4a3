"""The colours of a team: checked for contrast, and written as a style sheet.

A team names the few that it changes, in a light scheme and in a dark one. What depends on them
follows: the tint behind a text, and what is written on the main colour. The limits are those of
WCAG 2.2: 4.5 to 1 for text (1.4.3), 3 to 1 for the edges of controls (1.4.11). Colours are made
lighter and darker, and told apart, in OKLab (B. Ottosson, 2020), where equal steps look equal.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations, product
from typing import TYPE_CHECKING

from quiz.host.yaml_file import Finding

if TYPE_CHECKING:
    from coloraide import Color

SHIPPED: Mapping[str, Mapping[str, str]] = {
    "light": {
        "paper": "#f8f6f1",
        "raised": "#ffffff",
        "sunken": "#efebe2",
        "rule": "#d8d1c2",
        "edge": "#857d6d",
        "ink": "#17262b",
        "soft": "#4d5b5f",
        "main": "#0e4a58",
        "main-tint": "#dbe9ea",
        "weak": "#8f5a00",
        "weak-tint": "#fbe8c8",
        "missing": "#a5371b",
        "missing-tint": "#f8dfd6",
        "unknown": "#5c6669",
        "unknown-tint": "#e6e6e2",
        "on-main": "#ffffff",
    },
    "dark": {
        "paper": "#11191c",
        "raised": "#1a2529",
        "sunken": "#0c1315",
        "rule": "#324147",
        "edge": "#7d8f95",
        "ink": "#e9ecea",
        "soft": "#b2bfc2",
        "main": "#7fcbd6",
        "main-tint": "#173840",
        "weak": "#f2b35e",
        "weak-tint": "#3d2e15",
        "missing": "#f4997d",
        "missing-tint": "#45231a",
        "unknown": "#a4b1b4",
        "unknown-tint": "#263135",
        "on-main": "#0b2228",
    },
}
"""What the colours are when nobody changes them: by scheme, by name. `main` is what holds, and the
site itself; `weak`, `missing` and `unknown` are what a link of the chain can be besides."""

IN_STYLES = {"main": "petrol", "weak": "amber", "missing": "rust", "unknown": "grey"}
"""What these are called in the style sheets; all others have the same name there."""

MEANINGS = tuple(IN_STYLES)
GROUNDS = ("paper", "raised", "sunken")
MATERIAL = {"light": "default", "dark": "slate"}
"""How Material calls the two schemes."""

TEXT, EDGE = 4.5, 3.0
LEGIBLE: tuple[tuple[str, str, float], ...] = (
    *((front, ground, TEXT) for front in ("ink", "soft", *MEANINGS) for ground in GROUNDS),
    *((name, f"{name}-tint", TEXT) for name in MEANINGS),
    *(("ink", f"{name}-tint", TEXT) for name in MEANINGS),
    ("on-main", "main", TEXT),
    ("edge", "paper", EDGE),
    ("edge", "raised", EDGE),
)
"""What is written on what, and how much contrast that needs at least."""

ALIKE, APART = 0.05, 0.075
"""Two links whose colours differ less in OKLab are taken for each other; so much sets them apart.

A difference of 0.02 can just be seen, side by side. Ours differ by 0.0766 at least.
"""

HEX = re.compile("#[0-9a-f]{6}", re.IGNORECASE)

type Colours = Mapping[str, Mapping[str, str]]


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours such as #0e4a58, from 1 to 21 (WCAG 2.2, its glossary)."""
    return _colour(one).contrast(_colour(other))


def difference(one: str, other: str) -> float:
    """Return how much two colours differ in OKLab, where black and white differ by 1."""
    return _colour(one).delta_e(_colour(other), method="ok")


def colours_of(own: Colours) -> dict[str, dict[str, str]]:
    """Return all colours, by scheme, with a team's own among them and what follows from these.

    A main colour for a light page alone gives the one for a dark page too: the same, made as light
    as it has to be there.
    """
    chosen = {scheme: dict(own.get(scheme, {})) for scheme in SHIPPED}
    if "main" in chosen["light"] and "main" not in chosen["dark"]:
        grounds = [SHIPPED["dark"][name] for name in GROUNDS]
        chosen["dark"]["main"] = _legible(chosen["light"]["main"], grounds, 7.0)
    found = {}
    for scheme, shipped in SHIPPED.items():
        own_here = chosen[scheme]
        colours = {**shipped, **{name: value.lower() for name, value in own_here.items()}}
        for name in MEANINGS:
            if {name, "paper"} & own_here.keys() and f"{name}-tint" not in own_here:
                share = 0.13 if scheme == "light" else 0.2
                colours[f"{name}-tint"] = _mixed(colours[name], colours["paper"], share)
        if "main" in own_here and "on-main" not in own_here:
            colours["on-main"] = _on(colours["main"])
        found[scheme] = colours
    return found


def _on(main: str) -> str:
    """Return what to write in on a colour: white, a soft black, or black where neither does."""
    soft = max(("#ffffff", "#0b1416"), key=lambda one: contrast(one, main))
    return soft if contrast(soft, main) >= TEXT else "#000000"


def illegible(own: Colours) -> Iterator[Finding]:
    """Yield each colour that a team has chosen with which something cannot be read."""
    for scheme, chosen in own.items():
        for at in chosen:
            if found := _too_weak(own, scheme, at):
                front, back, least, contrast_there = min(found, key=lambda one: one[3])
                colours = colours_of(own)[scheme]
                what = (
                    f"{front} {colours[front]} on {back} {colours[back]} has a contrast of"
                    f" {_rounded_down(contrast_there)} to 1, and needs {least}"
                )
                yield ("colours", scheme, at), what, _better(own, scheme, at)


def _too_weak(own: Colours, scheme: str, at: str) -> list[tuple[str, str, float, float]]:
    """Return what cannot be read because of a chosen colour: front, back, least and contrast."""
    colours = colours_of(own)[scheme]
    found = []
    for front, back, least in LEGIBLE:
        there = contrast(colours[front], colours[back])
        if there < least and _cause(front, back, own[scheme]) == at:
            found.append((front, back, least, there))
    return found


def _cause(front: str, back: str, chosen: Mapping[str, str]) -> str | None:
    """Return which of the chosen colours has to change if `front` cannot be read on `back`."""
    made_of = ("main",) if front == "on-main" else (back.removesuffix("-tint"), "paper")
    return next((name for name in (front, back, *made_of) if name in chosen), None)


def _better(own: Colours, scheme: str, at: str) -> str:
    """Say which colour near the chosen one would do, if one does that is darker or lighter."""
    asked = own[scheme][at]
    # A pale colour of a firm is often fine on a dark page.
    pale = at == "main" and scheme == "light" and "main" not in own.get("dark", {})
    stays = pale and not _too_weak({"dark": {at: asked}}, "dark", at)
    stay = "; it can stay as it is under dark" if stays else ""
    for end in (0, 1):
        for step in range(1, 50):
            colour = _toned(asked, end, step / 50)
            if not _too_weak({**own, scheme: {**own[scheme], at: colour}}, scheme, at):
                return f"{colour} would do{stay}"
    return "take one that is much darker or much lighter"


def alike(own: Colours) -> Iterator[str]:
    """Say in English which links of the chain look alike in a team's colours, and what would do.

    They are told apart by their forms too, so that this stops nothing.
    """
    for scheme, colours in colours_of(own).items() if any(own.values()) else ():
        for one, other in combinations(MEANINGS, 2):
            ours = colours[one] == SHIPPED[scheme][one] and colours[other] == SHIPPED[scheme][other]
            if not ours and difference(colours[one], colours[other]) < ALIKE:
                yield (
                    f"team.yml: colours.{scheme}: {one} {colours[one]} and {other}"
                    f" {colours[other]} look alike: {_set_apart(own, scheme, other)}"
                )


def _set_apart(own: Colours, scheme: str, at: str) -> str:
    """Say which colour could be taken for one that looks like another: what differs least."""
    colours = colours_of(own)[scheme]
    others = [colours[name] for name in MEANINGS if name != at]
    grid = product(range(25, 95, 5), range(0, 20, 4), range(0, 360, 20))
    found = {_fitted(lightness / 100, chroma / 100, hue) for lightness, chroma, hue in grid}
    for colour in sorted(found, key=lambda one: (difference(one, colours[at]), one)):
        changed = {**own, scheme: {**own.get(scheme, {}), at: colour}}
        apart = all(difference(colour, other) >= APART for other in others)
        if apart and not _too_weak(changed, scheme, at):
            return f"{at} {colour} would do"
    return "choose another for one of them"


def style_of(own: Colours) -> str:
    """Return the style sheet that gives the site these colours; empty if there are none."""
    if not any(own.values()):
        return ""
    found = colours_of(own)
    rules = [
        f'[data-md-color-scheme="{MATERIAL[scheme]}"]{{{_variables(colours, SHIPPED[scheme])}}}'
        for scheme, colours in found.items()
    ]
    main = _legible(found["light"]["main"], ["#ffffff"], TEXT)
    paper = f"@media print{{[data-md-color-scheme]{{--petrol:{main}}}}}"
    return f"@media screen{{{''.join(rules)}}}{paper}\n"


def report_style_of(own: Colours) -> str:
    """Return what gives the printed report these colours; empty if there are none."""
    if not any(own.values()):
        return ""
    found = colours_of(own)
    light, dark = (
        ";".join(f"--{IN_STYLES[name]}:{found[scheme][name]}" for name in MEANINGS)
        for scheme in SHIPPED
    )
    return f":root{{{light}}}@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}\n"


def _variables(colours: Mapping[str, str], shipped: Mapping[str, str]) -> str:
    return ";".join(
        f"--{_in_styles(name)}:{value}" for name, value in colours.items() if value != shipped[name]
    )


def _in_styles(name: str) -> str:
    first, dash, rest = name.partition("-")
    if first == "on":
        return f"on-{IN_STYLES[rest]}"
    return f"{IN_STYLES.get(first, first)}{dash}{rest}"


def _legible(colour: str, grounds: Sequence[str], least: float) -> str:
    """Return the colour, made lighter or darker until it can be read on all of these."""
    end = 1 if sum(_colour(ground).luminance() for ground in grounds) / len(grounds) < 0.18 else 0
    steps = [colour, *(_toned(colour, end, step / 50) for step in range(1, 51))]
    fit = (one for one in steps if min(contrast(one, ground) for ground in grounds) >= least)
    return next(fit, steps[-1])


def _toned(colour: str, end: int, share: float) -> str:
    """Return a colour that is so much nearer to black, 0, or to white, 1; its hue stays."""
    lightness, chroma, hue = _colour(colour).convert("oklch", norm=False).coords(nans=False)
    return _fitted(lightness + (end - lightness) * share, chroma, hue)


@lru_cache(maxsize=4096)
def _fitted(lightness: float, chroma: float, hue: float) -> str:
    """Return a colour of OKLCh as a screen can show it: with less chroma, if need be."""
    found = _colour("oklch", (lightness, chroma, hue)).clone()
    return found.fit("srgb", method="oklch-chroma").convert("srgb").to_string(hex=True)


def _mixed(one: str, other: str, share: float) -> str:
    return _colour(one).mix(_colour(other), 1 - share, space="srgb").to_string(hex=True)


@lru_cache(maxsize=4096)
def _colour(named: str, coordinates: tuple[float, ...] | None = None) -> "Color":
    """Return a colour such as #0e4a58, or one of a space with these coordinates."""
    from coloraide import Color  # noqa: PLC0415 - it takes long, and only a team has colours

    return Color(named, coordinates)


def _rounded_down(number: float) -> float:
    return int(number * 100) / 100
