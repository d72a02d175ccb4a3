"""An opened file comes together with what is there: nothing is lost, nothing is there twice."""

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.incoming import State, matcher, read_file, taken_in
from quiz.record import Next, Outcome, Prospect, as_backup, key_of
from quiz.spreadsheet import free_id, write_prospects
from tests.unit.anything import prospects
from tests.unit.listed import CHANGED, check, made
from tests.unit.shipped import DEFINITION, TODAY, table

NOW = "2026-11-24T10:00:00.000Z"
HEADER = "name,need,means,trust,urgency,attention"
BEFORE = date(2026, 10, 1)


def opened(text: str, *known: Prospect) -> list[tuple[Prospect, State]]:
    """Open a file beside what is known; return what each prospect in it becomes."""
    incoming, _, problems = read_file(text, DEFINITION, "file", NOW)
    assert problems == ()
    shelf = {prospect.id: prospect for prospect in known}
    match = matcher(shelf, incoming)
    return [taken_in(match(p), p, incoming, TODAY, shelf) for p in incoming.prospects]


def listed(*rows: str, header: str = HEADER) -> str:
    return table(*rows, header=header)


def backup(*prospects_: Prospect) -> str:
    return json.dumps(as_backup(prospects_, DEFINITION, NOW))


def test_a_file_is_known_by_what_is_in_it() -> None:
    """JSON is a backup, anything else a CSV, with a byte order mark or without."""
    for mark in ("", "\ufeff"):
        assert read_file(mark + listed(), DEFINITION, "x")[0].columns == frozenset(
            HEADER.split(",")
        )
        assert read_file(f"{mark} \n{backup()}", DEFINITION, "x")[0].columns is None


def test_what_is_not_there_is_new() -> None:
    """A prospect that nobody knows comes in as the file has it, its check dated today."""
    ((csv, state),) = opened(listed("a,2,2,2,2,2"))
    assert (state, csv.name, csv.sheet.on, csv.changed) == ("new", "a", TODAY, NOW)
    one = made("a", "22222")
    assert opened(backup(one)) == [(one, "new")]


@given(st.lists(prospects(), max_size=3, unique_by=(key_of, lambda p: p.id)))
def test_a_backup_of_what_is_there_changes_nothing(given_: list[Prospect]) -> None:
    """A backup that comes back brings nothing."""
    assert opened(backup(*given_), *given_) == [(prospect, "same") for prospect in given_]


@given(st.lists(prospects(), max_size=3, unique_by=(key_of, lambda p: p.id)))
def test_an_export_of_what_is_there_changes_nothing(given_: list[Prospect]) -> None:
    """An exported list that comes back brings nothing, whatever checks came before the last."""
    text = write_prospects(given_, DEFINITION)
    assert opened(text, *given_) == [(prospect, "same") for prospect in given_]


@given(st.lists(prospects(), max_size=3, unique_by=(key_of, lambda p: p.id)))
def test_opening_a_file_twice_brings_nothing_more(given_: list[Prospect]) -> None:
    """Once taken in, the same file is the same as what is there."""
    for text in (write_prospects(given_, DEFINITION), backup(*given_)):
        once = [prospect for prospect, _ in opened(text)]
        assert [state for _, state in opened(text, *once)] == ["same"] * len(once)


def test_a_list_without_days_brings_nothing_the_next_day() -> None:
    """A row without a day that says what is known already makes no new check."""
    mine = made("a", check("11111", BEFORE), check("22122", BEFORE))
    assert opened(listed("a,2,2,1,2,2"), mine) == [(mine, "same")]


def test_a_row_without_a_day_that_says_something_else_is_todays() -> None:
    """New answers in a list without days are a check of today."""
    mine = made("a", check("22122", BEFORE))
    ((both, state),) = opened(listed("a,2,2,2,2,2"), mine)
    assert (state, both.checks) == ("changed", (*mine.checks, check("22222", TODAY)))
    assert both.changed == NOW


def test_going_back_to_older_answers_is_a_new_check() -> None:
    """A row without a day is held against what is known now, not against the history."""
    mine = made("a", check("11111", BEFORE), check("22122", date(2026, 11, 1)))
    ((both, _),) = opened(listed("a,1,1,1,1,1"), mine)
    assert len(both.checks) == 3
    assert both.sheet == check("11111", TODAY).sheet


def test_an_older_row_is_known_from_the_history() -> None:
    """A row with a day that the history has already brings nothing."""
    mine = made("a", check("11111", BEFORE), check("22122", TODAY))
    assert opened(listed(f"a,1,1,1,1,1,{BEFORE}", header=f"{HEADER},on"), mine) == [(mine, "same")]


def test_a_list_says_nothing_of_versions() -> None:
    """Answers to a newer version of the questions are known again, and stay what they are."""
    one = check("22122", BEFORE)
    mine = made("a", replace(one, sheet=replace(one.sheet, newer=True), definition="x@2"))
    assert opened(write_prospects([mine], DEFINITION), mine) == [(mine, "same")]


def test_what_a_list_has_no_column_for_stays() -> None:
    """A list of answers alone takes away no note, no next step, no outcome and no evidence."""
    noted = replace(check("22122", BEFORE), notes=(("need", "zei het"),))
    dated = replace(noted, sheet=replace(noted.sheet, revisit=TODAY))
    mine = replace(
        made("a", dated, seller="An", step=Next("bel", TODAY), outcome=Outcome("won", TODAY)),
        note="belt niet",
        other=(("tel", "1"),),
    )
    assert opened(listed("a,2,2,1,2,2"), mine) == [(mine, "same")]
    ((both, _),) = opened(listed("a,2,2,2,2,2"), mine)
    assert (both.seller, both.note, both.next, both.outcome, both.other) == (
        mine.seller,
        mine.note,
        mine.next,
        mine.outcome,
        mine.other,
    )


@pytest.mark.parametrize(
    ("columns", "cells", "step", "end"),
    [
        (
            "next,next_on,outcome,outcome_on",
            "mail,,lost,",
            Next("mail", None),
            Outcome("lost", None),
        ),
        ("next,next_on,outcome,outcome_on", ",,,", None, None),
        ("next,outcome", "bel,won", Next("bel", TODAY), Outcome("won", TODAY)),
        ("next,outcome", "mail,lost", Next("mail", None), Outcome("lost", None)),
        ("next_on,outcome_on", "2026-11-24,", Next("bel", TODAY), Outcome("won", TODAY)),
        ("next_on", "2026-12-24", Next("", date(2026, 12, 24)), Outcome("won", TODAY)),
    ],
)
def test_what_a_list_has_a_column_for_counts(
    columns: str, cells: str, step: Next | None, end: Outcome | None
) -> None:
    """A cell counts, an empty one too; a day without a column stays while the rest is the same."""
    mine = made("a", check("22122", BEFORE), step=Next("bel", TODAY), outcome=Outcome("won", TODAY))
    ((both, _),) = opened(listed(f"a,2,2,1,2,2,{cells}", header=f"{HEADER},{columns}"), mine)
    assert (both.next, both.outcome) == (step, end)


def test_new_evidence_for_a_known_check_is_added_to_it() -> None:
    """Evidence in one column is added to a check, that in columns that are not there stays."""
    noted = replace(check("22122", BEFORE), notes=(("need", "zei het"),))
    row = f"a,2,2,1,2,2,{BEFORE},gaf geen cijfers"
    ((both, state),) = opened(listed(row, header=f"{HEADER},on,trust_note"), made("a", noted))
    assert state == "changed"
    assert ("trust", "gaf geen cijfers") in both.checks[-1].notes
    mine = made("a", replace(noted, notes=(("need", "zei het"), ("trust", "gaf geen cijfers"))))
    assert opened(listed(row, header=f"{HEADER},on,trust_note"), mine) == [(mine, "same")]


def test_a_list_counts_as_newer_whatever_the_clock_says() -> None:
    """Who opens a list means what stands in it, also when a change has a later moment."""
    mine = replace(made("a", "22222", step=Next("bel", None)), changed="2027-01-01T00:00:00.000Z")
    ((both, _),) = opened(listed("a,2,2,2,2,2,mail", header=f"{HEADER},next"), mine)
    assert (both.next, both.changed) == (Next("mail", None), mine.changed)


def test_a_list_is_matched_by_name_and_seller() -> None:
    """Prospects of one name and two sellers stay apart."""
    an, bo = replace(made("a", "11111", seller="An"), id="1"), made("a", "11111", seller="Bo")
    header = f"{HEADER},seller"
    taken = opened(listed("a,2,2,2,2,2,Bo", "a,2,2,2,2,2,", header=header), an, bo)
    assert [(p.id == bo.id, state) for p, state in taken] == [(True, "changed"), (False, "new")]


def test_a_list_without_sellers_is_matched_by_a_name_that_is_there_once() -> None:
    """Without a column of sellers the name is enough, unless two have it."""
    an = replace(made("a", "11111", seller="An"), id="1")
    bo = replace(made("a", "11111", seller="Bo"), id="2")
    nobody = replace(made("a", "11111"), id="3")
    row = listed("a,2,2,2,2,2")
    assert opened(row, an)[0][0].id == "1"
    assert opened(row, an, bo)[0][1] == "new"
    assert opened(row, an, bo, nobody)[0][0].id == "3"
    assert opened(listed("a,2,2,2,2,2,", header=f"{HEADER},seller"), an)[0][1] == "new"


def test_of_two_that_a_row_could_mean_it_is_always_the_same() -> None:
    """Where two prospects have the row's name and seller, the first by id is meant."""
    one, two = replace(made("a", "11111"), id="1"), replace(made("a", "33333"), id="2")
    for known in ((one, two), (two, one)):
        assert opened(listed("a,2,2,2,2,2"), *known)[0][0].id == "1"


def test_the_order_of_ones_own_columns_is_no_change() -> None:
    """A list whose columns were moved about brings nothing."""
    mine = replace(made("a", "22222"), other=(("tel", "1"), ("mail", "2")))
    text = listed("a,2,2,2,2,2,2,1", header=f"{HEADER},mail,tel")
    assert opened(text, mine) == [(mine, "same")]


def test_an_id_in_use_under_another_name_is_not_given_out() -> None:
    """A prospect that was renamed since is another one than a new one of its old name."""
    renamed = replace(made("b", "11111"), id=free_id("a", "", ()))
    ((new, state),) = opened(listed("a,2,2,2,2,2"), renamed)
    assert (state, new.name) == ("new", "a")
    assert new.id != renamed.id
    assert opened(listed("a,2,2,2,2,2"), renamed, new) == [(new, "same")]


def test_a_backup_is_matched_by_id() -> None:
    """A prospect that was renamed on one of two devices is one prospect."""
    mine = replace(made("Jansen", "11111"), id="x")
    theirs = replace(mine, name="Janssen", changed=NOW)
    assert opened(backup(theirs), mine) == [(theirs, "changed")]


def test_a_backup_is_matched_by_name_where_ids_differ() -> None:
    """A prospect that was made on two devices is one prospect, under the id that is here."""
    mine = replace(made("a", check("11111", BEFORE)), id="m")
    theirs = replace(made("a", check("22222", TODAY)), id="t")
    ((both, state),) = opened(backup(theirs), mine)
    assert (both.id, both.checks, state) == ("m", mine.checks + theirs.checks, "changed")


def test_two_of_one_name_in_a_backup_stay_two() -> None:
    """Two prospects of one name that somebody keeps apart are not brought together."""
    one, two = replace(made("a", "11111"), id="1"), replace(made("a", "22222"), id="2")
    assert opened(backup(one, two), one) == [(one, "same"), (two, "new")]
    mine = replace(made("a", "33333"), id="m")
    first, second = opened(backup(one, two), mine)
    assert (first[0].id, first[1]) == ("m", "changed")
    assert second == (two, "new")


def test_what_stands_in_a_backup_twice_comes_in_once() -> None:
    """Two versions of one id in a backup are brought together first."""
    one = made("a", check("11111", BEFORE))
    two = replace(made("a", check("22222", TODAY)), changed=NOW)
    assert opened(backup(one, two)) == [(replace(two, checks=one.checks + two.checks), "new")]


def test_what_was_brought_together_is_a_change_of_now() -> None:
    """A merge is a change, so that who still looks at the version before is told."""
    mine = replace(made("a", check("22222", TODAY)), changed="2026-11-24T09:30:00.000Z")
    theirs = replace(mine, checks=(check("11111", BEFORE),), changed=CHANGED)
    ((both, _),) = opened(backup(theirs), mine)
    assert both.changed == NOW
