"""`quiz rank -o FILE`: the file appears whole or not at all."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from quiz.host.cli import main
from tests.unit.shipped_definition import SOURCE, table

LIST = table("a,2,2,2,0,2", "b,2,2,2,2,2")
OLD = "what was there\n"

type Capture = pytest.CaptureFixture[bytes]


@pytest.fixture
def prospects(tmp_path: Path) -> Path:
    path = tmp_path / "list.csv"
    path.write_text(LIST)
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with an older result in it, and nothing else."""
    path = tmp_path / "results"
    path.mkdir()
    (path / "old.csv").write_text(OLD)
    return path


@contextmanager
def a_full_disk() -> Iterator[None]:
    """Let no file grow beyond eight bytes: what a full disk does, without filling one."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (8, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def rank(*arguments: object) -> int:
    """Run `quiz rank` on the frozen definition; return its status."""
    return main(["--definition", str(SOURCE), "rank", *map(str, arguments)])


def untouched(folder: Path) -> bool:
    return {path.name: path.read_text() for path in folder.iterdir()} == {"old.csv": OLD}


def refused(capture: Capture, prospects: Path, target: Path) -> str:
    """Return what is said when the result cannot be written there."""
    assert rank(prospects, "-o", target) == 1
    out, err = capture.readouterr()
    assert out == b""
    return err.decode()


@pytest.mark.parametrize("name", ["new.csv", "old.csv"])
def test_the_file_holds_what_would_be_printed(
    prospects: Path, folder: Path, capsysbinary: Capture, name: str
) -> None:
    """The file, new or old, gets what would be printed; standard output gets nothing."""
    rank(prospects)
    printed, _ = capsysbinary.readouterr()
    assert rank(prospects, "-o", folder / name) == 0
    assert capsysbinary.readouterr() == (b"", b"")
    assert (folder / name).read_bytes() == printed
    assert {path.name for path in folder.iterdir()} == {"old.csv", name}


def test_a_list_can_be_ranked_in_place(prospects: Path, capsysbinary: Capture) -> None:
    """The result may go into the file that the list came from; a second time changes nothing."""
    assert rank(prospects, "--output", prospects) == 0
    once = prospects.read_bytes()
    assert rank(prospects, "--output", prospects) == 0
    assert prospects.read_bytes() == once != LIST.encode()
    assert capsysbinary.readouterr().out == b""


def test_line_ends_are_written_as_they_were(folder: Path, prospects: Path) -> None:
    """A list with CRLF is written with CRLF."""
    prospects.write_bytes(LIST.replace("\n", "\r\n").encode())
    assert rank(prospects, "-o", folder / "new.csv") == 0
    data = (folder / "new.csv").read_bytes()
    assert data.count(b"\r\n") == data.count(b"\n") == 3


def test_the_file_can_be_read_by_whom_any_new_file_can(folder: Path, prospects: Path) -> None:
    """The file has the rights that any new file has there."""
    target, other = folder / "new.csv", folder / "other"
    assert rank(prospects, "-o", target) == 0
    other.touch()
    assert target.stat().st_mode == other.stat().st_mode


def test_a_list_that_is_wrong_leaves_the_old_file(
    prospects: Path, folder: Path, capsysbinary: Capture
) -> None:
    """Nothing is written when the list has a problem."""
    prospects.write_text(LIST + "c,4,2,2,2,2\n")
    assert refused(capsysbinary, prospects, folder / "old.csv").startswith(f"{prospects}:4: need")
    assert untouched(folder)


@pytest.mark.parametrize("name", ["missing/new.csv", "old.csv/new.csv"])
def test_a_folder_that_is_none_is_refused(
    prospects: Path, folder: Path, capsysbinary: Capture, name: str
) -> None:
    """A result for a folder that is not there, or is a file, is refused by its name."""
    target = folder / name
    assert refused(capsysbinary, prospects, target).startswith(f"{target}: ")
    assert untouched(folder)


def test_a_folder_is_no_file_to_write(prospects: Path, folder: Path, capsysbinary: Capture) -> None:
    """A result for what is a folder is refused, and leaves nothing beside it."""
    before = set(folder.parent.iterdir())
    assert refused(capsysbinary, prospects, folder).startswith(f"{folder}: ")
    assert untouched(folder)
    assert set(folder.parent.iterdir()) == before


@pytest.mark.parametrize("name", ["new.csv", "old.csv"])
def test_a_full_disk_leaves_all_as_it_was(
    prospects: Path, folder: Path, capsysbinary: Capture, name: str
) -> None:
    """When the disk is full the old file stays, and no half of a new one does."""
    with a_full_disk():
        err = refused(capsysbinary, prospects, folder / name)
    assert err.startswith(f"{folder / name}: ")
    assert untouched(folder)
