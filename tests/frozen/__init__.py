"""Content that nobody edits, for the tests of the machinery: pages, definition, cases, examples.

What a team makes its own is tested as its own, in `tests/content`, `tests/words`, `tests/site` and
`tests/pages`. All other tests stand on this folder: here things lie at the paths that they have in
the project. They are those of the first version, with pages of a few lines. Only a change of the
schema, or a component that needs a page, is a reason to change anything here.

`python -m tests.frozen` builds the site that the browsers of `tests/browser` and `tests/journeys`
visit: these pages in the project's own frame, with an engine that has this definition.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

from mkdocs.utils.yaml import yaml_load

ROOT = Path(__file__).parents[2]
CONTENT = ROOT / "tests" / "frozen"
DEFINITION = CONTENT / "quiz" / "conditions.yml"
SECOND = CONTENT / "second" / "conditions.yml"
"""The second edition of the same questions, for what has to be true of a newer one."""

CASES = CONTENT / "quiz" / "cases"
EXAMPLES = CONTENT / "overrides" / "quiz" / "examples.yml"

BUILT = ROOT / "build" / CONTENT.name
SITE = BUILT / "site"

LESSONS = ("index", "need", "means", "trust", "urgency", "attention", "letting-go")
NAV = [
    "index.md",
    "article.md",
    {"Training": [f"training/{lesson}.md" for lesson in LESSONS]},
    "check.md",
    "prospects.md",
    "help.md",
    "practice.md",
    "conversations.md",
    {"Coach": ["coach.md", "group.md", "team.md"]},
    {"Naslag": ["method.md", "scorecard.md", "privacy.md"]},
]
"""The tabs are those of the project, and so is their number in the header."""


def build(content: Path = CONTENT) -> int:
    """Build the site; return the exit status of MkDocs, which says by itself what is wrong.

    With other content, of which only definition, cases and examples are taken, the site comes to
    lie in the folder of build/ that is called as the content's.
    """
    built = ROOT / "build" / content.name
    own = yaml_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    settings = {
        "INHERIT": str(ROOT / "mkdocs.yml"),
        "docs_dir": str(CONTENT / "docs"),
        "site_dir": str(built / SITE.name),
        "nav": NAV,
        "theme": {"custom_dir": str(ROOT / "overrides")},
        "hooks": [str(ROOT / hook) for hook in own["hooks"]],
        "watch": [],
    }
    built.mkdir(parents=True, exist_ok=True)
    config = built / "mkdocs.yml"
    config.write_text(json.dumps(settings, indent=2), encoding="utf-8")
    environment = {"QUIZ_CONTENT": str(content), "QUIZ_TEAM": "", "SITE_URL": ""}
    environment["NO_MKDOCS_2_WARNING"] = "1"
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", config],
        cwd=ROOT,
        env=os.environ | environment,
        check=False,
    ).returncode
