"""How the links of a chain lie over each other, for as many as a definition may have."""

import json
import re

from quiz.host.definition_file import SCHEMA_FILE
from quiz.host.yaml_file import ROOT

CHAIN = (ROOT / "overrides" / "quiz" / "kit" / "chain.css").read_text(encoding="utf-8")
HALF = re.compile(
    r"\.link:nth-child\((?P<at>[^)]+)\) \.link__half--(?P<half>\w+) \{ z-index: (?P<z>\d+); \}"
)


def test_each_link_hangs_in_the_one_before_it() -> None:
    """First halves over each other from left to right, second halves under, however many."""
    most = json.loads(SCHEMA_FILE.read_text("utf-8"))["properties"]["conditions"]["maxItems"]
    heights = {(found["at"], found["half"]): int(found["z"]) for found in HALF.finditer(CHAIN)}
    links = [str(number) for number in range(1, most + 1)]
    over = [heights[link, "first"] for link in links]
    under = [heights[link, "second"] for link in links]
    assert over == sorted(set(over))
    assert under == sorted(set(under), reverse=True)
    assert min(over) > max(under)
