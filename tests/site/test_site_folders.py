"""What a page loads follows from folders: a component is one folder, and one fence in a page."""

import json
import re
import shutil
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from folders import FLOOR
from lean import lean_script, lean_style
from tests.site.built_site import CONFIG, HOMES, ROOT, Site, build, listed, settings

MEND = """
A folder of overrides/quiz/ is not what the others take it for: its README.md says in which order
they stand on each other, and each folder has one that says what it holds.
"""

QUIZ = ROOT / "overrides" / "quiz"
FLOORS = ("kit", "kept", "pictures", "frame", "engine")
"""Each of these may import from those before it, and a folder of pages from all of them."""

SIDE_BY_SIDE = {"kept", "pictures"}
IMPORT = re.compile(r"""(?m)^(?:import|export)\b[^;]*?"(\.{1,2}/[\w./-]+)";""")

TEMPLATE = """{# greeting WHO…: says hello. #}
<quiz-greeting class="greeting">{{ hello }} {{ who | join(" ") }}</quiz-greeting>
"""
CONTEXT = """def greeting(site, language, who):
    return {"hello": {"nl": "Dag", "en": "Hello"}[language]}
"""
SCRIPT = """import { fill } from "../kit/fill.js";

customElements.define("quiz-greeting", class extends HTMLElement {});
"""
STYLE = ".greeting {\n  color: var(--petrol);\n}\n"


@pytest.fixture(scope="module")
def with_greeting(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a site of one page a language more, with a component that only these pages have."""
    folder = tmp_path_factory.mktemp("greeting")
    overrides = folder / "overrides"
    shutil.copytree(ROOT / "overrides", overrides)
    greeting = overrides / "quiz" / "greeting"
    greeting.mkdir()
    for name, text in (
        ("greeting.html", TEMPLATE),
        ("context.py", CONTEXT),
        ("greeting.js", SCRIPT),
        ("greeting.css", STYLE),
    ):
        (greeting / name).write_text(text, encoding="utf-8")
    for language in HOMES:
        docs = folder / "docs" / language
        docs.mkdir(parents=True)
        head = "---\ntitle: Hi\ndescription: Hi\n---\n\n# Hi\n\n"
        (docs / "index.md").write_text(f"{head}Nothing else.\n", encoding="utf-8")
        fence = "```quiz\ngreeting dear reader\n```"
        (docs / "hello.md").write_text(f"{head}{fence}\n", encoding="utf-8")
    changed = {
        "INHERIT": str(CONFIG),
        "docs_dir": str(folder / "docs"),
        "theme": {"custom_dir": str(overrides)},
        "hooks": [str(ROOT / hook) for hook in settings()["hooks"]],
        "nav": ["index.md", "hello.md"],
        "watch": [],
        "strict": False,  # the frame links to pages that are not there
    }
    config = folder / "mkdocs.yml"
    config.write_text(json.dumps(changed), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("QUIZ_TEAM", "")  # a team's pages have no place in this menu
        built = build(config, folder / "site", "", "--no-strict")
    assert (built.folder / "hello" / "index.html").exists(), built.output
    return built.folder


@pytest.mark.parametrize(("home", "hello"), [("", "Dag"), ("en/", "Hello")])
def test_a_component_is_one_folder_and_one_fence(
    with_greeting: Path, home: str, hello: str
) -> None:
    """Its template, script and style are on the page that asks for it, and nowhere else."""
    page = (with_greeting / home / "hello" / "index.html").read_text(encoding="utf-8")
    other = (with_greeting / home / "index.html").read_text(encoding="utf-8")
    assert f'<quiz-greeting class="greeting">{hello} dear reader</quiz-greeting>' in page
    for name in ("greeting/greeting.js", "greeting.css"):
        [address] = re.findall(rf'(?:src|href)="?([^">\s]+/{name})', page)
        assert (with_greeting / home / "hello" / address).is_file()
    assert "greeting" not in other
    [script] = (with_greeting / "assets").glob("quiz-*/greeting/greeting.js")
    for part in re.findall(r'"\.\./(parts/\w+\.js)"', script.read_text(encoding="utf-8")):
        assert part in page


def test_no_script_imports_upward() -> None:
    """The kit stands on nothing, engine and store on the kit, pages on all these, none on another.

    No script imports itself by way of others.
    """
    wrong = []
    for script, other in imports():
        one, two = script.parent.name, other.parent.name
        if one == two or other.parent == QUIZ:  # what is borrowed lies at the root
            continue
        below = FLOORS[: FLOORS.index(one)] if one in FLOORS else FLOORS
        if two not in below or {one, two} == SIDE_BY_SIDE:
            wrong.append(f"{one}/{script.name} imports {two}/{other.name}")
    assert not wrong, listed(wrong)
    named = defaultdict(set)
    for script, other in imports():
        named[script].add(other)
    left = set(named)
    while ends := {script for script in left if not named[script] & left}:
        left -= ends
    assert not left, f"in a circle: {listed([script.name for script in left])}"


def imports() -> Iterator[tuple[Path, Path]]:
    """Yield each script with each one that it imports."""
    for script in sorted(QUIZ.glob("*/*.js")):
        for address in IMPORT.findall(script.read_text(encoding="utf-8")):
            yield script, (script.parent / address).resolve()


def test_a_page_has_no_styles_of_other_pages(built: Site) -> None:
    """There is one sheet for all, and at most one more, made of what the page's components are."""
    named = {}
    for page in built.pages.values():
        sheets = [
            link["href"].rpartition("/")[2].removesuffix(".css")
            for link in page.head.all("link", "rel", "stylesheet")
            if "/quiz-" in link["href"]
        ]
        assert sheets[0] == "all", page.url
        assert len(sheets) <= 2, page.url
        named[page.path] = {*"-".join(sheets[1:]).split("-")}
    assert named["check/"] == {"engine", "check"} - set(FLOOR)
    assert "prospects" not in named["practice/"] | named["check/"] | named["article/"]
    assert named["article/"] == {"article"}


@pytest.mark.parametrize("file", sorted(QUIZ.glob("*/*.*")), ids=lambda file: file.name)
def test_no_file_is_long(file: Path) -> None:
    """A template or script has one subject, and fits in a head."""
    if file.suffix in (".js", ".html"):
        assert len(file.read_text(encoding="utf-8").splitlines()) <= 420


def test_a_published_script_is_its_source_without_comments() -> None:
    """Comments, indents and empty lines go; texts stay as they are."""
    source = (
        "// Why.\n\n/** @type {number} */\nconst a = /** @type {any} */ (b); // ten\n"
        "/*\n * More.\n */\n  const text = `\n  // no comment\n`;\n  c('; // text');\n"
    )
    lean = "const a = (b);\nconst text = `\n  // no comment\n`;\nc('; // text');\n"
    assert lean_script(source) == lean
    assert lean_style("/* A\n   b */\n\n.a {\n  b: c; /* d */\n}\n") == ".a {\nb: c;\n}\n"
