"""How long the engine takes, beside Pyodide as it is published: rounds that alternate."""

import shutil
import statistics
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench.browsers import Visitor
from tests.server import Server, serve

HERE = Path(__file__).parent
REST = 1.5
"""Seconds after a start in which a browser writes what it has compiled."""


@dataclass
class Rounds:
    """What one engine did in one browser: milliseconds, and the bytes that the server sent."""

    cold: list[float] = field(default_factory=list)
    warm: list[float] = field(default_factory=list)
    cold_bytes: list[int] = field(default_factory=list)
    warm_bytes: list[int] = field(default_factory=list)


@contextmanager
def bench_server(site: Path, published: Path, folder: Path) -> Iterator[Server]:
    """Serve both engines and the page that starts them, from one server, compressed alike."""
    for name in ("page.html", "page.js", "published.js"):
        shutil.copy(HERE / name, folder / name)
    (folder / "404.html").write_text("not here", encoding="utf-8")
    (folder / "site").symlink_to(site.resolve())
    (folder / "published").symlink_to(published.resolve())
    with serve(folder) as server:
        yield server


def alternate(browser: Visitor, server: Server, rounds: int) -> Mapping[str, Rounds]:
    """Start both engines in turn, each in a fresh profile and once more in the same."""
    found = {"ours": Rounds(), "published": Rounds()}
    for _ in range(rounds):
        for which, into in found.items():
            browser.open(f"{server.url}page.html")
            server.sent.clear()
            into.cold.append(browser.run(f"bench.start('{which}')"))
            into.cold_bytes.append(sum(server.sent.values()))
            time.sleep(REST)
            browser.again()
            server.sent.clear()
            into.warm.append(browser.run(f"bench.start('{which}')"))
            into.warm_bytes.append(sum(server.sent.values()))
            browser.close()
    return found


def ratio(ours: list[float], theirs: list[float]) -> float:
    """Return the median of the ratios, round by round: what slows the machine slows both."""
    return statistics.median(a / b for a, b in zip(ours, theirs, strict=True))
