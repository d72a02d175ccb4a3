"""Feeds each parser of outside input with what a coverage-guided fuzzer thinks of (`make fuzz`).

`python -m tests.fuzz [SECONDS]` shares the time, ten minutes without a number, among the targets
and the facts of tests/scripts, which have one share together.
Atheris watches which lines of `quiz` an input reaches, and changes the inputs that reach new ones.
What it finds is an input for which a parser does anything else than read or refuse in words; it is
written into build/fuzz/TARGET/, where the inputs are kept for the next run.
"""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import atheris

from tests.scripts.node import RUN, environment

with atheris.instrument_imports(include=["quiz", "ruamel.yaml"]):
    from quiz import browser
    from quiz.definition import definition_from
    from quiz.errors import InputError
    from quiz.files.table import rank, read_table, write_table
    from quiz.host.definition_file import load_definition, validate
    from quiz.report import as_data, report_on
    from quiz.sheet import sheet_from_json

ROOT = Path(__file__).parents[1]
SHIPPED = ROOT / "quiz" / "conditions.yml"
DATA = load_definition(SHIPPED)
DEFINITION = definition_from(DATA)
ANSWER = browser.start(json.dumps(DATA))
TODAY = date(2026, 11, 24)

HEAD = f"name,{','.join(DEFINITION.ids)},on,note\n"
SEEDS = {
    "yaml": [SHIPPED.read_bytes()[:1500], b"a: &a [1, *a]", b'{"id": "x", "version": 1}'],
    "sheet": [
        b'{"answers": {"need": 3, "trust": "unknown"}, "on": "2026-11-24"}',
        b'{"answers": {"need": 2.0}, "definition": "five-conditions@2", "revisit": "2027-01-31"}',
    ],
    "csv": [
        f"{HEAD}Smit,1,unknown,2,1,1,2026-11-24,call\n".encode(),
        f'{HEAD}"a\r\n""b""",3,2,,1,2,,\n'.replace(",", ";").encode(),
    ],
    "edge": [
        b'{"do": "report", "sheet": {"answers": {}}, "today": "2026-11-24", "language": "nl"}',
        b'{"do": "progress", "ratings": [], "keys": {}, "today": "2026-11-24"}',
    ],
}


def yaml(data: bytes) -> None:
    """Read a definition and make one of it; InputError when it is refused."""
    definition_from(validate(text_of(data), "own.yml"))


def sheet(data: bytes) -> None:
    """Read a sheet and report on it; InputError when it is refused."""
    as_data(report_on(DEFINITION, sheet_from_json(text_of(data), DEFINITION), TODAY))


def csv(data: bytes) -> None:
    """Read a table and rank it twice, to the same end; InputError when it is refused."""
    once = write_table(rank(read_table(text_of(data), DEFINITION, "a.csv"), DEFINITION))
    again = write_table(rank(read_table(once, DEFINITION, "a.csv"), DEFINITION))
    if once != again:
        raise AssertionError(f"ranked twice: {once!r} {again!r}")


def edge(data: bytes) -> None:
    """Ask the browser's edge about a sheet, whatever it is; the answer has to be JSON."""
    try:
        request = json.loads(text_of(data))
    except (ValueError, RecursionError):
        return
    if not isinstance(request, dict) or "sheet" not in request:
        return  # the rest is the page's own and not typed by anybody
    sound = {"do": "report", "today": "2026-11-24", "language": "nl"}
    json.loads(ANSWER(json.dumps({"sheet": request["sheet"]} | sound)))


def text_of(data: bytes) -> str:
    return data.decode("utf-8", "replace")


TARGETS: dict[str, Callable[[bytes], None]] = {
    "yaml": yaml,
    "sheet": sheet,
    "csv": csv,
    "edge": edge,
}


def fuzz(name: str, seconds: int) -> None:
    """Fuzz one target in this process, which ends with it."""
    corpus = ROOT / "build" / "fuzz" / name
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(SEEDS[name]):
        (corpus / f"seed-{number}").write_bytes(seed)

    def one(data: bytes) -> None:
        try:
            TARGETS[name](data)
        except InputError as error:
            if not all(problem.what and problem.fix for problem in error.problems):
                raise

    limits = ["-rss_limit_mb=4096", "-timeout=20", "-max_len=4096"]
    found = f"-artifact_prefix={corpus}/found-"
    atheris.Setup(["fuzz", f"-max_total_time={seconds}", *limits, found, str(corpus)], one)
    atheris.Fuzz()


def main(arguments: list[str]) -> int:
    """Fuzz all targets, one after the other; return how many found something."""
    if arguments[:1] == ["--target"]:
        fuzz(arguments[1], int(arguments[2]))
        return 0
    seconds = int(arguments[0]) if arguments else 600
    each = max(1, seconds // (len(TARGETS) + 1))
    commands = {
        name: [sys.executable, "-m", "tests.fuzz", "--target", name, str(each)] for name in TARGETS
    }
    # What holds for the scripts: the facts of tests/scripts, one after the other.
    facts = sorted((ROOT / "tests" / "scripts").glob("*.test.mjs"))
    count = sum(file.read_text(encoding="utf-8").count("\nfact(") for file in facts)
    options = ["--test", "--test-concurrency=1", "--test-reporter=spec"]
    commands["scripts"] = [*RUN, *options, *map(str, facts)]
    shared = environment() | {"SCRIPT_SECONDS": str(each / count)}
    failed = 0
    for name, command in commands.items():
        sys.stdout.write(f"{name}: {each} s\n")
        sys.stdout.flush()
        done = subprocess.run(
            command, cwd=ROOT, env=shared, capture_output=True, text=True, check=False
        )
        said = (done.stderr + done.stdout).strip().splitlines()
        if name == "scripts" and not done.returncode:
            inputs = sum(map(int, re.findall(r"(\d+) inputs", done.stdout)))
            said = [f"{count} facts, {inputs} inputs"]
        sys.stdout.write("".join(f"  {line}\n" for line in said[-30 if done.returncode else -2 :]))
        failed += done.returncode != 0
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
