"""Moves into team/ what a copy of this project edited in files of ours, and says what it cannot.

`python -m team.moving [--base TAG] [--upstream ADDRESS]`, or `make move-to-team`. A file of ours
goes back to what it was once all that was changed in it is in team/, and has been found there; one
that cannot be moved wholly is left as it is. Nothing is committed.
"""

import json
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from ruamel.yaml.error import YAMLError

from team.differing import (
    Left,
    Lost,
    comments,
    laid_over,
    line_of,
    lines_of,
    merged,
    over_for,
    plain,
    read,
    same,
    written,
    written_place,
)
from team.own_settings import (
    Found,
    from_config,
    from_footer,
    from_styles,
    in_order,
    own_lines,
    sites_in,
)
from team.places import (
    CONDITIONS,
    CONFIG,
    DATA,
    FIXED,
    FOOTER,
    LOGO,
    SETTINGS,
    STYLES,
    WORDS,
    advice,
    alone,
    pointed,
    target_of,
)
from team.releases import (
    TEAM,
    Base,
    RefusalError,
    base_of,
    clean,
    commit_of,
    contents,
    differences,
    fetch,
    git,
    listed,
    parser_of,
    run_command,
    top,
    tree,
)


@dataclass
class Moving:
    """A move: what will be in team/, which files may go back for that, and what is left."""

    root: Path
    base: Base
    written: dict[str, bytes] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)
    left: dict[str, list[Left]] = field(default_factory=dict)
    sites: set[str] = field(default_factory=set)

    @cached_property
    def now(self) -> Mapping[str, str]:
        """All files as committed."""
        return tree(self.root, "HEAD")

    @cached_property
    def before(self) -> Mapping[str, str]:
        """All files as they were."""
        return tree(self.root, self.base.commit)

    def mine(self, path: str) -> bytes:
        """Return a file as committed."""
        return contents(self.root, "HEAD", path)

    def ours(self, path: str) -> bytes:
        """Return a file as it was; nothing for one that was not there."""
        return contents(self.root, self.base.commit, path) if path in self.before else b""

    def there(self, target: str) -> bytes | None:
        """Return what is in team/ under this name by now; None when nothing is."""
        if target in self.written:
            return self.written[target]
        return self.mine(TEAM + target) if TEAM + target in self.now else None

    def leave(self, path: str, *left: Left) -> None:
        """Leave a file as it is, for these reasons."""
        self.left.setdefault(path, []).extend(left)

    def take(self, path: str) -> None:
        """Move what was changed in a file, or was added as it, as far as that goes."""
        target = target_of(path)
        try:
            if self.mine(path) == self.ours(path):
                self.leave(path, ("", "not its text: whether it can be run, or is a link"))
            elif path in DATA:
                self._take_data(path, DATA[path])
            elif path == WORDS:
                self._take_words()
            elif target or path == LOGO:
                self._take_whole(path, target or "logo.svg")
            else:
                self._leave_lines(path)
        except (YAMLError, ValueError, TypeError, AttributeError, KeyError) as error:
            self.leave(path, ("", f"it cannot be read: {str(error).splitlines()[0]}"))

    def _leave_lines(self, path: str) -> None:
        try:
            ours, mine = self.ours(path).decode(), self.mine(path).decode()
            self.leave(path, *lines_of(ours.splitlines(), mine.splitlines()))
        except UnicodeDecodeError:
            self.leave(path, ("", "its bytes, which are no text"))

    def _take_whole(self, path: str, target: str) -> None:
        text = pointed(self.mine(path), path, TEAM + target)
        if path == LOGO:
            text = alone(text)
        there = self.there(target)
        if not text:
            self._leave_lines(path)
        elif there not in (None, text):
            self.leave(path, ("", f"{TEAM}{target} is there already, and is what counts"))
        else:
            self.written[target] = text
            self.moved[path] = target
            if target.startswith("docs/") and target.endswith(".md"):
                self.sites |= sites_in(text.decode())

    def _take_data(self, path: str, target: str) -> None:
        ours, mine = self.ours(path).decode(), self.mine(path).decode()
        base, own, there = read(ours), read(mine), read((self.there(target) or b"").decode())
        over, lost = over_for(base, own, target in FIXED)
        whole = self._whole_keys() if path == CONDITIONS else frozenset[str]()
        if path == CONDITIONS and not there and (lost or whole <= over.keys()):
            self._take_whole(path, target)
            return
        before = laid_over(own, there, whole)
        left = [why(one, line_of(own, one.place)) for one in lost]
        for place in merged(there, over):
            said = f"{written_place(place)}: {TEAM}{target} says otherwise, and is what counts"
            left.append((line_of(own, place), said))
        remarks = own_comments(ours, mine)
        if not there:
            left += remarks
        else:
            text = noted(there, path, remarks, self.there(target))
            if not same(laid_over(own if left else base, read(text), whole), before):
                self.leave(path, ("", "laid over ours, it would not come out the same"))
                return
            self.written[target] = text.encode()
        if left:
            self.leave(path, *left)
        else:
            self.moved[path] = target

    def _whole_keys(self) -> frozenset[str]:
        """Return the keys that a definition must have."""
        schema = json.loads(self.mine("quiz/conditions.schema.json"))
        return frozenset(schema["required"])

    def _take_words(self) -> None:
        target = WORDS.rpartition("/")[2]
        added, left = own_lines(self.ours(WORDS).decode(), self.mine(WORDS).decode())
        there = (self.there(target) or b"").decode().splitlines()
        lines = [*there, *(line for line in added if line not in there)]
        if added:
            self.written[target] = "".join(f"{line}\n" for line in lines).encode()
        if left:
            self.leave(WORDS, *left)
        else:
            self.moved[WORDS] = target

    def take_keys_along(self) -> None:
        """Take all keys of older versions when one of them moves: they belong together."""
        if any(target.startswith("keys/") for target in self.moved.values()):
            for path in self.now:
                target = target_of(path)
                if target.startswith("keys/") and self.there(target) is None:
                    self.written[target] = self.mine(path)

    def take_settings(self, paths: Iterable[str]) -> None:
        """Move what these files and the pages say that is a setting, into team.yml."""
        for path in paths:
            try:
                self._put(path, self._settings_in(path))
            except (YAMLError, ValueError, TypeError, AttributeError, KeyError) as error:
                self.leave(path, ("", f"it cannot be read: {str(error).splitlines()[0]}"))
        pages = [path for path in self.before if re.fullmatch(r"docs/.*\.md", path) and self.sites]
        known = {site for path in pages for site in sites_in(self.ours(path).decode())}
        if new := sorted(self.sites - known):
            self._put("", Found({"links": new}))

    def _settings_in(self, path: str) -> Found:
        ours, mine = self.ours(path).decode(), self.mine(path).decode()
        if path == CONFIG:
            return from_config(ours, mine, self._pages())
        if path == FOOTER:
            return from_footer(ours, mine)
        return from_styles(ours, mine)

    def _pages(self) -> dict[str, dict[str, str]]:
        """Return the texts of all pages, by language and path."""
        found: dict[str, dict[str, str]] = {"nl": {}, "en": {}}
        for path in self.now:
            language, _, page = path.removeprefix(TEAM).removeprefix("docs/").partition("/")
            if "docs/" in path and page.endswith(".md") and language in found:
                found[language][page] = self.mine(path).decode("utf-8", "replace")
        return found

    def _put(self, path: str, found: Found) -> None:
        """Put settings into team.yml beside those that are there; `path` is what they came from."""
        over, before = in_order(found.settings), self.there(SETTINGS)
        there = read((before or b"").decode())
        for key in {"links", "menu"} & over.keys() & there.keys():  # each item counts by itself
            there[key].extend(item for item in over.pop(key) if item not in plain(there[key]))
        otherwise = [written_place(place) for place in merged(there, over)]
        left = [
            *found.left,
            *(("", f"{place}: {TEAM}{SETTINGS} says otherwise") for place in otherwise),
        ]
        remarks: list[Left] = []
        if path == CONFIG:
            remarks = own_comments(self.ours(path).decode(), self.mine(path).decode())
        if there:
            self.written[SETTINGS] = noted(there, path, remarks, before).encode()
        else:
            left += remarks
        if left:
            self.leave(path, *left)
        elif path:
            self.moved[path] = SETTINGS

    def finish(self) -> None:
        """Write team/, see that all is in it, and only then put files of ours back."""
        for target, text in self.written.items():
            file = self.root / TEAM / target
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text)
        wrong = [
            target
            for target, text in self.written.items()
            if (self.root / TEAM / target).read_bytes() != text
        ]
        if wrong:
            raise RefusalError(
                f"Not as it was written:\n{listed(wrong)}\nNothing of ours went back."
            )
        back = [path for path in self.moved if path in self.before]
        gone = [path for path in self.moved if path not in self.before]
        if back:
            git(self.root, "checkout", "--quiet", self.base.commit, "--", *back)
        if gone:
            git(self.root, "rm", "--quiet", "--", *gone)


def move(folder: Path, upstream: str = "", base: str = "") -> str:
    """Move what the copy around a folder edited into its team/; return what to say.

    `base` is what it was made from, by default what it says itself; `upstream` is where releases
    come from. Raises RefusalError when that cannot be, with nothing changed.
    """
    root = top(folder)
    clean(root)
    if not (base and commit_of(root, base)):
        fetch(root, upstream)
    made_from = base_of(root, base)
    found = differences(root, made_from)
    moving = Moving(root, made_from)
    settings = [path for path in (CONFIG, FOOTER, STYLES) if path in found.edited]
    own = [path for path in found.added if target_of(path)]
    for path in sorted({*found.edited, *own} - {*settings}):
        moving.take(path)
    moving.take_keys_along()
    moving.take_settings(settings)
    for path in found.removed:
        moving.leave(path, ("", "it is gone"))
    moving.finish()
    return told(moving, [path for path in found.added if path not in {*own}])


def why(lost: Lost, line: str) -> Left:
    """Return why a key cannot be moved, and where it is."""
    if lost.gone:
        return "", f"{written_place(lost.place)}: a key of ours that is gone"
    return line, f"{written_place(lost.place)}: a key that ours has not"


def own_comments(base: str, mine: str) -> list[Left]:
    """Return the comments in YAML that a copy has written."""
    new = {line for line in mine.splitlines() if "#" in line} - {*base.splitlines()}
    ours = {text for _, text in comments(base)} if new else set()
    return [(str(line), text) for line, text in comments(mine) if text not in ours] if new else []


def noted(data: Any, path: str, remarks: Sequence[Left], before: bytes | None) -> str:
    """Return YAML with the comments that stood in the file that it was moved out of.

    `before` is what was in this file up to now, of which nothing gets lost.
    """
    text = written(data)
    if before is None and path in DATA:
        text = f"# Laid over {path}: what is not here is as it is there.\n\n{text}"
    elif before and not read(before.decode()):  # comments alone, of which the data know nothing
        text = f"{before.decode().rstrip()}\n\n{text}"
    notes = [f"# {path}, line {line}: {said.lstrip('# ')}\n" for line, said in remarks]
    new = "".join(note for note in notes if note not in text)
    return f"{text}\n{new}" if new else text


def told(moving: Moving, stays: Sequence[str]) -> str:
    """Return in words what was moved, what was not and why, and what to do next."""
    lines = []
    if not moving.moved and not moving.left:
        lines.append(f"Nothing to move: no file of ours differs from {moving.base.name}.")
    if moving.moved:
        lines.append("Moved, and put back to what it was:")
        lines += [f"  {path} → {TEAM}{target}" for path, target in moving.moved.items()]
    if moving.left:
        lines.append("Not moved, or not all of it, and left as it is:")
    for path, left in sorted(moving.left.items()):
        lines.append(f"  {path}")
        lines += [f"    {f'line {where}: ' if where else ''}{what}" for where, what in left]
        lines.append(f"    {advice(path)}")
    if moving.left:
        lines.append(f"Each goes back to ours with: git checkout {moving.base.name} -- PATH")
    if stays:
        lines += ["Of your own, and stays where it is:", *(f"  {path}" for path in stays)]
    if moving.written:
        lines.append("Nothing is committed. Look at it (git status, make build), then keep it:")
        lines.append('  git add --all && git commit -m "Move what is ours into team/"')
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command in the current folder; return 0, or 1 with what is in the way."""
    options = parser_of("make move-to-team", "Move edits into team/.").parse_args(arguments)
    return run_command(lambda: move(Path.cwd(), options.upstream, options.base))


if __name__ == "__main__":
    sys.exit(main())
