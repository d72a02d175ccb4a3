"""A release: one file to unpack anywhere, the same each time, and what the changelog says of it."""

import ast
import os
import shutil
import sys
import zipfile
from pathlib import Path

import pytest

import release
from tests.site.built_site import ROOT, Site

MEND = """
`make zip`, or what .github/workflows/release.yml needs for a release, is broken. See
overrides/hooks/release.py.
"""

PROJECT = '[project]\nname = "quiz"\nversion = "1.2.0"\n'
CHANGELOG = """\
# Changelog

## Unreleased

Not yet.

## 1.2.0, the second

Two things are new.

### Changed

- **A list** goes on
  over `two` lines.
  - One inside it
    does too.
- Another.

| a | b |
| --- | --- |
| 1 | 2 |

```sh
make zip
make sbom
```

## [1.1.0]

## 11.2.0

Of another version.
"""


def test_the_notes_are_what_the_changelog_says_of_a_version() -> None:
    """Up to the next version, each paragraph in one line, and how to use the file at the end."""
    text, _, how_to = release.notes(CHANGELOG, "1.2.0").rstrip().rpartition("\n\n")
    assert text == (
        "Two things are new.\n\n### Changed\n\n- **A list** goes on over `two` lines.\n"
        "  - One inside it does too.\n- Another.\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n\n"
        "```sh\nmake zip\nmake sbom\n```"
    )
    assert how_to.startswith("`five-links-site-1.2.0.zip` ")


@pytest.mark.parametrize("version", ["1.1.0", "1.2", "2.0.0", "1.2.0-rc.1"])
def test_a_version_of_which_the_changelog_says_nothing_is_refused(version: str) -> None:
    """A section that is missing, empty, or of a version that only looks like it."""
    with pytest.raises(release.ReleaseError, match=rf"`## {version}`"):
        release.notes(CHANGELOG, version)


@pytest.mark.parametrize("ref", ["refs/tags/v1.2.0", "refs/heads/main"])
def test_a_tag_and_main_release_the_version(ref: str) -> None:
    """A tag has to be that of the version; for main it is the one that will be made."""
    assert release.check(ref, PROJECT, CHANGELOG) == {"tag": "v1.2.0", "version": "1.2.0"}


@pytest.mark.parametrize(
    "ref", ["refs/tags/v1.2.1", "refs/tags/v1.2", "refs/tags/1.2.0", "refs/heads/v1.2.0"]
)
def test_what_is_not_of_the_version_is_no_release(ref: str) -> None:
    """Neither another tag nor another branch; the version that it should be is named."""
    with pytest.raises(release.ReleaseError, match=r"v1\.2\.0"):
        release.check(ref, PROJECT, CHANGELOG)


def test_no_version_is_released_of_which_nothing_is_said() -> None:
    """The changelog has to be written first."""
    with pytest.raises(release.ReleaseError, match="CHANGELOG"):
        release.check("refs/tags/v1.1.0", PROJECT.replace("1.2.0", "1.1.0"), CHANGELOG)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a project of a few files, of which the script takes what it needs."""
    (tmp_path / "pyproject.toml").write_text(PROJECT, "utf-8")
    (tmp_path / "CHANGELOG.md").write_text(CHANGELOG, "utf-8")
    monkeypatch.setattr(release, "ROOT", tmp_path)
    return tmp_path


def test_a_workflow_is_told_what_it_releases(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """On its standard output, as the next jobs get it; what is wrong goes beside that."""
    assert project
    assert release.main(["check", "refs/tags/v1.2.0"]) == 0
    assert capsys.readouterr().out == "tag=v1.2.0\nversion=1.2.0\n"
    assert release.main(["check", "refs/tags/v9"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("::error title=No release::the tag is v9 ")


def test_without_a_site_there_is_nothing_to_pack(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """And no empty file is left behind."""
    assert release.main(["zip"]) == 1
    assert "make build" in capsys.readouterr().err
    assert not (project / "build").exists()


def test_the_zip_has_the_whole_site_and_nothing_else(
    built: Site, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its first page at the top, as a host wants it, and each file as it was built."""
    shutil.copytree(built.folder, project / "site")
    assert release.main(["zip"]) == 0
    assert capsys.readouterr().out.startswith("build/five-links-site-1.2.0.zip: ")
    with zipfile.ZipFile(project / "build" / "five-links-site-1.2.0.zip") as packed:
        names = packed.namelist()
        there = {name: packed.read(name) for name in names}
    files = [file for file in built.folder.rglob("*") if file.is_file()]
    assert there == {file.relative_to(built.folder).as_posix(): file.read_bytes() for file in files}
    assert "index.html" in names
    assert names == sorted(names)


def test_the_same_site_is_the_same_zip(tmp_path: Path) -> None:
    """Whenever, wherever and in whatever order its files were written."""
    files = {"index.html": "<p>", "b/index.html": "b", "a.js": "a" * 999, "b.css": ""}
    packed = []
    for folder, names in {"one": sorted(files), "two": sorted(files, reverse=True)}.items():
        for name in names:
            file = tmp_path / folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(files[name], "utf-8")
            if folder == "two":
                file.chmod(0o600)
                os.utime(file, (1_000_000_000, 1_000_000_000))
        release.pack(tmp_path / folder, tmp_path / f"{folder}.zip")
        packed.append((tmp_path / f"{folder}.zip").read_bytes())
    assert packed[0] == packed[1]


@pytest.mark.parametrize("name", ["release.py", "github_pages.py"])
def test_what_runs_before_anything_is_installed_needs_nothing(name: str) -> None:
    """The standard library alone, as it is on GitHub: Python 3.12."""
    text = (ROOT / "overrides" / "hooks" / name).read_text("utf-8")
    tree = ast.parse(text, feature_version=(3, 12))
    taken = {
        module.split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for module in (
            [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else [alias.name for alias in node.names]
        )
    }
    assert taken <= sys.stdlib_module_names | {"release"}
