"""What components of articles need beyond their arguments, each a function of its name."""

import base64
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from content import Site
from quiz.definition import LEVELS, UNKNOWN
from quiz.host.fit import OTHERS
from quiz.host.words_file import sheet_of_example
from quiz.report import as_data, report_on
from quiz.wording import words

TALKS = ("wrong", "right", "mended")
"""How a conversation goes."""

EXAMPLE_DAY = date(2026, 11, 24)
"""The day on which the worked examples are judged: pages do not change by themselves."""


def chain(site: Site, _language: str, levels: Sequence[str]) -> Mapping[str, Any]:
    """Pair conditions with their levels, given as `need=3 trust=unknown`, or one for each in order.

    Where they are named, `others=2` stands for all that are not; without it, those are not shown.
    Raises ValueError for a condition that there is not, and for too few or too many levels.
    """
    ids = site.definition.ids
    named = [level.partition("=")[::2] for level in levels if "=" in level]
    if named and len(named) == len(levels):
        given = dict(named)
        rest = given.pop(OTHERS, None)
        given |= {key: rest for key in ids if rest is not None and key not in given}
    elif len(levels) == len(ids):
        given = dict(zip(ids, levels, strict=True))
    else:
        fix = " ".join(f"{key}=3" for key in ids)
        what = f"{len(levels)} levels for {len(ids)} conditions"
        raise ValueError(f"{what}: name those that you mean, as in “chain {fix}”")
    for key, level in given.items():
        if key not in ids:
            raise ValueError(f"there is no condition {key}: there are {', '.join(ids)}")
        if level not in {*map(str, LEVELS), UNKNOWN}:
            raise ValueError(f"{level} is not a level: write 0, 1, 2, 3 or unknown")
    shown = _levels(site, {key: int(one) if one.isdigit() else one for key, one in given.items()})
    return {"levels": [(condition, level) for condition, level in shown if condition.id in given]}


def example(site: Site, language: str, name: str) -> Mapping[str, Any]:
    """Judge the worked example of that name."""
    report = report_on(
        site.definition, sheet_of_example(site.examples[name], site.definition), EXAMPLE_DAY
    )
    data = as_data(report)
    return {
        "levels": _levels(site, data["answers"]),
        "result": data,
        "words": words(report, language),
    }


def ladder(site: Site, _language: str, condition: str) -> Mapping[str, Any]:
    """Find the condition."""
    return {"condition": site.definition[condition]}


def talk(_site: Site, _language: str, packed: str) -> Mapping[str, Any]:
    """Read a conversation: how it goes and a title, then a line for each thing said.

    It goes `wrong`, `right`, or is `mended` on the way. A line is `Name: what is said`; one that
    begins with `!` is a note on what happens there, `! What it is about | what to see`, or without
    the former on a turning point.
    """
    first, *rest = base64.urlsafe_b64decode(packed).decode().splitlines()
    kind, _, title = first.partition(" ")
    if kind not in TALKS or not title:
        known = ", ".join(TALKS)
        raise ValueError(f"a talk begins with one of {known} and a title, not with “{first}”")
    lines = []
    for line in filter(None, map(str.strip, rest)):
        who, colon, said = line.partition(": ")
        about = ""
        if line.startswith("!"):
            about, _, said = line.removeprefix("!").rpartition("|")
            who = ""
        elif not colon:
            raise ValueError(
                f"nobody says “{line}”: write “Name: …”, or “! …” at the turning point"
            )
        lines.append((who, said.strip(), about.strip()))
    return {"kind": kind, "title": title, "lines": lines}


def _levels(site: Site, answers: Mapping[str, Any]) -> Sequence[tuple[Any, str]]:
    """Pair each condition with its level as the page writes it: 0 to 3, unknown or nothing."""
    return [
        (condition, str(answers.get(condition.id, ""))) for condition in site.definition.conditions
    ]
