"""What a turn of a conversation is worth, stated a second time: slowly, sheet by sheet.

What is on offer is taken as given; all that is reckoned here is reckoned from scratch.
"""

from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import product
from math import log2

from quiz.conversations.conversation import Move
from quiz.conversations.play import Play, laid_out
from quiz.definition import Definition

type Known = tuple[int | None, ...]


def verdict_of(levels: Sequence[int], gates: Sequence[str]) -> str:
    """Return the verdict on a complete sheet: the gravest rule that applies."""
    for gate in ("walk-away", "park"):
        if any(level == 0 and own == gate for level, own in zip(levels, gates, strict=True)):
            return gate
    return "pursue" if all(level >= 2 for level in levels) else "develop"


@cache
def spread(known: Known, gates: tuple[str, ...]) -> tuple[float, bool]:
    """Return the entropy (bits) of the verdict over all ways to fill a sheet, and if it stands.

    It stands when it is sure, or when only park and walk-away are left.
    """
    ways = [range(4) if level is None else (level,) for level in known]
    counts = Counter(verdict_of(levels, gates) for levels in product(*ways))
    total = sum(counts.values())
    entropy = -sum(count / total * log2(count / total) for count in counts.values())
    return entropy, len(counts) == 1 or set(counts) == {"park", "walk-away"}


def _filled(known: Known, place: int, level: int) -> Known:
    return (*known[:place], level, *known[place + 1 :])


@cache
def gates_of(definition: Definition) -> tuple[str, ...]:
    """Return what the lack of each condition leads to."""
    return tuple(condition.when_absent for condition in definition.conditions)


@cache
def expected(known: Known, place: int, gates: tuple[str, ...]) -> float:
    """Return how far the entropy is expected to fall by an answer, if that is open."""
    now, stands = spread(known, gates)
    if stands or known[place] is not None:
        return 0.0
    return now - sum(spread(_filled(known, place, level), gates)[0] for level in range(4)) / 4


def drop(move: Move, known: Known, stop: bool, definition: Definition) -> float:
    """Return how far the entropy is expected to fall by what a move surely shows."""
    if stop or move.shows is None or not move.shows.sure:
        return 0.0
    return expected(known, definition.ids.index(move.shows.condition), gates_of(definition))


def known_in(play: Play) -> tuple[Known, bool]:
    """Return what is surely known after the moves of a play, and whether they asked to stop."""
    talk = play.conversation
    levels: dict[str, int] = {shown.condition: shown.level for shown in talk.known}
    stop = False
    for name in play.moves:
        move = talk.by_id[name]
        stop = stop or move.stops is not None
        if move.shows and move.shows.sure:
            levels[move.shows.condition] = move.shows.level
    return tuple(levels.get(condition) for condition in play.definition.ids), stop


def value(play: Play, move: Move) -> float:
    """Return what a move is worth, in bits."""
    known, stop = known_in(play)
    own = drop(move, known, stop, play.definition)
    after = Play(play.conversation, play.definition, play.seed, (*play.moves, move.id))
    if len(after.moves) == play.conversation.budget or after.ended:
        return own
    states = [known]
    if move.shows and move.shows.sure:
        place = play.definition.ids.index(move.shows.condition)
        if known[place] is None:
            states = [_filled(known, place, level) for level in range(4)]
    bests = [
        max([drop(other, state, stop, play.definition) for other in after.offer()], default=0.0)
        for state in states
    ]
    return own + sum(bests) / len(bests)


def regret(play: Play, move: Move) -> float:
    """Return what it costs to say this now, in bits."""
    known, stop = known_in(play)
    values = {other.id: value(play, other) for other in play.offer()}
    shown = move.shows.condition if move.shows and move.shows.sure else None
    if shown and play.definition[shown].first and drop(move, known, stop, play.definition) > 1e-9:
        return 0.0
    return max(max(values.values()) - values[move.id], 0.0)


def left_by_ending(play: Play) -> float:
    """Return what the best way on would have won from here, over what the file has, in bits."""
    talk, gates = play.conversation, gates_of(play.definition)
    won, turns = 0.0, talk.budget - len(play.moves)
    ended = False
    while turns and not ended:
        known, stop = known_in(play)
        if stop or spread(known, gates)[1]:
            break
        offer = laid_out(talk, play.definition, play.seed, play.moves)
        if not offer:
            break
        values = [value(play, move) for move in offer]
        best = next(
            move for move, worth in zip(offer, values, strict=True) if max(values) - worth < 1e-9
        )
        won += drop(best, known, stop, play.definition)
        play = Play(talk, play.definition, play.seed, (*play.moves, best.id))
        turns, ended = turns - 1, play.ended
    return won
