"""Whoever asked not to be contacted is left alone: it stands above all answers, and is told so."""

import json
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import date
from typing import Any

import pytest

from quiz.definition import Definition, definition_from
from quiz.errors import InputError
from quiz.files.ical import calendar
from quiz.files.spreadsheet import write_for_crm
from quiz.files.table import rank, read_table, write_table
from quiz.host.printed_report import html_report
from quiz.prospect import Check, Next, Prospect
from quiz.report import Report, as_data, report_on
from quiz.scoring import ask_first, judge, rank_number, score
from quiz.sheet import Answers, Sheet, sheet_from
from quiz.views.agenda import this_week
from quiz.views.compare import compare
from quiz.views.detail import detail_of
from quiz.views.outcomes import win_rates
from quiz.views.pipeline import pictures
from quiz.views.row import row_of, sort_key
from quiz.wording import words
from tests.unit.samples import closed, levels, made
from tests.unit.shipped_definition import (
    DATA,
    DEFINITION,
    LANGUAGES,
    SHEETS,
    TODAY,
    result,
    set_out,
    table,
)

LONG_AGO, SOON = date(2026, 1, 5), date(2026, 11, 26)
HEADER = "name,need,means,trust,urgency,attention,stop"
SILENT = definition_from({key: value for key, value in DATA.items() if key != "stop"})
"""The same definition without words for it."""


def stopped(answers: Answers) -> Report:
    """Report on a sheet on which all that could propose a contact stands: days, and a day late."""
    sheet = Sheet(answers, LONG_AGO, SOON, stop=True)
    return report_on(DEFINITION, sheet, TODAY, Sheet(answers, date(2025, 12, 1)))


def test_it_stands_above_every_answer() -> None:
    """On all sheets: walk away, certainly, because of this alone, with nothing to ask or await."""
    for answers in SHEETS:
        unknown = answers.count(None)
        data = as_data(stopped(answers))
        possible = [{"verdict": "walk-away", "count": 4**unknown, "share": 1.0}]
        told = {key: data[key] for key in ("verdict", "certain", "possible", "because", "stop")}
        assert told == {
            "verdict": "walk-away",
            "certain": True,
            "possible": possible,
            "because": ["stop"],
            "stop": True,
        }
        assert [data[key] for key in ("route", "ask_first")] == [[], []]
        assert [data[key] for key in ("ask_next", "revisit")] == [None, None]
        assert not any(data[key] for key in ("stale", "stalled", "due", "old"))
        assert ask_first(DEFINITION, Sheet(answers, stop=True)) == ()


def test_what_is_counted_stays_as_if_it_were_not_there() -> None:
    """Score, range, what is in order, the weakest link, what is open: those of the answers."""
    for answers in SHEETS:
        data, plain = as_data(stopped(answers)), result(answers)
        for key in ("score", "met", "of", "weakest", "unknown", "answers"):
            assert data[key] == plain[key]


def test_it_comes_last_in_best_first() -> None:
    """After the worst walk-away there is, and among themselves by the score."""
    numbers = {
        stop: [
            rank_number(judge(DEFINITION, sheet), score(DEFINITION, sheet))
            for sheet in (Sheet(answers, stop=stop) for answers in SHEETS)
        ]
        for stop in (False, True)
    }
    assert min(numbers[True]) > max(numbers[False])
    assert numbers[True][SHEETS.index(levels("33333"))] == min(numbers[True])


def test_an_old_sheet_with_no_attention_keeps_its_verdict() -> None:
    """A 0 at attention is a silent avoider: parked until a day, as before."""
    data = as_data(
        report_on(
            DEFINITION,
            sheet_from(
                {"answers": {"need": 2, "means": 2, "trust": 2, "urgency": 2, "attention": 0}},
                DEFINITION,
            ),
            TODAY,
        )
    )
    assert (data["verdict"], data["because"], data["stop"]) == ("park", ["attention"], False)
    assert data["revisit"] == "2027-02-22"


def test_false_is_as_if_absent() -> None:
    """A sheet that says false is the one that says nothing, also without words for it."""
    for definition in (DEFINITION, SILENT):
        plain = sheet_from({"answers": {}}, definition)
        assert sheet_from({"answers": {}, "stop": False}, definition) == plain
    assert sheet_from({"answers": {}, "stop": True}, DEFINITION).stop


@pytest.mark.parametrize("value", [1, 0, "yes", "", None, [], {}])
def test_what_is_neither_is_refused(value: object) -> None:
    """Anything but true and false is told with its place and what to write."""
    with pytest.raises(InputError) as caught:
        sheet_from({"answers": {}, "stop": value}, DEFINITION)
    (problem,) = caught.value.problems
    assert (problem.where, problem.fix) == ("sheet: stop", "write true, or leave it out")


def test_true_is_refused_where_there_are_no_words_for_it() -> None:
    """A definition without the key cannot say it, and so does not pass over it."""
    with pytest.raises(InputError) as caught:
        sheet_from({"answers": {}, "stop": True}, SILENT)
    (problem,) = caught.value.problems
    assert problem.where == "sheet: stop"
    assert "five-conditions@1" in problem.what
    with pytest.raises(InputError) as caught:
        read_table(table("a,2,2,2,2,2,yes", header=HEADER), SILENT, "a.csv")
    assert [p.where for p in caught.value.problems] == ["a.csv:2: stop"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_are_those_of_the_definition(language: str) -> None:
    """Headline, reason and what to do are its own; no word of walking away for other reasons."""
    own = DATA["stop"]
    for answers in SHEETS[::7]:
        said = words(stopped(answers), language)
        assert said.headline == own["headline"][language]
        assert said.why == f"{own['reason'][language]} {own['advice'][language]}"
        assert said.verdict.lower() == DATA["verdicts"]["walk-away"]["name"][language]
        assert not said.ask
        assert not any((said.route, said.open, said.firmer, said.outcomes))
        assert not any((said.notices, said.remarks))


STEP = Next("terugbellen over de offerte", SOON)


def kept(answers: Answers, **more: Any) -> Prospect:
    """Return a prospect who asked not to be contacted, with all that would bring up a contact."""
    before = Check(Sheet(answers, date(2025, 12, 1)), DEFINITION.ref)
    last = Check(Sheet(answers, LONG_AGO, SOON, stop=True), DEFINITION.ref)
    return replace(made("Bakkerij", before, last, step=STEP, **more), source_id="17")


def proposals(definition: Definition, language: str) -> Iterator[str]:
    """Yield every text of a definition, and of these prospects, that proposes a contact."""
    for condition in definition.conditions:
        yield from (one.text[language] for asks in condition.asks.values() for one in asks)
        yield from (text[language] for text in condition.actions)
    for verdict in definition.verdicts.values():
        yield verdict["advice"][language]
    yield from (one.text[language] for one in definition.to_pursue)
    yield STEP.what
    yield from ("2026-11-26", "20261126", "26 november", "26 November")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_proposes_a_contact(language: str) -> None:
    """Nowhere, from the result to paper, is there a day, a question, a step or a reminder."""
    never = list(proposals(DEFINITION, language))
    for answers in (
        levels("22222"),
        levels("?????"),
        levels("33303"),
        levels("11111"),
        levels("2?1?0"),
        levels("00000"),
    ):
        one = kept(answers)
        detail = detail_of(one, DEFINITION, TODAY, language)
        crm = write_for_crm([("17", detail["row"], detail["text"])])
        mine, theirs = one.sheet, Sheet(levels("2??12"), TODAY)
        texts = [
            json.dumps(detail, ensure_ascii=False),
            json.dumps(pictures([one], DEFINITION, TODAY, language, True), ensure_ascii=False),
            json.dumps(asdict(words(stopped(answers), language)), ensure_ascii=False),
            set_out(stopped(answers), language),
            crm,
            calendar([one], DEFINITION, TODAY, language),
            json.dumps(compare(mine, theirs, DEFINITION, language), ensure_ascii=False),
            json.dumps(compare(theirs, mine, DEFINITION, language), ensure_ascii=False),
            html_report([one], DEFINITION, TODAY, language, ""),
        ]
        for text in texts:
            assert [proposal for proposal in never if proposal in text] == []
        assert detail["card"]["questions"] == []
        assert detail["row"]["next"] is None
        assert not detail["row"]["due"]


def test_without_it_the_same_prospect_has_all_of_these() -> None:
    """What is looked for above is there as soon as the tick is taken off."""
    one = made("Bakkerij", Check(Sheet(levels("22201"), LONG_AGO, SOON), DEFINITION.ref), step=STEP)
    detail = json.dumps(detail_of(one, DEFINITION, TODAY, "nl"), ensure_ascii=False)
    found = [text for text in proposals(DEFINITION, "nl") if text in detail]
    assert {STEP.what, "2026-11-26", "26 november"} < set(found)
    (item,) = this_week([one], DEFINITION, TODAY)
    assert [reason.kind for reason in item.reasons] == ["next", "revisit"]
    assert calendar([one], DEFINITION, TODAY, "nl").count("BEGIN:VEVENT") == 2


def test_it_is_in_no_week_and_no_calendar() -> None:
    """Whatever was agreed before, nothing falls due any more."""
    one = kept(levels("22202"))
    assert this_week([one], DEFINITION, TODAY) == ()
    assert "VEVENT" not in calendar([one], DEFINITION, TODAY, "nl")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_marks_it_and_has_it_last(language: str) -> None:
    """A group of its own after all others, those of whom nothing was asked included."""
    one = kept(levels("33333"))
    row = row_of(one, DEFINITION, TODAY, language)
    assert row["stopped"]
    assert row["stopped_name"].lower() == DATA["stop"]["name"][language]
    others = [made(answers, answers) for answers in ("00000", "?????", "22222", "22220")]
    in_order = sorted([one, *others], key=lambda each: sort_key(each, DEFINITION))
    assert in_order[-1] == one
    rows = [row_of(each, DEFINITION, TODAY, language) for each in in_order]
    assert [each["order"] for each in rows] == sorted(each["order"] for each in rows)
    assert [each["stopped"] for each in rows] == [False] * 4 + [True]
    assert {each["stopped_name"] for each in rows[:4]} == {""}
    unasked = row_of(kept(levels("?????")), DEFINITION, TODAY, language)
    assert (unasked["stopped"], unasked["unasked"]) == (True, False)


def test_outcomes_and_history_have_the_verdict_of_the_day() -> None:
    """A closed one counts as walked away from, and the history says since when they asked."""
    ended = replace(closed("a", "22222"), checks=kept(levels("22222")).checks)
    counts = {rate.verdict: rate.closed for rate in win_rates([ended], DEFINITION)}
    assert (counts["walk-away"], counts["pursue"]) == (1, 0)
    history = detail_of(kept(levels("22222")), DEFINITION, TODAY, "nl")["history"]
    assert [line[-1] for line in history["table"]["rows"]] == [
        "doorpakken",
        f"loslaten ({DATA['stop']['name']['nl']})",
    ]


@pytest.mark.parametrize("yes", ["yes", "Ja", "oui", "1", "TRUE", "x", " yes ", "WAAR"])
def test_a_list_that_is_ranked_says_yes(yes: str) -> None:
    """In any of the ways in which people say so it puts a row last, with its score untouched."""
    rows = (f"a,3,3,3,3,3,{yes}", "b,0,0,0,0,0,", "c,2,2,2,2,2,no")
    done = rank(read_table(table(*rows, header=HEADER), DEFINITION, "x"), DEFINITION)
    assert [row[0] for row in done.rows] == ["c", "b", "a"]
    assert done.rows[-1][-5:] == ("walk-away", "100.0", "100.0", "5", "need")
    again = rank(read_table(write_table(done), DEFINITION, "x"), DEFINITION)
    assert again == done


def test_a_cell_that_says_neither_is_told() -> None:
    """With its place, and with what to write."""
    with pytest.raises(InputError) as caught:
        read_table(table("a,2,2,2,2,2,perhaps", header=HEADER), DEFINITION, "a.csv")
    (problem,) = caught.value.problems
    assert str(problem) == "a.csv:2: stop: “perhaps” does not fit: write yes, or leave it empty"


@pytest.mark.parametrize(
    ("mine", "theirs", "key"),
    [(True, False, "mine"), (False, True, "theirs"), (True, True, "both")],
)
def test_two_views_agree_to_leave_them_alone(mine: bool, theirs: bool, key: str) -> None:
    """Where one of two knows that they asked, it counts for both; nothing is left to settle."""
    sheets = (Sheet(levels("3??12"), stop=mine), Sheet(levels("1?212"), stop=theirs))
    found = compare(*sheets, DEFINITION, "en")
    assert found["verdicts"] == DATA["pipeline"][f"compare_stop_{key}"]["en"]
    assert {line["settle"] for line in found["rows"]} == {""}
