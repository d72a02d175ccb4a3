"""Renders the quiz's components into the pages that ask for them.

A page asks with a fenced block, one line: the component's name and its arguments.

    ```quiz
    chain 3 2 3 2 3
    ```

Each component is a Jinja2 template in overrides/quiz/, filled from the definition in the page's
language. The site's own texts (buttons, headings) come from overrides/quiz/texts.yml.
"""

import base64
import json
import logging
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, cast

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url
from ruamel.yaml import YAML

from engine.build import CONTENT, DEFINITION, build_engine, empty_lock
from languages import home_of
from quiz.deck import Case, load_deck, pieces
from quiz.definition import Definition, definition_from
from quiz.errors import InputError
from quiz.facts import facts_of
from quiz.report import as_data, report_on
from quiz.scoring import judge
from quiz.sheet import sheet_from
from quiz.source import load_definition
from quiz.wording import words

FENCE = re.compile(r"^```quiz\n(?P<line>[^\n`]+)\n```$", re.MULTILINE)
TALK = re.compile(r"^```talk\n(?P<body>.+?)\n```$", re.MULTILINE | re.DOTALL)
MARK = re.compile(r"<!--quiz (?P<line>[^>]+)-->")
ENGINE_FOLDER = "assets/engine"
GROUP_CASES = ("housing-stairs", "staffing-cheese", "hospital-kiosks")
"""What a group rates apart: an easy case, one that leaves much unsaid, one with contradictions."""

EXAMPLE_DAY = date(2026, 11, 24)
"""The day on which the worked examples are judged: pages do not change by themselves."""

log = logging.getLogger("mkdocs.plugins")


@dataclass(frozen=True)
class Site:
    """What every component can draw on; read anew for each build."""

    definition: Definition
    deck: Sequence[Case]
    texts: Mapping[str, Mapping[str, str]]
    examples: Mapping[str, Mapping[str, Any]]
    templates: Environment


def read_site(config: MkDocsConfig) -> Site:
    """Read the definition, the texts and the examples; what is wrong stops the build."""
    assert config.theme.custom_dir is not None
    folder = Path(config.theme.custom_dir)
    yaml = YAML(typ="safe")
    templates = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    try:
        definition = definition_from(load_definition(DEFINITION))
        deck = load_deck(definition, CONTENT / "quiz" / "cases")
    except InputError as error:
        raise PluginError(f"\n{error}") from None
    texts = yaml.load((folder / "quiz" / "texts.yml").read_text(encoding="utf-8"))
    examples = CONTENT / "overrides" / "quiz" / "examples.yml"
    for key, text in texts.items():
        if set(text) != set(definition.languages):
            wanted = " and ".join(definition.languages)
            raise PluginError(f"texts.yml: {key}: {', '.join(text)}: give it in {wanted} alone")
    return Site(
        definition=definition,
        deck=deck,
        texts=texts,
        examples=yaml.load(examples.read_text(encoding="utf-8")),
        templates=templates,
    )


_site: Site | None = None


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Read everything once for each language's build."""
    global _site  # noqa: PLW0603 - MkDocs gives hooks no place of their own
    _site = read_site(config)
    return files


def on_page_markdown(markdown: str, **_: object) -> str:
    """Put a mark where a component goes: its HTML must not pass through Markdown."""
    markdown = TALK.sub(lambda talk: f"<!--quiz talk {_packed(talk['body'])}-->", markdown)
    return FENCE.sub(r"<!--quiz \g<line>-->", markdown)


def on_page_content(html: str, page: Page, config: MkDocsConfig, **_: object) -> str:
    """Render the components in place of their marks; write a rule as HTML has it, not XML."""
    html = html.replace("<hr />", "<hr>")
    return MARK.sub(lambda mark: _render(mark["line"].split(), page, config), html)


def _render(line: Sequence[str], page: Page, config: MkDocsConfig) -> str:
    """Return a component; where there is none, nothing, with an error that stops a strict build."""
    assert _site is not None
    name, *arguments = line
    if name not in COMPONENTS:
        known = ", ".join(sorted(COMPONENTS))
        log.error("%s: no component %r: there are %s", page.file.src_uri, name, known)
        return ""
    language = page.file.src_uri.split("/")[0]
    texts = texts_in(_site, language)

    def link(target: str) -> str:
        """Return the address of a page or file of the site, as seen from this page."""
        return get_relative_url(target, page.url)

    def page_link(target: str) -> str:
        """Return the address of a page in the same language, such as `article/#need`."""
        return link(home_of(language, config) + target)

    context = {
        "definition": _site.definition,
        "language": language,
        "t": texts,
        "link": link,
        "page_link": page_link,
        "say": lambda text: text[language],
        "capital": lambda text: text[:1].upper() + text[1:],
    }
    try:
        context |= COMPONENTS[name](_site, language, *arguments)
    except (InputError, TypeError, ValueError, KeyError) as error:
        log.error("%s: %s: %s", page.file.src_uri, " ".join(line), error)
        return ""
    return _site.templates.get_template(f"quiz/{FOLDERS[name]}/{name}.html").render(context)


def _packed(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).decode()


def _talk(_site: Site, _language: str, packed: str) -> Mapping[str, Any]:
    """Read a conversation: `wrong` or `right` and a title, then a line for each thing said.

    A line is `Name: what is said`; one that begins with `!` tells why it turns there.
    """
    first, *rest = base64.urlsafe_b64decode(packed).decode().splitlines()
    kind, _, title = first.partition(" ")
    if kind not in ("wrong", "right") or not title:
        raise ValueError(f"a talk begins with “wrong” or “right” and a title, not with “{first}”")
    lines = []
    for line in filter(None, map(str.strip, rest)):
        who, colon, said = line.partition(": ")
        if line.startswith("!"):
            who, said = "", line.removeprefix("!").strip()
        elif not colon:
            raise ValueError(
                f"nobody says “{line}”: write “Name: …”, or “! …” at the turning point"
            )
        lines.append((who, said))
    return {"kind": kind, "title": title, "lines": lines}


def _cases(site: Site, language: str, lesson: str) -> Mapping[str, Any]:
    return {**_deck(lesson_cases(site, lesson), language), **_engine()}


def _practice(site: Site, language: str) -> Mapping[str, Any]:
    return {**_deck(site.deck, language), **_engine()}


def _group(site: Site, language: str) -> Mapping[str, Any]:
    by_id = {case.id: case for case in site.deck}
    return {**_deck([by_id[case] for case in GROUP_CASES], language), **_engine()}


def _deck(cases: Sequence[Case], language: str) -> Mapping[str, Any]:
    keys = {case.id: case.answers() for case in cases}
    return {
        "cases": cases,
        "pieces": lambda case: pieces(case, language),
        "keys": Markup(json.dumps(keys)),  # noqa: S704 - ids and numbers
    }


def lesson_cases(site: Site, lesson: str) -> list[Case]:
    """Return the two cases of a lesson: look-alikes if it has them, else its two easiest.

    The lesson on letting go has one to park and one to walk away from, out of those left.
    """
    chosen: dict[str, list[Case]] = {}
    for condition in site.definition.ids:
        own = [case for case in site.deck if case.focus == condition]
        pairs = [[case, other] for case in own for other in own if case.pair == other.id]
        chosen[condition] = (pairs or [own])[0][:2]
    taken = {case.id for cases in chosen.values() for case in cases}
    left = [case for case in site.deck if case.id not in taken]
    verdicts = {
        case.id: judge(site.definition, case.sheet(site.definition)).verdict for case in left
    }
    chosen["letting-go"] = [
        next(case for case in left if verdicts[case.id] == verdict)
        for verdict in ("park", "walk-away")
    ]
    return chosen[lesson]


def texts_in(site: Site, language: str) -> Mapping[str, str]:
    """Return the components' own words in a language."""
    return {key: text[language] for key, text in site.texts.items()}


def on_env(env: Environment, config: MkDocsConfig, **_: object) -> Environment:
    """Tell the frame its words, and every page which cases make which lesson done."""
    assert _site is not None
    env.globals["facts"] = facts_of(_site.definition)
    env.globals["frame"] = texts_in(_site, cast(str, config.theme["language"]))
    env.globals["conditions"] = _site.definition.ids
    env.globals["lessons"] = {
        language: {
            lesson: {
                "cases": [case.id for case in lesson_cases(_site, lesson)],
                "done": _site.texts["lesson_done"][language],
            }
            for lesson in (*_site.definition.ids, "letting-go")
        }
        for language in _site.definition.languages
    }
    return env


def _nothing(*_: object) -> Mapping[str, Any]:
    return {}


def _chain(site: Site, _language: str, *levels: str) -> Mapping[str, Any]:
    given = dict(zip(site.definition.ids, levels, strict=True))
    answers = {key: int(level) if level.isdigit() else level for key, level in given.items()}
    return {"levels": _levels(site, answers)}


def _example(site: Site, language: str, name: str) -> Mapping[str, Any]:
    answers = site.examples[name]
    report = report_on(
        site.definition, sheet_from({"answers": answers}, site.definition), EXAMPLE_DAY
    )
    data = as_data(report)
    return {
        "levels": _levels(site, data["answers"]),
        "result": data,
        "words": words(report, language),
    }


def _check(_site: Site, _language: str) -> Mapping[str, Any]:
    return _engine()


def _engine() -> Mapping[str, Any]:
    files = [vars(item) for item in build_engine()]
    return {
        "engine_folder": ENGINE_FOLDER,
        "engine_files": Markup(json.dumps(files)),  # noqa: S704 - our own names and numbers
        "engine_lock": Markup(json.dumps(empty_lock())),  # noqa: S704
    }


def _ladder(site: Site, _language: str, condition: str) -> Mapping[str, Any]:
    return {"condition": site.definition[condition]}


def _levels(site: Site, answers: Mapping[str, Any]) -> Sequence[tuple[Any, str]]:
    """Pair each condition with its level as the page writes it: 0 to 3, unknown or nothing."""
    return [
        (condition, str(answers.get(condition.id, ""))) for condition in site.definition.conditions
    ]


FOLDERS = {
    "cases": "practice",
    "chain": "article",
    "check": "check",
    "conditions": "article",
    "erase": "erase",
    "example": "article",
    "flow": "article",
    "group": "practice",
    "ladder": "article",
    "lessons": "article",
    "practice": "practice",
    "prospects": "prospects",
    "scorecard": "article",
    "talk": "article",
    "team": "team",
}

COMPONENTS: Mapping[str, Callable[..., Mapping[str, Any]]] = {
    "cases": _cases,
    "chain": _chain,
    "check": _check,
    "conditions": _nothing,
    "erase": _nothing,
    "example": _example,
    "flow": _nothing,
    "group": _group,
    "ladder": _ladder,
    "lessons": _nothing,
    "practice": _practice,
    "prospects": _check,
    "scorecard": _nothing,
    "talk": _talk,
    "team": _check,
}
