"""The call list: one question to each prospect, and each answer kept as a check of today."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from quiz.actions.shelf import Request, Shelf, prospects_with
from quiz.definition import Definition
from quiz.prospect import Check, Pairs, as_record, in_order
from quiz.sentences import capital
from quiz.sheet import Answers, day_from, given_to, sheet_from


def ladders(shelf: Shelf, request: Request) -> list[dict[str, Any]]:
    """Return what can be answered to the question of each condition, in one language.

    Each has `id`, `name`, `rungs`, a text for each level from 0 on, and `unknown`, that one does
    not know, with what that means.
    """
    language, definition = request["language"], shelf.definition
    label = capital(definition.unknown["label"][language])
    return [
        {
            "id": condition.id,
            "name": condition.name[language],
            "rungs": [rung[language] for rung in condition.rungs],
            "unknown": f"{label}. {definition.not_known(condition.id)[language]}",
        }
        for condition in definition.conditions
    ]


def answer(shelf: Shelf, request: Request) -> dict[str, Any]:
    """Return the record of a prospect with one more answer, given today.

    `id` is the prospect's, `condition` and `level` (0 to 3 or "unknown") say what was answered, and
    `note` what they said, empty for nothing. The answers of one day are one check, which begins
    with what was known before. Raises InputError for a prospect, a condition or a level that there
    is not.
    """
    today, definition = day_from(request["today"], "today"), shelf.definition
    (found,) = prospects_with(shelf, [request["id"]])
    key = request["condition"]
    said = sheet_from({"answers": {key: request["level"]}}, definition, "answer")
    (*before, last) = found.checks
    same = last.sheet.on == today and last.definition == definition.ref
    now = _with_answer(last, key, said.answers, request["note"].strip(), definition)
    check = replace(now, sheet=replace(now.sheet, on=today))
    checks = in_order((*(before if same else found.checks), check))
    return {"record": as_record(replace(found, checks=checks), definition)}


def _with_answer(last: Check, key: str, said: Answers, note: str, definition: Definition) -> Check:
    """Return the check as one to the questions of today, with one answer and its evidence.

    What was answered to a rung that has come to mean something else is not known any more.
    """
    notes = {id_: text for id_, text in last.notes if id_ not in last.sheet.anew}
    answers: list[Any] = []
    for id_, old, new in zip(definition.ids, last.sheet.answers, said, strict=True):
        known = None if id_ in last.sheet.anew else old
        answers.append(new if id_ == key else known)
        if id_ == key and (note or new != known):
            notes[id_] = note
    sheet = given_to(definition.version, replace(last.sheet, answers=tuple(answers)), definition)
    kept: Pairs = tuple((id_, notes[id_]) for id_ in definition.ids if notes.get(id_))
    return Check(sheet, definition.ref, kept)


CALL_ACTIONS: Mapping[str, Callable[[Shelf, Request], Any]] = {
    "ladders": ladders,
    "answer": answer,
}
