"""What the way on needs beyond the definition: the lessons with their cases, and its script."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from content import Site, lesson_cases, lesson_names
from lean import lean_script

SCRIPT = Path(__file__).with_name("before-paint.js")


def going_on(site: Site, language: str, what: str) -> Mapping[str, Any]:
    """Return the lessons in their order, and the script; ValueError for a part there is not."""
    if what not in ("all", "lessons"):
        raise ValueError(f"{what}: it is “all” or “lessons”")
    return {
        "lessons": [
            (lesson, name, [case.id for case in lesson_cases(site, lesson)])
            for lesson, name in lesson_names(site, language).items()
        ],
        "script": lean_script(SCRIPT.read_text(encoding="utf-8")).strip(),
    }
