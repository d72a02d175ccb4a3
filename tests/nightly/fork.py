"""Makes a fork of this project as README advises: another team's, with a folder of its own.

`python -m tests.nightly.fork FOLDER` makes one to look at.
"""

import shutil
import subprocess
import sys
from pathlib import Path

from tests.sources import GIT, ROOT, sources

TEAM = ROOT / "tests" / "team" / "acme"
"""A folder of a team that has changed all that can be changed, with a condition of its own."""


def make_fork(folder: Path) -> Path:
    """Make the fork in a folder that is not there yet; return the folder.

    The tools of this project are lent to it, so that `make` has nothing to bring.
    """
    fork = sources(folder)
    shutil.copytree(TEAM, fork / "team")
    lent = [tools for tools in (".venv", ".tools") if (ROOT / tools).exists()]
    for tools in lent:
        (fork / tools).symlink_to(ROOT / tools)
    ignored = "\n".join([*lent, "node_modules"])  # .gitignore is about folders, and these are links
    (fork / ".git" / "info" / "exclude").write_text(ignored, encoding="utf-8")
    subprocess.run([GIT, "add", "--all"], cwd=fork, check=True)
    (fork / "build").mkdir()
    for done in (".python", ".node"):
        (fork / "build" / done).touch()
    return fork


if __name__ == "__main__":
    sys.stdout.write(f"{make_fork(Path(sys.argv[1]).resolve())}\n")
