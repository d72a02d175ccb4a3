"""What the site carries along of others: files as npm packages have them, and their licences."""

import json
from importlib import metadata
from pathlib import Path

from engine.build import ROOT

MODULES = ROOT / "node_modules"

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
    "qr/decode.js": ("qr", "decode.js"),
    "qr/index.js": ("qr", "index.js"),
}
"""What comes from packages of npm as it is: our name for it, the package, its file."""


def borrowed_files() -> dict[str, bytes]:
    """Return the content of each borrowed file, by our name for it."""
    return {
        name: (MODULES / package / path).read_bytes() for name, (package, path) in BORROWED.items()
    }


def licences() -> str:
    """Return whose work the site carries along, under which licence, and where it comes from."""
    parts = []
    for name in dict.fromkeys(("pyodide", *(package for package, _ in BORROWED.values()))):
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
