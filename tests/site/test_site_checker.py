"""Every page is valid HTML to the W3C's own checker, the Nu Html Checker (`vnu-jar`)."""

import json
import re
import subprocess
from collections.abc import Mapping
from typing import Any

import pytest

from tests.browsers import find_java
from tests.site.built_site import ROOT, Site, listed

MEND = """
The line above is not valid HTML. Mend it in the page, in docs/, or in the template that makes it,
in overrides/; then `make build`. What is Material's own, and harmless, goes into FORGIVEN.
"""

JAR = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"

FORGIVEN: Mapping[str, tuple[str, str]] = {
    "Attribute “autocomplete” is only allowed when": (
        'class="md-toggle"',
        "Material's switches for menu and search: without it Firefox opens them after a reload",
    ),
    "Resource violates Content Security Policy": (
        "",
        "the checker reads files, to which 'self' is no address; test_site_policy.py holds it",
    ),
    "Inline script violates Content Security Policy": (
        'type="application/json"',
        "data, which no policy is about",
    ),
    "Empty heading.": (
        'data-slot="|class="result__headline"',
        "the result is hidden until script fills it in",
    ),
}
"""What we let pass: how a message begins, a pattern for what stands in the markup, and why."""


@pytest.fixture(scope="session")
def messages(built: Site) -> list[dict[str, Any]]:
    """Return all that the checker has to say of all pages, errors and warnings, in one run."""
    java = find_java()
    if java is None:
        pytest.fail("no Java: run make test, or python -m tests.browsers", pytrace=False)
    if not JAR.is_file():
        pytest.fail("vnu-jar is not there: run `make setup`", pytrace=False)
    command = [
        java,
        "-jar",
        str(JAR),
        "--format",
        "json",
        "--stdout",
        "--skip-non-html",
        str(built.folder),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if not done.stdout:
        pytest.fail(f"the checker did not run:\n{done.stderr}", pytrace=False)
    found: list[dict[str, Any]] = json.loads(done.stdout)["messages"]
    return found


def test_the_checker_finds_nothing(messages: list[dict[str, Any]]) -> None:
    """No error and no warning, apart from what stands above with its reason."""
    problems = [
        f"{message['url']}:{message.get('lastLine')}: {message['message']}\n"
        f"    {' '.join(message.get('extract', '').split())}"
        for message in messages
        if not forgiven_by(message)
    ]
    assert not problems, listed(problems)


def test_nothing_is_forgiven_that_the_checker_does_not_say(messages: list[dict[str, Any]]) -> None:
    """Each exception is still needed."""
    assert {forgiven_by(message) for message in messages} - {None} == set(FORGIVEN)


def forgiven_by(message: Mapping[str, Any]) -> str | None:
    """Return the exception that a message falls under, if any."""
    for beginning, (markup, _) in FORGIVEN.items():
        said, extract = message["message"], message.get("extract", "")
        if said.startswith(beginning) and re.search(markup, extract):
            return beginning
    return None
