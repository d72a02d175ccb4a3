"""The edge to the page: one plain function from JSON to JSON, which the worker calls.

A request is `{"do": …, …}`, with the bytes of files beside it; an answer is `{"ok": …}` or, for
what the input got wrong, `{"problems": [{"where", "what", "fix"}, …]}`. Nothing here knows that it
runs in a browser.

| do | takes | gives |
| --- | --- | --- |
| `report` | `sheet`, `today`, `language` | `{"result": …, "words": …, "text": …}` |
| `rating` | `answers`, `key`, `today`, `language` | how a rating of a case compares with its key |
| `progress` | `ratings`, `keys`, `today`, `language` | figures, a curve by day, what to rate next |
| `group` | `ratings`, `keys` | how a group rated each condition of each case |

With the prospects, which stay on a shelf from one request to the next:

| do | takes | gives |
| --- | --- | --- |
| `put` | `records`, `today`, `language` | for each `{"row"}`, or `{"problem", "newer"}` |
| `drop` | `ids`, or `"*"` for all | `{}` |
| `open` | `contents` or `text`, `name`, `ids`, `today`, `now` | `{"kind", "count", "skipped", …}` |
| `take` | `from`, `count`, `today`, `language` | a part: a list of `{"record", "row", "state"}` |
| `keep` | `ids` | `{}`; what was taken is on the shelf |
| `pictures` | `today`, `language` | all there is to show of the prospects together |
| `prospect` | `id`, `today`, `language` | one prospect in full |
| `export` | `ids` (null for all), `delimiter`, `seller` | `{"csv": …}` |
| `calendar` | `ids` (null for all open), `today`, `language` | `{"ics": …}` |
| `merge` | `mine`, `theirs`: records | `{"record": …}` |
| `compare` | `mine`, `theirs`: sheets, `language` | where two sheets differ, and what settles it |
| `team` | `files`, `contents`, `by_seller`, `today`, `language` | pictures of several files |

`report` takes the sheet of the check before as `previous`, if there is one, and a `name` and
`notes` (condition id to evidence) for its text. `contents` are the bytes of files, beside the JSON.
What else an opened file comes with, `quiz.files.incoming.Opening` says.

A key is the answers of a practice case; `keys` has one for each case that there is. A rating is
`{"case", "on", "answers"}`; what rates a case that is not there is passed over.
"""

import json
from collections.abc import Buffer, Callable, Mapping, Sequence
from dataclasses import asdict
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol

from quiz import practice
from quiz.definition import Definition, definition_from
from quiz.errors import InputError, Problem
from quiz.report import as_data, report_on
from quiz.sheet import Answers, day_from, refuse_depth, sheet_from
from quiz.wording import Sentences, as_text, evidence_lines, note, told, words

if TYPE_CHECKING:
    from quiz.shelf import Shelf


class Answering(Protocol):
    """The function that answers requests."""

    def __call__(self, request_json: str, contents: Sequence[Buffer] = ()) -> str:
        """Answer a request in JSON, in JSON; `contents` are the bytes of files it is about."""


def start(definition_json: str) -> Answering:
    """Take a validated definition as JSON; return the function that answers requests."""
    definition = definition_from(json.loads(definition_json))

    # The check does without prospects: its first result does not wait for what they need.
    @cache
    def prospects() -> tuple["Shelf", Mapping[str, Callable[["Shelf", Mapping[str, Any]], Any]]]:
        from quiz import shelf  # noqa: PLC0415 - later, see above

        return shelf.Shelf(definition), shelf.SHELF_ACTIONS

    def answer(request_json: str, contents: Sequence[Buffer] = ()) -> str:
        language = None
        try:
            refuse_depth(request_json, "request")
            request = json.loads(request_json)
            if contents:
                request["contents"] = [bytes(content) for content in contents]
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
    today, language = day_from(request["today"], "today"), request["language"]
    given = request.get("previous")
    previous = sheet_from(given, definition, "previous") if given else None
    report = report_on(definition, sheet_from(request["sheet"], definition), today, previous)
    said, say = words(report, language), Sentences(definition, language)
    evidence = evidence_lines(report, request.get("notes", {}), say)
    text = note([request.get("name", "")], [as_text(said, say)], evidence)
    return {"result": as_data(report), "words": asdict(said), "text": text}


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
    from quiz.views.progress import progress_of  # noqa: PLC0415 - see start

    history, cases = _history(definition, request), list(request["keys"])
    today = day_from(request["today"], "today")
    return progress_of(history, cases, today, definition, request["language"])


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
    "rating": _rating,
    "progress": _progress,
    "group": _group,
}
