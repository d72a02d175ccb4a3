"""A learner's progress as the page shows it: all answers in words and pictures, what comes next.

What a beginner reads counts every answer, unknown ones too. The measures of agreement, most of
which rest on part of the answers, are for the coach.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from quiz.definition import Definition
from quiz.practice import (
    FEW,
    Agreement,
    Comparison,
    Measure,
    Rated,
    Tally,
    agreement,
    by_condition,
    by_day,
    due_cases,
    hardest,
    latest,
    mixed_path,
    tally,
)
from quiz.report import later
from quiz.sentences import Sentences, capital, percent
from quiz.views import drawing
from quiz.views.picture import Picture, picture

MISTAKES: Sequence[Comparison] = ("assumed", "missed", "higher", "lower")
"""What an answer can be that is not right, in the order in which it is told."""

FEW_CASES = 3
"""After fewer ratings than this no condition is called the one that goes best or worst."""

MOST_HARDEST = 3
"""Of more cases that went equally badly none stands out."""

DAYS_DRAWN = 10
"""So many days are drawn, the last ones; the table has them all."""


@dataclass(frozen=True)
class Choice:
    """The cases that the learner chose among, in the order for new ones.

    `titles` and `pairs`, the look-alike of a case that has one, are of as many as the page knows.
    """

    cases: Sequence[str]
    titles: Mapping[str, str]
    pairs: Mapping[str, str]


def progress_of(
    history: Sequence[Rated],
    choice: Choice,
    today: date,
    definition: Definition,
    language: str,
) -> dict[str, Any]:
    """Return all there is to show of these ratings, as JSON data.

    `right` says how many of all answers were right and what the others were, `tally` counts them;
    `last_time` says how the case that was rated last went on the day before that.
    `pictures` shows them by condition and by day, `hardest` names the case that went worst.

    `figures` are the measures for the coach, each with a `state`: `shown` with its `text`, `few`
    where it rests on too few answers to say anything, `undefined` where it cannot be worked out.
    `stop` counts the ticks for whom asked not to be contacted: right (`same`), `missed`, or
    `assumed`.

    `path` are the cases to rate now, in order, `due` is how many of them have come back, and
    `place` where the learner is among those chosen; `next_due` is the first day on which one of
    them comes back, in words, and `comes_back` has the day for each case.
    """
    say, after = Sentences(definition, language), definition.repeat_after_days
    days = {case: comes_back(rated.on, definition) for case, rated in latest(history).items()}
    chosen = [day for case, day in days.items() if case in choice.cases]
    path = mixed_path(choice.cases, history, today, after, choice.pairs)
    measured = agreement([pair for rated in history for pair in rated.pairs])
    counts = tally(pair for rated in history for pair in rated.pairs)
    return {
        "ratings": len(history),
        "right": all_in_words(counts, say) if history else "",
        "last_time": _last_time(history, say),
        "tally": counts,
        "pictures": [_conditions(history, say), _days(history, say)] if history else [],
        "hardest": _hardest(history, choice.titles, say),
        "figures": {
            name: _figure(measure, words, few, say)
            for name, (measure, words, few) in _measures(measured).items()
        },
        "path": path,
        "due": len(due_cases(choice.cases, history, today, after)),
        "place": {"number": len(choice.cases) - len(path) + 1, "of": len(choice.cases)},
        "next_due": say.day(min(chosen)) if chosen else "",
        "comes_back": {case: day.isoformat() for case, day in days.items()},
        "stop": {
            how: sum(rated.stop == how for rated in history)
            for how in ("same", "missed", "assumed")
        },
    }


def comes_back(on: date, definition: Definition) -> date:
    """Return the day on which a case comes back that was rated on this one."""
    return later(on, definition.repeat_after_days)


def _last_time(history: Sequence[Rated], say: Sentences) -> str:
    """Say how the case that was rated last went before; nothing on the first day with it."""
    before = [
        rated for rated in history if rated.case == history[-1].case and rated.on < history[-1].on
    ]
    if not before:
        return ""
    last = latest(before)[history[-1].case]
    return say.phrase("practice_last_time", right=_right(tally(last.pairs), say))


def all_in_words(counts: Tally, say: Sentences) -> str:
    """Say how many answers were right, and how often they were wrong in which way."""
    wrong = [
        say.phrase(f"practice_{outcome}", count=counts[outcome])
        for outcome in MISTAKES
        if counts[outcome]
    ]
    told = [capital(_right(counts, say)), *([say.both(wrong)] if wrong else [])]
    return f"{'; '.join(told)}."


def case_in_words(outcomes: Mapping[str, Comparison], say: Sentences) -> str:
    """Say how many answers to one case were right, and what went wrong at which condition."""
    told = [f"{capital(_right(Counter(outcomes.values()), say))}."]
    for outcome in MISTAKES:
        # With commas alone: a name may itself have an “and” in it.
        names = say.names(condition for condition, how in outcomes.items() if how == outcome)
        if names:
            told.append(say.phrase(f"practice_case_{outcome}", conditions=names))
    return " ".join(told)


def _right(counts: Tally, say: Sentences) -> str:
    right, of = counts["same"], sum(counts.values())
    return say.phrase("practice_all_right" if right == of else "practice_right", right=right, of=of)


def _conditions(history: Sequence[Rated], say: Sentences) -> Picture:
    """Show how many answers to each condition were right; all have as many answers."""
    tallies = by_condition(history)
    ids = say.definition.ids
    right = [counts["same"] for counts in tallies]
    most, least, of = max(right), min(right), len(history)
    if of < FEW_CASES:
        words = say.phrase("practice_one_case" if of == 1 else "practice_few_cases", count=of)
    elif most == least:
        words = say.phrase("practice_even", right=most, of=of)
    else:
        best, worst = (
            say.names(id_ for id_, count in zip(ids, right, strict=True) if count == end)
            for end in (most, least)
        )
        words = say.phrase(
            "practice_best_and_worst", best=best, most=most, worst=worst, least=least, of=of
        )
    rows = [(capital(say.names([id_])), n) for id_, n in zip(ids, tallies, strict=True)]
    head = capital(say.phrase("head_condition"))
    return _picture("conditions", words, rows, head, say)


def _days(history: Sequence[Rated], say: Sentences) -> Picture:
    """Show how many answers of each day were right."""
    days = by_day(history)
    (first, then), (last, now) = days[0], days[-1]
    words = (
        say.phrase("practice_one_day")
        if len(days) == 1
        else say.phrase(
            "practice_first_and_last",
            first=say.day(first),
            then=_right(then, say),
            last=say.day(last),
            now=_right(now, say),
        )
    )
    rows = [(say.day(day), counts) for day, counts in days]
    return _picture("days", words, rows, say.phrase("practice_day"), say)


def _picture(
    id_: str, words: str, rows: Sequence[tuple[str, Tally]], head: str, say: Sentences
) -> Picture:
    """Return a picture with a bar and a line of its table for each row."""
    title = say.phrase(f"practice_{id_}")
    outcomes: Sequence[Comparison] = ("same", *MISTAKES)
    drawn = rows[-DAYS_DRAWN:]
    bars = [_bar(name, counts, say) for name, counts in drawn]
    striped = any(counts["assumed"] for _, counts in drawn)
    key = say.phrase("practice_key_assumed" if striped else "practice_key")
    return picture(
        id_,
        (title, f"{words} {key}", ""),
        drawing.shares(title, bars),
        {
            "caption": say.phrase(f"practice_{id_}_table"),
            "head": [
                head,
                *(say.phrase(f"practice_head_{outcome}") for outcome in outcomes),
                say.phrase("practice_head_of"),
            ],
            "rows": [
                [name, *(str(counts[how]) for how in outcomes), str(sum(counts.values()))]
                for name, counts in rows
            ],
        },
    )


def _bar(name: str, counts: Tally, say: Sentences) -> drawing.Share:
    """Return a bar of what was right, and behind it in stripes what was assumed."""
    of = sum(counts.values())
    parts = [("2", counts["same"] / of), ("unknown", counts["assumed"] / of)]
    return drawing.Share(name, say.phrase("out_of", count=counts["same"], of=of), parts)


def _hardest(history: Sequence[Rated], titles: Mapping[str, str], say: Sentences) -> str:
    """Name the case that went worst, or a few; nothing where none stands out among those rated."""
    cases = hardest(history)
    if not 0 < len(cases) <= MOST_HARDEST or len(cases) == len(latest(history)):
        return ""
    if not titles.keys() >= set(cases):
        return ""
    counts = tally(pair for rated in history if rated.case == cases[0] for pair in rated.pairs)
    key = "practice_hardest" if len(cases) == 1 else "practice_hardest_each"
    names = say.both([f"“{titles[case]}”" for case in cases])
    return say.phrase(key, cases=names, right=_right(counts, say))


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
    return percent(share)


def _decimal(number: float, say: Sentences) -> str:
    """Write a number with at most two decimals."""
    text = f"{number:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text.replace(".", say("decimal_mark"))


def _signed(number: float, say: Sentences) -> str:
    text = _decimal(number, say)
    return text if text == "0" or number < 0 else f"+{text}"
