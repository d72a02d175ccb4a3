"""The conversations that a learner has played, over time: in words, as pictures and as tables."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from quiz.sentences import Sentences, percent
from quiz.views import drawing
from quiz.views.picture import Picture, picture

DRAWN = 10
"""So many talks are drawn, the last ones; the table has them all."""

COMPARED = 6
"""From so many talks on the first three are set beside the last three."""


@dataclass(frozen=True)
class Played:
    """One talk: its title, the day, and how it went.

    `won` (0..1) is the share that the learner's questions had of what the best on offer could
    settle; `open` counts the open questions among the `asked`.
    """

    title: str
    on: date
    won: float
    open: int
    asked: int


def plays_of(played: Sequence[Played], say: Sentences) -> dict[str, Any]:
    """Return `count`, and `pictures` of what the questions settled and how many were open."""
    ordered = sorted(played, key=lambda one: one.on)
    pictures = [_won(ordered, say), _open(ordered, say)] if ordered else []
    return {"count": len(ordered), "pictures": pictures}


def _won(played: Sequence[Played], say: Sentences) -> Picture:
    words = say.phrase("plays_won_hint")
    if len(played) >= COMPARED:
        first, last = (_mean([one.won for one in some]) for some in (played[:3], played[-3:]))
        words = f"{words} {say.phrase('plays_compared', first=first, last=last)}"
    rows = [(one, percent(one.won), one.won) for one in played]
    return _picture("won", words, rows, say)


def _open(played: Sequence[Played], say: Sentences) -> Picture:
    rows = [
        (
            one,
            say.phrase("out_of", count=one.open, of=one.asked),
            one.open / one.asked if one.asked else 0.0,
        )
        for one in played
    ]
    return _picture("open", say.phrase("plays_open_hint"), rows, say)


def _picture(
    kind: str, words: str, rows: Sequence[tuple[Played, str, float]], say: Sentences
) -> Picture:
    title = say.phrase(f"plays_{kind}")
    bars = [
        drawing.Share(f"{say.day(one.on)}: {one.title}", figure, [("2", share)])
        for one, figure, share in rows[-DRAWN:]
    ]
    return picture(
        f"plays-{kind}",
        (title, words, ""),
        drawing.shares(title, bars),
        {
            "caption": title,
            "head": [say.phrase("plays_talk"), say.phrase("practice_day"), title],
            "rows": [[one.title, say.day(one.on), figure] for one, figure, _ in rows],
        },
    )


def _mean(shares: Sequence[float]) -> str:
    return percent(sum(shares) / len(shares))
