"""Breaks the frozen definition in one place at a time, and finds that place again."""

import re

import pytest

from quiz.errors import InputError, Problem
from quiz.host.definition_file import validate
from tests.unit.shipped_definition import TEXT

NAME = "own.yml"


def edited(pattern: str, replacement: str, text: str = TEXT) -> str:
    """Return the text with the first match of the pattern replaced; there has to be one."""
    changed, count = re.subn(pattern, lambda _: replacement, text, count=1, flags=re.MULTILINE)
    assert count == 1, pattern
    return changed


def line_of(pattern: str, text: str) -> int:
    """Return the number, from 1, of the first line on which the pattern matches."""
    found = re.search(pattern, text, re.MULTILINE)
    assert found, pattern
    return text[: found.start()].count("\n") + 1


def problems_of(text: str) -> tuple[Problem, ...]:
    with pytest.raises(InputError) as caught:
        validate(text, NAME)
    assert all(problem.what and problem.fix for problem in caught.value.problems)
    return caught.value.problems


def the_problem(text: str) -> Problem:
    (problem,) = problems_of(text)
    return problem


def where(text: str, line: str, path: str) -> str:
    """Return how a problem names this path, on the first line that matches the pattern `line`."""
    place = f"{NAME}:{line_of(line, text)}"
    return f"{place}: {path}" if path else place
