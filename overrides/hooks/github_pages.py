"""Says in a workflow whether GitHub Pages is on, and what to click when it is not.

`python3 github_pages.py` asks GitHub about the repository that the workflow is of, with the token
in GITHUB_TOKEN, which has to be one that may read `pages`. When Pages is on it hands the `address`
of the site to the next jobs. When it is not, it says what to do, as an error and in the summary,
and returns 1. It runs before anything is installed: the standard library alone.
"""

import json
import os
import re
import sys
from collections.abc import Mapping
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from release import unwrapped

PATIENCE = 20
"""Seconds that GitHub may take to answer."""

ADDRESS = re.compile(r"https?://[^\s/]+(/\S*)?")

OFF = """\
### The site was not published: {why}

1. Open [Settings → Pages]({repository}/settings/pages).
2. Under “Build and deployment”, set **Source** to **GitHub Actions**. There is nothing to save.
3. Come back to [this run]({run}) and choose **Re-run jobs → Re-run failed jobs**. What was tested
   is not tested again.

{private}No Pages wanted here? Add a variable `PAGES` with the value `off` under
[Settings → Secrets and variables → Actions → Variables]({repository}/settings/variables/actions):
then a push is tested and no more. `make zip` makes the built site one file for any other host, and
each [release]({repository}/releases) has that file.
"""

PRIVATE = """\
**This repository is private.** On GitHub Free such a one has no Pages: the settings offer to
upgrade, or to make it public. On GitHub Pro, Team and Enterprise they let you choose the source.

"""

UNKNOWN = """\
### The site was not published: GitHub did not say whether Pages is on

It answered: {answer}. That passes, as a rule: come back to [this run]({run}) a little later and
choose **Re-run jobs → Re-run failed jobs**.
"""


def ask(environment: Mapping[str, str]) -> tuple[int, dict[str, Any]]:
    """Return the status and body of GitHub's answer; 0 and a message when there is none."""
    address = f"{environment['GITHUB_API_URL']}/repos/{environment['GITHUB_REPOSITORY']}/pages"
    headers = {
        "Accept": "application/vnd.github+json",
        "Authorization": f"Bearer {environment['GITHUB_TOKEN']}",
    }
    request = Request(address, headers=headers)  # noqa: S310 - the runner gives the address
    try:
        with urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310 - likewise
            return answer.status, json.load(answer)
    except HTTPError as refusal:
        return refusal.code, {"message": refusal.reason}
    except (OSError, ValueError) as problem:
        return 0, {"message": str(problem)}


def address(status: int, site: Mapping[str, Any]) -> str | None:
    """Return where the site will be, with a slash at its end; None when it cannot be published."""
    found = str(site.get("html_url") or "")
    on = status == HTTPStatus.OK and site.get("build_type") == "workflow"
    return f"{found.rstrip('/')}/" if on and ADDRESS.fullmatch(found) else None


def what_to_do(
    status: int, site: Mapping[str, Any], environment: Mapping[str, str], *, private: bool
) -> tuple[str, str, str]:
    """Return why nothing is published: in a few words, in one line, and at length in Markdown."""
    repository = f"{environment['GITHUB_SERVER_URL']}/{environment['GITHUB_REPOSITORY']}"
    run = f"{repository}/actions/runs/{environment['GITHUB_RUN_ID']}"
    if status == HTTPStatus.NOT_FOUND:
        why = "GitHub Pages is off"
    elif status == HTTPStatus.OK and site.get("build_type") != "workflow":
        why = "GitHub Pages publishes a branch, not what this workflow builds"
    else:
        answer = f"{status or 'nothing'} {site.get('message', '')}".strip()
        line = f"It answered: {answer}. Re-run the failed jobs a little later."
        return (
            "GitHub did not say whether Pages is on",
            line,
            UNKNOWN.format(answer=answer, run=run),
        )
    free = " A private repository has no Pages on GitHub Free." if private else ""
    line = (
        f"Open {repository}/settings/pages, choose the source GitHub Actions, and re-run the failed"
        f" jobs.{free}"
    )
    text = OFF.format(why=why, repository=repository, run=run, private=PRIVATE if private else "")
    return why, line, text


def is_private(environment: Mapping[str, str]) -> bool:
    """Say whether the repository is private, as the event that started the workflow has it."""
    event = json.loads(Path(environment["GITHUB_EVENT_PATH"]).read_text(encoding="utf-8"))
    return bool(event.get("repository", {}).get("private"))


def append(file: str, text: str) -> None:
    """Add a text to a file that the runner reads."""
    with Path(file).open("a", encoding="utf-8") as opened:
        opened.write(text)


def main(environment: Mapping[str, str]) -> int:
    """Ask, and tell; return 1 when nothing can be published."""
    status, site = ask(environment)
    found = address(status, site)
    if found:
        append(environment["GITHUB_OUTPUT"], f"address={found}\n")
        return 0
    why, line, text = what_to_do(status, site, environment, private=is_private(environment))
    append(environment["GITHUB_STEP_SUMMARY"], f"{unwrapped(text)}\n")
    sys.stdout.write(f"::error title={why}::{line}\n")
    return 1


if __name__ == "__main__":
    sys.exit(main(os.environ))
