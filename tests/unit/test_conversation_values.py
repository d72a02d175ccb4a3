"""Value, regret and the cost of ending agree with a second statement of them."""

import random

import pytest

from quiz.conversations.conversation import Conversation, conversation_from
from quiz.conversations.play import Play, cost_of_ending, total_regret, turns, value
from quiz.definition import Definition, definition_from
from quiz.host.conversations import load_conversations
from quiz.host.definition_file import load_definition
from quiz.scoring import expected_drops
from quiz.sheet import Sheet
from tests import frozen
from tests.unit import conversation_oracle as oracle

PLAYS = 1000
NAMES = sorted(path.stem for path in (frozen.CONTENT / "quiz" / "conversations").glob("*.yml"))


@pytest.fixture(scope="module", params=[frozen.DEFINITION, frozen.SECOND], ids=["first", "second"])
def definition(request: pytest.FixtureRequest) -> Definition:
    """Return either edition: in the second the need comes first."""
    return definition_from(load_definition(request.param))


@pytest.fixture(scope="module")
def talks() -> dict[str, Conversation]:
    first = definition_from(load_definition(frozen.DEFINITION))
    data = load_conversations(first, frozen.CONTENT / "quiz" / "conversations")
    return {one["id"]: conversation_from(one) for one in data}


@pytest.mark.parametrize("name", NAMES)
def test_every_state_of_a_thousand_plays_is_worth_the_same(
    name: str, definition: Definition, talks: dict[str, Conversation]
) -> None:
    """Each thing on offer, in each state that plays at random reach, is worth what it should be."""
    talk = talks[name]
    checked: set[tuple[int, tuple[str, ...]]] = set()
    for number in range(PLAYS // len(NAMES)):
        dice = random.Random(number)  # noqa: S311 - no secret
        play = Play(talk, definition, number % 25)
        while offer := play.offer():
            if (play.seed, play.moves) not in checked:
                checked.add((play.seed, play.moves))
                for move in offer:
                    assert value(play, move) == pytest.approx(oracle.value(play, move), abs=1e-9)
            play = play.then(dice.choice(offer).id)
    assert len(checked) > 100


@pytest.mark.parametrize("name", NAMES)
def test_regret_and_ending_cost_the_same(
    name: str, definition: Definition, talks: dict[str, Conversation]
) -> None:
    """Each turn of a play, and ending it after each turn, costs what it should."""
    talk = talks[name]
    for number in range(60):
        dice = random.Random(number)  # noqa: S311 - no secret
        play = Play(talk, definition, number)
        expected = 0.0
        while offer := play.offer():
            assert cost_of_ending(play) == pytest.approx(oracle.left_by_ending(play), abs=1e-9)
            move = dice.choice(offer)
            expected += oracle.regret(play, move)
            play = play.then(move.id)
            assert turns(play)[-1].regret == pytest.approx(
                oracle.regret(Play(talk, definition, number, play.moves[:-1]), move), abs=1e-9
            )
        ending = oracle.left_by_ending(play)
        assert cost_of_ending(play) == pytest.approx(ending, abs=1e-9)
        assert total_regret(play) == pytest.approx(expected + ending, abs=1e-9)


def test_the_first_question_is_worth_what_the_method_says(definition: Definition) -> None:
    """From an empty sheet: need and means 0.40 bits, urgency and attention 0.23, trust 0.03."""
    drops = expected_drops(definition, Sheet((None,) * 5))
    assert {key: round(drop, 2) for key, drop in drops.items()} == {
        "need": 0.40,
        "means": 0.40,
        "trust": 0.03,
        "urgency": 0.23,
        "attention": 0.23,
    }
