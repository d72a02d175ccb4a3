"""Two versions of one prospect come together, and nothing that either of them knows is lost."""

from dataclasses import replace
from datetime import date
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.merging import merge
from quiz.prospect import Check, Next, Outcome, Prospect
from quiz.sheet import Sheet
from tests.unit.samples import check, made
from tests.unit.shipped_definition import DEFINITION
from tests.unit.strategies import prospects

EARLY, LATE = "2026-11-01T09:00:00.000Z", "2026-11-24T09:00:00.000Z"
FIRST, SECOND, THIRD = (date(2026, month, 1) for month in (9, 10, 11))


FEW_CHECKS = st.builds(
    Check,
    sheet=st.builds(
        Sheet,
        st.tuples(*[st.sampled_from((1, 2))] * 2, *[st.just(2)] * 3),
        on=st.sampled_from((None, FIRST, SECOND)),
        stop=st.sampled_from((False, False, True)),
    ),
    definition=st.just(DEFINITION.ref),
    notes=st.sampled_from(((), (("need", "a"),), (("need", "b"),))),
)
"""Checks that are often the same, so that their order and their evidence come into play."""

VERSIONS = prospects(FEW_CHECKS, changed=st.sampled_from((EARLY, LATE)))
FEW_TEXTS = st.sampled_from(("", "a", "b", "ab", "a\nb"))
CLOSE = st.builds(
    replace,
    VERSIONS,
    id=st.just("a"),
    name=st.sampled_from(("A", "B")),
    seller=st.sampled_from(("", "An")),
    note=FEW_TEXTS,
    next=st.sampled_from((None, Next("bel", None))),
    outcome=st.sampled_from(
        (None, Outcome("won", THIRD), Outcome("won", THIRD, "trust"), Outcome("lost", None, "need"))
    ),
    other=st.dictionaries(st.sampled_from("xy"), st.sampled_from("ab")).map(
        lambda cells: tuple(cells.items())
    ),
)
"""Versions of one prospect that differ in little, many of them changed at the same moment."""


def told(prospect: Prospect) -> tuple[Prospect, dict[str, str]]:
    """Return a prospect in a form in which the order of a person's own columns does not count."""
    return replace(prospect, other=()), dict(prospect.other)


def decided(prospect: Prospect) -> tuple[object, ...]:
    return prospect.name, prospect.seller, prospect.next, prospect.outcome, prospect.changed


def bare(checks: tuple[Check, ...]) -> set[tuple[Sheet, str]]:
    return {(replace(check.sheet, stop=False), check.definition) for check in checks}


@given(CLOSE, CLOSE)
def test_it_makes_no_difference_which_of_the_two_is_mine(mine: Prospect, theirs: Prospect) -> None:
    """Both devices come to the same prospect, at equal moments too."""
    assert told(merge(mine, theirs)) == told(merge(theirs, mine))


@given(CLOSE, CLOSE)
def test_merging_again_changes_nothing(mine: Prospect, theirs: Prospect) -> None:
    """Once together, neither of the two brings anything more."""
    both = merge(mine, theirs)
    for again in (mine, theirs, both):
        assert told(merge(both, again)) == told(both)
        assert told(merge(again, both)) == told(both)


@given(VERSIONS)
def test_a_prospect_merged_with_itself_stays_as_it_is(prospect: Prospect) -> None:
    """The same version twice is that version."""
    assert merge(prospect, prospect) == prospect


@given(CLOSE, CLOSE, CLOSE)
def test_checks_come_together_in_any_order(a: Prospect, b: Prospect, c: Prospect) -> None:
    """Three devices hold the same checks in the end, whichever two came together first."""
    ends = [merge(merge(x, y), z) for x, y, z in permutations((a, b, c))]
    ends += [merge(x, merge(y, z)) for x, y, z in permutations((a, b, c))]
    assert len({frozenset(end.checks) for end in ends}) == 1


@given(CLOSE, CLOSE)
def test_no_check_and_no_evidence_is_lost(mine: Prospect, theirs: Prospect) -> None:
    """Every sheet of both is there, with all the evidence that either had, oldest first."""
    both = merge(mine, theirs).checks
    assert bare(both) == bare(mine.checks) | bare(theirs.checks)
    noted = {
        (*told, c.notes) for c in (*mine.checks, *theirs.checks) if c.notes for told in bare((c,))
    }
    assert noted <= {(*told, c.notes) for c in both for told in bare((c,))}
    days = [check.sheet.on or date.min for check in both]
    assert days == sorted(days)


@given(CLOSE, CLOSE)
def test_no_note_and_no_cell_is_lost(mine: Prospect, theirs: Prospect) -> None:
    """Both notes can be read in the one that comes of it, and every column of both is there."""
    both = merge(mine, theirs)
    assert mine.note in both.note
    assert theirs.note in both.note
    assert dict(both.other).keys() == dict(mine.other).keys() | dict(theirs.other).keys()


@given(CLOSE, CLOSE)
def test_what_the_later_change_says_counts(mine: Prospect, theirs: Prospect) -> None:
    """Name, seller, next step, outcome and moment are those of the later change, whole."""
    both = merge(mine, theirs)
    newer = [p for p in (mine, theirs) if p.changed == max(mine.changed, theirs.changed)]
    assert decided(both) in map(decided, newer)


def test_the_later_change_counts() -> None:
    """What was said last of name, seller, next step, outcome and a cell is what holds."""
    older = replace(
        made("Jansen", "22222", seller="An", step=Next("bel", None)),
        id="a",
        changed=EARLY,
        other=(("x", "old"), ("y", "kept")),
    )
    newer = replace(
        made("Janssen BV", "22222", seller="Bo", outcome=Outcome("won", THIRD)),
        id="a",
        changed=LATE,
        other=(("x", "new"), ("z", "added")),
    )
    both = merge(older, newer)
    assert (both.name, both.seller, both.next, both.outcome) == (
        "Janssen BV",
        "Bo",
        None,
        Outcome("won", THIRD),
    )
    assert dict(both.other) == {"x": "new", "y": "kept", "z": "added"}
    assert both.changed == LATE


@pytest.mark.parametrize(
    "change",
    [
        {"name": "b"},
        {"seller": "An"},
        {"next": Next("bel", None)},
        {"outcome": Outcome("won", None)},
        {"outcome": Outcome("won", None, "trust")},
        {"note": "b"},
        {"other": (("x", "1"),)},
        {"checks": (check("00000"),)},
    ],
    ids=str,
)
def test_at_one_moment_any_difference_is_settled_the_same_way(change: dict[str, Any]) -> None:
    """Two changes in the same millisecond come out the same on both devices, and stay so."""
    mine = replace(made("a", "22222"), note="a", other=(("x", "2"),))
    theirs = replace(mine, **change)
    both = merge(mine, theirs)
    assert both == merge(theirs, mine)
    assert both == merge(both, mine) == merge(both, theirs) == merge(theirs, both)


def test_the_id_stays_mine() -> None:
    """Two prospects of one name that were made apart go on under my id."""
    mine, theirs = replace(made("a", "22222"), id="m"), replace(made("a", "22222"), id="t")
    assert merge(mine, theirs).id == "m"
    assert merge(theirs, mine).id == "t"


@pytest.mark.parametrize(
    ("older", "newer", "both"),
    [
        ("", "belt niet", "belt niet"),
        ("belt niet", "", "belt niet"),
        ("belt niet", "mailt", "mailt\nbelt niet"),
        ("mailt", "mailt, belt niet", "mailt, belt niet"),
        ("mailt, belt niet", "mailt", "mailt, belt niet"),
        ("z", "a", "a\nz"),
    ],
)
def test_two_notes_are_both_kept(older: str, newer: str, both: str) -> None:
    """The newer note comes first, the older one after it unless it is in there already."""
    one = replace(made("a", "22222"), note=older, changed=EARLY)
    other = replace(made("a", "22222"), note=newer, changed=LATE)
    assert merge(one, other).note == merge(other, one).note == both


def test_both_histories_are_kept_in_the_order_of_their_days() -> None:
    """Checks made on two devices stand in one history, what both have stands there once."""
    a, b, c = check("11111", FIRST), check("22122", SECOND), check("22222", THIRD)
    assert merge(made("x", a, c), made("x", a, b)).checks == (a, b, c)


def test_the_same_answers_on_another_day_are_another_check() -> None:
    """To ask again and hear the same is a check of its own."""
    a, b = check("22122", FIRST), check("22122", SECOND)
    assert merge(made("x", a), made("x", b)).checks == (a, b)


def test_evidence_added_later_makes_no_second_check() -> None:
    """A check without evidence gives way to the same one with evidence, in its place."""
    before, plain = check("11111", THIRD), check("22122", THIRD)
    noted = replace(plain, notes=(("need", "zei het zelf"),))
    mine, theirs = made("x", before, plain), made("x", before, noted)
    assert merge(mine, theirs).checks == merge(theirs, mine).checks == (before, noted)
    late = replace(made("x", plain, before), changed=LATE)
    assert merge(late, replace(made("x", noted), changed=EARLY)).checks == (noted, before)


def test_different_evidence_is_kept_twice() -> None:
    """Two people who noted different things keep both notes."""
    one = replace(check("22122", THIRD), notes=(("need", "a"),))
    two = replace(check("22122", THIRD), notes=(("need", "b"),))
    assert set(merge(made("x", one), made("x", two)).checks) == {one, two}


@pytest.mark.parametrize(("mine", "theirs"), [(EARLY, LATE), (LATE, EARLY)])
def test_what_is_known_now_stays_what_the_later_version_says(mine: str, theirs: str) -> None:
    """Of two different checks on one day that of the later version comes last."""
    one = replace(made("x", check("22122", THIRD)), changed=mine)
    two = replace(made("x", check("22022", THIRD)), changed=theirs)
    later = one if mine == LATE else two
    assert merge(one, two).sheet == later.sheet


@pytest.mark.parametrize(("longer", "shorter"), [(EARLY, LATE), (LATE, EARLY), (LATE, LATE)])
def test_a_history_that_goes_on_keeps_its_order(longer: str, shorter: str) -> None:
    """A correction on the day itself stays the last, whichever version was changed later."""
    wrong, right = check("22222", THIRD), check("22022", THIRD)
    one = replace(made("x", wrong, right), changed=longer)
    two = replace(made("x", wrong), changed=shorter)
    both = merge(one, two)
    assert both.checks == merge(two, one).checks == (wrong, right)
    assert merge(both, two).checks == merge(two, both).checks == (wrong, right)
