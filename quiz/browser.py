"""The edge to the page: one plain function from JSON to JSON, which the worker calls.

A request is `{"do": …, …}`, an answer `{"ok": …}` or, for what the input got wrong,
`{"problems": [{"where", "what", "fix"}, …]}`. Nothing here knows that it runs in a browser.

| do | takes | gives |
| --- | --- | --- |
| `report` | `sheet`, `today`, `language` | `{"result": …, "words": …, "text": …}` |
| `reports` | `sheets`, `today`, `language` | a list of such results |
| `rank` | `csv`, and `name` for the problems | `{"csv": …}` |
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from quiz.definition import Definition, definition_from
from quiz.errors import InputError
from quiz.prospects import rank, read_table, write_table
from quiz.report import as_data, report_on
from quiz.sheet import parse_day, sheet_from
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
    today, language = parse_day(request["today"]), request["language"]
    report = report_on(definition, sheet_from(sheet, definition), today)
    return {
        "result": as_data(report),
        "words": asdict(words(report, language)),
        "text": as_text(report, language),
    }


def _rank(definition: Definition, request: Mapping[str, Any]) -> dict[str, str]:
    table = read_table(request["csv"], definition, request["name"])
    return {"csv": write_table(rank(table, definition))}


ACTIONS: Mapping[str, Callable[[Definition, Mapping[str, Any]], Any]] = {
    "report": _report,
    "reports": _reports,
    "rank": _rank,
}
