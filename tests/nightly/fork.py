"""Makes a fork of this project as README advises: another team's, with questions of its own.

`python -m tests.nightly.fork FOLDER` makes one to look at.
"""

import subprocess
import sys
from pathlib import Path

from tests.sources import GIT, ROOT, sources

COMPANY = "https://acme.example"

CHANGES: dict[str, dict[str, str]] = {
    "quiz/conditions.yml": {
        "id: five-conditions": "id: acme-check",
        "  nl: De vijf voorwaarden\n": "  nl: De vijf vragen van Acme\n",
        "  en: The five conditions\n": "  en: The five questions at Acme\n",
        "stale_after_days: 30": "stale_after_days: 45",
        "park_days: 90": "park_days: 60",
        "repeat_after_days: 7": "repeat_after_days: 14",
        "nl: Hebben ze het nodig, en weten ze dat zelf?": "nl: Zitten ze erom te springen?",
        "en: Do they need it, and do they know it?": "en: Are they waiting for it?",
    },
    "overrides/quiz/examples.yml": {"no-date: {need: 3": "no-date: {need: 2"},
    "quiz/cases/bakery-oven.yml": {
        "De oven van Wiersma": "Acme en de oven van Wiersma",
        "Harker’s oven": "Acme and Harker’s oven",
    },
    "mkdocs.yml": {
        "site_name: Vijf schakels": "site_name: Acme verkoopt",
        "site_name: Five links": "site_name: Acme sells",
        "  - Coach:\n": f"  - Acme: {COMPANY}\n  - Coach:\n",
    },
    "overrides/partials/footer.html": {
        "{{ config.site_name }}</p>": f'<a href="{COMPANY}">{{{{ config.site_name }}}}</a></p>',
    },
}
"""What is replaced in which file; each is there once, or the first one counts."""

ADDED = {
    "nl": f"Vragen? Bel ons, of kijk op [de site van Acme]({COMPANY}/?page=2#top).",
    "en": f"Questions? Call us, or see [the site of Acme]({COMPANY}/?page=2#top).",
}
"""What is added at the end of a page, in its language."""

PAGES = ("index", "coach", "check", "training/need")


def make_fork(folder: Path) -> Path:
    """Make the fork in a folder that is not there yet; return the folder.

    The tools of this project are lent to it, so that `make` has nothing to bring.
    """
    fork = sources(folder)
    for name, changes in CHANGES.items():
        text = (fork / name).read_text(encoding="utf-8")
        for old, new in changes.items():
            assert old in text, f"{name}: no {old!r}"
            text = text.replace(old, new, 1)
        (fork / name).write_text(text, encoding="utf-8")
    for language, said in ADDED.items():
        for page in PAGES:
            with (fork / "docs" / language / f"{page}.md").open("a", encoding="utf-8") as file:
                file.write(f"\n{said}\n")
    lent = [tools for tools in (".venv", ".tools") if (ROOT / tools).exists()]
    for tools in lent:
        (fork / tools).symlink_to(ROOT / tools)
    ignored = "\n".join([*lent, "node_modules"])  # .gitignore is about folders, and these are links
    (fork / ".git" / "info" / "exclude").write_text(ignored, encoding="utf-8")
    subprocess.run([GIT, "add", "--all"], cwd=fork, check=True)
    (fork / "build").mkdir()
    for done in (".python", ".node"):
        (fork / "build" / done).touch()
    return fork


if __name__ == "__main__":
    sys.stdout.write(f"{make_fork(Path(sys.argv[1]).resolve())}\n")
