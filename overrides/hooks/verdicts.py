"""The table of verdicts: what the check looks up while the engine is not there yet.

One a language, written when the page of the check is made and named after its content. There is
none where the definition has too many conditions.
"""

import hashlib
import json

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

from quiz.definition import Definition
from quiz.host.verdict_table import verdict_table

FOLDER = "assets/verdicts/"

_made: dict[tuple[str, str], bytes | None] = {}  # definition and language → table, for a preview
_asked: dict[str, bytes] = {}  # where it lies → the table


def table_address(definition: Definition, language: str) -> str:
    """Return where the table in this language lies; empty where there is none."""
    key = (repr(definition), language)
    if key not in _made:
        table = verdict_table(definition, language)
        _made[key] = json.dumps(table, ensure_ascii=False).encode() if table else None
    data = _made[key]
    if data is None:
        return ""
    address = f"{FOLDER}{language}-{hashlib.sha256(data).hexdigest()[:12]}.json"
    _asked[address] = data
    return address


def table_files(config: MkDocsConfig) -> list[File]:
    """Return the tables that pages have asked for since the last time, as files to publish."""
    found = [File.generated(config, at, content=data) for at, data in _asked.items()]
    _asked.clear()
    return found
