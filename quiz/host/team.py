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
from quiz.host.colours import HEX, SHIPPED, Colours, illegible
from quiz.host.laid_over import near
from quiz.host.yaml_file import ROOT, Finding, Reading, read, read_text, told, valid

PACKAGE = Path(__file__).parents[1]
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
SIZES = {
    "card-nl.png": (1200, 630),
    "card-en.png": (1200, 630),
    "icon-180.png": (180, 180),
    "icon-192.png": (192, 192),
    "icon-512.png": (512, 512),
    "icon-maskable-512.png": (512, 512),
}
"""How many pixels a picture is wide and high, where pages and browsers are told so."""

PNG = b"\x89PNG\r\n\x1a\n"

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

    def leads_to(self) -> list[str]:
        """Return where the team's pages may lead: its links, its owner's site, its menu."""
        owner = [self.owner["address"]] if self.owner and "address" in self.owner else []
        menu = [item["to"] for item in self.menu if item["to"].startswith("https://")]
        return [*self.links, *owner, *menu]


def team_folder(root: Path = ROOT) -> Path | None:
    """Return the team's folder of the project in `root`; None when there is none.

    Raises InputError when QUIZ_TEAM names one that is not there.
    """
    named = os.environ.get("QUIZ_TEAM")
    folder = root / ("team" if named is None else named)
    if named and not folder.is_dir():
        what, fix = f"there is no folder {named}", f"name one as seen from {root}, or leave it out"
        raise InputError([Problem("QUIZ_TEAM", what, fix)])
    return folder if named != "" and folder.is_dir() else None


def in_team(name: str, root: Path = ROOT) -> Path | None:
    """Return a file or folder in the team's folder; None when it is not there."""
    folder = team_folder(root)
    return folder / name if folder and (folder / name).exists() else None


def laid_files(folder: Path, own: Path | None, pattern: str) -> list[Path]:
    """Return the files of a folder by name, with a team's own in place of ours or among them."""
    found = {path.name: path for path in folder.glob(pattern)}
    found |= {path.name: path for path in own.glob(pattern)} if own else {}
    return [found[name] for name in sorted(found)]


def read_settings(folder: Path | None, ours: Path = ROOT / "docs") -> Settings:
    """Read the settings in a team's folder; raises InputError with all that is wrong there.

    That is what is wrong with the settings, and each file that lies there for nothing. `ours` is
    the folder of the site's own pages.
    """
    if folder is None:
        return Settings()
    problems = [*_stray(folder), *_lone_pages(folder / "docs", ours), *_wrong_pictures(folder)]
    data: dict[str, Any] = {}
    if (folder / SETTINGS).exists():
        pages = {page.partition("/")[2] for page in _pages(folder / "docs")}

        def beyond(data: dict[str, Any]) -> Iterator[Finding]:
            yield from _beyond_schema(data, pages)

        try:
            reading = _settings_in(folder)
            if reading.data is None:
                reading.add(
                    (), "it is empty", "write in it what is to be another way, or take it away"
                )
                reading.raise_any()
            data = valid(reading, SCHEMA_FILE, beyond)
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    return Settings(**{key.replace("-", "_"): value for key, value in data.items()})


def check_choices(folder: Path | None, cases: frozenset[str]) -> None:
    """Find the cases that a team has chosen and that are not there; raises InputError.

    What else is wrong with its settings is of no matter here.
    """
    if folder is None or not (folder / SETTINGS).exists():
        return
    reading = _settings_in(folder)
    reading.problems.clear()  # reported when the settings are read
    data = reading.data if isinstance(reading.data, dict) else {}
    for key in ("group", "letting-go"):
        named = data.get(key)
        for number, one in enumerate(named if isinstance(named, list) else ()):
            if isinstance(one, str) and one not in cases:
                reading.add((key, number), f"there is no case {one}", near(one, cases))
    reading.raise_any()


def _settings_in(folder: Path) -> Reading:
    return read(read_text(folder / SETTINGS), told(folder / SETTINGS))


def _beyond_schema(data: dict[str, Any], pages: set[str]) -> Iterator[Finding]:
    yield from illegible(_sound(data.get("colours")))
    menu = data.get("menu")
    for number, item in enumerate(menu if isinstance(menu, list) else ()):
        to = item.get("to") if isinstance(item, dict) else None
        if isinstance(to, str) and PAGE.fullmatch(to) and to not in pages:
            fix = f"write docs/nl/{to} and docs/en/{to} in the team’s folder"
            yield ("menu", number, "to"), f"there is no page {to} of the team", fix


def _sound(colours: object) -> Colours:
    """Return the colours that are known and written as such: of the others the schema tells."""
    return {
        scheme: {
            name: value
            for name, value in (named.items() if isinstance(named, dict) else ())
            if name in SHIPPED[scheme] and HEX.fullmatch(str(value))
        }
        for scheme, named in (colours.items() if isinstance(colours, dict) else ())
        if scheme in SHIPPED
    }


def _stray(folder: Path) -> Iterator[Problem]:
    """Yield what lies in a team's folder and would change nothing, or is too large to keep."""
    known = {*FILES, *FOLDERS}
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    if not any(path.name != "README.md" for path in files):
        yield Problem(
            told(folder), "nothing in it changes the site", "write a team.yml, or take it away"
        )
    for path in files:
        parts = path.relative_to(folder).parts
        if any(part.startswith(".") for part in parts):
            continue  # of an editor, or of a system
        kind = FOLDERS.get(parts[0])
        if len(parts) == 1 or kind is None:
            if path.name not in FILES or len(parts) > 1:
                fix = f"rename it, or take it away: {near(parts[0], known)}"
                yield Problem(told(path), "nothing is called so", fix)
        elif parts[0] == "docs" and len(parts) == 2:
            fix = f"put it into docs/{'/ or docs/'.join(LANGUAGES)}/"
            yield Problem(told(path), "it lies in no language", fix)
        elif parts[0] == "docs" and parts[1] not in LANGUAGES:
            fix = f"put pages into docs/{'/ or docs/'.join(LANGUAGES)}/"
            yield Problem(told(path), f"{parts[1]} is not a language of the site", fix)
        elif parts[0] != "docs" and (path.suffix != kind or len(parts) > 2):
            yield Problem(
                told(path), f"not a file {parts[0]}/NAME{kind}", "rename it, or take it away"
            )
        if path.stat().st_size > MOST_BYTES:
            yield Problem(told(path), "it has more than 1 MB", "make it smaller")


def _pages(docs: Path) -> set[str]:
    """Return the pages in a folder as `nl/training/need.md`."""
    return {path.relative_to(docs).as_posix() for path in docs.rglob("*.md")}


def _lone_pages(docs: Path, ours: Path) -> Iterator[Problem]:
    """Yield the pages of a team that are there in one language alone."""
    own = _pages(docs)
    for page in sorted(own):
        language, _, path = page.partition("/")
        for other in LANGUAGES if language in LANGUAGES else ():
            if f"{other}/{path}" not in own and not (ours / other / path).exists():
                fix = f"write {told(docs / other / path)}"
                yield Problem(told(docs / page), f"this page is not there in {other}", fix)


def _wrong_pictures(folder: Path) -> Iterator[Problem]:
    """Yield pictures that are not used because of another, and those of the wrong size or kind."""
    there = [name for name in PICTURES if (folder / name).exists()]
    for name in there:
        at, (stem, _, kind) = told(folder / name), name.rpartition(".")
        if kind == "png" and f"{stem}.svg" in there:
            yield Problem(at, f"{stem}.svg is there too", "keep one of the two")
        if stem == "logo-dark" and not {"logo.svg", "logo.png"} & {*there}:
            yield Problem(at, "there is no logo for a light page", "add logo.svg, or call this so")
        data = (folder / name).read_bytes()
        if kind == "svg":
            if b"<svg" not in data:
                yield Problem(at, "this is no SVG", "save the picture as SVG")
        elif data[:8] != PNG:
            yield Problem(at, "this is no PNG", "save the picture as PNG")
        elif name in SIZES:
            size = int.from_bytes(data[16:20]), int.from_bytes(data[20:24])
            if size != SIZES[name]:
                fix = f"make it {SIZES[name][0]} by {SIZES[name][1]}"
                yield Problem(at, f"it is {size[0]} by {size[1]} pixels", fix)
