"""`quiz conversation`: plays a talk in the terminal, prints what comes after, weighs its offers."""

import random
import textwrap
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TextIO

from quiz.conversations.conversation import Conversation, Move
from quiz.conversations.debrief import Debrief, debrief, sheet_of
from quiz.conversations.play import Play, answered, best_move, total_regret
from quiz.definition import Answer, Definition
from quiz.errors import InputError, Problem
from quiz.scoring import ask_first, judge

WIDTH = 78
SEEDS = 300
"""How many seeds each strategy plays for the table."""

type Strategy = Callable[[Play, tuple[Move, ...]], Move]
"""Chooses what to say from what is on offer."""


def _at_random(play: Play, offer: tuple[Move, ...]) -> Move:
    dice = random.Random(f"{play.seed};{play.moves}")  # noqa: S311 - no secret
    return dice.choice(offer)


def _in_order(play: Play, offer: tuple[Move, ...]) -> Move:
    """Ask about the first condition that is open, in definition order, by whatever is there."""
    for condition, level in answered(play).items():
        about = [move for move in offer if move.about == condition]
        if level is None and about:
            return about[0]
    return offer[0]


def _first_open(_: Play, offer: tuple[Move, ...]) -> Move:
    return next((move for move in offer if move.kind == "open"), offer[0])


def _open_and_first(play: Play, offer: tuple[Move, ...]) -> Move:
    """Put an open question about the condition that is best asked first, or the next, and so on."""
    for condition in ask_first(play.definition, play.heard()):
        for move in offer:
            if move.kind == "open" and move.about == condition:
                return move
    return _first_open(play, offer)


STRATEGIES: Mapping[str, Strategy] = {
    "best": lambda play, _: best_move(play),
    "random": _at_random,
    "first on offer": lambda _, offer: offer[0],
    "in definition order": _in_order,
    "first open question": _first_open,
    "open, best condition": _open_and_first,
}
"""Ways to play, by name: those that the deck is held against."""


def played(
    conversation: Conversation, definition: Definition, seed: int, strategy: Strategy
) -> Play:
    """Play a talk by a strategy until it is over, or the verdict stands."""
    play = Play(conversation, definition, seed)
    while play.left and judge(definition, play.heard()).verdict == "find-out":
        offer = play.offer()
        if not offer:
            break
        play = play.then(strategy(play, offer).id)
    return play


def table(conversation: Conversation, definition: Definition, seeds: int = SEEDS) -> str:
    """Return how much each way of playing costs, and how often it hears all that can be known."""
    lines = [f"{'':24}{'regret':>8}{'turns':>8}{'ended':>8}{'settled':>9}"]
    for name, strategy in STRATEGIES.items():
        plays = [played(conversation, definition, seed, strategy) for seed in range(seeds)]
        stands = [judge(definition, play.heard()).verdict != "find-out" for play in plays]
        figures = (
            sum(map(total_regret, plays)) / seeds,
            sum(len(play.moves) for play in plays) / seeds,
            100 * sum(play.ended for play in plays) / seeds,
            100 * sum(stands) / seeds,
        )
        lines.append("{:24}{:8.2f}{:8.1f}{:7.0f}%{:8.0f}%".format(name, *figures))
    return "\n".join([*lines, f"mean of {seeds} plays each; regret in bits", ""])


@dataclass
class Told:
    """A play as it is printed, in one language."""

    conversation: Conversation
    language: str

    def scene(self) -> Iterator[str]:
        """Yield who sits there, and what is known."""
        yield from (self.conversation.title[self.language], "")
        yield from textwrap.wrap(self.conversation.scene[self.language], WIDTH)
        for person in self.conversation.people:
            yield f"  {person.name[self.language]}: {person.role[self.language]}"
        yield ""

    def turn(self, move: Move, ends: bool) -> Iterator[str]:
        """Yield what was said and what came back."""
        who = self.conversation.person(move.to).name[self.language]
        yield from textwrap.wrap(f"> {move.says[self.language]}", WIDTH)
        parting = move.parting[self.language] if ends and move.parting else ""
        reply = f"{who}: {move.reply[self.language]} {parting}".rstrip()
        yield from textwrap.wrap(reply, WIDTH, initial_indent="  ", subsequent_indent="  ")


def play_of(
    conversation: Conversation, definition: Definition, moves: Sequence[str], seed: int | None
) -> Play:
    """Return the play with these moves; where no seed is given, with the first that offers most.

    Raises InputError where a move was not on offer.
    """
    from quiz.host.conversations import farthest  # noqa: PLC0415 - it needs YAML

    if seed is None:
        seed, _ = farthest(conversation, moves, definition)
    play = Play(conversation, definition, seed)
    for move in moves:
        on_offer = [other.id for other in play.offer()]
        if move not in on_offer:
            fix = f"choose one of {', '.join(on_offer)}"
            raise InputError([Problem(conversation.id, f"{move} was not on offer", fix)])
        play = play.then(move)
    return play


def told(play: Play, answers: str | None, language: str) -> str:
    """Return a play and what comes after; the sheet is what was heard where none is given."""
    heard = play.heard()
    said = debrief(play, sheet_of(answers) if answers else heard)
    shown = Told(play.conversation, language)
    lines = list(shown.scene())
    for place, turn in enumerate(said.turns):
        last = place == len(said.turns) - 1
        lines += shown.turn(turn.chosen, last and play.ended)
        for move, value in zip(turn.offer, turn.values, strict=True):
            mark = "*" if move is turn.chosen else " "
            lines.append(f"    {mark} {value:4.2f} {move.kind:10} {move.about:10} {move.id}")
        lines.append(f"      regret {turn.regret:.2f}")
    lines += ["", *_sheet(said, play.definition), ""]
    lines.append(f"verdict {said.compared.verdict}, of what was heard {said.compared.key_verdict}")
    lines.append(f"regret {said.regret:.2f} bits, of which ending it {said.early:.2f}")
    lines.append(f"tip {said.tip}")
    return "\n".join(lines) + "\n"


def _sheet(said: Debrief, definition: Definition) -> Iterator[str]:
    for place, condition in enumerate(definition.ids):
        mine, heard = said.compared.sheet.answers[place], said.compared.heard.answers[place]
        outcome = said.compared.outcomes[condition]
        yield f"{condition:12} {_name(mine):8} heard {_name(heard):8} {outcome}"
    if said.compared.stop:
        yield f"{'stop':12} {said.compared.stop}"


def _name(answer: Answer) -> str:
    return "unknown" if answer is None else str(answer)


def ask(play: Play, language: str, lines: TextIO, out: TextIO) -> Play:
    """Play on a terminal: print what is on offer, read a number a turn; an empty line ends it."""
    shown = Told(play.conversation, language)
    out.write("\n".join(shown.scene()) + "\n")
    while play.left and (offer := play.offer()):
        out.write(f"[{play.left}]\n")
        for number, move in enumerate(offer, 1):
            who = play.conversation.person(move.to).name[language]
            out.write(f"  {number} ({who}) {move.says[language]}\n")
        out.flush()
        choice = lines.readline().strip()
        if not choice:
            break
        if choice.isdecimal() and 1 <= int(choice) <= len(offer):
            move = offer[int(choice) - 1]
            play = play.then(move.id)
            out.write("\n".join(shown.turn(move, play.ended)) + "\n\n")
    out.flush()
    return play
