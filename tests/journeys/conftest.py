"""The journeys run in each engine; what really ran is noted for the end of the run."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Playwright

from tests.browsers import Found, engines, find
from tests.conftest import RAN
from tests.journeys.drivers import Driver, started
from tests.journeys.reader import Reader
from tests.server import Server, serve


def marked(engine: str) -> Any:
    """Return an engine to run in; all but Chromium with a mark, since `make test` spares them."""
    return pytest.param(engine, marks=[] if engine == "chromium" else pytest.mark.other_engine)


@pytest.fixture(scope="module", params=map(marked, engines()))
def found(request: pytest.FixtureRequest) -> Found:
    """Return the browser of each engine in turn; one that is missing is a failure."""
    browser = find(request.param)
    if browser is None:
        pytest.fail(f"no {request.param}: run make test, or python -m tests.browsers")
    return browser


@pytest.fixture(scope="module")
def new_window(found: Found, playwright: Playwright) -> Iterator[Callable[[], Driver]]:
    with started(playwright, found) as new_window:
        yield new_window


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[Server]:
    with serve(site) as server:
        yield server


@pytest.fixture
def reader(
    found: Found,
    new_window: Callable[[], Driver],
    address: Server,
    pytestconfig: pytest.Config,
) -> Reader:
    """Return a reader who was never here before."""
    window = new_window()
    pytestconfig.stash[RAN][found.engine] = window.version
    return Reader(window, address.url)


@pytest.fixture
def engine_files(address: Server) -> Iterator[Server]:
    """Give the server, to keep the engine's files from a reader; they come again afterwards."""
    address.release.clear()
    yield address
    for trouble in (address.held, address.broken, address.cut):
        trouble.clear()
    address.release.set()


@pytest.fixture
def reader_without_wasm(found: Found, playwright: Playwright, address: Server) -> Iterator[Reader]:
    """Return a reader whose browser has WebAssembly switched off."""
    with started(playwright, found, webassembly=False) as new_window:
        yield Reader(new_window(), address.url)
