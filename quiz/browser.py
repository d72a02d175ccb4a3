"""The edge to the page: one plain function from JSON to JSON, which the worker calls.

A request is `{"do": …, …}`, an answer `{"ok": …}` or, for what the input got wrong,
`{"problems": [{"where", "what", "fix"}, …]}`. Nothing here knows that it runs in a browser.

| do | takes | gives |
| --- | --- | --- |
| `report` | `sheet`, `today`, `language` | `{"result": …, "words": …, "text": …}` |
| `reports` | `sheets`, `today`, `language` | a list of such results |
| `rank` | `csv`, and `name` for the problems | `{"csv": …}` |
| `rating` | `answers`, `key`, `today`, `language` | how a rating of a case compares with its key |
| `progress` | `ratings`, `keys`, `today` | measures, by day too, and what to rate next |
| `group` | `ratings`, `keys` | how a group rated each condition of each case |

With the prospects, which stay on a shelf from one request to the next:

| do | takes | gives |
| --- | --- | --- |
| `put` | `records`, `today`, `language` | for each `{"row"}`, or `{"problem", "newer"}` |
| `drop` | `ids`, or `"*"` for all | `{}` |
| `open` | `text`, `name`, `today`, `now` | `{"kind", "count", "problems", "practice"}` |
| `take` | `from`, `count`, `today`, `language` | a part: a list of `{"record", "row", "state"}` |
| `pictures` | `today`, `language` | all there is to show of the prospects together |
| `prospect` | `id`, `today`, `language` | one prospect in full |
| `export` | `ids` (null for all), `delimiter` | `{"csv": …}` |
| `calendar` | `ids` (null for all open), `today`, `language` | `{"ics": …}` |
| `merge` | `mine`, `theirs`: records | `{"record": …}` |
| `compare` | `mine`, `theirs`: sheets, `language` | where two sheets differ, and what settles it |
| `team` | `files`, `by_seller`, `today`, `language` | the pictures of several people's files |

`report` takes the sheet of the check before as `previous`, if there is one. `now` is the moment of
opening a file, as JavaScript writes it, and may be left out.

A key is the answers of a practice case; `keys` has one for each case that there is. A rating is
`{"case", "on", "answers"}`; what rates a case that is not there is passed over.
"""

import io
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from quiz import practice
from quiz.definition import Definition, definition_from
from quiz.errors import InputError, Problem
from quiz.report import as_data, report_on
from quiz.sheet import Answers, Sheet, day_from, refuse_depth, sheet_from
from quiz.wording import as_text, told, words

if TYPE_CHECKING:
    from quiz.shelf import Shelf


def start(definition_json: str) -> Callable[[str], str]:
    """Take a validated definition as JSON; return the function that answers requests."""
    definition = definition_from(json.loads(definition_json))

    # The check does without prospects: its first result does not wait for what they need.
    @cache
    def prospects() -> tuple["Shelf", Mapping[str, Callable[["Shelf", Mapping[str, Any]], Any]]]:
        from quiz import shelf  # noqa: PLC0415 - later, see above

        return shelf.Shelf(definition), shelf.SHELF_ACTIONS

    def answer(request_json: str) -> str:
        language = None
        try:
            refuse_depth(request_json, "request")
            request = json.loads(request_json)
            action = ACTIONS.get(request["do"])
            if action:
                answered: dict[str, Any] = {"ok": action(definition, request)}
            else:
                shelf, actions = prospects()
                language = request.get("language")
                answered = {"ok": actions[request["do"]](shelf, request)}
        except InputError as error:
            answered = {
                "problems": [
                    told(problem, definition, language) if language else plain(problem)
                    for problem in error.problems
                ]
            }
        return json.dumps(answered, ensure_ascii=False)

    return answer


def plain(problem: Problem) -> dict[str, str]:
    """Return a problem as JSON data, as whoever wrote the program calls it."""
    return {"where": problem.where, "what": problem.what, "fix": problem.fix}


def _report(definition: Definition, request: Mapping[str, Any]) -> dict[str, Any]:
    previous = request.get("previous")
    return _one(
        definition,
        request["sheet"],
        request,
        sheet_from(previous, definition, "previous") if previous else None,
    )


def _reports(definition: Definition, request: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [_one(definition, sheet, request) for sheet in request["sheets"]]


def _one(
    definition: Definition,
    sheet: object,
    request: Mapping[str, Any],
    previous: Sheet | None = None,
) -> dict[str, Any]:
    today, language = day_from(request["today"], "today"), request["language"]
    report = report_on(definition, sheet_from(sheet, definition), today, previous)
    return {
        "result": as_data(report),
        "words": asdict(words(report, language)),
        "text": as_text(report, language),
    }


def _rank(definition: Definition, request: Mapping[str, Any]) -> dict[str, str]:
    from quiz.ranking import ranked  # noqa: PLC0415 - see start

    source = io.StringIO(request["csv"], newline="")
    parts = ranked(source, definition, request["name"], io.BytesIO())
    return {"csv": b"".join(parts).decode()}


def _rating(definition: Definition, request: Mapping[str, Any]) -> dict[str, Any]:
    mine = sheet_from({"answers": request["answers"]}, definition, "rating")
    key = sheet_from({"answers": request["key"]}, definition, "key")
    today, language = day_from(request["today"], "today"), request["language"]
    own, told = (report_on(definition, sheet, today) for sheet in (mine, key))
    return {
        "outcomes": {
            condition: practice.outcome(given, meant)
            for condition, given, meant in zip(
                definition.ids, mine.answers, key.answers, strict=True
            )
        },
        "mine": words(own, language).verdict,
        "key": words(told, language).verdict,
        "same_verdict": own.verdict == told.verdict,
    }


def _progress(definition: Definition, request: Mapping[str, Any]) -> dict[str, Any]:
    history = _history(definition, request)
    today, after = day_from(request["today"], "today"), definition.repeat_after_days
    last = practice.latest(history).values()
    due = [rated.on + timedelta(days=after) for rated in last]
    return {
        "ratings": len(history),
        "agreement": asdict(practice.agreement([p for rated in history for p in rated.pairs])),
        "few": practice.FEW,
        "days": [
            {"on": day.isoformat(), "agreement": asdict(measured)}
            for day, measured in practice.by_day(history)
        ],
        "path": practice.mixed_path(list(request["keys"]), history, today, after),
        "next_due": min(due).isoformat() if due else None,
    }


def _group(definition: Definition, request: Mapping[str, Any]) -> dict[str, Any]:
    keys = _keys(definition, request)
    given: dict[str, list[Answers]] = {}
    for rating in request["ratings"]:
        if rating["case"] in keys:
            sheet = sheet_from({"answers": rating["answers"]}, definition, rating["case"])
            given.setdefault(rating["case"], []).append(sheet.answers)
    return {
        case: {
            condition: asdict(
                practice.spread([answers[index] for answers in ratings], keys[case][index])
            )
            for index, condition in enumerate(definition.ids)
        }
        for case, ratings in given.items()
    }


def _history(definition: Definition, request: Mapping[str, Any]) -> list[practice.Rated]:
    keys = _keys(definition, request)
    return [
        practice.Rated(
            rating["case"],
            day_from(rating["on"], rating["case"]),
            tuple(
                zip(
                    sheet_from({"answers": rating["answers"]}, definition, "rating").answers,
                    keys[rating["case"]],
                    strict=True,
                )
            ),
        )
        for rating in request["ratings"]
        if rating["case"] in keys
    ]


def _keys(definition: Definition, request: Mapping[str, Any]) -> dict[str, Answers]:
    return {
        case: sheet_from({"answers": answers}, definition, case).answers
        for case, answers in request["keys"].items()
    }


ACTIONS: Mapping[str, Callable[[Definition, Mapping[str, Any]], Any]] = {
    "report": _report,
    "reports": _reports,
    "rank": _rank,
    "rating": _rating,
    "progress": _progress,
    "group": _group,
}
