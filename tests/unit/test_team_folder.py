"""A team's folder: what may lie in it, what its settings say, and which folder it is."""

import re
from pathlib import Path

import pytest

from quiz.errors import InputError
from quiz.host.team import (
    FILES,
    FOLDERS,
    PICTURES,
    PNG,
    SIZES,
    Settings,
    check_choices,
    in_team,
    laid_files,
    read_settings,
    team_folder,
)
from quiz.host.yaml_file import ROOT

NOTHING_OF_OURS = Path("no-such-folder")
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"/>'


def png(width: int, height: int) -> bytes:
    return PNG + b"\0\0\0\rIHDR" + width.to_bytes(4) + height.to_bytes(4) + b"\0" * 9


def put(folder: Path, files: dict[str, str | bytes]) -> Path:
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def told(folder: Path, files: dict[str, str | bytes]) -> list[str]:
    """Return what is told of a folder with these files, each by its path there."""
    with pytest.raises(InputError) as caught:
        read_settings(put(folder, files), NOTHING_OF_OURS)
    assert all(problem.what and problem.fix for problem in caught.value.problems)
    return [str(problem).removeprefix(f"{folder}/") for problem in caught.value.problems]


def test_without_a_folder_nothing_is_changed() -> None:
    """Its settings are all empty."""
    assert read_settings(None) == Settings()


def test_what_is_meant_to_lie_there_may(tmp_path: Path) -> None:
    """Each file and folder that is known, and what an editor or a system puts beside them."""
    pictures = {
        name: png(*SIZES.get(name, (9, 9))) if name.endswith("png") else SVG
        for name in PICTURES
        if not name.startswith("logo") or name.endswith("svg")
    }
    files: dict[str, str | bytes] = {
        **{name: "x" for name in FILES if name not in PICTURES},
        **pictures,
        **{f"{name}/a{kind}": "x" for name, kind in FOLDERS.items() if kind},
        "team.yml": "name: {nl: Wij, en: We}",
        ".DS_Store": "x",
        "docs/.obsidian/a.json": "x",
        "docs/nl/a.md": "x",
        "docs/en/a.md": "x",
        "docs/nl/pictures/a.png": "x",
    }
    assert read_settings(put(tmp_path, files), NOTHING_OF_OURS).name == {"nl": "Wij", "en": "We"}


@pytest.mark.parametrize(
    ("name", "line"),
    [
        (
            "condition.yml",
            "condition.yml: nothing is called so: rename it, or take it away: was conditions.yml",
        ),
        (
            "case/a.yml",
            "case/a.yml: nothing is called so: rename it, or take it away: was cases meant?",
        ),
        (
            "zzz.txt",
            "zzz.txt: nothing is called so: rename it, or take it away: there are README.md, ",
        ),
        ("cases/a.yaml", "cases/a.yaml: not a file cases/NAME.yml: rename it"),
        ("cases/more/a.yml", "cases/more/a.yml: not a file cases/NAME.yml"),
        ("keys/1.yml", "keys/1.yml: not a file keys/NAME.json"),
        ("docs/de/a.md", "docs/de/a.md: de is not a language of the site: put pages into docs/nl/"),
        ("docs/index.md", "docs/index.md: it lies in no language: put it into docs/nl/ or docs/en"),
        ("docs/nl/a.md", "docs/nl/a.md: this page is not there in en: write "),
        ("docs/en/b/a.md", "docs/en/b/a.md: this page is not there in nl: write "),
        (
            "logo.jpg",
            "logo.jpg: nothing is called so: rename it, or take it away: was logo.",
        ),
    ],
)
def test_what_lies_there_for_nothing_is_told(tmp_path: Path, name: str, line: str) -> None:
    """With the name that was meant, or where it should be."""
    (found,) = told(tmp_path, {name: "x", "texts.yml": "x"})
    assert found.startswith(line)


def test_a_page_may_replace_ours_in_one_language(tmp_path: Path) -> None:
    """Ours is still there in the other."""
    ours = put(tmp_path / "ours", {"nl/index.md": "x", "en/index.md": "x"})
    assert read_settings(put(tmp_path / "own", {"docs/nl/index.md": "x"}), ours) == Settings()


@pytest.mark.parametrize("files", [{}, {"README.md": "x"}])
def test_a_folder_that_changes_nothing_is_told(tmp_path: Path, files: dict[str, str]) -> None:
    """Somebody made it for a purpose."""
    (found,) = told(tmp_path, {**files})
    assert found == f"{tmp_path}: nothing in it changes the site: write a team.yml, or take it away"


@pytest.mark.parametrize(
    ("files", "line"),
    [
        ({"logo.svg": b"x"}, "logo.svg: this is no SVG"),
        ({"icon-192.png": SVG}, "icon-192.png: this is no PNG"),
        ({"icon-192.png": png(180, 192)}, "icon-192.png: it is 180 by 192 pixels: make it 192 by"),
        ({"card-nl.png": png(630, 1200)}, "card-nl.png: it is 630 by 1200 pixels: make it 1200 by"),
        ({"logo.svg": SVG, "logo.png": png(1, 1)}, "logo.png: logo.svg is there too: keep one"),
        ({"logo-dark.svg": SVG}, "logo-dark.svg: there is no logo for a light page"),
        ({"docs/nl/a.png": b"x" * 1_000_001}, "docs/nl/a.png: it has more than 1 MB: make it"),
    ],
)
def test_a_picture_that_would_not_do_is_told(
    tmp_path: Path, files: dict[str, str | bytes], line: str
) -> None:
    """What browsers are told of its size has to be so, and one that is never seen is not kept."""
    (found,) = told(tmp_path, files)
    assert found.startswith(line)


WRONG = """\
name: {nl: Wij}
owner: {name: We, address: "http://we.example"}
colour: {}
colours:
  light: {main: "#ffcc00", pink: "#ffffff"}
  drak: {main: "#000000"}
links: ["we.example"]
menu:
  - {title: {nl: a, en: b}, to: no-page.md}
  - {title: {nl: a, en: b}, to: a.md, under: top}
group: [one, two, two]
"""


def test_all_that_is_wrong_with_the_settings_is_told_at_once(tmp_path: Path) -> None:
    """Each on its line, with what to do; and what lies in the folder for nothing as well."""
    files: dict[str, str | bytes] = {"team.yml": WRONG, "x.yml": "", "docs/nl/a.md": "x"}
    found = told(tmp_path, files)
    for line in (
        "x.yml: nothing is called so",
        "docs/nl/a.md: this page is not there in en",
        "team.yml:1: name: en missing: what the site is called",
        'team.yml:2: owner.address: "http://we.example" ',
        "team.yml:3: colour: unknown key",
        "team.yml:5: colours.light.pink: unknown key",
        "team.yml:6: colours.drak: unknown key",
        "team.yml:7: links[0]: ",
        "team.yml:9: menu[0].to: there is no page no-page.md of the team: write docs/nl/no-page.md",
        'team.yml:10: menu[1].under: "top" is not one of training, coach, reference',
        'team.yml:11: group: something is in ["one", "two", "two"] twice',
    ):
        assert sum(one.startswith(line) for one in found) == 1, f"{line}\n{found}"
    assert any(re.match(r"team.yml:5: colours.light.main: .* would do", one) for one in found)
    assert len(found) == 12


@pytest.mark.parametrize("text", ["", "# later\n"])
def test_settings_that_are_empty_are_told(tmp_path: Path, text: str) -> None:
    """A newcomer who has just made the file learns what to write."""
    (found,) = told(tmp_path, {"team.yml": text})
    assert found.startswith("team.yml:1: it is empty: write in it")


def test_a_case_that_is_chosen_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that is not is told at its line, with the one that was meant."""
    put(tmp_path, {"team.yml": "letting-go: [farm-silo]\ngroup:\n  - farm-silo\n  - fram\n  - b\n"})
    monkeypatch.setenv("QUIZ_TEAM", str(tmp_path))
    check_choices(team_folder(), frozenset({"farm-silo", "fram", "b"}))
    check_choices(None, frozenset())
    with pytest.raises(InputError) as caught:
        check_choices(team_folder(), frozenset({"farm-silo", "farm"}))
    at = tmp_path / "team.yml"
    assert [str(one) for one in caught.value.problems] == [
        f"{at}:4: group[1]: there is no case fram: was farm meant?",
        f"{at}:5: group[2]: there is no case b: there are farm, farm-silo",
    ]


# --- which folder it is ---


def test_the_environment_says_which_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By its path from the top of the project; `team` when it is not set, none when it is empty."""
    put(tmp_path, {"team/texts.yml": "x", "other/team.yml": "x"})
    monkeypatch.delenv("QUIZ_TEAM", raising=False)
    assert team_folder(tmp_path) == tmp_path / "team"
    assert in_team("texts.yml", tmp_path) == tmp_path / "team" / "texts.yml"
    assert in_team("team.yml", tmp_path) is None
    monkeypatch.setenv("QUIZ_TEAM", "other")
    assert team_folder(tmp_path) == tmp_path / "other"
    monkeypatch.setenv("QUIZ_TEAM", "")
    assert team_folder(tmp_path) is None
    assert in_team("texts.yml", tmp_path) is None


def test_a_folder_that_is_named_and_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A slip in its name would give the site without anything of the team's."""
    monkeypatch.setenv("QUIZ_TEAM", "tests/team/acmee")
    with pytest.raises(InputError, match=r"QUIZ_TEAM: there is no folder tests/team/acmee"):
        team_folder()


def test_files_of_a_team_come_among_ours(tmp_path: Path) -> None:
    """In place of those of the same name, all in the order of their names."""
    ours = put(tmp_path / "ours", {"a.yml": "x", "c.yml": "x", "d.md": "x"})
    own = put(tmp_path / "own", {"b.yml": "x", "c.yml": "x"})
    found = laid_files(ours, own, "*.yml")
    assert found == [ours / "a.yml", own / "b.yml", own / "c.yml"]
    assert laid_files(ours, None, "*.yml") == [ours / "a.yml", ours / "c.yml"]


def test_a_team_keeps_its_folder_in_the_repository() -> None:
    """It is committed like any other; the project has none that an update could change."""
    ignored = (ROOT / ".gitignore").read_text("utf-8")
    assert "/team" not in ignored
