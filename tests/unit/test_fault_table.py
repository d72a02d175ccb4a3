"""The table of faults in tests/README.md tells the truth: each test that it names is there."""

import ast
import re
from pathlib import Path

TESTS = Path(__file__).parents[1]
ROW = re.compile(r"^\| (?P<fault>[^|]+) \| (?P<then>[^|]+) \| (?P<tests>[^|]+) \|$", re.MULTILINE)
NAMED = re.compile(r"`(test_\w+)`")


def rows() -> list[re.Match[str]]:
    text = (TESTS / "README.md").read_text(encoding="utf-8")
    return [row for row in ROW.finditer(text) if row["fault"] not in ("fault", "---")]


def test_each_test_that_the_table_names_is_there() -> None:
    """By its name, in one of the files of tests."""
    trees = [ast.parse(file.read_text(encoding="utf-8")) for file in TESTS.rglob("test_*.py")]
    defined = {
        node.name for tree in trees for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)
    }
    named = {name for row in rows() for name in NAMED.findall(row["tests"])}
    assert len(named) > 30
    assert named - defined == set()


def test_each_fault_has_a_test() -> None:
    """No row of the table is a mere promise."""
    assert [row["fault"] for row in rows() if not NAMED.search(row["tests"])] == []
