"""What components draw on: all that the site is made of, its templates, its engine."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig

from engine.build import empty_lock, first_files
from own import contents, fit
from quiz.definition import STOP
from quiz.host.contents import Contents
from quiz.host.deck import Case
from quiz.host.fit import Fit
from quiz.scoring import judge

ENGINE_FOLDER = "assets/engine"


@dataclass(frozen=True)
class Site(Contents):
    """What every component can draw on."""

    templates: Environment
    engine: Mapping[str, Any]
    fit: Fit


def read_site(config: MkDocsConfig) -> Site:
    """Return what was read, with the templates and the engine."""
    templates = Environment(
        loader=FileSystemLoader(theme_folder(config)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return Site(**vars(contents()), templates=templates, engine=_engine(), fit=fit())


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


def _engine() -> Mapping[str, Any]:
    files = [vars(item) for item in first_files()]
    return {
        "folder": ENGINE_FOLDER,
        "files": Markup(json.dumps(files)),  # noqa: S704 - our own names and numbers
        "lock": Markup(json.dumps(empty_lock())),  # noqa: S704
    }
