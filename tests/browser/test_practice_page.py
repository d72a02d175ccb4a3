"""Practice: rate a case, compare with the key, and see one's own progress; in lessons too."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from quiz.definition import Definition
from quiz.host.deck import Case
from quiz.practice import agreement
from tests.browser.conftest import HOMES, Open, answer, watched
from tests.server import Server

LANGUAGES = pytest.mark.parametrize("language", ["nl", "en"])
DEVICES = pytest.mark.parametrize("device", ["phone", "desktop"])
TWOS: dict[str, int | str] = dict.fromkeys(("need", "means", "trust", "urgency", "attention"), 2)


@pytest.fixture(scope="module")
def cases(deck: list[Case]) -> dict[str, Case]:
    """Return the cases by their ids."""
    return {case.id: case for case in deck}


def current(page: Page) -> str:
    """Return the id of the case that is being rated."""
    place = page.locator("[data-case]:has(form[data-rating])")
    expect(place).to_have_count(1)
    return place.get_attribute("data-case") or ""


def rate(page: Page, answers: dict[str, int | str]) -> str:
    """Rate the case on screen, wait for the outcome, and return its id."""
    case = current(page)
    answer(page, **answers)
    page.locator("form[data-rating] button[type=submit]").click()
    expect(page.locator(f"[data-case={case}] [data-verdicts]")).to_be_visible()
    return case


def when_chosen(page: Page) -> None:
    """Wait until Python has chosen what to rate."""
    expect(page.locator("[data-progress-none]")).to_be_visible()
    expect(page.locator("[data-engine]")).to_have_attribute("data-engine", "ready")


@LANGUAGES
@DEVICES
def test_from_the_overview_to_two_rated_cases(
    open_page: Open, cases: dict[str, Case], language: str, device: str
) -> None:
    """A learner goes from the overview into a lesson and rates its two cases; it is done then."""
    page = open_page("training/", language, device)
    expect(page.locator("[data-lesson-done=need]")).to_be_hidden()
    page.locator("[data-lesson-link=need]").click()
    first = rate(page, TWOS)
    expect(page.locator(f"[data-case={first}] [data-key-heading]")).to_be_focused()
    page.locator(f"[data-case={first}] [data-do=next]").click()
    second = rate(page, TWOS)
    assert {first, second} == {
        case.id for case in cases.values() if case.id in (first, second) and case.focus == "need"
    }
    expect(page.locator("[data-all-done]")).to_be_visible()
    page.go_back()
    expect(page.locator("[data-lesson-done=need]")).to_be_visible()
    expect(page.locator("[data-lesson-done=means]")).to_be_hidden()


@LANGUAGES
def test_explained_answer_lays_both_side_by_side(
    open_page: Open, cases: dict[str, Case], language: str
) -> None:
    """For each condition: your level, the key's, how they compare, the words and the reason."""
    page = open_page("training/means/", language)
    given: dict[str, int | str] = {**TWOS, "trust": "unknown", "urgency": 0}
    case = cases[rate(page, given)]
    for condition, key in case.key.items():
        row = page.locator(f"[data-case={case.id}] [data-answer={condition}]")
        mine = given[condition]
        expect(row.locator(".answer__mine")).to_have_attribute("data-level", str(mine))
        expect(row.locator(".answer__levels > .link").last).to_have_attribute(
            "data-level", str(key.level)
        )
        expect(row.locator(".answer__why")).to_have_text(key.why[language])
        outcome = row.locator("[data-outcome]")
        if mine == key.level:
            expected = "same"
        elif key.level == "unknown":
            expected = "assumed"
        elif mine == "unknown":
            expected = "missed"
        else:
            expected = "higher" if int(mine) > int(key.level) else "lower"
        expect(outcome).to_have_attribute("data-outcome", expected)
    marks = page.locator(f"[data-case={case.id}] .case__text mark").all_inner_texts()
    words = [run for key in case.key.values() for run in key.words.get(language, ())]
    assert all(any(run in mark for mark in marks) for run in words)


@LANGUAGES
def test_progress_is_what_the_host_computes(
    open_page: Open, definition: Definition, cases: dict[str, Case], language: str
) -> None:
    """After three cases the figures are those of the package, in the reader's own notation."""
    page = open_page("practice/", language)
    when_chosen(page)
    rated = []
    for _ in range(3):
        rated.append(rate(page, TWOS))
        page.locator("[data-case]:not([hidden]) [data-do=next]").click()
    assert len(set(rated)) == 3
    keys = [level for case in rated for level in cases[case].sheet(definition).answers]
    measured = agreement([(2, level) for level in keys])
    assert measured.exact.value is not None
    assert measured.optimism.value is not None
    expect(page.locator("[data-figure=exact] [data-value]")).to_have_text(
        f"{measured.exact.value:.0%}"
    )
    optimism = f"{round(measured.optimism.value, 2):+g}".replace("+0", "0") if language else ""
    optimism = optimism.replace(".", ",") if language == "nl" else optimism
    expect(page.locator("[data-figure=optimism] [data-value]")).to_have_text(optimism)
    expect(page.locator("[data-days] tr")).to_have_count(1)
    expect(page.locator("[data-left]")).to_have_text(str(len(cases) - 3))


def test_choice_by_condition_and_difficulty(open_page: Open, cases: dict[str, Case]) -> None:
    """A chosen condition and difficulty bring only cases of that kind."""
    page = open_page("practice/")
    when_chosen(page)
    page.locator("select[name=focus]").select_option("trust")
    page.locator("select[name=difficulty]").select_option("hard")
    fitting = [c.id for c in cases.values() if c.focus == "trust" and c.difficulty == "hard"]
    expect(page.locator("[data-left]")).to_have_text(str(len(fitting)))
    assert current(page) in fitting
    for _ in fitting:
        rate(page, TWOS)
        page.locator("[data-case]:not([hidden]) [data-do=next]").click()
    expect(page.locator("[data-none]")).to_be_visible()


def test_misjudged_cases_come_back_first_after_a_week(
    open_page: Open, cases: dict[str, Case]
) -> None:
    """What was misjudged a week ago is asked before what is new; what was right, after it."""
    right, wrong = list(cases.values())[3], list(cases.values())[7]
    week_ago = (date.today() - timedelta(days=7)).isoformat()
    ratings = [
        {"case": right.id, "on": week_ago, "answers": right.answers()},
        {"case": wrong.id, "on": week_ago, "answers": dict.fromkeys(TWOS, "unknown")},
    ]
    page = open_page("practice/")
    page.evaluate(
        "text => localStorage.setItem('/five-conditions/practice', text)",
        json.dumps({"format": 1, "ratings": ratings}),
    )
    page.reload()
    expect(page.locator("[data-left]")).to_have_text(str(len(cases)))
    expect(page.locator(f"[data-case={wrong.id}] form[data-rating]")).to_be_visible()


def test_answers_travel_by_file_and_can_be_erased(open_page: Open, tmp_path: Path) -> None:
    """Export, erase, undo, import on another device: the same history, nothing twice."""
    page = open_page("practice/")
    when_chosen(page)
    rate(page, TWOS)
    with page.expect_download() as download:
        page.locator("[data-do=export]").click()
    saved = tmp_path / "practice.json"
    download.value.save_as(saved)
    page.locator("[data-do=erase]").click()
    expect(page.locator("[data-progress-none]")).to_be_visible()
    assert page.evaluate("localStorage.getItem('/five-conditions/practice')") is None
    page.locator("[data-do=bring-back]").click()
    expect(page.locator("[data-progress-some]")).to_be_visible()
    other = open_page("en/practice/")
    for _ in range(2):
        other.locator("[data-import]").set_input_files(saved)
        expect(other.locator("[data-kept-when=imported]")).to_be_visible()
        expect(other.locator("[data-days] tr")).to_have_count(1)
        expect(other.locator("[data-days] td").nth(1)).not_to_have_text("10")
    assert other.evaluate("localStorage.getItem('/five-conditions/practice')") == (
        saved.read_text(encoding="utf-8")
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"format": 3, "ratings": []}',
        '{"format": 1, "ratings": [{"case": "a", "on": "soon", "answers": {}}]}',
        '{"format": 1, "ratings": [{"case": "a", "on": "2026-11-24", "answers": {"need": 9}}]}',
        '{"format": 1, "ratings": [{"case": 5, "on": "2026-11-24", "answers": {}}]}',
    ],
)
def test_foreign_file_is_refused_and_changes_nothing(
    open_page: Open, tmp_path: Path, text: str
) -> None:
    """A file that was not made here is refused in words."""
    page = open_page("practice/")
    when_chosen(page)
    file = tmp_path / "other.json"
    file.write_text(text)
    page.locator("[data-import]").set_input_files(file)
    expect(page.locator("[data-kept-when=failed]")).to_be_visible()
    expect(page.locator("[data-progress-none]")).to_be_visible()


def test_lesson_loses_nothing_while_the_engine_fails(
    server: Server, contexts: Callable[..., BrowserContext]
) -> None:
    """Without an engine the key opens all the same, with both levels; the verdicts come later."""
    server.broken.add(".wasm")
    page = watched(contexts("phone"), [])
    page.goto(f"{server.url}{HOMES['nl']}training/trust/")
    expect(page.locator("[data-engine]")).to_have_attribute("data-engine", "failed")
    expect(page.locator(".ladder__rung")).to_have_count(4)
    server.held.add(".wasm")
    server.broken.clear()
    case = current(page)
    answer(page, **TWOS)
    page.locator("form[data-rating] button[type=submit]").click()
    expect(page.locator(f"[data-case={case}] [data-key-heading]")).to_be_visible()
    expect(page.locator(f"[data-case={case}] .answer__mine").first).to_be_visible()
    expect(page.locator(f"[data-case={case}] [data-verdicts]")).to_be_hidden()
    expect(page.locator("[data-engine-when=pending]")).to_be_visible()
    server.held.clear()
    server.release.set()
    expect(page.locator(f"[data-case={case}] [data-verdicts]")).to_be_visible()


@LANGUAGES
def test_group_compares_what_each_rated_apart(open_page: Open, language: str) -> None:
    """Two people rate apart and share links; the coach sees both, and where to talk."""
    links = []
    for level in (2, 0):
        page = open_page("coach/", language, "phone")
        for _ in range(3):
            current(page)
            answer(page, **dict.fromkeys(TWOS, level))
            page.locator("form[data-rating] button[type=submit]").click()
        links.append(page.locator("[data-mine-link]").input_value())
        expect(page.locator("[data-qr]")).not_to_have_attribute("d", "")
    coach = open_page("coach/", language)
    expect(coach.locator("[data-key-panel]").first).to_be_hidden()
    coach.locator("#group-links").fill("\n".join([links[0], links[0], "nonsense"]))
    coach.locator("[data-paste] button").click()
    expect(coach.locator("[data-count]")).to_have_text("1")
    expect(coach.locator("[data-bad]")).to_be_visible()
    tab = coach.context.new_page()
    tab.goto(links[1])
    for page in (coach, tab):
        expect(page.locator("[data-count]")).to_have_text("2")
        row = page.locator("[data-spread=hospital-kiosks] [data-row=need]")
        expect(row.locator("[data-cell='2']")).to_have_text("1")
        expect(row.locator("[data-cell='0']")).to_have_text("1")
        expect(row.locator("[data-talk]")).to_be_visible()
    coach.locator("[data-do=keys]").click()
    expect(coach.locator("[data-key-panel]").first).to_be_visible()
    assert coach.evaluate("Object.keys(localStorage).filter(key => key.includes('five'))") == []


def test_group_gathers_across_languages(open_page: Open) -> None:
    """A link that opens in the other language still reaches the coach's open page."""
    coach = open_page("coach/")
    expect(coach.locator("[data-count]")).to_have_text("0")
    answers = "housing-stairs=22222;staffing-cheese=2uuuu;hospital-kiosks=21u22"
    tab = coach.context.new_page()
    tab.goto(coach.url.replace("/coach/", f"/en/coach/#g1;five-conditions@1;by=abc123;{answers}"))
    expect(coach.locator("[data-count]")).to_have_text("1")


@pytest.mark.parametrize(
    "fragment",
    [
        "#g1;five-conditions@1;by=abc123;housing-stairs=22222",
        "#g1;other@1;by=abc123;housing-stairs=22222;staffing-cheese=22222;hospital-kiosks=22222",
        "#g1;five-conditions@1;by=abc123;housing-stairs=2222;staffing-cheese=22222;hospital-kiosks=22222",
        "#g1;five-conditions@1;by=abc123;housing-stairs=22224;staffing-cheese=22222;hospital-kiosks=22222",
        "#g1;five-conditions@1;by=<b>;housing-stairs=22222;staffing-cheese=22222;hospital-kiosks=22222",
        "#g1;five-conditions@1;by=abc123;housing-stairs=22222;housing-stairs=22222;hospital-kiosks=22222",
    ],
)
def test_damaged_group_link_is_refused(open_page: Open, fragment: str) -> None:
    """A link that does not hold answers to the three cases is refused in words."""
    page = open_page(f"coach/{fragment}")
    expect(page.locator("[data-bad]")).to_be_visible()
    expect(page.locator("[data-count]")).to_have_text("0")


def test_ratings_that_cannot_be_read_are_kept(open_page: Open) -> None:
    """What no page of ours wrote is said, stays where it is, and costs no other rating."""
    page = open_page("practice/", "en")
    good = {"case": "housing-stairs", "on": "2026-11-20", "answers": dict.fromkeys(TWOS, 2)}
    bad = [
        {"case": "housing-stairs", "on": "soon", "answers": {}},
        {**good, "answers": {"luck": 1}},
    ]
    key = "/five-conditions/practice"
    for text in (json.dumps({"format": 1, "ratings": [good, *bad]}), "{broken"):
        page.evaluate("([key, text]) => localStorage.setItem(key, text)", [key, text])
        page.reload()
        expect(page.locator("[data-store-unread]")).to_be_visible()
        when_chosen(page)
        rate(page, TWOS)
        kept = json.loads(page.evaluate("key => localStorage.getItem(key)", key))
        assert kept["unread"] == (["{broken"] if text == "{broken" else bad)
        expect(page.locator("[data-progress-some]")).to_be_visible()
