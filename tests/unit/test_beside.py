"""Plays side by side: where their ways part, what each heard and noted, and what is refused."""

from typing import Any

import pytest

from quiz.conversations.beside import name_in, side_by_side
from quiz.sentences import Sentences
from tests.unit.shipped_definition import DEFINITION
from tests.unit.talks import played, talk

SAY = Sentences(DEFINITION, "en")
TALK = talk()
CALL = "https://example.org/conversations/#c1;five-conditions@1;x"


def line(*moves: str, marks: str = "uuuuu", seed: int | None = None, **more: Any) -> dict[str, Any]:
    """Return a line with a play in which each of these moves was on offer."""
    levels = ["unknown" if mark == "u" else int(mark) for mark in marks.rstrip("s")]
    play = {
        "conversation": "made-up",
        "version": 1,
        "seed": played(*moves).seed if seed is None else seed,
        "moves": list(moves),
        "answers": dict(zip(DEFINITION.ids, levels, strict=True)),
        "stop": marks.endswith("s"),
        **more,
    }
    return {"line": 1, "text": CALL, "play": play}


def shown(*lines: dict[str, Any], language: str = "en") -> dict[str, Any]:
    """Return what is shown of these lines."""
    found = side_by_side(TALK, numbered(*lines), Sentences(DEFINITION, language))
    assert found["wrong"] == []
    made: dict[str, Any] = found["shown"]
    return made


def numbered(*lines: dict[str, Any]) -> list[dict[str, Any]]:
    return [{**one, "line": number} for number, one in enumerate(lines, 1)]


def wrong(*lines: dict[str, Any]) -> list[tuple[int, str]]:
    """Return what is wrong with these lines; nothing is shown then."""
    found = side_by_side(TALK, numbered(*lines), SAY)
    assert found["shown"] is None
    return [(one["line"], one["what"]) for one in found["wrong"]]


# --- where the ways part ---

THREE = ("need-open", "means-open", "means-who")


@pytest.mark.parametrize(
    ("one", "other", "parted", "same"),
    [
        (THREE, THREE, "never", 3),
        (("need-open", "dog"), ("dog", "need-open"), "at-once", 0),
        (THREE, ("need-open", "means-open", "dog"), "later", 2),
        (THREE, THREE[:2], "later", 2),
        ((), THREE, "at-once", 0),
        ((), (), "silent", 0),
    ],
)
def test_the_turn_in_which_the_ways_part(
    one: tuple[str, ...], other: tuple[str, ...], parted: str, same: int
) -> None:
    """It is the first in which not all said the same; who stopped said something else."""
    found = shown(line(*one), line(*other))
    assert (found["parted"], found["same"]) == (parted, same)
    assert len(found["turns"]) == max(len(one), len(other))


def test_one_of_many_who_goes_another_way_is_enough() -> None:
    """The ways of all have to be the same."""
    found = shown(*[line(*THREE)] * 4, line("need-open", "means-open", "dog"))
    assert (found["parted"], found["same"]) == ("later", 2)
    assert found["names"] == ["1", "2", "3", "4", "5"]


def told(move: str, to: str) -> dict[str, str]:
    """Return what a cell tells of a move."""
    return {"says": f"Says {move}?", "to": to, "name": to, "reply": f"Well, {move} it is."}


def test_what_each_said_stands_beside_the_others() -> None:
    """With to whom, as two sit there; who had stopped said nothing more."""
    found = shown(line("need-open", "means-bob"), line("need-open"))
    assert found["turns"] == [
        [told("need-open", "Anna")] * 2,
        [told("means-bob", "Bob"), None],
    ]


def test_with_one_person_nobody_is_named() -> None:
    """Then there is no other to say it to."""
    alone = {**TALK, "people": TALK["people"][:1]}
    lines = [line("dog"), line("dog")]
    found = side_by_side(alone, numbered(*lines), SAY)["shown"]
    assert found["turns"][0][0]["to"] == ""


def test_other_seeds_are_told() -> None:
    """With another seed other things were on offer, whatever was said."""
    seeds = [seed for seed in range(200) if not wrong_with("dog", seed)][:2]
    assert shown(line("dog", seed=seeds[0]), line("dog", seed=seeds[1]))["seeds"] is True
    assert shown(line("dog", seed=seeds[0]), line("dog", seed=seeds[0]))["seeds"] is False


def wrong_with(move: str, seed: int) -> bool:
    """Say whether this seed does not put the move on offer in the first turn."""
    one = line(move, seed=seed)
    return bool(side_by_side(TALK, numbered(one, one), SAY)["wrong"])


# --- what each heard and noted ---


def cells(*lines: dict[str, Any]) -> dict[str, list[tuple[str, str, str]]]:
    return {
        row["id"]: [(one["heard"], one["mine"], one["outcome"]) for one in row["cells"]]
        for row in shown(*lines)["rows"]
    }


def test_what_was_heard_stands_beside_the_sheet() -> None:
    """Right, too rosy or gloomy, assumed, spoken of but not shown, missed, and rightly open."""
    found = cells(
        line("need-open", "means-bob", "urgency-open", marks="221uu"),
        line("need-open", "means-bob", "urgency-open", marks="3uu2u"),
    )
    assert found == {
        "need": [("3", "2", "lower"), ("3", "3", "same")],
        "means": [("unknown", "2", "unproven"), ("unknown", "unknown", "open")],
        "trust": [("unknown", "1", "assumed"), ("unknown", "unknown", "open")],
        "urgency": [("0", "unknown", "missed"), ("0", "2", "higher")],
        "attention": [("unknown", "unknown", "open")] * 2,
    }


def test_being_left_alone_has_a_row_where_anybody_said_so() -> None:
    """Asked for and ticked, missed, or ticked without."""
    found = cells(line("again", marks="uuuuus"), line("again"), line("dog", marks="uuuuus"))
    assert found["stop"] == [
        ("yes", "yes", "same"),
        ("yes", "no", "missed"),
        ("no", "yes", "assumed"),
    ]
    assert "stop" not in cells(line("dog"), line("dog"))


def test_the_verdicts_of_both_stand_below() -> None:
    """That of the sheet, and that of what was heard, in a word of the language."""
    moves = ("need-open", "urgency-open")
    found = shown(line(*moves, marks="33333"), line(*moves, marks="3uu0u"), language="nl")
    say = Sentences(DEFINITION, "nl")
    names = {each["heard"].lower() for each in found["verdicts"]}
    assert len(names) == 1
    assert found["verdicts"][0]["mine"].lower() == say.verdict_name("pursue")
    assert [each["same"] for each in found["verdicts"]] == [False, True]


# --- names ---


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"Noor: {CALL}", "Noor"),
        (f"Noor:{CALL}", "Noor"),
        (f"  Noor van Dijk – {CALL}", "Noor van Dijk"),
        (f"[11:02, 24-11-2026] Noor: {CALL}", "Noor"),
        (f"Noor ({CALL})", "Noor"),
        ("Noor: example.org/conversations/#c1;five", "Noor"),
        ("Noor: https%3A%2F%2Fexample.org%2F%23c1%3Bfive", "Noor"),
        ("Noor: #c1;five", "Noor"),
        (CALL, ""),
        (f"<{CALL}>", ""),
        ("no link", ""),
        (f"{'Wilhelmina ' * 9}: {CALL}", "Wilhelmina Wilhelmina Wilhelmi"),
    ],
)
def test_a_name_stands_before_its_link(text: str, name: str) -> None:
    """Without what a chat or a hand puts around it, and short enough for a column."""
    assert name_in(text) == name


def test_a_play_without_a_name_has_its_number() -> None:
    """Which place it has among those that are shown."""
    named = {**line("dog"), "text": f"Noor: {CALL}"}
    assert shown(named, line("dog"))["names"] == ["Noor", "2"]


# --- what is refused ---


@pytest.mark.parametrize(
    ("more", "what"),
    [
        ({"conversation": "another"}, "talk"),
        ({"version": 2}, "version"),
        ({"moves": ["need-open", "need-open"]}, "offer"),
        ({"moves": ["no-such-thing"]}, "offer"),
        ({"moves": ["dog"] * 9}, "offer"),
        ({"seed": 2**32}, "offer"),
    ],
)
def test_what_cannot_be_laid_beside_is_told_by_its_line(more: dict[str, Any], what: str) -> None:
    """Another talk, another version, and what nobody could have said then."""
    assert wrong(line("dog"), line("dog", **{"seed": None, **more})) == [(2, what)]


def test_a_line_that_the_page_cannot_read_is_told_as_it_says() -> None:
    """All that is wrong is told at once, each with its line."""
    bad = {"text": "x", "problem": "damaged"}
    none = {"text": "y", "problem": "none"}
    assert wrong(bad, line("dog"), none) == [(1, "damaged"), (3, "none")]
    assert side_by_side(None, numbered(bad), SAY)["wrong"] == [{"line": 1, "what": "damaged"}]


def test_two_at_least_and_eight_at_most() -> None:
    """One play has none beside it; the ninth line is named, and no other behind it."""
    assert wrong() == [(0, "few")]
    assert wrong(line("dog")) == [(0, "few")]
    assert len(shown(*[line("dog")] * 8)["names"]) == 8
    assert wrong(*[line("dog")] * 11) == [(9, "many")]
