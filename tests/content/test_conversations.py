"""The conversations of this site work: they cannot be won by heart, and give nothing away.

What holds for each of them is tested for each; what a deck is for, over all of them.
"""

import re
from collections.abc import Mapping
from functools import cache
from statistics import mean

import pytest

from quiz.conversations.conversation import Conversation, Move, conversation_from
from quiz.conversations.play import Play, best_move, possible, total_regret, turns
from quiz.definition import Definition, definition_from
from quiz.host.conversation_command import STRATEGIES, played
from quiz.host.conversations import load_conversations
from quiz.host.definition_file import load_definition
from quiz.scoring import judge
from quiz.sheet import Sheet
from tests.conftest import ROOT
from tests.unit.shipped_definition import PACKAGE

MEND = """
A conversation, quiz/conversations/, can be won by heart, gives something away, or cannot be played
as it is meant to be. What it needs is in quiz/conversations/README.md; see how it plays with
.venv/bin/quiz conversation FILE --table. Or a page, docs/nl/ or docs/en/, tells something else of
the conversations than what comes out: write there what stands above.
"""

SEEDS = range(200)
PLAYS = range(50)
"""The seeds that each way of playing plays; method.md says how many."""

FEW = range(40)
BEHIND = 0.4
"""Bits: how much more random play costs at least, in each talk, than the best."""

MOST_LONGEST = 0.4
"""The share of turns, at most, in which the best thing to say is the longest."""


COACHED = [("potting-machine", 1, 6), ("household-stairs", 2, 6)]
"""The talks that docs/nl/coach.md and docs/en/coach.md name, with how many people and turns."""


WAYS: Mapping[str, Mapping[str, str]] = {
    "nl": {
        "best": "De beste zin die er ligt",
        "random": "Zomaar een zin",
        "first on offer": "De bovenste zin",
        "in definition order": "De voorwaarden op volgorde, met de eerste zin erover",
        "first open question": "De eerste open vraag",
        "open, best condition": "Een open vraag over wat het meest beslist",
    },
    "en": {
        "best": "The best thing on offer",
        "random": "Just anything",
        "first on offer": "Whatever is on top",
        "in definition order": "The conditions in order, with the first thing about each",
        "first open question": "The first open question",
        "open, best condition": "An open question about what decides most",
    },
}
"""What method.md calls each way of playing, by language; a new way goes here too."""

HEADS = {
    "nl": [
        "| Wat je elke beurt zegt | Verlies in bits | Advies staat vast |",
        "| --- | --- | --- |",
    ],
    "en": ["| What you say each turn | Loss in bits | Verdict stands |", "| --- | --- | --- |"],
}
MEASURED = {
    "nl": ["elk van de {talks} gesprekken {plays} keer", "In {unsettled} van de {talks}"],
    "en": ["each of the {talks} conversations {plays} times", "In {unsettled} of the {talks}"],
}
"""How that page says how much was played, and in how many talks nothing can be settled."""

POINT = {"nl": ",", "en": "."}


@cache
def _definition() -> Definition:
    return definition_from(load_definition(PACKAGE / "conditions.yml"))


@cache
def _deck() -> Mapping[str, Conversation]:
    return {data["id"]: conversation_from(data) for data in load_conversations(_definition())}


TALKS = pytest.mark.parametrize(
    "name", sorted(path.stem for path in PACKAGE.glob("conversations/*.yml"))
)
LANGUAGES = pytest.mark.parametrize("language", ["nl", "en"])


@cache
def _plays(name: str, strategy: str) -> list[Play]:
    """Return a talk as a way of playing plays it, by each seed."""
    return [played(_deck()[name], _definition(), seed, STRATEGIES[strategy]) for seed in PLAYS]


@cache
def _regret(name: str, strategy: str) -> float:
    """Return what a way of playing costs on average, in bits."""
    return mean(map(total_regret, _plays(name, strategy)))


def _settled(name: str, strategy: str) -> float:
    """Return in what share of the plays the verdict stands in the end."""
    return mean(_stands(play.heard()) for play in _plays(name, strategy))


def _stands(sheet: Sheet) -> bool:
    return judge(_definition(), sheet).verdict != "find-out"


def _over_the_deck(strategy: str) -> float:
    return mean(_regret(name, strategy) for name in _deck())


def _walks(name: str) -> list[Play]:
    """Return plays of a talk at random, each until it is over."""
    walks = []
    for seed in FEW:
        play = Play(_deck()[name], _definition(), seed)
        while offer := play.offer():
            play = play.then(STRATEGIES["random"](play, offer).id)
        walks.append(play)
    return walks


# --- each of them ---


@TALKS
def test_best_play_costs_nothing_and_random_play_does(name: str) -> None:
    """Whoever says the best thing each turn loses nothing, whoever says anything loses much."""
    assert _regret(name, "best") == 0
    assert _regret(name, "random") >= BEHIND


@TALKS
def test_every_move_can_be_said(name: str) -> None:
    """There is a way to each move: nothing in a file is never on offer."""
    talk = _deck()[name]
    said: set[str] = set()
    for start in SEEDS:
        play = Play(talk, _definition(), start)
        while offer := play.offer():
            said |= {move.id for move in offer}
            new = [move for move in offer if not _ends(play, move)]
            play = play.then((new or list(offer))[start % len(new or offer)].id)
    assert said == set(talk.by_id)


def _ends(play: Play, move: Move) -> bool:
    return play.then(move.id).ended


@TALKS
def test_what_can_be_known_can_be_heard_in_time(name: str) -> None:
    """For each level of the key nine seeds of ten have a way to it within the budget."""
    talk = _deck()[name]
    for condition, answer in talk.key.items():
        if not answer.by:
            continue
        found = sum(_reaches(Play(talk, _definition(), seed), condition) for seed in FEW)
        assert found >= 0.9 * len(FEW), condition


def _reaches(play: Play, condition: str) -> bool:
    """Say whether a condition can be heard: by going after what shows it, or leads there."""
    todo = [play]
    seen = 0
    while todo and seen < 400:
        now = todo.pop()
        seen += 1
        offer = now.offer()
        if any(move.tells == condition for move in offer):
            return True
        going = [move for move in offer if not _ends(now, move)]
        going.sort(key=lambda move: (move.about == condition, move.kind == "open"))
        todo += [now.then(move.id) for move in going]
    return False


@TALKS
def test_there_is_always_something_to_say(name: str) -> None:
    """No talk runs out of things to say before it is over, and there is a choice each turn."""
    for walk in _walks(name):
        for count in range(len(walk.moves)):
            before = Play(walk.conversation, walk.definition, walk.seed, walk.moves[:count])
            assert len(before.offer()) >= min(3, len(possible(walk.conversation, before.moves)))
            assert len(before.offer()) >= 2
        assert walk.left == 0 or walk.ended


@TALKS
def test_a_poor_wording_shows_no_more_than_an_open_one(name: str) -> None:
    """What a closed or leading question or a pitch shows, an open question shows as well."""
    talk = _deck()[name]
    for condition in _definition().ids:
        kinds = {move.kind for move in talk.moves if move.tells == condition}
        if kinds & {"closed", "leading", "pitch"}:
            assert "open" in kinds, condition


@TALKS
@LANGUAGES
def test_length_gives_nothing_away(name: str, language: str) -> None:
    """The best thing to say is the longest on offer in two turns of five at most."""
    longest = []
    for seed in SEEDS:
        play = Play(_deck()[name], _definition(), seed)
        while play.left and judge(_definition(), play.heard()).verdict == "find-out":
            best = best_move(play)
            most = max(play.offer(), key=lambda move: len(move.says[language]))
            longest.append(best is most)
            play = play.then(best.id)
    assert mean(longest) <= MOST_LONGEST


@TALKS
@LANGUAGES
def test_punctuation_gives_nothing_away(name: str, language: str) -> None:
    """Poor wordings end in a question mark as good ones do, most of the time."""
    asked = [move for move in _deck()[name].moves if move.poor]
    assert sum(move.says[language].rstrip().endswith("?") for move in asked) >= len(asked) / 2


@TALKS
def test_place_gives_nothing_away(name: str) -> None:
    """The best thing to say is as often first or last as elsewhere, give or take."""
    places = []
    for seed in SEEDS:
        play = Play(_deck()[name], _definition(), seed)
        places.append(play.offer().index(best_move(play)))
    for place in range(4):
        assert places.count(place) <= 0.5 * len(places), place


@TALKS
@LANGUAGES
def test_people_do_not_speak_in_rungs(name: str, language: str) -> None:
    """No reply has the words of a rung in it: the level has to be judged."""
    rungs = [rung[language] for one in _definition().conditions for rung in one.rungs]
    plain = [re.sub(r"[.:].*", "", rung).lower() for rung in rungs]
    for move in _deck()[name].moves:
        assert not any(rung in move.reply[language].lower() for rung in plain), move.id


@TALKS
def test_the_experienced_seller_shows_how(name: str) -> None:
    """The first playthrough is one to learn from: little is lost, nothing is assumed or missed."""
    talk = _deck()[name]
    good = talk.playthroughs[0]
    play = Play(talk, _definition(), good.seed, good.moves)
    assert total_regret(play) < 0.3
    assert (good.says["assumed"], good.says["missed"]) == (0, 0)
    assert sum(turn.regret > 0 for turn in turns(play)) <= 2


# --- all of them ---


def test_random_play_loses_over_the_deck() -> None:
    """Whoever says anything loses 0.8 bits a talk at least."""
    assert _over_the_deck("random") >= 0.8


@pytest.mark.parametrize("strategy", ["in definition order", "first on offer"])
def test_a_fixed_order_loses_over_the_deck(strategy: str) -> None:
    """Asking in the order of the questions, or taking what stands first, loses as much."""
    assert _over_the_deck(strategy) >= 0.8


@pytest.mark.parametrize("strategy", ["first open question", "open, best condition"])
def test_asking_openly_is_not_all_there_is_to_it(strategy: str) -> None:
    """Whoever picks the open question and no more loses 0.2 over the deck, in half of the talks."""
    assert _over_the_deck(strategy) >= 0.2
    lost = [name for name in _deck() if _regret(name, strategy) > 0]
    assert 2 * len(lost) >= len(_deck())


@TALKS
@LANGUAGES
def test_a_reason_quotes_only_what_was_said(name: str, language: str) -> None:
    """Whatever was asked: it stands on the scene, or on each of the replies it belongs to."""
    talk = _deck()[name]
    scene = talk.scene[language]
    for condition, key in talk.key.items():
        reasons = [(key.why, key.by), *((note.why, note.said) for note in key.notes)]
        for why, said in reasons:
            moves = [talk.by_id[move] for move in said]
            texts = [f"{move.says[language]} {move.reply[language]}" for move in moves]
            for words in re.findall("“(.+?)[.,!?]?”", why[language]):
                quoted = words.lower()
                there = bool(texts) and all(quoted in text.lower() for text in texts)
                assert there or quoted in scene.lower(), f"{condition}: “{words}”\n{MEND}"


# --- what the pages tell of them ---


@LANGUAGES
@pytest.mark.parametrize(("name", "people", "budget"), COACHED)
def test_the_coach_is_sent_to_talks_that_are_there(
    name: str, people: int, budget: int, language: str
) -> None:
    """The page for the coach names two talks to begin with, and says how large they are."""
    talk = _deck()[name]
    page = (ROOT / "docs" / language / "coach.md").read_text(encoding="utf-8")
    assert f"“{talk.title[language]}”" in page, f"{talk.title[language]}: not in coach.md"
    assert (len(talk.people), talk.budget) == (people, budget), "tell it anew in coach.md"


def test_the_method_tells_how_ways_of_playing_fare() -> None:
    """Its table has what each way loses and how often the verdict stands; the rest is as it says.

    It says how much was played, how many talks settle nothing, and which rule does best.
    """
    wrong = ""
    for language in WAYS:
        text = _fares(language)
        page = (ROOT / "docs" / language / "method.md").read_text(encoding="utf-8")
        if not all(line in page for line in text.splitlines()):
            wrong += f"\nWrite in docs/{language}/method.md, at {{#conversations}}:\n\n{text}\n"
    if wrong:
        pytest.fail(wrong, pytrace=False)
    rules = [name for name in STRATEGIES if name != "best"]
    assert min(rules, key=_over_the_deck) == "open, best condition", "method.md says it does best"


def _fares(language: str) -> str:
    """Return what the method page has to say of the ways of playing: lines, then a table."""
    unsettled = sum(_settled(name, "best") == 0 for name in _deck())
    lines = [
        line.format(talks=len(_deck()), plays=len(PLAYS), unsettled=unsettled)
        for line in MEASURED[language]
    ]
    rows = [*HEADS[language]]
    for strategy in STRATEGIES:
        regret = f"{_over_the_deck(strategy):.2f}".replace(".", POINT[language])
        settled = mean(_settled(name, strategy) for name in _deck())
        rows.append(f"| {WAYS[language][strategy]} | {regret} | {100 * settled:.0f}% |")
    return "\n".join([*lines, "", *rows])
