"""What is a team's own, read anew for each build: its settings, and how well the site fits."""

from pathlib import Path
from typing import Any

from mkdocs.exceptions import PluginError

from engine.build import CONTENT, ROOT
from quiz.definition import definition_from
from quiz.errors import InputError, Problem
from quiz.host.definition_file import load_site_definition
from quiz.host.fit import Fit
from quiz.host.team import Settings, in_team, read_settings, team_folder

_found: list[Any] = []


def read_own(docs: Path) -> None:
    """Read settings and questions; raises PluginError with all that is wrong with either.

    `docs` is the folder of the site's own pages.
    """
    _found.clear()
    problems: list[Problem] = []
    readers = (
        lambda: read_settings(team_folder()),
        lambda: Fit(definition_from(load_site_definition(CONTENT)), ROOT, docs),
    )
    for reader in readers:
        try:
            _found.append(reader())
        except InputError as error:
            problems += error.problems
    if problems:
        raise PluginError("\n" + "\n".join(map(str, problems)))


def settings() -> Settings:
    """Return what the team has set, once the build has begun."""
    found: Settings = _found[0]
    return found


def fit() -> Fit:
    """Return how the site fits its questions, once the build has begun."""
    found: Fit = _found[1]
    return found


def there(path: str, language: str, anchor: str) -> bool:
    """Say whether a page has an anchor, as far as that is a team's page; else it has."""
    docs, file = in_team("docs"), fit().pages.get(f"{language}/{path}")
    if docs is None or file is None or not file.is_relative_to(docs):
        return True
    return anchor in fit().sections(path, language)
