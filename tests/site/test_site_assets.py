"""What pages load: styles, scripts, typefaces and the engine fit together."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from mkdocs.exceptions import PluginError

from bundles import bundled
from tests.site.built_site import HOMES, Site, listed

MEND = """
A page or a style sheet names a file that is not in the site. See the template or style sheet in
overrides/ that names it, and the lists in overrides/hooks/assets.py; then `make build`.
"""

CSS_ADDRESS = re.compile(r"""url\(\s*["']?([^"')]+)""")
STATIC = re.compile(r"""(?:\bfrom|\bimport)\s*"(\.[^"]+)\"""")
IMPORT = re.compile(
    r"""(?:\bfrom|\bimport)\s*\(?\s*"(\.[^"]+)"|new URL\("([^"]+)", import\.meta\.url\)"""
)


COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
"""What a browser passes over; types are imported there, for the type checker alone."""


def style_addresses(site: Site) -> Iterator[tuple[Path, str]]:
    """Yield what the style sheets of the site name, with the sheet; data in an address aside."""
    for sheet in site.folder.rglob("*.css"):
        for address in CSS_ADDRESS.findall(sheet.read_text(encoding="utf-8")):
            if not address.startswith(("data:", "#")):
                yield sheet, address


def test_what_a_style_sheet_names_is_there(built: Site) -> None:
    """Typefaces and pictures lie where the style sheets look for them, and on no other host."""
    named = list(style_addresses(built))
    assert named
    missing = [
        f"{sheet.relative_to(built.folder)}: {address}"
        for sheet, address in named
        if urlsplit(address).netloc or not (sheet.parent / address).is_file()
    ]
    assert not missing, listed(missing)


def test_what_is_fetched_beforehand_is_used(built: Site) -> None:
    """Each typeface that a page preloads is one that a style sheet names, at the same address."""
    used = {(sheet.parent / address).resolve() for sheet, address in style_addresses(built)}
    for page in built.pages.values():
        fonts = [link for link in page.head.all("link", "rel", "preload") if link["as"] == "font"]
        assert fonts, page.url
        for font in fonts:
            assert "crossorigin" in font.attributes, f"{page.url}: {font} is fetched twice"
            url = built.url(built.target(page, font["href"]))
            assert url is not None
            assert (built.folder / url).resolve() in used, f"{page.url}: {font}"


def test_what_explains_the_sources_is_not_published(built: Site) -> None:
    """Nothing of Python, and no README of a folder, goes along with templates and scripts."""
    found = [path for path in built.folder.rglob("*") if path.suffix in (".md", ".py", ".ts")]
    assert not found, listed(map(str, found))


def test_what_a_module_imports_is_there(built: Site) -> None:
    """Each of our own modules finds its neighbours, and the worker."""
    modules = list(built.folder.glob("assets/quiz-*/**/*.js"))
    imports = [
        (module, "".join(found))
        for module in modules
        for found in IMPORT.findall(COMMENT.sub("", module.read_text(encoding="utf-8")))
    ]
    assert imports
    missing = [
        f"{module.name}: {name}" for module, name in imports if not (module.parent / name).exists()
    ]
    assert not missing, listed(missing)


def test_a_page_asks_for_all_its_scripts_at_once(built: Site) -> None:
    """No script is found only in another, which is a journey to the server more."""
    for page in built.pages.values():
        named = {script["src"] for script in page.html.all("script", "src")}
        named |= {link["href"] for link in page.html.all("link", "rel", "modulepreload")}
        urls = {built.url(built.target(page, address)) for address in named}
        asked = {file.resolve() for url in urls if url and (file := built.file(url))}
        for path in asked:
            if "/quiz-" in str(path):
                text = path.read_text(encoding="utf-8")
                late = {(path.parent / part).resolve() for part in STATIC.findall(text)} - asked
                assert not late, f"{page.url}: {path.name} imports {listed(map(str, late))}"


def test_a_script_that_is_wrong_stops_the_build() -> None:
    """What esbuild says of it, where and what, is what whoever builds gets to read."""
    scripts = {"kit/wrong": "const a = ;\n"}
    with pytest.raises(PluginError, match=r"kit/wrong\.js:1:10"):
        bundled(scripts, ["kit/wrong"])


def test_the_page_names_the_engine_that_was_built(any_build: Site, language: str) -> None:
    """Each file of the engine lies where the check says, and has the size that it says."""
    page = any_build.pages[f"{HOMES[language]}check/"]
    named = json.loads(page.article.one("script", "data-engine-files").raw)
    sizes = {}
    for file in named["files"]:
        url = any_build.url(any_build.target(page, f"{named['folder']}/{file['name']}"))
        found = any_build.file(url) if url else None
        sizes[file["name"]] = found.stat().st_size if found else None
    assert sizes
    assert sizes == {file["name"]: file["bytes"] for file in named["files"]}


def test_only_the_check_starts_the_engine(built: Site) -> None:
    """The module that loads it is in the two check pages; all others do without."""
    pages = {
        page.url
        for page in built.pages.values()
        if any(script["src"].endswith("/check.js") for script in page.html.all("script", "src"))
    }
    assert pages == {f"{home}check/" for home in HOMES.values()}
