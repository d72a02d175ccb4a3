"""What moved: by name, from what to what; a first check, or an import of one, is no move."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from quiz.actions.opening import open_file
from quiz.actions.shelf import Shelf, keep, take
from quiz.prospect import Check, Outcome, Prospect, as_record, prospect_from, stopped
from quiz.views.moves import MOST, moves_of
from quiz.views.pictures import Listed
from quiz.views.pipeline import pictures
from tests.unit.samples import check, made
from tests.unit.shipped_definition import DEFINITION, TODAY
from tests.unit.test_drawing import elements

WEEK = TODAY - timedelta(days=7)
MONTH = TODAY - timedelta(days=30)


def moved(*prospects: Prospect) -> list[tuple[str, str, str, date]]:
    found = moves_of(Listed(prospects, DEFINITION, TODAY, "en"))
    return [(move.prospect.name, move.before, move.after, move.on) for move in found]


def test_a_first_check_moves_nothing() -> None:
    """Forty that came in today have not moved, whatever their verdicts."""
    assert moved(*(made(f"{n}", "22222" if n % 2 else "22202") for n in range(40))) == []


def test_a_check_in_which_nothing_is_known_is_no_check() -> None:
    """Who came from a list without answers moves nowhere when it is checked at last."""
    assert moved(made("a", check("?????", MONTH), "22222")) == []


def test_what_moved_comes_latest_first() -> None:
    """From the verdict of the check before to that of the one after, on its day."""
    first = made("a", check("22?22", MONTH), check("22222", WEEK), check("22202"))
    second = made("b", check("22212", MONTH), check("22222", WEEK))
    assert moved(first, second) == [
        ("a", "pursue", "park", TODAY),
        ("a", "find out first", "pursue", WEEK),
        ("b", "develop", "pursue", WEEK),
    ]


def test_the_same_verdict_is_no_move() -> None:
    """Other answers that lead to the same advice have moved nothing."""
    assert moved(made("a", check("22212", MONTH), check("22221", WEEK))) == []


def test_of_one_day_the_last_check_counts() -> None:
    """What was corrected on the same day was never so."""
    assert moved(made("a", check("22202", WEEK), check("22222", WEEK), "22222")) == []


def test_closing_is_a_move() -> None:
    """From the last verdict to how it ended; on the day of the first check it is none."""
    ended = made("a", check("22222", MONTH), outcome=Outcome("won", WEEK))
    at_once = made("b", check("22222", WEEK), outcome=Outcome("lost", WEEK))
    undated = made("c", check("22222", MONTH), outcome=Outcome("lost", None))
    assert moved(ended, at_once, undated) == [("a", "pursue", "won", WEEK)]


def test_asking_to_stop_is_a_move() -> None:
    """It is told in the definition's own words, though the answers are the same."""
    asked = made("a", check("22222", MONTH), stopped(check("22222", WEEK)))
    assert DEFINITION.stop
    assert moved(asked) == [("a", "pursue", DEFINITION.stop["name"]["en"], WEEK)]


def test_the_picture_names_the_latest_and_counts_the_rest() -> None:
    """Each leads to its prospect; the table has all of them."""
    prospects = [
        made(f"p{n:02}", check("22?22", MONTH), check("22222", WEEK)) for n in range(MOST + 3)
    ]
    picture = pictures(prospects, DEFINITION, TODAY, "en")["pictures"][2]
    links = [node for node in elements(picture["drawing"]) if node[0] == "a"]
    assert [node[1]["href"] for node in links] == [f"#id=p{n:02}" for n in range(MOST)]
    lines = picture["drawing"][2]
    assert lines[0][2][1] == ": find out first → pursue, 17 November"
    assert lines[-1][2] == ["and 3 more"]
    assert len(picture["table"]["rows"]) == MOST + 3
    assert picture["description"].startswith(f"Moved in the last four weeks: {MOST + 3}.")


def test_a_move_long_ago_is_shown_and_not_counted() -> None:
    """The number in the words is of the last four weeks."""
    old = made("a", check("22?22", TODAY - timedelta(days=60)), check("22222", MONTH))
    picture = pictures([old], DEFINITION, TODAY, "nl")["pictures"][2]
    assert picture["description"].startswith("Veranderd in de laatste vier weken: 0.")
    assert picture["table"]["rows"] == [
        ["a", "eerst navragen", "doorpakken", "25 oktober 2026"],
    ]


HEADER = "name,need,means,trust,urgency,attention"


def opened(shelf: Shelf, row: str, today: date) -> Prospect:
    """Open a list with one row and keep what comes of it."""
    about = {"today": today.isoformat(), "language": "en", "name": "x.csv", "ids": f"{today}-"}
    open_file(shelf, {**about, "contents": [f"{HEADER}\n{row}\n".encode()]})
    (item,) = take(shelf, {**about, "from": 0, "count": 1})
    keep(shelf, {"ids": [item["record"]["id"]]})
    return shelf.prospects[item["record"]["id"]]


def test_what_a_list_changes_is_marked() -> None:
    """A list that says otherwise than before is told as one; the mark is in the record."""
    shelf = Shelf(DEFINITION)
    opened(shelf, "Jansen,2,2,unknown,2,2", WEEK)
    prospect = opened(shelf, "Jansen,2,2,2,2,2", TODAY)
    assert [one.listed for one in prospect.checks] == [True, True]
    picture = pictures([prospect], DEFINITION, TODAY, "en")["pictures"][2]
    assert picture["drawing"][2][0][2][1] == ": find out first → pursue, 24 November (from a list)"
    again = prospect_from(as_record(prospect, DEFINITION), DEFINITION)
    assert [one.listed for one in again.checks] == [True, True]


def test_a_check_of_ones_own_bears_no_mark() -> None:
    """Records are as they were, and what is kept of before is read as one's own."""
    own = made("a", "22222")
    record = as_record(own, DEFINITION)
    assert "listed" not in record["checks"][0]
    assert prospect_from(record, DEFINITION).checks[0].listed is False


@pytest.mark.parametrize("listed", [True, False])
def test_the_mark_makes_no_other_check_of_it(listed: bool) -> None:
    """The same check from a list and of one's own is one check, not two."""
    one: Check = check("22222", WEEK)
    assert replace(one, listed=listed) == one
    assert len({replace(one, listed=listed), one}) == 1
