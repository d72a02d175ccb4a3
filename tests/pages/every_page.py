"""Which pages this site has: those of docs/, in both languages."""

import re
from collections.abc import Iterator
from pathlib import Path

from tests.conftest import ROOT

COMPONENT = re.compile(r"^```(?:quiz\n)?(\w+)", re.MULTILINE)


def pages(docs: Path) -> Iterator[str]:
    """Yield the address of each page below its home; of lessons that are built alike, one."""
    seen = set()
    for file in sorted(docs.rglob("*.md")):
        built = (file.parent, *COMPONENT.findall(file.read_text(encoding="utf-8")))
        if file.parent == docs or built not in seen:
            path = file.relative_to(docs).with_suffix("").as_posix()
            yield re.sub(r"(^|/)index$", r"\1", path) + ("" if file.stem == "index" else "/")
        seen.add(built)


EVERY_PAGE = [home + path for home in ("", "en/") for path in pages(ROOT / "docs" / "nl")]
