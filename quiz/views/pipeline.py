"""A list of prospects as a whole: this week, its pictures and what came of it.

Everything here is plain data in the words of one language. Closed prospects count in the outcomes
alone, and in the verdicts over time until they were closed.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from quiz.definition import Definition
from quiz.prospect import Next, Prospect
from quiz.report import iso, report_on_answers
from quiz.sentences import Sentences, capital
from quiz.sheet import Sheet
from quiz.views import agenda, drawing, outcomes
from quiz.views.agenda import AgendaItem
from quiz.views.heat import heat
from quiz.views.moves import moved
from quiz.views.pictures import Listed, numbers, sellers, verdict_name, weakest
from quiz.views.standing import at_a_glance
from quiz.wording import question, reason_words


def pictures(
    prospects: Sequence[Prospect],
    definition: Definition,
    today: date,
    language: str,
    by_seller: bool = False,
) -> dict[str, Any]:
    """Return all there is to show of these prospects as of today, in words and pictures.

    The keys: `count` of the open and `closed` ones, `glance` (the open ones by where they stand and
    by what cannot wait), `week` (what to do), `ahead` (the first thing after it, None for none),
    `coming` (counts by day, as `agenda.Agenda` has them), `pictures`, `outcomes`. Names in pictures
    lead to `#id=…`.
    """
    found = agenda.agenda_of(prospects, definition, today)
    say = Sentences(definition, language)
    list_of = Listed(prospects, definition, today, language)
    shown = [heat(list_of), weakest(list_of), moved(list_of)]
    if by_seller:
        shown.append(sellers(list_of))
    return {
        "count": len(list_of.open),
        "closed": len(prospects) - len(list_of.open),
        "glance": at_a_glance(list_of.open, definition, today),
        "week": [_week_item(item, say) for item in found.items],
        "ahead": found.ahead and _ahead(*found.ahead, say),
        "coming": {"week": _by_day(found.begins), "stale": _by_day(found.old)},
        "pictures": shown,
        "outcomes": _win_rates(list_of),
    }


def week(
    prospects: Sequence[Prospect], definition: Definition, today: date, language: str
) -> list[dict[str, Any]]:
    """Return what asks for attention this week, most urgent first, each with why and a question."""
    say = Sentences(definition, language)
    return [_week_item(item, say) for item in agenda.this_week(prospects, definition, today)]


def _week_item(item: AgendaItem, say: Sentences) -> dict[str, Any]:
    """Return what one prospect asks for: why, in sentences, and the question to ask."""
    report = item.report
    return {
        "id": item.prospect.id,
        "name": item.prospect.name,
        "kind": item.kind,
        "on": iso(item.on),
        "text": " ".join(_week_sentence(reason, item, say) for reason in item.reasons),
        # Who was let go is at most reminded of what was agreed.
        "ask": "" if report.verdict == "walk-away" else question(report, say),
        "overdue": item.overdue,
    }


def _ahead(day: date, item: AgendaItem, say: Sentences) -> dict[str, Any]:
    today = item.report.today
    return {**_week_item(item, say), "title": say.phrase("week_ahead", on=say.near(day, today))}


def _by_day(counts: Counter[date]) -> dict[str, int]:
    return {day.isoformat(): counts[day] for day in sorted(counts)}


def _week_sentence(reason: agenda.Reason, item: AgendaItem, say: Sentences) -> str:
    today, kind, step = item.report.today, reason.kind, item.prospect.next
    if kind == "stalled":
        return stalled_sentence(say)
    if kind == "stale":
        return say.phrase("week_stale", on=say.near(item.prospect.sheet.on, today))
    if kind == "unplanned":
        key = "week_unplanned_day" if step else "week_unplanned"
        return say.phrase(key, what=step.what if step else "")
    if kind == "ask":
        return _ask_sentence(item, say)
    if kind == "next":
        assert step
        return next_sentence(step, say, today)
    key = f"week_{kind.replace('-', '_')}{_when(reason.on, today)}"
    return say.phrase(key, on=say.near(reason.on, today))


def _ask_sentence(item: AgendaItem, say: Sentences) -> str:
    """Say why this is the next best thing: a step without a day, or what the verdict comes from."""
    if item.prospect.next:
        return next_sentence(item.prospect.next, say, item.report.today)
    if item.report.sheet.empty:
        return say.phrase("week_unasked")
    verdict = capital(say.verdict_name(item.report.verdict))
    return say.phrase("week_ask", verdict=verdict, reason=reason_words(item.report, say))


def stalled_sentence(say: Sentences) -> str:
    """Say that a prospect is not moving."""
    verdict, park = say.verdict_name("develop"), say.verdict_name("park")
    return say.phrase("week_stalled", verdict=verdict, park=park)


def next_sentence(step: Next, say: Sentences, today: date) -> str:
    """Say what the next step is, and when."""
    what = step.what or say.phrase("week_next_unnamed")
    return say.phrase(f"week_next{_when(step.on, today)}", what=what, on=say.near(step.on, today))


def _when(day: date | None, today: date) -> str:
    """Return the end of the key of the sentence for a day like this one."""
    if day is None:
        return "_undated"
    if day > today:
        return ""
    return "_today" if day == today else "_late"


def _win_rates(of: Listed) -> dict[str, Any]:
    phrase = of.say.phrase
    rows = outcomes.win_rates(of.all, of.definition)
    closed = sum(row.closed for row in rows)
    table = None
    if closed:
        table = {
            "caption": phrase("outcomes_table"),
            "head": [phrase(f"head_{key}") for key in ("verdict", "closed", "won", "rate")],
            "rows": [
                [
                    verdict_name(row.verdict, of),
                    str(row.closed),
                    # Below five nothing is said, not even how many of them were won.
                    phrase("outcomes_silent") if row.rate is None else str(row.won),
                    phrase("outcomes_too_few")
                    if row.rate is None or row.low is None or row.high is None
                    else phrase(
                        "outcomes_rate",
                        won=row.won,
                        closed=row.closed,
                        rate=_percent(row.rate),
                        low=_percent(row.low),
                        high=_percent(row.high),
                    ),
                ]
                for row in rows
                if row.closed
            ],
        }
    return {
        "title": phrase("outcomes_title"),
        "intro": phrase("outcomes_intro", closed=closed) if closed else phrase("outcomes_none"),
        "table": table,
        "note": _win_rates_note(rows, phrase),
        **_links(of),
    }


def _links(of: Listed) -> dict[str, Any]:
    """Return which link broke, and which held: `links`, as sentences, and `links_table`.

    Below five answers of a kind there is a sentence that says so, and no figure: not even whether
    any prospect ended that way. While nothing is closed, nothing is said.
    """
    phrase = of.say.phrase
    told = outcomes.links(of.all, of.definition) if len(of.open) < len(of.all) else ()
    kinds = [("held" if one.held else "broke", one) for one in told]
    shown = [(kind, one.counts) for kind, one in kinds if one.counts is not None]
    return {
        "links": [
            phrase(f"outcomes_{kind}_few")
            if one.counts is None
            else phrase(f"outcomes_{kind}", count=one.told)
            for kind, one in kinds
        ],
        "links_table": {
            "caption": phrase("outcomes_links"),
            "head": [phrase("head_condition"), *(phrase(f"head_{kind}") for kind, _ in shown)],
            "rows": [
                [
                    capital(condition.name[of.say.language]),
                    *(str(counts[place]) for _, counts in shown),
                ]
                for place, condition in enumerate(of.definition.conditions)
            ],
        }
        if shown
        else None,
    }


def _win_rates_note(rows: Sequence[outcomes.WinRate], phrase: Callable[[str], str]) -> str:
    if all(row.rate is None for row in rows):
        return phrase("outcomes_note_few") if any(row.closed for row in rows) else ""
    return phrase("outcomes_note")


def history(prospect: Prospect, definition: Definition, language: str) -> dict[str, Any]:
    """Return how one prospect's chain changed: a picture without `id` and `empty`.

    With one check there is nothing to compare: `drawing` is None, the table has its one row.
    """
    say = Sentences(definition, language)
    title = say.phrase("history_title")
    sheets = [check.sheet for check in prospect.checks]
    names = [capital(condition.name[language]) for condition in definition.conditions]
    columns = [[sheet.answers[i] for sheet in sheets] for i in range(len(names))]
    return {
        "title": title,
        "description": _history_words(sheets, say),
        "drawing": drawing.bands(
            title,
            [
                drawing.Band(name, say.level(levels[-1]), len(levels), drawing.level_paths(levels))
                for name, levels in zip(names, columns, strict=True)
            ],
            numbers(len(sheets)),
        )
        if len(sheets) > 1
        else None,
        "table": {
            "caption": say.phrase("history_table"),
            "head": [say.phrase("head_check"), *names, say.phrase("head_verdict")],
            "rows": [
                [
                    f"{number} · {say.day(sheet.on) or say.phrase('no_day')}",
                    *(say.level(level) for level in sheet.answers),
                    _verdict_then(sheet, say),
                ]
                for number, sheet in enumerate(sheets, 1)
            ],
        },
    }


def _verdict_then(sheet: Sheet, say: Sentences) -> str:
    """Return the verdict of a check, with what stood above it."""
    name = say.verdict_name(report_on_answers(say.definition, sheet.answers, sheet.stop).verdict)
    return f"{name} ({say.of_stop('name')})" if sheet.stop else name


def _history_words(sheets: Sequence[Sheet], say: Sentences) -> str:
    """Say from when to when the checks are, and what the last one changed."""
    if len(sheets) == 1:
        return say.phrase("history_one")
    first, last = say.day(sheets[0].on), say.day(sheets[-1].on)
    key = "history_count"
    if first and last:
        key = "history_day" if first == last else "history_span"
    said = [say.phrase(key, count=len(sheets), first=first, last=last)]
    changed: dict[str, list[str]] = {"up": [], "down": [], "known": []}
    for condition, before, after in zip(
        say.definition.conditions, sheets[-2].answers, sheets[-1].answers, strict=True
    ):
        if after is not None and before != after:
            kind = "known" if before is None else "up" if after > before else "down"
            changed[kind].append(condition.name[say.language])
    said += [
        say.phrase(f"history_{kind}", conditions=", ".join(names))
        for kind, names in changed.items()
        if names
    ]
    if sheets[-2].answers == sheets[-1].answers:
        said.append(say.phrase("history_same"))
    return " ".join(said)


def _percent(share: float) -> int:
    return int(100 * share + 0.5)
