"""Whatever a prospect is called and whatever is noted of it comes back as it went."""

import json

from hypothesis import given
from hypothesis import strategies as st

from quiz.files.backup import read_backup
from quiz.names import is_blank, name_from, without_lone_surrogates
from quiz.prospect import Prospect, as_record, prospect_from
from tests.unit.backups import backup_of
from tests.unit.shipped_definition import DEFINITION
from tests.unit.strategies import MOMENTS, prospects

ANY_TEXT = st.text(st.characters())
"""Halves of signs too."""


@given(prospects(), st.booleans())
def test_a_prospect_comes_back_from_its_record(prospect: Prospect, ascii_only: bool) -> None:
    """Written as JSON, in either spelling, and read again, it is the same prospect."""
    text = json.dumps(as_record(prospect, DEFINITION), ensure_ascii=ascii_only)
    assert prospect_from(json.loads(text), DEFINITION) == prospect


@given(st.lists(prospects(), max_size=3), MOMENTS)
def test_prospects_come_back_from_a_backup(given_: list[Prospect], made: str) -> None:
    """A backup gives back all that went into it, in its order, without a problem."""
    rating = {"case": "a", "on": "2026-11-24", "answers": {"need": 1}}
    text = json.dumps(backup_of(given_, [rating], made=made), ensure_ascii=False)
    backup = read_backup(text, DEFINITION, "backup.json")
    assert backup.prospects == tuple(given_)
    assert backup.practice == (rating,)
    assert backup.problems == ()


@given(ANY_TEXT)
def test_any_name_is_brought_to_its_form_at_once(text: str) -> None:
    """A name in its form stays as it is, can be stored, and has no space around it."""
    name = name_from(text)
    assert name_from(name) == name
    assert name.strip() == name
    assert name.encode().decode() == name


@given(ANY_TEXT)
def test_only_halves_of_signs_are_replaced(text: str) -> None:
    """Every sign that is whole stays where it was."""
    kept = without_lone_surrogates(text)
    assert len(kept) == len(text)
    assert all(
        after == ("\ufffd" if "\ud800" <= before <= "\udfff" else before)
        for before, after in zip(text, kept, strict=True)
    )


@given(st.text(st.characters(categories=("L", "N", "S", "P"))))
def test_what_can_be_seen_is_no_blank(text: str) -> None:
    """A text with a letter, a figure or a mark in it is a name."""
    assert is_blank(text) == (text == "")
