"""The folder of a team: what may lie in it, and its settings, which `team.yml` has.

What it changes is laid over what the project has; nothing else has to be edited. Which folder it is
says the environment variable QUIZ_TEAM, as a path from the top of the project; `team` when it is
not set, and none when it is empty.
"""

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from quiz.definition import Text
from quiz.errors import InputError, Problem
from quiz.host.colours import Colours, illegible
from quiz.host.laid_over import near
from quiz.host.yaml_file import Finding, read_text, read_valid

PACKAGE = Path(__file__).parents[1]
ROOT = PACKAGE.parent
SCHEMA_FILE = PACKAGE / "team.schema.json"
SETTINGS = "team.yml"
LANGUAGES = ("nl", "en")

PICTURES = (
    "logo.svg",
    "logo.png",
    "logo-dark.svg",
    "logo-dark.png",
    "favicon.svg",
    "card-nl.png",
    "card-en.png",
    "icon-180.png",
    "icon-192.png",
    "icon-512.png",
    "icon-maskable-512.png",
)
FILES = (
    SETTINGS,
    "conditions.yml",
    "phrases.yml",
    "texts.yml",
    "examples.yml",
    "drawings.yml",
    "own-words.txt",
    "README.md",
    *PICTURES,
)
FOLDERS: Mapping[str, str] = {
    "docs": "",  # whatever pages need
    "cases": ".yml",
    "conversations": ".yml",
    "exercises": ".yml",
    "keys": ".json",
}
"""What a team's folder can hold: these files, and files of this kind in these folders."""

PAGE = re.compile(r"[a-z0-9][a-z0-9/-]*\.md")
MOST_BYTES = 1_000_000
"""More than a picture on a page needs; a clone stays quick."""


@dataclass(frozen=True)
class Settings:
    """What `team.yml` says; what it leaves out is None or empty.

    `colours` are by scheme and name, `links` where pages may lead. `menu` is what comes into the
    menu: each has `title`, `to` and perhaps `under`. `group` and `letting_go` are ids of cases.
    """

    name: Text | None = None
    description: Text | None = None
    owner: Mapping[str, str] | None = None
    credit: Text | None = None
    licence: Text | None = None
    colours: Colours = field(default_factory=dict)
    links: Sequence[str] = ()
    menu: Sequence[Mapping[str, Any]] = ()
    group: Sequence[str] = ()
    letting_go: Sequence[str] = ()


def team_folder(root: Path = ROOT) -> Path | None:
    """Return the team's folder of the project in `root`; None when there is none."""
    named = os.environ.get("QUIZ_TEAM", "team")
    folder = root / named
    return folder if named and folder.is_dir() else None


def in_team(name: str, root: Path = ROOT) -> Path | None:
    """Return a file or folder in the team's folder; None when it is not there."""
    folder = team_folder(root)
    return folder / name if folder and (folder / name).exists() else None


def laid_files(folder: Path, own: Path | None, pattern: str) -> list[Path]:
    """Return the files of a folder by name, with a team's own in place of ours or among them."""
    found = {path.name: path for path in folder.glob(pattern)}
    found |= {path.name: path for path in own.glob(pattern)} if own else {}
    return [found[name] for name in sorted(found)]


def read_settings(folder: Path | None) -> Settings:
    """Read the settings in a team's folder; raises InputError with all that is wrong there.

    That is what is wrong with the settings, and each file that lies there for nothing.
    """
    if folder is None:
        return Settings()
    problems = list(_stray(folder))
    data: dict[str, Any] = {}
    file = folder / SETTINGS
    if file.exists():
        pages = {
            path.relative_to(folder / "docs" / language).as_posix()
            for language in LANGUAGES
            for path in (folder / "docs" / language).rglob("*.md")
        }

        def beyond(data: dict[str, Any]) -> Iterator[Finding]:
            yield from _beyond_schema(data, pages)

        try:
            data = read_valid(read_text(file), _told(file), SCHEMA_FILE, beyond)
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    return Settings(**{key.replace("-", "_"): value for key, value in data.items()})


def _beyond_schema(data: dict[str, Any], pages: set[str]) -> Iterator[Finding]:
    colours = data.get("colours")
    if _sound_colours(colours):
        assert isinstance(colours, dict)
        yield from illegible(colours)
    menu = data.get("menu")
    for number, item in enumerate(menu if isinstance(menu, list) else ()):
        to = item.get("to") if isinstance(item, dict) else None
        if isinstance(to, str) and PAGE.fullmatch(to) and to not in pages:
            fix = f"write docs/nl/{to} and docs/en/{to} in the team’s folder"
            yield ("menu", number, "to"), f"there is no page {to} of the team", fix


def _sound_colours(colours: object) -> bool:
    if not isinstance(colours, dict):
        return False
    return all(
        scheme in ("light", "dark")
        and isinstance(named, dict)
        and all(re.fullmatch("#[0-9a-fA-F]{6}", str(value)) for value in named.values())
        for scheme, named in colours.items()
    )


def _stray(folder: Path) -> Iterator[Problem]:
    """Yield what lies in a team's folder and would change nothing, or is too large to keep."""
    known = {*FILES, *FOLDERS}
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    if not any(path.name != "README.md" for path in files):
        yield Problem(
            _told(folder), "it changes nothing", "write a team.yml in it, or take it away"
        )
    for path in files:
        parts = path.relative_to(folder).parts
        if any(part.startswith(".") for part in parts):
            continue  # of an editor, or of a system
        kind = FOLDERS.get(parts[0])
        if len(parts) == 1 or kind is None:
            if path.name not in FILES or len(parts) > 1:
                fix = f"{near(parts[0], known)}; or take it away"
                yield Problem(_told(path), "nothing of this name is laid over anything", fix)
        elif parts[0] == "docs" and parts[1] not in LANGUAGES:
            fix = f"put pages into docs/{'/ or docs/'.join(LANGUAGES)}/"
            yield Problem(_told(path), f"{parts[1]} is not a language of the site", fix)
        elif parts[0] != "docs" and (path.suffix != kind or len(parts) > 2):
            yield Problem(
                _told(path), f"not a file {parts[0]}/NAME{kind}", "rename it, or take it away"
            )
        if path.stat().st_size > MOST_BYTES:
            yield Problem(_told(path), "it has more than 1 MB", "make it smaller")


def _told(path: Path) -> str:
    """Return a path as seen from the top of the project, if it lies there."""
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else str(path)
