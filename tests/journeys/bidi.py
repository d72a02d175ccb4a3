"""Firefox as it is installed, over WebDriver BiDi: the standard that Firefox speaks by itself."""

import itertools
import json
import re
import subprocess
import tempfile
from base64 import b64decode
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

from tests.browsers import Found
from tests.journeys.keys import strokes

PREFERENCES = {
    "app.normandy.enabled": False,
    "app.update.disabledForTesting": True,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "toolkit.telemetry.enabled": False,
    "extensions.getAddons.cache.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
}
"""What keeps Firefox from calling home while a test runs."""

SCHEME = "layout.css.prefers-color-scheme.content-override"
"""The preference for what pages are told of the device: 0 is dark, 1 is light."""

LISTENING = re.compile(r"WebDriver BiDi listening on (ws://\S+)")
PATIENCE = 60  # seconds for one answer


class BidiError(Exception):
    """Firefox said no, and why."""


@contextmanager
def firefox(
    found: Found, webassembly: bool, settings: Mapping[str, Any]
) -> Iterator[Callable[[], "Window"]]:
    """Start Firefox without a window; give a function that opens a tab for another reader.

    `settings` are preferences that this reader has set.
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        preferences = PREFERENCES | {"javascript.options.wasm": webassembly} | dict(settings)
        lines = [f"user_pref({json.dumps(k)}, {json.dumps(v)});" for k, v in preferences.items()]
        Path(profile, "user.js").write_text("\n".join(lines), encoding="utf-8")
        command = [found.path, "--headless", "--no-remote", "--profile", profile]
        command += ["--remote-allow-system-access"]  # to its preferences, see Window.prefer
        process = subprocess.Popen(
            [*command, "--remote-debugging-port", "0", "about:blank"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert process.stderr is not None
        try:
            said = next(filter(None, map(LISTENING.search, process.stderr)), None)
            if said is None:
                raise BidiError(f"{found.path} ended without opening a port")
            with connect(f"{said[1]}/session", max_size=None) as socket:
                session = Session(socket)
                about = session.call("session.new", capabilities={})["capabilities"]
                version = f"Firefox {about['browserVersion']}"
                yield lambda: Window(session, version)
                session.call("browser.close")
        finally:
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            process.stderr.close()


class Session:
    """A connection to Firefox: one command at a time, events unheard."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._ids = itertools.count()

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Give a command and return its result; BidiError when Firefox refuses."""
        number = next(self._ids)
        self._socket.send(json.dumps({"id": number, "method": method, "params": parameters}))
        while True:
            answer: dict[str, Any] = json.loads(self._socket.recv(PATIENCE))
            if answer.get("id") != number:
                continue
            if answer["type"] == "error":
                raise BidiError(f"{method}: {answer['error']}: {answer['message']}")
            result: dict[str, Any] = answer["result"]
            return result


class Window:
    """A tab with storage of its own: a driver, see `drivers.py`."""

    def __init__(self, session: Session, version: str) -> None:
        self.version = version
        self._call = session.call
        user = self._call("browser.createUserContext")["userContext"]
        tab = self._call("browsingContext.create", type="tab", userContext=user)
        self._user: str = user
        self._tab: str = tab["context"]
        self._place = self._tab  # or a frame in it

    def open(self, url: str) -> None:  # noqa: D102 - as in the protocol, here and below
        self._call("browsingContext.navigate", context=self._tab, url=url, wait="complete")

    def reload(self) -> None:  # noqa: D102
        self._call("browsingContext.reload", context=self._tab, wait="complete")

    def back(self) -> None:  # noqa: D102
        self._call("browsingContext.traverseHistory", context=self._tab, delta=-1)

    def script(self, function: str, *arguments: Any) -> Any:  # noqa: D102
        # JSON both ways, since BiDi has a notation of its own for values.
        answer = self._call(
            "script.callFunction",
            functionDeclaration=(
                f"async text => JSON.stringify(await ({function})(...JSON.parse(text)) ?? null)"
            ),
            arguments=[{"type": "string", "value": json.dumps(arguments)}],
            target={"context": self._place},
            awaitPromise=True,
        )
        if answer["type"] == "exception":
            raise BidiError(answer["exceptionDetails"]["text"])
        return json.loads(answer["result"]["value"])

    def click(self, selector: str) -> None:  # noqa: D102
        origin = {"type": "element", "element": self._in_view(selector)}
        self._act(
            "pointer",
            [
                {"type": "pointerMove", "x": 0, "y": 0, "origin": origin},
                {"type": "pointerDown", "button": 0},
                {"type": "pointerUp", "button": 0},
            ],
        )

    def press(self, *keys: str) -> None:  # noqa: D102
        self._act("key", strokes(keys))

    def choose_file(self, selector: str, file: Path) -> None:  # noqa: D102
        element = self._element(selector)
        self._call("input.setFiles", context=self._place, element=element, files=[str(file)])

    def picture(self, selector: str) -> bytes:  # noqa: D102
        clip = {"type": "element", "element": self._in_view(selector)}
        taken = self._call("browsingContext.captureScreenshot", context=self._place, clip=clip)
        return b64decode(taken["data"])

    def enter(self, selector: str) -> None:  # noqa: D102
        held = self._call(
            "script.callFunction",
            functionDeclaration="frame => frame.contentWindow",
            arguments=[self._element(selector)],
            target={"context": self._place},
            awaitPromise=False,
        )
        self._place = held["result"]["value"]["context"]

    def leave(self) -> None:  # noqa: D102
        self._place = self._tab

    def windows(self) -> list[str]:  # noqa: D102
        tabs = self._call("browsingContext.getTree", maxDepth=0)["contexts"]
        return [tab["url"] for tab in tabs if tab["userContext"] == self._user]

    def _in_view(self, selector: str) -> dict[str, Any]:
        element = self._element(selector)
        self.script(
            "selector => document.querySelector(selector).scrollIntoView({block: 'center'})",
            selector,
        )
        return element

    def prefer(self, dark: bool) -> None:
        """Have the device, as pages see it, turn dark or light."""
        tree = self._call("browsingContext.getTree", **{"moz:scope": "chrome"})
        self._call(
            "script.evaluate",
            expression=f"Services.prefs.setIntPref({json.dumps(SCHEME)}, {int(not dark)})",
            target={"context": tree["contexts"][0]["context"]},
            awaitPromise=False,
        )

    def on_paper(self) -> bytes:
        """Return the page as a PDF, with its backgrounds."""
        data: str = self._call("browsingContext.print", context=self._tab, background=True)["data"]
        return b64decode(data)

    def _element(self, selector: str) -> dict[str, Any]:
        locator = {"type": "css", "value": selector}
        nodes = self._call(
            "browsingContext.locateNodes", context=self._place, locator=locator, maxNodeCount=1
        )["nodes"]
        if not nodes:
            raise BidiError(f"no element {selector}")
        return {"sharedId": nodes[0]["sharedId"]}

    def _act(self, kind: str, actions: list[dict[str, Any]] | list[dict[str, str]]) -> None:
        source = {"type": kind, "id": kind, "actions": actions}
        self._call("input.performActions", context=self._place, actions=[source])
