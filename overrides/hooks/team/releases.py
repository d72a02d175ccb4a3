"""What a copy of this project is at: the releases that there are, and where it differs from one.

A copy is a fork, with the history of ours, or began as a template, without it. Releases are the
tags `v1.2.3` of the project that it was copied from, its upstream. They are fetched beside the tags
of the copy, as `upstream/v1.2.3`, so that none of these is in the way of another.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

TEAM = "team/"
"""The folder of a team, which we never have and a release never touches."""

REMOTE = "upstream"
RELEASE = re.compile(r"v(\d+)\.(\d+)\.(\d+)")
FETCHED = (f"+HEAD:refs/{REMOTE}/HEAD", f"+refs/tags/v*:refs/{REMOTE}/v*")

type Version = tuple[int, ...]


class RefusalError(Exception):
    """What is in the way, and what to do about it, in whole lines."""


@dataclass(frozen=True)
class Base:
    """What a copy was made from: a name that git takes for it, and the id of the commit."""

    name: str
    commit: str


@dataclass(frozen=True)
class Differences:
    """Paths outside team/ in which a copy differs from what it was made from, each in order."""

    edited: tuple[str, ...]
    removed: tuple[str, ...]
    added: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many files are not as they were."""
        return len(self.edited) + len(self.removed) + len(self.added)


def run(
    root: Path, *arguments: str, given: bytes | None = None, index: Path | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run git in a folder, with this on standard input and an index of its own if one is given."""
    program = shutil.which("git")
    if program is None:
        raise RefusalError("git is not there: install it.")
    # A checkout may belong to another user, as it often does in a container.
    options = ["-c", "safe.directory=*", "--literal-pathspecs", "-C", str(root)]
    environment = os.environ | ({"GIT_INDEX_FILE": str(index)} if index else {})
    return subprocess.run(  # noqa: S603 - git itself
        [program, *options, *arguments],
        input=given,
        capture_output=True,
        env=environment,
        check=False,
    )


def git(root: Path, *arguments: str, given: bytes | None = None, index: Path | None = None) -> str:
    """Return what git prints; RefusalError in git's own words when it fails."""
    done = run(root, *arguments, given=given, index=index)
    if done.returncode:
        raise RefusalError(f"git {arguments[0]}: {_said(done.stderr)}")
    return _said(done.stdout)


def tried(root: Path, *arguments: str) -> str:
    """Return what git prints; nothing when it fails."""
    done = run(root, *arguments)
    return "" if done.returncode else _said(done.stdout)


def _said(output: bytes) -> str:
    return output.decode("utf-8", "surrogateescape").strip()


def parser_of(command: str, what: str) -> argparse.ArgumentParser:
    """Return a parser for a command that is told where releases are and its base."""
    parser = argparse.ArgumentParser(prog=command, description=what)
    parser.add_argument("--upstream", default="", metavar="ADDRESS", help="where releases are")
    parser.add_argument("--base", default="", metavar="TAG", help="what this was made from")
    return parser


def run_command(say: Callable[[], str]) -> int:
    """Print what a command says; return 0, or 1 with what is in the way."""
    try:
        sys.stdout.write(say())
    except RefusalError as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 1
    return 0


def listed(paths: Iterable[str]) -> str:
    """Return one line a path, indented."""
    return "\n".join(f"  {path}" for path in paths)


def top(folder: Path) -> Path:
    """Return the top of the copy that a folder is in; RefusalError where there is no repository."""
    found = tried(folder, "rev-parse", "--show-toplevel")
    if not found:
        raise RefusalError(f"{folder} is in no repository of git: an update needs one.")
    return Path(found)


def contents(root: Path, commit: str, path: str) -> bytes:
    """Return a file as it is in a commit; RefusalError when it is not there."""
    done = run(root, "cat-file", "blob", f"{commit}:{path}")
    if done.returncode:
        raise RefusalError(f"git cat-file: {_said(done.stderr)}")
    return done.stdout


def clean(root: Path) -> None:
    """Refuse a copy in which something is not committed yet."""
    found = git(root, "status", "--porcelain", "--no-renames", "--untracked-files=normal", "-z")
    if found:
        paths = [entry[2:].strip() for entry in found.split("\0") if entry]
        raise RefusalError(
            f"Not committed yet:\n{listed(paths)}\nCommit that first, or put it aside: git stash -u"
        )


def fetch(root: Path, upstream: str) -> None:
    """Fetch the releases from an address, or with an empty one from the remote of that name.

    The first address that gives any is remembered as that remote.
    """
    known = tried(root, "remote", "get-url", REMOTE)
    if not upstream and not known:
        raise RefusalError(
            "Where do the releases come from? Name the address of the project that this is a copy"
            " of,\nonce: UPSTREAM=https://… behind the command."
        )
    source = upstream or REMOTE
    done = run(root, "fetch", "--quiet", "--no-tags", "--prune", source, *FETCHED)
    if done.returncode:
        raise RefusalError(
            f"Nothing came from {source}: {_said(done.stderr)}\nNothing has changed. Is the network"
            " there, and the address right? UPSTREAM=https://… names another."
        )
    if not known and releases(root):
        git(root, "remote", "add", REMOTE, upstream)


def releases(root: Path) -> dict[str, Version]:
    """Return the releases that were fetched, by their tags, oldest first."""
    names = git(root, "for-each-ref", "--format=%(refname)", f"refs/{REMOTE}").split()
    tags = [name.removeprefix(f"refs/{REMOTE}/") for name in names]
    found = {tag: number for tag in tags if (number := version_of(tag))}
    return dict(sorted(found.items(), key=lambda item: item[1]))


def version_of(tag: str) -> Version:
    """Return the numbers in the tag of a release; nothing for another tag."""
    found = RELEASE.fullmatch(tag)
    return tuple(map(int, found.groups())) if found else ()


def release(root: Path, tag: str) -> str:
    """Return the tag of a release that was fetched, by default the newest; or RefusalError."""
    there = releases(root)
    if not there:
        raise RefusalError("There is no release yet: no tag such as v1.2.3.")
    found = tag or next(reversed(there))
    if found not in there:
        raise RefusalError(f"There is no release {found}. There are: {', '.join(there)}")
    return found


def commit_of(root: Path, name: str) -> str:
    """Return the id of the commit that a release or any other name of git's means, or nothing."""
    for each in (f"refs/{REMOTE}/{name}", name):
        if found := tried(root, "rev-parse", "--verify", "--quiet", f"{each}^{{commit}}"):
            return found
    return ""


def own_tag(root: Path) -> str:
    """Return the tag of the version that a copy says it is, as committed; or nothing."""
    try:
        settings = tomllib.loads(contents(root, "HEAD", "pyproject.toml").decode())
    except (RefusalError, ValueError):
        return ""
    return f"v{settings.get('project', {}).get('version', '')}"


def shared(root: Path, commit: str) -> str:
    """Return the newest commit that a copy shares with another one, or nothing."""
    return tried(root, "merge-base", "HEAD", commit)


def base_of(root: Path, named: str = "") -> Base:
    """Return what a copy was made from: what is named, or what fits best of what can be known.

    That is the release whose version the copy bears; in a fork, the commit that both share; and in
    a copy from a template, the commit of ours that its first one equals. Each is ours as it was, so
    the one that fewest files differ from tells best what was changed here.
    """
    if named:
        commit = commit_of(root, named)
        if not commit:
            raise RefusalError(f"{named} is neither a release nor a commit here. {_known(root)}")
        return Base(f"{REMOTE}/{named}" if named in releases(root) else named, commit)
    found = []
    tag = own_tag(root)
    if tag in releases(root):
        found.append(Base(f"{REMOTE}/{tag}", commit_of(root, tag)))
    tips = [f"refs/{REMOTE}/{name}" for name in ("HEAD", *releases(root))]
    commits = {shared(root, tip) for tip in tips} or {""}
    if commits == {""}:
        commits = _equal_to_the_first(root)
    found += [Base(commit[:10], commit) for commit in sorted(commits) if commit]
    if not found:
        raise RefusalError(
            f"There is no release {tag}, which this copy says it is, and it shares no history with"
            f" ours.\n{_known(root)}\nName what it was made from: BASE=v1.0.0 behind the command."
        )
    return min(found, key=lambda base: differences(root, base).count)


def _known(root: Path) -> str:
    return f"The releases are: {', '.join(releases(root)) or 'none so far'}"


def _equal_to_the_first(root: Path) -> set[str]:
    """Return the commits of ours with the very files that a copy began with."""
    began = set(git(root, "log", "--max-parents=0", "--format=%T", "HEAD").split())
    ours = git(root, "log", "--format=%H %T", f"--glob=refs/{REMOTE}").splitlines()
    equal = [commit for commit, tree in map(str.split, ours) if tree in began]
    return set(equal[:1])


def differences(root: Path, base: Base) -> Differences:
    """Return where a copy, as committed, differs from what it was made from, team/ left out."""
    told = git(root, "diff", "--name-status", "--no-renames", "-z", base.commit, "HEAD")
    words = told.split("\0")
    found: dict[str, list[str]] = {"A": [], "D": [], "M": []}
    for status, path in zip(words[::2], words[1::2], strict=False):
        if not path.startswith(TEAM):
            found[status if status in "AD" else "M"].append(path)
    return Differences(tuple(found["M"]), tuple(found["D"]), tuple(found["A"]))


def tree(root: Path, commit: str) -> Mapping[str, str]:
    """Return all files of a commit by path: mode, kind and id, as `git ls-tree` has them."""
    entries = git(root, "ls-tree", "-r", "-z", "--full-tree", commit).split("\0")
    return {path: what for what, _, path in (entry.partition("\t") for entry in entries if entry)}
