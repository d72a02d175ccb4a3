"""What the pages of practice ask: a rating beside its key, progress, and how a group rated."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from quiz.definition import Definition
from quiz.practice import Rated, comparison, spread
from quiz.report import report_on
from quiz.sheet import Answers, day_from, sheet_from, version_of
from quiz.views.progress import progress_of
from quiz.wording import words


def rating(definition: Definition, request: Mapping[str, Any]) -> dict[str, Any]:
    """Return how a rating of a case compares with its key."""
    mine = sheet_from({"answers": request["answers"]}, definition, "rating")
    key = sheet_from({"answers": request["key"]}, definition, "key")
    today, language = day_from(request["today"], "today"), request["language"]
    own, meant = (report_on(definition, sheet, today) for sheet in (mine, key))
    return {
        "outcomes": {
            condition: comparison(given, key_level)
            for condition, given, key_level in zip(
                definition.ids, mine.answers, key.answers, strict=True
            )
        },
        "mine": words(own, language).verdict,
        "key": words(meant, language).verdict,
        "same_verdict": own.verdict == meant.verdict,
    }


def progress(definition: Definition, request: Mapping[str, Any]) -> dict[str, Any]:
    """Return figures, a curve by day and what to rate next."""
    history, cases = _history(definition, request), list(request["keys"])
    today = day_from(request["today"], "today")
    return progress_of(history, cases, today, definition, request["language"])


def group(definition: Definition, request: Mapping[str, Any]) -> dict[str, Any]:
    """Return how a group rated each condition of each case."""
    keys = _keys(definition, request["keys"])
    given: dict[str, list[Answers]] = {}
    for one in request["ratings"]:
        if one["case"] in keys:
            sheet = sheet_from({"answers": one["answers"]}, definition, one["case"])
            given.setdefault(one["case"], []).append(sheet.answers)
    return {
        case: {
            condition: asdict(spread([answers[index] for answers in ratings], keys[case][index]))
            for index, condition in enumerate(definition.ids)
        }
        for case, ratings in given.items()
    }


def _history(definition: Definition, request: Mapping[str, Any]) -> list[Rated]:
    """Return each rating beside the key of the version that it was given to."""
    keys = _keys(definition, request["keys"])
    before = {
        int(version): _keys(definition, old)
        for version, old in request.get("keys_before", {}).items()
    }
    history = []
    for one in request["ratings"]:
        if one["case"] not in keys:
            continue
        version = version_of(one.get("definition", f"{definition.id}@1"), definition) or 1
        key = before.get(version, keys).get(one["case"], keys[one["case"]])
        rated = sheet_from({"answers": one["answers"]}, definition, "rating").answers
        day = day_from(one["on"], one["case"])
        history.append(Rated(one["case"], day, tuple(zip(rated, key, strict=True))))
    return history


def _keys(definition: Definition, keys: Mapping[str, Any]) -> dict[str, Answers]:
    return {
        case: sheet_from({"answers": answers}, definition, case).answers
        for case, answers in keys.items()
    }


PRACTICE_ACTIONS: Mapping[str, Callable[[Definition, Mapping[str, Any]], Any]] = {
    "rating": rating,
    "progress": progress,
    "group": group,
}
