"""What all tests share: the definition, and the built site."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Playwright, sync_playwright

from quiz.definition import Definition, definition_from
from quiz.source import load_definition

# The same examples in every run, so that a test that fails fails for everyone.
settings.register_profile(
    "facts",
    derandomize=True,
    deadline=None,
    max_examples=100,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("facts")

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def definition_data() -> dict[str, Any]:
    return load_definition(ROOT / "quiz" / "conditions.yml")


@pytest.fixture(scope="session")
def definition(definition_data: dict[str, Any]) -> Definition:
    return definition_from(definition_data)


@pytest.fixture(scope="session")
def site() -> Path:
    folder = ROOT / "site"
    if not (folder / "index.html").exists():
        pytest.fail("the site is not built: run make build")
    return folder


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Start Playwright, of which there can be only one at a time."""
    with sync_playwright() as playwright:
        yield playwright
