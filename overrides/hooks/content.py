"""What the site is made of, read anew for each build: definition, cases, exercises, its words."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from engine.build import CONTENT, DEFINITION, empty_lock, first_files
from own import fit, settings
from quiz.definition import STOP, Definition
from quiz.errors import InputError, Problem
from quiz.host.conversations import load_conversations
from quiz.host.deck import Case, load_deck, load_keys_before
from quiz.host.exercises import Exercise, load_exercises
from quiz.host.fit import Fit
from quiz.host.laid_over import near
from quiz.host.team import Settings, in_team, laid_files
from quiz.host.words_file import load_examples, load_texts
from quiz.scoring import judge

ENGINE_FOLDER = "assets/engine"
OUR_ID = "five-conditions"
"""The questions that the keys of older versions in quiz/keys/ are of."""

_read: dict[object, Sequence[Mapping[str, Any]]] = {}  # conversations by what they were made of


@dataclass(frozen=True)
class Site:
    """What every component can draw on."""

    definition: Definition
    deck: Sequence[Case]
    exercises: Mapping[str, Exercise]
    talks: Sequence[Mapping[str, Any]]
    keys_before: Mapping[str, Mapping[str, Any]]
    texts: Mapping[str, Mapping[str, str]]
    examples: Mapping[str, Mapping[str, Any]]
    drawings: Mapping[str, Any]
    templates: Environment
    engine: Mapping[str, Any]
    settings: Settings
    fit: Fit
    adapted: bool
    """Whether a team has questions of its own, which what is ours has to fit."""


def read_site(config: MkDocsConfig) -> Site:
    """Read the definition, the texts and the examples; what is wrong stops the build."""
    folder = theme_folder(config)
    templates = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found = fit()
    definition = found.definition
    adapted = in_team(DEFINITION.name) is not None
    ours = CONTENT / "quiz"
    keys = in_team("keys") or (None if adapted and definition.id != OUR_ID else ours / "keys")
    reading = _Problems()
    deck = reading.of(lambda: load_deck(definition, ours / "cases", in_team("cases"), adapted))
    exercises = reading.of(lambda: load_exercises(ours / "exercises", in_team("exercises")))
    talks = reading.of(lambda: _talks(definition, ours / "conversations", adapted))
    keys_before = reading.of(lambda: load_keys_before(definition, keys))
    texts = reading.of(lambda: load_texts(folder / "quiz" / "texts.yml", in_team("texts.yml")))
    shipped = CONTENT / "overrides" / "quiz" / "examples.yml"
    examples = reading.of(lambda: load_examples(shipped, in_team("examples.yml"), definition))
    drawn = folder / "quiz" / "lesson" / "drawings.yml"
    drawings = reading.of(lambda: load_texts(drawn, in_team("drawings.yml")))
    if deck is not None:
        reading.of(lambda: _check_choices(settings(), deck))
    reading.raise_any()
    return Site(
        definition=definition,
        deck=deck,
        exercises=exercises,
        talks=talks,
        keys_before=keys_before,
        texts=texts,
        examples=examples,
        drawings=drawings,
        templates=templates,
        engine=_engine(),
        settings=settings(),
        fit=found,
        adapted=adapted,
    )


class _Problems:
    """Collects what is wrong with all that is read, so that it is told at once."""

    def __init__(self) -> None:
        self.found: list[Problem] = []

    def of(self, read: Callable[[], Any]) -> Any:
        """Return what is read; None if something is wrong with it."""
        try:
            return read()
        except InputError as error:
            self.found += error.problems
            return None

    def raise_any(self) -> None:
        """Raise PluginError with what was found, if anything was."""
        if self.found:
            raise PluginError("\n" + "\n".join(map(str, self.found)))


def _check_choices(chosen: Settings, deck: Sequence[Case]) -> None:
    """Find the cases that a team has chosen and that are not there; raises InputError."""
    known = {case.id for case in deck}
    problems = [
        Problem(f"team.yml: {key}", f"there is no case {one}", near(one, known))
        for key, named in (("group", chosen.group), ("letting-go", chosen.letting_go))
        for one in named
        if one not in known
    ]
    if problems:
        raise InputError(problems)


def theme_folder(config: MkDocsConfig) -> Path:
    """Return the folder with the theme's overrides."""
    assert config.theme.custom_dir is not None
    return Path(config.theme.custom_dir)


def texts_in(site: Site, language: str) -> Mapping[str, str]:
    """Return the components' own words in a language."""
    return {key: text[language] for key, text in site.texts.items()}


def lesson_names(site: Site, language: str) -> dict[str, str]:
    """Return the name of each lesson as within a sentence, by its id, in their order."""
    names = {condition.id: condition.name[language] for condition in site.definition.conditions}
    names["letting-go"] = site.texts["letting_go"][language].lower()
    return {key: name for key, name in names.items() if site.fit.has_page(f"training/{key}.md")}


def lesson_talk(site: Site, lesson: str) -> Mapping[str, Any] | None:
    """Return the conversation at the end of a lesson, the easiest about it; None if there is none.

    The lesson on letting go has one in which they ask to be left alone, and no other has that.
    """
    stopped = next((talk for talk in site.talks if talk["key"].get(STOP)), None)
    if lesson == "letting-go":
        return stopped
    about = [talk for talk in site.talks if talk["focus"] == lesson and talk is not stopped]
    return about[0] if about else None


def lesson_cases(site: Site, lesson: str) -> list[Case]:
    """Return the two cases of a lesson: look-alikes if it has them, else its two easiest.

    The lesson on letting go has those that a team chose for it, else one to park and one to walk
    away from, out of those left; there may be none of either.
    """
    chosen: dict[str, list[Case]] = {}
    for condition in site.definition.ids:
        own = [case for case in site.deck if case.focus == condition]
        pairs = [[case, other] for case in own for other in own if case.pair == other.id]
        chosen[condition] = (pairs or [own])[0][:2]
    taken = {case.id for cases in chosen.values() for case in cases}
    left = [case for case in site.deck if case.id not in taken]
    verdicts = {
        case.id: judge(site.definition, case.sheet(site.definition)).verdict for case in left
    }
    named = {case.id: case for case in site.deck}
    first = [
        next((case for case in left if verdicts[case.id] == verdict), None)
        for verdict in ("park", "walk-away")
    ]
    own = [named[one] for one in site.settings.letting_go]
    chosen["letting-go"] = own or [case for case in first if case]
    return chosen[lesson]


def _talks(definition: Definition, folder: Path, adapted: bool) -> Sequence[Mapping[str, Any]]:
    """Read the conversations, once for all languages: checking one means playing it."""
    own = in_team("conversations")
    texts = [(str(path), path.read_bytes()) for path in laid_files(folder, own, "*.yml")]
    key = (repr(definition), adapted, *texts)
    if key not in _read:
        _read.clear()
        _read[key] = load_conversations(definition, folder, own, adapted)
    return _read[key]


def _engine() -> Mapping[str, Any]:
    files = [vars(item) for item in first_files()]
    return {
        "folder": ENGINE_FOLDER,
        "files": Markup(json.dumps(files)),  # noqa: S704 - our own names and numbers
        "lock": Markup(json.dumps(empty_lock())),  # noqa: S704
    }
