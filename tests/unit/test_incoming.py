"""An opened file comes together with what is there: nothing is lost, nothing is there twice."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.files.incoming import Opening, State, is_backup, matcher, merged_in, read_file
from quiz.files.spreadsheet import write_prospects
from quiz.prospect import Next, Outcome, Prospect, key_of
from tests.unit.backups import backup_text
from tests.unit.samples import CHANGED, check, made
from tests.unit.shipped_definition import DEFINITION, TODAY, table
from tests.unit.strategies import prospects

NOW = "2026-11-24T10:00:00.000Z"
HEADER = "name,need,means,trust,urgency,attention"
BEFORE, LATER = date(2026, 10, 1), date(2026, 12, 24)


def opened(text: str, *known: Prospect) -> list[tuple[Prospect, State]]:
    """Open a file beside what is known; return what each prospect in it becomes."""
    return opened_as(Opening(NOW, TODAY, "fresh"), text, *known)


def opened_as(opening: Opening, text: str, *known: Prospect) -> list[tuple[Prospect, State]]:
    file = read_file(text, DEFINITION, "file", opening)
    assert file.problems == ()
    match = matcher({prospect.id: prospect for prospect in known}, file.incoming)
    return [merged_in(match(p), p, file.incoming, DEFINITION) for p in file.incoming.prospects]


def listed(*rows: str, header: str = HEADER) -> str:
    return table(*rows, header=header)


def test_a_file_is_known_by_what_is_in_it() -> None:
    """JSON is a backup, anything else a CSV, with a byte order mark or without."""
    for mark in ("", "\ufeff"):
        assert not is_backup(mark + listed())
        assert is_backup(f"{mark} \n{backup_text()}")
        assert read_file(mark + listed(), DEFINITION, "x").incoming.groups == {}
        assert read_file(f"{mark} \n{backup_text()}", DEFINITION, "x").incoming.groups is None


def test_what_is_not_there_is_new() -> None:
    """A prospect that nobody knows comes in as the file has it, its check dated today."""
    ((csv, state),) = opened(listed("a,2,2,2,2,2"))
    assert (state, csv.name, csv.sheet.on, csv.changed) == ("new", "a", TODAY, NOW)
    one = made("a", "22222")
    assert opened(backup_text(one)) == [(one, "new")]


@given(st.lists(prospects(), max_size=3, unique_by=(key_of, lambda p: p.id)))
def test_a_backup_of_what_is_there_changes_nothing(given_: list[Prospect]) -> None:
    """A backup that comes back brings nothing."""
    assert opened(backup_text(*given_), *given_) == [(prospect, "same") for prospect in given_]


@given(st.lists(prospects(), max_size=3, unique_by=(key_of, lambda p: p.id)))
def test_an_export_of_what_is_there_changes_nothing(given_: list[Prospect]) -> None:
    """An exported list that comes back brings nothing, whatever checks came before the last."""
    text = write_prospects(given_, DEFINITION)
    assert opened(text, *given_) == [(prospect, "same") for prospect in given_]


@given(st.lists(prospects(), max_size=3, unique_by=(key_of, lambda p: p.id)))
def test_opening_a_file_twice_brings_nothing_more(given_: list[Prospect]) -> None:
    """Once taken in, the same file is the same as what is there."""
    for text in (write_prospects(given_, DEFINITION), backup_text(*given_)):
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


def test_a_list_says_which_version_it_answers() -> None:
    """Answers to a newer version of the questions are known again, and stay what they are."""
    one = check("22122", BEFORE)
    newer = f"{DEFINITION.id}@2"
    mine = made("a", replace(one, sheet=replace(one.sheet, newer=True), definition=newer))
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
        ("next,next_on,outcome,outcome_on", ",,,", Next("bel", TODAY), Outcome("won", TODAY)),
        ("next,outcome", "bel,won", Next("bel", TODAY), Outcome("won", TODAY)),
        ("next,outcome", "mail,lost", Next("mail", None), Outcome("lost", None)),
        ("next_on,outcome_on", "2026-11-24,", Next("bel", TODAY), Outcome("won", TODAY)),
        ("next_on", "2026-12-24", Next("bel", date(2026, 12, 24)), Outcome("won", TODAY)),
        (
            "outcome,outcome_on",
            "won,2026-12-24",
            Next("bel", TODAY),
            Outcome("won", date(2026, 12, 24)),
        ),
        (
            "outcome,outcome_link",
            "won,trust",
            Next("bel", TODAY),
            Outcome("won", TODAY, "trust"),
        ),
        ("outcome,outcome_link", "lost,need", Next("bel", TODAY), Outcome("lost", None, "need")),
        ("outcome_link", "need", Next("bel", TODAY), Outcome("won", TODAY)),
    ],
)
def test_what_a_list_has_a_column_for_counts(
    columns: str, cells: str, step: Next | None, end: Outcome | None
) -> None:
    """A cell counts, an empty one says nothing; a day stays while what it belongs to does."""
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
    taken = opened(listed("a,2,2,2,2,2,Bo", "a,2,2,2,2,2,Cem", header=header), an, bo)
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
    (empty,) = opened(listed("a,2,2,2,2,2,", header=f"{HEADER},seller"), an)
    assert (empty[0].id, empty[0].seller, empty[1]) == ("1", "An", "changed")


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


def test_an_id_tells_nothing_about_a_name() -> None:
    """What comes from a list gets ids that follow from the moment of opening it alone."""
    rows = listed("Bakkerij Jansen,2,2,2,2,2", "De Wit,2,2,2,2,2")
    assert [new.id for new, _ in opened(rows)] == ["fresh1", "fresh2"]
    assert [new.id for new, _ in opened(listed("Smit,,,,,", "Pieters,,,,,"))] == [
        "fresh1",
        "fresh2",
    ]


def test_an_id_with_a_name_in_it_is_not_kept() -> None:
    """A backup from before still has such ids: a new prospect gets one that tells nothing."""
    one, two = replace(made("a", "22222"), id="row-1004a61"), made("b", "22222")
    assert opened(backup_text(one, two)) == [(replace(one, id="fresh1"), "new"), (two, "new")]


def test_a_backup_from_before_finds_a_prospect_by_the_id_it_had() -> None:
    """A prospect that got another id, and was renamed since, is still the one in an old backup."""
    mine = replace(made("b", "22222"), id="k3x9")
    theirs = replace(mine, id="row-1004a61", name="a", changed="2026-01-01T00:00:00.000Z")
    opening = Opening(NOW, TODAY, "fresh", aliases={"row-1004a61": "k3x9"})
    assert opened_as(opening, backup_text(theirs), mine) == [(mine, "same")]


def test_a_backup_is_matched_by_id() -> None:
    """A prospect that was renamed on one of two devices is one prospect."""
    mine = replace(made("Jansen", "11111"), id="x")
    theirs = replace(mine, name="Janssen", changed=NOW)
    assert opened(backup_text(theirs), mine) == [(theirs, "changed")]


def test_a_backup_is_matched_by_name_where_ids_differ() -> None:
    """A prospect that was made on two devices is one prospect, under the id that is here."""
    mine = replace(made("a", check("11111", BEFORE)), id="m")
    theirs = replace(made("a", check("22222", TODAY)), id="t")
    ((both, state),) = opened(backup_text(theirs), mine)
    assert (both.id, both.checks, state) == ("m", mine.checks + theirs.checks, "changed")


def test_two_of_one_name_in_a_backup_stay_two() -> None:
    """Two prospects of one name that somebody keeps apart are not brought together."""
    one, two = replace(made("a", "11111"), id="1"), replace(made("a", "22222"), id="2")
    assert opened(backup_text(one, two), one) == [(one, "same"), (two, "new")]
    mine = replace(made("a", "33333"), id="m")
    first, second = opened(backup_text(one, two), mine)
    assert (first[0].id, first[1]) == ("m", "changed")
    assert second == (two, "new")


def test_what_stands_in_a_backup_twice_comes_in_once() -> None:
    """Two versions of one id in a backup are brought together first."""
    one = made("a", check("11111", BEFORE))
    two = replace(made("a", check("22222", TODAY)), changed=NOW)
    assert opened(backup_text(one, two)) == [(replace(two, checks=one.checks + two.checks), "new")]


def test_what_was_brought_together_is_a_change_of_now() -> None:
    """A merge is a change, so that who still looks at the version before is told."""
    mine = replace(made("a", check("22222", TODAY)), changed="2026-11-24T09:30:00.000Z")
    theirs = replace(mine, checks=(check("11111", BEFORE),), changed=CHANGED)
    ((both, _),) = opened(backup_text(theirs), mine)
    assert both.changed == NOW


@pytest.mark.parametrize("cells", [",,,,", " , ,,,", "2,,,,"])
def test_an_empty_cell_takes_no_answer_away(cells: str) -> None:
    """What a list leaves empty stays as it is known, and only an answer makes a new check."""
    mine = made("a", check("22222", BEFORE))
    assert opened(listed(f"a,{cells}"), mine) == [(mine, "same")]


def test_a_column_that_is_not_there_takes_no_answer_away() -> None:
    """An answer that changes makes a check of today, in which the others are as they were."""
    noted = replace(check("21?22", BEFORE), notes=(("need", "zei het"), ("means", "vraagt na")))
    ((both, state),) = opened(listed("a,,2,,,"), made("a", noted))
    assert state == "changed"
    assert both.sheet == check("22?22", TODAY).sheet
    assert both.checks[0] == noted
    assert both.checks[1].notes == (("need", "zei het"),)  # the other was for another answer


def test_only_spelt_out_is_an_answer_unknown_again() -> None:
    """Who writes `unknown` means it."""
    ((both, _),) = opened(listed("a,unknown,,,,"), made("a", check("22222", BEFORE)))
    assert both.sheet == check("?2222", TODAY).sheet


def test_a_row_without_answers_adds_what_else_it_says_to_the_last_check() -> None:
    """Evidence and the own date of a row without answers are about what is known already."""
    mine = made("a", check("22222", BEFORE), check("22202", TODAY))
    text = listed("a,,,,,,2027-01-04,zei het", header=f"{HEADER},revisit,need_note")
    ((both, _),) = opened(text, mine)
    assert [c.sheet.answers for c in both.checks] == [c.sheet.answers for c in mine.checks]
    assert both.sheet.revisit == date(2027, 1, 4)
    assert both.checks[1].notes == (("need", "zei het"),)
    assert opened(text, both) == [(both, "same")]


def test_evidence_is_never_replaced() -> None:
    """Other words for the same answer on the same day come in front of those that are there."""
    noted = replace(check("22222", TODAY), notes=(("need", "eerst"),))
    text = listed(f"a,2,2,2,2,2,{TODAY},later", header=f"{HEADER},on,need_note")
    ((both, _),) = opened(text, made("a", noted))
    assert [c.notes for c in both.checks] == [(("need", "later\neerst"),)]


def test_rows_of_one_prospect_are_laid_onto_each_other_in_the_order_of_their_days() -> None:
    """A later row that leaves an answer open takes it from the earlier one; no day is today."""
    header = f"{HEADER},on"
    ((new, _),) = opened(
        listed("a,,,,2,,", "a,,1,,,,2026-10-02", "a,3,,,,,2026-10-01", header=header)
    )
    assert [(c.sheet.on, c.sheet.answers) for c in new.checks] == [
        (date(2026, 10, 1), (3, None, None, None, None)),
        (date(2026, 10, 2), (3, 1, None, None, None)),
        (TODAY, (3, 1, None, 2, None)),
    ]


def test_ones_own_export_comes_back_though_it_has_ones_name_on_it() -> None:
    """A list exported under a name fits the prospects without a seller that it was made of."""
    mine = made("a", "22222")
    text = write_prospects([replace(mine, seller="Noor")], DEFINITION)
    assert opened_as(Opening(NOW, TODAY, "fresh", seller="Noor"), text, mine) == [(mine, "same")]
    ((other, state),) = opened_as(Opening(NOW, TODAY, "fresh", seller="Sem"), text, mine)
    assert (other.seller, state) == ("Noor", "new")
