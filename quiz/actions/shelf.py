"""The prospects that the worker holds, so that the page need not send them all for each question.

What is on the shelf is what the page has read from, or written to, the browser's storage. A file
that is opened stands beside it, as what comes in, until the page has taken it in.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from quiz.actions import workbook
from quiz.definition import Definition
from quiz.errors import InputError, NewerError, NotTextError, PartMissingError, Problem
from quiz.files.decoding import decode, is_archive
from quiz.files.ical import calendar
from quiz.files.incoming import (
    Incoming,
    Opened,
    Opening,
    matcher,
    merged_in,
    read_file,
    read_ours,
)
from quiz.files.listing import Listing, Skipped
from quiz.files.spreadsheet import write_blank, write_for_crm, write_prospects
from quiz.merging import merge
from quiz.names import NAME_LENGTH, name_from, without_lone_surrogates
from quiz.problem_words import problem_in_words
from quiz.prospect import Prospect, as_record, key_of, prospect_from
from quiz.report import report_on_answers
from quiz.sentences import Sentences
from quiz.sheet import day_from, sheet_from
from quiz.views import pipeline
from quiz.views.compare import compare
from quiz.views.detail import detail_of
from quiz.views.pictures import best_first
from quiz.views.row import row_of, sort_key

EVERYTHING = "*"

TEAM_ROW = ("id", "name", "seller", "verdict_name", "do", "standing", "flags")

type Request = Mapping[str, Any]


@dataclass
class Shelf:
    """The prospects by id, and what an opened file would bring.

    `listing` is a list that was opened, and `opening` what goes with that; `left_out` has the rows
    of it that could not be read.

    `merged` are those of the file that were handed out, as they would become. `match` finds the
    prospect that one of the file is another version of; None when it must be made anew, since what
    is on the shelf has changed.
    """

    definition: Definition
    prospects: dict[str, Prospect] = field(default_factory=dict)
    opening: Opening = field(default_factory=Opening)
    listing: Listing | None = None
    left_out: tuple[Skipped, ...] = ()
    incoming: Incoming = field(default_factory=Incoming)
    merged: dict[str, Prospect] = field(default_factory=dict)
    match: Callable[[Prospect], Prospect | None] | None = None

    def close(self) -> None:
        """Forget the file that was opened."""
        self.listing, self.left_out = None, ()
        self.incoming, self.match = Incoming(), None
        self.merged.clear()


def put(shelf: Shelf, request: Request) -> list[dict[str, Any]]:
    """Put records on the shelf; for each, its row or what is wrong with it."""
    today, language = day_from(request["today"], "today"), request["language"]
    shelf.match = None
    return [_put(shelf, record, today, language) for record in request["records"]]


def _put(shelf: Shelf, record: object, today: date, language: str) -> dict[str, Any]:
    try:
        prospect = prospect_from(record, shelf.definition, _named(record))
    except InputError as error:
        newer = isinstance(error, NewerError)
        problems = _in_words(error.problems, shelf, language)
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


def _in_words(problems: Iterable[Problem], shelf: Shelf, language: str) -> list[dict[str, str]]:
    return [problem_in_words(problem, shelf.definition, language) for problem in problems]


def _as_one(problems: list[dict[str, str]]) -> dict[str, str]:
    """Return the first problem, with the places of the others in it."""
    places = [problem["where"] for problem in problems]
    return {
        **problems[0],
        "where": ", ".join(places[:1] + [p.split(": ", 1)[-1] for p in places[1:]]),
    }


def drop(shelf: Shelf, request: Request) -> dict[str, Any]:
    """Take prospects off the shelf, all of them for `*`; ids that are not there are ignored."""
    shelf.match = None
    if request["ids"] == EVERYTHING:
        shelf.prospects.clear()
        shelf.close()
    else:
        for id_ in request["ids"]:
            shelf.prospects.pop(id_, None)
    return {}


def take(shelf: Shelf, request: Request) -> list[dict[str, Any]]:
    """Return a part of what comes in, each merged with what is on the shelf, which stays as it is.

    `state` is `new`, `changed`, or `same` when the file brings nothing that is not there already.
    `rows` is how many rows of a list are about it. For a changed one `turn` says in words what of
    the verdict or the answers becomes another.
    """
    today, language = day_from(request["today"], "today"), request["language"]
    start, definition = request["from"], shelf.definition
    if shelf.match is None:
        shelf.match = matcher(shelf.prospects, shelf.incoming)
    taken = []
    for theirs in shelf.incoming.prospects[start : start + request["count"]]:
        mine = shelf.match(theirs)
        prospect, state = merged_in(mine, theirs, shelf.incoming, definition)
        row = row_of(prospect, definition, today, language)
        groups = shelf.incoming.groups
        item: dict[str, Any] = {
            "record": as_record(prospect, definition),
            "row": row,
            "state": state,
            "rows": len(groups[theirs.id]) if groups else 1,
        }
        if state != "same":
            shelf.merged[prospect.id] = prospect
        if mine is not None and state == "changed":
            item["turn"] = _turn(mine, prospect, definition, language)
        taken.append(item)
    return taken


def _turn(
    before: Prospect, after: Prospect, definition: Definition, language: str
) -> dict[str, Any] | None:
    """Say from which verdict to which, and which conditions nothing is known of any more.

    None when neither applies.
    """
    say = Sentences(definition, language)
    old, new = (
        report_on_answers(definition, one.sheet.answers, one.sheet.stop) for one in (before, after)
    )
    forgotten = [
        key
        for key, then, now in zip(
            definition.ids, before.sheet.answers, after.sheet.answers, strict=True
        )
        if then is not None and now is None
    ]
    if old.verdict == new.verdict and not forgotten:
        return None
    return {
        "name": after.name,
        "before": say.verdict_name(old.verdict),
        "after": say.verdict_name(new.verdict),
        "same": old.verdict == new.verdict,
        "forgotten": say.names(forgotten),
    }


def keep(shelf: Shelf, request: Request) -> dict[str, Any]:
    """Put prospects of the opened file on the shelf, as they were handed out."""
    shelf.match = None
    for id_ in request["ids"]:
        shelf.prospects[id_] = shelf.merged[id_]
    return {}


def pictures(shelf: Shelf, request: Request) -> dict[str, Any]:
    """Return the pictures, the agenda and the outcomes of what is on the shelf."""
    today = day_from(request["today"], "today")
    return pipeline.pictures(
        list(shelf.prospects.values()), shelf.definition, today, request["language"]
    )


def prospect(shelf: Shelf, request: Request) -> dict[str, Any]:
    """Return one prospect in full."""
    today = day_from(request["today"], "today")
    (found,) = prospects_with(shelf, [request["id"]])
    return detail_of(found, shelf.definition, today, request["language"])


def export(shelf: Shelf, request: Request) -> dict[str, str]:
    """Return prospects as CSV, with the line ends that spreadsheets write.

    With the `format` xlsx it is a workbook, in base64. `seller` is the owner of those that name
    none; it may be left out.
    """
    chosen = prospects_with(shelf, request["ids"])
    seller = name_from(request.get("seller") or "")
    chosen = [one if one.seller else replace(one, seller=seller) for one in chosen]
    if request.get("crm"):
        return {"csv": _for_crm(chosen, shelf, request)}
    if request.get("format") == "xlsx":
        return {"xlsx": workbook.written(chosen, shelf.definition)}
    return {"csv": write_prospects(chosen, shelf.definition, request["delimiter"])}


def _for_crm(chosen: Sequence[Prospect], shelf: Shelf, request: Request) -> str:
    today, language = day_from(request["today"], "today"), request["language"]
    rows = [detail_of(one, shelf.definition, today, language) for one in chosen]
    return write_for_crm(
        (one.source_id, said["row"], said["text"]) for one, said in zip(chosen, rows, strict=True)
    )


def blank(shelf: Shelf, request: Request) -> dict[str, str]:
    """Return a list without rows as CSV, for who has none to start from."""
    language, delimiter = request["language"], request["delimiter"]
    columns = Sentences(shelf.definition, language).phrase("blank_columns")
    return {"csv": write_blank(shelf.definition, columns, language, delimiter)}


def dates(shelf: Shelf, request: Request) -> dict[str, str]:
    """Return the park dates and next steps of prospects as a calendar file."""
    today = day_from(request["today"], "today")
    chosen = prospects_with(shelf, request["ids"])
    now = request.get("now") or ""
    return {"ics": calendar(chosen, shelf.definition, today, request["language"], now)}


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

    `files` has the name of each, `contents` the bytes. A prospect without a seller belongs to the
    owner that the file names or, where it names none, to the person the file is named after; two
    files of one name are then two sellers.
    """
    today, definition = day_from(request["today"], "today"), shelf.definition
    problems: list[Problem] = []
    together: dict[Any, Prospect] = {}
    contents: set[bytes] = set()
    unnamed: Counter[str] = Counter()
    not_text: list[str] = []
    for number, (file, data) in enumerate(zip(request["files"], request["contents"], strict=True)):
        if data in contents:  # the same file chosen twice
            continue
        contents.add(data)
        try:
            opened = _opened(data, file["name"], definition)
        except NotTextError:
            not_text.append(file["name"])
            continue
        except PartMissingError:
            raise
        except InputError as error:
            problems += error.problems
            continue
        problems += opened.problems
        owner = opened.incoming.owner
        if not owner and any(not one.seller for one in opened.incoming.prospects):
            name = _named_after(file["name"])
            unnamed[name] += 1
            owner = name if unnamed[name] == 1 else f"{name} ({unnamed[name]})"
        for one in opened.incoming.prospects:
            mine = one if one.seller else replace(one, seller=owner)
            # Without a seller, the same name may be a prospect of two people.
            key = key_of(mine) if one.seller or opened.incoming.owner else (number, one.id)
            together[key] = merge(together[key], mine) if key in together else mine
    everyone = [replace(one, id=f"team-{n}") for n, one in enumerate(together.values())]
    shown = pipeline.pictures(
        everyone, definition, today, request["language"], request["by_seller"]
    )
    return {
        **shown,
        "problems": [_of_a_file(problem, definition, request["language"]) for problem in problems],
        "not_text": not_text,
        "sellers": len({one.seller for one in everyone if one.seller}),
        "prospects": len(everyone),
        "rows": [_team_row(one, shelf, request) for one in best_first(everyone, definition)],
    }


def _team_row(one: Prospect, shelf: Shelf, request: Request) -> dict[str, Any]:
    """Return of a row what there is to show of a team's; whose it is only where that was asked."""
    today, language = day_from(request["today"], "today"), request["language"]
    row = row_of(one, shelf.definition, today, language)
    row["seller"] = one.seller if request["by_seller"] else ""
    return {key: row[key] for key in TEAM_ROW}


def _opened(data: bytes, name: str, definition: Definition) -> Opened:
    if not is_archive(data):
        return read_file(decode(data, name), definition, name)
    return read_ours(Listing(workbook.read(data, name).sheet, definition, name))


def _of_a_file(problem: Problem, definition: Definition, language: str) -> dict[str, str]:
    """Say what is wrong, and in which of several files."""
    words = problem_in_words(problem, definition, language)
    if "row" in problem.values:
        words["where"] = f"{problem.where.split(':')[0]}: {words['where']}"
    return words


def _named_after(file_name: str) -> str:
    """Return the name of a file without its extension: noor for noor.csv."""
    return name_from(file_name.rpartition(".")[0] or file_name)[:NAME_LENGTH]


def prospects_with(shelf: Shelf, ids: list[str] | None) -> list[Prospect]:
    """Return prospects by id, all of them best first for None; InputError for one not there."""
    if ids is None:
        return sorted(shelf.prospects.values(), key=lambda p: sort_key(p, shelf.definition))
    problems = [
        Problem(name, "this prospect is not there", "load the page again", "gone")
        for name in map(without_lone_surrogates, ids)
        if name not in shelf.prospects
    ]
    if problems:
        raise InputError(problems)
    return [shelf.prospects[id_] for id_ in ids]


SHELF_ACTIONS: Mapping[str, Callable[[Shelf, Request], Any]] = {
    "put": put,
    "drop": drop,
    "take": take,
    "keep": keep,
    "pictures": pictures,
    "prospect": prospect,
    "export": export,
    "blank": blank,
    "calendar": dates,
    "merge": merged,
    "compare": compared,
    "team": team,
}
