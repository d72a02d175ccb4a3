"""`make move-to-team` moves what a copy edited in files of ours, and nothing is lost.

The copies are of a small project; `test_later_versions.py` has one of this project itself.
"""

from pathlib import Path

import pytest

from team.differing import laid_over, same
from team.moving import main
from tests.unit.copies import (
    SMALL,
    Moved,
    apart,
    commit,
    data,
    git,
    is_ours_again,
    replaced,
)

# --- single keys ---


def test_only_the_keys_that_differ_are_written(copy: Path, moved: Moved) -> None:
    """Laid over ours they give what the copy had, and our file is as it was."""
    path = "quiz/conditions.yml"
    edits = replaced(path, ("id: five", "id: acme"), ("en: need", "en: want"), ("0, 1", "1"))
    said = moved(edits)
    assert f"{path} → team/conditions.yml" in said
    over = data(copy / "team/conditions.yml")
    assert over == {
        "id": "acme",
        "changed": {2: {"need": [1]}},
        "conditions": [{"id": "need", "name": {"en": "want"}}],
    }
    assert same(laid_over(data(SMALL[path]), over), data(str(edits[path])))
    assert is_ours_again(copy, path)


def test_conditions_that_go_come_and_move_are_in_the_order(copy: Path, moved: Moved) -> None:
    """A new one is written whole."""
    own = "conditions:\n  - id: luck\n    name: {nl: geluk, en: luck}\n"
    text = SMALL["quiz/conditions.yml"].replace("conditions:\n", own)
    text = text.replace("  - id: means\n    name: {nl: geld, en: means}\n", "")
    moved({"quiz/conditions.yml": text})
    assert data(copy / "team/conditions.yml") == {
        "order": ["luck", "need"],
        "conditions": [{"id": "luck", "name": {"nl": "geluk", "en": "luck"}}],
    }


@pytest.mark.parametrize(
    "pairs",
    [
        [("changed:\n  2: {need: [0, 1]}\n", "")],
        [("id: five", "id: acme"), ("days: 30", "days: 3"), ("en: need", "en: want")],
    ],
    ids=["a key is gone", "each key that must be there differs"],
)
def test_a_definition_that_is_no_longer_ours_moves_whole(
    pairs: list[tuple[str, str]], copy: Path, moved: Moved
) -> None:
    """Its own comments and all, with its schema still found by an editor."""
    edits = replaced("quiz/conditions.yml", *pairs)
    text = str(edits["quiz/conditions.yml"]).replace("id: need", "id: need  # as agreed")
    moved({"quiz/conditions.yml": text})
    assert (copy / "team/conditions.yml").read_text() == text.replace(
        "$schema=conditions.schema.json", "$schema=../quiz/conditions.schema.json"
    )
    assert is_ours_again(copy, "quiz")


@pytest.mark.parametrize(
    ("path", "pair", "over"),
    [
        ("quiz/phrases.yml", ("en: one", "en: 1st"), {"list": {"one": {"en": "1st"}}}),
        ("overrides/quiz/texts.yml", ("en: Save", "en: Keep"), {"save": {"en": "Keep"}}),
        ("overrides/quiz/examples.yml", ("need: 3", "need: 2"), {"no-date": {"need": 2}}),
        (
            "overrides/quiz/examples.yml",
            ("no-date:", "own: {need: 0}\nno-date:"),
            {"own": {"need": 0}},
        ),
    ],
)
def test_words_and_examples_are_laid_over_ours(
    path: str, pair: tuple[str, str], over: object, copy: Path, moved: Moved
) -> None:
    """Each of these files has one of its name in team/, with what differs alone."""
    moved(replaced(path, pair))
    assert data(copy / "team" / Path(path).name) == over
    assert is_ours_again(copy, path)


def test_an_own_comment_is_not_lost(copy: Path, moved: Moved) -> None:
    """It is written below what was moved, with where it stood."""
    moved(replaced("quiz/phrases.yml", ("en: one}", "en: 1st}  # asked by Amir")))
    assert "# quiz/phrases.yml, line 2: asked by Amir\n" in (copy / "team/phrases.yml").read_text()
    assert is_ours_again(copy, "quiz/phrases.yml")


def test_what_is_laid_out_otherwise_alone_just_goes_back(copy: Path, moved: Moved) -> None:
    """There is nothing in it to move, and no file for it."""
    moved(
        replaced("quiz/phrases.yml", ("    nl: twee\n    en: two\n", "    {nl: twee, en: two}\n"))
    )
    assert not (copy / "team").exists()
    assert is_ours_again(copy, ".")


def test_what_is_in_team_already_stays(copy: Path, moved: Moved) -> None:
    """New keys come beside it, its comments stay, and what it says itself is what counts."""
    own = "# Ours.\nlist:\n  two: {nl: twee stuks}  # so\n"
    edits = replaced("quiz/phrases.yml", ("en: one", "en: 1st"))
    moved({"team/phrases.yml": own, **edits})
    text = (copy / "team/phrases.yml").read_text()
    assert data(text) == {"list": {"two": {"nl": "twee stuks"}, "one": {"en": "1st"}}}
    assert text.startswith("# Ours.\n")
    assert "# so\n" in text
    assert is_ours_again(copy, "quiz/phrases.yml")


# --- whole files ---


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("docs/nl/index.md", "docs/nl/index.md"),
        ("docs/en/own/page.md", "docs/en/own/page.md"),
        ("docs/nl/own/picture.png", "docs/nl/own/picture.png"),
        ("quiz/cases/silo.yml", "cases/silo.yml"),
        ("docs/nl/own/[a] *.png", "docs/nl/own/[a] *.png"),
        ("quiz/cases/own.yml", "cases/own.yml"),
        ("quiz/conversations/own.yml", "conversations/own.yml"),
        ("quiz/exercises/need.yml", "exercises/need.yml"),
        ("overrides/assets/favicon.svg", "favicon.svg"),
    ],
)
def test_a_page_a_case_or_a_picture_moves_as_it_is(
    path: str, target: str, copy: Path, moved: Moved
) -> None:
    """Byte for byte, whether it was ours or is new; a new one leaves its old place."""
    moved({path: "Own\r\nwords\n"})
    assert (copy / "team" / target).read_bytes() == b"Own\r\nwords\n"
    assert is_ours_again(copy, path)


def test_a_case_still_names_its_schema(copy: Path, moved: Moved) -> None:
    """An editor finds it from the new place."""
    moved(replaced("quiz/cases/oven.yml", ("id: oven", "id: oven\nyears: 3")))
    first = (copy / "team/cases/oven.yml").read_text().splitlines()[0]
    named = first.rpartition("$schema=")[2]
    assert (copy / "team/cases" / named).resolve() == copy / "quiz/case.schema.json"


def test_all_keys_of_older_versions_go_together(copy: Path, moved: Moved) -> None:
    """A team has all or none of its own, so ours come along with a new one."""
    moved({"quiz/keys/2.json": '{"a": 1}\n'})
    assert sorted(file.name for file in (copy / "team/keys").iterdir()) == ["1.json", "2.json"]
    assert is_ours_again(copy, "quiz/keys")


def test_own_words_move_and_ours_stay(copy: Path, moved: Moved) -> None:
    """Names that no dictionary knows, wherever in the list they were put."""
    moved(replaced("tests/words/own-words.txt", ("Buchan\n", "Bartje\nBuchan\nZeker\n")))
    assert (copy / "team/own-words.txt").read_text() == "Bartje\nZeker\n"
    assert is_ours_again(copy, "tests")


@pytest.mark.parametrize("sound", [True, False])
def test_a_logo_moves_if_it_needs_no_styles(sound: bool, copy: Path, moved: Moved) -> None:
    """As a file it stands alone; one that asks for a class of the page is left for a hand."""
    drawing = '<svg viewBox="0 0 1 1"><path d="M1 1"/></svg>\n'
    said = moved(
        {"overrides/partials/logo.html": drawing if sound else drawing.replace("d=", "class=")}
    )
    assert (copy / "team/logo.svg").exists() is sound
    assert is_ours_again(copy, "overrides") is sound
    assert ("team/logo.svg, with its colours" in said) is not sound


# --- how it ends, and when it does not begin ---


def test_nothing_is_committed(copy: Path, moved: Moved) -> None:
    """The user looks first; the command that keeps it is told, and works."""
    edits = replaced("quiz/phrases.yml", ("en: one", "en: 1st"))
    commit(copy, edits)
    before = git(copy, "rev-parse", "HEAD")
    said = moved({})
    assert git(copy, "rev-parse", "HEAD^") == before
    keep = said.splitlines()[-1].strip()
    assert keep.startswith("git add --all && git commit -m ")
    git(copy, "add", "--all")
    git(copy, "commit", "--quiet", "-m", "Keep")
    assert apart(copy, "upstream/v1.0.0", "HEAD") == []


def test_uncommitted_changes_are_refused(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is not in the history could be lost."""
    (copy / "mkdocs.yml").write_text("site_name: Half\n")
    assert main([]) == 1
    assert "  mkdocs.yml\n" in capsys.readouterr().err
    assert not (copy / "team").exists()


def test_a_base_that_is_here_needs_no_network(copy: Path) -> None:
    """Named by any name of git's."""
    git(copy, "remote", "remove", "upstream")
    began = git(copy, "rev-parse", "HEAD").strip()
    commit(copy, {"docs/nl/index.md": "# Eigen\n"})
    assert main(["--base", began]) == 0
    assert (copy / "team/docs/nl/index.md").read_text() == "# Eigen\n"
    assert git(copy, "remote") == ""


@pytest.mark.usefixtures("copy")
def test_no_base_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """What the copy was made from has to be known, to tell what it edited."""
    assert main(["--base", "v7.0.0"]) == 1
    assert "v7.0.0 is neither a release nor a commit" in capsys.readouterr().err
