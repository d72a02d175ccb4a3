"""The deck of practice cases: one YAML file a case, read and validated like the definition.

Runs on a computer only, when the site is built.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from quiz.conversations.conversation import DIFFICULTIES
from quiz.definition import STOP, UNKNOWN, Definition, Text
from quiz.errors import InputError, Problem
from quiz.host.team import laid_files
from quiz.host.yaml_file import DataPath, Finding, Reading, data_in, read, read_text, told, valid
from quiz.sheet import Sheet, sheet_from

PACKAGE = Path(__file__).parents[1]
CASES = PACKAGE / "cases"
KEYS = PACKAGE / "keys"
SCHEMA_FILE = PACKAGE / "case.schema.json"
QUOTE = "quote them from the text, in each language: words: {nl: […], en: […]}"
WORDS = range(80, 151)
"""How many words a case may have in each language."""


@dataclass(frozen=True)
class KeyAnswer:
    """What the key says of one condition: a level or unknown, the words that show it, and why."""

    level: int | str
    words: Mapping[str, Sequence[str]]
    why: Text


@dataclass(frozen=True)
class KeyStop:
    """The words by which somebody in a case asked not to be contacted, and what makes them so."""

    words: Mapping[str, Sequence[str]]
    why: Text


@dataclass(frozen=True)
class Case:
    """A practice case. `pair` is the id of its look-alike, if it has one.

    `sums` are the days and amounts that the key rests on, by language, as the case has them; `stop`
    is there where somebody in it asked not to be contacted.
    """

    id: str
    difficulty: str
    focus: str
    form: str
    pair: str | None
    title: Text
    text: Text
    key: Mapping[str, KeyAnswer]
    lesson: Text
    sums: Mapping[str, Sequence[Mapping[str, Any]]]
    stop: KeyStop | None = None

    def answers(self) -> dict[str, int | str]:
        """Return the key as the answers of a sheet."""
        return {condition: answer.level for condition, answer in self.key.items()}

    def as_key(self) -> dict[str, int | str | bool]:
        """Return the key as requests have it: the answers, and `stop` among them if it says so."""
        return {**self.answers(), **({STOP: True} if self.stop else {})}

    def sheet(self, definition: Definition) -> Sheet:
        """Return the key as a sheet."""
        data = {"answers": self.answers(), STOP: self.stop is not None}
        return sheet_from(data, definition, self.id)


@dataclass(frozen=True)
class Piece:
    """A run of a case's text, and what it supports: ids of conditions, or `stop`; mostly none."""

    text: str
    supports: tuple[str, ...]


def load_deck(
    definition: Definition,
    folder: Path = CASES,
    own: Path | None = None,
    adapted: bool = False,
) -> list[Case]:
    """Read all cases in this folder, easy ones first, then by id.

    Those in the folder `own` take the place of others of their name, or come beside them. Where the
    others are `adapted` to the definition, those that name a condition which it does not have are
    left out, and what they say nothing of counts as unknown in them. Raises InputError with every
    problem in every file, each with file, line, path and what to do.
    """
    cases: list[Case] = []
    problems: list[Problem] = []
    paths = laid_files(folder, own, "*.yml")
    if adapted:
        ids = frozenset(definition.ids)
        paths = [path for path in paths if path.parent == own or conditions_in(path) <= ids]
    pairs = {path.stem: _pair_in(path) for path in paths}
    # A case of ours has no look-alike any more where a team's own takes the place of that.
    own_names = {path.stem for path in paths if path.parent == own}
    alone = {
        name
        for name, pair in pairs.items()
        if name not in own_names and pair in own_names and pairs[pair] != name
    }
    pairs |= dict.fromkeys(alone)
    for path in paths:
        try:
            reading = read(read_text(path), told(path))
            if isinstance(reading.data, dict) and path.stem in alone:
                del reading.data["pair"]
            if adapted and path.parent != own:
                _adapt(reading, definition)
            cases.append(_case(_valid(reading, path.stem, definition, pairs)))
        except InputError as error:
            problems.extend(error.problems)
    if problems:
        raise InputError(problems)
    return sorted(cases, key=lambda case: (DIFFICULTIES.index(case.difficulty), case.id))


def conditions_in(path: Path) -> frozenset[str]:
    """Return the conditions that a case names, whether or not it is sound otherwise."""
    data = data_in(path)
    key = data.get("key")
    named = {*(key if isinstance(key, dict) else ()), data.get("focus")}
    return frozenset(name for name in named if isinstance(name, str) and name != STOP)


def leave_open(key: dict[str, Any], definition: Definition) -> None:
    """Write into a key that what it says nothing of is unknown."""
    for condition in definition.ids:
        why = dict(definition.not_known(condition))
        key.setdefault(condition, {"level": UNKNOWN, "why": why})


def in_new_order(deck: Sequence[Case]) -> list[Case]:
    """Return the cases in the order in which a learner meets them for the first time.

    Of equally hard ones those without a look-alike come first, so that nobody begins with two
    cases that are nearly the same.
    """
    return sorted(deck, key=lambda case: (DIFFICULTIES.index(case.difficulty), bool(case.pair)))


def load_keys_before(
    definition: Definition, folder: Path | None = KEYS
) -> dict[str, dict[str, Any]]:
    """Return the keys of cases as they were for older versions: by version, then by case.

    They are what a rating is measured against that was given to that version. A deck may have none.
    """
    files = sorted(folder.glob("*.json")) if folder else []
    return {
        file.stem: json.loads(read_text(file))
        for file in files
        if int(file.stem) < definition.version
    }


def _pair_in(path: Path) -> str | None:
    """Return the pair that a case names, whether or not the case is sound otherwise."""
    pair = data_in(path).get("pair")
    return None if pair is None else str(pair)


def pieces(case: Case, language: str) -> list[list[Piece]]:
    """Cut a case's text into paragraphs, and those where the words that support the key begin.

    Words that support several conditions, or overlap, come out as pieces with several conditions.
    """
    return [
        _cut(paragraph, case, language) for paragraph in case.text[language].strip().split("\n\n")
    ]


def _cut(paragraph: str, case: Case, language: str) -> list[Piece]:
    supported = [(condition, answer.words) for condition, answer in case.key.items()]
    if case.stop:
        supported.append((STOP, case.stop.words))
    found = [
        (match.start(), match.end(), condition)
        for condition, quoted in supported
        for words in quoted.get(language, ())
        for match in re.finditer(re.escape(words), paragraph)
    ]
    edges = {0, len(paragraph), *(edge for start, end, _ in found for edge in (start, end))}
    return [
        Piece(
            paragraph[start:end],
            tuple(dict.fromkeys(c for first, last, c in found if first <= start and end <= last)),
        )
        for start, end in pairwise(sorted(edges))
    ]


def _adapt(reading: Reading, definition: Definition) -> None:
    if isinstance(reading.data, dict) and isinstance(reading.data.get("key"), dict):
        leave_open(reading.data["key"], definition)


def _valid(
    reading: Reading, stem: str, definition: Definition, pairs: Mapping[str, str | None]
) -> dict[str, Any]:
    """Return the data of a sound case; `pairs` tells which look-alike each case of the deck names.

    `stem` is the name of its file without `.yml`. Raises InputError.
    """

    def beyond(data: dict[str, Any]) -> Iterator[Finding]:
        yield from _beyond_schema(data, stem, definition)
        pair = data.get("pair")
        if pair is not None and (pair == stem or pairs.get(str(pair)) != stem):
            fix = f"name another case, which names {stem} as its pair"
            yield ("pair",), f"{pair} is not a look-alike of it", fix

    return valid(reading, SCHEMA_FILE, beyond)


def _beyond_schema(  # noqa: C901 - one rule after the other
    data: dict[str, Any], stem: str, definition: Definition
) -> Iterator[Finding]:
    if data.get("id") != stem:
        yield ("id",), f"{data.get('id')} is not the name of the file", f"write {stem}"
    if data.get("focus") not in definition.ids:
        fix = f"choose one of {', '.join(definition.ids)}"
        yield ("focus",), f"{data.get('focus')} is not a condition", fix
    texts, key = data.get("text"), data.get("key")
    if not isinstance(texts, dict) or not isinstance(key, dict):
        return
    for language, text in texts.items():
        count = len(str(text).split())
        if count not in WORDS:
            fix = f"keep it between {WORDS[0]} and {WORDS[-1]}"
            yield ("text", language), f"{count} words", fix
    missing = [condition for condition in definition.ids if condition not in key]
    if missing:
        yield ("key",), f"{', '.join(missing)} missing", "say a level, or unknown, for each"
    for condition, answer in key.items():
        if condition == STOP:
            yield from _check_stop(answer, texts, definition)
        elif condition not in definition.ids:
            yield ("key", condition), "no such condition", f"there are {', '.join(definition.ids)}"
        elif isinstance(answer, dict):
            yield from _check_words(answer, texts, ("key", condition))


def _check_stop(answer: object, texts: dict[str, Any], definition: Definition) -> Iterator[Finding]:
    """Check the words by which somebody asked not to be contacted."""
    if definition.stop is None:
        fix = "take it out, or add the key stop to the definition"
        yield ("key", STOP), "the definition has no words for it", fix
    if isinstance(answer, dict):
        yield from _check_words(answer, texts, ("key", STOP))


def _check_words(
    answer: dict[str, Any], texts: dict[str, Any], place: DataPath
) -> Iterator[Finding]:
    """Check that a level is supported by words, and that the text has these."""
    words, level = answer.get("words"), answer.get("level")
    if level is not None and not isinstance(level, int | str):  # a schema takes 2.0 for 2
        yield (*place, "level"), f"{level} is not a level", "write a level from 0 to 3, or unknown"
    if level == UNKNOWN:
        if words is not None:
            yield (*place, "words"), "words for an unknown", "take them out, or give a level"
        return
    if not isinstance(words, dict):
        yield place, "no words support the level", QUOTE
        return
    for language, runs in words.items():
        for index, run in enumerate(runs if isinstance(runs, list) else []):
            paragraphs = str(texts.get(language, "")).split("\n\n")
            if not any(str(run) in paragraph for paragraph in paragraphs):
                fix = "quote them as they stand, within one paragraph"
                yield (*place, "words", language, index), f"“{run}” is not in the text", fix


def _case(data: dict[str, Any]) -> Case:
    return Case(
        id=data["id"],
        difficulty=data["difficulty"],
        focus=data["focus"],
        form=data["form"],
        pair=data.get("pair"),
        title=data["title"],
        text=data["text"],
        key={
            condition: KeyAnswer(answer["level"], answer.get("words", {}), answer["why"])
            for condition, answer in data["key"].items()
            if condition != STOP
        },
        lesson=data["lesson"],
        sums=data.get("sums", {}),
        stop=KeyStop(stop["words"], stop["why"]) if (stop := data["key"].get(STOP)) else None,
    )
