"""The days behind urgency, from a list that comes in to every place that shows them."""

import csv
import io
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.pipeline import (
    HEADER,
    expect_names,
    keep,
    open_file,
    open_filters,
    row,
    unfold,
    whole_week,
)
from tests.browser.storage import read_raw
from tests.browser.test_own_lists import expect_column, go_on, offer
from tests.browser.test_prospects_files import saved

LANGUAGES = pytest.mark.parametrize(("language", "device"), [("nl", "phone"), ("en", "desktop")])
WORDS = {
    "nl": ("Moet werken op", "vandaag moet het werken"),
    "en": ("Must work by", "it must work by today"),
}


def day(offset: int) -> str:
    return (date.today() + timedelta(days=offset)).isoformat()


def listed(*rows: tuple[str, str, str, str]) -> str:
    """Return a list: of each a name, a sign for each answer, and the two days."""
    lines = [
        f"{name},{','.join(signs)},{day(0)},{needed},{before}"
        for name, signs, needed, before in rows
    ]
    return "\n".join((f"{HEADER},needed_by,not_before", *lines)) + "\n"


def last_check(page: Page, name: str) -> dict[str, object]:
    record = next(record for record in read_raw(page) if record["name"] == name)
    check: dict[str, object] = record["checks"][-1]
    return check


@LANGUAGES
def test_a_list_brings_them_everywhere(open_page: Open, language: str, device: str) -> None:
    """The list, this week, the calendar and an export have the day on which it must work."""
    page = open_page("prospects/", language, device)
    soon, far, before = day(30), day(300), day(5)
    rows = (
        ("Soon", "22222", soon, day(10)),
        ("Far", "22222", far, ""),
        ("Parked", "22202", far, before),
    )
    open_file(page, listed(*rows))
    keep(page)
    label, summary = WORDS[language]
    expect(row(page, "Soon").locator(".prospect__when")).to_contain_text(label)
    expect(row(page, "Far").locator(".prospect__when")).to_contain_text(label)
    parked = row(page, "Parked").locator(".prospect__when")
    expect(parked).not_to_contain_text(label, use_inner_text=True)
    open_filters(page)
    page.locator("select[name=sort]").select_option("date")
    expect_names(page, "Parked", "Soon", "Far")

    week = page.locator("[data-week] .week__item")
    whole_week(page)
    expect(week).to_have_count(3)  # with the one that has no next step
    expect(week.filter(has_text="Soon")).to_contain_text(label)
    expect(week.filter(has_text="Parked")).not_to_contain_text(label)

    events = saved(page, "calendar").decode().replace("\r\n ", "").split("BEGIN:VEVENT")[1:]
    assert len(events) == 3
    for name, on in (("Soon", soon), ("Far", far)):
        (event,) = (event for event in events if f"SUMMARY:{name}: {summary}\r\n" in event)
        assert f"DTSTART;VALUE=DATE:{on.replace('-', '')}\r\n" in event
        assert "-needed@five-conditions\r\n" in event

    table = csv.DictReader(io.StringIO(saved(page, "csv").decode("utf-8-sig"), newline=""))
    given = {name: (needed, not_before) for name, _, needed, not_before in rows}
    assert {r["name"]: (r["needed_by"], r["not_before"]) for r in table} == given


@LANGUAGES
def test_they_are_changed_with_the_prospect(open_page: Open, language: str, device: str) -> None:
    """Both are there to see, are kept at once on the last check, and can be taken off."""
    page = open_page("prospects/", language, device)
    open_file(page, listed(("Jansen", "22202", day(300), "")))
    keep(page)
    row(page, "Jansen").get_by_role("link").click()
    expect(page.locator("#detail-name")).to_be_focused()
    unfold(page)
    needed, before = page.locator("[name=needed_by]"), page.locator("[name=not_before]")
    expect(needed).to_have_value(day(300))
    expect(before).to_have_value("")
    expect(page.locator("[name=revisit]")).to_have_value(day(240))
    before.fill(day(20))
    expect(page.locator("[name=revisit]")).to_have_value(day(20))
    assert last_check(page, "Jansen")["not_before"] == day(20)
    needed.fill("")
    expect(page.locator("[data-said-what=kept]")).to_be_visible()
    page.reload()
    page.reload()
    expect(needed).to_have_value("")
    expect(before).to_have_value(day(20))
    kept = last_check(page, "Jansen")
    assert "needed_by" not in kept
    assert "revisit" not in kept


def test_the_columns_of_others_are_asked_about(open_page: Open) -> None:
    """What is called so is filled in, and can be chosen where it is called otherwise."""
    page = open_page("prospects/", "nl")
    text = (
        f"Bedrijf;Moet werken op;Contract tot;Sluitingsdatum\nJansen;{day(40)};{day(9)};{day(1)}\n"
    )
    form = offer(page, text.encode())
    expect_column(form, "needed_by", "Moet werken op")
    expect(form.locator("[name=map-not_before]")).to_have_value("")
    form.locator("[name=map-not_before]").select_option(label="Contract tot")
    go_on(page)
    keep(page)
    kept = last_check(page, "Jansen")
    assert (kept["needed_by"], kept["not_before"]) == (day(40), day(9))
