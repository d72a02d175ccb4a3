"""The command `quiz`, called within the tests: what goes in, what comes out, with which status."""

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from quiz.host.cli import main
from quiz.report import as_data, report_on
from quiz.sheet import sheet_from
from tests.unit.shipped_definition import (
    DATA,
    DEFINITION,
    LANGUAGES,
    SOURCE,
    TEXT,
    TODAY,
    set_out,
    table,
)

SHEET: dict[str, Any] = {
    "answers": {"need": 3, "means": 2, "trust": 2, "urgency": 0, "attention": 2},
    "on": "2026-10-01",
}
AS_OF = ("--today", TODAY.isoformat())
BOM = "\ufeff"
LIST = table("a,2,2,2,0,2", "b,2,2,2,2,2")

type Capture = pytest.CaptureFixture[bytes]


def run(capture: Capture, *arguments: object) -> tuple[int, str, str]:
    """Run the command on the frozen definition; return its status and both of its outputs."""
    status = main(["--definition", str(SOURCE), *map(str, arguments)])
    out, err = capture.readouterr()
    return status, out.decode("utf-8"), err.decode("utf-8")


def give(monkeypatch: pytest.MonkeyPatch, data: str | bytes) -> None:
    """Give the command this on standard input."""
    data = data.encode("utf-8") if isinstance(data, str) else data
    # With the line ends and the encoding that a terminal might have: neither may matter.
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="ascii"))


def refused(outcome: tuple[int, str, str]) -> str:
    """Return what a run that was refused says on standard error."""
    status, out, err = outcome
    assert (status, out) == (1, "")
    assert err.endswith("\n")
    return err


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    return written(tmp_path / "sheet.json", json.dumps(SHEET))


def written(path: Path, text: str) -> Path:
    path.write_bytes(text.encode("utf-8"))
    return path


def test_a_sheet_is_scored(sheet: Path, capsysbinary: Capture) -> None:
    """`quiz score` prints the result as JSON and nothing else."""
    status, out, err = run(capsysbinary, "score", sheet, *AS_OF)
    expected = as_data(report_on(DEFINITION, sheet_from(SHEET, DEFINITION), TODAY))
    assert (status, json.loads(out), err) == (0, expected, "")
    assert out.endswith("}\n")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sheet_is_put_into_words(sheet: Path, capsysbinary: Capture, language: str) -> None:
    """`--format text` prints the words in the language that `--lang` names, 78 wide at most."""
    ran = run(capsysbinary, "score", sheet, "--format", "text", "--lang", language, *AS_OF)
    report = report_on(DEFINITION, sheet_from(SHEET, DEFINITION), TODAY)
    assert ran == (0, set_out(report, language, 78), "")
    assert max(len(line) for line in ran[1].splitlines()) <= 78


def test_the_first_language_speaks_by_default(sheet: Path, capsysbinary: Capture) -> None:
    """Without `--lang` the text is in the definition's first language."""
    plain = run(capsysbinary, "score", sheet, "--format", "text", *AS_OF)
    assert plain == run(
        capsysbinary, "score", sheet, "--format", "text", "--lang", LANGUAGES[0], *AS_OF
    )


def test_a_language_that_is_not_there_is_refused(sheet: Path, capsysbinary: Capture) -> None:
    """A language that the definition lacks is refused, with those that it has."""
    err = refused(run(capsysbinary, "score", sheet, "--format", "text", "--lang", "fr"))
    assert "fr" in err
    assert "nl, en" in err


@pytest.mark.parametrize(
    ("today", "stale"), [("2026-10-31", False), ("2026-11-01", True), ("1999-01-01", False)]
)
def test_today_is_the_day_that_is_given(
    sheet: Path, capsysbinary: Capture, today: str, stale: bool
) -> None:
    """`--today` takes the place of the clock."""
    _, out, _ = run(capsysbinary, "score", sheet, "--today", today)
    assert json.loads(out)["stale"] is stale


def test_a_sheet_comes_by_standard_input(
    sheet: Path, capsysbinary: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`-` reads the sheet from standard input, with the same result."""
    give(monkeypatch, json.dumps(SHEET))
    ran = run(capsysbinary, "score", "-", *AS_OF)
    assert ran == run(capsysbinary, "score", sheet, *AS_OF)


def test_standard_input_has_a_name_in_problems(
    capsysbinary: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is wrong with standard input is told as such, not for a file called `-`."""
    give(monkeypatch, '{"answers": {"need": 4}}')
    assert refused(run(capsysbinary, "score", "-")).startswith("<stdin>: answers.need: 4")


def test_a_byte_order_mark_is_no_mistake(sheet: Path, capsysbinary: Capture) -> None:
    """A sheet that begins with a byte order mark gives what it gives without."""
    plain = run(capsysbinary, "score", sheet, *AS_OF)
    marked = written(sheet, BOM + sheet.read_text())
    assert run(capsysbinary, "score", marked, *AS_OF) == plain


@pytest.mark.parametrize("command", ["score", "rank", "check"])
@pytest.mark.parametrize("name", ["missing", "."], ids=["missing", "folder"])
def test_a_file_that_cannot_be_read_is_refused(
    tmp_path: Path, capsysbinary: Capture, command: str, name: str
) -> None:
    """A file that is not there, or is none, is refused by its name."""
    path = tmp_path / name
    assert refused(run(capsysbinary, command, path)).startswith(f"{path}: ")


def test_a_sheet_that_is_no_utf8_is_refused(tmp_path: Path, capsysbinary: Capture) -> None:
    """A sheet in another encoding is refused, with the line where that shows."""
    path = tmp_path / "latin.txt"
    path.write_bytes("one\r\ntwo\r\nthrée\r\n".encode("latin-1"))
    err = refused(run(capsysbinary, "score", path))
    assert err.startswith(f"{path}:3: ")
    assert "UTF-8" in err


def test_a_sheet_that_is_wrong_is_refused(tmp_path: Path, capsysbinary: Capture) -> None:
    """All that is wrong with a sheet is told, a line for each problem, the file first."""
    path = written(tmp_path / "sheet.json", '{"answers": {"need": 4, "luck": 1}, "on": "soon"}')
    lines = refused(run(capsysbinary, "score", path)).splitlines()
    assert [line.split(": ")[:2] for line in lines] == [
        [str(path), "answers.luck"],
        [str(path), "answers.need"],
        [str(path), "on"],
    ]


def test_a_sheet_for_a_newer_version_is_read(tmp_path: Path, capsysbinary: Capture) -> None:
    """A sheet for a newer version of the definition is scored, with a notice in the text."""
    path = written(
        tmp_path / "sheet.json", json.dumps({**SHEET, "definition": "five-conditions@2"})
    )
    status, out, _ = run(capsysbinary, "score", path, "--format", "text", "--lang", "en")
    assert status == 0
    assert DEFINITION.sentences["newer"]["en"][:40] in out


@pytest.mark.parametrize("name", ["own.yml", "own.json"])
def test_another_definition_can_be_used(
    tmp_path: Path, sheet: Path, capsysbinary: Capture, name: str
) -> None:
    """`--definition` takes a definition in YAML or JSON; the last one that is named counts."""
    text = TEXT if name.endswith("yml") else json.dumps(DATA)
    own = written(tmp_path / name, text.replace("five-conditions", "our-own", 1))
    status, out, _ = run(capsysbinary, "score", sheet, "--definition", own)
    assert (status, json.loads(out)["definition"]) == (0, "our-own@1")


def test_a_definition_that_is_wrong_is_refused(
    tmp_path: Path, sheet: Path, capsysbinary: Capture
) -> None:
    """A broken definition gives its problems and no result, and says so for every command."""
    own = written(tmp_path / "own.yml", TEXT.replace("weight: 1", "weight: 6"))
    errors = [
        refused(run(capsysbinary, "score", sheet, "--definition", own)),
        refused(run(capsysbinary, "rank", sheet, "--definition", own)),
        refused(run(capsysbinary, "check", own)),
        refused(run(capsysbinary, "check", "--definition", own)),
    ]
    assert len(set(errors)) == 1
    assert len(errors[0].splitlines()) == 5


def test_a_definition_is_checked(capsysbinary: Capture) -> None:
    """`quiz check` names the definition and says that it has no problem."""
    status, out, err = run(capsysbinary, "check")
    assert (status, err) == (0, "")
    assert "five-conditions@1" in out
    assert "5 conditions" in out


@pytest.mark.parametrize("mark", ["", BOM], ids=["plain", "byte-order-mark"])
def test_a_definition_comes_by_standard_input(
    capsysbinary: Capture, monkeypatch: pytest.MonkeyPatch, mark: str
) -> None:
    """`quiz check -` reads the definition from standard input."""
    give(monkeypatch, mark + TEXT)
    status, out, _ = run(capsysbinary, "check", "-")
    assert status == 0
    assert "five-conditions@1" in out


def test_a_list_is_ranked(tmp_path: Path, capsysbinary: Capture) -> None:
    """`quiz rank` prints the rows best first, and nothing else."""
    path = written(tmp_path / "list.csv", LIST)
    status, out, err = run(capsysbinary, "rank", path)
    assert (status, err) == (0, "")
    assert [line.split(",")[0] for line in out.splitlines()] == ["name", "b", "a"]


@pytest.mark.parametrize("mark", ["", BOM], ids=["plain", "byte-order-mark"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_ranking_its_own_output_changes_no_byte(
    capsysbinary: Capture, monkeypatch: pytest.MonkeyPatch, mark: str, line_end: str
) -> None:
    """What `quiz rank` prints comes back from it byte for byte, its byte order mark included."""
    give(monkeypatch, mark + LIST.replace("\n", line_end))
    once = run(capsysbinary, "rank", "-")
    give(monkeypatch, once[1])
    assert run(capsysbinary, "rank", "-") == once
    assert once[1].startswith(f"{mark}name,")
    assert once[1].count(line_end) == 3


def test_a_list_that_is_wrong_is_refused(tmp_path: Path, capsysbinary: Capture) -> None:
    """All that is wrong with a list is told by file, line and column, and nothing is printed."""
    path = written(tmp_path / "list.csv", LIST + "c,4,2,2,2,2\nd,2,2,2,2\n")
    first, second = refused(run(capsysbinary, "rank", path)).splitlines()
    assert first.startswith(f"{path}:4: need: ")
    assert second.startswith(f"{path}:5: ")


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["guess"],
        ["score"],
        ["rank"],
        ["score", "a", "b"],
        ["score", "a", "--format", "xml"],
        ["score", "a", "--today", "20261124"],
        ["score", "a", "--today", "2026-02-30"],
        ["score", "a", "--today", ""],
        ["score", "a", "-o", "b"],
        ["rank", "a", "--guess"],
    ],
    ids=" ".join,
)
def test_wrong_usage_has_a_status_of_its_own(arguments: list[str], capsysbinary: Capture) -> None:
    """A command that is not used as it is meant ends with 2, and prints how to use it."""
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    out, err = capsysbinary.readouterr()
    assert (caught.value.code, out) == (2, b"")
    assert b"usage: quiz" in err
