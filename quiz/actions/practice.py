"""What the pages of practice ask: a rating, progress, what to go over, a group, an exercise."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from quiz.definition import STOP, Definition
from quiz.exercise import RIGHT, choice_of, outcomes
from quiz.practice import (
    Rated,
    Spread,
    comparison,
    session_of,
    spread,
    spread_of_stop,
    stop_comparison,
    talks_due,
)
from quiz.report import report_on
from quiz.sentences import Sentences
from quiz.sheet import Sheet, day_from, fitting, sheet_from, version_of
from quiz.views.progress import Choice, case_in_words, comes_back, progress_of
from quiz.wording import words


def rating(definition: Definition, request: Mapping[str, Any]) -> dict[str, Any]:
    """Return how a rating of a case compares with its key, and the day on which it comes back."""
    mine = _rated(request, definition, "rating")
    key = sheet_from(_as_sheet(request["key"]), definition, "key")
    today, language = day_from(request["today"], "today"), request["language"]
    own, meant = (report_on(definition, sheet, today) for sheet in (mine, key))
    outcomes = {
        condition: comparison(given, key_level)
        for condition, given, key_level in zip(
            definition.ids, mine.answers, key.answers, strict=True
        )
    }
    return {
        "outcomes": outcomes,
        "right": case_in_words(outcomes, Sentences(definition, language)),
        "stop": stop_comparison(mine.stop, key.stop),
        "mine": words(own, language).verdict,
        "key": words(meant, language).verdict,
        "same_verdict": own.verdict == meant.verdict,
        "comes_back": comes_back(today, definition).isoformat(),
    }


def progress(definition: Definition, request: Mapping[str, Any]) -> dict[str, Any]:
    """Return how all answers compare with the keys, and what to rate next.

    `about` has the title of each case and its look-alike if it has one, and `chosen` the cases that
    the learner chose among; without them there are no titles, no look-alikes, and all cases.
    `plays` are conversations, of which `talks` names those that have come back.
    """
    history, about = _history(definition, request), request.get("about", {})
    choice = Choice(
        cases=[case for case in request.get("chosen", request["keys"]) if case in request["keys"]],
        titles={case: known["title"] for case, known in about.items()},
        pairs={case: known["pair"] for case, known in about.items() if "pair" in known},
    )
    today = day_from(request["today"], "today")
    played = [
        (one["conversation"], day_from(one["on"], "plays"), one["won"])
        for one in request.get("plays", ())
    ]
    return {
        **progress_of(history, choice, today, definition, request["language"]),
        "talks": talks_due(played, today, definition.repeat_after_days),
    }


def session(definition: Definition, request: Mapping[str, Any]) -> dict[str, Any]:
    """Return the cases of a short session, made of what was misjudged.

    With `today` it is held now, and what was rated today is part of it already.
    """
    today = day_from(request["today"], "today") if "today" in request else None
    return {"cases": session_of(_history(definition, request), today)}


def reminders(definition: Definition, request: Mapping[str, Any]) -> dict[str, Any]:
    """Return a calendar file with a session of practice on each of these days."""
    from quiz.files.ical import practice_calendar  # noqa: PLC0415 - it brings the prospects along

    days = [day_from(day, "days") for day in request["days"]]
    link, now, language = request["link"], request["now"], request["language"]
    return {"ics": practice_calendar(days, link, definition, language, now)}


def group(definition: Definition, request: Mapping[str, Any]) -> dict[str, Any]:
    """Return how a group rated each condition of each case."""
    keys = _keys(definition, request["keys"])
    given: dict[str, list[Sheet]] = {}
    for one in request["ratings"]:
        if one["case"] in keys:
            given.setdefault(one["case"], []).append(_rated(one, definition, one["case"]))
    return {
        case: {
            condition: asdict(found)
            for condition, found in _spreads(definition, ratings, keys[case])
        }
        for case, ratings in given.items()
    }


def exercise(definition: Definition, request: Mapping[str, Any]) -> dict[str, Any]:
    """Return how each part of an exercise was done, and how many are right.

    Of several things to say one is chosen, so there `chose` tells more than a count.
    """
    found = outcomes(request["key"], request["given"])
    say = Sentences(definition, request["language"])
    return {
        "parts": [{"how": one.how, "own": say.day(one.own)} for one in found],
        "chose": choice_of(found) if request["key"]["kind"] == "question" else "",
        "right": sum(one.how in RIGHT for one in found),
        "of": len(found),
    }


def _spreads(
    definition: Definition, ratings: Sequence[Sheet], key: Sheet
) -> Iterator[tuple[str, Spread]]:
    """Yield how each condition was rated, and the tick beside them if anybody has it."""
    for index, condition in enumerate(definition.ids):
        yield condition, spread([sheet.answers[index] for sheet in ratings], key.answers[index])
    ticks = [sheet.stop for sheet in ratings]
    if key.stop or any(ticks):
        yield STOP, spread_of_stop(ticks, key.stop)


def _history(definition: Definition, request: Mapping[str, Any]) -> list[Rated]:
    """Return each rating beside the key of the version that it was given to."""
    keys = _keys(definition, request["keys"])
    before = {
        int(version): _keys(definition, old, before=True)
        for version, old in request.get("keys_before", {}).items()
    }
    history = []
    for one in request["ratings"]:
        if one["case"] not in keys:
            continue
        version = version_of(one.get("definition", f"{definition.id}@1"), definition) or 1
        key = before.get(version, keys).get(one["case"], keys[one["case"]])
        mine = _rated(one, definition, "rating")
        history.append(
            Rated(
                one["case"],
                day_from(one["on"], one["case"]),
                tuple(zip(mine.answers, key.answers, strict=True)),
                stop_comparison(mine.stop, key.stop),
            )
        )
    return history


def _rated(rating: Mapping[str, Any], definition: Definition, where: str) -> Sheet:
    """Read the answers of a rating, and whether it says that they asked not to be contacted."""
    data = {key: rating[key] for key in ("answers", STOP) if key in rating}
    return sheet_from(fitting(data, definition), definition, where)


def _keys(
    definition: Definition, keys: Mapping[str, Any], before: bool = False
) -> dict[str, Sheet]:
    """Read keys; those of `before` may have conditions that there are not any more."""
    fit = fitting if before else lambda data, _: data
    return {
        case: sheet_from(fit(_as_sheet(key), definition), definition, case)
        for case, key in keys.items()
    }


def _as_sheet(key: Mapping[str, Any]) -> dict[str, Any]:
    """Return a key as a sheet: its answers, with `stop` among them where its text says so."""
    answers = dict(key)
    stop = answers.pop(STOP, False)
    return {"answers": answers, STOP: stop}


PRACTICE_ACTIONS: Mapping[str, Callable[[Definition, Mapping[str, Any]], Any]] = {
    "rating": rating,
    "progress": progress,
    "session": session,
    "reminders": reminders,
    "group": group,
    "exercise": exercise,
}
