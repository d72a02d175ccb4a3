"""How things grow: the site with its pages, ranking with prospects; a table, and a drawing."""

import gzip
import json
import math
import os
import random
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = """---
title: Page {number}
description: A page that is here to see how the site grows with its pages, number {number}.
---

# Page {number}

{text}
"""
COLOURS = ("#0e4a58", "#b5651d", "#98311a", "#4a5356")
WIDTH, HEIGHT, LEFT, FOOT = 560, 300, 60, 40


@dataclass(frozen=True)
class Grown:
    """A site of so many pages: seconds to build it, and bytes as a server sends them."""

    pages: int
    seconds: float
    page_bytes: int
    index_bytes: int
    worker_bytes: int


def site_of(folder: Path) -> Path:
    """Return where build_of leaves the site."""
    return folder / "site-grown"


def build_of(pages: int, folder: Path) -> Grown:
    """Build a site with so many pages in all, half of them in each language, one the check."""
    docs = folder / "docs"
    text = (ROOT / "docs" / "en" / "method.md").read_text(encoding="utf-8").split("---", 2)[2]
    plain = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", text)
    words = [word for line in plain.splitlines() if line[:1].isalpha() for word in line.split()]
    shutil.rmtree(docs, ignore_errors=True)
    for language in ("nl", "en"):
        (docs / language).mkdir(parents=True)
        shutil.copy(ROOT / "docs" / language / "check.md", docs / language)
        for number in range(pages // 2 - 1):
            name = "index" if number == 0 else f"page-{number}"
            # Other words in another order on each page, as long as one of ours.
            mixed = random.Random(number).choices(words, k=900)  # noqa: S311 - no secret
            parts = [" ".join(mixed[start : start + 60]) for start in range(0, 900, 60)]
            page = PAGE.format(number=number, text="\n\n".join(parts))
            (docs / language / f"{name}.md").write_text(page, encoding="utf-8")
    hooks = ["components", "assets", "pages", "offline"]
    config = {
        "INHERIT": str(ROOT / "mkdocs.yml"),
        "docs_dir": str(docs),
        "theme": {"custom_dir": str(ROOT / "overrides")},
        "hooks": [str(ROOT / f"overrides/hooks/{hook}.py") for hook in hooks],
        "nav": [{"Start": "index.md"}],
        "watch": [],
        "strict": False,
        "validation": {"nav": {"omitted_files": "ignore"}, "anchors": "ignore"},
    }
    file = folder / "mkdocs.yml"
    file.write_text(json.dumps(config), encoding="utf-8")
    site = site_of(folder)
    begin = time.monotonic()
    command: list[str | Path] = [sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", file]
    command += ["-d", site]
    env = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(command, cwd=ROOT, env=env, check=True, stdout=subprocess.DEVNULL)
    seconds = time.monotonic() - begin
    sent = [
        len(gzip.compress((site / name).read_bytes(), 6))
        for name in ("index.html", "search/search_index.json", "sw.js")
    ]
    return Grown(pages, seconds, *sent)


def draw(series: Mapping[str, Sequence[tuple[float, float]]], title: str, across: str) -> str:
    """Return an SVG of curves on two logarithmic scales, each line named at its end."""
    points = [point for line in series.values() for point in line]
    low, high = min(x for x, _ in points), max(x for x, _ in points)
    least, most = min(y for _, y in points), max(y for _, y in points)

    def place(x: float, y: float) -> tuple[float, float]:
        return (
            LEFT + _share(x, low, high) * (WIDTH - LEFT - 130),
            HEIGHT - FOOT - _share(y, least, most) * (HEIGHT - FOOT - 40),
        )

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img"'
        f' font-family="sans-serif" font-size="11"><title>{title}</title>',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        f'<text x="{LEFT}" y="20" font-size="14" font-weight="bold">{title}</text>',
        f'<text x="{LEFT}" y="{HEIGHT - 6}">{across}, both scales logarithmic</text>',
    ]
    for x in sorted({x for x, _ in points}):
        at, _ = place(x, least)
        parts.append(f'<text x="{at:.0f}" y="{HEIGHT - 22}" text-anchor="middle">{x:,.0f}</text>')
    for (name, line), colour in zip(series.items(), COLOURS, strict=False):
        path = " ".join(f"{px:.1f},{py:.1f}" for px, py in (place(*point) for point in line))
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        for x, y in line:
            px, py = place(x, y)
            parts.append(f'<circle cx="{px:.1f}" cy="{py:.1f}" r="3" fill="{colour}"/>')
            told = f"{y:,.0f}" if y >= 10 else f"{y:.2g}"
            parts.append(f'<text x="{px:.1f}" y="{py - 7:.1f}" text-anchor="middle">{told}</text>')
        px, py = place(*line[-1])
        parts.append(f'<text x="{px + 8:.1f}" y="{py + 4:.1f}" fill="{colour}">{name}</text>')
    return "\n".join([*parts, "</svg>\n"])


def _share(value: float, low: float, high: float) -> float:
    """Return how far along a logarithmic scale a value is, 0..1."""
    low, high = max(low, 1e-6), max(high, 1e-6)
    return 0.5 if low == high else math.log(max(value, 1e-6) / low) / math.log(high / low)
