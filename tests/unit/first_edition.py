"""The first edition of the questions as it was kept, and a second one in other words."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from quiz.definition import Definition, definition_from
from quiz.host.definition_file import validate
from tests.unit.shipped_definition import DATA

FOLDER = Path(__file__).parents[1] / "kept" / "version-1"
CHANGED = {"2": {"means": [0, 1], "trust": [0, 1, 3], "urgency": [0, 2], "attention": [0]}}
"""Which rungs mean something else in the second edition."""


def data_of(name: str) -> Any:
    return json.loads(text_of(name))


def text_of(name: str) -> str:
    """Return a file as text, letter for letter."""
    return (FOLDER / name).read_bytes().decode()


def second_data() -> dict[str, Any]:
    """Return a second edition: what a rung or a reason says of a prospect begins with II."""
    data = data_of("conditions.json")
    for condition in data["conditions"]:
        for key in ("rungs", "because"):
            condition[key] = [
                {language: f"II {text}" for language, text in said.items()}
                for said in condition[key]
            ]
        condition["unknown"] = {"nl": "II niet", "en": "II not"}
    edited = {**data, "version": 2, "changed": CHANGED, "stop": DATA["stop"]}
    return validate(json.dumps(edited), "second.json")


@cache
def second() -> Definition:
    return definition_from(second_data())
