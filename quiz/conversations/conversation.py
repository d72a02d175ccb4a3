"""A conversation with a prospect: who sits there, what can be said, and what each reply shows.

It is written as YAML and validated in `quiz.host.conversations`; from there on it travels as plain
JSON data, as a definition does. This module turns that data into objects and trusts it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from quiz.definition import Level, Text

Kind = Literal["open", "closed", "leading", "pitch", "small-talk", "close"]
DIFFICULTIES = ("easy", "fair", "hard")
POOR: tuple[Kind, ...] = ("closed", "leading", "pitch")
"""The wordings that get a pleasant reply, or less than an open question would."""


@dataclass(frozen=True)
class Evidence:
    """What shows the level of a condition, and by which words; not `sure` where hearsay does."""

    condition: str
    level: Level
    words: Text
    sure: bool = True


@dataclass(frozen=True)
class Person:
    """Somebody at the table."""

    id: str
    name: Text
    role: Text


@dataclass(frozen=True)
class Move:
    """Something to say, to whom, and what comes back.

    `about` is a condition, or empty. It can be said once all of `after` and one of `after_any` were
    said, and not after a move that lists it in `instead_of`. `ends` says that it ends the talk:
    always, or when one of these was said before; `parting` is then said behind the reply. `stops`
    are the words of the reply by which they ask to be left alone, which ends it as well.
    """

    id: str
    to: str
    kind: Kind
    about: str
    says: Text
    reply: Text
    shows: Evidence | None
    after: tuple[str, ...]
    after_any: tuple[str, ...]
    instead_of: tuple[str, ...]
    ends: bool | tuple[str, ...]
    parting: Text | None
    stops: Text | None

    @property
    def tells(self) -> str:
        """The condition that the reply surely shows; empty for none."""
        return self.shows.condition if self.shows and self.shows.sure else ""

    @property
    def poor(self) -> bool:
        """Whether it is a poor wording of a question about a condition."""
        return self.kind in POOR

    def follows(self, last: str) -> bool:
        """Say whether it goes into what was answered to this move."""
        return last in self.after or last in self.after_any


@dataclass(frozen=True)
class Note:
    """What else is to be said of a condition where one of these moves was `said`."""

    said: tuple[str, ...]
    why: Text


@dataclass(frozen=True)
class KeyLevel:
    """What can be known of a condition in a talk: a level, or None, why, and by which moves.

    `why` is true whichever of `by` was said; `notes` are about replies that others never hear.
    """

    level: Level | None
    why: Text
    by: tuple[str, ...]
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True)
class Playthrough:
    """A way to play a talk, and what the debrief must say of it; `seed` lays its moves on offer.

    `answers` are the sheet as in a link: a digit or u for each condition, and an s for stop.
    """

    name: str
    seed: int
    moves: tuple[str, ...]
    answers: str
    says: Mapping[str, Any]


@dataclass(frozen=True, eq=False)
class Conversation:
    """A talk to play; `budget` is how many things one can say, `known` what the scene shows."""

    id: str
    version: int
    definition: str
    focus: str
    difficulty: str
    title: Text
    scene: Text
    budget: int
    known: tuple[Evidence, ...]
    people: tuple[Person, ...]
    moves: tuple[Move, ...]
    key: Mapping[str, KeyLevel]
    stop: bool
    playthroughs: tuple[Playthrough, ...]

    @cached_property
    def by_id(self) -> Mapping[str, Move]:
        """The moves by their ids."""
        return {move.id: move for move in self.moves}

    def person(self, person_id: str) -> Person:
        """Return somebody at the table."""
        return next(person for person in self.people if person.id == person_id)


def conversation_from(data: Mapping[str, Any]) -> Conversation:
    """Turn validated data into a conversation."""
    return Conversation(
        id=data["id"],
        version=data["version"],
        definition=data["definition"],
        focus=data["focus"],
        difficulty=data["difficulty"],
        title=data["title"],
        scene=data["scene"],
        budget=data["budget"],
        known=tuple(
            Evidence(condition, shown["level"], shown["words"])
            for condition, shown in data.get("known", {}).items()
        ),
        people=tuple(Person(**person) for person in data["people"]),
        moves=tuple(map(_move, data["moves"])),
        key={
            condition: KeyLevel(
                None if answer["level"] == "unknown" else answer["level"],
                answer["why"],
                tuple(answer.get("by", ())),
                tuple(Note(tuple(note["said"]), note["why"]) for note in answer.get("notes", ())),
            )
            for condition, answer in data["key"].items()
            if condition != "stop"
        },
        stop=data["key"].get("stop", False),
        playthroughs=tuple(map(_playthrough, data["playthroughs"])),
    )


def _move(data: Mapping[str, Any]) -> Move:
    shows, ends = data.get("shows"), data.get("ends", False)
    return Move(
        id=data["id"],
        to=data["to"],
        kind=data["kind"],
        about=data.get("about", ""),
        says=data["says"],
        reply=data["reply"],
        shows=Evidence(**shows) if shows else None,
        after=tuple(data.get("after", ())),
        after_any=tuple(data.get("after_any", ())),
        instead_of=tuple(data.get("instead_of", ())),
        ends=ends if isinstance(ends, bool) else tuple(ends),
        parting=data.get("parting"),
        stops=data.get("stops"),
    )


def _playthrough(data: Mapping[str, Any]) -> Playthrough:
    return Playthrough(
        name=data["name"],
        seed=data.get("seed", 0),
        moves=tuple(data["moves"]),
        answers=data["answers"],
        says=data["says"],
    )


def conversations_from(data: Sequence[Mapping[str, Any]]) -> dict[str, Conversation]:
    """Turn validated data into conversations, by their ids."""
    return {item["id"]: conversation_from(item) for item in data}
