"""Which version this is: as pyproject.toml says in a checkout, else as it was installed."""

import argparse
import sys
import tomllib
from importlib import metadata
from pathlib import Path
from typing import NoReturn

PROJECT = Path(__file__).parents[2] / "pyproject.toml"
"""There in a checkout alone: beside an installed package lie other packages."""


def version() -> str:
    """Return the version, such as `1.0.0`.

    What an editable install says of itself is as old as that install, so a checkout reads its
    sources. Raises PackageNotFoundError for a copy of the package alone, never installed.
    """
    if PROJECT.exists():
        project = tomllib.loads(PROJECT.read_text(encoding="utf-8")).get("project", {})
        if project.get("name") == "quiz":
            return str(project["version"])
    return metadata.version("quiz")


class TellVersion(argparse.Action):
    """The option `--version`, which looks it up only when it is asked."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        """Print it and leave."""
        sys.stdout.write(f"{parser.prog} {version()}\n")
        parser.exit()
