"""What the check needs beyond the definition: where its table of verdicts lies."""

from collections.abc import Mapping
from typing import Any

from content import Site
from verdicts import table_address


def check(site: Site, language: str) -> Mapping[str, Any]:
    """Find the table of verdicts in this language."""
    return {"verdicts": table_address(site.definition, language)}
