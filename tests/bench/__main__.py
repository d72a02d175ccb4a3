"""Measures everything the site promises about speed: `make bench`.

Prints each figure beside its aim, says what misses, and writes build/bench.json with the raw
figures, and build/bench-*.svg. The exit status is 0 however the figures are: on a busy machine they
tell little, and the ratios are what to go by.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tests.bench import browsers, engine, growth, pages, pipeline, prospects
from tests.bench.figures import Bench, Figure
from tests.server import serve

ROOT = Path(__file__).parents[2]
OUT = ROOT / "build"
PAGES = ("", "article/", "check/", "practice/", "prospects/")
LINE = 4_000_000
"""Bytes a second for each file, where it matters that a transfer can be broken off."""

BROWSERS: dict[str, tuple[float, Callable[[Path], AbstractContextManager[Any]]]] = {
    "Chromium": (0.33, lambda _: browsers.chromium()),
    "Firefox": (0.5, browsers.firefox),
    "WebKitGTK": (0.5, lambda _: browsers.webkit()),
}


def measure_engine(bench: Bench, options: argparse.Namespace, folder: Path) -> None:
    """Add what the engine takes in each browser, beside Pyodide as published."""
    bench.heading(f"The engine beside Pyodide as published, {options.rounds} rounds in turn")
    if not options.published.is_dir():
        why = f"{options.published} is missing"
        for name, (aim, _) in BROWSERS.items():
            bench.add(Figure(f"{name}: first result, cold", None, "×", aim, note=why))
        return
    with engine.bench_server(ROOT / "site", options.published, folder) as server:
        for name, (aim, make) in BROWSERS.items():
            try:
                with make(options.modules) as browser:
                    found = engine.alternate(browser, server, options.rounds)
                    if name == "Chromium":
                        measure_worker(bench, browser, server.url)
            except (browsers.NotHereError, OSError, RuntimeError) as error:
                for state in ("cold", "warm"):
                    figure = Figure(f"{name}: first result, {state}", None, "×", aim)
                    bench.add(Figure(**(asdict(figure) | {"note": str(error)[:200]})))
                continue
            bench.raw[name] = {which: asdict(rounds) for which, rounds in found.items()}
            ours, theirs = found["ours"], found["published"]
            for state in ("cold", "warm"):
                mine, other = getattr(ours, state), getattr(theirs, state)
                note = f"{statistics.median(mine):.0f} of {statistics.median(other):.0f} ms"
                share = engine.ratio(mine, other)
                bench.add(Figure(f"{name}: first result, {state}", share, "×", aim, note=note))
            sent = [statistics.median(r.cold_bytes) / 1e6 for r in (ours, theirs)]
            note = f"of {sent[1]:.2f} MB; a second start: {max(ours.warm_bytes) / 1000:.0f} kB"
            bench.add(Figure(f"{name}: transferred for it", sent[0], "MB", 4.0, note=note))
        measure_plain_server(bench, options, server)


def measure_plain_server(bench: Bench, options: argparse.Namespace, server: Any) -> None:
    """Add what a server transfers that does not compress WebAssembly, and how long it takes."""
    server.plain, server.pace = ("application/wasm",), LINE
    with browsers.chromium() as browser:
        found = engine.alternate(browser, server, min(options.rounds, 3))
    server.plain, server.pace = (), None
    bench.raw["plain server"] = {which: asdict(rounds) for which, rounds in found.items()}
    ours, theirs = found["ours"], found["published"]
    sent = [statistics.median(r.cold_bytes) / 1e6 for r in (ours, theirs)]
    name = "Chromium, .wasm as it is"
    bench.add(
        Figure(
            f"{name}: sent", sent[0], "MB", 4.0, note=f"of {sent[1]:.2f} MB, {LINE / 1e6:g} MB/s"
        ),
        Figure(f"{name}: cold", engine.ratio(ours.cold, theirs.cold), "×", 0.33),
        Figure(f"{name}: warm", engine.ratio(ours.warm, theirs.warm), "×", 0.33),
    )


def measure_worker(bench: Bench, browser: browsers.Chromium, url: str) -> None:
    """Add how long the worker takes for the prospects that are kept."""
    browser.open(f"{url}page.html")
    found = prospects.judge_in_worker(browser, (100, 1_000, 10_000))
    browser.close()
    bench.raw["judge in the worker, ms"] = found
    bench.add(Figure("10,000 prospects judged in the worker", found[10_000], "ms", 1000))


def measure_pages(bench: Bench, options: argparse.Namespace) -> None:
    """Add what Lighthouse says of each page."""
    bench.heading("Pages, by Lighthouse with its preset for phones")
    site = ROOT / "site"
    bench.raw["lighthouse"] = {}
    with serve(site) as server:
        for path in PAGES:
            if not (site / path / "index.html").exists():
                figure = Figure(f"/{path}", None, least=95, note="this page is not there")
                bench.add(figure)
                continue
            try:
                found = pages.audit(server.url + path, options.modules / "lighthouse")
            except (RuntimeError, OSError) as error:
                bench.add(Figure(f"/{path}", None, least=95, note=str(error)[:200]))
                continue
            bench.raw["lighthouse"][f"/{path}"] = asdict(found)
            others = min(score for name, score in found.scores.items() if name != "performance")
            bench.add(
                Figure(f"/{path} performance", found.scores["performance"], least=95),
                Figure(
                    f"/{path} accessibility, best practices, SEO",
                    others,
                    least=100,
                    note=", ".join(found.failed),
                ),
                Figure(f"/{path} layout shift", round(found.shift, 2), most=0),
                Figure(f"/{path} before the engine", found.before_engine / 1000, "kB", 250),
            )


def measure_verdicts(bench: Bench) -> None:
    """Add how soon a verdict is on the screen."""
    bench.heading("A verdict: from the fifth answer to the painted result, 100 sheets")
    median, late = pages.verdicts(ROOT / "site", 100)
    bench.add(Figure("median", median, "ms", 50), Figure("95th percentile", late, "ms", 50))


def measure_pipeline(bench: Bench) -> None:
    """Add how the list of prospects keeps up with its reader."""
    bench.heading("Prospects: read, kept, searched, sorted, turned over, opened, loaded again")
    for count in (2_000, 10_000):
        used = pipeline.use(ROOT / "site", count)
        bench.raw[f"{count} prospects in use, ms"] = asdict(used)
        slowest, longest = (
            max(found.items(), key=lambda item: item[1], default=("", 0.0))
            for found in (used.answers, used.tasks)
        )
        bench.add(
            Figure(f"{count:,}: slowest answer", slowest[1], "ms", 200, note=slowest[0]),
            Figure(f"{count:,}: longest task", longest[1], "ms", 50, note=longest[0]),
        )


def measure_lists(bench: Bench, folder: Path) -> None:
    """Add how soon a list of others is there, on the page and in the shell."""
    bench.heading("A list of others: 5,000 rows on the page; 100,000 in the shell, beside a copy")
    brought = pipeline.bring(ROOT / "site", 5_000)
    imported, copied = prospects.import_in_shell(folder, 100_000)
    bench.raw["list of others"] = {
        "page, ms": asdict(brought),
        "shell": asdict(imported),
        "copy": asdict(copied),
    }
    steps = ", ".join(f"{name} {ms:.0f} ms" for name, ms in brought.steps.items())
    share = imported.processor / copied.processor if imported.status == 0 else None
    peak = f"peak memory {imported.peak_bytes / 1e6:.0f} MB, copy {copied.peak_bytes / 1e6:.0f} MB"
    bench.add(
        Figure("from file to list", sum(brought.steps.values()) / 1000, "s", 2, note=steps),
        Figure("longest task", brought.longest, "ms", 50),
        Figure("quiz import", share, "×", 8, note=peak),
    )


def measure_shell(bench: Bench, options: argparse.Namespace, folder: Path) -> None:
    """Add what `quiz rank` takes beside a plain copy."""
    bench.heading(f"quiz rank over {options.rows:,} rows, beside a copy by Python's csv module")
    ranked, copied = prospects.rank_in_shell(folder, options.rows)
    bench.raw["rank"] = {"ranked": asdict(ranked), "copied": asdict(copied)}
    done = ranked.status == 0
    note = (
        f"{ranked.seconds:.1f} s of {copied.seconds:.1f} s" if done else "ended: it took too long"
    )
    share = ranked.processor / copied.processor if done else None
    bench.add(
        Figure("time", share, "×", 2.5, note=note),
        Figure(
            "peak memory",
            ranked.peak_bytes / 1e6,
            "MB",
            note=f"copy: {copied.peak_bytes / 1e6:.0f} MB",
        ),
    )


def boot_of(site: Path, options: argparse.Namespace) -> float:
    """Return the seconds from the start of a site's engine to its first result, cold, of three."""
    times = []
    with (
        tempfile.TemporaryDirectory() as folder,
        engine.bench_server(site, options.published, Path(folder)) as server,
        browsers.chromium() as browser,
    ):
        for _ in range(3):
            browser.open(f"{server.url}page.html")
            times.append(browser.run("bench.start('ours')") / 1000)
            browser.close()
    return statistics.median(times)


def measure_growth(bench: Bench, options: argparse.Namespace, folder: Path) -> None:
    """Add how the site and its lists grow, and draw it."""
    bench.heading("Growth")
    built, boots = [], []
    for count in options.pages:
        built.append(growth.build_of(count, folder))
        boots.append((count, boot_of(growth.site_of(folder), options)))
    bench.raw["growth"] = [asdict(item) for item in built]
    bench.raw["growth boot, s"] = boots
    for item in built:
        note = (
            f"page {item.page_bytes / 1000:.0f} kB, index {item.index_bytes / 1000:.0f} kB,"
            f" service worker {item.worker_bytes / 1000:.0f} kB"
        )
        bench.add(Figure(f"build of {item.pages:,} pages", item.seconds, "s", note=note))
    for count, seconds in boots:
        bench.add(Figure(f"boot within {count:,} pages, cold", seconds, "s"))
    shell = []
    for rows in (100, 1_000, 10_000, 100_000):
        ranked, _ = prospects.rank_in_shell(folder, rows)
        shell.append((rows, ranked.seconds * 1000))
        bench.add(Figure(f"quiz rank, {rows:,} prospects", ranked.seconds * 1000, "ms"))
    worker = [(count, ms) for count, ms in bench.raw.get("judge in the worker, ms", {}).items()]
    for count, ms in worker:
        bench.add(Figure(f"judged in the worker, {count:,} prospects", ms, "ms"))
    lines = {"build, s": [(item.pages, item.seconds) for item in built]}
    lines["page, kB"] = [(item.pages, item.page_bytes / 1000) for item in built]
    lines["search index, kB"] = [(item.pages, item.index_bytes / 1000) for item in built]
    lines["boot, s"] = boots
    ranks = {"quiz rank, ms": shell} | ({"worker, ms": worker} if worker else {})
    for name, series, across in (("pages", lines, "pages"), ("prospects", ranks, "prospects")):
        svg = growth.draw(series, f"Growth with {name}", across)
        (OUT / f"bench-{name}.svg").write_text(svg, encoding="utf-8")


def parts(
    bench: Bench, options: argparse.Namespace, folder: Path
) -> Iterator[tuple[str, Callable[[], None]]]:
    """Yield the parts of the bench by name, in their order."""
    yield "engine", lambda: measure_engine(bench, options, folder)
    yield "verdicts", lambda: measure_verdicts(bench)
    yield "pages", lambda: measure_pages(bench, options)
    yield "pipeline", lambda: measure_pipeline(bench)
    yield "lists", lambda: measure_lists(bench, folder)
    yield "shell", lambda: measure_shell(bench, options, folder)
    yield "growth", lambda: measure_growth(bench, options, folder)


def main() -> None:
    """Run the parts, all or those that are named."""
    modules = ROOT / "node_modules"
    reader = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    reader.add_argument(
        "parts", nargs="*", help="engine, verdicts, pages, pipeline, lists, shell, growth; else all"
    )
    reader.add_argument("--rounds", type=int, default=5, help="of the engine, in each browser")
    reader.add_argument("--rows", type=int, default=1_000_000, help="for quiz rank")
    reader.add_argument("--pages", type=int, nargs="*", default=[10, 100, 1_000], help="for growth")
    reader.add_argument("--modules", type=Path, default=modules, help="where Lighthouse lies")
    reader.add_argument("--published", type=Path, default=modules / "pyodide-published")
    options = reader.parse_args()
    bench, begin = Bench(), time.monotonic()
    OUT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for name, measure in parts(bench, options, Path(folder)):
            if not options.parts or name in options.parts:
                measure()
    bench.end(OUT / "bench.json", time.monotonic() - begin)


if __name__ == "__main__":
    main()
