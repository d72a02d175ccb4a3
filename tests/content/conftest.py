"""Here the definition, the cases and the examples are those of this site; see `tests/own.py`."""

from tests.own import (  # noqa: F401 - fixtures, and a hook
    deck,
    definition,
    definition_data,
    pytest_runtest_makereport,
)
