"""What the page of conversations needs: the talks, where they lie, and one of them to read."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from content import Site
from data_files import publish
from quiz.conversations.conversation import conversation_from
from quiz.conversations.debrief import sheet_of
from quiz.conversations.play import Play
from quiz.conversations.telling import as_shown
from quiz.sentences import Sentences

FOLDER = "assets/conversations/"
EXAMPLE_DAY = date(2026, 11, 24)


def conversations(site: Site, language: str) -> Mapping[str, Any]:
    """Take all talks with the address of each, and the first as an experienced seller plays it."""
    talks = [
        {**talk, "at": publish(FOLDER, talk["id"], json.dumps(talk, ensure_ascii=False).encode())}
        for talk in site.talks
    ]
    return {"talks": talks, "worked": _worked(site, language) if talks else None}


def _worked(site: Site, language: str) -> Mapping[str, Any]:
    talk = conversation_from(site.talks[0])
    played = talk.playthroughs[0]
    play = Play(talk, site.definition, played.seed, played.moves)
    say = Sentences(site.definition, language)
    shown = as_shown(play, sheet_of(played.answers), EXAMPLE_DAY, say)
    turning = [
        (talk.key[move.tells].why[language] if move.tells else "")
        for move in (talk.by_id[name] for name in played.moves)
    ]
    return {**shown, "turning": turning}
