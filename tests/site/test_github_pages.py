"""Whether GitHub Pages is on is asked before all else, and the answer says what to click."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.site.built_site import ROOT

MEND = """
The first job of .github/workflows/site.yml no longer says what is the matter with Pages. See
overrides/hooks/github_pages.py.
"""

ON = {"build_type": "workflow", "html_url": "https://team.github.io/links/"}
BRANCH = {**ON, "build_type": "legacy"}
SETTINGS = "https://github.test/team/links/settings/pages"
RUN = "https://github.test/team/links/actions/runs/42"


@dataclass(frozen=True)
class Told:
    """What the script told: its exit status, the annotation, the summary, what the jobs get."""

    status: int
    said: str
    summary: str
    output: str


@contextmanager
def github(status: int, site: dict[str, Any]) -> Iterator[str]:
    """Answer as GitHub does who asks rightly about the Pages of team/links; yield the address."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            rightly = self.path == "/api/repos/team/links/pages"
            rightly &= self.headers["Authorization"] == "Bearer of the run"
            body = json.dumps(site).encode()
            self.send_response(status if rightly else 418)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name is given
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Answer) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/api"
        server.shutdown()


def asked(folder: Path, api: str, *, private: bool = False) -> Told:
    """Run the script as the workflow does, in a folder for what the runner reads."""
    event, summary, output = folder / "event.json", folder / "summary.md", folder / "output"
    event.write_text(json.dumps({"repository": {"private": private}}), "utf-8")
    summary.touch()
    output.touch()
    done = subprocess.run(
        [sys.executable, ROOT / "overrides" / "hooks" / "github_pages.py"],
        env=os.environ
        | {
            "GITHUB_API_URL": api,
            "GITHUB_EVENT_PATH": str(event),
            "GITHUB_OUTPUT": str(output),
            "GITHUB_REPOSITORY": "team/links",
            "GITHUB_RUN_ID": "42",
            "GITHUB_SERVER_URL": "https://github.test",
            "GITHUB_STEP_SUMMARY": str(summary),
            "GITHUB_TOKEN": "of the run",
            "no_proxy": "127.0.0.1",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    return Told(done.returncode, done.stdout, summary.read_text("utf-8"), output.read_text("utf-8"))


@pytest.mark.parametrize("address", ["https://team.github.io/links/", "http://links.example"])
def test_with_pages_on_the_build_is_told_the_address(tmp_path: Path, address: str) -> None:
    """With a slash at its end, which a site in a folder needs; nothing else is said."""
    with github(200, ON | {"html_url": address}) as api:
        told = asked(tmp_path, api)
    assert told == Told(0, "", "", f"address={address.rstrip('/')}/\n")


def test_with_pages_off_it_is_said_what_to_click(tmp_path: Path) -> None:
    """As an error and in the summary, with links to the settings and back to the run."""
    with github(404, {"message": "Not Found"}) as api:
        told = asked(tmp_path, api)
    assert told.status == 1
    assert told.said.startswith(f"::error title=GitHub Pages is off::Open {SETTINGS}, ")
    assert told.said.count("\n") == 1
    assert "not published: GitHub Pages is off\n" in told.summary
    assert f"1. Open [Settings → Pages]({SETTINGS}).\n" in told.summary
    assert "2. Under “Build and deployment”, set **Source** to **GitHub Actions**." in told.summary
    assert f"3. Come back to [this run]({RUN}) and choose **Re-run jobs" in told.summary
    assert "private" not in told.said + told.summary.lower()
    assert told.output == ""


def test_a_private_repository_is_told_which_plans_have_pages(tmp_path: Path) -> None:
    """On GitHub Free nothing that one could click would help."""
    with github(404, {"message": "Not Found"}) as api:
        told = asked(tmp_path, api, private=True)
    assert told.status == 1
    assert told.said.endswith(" A private repository has no Pages on GitHub Free.\n")
    assert "**This repository is private.** On GitHub Free such a one has no Pages" in told.summary
    assert SETTINGS in told.summary


def test_pages_from_a_branch_is_said(tmp_path: Path) -> None:
    """Pages is on, but would not show what is built here."""
    with github(200, BRANCH) as api:
        told = asked(tmp_path, api)
    assert told.status == 1
    assert told.said.startswith("::error title=GitHub Pages publishes a branch")
    assert "set **Source** to **GitHub Actions**" in told.summary


@pytest.mark.parametrize("summary", [(404, {}), (200, BRANCH)], ids=["off", "branch"])
def test_who_wants_no_pages_is_told_how_to_say_so(
    tmp_path: Path, summary: tuple[int, dict[str, Any]]
) -> None:
    """By a variable, under the name that the workflow looks for."""
    with github(*summary) as api:
        told = asked(tmp_path, api)
    assert "`PAGES` with the value `off`" in told.summary
    assert "vars.PAGES != 'off'" in (ROOT / ".github/workflows/site.yml").read_text("utf-8")


@pytest.mark.parametrize(
    ("status", "site"),
    [(503, {}), (200, ON | {"html_url": None}), (200, ON | {"html_url": "a b"})],
    ids=["busy", "no address", "a broken address"],
)
def test_an_answer_that_is_none_is_said(tmp_path: Path, status: int, site: dict[str, Any]) -> None:
    """It is not taken for Pages that is off: there is nothing to click but once more."""
    with github(status, site) as api:
        told = asked(tmp_path, api)
    assert told.status == 1
    assert f"It answered: {status}" in told.said
    assert f"It answered: {status}" in told.summary
    assert RUN in told.summary
    assert SETTINGS not in told.summary
    assert told.output == ""


def test_no_answer_at_all_is_said(tmp_path: Path) -> None:
    """As any other that says nothing."""
    with github(200, ON) as api:
        pass
    told = asked(tmp_path, api)
    assert told.status == 1
    assert "It answered: nothing" in told.said
