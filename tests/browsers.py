"""Finds a Chromium for the tests, and brings one where there is none.

`python -m tests.browsers` tries, in this order: one that is installed, the one that Playwright
downloads, the distribution's own package. It ends with an error when all fail: a browser that is
missing must never look like a test that passed.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
"""What Chromium needs in a container, and what keeps it from calling home."""


def find_chromium() -> str | None:
    """Return the path of a Chromium or Chrome that is there, or None."""
    for name in NAMES:
        if path := shutil.which(name):
            return path
    if MAC.exists():
        return str(MAC)
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def install_chromium() -> str:
    """Return the path of a Chromium, installed for it if need be; SystemExit if there is no way."""
    attempts: list[Sequence[str]] = [(sys.executable, "-m", "playwright", "install", "chromium")]
    if shutil.which("apt-get") and os.geteuid() == 0:
        attempts += [
            ("apt-get", "update", "--quiet"),
            ("apt-get", "install", "--quiet", "--yes", "chromium"),
        ]
    for command in attempts:
        if path := find_chromium():
            return path
        sys.stderr.write(f"no Chromium yet, trying: {' '.join(command)}\n")
        quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(command, check=False, stdin=subprocess.DEVNULL, env=quiet)
    if path := find_chromium():
        return path
    sys.exit(
        "The tests need Chromium or Chrome: install one (on Debian: apt-get install chromium)."
    )


if __name__ == "__main__":
    sys.stdout.write(f"browser: {install_chromium()}\n")
