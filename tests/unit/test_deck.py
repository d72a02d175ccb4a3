"""The deck that comes with the package: what it has of everything, and what its cases keep to."""

import importlib
import sys
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

from quiz.deck import CASES, Case, KeyAnswer, Piece, load_deck, pieces
from quiz.scoring import judge
from quiz.sheet import sheet_from
from tests.unit.shipped import DEFINITION, LANGUAGES

DECK = load_deck(DEFINITION)
BY_ID = {case.id: case for case in DECK}
HOOKS = Path(__file__).parents[2] / "overrides" / "hooks"


def verdict(case: Case) -> str:
    return judge(DEFINITION, case.sheet(DEFINITION)).verdict


VERDICTS = {case.id: verdict(case) for case in DECK}


def known(case: Case) -> list[tuple[str, KeyAnswer]]:
    return [(name, answer) for name, answer in case.key.items() if answer.level != "unknown"]


def words(case: Case, condition: str, language: str) -> list[str]:
    return list(case.key[condition].words[language])


def test_there_is_a_case_for_each_file() -> None:
    """There are at least 24 cases, one for each file in the folder and of the same name."""
    assert sorted(BY_ID) == sorted(path.stem for path in CASES.iterdir())
    assert len(BY_ID) == len(DECK) >= 24


def test_easy_cases_come_first() -> None:
    """The deck goes from easy to hard, and by id among equals."""
    ranks = [(["easy", "fair", "hard"].index(case.difficulty), case.id) for case in DECK]
    assert ranks == sorted(ranks)


def test_each_key_answers_the_five_conditions() -> None:
    """A key has the five conditions, in their order, and its sheet is what it says."""
    for case in DECK:
        assert tuple(case.key) == DEFINITION.ids
        answers = {name: answer.level for name, answer in case.key.items()}
        assert case.answers() == answers
        assert case.sheet(DEFINITION) == sheet_from({"answers": answers}, DEFINITION)


def test_every_verdict_occurs() -> None:
    """Each of the five verdicts is what at least four cases come to."""
    counts = Counter(VERDICTS.values())
    assert set(counts) == {"pursue", "develop", "park", "walk-away", "find-out"}
    assert min(counts.values()) >= 4


def test_every_difficulty_occurs() -> None:
    """At least six cases are easy, six are fair and six are hard."""
    counts = Counter(case.difficulty for case in DECK)
    assert set(counts) == {"easy", "fair", "hard"}
    assert min(counts.values()) >= 6


def test_every_condition_is_in_focus() -> None:
    """Each condition is what at least three cases teach most."""
    counts = Counter(case.focus for case in DECK)
    assert set(counts) == set(DEFINITION.ids)
    assert min(counts.values()) >= 3


def test_every_form_occurs() -> None:
    """There are notes, mails, dialogues and notes in a CRM, at least two of each."""
    counts = Counter(case.form for case in DECK)
    assert set(counts) == {"notes", "mail", "dialogue", "crm"}
    assert min(counts.values()) >= 2


def test_much_is_left_unknown() -> None:
    """At least eight cases leave something unknown, and each condition is left so somewhere."""
    unknown = {case.id: len(case.key) - len(known(case)) for case in DECK}
    assert sum(count > 0 for count in unknown.values()) >= 8
    left = {name for case in DECK for name in case.key if case.key[name].level == "unknown"}
    assert left == set(DEFINITION.ids)


def test_every_level_of_every_condition_occurs() -> None:
    """Each condition is found at each level it can teach: 0, 2 and 3 at least."""
    found = {(name, answer.level) for case in DECK for name, answer in known(case)}
    expected = {(name, level) for name in DEFINITION.ids for level in (0, 2, 3)}
    assert expected - found == set()


def test_brush_offs_occur() -> None:
    """“Just send me something” is said in at least four cases, in both languages alike."""
    said = {
        language: {case.id for case in DECK if phrase in case.text[language].lower()}
        for language, phrase in (("nl", "stuur maar wat op"), ("en", "send me something"))
    }
    assert said["nl"] == said["en"]
    assert len(said["nl"]) >= 4


def test_look_alikes_come_in_pairs() -> None:
    """There are at least six pairs; each names the other, and no case is in two."""
    paired = {case.id: case.pair for case in DECK if case.pair}
    assert len(paired) >= 12
    assert {one: paired[other] for one, other in paired.items()} == {one: one for one in paired}
    assert [one for one, other in paired.items() if one == other] == []


def test_look_alikes_differ_in_one_fact() -> None:
    """The keys of a pair differ in the one condition it teaches, and so does the verdict."""
    for case in DECK:
        if case.pair:
            other = BY_ID[case.pair]
            mine, its = case.answers(), other.answers()
            assert [name for name in mine if mine[name] != its[name]] == [case.focus], case.id
            assert VERDICTS[case.id] != VERDICTS[other.id], case.id
            assert case.focus == other.focus


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_case_has_80_to_150_words(language: str) -> None:
    """In each language a case has 80 to 150 words."""
    counts = {case.id: len(case.text[language].split()) for case in DECK}
    assert {case: count for case, count in counts.items() if not 80 <= count <= 150} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_level_is_supported_by_words_of_the_text(language: str) -> None:
    """One to three runs support a level, each standing once in one paragraph; none an unknown."""
    for case in DECK:
        paragraphs = case.text[language].split("\n\n")
        for name, answer in case.key.items():
            if answer.level == "unknown":
                assert dict(answer.words) == {}
            else:
                assert 1 <= len(words(case, name, language)) <= 3
                for run in words(case, name, language):
                    assert [text.count(run) for text in paragraphs if run in text] == [1], run


def test_both_languages_support_a_level_alike() -> None:
    """A level is supported by as many runs in one language as in the other."""
    differing = [
        (case.id, name)
        for case in DECK
        for name, _ in known(case)
        if len(words(case, name, "nl")) != len(words(case, name, "en"))
    ]
    assert differing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_is_said_in_this_language(language: str) -> None:
    """Title, text, reasons and lesson are there, and no two cases share a title or a text."""
    for case in DECK:
        texts = [case.title, case.text, case.lesson, *(answer.why for answer in case.key.values())]
        assert all(text[language].strip() for text in texts)
    assert len({case.title[language] for case in DECK}) == len(DECK)
    assert len({case.text[language] for case in DECK}) == len(DECK)


def signs(case: Case, language: str) -> list[tuple[str, set[str]]]:
    """Return each sign of the text with the conditions it supports, run by run, piece by piece."""
    text = case.text[language].strip()
    marks: list[tuple[str, set[str]]] = [(sign, set()) for sign in text]
    for name in case.key:
        for run in case.key[name].words.get(language, ()):
            for start in range(len(text)):
                if text[start:].startswith(run):
                    for _, supports in marks[start : start + len(run)]:
                        supports.add(name)
    return marks


@pytest.mark.parametrize("case", DECK, ids=lambda case: case.id)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pieces_are_the_text_with_its_evidence(case: Case, language: str) -> None:
    """Put together the pieces are the text, and what is marked is exactly what supports a level."""
    paragraphs = pieces(case, language)
    whole = "\n\n".join("".join(piece.text for piece in cut) for cut in paragraphs)
    assert whole == case.text[language].strip()
    assert all(piece.text for cut in paragraphs for piece in cut)
    marks = [
        (sign, set(piece.supports)) for cut in paragraphs for piece in cut for sign in piece.text
    ]
    gaps = [mark for mark in signs(case, language) if mark[0] != "\n"]
    assert [mark for mark in marks if mark[0] != "\n"] == gaps


def made(text: str, **runs: list[str]) -> list[list[Piece]]:
    """Cut a text of our own, in which these runs support these conditions."""
    key = {name: KeyAnswer(2, {"en": found}, {}) for name, found in runs.items()}
    return pieces(replace(DECK[0], text={"en": text}, key=key), "en")


def test_words_that_overlap_support_both() -> None:
    """Where runs overlap, or are the same, the piece in common supports both conditions."""
    assert made("one two three", need=["one two"], trust=["two three"], means=["three"]) == [
        [
            Piece("one ", ("need",)),
            Piece("two", ("need", "trust")),
            Piece(" ", ("trust",)),
            Piece("three", ("trust", "means")),
        ]
    ]


def test_pieces_without_evidence_stay_whole() -> None:
    """A paragraph without evidence is one piece; signs with a meaning to patterns have none."""
    assert made("a (b). c?\n\nd\n", need=["(b)."], trust=["a (b)", "(b)."]) == [
        [
            Piece("a ", ("trust",)),
            Piece("(b)", ("need", "trust")),
            Piece(".", ("need", "trust")),
            Piece(" c?", ()),
        ],
        [Piece("d", ())],
    ]


@cache
def components() -> ModuleType:
    """Return the site's own module, which lies outside the package."""
    sys.path.append(str(HOOKS))
    try:
        return importlib.import_module("components")
    finally:
        sys.path.remove(str(HOOKS))


def lessons() -> dict[str, list[Case]]:
    module = components()
    site = module.Site(DEFINITION, DECK, {}, {}, None)
    return {name: module.lesson_cases(site, name) for name in (*DEFINITION.ids, "letting-go")}


def test_each_lesson_has_two_cases_of_its_own() -> None:
    """Each lesson has two cases about its condition, and no case is in two lessons."""
    for name in DEFINITION.ids:
        assert [case.focus for case in lessons()[name]] == [name, name]
    chosen = [case.id for cases in lessons().values() for case in cases]
    assert len(chosen) == len(set(chosen)) == 12


def test_a_lesson_has_look_alikes_where_there_are_any() -> None:
    """The two are look-alikes if the condition has a pair, else its first two, easy ones first."""
    for name in DEFINITION.ids:
        own = [case for case in DECK if case.focus == name]
        first, second = lessons()[name]
        if any(case.pair for case in own):
            assert (first.pair, second.pair) == (second.id, first.id)
        else:
            assert [first, second] == own[:2]


def test_letting_go_parks_one_and_walks_away_from_another() -> None:
    """The lesson on letting go has a case to park and one to walk away from."""
    assert [VERDICTS[case.id] for case in lessons()["letting-go"]] == ["park", "walk-away"]
