"""The words are those of this site, and an author mends them; see `tests/own.py`."""

from tests.own import (  # noqa: F401 - fixtures, and a hook
    deck,
    definition,
    definition_data,
    pytest_runtest_makereport,
)
