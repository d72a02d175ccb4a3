"""The engine's files are used only when their bytes are those of the build."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.conftest import answer, watched
from tests.browser.test_engine import FILES, state_of
from tests.server import Server


@pytest.mark.parametrize("part", [part for part in FILES if part != "engine.worker"])
def test_file_with_one_other_bit_is_refused(
    server: Server, contexts: Callable[..., BrowserContext], part: str
) -> None:
    """A bit that fell over, in any file: the engine says why, and retry mends it."""
    server.faults[part] = "altered"
    said: list[str] = []
    page = watched(contexts("phone"), said)
    page.goto(f"{server.url}check/")
    answer(page, need=3, means=2, trust=2, urgency=1, attention=2)
    state_of(page, "failed")
    assert any("its bytes are not those of the build" in text and part in text for text in said)
    server.faults.clear()
    page.locator("[data-do=retry]").click()
    expect(page.locator("[data-result]")).to_have_attribute("data-verdict", "develop")


SLOW_CHECK = """
const tell = (step) => {
  const request = new XMLHttpRequest();
  request.open("GET", `/${step}`, false);
  request.send();
};
let module, compiled;
const ready = new Promise((resolve) => { compiled = resolve; });
const compile = WebAssembly.compileStreaming;
WebAssembly.compileStreaming = async (source) => {
  module = await compile(source);
  setTimeout(compiled, 100);
  return module;
};
const begin = WebAssembly.instantiate;
WebAssembly.instantiate = (what, imports) => {
  if (what === module) tell("begun");
  return begin(what, imports);
};
const digest = crypto.subtle.digest.bind(crypto.subtle);
crypto.subtle.digest = async (name, bytes) => {
  if (bytes.byteLength < 5_000_000) return digest(name, bytes);
  await ready;
  tell("checked");
  return ANSWER;
};
"""
"""Put before the worker's own code: the check of the largest file ends after it is compiled, and
the server hears of both steps."""


@pytest.mark.parametrize(
    ("found", "steps"),
    [("digest(name, bytes)", ["/checked", "/begun"]), ("new ArrayBuffer(32)", ["/checked"])],
    ids=["right", "wrong"],
)
def test_what_is_compiled_begins_once_it_is_checked(
    server: Server,
    contexts: Callable[..., BrowserContext],
    tmp_path: Path,
    found: str,
    steps: list[str],
) -> None:
    """However early the browser has compiled a file, none of it runs before its bytes are known."""
    page = watched(contexts("phone"), [])
    put_before_worker(server, tmp_path, SLOW_CHECK.replace("ANSWER", found))
    page.goto(f"{server.url}check/")
    answer(page, need=3, means=2, trust=2, urgency=1, attention=2)
    state_of(page, "ready" if "/begun" in steps else "failed")
    assert [path for path in server.requests if path in ("/checked", "/begun")] == steps


@pytest.mark.parametrize("part", [".wasm", "library-", ".whl"])
def test_short_file_is_refused_where_the_browser_has_no_digest(
    server: Server, contexts: Callable[..., BrowserContext], tmp_path: Path, part: str
) -> None:
    """Over plain HTTP, at an address that is not this machine's, the length is all there is."""
    server.faults[part] = "short"
    said: list[str] = []
    page = watched(contexts("phone"), said)
    put_before_worker(
        server, tmp_path, 'Object.defineProperty(crypto, "subtle", { value: undefined });'
    )
    page.goto(f"{server.url}check/")
    state_of(page, "failed")
    assert any("bytes instead of" in text and part in text for text in said)


def put_before_worker(server: Server, folder: Path, code: str) -> None:
    """Serve a copy of the site in which this runs in the worker before its own code."""
    site = shutil.copytree(server.root, folder / "site")
    worker = next(site.glob("assets/quiz-*/engine/engine.worker.js"))
    # In a block, so that its names are not the worker's.
    worker.write_text(f"{{{code}}}\n{worker.read_text(encoding='utf-8')}", encoding="utf-8")
    server.root = site
