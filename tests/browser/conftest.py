"""A real browser on the built site, and pages that report every error they meet."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect

from tests.browsers import FLAGS, find_chromium
from tests.server import Server, serve

HOMES = {"nl": "", "en": "en/"}
DEVICES: dict[str, dict[str, Any]] = {
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
    "desktop": {"viewport": {"width": 1440, "height": 900}},
    "narrow": {"viewport": {"width": 320, "height": 700}},
}

type Open = Callable[..., Page]

expect.set_options(timeout=20_000)


@pytest.fixture(scope="session")
def chromium() -> str:
    """Return the path of the browser that all tests use."""
    path = find_chromium()
    if path is None:
        pytest.fail("no Chromium or Chrome: run make test, or python -m tests.browsers")
    return path


@pytest.fixture(scope="session")
def browser(playwright: Playwright, chromium: str) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def shared_server(site: Path) -> Iterator[Server]:
    with serve(site) as server:
        yield server


@pytest.fixture
def server(site: Path) -> Iterator[Server]:
    """Serve for one test alone, which may break things."""
    with serve(site) as server:
        yield server


@pytest.fixture
def contexts(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Make contexts, each a reader with a device of their own; all end with the test."""
    made: list[BrowserContext] = []

    def make(device: str = "desktop", **options: Any) -> BrowserContext:
        context = browser.new_context(**DEVICES[device], **options)
        made.append(context)
        return context

    yield make
    for context in made:
        context.close()


@pytest.fixture
def blocking(playwright: Playwright, chromium: str, tmp_path: Path) -> Iterator[BrowserContext]:
    """Start a browser whose owner forbids sites to keep anything."""
    settings = {"profile": {"default_content_setting_values": {"cookies": 2}}}
    profile = tmp_path / "Default"
    profile.mkdir()
    (profile / "Preferences").write_text(json.dumps(settings), encoding="utf-8")
    context = playwright.chromium.launch_persistent_context(
        tmp_path, executable_path=chromium, args=list(FLAGS)
    )
    yield context
    context.close()


@pytest.fixture
def errors() -> Iterator[list[str]]:
    """Collect what the pages of a test complain about; anything left at its end fails the test."""
    found: list[str] = []
    yield found
    assert found == []


@pytest.fixture
def open_page(
    contexts: Callable[..., BrowserContext], shared_server: Server, errors: list[str]
) -> Open:
    """Open a page of the site: its path, the language, the device, and options of the context."""

    def open_it(
        path: str = "", language: str = "nl", device: str = "desktop", **options: Any
    ) -> Page:
        page = watched(contexts(device, **options), errors)
        page.goto(shared_server.url + HOMES[language] + path)
        return page

    return open_it


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
