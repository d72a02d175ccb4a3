"""A learner's progress as the page shows it: figures in words, a curve by day, what comes next."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

from quiz.definition import Definition
from quiz.practice import FEW, Agreement, Measure, Rated, agreement, by_day, latest, mixed_path
from quiz.sentences import Sentences
from quiz.views.drawing import Tree, tree

WIDTH, HEIGHT = 400, 130
"""The size of the curve's drawing, in its own units."""
LEFT, RIGHT = 40, 380
"""Where the first day's point is, and the last one's; a single one is in the middle."""
TOP, BOTTOM = 10, 110
"""How far down 100 % is, and 0 %."""


def progress_of(
    history: Sequence[Rated],
    cases: Sequence[str],
    today: date,
    definition: Definition,
    language: str,
) -> dict[str, Any]:
    """Return all there is to show of these ratings, as JSON data.

    Each figure has a `state`: `shown` with its `text`, `few` where it rests on too few answers to
    say anything, `undefined` where it cannot be worked out. `curve` is a drawing, None without a
    day to draw; `path` the cases to rate now, in order, and `next_due` the first day on which one
    comes back. `stop` counts the ticks for whom asked not to be contacted: right (`same`),
    `missed`, or `assumed`.
    """
    say, after = Sentences(definition, language), definition.repeat_after_days
    measured = agreement([pair for rated in history for pair in rated.pairs])
    days = by_day(history)
    due = [rated.on + timedelta(days=after) for rated in latest(history).values()]
    return {
        "ratings": len(history),
        "figures": {
            name: _figure(measure, words, few, say)
            for name, (measure, words, few) in _measures(measured).items()
        },
        "days": [
            [
                say.day(day),
                str(of_day.exact.of),
                _text(of_day.exact, _percent, say),
                _text(of_day.optimism, _signed, say),
            ]
            for day, of_day in days
        ],
        "curve": _curve(
            [of_day.exact.value for _, of_day in days if of_day.exact.value is not None]
        ),
        "path": mixed_path(cases, history, today, after),
        "next_due": say.day(min(due)) if due else "",
        "stop": {
            how: sum(rated.stop == how for rated in history)
            for how in ("same", "missed", "assumed")
        },
    }


type _Words = Callable[[float, Sentences], str]


def _measures(of: Agreement) -> dict[str, tuple[Measure, _Words, int]]:
    """Return each measure with how it is written and with how few answers it says nothing."""
    return {
        "exact": (of.exact, _percent, 1),
        "within": (of.within_one, _percent, 1),
        "kappa": (of.kappa, _decimal, FEW),
        "optimism": (of.optimism, _signed, 1),
        "assuming": (of.assuming, _percent, 1),
        "missed": (of.missed, _percent, 1),
    }


def _figure(measure: Measure, words: _Words, few: int, say: Sentences) -> dict[str, str]:
    state = "few" if measure.of < few else "undefined" if measure.value is None else "shown"
    return {"state": state, "text": _text(measure, words, say) if state == "shown" else ""}


def _text(measure: Measure, words: _Words, say: Sentences) -> str:
    return "" if measure.value is None else words(measure.value, say)


def _percent(share: float, _say: Sentences) -> str:
    return f"{int(100 * share + 0.5)}%"


def _decimal(number: float, say: Sentences) -> str:
    """Write a number with at most two decimals."""
    text = f"{number:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text.replace(".", say("decimal_mark"))


def _signed(number: float, say: Sentences) -> str:
    text = _decimal(number, say)
    return text if text == "0" or number < 0 else f"+{text}"


def _curve(shares: Sequence[float]) -> Tree | None:
    """Draw the share (0..1) of each day as a point, with a line through them."""
    if not shares:
        return None
    step = (RIGHT - LEFT) / (len(shares) - 1) if len(shares) > 1 else 0
    first = LEFT if len(shares) > 1 else (LEFT + RIGHT) / 2
    points = [
        (f"{first + index * step:g}", f"{BOTTOM - (BOTTOM - TOP) * share:g}")
        for index, share in enumerate(shares)
    ]
    marks = [(percent, BOTTOM - (BOTTOM - TOP) * percent // 100) for percent in (100, 50, 0)]
    rules = "".join(f"M{LEFT - 10} {y}H{RIGHT + 10}" for _, y in marks)
    return tree(
        "svg",
        {"class": "curve__picture", "viewBox": f"0 0 {WIDTH} {HEIGHT}", "role": "img"},
        tree("path", {"class": "curve__rule", "d": rules}),
        *(
            tree(
                "text",
                {"class": "curve__scale", "x": LEFT - 14, "y": y + 4, "text-anchor": "end"},
                f"{percent}%",
            )
            for percent, y in marks
        ),
        tree("path", {"class": "curve__line", "d": "M" + "L".join(f"{x} {y}" for x, y in points)}),
        *(tree("circle", {"cx": x, "cy": y, "r": 4}) for x, y in points),
    )
