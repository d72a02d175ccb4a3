"""The days behind urgency in the list, this week, the calendar, the note and the printed report."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import icalendar
import pytest

from quiz.definition import Definition, definition_from
from quiz.files.ical import calendar
from quiz.host.printed_report import html_report
from quiz.prospect import Check, Next, Outcome, Prospect, stopped
from quiz.report import report_on
from quiz.sheet import Sheet
from quiz.views.agenda import this_week
from quiz.views.detail import detail_of
from quiz.views.pipeline import week
from quiz.views.row import row_of
from tests.unit.samples import levels, made
from tests.unit.shipped_definition import DATA, DEFINITION, LANGUAGES, TODAY

PURSUE, DEVELOP, PARK, WALK_AWAY, FIND_OUT = "22222", "22122", "22202", "02222", "?????"
LEAD = DEFINITION.lead_days
LATE, NOW, SOON, FAR = -1, 0, LEAD, LEAD + 1


def day(offset: int) -> date:
    return TODAY + timedelta(days=offset)


def needed(offset: int, answers: str = PURSUE, name: str = "a", **more: Any) -> Prospect:
    """Return a prospect for whom it must work so many days from today."""
    sheet = Sheet(levels(answers), TODAY, needed_by=day(offset), **more)
    return made(name, Check(sheet, DEFINITION.ref))


def asked(prospect: Prospect, definition: Definition = DEFINITION) -> list[tuple[str, int, bool]]:
    """Return what this week asks: the kind, the day counted from today, whether it is overdue."""
    return [
        (item.kind, (item.on - TODAY).days, item.overdue)
        for item in this_week([prospect], definition, TODAY)
        if item.on
    ]


def events(prospect: Prospect, language: str = "en") -> dict[str, tuple[date, str]]:
    """Return the day and the summary of each event by its UID, as another program reads them."""
    text = calendar([prospect], DEFINITION, TODAY, language)
    return {
        str(event["UID"]): (event.decoded("DTSTART"), str(event["SUMMARY"]))
        for event in icalendar.Calendar.from_ical(text).walk("VEVENT")
    }


# --- this week ---


@pytest.mark.parametrize("answers", [PURSUE, DEVELOP, FIND_OUT])
@pytest.mark.parametrize(
    ("offset", "there", "overdue"),
    [(LATE, True, True), (NOW, True, False), (SOON, True, False), (FAR, False, False)],
)
def test_it_is_in_this_week_from_the_lead_days_on(
    answers: str, offset: int, there: bool, overdue: bool
) -> None:
    """With the day itself, and until it is closed or changed: a day gone by is said."""
    assert asked(needed(offset, answers)) == [("needed", offset, overdue)] * there


def test_the_definition_says_how_long_before() -> None:
    """A trade with a longer lead time hears of it earlier."""
    slow = definition_from({**DATA, "lead_days": LEAD + 1})
    assert asked(needed(FAR), slow) == [("needed", FAR, False)]


def test_who_is_parked_or_let_go_is_not_asked_for_it() -> None:
    """The park date comes from that day; who was let go, closed or asked to stop has none."""
    one = needed(SOON + 1, PARK)
    assert asked(one) == [("revisit", 1, False)]
    assert asked(needed(NOW, WALK_AWAY)) == []
    assert asked(replace(needed(NOW), outcome=Outcome("won", TODAY))) == []
    assert asked(replace(needed(NOW), checks=(stopped(needed(NOW).checks[0]),))) == []


def test_nothing_before_a_day_is_a_day_of_the_week() -> None:
    """For park it is the day to look again, for any other verdict the day to take it up."""
    before: dict[str, Any] = {"not_before": day(3)}
    assert asked(needed(FAR, PARK, **before)) == [("revisit", 3, False)]
    assert asked(needed(FAR, PURSUE, **before)) == [("take-up", 3, False)]


def test_it_stands_among_the_days_of_the_week() -> None:
    """In the order of the days; on one day the next step comes first."""
    both = replace(needed(2), next=Next("bel", day(2)))
    items = this_week([needed(5, name="later"), both, needed(LATE, name="late")], DEFINITION, TODAY)
    assert [(item.prospect.name, item.kind) for item in items] == [
        ("late", "needed"),
        ("a", "next"),
        ("later", "needed"),
    ]
    assert [reason.kind for reason in items[1].reasons] == ["next", "needed"]


@pytest.mark.parametrize(
    ("offset", "nl", "en"),
    [
        (
            LATE,
            "Moest werken op 23 november: vraag hoe het nu gaat.",
            "Should have worked by 23 November: ask how they manage now.",
        ),
        (NOW, "Moet vandaag werken.", "Must work by today."),
        (SOON, "Moet werken op 23 januari 2027.", "Must work by 23 January 2027."),
    ],
)
def test_this_week_says_it(offset: int, nl: str, en: str) -> None:
    """Before, on and after the day, in both languages."""
    for language, words in (("nl", nl), ("en", en)):
        planned = replace(needed(offset), next=Next("bel", day(9)))
        (item,) = week([planned], DEFINITION, TODAY, language)
        assert (item["kind"], item["text"]) == ("needed", words)
        assert item["on"] == day(offset).isoformat()


# --- the list ---


def test_a_row_has_the_day_where_it_is_one_of_its_own() -> None:
    """A parked prospect has its park date instead, and who asked to stop no day at all."""

    def shown(prospect: Prospect) -> tuple[str | None, str, str | None]:
        row = row_of(prospect, DEFINITION, TODAY, "en")
        return row["needed_by"], row["needed_by_text"], row["revisit"]

    assert shown(needed(FAR)) == ("2027-01-24", "24 January 2027", None)
    assert shown(needed(FAR, PARK)) == (None, "", "2026-11-25")
    assert shown(stopped_one()) == (None, "", None)
    assert shown(made("a", PURSUE)) == (None, "", None)


def stopped_one() -> Prospect:
    return replace(needed(NOW), checks=(stopped(needed(NOW).checks[0]),))


@pytest.mark.parametrize(("offset", "due"), [(LATE, True), (SOON, True), (FAR, False)])
def test_it_is_due_when_this_week_asks_for_it(offset: int, due: bool) -> None:
    """Until the prospect is closed."""
    one = needed(offset)
    assert row_of(one, DEFINITION, TODAY, "nl")["due"] is due
    closed = replace(one, outcome=Outcome("won", TODAY))
    assert row_of(closed, DEFINITION, TODAY, "nl")["due"] is False


def test_who_is_let_go_is_never_due() -> None:
    """The day is told, and nothing is to be done."""
    row = row_of(needed(LATE, WALK_AWAY), DEFINITION, TODAY, "nl")
    assert (row["needed_by"], row["due"]) == ("2026-11-23", False)


# --- the calendar ---


@pytest.mark.parametrize("answers", [PURSUE, DEVELOP, FIND_OUT])
def test_the_calendar_has_the_day_beside_the_next_step(answers: str) -> None:
    """An event of its own, with a UID that stays when the day moves."""
    one = replace(needed(FAR, answers), next=Next("bel", day(2)))
    found = events(one)
    assert found.keys() == {"a-next@five-conditions", "a-needed@five-conditions"}
    assert found["a-needed@five-conditions"] == (day(FAR), "a: it must work by today")
    moved = events(needed(FAR + 9, answers), "nl")
    assert moved == {"a-needed@five-conditions": (day(FAR + 9), "a: vandaag moet het werken")}


def test_the_calendar_has_no_such_day_where_none_is_worked_towards() -> None:
    """Parked: the park date alone; let go, closed or asked to stop: nothing."""
    assert events(needed(FAR, PARK)).keys() == {"a-revisit@five-conditions"}
    assert events(needed(FAR, WALK_AWAY)) == {}
    assert events(replace(needed(FAR), outcome=Outcome("lost", TODAY))) == {}
    assert events(stopped_one()) == {}


# --- the note and the printed report ---


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_note_for_a_crm_says_both_days(language: str) -> None:
    """In whole sentences, as the result does."""
    text = detail_of(needed(FAR, not_before=day(9)), DEFINITION, TODAY, language)["text"]
    words = DEFINITION.pipeline
    on = {
        "nl": ("24 januari 2027", "3 december 2026"),
        "en": ("24 January 2027", "3 December 2026"),
    }
    for key, said in zip(("needed_by", "not_before"), on[language], strict=True):
        assert words[key][language].replace("{on}", said) in text


def test_the_page_gets_both_days_to_change_them() -> None:
    """As they are on the last check, also where the verdict comes from one of them."""
    result = detail_of(needed(FAR, PARK, not_before=day(9)), DEFINITION, TODAY, "nl")["result"]
    assert (result["needed_by"], result["not_before"]) == ("2027-01-24", "2026-12-03")


def test_the_printed_report_has_the_day() -> None:
    """Below the verdict; for who is parked the verdict has it."""
    text = html_report([needed(FAR)], DEFINITION, TODAY, "nl", "")
    assert "Het moet werken op 24 januari 2027." in text
    text = html_report([needed(FAR, PARK)], DEFINITION, TODAY, "nl", "")
    assert "Het moet werken" not in text
    assert "25 november 2026" in text


def test_a_report_knows_what_is_worked_towards() -> None:
    """No verdict but these three has a day to work towards."""
    for answers, there in ((PURSUE, 1), (DEVELOP, 1), (FIND_OUT, 1), (PARK, 0), (WALK_AWAY, 0)):
        report = report_on(DEFINITION, needed(FAR, answers).sheet, TODAY)
        assert report.must_work_by == (day(FAR) if there else None)
