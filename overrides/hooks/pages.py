"""Finishes each page: its policy, its language's search, and the one 404 page."""

import base64
import hashlib
import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any, Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from engine.build import ROOT
from languages import home_of, languages, still_building

SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<body>.*?)</script>", re.DOTALL)
EMPTY_TABINDEX = ' tabindex=""'
"""What Material writes on labels that take no focus, and HTML does not allow."""

_command: Literal["build", "gh-deploy", "serve"] = "build"


def on_startup(command: Literal["build", "gh-deploy", "serve"], **_: object) -> None:
    """Remember whether this is a build or a preview, which adds a script of its own.

    A build bears the date of what it was made from, not that of the day: the same sources give the
    same bytes. Without git, it is the day's after all.
    """
    global _command  # noqa: PLW0603 - MkDocs gives hooks no place of their own
    _command = command
    if date := _date_of_sources():
        os.environ.setdefault("SOURCE_DATE_EPOCH", date)


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Take a SITE_URL that is empty for none: read as YAML it is null, and a sitemap says None."""
    config.site_url = config.site_url or ""
    return config


def _date_of_sources() -> str:
    """Return when the last commit was made, in seconds since 1970; empty where there is none."""
    git = shutil.which("git")
    if git is None:
        return ""
    command = [git, "-c", "safe.directory=*", "-C", str(ROOT), "log", "-1", "--format=%ct"]
    return subprocess.run(  # noqa: S603 - git itself
        command, capture_output=True, text=True, check=False
    ).stdout.strip()


def on_page_markdown(markdown: str, page: Page, **_: object) -> str:
    """Keep the navigation in the header, but for the pages of a section, which have their own."""
    if page.parent is None:
        page.meta.setdefault("hide", ["navigation"])
    return markdown


@event_priority(-100)
def on_post_page(output: str, **_: object) -> str:
    """Put the policy into a page, last, when nothing in it changes any more."""
    return with_policy(output.replace(EMPTY_TABINDEX, ""))


@event_priority(-100)
def on_post_template(
    output_content: str, template_name: str, config: MkDocsConfig, **_: object
) -> str:
    """Put the policy into the 404 page too, which is written once, with the first language."""
    if not template_name.endswith(".html"):
        return output_content
    return "" if still_building(config) else with_policy(output_content)


def with_policy(html: str) -> str:
    """Return the page with its Content-Security-Policy, which names each inline script by hash."""
    if _command == "serve":
        return html
    hashes = sorted(
        {
            f"'sha256-{base64.b64encode(hashlib.sha256(match['body'].encode()).digest()).decode()}'"
            for match in SCRIPT.finditer(html)
            if "src=" not in match["attributes"] and "json" not in match["attributes"]
        }
    )
    policy = "; ".join(
        (
            "default-src 'none'",
            f"script-src {' '.join(["'self'", *hashes])}",
            "worker-src 'self'",
            "style-src 'self'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "manifest-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            # What may become script goes through the one policy in trusted.js.
            "require-trusted-types-for 'script'",
            "trusted-types default",
        )
    )
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    return html.replace('<meta charset="utf-8">', f'<meta charset="utf-8">\n      {meta}', 1)


@event_priority(-200)  # after the last language is built and the search index is whole
def on_post_build(config: MkDocsConfig) -> None:
    """Give each language a search index of its own, and leave one 404 page."""
    if still_building(config):
        return
    site = Path(config.site_dir)
    homes = {language: home_of(language, config) for language in languages(config)}
    index = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))
    others = [home for home in homes.values() if home]
    for language, home in homes.items():
        entries = [
            entry | {"location": entry["location"].removeprefix(home)}
            for entry in index["docs"]
            if (
                entry["location"].startswith(home)
                if home
                else not entry["location"].startswith(tuple(others))
            )
        ]
        own: dict[str, Any] = index | {"docs": entries}
        own["config"] = index["config"] | {"lang": [language]}
        target = site / home / "search" / "search_index.json"
        target.parent.mkdir(exist_ok=True)
        target.write_text(json.dumps(own, ensure_ascii=False), encoding="utf-8")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Fail early when a page is missing in one of the languages."""
    pages: dict[str, set[str]] = {}
    for file in files.documentation_pages():
        language, _, path = file.src_uri.partition("/")
        pages.setdefault(language, set()).add(path)
    everywhere = set.union(*pages.values())
    missing = sorted(
        f"{language}/{path}" for language, own in pages.items() for path in everywhere - own
    )
    if missing:
        raise PluginError(f"not in every language: {', '.join(missing)} in {config.docs_dir}")
    return files
