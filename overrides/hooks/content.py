"""What the site is made of, read anew for each build: definition, cases, exercises, its words."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from ruamel.yaml import YAML

from engine.build import CONTENT, DEFINITION, empty_lock, first_files
from quiz.definition import STOP, Definition, definition_from
from quiz.errors import InputError
from quiz.host.conversations import load_conversations
from quiz.host.deck import Case, load_deck, load_keys_before
from quiz.host.definition_file import load_definition
from quiz.host.exercises import Exercise, load_exercises
from quiz.scoring import judge

ENGINE_FOLDER = "assets/engine"

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
    templates: Environment
    engine: Mapping[str, Any]


def read_site(config: MkDocsConfig) -> Site:
    """Read the definition, the texts and the examples; what is wrong stops the build."""
    folder = theme_folder(config)
    yaml = YAML(typ="safe")
    templates = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    try:
        definition = definition_from(load_definition(DEFINITION))
        deck = load_deck(definition, CONTENT / "quiz" / "cases")
        exercises = load_exercises(CONTENT / "quiz" / "exercises")
        talks = _talks(definition, CONTENT / "quiz" / "conversations")
        keys_before = load_keys_before(definition, CONTENT / "quiz" / "keys")
    except InputError as error:
        raise PluginError(f"\n{error}") from None
    texts = yaml.load((folder / "quiz" / "texts.yml").read_text(encoding="utf-8"))
    examples = CONTENT / "overrides" / "quiz" / "examples.yml"
    for key, text in texts.items():
        if set(text) != set(definition.languages):
            wanted = " and ".join(definition.languages)
            raise PluginError(f"texts.yml: {key}: {', '.join(text)}: give it in {wanted} alone")
    return Site(
        definition=definition,
        deck=deck,
        exercises=exercises,
        talks=talks,
        keys_before=keys_before,
        texts=texts,
        examples=yaml.load(examples.read_text(encoding="utf-8")),
        templates=templates,
        engine=_engine(),
    )


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
    return {**names, "letting-go": site.texts["letting_go"][language].lower()}


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

    The lesson on letting go has one to park and one to walk away from, out of those left.
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
    chosen["letting-go"] = [
        next(case for case in left if verdicts[case.id] == verdict)
        for verdict in ("park", "walk-away")
    ]
    return chosen[lesson]


def _talks(definition: Definition, folder: Path) -> Sequence[Mapping[str, Any]]:
    """Read the conversations, once for all languages: checking one means playing it."""
    texts = [(path.name, path.read_bytes()) for path in sorted(folder.glob("*.yml"))]
    key = (repr(definition), *texts)
    if key not in _read:
        _read.clear()
        _read[key] = load_conversations(definition, folder)
    return _read[key]


def _engine() -> Mapping[str, Any]:
    files = [vars(item) for item in first_files()]
    return {
        "folder": ENGINE_FOLDER,
        "files": Markup(json.dumps(files)),  # noqa: S704 - our own names and numbers
        "lock": Markup(json.dumps(empty_lock())),  # noqa: S704
    }
