"""What the page of the check asks for: the result of a sheet."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from quiz.definition import Definition
from quiz.plain_text import as_text, evidence_lines, note
from quiz.report import as_data, report_on
from quiz.sentences import Sentences
from quiz.sheet import day_from, sheet_from
from quiz.wording import words


def report(definition: Definition, request: Mapping[str, Any]) -> dict[str, Any]:
    """Return the result of a sheet as data, in words and as a text."""
    today, language = day_from(request["today"], "today"), request["language"]
    given = request.get("previous")
    previous = sheet_from(given, definition, "previous") if given else None
    found = report_on(definition, sheet_from(request["sheet"], definition), today, previous)
    said, say = words(found, language), Sentences(definition, language)
    evidence = evidence_lines(found, request.get("notes", {}), say)
    text = note([request.get("name", "")], [as_text(said, say)], evidence)
    return {"result": as_data(found), "words": asdict(said), "text": text}


CHECK_ACTIONS: Mapping[str, Callable[[Definition, Mapping[str, Any]], Any]] = {"report": report}
