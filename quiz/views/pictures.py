"""The pictures of a list of prospects: what is counted, said and drawn in each, as plain data.

A picture is `{"id", "title", "description", "drawing", "table", "empty"}`: the description says
what it shows of these prospects, the table has the same figures. Where there is nothing to draw,
`drawing` is None and `empty` says why.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from quiz.definition import LEVELS, MET, VERDICTS, Answer, Condition, Definition, Verdict
from quiz.prospect import Prospect
from quiz.report import report_on_answers
from quiz.sentences import Sentences, capital
from quiz.sheet import Sheet
from quiz.views import drawing
from quiz.views.periods import Standing, by_week, standings
from quiz.views.row import sort_key

type Table = dict[str, Any]
"""A table as data: its caption, its head and its rows of texts, the first cell naming the row."""
type Picture = dict[str, Any]

FIRM, OPEN = "FIRM", "OPEN"
"""No weak link, and none that is known yet; an id of a condition has no capitals."""


class Listed:
    """The prospects, the open ones best first, and what all pictures of them need."""

    def __init__(
        self, prospects: Sequence[Prospect], definition: Definition, today: date, language: str
    ) -> None:
        self.all = prospects
        self.open = best_first(prospects, definition)
        self.definition = definition
        self.today = today
        self.say = Sentences(definition, language)

    def verdict(self, sheet: Sheet) -> Verdict:
        """Return the verdict on a sheet."""
        return report_on_answers(self.definition, sheet.answers, sheet.stop).verdict

    def levels(self, index: int) -> list[Answer]:
        """Return the levels of one condition of the open prospects, best first."""
        return [prospect.sheet.answers[index] for prospect in self.open]


def heat(of: Listed) -> Picture:
    """Show all open prospects by all conditions, best first."""
    phrase, definition = of.say.phrase, of.definition
    columns = [of.levels(index) for index in range(len(definition.conditions))]
    met = [sum(level is not None and level >= MET for level in levels) for levels in columns]
    bands = [
        drawing.Band(
            capital(_name(condition, of)),
            phrase("heat_figure", met=count),
            len(of.open),
            drawing.level_paths(levels),
        )
        for condition, count, levels in zip(definition.conditions, met, columns, strict=True)
    ]
    title = phrase("heat_title")
    return _picture(
        "heat",
        (
            title,
            f"{phrase('heat_how')} {_least(met, of)}" if of.open else "",
            "" if of.open else phrase("nothing_open"),
        ),
        drawing.bands(title, bands, numbers(len(of.open)), _key(of)) if of.open else None,
        {
            "caption": phrase("heat_table"),
            "head": [phrase("head_condition"), *(name for _, name in _key(of))],
            "rows": [
                [
                    capital(_name(condition, of)),
                    *(str(levels.count(level)) for level in (*LEVELS, None)),
                ]
                for condition, levels in zip(definition.conditions, columns, strict=True)
            ],
        },
    )


def _least(met: Sequence[int], of: Listed) -> str:
    """Say which conditions are least often in order."""
    least = min(met)
    share = _share(least, len(of.open), of)
    if least == len(of.open):
        return of.say.phrase("heat_all", share=share)
    names = [
        _name(condition, of)
        for condition, count in zip(of.definition.conditions, met, strict=True)
        if count == least
    ]
    key = "heat_least" if len(names) == 1 else "heat_least_each"
    return of.say.phrase(key, conditions=of.say.both(names), share=share)


def weakest(of: Listed) -> Picture:
    """Show how often each condition is a weak link; of several that are equally weak, each is."""
    phrase = of.say.phrase
    counts = Counter(key for prospect in of.open for key in _weak_links(prospect.sheet, of))
    rows = [
        drawing.Length(capital(_name(condition, of)), counts[condition.id], "1")
        for condition in of.definition.conditions
    ]
    rows += [
        drawing.Length(capital(phrase("weakest_firm")), counts[FIRM], "2"),
        drawing.Length(capital(phrase("weakest_open")), counts[OPEN], "unknown"),
    ]
    title = phrase("weakest_title")
    return _picture(
        "weakest",
        (
            title,
            _weakest_words(counts, of) if of.open else "",
            "" if of.open else phrase("nothing_open"),
        ),
        drawing.lengths(title, rows) if of.open else None,
        {
            "caption": phrase("weakest_table"),
            "head": [phrase("head_weakest"), phrase("head_prospects")],
            "rows": [[row.name, str(row.count)] for row in rows],
        },
    )


def _weak_links(sheet: Sheet, of: Listed) -> tuple[str, ...]:
    """Return the weak links, else FIRM alone, or OPEN if there may still be one."""
    weak = report_on_answers(of.definition, sheet.answers, sheet.stop).weak
    return weak or (FIRM if sheet.complete else OPEN,)


def _weakest_words(counts: Mapping[str, int], of: Listed) -> str:
    phrase = of.say.phrase
    most = max(counts[key] for key in of.definition.ids)
    if not most:
        return phrase("weakest_no_weak")
    share = _share(most, len(of.open), of)
    names = [_name(c, of) for c in of.definition.conditions if counts[c.id] == most]
    if len(names) == 1:
        most_often = phrase("weakest_most", condition=names[0], share=share)
    else:
        most_often = phrase("weakest_most_each", conditions=of.say.both(names), share=share)
    tied = sum(counts.values()) > len(of.open)
    return f"{most_often} {phrase('weakest_how')}" if tied else most_often


def verdicts(of: Listed) -> Picture:
    """Show how many open prospects had each verdict over time."""
    phrase = of.say.phrase
    counted = standings(of.all, of.verdict, of.today) if of.all else ()
    drawn = len(counted) > 1
    title = phrase("verdicts_title")
    if drawn:
        weekly = by_week([standing.until for standing in counted])
        empty, how = "", phrase("verdicts_weeks" if weekly else "verdicts_months")
    else:
        empty, how = phrase("verdicts_too_few" if of.open else "nothing_open"), ""
    return _picture(
        "verdicts",
        (title, f"{how} {_change(counted, of)}" if drawn else "", empty),
        _verdict_bands(title, counted, of) if drawn else None,
        {
            "caption": phrase("verdicts_table"),
            "head": [phrase("head_until"), *(verdict_name(verdict, of) for verdict in VERDICTS)],
            "rows": [
                [of.say.day(standing.until), *map(str, standing.counts.values())]
                for standing in counted
            ],
        },
    )


def _change(counted: Sequence[Standing], of: Listed) -> str:
    """Say which verdict changed most from the first day to the last."""
    first, last = counted[0].counts, counted[-1].counts
    verdict = max(VERDICTS, key=lambda verdict: abs(last[verdict] - first[verdict]))
    return of.say.phrase(
        "verdicts_change",
        verdict=verdict_name(verdict, of),
        before=first[verdict],
        after=last[verdict],
    )


def _verdict_bands(title: str, counted: Sequence[Standing], of: Listed) -> drawing.Tree:
    """Draw a band for each verdict, all on one scale: they need no colour to be told apart."""
    most = max(max(standing.counts.values()) for standing in counted)
    bands = [
        drawing.Band(
            verdict_name(verdict, of),
            str(counted[-1].counts[verdict]),
            len(counted),
            {
                f"bar bar--{verdict}": drawing.count_path(
                    [standing.counts[verdict] for standing in counted], most
                )
            },
        )
        for verdict in VERDICTS
    ]
    return drawing.bands(title, bands, _days([standing.until for standing in counted], of), wide=1)


def sellers(of: Listed) -> Picture:
    """Show how often each condition is in order, by seller."""
    phrase = of.say.phrase
    conditions = range(len(of.definition.conditions))
    teams: dict[str, list[Prospect]] = {}
    for prospect in of.open:
        teams.setdefault(prospect.seller, []).append(prospect)
    # By name: this is not a contest. Prospects without a seller come last.
    sellers = sorted(teams, key=lambda name: (not name, name.casefold(), name))
    met = [[_met(teams[seller], index) for index in conditions] for seller in sellers]
    unknown = [[_unknown(teams[seller], index) for index in conditions] for seller in sellers]
    sizes = [len(teams[seller]) for seller in sellers]
    sums = [sum(counts[index] for counts in met) for index in conditions]
    title = phrase("sellers_title")
    bands = [
        drawing.Band(
            capital(_name(condition, of)),
            phrase("heat_figure", met=sums[index]),
            len(sellers),
            drawing.part_paths(
                [
                    (known[index] / size, hidden[index] / size)
                    for known, hidden, size in zip(met, unknown, sizes, strict=True)
                ]
            ),
        )
        for index, condition in enumerate(of.definition.conditions)
    ]
    least = [
        _name(c, of)
        for c, count in zip(of.definition.conditions, sums, strict=True)
        if count == min(sums)
    ]
    return _picture(
        "sellers",
        (
            title,
            f"{phrase('sellers_how')} {phrase('sellers_least', conditions=of.say.both(least))}"
            if of.open
            else "",
            "" if of.open else phrase("nothing_open"),
        ),
        drawing.bands(title, bands, numbers(len(sellers))) if of.open else None,
        {
            "caption": phrase("sellers_table"),
            "head": [
                phrase("head_seller"),
                phrase("head_prospects"),
                *(_name(condition, of) for condition in of.definition.conditions),
            ],
            "rows": [
                [
                    f"{number} {seller or phrase('sellers_nobody')}",
                    str(size),
                    *(_seller_cell(known[i], size, hidden[i], of) for i in conditions),
                ]
                for number, (seller, size, known, hidden) in enumerate(
                    zip(sellers, sizes, met, unknown, strict=True), 1
                )
            ],
        },
    )


def _met(prospects: Iterable[Prospect], index: int) -> int:
    return sum((prospect.sheet.answers[index] or 0) >= MET for prospect in prospects)


def _unknown(prospects: Iterable[Prospect], index: int) -> int:
    return sum(prospect.sheet.answers[index] is None for prospect in prospects)


def _seller_cell(met: int, size: int, unknown: int, of: Listed) -> str:
    key = "sellers_cell_open" if unknown else "sellers_cell"
    return of.say.phrase(key, met=met, of=size, open=unknown)


def _picture(
    id_: str, words: tuple[str, str, str], drawn: drawing.Tree | None, table: Table
) -> Picture:
    title, description, empty = words
    return {
        "id": id_,
        "title": title,
        "description": description,
        "drawing": drawn,
        "table": table,
        "empty": empty,
    }


def level_key(definition: Definition, language: str) -> list[tuple[Answer, str]]:
    """Return the levels with their names, unknown last."""
    say = Sentences(definition, language)
    return [(level, say.level(level)) for level in (*LEVELS, None)]


def _key(of: Listed) -> list[tuple[Answer, str]]:
    return level_key(of.definition, of.say.language)


def _name(condition: Condition, of: Listed) -> str:
    return condition.name[of.say.language]


def verdict_name(verdict: Verdict, of: Listed) -> str:
    """Return a verdict in a word, with a capital."""
    return capital(of.say.verdict_name(verdict))


def _share(count: int, total: int, of: Listed) -> str:
    """Say how many of the prospects, as part of a sentence."""
    key = "share_some"
    if not count:
        key = "share_none"
    elif count == total:
        key = "share_only" if total == 1 else "share_all"
    return of.say.phrase(key, count=count, of=total)


def numbers(count: int) -> list[str]:
    """Return the numbers of columns: each where there is room, else the first and the last."""
    if count <= drawing.MOST_TICKS:
        return [str(number) for number in range(1, count + 1)]
    return ["1", str(count)]


def _days(days: Sequence[date], of: Listed) -> list[str]:
    """Return the days in words: each where there is room, else the first and the last."""
    shown = days if len(days) <= drawing.MOST_DAYS else (days[0], days[-1])
    return [of.say.near(day, of.today) for day in shown]


def best_first(
    prospects: Iterable[Prospect],
    definition: Definition,
) -> list[Prospect]:
    """Return the open prospects best first."""
    still_open = (prospect for prospect in prospects if not prospect.closed)
    return sorted(still_open, key=lambda prospect: sort_key(prospect, definition))
