"""A file is opened: what it is, which column of a list is which, and what of it comes in."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from quiz.actions import workbook
from quiz.actions.shelf import Request, Shelf
from quiz.errors import NotTextError, Problem
from quiz.files.cells import plain
from quiz.files.decoding import decode, doubtful_word, is_archive
from quiz.files.incoming import Opened, Opening, is_backup, open_list, read_list, read_whole
from quiz.files.listing import Listing
from quiz.files.mapping import STATUSES, ColumnMap
from quiz.files.spreadsheet import write_skipped
from quiz.names import name_from
from quiz.problem_words import problem_in_words
from quiz.sentences import Sentences
from quiz.sheet import day_from

MOST_ROWS = 8
"""How many rows are named in which the same is wrong."""


def open_file(shelf: Shelf, request: Request) -> dict[str, Any]:
    """Open a list or a backup, and keep what is right in it as what comes in.

    The file is in `contents`, or, pasted or out of a link, in `text`; of one that is no text only
    that is said. `encoding` is how it is encoded, where somebody was asked, and `headed` whether
    its first line names the columns; `sheet` is which one of a workbook, by its name or its number
    from 1, by default the first that has rows. `now` is the moment, as JavaScript writes it, the
    start of today if left out; `ids` what new ids begin with; `seller` who the reader is; `aliases`
    the ids that prospects had before. `mappings` has earlier choices by the signature of their
    lists.

    A list with other columns than ours, or with something to be asked, comes back as `mapping`, to
    be read by `map`. So does one in a workbook with several sheets, until one is chosen; `sheets`
    has their names then, and `sheet` that of the one that was read.
    """
    shelf.close()
    name, today = request["name"], day_from(request["today"], "today")
    contents, wanted = request.get("contents"), str(request.get("sheet") or "")
    book = None
    try:
        if contents and is_archive(contents[0]):
            book = workbook.read(contents[0], name, wanted)
        else:
            encoding = request.get("encoding")
            text = decode(contents[0], name, encoding) if contents else request["text"]
    except NotTextError:
        return {"not_text": True}
    shelf.opening = Opening(
        now=request.get("now") or f"{today}T00:00:00.000Z",
        today=today,
        ids=request["ids"],
        seller=name_from(request.get("seller") or ""),
        aliases=request.get("aliases") or {},
    )
    definition, headed = shelf.definition, request.get("headed")
    if book:
        shelf.listing = Listing(book.sheet, definition, name, headed)
        more = {"sheets": list(book.sheets), "sheet": book.name}
        return {**_listed(shelf, request, len(book.sheets) > 1 and not wanted), **more}
    if is_backup(text):
        return _brought(shelf, read_whole(text, definition, name, shelf.opening), request)
    shelf.listing = open_list(text, definition, name, headed)
    accents = _accents(contents[0]) if contents and not request.get("encoding") else None
    return {**_listed(shelf, request), "accents": accents}


def _listed(shelf: Shelf, request: Request, asked: bool = False) -> dict[str, Any]:
    """Read the opened list, if it is one of ours and nothing is `asked`; else say what is."""
    listing = shelf.listing
    assert listing is not None
    earlier = (request.get("mappings") or {}).get(listing.signature)
    columns = _chosen(earlier, len(listing.header)) if earlier else listing.guessed
    if columns.order and listing.questions(columns).shown_order:
        columns = replace(columns, order=None)  # what this list shows goes before what another did
    if listing.ours and not asked and not listing.questions(columns).any:
        opened = read_list(listing, listing.decided(columns), shelf.opening)
        return _brought(shelf, opened, request)
    return {**_mapping(shelf, columns), "remembered": bool(earlier)}


def ask(shelf: Shelf, request: Request) -> dict[str, Any]:
    """Return what has to be asked about the opened list if its columns are chosen like this."""
    assert shelf.listing is not None
    return _mapping(shelf, _chosen(request["choice"], len(shelf.listing.header)))


def map_columns(shelf: Shelf, request: Request) -> dict[str, Any]:
    """Read the opened list from the columns that were chosen."""
    assert shelf.listing is not None
    columns = _chosen(request["choice"], len(shelf.listing.header))
    opened = read_list(shelf.listing, shelf.listing.decided(columns), shelf.opening)
    return _brought(shelf, opened, request)


def left_out(shelf: Shelf, request: Request) -> dict[str, str]:
    """Return the rows that could not be read as CSV, with the reason in a last column.

    Cells stand between the separators that the list had, or, where it had others, `delimiter`.
    """
    say = Sentences(shelf.definition, request["language"])

    def why(problem: Problem) -> str:
        told = problem_in_words(problem, shelf.definition, request["language"])
        column = str(problem.values.get("column", ""))
        return ": ".join(filter(None, (column, f"{told['what']}; {told['fix']}")))

    assert shelf.listing is not None
    header = shelf.listing.header
    title, own = say.phrase("skipped_because"), shelf.listing.layout.delimiter
    delimiter = own if own in (",", ";") else request.get("delimiter", ",")
    return {"csv": write_skipped(header, shelf.left_out, why, title, delimiter)}


def _brought(shelf: Shelf, opened: Opened, request: Request) -> dict[str, Any]:
    shelf.incoming, shelf.left_out = opened.incoming, opened.left_out
    language = request["language"]
    return {
        "kind": "backup" if opened.incoming.groups is None else "csv",
        "count": len(opened.incoming.prospects),
        "skipped": opened.skipped,
        "problems": _told_once(opened, shelf, language),
        "practice": list(opened.practice),
        "conversations": list(opened.conversations),
    }


def _told_once(opened: Opened, shelf: Shelf, language: str) -> list[dict[str, str]]:
    """Say what is wrong, once for all rows in which the same is wrong with the same column."""
    alike: dict[tuple[object, ...], list[Problem]] = {}
    for problem in opened.problems:
        about = problem.values.get("column") if "row" in problem.values else problem.where
        key = (problem.kind, about, problem.values.get("cell"), problem.values.get("count"))
        alike.setdefault(key, []).append(problem)
    say = Sentences(shelf.definition, language)
    told = []
    for problems in alike.values():
        words = problem_in_words(problems[0], shelf.definition, language)
        if len(problems) > 1 and "row" in problems[0].values:
            words["where"] = _places(problems, say)
        told.append(words)
    return told


def _places(problems: Sequence[Problem], say: Sentences) -> str:
    """Say in which rows, and in which column, these problems are."""
    rows = [str(problem.values["row"]) for problem in problems]
    column, more = problems[0].values.get("column"), len(rows) - MOST_ROWS
    values: dict[str, object] = {"rows": say.both(rows)}
    if more > 0:
        values = {"rows": ", ".join(rows[:MOST_ROWS]), "more": more}
    if column:
        values["column"] = column
    key = f"problem_{'cells' if column else 'rows'}{'_more' if more > 0 else ''}"
    return say.phrase(key, **values)


def _mapping(shelf: Shelf, columns: ColumnMap) -> dict[str, Any]:
    listing = shelf.listing
    assert listing is not None
    questions = listing.questions(columns)
    return {
        "kind": "mapping",
        "signature": listing.signature,
        "headed": listing.headed,
        "columns": [
            {"name": name or str(place), "first": listing.samples(place - 1)}
            for place, name in enumerate(listing.header, 1)
        ],
        "chosen": dict(columns.columns),
        "order": columns.order,
        "shown_order": questions.shown_order,
        "doubtful": questions.doubtful,
        "others": columns.others,
        "statuses": [
            {
                "word": plain(word),
                "shown": word,
                "count": count,
                "means": columns.statuses.get(plain(word), STATUSES.get(plain(word), "")),
                "known": word not in questions.open_statuses,
            }
            for word, count in questions.statuses.items()
        ],
    }


def _chosen(choice: Mapping[str, Any], width: int) -> ColumnMap:
    """Read a choice of columns; a column that is not there is none."""
    return ColumnMap(
        {key: place for key, place in choice["columns"].items() if 0 <= place < width},
        choice.get("order"),
        choice.get("statuses") or {},
        choice.get("others", True),
    )


def _accents(data: bytes) -> dict[str, str] | None:
    """Return a word whose accents may be wrong, as it is read now and as a Mac would read it."""
    found = doubtful_word(data)
    return {"now": found[0], "mac": found[1]} if found else None


OPENING_ACTIONS: Mapping[str, Callable[[Shelf, Request], Any]] = {
    "open": open_file,
    "ask": ask,
    "map": map_columns,
    "left_out": left_out,
}
