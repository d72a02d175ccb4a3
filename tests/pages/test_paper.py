"""What a reader of this site prints fits the sheet that it is made for."""

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
    expect(page.locator("[data-result]")).to_be_visible()
    page.locator("[data-name]").fill("Bakkerij Jansen en Zonen")
    assert pages_of(page.pdf(prefer_css_page_size=True)) == 1
