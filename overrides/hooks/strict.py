"""Makes a build strict: it says all that is wrong, at once, and then does not end well."""

import logging
from typing import Literal

from mkdocs.config.defaults import MkDocsConfig


def on_startup(command: Literal["build", "gh-deploy", "serve"], **_: object) -> None:
    """Let a build tell of problems and of nothing else, unless it is asked for more.

    MkDocs counts the warnings that it prints: with `--quiet` it would count none.
    """
    log = logging.getLogger("mkdocs")
    if command != "serve" and log.level != logging.DEBUG:
        log.setLevel(logging.WARNING)


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Count once, at the end.

    The other languages are built within the build of the first, which counts for all: if they
    counted too, the first problem in one would hide those that come after it.
    """
    config.strict = False
    return config
