"""What components with practice cases need: the cases, their texts in pieces, and their keys."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from markupsafe import Markup

from content import Site, lesson_cases, lesson_names, lesson_talk
from quiz.host.deck import Case, in_new_order, pieces
from quiz.host.yaml_file import read_text, read_yaml
from quiz.practice import WEEKS, stop_comparison

PROPOSED = Path(__file__).with_name("proposed.yml")
IN_A_GROUP = 3
"""How many cases a group rates."""


def cases(site: Site, language: str, lesson: str) -> Mapping[str, Any]:
    """Take the two cases of a lesson, the talk behind them, and the lesson that comes next.

    There may be no talk, and behind the last there is no lesson.
    """
    lessons = lesson_names(site, language)
    ids = list(lessons)
    after = ids[ids.index(lesson) + 1 :]
    following = {"id": after[0], "name": lessons[after[0]]} if after else None
    deck = _deck(lesson_cases(site, lesson), language)
    talk = lesson_talk(site, lesson)
    return {**deck, **coming_back(site, language), "next": following, "talk": talk}


def practice(site: Site, language: str) -> Mapping[str, Any]:
    """Take all cases as they are new to a learner, and the keys of older versions."""
    before = Markup(json.dumps(site.keys_before))  # noqa: S704 - ids and numbers
    deck = _deck(in_new_order(site.deck), language)
    return {**deck, "keys_before": before, "talks": site.talks}


def group(site: Site, language: str) -> Mapping[str, Any]:
    """Take all cases, and the three that a coach is proposed; none where there are not so many."""
    known = [case.id for case in site.deck]
    proposed = read_yaml(read_text(PROPOSED), str(PROPOSED))
    asked = site.settings.group or (proposed if isinstance(proposed, list) else [])
    usual = [case for case in asked if case in known]
    standard = [*usual, *(case for case in known if case not in usual)][:IN_A_GROUP]
    few = len(standard) < IN_A_GROUP
    return {**_deck(site.deck, language), "standard": standard, "few": few}


def coming_back(site: Site, language: str) -> Mapping[str, Any]:
    """Take when to practise again, in weeks, and the keys to tell what was misjudged."""
    return {"weeks": WEEKS, "session_keys": _deck(site.deck, language)["keys"]}


def _deck(cases: Sequence[Case], language: str) -> Mapping[str, Any]:
    keys = {case.id: case.as_key() for case in cases}
    return {
        "cases": cases,
        "pieces": lambda case: pieces(case, language),
        # How it compares that somebody ticked, for a page without the engine.
        "ticked": lambda case: stop_comparison(mine=True, key=case.stop is not None),
        "keys": Markup(json.dumps(keys)),  # noqa: S704 - ids and numbers
    }
