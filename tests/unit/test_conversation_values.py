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
WHOLE = 60
EQUAL = 1e-9
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
    """In each state that plays at random reach, each thing on offer is worth what it should be.

    Ending the talk there costs what it should, each turn does, and so does the whole.
    """
    seen: set[Play] = set()
    for number in range(-(-PLAYS // len(NAMES))):
        dice = random.Random(number)  # noqa: S311 - no secret
        play = Play(talks[name], definition, number % 25)
        reached = []
        while offer := play.offer():
            if play not in seen:
                seen.add(play)
                assert abs(cost_of_ending(play) - oracle.left_by_ending(play)) < EQUAL
                for move in offer:
                    assert abs(value(play, move) - oracle.value(play, move)) < EQUAL
            move = dice.choice(offer)
            reached.append(oracle.regret(play, move))
            play = play.then(move.id)
        ours = [turn.regret for turn in turns(play)]
        assert all(abs(a - b) < EQUAL for a, b in zip(ours, reached, strict=True))
        if number < WHOLE:
            assert abs(total_regret(play) - sum(reached) - oracle.left_by_ending(play)) < EQUAL
    assert len(seen) > 100


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
