"""What `make move-to-team` cannot move it leaves as it is, and tells."""

from pathlib import Path

import pytest

from team.moving import main
from team.update import main as update
from tests.unit.copies import (
    Moved,
    commit,
    data,
    git,
    replaced,
)

CANNOT = [
    ("mkdocs.yml", ("[tabs]", "[tabs, more]"), "line 4: theme.features"),
    ("mkdocs.yml", ("  - index.md\n", ""), "line 13: nav"),
    ("mkdocs.yml", ("- Coach:", "- Begeleider:"), "line 17: nav.2.Coach"),
    (
        "overrides/quiz/frame/site.css",
        ("color: red", "color: blue"),
        "line 12: .box { color: blue; }",
    ),
    ("overrides/quiz/frame/site.css", ("  --paper: #f8f6f1;\n", ""), "lines of ours that are gone"),
    ("overrides/partials/footer.html", ("Free.", "Ours."), "line 2: <p>Ours.</p>"),
    (
        "quiz/phrases.yml",
        ("one: {nl: een, en: one}", "one: {nl: een}"),
        "list.one.en: a key of ours",
    ),
    (
        "overrides/quiz/texts.yml",
        ("save:", "keep: {nl: ja, en: yes}\nsave:"),
        "line 1: keep: a key that",
    ),
    ("tests/words/own-words.txt", ("Amir\n", ""), "lines of ours that are gone"),
    ("README.md", ("Five", "Acme"), "line 1: Acme"),
    ("UPGRADING.md", ("Begin.", "Begin.\nAnd on.\nAnd on."), "line 6-7: And on."),
    ("quiz/phrases.yml", ("list:", "list: [\n"), "it cannot be read"),
]


@pytest.mark.parametrize(("path", "pair", "said"), CANNOT)
def test_what_cannot_be_moved_is_left_and_told(
    path: str, pair: tuple[str, str], said: str, copy: Path, moved: Moved
) -> None:
    """With its place, what it is and what to do; the file is as the copy had it."""
    edits = replaced(path, pair)
    told = moved(edits)
    assert (copy / path).read_text() == edits[path]
    _, _, left = told.partition("Not moved, or not all of it, and left as it is:\n")
    name, what, *_, advice, back = left.splitlines()
    assert name == f"  {path}"
    assert said in what
    assert advice.startswith("    ")
    assert back == "Each goes back to ours with: git checkout upstream/v1.0.0 -- PATH"


def test_what_can_be_moved_of_a_file_is_and_the_rest_stays(copy: Path, moved: Moved) -> None:
    """The file is left as it was, so that nothing is lost; what is in team/ says the same."""
    edits = replaced(
        "quiz/phrases.yml", ("  one: {nl: een, en: one}\n", ""), ("nl: twee", "nl: duo")
    )
    said = moved(edits)
    assert "list.one: a key of ours that is gone" in said
    assert data(copy / "team/phrases.yml") == {"list": {"two": {"nl": "duo"}}}
    assert (copy / "quiz/phrases.yml").read_text() == edits["quiz/phrases.yml"]


def test_a_move_can_be_gone_on_with(
    copy: Path, moved: Moved, capsys: pytest.CaptureFixture[str]
) -> None:
    """Once the rest is dealt with by hand, a second one has nothing to move, and an update goes."""
    moved(
        replaced("quiz/phrases.yml", ("  one: {nl: een, en: one}\n", ""), ("nl: twee", "nl: duo"))
    )
    before = commit(copy)
    git(copy, "checkout", "upstream/v1.0.0", "--", "quiz/phrases.yml")
    commit(copy)
    assert main([]) == 0
    assert (
        capsys.readouterr().out
        == "Nothing to move: no file of ours differs from upstream/v1.0.0.\n"
    )
    assert git(copy, "diff", before, "HEAD", "--", "team") == ""
    assert update([]) == 0


def test_a_file_of_ours_that_is_gone_is_told(copy: Path, moved: Moved) -> None:
    """Nothing in team/ takes one away, so it is not brought back unasked either."""
    said = moved({"quiz/cases/silo.yml": None})
    assert "  quiz/cases/silo.yml\n    it is gone\n" in said
    assert not (copy / "quiz/cases/silo.yml").exists()


def test_what_team_says_otherwise_is_told(copy: Path, moved: Moved) -> None:
    """It counts; the edit had no effect, and stays where it is until somebody looks."""
    said = moved(
        {
            "team/phrases.yml": "list: {one: {en: eins}}\n",
            "team/docs/nl/index.md": "# Eigen\n",
            "team/team.yml": "name: {nl: Eigen, en: Own}\n",
            "docs/nl/index.md": "# Anders\n",
            **replaced("quiz/phrases.yml", ("en: one", "en: 1st")),
            **replaced("mkdocs.yml", ("site_name: Vijf", "site_name: Zeker")),
        }
    )
    assert "line 2: list.one.en: team/phrases.yml says otherwise" in said
    assert "team/docs/nl/index.md is there already" in said
    assert "name.nl: team/team.yml says otherwise" in said
    assert "Moved" not in said
    assert git(copy, "status", "--porcelain").split() in ([], ["M", "team/phrases.yml"])
    assert data(copy / "team/phrases.yml") == {"list": {"one": {"en": "eins"}}}
    assert (copy / "docs/nl/index.md").read_text() == "# Anders\n"


def test_a_picture_that_team_has_no_place_for_is_told(copy: Path, moved: Moved) -> None:
    """Bytes that are no text are no trouble."""
    (copy / "README.md").write_bytes(b"\xff\xfe\x00")
    said = moved({})
    assert "its bytes, which are no text" in said
    assert ".github/README.md" in said


def test_what_a_copy_added_elsewhere_stays(copy: Path, moved: Moved) -> None:
    """It is no edit of ours, and is told as what it is."""
    said = moved({"CNAME": "acme.example\n", "overrides/quiz/own/own.html": "{# own: ours #}\n"})
    assert "stays where it is:\n  CNAME\n  overrides/quiz/own/own.html\n" in said
    assert (copy / "CNAME").exists()
