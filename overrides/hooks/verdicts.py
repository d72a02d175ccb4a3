"""The table of verdicts: what the check looks up while the engine is not there yet.

One a language, written when the page of the check is made and named after its content. There is
none where the definition has too many conditions.
"""

import json

from data_files import publish
from quiz.definition import Definition
from quiz.host.verdict_table import verdict_table

FOLDER = "assets/verdicts/"

_made: dict[tuple[str, str], bytes | None] = {}  # definition and language → table, for a preview


def table_address(definition: Definition, language: str) -> str:
    """Return where the table in this language lies; empty where there is none."""
    key = (repr(definition), language)
    if key not in _made:
        table = verdict_table(definition, language)
        _made[key] = json.dumps(table, ensure_ascii=False).encode() if table else None
    data = _made[key]
    return "" if data is None else publish(FOLDER, language, data)
