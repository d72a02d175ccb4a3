"""The command `quiz report`, and lists that a spreadsheet saved in its own encoding."""

import json
from pathlib import Path

import pytest

from quiz.files.table import rank, read_table, write_table
from quiz.host.cli import STYLES, main
from quiz.host.printed_report import html_report
from tests.unit.backups import backup_of, read_prospects
from tests.unit.samples import by_lot
from tests.unit.shipped_definition import DEFINITION, LANGUAGES, PACKAGE, TODAY, table
from tests.unit.test_cli import give, refused, run

AS_OF = ("--today", TODAY.isoformat())
LIST = table("Café Zoë,2,2,2,0,2", "b,2,2,2,2,2")
STYLE = "\n".join((PACKAGE / name).read_text("utf-8") for name in STYLES)

type Capture = pytest.CaptureFixture[bytes]


@pytest.fixture(autouse=True)
def no_team(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a report be in the colours that are everybody's."""
    monkeypatch.setenv("QUIZ_TEAM", "")


@pytest.fixture
def prospects(tmp_path: Path) -> Path:
    path = tmp_path / "list.csv"
    path.write_text(LIST, encoding="utf-8")
    return path


def expected(language: str = "nl") -> str:
    read, problems = read_prospects(LIST)
    assert problems == ()
    return html_report(read, DEFINITION, TODAY, language, STYLE)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_list_becomes_a_report(prospects: Path, capsysbinary: Capture, language: str) -> None:
    """`quiz report FILE --lang` prints the report of that list as of the day that is given."""
    ran = run(capsysbinary, "report", prospects, "--lang", language, *AS_OF)
    assert ran == (0, expected(language), "")
    assert "Café Zoë" in ran[1]


def test_it_speaks_the_first_language_by_default(prospects: Path, capsysbinary: Capture) -> None:
    """Without `--lang` the report is in the definition's first language."""
    assert run(capsysbinary, "report", prospects, *AS_OF) == (0, expected(), "")


def test_it_is_written_to_a_file(prospects: Path, tmp_path: Path, capsysbinary: Capture) -> None:
    """`-o` writes the report to a file and nothing to standard output."""
    target = tmp_path / "report.html"
    assert run(capsysbinary, "report", prospects, "-o", target, *AS_OF) == (0, "", "")
    assert target.read_text(encoding="utf-8") == expected()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_spreadsheet_may_save_as_it_does(
    tmp_path: Path, capsysbinary: Capture, encoding: str
) -> None:
    """UTF-8 with its mark or without, Windows-1252, semicolons, CRLF: the same report."""
    path = tmp_path / "list.csv"
    path.write_bytes(LIST.replace(",", ";").replace("\n", "\r\n").encode(encoding))
    assert run(capsysbinary, "report", path, *AS_OF) == (0, expected(), "")


def test_a_backup_becomes_a_report(capsysbinary: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    """A backup from the site, also by standard input, is reported on with all its checks."""
    kept = by_lot(20)
    backup = backup_of(kept)
    give(monkeypatch, json.dumps(backup, ensure_ascii=False))
    ran = run(capsysbinary, "report", "-", *AS_OF)
    assert ran == (0, html_report(kept, DEFINITION, TODAY, "nl", STYLE), "")


def test_a_row_that_is_wrong_is_refused(tmp_path: Path, capsysbinary: Capture) -> None:
    """All that is wrong is told with line and column, and no report is made without those rows."""
    path, target = tmp_path / "list.csv", tmp_path / "report.html"
    path.write_text(table("a,2,2,2,9,2", "b,2,2,2,2,2", ",2,2,2,2,2"), encoding="utf-8")
    err = refused(run(capsysbinary, "report", path, "-o", target))
    assert [line.rpartition(".csv:")[2][:2] for line in err.splitlines()] == ["2:", "4:"]
    assert not target.exists()


@pytest.mark.parametrize("text", ['{"kind": "x"}', "{", '{"kind": "five-conditions-backup"}'])
def test_what_is_no_backup_is_refused(tmp_path: Path, capsysbinary: Capture, text: str) -> None:
    """JSON that is not a backup of ours is refused by the file's name."""
    path = tmp_path / "list.json"
    path.write_text(text, encoding="utf-8")
    assert refused(run(capsysbinary, "report", path)).startswith(f"{path}:")


def test_a_language_that_is_not_there_is_refused(prospects: Path, capsysbinary: Capture) -> None:
    """A language that the definition lacks is refused, with those that it has."""
    err = refused(run(capsysbinary, "report", prospects, "--lang", "fr"))
    assert "nl, en" in err


def test_a_list_in_windows_1252_is_ranked(tmp_path: Path, capsysbinary: Capture) -> None:
    """What is written is UTF-8 with its mark, since Excel would not see that it is."""
    path = tmp_path / "list.csv"
    path.write_bytes(LIST.encode("cp1252"))
    ranked = write_table(rank(read_table(LIST, DEFINITION, "list.csv"), DEFINITION))
    assert run(capsysbinary, "rank", path) == (0, f"\ufeff{ranked}", "")
    path.write_bytes(LIST.encode("utf-8"))
    assert run(capsysbinary, "rank", path) == (0, ranked, "")


def test_help_names_the_command(capsysbinary: Capture) -> None:
    """`quiz --help` tells that there is a report."""
    with pytest.raises(SystemExit):
        main(["--help"])
    assert b"report" in capsysbinary.readouterr().out
