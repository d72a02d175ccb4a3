"""What all tests share: definition, site and browser, and who runs side by side with whom.

All of it is frozen content; see `tests/frozen`. Tests of what a team makes its own take that in its
place; see `tests/own.py`.

Which browsers the journeys really ran in is printed at the end and kept in build/engines.json.
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from quiz.definition import Definition, definition_from
from quiz.host.deck import Case, load_deck
from quiz.host.definition_file import load_definition
from tests import frozen
from tests.browser.conftest import DEVICES, HOMES, Open, watched
from tests.browsers import FLAGS, find_chromium
from tests.framing import somebody_elses
from tests.server import Server, serve

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

COMPILED_ONCE = "--js-flags=--liftoff-only"
"""WebAssembly is compiled once and not a second time to run faster: every reader here is a new one,
whose engine has little to do. In the journeys it is as for any reader."""

SAVE_DATA = "Object.defineProperty(NetworkInformation.prototype, 'saveData', { get: () => true })"

ORDER = ("journeys", "site", "browser")
"""The folders whose tests take longest: they begin, so that no worker waits for another's."""


NIGHTLY = ROOT / "tests" / "nightly"


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave out what is for the night, unless it is named as `make test-all` does."""
    named = [(ROOT / argument.split("::")[0]).resolve() for argument in config.args]
    if collection_path == NIGHTLY and not any(path.is_relative_to(NIGHTLY) for path in named):
        return True
    return None


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
        if is_other_half(item):
            item.add_marker(pytest.mark.other_half)


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


def is_other_half(item: pytest.Item) -> bool:
    """Say whether a test is one that its neighbours stand in for before each change.

    What is looked at in light and dark, page by page on a phone and a desktop, or in both languages
    on the frozen site, is looked at in every second way, like the black squares of a chessboard:
    each page, device, language and scheme has its turn with each other one's. By night there are
    all of them.
    """
    call: Any = getattr(item, "callspec", None)
    ways: dict[str, Any] = dict(call.params) if call else {}
    twice = "language" in ways and folder_of(item) == "browser"
    if not twice and "scheme" not in ways and not {"device", "path"} <= ways.keys():
        return False
    if twice:
        ways["test"] = item.path.stem + getattr(item, "originalname", "")
    squares = [
        ways.pop("device", "") == "desktop",
        ways.pop("scheme", "") == "dark",
        ways.pop("language", "") == "en" or str(ways.get("path", "")).startswith("en/"),
        crc32(repr(sorted(ways.items())).replace("en/", "").encode()),
    ]
    return bool(sum(squares) % 2)


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
    return load_definition(frozen.DEFINITION)


@pytest.fixture(scope="session")
def definition(definition_data: dict[str, Any]) -> Definition:
    return definition_from(definition_data)


@pytest.fixture(scope="session")
def deck(definition: Definition) -> list[Case]:
    return load_deck(definition, frozen.CASES)


@pytest.fixture(scope="session")
def site() -> Path:
    """Return the site that is built of frozen content; see `tests/frozen`."""
    return there(frozen.SITE, "python -m tests.frozen")


def there(site: Path, command: str) -> Path:
    """Return the folder of a site that is built; a failure when it is not."""
    if not (site / "index.html").exists():
        pytest.fail(f"the site is not built: run {command}", pytrace=False)
    return site


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Start Playwright, of which there can be only one at a time."""
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def chromium() -> str:
    """Return the path of the browser that all tests use."""
    path = find_chromium()
    if path is None:
        pytest.fail("no Chromium or Chrome: run make test, or python -m tests.browsers")
    return path


@pytest.fixture(scope="session")
def browser(playwright: Playwright, chromium: str) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=chromium, args=[*FLAGS, COMPILED_ONCE])
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def shared_server(site: Path) -> Iterator[Server]:
    with serve(site) as server:
        yield server


@pytest.fixture
def server(site: Path) -> Iterator[Server]:
    """Serve for one test alone, which may break things."""
    with serve(site) as server:
        yield server


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Server]:
    """Serve a site of somebody else, whose pages frame ours."""
    with somebody_elses(tmp_path) as server:
        yield server


@pytest.fixture
def contexts(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Make contexts, each a reader with a device of their own; all end with the test.

    Unless one is to be `offline` some day, its data saver is on: the site keeps no copy of itself.
    """
    made: list[BrowserContext] = []

    def make(device: str = "desktop", offline: bool = False, **options: Any) -> BrowserContext:
        context = browser.new_context(**DEVICES[device], **options)
        if not offline:
            context.add_init_script(SAVE_DATA)
        made.append(context)
        return context

    yield make
    for context in made:
        context.close()


@pytest.fixture
def blocking(playwright: Playwright, tmp_path: Path) -> Iterator[BrowserContext]:
    """Start a browser whose owner forbids sites to keep anything, which takes a whole one."""
    settings = {"profile": {"default_content_setting_values": {"cookies": 2}}}
    profile = tmp_path / "Default"
    profile.mkdir()
    (profile / "Preferences").write_text(json.dumps(settings), encoding="utf-8")
    context = playwright.chromium.launch_persistent_context(
        tmp_path, executable_path=find_chromium(whole=True), args=list(FLAGS)
    )
    yield context
    context.close()


@pytest.fixture
def errors() -> Iterator[list[str]]:
    """Collect what the pages of a test complain about; anything left at its end fails the test."""
    found: list[str] = []
    yield found
    assert found == []


@pytest.fixture
def open_page(
    contexts: Callable[..., BrowserContext], shared_server: Server, errors: list[str]
) -> Open:
    """Open a page of the site: its path, the language, the device, and options of the context."""

    def open_it(
        path: str = "", language: str = "nl", device: str = "desktop", **options: Any
    ) -> Page:
        page = watched(contexts(device, **options), errors)
        page.goto(shared_server.url + HOMES[language] + path)
        return page

    return open_it
