"""A reader's way through the site, the same in Chromium, Firefox and WebKit."""

from datetime import date

import pytest

from quiz.definition import Definition
from quiz.host.deck import Case
from quiz.report import report_on
from quiz.sheet import sheet_from
from quiz.wording import words
from tests.journeys.reader import Reader
from tests.server import Server

HOMES = pytest.mark.parametrize(("language", "home"), [("nl", ""), ("en", "en/")])
ANSWERS: dict[str, int | str] = {
    "need": 3,
    "means": 2,
    "trust": 2,
    "urgency": 1,
    "attention": 2,
}
CHOSEN = {condition: str(level) for condition, level in ANSWERS.items()}


NAMED = """() => {
  const field = document.querySelector("[data-name]");
  field.value = "Jansen";
  for (const event of ["input", "change"]) field.dispatchEvent(new Event(event, {bubbles: true}));
}"""


def headline(definition: Definition, language: str) -> str:
    """Return what the host's Python says in the heading of the result."""
    sheet = sheet_from({"answers": ANSWERS}, definition)
    return words(report_on(definition, sheet, date.today()), language).headline


@pytest.mark.every_engine
@HOMES
def test_from_the_first_page_to_a_verdict(
    reader: Reader, definition: Definition, language: str, home: str
) -> None:
    """Five answers bring the verdict of the host's Python, with its link and its score."""
    reader.goes_to(home)
    reader.clicks(".hero .button")
    answers_all(reader, "engine")
    assert reader.text("[data-result] h2") == headline(definition, language)


def answers_all(reader: Reader, source: str) -> None:
    """Give the answers in the check, and see what the table or the engine makes of them."""
    reader.sees("form[data-quiz] button[type=submit]")
    reader.answers(**ANSWERS)
    reader.finds("[data-result]", "data-from", source)
    reader.finds("[data-result]", "data-verdict", "develop")
    reader.finds("[data-result]", "data-weakest", "urgency")
    reader.finds("[data-result] [data-condition=urgency]", "data-level", "1")


@pytest.mark.every_engine
@pytest.mark.parametrize("way", ["broken", "cut"])
def test_a_verdict_without_an_engine(reader: Reader, engine_files: Server, way: str) -> None:
    """It never comes, or breaks off half way: verdict, link and saving are there all the same."""
    getattr(engine_files, way).add("/assets/engine/" if way == "broken" else ".wasm")
    reader.goes_to("check/")
    answers_all(reader, "table")
    reader.finds("[data-engine]", "data-engine", "failed")
    reader.sees("[data-reason=failed]")
    reader.finds("[data-result]", "data-from", "table")
    reader.clicks("[data-do=share]")
    reader.sees("[data-share-link]")
    assert "#v1;five-conditions@1;need=3;" in reader.text("[data-share-link]")
    reader.driver.script(NAMED)
    reader.clicks("[data-do=save]")
    reader.sees("[data-saved-when=kept]")


@pytest.mark.every_engine
def test_a_verdict_before_an_engine_that_comes_late(
    reader: Reader, engine_files: Server, definition: Definition
) -> None:
    """The verdict is there first; the engine adds to it what it knows."""
    engine_files.held.add("/assets/engine/")
    reader.goes_to("check/")
    answers_all(reader, "table")
    reader.finds("[data-engine]", "data-engine", "loading")
    engine_files.release.set()
    reader.finds("[data-result]", "data-from", "engine")
    assert reader.text("[data-result] h2") == headline(definition, "nl")


def test_a_verdict_by_keyboard_alone(reader: Reader) -> None:
    """Tab, arrows, space and Enter reach the verdict, and focus goes to its heading."""
    reader.goes_to("check/")
    reader.sees("form[data-quiz] button[type=submit]")
    for level in ANSWERS.values():
        tab_to(reader, "form[data-quiz] input[type=radio]")
        reader.presses("Space", *["ArrowDown"] * int(level))
    assert reader.chosen() == CHOSEN
    tab_to(reader, "form[data-quiz] button[type=submit]")
    reader.presses("Enter")
    reader.finds("[data-result]", "data-verdict", "develop")
    reader.waits(lambda: reader.has_focus("[data-result] h2"), "focus on the verdict")


def tab_to(reader: Reader, selector: str) -> None:
    """Press Tab until something else of this kind has focus."""
    here = "() => document.activeElement?.name ?? ''"
    before = reader.driver.script(here)
    for _ in range(40):
        reader.presses("Tab")
        if reader.has_focus(selector) and (
            reader.driver.script(here) != before or not selector.endswith("[type=radio]")
        ):
            return
    raise AssertionError(f"Tab does not reach {selector}")


def test_tab_goes_past_the_search(reader: Reader) -> None:
    """The field for searching opens with focus and lets go of it: no trap for the keyboard."""
    reader.goes_to("article/")
    reader.sees("h1")
    for _ in range(12):
        reader.presses("Tab")
        if reader.has_focus("input[data-md-component=search-query]"):
            break
    assert reader.has_focus("input[data-md-component=search-query]")
    for _ in range(6):
        reader.presses("Tab")
        if reader.has_focus(".md-tabs a"):
            break
    assert reader.has_focus(".md-tabs a")
    reader.waits(
        lambda: not reader.driver.script("() => document.querySelector('#__search').checked"),
        "search to close",
    )


def test_answers_outlive_a_reload_and_the_way_back(reader: Reader) -> None:
    """Neither a reload nor another page and back loses an answer."""
    reader.goes_to("check/")
    reader.sees("form[data-quiz] button[type=submit]")
    reader.answers(need=2, urgency="unknown")
    reader.driver.reload()
    reader.waits(lambda: reader.chosen() == {"need": "2", "urgency": "unknown"}, "the answers")
    reader.goes_to("article/")
    reader.sees_no("form[data-quiz]")
    reader.driver.back()
    reader.sees("form[data-quiz]")
    reader.waits(lambda: reader.chosen() == {"need": "2", "urgency": "unknown"}, "the answers")


def test_a_page_that_comes_back_shows_what_is_kept(reader: Reader) -> None:
    """A browser may show a page as it was left: the answers are those of now, and stay."""
    reader.goes_to("check/")
    reader.sees("form[data-quiz] button[type=submit]")
    reader.answers(need=2, trust=1)
    reader.goes_to("en/check/")
    reader.sees("form[data-quiz] button[type=submit]")
    reader.answers(need=3)
    reader.driver.back()
    reader.finds("html", "lang", "nl")
    reader.waits(lambda: reader.chosen() == {"need": "3", "trust": "1"}, "the newer answers")
    reader.answers(means=2)
    assert reader.chosen() == {"need": "3", "means": "2", "trust": "1"}


def test_a_rating_outlives_the_way_back(reader: Reader) -> None:
    """Answers in the middle of a case are kept nowhere; a page shown as it was left has them."""
    reader.goes_to("training/need/")
    reader.sees("form[data-rating]")
    reader.answers(need=2, trust=1)
    reader.driver.script("() => { globalThis.asItWas = true; }")
    reader.goes_to("article/")
    reader.sees_no("form[data-rating]")
    reader.driver.back()
    reader.sees("form[data-rating]")
    if reader.driver.script("() => globalThis.asItWas"):
        reader.driver.script("() => new Promise((done) => setTimeout(done, 500))")
        assert reader.chosen() == {"need": "2", "trust": "1"}


def test_the_other_language_keeps_the_answers(reader: Reader, definition: Definition) -> None:
    """One click shows the same check in English, with the verdict in its own words."""
    reader.goes_to("check/")
    reader.sees("form[data-quiz] button[type=submit]")
    reader.answers(**ANSWERS)
    reader.finds("[data-result]", "data-verdict", "develop")
    reader.clicks("a[data-other-language]")
    reader.finds("html", "lang", "en")
    reader.finds("[data-result]", "data-verdict", "develop")
    assert reader.chosen() == CHOSEN
    reader.finds("[data-result]", "data-from", "engine")
    assert reader.text("[data-result] h2") == headline(definition, "en")


def test_a_share_link_brings_the_answers(reader: Reader) -> None:
    """The link that the page makes shows the same answers, and says whose they are."""
    reader.goes_to("check/")
    reader.sees("form[data-quiz] button[type=submit]")
    reader.answers(**ANSWERS)
    reader.finds("[data-result]", "data-verdict", "develop")
    reader.clicks("[data-do=share]")
    reader.sees("[data-share-link]")
    link = reader.text("[data-share-link]")
    assert "#v1;five-conditions@1;need=3;" in link
    reader.goes_to("")
    reader.driver.script("() => localStorage.clear()")
    reader.driver.open(link)
    reader.sees("[data-shared]")
    reader.finds("[data-result]", "data-verdict", "develop")
    assert reader.chosen() == CHOSEN


def test_a_damaged_link_is_refused_in_words(reader: Reader) -> None:
    """The reason has focus, and nothing is chosen."""
    reader.goes_to("check/#v1;five-conditions@1;__proto__=3")
    reader.sees("[data-link-problem=damaged]")
    reader.waits(lambda: reader.has_focus("[data-link-error]"), "focus on the reason")
    assert reader.chosen() == {}


def test_a_practice_case_is_rated_and_explained(reader: Reader, deck: list[Case]) -> None:
    """A rated case opens its key, with both verdicts; the rating is there after a reload."""
    cases = {case.id for case in deck}
    reader.goes_to("en/practice/")
    reader.finds("[data-engine]", "data-engine", "ready")
    reader.sees("[data-progress-none]")
    reader.answers(**ANSWERS)
    reader.clicks("form[data-rating] button[type=submit]")
    reader.sees("[data-case]:not([hidden]) [data-verdicts]")
    case = reader.driver.script(
        "() => document.querySelector('[data-case]:not([hidden])').dataset.case"
    )
    assert case in cases
    reader.driver.reload()
    reader.sees("[data-progress-some]")


@HOMES
def test_without_webassembly_the_way_leads_to_paper(
    reader_without_wasm: Reader, language: str, home: str
) -> None:
    """The page gives the reason in its language, keeps the answers and leads to the scorecard."""
    reader = reader_without_wasm
    reader.goes_to(f"{home}check/")
    assert reader.driver.script("() => typeof WebAssembly") == "undefined"
    reader.finds("html", "lang", language)
    reader.sees("[data-reason=no-wasm]")
    reader.answers(need=2)
    reader.clicks("[data-engine-when=failed] a")
    reader.sees(".card__rules")
    reader.driver.back()
    reader.waits(lambda: reader.chosen() == {"need": "2"}, "the answer")
