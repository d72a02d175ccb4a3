"""A copy of a small project, to try what moves and updates one."""

import os
from pathlib import Path

import pytest

from team.moving import main
from tests.unit.copies import Changes, Moved, commit, copied, git, small, upstream_of


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do without what git is set to on this machine; whoever commits is in the environment."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "Somebody")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "somebody@example.org")


@pytest.fixture
def copy(alone: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a fork at 1.0.0 that knows its upstream, which is the current folder."""
    del alone
    upstream = upstream_of(small(tmp_path / "project"))
    folder = copied("fork", upstream, tmp_path / "copy")
    git(folder, "remote", "add", "upstream", str(upstream))
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def moved(copy: Path, capsys: pytest.CaptureFixture[str]) -> Moved:
    def edit_and_move(changes: Changes) -> str:
        commit(copy, changes)
        assert main([]) == 0
        return capsys.readouterr().out

    return edit_and_move
