"""Copies the sources of the project, to build or to change them elsewhere."""

import os
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[1]
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
