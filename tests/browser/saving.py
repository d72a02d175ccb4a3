"""How tests save a check to one's prospects."""

from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.conftest import answer

GIVEN: dict[str, int | str] = {
    "need": 3,
    "means": 2,
    "trust": "unknown",
    "urgency": 1,
    "attention": 2,
}


def filled(page: Page, name: str = "", **answers: int | str) -> Page:
    """Fill the check in, wait for its result, and give it a name."""
    answer(page, **(GIVEN | answers))
    expect(page.locator("[data-result][data-from=engine]")).to_be_visible()
    if name:
        page.locator("[data-name]").fill(name)
    return page


def save(page: Page, state: str = "kept") -> None:
    page.locator("[data-do=save]").click()
    expect(page.locator(f"[data-saved-when={state}]")).to_be_visible()


def note(page: Page, condition: str, text: str) -> None:
    if not page.locator(f"[data-note={condition}]").is_visible():
        page.locator("[data-evidence-heading]").click()
    page.locator(f"[data-note={condition}]").fill(text)


def days(kept: dict[str, Any]) -> list[str]:
    return [check["on"] for check in kept["checks"]]
