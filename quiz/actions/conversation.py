"""What the page of conversations asks: how a talk stands, what comes after, plays side by side."""

from collections.abc import Callable, Mapping
from typing import Any

from quiz.definition import Definition
from quiz.errors import PartMissingError
from quiz.sentences import Sentences
from quiz.sheet import day_from
from quiz.views.plays import Played, plays_of


def conversation(definition: Definition, request: Mapping[str, Any]) -> dict[str, Any]:
    """Return how a talk stands; PartMissingError where the part that plays it is to be fetched."""
    try:
        from quiz.conversations.conversation import conversation_from  # noqa: PLC0415 - see above
        from quiz.conversations.telling import as_shown, play_from, sheet_in  # noqa: PLC0415
    except ModuleNotFoundError:
        raise _missing() from None
    say = Sentences(definition, request["language"])
    talk = conversation_from(request["talk"])
    play = play_from(talk, say, request["seed"], request["moves"])
    return as_shown(play, sheet_in(request, play), day_from(request["today"], "today"), say)


def beside(definition: Definition, request: Mapping[str, Any]) -> dict[str, Any]:
    """Return plays of one talk side by side; PartMissingError as for `conversation`."""
    try:
        from quiz.conversations.beside import side_by_side  # noqa: PLC0415 - as above
    except ModuleNotFoundError:
        raise _missing() from None
    return side_by_side(
        request["talk"], request["lines"], Sentences(definition, request["language"])
    )


def _missing() -> PartMissingError:
    return PartMissingError("conversations", "talk", "what plays conversations")


def plays(definition: Definition, request: Mapping[str, Any]) -> dict[str, Any]:
    """Return the talks that were played, in words and pictures, oldest first."""
    say = Sentences(definition, request["language"])
    played = [
        Played(
            request["titles"].get(one["conversation"], one["conversation"]),
            day_from(one["on"], "plays"),
            one["won"],
            one["open"],
            len(one["moves"]),
            one.get("assumed"),
            one.get("tip", ""),
        )
        for one in request["plays"]
    ]
    return plays_of(played, say)


CONVERSATION_ACTIONS: Mapping[str, Callable[[Definition, Mapping[str, Any]], Any]] = {
    "conversation": conversation,
    "beside": beside,
    "plays": plays,
}
