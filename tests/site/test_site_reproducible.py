"""The same sources give the same bytes: whoever builds a version can tell that it is the one."""

import os
import subprocess
import sys
from pathlib import Path

from tests.site.built_site import PUBLISHED_AT, listed
from tests.sources import OLD_DAY, sources

MEND = """
Something in a build depends on the day, the folder or the order of a set. See what the file that is
named above is made of, in overrides/hooks/.
"""


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
