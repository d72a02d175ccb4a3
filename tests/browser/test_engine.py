"""The engine as shipped: the same answers as on a computer, and every state it can be in."""

import json
import math
from collections.abc import Callable
from datetime import datetime
from itertools import product
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from quiz import browser as edge
from quiz.definition import Definition
from quiz.host.deck import Case
from tests.browser.conftest import Open, answer, watched
from tests.server import Server

ASK_THE_WORKER = """
async ([requests]) => {
  // [request, ...texts of the files that it is about]
  const encoder = new TextEncoder();
  const parts = JSON.parse(document.querySelector("[data-engine-files]").textContent);
  const url = (name) => new URL(`${parts.folder}/${name}`, document.baseURI).href;
  const files = parts.files.map((file) => ({ ...file, url: url(file.name) }));
  const script = document.querySelector("script[src$='check.js']").src;
  const own = script.replace("check/check.js", "engine/engine.worker.js");
  const worker = new Worker(own, { type: "module" });
  const answers = [];
  return await new Promise((resolve) => {
    worker.onmessage = ({ data }) => {
      if (data.type === "failed") resolve(data.message);
      if (data.type === "ready") {
        requests.forEach(([request, ...texts], id) => {
          const contents = texts.map((text) => encoder.encode(text));
          worker.postMessage({ type: "ask", id, request, contents });
        });
      }
      if (data.type === "answer") answers.push(data.answer);
      if (answers.length === requests.length) resolve(answers);
    };
    worker.postMessage({ type: "start", files, lock: parts.lock });
  });
}
"""


def requests(definition: Definition, deck: list[Case]) -> list[list[str]]:
    """Return requests that reach every function which the browser uses, each with its files."""
    levels: list[Any] = [0, 1, 2, 3, "unknown"]
    every = [
        {"answers": dict(zip(definition.ids, answers, strict=True)), "on": day, "revisit": later}
        for answers, day, later in zip(
            product(levels, repeat=5),
            ["2026-11-24", "2026-10-25", "2026-10-24"] * 1042,
            ["2027-01-31", "2027-03-01"] * 1563,
            strict=False,
        )
    ]
    columns = ",".join(definition.ids)
    rows = [
        ",".join(["", *("" if level == "unknown" else str(level) for level in answers)])
        for answers in product(levels, repeat=5)
    ]
    table = f"name,{columns},note\r\n" + "".join(
        f'"Café {number}, “één”"{row},"two\r\nlines"\r\n' for number, row in enumerate(rows)
    )
    shared = {"today": "2026-11-24"}
    asked: list[dict[str, Any]] = [
        {"do": "report", "sheet": sheet, "language": language, **shared}
        for language in definition.languages
        for sheet in every
    ]
    asked += [
        {"do": "report", "sheet": sheet, "language": "nl", **shared}
        for sheet in list[Any](
            [
                {"answers": {}},
                {"answers": {"need": 2}, "definition": "five-conditions@9"},
                {"answers": {"need": 2}, "definition": "other@1"},
                {"answers": {"need": 4, "needs": 1, "trust": True}, "on": "2026-02-30"},
                {"on": 3},
                [],
            ]
        )
    ]
    asked += practice_requests(definition, deck)
    opening = {"do": "open", "name": "a.csv", "ids": "new-", "language": "en", **shared}
    taking = {"do": "take", "from": 0, "count": 4000, "language": "en", **shared}
    files = [
        [json.dumps(opening), text]
        for text in (
            table.replace(",", ";"),
            "",
            f"name,{columns}\nA,4,,,,\nB,1\n",
            f'name,{columns}\n"A,1\nB,,,,,\n',
            "name,need\nA,1\n",
            "PK\0",
            table,
        )
    ]
    keeping = {"do": "keep", "ids": [f"new-{number}" for number in range(1, 3126)]}
    rest = [taking, keeping, {"do": "pictures", "language": "nl", **shared}]
    return [[json.dumps(request)] for request in asked] + files + [[json.dumps(r)] for r in rest]


def practice_requests(definition: Definition, deck: list[Case]) -> list[dict[str, Any]]:
    """Return requests about ratings of the cases, sound and wrong ones."""
    keys = {case.id: case.answers() for case in deck}
    levels: list[Any] = [0, 1, 2, 3, "unknown"]
    ratings = [
        {
            "case": case.id,
            "on": f"2026-11-{1 + number % 24:02}",
            "answers": {
                condition: levels[(number * step + place) % 5]
                for place, condition in enumerate(definition.ids)
            },
        }
        for number, case in enumerate(deck)
        for step in (1, 2, 3)
    ]
    shared: dict[str, Any] = {"today": "2026-11-24", "keys": keys, "language": "nl"}
    return [
        *(
            {"do": "rating", "answers": r["answers"], "key": keys[str(r["case"])], "language": "nl"}
            | {"today": "2026-11-24"}
            for r in ratings
        ),
        {"do": "progress", "ratings": ratings, **shared},
        {"do": "progress", "ratings": [], **shared},
        {
            "do": "progress",
            "ratings": [{"case": deck[0].id, "on": "soon", "answers": {}}],
            **shared,
        },
        {"do": "session", "ratings": ratings, **shared},
        {"do": "reminders", "days": ["2026-12-01"], "link": "x", "now": "2026-11-24T09:00:00Z"}
        | {"language": "nl"},
        {"do": "group", "ratings": ratings, **shared},
        {"do": "group", "ratings": [{"case": deck[0].id, "answers": {"need": 7}}], **shared},
    ]


def test_shipped_engine_answers_as_the_host_does(
    open_page: Open,
    definition: Definition,
    definition_data: dict[str, Any],
    deck: list[Case],
) -> None:
    """All sheets, a table of them, and all mistakes give the same bytes here and in the browser."""
    page = open_page("check/")
    asked = requests(definition, deck)
    answered = page.evaluate(ASK_THE_WORKER, [asked])
    host = edge.start(json.dumps(definition_data))
    assert isinstance(answered, list), answered
    assert len(answered) == len(asked)
    for (request, *texts), here in zip(asked, answered, strict=True):
        there = host(request, [text.encode() for text in texts])
        assert here.encode() == there.encode(), request[:200]


@pytest.fixture
def check(server: Server, contexts: Callable[..., BrowserContext]) -> Callable[..., Page]:
    """Open the check on a server of one's own, where errors are part of the story."""

    def open_it(path: str = "check/", prepare: Callable[[Page], None] | None = None) -> Page:
        page = watched(contexts("phone"), [])
        if prepare:
            prepare(page)
        page.goto(server.url + path)
        return page

    return open_it


def state_of(page: Page, state: str) -> None:
    expect(page.locator("[data-engine]")).to_have_attribute("data-engine", state)


def before_wasm(page: Page) -> str:
    """Return per cent of the bytes that have come in while the largest file is held back."""
    text = page.locator("[data-engine-files]").first.text_content()
    sizes = {file["role"]: file["bytes"] for file in json.loads(text or "")["files"]}
    counted = {role: sizes[role] for role in ("wasm", "library", "package")}
    return str(100 - math.ceil(100 * counted["wasm"] / sum(counted.values())))


FILES = ["pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "library-", ".whl", "engine.worker"]


@pytest.mark.parametrize("part", FILES)
def test_blocked_file_is_said_and_retry_mends_it(
    server: Server, check: Callable[..., Page], part: str
) -> None:
    """A file of the engine that does not come is said; once it does, retry brings the verdict."""
    server.broken.add(part)
    page = check()
    answer(page, need=3, means=2, trust=2, urgency=1, attention=2)
    state_of(page, "failed")
    expect(page.locator("[data-engine-when=failed] [data-reason=failed]")).to_be_visible()
    expect(page.locator("[data-engine-when=failed] a")).to_be_visible()
    expect(page.locator("input[name=need][value='3']")).to_be_checked()
    expect(page.locator("[data-live]")).not_to_have_text("")
    server.broken.clear()
    page.locator("[data-do=retry]").click()
    expect(page.locator("[data-result]")).to_have_attribute("data-verdict", "develop")
    state_of(page, "ready")
    expect(page.locator("[data-engine-status]")).to_be_hidden()


def test_twenty_seconds_of_silence_are_a_failure(
    server: Server, check: Callable[..., Page]
) -> None:
    """An engine that says nothing for 20 s is given up, in words, with a way on."""
    server.held.add(".wasm")
    noon = datetime(2026, 11, 24, 12)

    def stop_the_clock(page: Page) -> None:
        page.clock.install(time=noon)
        page.clock.pause_at(noon)

    page = check(prepare=stop_the_clock)
    page.clock.run_for(1_000)
    expect(page.locator("progress")).to_have_attribute("value", before_wasm(page))
    page.clock.run_for(19_000)
    state_of(page, "loading")
    page.clock.run_for(2_000)
    state_of(page, "failed")
    expect(page.locator("[data-do=retry]")).to_be_visible()


ALL_HERE = """
window.Worker = class extends EventTarget {
  postMessage({ type }) {
    const data = { type: "progress", done: 1, total: 1 };
    const said = () => this.dispatchEvent(new MessageEvent("message", { data }));
    if (type === "start") queueMicrotask(said);
  }
  terminate() {}
};
"""
"""A worker that has all its files, and then says nothing."""


def test_python_may_take_a_minute_to_start(check: Callable[..., Page]) -> None:
    """Once all files are there a slow device is working: it is given up after 60 s, not 20."""
    noon = datetime(2026, 11, 24, 12)

    def prepare(page: Page) -> None:
        page.add_init_script(ALL_HERE)
        page.clock.install(time=noon)
        page.clock.pause_at(noon)

    page = check(prepare=prepare)
    page.clock.run_for(1_000)
    expect(page.locator("progress")).to_have_attribute("value", "99")
    page.clock.run_for(58_000)
    state_of(page, "loading")
    page.clock.run_for(3_000)
    state_of(page, "failed")


def test_verdict_asked_while_loading_comes_by_itself(
    server: Server, check: Callable[..., Page]
) -> None:
    """The form works before the engine; a verdict that is waited for is said to come, and comes.

    Without the table of verdicts, that is.
    """
    server.held.add(".wasm")
    server.broken.add("/verdicts/")
    page = check()
    state_of(page, "loading")
    expect(page.locator("[data-engine-when=loading]")).to_be_visible()
    expect(page.locator("progress")).not_to_have_attribute("value", "0")
    answer(page, need=3, means=2, trust=2, urgency=3, attention=2)
    expect(page.locator("[data-engine-when=pending]")).to_be_visible()
    expect(page.locator("[data-result]")).to_be_hidden()
    server.held.clear()
    server.release.set()
    expect(page.locator("[data-result]")).to_have_attribute("data-verdict", "pursue")
    state_of(page, "ready")


def test_progress_counts_bytes(server: Server, check: Callable[..., Page]) -> None:
    """What is shown while loading is the share of the bytes that have come in."""
    server.held.add(".wasm")
    page = check()
    expect(page.locator("progress")).to_have_attribute("value", before_wasm(page))
    percent = page.locator("[data-engine-when=loading] [data-percent]")
    expect(percent).to_have_text(f"{before_wasm(page)}%")
    server.held.clear()
    server.release.set()
    state_of(page, "ready")


@pytest.mark.parametrize("language", ["", "en/"])
def test_without_webassembly_the_page_says_so(check: Callable[..., Page], language: str) -> None:
    """A browser without WebAssembly gets the reason and the paper scorecard, and keeps answers."""
    page = check(
        f"{language}check/",
        prepare=lambda page: page.add_init_script("delete globalThis.WebAssembly"),
    )
    state_of(page, "failed")
    expect(page.locator("[data-reason=no-wasm]")).to_be_visible()
    answer(page, need=2)
    page.reload()
    expect(page.locator("input[name=need][value='2']")).to_be_checked()
    page.locator("[data-engine-when=failed] a").click()
    expect(page.locator(".card__rules")).to_be_visible()


def test_engine_is_asked_for_after_the_page(server: Server, check: Callable[..., Page]) -> None:
    """Everything that the page itself needs is requested before any file of the engine."""
    page = check()
    state_of(page, "ready")
    first = next(i for i, path in enumerate(server.requests) if "/assets/engine/" in path)
    needed = [path for path in server.requests if path.endswith((".css", ".woff2", "check.js"))]
    assert needed
    assert all(server.requests.index(path) < first for path in needed)
