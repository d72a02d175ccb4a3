"""Texts, drawings and worked examples with a team's laid over them, and what is wrong there."""

from pathlib import Path
from typing import Any

import pytest

from quiz.errors import InputError
from quiz.host.words_file import load_examples, load_texts, sheet_of_example
from tests.unit.shipped_definition import DEFINITION

TEXTS = """\
save: {nl: Bewaar, en: Save}
count: {nl: "{n} cases", en: "{n} cases"}
need:
  height: 210
  labels: {now: {nl: nu, en: now}}
"""
EXAMPLES = """\
good: {need: 3, means: 2, trust: 2, urgency: 3, attention: 2}
other: {need: 1, champion: 2}
"""


def laid(tmp_path: Path, own: str, ours: str = TEXTS) -> dict[str, Any]:
    below, over = tmp_path / "ours.yml", tmp_path / "own.yml"
    below.write_text(ours, encoding="utf-8")
    over.write_text(own, encoding="utf-8")
    return load_texts(below, over)


def told(tmp_path: Path, own: str, ours: str = TEXTS) -> list[str]:
    with pytest.raises(InputError) as caught:
        laid(tmp_path, own, ours)
    return [str(problem).removeprefix(f"{tmp_path}/") for problem in caught.value.problems]


def examples(tmp_path: Path, own: str) -> dict[str, Any]:
    below, over = tmp_path / "ours.yml", tmp_path / "own.yml"
    below.write_text(EXAMPLES, encoding="utf-8")
    over.write_text(own, encoding="utf-8")
    return load_examples(below, over, DEFINITION)


def test_a_text_is_laid_over_by_its_key_and_language(tmp_path: Path) -> None:
    """All others are as they were."""
    found = laid(tmp_path, "save: {en: Keep}\nneed: {labels: {now: {nl: vandaag}}}\n")
    assert found["save"] == {"nl": "Bewaar", "en": "Keep"}
    assert found["need"] == {"height": 210, "labels": {"now": {"nl": "vandaag", "en": "now"}}}
    assert found["count"] == {"nl": "{n} cases", "en": "{n} cases"}


@pytest.mark.parametrize(
    ("own", "line"),
    [
        ("svae: {nl: a, en: b}", "own.yml:1: svae: it is laid over nothing: was save meant?"),
        ("save:\n  de: a", "own.yml:2: save.de: it is laid over nothing: there are en, nl"),
        ("save: a", "own.yml:1: save: a key with texts is expected here: write it as it is in"),
        ("save: {nl: {a: b}}", "own.yml:1: save.nl: a text is expected here"),
        ("save: {nl: ' '}", "own.yml:1: save.nl: the text is empty: write it, or take the key"),
        ("save: {nl: 'a {n}'}", "own.yml:1: save.nl: nothing fills in {n}: take it out"),
        ("count: {nl: '{of}'}", "own.yml:1: count.nl: nothing fills in {of}: allowed here: {n}"),
        ("need: {height: tall}", "own.yml:1: need.height: a number is expected here"),
        ("save: {nl: 3}", "own.yml:1: save.nl: a text is expected here"),
        ("save: {nl: }", "own.yml:1: save.nl: a text is expected here"),
        ("save: {nl: Bewaar}", "own.yml:1: it changes nothing"),
        ("", "own.yml:1: it is empty"),
        ("save: [", "own.yml:1:8: not YAML"),
    ],
)
def test_what_is_wrong_with_a_text_is_told_at_its_line(tmp_path: Path, own: str, line: str) -> None:
    """With what to do, or the key that was meant."""
    (found,) = told(tmp_path, own)
    assert found.startswith(line)


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    """By line."""
    found = told(tmp_path, "svae: {nl: a, en: b}\ncount:\n  nl: ''\n  en: '{x}'\n")
    assert [one.split(": ")[0] for one in found] == ["own.yml:1", "own.yml:3", "own.yml:4"]


def test_a_text_of_ours_in_one_language_is_told(tmp_path: Path) -> None:
    """Each is in every language, and no other."""
    (found,) = told(tmp_path, "save: {nl: Houd}", TEXTS + "late:\n  nl: laat\n")
    assert found == "ours.yml:6: late: it is in nl: give it in nl and en alone"


def test_an_example_is_replaced_or_comes_beside_ours(tmp_path: Path) -> None:
    """Ours may name a condition that there is not; it is left as it is."""
    found = examples(tmp_path, "good: {trust: 3}\nnew: {need: 0, needed_by: '2027-01-01'}\n")
    assert found["good"] == {"need": 3, "means": 2, "trust": 3, "urgency": 3, "attention": 2}
    assert found["other"] == {"need": 1, "champion": 2}
    assert sheet_of_example(found["new"], DEFINITION).answers == (0, None, None, None, None)


@pytest.mark.parametrize(
    ("own", "line"),
    [
        ("good: {need: 9}", "own.yml:1: good: answers.need: 9 is not a level"),
        ("x: 1\nnew:\n  champion: 2", "own.yml:2: new: answers.champion: no such condition"),
        ("x: {need: 1}\nnew: 3", "own.yml:2: new: not a sheet: write a level for each condition"),
        ("other: {need: 2}", "own.yml:1: other: answers.champion: no such condition"),
    ],
)
def test_what_is_wrong_with_an_example_is_told(tmp_path: Path, own: str, line: str) -> None:
    """At its line in the team's file."""
    with pytest.raises(InputError) as caught:
        examples(tmp_path, own)
    found = [str(problem).removeprefix(f"{tmp_path}/") for problem in caught.value.problems]
    assert any(one.startswith(line) for one in found), found
