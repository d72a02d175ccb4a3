"""How a conversation goes: what can be said now, what each thing to say is worth, and what it cost.

Values are in bits: how much surer one can expect to be of the verdict. What is surely known is a
sheet; a move that surely shows an open condition has the expected drop in the Shannon entropy of
its verdict for its own (`quiz.scoring.expected_drops`), and a move is worth that and the mean of
the best that the next turn then offers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

from quiz.conversations.conversation import Conversation, Move
from quiz.definition import LEVELS, Answer, Definition
from quiz.scoring import TIE, expected_drops, judge
from quiz.sheet import Sheet

OFFERED = 4
"""How many things to say are on offer, where there are as many."""

CACHE_SIZE = 20_000


@dataclass(frozen=True)
class Turn:
    """What was said in a turn, what was on offer, and what each was worth, in bits."""

    chosen: Move
    offer: tuple[Move, ...]
    values: tuple[float, ...]
    regret: float

    @property
    def best(self) -> int:
        """Where on offer the best lay, the first of equals."""
        return _first_best(self.values)


@dataclass(frozen=True)
class Play:
    """A conversation as far as it has gone: the seed that lays out what is on offer, and the moves.

    `moves` have all been on offer: see `play_of`.
    """

    conversation: Conversation
    definition: Definition
    seed: int
    moves: tuple[str, ...] = ()

    @property
    def left(self) -> int:
        """How many things can still be said; 0 when it is over."""
        return 0 if self.ended else self.conversation.budget - len(self.moves)

    @property
    def ended(self) -> bool:
        """Whether the last reply ended it."""
        return bool(self.moves) and ends(self.conversation, self.moves)

    def then(self, move: str) -> "Play":
        """Return the play with one more move."""
        return Play(self.conversation, self.definition, self.seed, (*self.moves, move))

    def before(self, turn: int) -> "Play":
        """Return the play as it stood before this turn, from 0."""
        return Play(self.conversation, self.definition, self.seed, self.moves[:turn])

    def heard(self) -> Sheet:
        """Return what is surely known: by the scene, and by the replies so far."""
        return _heard(self.conversation, self.definition, self.moves)

    def offer(self) -> tuple[Move, ...]:
        """Return what can be said now, as laid out by the seed; nothing when it is over."""
        return (
            laid_out(self.conversation, self.definition, self.seed, self.moves) if self.left else ()
        )


def ends(conversation: Conversation, moves: Sequence[str]) -> bool:
    """Say whether the last of these moves ended the talk."""
    *before, last = moves
    move = conversation.by_id[last]
    if move.stops or isinstance(move.ends, bool):
        return bool(move.stops or move.ends)
    return any(other in before for other in move.ends)


def possible(conversation: Conversation, moves: Sequence[str]) -> list[Move]:
    """Return what can be said after these moves, in the order of the file."""
    made = [conversation.by_id[move] for move in moves]
    taken = {*moves, *(other for move in made for other in move.instead_of)}
    return [
        move
        for move in conversation.moves
        if move.id not in taken
        and all(other in moves for other in move.after)
        and (not move.after_any or any(other in moves for other in move.after_any))
    ]


@lru_cache(maxsize=CACHE_SIZE)
def _heard(conversation: Conversation, definition: Definition, moves: tuple[str, ...]) -> Sheet:
    made = [conversation.by_id[move] for move in moves]
    shown = [*conversation.known, *(move.shows for move in made if move.shows)]
    levels = {evidence.condition: evidence.level for evidence in shown if evidence.sure}
    answers = tuple(levels.get(condition) for condition in definition.ids)
    return Sheet(answers, stop=any(move.stops for move in made))


@lru_cache(maxsize=CACHE_SIZE)
def laid_out(
    conversation: Conversation, definition: Definition, seed: int, moves: tuple[str, ...]
) -> tuple[Move, ...]:
    """Choose what is on offer: follow-ups of the last reply first, then as the seed has it.

    One that surely shows an open condition is among them while there is one, and a poor wording;
    never two of one kind about one condition.
    """
    lot = crc32(f"{seed};{';'.join(moves)};".encode())
    last = moves[-1] if moves else ""
    drawn = sorted(possible(conversation, moves), key=lambda move: _mixed(lot, move.id))
    drawn.sort(key=lambda move: not (last and move.follows(last)))
    heard = _heard(conversation, definition, moves)
    still_open = {
        condition
        for condition, level in zip(definition.ids, heard.answers, strict=True)
        if level is None
    }
    chosen: list[Move] = []

    def fits(move: Move) -> bool:
        return move not in chosen and not any(
            move.about and (move.kind, move.about) == (other.kind, other.about) for other in chosen
        )

    telling = [move for move in drawn if move.tells in still_open]
    poor = [move for move in drawn if move.poor]
    for wanted in (telling, poor):
        if not any(move in wanted for move in chosen):
            chosen.extend([move for move in wanted if fits(move)][:1])
    for move in drawn:
        if len(chosen) < OFFERED and fits(move):
            chosen.append(move)
    return tuple(sorted(chosen, key=lambda move: _mixed(~lot & 0xFFFFFFFF, move.id)))


def _mixed(lot: int, name: str) -> int:
    """Return a number for a name that the lot decides: a checksum, with its bits well mixed."""
    number = crc32(name.encode(), lot)
    for factor in (0x85EBCA6B, 0xC2B2AE35):
        number = ((number ^ number >> 15) * factor) & 0xFFFFFFFF
    return number ^ number >> 16


def own_drop(move: Move, sheet: Sheet, definition: Definition) -> float:
    """Return how many bits the verdict is expected to gain by this reply alone.

    Where the verdict stands, or the reply surely shows nothing that is open, that is 0.
    """
    return _drops(definition, sheet).get(move.tells, 0.0)


@lru_cache(maxsize=CACHE_SIZE)
def _drops(definition: Definition, sheet: Sheet) -> dict[str, float]:
    if judge(definition, sheet).verdict != "find-out":
        return {}
    return expected_drops(definition, sheet)


def value(play: Play, move: Move) -> float:
    """Return what a move is worth, in bits: its own drop, and the mean of the next turn's best.

    The mean is over the four levels that its condition might have; with one turn left, or where
    the move ends the talk, there is no next turn.
    """
    sheet, definition = play.heard(), play.definition
    own = own_drop(move, sheet, definition)
    after = play.then(move.id)
    if not after.left:
        return own
    offer = after.offer()
    sheets = [sheet]
    if move.tells:
        place = definition.ids.index(move.tells)
        if sheet.answers[place] is None:
            sheets = [sheet.with_answer(place, level) for level in LEVELS]
    bests = [
        max((own_drop(other, later, definition) for other in offer), default=0.0)
        for later in sheets
    ]
    return own + sum(bests) / len(bests)


def turns(play: Play) -> list[Turn]:
    """Return the turns of a play, each with what it cost.

    The regret is the best value on offer minus the chosen one's, at least 0; none where the move
    surely shows a condition marked `first` that still tells anything.
    """
    done = []
    for count, name in enumerate(play.moves):
        now = play.before(count)
        offer, chosen = now.offer(), play.conversation.by_id[name]
        values = tuple(value(now, move) for move in offer)
        regret = max(max(values) - values[offer.index(chosen)], 0.0)
        if _comes_first(chosen, now.heard(), play.definition) or regret < TIE:
            regret = 0.0
        done.append(Turn(chosen, offer, values, regret))
    return done


def _comes_first(move: Move, sheet: Sheet, definition: Definition) -> bool:
    return bool(
        move.tells and definition[move.tells].first and own_drop(move, sheet, definition) > TIE
    )


def cost_of_ending(play: Play) -> float:
    """Return the bits that the best play would still have won in the turns that were left.

    Each turn it says the best on offer, the first of equals, and hears what the file has. Where
    the verdict stands, ending costs nothing.
    """
    left = play.conversation.budget - len(play.moves)
    # Whoever was shown the door is compared with the talk that went on.
    won = 0.0
    while left and judge(play.definition, play.heard()).verdict == "find-out":
        offer = laid_out(play.conversation, play.definition, play.seed, play.moves)
        if not offer:
            break
        best = _best(play, offer)
        won += own_drop(best, play.heard(), play.definition)
        play, left = play.then(best.id), left - 1
        if play.ended:
            break
    return won


def _best(play: Play, offer: Sequence[Move]) -> Move:
    return offer[_first_best([value(play, move) for move in offer])]


def _first_best(values: Sequence[float]) -> int:
    """Return where the highest of these values stands, the first of equals."""
    top = max(values)
    return next(place for place, worth in enumerate(values) if top - worth < TIE)


def best_move(play: Play) -> Move:
    """Return the best thing to say now, the first of equals."""
    return _best(play, play.offer())


def total_regret(play: Play) -> float:
    """Return what a whole talk cost, in bits: its turns, and ending it where it was ended."""
    return sum(turn.regret for turn in turns(play)) + cost_of_ending(play)


def answered(play: Play) -> dict[str, Answer]:
    """Return what is surely known, by condition."""
    return dict(zip(play.definition.ids, play.heard().answers, strict=True))
