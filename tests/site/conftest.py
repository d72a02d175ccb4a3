"""The built site, read once for all tests: as it lies in site/, and as it is published."""

import pytest

from tests.conftest import there
from tests.own import (  # noqa: F401 - fixtures, and a hook
    SITE,
    definition,
    definition_data,
    pytest_runtest_makereport,
)
from tests.site.built_site import CONFIG, PUBLISHED_AT, Build, Site, build, read_site


@pytest.fixture(scope="session")
def built() -> Site:
    """Return the site in site/, which `make build` made without an address."""
    return read_site(there(SITE, "make build"))


@pytest.fixture(scope="session")
def strict_build(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Build the site for an address below a host, whether or not that goes well."""
    return build(CONFIG, tmp_path_factory.mktemp("published"), PUBLISHED_AT)


@pytest.fixture(scope="session")
def published(strict_build: Build) -> Site:
    """Return the site that is built for an address below a host."""
    if strict_build.status:
        pytest.fail(f"mkdocs build failed:\n{strict_build.output}", pytrace=False)
    return read_site(strict_build.folder, PUBLISHED_AT)


@pytest.fixture(params=["built", "published"])
def any_build(request: pytest.FixtureRequest) -> Site:
    """Return each of the two builds in turn."""
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Site)
    return found


@pytest.fixture(params=["nl", "en"])
def language(request: pytest.FixtureRequest) -> str:
    """Return each of the site's languages in turn."""
    return str(request.param)
