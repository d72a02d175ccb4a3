"""What has to be laid over data to give other data: the keys that differ, and no more.

Mappings merge key by key; a list replaces ours, and so does any other value. Only the conditions of
a definition merge by their ids, and `order` says which there are, in which order.
"""

import copy
import difflib
import itertools
import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import FoldedScalarString, LiteralScalarString
from ruamel.yaml.tokens import ScalarToken

LISTED = "conditions"
ORDER = "order"
WIDTH = 100
LONG = 84
"""How many letters of a text, or of what stands in a row, fit on one line."""

UNFOLDED = re.compile(r"  |^ | $|[\t\v\f\r]")
"""What a text that is written in several lines would lose."""

SINGLE = re.compile(r"""(?m)^( *(?:- )*(?:[\w-]+: )?)'([^'"\\\n]*)'$""")
"""What ruamel puts in single quotes, where double ones do as well."""

type Place = tuple[str | int, ...]
type Left = tuple[str, str]
"""What could not be moved: the number of its line, or of its lines, and what it is."""


@dataclass(frozen=True)
class Lost:
    """A place in data that cannot be laid over other data: one that is gone, or one too many."""

    place: Place
    gone: bool


def laid_over(base: Any, over: Any, whole: Set[str] = frozenset()) -> Any:
    """Return data with other data laid over it, as plain data, neither of them changed.

    What has all the keys in `whole`, if there are any, is taken for itself.
    """
    if not isinstance(base, Mapping) or not isinstance(over, Mapping):
        return plain(over)
    if whole and whole <= over.keys():
        return plain(over)
    result = plain(base)
    for key, value in over.items():
        if key == LISTED and _by_id(base.get(key)) and _by_id(value):
            result[key] = _conditions(base[key], value, over.get(ORDER))
        elif key != ORDER or LISTED not in base:
            result[key] = laid_over(result[key], value) if key in result else plain(value)
    if ORDER in over and LISTED in base and LISTED not in over:
        result[LISTED] = _conditions(base[LISTED], [], over[ORDER])
    return result


def _conditions(base: Any, over: Any, order: Any) -> list[Any]:
    found = {one["id"]: plain(one) for one in base}
    for one in over:
        found[one["id"]] = laid_over(found.get(one["id"]), one)
    return [found[each] for each in (order or found)]


def over_for(base: Any, mine: Any, fixed: bool = False) -> tuple[CommentedMap, list[Lost]]:
    """Return what to lay over one mapping to give another, and what cannot be laid over it.

    That is a key that is gone and, where ours are `fixed`, a key that is new. The keys are in the
    order of `mine`, as which the values are written too.
    """
    lost: list[Lost] = []
    over = _over(base, mine, (), lost, fixed)
    ids = _by_id(base.get(LISTED))
    if ids and _by_id(mine.get(LISTED)) != ids:
        at = list(over).index(LISTED) if LISTED in over else len(over)
        over.insert(at, ORDER, CommentedSeq(_by_id(mine.get(LISTED))))
        over[ORDER].fa.set_flow_style()
    return over, lost


def _over(base: Any, mine: Any, place: Place, lost: list[Lost], fixed: bool) -> CommentedMap:
    over = CommentedMap()
    for key, value in mine.items():
        here = (*place, key)
        if key not in base:
            if fixed:
                lost.append(Lost(here, gone=False))
            else:
                over[key] = bare(value)
        elif same(base[key], value):
            continue
        elif isinstance(base[key], Mapping) and isinstance(value, Mapping):
            if within := _over(base[key], value, here, lost, fixed):
                over[key] = within
        elif here == (LISTED,) and _by_id(base[key]) and _by_id(value):
            if items := _over_conditions(base[key], value, lost):
                over[key] = items
        else:
            over[key] = bare(value)
    lost += [Lost((*place, key), gone=True) for key in base if key not in mine]
    return over


def _over_conditions(base: Any, mine: Any, lost: list[Lost]) -> CommentedSeq:
    ours = {one["id"]: one for one in base}
    items = CommentedSeq()
    for one in mine:
        if one["id"] not in ours:
            items.append(bare(one))
        elif within := _over(ours[one["id"]], one, (LISTED, one["id"]), lost, fixed=False):
            within.insert(0, "id", one["id"])
            items.append(within)
    return items


def _by_id(value: Any) -> list[str]:
    """Return the ids in a list of mappings that each have one; nothing for anything else."""
    if not isinstance(value, list):
        return []
    return [one["id"] for one in value if isinstance(one, Mapping) and "id" in one]


def same(one: Any, other: Any) -> bool:
    """Say whether two values are the same; the order in a mapping is no difference, a kind is."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        pairs = zip(one, other, strict=False)
        return len(one) == len(other) and all(same(*pair) for pair in pairs)
    return isinstance(one, bool) == isinstance(other, bool) and _tagged(one) == _tagged(other)


def _tagged(value: Any) -> Any:
    tag = getattr(getattr(value, "tag", None), "value", None)
    return (tag, plain(value)) if tag else value


def plain(value: Any) -> Any:
    """Return a copy as mappings and lists of Python's own."""
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return str(value) if isinstance(value, str) else copy.copy(value)


def bare(value: Any) -> Any:
    """Return a copy that is written alike, but without comments, which belong to its old place.

    A long text is folded, and what is long does not stand in a row.
    """
    if isinstance(value, Mapping):
        mapping = CommentedMap((key, bare(item)) for key, item in value.items())
        if _in_a_row(value):
            mapping.fa.set_flow_style()
        return mapping
    if isinstance(value, list):
        items = CommentedSeq(bare(item) for item in value)
        if _in_a_row(value):
            items.fa.set_flow_style()
        return items
    return _folded(str(value)) if isinstance(value, str) else value


def _in_a_row(value: Any) -> bool:
    in_a_row = getattr(value, "fa", None) and value.fa.flow_style()
    return bool(in_a_row) and len(str(plain(value))) <= LONG


def _folded(text: str) -> Any:
    """Return a long text as one that is written in several lines, wherever that changes nothing."""
    if "\n" in text:
        return LiteralScalarString(text)
    if len(text) <= LONG or UNFOLDED.search(text):
        return text
    folded = FoldedScalarString(text)
    at = itertools.accumulate(len(line) + 1 for line in _lines(text))
    folded.fold_pos = [end - 1 for end in at][:-1]
    return folded


def _lines(text: str) -> list[str]:
    return textwrap.wrap(text, LONG, break_long_words=False, break_on_hyphens=False)


def merged(into: Any, over: Any, place: Place = ()) -> list[Place]:
    """Put what is laid over into what is laid over already; return the places that say otherwise.

    What is there already stays as it is. Items of a list are added to those that are there.
    """
    otherwise: list[Place] = []
    for key, value in over.items():
        if key not in into:
            into[key] = value
        elif isinstance(into[key], Mapping) and isinstance(value, Mapping):
            otherwise += merged(into[key], value, (*place, key))
        elif _by_id(into[key]) and _by_id(value):
            there = {one["id"]: one for one in into[key]}
            for one in value:
                if one["id"] in there:
                    otherwise += merged(there[one["id"]], one, (*place, key, one["id"]))
                else:
                    into[key].append(one)
        elif not same(into[key], value):
            otherwise.append((*place, key))
    return otherwise


def read(text: str) -> Any:
    """Return the data in YAML, as ruamel keeps it to write it again; an empty mapping for none."""
    return YAML().load(text) or CommentedMap()


def written(data: Any) -> str:
    """Return data as YAML: quotes only where they are needed, lists indented."""
    yaml = YAML()
    yaml.width = WIDTH
    yaml.indent(mapping=2, sequence=4, offset=2)
    out = StringIO()
    yaml.dump(data, out)
    return SINGLE.sub(r'\1"\2"', out.getvalue())


def comments(text: str) -> Iterator[tuple[int, str]]:
    """Yield the comments in YAML, each with its line, from 1."""
    letters = list(text)
    for token in YAML(typ="safe", pure=True).scan(text):
        if isinstance(token, ScalarToken):
            for at in range(token.start_mark.index, token.end_mark.index):
                if letters[at] != "\n":
                    letters[at] = "x"
    for number, line in enumerate("".join(letters).splitlines(), 1):
        before, mark, after = line.partition("#")
        if mark and (not before or before[-1].isspace()):
            yield number, mark + after


def written_place(place: Place) -> str:
    """Return a place as people write it: `conditions.need.hint`."""
    return ".".join(map(str, place))


def line_of(data: Any, place: Place) -> str:
    """Return the line of a place in data that was read from YAML, or of the nearest around it."""
    line = 1
    for step in place:
        try:
            positions = data.lc
            found = positions.item(step) if isinstance(step, int) else positions.key(step)
            line, data = found[0] + 1, data[step]
        except (AttributeError, KeyError, IndexError, TypeError):
            break
    return str(line)


def lines_of(base: Sequence[str], mine: Sequence[str]) -> list[Left]:
    """Return where lines differ: their numbers now, and the first of them."""
    left = []
    for kind, _, _, start, end in difflib.SequenceMatcher(None, base, mine, False).get_opcodes():
        if kind == "delete":
            left.append((str(start + 1), "lines of ours that are gone"))
        elif kind != "equal":
            numbers = str(start + 1) if end == start + 1 else f"{start + 1}-{end}"
            left.append((numbers, mine[start].strip()))
    return left
