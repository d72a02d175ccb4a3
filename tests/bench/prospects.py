"""Lists of prospects: ranked in the browser's worker, and in the shell."""

import csv
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.browsers import Visitor

LEVELS = ("0", "1", "2", "3", "unknown", "")
HEADER = ("name", "need", "means", "trust", "urgency", "attention", "note")
COPY = """
import csv, sys
with open(sys.argv[1], newline="") as old, open(sys.argv[2], "w", newline="") as new:
    csv.writer(new).writerows(csv.reader(old))
"""


@dataclass(frozen=True)
class Run:
    """A command that is done: seconds by the clock and of processor time, and its peak memory."""

    seconds: float
    processor: float
    peak_bytes: int
    status: int


def write_rows(file: Path, count: int) -> None:
    """Write a table of prospects, the same each time."""
    pick = random.Random(5)  # noqa: S311 - no secret
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(HEADER)
        for number in range(count):
            levels = pick.choices(LEVELS, k=5)
            writer.writerow([f"Prospect {number:07}", *levels, f"call again on day {number % 31}"])


def run(command: Sequence[str | Path], out: Path, limit: float) -> Run:
    """Run a command with its output in a file; after `limit` seconds it is ended: status -9."""
    begin = time.monotonic()
    with out.open("wb") as target:
        process = subprocess.Popen(list(map(str, command)), stdout=target)
        while True:
            pid, status, usage = os.wait4(process.pid, os.WNOHANG)
            if pid:
                break
            if time.monotonic() - begin > limit:
                process.kill()
            time.sleep(0.02)
    process.returncode = os.waitstatus_to_exitcode(status)
    peak = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    seconds = time.monotonic() - begin
    return Run(seconds, usage.ru_utime + usage.ru_stime, peak, process.returncode)


def rank_in_shell(folder: Path, count: int, limit: float = 150) -> tuple[Run, Run]:
    """Return how `quiz rank` does over so many rows, and how Python's csv copies the same file."""
    table = folder / f"{count}.csv"
    write_rows(table, count)
    copied = run([sys.executable, "-c", COPY, table, folder / "copy.csv"], folder / "none", limit)
    ranked = run([sys.executable, "-m", "quiz", "rank", table], folder / "ranked.csv", limit)
    return ranked, copied


def import_in_shell(folder: Path, count: int, limit: float = 150) -> tuple[Run, Run]:
    """Return how `quiz import` does over a list of others, and how csv copies the same file."""
    table = folder / f"others-{count}.csv"
    with table.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, delimiter=";", lineterminator="\n")
        writer.writerow(("Bedrijf", "Telefoon", "Fase", "Volgende actie", "Datum"))
        for number in range(count):
            day = f"{number % 28 + 1}-12-2026"
            writer.writerow((f"Firm {number:06}", f"06 12{number:06}", "Offerte", "bellen", day))
    copied = run([sys.executable, "-c", COPY, table, folder / "copy.csv"], folder / "none", limit)
    command: list[str | Path] = [sys.executable, "-m", "quiz", "import", table]
    return run(command, folder / "imported.csv", limit), copied


def judge_in_worker(browser: Visitor, counts: Sequence[int]) -> dict[int, float]:
    """Return the milliseconds that the worker takes for so many prospects, best of three.

    It reads their records, judges them and works out their place in the list, as when the page of
    prospects opens.
    """
    found = {}
    browser.run("bench.start('ours')")
    for count in counts:
        about = {"today": "2026-11-24", "language": "nl"}
        records = [record(number) for number in range(count)]
        code = f"bench.ask({json.dumps({'do': 'put', 'records': records, **about})})"
        found[count] = min(browser.run(code) for _ in range(3))
    return found


def record(number: int) -> dict[str, object]:
    """Return a prospect as it is stored, the answers another for each number."""
    ids = ("need", "means", "trust", "urgency", "attention")
    answers = {key: number // 4**place % 4 for place, key in enumerate(ids)}
    return {
        "format": 2,
        "id": f"p{number}",
        "name": f"Prospect {number}",
        "checks": [{"answers": answers, "on": "2026-11-20"}],
        "changed": "2026-11-20T09:00:00.000Z",
    }
