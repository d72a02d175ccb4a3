"""How a conversation goes: what is on offer, when it ends, and what is said of it afterwards."""

import json
import random
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any

import pytest

from quiz.browser import start
from quiz.conversations.conversation import Conversation, Move, conversations_from
from quiz.conversations.debrief import TIPS, Debrief, debrief, decided_by, sheet_of
from quiz.conversations.play import (
    Play,
    answered,
    cost_of_ending,
    possible,
    total_regret,
    turns,
)
from quiz.conversations.telling import as_shown, play_from
from quiz.definition import definition_from
from quiz.errors import InputError
from quiz.host.conversations import load_conversations
from quiz.host.definition_file import load_definition
from quiz.sentences import Sentences
from tests import frozen
from tests.unit.shipped_definition import DATA, DEFINITION
from tests.unit.talks import MOVES, after, conversation, move, played, talk, text, was_offered

SAY = Sentences(DEFINITION, "en")
TODAY = date(2026, 11, 24)
ASKED = {"today": "2026-11-24", "language": "en"}
SEEDS = range(60)
SECOND = definition_from(load_definition(frozen.SECOND))
FROZEN = frozen.CONTENT / "quiz" / "conversations"
SOLID = ("need-open", "means-open", "means-who", "urgency-open")
answer = start(json.dumps(DATA))


@cache
def frozen_talks() -> Mapping[str, Conversation]:
    return conversations_from(load_conversations(DEFINITION, FROZEN))


def ids(moves: Iterable[Move], poor: bool = False) -> set[str]:
    """Return the ids of moves, or of the poor wordings among them alone."""
    return {one.id for one in moves if one.poor or not poor}


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


@pytest.mark.parametrize("name", sorted(path.stem for path in FROZEN.glob("*.yml")))
def test_every_turn_of_every_talk_is_a_choice(name: str) -> None:
    """Whatever was said, there are three to five things to say, or all that are left."""
    for seed in range(20):
        play, dice = Play(frozen_talks()[name], DEFINITION, seed), random.Random(seed)  # noqa: S311
        while offer := play.offer():
            left = possible(play.conversation, play.moves)
            assert min(3, len(left)) <= len(offer) <= 5
            open_ones = {key for key, level in answered(play).items() if level is None}
            for needed in ({m.id for m in left if m.tells in open_ones}, ids(left, poor=True)):
                assert not needed or needed & ids(offer)
            play = play.then(dice.choice(offer).id)


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
    """Where the need comes first, asking for it is never the wrong thing; in any order it may be.

    With neither hurry nor trust, whether they listen decides more than whether they need it.
    """
    weak = {"level": 1, "words": text("word")}
    made = conversation(
        [move("need-open", about="need", shows=3), move("listens", about="attention", shows=2)],
        known={"trust": weak, "urgency": weak},
        budget=1,
    )
    costs = [
        turns(Play(made, edition, 0, ("need-open",)))[0].regret for edition in (DEFINITION, SECOND)
    ]
    assert costs == [pytest.approx(0.0761, abs=1e-4), 0]


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
        (("bye",), "uuuuu", "close"),
        (("bye",), "33333", "close"),
        (("need-pitch", "urgency-pitch"), "33333", "pushed"),
        (("dog",), "uuuuu", "small-talk"),
    ],
)
def test_there_is_one_tip(moves: tuple[str, ...], marks: str, tip: str) -> None:
    """It is about what cost most: whom to leave alone first, then bits, then the sheet."""
    assert tip in TIPS
    assert said(played(*moves), marks).tip == tip


BOTH = [move("need-open", about="need", shows=3), move("means-open", about="means", shows=2)]


@pytest.mark.parametrize(
    ("poor", "tip"),
    [
        (move("x", "pitch", "need"), "pitch"),
        (move("x", "leading", "means"), "leading"),
        (move("x", "closed", "need"), "closed"),
        (move("x", about="means", shows=2, unsure=True, to="bob"), "whom"),
        (move("x", about="means", shows=2, unsure=True), "order"),
        (move("x", "small-talk"), "small-talk"),
        (move("x", "close", ends=True), "close"),
        (move("x", about="urgency"), "order"),
        (move("x", "closed", "trust", shows=2), "order"),
        (move("x", "pitch", "need", ends=True), "pushed"),
    ],
)
def test_each_habit_has_a_tip(poor: dict[str, Any], tip: str) -> None:
    """Where two good questions lay there, the tip is about what was said in their place."""
    play = Play(conversation([*BOTH, poor], budget=1), DEFINITION, 0, ("x",))
    told = said(play, "uu2uu" if "shows" in poor and poor["about"] == "trust" else "uuuuu")
    assert told.tip == tip
    assert told.regret > 0.1


def test_asking_twice_is_told() -> None:
    """Who asks for what was heard already, while something else is open, is told that."""
    moves = [*BOTH, move("more", about="need", after=["need-open"])]
    play = Play(conversation(moves, budget=2), DEFINITION, 0, ("need-open", "more"))
    assert said(play, "3uuuu").tip == "again"


@pytest.mark.parametrize(
    ("moves", "marks", "tip"),
    [
        (("need-pitch",), "33333", "assumed"),
        (("need-pitch",), "u3uuu", "pitch"),
        (("need-pitch",), "33333s", "stop"),
        (("urgency-open",), "uuuuu", "missed"),
        (("urgency-open", "need-pitch"), "uuu0u", "well"),
    ],
)
def test_what_turned_the_verdict_is_told_first(
    moves: tuple[str, ...], marks: str, tip: str
) -> None:
    """An answer that nobody gave and that turned the verdict counts for more than a costly habit.

    One that turned nothing counts for less.
    """
    made = conversation(
        [move("urgency-open", about="urgency", shows=0), move("need-pitch", "pitch", "need")],
        budget=len(moves),
    )
    assert said(Play(made, DEFINITION, 0, moves), marks).tip == tip


@pytest.mark.parametrize(
    ("moves", "marks", "outcome"),
    [
        (("again",), "uuuuus", "same"),
        (("again",), "uuuuu", "missed"),
        (("dog",), "uuuuus", "assumed"),
        (("dog",), "uuuuu", None),
    ],
)
def test_leaving_them_alone_is_ticked_or_missed(
    moves: tuple[str, ...], marks: str, outcome: str | None
) -> None:
    """Whether they asked to be left alone is held against the sheet, where either says so."""
    shown = as_shown(played(*moves), sheet_of(marks), TODAY, SAY)["debrief"]
    assert (shown["stop"], shown["stop_said"]) == (outcome, "again" in moves)


def test_nothing_said_loses_all_by_ending() -> None:
    """Who leaves without a word has won nothing, and lost what the best way on would have won."""
    told = said(after(), "uuuuu")
    assert (told.turns, told.won, told.open) == ((), 0, 0)
    assert told.regret == told.early == cost_of_ending(after()) > 0


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


def test_words_of_the_scene_are_marked_afterwards() -> None:
    """What the scene shows is marked in it, and named with its condition, once it is over."""
    scene = text(f"They need it. {'word ' * 44}")
    known = {"need": {"level": 2, "words": text("They need it.")}}
    play = after(of=talk(known=known, scene=scene))
    playing, ended = (as_shown(play, sheet, TODAY, SAY) for sheet in (None, sheet_of("uuuuu")))
    assert [piece["about"] for piece in playing["scene"]] == [""]
    marked, plain = ended["scene"]
    assert (marked["text"], marked["about"], marked["sure"]) == ("They need it.", "Need", True)
    assert marked["text"] + plain["text"] == scene["en"]


def test_the_words_that_ask_to_stop_are_marked() -> None:
    """They are named as such, and nothing is marked of a reply that shows nothing."""
    ended = as_shown(played("dog", "again"), sheet_of("uuuuus"), TODAY, SAY)
    about = [[piece["about"] for piece in turn["reply"]] for turn in ended["said"]]
    assert about == [[""], ["", "Asked to stop", ""]]


def test_each_condition_is_told_with_its_words() -> None:
    """Heard for sure it has its reason; what settles nothing stands apart, with why it does not."""
    told = as_shown(played("need-open", "means-bob"), sheet_of("32uuu"), TODAY, SAY)["debrief"]
    need, means, trust, *_ = told["conditions"]
    assert (need["heard"], need["why"], need["asides"]) == ("3", "why need", [])
    assert need["quotes"] == [{"scene": False, "name": "Anna", "text": "need-open it is"}]
    assert need["heard_rung"] == DEFINITION["need"].rungs[3]["en"]
    assert (means["heard"], means["why"], means["quotes"]) == ("unknown", "", [])
    assert means["asides"] == [
        {"name": "Bob", "text": "means-bob it is", "kind": "hearsay", "why": ""}
    ]
    assert (trust["quotes"], trust["asides"], trust["why"]) == ([], [], "")
    assert (means["outcome"], told["assumed"], told["missed"]) == ("assumed", 1, 0)


def test_of_a_reply_that_settles_nothing_the_kind_is_told_or_a_note() -> None:
    """What cannot be known at all has its reason once it was asked about."""
    key = {**talk()["key"]}
    note = {"said": ["urgency-leading"], "why": text("Anna is polite.")}
    key["urgency"] = {**key["urgency"], "notes": [note]}
    made = conversation(key=key)
    moves = ("need-pitch", "urgency-leading", "trust-open")
    shown = as_shown(
        Play(made, DEFINITION, played(*moves).seed, moves), sheet_of("uuuuu"), TODAY, SAY
    )
    need, _, trust, urgency, _ = shown["debrief"]["conditions"]
    assert [one["asides"][0]["kind"] for one in (need, trust)] == ["pitch", "open"]
    assert (need["why"], trust["why"]) == ("", "why trust")
    assert urgency["asides"] == [
        {
            "name": "Anna",
            "text": "Well, urgency-leading it is.",
            "kind": "",
            "why": "Anna is polite.",
        }
    ]


def test_a_note_may_be_about_what_another_question_got() -> None:
    """A cheerful reply to a pitch stands where one would take it for evidence, and is told once."""
    key = {**talk()["key"]}
    note = {"said": ["need-pitch", "urgency-leading"], "why": text("She is polite.")}
    key["attention"] = {**key["attention"], "notes": [note]}
    moves = ("need-pitch", "urgency-leading")
    play = Play(conversation(key=key), DEFINITION, played(*moves).seed, moves)
    told = as_shown(play, sheet_of("uuuuu"), TODAY, SAY)["debrief"]["conditions"]
    attention = next(one for one in told if one["id"] == "attention")
    assert [(one["why"], one["kind"]) for one in attention["asides"]] == [("She is polite.", "")]
    urgency = next(one for one in told if one["id"] == "urgency")
    assert [one["kind"] for one in urgency["asides"]] == ["leading"]


def test_a_note_adds_to_what_was_heard() -> None:
    """Where the reply that it is about surely shows the condition, it stands behind the reason."""
    key = {**talk()["key"]}
    key["need"] = {**key["need"], "notes": [{"said": ["need-open"], "why": text("And more.")}]}
    made = conversation(key=key)
    seed = played("need-open").seed
    shown = as_shown(Play(made, DEFINITION, seed, ("need-open",)), sheet_of("3uuuu"), TODAY, SAY)
    assert shown["debrief"]["conditions"][0]["why"] == "why need And more."


@pytest.mark.parametrize(
    ("moves", "how", "left", "first"),
    [
        (("need-open",), "stopped", 4, ""),
        (("dog", "bye"), "closed", 3, ""),
        (("dog", "again"), "asked", 3, ""),
        (("need-pitch", "dog", "urgency-pitch"), "shown-out", 2, "need-pitch"),
        ((), "stopped", 5, ""),
    ],
)
def test_how_it_ended_is_told(moves: tuple[str, ...], how: str, left: int, first: str) -> None:
    """They asked to be left alone, were driven off, one rounded off, or stopped with turns to go.

    What drove them off is quoted, with what had been said before that made it too much.
    """
    play = played(*moves)
    told = as_shown(play, sheet_of("uuuuu"), TODAY, SAY)["debrief"]["ending"]
    by = play.conversation.by_id[moves[-1]].says["en"] if play.ended else ""
    before = play.conversation.by_id[first].says["en"] if first else ""
    assert told == {"how": how, "left": left, "by": by, "first": before}


def test_a_tip_names_what_was_stronger() -> None:
    """In the turn that cost most; of a talk that stopped, what lay there to be said."""
    made = conversation([*BOTH, move("x", "pitch", "need")], budget=1)
    told = as_shown(Play(made, DEFINITION, 0, ("x",)), sheet_of("uuuuu"), TODAY, SAY)["debrief"]
    assert (told["tip"], told["better"]["turn"]) == ("pitch", 1)
    assert told["better"]["says"] == told["turns"][0]["better"]
    early = as_shown(played("bye"), sheet_of("uuuuu"), TODAY, SAY)["debrief"]
    assert (early["tip"], early["better"]["turn"]) == ("close", 1)
    stopped = as_shown(played(), sheet_of("uuuuu"), TODAY, SAY)["debrief"]
    assert (stopped["tip"], stopped["better"]["turn"]) == ("early", 0)


@pytest.mark.parametrize(
    ("moves", "hows"),
    [
        (("need-open", "means-open"), ["best", "best"]),
        (("urgency", "need-open"), ["less", "best"]),
        (("need-open", "dog"), ["best", "nothing"]),
        (("no-hurry", "dog"), ["decided", "settled"]),
    ],
)
def test_each_turn_is_told_in_a_word(moves: tuple[str, ...], hows: list[str]) -> None:
    """It was the best, worth less or nothing; once the verdict stands nothing was left to settle.

    Where it was not the best, the better one stands beside it, or the turn in which it was said.
    """
    made = conversation(
        [
            *BOTH,
            move("urgency", about="urgency", shows=2),
            move("no-hurry", "closed", "urgency", shows=0),
            move("dog", "small-talk", ends=["nothing"]),
        ],
        budget=2,
    )
    seed = next(seed for seed in range(1000) if _offered(Play(made, DEFINITION, seed), moves))
    play = Play(made, DEFINITION, seed, moves)
    told = as_shown(play, sheet_of("uuuuu"), TODAY, SAY)["debrief"]["turns"]
    assert [turn["how"] for turn in told] == hows
    for turn in told:
        assert 0 <= turn["mine"] <= turn["best"] <= 100
        better = bool(turn["better"] or turn["later"])
        assert better == (turn["how"] in ("less", "nothing"))
    if moves[0] == "urgency":
        assert (told[0]["better"], told[0]["later"]) == ("", 2)


def test_an_open_question_is_named_before_a_closed_one() -> None:
    """Where several were clearly stronger; without an open one, the strongest of all."""
    closed = move("means-closed", "closed", "means", shows=2)
    for more, better in (([BOTH[0]], "need-open"), ([], "means-closed")):
        made = conversation([*more, closed, move("x", "pitch", "need")], budget=1)
        play = Play(made, DEFINITION, 0, ("x",))
        (turn,) = as_shown(play, sheet_of("uuuuu"), TODAY, SAY)["debrief"]["turns"]
        assert (turn["how"], turn["better"]) == ("nothing", made.by_id[better].says["en"])


def test_the_share_that_was_decided_is_of_that_and_the_loss() -> None:
    """Whoever said nothing that decides anything has none of it; who lost nothing has it all."""
    made = conversation([*BOTH, move("x", "pitch", "need")], budget=1)
    none = debrief(Play(made, DEFINITION, 0, ("x",)), sheet_of("uuuuu"))
    assert (none.won, none.regret > 0) == (0, True)
    whole = debrief(Play(made, DEFINITION, 0, ("need-open",)), sheet_of("3uuuu"))
    assert (whole.won, whole.regret) == (1, 0)
    play = played("dog", "need-open")
    found = debrief(play, sheet_of("3uuuu"))
    own = decided_by(play, 1, play.conversation.by_id["need-open"])
    assert found.won == pytest.approx(own / (own + found.regret))


def test_what_decides_as_much_by_itself_is_as_good() -> None:
    """What happens to lie on offer in the next turn makes no other words the stronger ones."""
    made = conversation()
    for seed in range(60):
        play = Play(made, DEFINITION, seed)
        for chosen in play.offer():
            done = play.then(chosen.id)
            (turn,) = as_shown(done, sheet_of("uuuuu"), TODAY, SAY)["debrief"]["turns"]
            mine, best = (
                decided_by(done, 0, chosen),
                max(decided_by(done, 0, move) for move in play.offer()),
            )
            if 0 < mine == best:
                assert turn["how"] in ("best", "decided")


def test_the_order_is_no_slip_where_the_verdict_stands() -> None:
    """Whoever asked less telling things first and heard all in the end lost no more than turns."""
    made = conversation([*BOTH, move("no-hurry", about="urgency", shows=0)], budget=3)
    moves = ("no-hurry",)
    seed = next(seed for seed in range(1000) if _offered(Play(made, DEFINITION, seed), moves))
    found = debrief(Play(made, DEFINITION, seed, moves), sheet_of("uuu0u"))
    assert (found.compared.key_verdict, found.regret > 0, found.tip) == ("park", True, "well")


def test_what_somebody_said_who_cannot_know_is_told_as_that() -> None:
    """It settles nothing, and there was something stronger."""
    hint = {**move("hint", about="means", shows=2)}
    hint["shows"] = {**hint["shows"], "sure": False}
    made = conversation([BOTH[0], hint], budget=1)
    play = Play(made, DEFINITION, 0, ("hint",))
    (turn,) = as_shown(play, sheet_of("uuuuu"), TODAY, SAY)["debrief"]["turns"]
    assert (turn["how"], turn["better"]) == ("hearsay", made.by_id["need-open"].says["en"])


def test_a_title_has_no_capital_within_a_sentence() -> None:
    """Whom a thing is said to, is named behind a word; Dutch titles are small there."""
    people = [
        {"id": "anna", "name": {"nl": "Meneer Terpstra", "en": "Mr Terry"}, "role": text("role")},
        {"id": "bob", "name": text("Bob"), "role": text("role")},
    ]
    made = conversation(people=people)
    for language, name in (("nl", "meneer Terpstra"), ("en", "Mr Terry")):
        say = Sentences(DEFINITION, language)
        shown = as_shown(Play(made, DEFINITION, 0), None, TODAY, say)
        assert {one["to"] for one in shown["offer"]} <= {name, "Bob"}


def test_small_talk_that_cost_nothing_is_told_as_free() -> None:
    """Where the next turn offers as much as this one, a friendly word is no slip, and no merit."""
    made = conversation([*BOTH[:1], move("dog", "small-talk")], budget=3)
    play = Play(made, DEFINITION, 0, ("dog",))
    (turn,) = as_shown(play, sheet_of("uuuuu"), TODAY, SAY)["debrief"]["turns"]
    assert (turn["how"], turn["better"]) == ("free", "")


def _offered(play: Play, moves: tuple[str, ...]) -> bool:
    """Say whether each of these moves is on offer in its turn."""
    for name in moves:
        if name not in ids(play.offer()):
            return False
        play = play.then(name)
    return True


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


def test_a_day_that_is_none_is_refused() -> None:
    """A talk without a sound day is told, and so is a request for what comes after without one."""
    played_talk = {"conversation": "a", "on": "soon", "won": 1, "open": 1, "moves": ["b"]}
    told = asked("plays", plays=[played_talk], titles={})
    assert told["problems"][0]["what"] == '"soon" is not a date'
    assert asked("conversation", talk=talk(), seed=1, moves=[], today="now").keys() == {"problems"}


def test_talks_that_are_gone_are_told_by_their_ids() -> None:
    """One without a title has its id in its place; one in which nothing was said is told too."""
    played_talk = {"conversation": "gone", "on": "2026-11-01", "won": 0, "open": 0, "moves": []}
    won, opened = asked("plays", plays=[played_talk], titles={})["ok"]["pictures"]
    assert won["table"]["rows"] == [["gone", "1 November 2026", "0%"]]
    assert opened["table"]["rows"] == [["gone", "1 November 2026", "0 of 0"]]


def test_ten_talks_are_drawn_and_all_are_in_the_table() -> None:
    """Of twelve talks the last ten are bars; below six nothing is compared."""
    plays = [
        {"conversation": "a", "on": f"2026-11-{day:02}", "won": 1, "open": 1, "moves": ["b"]}
        for day in range(1, 13)
    ]
    won = asked("plays", plays=plays, titles={"a": "Tea"})["ok"]["pictures"][0]
    assert len(won["table"]["rows"]) == 12
    drawn = json.dumps(won["drawing"])
    assert [f'"{day} November 2026: Tea"' in drawn for day in (2, 3, 12)] == [False, True, True]
    few, many = (
        asked("plays", plays=plays[:count], titles={})["ok"]["pictures"][0]["description"]
        for count in (5, 6)
    )
    assert many.startswith(few)
    assert len(many) > len(few)


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
    assert asked("plays", plays=[], titles={})["ok"] == {"count": 0, "pictures": [], "habit": None}


def of_tips(*tips: str) -> dict[str, Any]:
    """Return what is told of talks with these tips, oldest first, each with one more assumed."""
    plays = [
        {"conversation": "a", "on": f"2026-11-0{day}", "won": 1, "open": 1, "moves": ["b"]}
        | ({"assumed": day, "tip": tip} if tip else {})
        for day, tip in enumerate(tips, 1)
    ]
    found: dict[str, Any] = asked("plays", plays=plays, titles={"a": "Tea"})["ok"]
    return found


def test_what_was_assumed_is_a_picture() -> None:
    """Of the talks that it was kept of; without such a talk there is none."""
    assert len(of_tips("", "")["pictures"]) == 2
    picture = of_tips("", "pitch", "well")["pictures"][2]
    assert picture["id"] == "plays-assumed"
    assert [row[-1] for row in picture["table"]["rows"]] == ["2 of 5", "3 of 5"]


@pytest.mark.parametrize(
    ("tips", "habit", "words"),
    [
        (("pitch", "well"), None, ""),
        (("well", "well", "went-on", "went-on"), None, ""),
        (("pitch", "", "pitch"), "pitch", "in 2 of 2 conversations."),
        (("pitch", "order", "pitch", "order"), "order", "In the last 3 it came up 2 more times."),
        (("pitch", "pitch", "well", "well", "order"), "pitch", "did not come up again."),
    ],
)
def test_the_costliest_habit_and_whether_it_fades(
    tips: tuple[str, ...], habit: str | None, words: str
) -> None:
    """It is what most tips were about, twice at least; of two the one that came up last."""
    found = of_tips(*tips)["habit"]
    assert (found["tip"] if found else None) == habit
    assert not found or found["words"].endswith(words)
