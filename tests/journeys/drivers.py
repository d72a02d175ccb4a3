"""What a journey needs of a browser, and who gives it: one short protocol, three ways to speak it.

| engine | the system's own | Playwright's own (`TEST_BROWSERS=playwright`) |
| --- | --- | --- |
| chromium | Chromium or Chrome, through Playwright | through Playwright |
| firefox | Firefox, over WebDriver BiDi (`bidi.py`) | through Playwright |
| webkit | WebKitGTK's MiniBrowser, over WebDriver (`webdriver.py`) | through Playwright |
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, Protocol

from playwright.sync_api import Playwright

from tests.browsers import Found
from tests.journeys.bidi import firefox
from tests.journeys.webdriver import webkit_gtk
from tests.journeys.with_playwright import through_playwright

NO_SETTINGS: Mapping[str, Any] = {}


class Driver(Protocol):
    """A window of a browser with nothing in it yet, and no memory of an earlier one.

    Selectors are CSS. Clicks and keys are the browser's own input, as from a mouse and a keyboard.
    What is asked of a page is asked of the frame that was entered, until it is left.
    Each method raises an exception of its own kind when the browser cannot do it.
    """

    version: str
    """What the browser says of itself, such as `Firefox 153.7`."""

    def open(self, url: str) -> None:
        """Go to an address and wait until the page has loaded."""

    def reload(self) -> None:
        """Load the page again."""

    def back(self) -> None:
        """Go one page back."""

    def script(self, function: str, *arguments: Any) -> Any:
        """Call a JavaScript function in the page with these arguments; all of it JSON."""

    def click(self, selector: str) -> None:
        """Bring the first such element into view and click in its middle."""

    def press(self, *keys: str) -> None:
        """Press and let go keys, one after the other: a sign, or a name that is in KEYS."""

    def choose_file(self, selector: str, file: Path) -> None:
        """Choose a file in an input."""

    def picture(self, selector: str) -> bytes:
        """Return a picture of an element as PNG, as it stands on the page."""

    def enter(self, selector: str) -> None:
        """Go into the frame in an element of the page, of whatever origin it is."""

    def leave(self) -> None:
        """Go back to the page around all frames."""

    def windows(self) -> list[str]:
        """Return the address of each window and tab that this reader has open."""


@contextmanager
def started(
    playwright: Playwright,
    browser: Found,
    webassembly: bool = True,
    settings: Mapping[str, Any] = NO_SETTINGS,
) -> Iterator[Callable[[], Driver]]:
    """Start a browser; give a function that opens a window, each time for another reader.

    Without `webassembly` the engine's own switch is off, as a company's settings may have it.
    `settings` are preferences of Firefox, which no other browser has.
    """
    by_name: dict[str, Callable[[], AbstractContextManager[Callable[[], Driver]]]] = {
        "playwright": lambda: through_playwright(playwright, browser, webassembly, settings),
        "bidi": lambda: firefox(browser, webassembly, settings),
        "webdriver": lambda: webkit_gtk(browser, webassembly),
    }
    with by_name[browser.spoken]() as new_window:
        yield new_window
