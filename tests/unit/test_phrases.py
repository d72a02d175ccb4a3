"""What a definition lacks comes from phrases.yml, and what it has wins."""

from pathlib import Path

import pytest

from quiz.errors import InputError
from quiz.host import definition_file
from quiz.host.cli import main
from quiz.host.definition_file import PHRASES, load_definition, validate
from tests.own import DEFINITION as OWN
from tests.unit.broken_definitions import edited, line_of
from tests.unit.shipped_definition import DATA, PACKAGE, TEXT

QUESTIONS, SAID = OWN.read_text("utf-8"), PHRASES.read_text("utf-8")
WHOLE = f"{QUESTIONS}\n{SAID}"
"""One file with every key, as definitions were at first."""

AND = r"^  and:\n    nl: .*\n    en: .*\n"


@pytest.fixture
def phrases(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of phrases.yml that is read in place of it."""
    copy = tmp_path / "phrases.yml"
    copy.write_text(SAID, encoding="utf-8")
    monkeypatch.setattr(definition_file, "PHRASES", copy)
    return copy


def test_the_two_files_together_are_what_one_file_was() -> None:
    """A definition that holds every key in one file is read as the two are, key by key."""
    whole, parted = validate(WHOLE, "own.yml"), load_definition(OWN)
    assert whole == parted
    assert list(whole["pipeline"]) == list(parted["pipeline"])


def test_one_file_with_every_key_is_sound(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """The command finds nothing to mend in it, given as FILE or as --definition."""
    file = tmp_path / "old.yml"
    file.write_text(WHOLE, encoding="utf-8")
    for arguments in (["check", str(file)], ["check", "--definition", str(file)]):
        assert main(arguments) == 0
        assert b"no problems" in capsysbinary.readouterr().out


def test_one_file_with_every_key_takes_nothing_from_another(phrases: Path) -> None:
    """The definition that the package first shipped with says what it said, whatever is here."""
    changed = SAID.replace("nl: Mijn prospects", "nl: Iets anders")
    phrases.write_text(changed, encoding="utf-8")
    assert changed != SAID
    assert validate(TEXT, "own.yml") == DATA
    own = load_definition(OWN)["pipeline"]
    assert own["report_title"]["nl"] == "Iets anders"


def test_what_a_definition_has_of_the_phrases_wins() -> None:
    """One phrase of one's own replaces that one, and the others stay."""
    own = 'pipeline:\n  and: {nl: "&", en: "&"}\n'
    said, parted = validate(QUESTIONS + own, "own.yml"), load_definition(OWN)
    assert said["pipeline"]["and"] == {"nl": "&", "en": "&"}
    assert said == {**parted, "pipeline": {**parted["pipeline"], "and": said["pipeline"]["and"]}}


def test_what_is_read_is_a_reader_s_own() -> None:
    """Whoever changes what was read changes nothing for the next reader."""
    load_definition(OWN)["pipeline"]["and"]["nl"] = "x"
    assert load_definition(OWN)["pipeline"]["and"]["nl"] != "x"


def test_a_phrase_of_ones_own_is_checked() -> None:
    """What may not stand in a phrase may not stand there in a definition either."""
    text = QUESTIONS + 'pipeline:\n  and: {nl: "{x}", en: "&"}\n'
    with pytest.raises(InputError) as caught:
        validate(text, "own.yml")
    (problem,) = caught.value.problems
    assert problem.where == f"own.yml:{line_of('{x}', text)}: pipeline.and.nl"


@pytest.mark.parametrize(
    ("pattern", "replacement", "line", "path", "what"),
    [
        (AND, "", r"^pipeline:", "pipeline", "and missing"),
        (AND, '  and: {nl: "{x}", en: "&"}\n', r"{x}", "pipeline.and.nl", "nothing fills in {x}"),
        (r"^months:(.*\n)*", "", None, "", "months missing"),
        (r"^pipeline:$", "version: 1\npipeline:", r"^version", "version", "unknown key"),
    ],
    ids=["phrase", "placeholder", "months", "key"],
)
def test_what_is_wrong_with_the_phrases_is_told(
    *, phrases: Path, pattern: str, replacement: str, line: str | None, path: str, what: str
) -> None:
    """They are held to a schema of their own, and a problem names their own file and line."""
    text = edited(pattern, replacement, SAID)
    phrases.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_definition(OWN)
    (problem,) = caught.value.problems
    number = line_of(line, text) if line else line_of(r"^pipeline", text)
    assert problem.where == f"{phrases}:{number}" + (f": {path}" if path else "")
    assert problem.what.startswith(what)


def test_the_questions_are_a_file_of_their_own() -> None:
    """Who changes the questions sees the questions: nothing stands in both files."""
    assert PHRASES.parent == OWN.parent == PACKAGE
    assert "\npipeline:" not in QUESTIONS
    assert "\nmonths:" not in QUESTIONS
