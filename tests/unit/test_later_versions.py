"""A copy that changed all that may be changed takes later versions, and loses nothing on the way.

The project is this one with frozen content in it, so that a team's own site has these tests too.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from team import moving, update
from team.differing import laid_over, same
from tests import frozen
from tests.sources import ROOT, sources
from tests.unit.copies import (
    KINDS,
    Changes,
    apart,
    commit,
    copied,
    data,
    files_in,
    git,
    release,
    upstream_of,
)

pytestmark = pytest.mark.usefixtures("alone")

EACH_KIND = pytest.mark.parametrize("kind", KINDS)
SITE = "https://zeker.example"
ADDED: Changes = {"CNAME": "zeker.example\n", ".github/workflows/own.yml": "on: push\n"}
BLOCK = re.compile(r"(?s)\n## 1\.0\.0\n.*?```sh\n(.*?)```")

type Edit = Callable[[str], str]


def words(old: str, new: str) -> Edit:
    """Return an edit that replaces the first such words, which are there."""

    def edit(text: str) -> str:
        assert old in text, f"no {old!r}"
        return text.replace(old, new, 1)

    return edit


def pattern(old: str, new: str) -> Edit:
    """Return an edit that replaces the first text of a pattern, which is there."""

    def edit(text: str) -> str:
        edited, count = re.subn(old, new, text, count=1)
        assert count, f"no {old!r}"
        return edited

    return edit


def both(*edits: Edit) -> Edit:
    def edit(text: str) -> str:
        for each in edits:
            text = each(text)
        return text

    return edit


def more(said: str) -> Edit:
    return lambda text: f"{text}\n{said}\n"


A_TEXT = r"(?m)^( +)nl: (?![>|\"']).*$"
EDITS: dict[str, Edit] = {
    "quiz/conditions.yml": both(
        words("id: five-conditions", "id: zeker-check"),
        words("version: 2\n", "version: 3\n"),
        words("changed:\n", "changed:\n  3:\n    need: [0]\n"),
        words("nl: De vijf voorwaarden", 'nl: "Zeker weten: vijf vragen"'),
        words("stale_after_days: 30", "stale_after_days: 45  # sinds maart"),
        words("park_days: 90", "park_days: 60"),
        words("nl: Hebben ze het nodig, en weten ze dat zelf?", "nl: Zitten ze erom te springen?"),
        words("en: Do they need it, and do they know it?", "en: Are they waiting for it?"),
    ),
    "quiz/phrases.yml": pattern(A_TEXT, r"\1nl: Zeker een zin"),
    "quiz/cases/bakery-oven.yml": more("# Zeker."),
    "quiz/exercises/need.yml": more("# Zeker."),
    "quiz/conversations/garage-vending.yml": more("# Zeker."),
    "overrides/quiz/texts.yml": pattern(A_TEXT, r"\1nl: Zeker een woord"),
    "overrides/quiz/examples.yml": words("no-date: {need: 3", "no-date: {need: 2"),
    "overrides/quiz/lesson/drawings.yml": pattern(A_TEXT, r"\1nl: Zeker een woord"),
    "overrides/quiz/frame/site.css": pattern(r"--petrol: #[0-9a-f]{6};", "--petrol: #123456;"),
    "overrides/partials/footer.html": words(
        "{{ config.site_name }}", f'<a href="{SITE}">{{{{ config.site_name }}}}</a>'
    ),
    "overrides/assets/favicon.svg": more("<!-- ours -->"),
    "mkdocs.yml": both(
        pattern(r"(?m)^site_name: .*$", "site_name: Zeker verkopen"),
        pattern(r"(?m)^( +)site_name: .*$", r"\1site_name: Sure selling"),
        pattern(r"(?m)^site_description: .*$", "site_description: Hoe wij zeker verkopen."),
        pattern(r"(?m)^nav:$", f"nav:\n  - Over ons: {SITE}/over-ons\n  - own.md"),
    ),
    "tests/words/own-words.txt": more("Zekerstra"),
    **{
        f"docs/{language}/{page}.md": more(f"Zie [ons]({SITE}/?page=2#top).")
        for language in ("nl", "en")
        for page in ("index", "coach", "training/need")
    },
}
"""How a team edits files of ours, everywhere that it may."""

KEYS = (ROOT / "quiz" / "keys" / "1.json").read_text("utf-8")
NEW: Changes = {
    "docs/nl/own.md": "---\ntitle: Van ons\n---\n# Van ons\n",
    "docs/en/own.md": "---\ntitle: Our own\n---\n# Our own\n",
    "quiz/cases/own.yml": (frozen.CASES / "hotel-boilers.yml")
    .read_text("utf-8")
    .replace("id: hotel-boilers\n", "id: own\n"),
    "quiz/keys/2.json": KEYS,
}
"""What it puts beside files of ours."""

DATA = {
    "quiz/conditions.yml": "conditions.yml",
    "quiz/phrases.yml": "phrases.yml",
    "overrides/quiz/texts.yml": "texts.yml",
    "overrides/quiz/examples.yml": "examples.yml",
    "overrides/quiz/lesson/drawings.yml": "drawings.yml",
}
AS_THEY_ARE = ("docs/", "quiz/cases/", "quiz/exercises/", "quiz/conversations/", "quiz/keys/")
SETTINGS = {
    "name": {"nl": "Zeker verkopen", "en": "Sure selling"},
    "owner": {"name": "zeker.example", "address": SITE},
    "links": [SITE],
    "menu": [
        {"title": {"nl": "Over ons", "en": "Over ons"}, "to": f"{SITE}/over-ons"},
        {"title": {"nl": "Van ons", "en": "Our own"}, "to": "own.md"},
    ],
}

OWN_QUESTIONS = """\
id: zeker-check
version: 3
changed:
  3:
    need: [0]
title:
  nl: "Zeker weten: vijf vragen"
stale_after_days: 45
park_days: 60
conditions:
  - id: need
    question:
      nl: Zitten ze erom te springen?
      en: Are they waiting for it?"""
"""What is left of a definition in which a few words are other ones: those, in the order of ours."""

FIRST_STEPS = "# Upgrading\n\n## 1.1.0\n\nLook at the lessons.\n\n## 1.0.0\n\nBegin.\n"
LATER: dict[str, Edit] = {
    "docs/nl/training/trust.md": more("Een betere les."),
    "docs/nl/training/need.md": more("Een betere les."),
    "overrides/quiz/check/check.html": more("{# better #}"),
    "overrides/partials/footer.html": more("<!-- better -->"),
    "quiz/scoring.py": more("# a better rule"),
    "quiz/conditions.yml": both(
        words("park_days: 90", "park_days: 120"),
        words("repeat_after_days: 7", "repeat_after_days: 8"),
    ),
    "mkdocs.yml": words("strict: true", "strict: true  # better"),
}
"""What a later version changes, some of it in files that the team had edited."""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project with the releases 1.0.0 and 1.1.0, and a commit before there was a team/."""
    folder = sources(tmp_path_factory.mktemp("later") / "project")
    shutil.rmtree(folder / "team", ignore_errors=True)
    shutil.rmtree(folder / "docs")
    shutil.copytree(frozen.CONTENT / "docs", folder / "docs")
    for name in ("cases", "exercises", "conversations"):
        shutil.copytree(frozen.CONTENT / "quiz" / name, folder / "quiz" / name, dirs_exist_ok=True)
    shutil.copy(frozen.SECOND, folder / "quiz")
    shutil.copy(frozen.EXAMPLES, folder / "overrides" / "quiz")
    file = folder / "overrides" / "quiz" / "texts.yml"  # a part tells as much, sooner
    keys = re.split(r"(?m)^(?=\w)", file.read_text("utf-8"))
    file.write_text("".join(keys[:40]), "utf-8")
    (folder / "node_modules").unlink()
    words = (folder / "tests" / "words" / "own-words.txt").read_text("utf-8")
    shutil.rmtree(folder / "tests")  # half of all files, which nobody edits
    tools = folder / "overrides" / "hooks" / "team"
    later = {str(file.relative_to(folder)): file.read_text("utf-8") for file in tools.glob("*.py")}
    shutil.rmtree(tools)
    git(folder, "checkout", "--quiet", "-B", "main")
    number = pattern(r'(?m)^version = ".*"$', 'version = "0.9.0"')
    settings = number((folder / "pyproject.toml").read_text("utf-8"))
    own = {"quiz/keys/1.json": KEYS, "tests/words/own-words.txt": words}
    commit(folder, {**own, "pyproject.toml": settings})
    git(folder, "tag", "before")
    release(folder, "1.0.0", {**later, "UPGRADING.md": FIRST_STEPS.replace("1.1.0", "0.9.0")})
    edited = {path: edit((folder / path).read_text("utf-8")) for path, edit in LATER.items()}
    new: Changes = {"quiz/better.py": '"""Better."""\n', "SECURITY.md": None}
    release(folder, "1.1.0", {**edited, **new, "UPGRADING.md": FIRST_STEPS})
    upstream_of(folder)
    return folder


def edited(copy: Path) -> Path:
    """Change all that may be changed in a copy, in files of ours and beside them."""
    files = {path: edit((copy / path).read_text("utf-8")) for path, edit in EDITS.items()}
    commit(copy, {**files, **NEW, **ADDED})
    return copy


def lend_python(copy: Path) -> None:
    """Put this Python where a copy's own is once it is set up."""
    python = copy / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    python.chmod(0o755)


def shown(copy: Path, name: str) -> str:
    return git(copy, "show", name)


@EACH_KIND
def test_a_copy_that_changed_everything_takes_a_later_version(
    kind: str,
    project: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Two commands, and nothing by hand: ours are as in the release, and theirs is as it was."""
    upstream = upstream_of(project)
    copy = edited(copied(kind, upstream, tmp_path / "copy"))
    monkeypatch.chdir(copy)

    assert update.main(["--upstream", str(upstream)]) == 1
    said = capsys.readouterr().err
    assert all(f"  {path}\n" in said for path in EDITS)
    assert "make move-to-team" in said

    assert moving.main([]) == 0
    said = capsys.readouterr().out
    assert "Not moved" not in said
    before = git(copy, "rev-parse", "HEAD").strip()
    commit(copy)
    added = [f"A\t{path}" for path in sorted(ADDED)]
    assert apart(copy, "upstream/v1.0.0", "HEAD") == added
    see_that_nothing_is_lost(copy, before)

    team = dict(files_in(copy / "team"))
    assert update.main([]) == 0
    assert "UPGRADING.md, under 1.1.0." in capsys.readouterr().out
    assert apart(copy, "upstream/v1.1.0", "HEAD") == added
    assert dict(files_in(copy / "team")) == team
    assert git(copy, "status", "--porcelain", "--ignored") == ""

    # What both had changed is the team's, and what only the release had is the release's.
    ours = data(shown(copy, "HEAD:quiz/conditions.yml"))
    now = laid_over(ours, data(shown(copy, "HEAD:team/conditions.yml")))
    assert (now["park_days"], now["repeat_after_days"]) == (60, 8)


def see_that_nothing_is_lost(copy: Path, before: str) -> None:
    """See that what a copy said in files of ours is said by what is in team/, to the letter."""
    for path, name in DATA.items():
        ours, over = (data(shown(copy, f"HEAD:{each}")) for each in (path, f"team/{name}"))
        assert same(laid_over(ours, over), data(shown(copy, f"{before}:{path}"))), path
    for path in (*EDITS, *NEW):
        if path.startswith(AS_THEY_ARE):
            moved = "team/" + path.removeprefix("quiz/")
            text, own = shown(copy, f"HEAD:{moved}"), shown(copy, f"{before}:{path}")
            assert text.replace("../../quiz/", "../") == own, path
    assert "<!-- ours -->" in shown(copy, "HEAD:team/favicon.svg")
    assert shown(copy, "HEAD:team/own-words.txt").strip() == "Zekerstra"
    assert "sinds maart" in shown(copy, "HEAD:team/conditions.yml")
    assert shown(copy, "HEAD:team/conditions.yml").split("\n\n")[1] == OWN_QUESTIONS
    settings = data(shown(copy, "HEAD:team/team.yml"))
    assert {key: settings[key] for key in SETTINGS} == SETTINGS
    assert settings["description"]["nl"] == "Hoe wij zeker verkopen."
    assert settings["colours"]["light"]["main"] == "#123456"


@EACH_KIND
def test_a_copy_from_before_there_was_a_team_follows_the_steps(
    kind: str, project: Path, tmp_path: Path
) -> None:
    """UPGRADING.md says what to type; it brings such a copy to the first release."""
    upstream = upstream_of(project)
    copy = edited(copied(kind, upstream, tmp_path / "copy", "before"))
    before = git(copy, "rev-parse", "HEAD").strip()
    lend_python(copy)
    found = BLOCK.search((ROOT / "UPGRADING.md").read_text("utf-8"))
    assert found
    ran = subprocess.run(
        ["sh", "-e", "-c", found[1].replace("ADDRESS", str(upstream))],  # noqa: S607 - any shell
        cwd=copy,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert apart(copy, "upstream/v1.0.0", "HEAD") == [f"A\t{path}" for path in sorted(ADDED)]
    see_that_nothing_is_lost(copy, before)


def test_make_runs_both(project: Path, tmp_path: Path) -> None:
    """With the folder team/ there, which has the name of the commands' own; the site is sound."""
    upstream = upstream_of(project)
    copy = edited(copied("fork", upstream, tmp_path / "copy"))
    lend_python(copy)
    environment = {name: value for name, value in os.environ.items() if "MAKE" not in name}
    for target in ("move-to-team", "update"):
        ran = subprocess.run(
            ["make", "--assume-old=setup", target, f"UPSTREAM={upstream}", "TO=v1.1.0"],  # noqa: S607
            cwd=copy,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert ran.returncode == 0, ran.stdout + ran.stderr
        git(copy, "add", "--all")
        git(copy, "commit", "--quiet", "--allow-empty", "-m", "Mine")
    assert apart(copy, "upstream/v1.1.0", "HEAD") == [f"A\t{path}" for path in sorted(ADDED)]
    told = subprocess.run(
        [sys.executable, "-m", "quiz", "check"],
        cwd=copy,
        env=os.environ | {"PYTHONPATH": str(copy)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    assert told.stdout.startswith("team: zeker-check@3, 5 conditions, no problems\n")
