"""Makes what a release is made of: the site as one file, and what the changelog says of a version.

- `python release.py check REF`: what a git ref such as `refs/tags/v1.2.3` releases, for a workflow
- `python release.py notes VERSION`: the notes of that version, out of CHANGELOG.md
- `python release.py zip`: the site in site/ as build/five-links-site-VERSION.zip

`check` and `notes` run before anything is installed: the standard library alone.
"""

import re
import sys
import tomllib
import zipfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
NAME = "five-links-site"
MAIN = "refs/heads/main"
TAG = "refs/tags/v"

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip can tell of: each file's, so that the same site is the same zip."""

BEGINS = re.compile(r"\s*([-*+]|\d+\.|#+|>|\||```|~~~)(\s|$|(?<=[|`~>]))")
"""A line that begins something of its own, and does not go on with the line above it."""

HOW_TO = (
    "`{name}` is the whole site, built: unpack it and put what is in it on any host of static "
    "files, at the top or in a folder. It works at any address."
)


class ReleaseError(Exception):
    """What stands in the way of a release, and what to do about it."""


def version_of(project: str) -> str:
    """Return the version in the text of a pyproject.toml."""
    return str(tomllib.loads(project)["project"]["version"])


def section(changelog: str, version: str) -> str:
    """Return what a changelog has under `## VERSION`; ReleaseError when there is no such thing.

    A date or a name may stand behind the version in that line.
    """
    head = re.compile(rf"(?m)^## \[?{re.escape(version)}\]?(?:[ :,(].*)?$")
    found = head.search(changelog)
    if not found:
        raise ReleaseError(f"CHANGELOG.md has no section `## {version}`: write what is new in it")
    text = re.split(r"(?m)^## ", changelog[found.end() :])[0].strip()
    if not text:
        raise ReleaseError(f"CHANGELOG.md says nothing under `## {version}`")
    return text


def unwrapped(markdown: str) -> str:
    """Return Markdown with each paragraph in one line: in a release, GitHub keeps line breaks."""
    lines: list[str] = []
    fenced, joins = False, False
    for line in markdown.splitlines():
        fence = line.lstrip().startswith(("```", "~~~"))
        own = fenced or fence or not line.strip() or BEGINS.match(line)
        if joins and not own:
            lines[-1] += f" {line.strip()}"
        else:
            lines.append(line.rstrip())
        fenced ^= fence
        joins = not (fenced or fence or not line.strip() or line.lstrip().startswith(("#", "|")))
    return "\n".join(lines)


def notes(changelog: str, version: str) -> str:
    """Return the notes of a release: its section of the changelog, and how to use the zip."""
    how_to = HOW_TO.format(name=f"{NAME}-{version}.zip")
    return f"{unwrapped(section(changelog, version))}\n\n{how_to}\n"


def check(ref: str, project: str, changelog: str) -> dict[str, str]:
    """Return the tag and the version that a ref releases; ReleaseError when they do not agree.

    A tag has to be that of the version in pyproject.toml; on main it will be made for it.
    """
    version = version_of(project)
    if ref.startswith(TAG):
        if ref != f"{TAG}{version}":
            raise ReleaseError(
                f"the tag is {ref.removeprefix('refs/tags/')} and pyproject.toml says {version}:"
                f" raise the version there, or tag v{version}"
            )
    elif ref != MAIN:
        raise ReleaseError(f"a release is made of a tag v{version} or of main, not of {ref}")
    section(changelog, version)
    return {"tag": f"v{version}", "version": version}


def pack(site: Path, file: Path) -> None:
    """Write all files of a site into a zip: in order, and with nothing of this machine or day."""
    if not (site / "index.html").is_file():
        raise ReleaseError(f"there is no site in {site}: run make build")
    names = sorted(each.relative_to(site).as_posix() for each in site.rglob("*") if each.is_file())
    file.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(file, "w") as packed:
        for name in names:
            entry = zipfile.ZipInfo(name, EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # Unix, wherever it is made: the next line is in its terms
            entry.external_attr = 0o100644 << 16
            packed.writestr(entry, (site / name).read_bytes(), compresslevel=9)


def main(arguments: Sequence[str]) -> int:
    """Do what is asked; return 1, and say why, when there can be no release."""
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    try:
        match arguments:
            case ["check", ref]:
                found = check(ref, project, changelog)
                sys.stdout.writelines(f"{name}={value}\n" for name, value in found.items())
            case ["notes", version]:
                sys.stdout.write(notes(changelog, version))
            case ["zip"]:
                file = ROOT / "build" / f"{NAME}-{version_of(project)}.zip"
                pack(ROOT / "site", file)
                sys.stdout.write(f"{file.relative_to(ROOT)}: {file.stat().st_size / 1e6:.1f} MB\n")
            case _:
                sys.stderr.write(f"{__doc__}\n")
                return 2
    except ReleaseError as reason:
        sys.stderr.write(f"::error title=No release::{reason}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
