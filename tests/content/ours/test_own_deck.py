"""The practice cases of this project: what the deck has of everything, what its cases keep to."""

from collections import Counter
from dataclasses import replace

import pytest

from quiz.definition import Definition
from quiz.host.deck import CASES, Case, KeyAnswer
from quiz.scoring import judge

MEND = """
The practice cases, quiz/cases/, lack something that learners need, or break a rule that the cases
keep to. Mend the case that is named above; or, for a deck that is small on purpose, change the
number in tests/content/ours/test_own_deck.py.
"""

LANGUAGES = ("nl", "en")


@pytest.fixture(scope="module")
def verdicts(deck: list[Case], definition: Definition) -> dict[str, str]:
    """Return what each case comes to, by its id."""
    return {case.id: judge(definition, case.sheet(definition)).verdict for case in deck}


def known(case: Case) -> list[tuple[str, KeyAnswer]]:
    return [(name, answer) for name, answer in case.key.items() if answer.level != "unknown"]


def words(case: Case, condition: str, language: str) -> list[str]:
    return list(case.key[condition].words[language])


def test_there_is_a_case_for_each_file(deck: list[Case]) -> None:
    """There are at least 24 cases, one for each file in the folder and of the same name."""
    assert sorted(case.id for case in deck) == sorted(path.stem for path in CASES.iterdir())
    assert len(deck) >= 24


def test_every_verdict_occurs(deck: list[Case], definition: Definition) -> None:
    """Each of the five verdicts is what the answers to at least four cases come to."""
    sheets = [replace(case.sheet(definition), stop=False) for case in deck]
    counts = Counter(judge(definition, sheet).verdict for sheet in sheets)
    assert set(counts) == {"pursue", "develop", "park", "walk-away", "find-out"}
    assert min(counts.values()) >= 4


def test_a_learner_meets_who_asked_to_stop(deck: list[Case], definition: Definition) -> None:
    """Where the definition has words for it, somebody asks not to be contacted in two cases."""
    assert sum(case.stop is not None for case in deck) >= (2 if definition.stop else 0)


def test_every_difficulty_occurs(deck: list[Case]) -> None:
    """At least six cases are easy, six are fair and six are hard."""
    counts = Counter(case.difficulty for case in deck)
    assert set(counts) == {"easy", "fair", "hard"}
    assert min(counts.values()) >= 6


def test_every_condition_is_in_focus(deck: list[Case], definition: Definition) -> None:
    """Each condition is what at least three cases teach most."""
    counts = Counter(case.focus for case in deck)
    assert set(counts) == set(definition.ids)
    assert min(counts.values()) >= 3


def test_every_form_occurs(deck: list[Case]) -> None:
    """There are notes, mails, dialogues and notes in a CRM, at least two of each."""
    counts = Counter(case.form for case in deck)
    assert set(counts) == {"notes", "mail", "dialogue", "crm"}
    assert min(counts.values()) >= 2


def test_much_is_left_unknown(deck: list[Case], definition: Definition) -> None:
    """At least eight cases leave something unknown, and each condition is left so somewhere."""
    unknown = {case.id: len(case.key) - len(known(case)) for case in deck}
    assert sum(count > 0 for count in unknown.values()) >= 8
    left = {name for case in deck for name in case.key if case.key[name].level == "unknown"}
    assert left == set(definition.ids)


def test_every_level_of_every_condition_occurs(deck: list[Case], definition: Definition) -> None:
    """Each condition is found at each level it can teach: 0, 2 and 3 at least."""
    found = {(name, answer.level) for case in deck for name, answer in known(case)}
    expected = {(name, level) for name in definition.ids for level in (0, 2, 3)}
    assert expected - found == set()


def test_brush_offs_occur(deck: list[Case]) -> None:
    """“Just send me something” is said in at least four cases, in both languages alike."""
    said = {
        language: {case.id for case in deck if phrase in case.text[language].lower()}
        for language, phrase in (("nl", "stuur maar wat op"), ("en", "send me something"))
    }
    assert said["nl"] == said["en"]
    assert len(said["nl"]) >= 4


def test_look_alikes_come_in_pairs(deck: list[Case]) -> None:
    """There are at least six pairs; each names the other, and no case is in two."""
    paired = {case.id: case.pair for case in deck if case.pair}
    assert len(paired) >= 12
    assert {one: paired[other] for one, other in paired.items()} == {one: one for one in paired}
    assert [one for one, other in paired.items() if one == other] == []


def test_look_alikes_differ_in_one_fact(deck: list[Case], verdicts: dict[str, str]) -> None:
    """The keys of a pair differ in the one condition it teaches, and so does the verdict."""
    by_id = {case.id: case for case in deck}
    for case in deck:
        if case.pair:
            other = by_id[case.pair]
            mine, its = case.answers(), other.answers()
            assert [name for name in mine if mine[name] != its[name]] == [case.focus], case.id
            assert verdicts[case.id] != verdicts[other.id], case.id
            assert case.focus == other.focus


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_case_has_80_to_150_words(deck: list[Case], language: str) -> None:
    """In each language a case has 80 to 150 words."""
    counts = {case.id: len(case.text[language].split()) for case in deck}
    assert {case: count for case, count in counts.items() if not 80 <= count <= 150} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_level_is_supported_by_words_of_the_text(deck: list[Case], language: str) -> None:
    """One to three runs support a level, each standing once in one paragraph; none an unknown."""
    for case in deck:
        paragraphs = case.text[language].split("\n\n")
        for name, answer in case.key.items():
            if answer.level == "unknown":
                assert dict(answer.words) == {}
            else:
                assert 1 <= len(words(case, name, language)) <= 3
                for run in words(case, name, language):
                    assert [text.count(run) for text in paragraphs if run in text] == [1], run


def test_both_languages_support_a_level_alike(deck: list[Case]) -> None:
    """A level is supported by as many runs in one language as in the other."""
    differing = [
        (case.id, name)
        for case in deck
        for name, _ in known(case)
        if len(words(case, name, "nl")) != len(words(case, name, "en"))
    ]
    assert differing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_is_said_in_this_language(deck: list[Case], language: str) -> None:
    """Title, text, reasons and lesson are there, and no two cases share a title or a text."""
    for case in deck:
        texts = [case.title, case.text, case.lesson, *(answer.why for answer in case.key.values())]
        assert all(text[language].strip() for text in texts)
    assert len({case.title[language] for case in deck}) == len(deck)
    assert len({case.text[language] for case in deck}) == len(deck)
