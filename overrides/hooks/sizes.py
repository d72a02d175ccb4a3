"""Prints what a first visit transfers: the page, and apart from it the engine."""

import gzip
import re
import sys
from pathlib import Path

from engine.build import PARTS, ROOT, build_engine, first_files, transfer_bytes
from verdicts import FOLDER

COMPRESSED = {".css", ".html", ".js", ".json", ".svg"}
PAGES = ("", "article/", "check/", "group/", "practice/", "prospects/")
PAGE_LIMIT = 200_000
ENGINE_LIMIT = 4_000_000


def page_files(site: Path, page: str) -> list[Path]:
    """Return the page and what it loads by itself: styles, scripts, typefaces, pictures."""
    html = (site / page / "index.html").read_text(encoding="utf-8")
    named = re.findall(r'<(?:link|script|img)\b[^>]*?(?:href|src)="?([^">\s]+)', html)
    wanted = {site / page / "index.html"}
    for address in named:
        path = (site / page / address.split("#")[0]).resolve()
        if path.suffix in COMPRESSED | {".woff2"} and path.is_file():
            wanted.add(path)
    if "data-engine-files" in html:
        wanted |= set(site.glob("assets/quiz-*/engine/engine.worker.js"))
    return sorted(wanted)


def transferred(path: Path) -> int:
    """Return the bytes that a server that compresses sends for this file."""
    data = path.read_bytes()
    return len(gzip.compress(data, 6)) if path.suffix in COMPRESSED else len(data)


def main() -> int:
    """Print the table; return 1 when a page or the engine is over its limit."""
    site = ROOT / "site"
    engine = sum(map(transfer_bytes, first_files()))
    rows = [
        (f"page /{page}", sum(map(transferred, page_files(site, page))), PAGE_LIMIT)
        for page in PAGES
    ]
    rows.append(("engine", engine, ENGINE_LIMIT))
    sys.stdout.write("a first visit transfers (gzip)\n")
    for name, size, _ in rows:
        sys.stdout.write(f"  {name:<16} {size / 1000:8.1f} kB\n")
    sys.stdout.write("what is fetched when it is asked for\n")
    for part in build_engine():
        if part.role in PARTS:
            sys.stdout.write(f"  {part.role:<16} {transfer_bytes(part) / 1000:8.1f} kB\n")
    reader = sum(map(transferred, site.glob("assets/quiz-*/qr/*.js")))
    sys.stdout.write(f"  {'code reader':<16} {reader / 1000:8.1f} kB\n")
    for table in sorted((site / FOLDER).glob("*.json")):
        name = f"verdicts {table.name[:2]}"
        sys.stdout.write(f"  {name:<16} {transferred(table) / 1000:8.1f} kB\n")
    over = [(name, limit) for name, size, limit in rows if size > limit]
    for name, limit in over:
        sys.stderr.write(f"{name} is over its limit of {limit / 1000:.0f} kB\n")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
