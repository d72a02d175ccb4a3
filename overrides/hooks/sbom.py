"""Writes what the project is made of, from its locks alone: a bill of materials in CycloneDX 1.6.

`python sbom.py FILE`. A component is `required` when the published site carries some of it, and
`excluded` when it only builds or tests the site. The same locks give the same bytes.
"""

import base64
import json
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from borrowed import BORROWED
from engine.build import PYODIDE, ROOT

PINNED = re.compile(r"^(?P<name>[\w.-]+)(?:\[[\w,]+\])?==(?P<version>\S+)", re.MULTILINE)
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")

IN_SITE = {"pyodide", "mkdocs-material", *(package for package, _ in BORROWED.values())}
"""What the site carries along, beside what is written here."""


def bill_of_materials() -> dict[str, Any]:
    """Return the bill, as CycloneDX has it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    own = f"pkg:pypi/{project['name']}@{project['version']}"
    components = [*from_npm(), *from_python(), python_in_the_browser()]
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": own,
                "name": project["name"],
                "version": project["version"],
                "description": project["description"],
                "licenses": [{"expression": project["license"]}],
                "purl": own,
            }
        },
        "components": sorted(components, key=lambda component: str(component["purl"])),
        "dependencies": [
            {
                "ref": own,
                "dependsOn": sorted(str(item["purl"]) for item in components),
            }
        ],
    }


def from_python() -> Iterator[dict[str, Any]]:
    """Yield what the locks of Python pin; the hashes are those of all files of a version."""
    locks = [lock.read_text(encoding="utf-8") for lock in sorted(ROOT.glob("requirements*.txt"))]
    seen = set()
    for text in locks:
        for found in from_lock(text):
            if found["purl"] not in seen:
                seen.add(found["purl"])
                yield found


def from_lock(text: str) -> Iterator[dict[str, Any]]:
    """Yield what one such lock pins."""
    pins = list(PINNED.finditer(text))
    ends = [pin.start() for pin in pins[1:]] + [len(text)]
    for pin, end in zip(pins, ends, strict=True):
        name, version = pin["name"], pin["version"]
        found = HASH.findall(text, pin.end(), end)
        hashes = [{"alg": "SHA-256", "content": content} for content in found]
        yield component("pypi", name, version, name in IN_SITE) | {"hashes": hashes}


def from_npm() -> Iterator[dict[str, Any]]:
    """Yield what package-lock.json pins."""
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    seen = set()
    for place, item in lock["packages"].items():
        name = item.get("name", place.rpartition("node_modules/")[2])
        if not place or (name, item["version"]) in seen:
            continue  # the project itself, or the same once more, deeper down
        seen.add((name, item["version"]))
        algorithm, _, digest = item["integrity"].partition("-")
        found = component("npm", name, item["version"], name in IN_SITE)
        found["hashes"] = [
            {
                "alg": algorithm.upper().replace("SHA", "SHA-"),
                "content": base64.b64decode(digest).hex(),
            }
        ]
        if "license" in item:
            found["licenses"] = [{"expression": item["license"]}]
        yield found


def python_in_the_browser() -> dict[str, Any]:
    """Return the CPython that Pyodide brings along, which no lock names."""
    about = json.loads((PYODIDE / "pyodide-lock.json").read_text(encoding="utf-8"))["info"]
    return component("generic", "cpython", about["python"], shipped=True) | {
        "licenses": [{"expression": "PSF-2.0"}],
        "description": "in Pyodide, compiled to WebAssembly",
    }


def component(kind: str, name: str, version: str, shipped: bool) -> dict[str, Any]:
    """Return a component, with the name that all tools know it by (purl)."""
    purl = f"pkg:{kind}/{name.replace('@', '%40')}@{version}"
    return {
        "type": "library",
        "bom-ref": purl,
        "name": name,
        "version": version,
        "scope": "required" if shipped else "excluded",
        "purl": purl,
    }


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(bill_of_materials(), indent=2) + "\n", encoding="utf-8")
