"""The site is the one that `make build` made; see `tests/own.py`."""

from tests.own import (  # noqa: F401 - fixtures, and a hook
    definition,
    definition_data,
    pytest_runtest_makereport,
    shared_server,
    site,
)
