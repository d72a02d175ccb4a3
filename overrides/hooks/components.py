"""Renders the quiz's components into the pages that ask for them.

A page asks with a fenced block, one line: the component's name and its arguments.

    ```quiz
    chain 3 2 3 2 3
    ```

Each component is a Jinja2 template in overrides/quiz/, filled from the definition in the page's
language. The site's own texts (buttons, headings) come from overrides/quiz/texts.yml.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url
from ruamel.yaml import YAML

from engine import ROOT, build_engine, empty_lock
from languages import home_of
from quiz.definition import Definition, definition_from
from quiz.errors import InputError
from quiz.report import as_data, report_on
from quiz.sheet import sheet_from
from quiz.source import load_definition
from quiz.wording import words

FENCE = re.compile(r"^```quiz\n(?P<line>[^\n`]+)\n```$", re.MULTILINE)
MARK = re.compile(r"<!--quiz (?P<line>[^>]+)-->")
ENGINE_FOLDER = "assets/engine"
EXAMPLE_DAY = date(2026, 11, 24)
"""The day on which the worked examples are judged: pages do not change by themselves."""


@dataclass(frozen=True)
class Site:
    """What every component can draw on; read anew for each build."""

    definition: Definition
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
        definition = definition_from(load_definition(ROOT / "quiz" / "conditions.yml"))
    except InputError as error:
        raise PluginError(f"\n{error}") from None
    texts = yaml.load((folder / "quiz" / "texts.yml").read_text(encoding="utf-8"))
    for key, text in texts.items():
        if set(text) != set(definition.languages):
            wanted = " and ".join(definition.languages)
            raise PluginError(f"texts.yml: {key}: {', '.join(text)}: give it in {wanted} alone")
    return Site(
        definition=definition,
        texts=texts,
        examples=yaml.load((folder / "quiz" / "examples.yml").read_text(encoding="utf-8")),
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
    return FENCE.sub(r"<!--quiz \g<line>-->", markdown)


def on_page_content(html: str, page: Page, config: MkDocsConfig, **_: object) -> str:
    """Render the components in place of their marks."""
    return MARK.sub(lambda mark: _render(mark["line"].split(), page, config), html)


def _render(line: Sequence[str], page: Page, config: MkDocsConfig) -> str:
    assert _site is not None
    name, *arguments = line
    if name not in COMPONENTS:
        known = ", ".join(sorted(COMPONENTS))
        raise PluginError(f"{page.file.src_uri}: no component {name!r}; there are {known}")
    language = page.file.src_uri.split("/")[0]
    texts = {key: text[language] for key, text in _site.texts.items()}

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
        raise PluginError(f"{page.file.src_uri}: {' '.join(line)}: {error}") from error
    return _site.templates.get_template(f"quiz/{name}.html").render(context)


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
    files = [{"role": item.role, "name": item.name, "bytes": item.bytes} for item in build_engine()]
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


COMPONENTS: Mapping[str, Callable[..., Mapping[str, Any]]] = {
    "chain": _chain,
    "check": _check,
    "conditions": _nothing,
    "example": _example,
    "flow": _nothing,
    "ladder": _ladder,
    "scorecard": _nothing,
}
