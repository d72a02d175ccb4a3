"""The week in each of its states, on a day that is fixed: what to do, what comes, or nothing."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.pipeline import HEADER, keep, open_file

NOW = "2026-11-24T12:00:00"
COLUMNS = f"{HEADER},revisit,next,next_on,not_before,outcome,Phone\n"


def opened(open_page: Open, rows: str, language: str = "en") -> Page:
    """Open the list with these rows kept in it, on 24 November 2026."""
    page = open_page("prospects/", language)
    page.clock.set_fixed_time(NOW)
    page.reload()
    open_file(page, COLUMNS + rows)
    keep(page)
    expect(page.locator("[data-week]")).to_be_visible()
    return page


def test_the_next_best_thing_has_a_reason_a_question_and_a_number(open_page: Open) -> None:
    """Each prospect once, in the order in which to act; who rests, is closed or let go is not."""
    page = opened(
        open_page,
        "Develop Ltd,2,2,2,1,2,2026-11-20,,,,,,06 1234 0001\n"
        "Pursue Ltd,2,2,2,2,2,2026-10-01,,,,,,\n"
        "Late Ltd,2,2,2,2,2,2026-10-01,,Call them,2026-11-20,,,2026-11-20\n"
        "Again Ltd,2,2,1,2,2,2026-11-20,,,,2026-11-24,,\n"
        "Resting Ltd,2,2,1,2,2,2026-11-20,,,,2026-12-24,,\n"
        "Parked Ltd,2,2,2,0,2,2026-11-20,2026-12-03,,,,,\n"
        "Gone Ltd,0,2,2,2,2,2026-11-20,,,,,,\n"
        "Won Ltd,2,2,2,2,2,2026-11-20,,,,,won,\n"
        "Nobody Ltd,,,,,,,,,,,,\n",
    )
    names = ["Late Ltd", "Again Ltd", "Pursue Ltd", "Develop Ltd", "Nobody Ltd"]
    expect(page.locator(".week__name")).to_have_text(names)
    items = page.locator(".week__item")
    expect(items.nth(0)).to_contain_text("It was due on 20 November.")
    expect(items.nth(0)).to_have_attribute("data-overdue", "true")
    expect(items.nth(0).locator(".week__call")).to_be_hidden()  # a day is no number
    expect(items.nth(2)).to_contain_text("there is no next step")
    expect(items.nth(2)).to_contain_text("Answers from 1 October")
    expect(items.nth(3).locator("q")).not_to_be_empty()
    call = items.nth(3).locator(".week__call")
    expect(call).to_have_attribute("href", "tel:0612340001")
    expect(
        page.locator("[data-week-none], [data-week-ahead]").locator("visible=true")
    ).to_have_count(0)
    for name in names:
        page.locator(".week__name", has_text=name).click()
        expect(page.locator("#detail-name")).to_have_text(name)
        page.go_back()


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("nl", "Deze week hoeft er niets. Op 3 december komt dit:"),
        ("en", "Nothing this week. On 3 December this comes up:"),
    ],
)
def test_a_week_without_anything_names_the_next_day(
    open_page: Open, language: str, title: str
) -> None:
    """What is planned or parked after the week: the first of it, which leads to the prospect."""
    page = opened(
        open_page,
        "Planned Ltd,2,2,2,2,2,2026-11-20,,Send it,2026-12-24,,,\n"
        "Parked Ltd,2,2,2,0,2,2026-11-20,2026-12-03,,,,,\n",
        language,
    )
    expect(page.locator("[data-week-ahead]")).to_have_text(title)
    expect(
        page.locator("[data-week-none], [data-week-more]").locator("visible=true")
    ).to_have_count(0)
    expect(page.locator(".week__name")).to_have_text(["Parked Ltd"])
    page.locator(".week__name").click()
    expect(page.locator("#detail-name")).to_have_text("Parked Ltd")


def test_where_nothing_is_left_to_do_it_says_so(open_page: Open) -> None:
    """Everybody is let go or closed: the way on is another check."""
    page = opened(
        open_page,
        "Gone Ltd,0,2,2,2,2,2026-11-20,,,,,,\nWon Ltd,2,2,2,2,2,2026-11-20,,,,,won,\n",
    )
    expect(page.locator("[data-week-none]")).to_be_visible()
    expect(page.locator("[data-week-ahead]")).to_be_hidden()
    expect(page.locator("[data-do=print-week]")).to_be_hidden()
    expect(page.locator(".week__item")).to_have_count(0)
    page.locator("[data-week-none] a").click()
    expect(page.locator("form[data-quiz]")).to_be_visible()


def test_a_long_week_is_shown_in_part_and_then_whole(open_page: Open) -> None:
    """The first lines, then all of them at a press."""
    rows = "".join(
        f"Late {n:02},2,2,2,2,2,2026-11-20,,Call,2026-11-{n:02},,,\n" for n in range(1, 12)
    )
    page = opened(open_page, rows)
    expect(page.locator(".week__item")).to_have_count(8)
    expect(page.locator("[data-week-count]")).to_have_text("11")
    page.locator("[data-do=week-all]").click()
    expect(page.locator(".week__item")).to_have_count(11)
    expect(page.locator(".week__name").first).to_have_text("Late 01")


def test_of_whom_nothing_is_known_is_a_group_after_those_worth_a_call(open_page: Open) -> None:
    """Under a heading of its own, before who is parked."""
    page = opened(
        open_page,
        "Parked Ltd,2,2,2,0,2,2026-11-20,2026-12-03,,,,,\n"
        "Nobody Ltd,,,,,,,,,,,,\n"
        "Develop Ltd,2,2,2,1,2,2026-11-20,,,,,,\n",
    )
    shown = page.locator("[data-rows] > tr")
    expect(shown).to_have_count(4)
    for row, text in zip(
        shown.all(), ("Develop Ltd", "Nothing asked yet", "Nobody Ltd", "Parked Ltd"), strict=True
    ):
        expect(row).to_contain_text(text)
