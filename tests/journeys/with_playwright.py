"""A browser through Playwright: the system's Chromium, or any of Playwright's own."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Frame, Page, Playwright

from tests.browsers import FLAGS, Found


@contextmanager
def through_playwright(
    playwright: Playwright, found: Found, webassembly: bool, settings: Mapping[str, Any]
) -> Iterator[Callable[[], "Window"]]:
    """Start a browser; give a function that opens a window for another reader.

    `settings` are preferences of Firefox, which no other browser has.
    """
    options: dict[str, Any] = {}
    if found.engine == "chromium":
        # Without its compilers, as in a browser that is hardened, V8 has no WebAssembly.
        off = [] if webassembly else ["--js-flags=--jitless"]
        options = {"args": [*FLAGS, *off]}
    elif found.engine == "firefox":
        preferences = {"javascript.options.wasm": webassembly} | dict(settings)
        options = {"firefox_user_prefs": preferences}
    elif not webassembly:
        options = {"env": os.environ | {"JSC_useWasm": "0"}}
    browser: Browser = getattr(playwright, found.engine).launch(
        executable_path=found.path, **options
    )
    yield lambda: Window(browser, f"{found.engine.capitalize()} {browser.version}")
    browser.close()


class Window:
    """A page in a context of its own: a driver, see `drivers.py`."""

    def __init__(self, browser: Browser, version: str) -> None:
        self.version = version
        self._page = browser.new_context(viewport={"width": 1280, "height": 800}).new_page()
        self._place: Page | Frame = self._page

    def open(self, url: str) -> None:  # noqa: D102 - as in the protocol, here and below
        self._page.goto(url)

    def reload(self) -> None:  # noqa: D102
        self._page.reload()

    def back(self) -> None:  # noqa: D102
        self._page.go_back()

    def script(self, function: str, *arguments: Any) -> Any:  # noqa: D102
        return self._place.evaluate(f"given => ({function})(...given)", list(arguments))

    def click(self, selector: str) -> None:  # noqa: D102
        self._place.locator(selector).first.click()

    def press(self, *keys: str) -> None:  # noqa: D102
        for key in keys:
            self._page.keyboard.press(key)

    def choose_file(self, selector: str, file: Path) -> None:  # noqa: D102
        self._place.locator(selector).set_input_files(file)

    def picture(self, selector: str) -> bytes:  # noqa: D102
        return self._place.locator(selector).screenshot()

    def enter(self, selector: str) -> None:  # noqa: D102
        frame = self._page.locator(selector).element_handle().content_frame()
        assert frame is not None, f"{selector} holds no frame"
        self._place = frame

    def leave(self) -> None:  # noqa: D102
        self._place = self._page

    def windows(self) -> list[str]:  # noqa: D102
        return [page.evaluate("location.href") for page in self._page.context.pages]
