"""Small conversations for tests, as data."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from quiz.conversations.conversation import Conversation, conversation_from
from quiz.conversations.play import Play
from tests.unit.shipped_definition import DEFINITION


def text(words: str) -> dict[str, str]:
    """Return the same words in both languages."""
    return {"nl": words, "en": words}


def move(name: str, kind: str = "open", about: str = "", **more: Any) -> dict[str, Any]:
    """Return a move; `shows` is a level, with `unsure` one that the speaker cannot know."""
    shows, unsure = more.pop("shows", None), more.pop("unsure", False)
    made: dict[str, Any] = {
        "id": name,
        "to": more.pop("to", "anna"),
        "kind": kind,
        "says": text(f"Says {name}?"),
        "reply": text(f"Well, {name} it is."),
        **({"about": about} if about else {}),
        **more,
    }
    if shows is not None:
        made["shows"] = {"condition": about, "level": shows, "words": text(f"{name} it is")}
        if unsure:
            made["shows"]["sure"] = False
    return made


MOVES = [
    move("need-open", about="need", shows=3),
    move("need-closed", "closed", "need"),
    move("need-pitch", "pitch", "need"),
    move("means-open", about="means"),
    move("means-who", about="means", shows=2, after=["means-open"]),
    move("means-bob", about="means", shows=2, unsure=True, to="bob"),
    move("means-leading", "leading", "means"),
    move("urgency-open", about="urgency", shows=0),
    move("urgency-leading", "leading", "urgency"),
    move("urgency-pitch", "pitch", "urgency", ends=["need-pitch"], parting=text("Out you go.")),
    move("trust-open", about="trust"),
    move("trust-closed", "closed", "trust"),
    move("trust-leading", "leading", "trust"),
    move("attention-open", about="attention", shows=2),
    move("attention-leading", "leading", "attention"),
    move("attention-pitch", "pitch", "attention", instead_of=["attention-leading"]),
    move("dog", "small-talk"),
    move("bye", "close", ends=True),
    move("again", "closed", "attention", stops=text("again it is")),
]
"""Of a talk in which all but trust can be known: park."""

WORDS = " ".join(["word"] * 45)


def talk(moves: list[dict[str, Any]] | None = None, **more: Any) -> dict[str, Any]:
    """Return a sound talk as data, with these moves and other keys of its own."""
    made = {
        "id": "made-up",
        "version": 1,
        "definition": DEFINITION.ref,
        "focus": "need",
        "difficulty": "easy",
        "title": text("Made up"),
        "scene": text(WORDS),
        "budget": 5,
        "people": [
            {"id": "anna", "name": text("Anna"), "role": text("owner")},
            {"id": "bob", "name": text("Bob"), "role": text("clerk")},
        ],
        "moves": moves if moves is not None else MOVES,
        "key": {
            "need": {"level": 3, "why": text("why need"), "by": ["need-open"]},
            "means": {"level": 2, "why": text("why means"), "by": ["means-who"]},
            "trust": {"level": "unknown", "why": text("why trust")},
            "urgency": {"level": 0, "why": text("why urgency"), "by": ["urgency-open"]},
            "attention": {"level": 2, "why": text("why attention"), "by": ["attention-open"]},
            "stop": True,
        },
        "playthroughs": [],
    }
    return {**made, **more}


def conversation(moves: list[dict[str, Any]] | None = None, **more: Any) -> Conversation:
    """Return it as an object."""
    return conversation_from(talk(moves, **more))


MADE_UP = conversation_from(talk())


def after(*moves: str, seed: int = 0, of: Mapping[str, Any] | None = None) -> Play:
    """Return a play after these moves, on offer or not."""
    return Play(conversation_from(of) if of else MADE_UP, DEFINITION, seed, moves)


@cache
def played(*moves: str) -> Play:
    """Return a play of the made-up talk in which each of these moves was on offer."""
    return next(after(*moves, seed=seed) for seed in range(20_000) if was_offered(moves, seed))


def was_offered(moves: Sequence[str], seed: int) -> bool:
    """Say whether this seed puts each of these moves on offer in its turn."""
    return all(
        name in [one.id for one in after(*moves[:count], seed=seed).offer()]
        for count, name in enumerate(moves)
    )
