"""What is wrong with a person's file is said in their language, with the place and what to do."""

import json
from typing import Any

import pytest

from quiz.browser import start
from tests.unit.backups import backup_of
from tests.unit.books import OLE, book, parts_of, row_of, zipped
from tests.unit.samples import made
from tests.unit.shipped_definition import DATA, DEFINITION, LANGUAGES, TODAY, table

HEADER = "name,need,means,trust,urgency,attention"
BACKUP = backup_of([made("a", "22222")])
DAMAGED = {**BACKUP, "prospects": [{**BACKUP["prospects"][0], "note": 4}]}

FILES: dict[str, tuple[str, str, dict[str, Any]]] = {
    "empty_file": ("", "x", {}),
    "fields": (table("a,2,2,2,2,2,3"), "row 2", {"count": 7, "of": 6}),
    "quotes": (table('"a"b,2,2,2,2,2'), "row 2", {}),
    "level": (table("a,9,2,2,2,2"), "row 2, need", {"cell": "9"}),
    "day": (table("a,2,2,2,2,2,{cell}", header=f"{HEADER},on"), "row 2, on", {"cell": "{cell}"}),
    "stop": (
        table("a,2,2,2,2,2,{cell}", header=f"{HEADER},stop"),
        "row 2, stop",
        {"cell": "{cell}"},
    ),
    "link": (
        table("a,2,2,2,2,2,lost,{cell}", header=f"{HEADER},outcome,outcome_link"),
        "row 2, outcome_link",
        {"cell": "{cell}"},
    ),
    "no_name": (table(",2,2,2,2,2"), "row 2, name", {}),
    "too_long": (table(f"{'a' * 201},2,2,2,2,2"), "row 2, name", {"count": 201, "most": 200}),
    "definition": (
        table("a,2,2,2,2,2,x@1", header="name,need,means,trust,urgency,attention,definition"),
        "row 2, definition",
        {"cell": "x@1"},
    ),
    "group": (table("a,2,2,2,2,2", "", "Total,,,,,"), "row 4", {}),
    "no_backup": ("{}", "x", {}),
    "newer": (json.dumps({**BACKUP, "format": 4}), "x", {}),
    "no_json": ('{"kind":', "x:1:9", {}),
    "damaged": (json.dumps(DAMAGED), "x: prospects[0]: note", {}),
}
"""A file for each thing that can be wrong with one: its text, the place, and what is filled in."""

NO_LONGER_SAID = {"column_missing", "column_twice", "outcome"}
"""What was wrong before any list could be mapped; a definition of then may have words for it."""


def problems_of(*contents: bytes, **request: object) -> list[dict[str, str]]:
    answer = json.loads(start(json.dumps(DATA))(json.dumps(request), contents))
    return list(answer.get("problems") or answer["ok"]["problems"])


def filled(key: str, language: str, values: dict[str, Any]) -> str:
    text = DEFINITION.pipeline[key][language]
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", str(value))
    return text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", FILES)
def test_what_is_wrong_with_a_file_is_said(kind: str, language: str) -> None:
    """Each thing that can be wrong has its own words, filled in with what stands there."""
    text, where, values = FILES[kind]
    about = {"today": TODAY.isoformat(), "language": language}
    (problem,) = problems_of(text.encode(), do="open", name="x", ids="new-", **about)
    row, _, column = where.removeprefix("row ").partition(", ")
    if row != where:
        place = {"row": row, "column": column}
        where = filled("problem_cell" if column else "problem_row", language, place)
    assert problem == {
        "where": where,
        "what": filled(f"problem_{kind}", language, values),
        "fix": filled(f"problem_{kind}_fix", language, values),
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_stop_without_words_for_it_is_said(language: str) -> None:
    """A definition without the key stop has the reason in its language all the same."""
    silent = {key: value for key, value in DATA.items() if key != "stop"}
    about = {"today": TODAY.isoformat(), "language": language, "ids": "new-", "name": "x"}
    text = table("a,2,2,2,2,2,yes", header=f"{HEADER},stop")
    answer = json.loads(
        start(json.dumps(silent))(json.dumps({"do": "open", **about}), [text.encode()])
    )
    (problem,) = answer["ok"]["problems"]
    assert problem == {
        "where": filled("problem_cell", language, {"row": 2, "column": "stop"}),
        "what": filled("problem_no_stop", language, {}),
        "fix": filled("problem_no_stop_fix", language, {}),
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_wrong_in_many_rows_is_said_once(language: str) -> None:
    """The rows are named together, the first of them where there are many."""
    few = table("a,9,2,2,2,2", "b,2,2,2,2,2", "c,9,2,2,2,2", "d,9,2,2,2,7")
    about = {"today": TODAY.isoformat(), "language": language, "ids": "new-", "name": "x"}
    one, other = problems_of(few.encode(), do="open", **about)
    rows = "2, 4 en 5" if language == "nl" else "2, 4 and 5"
    assert one["where"] == filled("problem_cells", language, {"rows": rows, "column": "need"})
    assert other["where"] == filled("problem_cell", language, {"row": 5, "column": "attention"})
    many = table(*["a,9,2,2,2,2"] * 40)
    (all_,) = problems_of(many.encode(), do="open", **about)
    named = {"rows": "2, 3, 4, 5, 6, 7, 8, 9", "more": 32, "column": "need"}
    assert all_["where"] == filled("problem_cells_more", language, named)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_list_of_another_s_columns_is_said_of_a_team(language: str) -> None:
    """Where nobody can be asked which column is which, it is said where one can."""
    about = {"today": TODAY.isoformat(), "language": language}
    text = b"Bedrijf;Fase\nJansen;Nieuw\n"
    (problem,) = problems_of(text, do="team", files=[{"name": "x"}], by_seller=False, **about)
    assert problem["what"] == filled("problem_other_columns", language, {})


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_team_s_files_are_told_of_in_the_same_words(language: str) -> None:
    """Several files at once are told of in the language of the page too."""
    text = FILES["level"][0].encode()
    about = {"today": TODAY.isoformat(), "language": language}
    (problem,) = problems_of(text, do="team", files=[{"name": "x"}], by_seller=False, **about)
    assert problem["what"] == filled("problem_level", language, {"cell": "9"})


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_prospect_that_is_gone_is_said(language: str) -> None:
    """A prospect that another tab removed is told of in words."""
    about = {"today": TODAY.isoformat(), "language": language}
    (problem,) = problems_of(do="prospect", id="a", **about)
    assert problem["what"] == filled("problem_gone", language, {})


BOOKS: dict[str, tuple[bytes, dict[str, Any]]] = {
    "book_locked": (OLE + "EncryptedPackage".encode("utf-16-le"), {}),
    "book_kind": (OLE + "Workbook".encode("utf-16-le"), {"format": ".xls"}),
    "book_document": (OLE + "WordDocument".encode("utf-16-le"), {}),
    "book_none": (zipped({"a": ""}), {}),
    "book_no_sheet": (zipped(parts_of({})), {}),
    "book_sheet": (book(row_of("a")), {"sheet": "B", "found": "Blad1"}),
    "book_large": (zipped({str(n): "" for n in range(5_001)}), {"most": 200}),
    "book_cells": (book(f"<!--{'<' * 8_000_001}-->"), {"most": 1_000_000}),
    "book_unsafe": (zipped({"_rels/.rels": "<!DOCTYPE a []><a/>"}), {}),
}
"""A file for each thing that can be wrong with a workbook, with what is filled in."""

FAR = book(
    row_of("name", *DEFINITION.ids)
    + row_of("a", *"22222")
    + '<row><c r="ALM3" t="str"><v>x</v></c></row>'
)
"""A workbook with a cell far out in its last row."""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", BOOKS)
def test_what_is_wrong_with_a_workbook_is_said(kind: str, language: str) -> None:
    """Each thing that can be wrong has its own words, and says what to do."""
    contents, values = BOOKS[kind]
    about = {"today": TODAY.isoformat(), "language": language, "sheet": values.get("sheet")}
    told = problems_of(contents, do="open", name="x", ids="new-", **about)
    texts = {key: filled(f"problem_{kind}{key}", language, values) for key in ("", "_fix")}
    assert told == [{"where": "x", "what": texts[""], "fix": texts["_fix"]}]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_cell_far_away_is_said(language: str) -> None:
    """With the row that it is in, and what the cell is called."""
    about = {"today": TODAY.isoformat(), "language": language, "ids": "new-", "name": "x"}
    (problem,) = problems_of(FAR, do="open", **about)
    assert problem["where"] == filled("problem_row", language, {"row": 3})
    assert problem["what"] == filled("problem_book_far", language, {"cell": "ALM3"})


def test_every_text_about_a_problem_is_used() -> None:
    """There is no text for a problem that nothing can have."""
    kinds = {
        key.removeprefix("problem_") for key in DEFINITION.pipeline if key.startswith("problem_")
    }
    places = {"row", "rows", "rows_more", "cell", "cells", "cells_more"}
    # Those of workbooks that are not here are in test_workbook_export.py.
    others = {"gone", "no_stop", "other_columns", "book_far", "book_long", "no_part", *BOOKS}
    others |= places
    said = {kind for kind in kinds if not kind.endswith("_fix")} - NO_LONGER_SAID
    assert said == {*FILES, *others}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_levels_and_outcomes_to_write_are_those_that_are_read(language: str) -> None:
    """What a text tells people to write in a cell can be written there."""
    said = DEFINITION.pipeline
    for cell in ("0", "1", "2", "3", "unknown"):
        assert cell in said["problem_level_fix"][language]
    for cell in ("won", "lost", "no-decision"):
        assert cell in said["problem_outcome_fix"][language]
