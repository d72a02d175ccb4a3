"""Plays of one talk side by side: where their ways part, and what each heard and made of it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from quiz.conversations.conversation import Conversation, conversation_from
from quiz.conversations.debrief import Compared, compare
from quiz.conversations.play import Play
from quiz.conversations.telling import asides, level_word, play_from, sheet_in, to_whom
from quiz.definition import Answer
from quiz.errors import InputError
from quiz.sentences import Sentences, capital

LEAST, MOST = 2, 8
"""So many plays fit beside each other."""

LONGEST_NAME = 30

BEFORE = re.compile(r"(.*?)(?:\w+://|[^\s:]*(?:#|%(?:25)*23)c\d)", re.IGNORECASE | re.DOTALL)
"""What stands before the address of a link to a play."""

STAMP = re.compile(r"^\s*\[[^]]*\]")
"""The time that a chat puts before a name."""


@dataclass(frozen=True)
class Side:
    """One of the plays: whose it is, and its sheet beside what it surely heard."""

    name: str
    play: Play
    compared: Compared


def side_by_side(
    talk: Mapping[str, Any] | None, lines: Sequence[Mapping[str, Any]], say: Sentences
) -> dict[str, Any]:
    """Return plays side by side as JSON data, or what is wrong with the lines they stand on.

    A line has its number (`line`, from 1), its `text`, and the `play` that its link has, or the
    `problem` with that. `talk` is the talk of the first play, None where no line has one. `wrong`
    lists each problem with its line, 0 for all of them; `shown` is None where there is any.
    """
    conversation = conversation_from(talk) if talk else None
    sides: list[Side] = []
    wrong: list[dict[str, Any]] = []
    for number, line in enumerate(lines, 1):
        problem = "many" if number > MOST else line.get("problem", "")
        if conversation and not problem:
            found = _side(conversation, line, str(number), say)
            if isinstance(found, Side):
                sides.append(found)
            else:
                problem = found
        if problem:
            wrong.append({"line": line["line"], "what": problem})
        if number > MOST:
            break
    if len(lines) < LEAST and not wrong:
        wrong.append({"line": 0, "what": "few"})
    return {"wrong": wrong, "shown": None if wrong else _shown(sides, say)}


def name_in(text: str) -> str:
    """Return the name before a link on its line; empty where there is none."""
    before = BEFORE.match(text)
    name = STAMP.sub("", before[1] if before else "")
    return " ".join(name.split()).strip(" :;,.-–—<([“\"'")[:LONGEST_NAME].rstrip()


def _side(talk: Conversation, line: Mapping[str, Any], number: str, say: Sentences) -> Side | str:
    """Return the play of a line, or what is wrong with it."""
    given = line["play"]
    if given["conversation"] != talk.id:
        return "talk"
    if given["version"] != talk.version:
        return "version"
    try:
        play = play_from(talk, say, given["seed"], given["moves"])
        sheet = sheet_in(given, play)
    except InputError:
        return "offer"
    assert sheet is not None
    return Side(name_in(line["text"]) or number, play, compare(play, sheet))


def _shown(sides: Sequence[Side], say: Sentences) -> dict[str, Any]:
    ways = [side.play.moves for side in sides]
    longest = max(map(len, ways))
    same = next(
        (turn for turn in range(longest) if len({way[: turn + 1] for way in ways}) > 1), longest
    )
    return {
        "title": sides[0].play.conversation.title[say.language],
        "names": [side.name for side in sides],
        "parted": _parted(same, longest),
        "same": same,
        "seeds": len({side.play.seed for side in sides}) > 1,
        "turns": [[_said(side.play, turn, say) for side in sides] for turn in range(longest)],
        "rows": [*_conditions(sides, say), *_stop(sides, say)],
        "verdicts": [_verdicts(side.compared, say) for side in sides],
    }


def _parted(same: int, longest: int) -> str:
    """Say where the ways parted: in no turn, in the first, or after `same` turns."""
    if not longest:
        return "silent"
    if same == longest:
        return "never"
    return "later" if same else "at-once"


def _said(play: Play, turn: int, say: Sentences) -> dict[str, str] | None:
    """Return what was said in a turn, from 0, to whom, and the reply; None where it was over."""
    if turn >= len(play.moves):
        return None
    move = play.conversation.by_id[play.moves[turn]]
    return {
        "says": move.says[say.language],
        "to": to_whom(move, play.conversation, say.language),
        "name": play.conversation.person(move.to).name[say.language],
        "reply": move.reply[say.language],
    }


def _conditions(sides: Sequence[Side], say: Sentences) -> Iterator[dict[str, Any]]:
    for place, condition in enumerate(say.definition.ids):
        yield {
            "id": condition,
            "name": capital(say.names([condition])),
            "cells": [_cell(side, place, condition, say.language) for side in sides],
        }


def _cell(side: Side, place: int, condition: str, language: str) -> dict[str, str]:
    both = side.compared
    mine, heard = both.sheet.answers[place], both.heard.answers[place]
    return {
        "heard": level_word(heard),
        "mine": level_word(mine),
        "outcome": _outcome(side, mine, heard, condition, language),
    }


def _outcome(side: Side, mine: Answer, heard: Answer, condition: str, language: str) -> str:
    """Say how an answer compares: `open` rightly left so, `unproven` where it came up."""
    outcome = side.compared.outcomes[condition]
    if mine is None and heard is None:
        return "open"
    if outcome == "assumed" and any(asides(side.play, condition, language)):
        return "unproven"
    return outcome


def _stop(sides: Sequence[Side], say: Sentences) -> Iterator[dict[str, Any]]:
    """Yield the row about being left alone, where anybody asked for it or ticked it."""
    if any(side.compared.stop for side in sides):
        cells = [
            {
                "heard": "yes" if side.compared.heard.stop else "no",
                "mine": "yes" if side.compared.sheet.stop else "no",
                "outcome": side.compared.stop or "",
            }
            for side in sides
        ]
        yield {"id": "stop", "name": capital(say.of_stop("name")), "cells": cells}


def _verdicts(both: Compared, say: Sentences) -> dict[str, Any]:
    return {
        "heard": capital(say.verdict_name(both.key_verdict)),
        "mine": capital(say.verdict_name(both.verdict)),
        "same": both.verdict == both.key_verdict,
    }
