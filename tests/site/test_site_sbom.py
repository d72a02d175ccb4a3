"""The bill of materials is CycloneDX, and lists what the locks pin and what the site carries."""

import json
import re
import subprocess
import sys
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator
from referencing import Registry, Resource

from tests.site.built_site import ROOT, Site

MEND = """
The bill of materials no longer says what the locks pin and the site carries along. See
overrides/hooks/sbom.py and BORROWED in overrides/hooks/borrowed.py.
"""


def written(file: Path) -> bytes:
    """Return the bill as `make sbom` writes it."""
    script = ROOT / "overrides" / "hooks" / "sbom.py"
    subprocess.run([sys.executable, script, file], check=True)
    return file.read_bytes()


@pytest.fixture(scope="module")
def bill(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(written(tmp_path_factory.mktemp("bill") / "bill.json"))
    return found


def test_it_fits_the_schema(bill: dict[str, Any]) -> None:
    """By the schema that CycloneDX publishes, in its Python library."""
    folder = resources.files("cyclonedx.schema") / "_res"
    texts = [file.read_text("utf-8") for file in folder.iterdir() if file.name.endswith(".json")]
    schemas = {schema["$id"]: schema for schema in map(json.loads, texts)}
    known = Registry().with_resources(
        (name, Resource.from_contents(schema)) for name, schema in schemas.items()
    )
    validator = Draft7Validator(schemas[bill["$schema"]], registry=known)
    assert [error.message for error in validator.iter_errors(bill)] == []
    assert not validator.is_valid(bill | {"components": [{"name": "of no type"}]})


def test_every_package_that_is_pinned_is_in_it(bill: dict[str, Any]) -> None:
    """Each line of the locks of Python and each package of package-lock.json, with its hashes."""
    listed = {(item["name"], item["version"]) for item in bill["components"] if item.get("hashes")}
    locks = [lock.read_text(encoding="utf-8") for lock in ROOT.glob("requirements*.txt")]
    text = "\n".join(locks)
    pinned = set(re.findall(r"^([\w.-]+)(?:\[\w+\])?==(\S+)", text, re.MULTILINE))
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    pinned |= {
        (place.split("node_modules/")[-1], item["version"]) for place, item in lock.items() if place
    }
    assert len(pinned) > 50
    assert listed == pinned


def test_what_the_site_carries_is_marked(bill: dict[str, Any], built: Site) -> None:
    """Whose licence the site publishes is `required` in the bill; the rest is not in the site."""
    required = {item["name"] for item in bill["components"] if item["scope"] == "required"}
    text = (built.folder / "assets" / "licences.txt").read_text(encoding="utf-8")
    heads = re.findall(r"^(\S.*) [\d.]+\nLicence: ", text, re.MULTILINE)
    carried = {"mkdocs-material" if name.startswith("Material") else name for name in heads}
    assert required == carried | {"cpython"}


def test_it_is_the_same_each_time(tmp_path: Path) -> None:
    """No date, no random number: two bills of the same locks can be compared."""
    assert written(tmp_path / "one.json") == written(tmp_path / "two.json")
