"""What the site is made of and what of it is a team's, read anew for each build."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from engine.build import CONTENT, ROOT
from quiz.errors import InputError
from quiz.host.contents import Contents, read_contents
from quiz.host.fit import Fit
from quiz.host.team import Settings

_found: list[tuple[Contents, Fit]] = []


def read_own(config: MkDocsConfig) -> None:
    """Read it all; raises PluginError with all that is wrong with any of it."""
    _found.clear()
    assert config.theme.custom_dir is not None
    docs = Path(config.docs_dir)
    try:
        found = read_contents(CONTENT, Path(config.theme.custom_dir), docs)
    except InputError as error:
        raise PluginError(f"\n{error}") from None
    _found.append((found, Fit(found.definition, ROOT, docs)))


def contents() -> Contents:
    """Return what the site is made of, once the build has begun."""
    return _found[0][0]


def settings() -> Settings:
    """Return what the team has set, once the build has begun."""
    return contents().settings


def fit() -> Fit:
    """Return how the site fits its questions, once the build has begun."""
    return _found[0][1]
