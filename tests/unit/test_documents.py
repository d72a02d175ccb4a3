"""What the documents say is true: commands run, paths are there, and no table leaves anything out.

What a table says of a module or a folder is what the module or the folder says of itself.
"""

import ast
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

import pytest

from quiz import browser
from quiz.actions.calls import CALL_ACTIONS
from quiz.actions.check import CHECK_ACTIONS
from quiz.actions.conversation import CONVERSATION_ACTIONS
from quiz.actions.opening import OPENING_ACTIONS
from quiz.actions.practice import PRACTICE_ACTIONS
from quiz.actions.shelf import SHELF_ACTIONS
from tests import frozen

ROOT = Path(__file__).parents[2]
QUIZ, OVERRIDES, TESTS = ROOT / "quiz", ROOT / "overrides", ROOT / "tests"

DOCUMENTS = sorted(
    [
        *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md", "UPGRADING.md")),
        *(file for top in (QUIZ, OVERRIDES) for file in top.rglob("README.md")),
        *(TESTS.glob("*.md")),
        *(TESTS.glob("[!k]*/README.md")),  # kept/ has one that is never edited
    ]
)
EACH_DOCUMENT = pytest.mark.parametrize(
    "document", DOCUMENTS, ids=[str(file.relative_to(ROOT)) for file in DOCUMENTS]
)

LONGEST_TOUR = 10_000
"""How many bytes CONTRIBUTING.md may have: a tour is walked in one go."""

MADE = {".tools", ".venv", "build", "mutants", "node_modules", "site", "sw.js", "team", "upstream"}
"""What a command makes: there only after it has run."""

OF_A_TEAM = "team"
"""A folder that a team has in its own copy of the project."""

IN_A_WHEEL = {"quiz/conditions.json", "quiz/parts.json"}
"""Files of the package there alone: a checkout has the one as YAML, the other not at all."""

KINDS = {".css", ".html", ".js", ".json", ".md", ".mjs", ".py", ".toml", ".ts", ".txt", ".yml"}

CODE = re.compile(r"(?s)```(?P<kind>\w*)\n(?P<block>.*?)\n```|`(?P<span>[^`\n]+)`")
PATH = re.compile(r"[\w.*-]*(?:/[\w.*-]*)*")
LINK = re.compile(r"\]\((?P<path>[^)#:]*)(?:#(?P<anchor>[^)]+))?\)")
MAKE = re.compile(r"\bmake ([a-z][a-z-]*)")
FENCE = re.compile(r"(?m)^```(?:quiz\n(?P<name>[\w-]+)[^\n]*\n```$|(?P<talk>talk)\n)")
USAGE = re.compile(r"(?s)\{#\s*(?P<usage>[\w-]+(?: [A-Z-]+…?)*): (?P<what>.*?)\.?\s*#\}")
IN_SOURCE = re.compile(r"(?<![\w./*-])(?:quiz|overrides|tests|docs)/[\w/-]+(?:\.\w+)+")


def _code(document: Path) -> Iterator[str]:
    """Yield the code in a document, but for what is on a console: that is run."""
    for found in CODE.finditer(document.read_text("utf-8")):
        if found["kind"] != "console":
            yield found["span"] or found["block"]


def _rows(document: Path, *heads: str) -> dict[str, str]:
    """Return the tables whose first column has one of these heads: its code → the last column."""
    rows, inside = {}, False
    for line in document.read_text("utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split(" | ")]
        if not line.startswith("|"):
            inside = False
        elif cells[0] in heads:
            inside = True
        elif inside and cells[0] != "---":
            for name in re.findall(r"`([^`]+)`", cells[0]):
                assert name not in rows, f"{name} has two rows"
                rows[name] = cells[-1]
    assert rows, f"{document}: no table with {heads}"
    return rows


def _summary(module: Path) -> str:
    """Return the first line of a module's docstring, without the stop at its end."""
    docstring = ast.get_docstring(ast.parse(module.read_text("utf-8")))
    assert docstring, f"{module} does not say what it is for"
    return docstring.splitlines()[0].removesuffix(".")


def _purpose(folder: Path) -> str:
    """Return the first paragraph of a folder's README, without the stop at its end."""
    paragraph, _, _ = (folder / "README.md").read_text("utf-8").partition("\n\n")
    assert not paragraph.startswith("#"), f"{folder}: begin with what it is for"
    return " ".join(paragraph.split()).removesuffix(".")


def _folders(of: Path) -> list[Path]:
    return sorted(each for each in of.iterdir() if each.is_dir() and each.name != "__pycache__")


@cache
def _files() -> tuple[str, ...]:
    """Return the paths of all files that are not made by a command."""
    left_out = re.compile(rf"\.git|.*cache.*|{'|'.join(map(re.escape, MADE))}")
    tops = [each for each in ROOT.iterdir() if not left_out.fullmatch(each.name)]
    below = [file for top in tops for file in (top, *top.rglob("*")) if file.is_file()]
    return tuple(file.relative_to(ROOT).as_posix() for file in below)


# --- commands ---


def test_the_readme_shows_what_commands_do(tmp_path: Path) -> None:
    """Each command on a console prints, to the letter, what is shown under it.

    The definition is the second edition, as README.md shows it. A list that is shown with `cat` is
    the one that the next command reads.
    """
    shutil.copytree(QUIZ, tmp_path / "quiz")
    shutil.copy(frozen.SECOND, tmp_path / "quiz")
    command = tmp_path / ".venv" / "bin" / "quiz"
    command.parent.mkdir(parents=True)
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m quiz "$@"\n', "utf-8")
    command.chmod(0o755)
    ran = 0
    for found in CODE.finditer((ROOT / "README.md").read_text("utf-8")):
        if found["kind"] != "console":
            continue
        for part in re.split(r"(?m)^\$ ", found["block"])[1:]:
            line, _, shown = part.rstrip("\n").partition("\n")
            name = line.removeprefix("cat ")
            if name != line and not (tmp_path / name).exists():
                (tmp_path / name).write_text(f"{shown}\n", "utf-8")
            said = subprocess.run(
                ["sh", "-c", line],  # noqa: S607 - whichever shell a reader has
                cwd=tmp_path,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                encoding="utf-8",
                check=False,
            )
            assert said.stdout.rstrip("\n") == shown, line
            ran += 1
    assert ran >= 8
    assert (tmp_path / "report.html").read_text("utf-8").startswith("<!doctype html>")


def _targets() -> set[str]:
    makefile = (ROOT / "Makefile").read_text("utf-8").replace("\\\n", " ")
    [phony] = re.findall(r"(?m)^\.PHONY: (.*)$", makefile)
    return set(phony.split())


@EACH_DOCUMENT
def test_make_knows_every_command(document: Path) -> None:
    """A `make` command that a document names is one that make would run."""
    named = {target for code in _code(document) for target in MAKE.findall(code)}
    assert named <= _targets()


@pytest.mark.parametrize("target", sorted(_targets()))
def test_make_can_tell_what_a_command_would_do(target: str) -> None:
    """Each has its rule, and everything that it needs has one too."""
    environment = {name: value for name, value in os.environ.items() if "MAKE" not in name}
    told = subprocess.run(
        ["make", "--dry-run", target],  # noqa: S607 - whichever make runs these tests
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr


def test_the_tour_names_every_command() -> None:
    """CONTRIBUTING.md says what each `make` command is for."""
    rows = _rows(ROOT / "CONTRIBUTING.md", "command")
    named = {target for code in rows for target in MAKE.findall(code)}
    assert named == _targets() - {"help", "setup"}  # make alone helps, and each sets up by itself


# --- paths ---


@EACH_DOCUMENT
def test_every_path_that_is_named_is_there(document: Path) -> None:
    """From the top of the project or from the document itself; a bare name may lie anywhere."""
    files = _files()
    missing = []
    for word in {word for code in _code(document) for word in code.split()}:
        path = word.rstrip("/").replace("NAME", "*")
        first = path.split("/")[0]
        if not PATH.fullmatch(word) or not path or first in {*MADE, OF_A_TEAM} or word.isupper():
            continue
        if "/" in word:
            there = any(any(base.glob(path)) for base in (ROOT, document.parent))
        elif Path(word).suffix in KINDS:
            there = any(fnmatch(file.rpartition("/")[2], path) for file in files)
        else:
            continue
        if not there:
            missing.append(word)
    assert missing == []


@EACH_DOCUMENT
def test_every_link_leads_somewhere(document: Path) -> None:
    """To a file, and to a heading in it."""
    for link in LINK.finditer(document.read_text("utf-8")):
        target = document.parent / link["path"] if link["path"] else document
        assert target.exists(), link[0]
        if link["anchor"]:
            headings = re.findall(r"(?m)^#+ (.+)$", target.read_text("utf-8"))
            anchors = {re.sub(r"[^\w -]", "", each).lower().replace(" ", "-") for each in headings}
            assert link["anchor"] in anchors, link[0]


def test_every_path_in_a_source_is_there() -> None:
    """What a comment or a setting calls by its path has not moved; a template is below overrides/.

    Tests are left out, since they make files up.
    """
    wrong = []
    for name in _files():
        if name.startswith("tests/") or not {Path(name).suffix, name} & {*KINDS, "Makefile"}:
            continue
        for path in {*IN_SOURCE.findall((ROOT / name).read_text("utf-8"))} - IN_A_WHEEL:
            if not any((base / path).exists() for base in (ROOT, OVERRIDES)):
                wrong.append(f"{name}: {path}")
    assert wrong == []


# --- tables ---


def test_the_tour_names_every_folder() -> None:
    """CONTRIBUTING.md has one line for each folder, in the folder's own words where it has any."""
    told = _rows(ROOT / "CONTRIBUTING.md", "folder")
    parents = (QUIZ, OVERRIDES, OVERRIDES / "hooks", OVERRIDES / "quiz")
    there = [QUIZ, *(folder for parent in parents for folder in _folders(parent))]
    there.remove(OVERRIDES / "quiz")  # told folder by folder
    named = {name for name in told if name.startswith(("quiz/", "overrides/"))}
    assert named == {"overrides/", *(f"{folder.relative_to(ROOT)}/" for folder in there)}
    for folder in there:
        said = told[f"{folder.relative_to(ROOT)}/"]
        if (folder / "__init__.py").exists():
            assert said == _summary(folder / "__init__.py")
        elif folder.parent == OVERRIDES / "quiz":
            assert said == _purpose(folder)


def test_the_tour_is_short() -> None:
    """What explains one part in depth stands beside the code of that part."""
    assert (ROOT / "CONTRIBUTING.md").stat().st_size <= LONGEST_TOUR


def test_every_module_of_the_package_is_named() -> None:
    """quiz/README.md has each module once, with what it says of itself."""
    modules = {
        file.relative_to(QUIZ).as_posix(): _summary(file)
        for file in QUIZ.rglob("*.py")
        if file.name != "__init__.py"
    }
    assert _rows(QUIZ / "README.md", "module") == modules


def test_every_hook_is_named() -> None:
    """The README of the hooks has each module once, and as a hook what mkdocs.yml takes for one."""
    hooks = OVERRIDES / "hooks"
    modules = {file.name: _summary(file) for file in hooks.glob("*.py")}
    assert _rows(hooks / "README.md", "hook", "module") == modules
    named = re.findall(r"(?m)^  - overrides/hooks/(.+)$", (ROOT / "mkdocs.yml").read_text("utf-8"))
    assert list(_rows(hooks / "README.md", "hook")) == named


def _components() -> dict[str, str]:
    """Return what each component takes, and what it is, as its template says."""
    usages = {}
    for file in (OVERRIDES / "quiz").glob("*/[!_]*.html"):
        usage = USAGE.match(file.read_text("utf-8"))
        assert usage, f"{file}: say what it takes"
        usages[usage["usage"]] = re.split(r"\.\s", " ".join(usage["what"].split()))[0]
    return usages


def test_every_component_is_named() -> None:
    """The README of overrides/quiz/ has each component with what it takes, in its own words."""
    assert _rows(OVERRIDES / "quiz" / "README.md", "component") == _components()


def test_every_component_has_a_fence_and_every_fence_a_component() -> None:
    """No template is left that no page asks for, and no page asks for what is not there."""
    names = {usage.split()[0] for usage in _components()}
    asked = {}
    for docs in (ROOT / "docs", frozen.CONTENT / "docs"):
        fences = [FENCE.finditer(page.read_text("utf-8")) for page in docs.rglob("*.md")]
        asked[docs] = {fence["name"] or fence["talk"] for page in fences for fence in page}
        assert asked[docs] <= names
    assert names <= set().union(*asked.values())


def test_every_request_is_named() -> None:
    """The docstring of quiz/browser.py has a row for each request, and for no other."""
    named = re.findall(r"(?m)^\| `(\w+)` \|", browser.__doc__ or "")
    assert len(named) == len(set(named))
    assert set(named) == (
        CHECK_ACTIONS.keys()
        | PRACTICE_ACTIONS.keys()
        | CONVERSATION_ACTIONS.keys()
        | SHELF_ACTIONS.keys()
        | OPENING_ACTIONS.keys()
        | CALL_ACTIONS.keys()
    )


def test_every_folder_of_tests_is_named() -> None:
    """tests/README.md says of each what it proves."""
    assert set(_rows(TESTS / "README.md", "folder")) == {
        f"tests/{folder.name}/" for folder in _folders(TESTS)
    }
