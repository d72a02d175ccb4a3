"""What is exported comes back exactly: every name, note and cell, in every script."""

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from quiz.files.decoding import decode
from quiz.files.spreadsheet import FORMULA, NEVER_CHANGED, neutralise, restore, write_prospects
from quiz.prospect import Prospect, key_of
from tests.unit.backups import read_prospects
from tests.unit.samples import made
from tests.unit.shipped_definition import DEFINITION
from tests.unit.strategies import MARKS, prospects

LISTS = st.lists(prospects(most=1, changed=st.just(NEVER_CHANGED)), max_size=4, unique_by=key_of)
WAYS = [
    pytest.param(delimiter, line_end, mark, id=f"{name}-{end}-{'bom' if mark else 'plain'}")
    for delimiter, name in ((",", "comma"), (";", "semicolon"))
    for line_end, end in (("\n", "lf"), ("\r\n", "crlf"))
    for mark in ("", "\ufeff")
]


def with_ids(given_: list[Prospect]) -> list[tuple[object, ...]]:
    """Return all that a list says of prospects; it has no ids, and columns in one order for all."""
    return [
        (key_of(p), p.note, p.next, p.outcome, p.checks, dict(p.other), p.changed) for p in given_
    ]


@pytest.mark.parametrize(("delimiter", "line_end", "mark"), WAYS)
@settings(max_examples=30)
@given(given_=LISTS)
def test_an_exported_list_comes_back_exactly(
    delimiter: str, line_end: str, mark: str, given_: list[Prospect]
) -> None:
    """Written either way, with or without a byte order mark, it is read as the same prospects."""
    text = mark + write_prospects(given_, DEFINITION, delimiter, line_end)
    read, problems = read_prospects(decode(text.encode(), "list.csv"))
    assert problems == ()
    assert with_ids(list(read)) == with_ids(given_)


@example(
    [replace(made("Jansen", "22222"), changed=NEVER_CHANGED, other=(("two\r\rlines", "cell"),))]
)
@given(LISTS)
def test_writing_what_was_read_changes_nothing(given_: list[Prospect]) -> None:
    """Export, import and export again: the file is the same, character for character."""
    text = write_prospects(given_, DEFINITION)
    read, _ = read_prospects(text)
    assert write_prospects(read, DEFINITION) == text


@given(st.text() | MARKS)
def test_making_a_cell_harmless_can_be_undone(cell: str) -> None:
    """Any text comes back from its harmless form, and the harmless form begins with no mark."""
    harmless = neutralise(cell)
    assert restore(harmless) == cell
    assert not harmless.lstrip().startswith(tuple("=+-@＝＋－＠"))
    assert harmless == cell or FORMULA.match(harmless)


@given(LISTS)
def test_no_cell_of_an_export_begins_a_formula(given_: list[Prospect]) -> None:
    """Whatever names and notes hold, no cell begins with what a spreadsheet would run."""
    text = write_prospects(given_, DEFINITION)
    cells = [cell.strip() for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
    assert not [cell for cell in cells if cell.startswith(tuple("=+-@＝＋－＠"))]
