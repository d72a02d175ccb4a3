"""The pictures of a list of prospects: what is counted, said and drawn in each."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from quiz.definition import LEVELS, MET, Answer, Condition, Definition, Verdict
from quiz.prospect import Prospect
from quiz.report import report_on_answers
from quiz.sentences import Sentences, capital
from quiz.sheet import Sheet
from quiz.views import drawing
from quiz.views.picture import Picture, picture
from quiz.views.row import sort_key

FIRM, OPEN = "FIRM", "OPEN"
"""No weak link, and none that is known yet; an id of a condition has no capitals."""


class Listed:
    """The prospects, the open ones best first, and what all pictures of them need."""

    def __init__(
        self,
        prospects: Sequence[Prospect],
        definition: Definition,
        today: date,
        language: str,
    ) -> None:
        self.all = prospects
        self.open = best_first(prospects, definition)
        self.definition = definition
        self.today = today
        self.say = Sentences(definition, language)

    def levels(self, index: int) -> list[Answer]:
        """Return the levels of one condition of the open prospects, best first."""
        return [prospect.sheet.answers[index] for prospect in self.open]

    def link(
        self, prospect: Prospect, attributes: Mapping[str, object], *children: drawing.Child
    ) -> drawing.Tree:
        """Return what leads to a prospect."""
        return drawing.tree("a", {"href": f"#id={prospect.id}", **attributes}, *children)


def weakest(of: Listed) -> Picture:
    """Show how often each condition is a weak link; of several that are equally weak, each is."""
    phrase = of.say.phrase
    counts = Counter(key for prospect in of.open for key in _weak_links(prospect.sheet, of))
    rows = [
        drawing.Length(capital(name_of(condition, of)), counts[condition.id], "1")
        for condition in of.definition.conditions
    ]
    rows += [
        drawing.Length(capital(phrase("weakest_firm")), counts[FIRM], "2"),
        drawing.Length(capital(phrase("weakest_open")), counts[OPEN], "unknown"),
    ]
    title = phrase("weakest_title")
    return picture(
        "weakest",
        (
            title,
            _weakest_words(counts, of) if of.open else "",
            "" if of.open else phrase("nothing_open"),
        ),
        drawing.lengths(title, rows, len(of.open), lambda count: _out_of(count, of))
        if of.open
        else None,
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
    how_many = share(most, len(of.open), of)
    names = [name_of(c, of) for c in of.definition.conditions if counts[c.id] == most]
    said = of.say.both(names)
    if len(of.open) == 1:
        return phrase("weakest_one" if len(names) == 1 else "weakest_one_each", conditions=said)
    if len(names) == 1:
        most_often = phrase("weakest_most", condition=said, share=how_many)
    elif len(names) == len(of.definition.conditions):
        most_often = phrase("weakest_all_each", share=how_many)
    else:
        most_often = phrase("weakest_most_each", conditions=said, share=how_many)
    most_often = capital(most_often)
    tied = sum(counts.values()) > len(of.open)
    return f"{most_often} {phrase('weakest_how')}" if tied else most_often


def _out_of(count: int, of: Listed) -> str:
    return of.say.phrase("out_of", count=count, of=len(of.open))


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
            capital(name_of(condition, of)),
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
    least = least_of(sums, of)
    key = "sellers_least" if len(least) == 1 else "sellers_least_each"
    return picture(
        "sellers",
        (
            title,
            f"{phrase('sellers_how')} {capital(phrase(key, conditions=of.say.both(least)))}"
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
                *(name_of(condition, of) for condition in of.definition.conditions),
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


def least_of(counts: Sequence[int], of: Listed) -> list[str]:
    """Return the names of the conditions whose count, of one for each, is the lowest."""
    return [
        name_of(condition, of)
        for condition, count in zip(of.definition.conditions, counts, strict=True)
        if count == min(counts)
    ]


def level_key(definition: Definition, language: str) -> list[tuple[Answer, str]]:
    """Return the levels with their names, unknown last."""
    say = Sentences(definition, language)
    return [(level, say.level(level)) for level in (*LEVELS, None)]


def name_of(condition: Condition, of: Listed) -> str:
    """Return the name of a condition, as it appears within a sentence."""
    return condition.name[of.say.language]


def verdict_name(verdict: Verdict, of: Listed) -> str:
    """Return a verdict in a word, with a capital."""
    return capital(of.say.verdict_name(verdict))


def share(count: int, total: int, of: Listed) -> str:
    """Say how many of the prospects, as part of a sentence."""
    key = "share_some"
    if count == total:
        key = {1: "share_only", 2: "share_both"}.get(total, "share_all")
    return of.say.phrase(key, count=count, of=total)


def numbers(count: int) -> list[str]:
    """Return the numbers of columns: each where there is room, else the first and the last."""
    if count <= drawing.MOST_TICKS:
        return [str(number) for number in range(1, count + 1)]
    return ["1", str(count)]


def best_first(
    prospects: Iterable[Prospect],
    definition: Definition,
) -> list[Prospect]:
    """Return the open prospects best first."""
    still_open = (prospect for prospect in prospects if not prospect.closed)
    return sorted(still_open, key=lambda prospect: sort_key(prospect, definition))
