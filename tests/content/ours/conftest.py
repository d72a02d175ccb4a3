"""Here the definition and the cases are this project's own, whatever a team lays over them.

What tells this project's own figures, or says what its deck has of everything, goes by them.
"""

from typing import Any

import pytest

from quiz.definition import Definition
from quiz.host.deck import Case, load_deck
from quiz.host.definition_file import load_definition
from tests.own import DEFINITION


@pytest.fixture(scope="session")
def definition_data() -> dict[str, Any]:
    return load_definition(DEFINITION)


@pytest.fixture(scope="session")
def deck(definition: Definition) -> list[Case]:
    return load_deck(definition)
