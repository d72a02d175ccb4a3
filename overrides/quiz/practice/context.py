"""What components with practice cases need: the cases, their texts in pieces, and their keys."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from content import Site, lesson_cases
from quiz.host.deck import Case, pieces

GROUP_CASES = ("housing-stairs", "staffing-cheese", "hospital-kiosks")
"""What a group rates apart: an easy case, one that leaves much unsaid, one with contradictions."""


def cases(site: Site, language: str, lesson: str) -> Mapping[str, Any]:
    """Take the two cases of a lesson."""
    return _deck(lesson_cases(site, lesson), language)


def practice(site: Site, language: str) -> Mapping[str, Any]:
    """Take all cases, and the keys of older versions, for what was rated then."""
    before = Markup(json.dumps(site.keys_before))  # noqa: S704 - ids and numbers
    return {**_deck(site.deck, language), "keys_before": before}


def group(site: Site, language: str) -> Mapping[str, Any]:
    """Take the cases of a group."""
    by_id = {case.id: case for case in site.deck}
    return _deck([by_id[case] for case in GROUP_CASES], language)


def _deck(cases: Sequence[Case], language: str) -> Mapping[str, Any]:
    keys = {case.id: case.as_key() for case in cases}
    return {
        "cases": cases,
        "pieces": lambda case: pieces(case, language),
        "keys": Markup(json.dumps(keys)),  # noqa: S704 - ids and numbers
    }
