"""What is relied on in the workflows: what is published when, how fast, and with which rights."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.site.built_site import ROOT

MEND = """
A workflow in .github/workflows/ no longer does what README.md and SECURITY.md promise. What each
job is there for stands in the comments of the files themselves.
"""

FOLDER = ROOT / ".github" / "workflows"
FILES = sorted(FOLDER.glob("*.yml"))
OURS = "./.github/workflows/"

PUBLISHED_WITHIN = 25
"""Minutes from a push to a published page, if each job on the way takes as long as it may. Well
under half of that is what they take; the comment in site.yml says where it goes."""

SUITE_TAKES = 60
"""Minutes of `make test` on two slow processors."""

Job = dict[str, Any]


def workflow(name: str) -> dict[str, Any]:
    """Return what a workflow says."""
    found: dict[str, Any] = YAML(typ="safe").load(FOLDER / name)
    return found


def jobs(name: str) -> dict[str, Job]:
    """Return the jobs of a workflow."""
    found: dict[str, Job] = workflow(name)["jobs"]
    return found


def all_jobs() -> list[Any]:
    return [
        pytest.param(job, id=f"{file.stem}-{name}")
        for file in FILES
        for name, job in jobs(file.name).items()
    ]


def needs(job: Job) -> list[str]:
    """Return the names of the jobs that a job waits for."""
    found = job.get("needs", [])
    return [found] if isinstance(found, str) else list(found)


def waits_for(name: str, of: dict[str, Job]) -> set[str]:
    """Return the names of all jobs that have to end well before this one begins."""
    first = needs(of[name])
    return {*first, *(each for need in first for each in waits_for(need, of))}


def steps(job: Job) -> Iterator[dict[str, Any]]:
    """Yield the steps of a job, of one that calls another of our workflows those of its jobs."""
    if called := job.get("uses"):
        for inner in jobs(called.removeprefix(OURS)).values():
            yield from inner["steps"]
    yield from job.get("steps", ())


def shell(job: Job) -> str:
    """Return all that a job runs in a shell."""
    return "\n".join(step["run"] for step in steps(job) if "run" in step)


def made(job: Job) -> set[str]:
    """Return what a job has make do."""
    lines = re.findall(r"\bmake ([a-z -]+)", shell(job))
    return {target for line in lines for target in line.split()}


def longest(name: str, of: dict[str, Job]) -> int:
    """Return the minutes until a job ends, when it and all before it take as long as they may."""
    before = [longest(need, of) for need in needs(of[name])]
    return int(of[name]["timeout-minutes"]) + max(before, default=0)


# --- every workflow ---


def test_there_are_workflows() -> None:
    """What follows is about these four."""
    assert [file.name for file in FILES] == [
        "nightly.yml",
        "release.yml",
        "site.yml",
        "suite.yml",
    ]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_workflow_has_no_rights_of_its_own(file: Path) -> None:
    """Each of its jobs asks for what it needs."""
    assert workflow(file.name)["permissions"] == {}
    assert all(job["permissions"] for job in jobs(file.name).values())


@pytest.mark.parametrize("job", all_jobs())
def test_every_job_has_a_limit(job: Job) -> None:
    """A job that hangs ends within hours; who calls a workflow of ours finds the limits there."""
    if "uses" in job:
        assert (ROOT / job["uses"]).is_file()
    else:
        assert 1 <= job["timeout-minutes"] <= 240


@pytest.mark.parametrize("job", all_jobs())
def test_every_action_is_pinned_by_its_commit(job: Job) -> None:
    """A tag can be moved, a commit cannot."""
    for used in (step["uses"] for step in job.get("steps", ()) if "uses" in step):
        assert re.fullmatch(r"[\w-]+/[\w/-]+@[0-9a-f]{40}", used), used


@pytest.mark.parametrize("job", all_jobs())
def test_what_may_write_or_sign_runs_nothing_of_the_project(job: Job) -> None:
    """A package that turned bad runs where nothing can be published, released or signed."""
    if "write" in job["permissions"].values():
        assert "make" not in shell(job)
        assert "python" not in shell(job)
        assert all("checkout" not in step.get("uses", "") for step in steps(job))


@pytest.mark.parametrize("job", all_jobs())
def test_what_a_job_runs_is_there(job: Job) -> None:
    """Make knows its targets, and its scripts have not moved."""
    [phony] = re.findall(r"(?ms)^\.PHONY: (.*?[^\\])$", (ROOT / "Makefile").read_text("utf-8"))
    assert made(job) <= set(phony.split())
    for script in re.findall(r"\bpython3? (\S+)", shell(job)):
        assert (ROOT / script).is_file()


@pytest.mark.parametrize("name", ["site.yml", "release.yml"])
def test_attesting_is_left_out_where_github_keeps_no_attestations(name: str) -> None:
    """In a private repository, unless its owner says otherwise; and nothing waits for it."""
    of = jobs(name)
    condition = of["attest"]["if"]
    assert condition == "${{ !github.event.repository.private || vars.ATTEST == 'on' }}"
    signing = [each for each, job in of.items() if "attestations" in job["permissions"]]
    assert signing == ["attest"]
    assert all("attest" not in needs(job) for job in of.values())


# --- from a push to what is published ---


def test_a_site_is_published_when_the_quick_tests_pass_and_it_is_built() -> None:
    """No other job stands between a push to main and its readers."""
    of = jobs("site.yml")
    assert set(needs(of["deploy"])) == {"quick", "build"}
    assert waits_for("deploy", of) == {"pages", "quick", "build"}
    assert made(of["quick"]) == {"quick"}
    assert made(of["build"]) == {"build", "sbom"}
    assert made(of["pages"]) == set()


def test_publishing_takes_minutes() -> None:
    """The limits on the way leave no room for hours."""
    assert longest("deploy", jobs("site.yml")) <= PUBLISHED_WITHIN


def test_whether_pages_is_on_is_asked_first() -> None:
    """Within seconds, on main alone, and with the right to ask; who wants no Pages can say so."""
    pages = jobs("site.yml")["pages"]
    assert needs(pages) == []
    assert pages["if"] == "github.ref == 'refs/heads/main' && vars.PAGES != 'off'"
    assert pages["permissions"]["pages"] == "read"
    assert pages["timeout-minutes"] <= 2
    assert [step.get("run") for step in steps(pages)] == [
        None,
        "python3 overrides/hooks/github_pages.py",
    ]


def test_no_test_waits_for_pages() -> None:
    """A pull request, and a push to a fork without Pages, are tested all the same."""
    of = jobs("site.yml")
    assert needs(of["quick"]) == needs(of["suite"]) == []
    assert "if" not in of["quick"]


def test_the_site_is_built_for_where_pages_has_it() -> None:
    """Pages says the address, so there is nothing to fill in."""
    of = jobs("site.yml")
    [build] = [step for step in steps(of["build"]) if step.get("run") == "make build"]
    assert build["env"] == {"SITE_URL": "${{ needs.pages.outputs.address }}"}
    [ask] = [step for step in steps(of["pages"]) if "id" in step]
    assert of["pages"]["outputs"]["address"] == f"${{{{ steps.{ask['id']}.outputs.address }}}}"


def test_a_deployment_is_never_cut_short() -> None:
    """A newer push stops the tests of a pull request alone."""
    cancel = workflow("site.yml")["concurrency"]["cancel-in-progress"]
    assert cancel == "${{ github.event_name == 'pull_request' }}"


# --- the whole suite ---


def test_the_suite_is_all_tests_and_all_engines() -> None:
    """With a limit that it keeps on a machine that is slow."""
    of = jobs("suite.yml")
    assert made(of["test"]) == {"test"}
    assert made(of["journeys"]) == {"journeys"}
    assert set(of["journeys"]["strategy"]["matrix"]["engine"]) == {"chromium", "firefox", "webkit"}
    assert of["test"]["timeout-minutes"] >= 2 * SUITE_TAKES


def test_a_pull_request_is_tested_wholly() -> None:
    """And a push is not: there the night does it."""
    suite = jobs("site.yml")["suite"]
    assert suite["uses"] == f"{OURS}suite.yml"
    assert suite["if"] == "github.event_name == 'pull_request'"


def test_the_night_tests_all() -> None:
    """Once for each state of main, and whenever somebody asks for it."""
    night = workflow("nightly.yml")
    assert night["on"]["schedule"]
    job = night["jobs"]["test-all"]
    assert made(job) == {"test-all"}
    assert job["timeout-minutes"] >= 3 * SUITE_TAKES
    assert job["if"] == (
        "github.event_name == 'workflow_dispatch' || needs.news.outputs.passed == '0'"
    )


# --- a release ---


def test_a_release_follows_a_tag_or_a_click() -> None:
    """And nothing else."""
    assert workflow("release.yml")["on"] == {"push": {"tags": ["v*"]}, "workflow_dispatch": None}


def test_a_release_is_checked_tested_and_built_first() -> None:
    """Its version and changelog first of all; then the whole suite, beside the build."""
    of = jobs("release.yml")
    assert waits_for("publish", of) == {"check", "suite", "build"}
    assert 'release.py check "$GITHUB_REF"' in shell(of["check"])
    assert needs(of["suite"]) == needs(of["build"]) == ["check"]
    assert of["suite"]["uses"] == f"{OURS}suite.yml"
    assert "if" not in of["suite"]


def test_a_release_carries_the_site_its_bill_and_its_notes() -> None:
    """As one file to unpack, what it is made of, and what the changelog says."""
    of = jobs("release.yml")
    assert made(of["build"]) == {"zip", "sbom"}
    assert 'release.py notes "$VERSION"' in shell(of["build"])
    [create] = re.findall(r"gh release create .*", shell(of["publish"]))
    assert {"notes.md", "five-links-site-*.zip", "sbom.cdx.json"} <= set(create.split())
