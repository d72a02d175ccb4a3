"""What a reader does and sees, in any browser: steps that are written once, on top of a driver."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.journeys.drivers import Driver

PATIENCE = 90.0  # seconds until what should appear is taken to be missing

SEEN = """selector => [...document.querySelectorAll(selector)].some((element) =>
  element.getClientRects().length && getComputedStyle(element).visibility === "visible")"""
TEXT = """selector => {
  const element = document.querySelector(selector);
  return element && (element.value ?? element.innerText).replace(/\\s+/g, " ").trim();
}"""
ATTRIBUTE = "(selector, name) => document.querySelector(selector)?.getAttribute(name)"
FOCUSED = "selector => document.activeElement?.matches(selector) ?? false"
CHOSEN = """() => Object.fromEntries(
  [...document.querySelectorAll("input[type=radio][value]:checked")]
    .filter((radio) => radio.closest("[data-question]"))
    .map((radio) => [radio.name, radio.value]))"""


class Reader:
    """A reader in front of a browser; `home` is the address of the site and ends in a slash."""

    def __init__(self, driver: Driver, home: str) -> None:
        self.driver = driver
        self.home = home

    def goes_to(self, path: str) -> None:
        """Open a page of the site."""
        self.driver.open(self.home + path)

    def answers(self, **answers: int | str) -> None:
        """Choose an answer to each of these questions, with the mouse."""
        for condition, level in answers.items():
            self.clicks(f"input[name={condition}][value='{level}']")
        chosen = {condition: str(level) for condition, level in answers.items()}
        self.waits(lambda: self.chosen().items() >= chosen.items(), f"answers {chosen}")

    def clicks(self, selector: str) -> None:
        """Click on what is there, or soon will be."""
        self.sees(selector)
        self.driver.click(selector)

    def presses(self, *keys: str) -> None:
        """Press keys, one after the other."""
        self.driver.press(*keys)

    def chosen(self) -> dict[str, str]:
        """Return the answers that are chosen on the page."""
        chosen: dict[str, str] = self.driver.script(CHOSEN)
        return chosen

    def text(self, selector: str) -> str:
        """Return the words of an element, or what stands in a field."""
        text: str | None = self.driver.script(TEXT, selector)
        assert text is not None, f"no {selector}"
        return text

    def url(self) -> str:
        """Return the address of the page."""
        url: str = self.driver.script("() => location.href")
        return url

    def has_focus(self, selector: str) -> bool:
        """Say whether what has focus is this."""
        focused: bool = self.driver.script(FOCUSED, selector)
        return focused

    def sees(self, selector: str) -> None:
        """Wait until this is on the page, and not hidden."""
        self.waits(lambda: self.driver.script(SEEN, selector), f"sight of {selector}")

    def sees_no(self, selector: str) -> None:
        """Wait until nothing of this kind can be seen."""
        self.waits(lambda: not self.driver.script(SEEN, selector), f"no sight of {selector}")

    def finds(self, selector: str, name: str, value: str) -> None:
        """Wait until an element has this value in an attribute."""

        def is_so() -> bool:
            return bool(self.driver.script(ATTRIBUTE, selector, name) == value)

        self.waits(is_so, f"{selector} with {name}={value}")

    def waits(self, until: Callable[[], Any], what: str) -> None:
        """Ask again and again; AssertionError with what was waited for when it does not come."""
        end = time.monotonic() + PATIENCE
        last: Exception | None = None
        while time.monotonic() < end:
            try:
                if until():
                    return
                last = None
            except Exception as error:
                last = error
            time.sleep(0.05)
        raise AssertionError(f"waited in vain for {what}") from last

    def chooses_file(self, selector: str, file: Path) -> None:
        """Choose a file from the device."""
        self.driver.choose_file(selector, file)
