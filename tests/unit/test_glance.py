"""How a list stands at a glance: each number against the rows that it leads to."""

from collections import Counter
from datetime import date, timedelta

import pytest

from quiz.prospect import Next, Prospect, stopped
from quiz.report import report_on_answers
from quiz.sentences import Sentences
from quiz.views.pipeline import pictures
from quiz.views.row import row_of
from quiz.views.standing import FLAGS, STANDINGS, at_a_glance, glance_words
from tests.unit.samples import by_lot, check, closed, made
from tests.unit.shipped_definition import DEFINITION, TODAY

OLD = TODAY - timedelta(days=31)


def glance(*prospects: Prospect) -> dict[str, int]:
    """Return what is not 0 of how these stand."""
    return {key: n for key, n in at_a_glance(prospects, DEFINITION, TODAY).items() if n}


def test_each_number_is_that_of_the_rows_it_leads_to() -> None:
    """Of open prospects each stands somewhere, and a flag counts the rows that have it."""
    prospects = by_lot(300)
    rows = [row_of(one, DEFINITION, TODAY, "nl") for one in prospects if not one.closed]
    expected = Counter(row["standing"] for row in rows)
    expected.update(flag for row in rows for flag in row["flags"])
    given = at_a_glance(prospects, DEFINITION, TODAY)
    assert given.pop("all") == len(rows) == sum(given[key] for key in STANDINGS)
    assert given == {key: expected[key] for key in (*STANDINGS, *FLAGS)}
    assert pictures(prospects, DEFINITION, TODAY, "en")["glance"]["all"] == len(rows)


@pytest.mark.parametrize(
    ("answers", "standing"),
    [
        ("22222", "pursue"),
        ("22?22", "find-out"),
        ("22212", "develop"),
        ("?????", "unasked"),
        ("22202", "park"),
        ("02222", "walk-away"),
    ],
)
def test_each_stands_at_its_verdict_unless_nothing_was_asked(answers: str, standing: str) -> None:
    """Whom nobody asked anything is no prospect to find out about like the others."""
    planned = made("a", answers, step=Next("call", TODAY + timedelta(days=9)))
    assert glance(planned) == {"all": 1, standing: 1}


def test_whoever_asked_to_stop_stands_apart_and_asks_for_nothing() -> None:
    """However old and unplanned it is, there is nothing to do about it."""
    given = made("a", stopped(check("22222", OLD)))
    assert glance(given) == {"all": 1, "stopped": 1}


@pytest.mark.parametrize(
    ("answers", "flags"),
    [
        ("22222", ["stale", "no-next"]),
        ("22?22", ["stale", "no-next"]),
        ("22212", ["stale", "no-next"]),
        ("?????", []),
        ("22202", []),
        ("02222", []),
    ],
)
def test_only_what_is_worth_a_call_is_stale_or_unplanned(answers: str, flags: list[str]) -> None:
    """A parked one has a day of its own, the others are let go or have a count of their own."""
    assert row_of(made("a", check(answers, OLD)), DEFINITION, TODAY, "nl")["flags"] == flags


@pytest.mark.parametrize(("day", "due"), [(-1, True), (0, True), (1, False)])
def test_a_step_is_due_on_its_day(day: int, due: bool) -> None:
    """From its day on; a step without a day is planned and never due."""
    step = Next("call", TODAY + timedelta(days=day))
    assert ("due" in glance(made("a", "22222", step=step))) is due
    assert glance(made("a", "22222", step=Next("call", None))) == {"all": 1, "pursue": 1}


def test_a_park_date_is_due_on_its_day() -> None:
    """It counts among the due, though nothing about a parked prospect is stale."""
    given = made("a", check("22202", date(2026, 8, 26)))
    assert glance(given) == {"all": 1, "park": 1, "due": 1}


def test_closed_ones_are_not_counted() -> None:
    """They ask for nothing, and the list leaves them out as well."""
    assert glance(closed("a", "22222"), closed("b", "22222", "lost", OLD)) == {}
    assert row_of(closed("a", "22222", "won", OLD), DEFINITION, TODAY, "nl")["flags"] == []


def test_what_is_counted_is_told_by_name() -> None:
    """Each verdict and flag, none too; of those not asked, or who asked to stop, only if any."""
    say = Sentences(DEFINITION, "en")
    none = glance_words(at_a_glance([], DEFINITION, TODAY), say)
    assert none == [
        (0, name)
        for name in (
            *("pursue", "find out first", "develop", "park", "walk away"),
            *("due", "stale", "no next step"),
        )
    ]
    both = [made("a", "?????"), made("b", stopped(check("22222")))]
    told = glance_words(at_a_glance(both, DEFINITION, TODAY), say)
    assert set(told) - set(none) == {(1, "nothing asked yet"), (1, say.of_stop("name"))}


def test_a_verdict_that_is_not_certain_counts_as_it_is_told() -> None:
    """One of whom a part is unknown stands where the list says that it does."""
    report = report_on_answers(DEFINITION, check("2?2?2").sheet.answers, stop=False)
    assert glance(made("a", "2?2?2", step=Next("x", None))) == {"all": 1, report.verdict: 1}
