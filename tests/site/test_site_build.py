"""The build is strict: what is right passes without a word, what is wrong stops it by name."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.site.built_site import HOMES, ROOT, build, settings

LOUD = ("WARNING", "ERROR", "Warning:", "Traceback")


@pytest.fixture
def broken_build(tmp_path: Path) -> "Callable[[], subprocess.CompletedProcess[str]]":
    """A copy of docs/ in `tmp_path`, and a function that builds it with everything of ours."""
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    hooks = settings()["hooks"]
    assert isinstance(hooks, list)
    config = {
        "INHERIT": str(ROOT / "mkdocs.yml"),
        "docs_dir": str(tmp_path / "docs"),
        "theme": {"custom_dir": str(ROOT / "overrides")},
        "hooks": [str(ROOT / hook) for hook in hooks],
        "watch": [],
    }
    file = tmp_path / "mkdocs.yml"
    file.write_text(json.dumps(config), encoding="utf-8")
    return lambda: build(file, tmp_path / "site")


def append(file: Path, text: str) -> None:
    file.write_text(f"{file.read_text(encoding='utf-8')}\n{text}\n", encoding="utf-8")


def test_the_site_builds_without_a_warning(
    strict_build: "tuple[Path, subprocess.CompletedProcess[str]]",
) -> None:
    """A strict build of what is there ends well, and has nothing to say."""
    _, done = strict_build
    assert settings()["strict"] is True
    assert done.returncode == 0, done.stdout
    assert [line for line in done.stdout.splitlines() if line.startswith(LOUD)] == []


def test_a_page_that_is_not_in_every_language_stops_the_build(
    tmp_path: Path, broken_build: "Callable[[], subprocess.CompletedProcess[str]]"
) -> None:
    """The message names the page that is missing."""
    (tmp_path / "docs" / "en" / "privacy.md").unlink()
    done = broken_build()
    assert done.returncode != 0
    assert "en/privacy.md" in done.stdout


def test_a_broken_anchor_and_an_unknown_component_stop_the_build(
    tmp_path: Path, broken_build: "Callable[[], subprocess.CompletedProcess[str]]"
) -> None:
    """Each message names the page and what is wrong in it; a warning is enough to stop."""
    append(tmp_path / "docs/nl/article.md", "[Kapot](glossary.md#no-such-anchor)")
    append(tmp_path / "docs/en/method.md", "```quiz\nno-such-component\n```")
    done = broken_build()
    assert done.returncode != 0
    lines = done.stdout.splitlines()
    anchors = [line for line in lines if "no-such-anchor" in line]
    assert len(anchors) == 1
    assert anchors[0].startswith("WARNING")
    assert "nl/article.md" in anchors[0]
    component = [line for line in lines if "no-such-component" in line]
    assert any("en/method.md" in line for line in component)
    assert HOMES
