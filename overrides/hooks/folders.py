"""What follows from the folders of overrides/quiz/: the components, and what a page loads for them.

A template whose name has no `_` in front is a component, called as its file. At its top it says
what it takes, and Python that it needs beyond that is in the `context.py` of its folder. A page
with components loads the styles of every folder that their templates lie in, and the scripts that
define their elements.
"""

import importlib.util
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment
from jinja2.meta import find_referenced_templates

FLOOR = ("frame", "kit")
"""The folders whose styles every page has; all other styles come after these."""

HEAD = re.compile(r"\{#\s*(?P<name>[\w-]+)(?P<takes>(?:\s+[A-Z-]+…?)*)\s*:")
"""How a component's template begins: `{# chain LEVELS…: what it is for #}`."""

ELEMENT = re.compile(r"""customElements\.define\("quiz-(?P<element>[\w-]+)",""")

type Context = Callable[..., Mapping[str, Any]]


@dataclass(frozen=True)
class Component:
    """A component: its template, what it takes, and the folders that it is made of."""

    name: str
    template: str
    takes: Sequence[str]
    folders: frozenset[str]
    context: Context | None

    def arguments(self, given: Sequence[str]) -> Mapping[str, Any]:
        """Return the arguments of a fence under their names; raises ValueError for a wrong number.

        One with `…` behind its name is a list of all that are left.
        """
        names = [name.removesuffix("…").lower() for name in self.takes]
        most = len(names)
        values: list[str | Sequence[str]] = list(given)
        if self.takes and self.takes[-1].endswith("…"):
            values = [*given[: most - 1], given[most - 1 :]]
        if len(values) != most:
            usage = " ".join([self.name, *self.takes])
            raise ValueError(f"{len(given)} given, but it takes {most}: “{usage}”")
        return dict(zip(names, values, strict=True))


def read_components(theme: Path, templates: Environment) -> dict[str, Component]:
    """Return every component by its name; raises ValueError for one that says no usage."""
    found: dict[str, Component] = {}
    for file in sorted((theme / "quiz").glob("*/*.html")):
        if file.name.startswith("_"):
            continue
        path = file.relative_to(theme).as_posix()
        head = HEAD.match(file.read_text(encoding="utf-8"))
        if head is None or head["name"] != file.stem:
            raise ValueError(f"{path}: begin with “{{# {file.stem} WHAT-IT-TAKES: what it is #}}”")
        if file.stem in found:
            raise ValueError(f"{path}: {found[file.stem].template} has that name already")
        parts = [path]
        for part in parts:  # grows on the way
            parts += [other for other in _named_in(part, templates) if other not in parts]
        found[file.stem] = Component(
            name=file.stem,
            template=path,
            takes=head["takes"].split(),
            folders=frozenset(part.split("/")[1] for part in parts),
            context=_context(file),
        )
    return found


def elements_in(scripts: Mapping[str, str]) -> dict[str, str]:
    """Return which script defines an element; `scripts` are their texts by path."""
    return {element: name for name, text in scripts.items() for element in ELEMENT.findall(text)}


def in_order(folders: Iterable[str]) -> list[str]:
    """Return folders in the order of their styles: what others stand on comes first."""
    floors = [*FLOOR, "pictures", "engine"]
    return sorted(folders, key=lambda name: (*(name != floor for floor in floors), name))


def _named_in(template: str, templates: Environment) -> list[str]:
    assert templates.loader is not None
    source, *_ = templates.loader.get_source(templates, template)
    named = find_referenced_templates(templates.parse(source))
    return [name for name in named if name is not None]


def _context(template: Path) -> Context | None:
    """Return the function of that name in the folder's context.py, if there is one."""
    file = template.with_name("context.py")
    if not file.exists():
        return None
    spec = importlib.util.spec_from_file_location(f"context_of_{file.parent.name}", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found: Context | None = getattr(module, template.stem.replace("-", "_"), None)
    return found
