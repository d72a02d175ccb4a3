"""Adds the site's own styles, scripts, typefaces and the engine to what MkDocs publishes.

Styles and scripts go into one folder that is named after their content, so that a page never runs
with a script of another version, however long a browser keeps a file.
"""

import hashlib
import json
import posixpath
import re
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files

from components import ENGINE_FOLDER
from engine.build import BUILT, ROOT, published

OWN = "quiz/"
SOURCES = ("hooks/", "partials/", "types/", "quiz/frame/service-", "quiz/frame/no-service-")
"""What lies in the theme's folder and is not published as it is."""

STYLES = (
    "frame/site",
    "kit/chain",
    "article/components",
    "check/check",
    "practice/practice",
    "frame/print",
)
"""The style sheets of every page, in their order; published as one, since a page waits for it."""

LICENCES = "assets/licences.txt"
BORROWED = {
    "heading.woff2": (
        "@fontsource-variable/bricolage-grotesque",
        "files/bricolage-grotesque-latin-wght-normal.woff2",
    ),
    "text.woff2": (
        "@fontsource-variable/source-sans-3",
        "files/source-sans-3-latin-wght-normal.woff2",
    ),
    "lean-qr.js": ("lean-qr", "nano.mjs"),
    "idb.js": ("idb", "build/index.js"),
}
"""What comes from packages of npm as it is: our name for it, the package, its file."""

PICTURES = ROOT / "quiz" / "pictures.css"
"""How the pictures look, on the site as in the report that the command `quiz` writes."""

MODULES = ROOT / "node_modules"

IMPORT = re.compile(r"""(?m)^(?:import|export)\b[^;]*?"(\.{1,2}/[\w./-]+)\.js";""")

_folder = ""
_imports: dict[str, list[str]] = {}  # module → those it names


@event_priority(-150)  # after the languages are sorted out, which handles files on disk alone
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Move the site's own files into their folder, and add what is borrowed and the engine."""
    global _folder  # noqa: PLW0603 - MkDocs gives hooks no place of their own
    for file in [file for file in files if file.src_uri.startswith(SOURCES)]:
        files.remove(file)
    own = [file for file in files if file.src_uri.startswith(OWN)]
    for file in own:
        files.remove(file)
    own = [file for file in own if file.src_uri.endswith((".css", ".js"))]
    borrowed = {
        name: (MODULES / package / path).read_bytes() for name, (package, path) in BORROWED.items()
    }
    borrowed["pictures.css"] = PICTURES.read_bytes()
    digest = hashlib.sha256()
    for file in sorted(own, key=lambda file: file.src_uri):
        digest.update(file.src_uri.encode() + b"\0" + file.content_bytes)
    for data in borrowed.values():
        digest.update(data)
    _folder = f"assets/quiz-{digest.hexdigest()[:12]}/"
    sheets = {f"{OWN}{name}.css": b"" for name in STYLES}
    for file in own:
        if file.src_uri in sheets:
            sheets[file.src_uri] = file.content_bytes
            continue
        files.append(_file(config, _folder + file.src_uri.removeprefix(OWN), file.content_bytes))
    _imports.update(_imports_of(own))
    files.append(_file(config, f"{_folder}all.css", b"\n".join(sheets.values())))
    for name, data in borrowed.items():
        files.append(_file(config, _folder + name, data))
    files.append(_file(config, LICENCES, licences().encode()))
    for name in published():
        target = f"{ENGINE_FOLDER}/{name}"
        files.append(File.generated(config, target, abs_src_path=str(BUILT / name)))
    return files


def _imports_of(own: Sequence[File]) -> dict[str, list[str]]:
    """Return which modules each of these scripts names, by their paths without an ending."""
    found = {}
    for file in own:
        if file.src_uri.endswith(".js"):
            name = file.src_uri.removeprefix(OWN).removesuffix(".js")
            folder = posixpath.dirname(name)
            named = IMPORT.findall(file.content_string)
            found[name] = [posixpath.normpath(f"{folder}/{other}") for other in named]
    return found


def licences() -> str:
    """Return whose work the site carries along, under which licence, and where it comes from."""
    parts = []
    for name in ("pyodide", *(package for package, _ in BORROWED.values())):
        folder = MODULES / name
        package = json.loads((folder / "package.json").read_text(encoding="utf-8"))
        source = package.get("repository", package.get("homepage"))
        source = source if isinstance(source, str) else source["url"]
        head = f"{name} {package['version']}\nLicence: {package['license']}\nSource: {source}\n"
        text = folder / "LICENSE"
        parts.append(head + ("\n" + text.read_text(encoding="utf-8") if text.exists() else ""))
    theme = metadata.distribution("mkdocs-material")
    own = theme.locate_file(next(file for file in theme.files or () if file.name == "LICENSE"))
    head = f"Material for MkDocs {theme.version}\nLicence: MIT\n"
    parts.append(f"{head}\n{Path(str(own)).read_text(encoding='utf-8')}")
    return "\n\n".join(parts)


def on_env(env: Environment, **_: object) -> Environment:
    """Tell the templates where the site's own files are."""
    env.globals["own"] = _folder
    env.globals["modules_of"] = modules_of
    return env


def modules_of(names: Sequence[str]) -> list[str]:
    """Return these modules and all that they import, each once: a page asks for them at once."""
    found = list(names)
    for name in found:  # grows on the way
        found += [other for other in _imports.get(name, ()) if other not in found]
    return found


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Say what to do when the tools from npm are missing, before anything is half built."""
    if not MODULES.is_dir():
        raise PluginError("node_modules is missing: run `make setup`")
    return config


def _file(config: MkDocsConfig, uri: str, content: bytes) -> File:
    return File.generated(config, uri, content=content)
