"""What a definition's texts may hold in braces is what the package fills in there, and no more."""

import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from datetime import date, timedelta
from typing import Any

import pytest

from quiz.actions.opening import open_file
from quiz.actions.shelf import Shelf, team
from quiz.definition import Definition, Text, definition_from
from quiz.errors import InputError
from quiz.files.ical import calendar, practice_calendar
from quiz.host.definition_file import validate
from quiz.host.printed_report import html_report
from quiz.plain_text import as_text
from quiz.practice import OUTCOMES, Pair, Rated
from quiz.problem_words import problem_in_words
from quiz.prospect import Next
from quiz.report import report_on
from quiz.sentences import Sentences
from quiz.sheet import Sheet, given_to
from quiz.views.compare import compare
from quiz.views.detail import detail_of
from quiz.views.pipeline import pictures
from quiz.views.plays import Played, plays_of
from quiz.views.progress import Choice, case_in_words, progress_of
from quiz.views.row import row_of
from quiz.wording import words
from quiz.workbooks.writing import write_workbook
from tests.unit.samples import by_lot, check, closed, levels, made
from tests.unit.shipped_definition import ALLOWED, DATA, LANGUAGES, SHEETS, TEXTS, TODAY, table
from tests.unit.test_told_problems import BOOKS, FAR, FILES, NO_LONGER_SAID

WITHHELD: Mapping[str, set[str]] = {
    "sentences.met": {"open"},  # none
    "sentences.score_exact": {"high"},  # the same as `low`
    "pipeline.share_all": {"count"},  # as many as `of`
    "pipeline.share_only": {"count", "of"},  # one
    "pipeline.share_both": {"count", "of"},  # two
    "pipeline.sellers_cell": {"open"},  # none
    "pipeline.week_revisit_today": {"on"},  # today
    "pipeline.week_next_today": {"on"},  # today
    "pipeline.history_day": {"last"},  # the same as `first`
    "pipeline.practice_all_right": {"right"},  # the same as `of`
    "pipeline.practice_one_case": {"count"},  # one
    "pipeline.history_count": {"first", "last"},  # one of the two is missing, either of them
}
"""What is at hand where another text could have it, and would say nothing in this one."""

PLACEHOLDER = re.compile(r"\{(\w+)\}")
MARK = re.compile("⟦(.+?)⟧")


MOMENT = "2026-11-24T09:31:05.250Z"


def days(count: int) -> date:
    return TODAY + timedelta(days=count)


LISTS = (
    by_lot(60),
    [made("alone", "22222")],
    [made("firm", "33333"), made("firm too", "23232")],
    [made("alone and weak", "22212")],
    [made("alone with two that are weak", "12212")],
    [made("all are weak", "11111"), made("all of this too", "11111")],
    [made("listed", check("22212", days(-9)), replace(check("22222"), listed=True))],
    [made("two of them weak", "02222"), made("each once", "20222")],
    [made("A seller's", "11122", seller="Anna"), made("another's", "2?222", seller="Bram")],
    [closed(f"closed {number}", "22222", "won" if number < 3 else "lost") for number in range(7)],
    [
        closed(f"taught {number}", "22222", "won" if number < 5 else "lost", link="urgency")
        for number in range(10)
    ],
    [
        made("up", check("11111", days(-9)), check("22111")),
        made("down", check("22111", days(-9)), check("11111")),
        made("known", check("2?111", None), check("22111")),
        made("known since", check("2?111", days(-9)), check("22111", None)),
        made("the same", check("11111", days(-9)), check("11111")),
        made("stale", check("22212", days(-60))),
        made("on one day", check("11111"), check("22111")),
        made("to park", check("22220", days(-88))),
        made("parked until today", check("22220", days(-90))),
        made("parked too long", check("22220", days(-200))),
        closed("lost on no day", "22222", "lost", None),
    ],
    [
        made(f"a step {'with' if what else 'without'} words, {day}", "22222", step=Next(what, day))
        for what in ("call", "")
        for day in (None, days(-3), TODAY, days(3))
    ],
)
"""Lists of which, taken together, everything is said that can be said of one."""

DATED = tuple(
    Sheet(levels(text), TODAY, needed_by=needed_by, not_before=not_before)
    for text in ("22222", "22202", "22212")
    for needed_by in (days(-1), days(60))
    for not_before in (days(-9), days(30))
)
"""Sheets with the days that make an urgency, of which one has gone by."""

PAIRS = (("22222", "22222"), ("0?230", "3?2?1"), ("22222", "22221"))


RIGHT: tuple[Pair, ...] = ((2, 2), (None, None), (0, 0), (1, 1), (3, 3))
WRONG: tuple[Pair, ...] = ((2, None), (None, 1), (3, 2), (1, 2), (3, 3))
HISTORIES: tuple[list[Rated], ...] = (
    [Rated("a", TODAY, RIGHT)],
    [Rated("a", days(-8), RIGHT), Rated("b", TODAY, WRONG)],
    [Rated(case, TODAY, RIGHT) for case in "abc"],
    [Rated(case, TODAY, RIGHT if case == "a" else WRONG) for case in "abc"],
    [Rated("a", days(-8), WRONG), Rated("a", TODAY, RIGHT)],
)
"""Of one case, two, three that are all right, two that went equally badly, and one rated twice."""


def practised(definition: Definition, language: str) -> Iterator[object]:
    """Yield what is said of a learner's answers to cases, and of the days to go on."""
    choice = Choice(["a", "b", "c"], {"a": "A", "b": "B", "c": "C"}, {})
    for history in HISTORIES:
        yield progress_of(history, choice, TODAY, definition, language)
    say = Sentences(definition, language)
    yield plays_of([Played("a", days(number), 0.5, 1, 2) for number in range(6)], say)
    for tips in (("pitch", "pitch", "order", "order", "well"), ("pitch", "pitch", *["well"] * 3)):
        played = [Played("a", days(day), 0.5, 1, 2, 1, tip) for day, tip in enumerate(tips)]
        yield plays_of(played, say)
    yield case_in_words(dict(zip(definition.ids, OUTCOMES, strict=True)), say)
    yield practice_calendar([days(7)], "practice/#s1", definition, language, MOMENT)


def everything(definition: Definition, language: str) -> Iterator[object]:
    """Yield all that the package says, as data and as text."""
    for sheet in (*(Sheet(answers, TODAY) for answers in SHEETS[::3]), *DATED):
        report = report_on(definition, sheet, TODAY)
        said = words(report, language)
        yield asdict(said)
        yield as_text(said, Sentences(definition, language))
    for prospects in LISTS:
        yield pictures(prospects, definition, TODAY, language, by_seller=True)
        yield html_report(prospects, definition, TODAY, language, "")
        yield calendar(prospects, definition, TODAY, language)
        for prospect in prospects:
            yield row_of(prospect, definition, TODAY, language)
            yield detail_of(prospect, definition, TODAY, language)
    yield from practised(definition, language)
    for mine, theirs in PAIRS:
        yield compare(Sheet(levels(mine)), Sheet(levels(theirs)), definition, language)
    for text in (*(text for text, _, _ in FILES.values()), *ALIKE):
        yield from told(text.replace("{cell}", "soon"), definition, language)
    before = given_to(1, Sheet(levels("00000"), TODAY), definition)
    yield words(report_on(definition, before, TODAY), language).notices
    yield from told_of_workbooks(definition, language)


SAID = {
    place: names
    for place, names in ALLOWED.items()
    if place.removeprefix("pipeline.problem_").removesuffix("_fix") not in NO_LONGER_SAID
    and place != "pipeline.verdicts_change"  # no longer said either
}

ALIKE = (
    *(table(*["a,9,2,2,2,2"] * count) for count in (2, 20)),
    *(table(*["a,2,2,2,2,2,3"] * count) for count in (2, 20)),
)
"""Lists in which the same is wrong several times, in a column or in whole rows."""


def told(text: str, definition: Definition, language: str) -> Iterator[object]:
    """Yield what is said of a file, alone and as one of a team's."""
    request = {"today": TODAY.isoformat(), "language": language, "contents": [text.encode()]}
    about = {"name": "x", "ids": "new-", "files": [{"name": "x"}], "by_seller": False}
    for do in (open_file, team):
        try:
            yield do(Shelf(definition), {**request, **about})["problems"]
        except InputError as error:
            yield [problem_in_words(problem, definition, language) for problem in error.problems]
    yield team(Shelf(definition), {**request, **about, "contents": [b"Bedrijf\nJansen\n"]})[
        "problems"
    ]


def told_of_workbooks(definition: Definition, language: str) -> Iterator[object]:
    """Yield what is said of a workbook that cannot be opened, opened in part, or written."""
    request = {"today": TODAY.isoformat(), "language": language, "name": "x", "ids": "new-"}
    for contents, values in (*BOOKS.values(), (FAR, {})):
        about = {**request, "contents": [contents], "sheet": values.get("sheet")}
        try:
            yield open_file(Shelf(definition), about)["problems"]
        except InputError as error:
            yield [problem_in_words(problem, definition, language) for problem in error.problems]
    with pytest.raises(InputError) as refused:
        write_workbook([("name",), ("x" * 40_000,)], (), (), io.BytesIO())
    yield [problem_in_words(problem, definition, language) for problem in refused.value.problems]


def texts_in(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from texts_in(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from texts_in(item)


@pytest.fixture
def all_braces() -> Definition:
    """Return the shipped definition with each text that may have braces made of nothing else.

    A mark in each tells where it stands.
    """
    data: dict[str, Any] = json.loads(json.dumps(DATA))
    data |= {"version": 2, "changed": {"2": {"need": [0]}}}  # so that answers can be older
    data["conditions"][3]["dates"] = True
    for place, allowed in ALLOWED.items():
        section, key = place.split(".")
        text = " ".join([f"⟦{place}⟧", *(f"{{{name}}}" for name in allowed)])
        for texts in data["verdicts"].values() if section == "verdicts" else [data[section]]:
            texts[key] = dict.fromkeys(LANGUAGES, text)
    return definition_from(validate(json.dumps(data), "braces.json"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_may_stand_in_braces_is_filled_in(all_braces: Definition, language: str) -> None:
    """No brace is left in anything that is said; and every text that may have some is said."""
    said = [text for value in everything(all_braces, language) for text in texts_in(value)]
    assert [text for text in said if re.search("[{}]", text)] == []
    assert {place for text in said for place in MARK.findall(text)} == set(SAID)


def test_what_is_filled_in_may_stand_in_braces(
    all_braces: Definition, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is given to fill a text with may stand in it, but for what would say nothing there."""
    places = {
        id(text): f"{section}.{key}"
        for section, texts in (
            ("sentences", all_braces.sentences),
            ("pipeline", all_braces.pipeline),
            *(("verdicts", texts) for texts in all_braces.verdicts.values()),
        )
        for key, text in texts.items()
    }
    given: dict[str, set[str]] = {}
    fill = Sentences.fill

    def noted(self: Sentences, text: Text, **values: object) -> str:
        names = {name for name, value in values.items() if str(value)}
        given.setdefault(places[id(text)], set()).update(names)
        return fill(self, text, **values)

    monkeypatch.setattr(Sentences, "fill", noted)
    list(everything(all_braces, "nl"))
    assert {place: names for place, names in given.items() if names} == {
        place: {*SAID.get(place, ()), *WITHHELD.get(place, ())} for place in {*SAID, *WITHHELD}
    }


def test_an_editor_shows_what_may_stand_in_braces() -> None:
    """The description of a text, which an editor shows, names all that the schema allows."""
    named = {place: PLACEHOLDER.findall(said["description"]) for place, said in TEXTS.items()}
    assert {
        place: tuple(dict.fromkeys(names)) for place, names in named.items() if names
    } == ALLOWED
