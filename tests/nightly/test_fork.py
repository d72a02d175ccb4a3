"""A team that makes the project its own, as README says, has tests that are green."""

import os
import subprocess
from pathlib import Path

from tests.nightly.fork import make_fork


def test_a_fork_with_its_own_questions_is_green(tmp_path: Path) -> None:
    """With all that a team can change, a sixth condition among it, `make quick` finds nothing.

    Python takes the package from the fork, not from the project whose tools are lent.
    """
    fork = make_fork(tmp_path / "fork")
    environment = os.environ | {"PYTHONPATH": str(fork)}
    ran = subprocess.run(
        ["make", "quick"],  # noqa: S607 - whichever make runs these tests
        cwd=fork,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout
    assert " passed" in ran.stdout.splitlines()[-1]
