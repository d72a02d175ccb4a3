"""Takes a later release into a copy of this project: everything but team/ and files of its own.

`python -m team.update [--to TAG] [--upstream ADDRESS] [--base TAG]`, or `make update`. All files of
ours, which are those outside team/, become those of the release, in one commit. In a fork its
second parent is the release, so that git knows it was taken in; a copy without our history gets an
ordinary commit. What would undo something of the copy is refused, in words, before anything is
changed.
"""

import re
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath

from team.releases import (
    REMOTE,
    TEAM,
    Base,
    Differences,
    RefusalError,
    base_of,
    clean,
    commit_of,
    contents,
    differences,
    fetch,
    git,
    listed,
    own_tag,
    parser_of,
    release,
    run_command,
    shared,
    top,
    tree,
    tried,
    version_of,
)

STEPS = "UPGRADING.md"
SECTION = re.compile(r"(?m)^## (\d+\.\d+\.\d+)")


def update(folder: Path, to: str = "", upstream: str = "", base: str = "") -> str:
    """Take a release, by default the newest, into the copy around a folder; return what to say.

    `upstream` is an address, by default the remote of that name; `base` is what the copy was made
    from, by default what it says itself. Raises RefusalError when that cannot be; nothing has
    changed then.
    """
    root = top(folder)
    if not tried(root, "symbolic-ref", "--quiet", "HEAD"):
        raise RefusalError("This copy is on no branch: switch to one, such as git switch main.")
    clean(root)
    fetch(root, upstream)
    tag = release(root, to)
    now = own_tag(root)
    if version_of(now) == version_of(tag):
        return f"Nothing to do: this copy is at {now}.\n"
    if version_of(now) > version_of(tag):
        raise RefusalError(f"{tag} is older than {now}, which this copy is at.")
    made_from = base_of(root, base)
    found = differences(root, made_from)
    _refuse_edits(found, made_from, base)
    target = commit_of(root, f"refs/{REMOTE}/{tag}")
    before = git(root, "rev-parse", "HEAD")
    files = _files_after(tree(root, before), tree(root, target), found)
    # What git ignores in this copy may be all that there is of it, so it is not written over.
    git(root, "merge", "--quiet", "--ff-only", "--no-overwrite-ignore", _commit(root, tag, files))
    return _told(tag, now or made_from.name, _steps(root, version_of(now), version_of(tag)), before)


def _refuse_edits(found: Differences, made_from: Base, base: str) -> None:
    """Refuse to undo what was changed in files of ours."""
    if not found.edited and not found.removed:
        return
    paths = sorted([*found.edited, *(f"{path} (removed)" for path in found.removed)])
    again = f" BASE={base}" if base else ""
    raise RefusalError(
        f"These files of ours are not as in {made_from.name}, and an update would undo that:\n"
        f"{listed(paths)}\n"
        f"Move what is yours into {TEAM}: make move-to-team{again}\n"
        f"It says what it cannot move, and what to do about that."
    )


def _files_after(
    before: Mapping[str, str], new: Mapping[str, str], found: Differences
) -> dict[str, str]:
    """Return all files after the update; RefusalError when an own one is in the way."""
    added = set(found.added)
    own = {path: before[path] for path in before if path.startswith(TEAM) or path in added}
    ours = {path: what for path, what in new.items() if not path.startswith(TEAM)}
    folders = {str(folder) for path in ours for folder in PurePosixPath(path).parents}
    in_the_way = [
        path
        for path, what in own.items()
        if (path in ours and ours[path] != what)
        or path in folders
        or any(str(folder) in ours for folder in PurePosixPath(path).parents)
    ]
    if in_the_way:
        raise RefusalError(
            f"The release has files of its own at these paths:\n{listed(in_the_way)}\n"
            f"Give yours another name, and commit that."
        )
    return ours | own


def _commit(root: Path, tag: str, files: Mapping[str, str]) -> str:
    """Commit these files as what follows on HEAD, which stays where it is; return the commit."""
    lines = "".join(f"{what}\t{path}\0" for path, what in files.items())
    with tempfile.TemporaryDirectory() as folder:
        index = Path(folder) / "index"
        entries = lines.encode("utf-8", "surrogateescape")
        git(root, "update-index", "-z", "--index-info", given=entries, index=index)
        made = git(root, "write-tree", index=index)
    parents = ["-p", "HEAD"]
    target = commit_of(root, f"refs/{REMOTE}/{tag}")
    if shared(root, target):
        parents += ["-p", target]
    said = f"Everything is as in that release, but for {TEAM} and files of our own."
    return git(root, "commit-tree", made, *parents, "-m", f"Update to {tag}", "-m", said)


def _steps(root: Path, after: tuple[int, ...], until: tuple[int, ...]) -> list[str]:
    """Return the versions on the way for which there is something to do, oldest first."""
    try:
        text = contents(root, "HEAD", STEPS).decode("utf-8")
    except RefusalError:
        return []
    found = {version_of(f"v{name}"): name for name in SECTION.findall(text)}
    return [name for number, name in sorted(found.items()) if after < number <= until]


def _told(tag: str, was: str, steps: Sequence[str], before: str) -> str:
    read = (
        f"What you have to do is in {STEPS}, under {', '.join(steps)}."
        if steps
        else f"{STEPS} asks nothing of you on the way."
    )
    return (
        f"This copy is at {tag} now; it was at {was}. Nothing in {TEAM} was touched.\n"
        f"{read}\n"
        f"Then look at it: make build\n"
        f"The way back: git reset --keep {before[:10]}\n"
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command in the current folder; return 0, or 1 with what is in the way."""
    parser = parser_of("make update", "Take a later release.")
    parser.add_argument("--to", default="", metavar="TAG", help="the newest when left out")
    options = parser.parse_args(arguments)
    return run_command(lambda: update(Path.cwd(), options.to, options.upstream, options.base))


if __name__ == "__main__":
    sys.exit(main())
