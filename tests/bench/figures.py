"""Figures beside their aims, printed as they come and kept as JSON."""

import json
import sys
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any


@dataclass
class Figure:
    """A figure beside its aim. `most` and `least` bound it; with neither it is for information."""

    name: str
    value: float | None
    unit: str = ""
    most: float | None = None
    least: float | None = None
    note: str = ""

    @property
    def met(self) -> bool | None:
        """Whether the aim is met; None where there is none."""
        if self.most is None and self.least is None:
            return None
        if self.value is None:
            return False
        return (self.most is None or self.value <= self.most) and (
            self.least is None or self.value >= self.least
        )

    def line(self) -> str:
        """Return the figure as a line of the table."""
        bound = f"≤ {self.most:g}" if self.most is not None else ""
        bound = f"≥ {self.least:g}" if self.least is not None else bound
        value = "not measured" if self.value is None else f"{self.value:,.4g} {self.unit}".strip()
        value = f"{self.value:,.0f} {self.unit}".strip() if (self.value or 0) >= 1000 else value
        met = {True: "met", False: "MISSED", None: ""}[self.met]
        return f"  {self.name:<52} {value:>16}  {bound:>10}  {met:<7} {self.note}".rstrip()


@dataclass
class Bench:
    """All figures so far, printed as they come, and the raw ones for the JSON file."""

    figures: list[Figure] = field(default_factory=list)
    raw: dict[str, Any] = field(default_factory=dict)

    def heading(self, text: str) -> None:
        """Begin a part of the table."""
        sys.stdout.write(f"\n{text}\n")
        sys.stdout.flush()

    def add(self, *figures: Figure) -> None:
        """Add figures, and print them."""
        for figure in figures:
            self.figures.append(figure)
            sys.stdout.write(f"{figure.line()}\n")
        sys.stdout.flush()

    def end(self, file: Path, took: float) -> None:
        """Write it all as JSON, and say what misses its aim; `took` is in seconds."""
        missed = [figure.name for figure in self.figures if figure.met is False]
        data = {
            "seconds": took,
            "missed": missed,
            "figures": [asdict(figure) | {"met": figure.met} for figure in self.figures],
            "raw": self.raw,
        }
        file.write_text(json.dumps(data, indent=2, ensure_ascii=False), "utf-8")
        self.heading(f"{len(missed)} of {len(self.figures)} miss their aim; {took:.0f} s")
        for name in missed:
            sys.stdout.write(f"  {name}\n")
