"""Here the definition, the cases and the examples are those of this site; see `tests/own.py`.

What tells figures of this project's own questions and cases takes those as they are without a team.
"""

from tests.own import (  # noqa: F401 - fixtures, and a hook
    deck,
    definition,
    definition_data,
    our_deck,
    our_definition,
    pytest_runtest_makereport,
)
