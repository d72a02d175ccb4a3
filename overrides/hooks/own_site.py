"""Lays a team's own over the site: its name, pages, menu, pictures and colours.

What it is, is in the folder `team/`, if there is one: see quiz/host/team.py. Its questions, cases
and words come to components by `content.py`. Pages about conditions that there are not are left out
here, and what leads to them leads nowhere any more.
"""

import filecmp
import os
import posixpath
import re
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from pathlib import Path
from typing import Any, cast

from jinja2 import Environment
from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs_static_i18n.plugin import I18n

from engine.build import BUILD
from languages import still_building
from own import fit, read_own, settings
from quiz.host.colours import SHIPPED, alike, colours_of
from quiz.host.fit import ARTICLE, Fit
from quiz.host.team import LANGUAGES, PICTURES, in_team, team_folder

LAID = BUILD / "docs"
"""Where all pages come to lie when some of them are a team's, or are left out."""

UNDER = {"training": "Training", "coach": "Coach", "reference": "Naslag"}
"""The tabs below which a menu item can stand, as `nav` in mkdocs.yml calls them."""

LINK = re.compile(
    r"(?<!!)\[(?P<text>[^\[\]]*)\]\((?P<page>[\w./-]+\.md)(?P<anchor>#[\w-]+)?\)(?P<class>\{[^}]*\})?"
)
AT = {"icon": "assets/icons/", "card": "assets/", "logo": "assets/", "favicon": "assets/"}
"""Where the pictures of a team come to lie in the site, by how their names begin."""

OUR_MAIN = SHIPPED["light"]["main"]


@event_priority(100)  # before the languages are told apart
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read the team's folder; give the site its name, its pages and its menu.

    It does so once for all languages: for the others, the settings are what has become of them.
    """
    if still_building(config):
        config.site_name = unescape(str(config.site_name))  # what `on_env` made of it
        return config
    read_own(config)
    if folder := team_folder():
        config.watch = [*config.watch, str(folder)]
    for language, own in _names().items():
        target: Any = config if language == "nl" else _language(config, language)
        for key, text in own.items():
            target[key] = text
    if settings().menu or in_team("docs") or fit().lessons_of_none:
        config.nav = _nav(config, fit())
    if in_team("docs") or fit().lessons_of_none:
        docs = Path(config.docs_dir)
        config.watch = [*config.watch, str(docs)]
        _lay_pages(docs, fit())
        config.docs_dir = str(LAID)
    return config


@event_priority(-120)  # after the languages are told apart, before assets.py takes ours
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Put the team's pictures in place of ours; a card or icons that show our name go."""
    folder = team_folder()
    own = {name: folder / name for name in PICTURES if folder and (folder / name).exists()}
    ours = [AT[name.partition("-")[0]] + name for name in PICTURES if name.startswith("icon")]
    gone = ours if "favicon.svg" in own else []
    gone += [f"assets/card-{language}.png" for language in LANGUAGES] if settings().name else []
    laid = {AT[re.split("[-.]", name)[0]] + name: source for name, source in own.items()}
    for uri, source in laid.items():
        _replace(files, File.generated(config, uri, abs_src_path=str(source)))
    for uri in gone:
        if uri not in laid and (file := files.get_file_from_path(uri)):
            files.remove(file)
    if (main := settings().colours.get("light", {}).get("main")) and "favicon.svg" not in own:
        drawn = files.get_file_from_path("assets/favicon.svg")
        assert drawn is not None
        text = drawn.content_string.replace(OUR_MAIN, main)
        _replace(files, File.generated(config, drawn.src_uri, content=text))
    return files


def on_page_markdown(markdown: str, page: Page, **_: object) -> str:
    """Take out links to pages that are left out, and anchors that a team's page has not.

    Our first page tells searchers what a team says that its site is.
    """
    here = posixpath.dirname(page.file.src_uri)
    language = page.file.src_uri.split("/")[0]

    def mended(link: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(here, link["page"]))
        path = target.partition("/")[2]
        if path in fit().lessons_of_none:
            return link["text"]
        anchor = link["anchor"]
        if anchor and not fit().has_anchor(path, language, anchor.removeprefix("#")):
            return f"[{link['text']}]({link['page']}){link['class'] or ''}"
        return link[0]

    described = settings().description
    ours = not fit().is_own(page.file.src_uri)
    if described and ours and page.file.src_uri == f"{language}/index.md":
        page.meta["description"] = described[language]
    if ours and page.file.src_uri == f"{language}/{ARTICLE}":
        markdown = fit().article(markdown, language)
    return LINK.sub(mended, markdown)


@event_priority(-100)  # after the other hooks have read what the site is called
def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Tell the frame what is the team's: its logo, its colours, and what the footer says.

    Material writes the site's name as it is: it is HTML from here on, until the next language.
    """
    config.site_name = escape(config.site_name)
    language = cast(str, config.theme["language"])
    colours = colours_of(settings().colours)
    uris = {file.src_uri for file in files}
    logos = [f"assets/{name}" for name in PICTURES if f"assets/{name}" in uris and "logo" in name]
    dark = [name for name in logos if "-dark" in name]
    env.globals["team"] = {
        "owner": {key: escape(said) for key, said in (settings().owner or {}).items()},
        "credit": escape((settings().credit or {}).get(language, "")),
        "licence": escape((settings().licence or {}).get(language, "")),
        "named": settings().name is not None,
        "logo": next((name for name in logos if name not in dark), None),
        "logo_dark": next(iter(dark), None),
        "card": f"assets/card-{language}.png" in uris,
        "icon": "assets/icons/icon-180.png" in uris,
        "paper": {scheme: found["paper"] for scheme, found in colours.items()},
    }
    return env


def on_post_build(config: MkDocsConfig) -> None:
    """Say once what of the site does not fit the questions, and which colours look alike."""
    if team_folder() and not still_building(config):
        told = fit().told()
        lines = ["What of the site does not fit its questions:", *told] if told else []
        lines += alike(settings().colours)
        sys.stderr.writelines(f"{line}\n" for line in lines)


def _names() -> dict[str, dict[str, str]]:
    """Return what the site is called and what it is, by language, as MkDocs calls these."""
    given = {"site_name": settings().name, "site_description": settings().description}
    return {
        language: {key: text[language] for key, text in given.items() if text}
        for language in LANGUAGES
    }


def _language(config: MkDocsConfig, language: str) -> Any:
    return cast(I18n, config.plugins["i18n"]).get_language_config(language)


def _lay_pages(ours: Path, found: Fit) -> None:
    """Put all pages and what lies beside them into one folder, touching only what has changed."""
    wanted: dict[str, Path] = {}
    own = in_team("docs")
    for docs in (ours, *([own] if own else [])):
        for file in docs.rglob("*"):
            if file.is_file():
                wanted[file.relative_to(docs).as_posix()] = file
    for page in found.lessons_of_none:
        for language in LANGUAGES:
            wanted.pop(f"{language}/{page}", None)
    for old in [file for file in LAID.rglob("*") if file.is_file()]:
        if old.relative_to(LAID).as_posix() not in wanted:
            old.unlink(missing_ok=True)
    for name, source in wanted.items():
        target = LAID / name
        if not target.exists() or not filecmp.cmp(source, target, shallow=False):
            target.parent.mkdir(parents=True, exist_ok=True)
            # Whole at once: another build, or a preview, may be reading what lies there.
            copy = LAID.with_name(f"page-{os.getpid()}")
            shutil.copyfile(source, copy)
            copy.replace(target)


def _nav(config: MkDocsConfig, found: Fit) -> list[Any]:
    """Return the menu: ours without what is left out, with the team's pages and addresses."""
    listed = {*_pages_in(config.nav)}
    nav = [*_without(config.nav, found.lessons_of_none)]
    translated = _language(config, "en").nav_translations
    asked = {item["to"] for item in settings().menu}
    sections = {name: inside for item in nav for name, inside in _sections(item)}
    for item in settings().menu:
        title, translation = (str(escape(item["title"][one])) for one in LANGUAGES)
        translated[title] = translation
        inside = sections[UNDER[item["under"]]] if "under" in item else nav
        at = len(inside) if "under" in item else len(nav) - 2  # before the coach and the reference
        inside.insert(at, {title: item["to"]})
    for path in sorted({name.partition("/")[2] for name in found.pages} - listed - asked):
        if path.startswith("training/"):
            lessons = sections["Training"]
            last = "training/letting-go.md"
            lessons.insert(lessons.index(last) if last in lessons else len(lessons), path)
        else:
            sections["Naslag"].append(path)
    if "Training" in sections:
        _in_order(sections["Training"], [f"training/{one}.md" for one in found.definition.ids])
    return nav


def _in_order(lessons: list[Any], wanted: Sequence[str]) -> None:
    """Put the lessons on conditions in the order of these; others stay where they are."""
    places = [at for at, lesson in enumerate(lessons) if lesson in wanted]
    there = [lesson for lesson in wanted if lesson in lessons]
    for at, lesson in zip(places, there, strict=True):
        lessons[at] = lesson


def _sections(item: Any) -> Iterator[tuple[str, list[Any]]]:
    if isinstance(item, Mapping):
        for title, inside in item.items():
            if isinstance(inside, list):
                yield title, inside


def _pages_in(nav: Any) -> Iterator[str]:
    for item in nav or ():
        if isinstance(item, str):
            yield item
        elif isinstance(item, Mapping):
            for inside in item.values():
                yield from _pages_in(inside if isinstance(inside, list) else [inside])


def _without(nav: Any, gone: frozenset[str]) -> Iterator[Any]:
    for item in nav:
        if isinstance(item, Mapping):
            yield {
                title: [*_without(inside, gone)] if isinstance(inside, list) else inside
                for title, inside in item.items()
            }
        elif item not in gone:
            yield item


def _replace(files: Files, file: File) -> None:
    if old := files.get_file_from_path(file.src_uri):
        files.remove(old)
    files.append(file)
