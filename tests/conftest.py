"""What all tests share: the definition, the built site, and who runs side by side with whom.

Which browsers the journeys really ran in is printed at the end and kept in build/engines.json.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Playwright, sync_playwright

from quiz.definition import Definition, definition_from
from quiz.source import load_definition

# The same examples in every run, so that a test that fails fails for everyone; `quick` has fewer
# of them. `fuzz` looks for new ones each night (make test-all).
COMMON = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("facts", COMMON, derandomize=True, max_examples=100)
settings.register_profile("quick", COMMON, derandomize=True, max_examples=15)
settings.register_profile("fuzz", COMMON, max_examples=2_000)
settings.load_profile("facts")

ROOT = Path(__file__).parents[1]

RAN = pytest.StashKey[dict[str, str]]()
"""The version of the browser that each engine's journeys ran in, by engine."""

ORDER = ("journeys", "site", "browser")
"""The folders whose tests take longest: they begin, so that no worker waits for another's."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the long tests first, and say which run in one process when there are several.

    All journeys in one browser do, all tests of the built site, which read it once, and the tests
    of a module elsewhere. Only those in a browser of their own go wherever there is room.
    """
    ranks = {name: rank for rank, name in enumerate(ORDER)}
    items.sort(key=lambda item: ranks.get(folder_of(item), len(ranks)))
    for item in items:
        if group := group_of(item):
            item.add_marker(pytest.mark.xdist_group(group))


def group_of(item: pytest.Item) -> str:
    """Return the name of those that a test stays together with; nothing for a test that goes alone.

    A test that names its group by a mark of its own is left with it.
    """
    if item.get_closest_marker("xdist_group") or folder_of(item) == "browser":
        return ""
    if folder_of(item) == "journeys":
        call: Any = getattr(item, "callspec", None)
        return f"journeys in {call.params['found']}" if call else "journeys"
    return "site" if folder_of(item) == "site" else item.path.stem


def folder_of(item: pytest.Item) -> str:
    """Return the folder of `tests/` that a test is in."""
    return item.path.relative_to(ROOT / "tests").parts[0]


def pytest_configure(config: pytest.Config) -> None:
    config.stash[RAN] = {}


def pytest_sessionfinish(session: pytest.Session) -> None:
    """In a worker: hand on to the process that reports what ran here."""
    output: dict[str, Any] | None = getattr(session.config, "workeroutput", None)
    if output is not None:
        output["ran"] = session.config.stash[RAN]


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take over from a worker what ran there; one that crashed tells nothing."""
    node.config.stash[RAN].update(getattr(node, "workeroutput", {}).get("ran", {}))


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    if ran := config.stash[RAN]:
        terminalreporter.write_line(f"journeys ran in {', '.join(ran.values())}")
        file = ROOT / "build" / "engines.json"
        file.parent.mkdir(exist_ok=True)
        file.write_text(json.dumps(ran, indent=2) + "\n", encoding="utf-8")


@pytest.fixture(scope="session")
def definition_data() -> dict[str, Any]:
    return load_definition(ROOT / "quiz" / "conditions.yml")


@pytest.fixture(scope="session")
def definition(definition_data: dict[str, Any]) -> Definition:
    return definition_from(definition_data)


@pytest.fixture(scope="session")
def site() -> Path:
    folder = ROOT / "site"
    if not (folder / "index.html").exists():
        pytest.fail("the site is not built: run make build")
    return folder


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Start Playwright, of which there can be only one at a time."""
    with sync_playwright() as playwright:
        yield playwright
