"""Two people's answers about one prospect: where they differ, by how much, what settles it."""

from itertools import product
from typing import Any

import pytest

from quiz.sheet import Sheet
from quiz.views.compare import compare
from tests.unit.samples import levels
from tests.unit.shipped_definition import ANSWERS, DEFINITION, LANGUAGES, WORDS


def compared(mine: str, theirs: str, language: str = "en") -> dict[str, Any]:
    return compare(Sheet(levels(mine)), Sheet(levels(theirs)), DEFINITION, language)


def test_a_comparison_as_people_read_it() -> None:
    """Each condition has both answers, how far they are apart, and what would settle it."""
    given = compared("22?13", "2012?")
    assert given["heading"] == "Your answers side by side"
    assert given["intro"] == "You differ on 4 of the 5 conditions."
    assert [(row["condition"], row["apart"], row["difference"]) for row in given["rows"]] == [
        ("need", 0, "the same"),
        ("means", 2, "2 steps apart"),
        ("trust", None, "one of you does not know yet"),
        ("urgency", 1, "one step apart"),
        ("attention", None, "one of you does not know yet"),
    ]
    assert given["rows"][1]["name"] == "Means"
    assert given["rows"][3]["mine"] == DEFINITION.levels[1]["en"]
    assert given["rows"][3]["theirs"] == DEFINITION.levels[2]["en"]
    assert given["rows"][2]["mine"] == DEFINITION.unknown["short"]["en"]
    assert given["verdicts"] == "Your answers lead to “develop”, your colleague’s to “walk away”."


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_would_settle_it(language: str) -> None:
    """Two levels: the evidence of the higher; an unknown: the question; agreement: nothing."""
    rows = compared("1?2?3", "3223?", language)["rows"]
    conditions = DEFINITION.conditions
    assert conditions[0].rungs[3][language] in rows[0]["settle"]
    assert conditions[0].rungs[1][language] not in rows[0]["settle"]
    assert conditions[1].to_ask(None)[0].text[language] in rows[1]["settle"]
    assert rows[2]["settle"] == ""
    both = compared("?????", "?????", language)["rows"][0]
    assert both["settle"] == WORDS["compare_settle_nobody"][language].replace(
        "{ask}", conditions[0].to_ask(None)[0].text[language]
    )
    assert both["difference"] == WORDS["compare_nobody_knows"][language]
    assert both["settle"] != compared("?????", "2????", language)["rows"][0]["settle"]


def test_not_to_know_is_no_step_on_the_ladder() -> None:
    """Between an unknown and a level there is no number of steps."""
    for mine, theirs in product(ANSWERS, repeat=2):
        answers = Sheet((mine, 2, 2, 2, 2)), Sheet((theirs, 2, 2, 2, 2))
        apart = compare(*answers, DEFINITION, "en")["rows"][0]["apart"]
        assert apart == (None if mine is None or theirs is None else abs(mine - theirs))


@pytest.mark.parametrize("language", LANGUAGES)
def test_agreement_is_said(language: str) -> None:
    """The same answers are the same answers, unknown ones too, and lead to one verdict."""
    given = compared("22?22", "22?22", language)
    name = DEFINITION.verdicts["find-out"]["name"][language]
    assert given["intro"] == WORDS["compare_intro_same"][language]
    assert given["verdicts"] == WORDS["compare_verdicts_same"][language].replace("{verdict}", name)


def test_mine_and_theirs_change_places() -> None:
    """Seen from the other side the same differences stand there, the answers swapped."""
    one, other = compared("22?13", "2012?"), compared("2012?", "22?13")
    swapped = [{**row, "mine": row["theirs"], "theirs": row["mine"]} for row in other["rows"]]
    assert one["rows"] == swapped
    assert one["intro"] == other["intro"]
