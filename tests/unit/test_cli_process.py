"""The command `quiz` as a process of its own: streams, status and encodings, as a shell sees it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.shipped_definition import SOURCE, table

# A terminal that knows nothing but ASCII, with Python's own ways around it switched off.
ASCII = {
    "LANG": "C",
    "LC_ALL": "C",
    "PYTHONIOENCODING": "ascii",
    "PYTHONUTF8": "0",
    "PYTHONCOERCECLOCALE": "0",
}
SHEET = '{"answers": {"need": 3, "means": 2, "trust": 3, "urgency": 1, "attention": 3}}'
# Enough for any definition that a person wrote, and far too little for one that explodes.
MEMORY = 512 * 1024 * 1024
LIMITED = f"""
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, ({MEMORY}, {MEMORY}))
from quiz.host.cli import main
sys.exit(main(sys.argv[1:]))
"""


def python(
    *arguments: str, given: str = "", environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, *arguments],
        input=given.encode("utf-8"),
        env={**os.environ, **(environment or {})},
        capture_output=True,
        check=False,
        timeout=120,
    )


def quiz(
    *arguments: str, given: str = "", environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    own = ("--definition", str(SOURCE))
    return python("-m", "quiz", *own, *arguments, given=given, environment=environment)


def test_done_ends_with_0() -> None:
    """A sheet on standard input gives JSON on standard output and status 0."""
    ran = quiz("score", "-", given=SHEET)
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert json.loads(ran.stdout)["verdict"] == "develop"


def test_wrong_input_ends_with_1() -> None:
    """A sheet that is wrong gives status 1, its problem on standard error and no output."""
    ran = quiz("score", "-", given='{"answers": {"need": 4}}')
    assert (ran.returncode, ran.stdout) == (1, b"")
    assert ran.stderr.startswith(b"<stdin>: answers.need: 4 is not a level")


def test_wrong_usage_ends_with_2() -> None:
    """A command that does not exist gives status 2, its usage on standard error and no output."""
    ran = quiz("guess")
    assert (ran.returncode, ran.stdout) == (2, b"")
    assert ran.stderr.startswith(b"usage: quiz")


def test_help_is_no_mistake() -> None:
    """`--help` prints the three commands and ends with 0."""
    ran = quiz("--help")
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert all(command in ran.stdout for command in (b"score", b"check", b"rank"))


def test_a_sound_definition_passes_the_check() -> None:
    """`quiz check` on a sound file ends with 0."""
    ran = quiz("check", str(SOURCE))
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert str(SOURCE).encode() in ran.stdout


def test_the_console_script_is_the_same_command() -> None:
    """`quiz` beside the interpreter does what `python -m quiz` does."""
    script = Path(sys.executable).with_name("quiz")
    ran = subprocess.run(
        [script, "--definition", SOURCE, "score", "-", "--today", "2026-11-24"],
        input=SHEET.encode(),
        capture_output=True,
        check=True,
        timeout=120,
    )
    assert ran.stdout == quiz("score", "-", "--today", "2026-11-24", given=SHEET).stdout


def test_text_is_utf8_in_any_terminal() -> None:
    """Quotes and accents are written as UTF-8, even where the terminal claims to be ASCII."""
    arguments = ("score", "-", "--format", "text", "--lang", "nl")
    ran = quiz(*arguments, given=SHEET, environment=ASCII)
    assert ran.returncode == 0
    assert "“" in ran.stdout.decode("utf-8")
    assert ran.stdout == quiz(*arguments, given=SHEET).stdout


def test_a_list_is_utf8_in_any_terminal() -> None:
    """Names in a list go through unharmed, even where the terminal claims to be ASCII."""
    given = "\ufeff" + table("Bäckerei Süß,2,2,2,2,2").replace("\n", "\r\n")
    ran = quiz("rank", "-", given=given, environment=ASCII)
    assert ran.returncode == 0
    assert ran.stdout.decode("utf-8").startswith("\ufeffname,")
    assert "\r\nBäckerei Süß,2,2,2,2,2,pursue," in ran.stdout.decode("utf-8")


def test_problems_are_told_in_any_terminal() -> None:
    """A problem with signs that an ASCII terminal cannot show is told all the same."""
    ran = quiz("score", "-", given='{"answers": {"behoefté": 2}}', environment=ASCII)
    assert (ran.returncode, ran.stdout) == (1, b"")
    assert ran.stderr.startswith(b"<stdin>: answers.behoeft")
    assert b"Traceback" not in ran.stderr


@pytest.mark.parametrize("on_the_way", ["aliases", "nesting"])
def test_a_definition_that_explodes_is_refused(tmp_path: Path, on_the_way: str) -> None:
    """Texts that multiply without end are refused within bounds, by file, without a crash."""
    tens = ",".join(["x"] * 10)
    bomb = {
        "aliases": f"a0: &a0 [{tens}]\n"
        + "".join(f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 9)),
        "nesting": "[" * 1000 + "]" * 1000,
    }[on_the_way]
    path = tmp_path / "bomb.yml"
    path.write_text(bomb)
    ran = python("-c", LIMITED, "check", str(path))
    assert (ran.returncode, ran.stdout) == (1, b"")
    assert ran.stderr.startswith(str(path).encode())
    assert b"Traceback" not in ran.stderr
