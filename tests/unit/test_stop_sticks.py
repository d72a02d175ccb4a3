"""That somebody asked not to be contacted stays, whatever comes in; only a hand takes it off."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.definition import LEVELS, definition_from
from quiz.files.incoming import Opening, matcher, merged_in, open_list, read_file, read_list
from quiz.files.spreadsheet import write_prospects
from quiz.merging import merge
from quiz.prospect import Check, Prospect, as_record, in_order, prospect_from, stopped
from quiz.report import report_on
from quiz.sheet import Answers, Sheet
from tests.unit.backups import backup_text
from tests.unit.samples import made
from tests.unit.shipped_definition import DATA, DEFINITION, TODAY
from tests.unit.strategies import ANSWERS, prospects

NOW = "2026-11-24T10:00:00.000Z"
HEADER = f"name,{','.join(DEFINITION.ids)},on"

type Way = Callable[[Prospect, Answers, date | None], Prospect]
"""A way in: what is known, and the answers and the day of a check that knows nothing of it."""


def cells(answers: Answers) -> list[str]:
    return ["unknown" if level is None else str(level) for level in answers]


def came_in(text: str, mine: Prospect) -> Prospect:
    """Return what is known with a file taken in."""
    opening = Opening(NOW, TODAY, "fresh")
    if text.startswith("{"):
        incoming = read_file(text, DEFINITION, "file", opening).incoming
    else:
        listing = open_list(text, DEFINITION, "file")
        incoming = read_list(listing, listing.decided(listing.guessed), opening).incoming
    match = matcher({mine.id: mine}, incoming)
    (theirs,) = incoming.prospects
    assert match(theirs) == mine
    return merged_in(mine, theirs, incoming, DEFINITION)[0]


def checked_again(mine: Prospect, answers: Answers, on: date | None) -> Prospect:
    """Add a further check, as the page does to a record, which Python then reads."""
    data = as_record(mine, DEFINITION)
    levels = dict(
        zip(DEFINITION.ids, ["unknown" if a is None else a for a in answers], strict=True)
    )
    data["checks"].append({"answers": levels, **({"on": on.isoformat()} if on else {})})
    return prospect_from(data, DEFINITION)


def by_a_colleague(mine: Prospect, answers: Answers, on: date | None) -> Prospect:
    """Take in what a colleague has of the same prospect, changed later, by backup or link."""
    check = Check(Sheet(answers, on), DEFINITION.ref)
    theirs = replace(mine, checks=(check,), changed="2100-01-01T00:00:00.000Z")
    return came_in(backup_text(theirs), mine)


def without_column(mine: Prospect, answers: Answers, on: date | None) -> Prospect:
    """Take in a list that has no such column."""
    row = [*cells(answers), on.isoformat() if on else ""]
    return came_in(f"{HEADER}\na,{','.join(row)}\n", mine)


def with_column(cell: str) -> Way:
    def way(mine: Prospect, answers: Answers, on: date | None) -> Prospect:
        """Take in a list that has the column, with nothing in it or a no."""
        row = [*cells(answers), on.isoformat() if on else "", cell]
        return came_in(f"{HEADER},stop\na,{','.join(row)}\n", mine)

    return way


def of_an_older_format(mine: Prospect, answers: Answers, on: date | None) -> Prospect:
    """Merge in a record of the first format, which has the answers beside the name."""
    levels = dict(
        zip(DEFINITION.ids, ["unknown" if a is None else a for a in answers], strict=True)
    )
    data: dict[str, Any] = {"format": 1, "id": mine.id, "name": mine.name, "answers": levels}
    data["changed"] = "2100-01-01T00:00:00.000Z"
    if on:
        data["on"] = on.isoformat()
    return merge(mine, prospect_from(data, DEFINITION))


def merged_both_ways(mine: Prospect, answers: Answers, on: date | None) -> Prospect:
    theirs = replace(mine, checks=(Check(Sheet(answers, on), DEFINITION.ref),))
    both = merge(theirs, mine)
    assert both == merge(mine, theirs)
    return both


WAYS: tuple[Way, ...] = (
    checked_again,
    by_a_colleague,
    without_column,
    with_column(""),
    with_column("nee"),
    with_column("?"),
    of_an_older_format,
    merged_both_ways,
)
ON = st.none() | st.dates(TODAY - timedelta(days=90), TODAY + timedelta(days=90))
STEPS = st.lists(st.tuples(st.sampled_from(WAYS), ANSWERS, ON), min_size=1, max_size=4)


def known(answers: Answers, on: date | None) -> Prospect:
    check = Check(Sheet(answers, on, stop=True), DEFINITION.ref)
    return replace(made("a", check), changed="2026-11-01T09:00:00.000Z")


@given(ANSWERS, st.dates(TODAY - timedelta(days=90), TODAY), STEPS)
def test_whatever_comes_in_it_stays(
    answers: Answers, on: date, steps: list[tuple[Way, Answers, date | None]]
) -> None:
    """Through any ways in, one after the other, with checks of any day."""
    mine = known(answers, on)
    for way, given_, day in steps:
        mine = way(mine, given_, day)
        assert mine.sheet.stop
        assert report_on(DEFINITION, mine.sheet, TODAY).judgement.because == ("stop",)
        assert prospect_from(as_record(mine, DEFINITION), DEFINITION).sheet.stop


@pytest.mark.parametrize("way", WAYS)
def test_without_it_no_way_in_sets_it(way: Way) -> None:
    """None of these ways makes somebody have asked who did not."""
    mine = replace(
        known((2, 2, 2, 2, 2), TODAY), checks=(Check(Sheet((2,) * 5, TODAY), DEFINITION.ref),)
    )
    assert not way(mine, (1, 1, 1, 1, 1), TODAY + timedelta(days=1)).sheet.stop


@given(prospects())
def test_a_record_is_read_as_it_was_written(prospect: Prospect) -> None:
    """Each check says it, or does not, in the format of today."""
    record = as_record(prospect, DEFINITION)
    assert record["format"] == 3
    said = [check.get("stop", False) for check in record["checks"]]
    assert said == [check.sheet.stop for check in prospect.checks]
    assert prospect_from(record, DEFINITION) == prospect


def test_a_hand_takes_it_off_every_check() -> None:
    """A record in which no check says so any more is one of somebody who may be called again."""
    mine = checked_again(known((2,) * 5, date(2026, 11, 1)), (2,) * 5, TODAY)
    record = as_record(mine, DEFINITION)
    off = {
        **record,
        "checks": [{k: v for k, v in c.items() if k != "stop"} for c in record["checks"]],
    }
    free = prospect_from(off, DEFINITION)
    assert not any(check.sheet.stop for check in free.checks)
    assert merge(free, free) == free
    assert merge(
        free, mine
    ).sheet.stop  # an older copy that still says so is heard: to be on the safe side
    assert prospect_from(record, DEFINITION) == mine  # undone, it is as it was


def test_it_holds_from_the_day_on_which_they_asked() -> None:
    """What was known before stays as it was; every check of that day and later says so."""
    days = [date(2026, 11, day) for day in (1, 5, 5, 9)]
    checks = [
        Check(Sheet((level,) * 5, on), DEFINITION.ref)
        for level, on in zip(LEVELS, days, strict=True)
    ]
    checks[2] = stopped(checks[2])
    assert [check.sheet.stop for check in in_order(checks)] == [False, True, True, True]
    assert stopped(stopped(checks[0]), False) == checks[0]


@pytest.mark.parametrize("answered", ["2,2,2,2,2", ",,,,"])
@pytest.mark.parametrize("yes", ["yes", "Ja", "oui", "1", "true", "x"])
@pytest.mark.parametrize(
    "title", ["stop", "Niet benaderen", "Do not contact", "Ne pas contacter", "Nicht kontaktieren"]
)
def test_a_list_tells_that_they_asked(title: str, yes: str, answered: str) -> None:
    """By what the column is called in four languages, with answers in the row or without."""
    free = replace(known((2,) * 5, TODAY), checks=(Check(Sheet((2,) * 5, TODAY), DEFINITION.ref),))
    text = f"name,{','.join(DEFINITION.ids)},{title}\na,{answered},{yes}\n"
    told = came_in(text, free)
    assert told.sheet.stop
    assert told.sheet.answers == (2,) * 5
    assert len(told.checks) == 1
    line = write_prospects([told], DEFINITION).split("\r\n")[1]
    assert line.endswith(f",yes,,,{DEFINITION.ref}")
    assert came_in(write_prospects([told], DEFINITION), told) == told


def test_a_definition_without_words_refuses_such_a_row() -> None:
    """It is left out with its reason, and not read as if it said nothing."""
    silent = definition_from({key: value for key, value in DATA.items() if key != "stop"})
    opened = read_file(f"{HEADER},stop\na,2,2,2,2,2,,yes\nb,2,2,2,2,2,,\n", silent, "x")
    assert [one.name for one in opened.incoming.prospects] == ["b"]
    assert [problem.kind for problem in opened.problems] == ["no_stop"]
