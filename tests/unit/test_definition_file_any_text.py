"""Whatever text is given as a definition, it is read or refused in words: nothing else happens."""

import json
import random
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from quiz.definition import definition_from
from quiz.errors import InputError, Problem
from quiz.host.definition_file import validate
from tests.unit.shipped_definition import TEXT

# Legal in YAML, and told to whoever runs Python with warnings.
pytestmark = pytest.mark.filterwarnings("ignore::ruamel.yaml.error.ReusedAnchorWarning")

SIGNS = "\n\t :-?&*!|>'\"%@`{}[],#~\\\x00\x85\u2028\ufeff0189eE._nulltrue"
"""What YAML gives a meaning to."""

PIECES = st.one_of(
    st.text(max_size=8),
    st.text(SIGNS, max_size=8),
    st.sampled_from(["&a", "*a", "<<: *a", "!!python/object:os.system", "---", "...", "? ", "{{"]),
)


MOST = settings.default.max_examples if settings.default else 100
"""What the profile allows: an example of a whole definition takes long, so `make quick` has few."""


def reads_or_refuses(text: str) -> None:
    """Validate a text; AssertionError when a refusal says nothing, any other error as it comes."""
    problems: tuple[Problem, ...] | None = None
    try:
        definition_from(validate(text, "own.yml"))
    except InputError as refusal:
        problems = refusal.problems
    if problems is not None:
        assert problems
        assert all(problem.what and problem.fix for problem in problems)
        assert all(problem.where.startswith("own.yml:") for problem in problems)


@given(st.text(max_size=200) | st.lists(PIECES, max_size=30).map("".join))
@settings(max_examples=200, deadline=None)
@example("? - a\n  - b\n: c")
@example("[1, 2]: a\n[1, 2]: b")
@example("a: &a [*a]")
@example("a: !!set {b}")
@example("2026-02-30")
@example("a: 0o9\nb: 1:90\nc: .nan\nd: -.inf")
def test_any_text_is_a_definition_or_is_refused(text: str) -> None:
    """Random text, and random pieces of YAML."""
    reads_or_refuses(text)


@given(st.data())
@settings(max_examples=min(60, MOST), deadline=None)
def test_any_change_to_the_definition_is_read_or_refused(data: st.DataObject) -> None:
    """The frozen definition with a stretch of it replaced by something else."""
    start = data.draw(st.integers(0, len(TEXT) - 1))
    end = data.draw(st.integers(start, min(len(TEXT), start + 400)))
    reads_or_refuses(TEXT[:start] + data.draw(PIECES) + TEXT[end:])


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)


@given(VALUES, st.randoms(use_true_random=False))
@settings(max_examples=min(40, MOST), deadline=None)
def test_any_value_in_any_place_is_read_or_refused(value: Any, chance: random.Random) -> None:
    """One value of the frozen definition replaced by any other of YAML's."""
    data = YAML(typ="safe").load(TEXT)
    here: Any = data
    while True:
        key = chance.choice(list(here) if isinstance(here, dict) else range(len(here)))
        inside = here[key]
        if not isinstance(inside, dict | list) or not inside or chance.random() < 0.15:
            here[key] = value
            break
        here = inside
    reads_or_refuses(json.dumps(data))
