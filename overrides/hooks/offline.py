"""Makes the site one that stays: a service worker that keeps it, and a manifest to install it.

Both are written when everything else has been: the service worker names each file by the hash of
its content. A preview gets neither the worker nor the offer.
"""

import base64
import hashlib
import json
import re
from collections.abc import Collection
from pathlib import Path
from typing import Any, Literal, cast
from urllib.parse import quote

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from content import ENGINE_FOLDER
from engine.build import PARTS
from languages import home_of, languages, still_building
from own import settings
from quiz.host.colours import colours_of

FRAME = Path(__file__).parents[1] / "quiz" / "frame"
WORKER = "sw.js"
MANIFEST = "manifest.webmanifest"
ICONS = "assets/icons/"
APP_ICONS = {"icon-192": 192, "icon-512": 512, "icon-maskable-512": 512}
"""The icons of the installed site, and their sizes in pixels."""

SHORTCUTS = ("check", "prospects", "practice")
"""The pages that the icon of the installed site leads to, as far as they are there."""

NOT_KEPT = re.compile(
    r"""
    \.map$ | ^sitemap\.xml | ^assets/card-        # for debuggers, search engines, previews
    | \.wasm\.gz$                                # kept unpacked
    | ^assets/images/favicon\.png$                # Material's, which no page names
    | ^assets/icons/ | \.webmanifest$ | ^sw\.js$  # the browser's own affair
    """,
    re.VERBOSE,
)
_command: Literal["build", "gh-deploy", "serve"] = "build"
_titles: dict[str, str] = {}  # of pages, by source
_names: dict[str, tuple[str, str]] = {}  # language → name and description of the site
_pictures: set[str] = set()
_paper = ""


def on_startup(command: Literal["build", "gh-deploy", "serve"], **_: object) -> None:
    """Remember whether this is a build or a preview, which must not outlive an edit."""
    global _command  # noqa: PLW0603 - MkDocs gives hooks no place of their own
    _command = command


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Say whether there is a worker, and remember what the site is called in this language.

    And which icons there are, and the colour of its paper.
    """
    global _paper  # noqa: PLW0603 - MkDocs gives hooks no place of their own
    _pictures.update(file.src_uri for file in files if file.src_uri.startswith(ICONS))
    _paper = colours_of(settings().colours)["light"]["paper"]
    language = cast(str, config.theme["language"])
    env.globals["published"] = _command != "serve"
    _names[language] = (config.site_name, config.site_description or "")
    return env


def on_page_content(html: str, page: Page, **_: object) -> str:
    """Remember what the page is called."""
    _titles[page.file.src_uri] = page.meta.get("title") or str(page.title)
    return html


@event_priority(-300)  # after the last page and the search index are what they will be
def on_post_build(config: MkDocsConfig) -> None:
    """Write the manifests and the service worker."""
    if still_building(config):
        return
    site = Path(config.site_dir)
    homes = {language: home_of(language, config) for language in languages(config)}
    for language, home in homes.items():
        text = json.dumps(manifest(language, home), ensure_ascii=False, indent=2)
        (site / home / MANIFEST).write_text(text, encoding="utf-8")
    if _command == "serve":
        (site / WORKER).write_bytes((FRAME / "no-service-worker.js").read_bytes())
    else:
        write_worker(site, homes)


def manifest(language: str, home: str) -> dict[str, Any]:
    """Return the web app manifest in a language; `home` is the folder of its pages."""
    root = "../" * home.count("/") or "./"
    name, description = _names[language]
    return {
        "name": name,
        "short_name": name,
        "description": description,
        "lang": language,
        "start_url": "./",
        "scope": root,
        "display": "minimal-ui",
        "background_color": _paper,
        "theme_color": _paper,
        "icons": [
            {"src": f"{root}{ICONS}{name}.png", "sizes": f"{size}x{size}", "type": "image/png"}
            | ({"purpose": "maskable"} if "maskable" in name else {})
            for name, size in APP_ICONS.items()
            if f"{ICONS}{name}.png" in _pictures
        ]
        + [{"src": f"{root}assets/favicon.svg", "sizes": "any", "type": "image/svg+xml"}],
        "shortcuts": [
            {"name": _titles[uri], "url": f"{name}/"}
            for name in SHORTCUTS
            if (uri := f"{language}/{name}.md") in _titles
        ],
    }


def write_worker(site: Path, languages: Collection[str]) -> None:
    """Write the service worker of the site in this folder, with what it keeps."""
    files = kept_files(site, languages)
    code = (FRAME / "service-worker.js").read_text(encoding="utf-8")
    parts = {
        "FILES": json.dumps({quote(path): digest for path, digest in files.items()}, indent=0),
        "ENGINE": json.dumps(f"{ENGINE_FOLDER}/"),
        "PARTS": json.dumps([f"{ENGINE_FOLDER}/{part}-" for part in PARTS]),
    }
    head = "".join(f"const {name} = {value};\n" for name, value in parts.items())
    (site / WORKER).write_text(f"{head}\n{code}", encoding="utf-8")


def kept_files(site: Path, languages: Collection[str]) -> dict[str, str]:
    """Return what a reader without a connection needs: address from the home → hash of content."""
    stemmers = {f"lunr.{name}.min.js" for name in (*languages, "stemmer.support")}
    found = {}
    for file in sorted(site.rglob("*")):
        path = file.relative_to(site).as_posix()
        # For the search, Material brings a file for every language that there is.
        foreign = "/lunr/" in path and file.name not in stemmers
        if file.is_file() and not foreign and not NOT_KEPT.search(path):
            address = re.sub(r"(^|/)index\.html$", r"\1", path)
            digest = base64.b64encode(hashlib.sha256(file.read_bytes()).digest()).decode()
            found[address] = f"sha256-{digest}"
    return found
