"""Lays what a team changes over what the project has: single texts, or conditions by their ids.

Mappings are laid over key by key, and so is each text language by language. Of the conditions those
with an id that is there are laid over too, others come behind them; `order` names those that there
are to be, in their order. Any other list takes the place of ours.
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from quiz.host.yaml_file import DataPath, Reading

CONDITIONS = "conditions"
ORDER = "order"


def lay_over(base: Reading, over: Reading, whole: Set[str]) -> Reading:
    """Return what comes of it, with each place still known by the file that it was written in.

    What has all keys in `whole` (if there are any) stands for itself. What changes nothing is noted
    as a problem of the result, as is an order that names what is not there.
    """
    data = over.data
    found = Reading(over.name, {}, {}, [*base.problems, *over.problems])
    if data is None or data == {}:
        found.add((), "it is empty", "write in it what is to be another way, or take it away")
        return _kept(found, base)
    if not isinstance(data, dict):
        found.add((), "not a mapping", "write keys as they are in the file that it is laid over")
        return _kept(found, base)
    if whole and whole <= data.keys():
        return over
    found.data = _Laying(base, over, found).laid((), (), ())
    if found.data == base.data:
        found.written = {(): (over.name, 1, ())}
        found.add((), "it changes nothing: all of it is there already", "take the file away")
    return found


def near(name: str, names: Set[str]) -> str:
    """Return what to do about a name that is not there: the one that was meant, if it is clear."""
    meant = get_close_matches(name, sorted(names), 1)
    return f"was {meant[0]} meant?" if meant else f"there are {', '.join(sorted(names))}"


def _kept(found: Reading, base: Reading) -> Reading:
    found.data, found.written = base.data, base.written
    return found


@dataclass(frozen=True)
class _Laying:
    """One file being laid over another; `found` is what comes of it, and where each place is from.

    `at` is a place in the result, `old` and `new` are where it was in the two files.
    """

    base: Reading
    over: Reading
    found: Reading

    def laid(self, at: DataPath, old: DataPath, new: DataPath) -> Any:
        """Lay the place `new` over the place `old`."""
        below, above = value_at(self.base.data, old), value_at(self.over.data, new)
        self.found.written[at] = self.over.written[new]
        if at == (CONDITIONS,) and isinstance(below, list) and isinstance(above, list):
            return self.conditions(above)
        if not isinstance(below, dict) or not isinstance(above, dict):
            return self.taken(self.over, at, new)
        result: dict[Any, Any] = {}
        ordered = at == () and ORDER in above
        for key in {**below, **above}:
            here = (*at, key)
            if key in above and key in below:
                result[key] = self.laid(here, (*old, key), (*new, key))
            elif key not in above:
                result[key] = self.taken(self.base, here, (*old, key))
            elif not (ordered and key == ORDER):
                result[key] = self.taken(self.over, here, (*new, key))
        if ordered and CONDITIONS not in above and isinstance(below.get(CONDITIONS), list):
            result[CONDITIONS] = self.conditions([])
        return result

    def conditions(self, above: list[Any]) -> list[Any]:
        """Lay conditions over those of the same id, and put them all in their order."""
        below = self.base.data[CONDITIONS]
        old = {item["id"]: number for number, item in enumerate(below) if _has_id(item)}
        new: dict[str, int] = {}
        for number, item in enumerate(above):
            place = (CONDITIONS, number)
            self.found.written[place] = self.over.written[place]
            if not _has_id(item):
                self.found.add(place, "no id", "say by id which condition it is")
            elif item["id"] in new:
                self.found.add(place, f"{item['id']} appears twice", "keep one of the two")
            else:
                new[item["id"]] = number
        known = {**old, **new}
        result = []
        for at, key in enumerate(self.order(known.keys()) or known):
            here = (CONDITIONS, at)
            if key in old and key in new:
                result.append(self.laid(here, (CONDITIONS, old[key]), (CONDITIONS, new[key])))
            elif key in new:
                result.append(self.taken(self.over, here, (CONDITIONS, new[key])))
            else:
                result.append(self.taken(self.base, here, (CONDITIONS, old[key])))
        return result

    def order(self, known: Set[str]) -> list[str]:
        """Return the order that is asked for; none if it cannot be followed."""
        asked = self.over.data.get(ORDER)
        if asked is None:
            return []
        self.found.written[ORDER,] = self.over.written[ORDER,]
        if not isinstance(asked, list) or not all(isinstance(key, str) for key in asked):
            fix = "write the ids of the conditions, in their order"
            self.found.add((ORDER,), "not a list of ids", fix)
            return []
        wrong = [key for key in dict.fromkeys(asked) if key not in known or asked.count(key) > 1]
        for key in wrong:
            if key not in known:
                self.found.add((ORDER,), f"there is no condition {key}", near(key, known))
            elif asked.count(key) > 1:
                self.found.add((ORDER,), f"{key} appears twice", "name each condition once")
        return [] if wrong else asked

    def taken(self, source: Reading, at: DataPath, place: DataPath) -> Any:
        """Take over what stands at a place of one of the two, with all that is in it."""
        value = value_at(source.data, place)
        self.found.written[at] = source.written[place]
        inside = range(len(value)) if isinstance(value, list) else value
        for step in inside if isinstance(value, dict | list) else ():
            self.taken(source, (*at, step), (*place, step))
        return value


def _has_id(item: object) -> bool:
    return isinstance(item, Mapping) and isinstance(item.get("id"), str)


def value_at(data: Any, place: DataPath) -> Any:
    """Return what stands at a place of data."""
    for step in place:
        data = data[step]
    return data
