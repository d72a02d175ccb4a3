"""Renders the quiz's components into the pages that ask for them.

A page asks with a fenced block, one line: the component's name and its arguments.

    ```quiz
    chain need=3 trust=unknown others=2
    ```

Each component is a Jinja2 template in a folder of overrides/quiz/, filled from the definition in
the page's language: folders.py says how it is found. The site's own texts (buttons, headings) come
from overrides/quiz/texts.yml.
"""

import base64
import logging
import re
from collections.abc import Mapping, Sequence
from typing import cast

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

import verdicts  # noqa: F401 - for contexts, which load when this folder is not on the path
from content import (
    Site,
    lesson_cases,
    lesson_names,
    lesson_talk,
    read_site,
    texts_in,
    theme_folder,
)
from data_files import asked_files
from folders import Component, read_components
from languages import home_of
from numbers_in_pages import with_numbers
from quiz.errors import InputError
from quiz.host.facts import facts_of
from quiz.host.fit import FENCE
from quiz.host.version import version

TALK = re.compile(r"^```talk\n(?P<body>.+?)\n```$", re.MULTILINE | re.DOTALL)
MARK = re.compile(r"<!--quiz (?P<line>[^>]+)-->")

log = logging.getLogger("mkdocs.plugins")

_site: Site | None = None
_components: Mapping[str, Component] = {}


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Read everything once for each language's build."""
    global _site, _components  # noqa: PLW0603 - MkDocs gives hooks no place of their own
    _site = read_site(config)
    try:
        _components = read_components(theme_folder(config), _site.templates)
    except ValueError as error:
        raise PluginError(f"\n{error}") from None
    return files


def on_page_markdown(markdown: str, page: Page, **_: object) -> str:
    """Put a mark where a component goes: its HTML must not pass through Markdown.

    Before that, numbers that follow from the questions come in.
    """
    assert _site is not None
    language = page.file.src_uri.split("/")[0]
    lessons = len(lesson_names(_site, language))
    try:
        for key in ("title", "description"):
            if isinstance(said := page.meta.get(key), str):
                page.meta[key] = with_numbers(said, _site.definition, lessons, language)
        markdown = with_numbers(markdown, _site.definition, lessons, language)
    except ValueError as error:
        log.error("%s: %s", page.file.src_uri, error)
    markdown = TALK.sub(lambda talk: f"<!--quiz talk {_packed(talk['body'])}-->", markdown)
    return FENCE.sub(r"<!--quiz \g<line>-->", markdown)


def on_page_content(html: str, page: Page, config: MkDocsConfig, **_: object) -> str:
    """Render the components in place of their marks; write a rule as HTML has it, not XML."""
    assert _site is not None
    html = html.replace("<hr />", "<hr>")
    if _site.adapted and not _site.fit.is_own(page.file.src_uri):
        html = MARK.sub(lambda mark: mark[0] if _site.fit.can_show(mark["line"]) else "", html)
    named = {mark["line"].split()[0] for mark in MARK.finditer(html)} & _components.keys()
    page.meta["folders"] = frozenset[str]().union(*(_components[name].folders for name in named))
    return MARK.sub(lambda mark: _render(mark["line"].split(), page, config), html)


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Tell the frame its words and version, and every page which cases make which lesson done.

    What pages asked for beside themselves, as tables of verdicts, is published too.
    """
    assert _site is not None
    for file in asked_files(config):
        files.append(file)
    env.globals["version"] = version()
    env.globals["facts"] = facts_of(_site.definition, config.site_name)
    env.globals["frame"] = texts_in(_site, cast(str, config.theme["language"]))
    env.globals["lessons_there"] = _site.fit.lessons
    env.globals["lessons"] = {
        language: {
            lesson: {
                "cases": [case.id for case in lesson_cases(_site, lesson)],
                "talk": (lesson_talk(_site, lesson) or {}).get("id", ""),
                "done": _site.texts["lesson_done"][language],
                "with_talk": _site.texts["lesson_with_talk"][language],
            }
            for lesson in lesson_names(_site, language)
        }
        for language in _site.definition.languages
    }
    return env


def _render(line: Sequence[str], page: Page, config: MkDocsConfig) -> str:
    """Return a component; where there is none, nothing, with an error that stops a strict build."""
    assert _site is not None
    name, *given = line
    if name not in _components:
        known = ", ".join(sorted(_components))
        log.error("%s: no component %r: there are %s", page.file.src_uri, name, known)
        return ""
    component = _components[name]
    language = page.file.src_uri.split("/")[0]

    def address(target: str) -> str:
        """Return the address of a page or file of the site, as seen from this page."""
        return get_relative_url(target, page.url)

    def page_link(target: str) -> str:
        """Return the address of a page in the same language, such as `article/#need`."""
        assert _site is not None
        page_of, _, anchor = target.partition("#")
        path = f"{page_of.rstrip('/') or 'index'}.md"
        if anchor and not _site.fit.has_anchor(path, language, anchor):
            target = page_of
        return address(home_of(language, config) + target)

    context = {
        "definition": _site.definition,
        "engine": _site.engine,
        "language": language,
        "t": texts_in(_site, language),
        "address": address,
        "page_link": page_link,
        "in_article": _site.fit.in_article(language),
        "lessons_there": _site.fit.lessons,
        "last_lesson": _site.fit.has_page("training/letting-go.md"),
        "say": lambda text: text[language],
        "capital": lambda text: text[:1].upper() + text[1:],
    }
    try:
        arguments = component.arguments(given)
        context |= arguments
        if component.context:
            context |= component.context(_site, language, **arguments)
    except (InputError, TypeError, ValueError, KeyError) as error:
        log.error("%s: %s: %s", page.file.src_uri, " ".join(line), error)
        return ""
    return _site.templates.get_template(component.template).render(context)


def _packed(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).decode()
