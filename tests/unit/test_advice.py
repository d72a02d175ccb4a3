"""A test of what a team makes its own says what to do when it fails."""

import ast
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
OWN = ("content", "pages", "site", "smoke", "words")
MODULES = sorted(file for folder in OWN for file in (TESTS / folder).glob("test_*.py"))


@pytest.mark.parametrize("folder", OWN)
def test_its_folder_shows_the_advice(folder: str) -> None:
    """The conftest.py of the folder takes the hook that puts the advice beside a failure."""
    assert "pytest_runtest_makereport" in (TESTS / folder / "conftest.py").read_text("utf-8")


@pytest.mark.parametrize("file", MODULES, ids=lambda file: file.stem)
def test_it_gives_advice(file: Path) -> None:
    """Its module has words about it in MEND, which name a file to look at, or a command."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    found = [
        str(node.value.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name) and target.id == "MEND"
    ]
    assert len(found) == 1
    assert any(sign in found[0] for sign in ("/", "`"))
