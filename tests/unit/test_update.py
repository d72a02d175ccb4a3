"""`make update` takes a release into a copy, and refuses whatever would undo something there.

The copies are of a small project; `test_later_versions.py` has one of this project itself.
"""

from pathlib import Path

import pytest

from team.update import main
from tests.unit.copies import (
    KINDS,
    Changes,
    apart,
    begun,
    commit,
    copied,
    git,
    release,
    small,
    upstream_of,
)

pytestmark = pytest.mark.usefixtures("alone")

EACH_KIND = pytest.mark.parametrize("kind", KINDS)
TEAM: Changes = {"team/team.yml": "name: {nl: Zeker, en: Sure}\n"}
LATER: Changes = {
    "docs/nl/index.md": "# Vijf\n\nBeter.\n",
    "quiz/new.py": "NEW = 1\n",
    "quiz/cases/silo.yml": None,
    "UPGRADING.md": "# Upgrading\n\n## 1.1.0\n\nLook.\n\n## 1.0.0\n\nBegin.\n",
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a project with the releases 1.0.0 and 1.1.0, which others copy."""
    made = small(tmp_path / "project")
    release(made, "1.1.0", LATER)
    upstream_of(made)
    return made


def up_to_date(copy: Path, *options: str) -> int:
    """Update a copy, with its upstream known."""
    return main(["--upstream", str(copy.with_name("project.git")), *options])


@pytest.fixture
def copy(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a fork at 1.0.0 with a team of its own, which is the current folder."""
    return enter(copied("fork", upstream_of(project), tmp_path / "copy"), monkeypatch)


def enter(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    commit(folder, TEAM)
    monkeypatch.chdir(folder)
    return folder


def refused(folder: Path, capsys: pytest.CaptureFixture[str], *options: str) -> str:
    """Update a copy, see that it is refused and nothing changes; return what is said."""
    before = git(folder, "rev-parse", "HEAD"), git(folder, "status", "--porcelain")
    assert up_to_date(folder, *options) == 1
    assert (git(folder, "rev-parse", "HEAD"), git(folder, "status", "--porcelain")) == before
    told = capsys.readouterr()
    assert told.out == ""
    return told.err


# --- what it does ---


@EACH_KIND
def test_a_copy_becomes_the_newest_release(
    kind: str, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is new is there, what is gone is gone, and the team's folder is as it was."""
    copy = enter(copied(kind, upstream_of(project), tmp_path / "copy"), monkeypatch)
    before = git(copy, "rev-parse", "HEAD:team")
    assert up_to_date(copy) == 0
    assert apart(copy, "upstream/v1.1.0", "HEAD") == []
    assert git(copy, "rev-parse", "HEAD:team") == before
    assert git(copy, "status", "--porcelain", "--ignored") == ""
    assert (copy / "quiz" / "new.py").exists()
    assert not (copy / "quiz" / "cases" / "silo.yml").exists()


def test_a_fork_has_merged_the_release(copy: Path) -> None:
    """Git knows that it was taken in, so that it merges what comes later without a conflict."""
    assert up_to_date(copy) == 0
    parents = git(copy, "rev-parse", "HEAD^1", "HEAD^2").split()
    assert parents[1] == git(copy, "rev-parse", "upstream/v1.1.0^{commit}").strip()
    project = copy.with_name("project")
    release(project, "1.2.0", {"docs/nl/index.md": "# Vijf\n\nNog beter.\n"})
    upstream_of(project)
    git(copy, "fetch", "--quiet", str(project), "main")
    git(copy, "merge", "--quiet", "-m", "Merge", "FETCH_HEAD")
    assert apart(copy, "FETCH_HEAD", "HEAD") == []


def test_a_copy_from_a_template_gets_an_ordinary_commit(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its history stays its own, and the commit names the release."""
    copy = enter(copied("template", upstream_of(project), tmp_path / "copy"), monkeypatch)
    before = git(copy, "rev-parse", "HEAD").strip()
    assert up_to_date(copy) == 0
    parents = git(copy, "log", "-1", "--format=%P").split()
    assert parents == [before]
    assert git(copy, "log", "-1", "--format=%s") == "Update to v1.1.0\n"


def test_what_a_copy_added_stays(copy: Path) -> None:
    """A file of its own outside team/ is as it was, next to files of ours or not."""
    own: Changes = {"CNAME": "acme.example\n", ".github/workflows/own.yml": "on: push\n"}
    before = commit(copy, own)
    assert up_to_date(copy) == 0
    assert apart(copy, "upstream/v1.1.0", "HEAD") == [f"A\t{path}" for path in sorted(own)]
    assert apart(copy, before, "HEAD") == apart(copy, "upstream/v1.0.0", "upstream/v1.1.0")


def test_a_release_can_be_named(copy: Path) -> None:
    """With TO it is that one, not the newest; the next update goes on from there."""
    project = copy.with_name("project")
    release(project, "1.10.0", {"quiz/newer.py": "NEWER = 1\n"})
    upstream_of(project)
    assert up_to_date(copy, "--to", "v1.1.0") == 0
    assert apart(copy, "upstream/v1.1.0", "HEAD") == []
    assert up_to_date(copy) == 0
    assert apart(copy, "upstream/v1.10.0", "HEAD") == []


def test_it_says_what_to_do_next(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Which version it is, which sections to read, how to look at it, and the way back."""
    before = git(copy, "rev-parse", "HEAD")
    assert up_to_date(copy) == 0
    said = capsys.readouterr().out
    assert "at v1.1.0 now" in said
    assert "UPGRADING.md, under 1.1.0.\n" in said
    assert "make build" in said
    way_back = said.rpartition("git ")[2].split()
    git(copy, *way_back)
    assert git(copy, "rev-parse", "HEAD") == before


def test_the_upstream_is_remembered(copy: Path) -> None:
    """Once its address was given, and releases came from there, it need not be given again."""
    assert up_to_date(copy, "--to", "v1.0.0") == 0
    assert git(copy, "remote", "get-url", "upstream").strip().endswith("project.git")
    assert main([]) == 0
    assert apart(copy, "upstream/v1.1.0", "HEAD") == []


def test_a_tag_of_the_copy_is_no_release(copy: Path) -> None:
    """What a team calls v1.0.0 itself is in nobody's way, and stays."""
    git(copy, "tag", "v1.1.0", "HEAD")
    before = git(copy, "rev-parse", "v1.1.0")
    assert up_to_date(copy) == 0
    assert git(copy, "rev-parse", "v1.1.0") == before
    assert apart(copy, "upstream/v1.1.0", "HEAD") == []


def test_the_newest_release_is_there_already(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A second update changes nothing, and says so."""
    assert up_to_date(copy) == 0
    before = git(copy, "rev-parse", "HEAD")
    capsys.readouterr()
    assert up_to_date(copy) == 0
    assert capsys.readouterr().out == "Nothing to do: this copy is at v1.1.0.\n"
    assert git(copy, "rev-parse", "HEAD") == before


@EACH_KIND
def test_a_copy_made_between_two_releases_needs_no_base(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What had changed since the release whose number it bears is no edit of the copy."""
    project = small(tmp_path / "project")
    between = commit(project, {"docs/nl/index.md": "# Vijf\n\nTussenin.\n"})
    release(project, "1.1.0", LATER)
    copy = copied(kind, upstream_of(project), tmp_path / "copy", between)
    enter(copy, monkeypatch)
    assert up_to_date(copy) == 0
    assert apart(copy, "upstream/v1.1.0", "HEAD") == []


# --- what it refuses ---


@pytest.mark.parametrize("path", ["README.md", "new.txt"])
def test_uncommitted_changes_are_refused(
    path: str, copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A change or a file that git does not have yet: both are named, with what to do."""
    (copy / path).write_text("Half done\n")
    said = refused(copy, capsys)
    assert f"  {path}\n" in said
    assert "git stash -u" in said


def test_edits_in_files_of_ours_are_refused(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """All are listed, those that went too, with the command that moves them into team/."""
    commit(copy, {"docs/nl/index.md": "# Acme\n", "quiz/cases/oven.yml": None, "CNAME": "a\n"})
    said = refused(copy, capsys)
    assert "  docs/nl/index.md\n  quiz/cases/oven.yml (removed)\n" in said
    assert "make move-to-team" in said
    assert "CNAME" not in said


@pytest.mark.parametrize("own", ["own/new.py", "own/new.py/mine.txt", "own"])
def test_a_file_in_the_way_of_a_new_one_is_refused(
    own: str, copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file with its name, in a folder with its name, or called as the folder it is in."""
    project = copy.with_name("project")
    release(project, "1.2.0", {"own/new.py": "NEW = 1\n"})
    upstream_of(project)
    commit(copy, {own: "Mine\n"})
    said = refused(copy, capsys)
    assert f"  {own}\n" in said
    assert "another name" in said


def test_an_own_file_that_a_release_has_too_is_not_in_the_way(copy: Path) -> None:
    """The same file under the same name is no loss."""
    commit(copy, {"quiz/new.py": "NEW = 1\n"})
    assert up_to_date(copy) == 0
    assert apart(copy, "upstream/v1.1.0", "HEAD") == []


def test_a_file_that_git_ignores_is_not_written_over(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It may be all that there is of it."""
    (copy / ".git" / "info" / "exclude").write_text("new.py\n")
    (copy / "quiz" / "new.py").write_text("Mine\n")
    assert "quiz/new.py" in refused(copy, capsys)
    assert (copy / "quiz" / "new.py").read_text() == "Mine\n"


def test_a_release_that_is_not_there_is_refused(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Those that are there are named."""
    said = refused(copy, capsys, "--to", "v9.9.9")
    assert said == "There is no release v9.9.9. There are: v1.0.0, v1.1.0\n"


def test_an_upstream_without_releases_is_refused(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Tags of another kind are none, and the address is not remembered."""
    other = begun(copy.with_name("other"))
    git(other, "tag", "v1-beta")
    assert main(["--upstream", str(other)]) == 1
    assert "no release yet" in capsys.readouterr().err
    assert git(copy, "remote") == ""


def test_an_older_release_is_refused(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What kept data may not be readable by it."""
    assert up_to_date(copy) == 0
    capsys.readouterr()
    assert "v1.0.0 is older than v1.1.0" in refused(copy, capsys, "--to", "v1.0.0")


def test_a_network_that_is_not_there_is_told(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing has changed, and it says which address gave nothing."""
    assert main(["--upstream", "http://127.0.0.1:9/project.git"]) == 1
    said = capsys.readouterr().err
    assert "Nothing came from http://127.0.0.1:9/project.git" in said
    assert "network" in said
    assert git(copy, "status", "--porcelain") == ""
    assert git(copy, "remote") == ""


def test_an_upstream_that_nobody_named_is_asked_for(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Once, as UPSTREAM."""
    assert main([]) == 1
    assert "UPSTREAM=https://" in capsys.readouterr().err
    assert git(copy, "remote") == ""


def test_a_copy_on_no_branch_is_refused(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is committed there is soon lost."""
    git(copy, "switch", "--quiet", "--detach")
    assert "git switch" in refused(copy, capsys)


def test_a_folder_without_git_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A download of the sources alone cannot tell what was changed in it."""
    monkeypatch.chdir(tmp_path)
    assert main([]) == 1
    assert "no repository of git" in capsys.readouterr().err


def test_what_a_copy_was_made_from_is_asked_for_where_nothing_tells(
    project: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Without history and with a number that no release has, it takes BASE to go on."""
    copy = copied("template", upstream_of(project), tmp_path / "copy")
    settings = (copy / "pyproject.toml").read_text().replace("1.0.0", "0.9.0")
    git(copy, "update-ref", "-d", "HEAD")
    (copy / "pyproject.toml").write_text(settings)
    enter(copy, monkeypatch)
    assert "BASE=v1.0.0" in refused(copy, capsys)
    said = refused(copy, capsys, "--base", "v1.0.0")
    assert "  pyproject.toml\n" in said
    assert "make move-to-team BASE=v1.0.0" in said
    assert "neither a release nor a commit" in refused(copy, capsys, "--base", "v0.9.0")
