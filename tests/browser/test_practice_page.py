"""Practice: rate a case, compare with the key, and see one's own progress; in lessons too."""

import json
import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from quiz.definition import Definition
from quiz.host.deck import Case
from quiz.practice import Pair, Rated, agreement, tally
from quiz.sentences import Sentences
from quiz.views.progress import all_in_words
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
    expect(page.locator("[data-engine]")).to_have_attribute("data-engine", "ready")
    page.wait_for_function("() => document.querySelector('quiz-practice').found !== undefined")


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
    expect(page.locator("[data-next-lesson]")).to_be_visible()
    page.locator("[data-next-lesson]").click()
    expect(page).to_have_url(re.compile("/training/means/$"))
    page.go_back()
    page.go_back()
    expect(page.locator("[data-lesson-done=need]")).to_be_visible()
    expect(page.locator("[data-lesson-done=means]")).to_be_hidden()


def test_both_cases_of_a_lesson_come_back(open_page: Open) -> None:
    """Each stands alone, says which of the two it is, and a week later both are there again."""
    page = open_page("training/urgency/", "en")
    seen = []
    for day in ("2026-11-03T12:00:00", "2026-11-10T12:00:00"):
        page.clock.set_fixed_time(day)
        page.reload()
        for number in (1, 2):
            case = rate(page, TWOS)
            seen.append(case)
            shown = page.locator("[data-case]:visible")
            expect(shown).to_have_count(1)
            expect(shown.locator("[data-place]")).to_have_text(f"Case {number} of 2")
            if number == 1:
                shown.locator("[data-do=next]").click()
            else:
                expect(shown.locator("[data-do=next]")).to_be_hidden()
    assert seen[:2] == seen[2:]
    assert len(set(seen)) == 2


def test_a_look_alike_in_a_lesson_is_announced(open_page: Open, cases: dict[str, Case]) -> None:
    """The second case names the first, which it is almost the same as."""
    page = open_page("training/urgency/", "nl")
    first = current(page)
    expect(page.locator("[data-alike]:visible")).to_have_count(0)
    rate(page, TWOS)
    page.locator(f"[data-case={first}] [data-do=next]").click()
    second = current(page)
    assert cases[first].pair == second
    expect(page.locator("[data-alike]:visible")).to_have_text(
        f"Deze case is bijna dezelfde als “{cases[first].title['nl']}”. Zoek het verschil."
    )


def test_the_mixed_path_marks_no_lesson_as_done(open_page: Open, cases: dict[str, Case]) -> None:
    """What is rated on the practice page is no part of a lesson; what was rated before it stays."""
    page = open_page("practice/", "en")
    when_chosen(page)
    rate(page, TWOS)
    kept = json.loads(page.evaluate("localStorage.getItem('/five-conditions/practice')"))
    assert [one["page"] for one in kept["ratings"]] == ["practice"]
    pair = [case.id for case in cases.values() if case.focus == "urgency" and case.pair][:2]
    for where, done in (
        ({"page": "practice"}, False),
        ({"page": "training/urgency"}, True),
        ({}, True),
    ):
        ratings = [{"case": id_, "on": "2026-11-20", "answers": {}, **where} for id_ in pair]
        page.evaluate(
            "text => localStorage.setItem('/five-conditions/practice', text)",
            json.dumps({"format": 2, "ratings": ratings}),
        )
        page.goto(page.url.split("/en/")[0] + "/en/training/")
        expect(page.locator("[data-lesson-done=urgency]")).to_be_visible(visible=done)


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
    """After three cases all answers are told of, as the package has them; measures are folded."""
    page = open_page("practice/", language)
    when_chosen(page)
    history = []
    for number in (1, 2, 3):
        shown = page.locator("[data-case]:visible")
        expect(shown.locator("[data-place]")).to_have_text(
            f"Case {number} {'van' if language == 'nl' else 'of'} {len(cases)}"
        )
        case = rate(page, TWOS)
        pairs: list[Pair] = [(2, level) for level in cases[case].sheet(definition).answers]
        history.append(Rated(case, date.today(), tuple(pairs)))
        expect(shown.locator("[data-right]")).to_have_text(re.compile("^[0-5A]"))
        said = all_in_words(
            tally(p for one in history for p in one.pairs), Sentences(definition, language)
        )
        expect(page.locator(".progress__right")).to_have_text(said)
        so_far = shown.locator("[data-so-far]")
        expect(so_far).to_be_visible(visible=number > 1)
        if number > 1:
            expect(so_far.locator("[data-slot=right]")).to_have_text(said)
        shown.locator("[data-do=next]").click()
    assert len({one.case for one in history}) == 3
    measured = agreement([pair for one in history for pair in one.pairs])
    assert measured.exact.value is not None
    figure = page.locator("[data-figure=exact] [data-value]")
    expect(figure).to_have_text(f"{measured.exact.value:.0%}")
    expect(figure).to_be_hidden()
    page.locator("[data-coach] > summary").click()
    expect(figure).to_be_visible()
    days = page.locator("[data-picture=days]")
    expect(days.locator("svg")).to_have_accessible_name(re.compile("[Dd]a[gy]"))
    days.locator("summary").click()
    expect(days.locator("tbody tr")).to_have_count(1)
    expect(page.locator("[data-picture=conditions] .picture__figure")).to_have_count(5)
    expect(page.locator("[data-left]")).to_have_text(str(len(cases) - 3))
    expect(page.locator("[data-due-part]")).to_be_hidden()


def test_a_path_begins_with_cases_that_differ(open_page: Open, cases: dict[str, Case]) -> None:
    """No look-alike is among the first two, none follows the other, and each is announced."""
    page = open_page("practice/", "en")
    when_chosen(page)
    met: list[str] = []
    announced = []
    for _ in range(8):
        case = cases[current(page)]
        alike = page.locator(f"[data-case={case.id}] [data-alike]")
        if case.pair in met:
            announced.append(case.id)
            expect(alike).to_contain_text(cases[case.pair].title["en"])
        if case.pair:
            expect(alike).to_be_visible(visible=case.pair in met)
        assert case.pair not in met[-2:]
        met.append(case.id)
        rate(page, {name: answer.level for name, answer in case.key.items()})
        page.locator("[data-case]:visible [data-do=next]").click()
    assert announced
    assert [cases[id_].pair for id_ in met[:2]] == [None, None]


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
    expect(page.locator("[data-due]")).to_have_text("2")
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
        expect(other.locator(".progress__right")).to_have_text(re.compile(" of 5 right"))
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


def test_ratings_that_cannot_be_read_are_kept(open_page: Open) -> None:
    """What no page of ours wrote is said, stays where it is, and costs no other rating."""
    page = open_page("practice/", "en")
    good = {"case": "housing-stairs", "on": "2026-11-20", "answers": dict.fromkeys(TWOS, 2)}
    bad = [
        {"case": "housing-stairs", "on": "soon", "answers": {}},
        {**good, "answers": {"Luck": 1}},
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


@LANGUAGES
@pytest.mark.parametrize("path", ["practice/", "training/urgency/"])
def test_a_case_that_is_half_rated_goes_on(open_page: Open, path: str, language: str) -> None:
    """After a reload, after coming back, in the other language; and it is gone once it is rated."""
    page = open_page(path, language)
    case = current(page)
    answer(page, need=1, urgency="unknown")
    page.reload()
    expect(page.locator("input[name=need][value='1']")).to_be_checked()
    page.goto(page.url.replace(path, "privacy/"))
    other = page.url.replace("/en/privacy/", f"/{path}") if language == "en" else None
    page.goto(other or page.url.replace("privacy/", f"en/{path}"))
    expect(page.locator(f"[data-case={case}]:visible input[name=need][value='1']")).to_be_checked()
    expect(page.locator("input[name=urgency][value=unknown]")).to_be_checked()
    page.locator("form[data-rating] button[type=submit]").click()
    expect(page.locator("[data-key-panel][open]")).to_have_count(1)
    page.reload()
    expect(page.locator("[data-case]:visible").first).to_be_visible()
    expect(page.locator("form[data-rating] input:checked")).to_have_count(0)


def test_a_case_says_how_it_went_last_time(open_page: Open) -> None:
    """On another day than that, and not before there was one."""
    page = open_page("practice/", "en")
    when_chosen(page)
    case = current(page)
    answers = json.dumps(dict.fromkeys(TWOS, 3))  # far off, so that it comes first
    one = f'{{"case": "{case}", "on": "2026-01-05", "answers": {answers}}}'
    before = f'{{"format": 1, "ratings": [{one}]}}'
    page.evaluate("kept => localStorage.setItem('/five-conditions/practice', kept)", before)
    page.reload()
    when_chosen(page)
    assert rate(page, TWOS) == case
    said = page.locator(f"[data-case={case}] [data-last-time]")
    expect(said).to_have_text(re.compile(r"^Last time with this case: \d of 5 right\.$"))
