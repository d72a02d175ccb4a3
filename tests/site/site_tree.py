"""A page as a tree, so that a test can ask what stands where; `html.parser` does the reading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track")
)


@dataclass(eq=False)
class Element:
    """An element with its attributes (no value is the empty string) and what is in it."""

    tag: str
    attributes: dict[str, str]
    parent: Element | None = None
    children: list[Element | str] = field(default_factory=list)

    def __getitem__(self, attribute: str) -> str:
        """Return the value of an attribute; the empty string when it is not there."""
        return self.attributes.get(attribute, "")

    def __str__(self) -> str:
        """Return the start tag, for messages."""
        return f"<{' '.join([self.tag, *(f'{k}="{v}"' for k, v in self.attributes.items())])}>"

    def all(self, tag: str = "", has: str = "", value: str | None = None) -> Iterator[Element]:
        """Yield the elements below this one, in order, by tag, attribute and its value."""
        for child in self.children:
            if isinstance(child, Element):
                if (
                    tag in ("", child.tag)
                    and (not has or has in child.attributes)
                    and (value is None or child[has] == value)
                ):
                    yield child
                yield from child.all(tag, has, value)

    def one(self, tag: str = "", has: str = "", value: str | None = None) -> Element:
        """Return the only such element below this one; AssertionError when there is not one."""
        found = list(self.all(tag, has, value))
        assert len(found) == 1, f"{len(found)} of <{tag or '*'}> [{has}={value}] in {self}"
        return found[0]

    def inside(self, tag: str) -> bool:
        """Say whether this element stands in one with that tag."""
        return self.parent is not None and (self.parent.tag == tag or self.parent.inside(tag))

    @property
    def raw(self) -> str:
        """The text of this element and all below it, letter by letter."""
        return "".join(child if isinstance(child, str) else child.raw for child in self.children)

    @property
    def text(self) -> str:
        """The text of this element and all below it, with single spaces."""
        return " ".join(self.raw.split())


def parse(html: str) -> Element:
    """Return the document as an element without a tag, that holds all others."""
    parser = _Parser()
    parser.feed(html)
    parser.close()
    return parser.document


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.document = self.place = Element("", {})

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_startendtag(tag, attrs)
        if tag not in VOID:
            last = self.place.children[-1]
            assert isinstance(last, Element)
            self.place = last

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self.place.children.append(Element(tag, attributes, self.place))

    def handle_endtag(self, tag: str) -> None:
        around: Element | None = self.place
        while around is not None and around.tag != tag:
            around = around.parent
        if around is not None and around.parent is not None:
            self.place = around.parent

    def handle_data(self, data: str) -> None:
        self.place.children.append(data)
