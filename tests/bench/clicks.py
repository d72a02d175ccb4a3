"""From the click: how long a reader waits for what a page is for, beside stock Pyodide.

A visit is a navigation in a profile on disk, since a private one keeps no compiled code. Its clock
is the page's own, which begins with the navigation. All sites and stock Pyodide take turns within
a round, so that what slows the machine slows all.
"""

import argparse
import os
import shutil
import signal
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect, sync_playwright

from tests.bench import browsers
from tests.bench.browsers import Visitor
from tests.bench.engine import ratio
from tests.bench.figures import Bench, Figure
from tests.browser.pipeline import keep, many, open_file
from tests.browsers import FLAGS, find_chromium
from tests.server import Server, serve

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PATIENCE = 240_000  # ms
LATER = 10
"""Visits in one profile: by the tenth, a browser has compiled and kept all it ever will."""
REST = 1.0
"""Seconds after a visit in which a browser keeps what it compiled, and a worker its copy."""
SLOW = (200_000, 0.4)
"""A line of 1.6 Mbit/s, as bytes a second for all answers together, and 400 ms to the first."""

ANSWERED = """
const request = { do: "report", today: "2026-11-24", language: "nl",
  sheet: { answers: { need: 2 } } };
const begin = () => {
  const { engine } = document.querySelector("quiz-check") ?? {};
  if (engine) engine.ask(request).then(() => reached());
  else setTimeout(begin, 1);
};
begin();
"""
"""The question waits with the engine until that is up."""

REACHED = "const reached = () => resolve(performance.now());"
IN_PAGE = f"new Promise((resolve) => {{ {REACHED} {ANSWERED} }})".replace("\n", " ")
"""The same as one line, for a page that is open already."""

SEEN = """
const look = () => {
  if (document.body && (%s)) reached();
  else requestAnimationFrame(look);
};
look();
"""

WAYS: Mapping[str, tuple[str, str]] = {
    "check": ("check/", ANSWERED),
    "prospects": (
        "prospects/",
        SEEN % "document.querySelector('[data-list-view] [data-prospect]')?.checkVisibility()",
    ),
    "practice": (
        "practice/",
        SEEN % "document.querySelector('quiz-practice form')?.checkVisibility()",
    ),
}
"""What a page is for: its address, and a script that calls `reached` once it is there."""

CLOCK = """
if (window === top && location.protocol === "http:") {
  window.waited = new Promise((resolve) => {
    const reached = () => resolve(performance.now());
    %s
  });
}
"""

PUBLISHED = """<!doctype html>
<title>Pyodide as published</title>
<script>
const engine = new Worker("published.js", { type: "module" });
window.waited = new Promise((resolve) => {
  engine.onmessage = ({ data }) => {
    if (data.type === "ready") engine.postMessage({ type: "ask" });
    else resolve(performance.now());
  };
});
</script>
"""
"""Nothing but Pyodide, begun as early as a page can."""


@dataclass
class Visits:
    """Milliseconds from the click, by visit: the first in a fresh profile, the second, the last."""

    cold: list[float] = field(default_factory=list)
    second: list[float] = field(default_factory=list)
    last: list[float] = field(default_factory=list)


@dataclass(frozen=True)
class Terms:
    """Under what terms a browser visits: see `LATER`, `SLOW`, and `slowed` for the share."""

    visits: int = LATER
    workers: bool = True
    slow_line: bool = False
    share: float = 1.0
    kept: int = 0


@contextmanager
def published_server(published: Path) -> Iterator[Server]:
    """Serve Pyodide as it is published, and a bare page that begins it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copy(HERE / "published.js", folder)
        (folder / "index.html").write_text(PUBLISHED, encoding="utf-8")
        (folder / "404.html").write_text("not here", encoding="utf-8")
        (folder / "published").symlink_to(published.resolve())
        with serve(folder) as server:
            yield server


def of_site(site: Path, way: str, terms: Terms) -> Iterator[float]:
    """Yield the milliseconds of each visit to a page of a built site, in a profile of its own."""
    path, script = WAYS[way]
    with serve(site) as server:
        yield from _visits(server, path, CLOCK % script, terms)


def of_published(published: Path, terms: Terms) -> Iterator[float]:
    """Yield the same of stock Pyodide on a bare page."""
    with published_server(published) as server:
        yield from _visits(server, "", "", terms)


def _visits(server: Server, path: str, script: str, terms: Terms) -> Iterator[float]:
    with _profile(terms) as (context, folder):
        page = context.new_page()
        if terms.kept:
            _keep_prospects(page, server.url, terms.kept)
        page.close()
        context.add_init_script(script or "0;")
        if terms.slow_line:
            server.line, server.delay = SLOW
        with slowed(folder, terms.share):
            for _ in range(terms.visits):
                page = context.new_page()
                page.set_default_timeout(PATIENCE)
                page.goto(server.url + path, wait_until="commit", timeout=PATIENCE)
                page.wait_for_function("window.waited", timeout=PATIENCE, polling=50)
                yield float(page.evaluate("waited"))
                _settle(page, workers=terms.workers and bool(path))
                page.close()


def _settle(page: Page, *, workers: bool) -> None:
    """Wait until the site's copy is complete, where there is one, and the browser has rested."""
    if workers:
        page.evaluate(
            "async () => { if (navigator.serviceWorker) await navigator.serviceWorker.ready; }"
        )
    time.sleep(REST)


def _keep_prospects(page: Page, url: str, count: int) -> None:
    page.goto(url + "prospects/")
    open_file(page, many(count))
    keep(page)
    page.wait_for_selector("[data-list-view] [data-prospect]", timeout=PATIENCE)
    _settle(page, workers=False)


@contextmanager
def _profile(terms: Terms) -> Iterator[tuple[BrowserContext, str]]:
    path = find_chromium(whole=True)
    if path is None:
        raise RuntimeError("no Chromium: python -m tests.browsers")
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder,
        sync_playwright() as playwright,
    ):
        context = playwright.chromium.launch_persistent_context(
            folder,
            executable_path=path,
            args=list(FLAGS),
            viewport={"width": 390, "height": 844},
            service_workers="allow" if terms.workers else "block",
        )
        try:
            yield context, folder
        finally:
            context.close()


@contextmanager
def slowed(folder: str, share: float) -> Iterator[None]:
    """Let the browser with this profile run a share of the time only, as on a slower processor.

    Chromium's own throttle slows the page's main thread and no worker, where the engine is.
    """
    if share >= 1:
        yield
        return
    done = threading.Event()
    thread = threading.Thread(target=_hold_back, args=(folder, share, done), daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def _hold_back(folder: str, share: float, done: threading.Event) -> None:
    run, looked, pids = 0.004, 0.0, set[int]()
    while not done.is_set():
        if time.monotonic() - looked > 0.1:
            looked, pids = time.monotonic(), set(_family(folder))
        _signal(pids, signal.SIGSTOP)
        time.sleep(run * (1 / share - 1))
        _signal(pids, signal.SIGCONT)
        time.sleep(run)


def _signal(pids: set[int], which: signal.Signals) -> None:
    for pid in list(pids):
        try:
            os.kill(pid, which)
        except ProcessLookupError:
            pids.discard(pid)


def _family(folder: str) -> Iterator[int]:
    """Yield the processes of the browser that has this profile, from /proc."""
    parents: dict[int, int] = {}
    first: set[int] = set()
    for place in Path("/proc").glob("[0-9]*"):
        try:
            parents[int(place.name)] = int(
                (place / "stat").read_text().rpartition(")")[2].split()[1]
            )
            if f"--user-data-dir={folder}" in (place / "cmdline").read_text():
                first.add(int(place.name))
        except OSError:
            continue  # it has ended
    found, before = first, set[int]()
    while found != before:
        before, found = found, found | {pid for pid, parent in parents.items() if parent in found}
    yield from found


def in_another(browser: Visitor, url: str, code: str) -> Iterator[float]:
    """Yield what `code` gives on a first and a second visit to a page, in another browser."""
    browser.open(url, "true")
    yield browser.run(code)
    time.sleep(REST)
    browser.again("true")
    yield browser.run(code)
    browser.close()


def rounds_of(
    makers: Mapping[str, Callable[[], Iterator[float]]], rounds: int
) -> Mapping[str, Visits]:
    """Run the visits of each in turn, so many rounds."""
    found = {name: Visits() for name in makers}
    for _ in range(rounds):
        for name, make in makers.items():
            times = list(make())
            found[name].cold.append(times[0])
            if len(times) > 1:
                found[name].second.append(times[1])
            if len(times) > 2:
                found[name].last.append(times[-1])
    return found


SCENES: Mapping[str, tuple[str, Terms]] = {
    "check": ("check", Terms()),
    "check, no service worker": ("check", Terms(visits=3, workers=False)),
    "check, processor × 1/4": ("check", Terms(visits=3, share=0.25)),
    "check, 1.6 Mbit/s and 400 ms": ("check", Terms(visits=1, slow_line=True)),
    "practice": ("practice", Terms(visits=3)),
    "prospects, 40 kept": ("prospects", Terms(visits=3, kept=40)),
    "prospects, 2,000 kept": ("prospects", Terms(visits=3, kept=2_000)),
}
VISITS = {"cold": "first", "second": "second", "last": "last"}
AIMS = {"check": {"cold": 0.45, "second": 0.5, "last": 0.5}}
SHARE_OF_BEFORE = 0.7
"""The aim for the list of prospects on a second visit, beside the version before."""


def compare(
    bench: Bench, name: str, found: Mapping[str, Visits], aims: Mapping[str, float]
) -> None:
    """Add what each kind of visit took, beside stock Pyodide and the version before."""
    bench.raw[name] = {which: asdict(visits) for which, visits in found.items()}
    for kind, said in VISITS.items():
        times = {which: getattr(visits, kind) for which, visits in found.items()}
        ours = times.pop("ours")
        if not ours:
            continue
        middle = statistics.median(ours)
        beside = ", ".join(
            f"{which} {statistics.median(other):,.0f} ms (× {ratio(ours, other):.2f})"
            for which, other in times.items()
            if other
        )
        stock = times.get("stock")
        share = ratio(ours, stock) if stock else None
        figure = Figure(f"{name}: {said} visit", share, "× stock", aims.get(kind))
        if not stock:
            figure = Figure(f"{name}: {said} visit", middle, "ms")
        before = times.get("before")
        if kind == "second" and name.startswith("prospects") and before:
            figure = Figure(figure.name, ratio(ours, before), "× before", SHARE_OF_BEFORE)
        bench.add(replace(figure, note=f"{middle:,.0f} ms; {beside}".rstrip("; ")))


def measure(bench: Bench, options: argparse.Namespace) -> None:
    """Run the scenes in Chromium, then the check in the other browsers."""
    sites = {"ours": ROOT / "site"} | ({"before": options.before} if options.before else {})
    bench.heading(f"From the click, in Chromium, {options.rounds} rounds in turn")
    expect.set_options(timeout=PATIENCE)
    for name, (way, terms) in SCENES.items():
        if options.scenes and not any(part in name for part in options.scenes):
            continue
        makers: dict[str, Callable[[], Iterator[float]]] = {
            which: partial(of_site, site, way, terms) for which, site in sites.items()
        }
        if way == "check" and options.published.is_dir():
            bare = replace(terms, visits=min(terms.visits, 3))
            makers["stock"] = partial(of_published, options.published, bare)
        compare(bench, name, rounds_of(makers, options.rounds), AIMS.get(name, {}))
    others: Mapping[str, Callable[[], AbstractContextManager[Visitor]]] = {
        "Firefox": lambda: browsers.firefox(options.modules),
        "WebKitGTK": browsers.webkit,
    }
    for name, make in others.items():
        if options.scenes and name not in options.scenes:
            continue
        with ExitStack() as opened:
            found = opened.enter_context(make())
            addresses = {
                which: f"{opened.enter_context(serve(site)).url}check/"
                for which, site in sites.items()
            }
            makers = {
                which: partial(in_another, found, url, IN_PAGE) for which, url in addresses.items()
            }
            if options.published.is_dir():
                bare_page = opened.enter_context(published_server(options.published))
                makers["stock"] = partial(in_another, found, bare_page.url, "waited")
            compare(bench, f"check in {name}", rounds_of(makers, options.rounds), {})


def main() -> None:
    """Measure, print each figure beside its aim, and write build/bench-clicks.json."""
    modules = ROOT / "node_modules"
    reader = argparse.ArgumentParser(prog="python -m tests.bench.clicks", description=__doc__)
    reader.add_argument("scenes", nargs="*", help="parts of their names; else all")
    reader.add_argument("--rounds", type=int, default=3)
    reader.add_argument("--before", type=Path, help="another version of the site, built")
    reader.add_argument("--modules", type=Path, default=modules, help="where Lighthouse lies")
    reader.add_argument("--published", type=Path, default=modules / "pyodide-published")
    options, bench, begin = reader.parse_args(), Bench(), time.monotonic()
    measure(bench, options)
    bench.end(ROOT / "build" / "bench-clicks.json", time.monotonic() - begin)


if __name__ == "__main__":
    main()
