"""The pages: what Lighthouse says of them, and how soon a verdict is painted."""

import itertools
import json
import os
import random
import statistics
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import expect, sync_playwright

from tests.bench.browsers import NODE
from tests.browsers import FLAGS, find_chromium
from tests.server import serve

HERE = Path(__file__).parent
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")


@dataclass(frozen=True)
class Audit:
    """What Lighthouse, as on a phone, says of a page: scores 0..100, layout shift, bytes."""

    scores: Mapping[str, int]
    shift: float
    before_engine: int
    failed: Sequence[str]


def audit(url: str, lighthouse: Path) -> Audit:
    """Run Lighthouse with its preset for phones; `lighthouse` is its package's folder."""
    command: list[str | Path] = [
        *NODE,
        lighthouse / "cli" / "index.js",
        url,
        "--output=json",
        "--quiet",
        f"--only-categories={','.join(CATEGORIES)}",
        f"--chrome-flags=--headless=new {' '.join(FLAGS)}",
    ]
    path = find_chromium(whole=True)
    assert path is not None
    env = os.environ | {"CHROME_PATH": path}
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"Lighthouse on {url}: {done.stderr[-2000:]}")
    told: dict[str, Any] = json.loads(done.stdout)
    audits = told["audits"]
    scores = {name: round(100 * (told["categories"][name]["score"] or 0)) for name in CATEGORIES}
    failed = [
        ref["id"]
        for name in CATEGORIES[1:]
        for ref in told["categories"][name]["auditRefs"]
        if ref["weight"] and audits[ref["id"]]["score"] not in (1, None)
    ]
    before = sum(
        item["transferSize"]
        for item in audits["network-requests"]["details"]["items"]
        if "/assets/engine/" not in item["url"] and "/sw.js" not in item["url"]
    )
    return Audit(scores, audits["cumulative-layout-shift"]["numericValue"], before, failed)


def verdicts(site: Path, count: int) -> tuple[float, float]:
    """Return median and 95th percentile of the milliseconds from the fifth answer to the result."""
    levels = ["0", "1", "2", "3", "unknown"]
    ids = ("need", "means", "trust", "urgency", "attention")
    every = [
        dict(zip(ids, answers, strict=True)) for answers in itertools.product(levels, repeat=5)
    ]
    sheets = random.Random(7).sample(every, count)  # noqa: S311 - the same sheets each time
    with serve(site) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(whole=True), args=list(FLAGS)
        )
        page = browser.new_page(viewport={"width": 390, "height": 844})
        page.goto(server.url + "check/")
        expect(page.locator("[data-engine]")).to_have_attribute(
            "data-engine", "ready", timeout=60_000
        )
        code = (HERE / "verdicts.js").read_text(encoding="utf-8")
        code = code[code.index("async (") :].rstrip().removesuffix(";")
        page.evaluate(code, sheets[:5])
        times: list[float] = page.evaluate(code, sheets)
        browser.close()
    return statistics.median(times), statistics.quantiles(times, n=20)[-1]
