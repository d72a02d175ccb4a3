"""All that a site is made of, with a team's laid over it, and all that is wrong with it at once.

A build takes it from here, and so does `quiz check`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quiz.definition import Definition, definition_from
from quiz.errors import InputError, Problem
from quiz.host.conversations import load_conversations
from quiz.host.deck import Case, load_deck, load_keys_before
from quiz.host.definition_file import SITE_DEFINITION, load_site_definition, rough_definition
from quiz.host.exercises import Exercise, load_exercises
from quiz.host.team import Settings, check_choices, in_team, laid_files, read_settings, team_folder
from quiz.host.words_file import load_examples, load_texts
from quiz.host.yaml_file import ROOT

OUR_ID = "five-conditions"
"""The questions that the keys of older versions in quiz/keys/ are of."""

_read: dict[object, list[dict[str, Any]]] = {}  # conversations by what they were made of


@dataclass(frozen=True)
class Contents:
    """What a site is made of beside its pages.

    `adapted` says whether a team has questions of its own, which what is ours has to fit.
    """

    settings: Settings
    definition: Definition
    deck: Sequence[Case]
    exercises: Mapping[str, Exercise]
    talks: Sequence[Mapping[str, Any]]
    keys_before: Mapping[str, Mapping[str, Any]]
    texts: Mapping[str, Mapping[str, str]]
    examples: Mapping[str, Mapping[str, Any]]
    drawings: Mapping[str, Any]
    adapted: bool


def read_contents(
    content: Path = ROOT, theme: Path = ROOT / "overrides", docs: Path = ROOT / "docs"
) -> Contents:
    """Read everything; raises InputError with all that is wrong with any of it.

    `content` has definition, cases and examples at their usual paths, `theme` the texts, `docs` the
    pages. Where the definition is wrong, what goes by it is looked at as far as that can be done.
    """
    told = _Problems()
    ours = content / "quiz"
    adapted = in_team(SITE_DEFINITION) is not None
    settings: Settings | None = told.of(lambda: read_settings(team_folder(), docs))
    data = told.of(lambda: load_site_definition(content))
    definition = definition_from(data) if data else None
    by = definition or rough_definition(ours / SITE_DEFINITION, in_team(SITE_DEFINITION))
    by_it: dict[str, Any] = dict.fromkeys(("deck", "talks", "keys_before", "examples"))
    if by:
        keys = in_team("keys") or (None if adapted and by.id != OUR_ID else ours / "keys")
        shipped = content / "overrides" / "quiz" / "examples.yml"
        by_it = {
            "deck": told.of(lambda: load_deck(by, ours / "cases", in_team("cases"), adapted)),
            "talks": told.of(lambda: _talks(by, ours / "conversations", adapted)),
            "keys_before": told.of(lambda: load_keys_before(by, keys)),
            "examples": told.of(lambda: load_examples(shipped, in_team("examples.yml"), by)),
        }
        there = laid_files(ours / "cases", in_team("cases"), "*.yml")
        cases = by_it["deck"] if by_it["deck"] is not None else ()
        ids = frozenset(case.id for case in cases) or frozenset(path.stem for path in there)
        told.of(lambda: check_choices(team_folder(), ids))
    words = theme / "quiz" / "texts.yml"
    drawn = theme / "quiz" / "lesson" / "drawings.yml"
    of_itself = {
        "exercises": told.of(lambda: load_exercises(ours / "exercises", in_team("exercises"))),
        "texts": told.of(lambda: load_texts(words, in_team("texts.yml"))),
        "drawings": told.of(lambda: load_texts(drawn, in_team("drawings.yml"))),
    }
    told.raise_any()
    assert settings is not None
    assert definition is not None
    return Contents(settings, definition, **by_it, **of_itself, adapted=adapted)


class _Problems:
    """Collects what is wrong with all that is read, so that it is told at once."""

    def __init__(self) -> None:
        self.found: list[Problem] = []

    def of(self, read: Callable[[], Any]) -> Any:
        """Return what is read; None if something is wrong with it."""
        try:
            return read()
        except InputError as error:
            self.found += [one for one in error.problems if one not in self.found]
            return None

    def raise_any(self) -> None:
        """Raise InputError with what was found, if anything was."""
        if self.found:
            raise InputError(self.found)


def _talks(definition: Definition, folder: Path, adapted: bool) -> list[dict[str, Any]]:
    """Read the conversations, anew only when something has changed: it means playing them."""
    own = in_team("conversations")
    texts = [(str(path), path.read_bytes()) for path in laid_files(folder, own, "*.yml")]
    key = (repr(definition), adapted, *texts)
    if key not in _read:
        _read.clear()
        _read[key] = load_conversations(definition, folder, own, adapted)
    return _read[key]
