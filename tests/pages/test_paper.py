"""What a reader of this site prints fits its sheet, and says all that counts."""

import pytest
from playwright.sync_api import expect

from quiz.definition import Definition
from tests.browser.conftest import Open, answer, pages_of

MEND = """
What is printed no longer fits one sheet of A4. Make the texts of quiz/conditions.yml or of the page
in docs/ shorter, or see overrides/quiz/frame/print.css.
"""


@pytest.mark.parametrize("language", ["nl", "en"])
def test_scorecard_prints_on_one_page(open_page: Open, language: str) -> None:
    """The paper scorecard fits one sheet of A4."""
    page = open_page("scorecard/", language)
    assert pages_of(page.pdf(prefer_css_page_size=True)) == 1


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("level", [1, "unknown"], ids=["all weak", "all unknown"])
def test_result_prints_on_one_page(
    open_page: Open, definition: Definition, language: str, level: int | str
) -> None:
    """The longest results fit one sheet of A4, name and all."""
    page = open_page("check/", language)
    answer(page, **dict.fromkeys(definition.ids, level))
    expect(page.locator("[data-result][data-from=engine]")).to_be_visible()
    page.locator("[data-name]").fill("Bakkerij Jansen en Zonen")
    assert pages_of(page.pdf(prefer_css_page_size=True)) == 1


SHOWN = """(selector) => [...document.querySelectorAll(selector)]
  .filter((part) => part.getClientRects().length && getComputedStyle(part).visibility === "visible")
  .map((part) => part.outerHTML.slice(0, 100))"""
FIELDS = (
    "main :is(button, .button, dialog, select, textarea, progress),"
    " main input:not([type=radio], [type=checkbox])"
)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_evidence_is_on_the_print_under_its_question(
    open_page: Open, definition: Definition, language: str
) -> None:
    """What was typed is printed, and nothing where nothing was."""
    page = open_page("check/", language)
    answer(page, **dict.fromkeys(definition.ids, 2))
    expect(page.locator("[data-result][data-from=engine]")).to_be_visible()
    about, *others = definition.conditions
    page.locator("[data-evidence-part] > summary").click()
    page.locator(f"[data-note={about.id}]").fill("Veertig broden per week weg.\n“Dat moet anders.”")
    printed = page.locator(f"[data-paper-note={about.id}]")
    expect(printed.locator("dd")).to_contain_text("Veertig broden per week weg.")
    expect(printed).to_be_hidden()
    page.emulate_media(media="print")
    expect(printed).to_be_visible()
    expect(printed.locator("dt")).to_have_text(about.question[language])
    for other in others:
        expect(page.locator(f"[data-paper-note={other.id}]")).to_be_hidden()
    assert page.evaluate(SHOWN, FIELDS) == []
    assert pages_of(page.pdf(prefer_css_page_size=True)) == 1


def test_the_box_for_sharing_says_that_notes_stay(open_page: Open) -> None:
    """A link has the answers alone."""
    for language, word in (("nl", "notities gaan niet mee"), ("en", "notes do not travel")):
        page = open_page("check/", language)
        expect(page.locator("#share-hint")).to_contain_text(word)


@pytest.mark.parametrize("device", ["desktop", "phone"])
@pytest.mark.parametrize(
    "path",
    ["", "check/", "prospects/", "practice/", "coach/", "group/", "team/", "privacy/"],
)
def test_no_field_and_no_button_is_on_paper(open_page: Open, path: str, device: str) -> None:
    """Nobody can press paper; and as a phone prints it, no text lies over another."""
    page = open_page(path, device=device)
    expect(page.locator("h1").first).to_be_visible()
    page.evaluate("document.querySelector('dialog')?.showModal()")
    page.emulate_media(media="print")
    assert page.evaluate(SHOWN, FIELDS) == []
    assert page.evaluate(OVERLAPS) == []


OVERLAPS = """() => {
  const boxes = [...document.querySelectorAll("main :is(h1, h2, h3, p, li, dt, dd, legend, label)")]
    .filter((part) => part.checkVisibility({ visibilityProperty: true })
      && !part.closest(".sr-only, .link, svg")
      && part.innerText.trim() && !part.querySelector("p, li, h2, h3, label, legend"))
    .map((part) => [part, part.getBoundingClientRect()])
    .filter(([, box]) => box.width > 1 && box.height > 1);
  const over = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 2;
  return boxes.flatMap(([part, box], at) => boxes.slice(at + 1)
    .filter(([other, next]) => over(box, next) && !part.contains(other))
    .map(([other]) => `${part.innerText.slice(0, 40)} / ${other.innerText.slice(0, 40)}`));
}"""
"""Which texts lie over each other."""
