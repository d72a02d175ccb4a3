"""One prospect as a row of the list: the same facts as its result, in short."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from quiz.prospect import Check, Next, Outcome, Prospect, Result
from quiz.sheet import Sheet
from quiz.views.row import GROUP, row_of, sort_key
from tests.unit.samples import check, levels, made
from tests.unit.shipped_definition import DEFINITION, LANGUAGES, SHEETS, TODAY, report, result, said


def row(prospect: Prospect, language: str = "en") -> dict[str, Any]:
    return row_of(prospect, DEFINITION, TODAY, language)


def test_a_row_as_the_page_gets_it() -> None:
    """All that a row shows and is sorted by stands in it."""
    sheet = Sheet(levels("22?02"), date(2026, 11, 20), date(2027, 1, 4))
    prospect = replace(
        made(
            "Jansen", check("11111", date(2026, 10, 1)), Check(sheet, DEFINITION.ref), seller="An"
        ),
        id="a1",
        note="belt niet",
        next=Next("mail", date(2026, 12, 1)),
    )
    assert row(prospect) == {
        "id": "a1",
        "name": "Jansen",
        "seller": "An",
        "verdict": "park",
        "verdict_name": "Park",
        "headline": "Park until 4 January 2027.",
        "certain": True,
        "order": 2 * GROUP + report(sheet.answers).order,
        "unasked": False,
        "stopped": False,
        "stopped_name": "",
        "known": 4,
        "others": [],
        "score": [20.0, 30.0],
        "met": 3,
        "of": 5,
        "met_text": "3 of 5 in order, 1 still open",
        "levels": {"need": 2, "means": 2, "trust": "unknown", "urgency": 0, "attention": 2},
        "weakest": "urgency",
        "weak": ["urgency"],
        "do": DEFINITION["urgency"].actions[0]["en"],
        "ask": DEFINITION["urgency"].to_ask(0)[0].text["en"],
        "ask_id": "urgency",
        "standing": "park",
        "flags": [],
        "on": "2026-11-20",
        "on_text": "20 November 2026",
        "stale": False,
        "stalled": False,
        "revisit": "2027-01-04",
        "revisit_text": "4 January 2027",
        "needed_by": None,
        "needed_by_text": "",
        "due": False,
        "next": {"what": "mail", "on": "2026-12-01", "on_text": "1 December 2026"},
        "outcome": None,
        "outcome_name": "",
        "checks": 2,
        "note": "belt niet",
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_on_every_sheet_a_row_says_what_the_result_says(language: str) -> None:
    """Verdict, headline, score, question and weakest link are those of the result."""
    for answers in SHEETS:
        given = row(made("a", Check(Sheet(answers), DEFINITION.ref)), language)
        data, words = result(answers), said(answers, language)
        assert given["verdict_name"] == words.verdict
        assert given["headline"] == words.headline
        assert given["score"] == [data["score"]["low"], data["score"]["high"]]
        assert (given["ask"], given["ask_id"]) == (words.ask, data["ask_next"])
        assert given["met_text"] == words.met
        assert given["levels"] == data["answers"]
        assert (given["certain"], given["met"]) == (data["certain"], data["met"])
        first = words.route[0].action if words.route else None
        assert given["do"] == first or (first is None and given["do"] in words.why)
        assert (given["weakest"], given["weak"]) == (data["weakest"], data["weak"])


def test_without_a_day_a_row_has_none() -> None:
    """What is not known is null, and its text is empty."""
    given = row(made("a", check("22222", None), step=Next("bel", None)))
    assert (given["on"], given["on_text"], given["stale"]) == (None, "", False)
    assert (given["revisit"], given["revisit_text"]) == (None, "")
    assert given["next"] == {"what": "bel", "on": None, "on_text": ""}
    assert row(made("a", "22222"))["next"] is None


@pytest.mark.parametrize(
    ("result_", "nl", "en"),
    [
        ("won", "gewonnen", "won"),
        ("lost", "verloren", "lost"),
        ("no-decision", "geen besluit", "no decision"),
    ],
)
def test_how_it_ended_is_said(result_: Result, nl: str, en: str) -> None:
    """A closed prospect says how it ended."""
    prospect = made("a", "22222", outcome=Outcome(result_, TODAY))
    assert row(prospect)["outcome"] == result_
    assert (row(prospect, "nl")["outcome_name"], row(prospect)["outcome_name"]) == (nl, en)


@pytest.mark.parametrize(("offset", "due"), [(-1, True), (0, True), (1, False)])
def test_what_is_due(offset: int, due: bool) -> None:
    """A park date or a next step of today or earlier is due, unless the prospect is closed."""
    day = TODAY + timedelta(days=offset)
    parked = made("a", Check(Sheet(levels("22202"), TODAY, day), DEFINITION.ref))
    step = made("a", "22222", step=Next("bel", day))
    for prospect in (parked, step):
        assert row(prospect)["due"] is due
        assert row(replace(prospect, outcome=Outcome("won", TODAY)))["due"] is False


def test_a_parked_prospect_whose_day_has_come_says_so() -> None:
    """The headline of a park date follows today, not what was said before."""
    prospect = made("a", check("22202", TODAY - timedelta(days=90)))
    assert row(prospect)["headline"].endswith("that day is here: look again.")
    earlier = row_of(prospect, DEFINITION, TODAY - timedelta(days=1), "en")
    assert earlier["headline"] == "Park until 24 November 2026."


def test_a_row_knows_what_is_old_and_what_stands_still() -> None:
    """Stale and stalled follow from the days and from the check before."""
    old = made("a", check("22122", TODAY - timedelta(days=31)))
    still = made("a", check("22122", TODAY - timedelta(days=3)), "22122")
    assert (row(old)["stale"], row(old)["stalled"]) == (True, False)
    assert (row(still)["stale"], row(still)["stalled"]) == (False, True)


def test_whom_nothing_was_asked_is_a_group_of_its_own() -> None:
    """After those to pursue, develop or find out, before those to park or to let go."""
    given = {
        name: made(name, name) for name in ("33333", "22212", "2?222", "?????", "22220", "02222")
    }
    order = sorted(given, key=lambda name: sort_key(given[name], DEFINITION))
    assert order.index("?????") == 3
    rows = {name: row(prospect) for name, prospect in given.items()}
    assert sorted(given, key=lambda name: rows[name]["order"]) == order
    assert [name for name in given if rows[name]["unasked"]] == ["?????"]
    assert (rows["?????"]["known"], rows["2?222"]["known"]) == (0, 4)
