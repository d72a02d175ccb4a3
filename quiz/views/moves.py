"""What moved in a list of prospects: who, from what to what, and when."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from quiz.prospect import Check, Prospect
from quiz.report import report_on_answers
from quiz.views.drawing import Child, Tree, tree
from quiz.views.picture import Picture, picture
from quiz.views.pictures import Listed
from quiz.views.row import outcome_name
from quiz.views.standing import standing_name, standing_of

RECENT = timedelta(days=28)
MOST = 8
"""So many are shown, and in the table all of them."""


@dataclass(frozen=True)
class Move:
    """A prospect that went from one verdict to another, or was closed, on a day.

    `before` and `after` are names, as within a sentence. `listed` when a list brought it.
    """

    prospect: Prospect
    before: str
    after: str
    on: date
    listed: bool = False


def moves_of(of: Listed) -> list[Move]:
    """Return what moved, the latest first.

    A first check moves nothing, and one in which nothing is known is none. Of several checks of one
    day the last counts: the others were corrected.
    """
    found = [move for prospect in of.all for move in _moves(prospect, of)]
    return sorted(found, key=lambda move: (-move.on.toordinal(), move.prospect.name))


def _moves(prospect: Prospect, of: Listed) -> Iterable[Move]:
    before = ""
    first = date.max
    for check in _by_day(prospect.checks):
        on, after = check.sheet.on or date.min, _name(check, of)
        if before and after != before:
            yield Move(prospect, before, after, on, check.listed)
        before, first = after, min(first, on)
    end = prospect.outcome
    if before and end and end.on and end.on > first:
        yield Move(prospect, before, outcome_name(prospect, of.say), end.on)


def _by_day(checks: Sequence[Check]) -> Iterable[Check]:
    """Yield the last check of each day, without those in which nothing is known."""
    known = [check for check in checks if check.sheet.stop or not check.sheet.empty]
    return {check.sheet.on: check for check in known}.values()


def _name(check: Check, of: Listed) -> str:
    report = report_on_answers(of.definition, check.sheet.answers, check.sheet.stop)
    return standing_name(standing_of(report), of.say)


def moved(of: Listed) -> Picture:
    """Show what moved, by name."""
    phrase = of.say.phrase
    moves = moves_of(of)
    recent = sum(of.today - RECENT < move.on <= of.today for move in moves)
    title = phrase("verdicts_title")
    if moves:
        words, empty = phrase("moved_how", count=recent), ""
    else:
        words, empty = "", phrase("moved_none" if of.open else "nothing_open")
    return picture(
        "verdicts",
        (title, words, empty),
        _drawn(title, moves, of) if moves else None,
        {
            "caption": phrase("moved_table"),
            "head": [
                phrase("report_prospect"),
                *(phrase(f"head_{key}") for key in ("before", "after", "on")),
            ],
            "rows": [
                [move.prospect.name, move.before, move.after, of.say.day(move.on)] for move in moves
            ],
        },
    )


def _drawn(title: str, moves: Sequence[Move], of: Listed) -> Tree:
    lines: list[Child] = [
        tree(
            "li",
            {},
            of.link(move.prospect, {"class": "moves__name", "dir": "auto"}, move.prospect.name),
            f": {_sentence(move, of)}",
        )
        for move in moves[:MOST]
    ]
    if len(moves) > MOST:
        lines.append(tree("li", {}, of.say.phrase("more", count=len(moves) - MOST)))
    return tree("ul", {"class": "picture moves", "aria-label": title}, *lines)


def _sentence(move: Move, of: Listed) -> str:
    on = of.say.near(move.on, of.today)
    said = of.say.phrase("moved", before=move.before, after=move.after, on=on)
    return of.say.phrase("moved_listed", move=said) if move.listed else said
