"""What the drawing and the exercise of a lesson need beside their names."""

import json
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from content import Site
from quiz.sentences import Sentences


def drawing(site: Site, language: str, name: str) -> Mapping[str, Any]:
    """Find the words of a drawing: its caption, what it tells, its labels and its height."""
    found = site.drawings[name]
    return {
        "height": found["height"],
        "caption": found["caption"][language],
        "told": found["told"][language],
        "label": {key: text[language] for key, text in found["labels"].items()},
    }


def exercise(site: Site, language: str, lesson: str) -> Mapping[str, Any]:
    """Find the exercise of a lesson, and the days that its steps begin on, in words."""
    found = site.exercises[lesson]
    say = Sentences(site.definition, language)
    return {
        "exercise": found,
        "key": Markup(json.dumps(found.as_key())),  # noqa: S704 - numbers and days
        "paragraphs": found.runs(language) if found.text else [],
        "ready": say.day(found.day),
        "days": [say.day(day) for day in found.days()],
    }
