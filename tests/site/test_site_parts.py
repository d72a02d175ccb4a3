"""What scripts look for in a page is there: overrides/types/parts.d.ts says what that is."""

import re
from collections.abc import Iterator

import pytest

from tests.site.built_site import ROOT, Site, listed

MEND = """
No page has the part that is named above, which a script looks for. See the template in
overrides/quiz/ that had it, and the page in docs/ that asks for that component; or take the part
out of overrides/types/parts.d.ts.
"""

PARTS = (ROOT / "overrides" / "types" / "parts.d.ts").read_text(encoding="utf-8")
PART = re.compile(
    r"""["`](?P<tag>[a-z]*)\[data-(?P<name>[a-z-]+)(?:=(?P<value>[^]]+))?\]["`]\]?"""
    r"""(?:: (?P<kind>.+);)?"""
)
BUTTONS = re.compile(r"type PartButton =([^;]+);")
TAGS = {
    "DetailForm": "form",
    "HTMLAnchorElement": "a",
    "HTMLButtonElement": "button",
    "HTMLDetailsElement": "details",
    "HTMLDialogElement": "dialog",
    "HTMLInputElement": "input",
    "HTMLTableSectionElement": "tbody",
    "HTMLTemplateElement": "template",
    "HTMLTextAreaElement": "textarea",
    "PasteForm": "form",
    "SVGSVGElement": "svg",
    "TemplateOf": "template",
}

type Part = tuple[str, str, str | None, str]


def parts() -> Iterator[Part]:
    """Yield the parts that have a data attribute: tag, attribute, its value, what the part is.

    The value is None, and the tag empty, where any will do.
    """
    for tag, name, value, kind in PART.findall(PARTS):
        if "PartButton" in value:
            for button in re.findall(r"[\w-]+", *BUTTONS.findall(PARTS)):
                yield tag, f"data-{name}", button, "HTMLButtonElement"
        else:
            yield tag, f"data-{name}", None if "$" in value or not value else value, kind


def is_of(kind: str, tag: str, attributes: set[str]) -> bool:
    """Say whether an element with this tag and these attributes is what a script takes it for."""
    tags = {TAGS[known] for known in re.findall(r"\w+", kind) if known in TAGS} or {tag}
    needed = {re.sub("[A-Z]", r"-\g<0>", key).lower() for key in re.findall(r'"(\w+)"', kind)}
    return tag in tags and {f"data-{key}" for key in needed} <= attributes


@pytest.mark.parametrize("part", list(dict.fromkeys(parts())), ids=lambda part: part[1])
def test_a_part_that_scripts_look_for_is_there(built: Site, part: Part) -> None:
    """Some page has it, and wherever it stands it is what scripts take it for."""
    tag, name, value, kind = part
    found = [e for page in built.pages.values() for e in page.document.all(tag, name, value)]
    assert found
    others = [str(e) for e in found if not is_of(kind, e.tag, set(e.attributes))]
    assert not others, listed(others)
