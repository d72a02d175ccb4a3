"""What holds for the scripts that need no page, in Node: each file of facts is run here.

A fact is tried on 200 inputs, the same in every run. With SCRIPT_SECONDS=60 each is tried for a
minute, on others.
"""

import subprocess

import pytest

from tests.scripts.node import HERE, RUN, environment

FILES = sorted(file.name for file in HERE.glob("*.test.mjs"))


def test_there_are_facts() -> None:
    """What is run below is there."""
    assert FILES


@pytest.mark.parametrize("file", FILES)
def test_facts_hold(file: str) -> None:
    """Every fact in the file holds, or the input for which it does not is shown."""
    command = [*RUN, "--test-reporter=spec", file]
    done = subprocess.run(
        command, cwd=HERE, env=environment(), capture_output=True, text=True, check=False
    )
    if done.returncode:
        pytest.fail(done.stdout + done.stderr, pytrace=False)
