"""Home leads a returning reader on: at once, without an engine, where there is anything to do."""

import json
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import HOMES, Open
from tests.browser.pipeline import HEADER, keep, open_file

NOON = "2026-11-26T12:00:00"
KEPT: dict[str, Any] = {
    "read": "training/means",
    "week": {
        "week": {"2026-11-24": 4, "2026-11-26": 1, "2026-11-27": 9},
        "stale": {"2026-11-25": 2, "2026-12-01": 1},
    },
    "due": {"one": "2026-11-26", "two": "2026-11-20", "three": "2026-11-27"},
    "check": {"definition": "five-conditions@1", "answers": {"need": "3", "means": "2"}},
}
ALL = [
    "lesson: Means",
    "your check (2 of 5)",
    "this week: 5",
    "stale prospects: 2",
    "practice cases due: 2",
]


def tell(page: Page, kept: dict[str, str]) -> None:
    """Keep this in the browser, as the other pages do, and come back."""
    page.evaluate(
        "kept => Object.entries(kept).forEach(([name, text]) => "
        "localStorage.setItem(`/five-conditions/${name}`, text))",
        kept,
    )
    page.reload()


def go(page: Page, path: str, language: str = "en") -> None:
    """Go to another page of the site, as the same reader."""
    page.goto(page.evaluate("location.origin") + f"/{HOMES[language]}{path}")


def as_kept(**kept: Any) -> dict[str, str]:
    return {name: json.dumps(value) for name, value in kept.items()}


def expect_ways(page: Page, *texts: str) -> None:
    """Wait until exactly these ways on are shown."""
    ways = page.locator(".going-on a:visible")
    expect(ways).to_have_text(list(texts), use_inner_text=True)
    expect(page.locator(".going-on")).to_be_visible(visible=bool(texts))


def test_who_is_new_sees_the_ways_in_alone(open_page: Open) -> None:
    """Nothing is kept, and so there is nothing to go on with."""
    page = open_page("", "en")
    expect_ways(page)
    go(page, "training/")
    expect_ways(page)


def test_who_comes_back_is_led_on(open_page: Open, errors: list[str]) -> None:
    """A lesson, the check that was begun, and what is due by today; each leads there."""
    page = open_page("", "en")
    page.clock.set_fixed_time(NOON)
    tell(page, as_kept(**KEPT))
    expect_ways(page, *ALL)
    places = [
        page.locator(".going-on a:visible").nth(at).evaluate("a => a.pathname.slice(3)")
        for at in range(len(ALL))
    ]
    assert places == ["/training/means/", "/check/", "/prospects/", "/prospects/", "/practice/"]
    page.clock.set_fixed_time("2026-11-27T00:30:00")
    page.reload()
    expect(page.locator("[data-go-on=week]")).to_have_text("this week: 14")
    expect(page.locator("[data-go-on=due]")).to_have_text("practice cases due: 3")
    assert errors == []


@pytest.mark.parametrize("width", [320, 390, 1366])
def test_nothing_moves_when_it_is_shown(open_page: Open, width: int) -> None:
    """It is there with the first drawing of the page, and no engine is fetched for it."""
    page = open_page("", "en")
    page.set_viewport_size({"width": width, "height": 800})
    page.clock.set_fixed_time(NOON)
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver(list => {"
        "for (const entry of list.getEntries()) window.moved += entry.value;"
        "}).observe({type: 'layout-shift', buffered: true})"
    )
    asked: list[str] = []
    tell(page, as_kept(**KEPT))
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    expect_ways(page, *ALL)
    page.evaluate("document.fonts.ready")
    assert page.evaluate("window.moved") < 0.01
    assert [url for url in asked if "engine" in url] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(
    "kept",
    [
        {"week": "{", "due": "nothing", "read": "", "check": "[]", "practice": "7"},
        as_kept(week=None, due=None, read=None, check=None, practice=None),
        as_kept(week=[1], due=["x"], read={"a": 1}, check={"answers": None}, practice={}),
        as_kept(practice={"ratings": 3}, week={"week": 3}),
    ],
)
def test_what_cannot_be_read_is_not_told_of(
    open_page: Open, errors: list[str], kept: dict[str, str]
) -> None:
    """Whatever another site of this address or another version has put there."""
    page = open_page("", "en")
    tell(page, kept)
    expect(page.locator("h1")).to_be_visible()
    expect_ways(page)
    assert errors == []


def test_a_lesson_that_was_opened_is_gone_on_with_until_it_is_done(open_page: Open) -> None:
    """Then it is the next one; the overview of the lessons says so too, and so does Dutch."""
    page = open_page("training/trust/", "en")
    for place, language, text in (
        ("", "en", "lesson: Trust"),
        ("training/", "en", "lesson: Trust"),
        ("training/", "nl", "les: Vertrouwen"),
    ):
        go(page, place, language)
        expect_ways(page, text)
    cases = page.locator("[data-lesson='training/trust']").get_attribute("data-cases")
    assert cases
    ratings = [{"case": id_, "on": "2026-11-20", "answers": {}} for id_ in cases.split()]
    tell(page, as_kept(practice={"format": 2, "ratings": ratings}))
    expect_ways(page, "les: Urgentie")
    everything = [
        {"case": id_, "on": "2026-11-20", "answers": {}}
        for link in page.locator("[data-lesson]").all()
        for id_ in (link.get_attribute("data-cases") or "").split()
    ]
    tell(page, as_kept(practice={"format": 2, "ratings": everything}))
    expect_ways(page)


def test_what_is_due_is_told_in_the_training_too(open_page: Open) -> None:
    """Who comes in there, in week two, sees how many cases are due today."""
    page = open_page("training/", "nl")
    page.clock.set_fixed_time(NOON)
    tell(page, as_kept(due=KEPT["due"]))
    expect_ways(page, "oefencases aan de beurt: 2")
    page.locator("[data-go-on=due]").click()
    expect(page.locator("quiz-practice")).to_be_visible()


def test_a_lesson_is_done_by_what_was_rated_in_it(open_page: Open) -> None:
    """The same cases rated on the practice page leave it open; half of it does so too."""
    page = open_page("training/trust/", "en")
    go(page, "")
    one, other = (page.locator("[data-lesson='training/trust']").get_attribute("data-cases") or
                  "").split()  # fmt: skip
    rated = {"on": "2026-11-20", "answers": {}}
    here, there = {**rated, "page": "training/trust"}, {**rated, "page": "practice"}
    for pages, text in (
        ((there, there), "lesson: Trust"),
        ((here, there), "lesson: Trust"),
        ((here, {**rated, "page": "training/need"}), "lesson: Trust"),
        ((here, here), "lesson: Urgency"),
        ((here, rated), "lesson: Urgency"),
    ):
        ratings = [{"case": case, **how} for case, how in zip((one, other), pages, strict=True)]
        tell(page, as_kept(practice={"format": 2, "ratings": ratings}))
        expect_ways(page, text)


def test_a_coach_is_led_back_to_the_page_for_the_coach(open_page: Open) -> None:
    """It is the page they read last."""
    page = open_page("coach/", "en")
    go(page, "")
    expect_ways(page, "the page for the coach")


def test_the_list_tells_home_what_there_is_to_do(open_page: Open) -> None:
    """Counts by day, and no name; when the list is empty again, nothing."""
    page = open_page("prospects/", "en")
    page.clock.set_fixed_time("2026-11-24T12:00:00")
    page.reload()
    open_file(page, f"{HEADER}\nBakkerij Jansen,3,2,2,2,3,2026-11-20\nSmit,2,2,2,1,2,2026-10-01\n")
    keep(page)
    expect(page.locator(".week__item")).to_have_count(2)
    kept = page.evaluate("localStorage.getItem('/five-conditions/week')")
    assert json.loads(kept) == {
        "week": {"2026-11-24": 2},
        "stale": {"2026-11-24": 1, "2026-12-21": 1},
    }
    page.clock.set_fixed_time("2026-12-21T12:00:00")
    go(page, "")
    expect_ways(page, "this week: 2", "stale prospects: 2")
    page.clock.set_fixed_time("2026-11-24T12:00:00")
    go(page, "prospects/")
    for name in ("Bakkerij Jansen", "Smit"):
        page.get_by_role("link", name=name).first.click()
        page.locator("[data-do=remove]").click()
        expect(page.locator(".week__name", has_text=name)).to_have_count(0)
    page.wait_for_function("localStorage.getItem('/five-conditions/week') === null")
    go(page, "")
    expect_ways(page)


def test_a_check_saved_elsewhere_takes_the_number_back(open_page: Open) -> None:
    """Nobody has worked out what it means for the week: home leads there, and counts nothing."""
    page = open_page("", "en")
    page.clock.set_fixed_time(NOON)
    tell(page, as_kept(week={"changed": True}))
    expect_ways(page, "this week")
