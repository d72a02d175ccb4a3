"""The check stays as short as it is: what a reader has before them when it opens."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, expect

from quiz.host.team import in_team
from tests.browser.conftest import HOMES, watched
from tests.server import Server

MEND = """
The page of the check has grown. Say the questions, rungs and hints in quiz/conditions.yml in fewer
words; what explains them goes into `help`, which is closed until somebody opens it.
"""

MOST = 450
"""How many words a reader sees at most when the check opens on a phone."""


@pytest.mark.parametrize("language", list(HOMES))
def test_the_check_opens_with_few_words(
    contexts: Callable[..., BrowserContext],
    errors: list[str],
    shared_server: Server,
    language: str,
) -> None:
    """All that can be read in the article at 390 pixels, before anything is chosen.

    How many words a team takes for questions of its own is its own affair.
    """
    page = watched(contexts("phone"), errors)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{shared_server.url}{HOMES[language]}check/")
    expect(page.locator("form [data-open]").first).to_be_visible()
    words = page.locator("article").inner_text().split()
    assert len(words) > 200
    assert len(words) <= MOST or in_team("conditions.yml")
