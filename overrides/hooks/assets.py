"""Adds the site's own styles, scripts, typefaces and the engine to what MkDocs publishes.

Styles and scripts go into one folder that is named after their content, so that a page never runs
with a script of another version, however long a browser keeps a file. Scripts that pages ask for
lie there as they do in overrides/quiz/, and bundles.py puts into them what they import. Styles are
put together too: those of the frame and the kit into one sheet, which every page waits for, and
those of a page's components into one more, made short by lean.py.
"""

import hashlib
import posixpath
import re
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from borrowed import MODULES, borrowed_files, licences
from bundles import Bundles, bundled, version
from content import ENGINE_FOLDER
from engine.build import BUILT, ROOT, published
from folders import FLOOR, elements_in, in_order
from lean import lean_style
from own import settings
from quiz.host.colours import style_of

OWN = "quiz/"
SOURCES = (
    "hooks/",
    "partials/",
    "types/",
    "quiz/frame/service-",
    "quiz/frame/no-service-",
    "quiz/home/before-",
)
"""What lies in the theme's folder and is not published as it is."""

LICENCES = "assets/licences.txt"

ASKED = frozenset({"engine/begin", "frame/lessons", "frame/offline"})
"""The scripts that main.html asks for although others import them."""

PICTURES = ROOT / "quiz" / "views" / "pictures.css"
"""How the pictures look, on the site as in the report that the command `quiz` writes."""

IMPORT = re.compile(r"""(?m)^(?:import|export)\b[^;]*?"(\.{1,2}/[\w./-]+)\.js";""")

MATERIAL_SEARCH = re.compile(r"assets/javascripts/workers/search\.\w+\.min\.js")
SEARCH = "frame/search.worker"
"""Our worker of the search, which names Material's; what that is called is put in here."""

_folder = ""
_search = ""  # where Material's worker lies
_bundles = Bundles({}, {})
_elements: dict[str, str] = {}  # element → the script that defines it
_styles: dict[str, list[str]] = {}  # folder → its style sheets


@event_priority(-150)  # after the languages are sorted out, which handles files on disk alone
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Move the site's own files into their folder, and add what is borrowed and the engine."""
    global _folder, _search, _bundles  # noqa: PLW0603 - MkDocs gives hooks no place of their own
    for file in [file for file in files if file.src_uri.startswith(SOURCES)]:
        files.remove(file)
    own = sorted((file for file in files if file.src_uri.startswith(OWN)), key=_print_last)
    for file in own:
        files.remove(file)
    scripts = {_name_of(file): file for file in own if file.src_uri.endswith(".js")}
    sheets = [file for file in own if file.src_uri.endswith(".css")]
    _search = next(file.src_uri for file in files if MATERIAL_SEARCH.fullmatch(file.src_uri))
    scripts[SEARCH].content_string = scripts[SEARCH].content_string.replace(
        "search.min.js", PurePosixPath(_search).name
    )
    borrowed = borrowed_files()
    texts = {name: file.content_string for name, file in scripts.items()}
    _elements.clear()
    _elements.update(elements_in(texts))
    _read_styles(sheets)
    colours = repr(settings().colours).encode()
    others = [*borrowed.values(), PICTURES.read_bytes(), colours]
    digest = _digest([*scripts.values(), *sheets], others)
    _folder = f"assets/quiz-{digest[:12]}/"
    for name, data in borrowed.items():
        if name.endswith(".js"):
            texts[name.removesuffix(".js")] = data.decode()
        else:
            files.append(_file(config, _folder + name, data))
    imported = {other for name, text in texts.items() for other in _imports_of(name, text)}
    _bundles = bundled(texts, texts.keys() - (imported - ASKED))
    for name, data in _bundles.scripts.items():
        files.append(_file(config, f"{_folder}{name}.js", data))
    style = style_of(settings().colours)
    files.append(_file(config, f"{_folder}all.css", _sheet(FLOOR) + style.encode()))
    files.append(_file(config, LICENCES, licences().encode()))
    for name in published():
        target = f"{ENGINE_FOLDER}/{name}"
        files.append(File.generated(config, target, abs_src_path=str(BUILT / name)))
    return files


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Add a style sheet for each set of components on a page; tell templates where all this is."""
    pages = [file.page for file in files.documentation_pages() if file.page]
    sheets = {name: _styled_folders(page) for page in pages if (name := sheet_of(page))}
    for name, folders in sheets.items():
        files.append(_file(config, f"{_folder}{name}.css", _sheet(folders)))
    env.globals["own"] = _folder
    env.globals["material_search"] = _search
    env.globals["modules_of"] = modules_of
    env.globals["scripts_of"] = scripts_of
    env.globals["sheet_of"] = sheet_of
    return env


def sheet_of(page: Page) -> str:
    """Return the name of the style sheet of a page's components; empty if they have no styles."""
    return "-".join(_styled_folders(page))


def scripts_of(page: Page) -> list[str]:
    """Return the scripts that define the elements of a page's components."""
    content = page.content or ""
    return [
        script
        for element, script in _elements.items()
        if re.search(rf"<quiz-{element}[\s>]", content)
    ]


def modules_of(names: Sequence[str]) -> list[str]:
    """Return these scripts and the parts that they import, for a page to ask for all at once."""
    return _bundles.needed(names)


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Say what to do when the tools from npm are missing, before anything is half built."""
    if not MODULES.is_dir():
        raise PluginError("node_modules is missing: run `make setup`")
    return config


def _digest(own: Sequence[File], others: Sequence[bytes]) -> str:
    digest = hashlib.sha256(version().encode())
    for maker in ("lean.py", "bundles.py"):
        digest.update((Path(__file__).parent / maker).read_bytes())
    for file in own:
        digest.update(file.src_uri.encode() + b"\0" + file.content_bytes)
    for data in others:
        digest.update(data)
    return digest.hexdigest()


def _styled_folders(page: Page) -> list[str]:
    """Return the folders that a page's components are made of, as far as they have styles."""
    folders = page.meta.get("folders", frozenset()) - {*FLOOR}
    return in_order(folder for folder in folders if folder in _styles)


def _print_last(file: File) -> tuple[bool, str]:
    return file.src_uri.endswith("/print.css"), file.src_uri


def _name_of(file: File) -> str:
    return posixpath.splitext(file.src_uri.removeprefix(OWN))[0]


def _imports_of(name: str, text: str) -> list[str]:
    """Return the scripts that one imports, by name."""
    folder = posixpath.dirname(name)
    return [posixpath.normpath(f"{folder}/{other}") for other in IMPORT.findall(text)]


def _read_styles(sheets: Sequence[File]) -> None:
    """Remember the style sheets of each folder."""
    _styles.clear()
    _styles["pictures"] = [PICTURES.read_text(encoding="utf-8")]
    for file in sheets:
        folder = posixpath.dirname(_name_of(file))
        _styles.setdefault(folder, []).append(file.content_string)


def _sheet(folders: Iterable[str]) -> bytes:
    sheets = [sheet for folder in folders for sheet in _styles.get(folder, ())]
    return lean_style("\n".join(sheets)).encode()


def _file(config: MkDocsConfig, uri: str, content: bytes) -> File:
    return File.generated(config, uri, content=content)
