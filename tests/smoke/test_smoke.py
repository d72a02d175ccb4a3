"""The site as it was just built works from end to end, whatever its questions are."""

from datetime import date

import pytest
from playwright.sync_api import expect

from quiz.definition import Definition
from quiz.report import as_data, report_on
from quiz.sheet import sheet_from
from quiz.wording import words
from tests.browser.conftest import Open, answer

MEND = """
The site in site/ does not come to a verdict. Look at it: `make serve`, then the check, with the
browser's console open. `make test` tells what of the machinery is broken, if any is.
"""


@pytest.mark.parametrize("language", ["nl", "en"])
def test_from_the_first_page_to_a_prospect_that_is_kept(
    open_page: Open, definition: Definition, language: str
) -> None:
    """The check says what the package says, and the prospect stands in the list after it."""
    answers: dict[str, int | str] = dict.fromkeys(definition.ids, 2)
    answers[definition.ids[-1]] = 1
    page = open_page(language=language)
    page.locator("a.button[href*=check]").first.click()
    answer(page, **answers)
    report = report_on(definition, sheet_from({"answers": answers}, definition), date.today())
    result = page.locator("[data-result]")
    expect(result).to_have_attribute("data-verdict", as_data(report)["verdict"])
    expect(result.locator("h2")).to_have_text(words(report, language).headline)
    page.locator("[data-name]").fill("Jansen")
    page.locator("[data-do=save]").click()
    page.locator("[data-saved-link]").click()
    expect(page.locator("#detail-name")).to_have_text("Jansen")
