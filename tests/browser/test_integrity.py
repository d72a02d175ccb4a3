"""The engine's files are used only when their bytes are those of the build."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.conftest import answer, watched
from tests.browser.test_engine import FILES, state_of
from tests.server import Server


@pytest.mark.parametrize("part", [part for part in FILES if part != "engine.worker"])
def test_file_with_one_other_bit_is_refused(
    server: Server, contexts: Callable[..., BrowserContext], part: str
) -> None:
    """A bit that fell over, in any file: the engine says why, and retry mends it."""
    server.faults[part] = "altered"
    said: list[str] = []
    page = watched(contexts("phone"), [])
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{server.url}check/")
    answer(page, need=3, means=2, trust=2, urgency=1, attention=2)
    state_of(page, "failed")
    assert any("its bytes are not those of the build" in text and part in text for text in said)
    server.faults.clear()
    page.locator("[data-do=retry]").click()
    expect(page.locator("[data-result]")).to_have_attribute("data-verdict", "develop")
