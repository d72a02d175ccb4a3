"""Where in team/ that goes which a copy edited in files of ours, and what to do about the rest."""

import posixpath
import re

CONDITIONS = "quiz/conditions.yml"
DATA = {
    CONDITIONS: "conditions.yml",
    "quiz/phrases.yml": "phrases.yml",
    "overrides/quiz/texts.yml": "texts.yml",
    "overrides/quiz/examples.yml": "examples.yml",
    "overrides/quiz/lesson/drawings.yml": "drawings.yml",
}
"""Files of which single keys are laid over ours."""

FIXED = {"texts.yml", "drawings.yml"}
"""Those with the keys that templates ask for, and no others."""

WHOLE = (
    (re.compile(r"docs/((?:nl|en)/.+)"), "docs/{}"),
    (re.compile(r"quiz/(cases|conversations|exercises)/([\w-]+\.yml)"), "{}/{}"),
    (re.compile(r"quiz/keys/(\d+\.json)"), "keys/{}"),
    (re.compile(r"overrides/assets/(favicon\.svg|card-(?:nl|en)\.png)"), "{}"),
    (re.compile(r"overrides/assets/icons/(icon-(?:maskable-)?\d+\.png)"), "{}"),
)
"""Files that go as they are, and where to."""

CONFIG = "mkdocs.yml"
FOOTER = "overrides/partials/footer.html"
STYLES = "overrides/quiz/frame/site.css"
LOGO = "overrides/partials/logo.html"
WORDS = "tests/words/own-words.txt"
SETTINGS = "team.yml"
"""What the settings of a team are in."""

SCHEMA = re.compile(rb"\A(# yaml-language-server: \$schema=)(\S+)")
SVG = re.compile(r"\s*<svg\b[^{}]*</svg>\s*")

ADVICE = (
    (r"README\.md", "Keep yours as .github/README.md: GitHub shows that one first."),
    (
        r"\.github/workflows/.*",
        "Give yours a name of its own; ours can be switched off in the Actions tab.",
    ),
    (
        re.escape(CONFIG),
        "Say in team/team.yml what it has a key for; the rest of mkdocs.yml is ours.",
    ),
    (
        re.escape(FOOTER),
        "Say it in team/team.yml as owner, credit or licence: plain text, without HTML.",
    ),
    (re.escape(LOGO), "Draw it as team/logo.svg, with its colours in the file itself."),
    (
        re.escape(STYLES),
        "Colours of the two schemes go into team/team.yml; the other styles are ours.",
    ),
    (r"overrides/assets/.*", "team/ has a logo, a favicon, cards and icons; no other picture."),
    (
        "|".join(map(re.escape, DATA)),
        "A key of ours can be said otherwise, not taken out; nothing asks for a new one.",
    ),
    (
        r"(docs|quiz)/.*\.(md|yml|json)",
        "team/ can have another file of that name in its place, and none cannot be had.",
    ),
    (r".*", "team/ has no place for this: propose it to us, so that a release has it."),
)
"""What to do about what cannot be moved, by its path: the first that fits counts."""


def target_of(path: str) -> str:
    """Return where a file goes as it is, below team/; nothing for one that does not."""
    for pattern, target in WHOLE:
        if found := pattern.fullmatch(path):
            return target.format(*found.groups())
    return ""


def pointed(text: bytes, path: str, target: str) -> bytes:
    """Return a file whose first line, if it names a schema, names it from its new place."""

    def moved(line: re.Match[bytes]) -> bytes:
        schema = posixpath.normpath(posixpath.join(posixpath.dirname(path), line[2].decode()))
        return line[1] + posixpath.relpath(schema, posixpath.dirname(target)).encode()

    return SCHEMA.sub(moved, text)


def alone(drawing: bytes) -> bytes:
    """Return a drawing out of a page as a file; nothing when it needs the page or its styles."""
    text = drawing.decode()
    if not SVG.fullmatch(text) or "class=" in text:
        return b""
    if "xmlns=" not in text:
        text = text.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
    return text.encode()


def advice(path: str) -> str:
    """Return what to do about what cannot be moved out of a file."""
    return next(said for rule, said in ADVICE if re.fullmatch(rule, path))
