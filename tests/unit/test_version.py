"""The version is said in one place, pyproject.toml, and told from there."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest

from quiz.host import version as module
from quiz.host.cli import main

ROOT = Path(__file__).parents[2]
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
SECTION = re.compile(r"(?m)^## (\d+\.\d+\.\d+) \((\d{4}-\d\d-\d\d)\)$")


def test_the_command_tells_its_version(capsys: pytest.CaptureFixture[str]) -> None:
    """`quiz --version` prints the name and what pyproject.toml says, and is no mistake."""
    with pytest.raises(SystemExit) as left:
        main(["--version"])
    assert left.value.code == 0
    assert capsys.readouterr() == (f"quiz {VERSION}\n", "")


def test_an_old_install_does_not_make_a_checkout_older(monkeypatch: pytest.MonkeyPatch) -> None:
    """What an editable install wrote down when it was made counts for nothing."""
    monkeypatch.setattr(metadata, "version", lambda _: "0.0.1")
    assert module.version() == VERSION


def test_the_settings_of_another_project_are_not_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A pyproject.toml that happens to lie beside an installed package says nothing of it."""
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "other"\nversion = "7"\n')
    monkeypatch.setattr(module, "PROJECT", tmp_path / "pyproject.toml")
    monkeypatch.setattr(metadata, "version", lambda _: "2.3.4")
    assert module.version() == "2.3.4"


def test_an_installed_package_tells_the_version_it_was_built_with(tmp_path: Path) -> None:
    """Away from its sources, the package's own metadata says it."""
    shutil.copytree(ROOT / "quiz", tmp_path / "quiz")
    about = tmp_path / "quiz-9.8.7.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.4\nName: quiz\nVersion: 9.8.7\n")
    told = subprocess.run(
        [sys.executable, "-m", "quiz", "--version"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout == "quiz 9.8.7\n"


def test_the_newest_section_of_the_changelog_is_this_version() -> None:
    """Its newest section with a number is that of the version, and each is newer than the next."""
    sections = SECTION.findall((ROOT / "CHANGELOG.md").read_text("utf-8"))
    numbers = [tuple(map(int, number.split("."))) for number, _ in sections]
    days = [day for _, day in sections]
    assert sections[0][0] == VERSION
    assert numbers == sorted(set(numbers), reverse=True)
    assert days == sorted(days, reverse=True)


def test_what_is_not_released_stands_on_top_of_the_changelog() -> None:
    """There is a place for the next change, also right after a release."""
    headings = re.findall(r"(?m)^## (.+)$", (ROOT / "CHANGELOG.md").read_text("utf-8"))
    assert headings[0] == "Unreleased"
    assert len(headings) == 1 + len(SECTION.findall((ROOT / "CHANGELOG.md").read_text("utf-8")))
