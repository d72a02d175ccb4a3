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

A key is the answers of a practice case; `keys` has one for each case that there is. A rating is
`{"case", "on", "answers"}`; what rates a case that is not there is passed over.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

from quiz import practice
from quiz.definition import Definition, definition_from
from quiz.errors import InputError, Problem
from quiz.prospects import rank, read_table, write_table
from quiz.report import as_data, report_on
from quiz.sheet import Answers, parse_day, sheet_from
from quiz.wording import as_text, words


def start(definition_json: str) -> Callable[[str], str]:
    """Take a validated definition as JSON; return the function that answers requests."""
    definition = definition_from(json.loads(definition_json))

    def answer(request_json: str) -> str:
        request = json.loads(request_json)
        try:
            answered: dict[str, Any] = {"ok": ACTIONS[request["do"]](definition, request)}
        except InputError as error:
            answered = {"problems": [asdict(problem) for problem in error.problems]}
        return json.dumps(answered, ensure_ascii=False)

    return answer


def _report(definition: Definition, request: Mapping[str, Any]) -> dict[str, Any]:
    return _one(definition, request["sheet"], request)


def _reports(definition: Definition, request: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [_one(definition, sheet, request) for sheet in request["sheets"]]


def _one(definition: Definition, sheet: object, request: Mapping[str, Any]) -> dict[str, Any]:
    today, language = _day(request["today"], "today"), request["language"]
    report = report_on(definition, sheet_from(sheet, definition), today)
    return {
        "result": as_data(report),
        "words": asdict(words(report, language)),
        "text": as_text(report, language),
    }


def _day(text: object, where: str) -> date:
    try:
        return parse_day(text)
    except (TypeError, ValueError):
        fix = "write it as YYYY-MM-DD"
        raise InputError([Problem(where, f"{text!r} is no date", fix)]) from None


def _rank(definition: Definition, request: Mapping[str, Any]) -> dict[str, str]:
    table = read_table(request["csv"], definition, request["name"])
    return {"csv": write_table(rank(table, definition))}


def _rating(definition: Definition, request: Mapping[str, Any]) -> dict[str, Any]:
    mine = sheet_from({"answers": request["answers"]}, definition, "rating")
    key = sheet_from({"answers": request["key"]}, definition, "key")
    today, language = _day(request["today"], "today"), request["language"]
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
    today, after = _day(request["today"], "today"), definition.repeat_after_days
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
            _day(rating["on"], rating["case"]),
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
