"""The build is strict: what is right passes without a word, what is wrong stops it by name."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.site.built_site import CONFIG, ROOT, Build, build, settings

LOUD = ("WARNING", "ERROR", "CRITICAL", "Traceback")


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """Return a copy of docs/, to break something in."""
    return shutil.copytree(ROOT / "docs", tmp_path / "docs")


@pytest.fixture
def build_docs(tmp_path: Path, docs: Path) -> Callable[[], Build]:
    """Return a function that builds the copy of docs/, with all else as it is."""
    config = {
        "INHERIT": str(CONFIG),
        "docs_dir": str(docs),
        "theme": {"custom_dir": str(ROOT / "overrides")},
        "hooks": [str(ROOT / hook) for hook in settings()["hooks"]],
        "watch": [],
    }
    file = tmp_path / "mkdocs.yml"
    file.write_text(json.dumps(config), encoding="utf-8")
    return lambda: build(file, tmp_path / "site")


def test_the_site_builds_without_a_warning(strict_build: Build) -> None:
    """A build of what is there ends well, has nothing to warn of, and would stop if it had."""
    assert settings()["strict"] is True
    assert strict_build.status == 0, strict_build.output
    assert [line for line in strict_build.output.splitlines() if line.startswith(LOUD)] == []


def test_a_page_that_is_not_in_every_language_stops_the_build(
    docs: Path, build_docs: Callable[[], Build]
) -> None:
    """The message names the page that is missing."""
    (docs / "en" / "privacy.md").unlink()
    broken = build_docs()
    assert broken.status != 0
    assert "en/privacy.md" in broken.output


def test_a_broken_anchor_and_an_unknown_component_stop_the_build(
    docs: Path, build_docs: Callable[[], Build]
) -> None:
    """Each message names the page and what is wrong in it; the warning alone is enough to stop."""
    _append(docs / "nl" / "article.md", "[Kapot](glossary.md#no-such-anchor)")
    _append(docs / "en" / "method.md", "```quiz\nno-such-component\n```")
    broken = build_docs()
    assert broken.status != 0
    for words in (("WARNING", "nl/article.md", "no-such-anchor"), ("en/method.md", "no-such-comp")):
        lines = [line for line in broken.output.splitlines() if all(word in line for word in words)]
        assert lines, f"no line with {words} in\n{broken.output}"


def _append(file: Path, text: str) -> None:
    file.write_text(f"{file.read_text(encoding='utf-8')}\n{text}\n", encoding="utf-8")
