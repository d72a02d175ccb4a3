"""The pages are those of this site; see `tests/own.py`."""

from tests.own import (  # noqa: F401 - fixtures, and a hook
    definition,
    definition_data,
    pytest_runtest_makereport,
    shared_server,
    site,
)
