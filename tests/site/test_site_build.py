"""The build is strict: what is right passes without a word, what is wrong stops it by name."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from quiz.definition import definition_from
from quiz.host.definition_file import load_definition
from quiz.host.team import team_folder
from tests.own import DEFINITION
from tests.site.built_site import (
    CONFIG,
    PUBLISHED_AT,
    ROOT,
    Build,
    build,
    environment,
    listed,
    mkdocs,
    settings,
)

MEND = """
The site builds with a warning, or a mistake in docs/ no longer stops the build. What MkDocs says
stands above: mend the page that it names, in docs/nl/ and docs/en/.
"""


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """Return a copy of docs/, to break something in."""
    return shutil.copytree(ROOT / "docs", tmp_path / "docs")


@pytest.fixture
def overrides(tmp_path: Path) -> Path:
    """Return a copy of overrides/, to break something in; the hooks of the project do the work."""
    return shutil.copytree(ROOT / "overrides", tmp_path / "overrides")


@pytest.fixture
def config(tmp_path: Path, docs: Path, overrides: Path) -> Path:
    """Return the settings of a site that is made from the copies, with all else as it is."""
    changed = {
        "INHERIT": str(CONFIG),
        "docs_dir": str(docs),
        "theme": {"custom_dir": str(overrides)},
        "hooks": [str(ROOT / hook) for hook in settings()["hooks"]],
        "watch": [],
    }
    file = tmp_path / "mkdocs.yml"
    file.write_text(json.dumps(changed), encoding="utf-8")
    return file


@pytest.fixture
def build_copy(
    tmp_path: Path, config: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Build]:
    """Return a function that builds the copies, for an address and with options if it is given.

    They are of our own site, whatever a team lays over it.
    """
    monkeypatch.setenv("QUIZ_TEAM", "")
    return lambda site_url="", *options: build(config, tmp_path / "site", site_url, *options)


def test_the_site_builds_without_a_word(strict_build: Build) -> None:
    """A build of what is there ends well, has nothing to say, and would stop if it had."""
    assert settings()["strict"] is True
    assert strict_build.status == 0, strict_build.output
    told = strict_build.output
    of_team = ("What of the site does not fit", "team.yml: colours.")
    fits = team_folder() is not None and told.startswith(of_team)
    assert told == "" or (fits and "WARNING" not in told)


def test_a_page_that_is_not_in_every_language_stops_the_build(
    docs: Path, build_copy: Callable[..., Build]
) -> None:
    """The message names the page that is missing."""
    (docs / "en" / "privacy.md").unlink()
    broken = build_copy()
    assert broken.status != 0
    assert "en/privacy.md" in broken.output


def test_whatever_is_wrong_stops_the_build_and_is_told_at_once(
    docs: Path, overrides: Path, build_copy: Callable[..., Build]
) -> None:
    """Each dead link and anchor is named with its page, wherever it is written; so is a component.

    One that stands on many pages is told once. MkDocs' own warnings count too, and nothing else is
    told.
    """
    _append(docs / "nl" / "article.md", "[Kapot](glossary.md#no-such-anchor)\n\n[Weg](no-page.md)")
    _append(docs / "nl" / "coach.md", '<a href="../no-html/">HTML</a> ![Beeld](no-picture.png)')
    _append(docs / "en" / "method.md", "```quiz\nno-such-component\n```")
    _append(docs / "en" / "privacy.md", "```quiz\nladder no-such-condition\n```")
    _append(docs / "en" / "glossary.md", "[Left as it is](../check/)")
    ours = definition_from(load_definition(DEFINITION))
    article, check = overrides / "quiz" / "article", overrides / "quiz" / "check"
    _append(article / "flow.html", '<a href="{{ page_link("no-flow/") }}">Flow</a>')
    _append(check / "_result.html", '<a data-address="{{ address("no-KEY/") }}">More</a>')
    _append(overrides / "partials" / "footer.html", "<a href=\"{{ 'no-foot/' | url }}\">Foot</a>")
    _replace(overrides / "404.html", "'en/check/'", "'en/no-check/'")
    _append(article / "lessons.html", '<link href="no-style.css">')
    home = overrides / "home.html"
    _replace(home, "{{ page.content }}", '{{ page.content }}<a href="#no-home">Home</a>')
    pages = len(list(docs.rglob("*.md"))) + 1  # with 404.html
    broken = build_copy()
    assert broken.status != 0
    told = [line for line in broken.output.splitlines() if line.startswith(("WARNING", "ERROR"))]
    for words in (
        ("nl/article.md:", "Kapot", "glossary/", "#no-such-anchor"),
        ("nl/article.md:", "Weg", "no-page.md"),
        ("nl/coach.md:", "HTML", "no-html/"),
        ("nl/coach.md:", "<img", "no-picture.png"),
        ("nl/method.md:", "Flow", "no-flow/"),
        ("en/method.md:", "Flow", "en/no-flow/"),
        ("en/method.md:", "no-such-component"),
        ("en/privacy.md:", "no-such-condition"),
        ("en/glossary.md", "../check/"),
        *(("nl/check.md and 1 more:", "More", f" no-{key}/") for key in ours.ids),
        ("nl/training/index.md:", "no-style.css"),
        ("en/training/index.md:", "no-style.css"),
        (f"nl/index.md and {pages - 1} more:", "Foot", "no-foot/"),
        ("404.html:", "en/no-check/"),
        ("nl/index.md:", "Home", "#no-home"),
        ("en/index.md:", "Home", "#no-home"),
    ):
        found = [line for line in told if all(word in line for word in words)]
        assert len(found) == 1, f"{len(found)} lines with {words} in\n{broken.output}"
        told.remove(found[0])
    assert told == [], listed(told)


def test_an_address_of_the_site_itself_is_looked_at_too(
    docs: Path, build_copy: Callable[..., Build]
) -> None:
    """In full, it has to lead somewhere; one that leads to another host is not asked for.

    That `--quiet` is asked for keeps no warning from counting.
    """
    links = [f"[Away]({PUBLISHED_AT}no-page/)", "[Other](https://example.org/other/)"]
    _append(docs / "en" / "article.md", "\n\n".join([*links, "[Root](/team/vijf/check/)"]))
    broken = build_copy(PUBLISHED_AT, "--quiet")
    assert broken.status != 0
    found = [line for line in broken.output.splitlines() if line.startswith("WARNING")]
    assert len(found) == 2, listed(found)
    assert all("en/article.md" in line for line in found)
    assert "no-page/" in found[0]
    assert "/team/vijf/check/" in found[1]


def test_a_dead_link_does_not_stop_the_preview(docs: Path, config: Path) -> None:
    """While one is writing, it is told, and the page can be seen."""
    _append(docs / "nl" / "article.md", "[Weg](no-page.md)\n\n```quiz\nno-such-component\n```")
    command = [*mkdocs("serve"), "-f", str(config), "--dev-addr", "127.0.0.1:0"]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment(), stderr=subprocess.PIPE, text=True
    ) as preview:
        assert preview.stderr is not None
        told = []
        for line in preview.stderr:  # until it serves, or ends
            told.append(line)
            if "Serving on" in line:
                break
        preview.terminate()
    assert any("Serving on" in line for line in told), "".join(told)
    for word in ("no-page.md", "no-such-component"):
        assert any("nl/article.md" in line and word in line for line in told), "".join(told)


def _append(file: Path, text: str) -> None:
    file.write_text(f"{file.read_text(encoding='utf-8')}\n{text}\n", encoding="utf-8")


def _replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")
