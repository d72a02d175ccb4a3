"""The heat map: each open prospect as a row with its name, by verdict; what is weak stands out."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from quiz.definition import LEVELS, MET, Answer
from quiz.prospect import Prospect
from quiz.report import report_on_answers
from quiz.sentences import capital
from quiz.views.drawing import Tree, cells, tree
from quiz.views.picture import Picture, picture
from quiz.views.pictures import Listed, least_of, level_key, name_of, share
from quiz.views.standing import STANDINGS, standing_name, standing_of

MOST_ROWS = 60
"""So many prospects are drawn, the first of each group at least; the others are counted."""
FIRST = 8
"""Of each group, if it has that many, this many are drawn however many there are before it."""
PANELS = 3
"""Into so many parts the rows fall, which stand side by side where there is room."""
FEW = 12
"""Up to this many rows are one part."""

type Group = tuple[str, list[Prospect]]


def heat(of: Listed) -> Picture:
    """Show all open prospects by all conditions: the weakest links have the most ink."""
    phrase, conditions = of.say.phrase, of.definition.conditions
    columns = [of.levels(index) for index in range(len(conditions))]
    met = [sum(level is not None and level >= MET for level in levels) for levels in columns]
    title = phrase("heat_title")
    return picture(
        "heat",
        (
            title,
            f"{phrase('heat_rows')} {_least(met, of)}" if of.open else "",
            "" if of.open else phrase("nothing_open"),
        ),
        _drawn(title, of) if of.open else None,
        {
            "caption": phrase("heat_table"),
            "head": [phrase("head_condition"), *(name for _, name in _key(of))],
            "rows": [
                [
                    capital(name_of(condition, of)),
                    *(str(levels.count(level)) for level in (*LEVELS, None)),
                ]
                for condition, levels in zip(conditions, columns, strict=True)
            ],
        },
    )


def _least(met: Sequence[int], of: Listed) -> str:
    """Say which conditions are least often in order."""
    least, total = min(met), len(of.open)
    if least == total:
        return capital(of.say.phrase("heat_all", share=share(least, total, of)))
    names = least_of(met, of)
    said = of.say.both(names)
    if total == 1:
        return of.say.phrase("heat_one", conditions=said)
    if not least:
        return of.say.phrase("heat_none", conditions=said)
    key = "heat_least" if len(names) == 1 else "heat_least_each"
    return capital(of.say.phrase(key, conditions=said, share=share(least, total, of)))


def grouped(of: Listed) -> list[Group]:
    """Return the open prospects by where they stand, in the order of STANDINGS, best first."""
    placed = [(_standing(prospect, of), prospect) for prospect in of.open]
    placed.sort(key=lambda pair: STANDINGS.index(pair[0]))
    return [
        (standing, [prospect for _, prospect in group])
        for standing, group in groupby(placed, key=lambda pair: pair[0])
    ]


def _standing(prospect: Prospect, of: Listed) -> str:
    sheet = prospect.sheet
    return standing_of(report_on_answers(of.definition, sheet.answers, sheet.stop))


def _shown(groups: Sequence[Group]) -> list[int]:
    """Return how many of each group are drawn: the first few, and then by the order of groups."""
    counts = [min(FIRST, len(group)) for _, group in groups]
    left = MOST_ROWS - sum(counts)
    for index, (_, group) in enumerate(groups):
        more = min(left, len(group) - counts[index])
        counts[index] += more
        left -= more
    return counts


def _drawn(title: str, of: Listed) -> Tree:
    """Draw the rows in a few parts, each headed by the conditions, and a key below them."""
    lines = list(_lines(of))
    size = len(lines) if len(lines) <= FEW else -(-len(lines) // PANELS)
    parts: list[list[Tree]] = [[]]
    for standing, line in lines:
        head = line[1]["class"] == "heat__group"
        # A heading never stands at the foot of a part: it goes along with its first row.
        full = len(parts[-1]) >= size - head and parts[-1] and len(parts) < PANELS
        if full and line[1]["class"] != "heat__more":
            parts.append([] if head else [_heading(standing, "…", of)])
        parts[-1].append(line)
    return tree(
        "div",
        {"class": "picture heat", "role": "group", "aria-label": title},
        *(tree("div", {"class": "heat__part"}, _head(of), *part) for part in parts),
        tree("p", {"class": "heat__key"}, *_samples(of)),
    )


def _lines(of: Listed) -> Iterable[tuple[str, Tree]]:
    """Yield all there is to draw, line by line, each with where those in it stand."""
    groups = grouped(of)
    for (standing, group), count in zip(groups, _shown(groups), strict=True):
        yield standing, _heading(standing, str(len(group)), of)
        for prospect in group[:count]:
            yield standing, _row(prospect, of)
        if count < len(group):
            more = of.say.phrase("more", count=len(group) - count)
            yield standing, tree("p", {"class": "heat__more"}, more)


def _heading(standing: str, figure: str, of: Listed) -> Tree:
    name = tree("b", {}, capital(standing_name(standing, of.say)))
    return tree("p", {"class": "heat__group"}, name, f" {figure}")


def _head(of: Listed) -> Tree:
    names = (capital(name_of(condition, of)) for condition in of.definition.conditions)
    return tree(
        "p", {"class": "heat__head", "aria-hidden": "true"}, *(tree("span", {}, n) for n in names)
    )


def _row(prospect: Prospect, of: Listed) -> Tree:
    """Draw one prospect; its title says which of its links are not in order, and how."""
    answers = prospect.sheet.answers
    said = "; ".join(
        f"{of.say.level(level)}: {', '.join(names)}"
        for level in (*LEVELS[:MET], None)
        if (
            names := [
                name_of(condition, of)
                for condition, answer in zip(of.definition.conditions, answers, strict=True)
                if answer == level
            ]
        )
    )
    title = f"{prospect.name}. {capital(said or of.say.phrase('heat_fine'))}"
    return of.link(
        prospect,
        {"class": "heat__row", "title": title},
        tree("span", {"class": "heat__name", "dir": "auto"}, prospect.name),
        cells(answers),
    )


def _samples(of: Listed) -> Sequence[Tree]:
    return [
        tree("span", {"class": "heat__sample"}, cells([level]), name) for level, name in _key(of)
    ]


def _key(of: Listed) -> list[tuple[Answer, str]]:
    return level_key(of.definition, of.say.language)
