"""What is kept in the repository: sources only, whole, and with no trace of a machine."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.site.built_site import ROOT, listed

MEND = """
Take the file that is named above out of the repository (`git rm --cached`), or the host or path out
of the file. For a lock, make it anew: `make lock`.
"""

LARGEST = 1_000_000
BUILT = {
    ".cache",
    ".mypy_cache",
    ".pytest_cache",
    ".ruff_cache",
    ".tools",
    ".venv",
    "__pycache__",
    "build",
    "dist",
    "node_modules",
    "site-packages",
}
BUILT_KINDS = {".bin", ".gz", ".map", ".pyc", ".tar", ".wasm", ".whl", ".zip"}

# Put together here, so that this file does not hold what it looks for.
HOSTS = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("yarnpkg", "com"),
        ("debian", "org"),
        ("proxy", "golang", "org"),
    )
]
MACHINE = re.compile(rb"(?<![\w.])/(?:%b)/" % b"|".join((b"work", b"root", b"home", b"Users")))


def git(*arguments: str) -> list[str]:
    """Return the paths that a listing of git's gives."""
    program = shutil.which("git")
    if program is None:
        pytest.fail("git is not there: install it", pytrace=False)
    # A checkout may belong to another user, as it often does in a container.
    command = [program, "-c", "safe.directory=*", "-C", str(ROOT), *arguments, "-z"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.fail(f"{' '.join(command)} failed: {done.stderr}", pytrace=False)
    return [name for name in done.stdout.split("\0") if name]


@pytest.fixture(scope="module")
def tracked() -> dict[str, bytes]:
    """Return the files in the repository, by path, as they lie here."""
    files = {name: ROOT / name for name in git("ls-files")}
    assert files
    return {name: file.read_bytes() for name, file in files.items() if file.is_file()}


def test_no_file_is_large(tracked: dict[str, bytes]) -> None:
    """Nothing over 1 MB: a clone stays quick."""
    assert {name: len(data) for name, data in tracked.items() if len(data) > LARGEST} == {}


def test_nothing_is_kept_that_a_build_makes(tracked: dict[str, bytes]) -> None:
    """No folder of a tool, no compiled file, and nothing that .gitignore names."""
    paths = [Path(name) for name in tracked]
    built = [
        str(path)
        for path in paths
        if BUILT & set(path.parts) or path.parts[0] == "site" or path.suffix in BUILT_KINDS
    ]
    assert not built, listed(built)
    assert git("ls-files", "--cached", "--ignored", "--exclude-standard") == []


@pytest.mark.parametrize("host", HOSTS)
def test_no_registry_is_named(tracked: dict[str, bytes], host: str) -> None:
    """Which index packages come from is for whoever installs them to say."""
    assert [name for name, data in tracked.items() if host.encode() in data.lower()] == []


def test_no_path_of_a_machine_is_named(tracked: dict[str, bytes]) -> None:
    """The project works in any folder."""
    found = {
        name: [match.group().decode() for match in MACHINE.finditer(data)]
        for name, data in tracked.items()
    }
    assert {name: paths for name, paths in found.items() if paths} == {}


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-long.txt"])
def test_every_python_dependency_is_pinned_and_hashed(lock: str) -> None:
    """A lock names one version of each, with hashes, and no index."""
    text = (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [
        line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")
    ]
    assert lines
    pinned = re.compile(
        r"[A-Za-z0-9._-]+(\[[\w,]+\])?==\S+( ;.*?)?(\s+--hash=sha256:[0-9a-f]{64})+\s*"
    )
    assert [line.split()[0] for line in lines if not pinned.fullmatch(line)] == []


def test_every_node_dependency_is_hashed_and_names_no_address() -> None:
    """package-lock.json holds an integrity for each package, and no `resolved`."""
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: item for name, item in lock["packages"].items() if name}
    assert packages
    assert [name for name, item in packages.items() if "resolved" in item] == []
    assert [name for name, item in packages.items() if "integrity" not in item] == []


def test_the_lock_of_node_serves_every_system() -> None:
    """A package that has a part for each system is locked with all of them, not with ours alone."""
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    parts = {part for item in lock.values() for part in item.get("optionalDependencies", ())}
    assert parts
    assert [part for part in sorted(parts) if f"node_modules/{part}" not in lock] == []
