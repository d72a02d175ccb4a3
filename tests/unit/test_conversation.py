"""How a conversation goes: what is on offer, when it ends, and what is said of it afterwards."""

import json
from datetime import date
from typing import Any

import pytest

from quiz.browser import start
from quiz.conversations.debrief import TIPS, Debrief, debrief, sheet_of
from quiz.conversations.play import Play, cost_of_ending, possible, total_regret, turns
from quiz.conversations.telling import as_shown, play_from
from quiz.definition import definition_from
from quiz.errors import InputError
from quiz.host.definition_file import load_definition
from quiz.sentences import Sentences
from tests import frozen
from tests.unit.shipped_definition import DATA, DEFINITION
from tests.unit.talks import MOVES, after, conversation, move, played, talk, was_offered

SAY = Sentences(DEFINITION, "en")
TODAY = date(2026, 11, 24)
ASKED = {"today": "2026-11-24", "language": "en"}
SEEDS = range(60)
SOLID = ("need-open", "means-open", "means-who", "urgency-open")
answer = start(json.dumps(DATA))


def said(play: Play, marks: str) -> Debrief:
    return debrief(play, sheet_of(marks))


def asked(do: str, **takes: Any) -> Any:
    return json.loads(answer(json.dumps({"do": do, **ASKED, **takes})))


# --- what is on offer ---


def test_seed_and_moves_lay_out_the_offer() -> None:
    """The same seed and moves always offer the same, in the same order; other seeds another."""
    offers = {tuple(m.id for m in after(seed=seed).offer()) for seed in SEEDS}
    assert [m.id for m in after(seed=7).offer()] == [m.id for m in after(seed=7).offer()]
    assert len(offers) > len(SEEDS) / 3


@pytest.mark.parametrize("moves", [(), ("dog",), ("means-open",), ("need-open", "urgency-leading")])
def test_an_offer_is_a_real_choice(moves: tuple[str, ...]) -> None:
    """It has three to five things: one that tells, a poor wording, no two of one kind about one."""
    for seed in SEEDS:
        play = after(*moves, seed=seed)
        offer = play.offer()
        assert 3 <= len(offer) <= 5
        levels = dict(zip(DEFINITION.ids, play.heard().answers, strict=True))
        assert any(m.tells and levels[m.tells] is None for m in offer)
        assert any(m.poor for m in offer)
        kinds = [(m.kind, m.about) for m in offer if m.about]
        assert len(kinds) == len(set(kinds))
        assert not {m.id for m in offer} & set(moves)


def test_what_a_reply_leaves_open_can_be_asked_at_once() -> None:
    """A follow-up is on offer right after the reply, and never before it."""
    for seed in SEEDS:
        assert "means-who" in [m.id for m in after("means-open", seed=seed).offer()]
        assert "means-who" not in [m.id for m in after("dog", seed=seed).offer()]


def test_some_things_need_others_before_them_or_rule_them_out() -> None:
    """`after` needs all, `after_any` one, and `instead_of` takes a move off the table."""
    moves = [
        *(move(name, "small-talk") for name in "abc"),
        move("all", "small-talk", after=["a", "b"]),
        move("any", "small-talk", after_any=["a", "b"]),
        move("not", "small-talk", instead_of=["c"]),
    ]
    made = conversation(moves)

    def left(*names: str) -> set[str]:
        return {one.id for one in possible(made, names)}

    assert left() == {"a", "b", "c", "not"}
    assert left("a") == {"b", "c", "any", "not"}
    assert left("a", "b") == {"c", "all", "any", "not"}
    assert left("not") == {"a", "b"}


# --- when it ends ---


@pytest.mark.parametrize(
    ("moves", "ended"),
    [
        (("bye",), True),
        (("again",), True),
        (("need-pitch",), False),
        (("urgency-pitch",), False),
        (("need-pitch", "urgency-pitch"), True),
        (("urgency-pitch", "need-pitch"), False),
    ],
)
def test_manners_end_a_talk(moves: tuple[str, ...], ended: bool) -> None:
    """A goodbye ends it, as does asking to be left alone, or what went too far a second time."""
    play = after(*moves)
    assert play.ended is ended
    assert (play.left == 0) is ended
    assert (play.offer() == ()) is ended


def test_turns_run_out() -> None:
    """After as many moves as the budget has there is nothing more to say."""
    play = after("dog", "need-open", "means-open", "trust-open", "means-who")
    assert (play.left, play.offer(), play.ended) == (0, (), False)


# --- what is known, and what it costs ---


def test_hearsay_settles_nothing() -> None:
    """Whoever cannot know is heard, and the condition stays open until somebody shows it surely."""
    assert after("means-bob").heard().answers[1] is None
    assert after("means-bob", "means-open", "means-who").heard().answers[1] == 2


def test_what_the_scene_shows_is_known() -> None:
    """A level in the scene is on the sheet from the start."""
    known = {"need": {"level": 3, "words": {"nl": "word", "en": "word"}}}
    play = after(of=talk(known=known))
    assert play.heard().answers[0] == 3


def test_once_the_verdict_stands_nothing_costs() -> None:
    """With no hurry for good the verdict is park or worse: asking on, and ending, cost nothing."""
    assert cost_of_ending(after(*SOLID)) == 0
    assert turns(played(*SOLID, "dog"))[-1].regret == 0


def test_ending_too_early_costs() -> None:
    """Whoever leaves while something is open loses what the best way on would have won."""
    assert cost_of_ending(after()) > 0.4
    assert cost_of_ending(after(*SOLID[:3])) > 0
    assert cost_of_ending(after(*SOLID[:3], "dog", "trust-open")) == 0  # no turn was left
    assert cost_of_ending(after("bye")) > 0


def test_a_need_that_is_asked_first_costs_nothing() -> None:
    """Where a condition comes first, a question that shows it is never the wrong one."""
    second = definition_from(load_definition(frozen.SECOND))
    for seed in SEEDS:
        play = Play(after().conversation, second, seed)
        if "need-open" in [m.id for m in play.offer()]:
            assert turns(play.then("need-open"))[0].regret == 0


# --- what is said afterwards ---


def test_a_sheet_is_held_against_what_was_heard() -> None:
    """Each answer is right, too high or low, assumed or missed; hearsay counts as nothing heard."""
    found = said(played("need-open", "means-bob", "urgency-open"), "2223u").compared
    assert found.outcomes == {
        "need": "lower",
        "means": "assumed",
        "trust": "assumed",
        "urgency": "higher",
        "attention": "same",
    }
    assert (found.assumed, found.missed) == (2, 0)
    assert said(played("need-open"), "uuuuu").compared.missed == 1


@pytest.mark.parametrize(
    ("moves", "marks", "tip"),
    [
        (("again",), "uuuuu", "stop"),
        (("need-open",), "3uuuus", "stop"),
        (("need-pitch", "attention-pitch"), "uuuuu", "early"),
        (("need-pitch", "urgency-pitch"), "uuuuu", "pushed"),
        (SOLID, "32u0u", "well"),
        (SOLID, "32u1u", "rung"),
        (SOLID, "3uu0u", "missed"),
        (SOLID, "3220u", "assumed"),
        ((*SOLID, "dog"), "32u0u", "went-on"),
        (("bye",), "uuuuu", "early"),
        (("dog",), "uuuuu", "small-talk"),
    ],
)
def test_there_is_one_tip(moves: tuple[str, ...], marks: str, tip: str) -> None:
    """It is about what cost most: whom to leave alone first, then bits, then the sheet."""
    assert tip in TIPS
    assert said(played(*moves), marks).tip == tip


def test_what_is_won_is_what_was_not_lost() -> None:
    """The share of what could be settled is 1 where nothing was lost, and between 0 and 1 else."""
    for seed in SEEDS:
        for names in (("dog",), ("need-open",), ("need-pitch", "dog")):
            if was_offered(names, seed):
                found = said(after(*names, seed=seed), "uuuuu")
                assert 0 <= found.won <= 1
                assert (found.won == 1) == (found.regret == 0)
                assert found.regret == pytest.approx(total_regret(after(*names, seed=seed)))


# --- as the page has it ---


def test_replies_of_what_was_not_said_are_kept_back() -> None:
    """A page gets the words of what is on offer, and no reply but those that were given."""
    play = after("need-open", seed=3)
    shown = json.dumps(as_shown(play, None, TODAY, SAY))
    assert "need-open it is" in shown
    for one in MOVES:
        if one["id"] != "need-open":
            assert one["reply"]["en"] not in shown


def test_words_are_marked_afterwards_alone() -> None:
    """While one plays no words are marked; afterwards those are that show something."""
    play = played("need-open", "means-bob")
    playing = as_shown(play, None, TODAY, SAY)
    assert {piece["about"] for turn in playing["said"] for piece in turn["reply"]} == {""}
    assert playing["debrief"] is None
    ended = as_shown(play, sheet_of("3uuuu"), TODAY, SAY)
    marked = [piece for turn in ended["said"] for piece in turn["reply"] if piece["about"]]
    assert [(piece["text"], piece["sure"]) for piece in marked] == [
        ("need-open it is", True),
        ("means-bob it is", False),
    ]
    assert "".join(piece["text"] for piece in ended["said"][0]["reply"]) == "Well, need-open it is."


def test_whoever_ends_it_says_goodbye() -> None:
    """What is said at parting is there once it is over, and not before."""
    ended = as_shown(after("need-pitch", "urgency-pitch"), None, TODAY, SAY)
    assert (ended["ended"], ended["said"][-1]["parting"]) == (True, "Out you go.")
    assert as_shown(after("urgency-pitch"), None, TODAY, SAY)["said"][-1]["parting"] == ""


def test_a_request_plays_on() -> None:
    """The engine answers with what is on offer; with a sheet, with what comes after."""
    begun = asked("conversation", talk=talk(), seed=5, moves=[])["ok"]
    assert (begun["left"], begun["said"], begun["debrief"]) == (5, [], None)
    first = begun["offer"][0]["move"]
    ended = asked(
        "conversation", talk=talk(), seed=5, moves=[first], answers={"need": 2}, stop=False
    )["ok"]
    assert ended["said"][0]["move"] == first
    assert ended["debrief"]["conditions"][0]["mine"] == "2"
    assert len(ended["debrief"]["turns"]) == 1


@pytest.mark.parametrize(
    ("takes", "what"),
    [
        ({"moves": ["nowhere"]}, "was not on offer"),
        ({"moves": ["means-who"]}, "was not on offer"),
        ({"moves": ["dog"] * 6}, "not a list of moves"),
        ({"moves": "dog"}, "not a list of moves"),
        ({"moves": [None]}, "was not on offer"),
        ({"seed": -1}, "is no seed"),
        ({"seed": True}, "is no seed"),
        ({"seed": 1.0}, "is no seed"),
        ({"seed": "1"}, "is no seed"),
        ({"seed": 2**32}, "is no seed"),
        ({"answers": {"need": 9}}, "9"),
    ],
)
def test_what_cannot_have_happened_is_refused(takes: dict[str, Any], what: str) -> None:
    """A move that was not on offer, too many of them, or a seed that is none, is a problem."""
    given = asked("conversation", **{"talk": talk(), "seed": 1, "moves": [], **takes})
    assert given.keys() == {"problems"}
    assert what in given["problems"][0]["what"]


def test_a_play_is_read_move_by_move() -> None:
    """What follows from a move that was refused is not told as well."""
    with pytest.raises(InputError) as caught:
        play_from(conversation(), SAY, 1, ["nowhere", "nowhere too"])
    assert [problem.where for problem in caught.value.problems] == ["moves[0]"]


def test_talks_so_far_are_pictures() -> None:
    """Two pictures, oldest talk first; from six talks on the first three beside the last three."""
    plays = [
        {
            "conversation": "a",
            "on": f"2026-11-0{day}",
            "won": day / 10,
            "open": 1,
            "moves": ["b", "c"],
        }
        for day in (6, 5, 4, 3, 2, 1)
    ]
    found = asked("plays", plays=plays, titles={"a": "Tea"})["ok"]
    won, opened = found["pictures"]
    assert found["count"] == 6
    assert [row[-1] for row in won["table"]["rows"]] == ["10%", "20%", "30%", "40%", "50%", "60%"]
    assert "20%" in won["description"]
    assert "50%" in won["description"]
    assert opened["table"]["rows"][0] == ["Tea", "1 November 2026", "1 of 2"]
    assert asked("plays", plays=[], titles={})["ok"] == {"count": 0, "pictures": []}
