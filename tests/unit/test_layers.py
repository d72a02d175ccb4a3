"""`quiz/` is built in layers: what a module imports is never above it, nor leads back to it."""

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from tests.unit.shipped_definition import DATA, PACKAGE

LAYERS = (
    ("quiz",),
    ("quiz.files", "quiz.views"),
    ("quiz.conversations", "quiz.workbooks"),
    ("quiz.actions",),
    ("quiz.browser",),
    ("quiz.host",),
    ("quiz.__main__",),
)
"""From the ground up. The rooms of one layer do without each other."""

LONGEST = 420
"""How many lines a module may have: more have more than one subject."""

FOR_THE_CHECK = {
    *("quiz", "quiz.actions", "quiz.actions.check", "quiz.browser", "quiz.definition"),
    *(
        "quiz.errors",
        "quiz.plain_text",
        "quiz.problem_words",
        "quiz.report",
        "quiz.scoring",
        "quiz.sentences",
        "quiz.sheet",
        "quiz.wording",
    ),
}
"""What a first result waits for."""


def _name(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


FILES = {_name(path): path for path in sorted(PACKAGE.rglob("*.py"))}


def _imported(path: Path) -> Iterator[str]:
    """Yield the modules of the package that this one imports, wherever in it that stands."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: name the module in full"
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield inner if inner in FILES else str(node.module)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


IMPORTS = {name: set(_imported(path)) & FILES.keys() for name, path in FILES.items()}


def _room(module: str) -> tuple[int, str]:
    """Return the layer of a module, and the room in it: the longest name that fits."""
    fits = [
        (len(room), number, room)
        for number, layer in enumerate(LAYERS)
        for room in layer
        if module == room or module.startswith(f"{room}.")
    ]
    return max(fits)[1:]


@pytest.mark.parametrize("module", FILES)
def test_no_import_runs_upward(module: str) -> None:
    """A module builds on its own room and on the layers below it, and on nothing else."""
    layer, room = _room(module)
    for other in IMPORTS[module]:
        below, of = _room(other)
        assert below < layer or of == room, f"{module} imports {other}"


def test_no_import_leads_back() -> None:
    """There is an order in which each module comes after all that it imports."""
    TopologicalSorter(IMPORTS).prepare()


@pytest.mark.parametrize("module", FILES)
def test_a_module_is_short_enough_to_read(module: str) -> None:
    """No module has more lines than one subject takes."""
    assert len(FILES[module].read_text("utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("room", [path.parent for path in PACKAGE.glob("*/__init__.py")])
def test_a_folder_says_what_it_is_for(room: Path) -> None:
    """The purpose of each folder is one line, and nothing else is in its `__init__.py`."""
    text = (room / "__init__.py").read_text("utf-8")
    assert ast.get_docstring(ast.parse(text))
    assert text.count("\n") == 1


def test_a_first_result_loads_no_more_than_it_needs() -> None:
    """The check waits for nothing that only prospects, practice or a computer need."""
    asked = """
import json, sys
from quiz import browser
definition = json.load(sys.stdin)
answers = {condition["id"]: 2 for condition in definition["conditions"]}
request = {"do": "report", "sheet": {"answers": answers}, "today": "2026-11-24", "language": "nl"}
assert "ok" in json.loads(browser.start(json.dumps(definition))(json.dumps(request)))
print(*(name for name in sys.modules if name.partition(".")[0] == "quiz"))
"""
    ran = subprocess.run(
        [sys.executable, "-c", asked],
        input=json.dumps(DATA),
        capture_output=True,
        text=True,
        check=True,
    )
    assert set(ran.stdout.split()) == FOR_THE_CHECK
