"""Finds the browsers for the tests, and Java for a checker; brings what is not there.

`python -m tests.browsers` sees to three engines, Chromium, Firefox and WebKit. For each it takes
one that is installed, else the distribution's package (as root on Debian), else what Playwright
downloads. It ends with an error when all fail: a browser that is missing must never look like a
test that passed. Two variables narrow it down:

- `TEST_ENGINES`: which engines, such as `firefox` or `chromium webkit`; all three without it
- `TEST_BROWSERS=playwright`: Playwright's own browsers only, as on GitHub

With names behind it, such as `python -m tests.browsers chromium`, it sees to these alone.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

SHELLS = ("chromium-headless-shell",)
"""Chromium without a window: the same engine, and a quarter less work for the tests.

It knows no preferences of a reader, such as keeping nothing; what tests these takes the whole one.
"""

CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FIREFOXES = ("firefox-esr", "firefox")
MAC_CHROME = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
MAC_FIREFOX = Path("/Applications/Firefox.app/Contents/MacOS/firefox")
LIBRARIES = (Path("/usr/lib"), Path("/usr/libexec"), Path("/usr/lib64"))

FEATURES_OFF = (
    # The address bar's list of suggestions: a renderer for each window, which nobody sees here.
    "PreloadTopChromeWebUI",
    "WebUIOmniboxAimPopup",
    "WebUIOmniboxFullPopup",
    "WebUIOmniboxPopup",
    # A question to its maker about the fields of each form.
    "AutofillServerCommunication",
    # What Playwright turns off by the same switch, of which the last one counts.
    "AimEnabled",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "ThirdPartyStoragePartitioning",
)

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--disable-features={','.join(FEATURES_OFF)}",
)
"""What Chromium needs in a container, and what keeps it from calling home and from idle work."""

PACKAGES = {
    "chromium": (("chromium", "chromium-headless-shell"), ("chromium",)),
    "firefox": (("firefox-esr",),),
    "webkit": (("webkit2gtk-driver", "xvfb"),),
    "java": (("default-jre-headless",),),
}
"""What Debian calls them; what stands behind is tried where the first is not to be had."""


ASK_PLAYWRIGHT = """
import sys
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(getattr(playwright, sys.argv[1]).executable_path)
"""


@dataclass(frozen=True)
class Found:
    """A browser that is there: its engine, its program, and how the tests speak with it.

    `spoken` is "playwright", "bidi" or "webdriver".
    """

    engine: str
    path: str
    spoken: str


def engines() -> list[str]:
    """Return the engines that are asked for."""
    return os.environ.get("TEST_ENGINES", "chromium firefox webkit").split()


def find(engine: str) -> Found | None:
    """Return a browser of this engine that is there, or None."""
    if os.environ.get("TEST_BROWSERS") != "playwright" and (found := INSTALLED[engine]()):
        return found
    path = playwrights_own(engine)
    return Found(engine, path, "playwright") if path else None


def find_chromium(*, whole: bool = False) -> str | None:
    """Return the path of a Chromium or Chrome that is there, or None.

    `whole` asks for one with a window, as readers have it, where both are there.
    """
    own = os.environ.get("TEST_BROWSERS") == "playwright"
    if whole and not own and (path := _first(CHROMIUMS, MAC_CHROME)):
        return path
    found = find("chromium")
    return found.path if found else None


def find_java() -> str | None:
    """Return the path of a Java that runs, or None."""
    path = shutil.which("java")
    works = path and subprocess.run([path, "-version"], capture_output=True, check=False)
    return path if works and works.returncode == 0 else None


def there(what: str) -> Found | str | None:
    """Return the browser of this engine, or for "java" its path; None when it is not there."""
    return find_java() if what == "java" else find(what)


def mini_browser() -> Path | None:
    """Return the path of WebKitGTK's little browser, which no folder of programs holds."""
    found = [
        path
        for library in LIBRARIES
        for pattern in ("webkit2gtk-4*/MiniBrowser", "*/webkit2gtk-4*/MiniBrowser")
        for path in sorted(library.glob(pattern))
    ]
    return found[-1] if found else None


def playwrights_own(engine: str) -> str | None:
    """Return the path of a browser that Playwright has downloaded, or None."""
    # In a process of its own: there can be only one Playwright at a time in a test run.
    done = subprocess.run(
        [sys.executable, "-c", ASK_PLAYWRIGHT, engine], capture_output=True, text=True, check=True
    )
    path = done.stdout.strip()
    return path if Path(path).exists() else None


def install(what: str) -> None:
    """See that this engine, or "java", is there; SystemExit if there is no way."""
    attempts: list[Sequence[str]] = []
    own = os.environ.get("TEST_BROWSERS") == "playwright"
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0 and not own:
        attempts += [
            ("apt-get", "update", "--quiet"),
            *(("apt-get", "install", "--quiet", "--yes", *each) for each in PACKAGES[what]),
        ]
    if what != "java":
        # On GitHub, Playwright's browsers come with the libraries that they need.
        deps = ["--with-deps"] if own else []
        attempts.append((sys.executable, "-m", "playwright", "install", *deps, what))
    for command in attempts:
        if there(what):
            return
        sys.stderr.write(f"no {what} yet, trying: {' '.join(command)}\n")
        quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(command, check=False, stdin=subprocess.DEVNULL, env=quiet)
    if not there(what):
        sys.exit(
            f"The tests need {what}: install it"
            f" (on Debian, as root: apt-get install {' '.join(PACKAGES[what][0])})."
        )


def install_chromium() -> str:
    """Return the path of a Chromium, installed for it if need be; SystemExit if there is no way."""
    install("chromium")
    path = find_chromium()
    assert path is not None
    return path


def _installed_chromium() -> Found | None:
    whole = _first(CHROMIUMS, MAC_CHROME)
    path = whole and next(filter(None, map(shutil.which, SHELLS)), whole)
    return Found("chromium", path, "playwright") if path else None


def _installed_firefox() -> Found | None:
    path = _first(FIREFOXES, MAC_FIREFOX)
    return Found("firefox", path, "bidi") if path else None


def _installed_webkit() -> Found | None:
    path = shutil.which("WebKitWebDriver")
    whole = path and shutil.which("Xvfb") and mini_browser()
    return Found("webkit", path, "webdriver") if path and whole else None


def _first(names: Sequence[str], other: Path) -> str | None:
    for name in names:
        if path := shutil.which(name):
            return path
    return str(other) if other.exists() else None


INSTALLED: dict[str, Callable[[], Found | None]] = {
    "chromium": _installed_chromium,
    "firefox": _installed_firefox,
    "webkit": _installed_webkit,
}


if __name__ == "__main__":
    wanted = sys.argv[1:] or [*engines(), "java"]
    for what in wanted:
        install(what)
    for what in wanted:
        sys.stdout.write(f"{what}: {there(what)}\n")
