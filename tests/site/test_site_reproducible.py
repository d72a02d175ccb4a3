"""The same sources give the same bytes: whoever builds a version can tell that it is the one."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.site.built_site import PUBLISHED_AT, ROOT, listed

MEND = """
Something in a build depends on the day, the folder or the order of a set. See what the file that is
named above is made of, in overrides/hooks/.
"""

GIT = shutil.which("git") or "git"
OLD_DAY = "2001-02-03"


def sources(folder: Path) -> Path:
    """Copy what git keeps, and what it would, into a folder; what npm brought is lent."""
    listing = [GIT, "-c", "safe.directory=*", "ls-files", "-z", "-co", "--exclude-standard"]
    done = subprocess.run(listing, cwd=ROOT, capture_output=True, text=True, check=True)
    for name in filter(None, done.stdout.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, folder / name)
    (folder / "node_modules").symlink_to(ROOT / "node_modules")
    commit(folder)
    return folder


def commit(folder: Path) -> None:
    """Make the one commit of a fresh repository, long ago."""
    then = {"GIT_COMMITTER_DATE": f"{OLD_DAY}T12:00:00Z", "GIT_AUTHOR_DATE": f"{OLD_DAY}T12:00:00Z"}
    who = ["-c", "user.name=Somebody", "-c", "user.email=somebody@example.org"]
    message = ["commit", "--quiet", "--allow-empty", "--no-verify", "-m", "Sources"]
    for arguments in (["init", "--quiet"], [*who, *message]):
        subprocess.run([GIT, *arguments], cwd=folder, env=os.environ | then, check=True)


def built_there(folder: Path, **other: str) -> dict[str, bytes]:
    """Build the site and its engine from nothing; return each file's bytes by its path."""
    project = sources(folder)
    paths = os.pathsep.join([str(project), os.environ.get("PYTHONPATH", "")])
    environment = os.environ | {
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONPATH": paths,
        "SITE_URL": PUBLISHED_AT,
    }
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    done = subprocess.run(
        command, cwd=project, env=environment | other, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    site = project / "site"
    files = [file for file in site.rglob("*") if file.is_file()]
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in files}


def test_two_builds_are_the_same_byte_by_byte(tmp_path: Path) -> None:
    """In other folders and time zones, with Python's hashes in another order; not today's date."""
    here = built_there(tmp_path / "a", TZ="Pacific/Kiritimati", PYTHONHASHSEED="1")
    there = built_there(tmp_path / "another" / "folder", TZ="Pacific/Niue", PYTHONHASHSEED="2")
    assert sorted(here) == sorted(there)
    assert any(name.endswith(".wasm") for name in here)
    assert f"<lastmod>{OLD_DAY}</lastmod>".encode() in here["sitemap.xml"]
    differing = [name for name in here if here[name] != there[name]]
    assert not differing, listed(differing)
