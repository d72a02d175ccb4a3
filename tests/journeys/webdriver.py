"""WebKitGTK's own little browser, over WebDriver (the W3C's standard): JSON over HTTP."""

import base64
import json
import os
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from socket import socket
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from tests.browsers import Found, mini_browser
from tests.journeys.keys import strokes

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # what the standard calls the key of an element
PATIENCE = 60  # seconds for one answer
TRIES = 3  # rarely, the little browser never reports to its driver, which is started anew then


class WebDriverError(RuntimeError):
    """The browser said no, and why."""


@contextmanager
def webkit_gtk(found: Found, webassembly: bool) -> Iterator[Callable[[], "Window"]]:
    """Start WebKit's driver on a screen that nobody sees; give a function that opens a window."""
    # The engine's own switch: JavaScriptCore reads its options from the environment.
    switched = {} if webassembly else {"JSC_useWasm": "0"}
    # Painted without OpenGL: a compositor on Mesa's software driver rarely ends the whole browser.
    drawn = {"GDK_BACKEND": "x11", "WEBKIT_DISABLE_COMPOSITING_MODE": "1"}
    with screen() as display, ExitStack() as started:
        environment = os.environ | {"DISPLAY": display} | drawn | switched
        port = started.enter_context(driver(found, environment))
        windows: list[Window] = []

        def new_window() -> Window:
            nonlocal port
            for old in windows:
                old.close()  # the driver has one session at a time
            windows.clear()
            tried = 0
            while not windows:
                try:
                    windows.append(Window(port))
                except TimeoutError:
                    tried += 1
                    if tried == TRIES:
                        raise
                    started.close()
                    port = started.enter_context(driver(found, environment))
            return windows[0]

        yield new_window
        for window in windows:
            window.close()


@contextmanager
def driver(found: Found, environment: dict[str, str]) -> Iterator[int]:
    """Start WebKit's driver; give the port at which it listens."""
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    process = subprocess.Popen(
        [found.path, f"--port={port}"],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(port)
        yield port
    finally:
        process.terminate()
        process.wait()


@contextmanager
def screen() -> Iterator[str]:
    """Start an X server without a screen; give the name of its display."""
    reading, writing = os.pipe()
    process = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1440x900x24", "-nolisten", "tcp"],  # noqa: S607 - `tests.browsers` saw to it
        pass_fds=[writing],
        stdin=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as pipe:
            number = pipe.readline().strip()
        if not number:
            raise WebDriverError("Xvfb did not start")
        yield f":{number}"
    finally:
        process.terminate()
        process.wait()


def wait_for(port: int) -> None:
    """Wait until the driver listens; WebDriverError when it does not."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            call(port, "GET", "/status")
        except (URLError, ConnectionError):
            time.sleep(0.05)
        else:
            return
    raise WebDriverError("WebKitWebDriver does not answer")


def call(port: int, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
    """Return the value that the driver answers; WebDriverError with its reason."""
    data = None if body is None else json.dumps(body).encode()
    request = Request(
        f"http://127.0.0.1:{port}{path}",
        data,
        {"Content-Type": "application/json"},
        method=method,
    )
    try:
        with urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310
            return json.load(answer)["value"]
    except HTTPError as error:
        said = json.load(error)["value"]
        raise WebDriverError(f"{path}: {said['error']}: {said['message']}") from None


class Window:
    """A window of MiniBrowser, which forgets all when it closes: a driver, see `drivers.py`."""

    def __init__(self, port: int) -> None:
        options = {"binary": str(mini_browser()), "args": ["--automation"]}
        wanted = {"webkitgtk:browserOptions": options}
        session = call(port, "POST", "/session", {"capabilities": {"alwaysMatch": wanted}})
        self.version = f"WebKitGTK {session['capabilities']['browserVersion']}"
        self._port = port
        self._session = f"/session/{session['sessionId']}"
        self._post("/window/rect", x=0, y=0, width=1280, height=860)

    def close(self) -> None:
        """End the session and the browser with it."""
        call(self._port, "DELETE", self._session)

    def open(self, url: str) -> None:  # noqa: D102 - as in the protocol, here and below
        self._post("/url", url=url)

    def reload(self) -> None:  # noqa: D102
        self._post("/refresh")

    def back(self) -> None:  # noqa: D102
        self._post("/back")

    def script(self, function: str, *arguments: Any) -> Any:  # noqa: D102
        body = f"return (async () => (await ({function})(...arguments)) ?? null)()"
        # An arrow function has no arguments of its own: those are WebDriver's.
        return self._post("/execute/sync", script=body, args=list(arguments))

    def click(self, selector: str) -> None:  # noqa: D102
        self._bring_into_view(selector)
        self._post(f"/element/{self._element(selector)}/click")

    def press(self, *keys: str) -> None:  # noqa: D102
        source = {"type": "key", "id": "keyboard", "actions": strokes(keys)}
        self._post("/actions", actions=[source])

    def choose_file(self, selector: str, file: Path) -> None:  # noqa: D102
        self._post(f"/element/{self._element(selector)}/value", text=str(file))

    def picture(self, selector: str) -> bytes:  # noqa: D102
        self._bring_into_view(selector)
        path = f"/element/{self._element(selector)}/screenshot"
        return base64.b64decode(self._get(path))

    def enter(self, selector: str) -> None:  # noqa: D102
        self._post("/frame", id={ELEMENT: self._element(selector)})

    def leave(self) -> None:  # noqa: D102
        self._post("/frame", id=None)

    def windows(self) -> list[str]:  # noqa: D102
        here = self._get("/window")
        addresses = []
        for window in self._get("/window/handles"):
            self._post("/window", handle=window)
            addresses.append(str(self._get("/url")))
        self._post("/window", handle=here)
        return addresses

    def _bring_into_view(self, selector: str) -> None:
        # WebKit scrolls just so far that a header that stays on top may lie over it.
        self.script("s => document.querySelector(s).scrollIntoView({ block: 'center' })", selector)

    def _element(self, selector: str) -> str:
        found = self._post("/element", using="css selector", value=selector)
        return str(found[ELEMENT])

    def _get(self, path: str) -> Any:
        return call(self._port, "GET", self._session + path)

    def _post(self, path: str, **body: Any) -> Any:
        return call(self._port, "POST", self._session + path, body)
