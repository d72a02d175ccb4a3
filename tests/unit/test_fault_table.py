"""The tables in README.md and accessibility.md here tell the truth: the tests they name exist."""

import ast
import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
ROW = re.compile(r"^\| (?P<what>[^|]+) \| (?P<how>[^|]+) \| (?P<tests>[^|]+) \|$", re.MULTILINE)
NAMED = re.compile(r"`(test_\w+)`")

TABLES = pytest.mark.parametrize(("file", "least"), [("README.md", 30), ("accessibility.md", 54)])
"""Each file with a table, and how many rows it has at least: WCAG 2.2 has 55 at A and AA."""


def rows(file: str) -> list[re.Match[str]]:
    text = (TESTS / file).read_text(encoding="utf-8")
    _, _, table = re.split(r"(?m)^\| (fault|criterion) \|", text)
    return [row for row in ROW.finditer(table) if row["what"] != "---"]


@TABLES
def test_each_test_that_a_table_names_is_there(file: str, least: int) -> None:
    """By its name, in one of the files of tests."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in TESTS.rglob("test_*.py")]
    defined = {
        node.name for tree in trees for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)
    }
    found = rows(file)
    assert len(found) >= least
    assert {name for row in found for name in NAMED.findall(row["tests"])} - defined == set()


@TABLES
def test_each_row_says_how_it_is_held(file: str, least: int) -> None:
    """A fault has a test; a criterion has a test, axe-core, or somebody who looked."""
    held = [
        row
        for row in rows(file)
        if NAMED.search(row["tests"])
        or (file == "accessibility.md" and re.search(r"\b(axe|looked)\b", row["tests"]))
    ]
    assert len(held) == len(rows(file)) >= least
