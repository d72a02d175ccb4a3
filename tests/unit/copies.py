"""Copies of a project, and the project that they are copies of: repositories of git, made to try.

A copy is a `fork`, with the history of its upstream, or began as a `template`, without it.
"""

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from tests.sources import GIT

type Moved = Callable[[Changes], str]
"""Edits a copy, commits that and moves it; gives what is said."""

type Changes = Mapping[str, str | None]
"""What files become, by path; None for one that goes."""

KINDS = ("fork", "template")
WHO = ("-c", "user.name=Somebody", "-c", "user.email=somebody@example.org")

CONFIG = """\
site_name: Vijf
site_description: Vijf vragen.
theme:
  features: [tabs]
plugins:
  - i18n:
      languages:
        - locale: nl
        - locale: en
          site_name: Five
          site_description: Five questions.
          nav_translations: {Naslag: Reference}
nav:
  - index.md
  - Training:
      - training/need.md
  - Coach:
      - coach.md
  - Naslag:
      - method.md
"""
SMALL: Mapping[str, str] = {
    "pyproject.toml": '[project]\nname = "quiz"\nversion = "1.0.0"\n',
    "README.md": "Five\n",
    "UPGRADING.md": "# Upgrading\n\n## 1.0.0\n\nBegin.\n",
    "mkdocs.yml": CONFIG,
    "docs/nl/index.md": "# Vijf\n\nZie https://known.example/a.\n",
    "docs/en/index.md": "# Five\n",
    "quiz/conditions.schema.json": '{"required": ["id", "days", "conditions"]}\n',
    "quiz/conditions.yml": """\
# yaml-language-server: $schema=conditions.schema.json
id: five
days: 30
changed:
  2: {need: [0, 1]}
conditions:
  - id: need
    name: {nl: nodig, en: need}
    ask: [one, two]
  - id: means
    name: {nl: geld, en: means}
""",
    "quiz/phrases.yml": "list:\n  one: {nl: een, en: one}\n  two:\n    nl: twee\n    en: two\n",
    "quiz/cases/oven.yml": "# yaml-language-server: $schema=../case.schema.json\nid: oven\n",
    "quiz/cases/silo.yml": "id: silo\n",
    "quiz/keys/1.json": "{}\n",
    "overrides/quiz/texts.yml": "save: {nl: Bewaar, en: Save}\n",
    "overrides/quiz/examples.yml": "no-date: {need: 3, means: 2}\n",
    "overrides/quiz/frame/site.css": """\
[data-md-color-scheme="default"] {
  --paper: #f8f6f1;
  --petrol: #0e4a58;
  --petrol-tint: #dbe9ea;
  --on-petrol: #fff;
}

[data-md-color-scheme="slate"] {
  --petrol: #7fcbd6;
}

.box { color: red; }
""",
    "overrides/partials/footer.html": """\
<p class="foot__name">{{ config.site_name }}</p>
<p>Free.</p>
""",
    "overrides/partials/logo.html": '<svg class="logo"><path d="M0 0"/></svg>\n',
    "overrides/assets/favicon.svg": "<svg/>\n",
    "tests/words/own-words.txt": "# Names\nAmir\nBuchan\n",
}
"""A project with one file of each kind."""


def git(folder: Path, *arguments: str) -> str:
    """Return what git prints about a folder."""
    done = subprocess.run(
        [GIT, *WHO, *arguments], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def commit(
    folder: Path, changes: Mapping[str, str | None] | None = None, said: str = "Mine"
) -> str:
    """Write files, take away those that are None, and commit all there is; return the commit."""
    for path, text in (changes or {}).items():
        file = folder / path
        if text is None:
            file.unlink()
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "-m", said)
    return git(folder, "rev-parse", "HEAD").strip()


def begun(folder: Path, said: str = "Begin") -> Path:
    """Make a repository of what is in a folder, with a branch that is called main."""
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "--quiet", "--initial-branch", "main")
    commit(folder, said=said)
    return folder


def release(project: Path, version: str, changes: Changes | None = None) -> None:
    """Commit a version of a project, with these changes, and tag it."""
    settings = (project / "pyproject.toml").read_text("utf-8")
    numbered = re.sub(r'(?m)^version = ".*"$', f'version = "{version}"', settings)
    commit(project, {**(changes or {}), "pyproject.toml": numbered}, f"Release {version}")
    git(project, "tag", "--annotate", f"v{version}", "-m", f"Release {version}")


def upstream_of(project: Path) -> Path:
    """Return the bare repository beside a project, with all that the project has by now."""
    bare = project.with_suffix(".git")
    if not bare.exists():
        git(project.parent, "clone", "--quiet", "--bare", str(project), str(bare))
    git(project, "push", "--quiet", "--force", "--tags", str(bare), "main")
    return bare


def small(folder: Path) -> Path:
    """Make a small project with the release 1.0.0."""
    for path, text in SMALL.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    release(begun(folder), "1.0.0")
    return folder


def copied(kind: str, upstream: Path, folder: Path, at: str = "v1.0.0") -> Path:
    """Make a copy of a project as it was at a tag or a commit."""
    git(upstream, "clone", "--quiet", "--no-tags", str(upstream), str(folder))
    git(
        folder, "reset", "--quiet", "--hard", git(upstream, "rev-parse", f"{at}^{{commit}}").strip()
    )
    git(folder, "remote", "remove", "origin")
    if kind == "template":
        shutil.rmtree(folder / ".git")
        begun(folder, "Initial commit")
    return folder


def apart(folder: Path, one: str, other: str) -> list[str]:
    """Return the paths outside team/ in which two commits differ, each with how."""
    told = git(folder, "diff", "--no-renames", "--name-status", one, other)
    return [line for line in told.splitlines() if not line.split("\t")[1].startswith("team/")]


def files_in(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the files below a folder with their bytes."""
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            yield file.relative_to(folder).as_posix(), file.read_bytes()


@cache
def data(text: str | Path) -> Any:
    """Return the data in YAML, given as a text or as the file that it is in; not to be changed."""
    return YAML(typ="safe", pure=True).load(text)


def replaced(path: str, *pairs: tuple[str, str]) -> Changes:
    """Return a file of the small project with words replaced, each of which is there."""
    text = SMALL[path]
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return {path: text}


def is_ours_again(copy: Path, *paths: str) -> bool:
    """Say whether files are as they were in the release that a copy was made from."""
    return git(copy, "diff", "upstream/v1.0.0", "--", *paths) == ""
