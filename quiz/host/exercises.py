"""The exercises of the lessons: one YAML file each, read and validated like the practice cases.

Runs on a computer only, when the site is built.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from quiz.definition import Text
from quiz.errors import InputError, Problem
from quiz.exercise import counted_back
from quiz.host.team import laid_files
from quiz.host.yaml_file import Finding, read_text, read_valid, told

PACKAGE = Path(__file__).parents[1]
EXERCISES = PACKAGE / "exercises"
SCHEMA_FILE = PACKAGE / "exercise.schema.json"

OF_KIND: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "words": (frozenset({"text", "marked", "unmarked"}), frozenset()),
    "order": (frozenset({"laid"}), frozenset()),
    "question": (frozenset({"text"}), frozenset({"reply"})),
    "count-back": (frozenset({"text", "day"}), frozenset({"takes"})),
}
"""What an exercise of each kind needs beside what all have, and what each of its parts needs."""

OF_NO_OTHER = frozenset({"marked", "unmarked", "laid", "day"})
OF_A_PART = frozenset({"counts", "reply", "takes"})
WITH_COUNTS = ("words", "question")


@dataclass(frozen=True)
class Part:
    """A part of an exercise: what it says, why, and what its kind has beside these."""

    says: Text
    why: Text
    counts: bool
    reply: Text | None
    takes: str


@dataclass(frozen=True)
class Run:
    """A run of a text, and which part it is, numbered from 0; None for what lies between."""

    text: str
    part: int | None


@dataclass(frozen=True)
class Exercise:
    """An exercise; `laid` are the numbers of the parts, from 0, as they lie at first."""

    id: str
    kind: str
    title: Text
    task: Text
    text: Text | None
    marked: Text | None
    unmarked: Text | None
    laid: Sequence[int]
    day: date | None
    parts: Sequence[Part]
    remember: Text

    def as_key(self) -> dict[str, Any]:
        """Return what requests have as the key: see quiz/exercise.py."""
        if self.kind == "count-back":
            assert self.day is not None
            takes = [part.takes for part in self.parts]
            return {"kind": self.kind, "day": self.day.isoformat(), "takes": takes}
        if self.kind == "order":
            return {"kind": self.kind, "parts": len(self.parts)}
        return {"kind": self.kind, "counts": [part.counts for part in self.parts]}

    def days(self) -> list[date]:
        """Return the day on which each step has to begin; none for other kinds."""
        return counted_back(self.day, [part.takes for part in self.parts]) if self.day else []

    def runs(self, language: str) -> list[list[Run]]:
        """Cut the text into paragraphs, and these where a part begins or ends."""
        assert self.text is not None
        said = [part.says[language] for part in self.parts]
        pattern = "|".join(re.escape(words) for words in said) if self.kind == "words" else r"(?!)"
        return [
            [
                Run(piece, said.index(piece) if piece in said else None)
                for piece in re.split(f"({pattern})", paragraph)
                if piece
            ]
            for paragraph in self.text[language].strip().split("\n\n")
        ]


def load_exercises(folder: Path = EXERCISES, own: Path | None = None) -> dict[str, Exercise]:
    """Read all exercises in this folder, by their ids; there may be none.

    Those in the folder `own` take the place of others of their name, or come beside them.

    Raises InputError with every problem in every file, each with file, line, path and what to do.
    """
    exercises: dict[str, Exercise] = {}
    problems: list[Problem] = []
    for path in laid_files(folder, own, "*.yml"):
        try:
            exercises[path.stem] = _exercise(_read(path))
        except InputError as error:
            problems.extend(error.problems)
    if problems:
        raise InputError(problems)
    return exercises


def _read(path: Path) -> dict[str, Any]:
    def beyond(data: dict[str, Any]) -> Iterator[Finding]:
        if data.get("id") != path.stem:
            yield ("id",), f"{data.get('id')} is not the name of the file", f"write {path.stem}"
        parts = data.get("parts")
        if data.get("kind") not in OF_KIND or not isinstance(parts, list):
            return  # the schema has said so
        if not all(isinstance(part, dict) for part in parts):
            return  # and so has it here
        yield from _of_its_kind(data, parts)
        yield from _BEYOND[data["kind"]](data, parts)

    return read_valid(read_text(path), told(path), SCHEMA_FILE, beyond)


def _of_its_kind(data: dict[str, Any], parts: Sequence[dict[str, Any]]) -> Iterator[Finding]:
    """Find what an exercise of this kind lacks, and what only one of another kind has."""
    kind = data["kind"]
    whole, each = OF_KIND[kind]
    for key in sorted(whole - data.keys()):
        yield (), f"{key} missing", f"an exercise of the kind {kind} needs it"
    for key in sorted((OF_NO_OTHER - whole) & data.keys()):
        yield (key,), f"not for the kind {kind}", "take it out, or change the kind"
    counts = frozenset({"counts"} if kind in WITH_COUNTS else ())
    for index, part in enumerate(parts):
        for key in sorted(each - part.keys()):
            yield ("parts", index), f"{key} missing", f"each part of the kind {kind} needs it"
        for key in sorted((OF_A_PART - each - counts) & part.keys()):
            yield ("parts", index, key), f"not for the kind {kind}", "take it out"


def _words(data: dict[str, Any], parts: Sequence[dict[str, Any]]) -> Iterator[Finding]:
    """Find runs that the text has not, twice, or in another order."""
    if len({part.get("counts", False) for part in parts}) == 1:
        yield ("parts",), "nothing to tell apart", "let some count, and some not"
    texts = data.get("text")
    for language, text in texts.items() if isinstance(texts, dict) else ():
        end = 0
        for index, part in enumerate(parts):
            says = part.get("says")
            run = says.get(language) if isinstance(says, dict) else None
            if not isinstance(run, str) or not isinstance(text, str):
                continue
            place = ("parts", index, "says", language)
            paragraphs = [paragraph.count(run) for paragraph in text.split("\n\n")]
            if sum(paragraphs) != 1:
                what = f"“{run}” is {'twice or more' if sum(paragraphs) else 'not'} in the text"
                yield place, what, "quote words that stand there once, within one paragraph"
            elif text.index(run) < end:
                fix = "list the parts as the text has them, none within another"
                yield place, f"“{run}” begins before the part above it ends", fix
            else:
                end = text.index(run) + len(run)


def _order(data: dict[str, Any], parts: Sequence[dict[str, Any]]) -> Iterator[Finding]:
    laid, right = data.get("laid"), list(range(1, len(parts) + 1))
    if not isinstance(laid, list):
        return
    if any(type(number) is not int for number in laid) or sorted(laid) != right:
        fix = f"write each number from 1 to {len(parts)} once"
        yield ("laid",), "not the numbers of the parts", fix
    elif laid == right:
        yield ("laid",), "the parts lie in the right order already", "mix them"


def _question(_data: dict[str, Any], parts: Sequence[dict[str, Any]]) -> Iterator[Finding]:
    best = sum(part.get("counts") is True for part in parts)
    if best != 1:
        yield ("parts",), f"{best} questions count", "let one count: the best"


def _count_back(data: dict[str, Any], _parts: Sequence[dict[str, Any]]) -> Iterator[Finding]:
    day = data.get("day")
    try:
        date.fromisoformat(day if isinstance(day, str) else "2000-01-01")
    except ValueError:
        yield ("day",), f"{day} is not a day", "write one that there is, as YYYY-MM-DD"


_BEYOND = {"words": _words, "order": _order, "question": _question, "count-back": _count_back}


def _exercise(data: dict[str, Any]) -> Exercise:
    return Exercise(
        id=data["id"],
        kind=data["kind"],
        title=data["title"],
        task=data["task"],
        text=data.get("text"),
        marked=data.get("marked"),
        unmarked=data.get("unmarked"),
        laid=[number - 1 for number in data.get("laid", ())],
        day=date.fromisoformat(data["day"]) if "day" in data else None,
        parts=[
            Part(
                says=part["says"],
                why=part["why"],
                counts=part.get("counts", False),
                reply=part.get("reply"),
                takes=part.get("takes", ""),
            )
            for part in data["parts"]
        ],
        remember=data["remember"],
    )
