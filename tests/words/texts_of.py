"""What the site says, by language, with each word on its own line.

What is no text is blanked letter by letter, so that all that is left stays where it was.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode

from quiz.host.team import read_settings, team_folder

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
QUIZ = ROOT / "quiz"
OVERRIDES = ROOT / "overrides"
SETTINGS = ROOT / "mkdocs.yml"
LANGUAGES = ("nl", "en")

FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
NO_VALUE = re.compile(r"^(?:(?!title:|description:).*|\w+:)", re.MULTILINE)
"""In front matter: a line without text, or the key before one."""

FENCE = re.compile(r"^```(?P<kind>\w*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
TALK_KIND = re.compile(r"\A(?:wrong|right|mended) ")
SPAN = re.compile(r'<span lang="(?P<language>\w+)">.*?</span>')
HEADING = re.compile(r"^##? .*$", re.MULTILINE)
MARKUP = re.compile(
    r"`[^`\n]+`"  # code
    r"|\]\([^)\s]*\)"  # where a link leads
    r"|\b[\w-]+(?:\.[\w-]+)*\.(?:be|com|de|eu|example|io|net|nl|org|uk)\b"  # an address in full
    r"|\{ ?[#.][^}\n]*\}"  # attributes
    r"|<[^>]+>"
)
NUMBER = re.compile(r"\{(?P<word>[A-Za-z]+)\}")
"""A number that follows from the questions: it reads as it is written, but for the braces."""

PLACEHOLDER = re.compile(r"\{\w+\}")

LINK_ELSEWHERE = re.compile(
    r"\[(?P<text>[^\]]+)\]\(https?://[^)\s]+\)"
    r"|<a\b[^>]*\bhref=[\"']https?://[^>]*>(?P<html>[^<]*)</a>"
)
SITE_NAME = re.compile(r"^\s*site_name: (?P<name>.+)$", re.MULTILINE)

JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
TEMPLATES = {
    "partials/footer.html": re.compile(
        r"\{% if dutch %\}(?P<nl>.*)\{% elif not dutch %\}(?P<en>.*)", re.S
    ),
    "404.html": re.compile(r'(?P<nl><div lang="nl".*)(?P<en><div lang="en".*)', re.S),
}
"""The templates that hold sentences, and where each language stands in them."""

WORD = re.compile(r"(?<!\w)(?:[’'](?=[st]\b))?[^\W\d_][^\W_]*(?:[-’'][^\W_]+)*")
"""Begins with a letter, or with what is left of *des* or *het* before it."""


def sources() -> list[Path]:
    """Return every file with texts that a reader sees."""
    return [
        *sorted(DOCS.rglob("*.md")),
        QUIZ / "conditions.yml",
        QUIZ / "phrases.yml",
        *sorted((QUIZ / "cases").glob("*.yml")),
        *sorted((QUIZ / "exercises").glob("*.yml")),
        *sorted((QUIZ / "conversations").glob("*.yml")),
        OVERRIDES / "quiz" / "texts.yml",
        OVERRIDES / "quiz" / "lesson" / "drawings.yml",
        *(OVERRIDES / name for name in TEMPLATES),
        *_of_the_team(),
    ]


def _of_the_team() -> list[Path]:
    """Return the files with texts that a team has laid over ours."""
    folder = team_folder()
    if folder is None:
        return []
    pages = sorted((folder / "docs").rglob("*.md"))
    return [
        *pages,
        *(file for file in sorted(folder.rglob("*.yml")) if file.name != "examples.yml"),
    ]


@cache
def names() -> frozenset[str]:
    """Return names that no dictionary has to know: what the site is called, and who it links to.

    Of the text of a link to another site, that is each word with a capital.
    """
    said = [name["name"] for name in SITE_NAME.finditer(SETTINGS.read_text(encoding="utf-8"))]
    own = read_settings(team_folder())
    said += [*(own.name or {}).values(), *([own.owner["name"]] if own.owner else [])]
    for file in sources():
        links = LINK_ELSEWHERE.finditer(file.read_text(encoding="utf-8"))
        said += [link["text"] or link["html"] for link in links]
    return frozenset(word for text in said for _, word in words_of(text) if word[0].isupper())


def texts_of(file: Path) -> Mapping[str, str]:
    """Return what a file says in each language; each text is as long as the file."""
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".md":
        parts = file.relative_to(ROOT).parts
        return _texts_of_page(text, parts[parts.index(DOCS.name) + 1])
    if file.suffix == ".yml":
        return _texts_of_data(text)
    return _texts_of_template(text, TEMPLATES[file.relative_to(OVERRIDES).as_posix()])


def words_of(text: str) -> Iterator[tuple[int, str]]:
    """Yield each word, with the number of its line."""
    for number, line in enumerate(text.split("\n"), start=1):
        for word in WORD.finditer(line):
            yield number, word[0]


def prose_of(page: Path) -> str:
    """Return the running text of a page with its headings, as its author wrote it.

    Fences are left out: components get their words from elsewhere, and a talk is no prose.
    """
    text = page.read_text(encoding="utf-8")
    for pattern in (FRONT_MATTER, FENCE, MARKUP):
        text = pattern.sub(_blank, text)
    return NUMBER.sub(r"\g<word>", text)


def _texts_of_page(text: str, language: str) -> Mapping[str, str]:
    text = FRONT_MATTER.sub(lambda found: NO_VALUE.sub(_blank, found[0]), text)
    text = NUMBER.sub(_without_braces, FENCE.sub(_talk_alone, text))
    texts = {language: SPAN.sub(_blank, text)}
    for other in LANGUAGES:
        if other != language:
            texts[other] = _kept(
                text, [span.span() for span in SPAN.finditer(text) if span["language"] == other]
            )
    return {code: MARKUP.sub(_blank, found) for code, found in texts.items()}


def _talk_alone(fence: re.Match[str]) -> str:
    if fence["kind"] != "talk":
        return _blank(fence)
    return f"{' ' * 7}\n{TALK_KIND.sub(_blank, fence['body'])}{' ' * 3}"


def _texts_of_data(text: str) -> Mapping[str, str]:
    root = YAML().compose(text)
    spans = {
        language: [(scalar.start_mark.index, scalar.end_mark.index) for scalar in said]
        for language in LANGUAGES
        for said in [list(_scalars(root, language))]
    }
    return {
        language: PLACEHOLDER.sub(_blank, _kept(text, found)) for language, found in spans.items()
    }


def _scalars(node: Node, language: str, inside: bool = False) -> Iterator[ScalarNode]:
    """Yield what stands under the key of a language, at any depth, but no sums: they are data."""
    if isinstance(node, MappingNode):
        for key, value in node.value:
            if key.value == "sums":
                continue
            yield from _scalars(value, language, inside or key.value == language)
    elif isinstance(node, ScalarNode):
        if inside:
            yield node
    else:
        for value in node.value:
            yield from _scalars(value, language, inside)


def _texts_of_template(text: str, places: re.Pattern[str]) -> Mapping[str, str]:
    found = places.search(text)
    assert found is not None, "the template does not say its languages as it did"
    return {
        language: MARKUP.sub(_blank, JINJA.sub(_blank, _kept(text, [found.span(language)])))
        for language in LANGUAGES
    }


def _kept(text: str, spans: list[tuple[int, int]]) -> str:
    """Return the text with all blanked but these parts."""
    kept, end = "", 0
    for start, stop in spans:
        kept += _blanked(text[end:start]) + text[start:stop]
        end = stop
    return kept + _blanked(text[end:])


def _without_braces(number: re.Match[str]) -> str:
    return f" {number['word']} "


def _blank(found: re.Match[str]) -> str:
    return _blanked(found[0])


def _blanked(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)
