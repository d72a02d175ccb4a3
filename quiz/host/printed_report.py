"""The printed report: a list of prospects as one HTML document that needs nothing beside it.

It asks for no file, no network and no script, and says so to the browser: its policy allows its
own style, by hash, and nothing else.
"""

import base64
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from quiz.definition import MET, Definition
from quiz.prospect import Prospect
from quiz.report import Report, report_on
from quiz.sentences import Sentences, capital
from quiz.views import drawing
from quiz.views.drawing import Child, Tree, as_markup, tree, unlinked
from quiz.views.picture import Table
from quiz.views.pictures import best_first
from quiz.views.pipeline import next_sentence, pictures, stalled_sentence
from quiz.views.standing import glance_words
from quiz.wording import Words, advice, needed_by_words, words


def html_report(
    prospects: Sequence[Prospect], definition: Definition, today: date, language: str, style: str
) -> str:
    """Return the report as the text of an HTML document; `style` is the CSS to put into it.

    The same prospects, day and language give the same bytes.
    """
    say = Sentences(definition, language)
    shown = pictures(prospects, definition, today, language, by_seller=_is_team(prospects))
    title = say.phrase("report_title")
    count = say.phrase("report_count", open=shown["count"], closed=shown["closed"])
    body = tree(
        "main",
        {},
        tree(
            "header",
            {"class": "head"},
            tree("h1", {}, title),
            tree("p", {}, say.phrase("report_on", on=say.day(today)), tree("br", {}), count),
        ),
        _glance(shown["glance"], say),
        _week(shown["week"], shown["ahead"], say),
        _ranked(best_first(prospects, definition), today, say),
        tree(
            "section",
            {},
            tree("h2", {}, say.phrase("report_pictures")),
            *map(_figure, shown["pictures"]),
        ),
        _outcomes(shown["outcomes"]),
        tree("p", {"class": "keep"}, say.phrase("report_keep")),
    )
    document = tree("html", {"lang": language}, _head(title, style), tree("body", {}, body))
    return f"<!doctype html>\n{as_markup(document)}\n"


def _is_team(prospects: Iterable[Prospect]) -> bool:
    return len({prospect.seller for prospect in prospects}) > 1


def _head(title: str, style: str) -> Tree:
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return tree(
        "head",
        {},
        tree("meta", {"charset": "utf-8"}),
        tree("meta", {"http-equiv": "Content-Security-Policy", "content": policy}),
        tree("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
        tree("meta", {"name": "color-scheme", "content": "light dark"}),
        tree("title", {}, title),
        tree("style", {}, style),
    )


def _glance(counts: Mapping[str, int], say: Sentences) -> Tree:
    """Say how the list stands, as the numbers above the list on the site do."""
    items = [
        tree("li", {}, tree("b", {}, str(count)), f" {name}")
        for count, name in glance_words(counts, say)
    ]
    return tree("ul", {"class": "glance"}, *items)


def _week(items: Sequence[dict[str, Any]], ahead: dict[str, Any] | None, say: Sentences) -> Tree:
    shown: list[Child] = []
    if not items:
        shown.append(tree("p", {}, ahead["title"] if ahead else say.phrase("report_week_none")))
    if listed := items or ([ahead] if ahead else []):
        shown.append(tree("ul", {"class": "week"}, *(_week_item(item, say) for item in listed)))
    return tree("section", {}, tree("h2", {}, say.phrase("report_week")), *shown)


def _week_item(item: dict[str, Any], say: Sentences) -> Tree:
    kind = "week__item week__item--overdue" if item["overdue"] else "week__item"
    asked = f" {say('quote', question=item['ask'])}" if item["ask"] else ""
    name = tree("strong", {}, _name(item["name"]))
    return tree("li", {"class": kind}, name, f" {item['text']}{asked}")


def _ranked(prospects: Sequence[Prospect], today: date, say: Sentences) -> Tree:
    shown: Child
    if prospects:
        heads = ("number", "prospect", "chain", "to_do")
        shown = tree(
            "table",
            {"class": "ranked"},
            tree("caption", {}, say.phrase("report_ranked")),
            tree(
                "thead",
                {},
                tree(
                    "tr",
                    {},
                    *(
                        tree("th", {"scope": "col"}, capital(say.phrase(f"report_{key}")))
                        for key in heads
                    ),
                ),
            ),
            tree(
                "tbody",
                {},
                *(
                    _row(number, prospect, today, say)
                    for number, prospect in enumerate(prospects, 1)
                ),
            ),
        )
    else:
        shown = tree("p", {}, say.phrase("report_no_open"))
    return tree("section", {}, tree("h2", {}, say.phrase("report_ranked")), shown)


def _row(number: int, prospect: Prospect, today: date, say: Sentences) -> Tree:
    report = report_on(say.definition, prospect.sheet, today, prospect.previous)
    said = words(report, say.language)
    return tree(
        "tr",
        {},
        tree("td", {"class": "ranked__number"}, str(number)),
        tree("th", {"scope": "row"}, *_who(prospect, report, said, say)),
        tree("td", {}, *_chain(said)),
        tree("td", {}, *_to_do(prospect, report, said, say)),
    )


def _who(prospect: Prospect, report: Report, said: Words, say: Sentences) -> Iterable[Child]:
    """Yield who it is, the verdict with the day to look again, and how old the answers are."""
    yield _line("ranked__name", _name(prospect.name))
    if prospect.seller:
        yield _line("ranked__small", _name(prospect.seller))
    yield _line("ranked__verdict", said.headline)
    if report.needed_by:
        yield _line("ranked__small", needed_by_words(report.needed_by, report, say))
    on = say.day(report.sheet.on)
    if report.stale:
        yield _line("ranked__stale", say.phrase("report_stale", on=on))
    elif on:
        yield _line("ranked__small", say.phrase("report_checked", on=on))


def _chain(said: Words) -> Iterable[Child]:
    """Yield the chain, drawn and in words; what is not in order stands out."""
    levels_in_words = [(link, f"{link.name}: {link.level_name}") for link in said.chain]
    levels = [link.level for link in said.chain]
    yield drawing.chain("; ".join(text for _, text in levels_in_words), levels)
    items = [
        tree("li", {"class": "ranked__weak"} if _is_weak(link.level) else {}, text)
        for link, text in levels_in_words
    ]
    yield tree("ul", {"class": "ranked__levels"}, *items)
    if said.weakest:
        yield _line("ranked__small", said.weakest)


def _is_weak(level: int | None) -> bool:
    return level is not None and level < MET


def _to_do(prospect: Prospect, report: Report, said: Words, say: Sentences) -> Iterable[Child]:
    """Yield the step agreed on, what to do first, and the question to ask, as one says it aloud."""
    if prospect.next and not report.stopped:
        yield _line("ranked__next", next_sentence(prospect.next, say, report.today))
    if report.stalled:
        yield _line("ranked__next", stalled_sentence(say))
    if said.route:
        yield _line("ranked__do", said.route[0].action)
    elif not said.ask:
        yield _line("ranked__do", advice(report, say))
    if said.ask:
        heading = tree("span", {"class": "ranked__small"}, f"{said.ask_heading}: ")
        yield tree("p", {}, heading, say("quote", question=said.ask))


def _figure(picture: dict[str, Any]) -> Tree:
    about = picture["description"] or picture["empty"]
    caption = tree("figcaption", {}, tree("h3", {}, picture["title"]), tree("p", {}, about))
    if picture["drawing"] is None:
        return tree("figure", {}, caption)
    return tree("figure", {}, caption, unlinked(picture["drawing"]), _table(picture["table"]))


def _outcomes(shown: dict[str, Any]) -> Tree:
    parts: list[Child] = [tree("h2", {}, shown["title"]), tree("p", {}, shown["intro"])]
    if shown["table"]:
        parts += [_table(shown["table"]), tree("p", {"class": "note"}, shown["note"])]
    parts += [tree("p", {}, sentence) for sentence in shown["links"]]
    if shown["links_table"]:
        parts.append(_table(shown["links_table"]))
    return tree("section", {}, *parts)


def _table(table: Table) -> Tree:
    heads = [tree("th", {"scope": "col"}, capital(text)) for text in table["head"]]
    rows = [
        tree(
            "tr",
            {},
            tree("th", {"scope": "row"}, _name(first)),
            *(tree("td", {}, text) for text in rest),
        )
        for first, *rest in table["rows"]
    ]
    shown = tree(
        "table",
        {"class": "figures"},
        tree("caption", {}, table["caption"]),
        tree("thead", {}, tree("tr", {}, *heads)),
        tree("tbody", {}, *rows),
    )
    # On a narrow screen it is scrolled within this frame, with the keyboard as well.
    frame = {"class": "scroll", "tabindex": "0", "role": "group", "aria-label": table["caption"]}
    return tree("div", frame, shown)


def _line(kind: str, child: Child) -> Tree:
    return tree("p", {"class": kind}, child)


def _name(text: str) -> Tree:
    """Return a name such that its own writing direction does not affect the text around it."""
    return tree("bdi", {}, text)
