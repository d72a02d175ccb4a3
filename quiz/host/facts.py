"""What Python and the page must agree on, as data in each page: said once, in Python.

The build writes it into the pages, and `facts.js` hands it to the scripts. What cannot be handed
over, since both sides have to work it out, `tests/unit/test_two_languages.py` holds equal.
"""

import re
import unicodedata
from typing import Any

from quiz.definition import LEVELS, UNKNOWN, Definition
from quiz.files.backup import kind_of_backup
from quiz.names import NAME_LENGTH
from quiz.prospect import FORMAT, ID, NAME_ID


def facts_of(definition: Definition, site: str = "") -> dict[str, Any]:
    """Return the facts as JSON data; `site` is what the site is called.

    `changed` has, for a version, the rungs that came to mean something else in it; `levels` are the
    answers as texts; `stop` says whether a sheet may say that they asked not to be contacted; `id`
    is a pattern for the id of a prospect, `nameId` what one begins with that was made from the
    name; `format` is that of records and backups, `backup` the kind of the latter; `nameLength` is
    in characters; `site` is what the names of files begin with.
    """
    return {
        "definition": definition.ref,
        "changed": {
            str(version): {key: list(map(str, levels)) for key, levels in rungs.items()}
            for version, rungs in definition.changed.items()
        },
        "conditions": list(definition.ids),
        "site": in_file_names(site) or in_file_names(definition.id),
        "levels": [*map(str, LEVELS), UNKNOWN],
        "stop": definition.stop is not None,
        "format": FORMAT,
        "backup": kind_of_backup(definition),
        "id": f"^(?:{ID.pattern})$",
        "nameId": NAME_ID,
        "nameLength": NAME_LENGTH,
    }


def in_file_names(name: str) -> str:
    """Return a name as every system takes it in that of a file: a-z, 0-9 and single hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall("[a-z0-9]+", plain))[:40].strip("-")
