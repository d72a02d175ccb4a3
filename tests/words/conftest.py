"""The words are those of this site, and an author mends them; see `tests/own.py`."""

from tests.own import pytest_runtest_makereport  # noqa: F401 - a hook
