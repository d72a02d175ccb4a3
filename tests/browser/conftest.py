"""What tests do in a browser: pages that report every error they meet, and answers in the check.

The browser itself and its pages come from the fixtures in tests/conftest.py.
"""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from quiz.host.definition_file import load_definition
from tests import frozen
from tests.server import serve

HOMES = {"nl": "", "en": "en/"}
DEVICES: dict[str, dict[str, Any]] = {
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
    "desktop": {"viewport": {"width": 1440, "height": 900}},
    "narrow": {"viewport": {"width": 320, "height": 700}},
}

type Open = Callable[..., Page]

expect.set_options(timeout=60_000)


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
    """Return the answers that are chosen in the check, and the days that are filled in."""
    answers: dict[str, str] = page.locator("form[data-quiz]").evaluate(
        "form => Object.fromEntries([...new FormData(form)].filter(([, value]) => value))"
    )
    return answers


def pages_of(pdf: bytes) -> int:
    """Return how many sheets a page takes on paper."""
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


# --- sites that differ from the frozen one in what is asked ---


def content_apart(folders: pytest.TempPathFactory, name: str) -> Path:
    """Copy the frozen content to a folder of that name, for this process of the tests alone."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    folder = folders.mktemp(name) / f"{name}-{worker}"
    for part in ("quiz", "overrides"):
        shutil.copytree(frozen.CONTENT / part, folder / part)
    return folder


@contextmanager
def served(content: Path) -> Iterator[str]:
    """Build the site with this content, and serve it at the address.

    The conversations go by whatever version of the questions the content has.
    """
    data = load_definition(content / "quiz" / "conditions.yml")
    for talk in (content / "quiz" / "conversations").glob("*.yml"):
        text = talk.read_text(encoding="utf-8")
        ours = re.sub(f"(definition: {data['id']}@)\\d+", rf"\g<1>{data['version']}", text)
        talk.write_text(ours, encoding="utf-8")
    assert frozen.build(content) == 0
    with serve(frozen.ROOT / "build" / content.name / frozen.SITE.name) as server:
        yield server.url


def opens(contexts: Callable[..., BrowserContext], address: str, errors: list[str]) -> Open:
    """Return what opens a page of the site at that address."""

    def open_it(path: str = "", language: str = "nl", device: str = "desktop") -> Page:
        page = watched(contexts(device), errors)
        page.goto(address + HOMES[language] + path)
        return page

    return open_it


@pytest.fixture(scope="session")
def second_edition(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Build the frozen site with the second edition of the questions; return its address.

    Tests of it belong to the group “a site with the second edition”, so that it is built once.
    """
    content = content_apart(tmp_path_factory, "second")
    shutil.copy(frozen.SECOND, content / "quiz")
    with served(content) as address:
        yield address
