"""Advice by what is known: which question, what first, which links are weak, what does not fit."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz import scoring
from quiz.definition import Definition, definition_from
from quiz.errors import InputError
from quiz.host.definition_file import validate
from quiz.report import Report, as_data, report_on
from quiz.sheet import Answers, Sheet, given_to, sheet_from
from quiz.views.row import row_of
from quiz.wording import words
from tests.unit.samples import levels, made
from tests.unit.shipped_definition import (
    ANSWERS,
    DATA,
    DEFINITION,
    LANGUAGES,
    SHEETS,
    TODAY,
    WORDS,
    set_out,
)


def text(en: str) -> dict[str, str]:
    return {"nl": f"{en} (nl)", "en": en}


def asks(key: str) -> dict[str, Any]:
    """Return questions by level, each with its condition and level in it."""
    return {
        level: [
            {"text": text(f"{key} {level}?")},
            {"for": "household", "text": text(f"{key} {level} at home?")},
        ]
        for level in ("unknown", "0", "1", "2")
    }


def altered(**more: Any) -> dict[str, Any]:
    """Return the data of a definition that has all that advice can have."""
    data: dict[str, Any] = json.loads(json.dumps(DATA))
    more_of = {"need": {"first": True}, "urgency": {"dates": True}}
    data["conditions"] = [
        {**one, "ask": asks(one["id"]), **more_of.get(one["id"], {})} for one in data["conditions"]
    ]
    data["verdicts"]["pursue"]["ask"] = [
        {"for": "firm", "text": text("What could stop this?")},
        {"text": text("Who else?")},
    ]
    data["verdicts"]["park"]["advice_rest_met"] = text("Stay in touch.")
    data["lead_days"] = 40
    data["remarks"] = [{"when": {"need": [0], "urgency": [2, 3]}, "text": text("Look again.")}]
    return data | more


def built(**more: Any) -> Definition:
    return definition_from(validate(json.dumps(altered(**more)), "altered.json"))


ADVISED = built()


def reported(answers: str, definition: Definition = ADVISED, **days: Any) -> Report:
    return report_on(definition, replace(Sheet(levels(answers), TODAY), **days), TODAY)


# --- which question ---


def test_one_text_is_the_question_at_every_level() -> None:
    """A definition with one question a condition goes on asking it."""
    for condition in DEFINITION.conditions:
        written = DATA["conditions"][DEFINITION.ids.index(condition.id)]["ask"]
        for level in ANSWERS:
            (question,) = condition.to_ask(level)
            assert (question.text, question.audience) == (written, None)


@pytest.mark.parametrize(
    ("answers", "ask"),
    [
        ("?????", "need unknown?"),
        ("2?2?2", "means unknown?"),
        ("22122", "trust 1?"),
        ("22022", "trust 0?"),
        ("22202", "urgency 0?"),
        ("02222", "need 0?"),
    ],
)
def test_the_question_is_that_of_the_level(answers: str, ask: str) -> None:
    """What is known decides what to ask; another question is at hand, with whom it suits."""
    said = words(reported(answers), "en")
    assert (said.ask, said.ask_suits) == (ask, "")
    (other,) = said.ask_instead
    assert other.ask == ask.replace("?", " at home?")
    assert other.suits == WORDS["suits_household"]["en"]


def test_a_level_without_questions_of_its_own_has_those_for_unknown() -> None:
    """A definition need not have a list for each level."""
    data = altered()
    data["conditions"][2]["ask"] = {"unknown": asks("trust")["unknown"]}
    definition = definition_from(validate(json.dumps(data), "altered.json"))
    assert words(reported("22122", definition), "en").ask == "trust unknown?"


def test_steps_ask_by_their_level_too() -> None:
    """What can be made firmer has its question from said to shown; what is open has its own."""
    firmer = words(reported("22232"), "en").firmer
    assert [step.ask for step in firmer] == [
        f"{k} 2?" for k in ("need", "means", "trust", "attention")
    ]
    said = words(reported("???1?"), "en")
    assert {step.ask for step in said.open} == {
        "means unknown?",
        "trust unknown?",
        "attention unknown?",
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_pursue_asks_what_could_still_stop_it(language: str) -> None:
    """It has a question, about no condition: `ask_next` stays null."""
    report = reported("22222")
    said = words(report, language)
    assert as_data(report)["ask_next"] is None
    assert said.ask_heading == WORDS["ask_pursue"][language]
    assert said.ask == text("What could stop this?")[language]
    assert said.ask_suits == WORDS["suits_firm"][language]
    assert [one.ask for one in said.ask_instead] == [text("Who else?")[language]]
    assert said.ask_topic == ""
    assert said.ask in set_out(report, language)
    assert row_of(made("a", "22222"), ADVISED, TODAY, language)["ask"] == said.ask
    assert words(reported("22222", DEFINITION), language).ask == ""


# --- what first ---


def test_need_comes_first_while_it_tells_anything() -> None:
    """Nobody asks who signs before there is a need; the rest keeps its order."""
    moved = 0
    for answers in SHEETS:
        plain = scoring.ask_first(DEFINITION, Sheet(answers))
        first = scoring.ask_first(ADVISED, Sheet(answers))
        rest = tuple(key for key in plain if key != "need")
        assert first == (("need", *rest) if "need" in plain else plain)
        moved += first != plain
    assert moved > 20


# --- weak links ---


def test_weak_are_all_at_the_lowest_level_below_two() -> None:
    """Every tied link is named, and none that is in order; `weakest` stays what it was."""
    for answers in SHEETS:
        data = as_data(report_on(DEFINITION, Sheet(answers), TODAY))
        known = [level for level in answers if level is not None]
        low = [level for level in known if level < 2]
        weak = [
            k for k, level in zip(DEFINITION.ids, answers, strict=True) if low and level == min(low)
        ]
        assert data["weak"] == weak
        assert data["weakest"] == (DEFINITION.ids[answers.index(min(known))] if known else None)


# --- days ---

DOUBT = "They named a day: does your answer for urgency still hold?"
BACK = "Count back to the last day to order: that is the day you work to."


def day(count: int) -> date:
    return TODAY + timedelta(days=count)


@pytest.mark.parametrize(
    ("days", "revisit"),
    [
        ({}, day(90)),
        ({"needed_by": day(100)}, day(60)),  # lead_days before it
        ({"needed_by": day(30)}, day(1)),  # but not before the day after the answers
        ({"needed_by": day(-5)}, day(1)),
        ({"not_before": day(20)}, day(20)),
        ({"not_before": day(20), "needed_by": day(100)}, day(20)),
        ({"not_before": day(20), "revisit": day(7), "needed_by": day(100)}, day(7)),
        ({"needed_by": date(9999, 12, 31)}, date(9999, 12, 31) - timedelta(days=40)),
        ({"needed_by": date(1, 1, 1)}, day(1)),
        ({"needed_by": day(100), "on": date(9999, 12, 31)}, date(9999, 12, 31)),
    ],
)
def test_when_to_look_again(days: Mapping[str, Any], revisit: date) -> None:
    """The seller's own day, else the one before which nothing happens, else counted back."""
    assert reported("22202", **days).revisit == revisit
    assert reported("22212", **days).revisit is None


def test_without_a_day_of_the_answers_it_counts_from_today() -> None:
    """A sheet without `on` is not looked at again before tomorrow."""
    sheet = Sheet(levels("22202"), needed_by=day(30))
    assert report_on(ADVISED, sheet, TODAY).revisit == day(1)


@given(st.dates(), st.dates(), st.none() | st.dates())
def test_any_days_can_be_counted_with(today: date, needed_by: date, on: date | None) -> None:
    """No day is too early or too late, and what was counted back never lies before the answers."""
    sheet = Sheet(levels("22202"), on, needed_by=needed_by)
    revisit = report_on(ADVISED, sheet, today).revisit
    assert revisit is not None
    assert revisit > (on or today) or date.max in (revisit, on)


def test_the_days_are_in_the_result() -> None:
    """Under every verdict the result has both days as they were given."""
    data = {"answers": {"need": 2}, "needed_by": "2027-03-01", "not_before": "2027-01-11"}
    result = as_data(report_on(ADVISED, sheet_from(data, ADVISED), TODAY))
    assert (result["needed_by"], result["not_before"]) == ("2027-03-01", "2027-01-11")
    bare = as_data(report_on(ADVISED, sheet_from({"answers": {}}, ADVISED), TODAY))
    assert (bare["needed_by"], bare["not_before"]) == (None, None)


@pytest.mark.parametrize("field", ["needed_by", "not_before"])
@pytest.mark.parametrize("wrong", ["2027-02-29", "1 March", 20270301, None, ""])
def test_a_day_that_is_none_is_told(field: str, wrong: object) -> None:
    """A day is read as strictly as any other."""
    with pytest.raises(InputError) as caught:
        sheet_from({"answers": {}, field: wrong}, ADVISED)
    assert [p.where for p in caught.value.problems] == [f"sheet: {field}"]


@pytest.mark.parametrize(
    ("answers", "days", "said"),
    [
        ("22222", {"needed_by": date(2027, 3, 1)}, [f"It must work by 1 March 2027. {BACK}"]),
        ("22202", {"needed_by": date(2027, 3, 1)}, ["It must work by 1 March 2027."]),
        (
            "22222",
            {"needed_by": date(2026, 11, 1)},
            ["It should have worked by 1 November 2026. Ask how they manage now."],
        ),
        ("22212", {"not_before": date(2027, 1, 11)}, ["Nothing happens before 11 January 2027."]),
        ("22202", {"not_before": date(2027, 1, 11)}, []),  # the headline has that day
        (
            "22222",
            {"not_before": date(2026, 10, 12)},
            ["Nothing was to happen before 12 October 2026. Ask how things stand now."],
        ),
        (
            "22212",
            {"needed_by": date(2027, 3, 1)},
            [f"It must work by 1 March 2027. {BACK}", DOUBT],
        ),
        ("22202", {"needed_by": date(2026, 12, 15)}, ["It must work by 15 December 2026.", DOUBT]),
        (
            "22202",
            {"not_before": date(2027, 1, 11), "revisit": date(2027, 2, 1)},
            ["Nothing happens before 11 January 2027."],
        ),
        (
            "22222",
            {"needed_by": date(2027, 1, 1), "not_before": date(2027, 1, 11)},
            [
                f"It must work by 1 January 2027. {BACK}",
                "Nothing happens before 11 January 2027.",
                "Those two days can’t both be right. Ask which one is.",
            ],
        ),
    ],
)
def test_the_days_are_said(answers: str, days: Mapping[str, Any], said: list[str]) -> None:
    """Each day once, a day gone by as such, and two that cannot both be right."""
    assert list(words(reported(answers, **days), "en").remarks) == said


# --- what does not go together ---


def test_a_remark_is_made_where_all_of_it_holds() -> None:
    """Exactly there, for every sheet; the verdict is what it is without it."""
    silent = built(remarks=[])
    for need, urgency in product(ANSWERS, ANSWERS):
        answers: Answers = (need, 2, 2, urgency, 2)
        sheet = Sheet(answers, TODAY)
        given_ = report_on(ADVISED, sheet, TODAY)
        holds = need == 0 and urgency in (2, 3)
        assert words(given_, "en").remarks == (("Look again.",) if holds else ())
        assert given_.verdict == report_on(silent, sheet, TODAY).verdict


def test_an_answer_that_came_to_mean_something_else_contradicts_nothing() -> None:
    """Of an older sheet a remark is made only where its answers still mean what they meant."""
    data = altered(version=2, changed={"2": {"urgency": [2]}})
    definition = definition_from(validate(json.dumps(data), "altered.json"))
    for answers, remarks in (("02222", ()), ("02232", ("Look again.",))):
        before = given_to(1, Sheet(levels(answers), TODAY), definition)
        assert words(report_on(definition, before, TODAY), "en").remarks == remarks


@pytest.mark.parametrize(
    ("answers", "said"),
    [("22202", True), ("22220", True), ("22201", False), ("2?202", False)],
)
def test_who_lacks_one_thing_is_not_left_alone(answers: str, said: bool) -> None:
    """With all but one in order, parking is not the same as spending one's time elsewhere."""
    why = words(reported(answers), "en").why
    assert ("Stay in touch." in why) == said
    assert (DATA["verdicts"]["park"]["advice"]["en"] in why) != said


# --- what is wrong with a definition ---


def problems(data: dict[str, Any]) -> list[tuple[str, str]]:
    with pytest.raises(InputError) as caught:
        validate(json.dumps(data, indent=1), "own.json")
    return [(p.where.partition(": ")[2], p.what) for p in caught.value.problems]


def test_two_conditions_with_days_are_one_too_many() -> None:
    """The form asks for the days once."""
    data = altered()
    data["conditions"][0]["dates"] = True
    assert problems(data) == [("conditions[3].dates", "a second condition that asks for days")]


def test_a_remark_on_no_condition_is_told() -> None:
    """So is a level that is none."""
    data = altered()
    data["remarks"][0]["when"] = {"luck": [1], "need": [4]}
    assert [where for where, _ in problems(data)] == [
        "remarks[0].when.luck",
        "remarks[0].when.need[0]",
    ]


@pytest.mark.parametrize(
    ("ask", "place"),
    [
        ({"0": [{"text": text("a")}]}, "conditions[0].ask"),
        ({"unknown": []}, "conditions[0].ask.unknown"),
        ({"unknown": [{"for": "friends", "text": text("a")}]}, "conditions[0].ask.unknown[0].for"),
        ({"unknown": [{"text": {"en": "a"}}]}, "conditions[0].ask.unknown[0].text"),
        ({"unknown": [{"text": text("a")}], "3": []}, "conditions[0].ask.3"),
        ({"unknown": [{"text": text("{a}")}]}, "conditions[0].ask.unknown[0].text.nl"),
    ],
)
def test_a_list_of_questions_that_is_wrong_is_told(ask: dict[str, Any], place: str) -> None:
    """At its place, whatever is wrong with it."""
    data = altered()
    data["conditions"][0]["ask"] = ask
    assert problems(data)[0][0] == place
