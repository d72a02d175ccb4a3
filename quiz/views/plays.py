"""The conversations that a learner has played, over time: in words, as pictures and as tables."""

from collections import Counter
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


NO_HABIT = ("well", "went-on")
"""What a tip can be about that is no slip, or cost no more than time."""

TWICE = 2
"""What a tip was about so many times is a habit."""

RECENT = 3
"""The last so many talks show whether a habit fades."""


@dataclass(frozen=True)
class Played:
    """One talk: its title, the day, and how it went.

    `won` (0..1) is what the learner's words settled, as a share of that and of what was lost;
    `open` counts the open questions among the `asked`. `assumed` counts the answers that
    nothing had shown, and `tip` names what the tip was about; None and empty where it was not kept.
    """

    title: str
    on: date
    won: float
    open: int
    asked: int
    assumed: int | None = None
    tip: str = ""


def plays_of(played: Sequence[Played], say: Sentences) -> dict[str, Any]:
    """Return `count`, `pictures` and the `habit` that most tips were about.

    The pictures are of what the questions settled, how many were open, and how much was assumed.
    """
    ordered = sorted(played, key=lambda one: one.on)
    pictures = [_won(ordered, say), _open(ordered, say)] if ordered else []
    told = [one for one in ordered if one.assumed is not None]
    if told:
        pictures.append(_assumed(told, say))
    return {"count": len(ordered), "pictures": pictures, "habit": _habit(ordered, say)}


def _habit(played: Sequence[Played], say: Sentences) -> dict[str, str] | None:
    """Return the costliest habit, what most tips were about, and in words whether it fades.

    Of habits that are as frequent the one that came up last; None where no habit came up twice.
    """
    told = [one for one in played if one.tip]
    counts = Counter(one.tip for one in told if one.tip not in NO_HABIT)
    often = max(counts.values(), default=0)
    if often < TWICE:
        return None
    habit = next(one.tip for one in reversed(told) if counts[one.tip] == often)
    again = sum(one.tip == habit for one in told[-RECENT:])
    words = [say.phrase("plays_habit", count=often, of=len(told))]
    if len(told) > RECENT and again:
        words.append(say.phrase("plays_habit_still", count=again, of=RECENT))
    elif len(told) > RECENT:
        words.append(say.phrase("plays_habit_gone", of=RECENT))
    return {"tip": habit, "words": " ".join(words)}


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


def _assumed(played: Sequence[Played], say: Sentences) -> Picture:
    of = len(say.definition.ids)
    rows = [
        (one, say.phrase("out_of", count=one.assumed or 0, of=of), (one.assumed or 0) / of)
        for one in played
    ]
    return _picture("assumed", say.phrase("plays_assumed_hint"), rows, say)


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
