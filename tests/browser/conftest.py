"""What tests do in a browser: pages that report every error they meet, and answers in the check.

The browser itself and its pages come from the fixtures in tests/conftest.py.
"""

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import BrowserContext, Page, expect

HOMES = {"nl": "", "en": "en/"}
DEVICES: dict[str, dict[str, Any]] = {
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
    "desktop": {"viewport": {"width": 1440, "height": 900}},
    "narrow": {"viewport": {"width": 320, "height": 700}},
}

type Open = Callable[..., Page]

expect.set_options(timeout=60_000)


def watched(context: BrowserContext, errors: list[str]) -> Page:
    """Return a new page whose script errors, failed requests and violations go into `errors`."""
    page = context.new_page()
    page.on("pageerror", lambda error: errors.append(f"error: {error}"))
    page.on(
        "console",
        lambda message: (
            errors.append(f"{message.type}: {message.text}")
            if message.type in ("error", "warning")
            else None
        ),
    )
    page.on(
        "response",
        lambda response: (
            errors.append(f"{response.status}: {response.url}") if response.status >= 400 else None
        ),
    )
    return page


def save_data(page: Page) -> None:
    """Turn data saver on: the site then keeps no copy of itself."""
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setDataSaverOverride", {"dataSaverEnabled": True})


def answer(page: Page, **answers: int | str) -> None:
    """Choose these answers in the check, in this order."""
    for condition, level in answers.items():
        page.locator(f"input[name={condition}][value='{level}']").check()


def chosen(page: Page) -> dict[str, str]:
    """Return the answers that are chosen in the check."""
    answers: dict[str, str] = page.locator("form[data-quiz]").evaluate(
        "form => Object.fromEntries(new FormData(form))"
    )
    return answers


def pages_of(pdf: bytes) -> int:
    """Return how many sheets a page takes on paper."""
    return len(re.findall(rb"/Type\s*/Page\b", pdf))
