"""The prospects that the worker holds, so that the page need not send them all for each question.

What is on the shelf is what the page has read from, or written to, the browser's storage. A file
that is opened stands beside it, as what comes in, until the page has taken it in.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from quiz import pipeline
from quiz.compare import compare
from quiz.definition import Definition
from quiz.detail import detail_of
from quiz.errors import InputError, NewerError, Problem
from quiz.ical import calendar
from quiz.incoming import Incoming, matcher, read_file, taken_in
from quiz.record import (
    NAME_LENGTH,
    Prospect,
    as_record,
    key_of,
    merge,
    name_from,
    prospect_from,
    whole,
)
from quiz.row import place, row_of
from quiz.sheet import day_from, sheet_from
from quiz.spreadsheet import write_prospects
from quiz.wording import told

EVERYTHING = "*"

type Request = Mapping[str, Any]


@dataclass
class Shelf:
    """The prospects by id, and what an opened file would bring."""

    definition: Definition
    prospects: dict[str, Prospect] = field(default_factory=dict)
    incoming: Incoming = field(default_factory=Incoming)


def put(shelf: Shelf, request: Request) -> list[dict[str, Any]]:
    """Put records on the shelf; for each, its row or what is wrong with it."""
    today, language = day_from(request["today"], "today"), request["language"]
    return [_put(shelf, record, today, language) for record in request["records"]]


def _put(shelf: Shelf, record: object, today: date, language: str) -> dict[str, Any]:
    try:
        prospect = prospect_from(record, shelf.definition, _named(record))
    except InputError as error:
        newer = isinstance(error, NewerError)
        problems = [told(problem, shelf.definition, language) for problem in error.problems]
        return {"problem": _as_one(problems), "newer": newer}
    shelf.prospects[prospect.id] = prospect
    return {"row": row_of(prospect, shelf.definition, today, language)}


def _named(record: object) -> str:
    """Return what a person would know a record by, to say where a problem is."""
    for key in ("name", "id") if isinstance(record, Mapping) else ():
        assert isinstance(record, Mapping)
        value = record.get(key)
        if isinstance(value, str) and value.strip():
            return value.strip()[:60]
    return "prospect"


def _as_one(problems: list[dict[str, str]]) -> dict[str, str]:
    """Return the first problem, with the places of the others in it."""
    places = [problem["where"] for problem in problems]
    return {
        **problems[0],
        "where": ", ".join(places[:1] + [p.split(": ", 1)[-1] for p in places[1:]]),
    }


def drop(shelf: Shelf, request: Request) -> dict[str, Any]:
    """Take prospects off the shelf, all of them for `*`; what is not there is passed over."""
    if request["ids"] == EVERYTHING:
        shelf.prospects.clear()
        shelf.incoming = Incoming()
    else:
        for id_ in request["ids"]:
            shelf.prospects.pop(id_, None)
    return {}


def open_file(shelf: Shelf, request: Request) -> dict[str, Any]:
    """Read a CSV or a backup, and keep what is right in it as what comes in.

    `now` in the request is the moment, as JavaScript writes it; the start of today if left out.
    """
    shelf.incoming = Incoming()
    now = request.get("now") or f"{day_from(request['today'], 'today')}T00:00:00.000Z"
    incoming, practice, problems = read_file(
        request["text"], shelf.definition, request["name"], now
    )
    shelf.incoming = incoming
    return {
        "kind": "backup" if incoming.columns is None else "csv",
        "count": len(incoming.prospects),
        "problems": [told(p, shelf.definition, request["language"]) for p in problems],
        "practice": list(practice),
    }


def take(shelf: Shelf, request: Request) -> list[dict[str, Any]]:
    """Return a part of what comes in, each merged with what is on the shelf, which stays as it is.

    `state` is `new`, `changed`, or `same` when the file brings nothing that is not there already.
    """
    today, language = day_from(request["today"], "today"), request["language"]
    start, definition = request["from"], shelf.definition
    matching = matcher(shelf.prospects, shelf.incoming)
    taken = []
    for theirs in shelf.incoming.prospects[start : start + request["count"]]:
        mine = matching(theirs)
        prospect, state = taken_in(mine, theirs, shelf.incoming, today, shelf.prospects)
        row = row_of(prospect, definition, today, language)
        taken.append({"record": as_record(prospect, definition), "row": row, "state": state})
    return taken


def pictures(shelf: Shelf, request: Request) -> dict[str, Any]:
    """Return the pictures, the agenda and the outcomes of what is on the shelf."""
    today = day_from(request["today"], "today")
    return pipeline.pictures(
        list(shelf.prospects.values()), shelf.definition, today, request["language"]
    )


def prospect(shelf: Shelf, request: Request) -> dict[str, Any]:
    """Return one prospect in full."""
    today = day_from(request["today"], "today")
    (found,) = _chosen(shelf, [request["id"]])
    return detail_of(found, shelf.definition, today, request["language"])


def export(shelf: Shelf, request: Request) -> dict[str, str]:
    """Return prospects as CSV, with the line ends that spreadsheets write."""
    chosen = _chosen(shelf, request["ids"])
    return {"csv": write_prospects(chosen, shelf.definition, request["delimiter"])}


def dates(shelf: Shelf, request: Request) -> dict[str, str]:
    """Return the park dates and next steps of prospects as a calendar file."""
    today = day_from(request["today"], "today")
    chosen = _chosen(shelf, request["ids"])
    return {"ics": calendar(chosen, shelf.definition, today, request["language"])}


def merged(shelf: Shelf, request: Request) -> dict[str, Any]:
    """Merge two records of one prospect."""
    mine, theirs = (
        prospect_from(request[key], shelf.definition, key) for key in ("mine", "theirs")
    )
    return {"record": as_record(merge(mine, theirs), shelf.definition)}


def compared(shelf: Shelf, request: Request) -> dict[str, Any]:
    """Compare two sheets."""
    mine, theirs = (sheet_from(request[key], shelf.definition, key) for key in ("mine", "theirs"))
    return compare(mine, theirs, shelf.definition, request["language"])


def team(shelf: Shelf, request: Request) -> dict[str, Any]:
    """Return the pictures of several people's files together; nothing of it is kept.

    A prospect without a seller is taken to be that of the person whom the file is named after.
    """
    today, definition = day_from(request["today"], "today"), shelf.definition
    problems: list[Problem] = []
    together: dict[Any, Prospect] = {}
    texts: set[str] = set()
    for number, file in enumerate(request["files"]):
        if file["text"] in texts:  # the same file chosen twice
            continue
        texts.add(file["text"])
        try:
            incoming, _, found = read_file(file["text"], definition, file["name"])
        except InputError as error:
            problems += error.problems
            continue
        problems += found
        for one in incoming.prospects:
            # Without a seller the same name in two files may be two people's prospect.
            key = key_of(one) if one.seller else (number, one.id)
            mine = one if one.seller else replace(one, seller=_owner(file["name"]))
            together[key] = merge(together[key], mine) if key in together else mine
    everyone = [replace(one, id=f"team-{n}") for n, one in enumerate(together.values())]
    shown = pipeline.pictures(
        everyone, definition, today, request["language"], request["by_seller"]
    )
    return {
        **shown,
        "problems": [told(problem, definition, request["language"]) for problem in problems],
        "sellers": len({one.seller for one in everyone if one.seller}),
        "prospects": len(everyone),
    }


def _owner(file_name: str) -> str:
    """Return the name of a file without its kind: noor for noor.csv."""
    return name_from(file_name.rpartition(".")[0] or file_name)[:NAME_LENGTH]


def _chosen(shelf: Shelf, ids: list[str] | None) -> list[Prospect]:
    """Return prospects by id, all of them best first for None; InputError for one not there."""
    if ids is None:
        return sorted(shelf.prospects.values(), key=lambda p: place(p, shelf.definition))
    problems = [
        Problem(whole(id_), "this prospect is not there", "load the page again", "gone")
        for id_ in ids
        if id_ not in shelf.prospects
    ]
    if problems:
        raise InputError(problems)
    return [shelf.prospects[id_] for id_ in ids]


SHELF_ACTIONS: Mapping[str, Callable[[Shelf, Request], Any]] = {
    "put": put,
    "drop": drop,
    "open": open_file,
    "take": take,
    "pictures": pictures,
    "prospect": prospect,
    "export": export,
    "calendar": dates,
    "merge": merged,
    "compare": compared,
    "team": team,
}
