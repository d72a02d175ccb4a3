"""For tests of what a team makes its own: definition, cases, pages, and the site made of them.

A folder of such tests takes these fixtures and the hook into its conftest.py. Each of its modules
says in MEND what to do when one of its tests fails, for it is an author who has to do it.
"""

from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest

from quiz.definition import Definition, definition_from
from quiz.host.deck import Case, load_deck
from quiz.host.definition_file import load_site_definition
from quiz.host.team import in_team
from tests.conftest import ROOT, there
from tests.server import Server, serve

DEFINITION = ROOT / "quiz" / "conditions.yml"
SITE = ROOT / "site"


@pytest.fixture(scope="session")
def definition_data() -> dict[str, Any]:
    return load_site_definition()


@pytest.fixture(scope="session")
def definition(definition_data: dict[str, Any]) -> Definition:
    return definition_from(definition_data)


@pytest.fixture(scope="session")
def deck(definition: Definition) -> list[Case]:
    adapted = in_team(DEFINITION.name) is not None
    return load_deck(definition, own=in_team("cases"), adapted=adapted)


@pytest.fixture(scope="session")
def site() -> Path:
    return there(SITE, "make build")


@pytest.fixture(scope="session")
def shared_server(site: Path) -> Iterator[Server]:
    with serve(site) as server:
        yield server


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Say with each failure what to do about it."""
    report = yield
    if report.failed:
        assert isinstance(item, pytest.Function)
        report.sections.append(("What to do", item.module.MEND))
    return report
