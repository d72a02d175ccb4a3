"""The deck as objects: cases in order, their texts in pieces, and what the lessons take of them."""

import importlib
import sys
from dataclasses import fields, replace
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

from quiz.host.deck import Case, KeyAnswer, Piece, load_deck, pieces
from quiz.host.team import Settings
from quiz.scoring import judge
from quiz.sheet import sheet_from
from tests.frozen import CASES
from tests.unit.shipped_definition import DEFINITION, LANGUAGES

DECK = load_deck(DEFINITION, CASES)
HOOKS = Path(__file__).parents[2] / "overrides" / "hooks"


def verdict(case: Case) -> str:
    return judge(DEFINITION, case.sheet(DEFINITION)).verdict


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
def content() -> ModuleType:
    """Return the site's own module, which lies outside the package."""
    sys.path.append(str(HOOKS))
    try:
        return importlib.import_module("content")
    finally:
        sys.path.remove(str(HOOKS))


def lessons(*letting_go: str) -> dict[str, list[Case]]:
    module = content()
    nothing = dict.fromkeys(field.name for field in fields(module.Site))
    settings = Settings(letting_go=letting_go)
    site = module.Site(**nothing | {"definition": DEFINITION, "deck": DECK, "settings": settings})
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


def test_a_team_chooses_the_cases_of_letting_go() -> None:
    """Those come in the order in which it names them, and the other lessons keep theirs."""
    chosen = lessons("webshop-returns", "farm-silo")
    assert [case.id for case in chosen["letting-go"]] == ["webshop-returns", "farm-silo"]
    assert chosen["need"] == lessons()["need"]


def test_letting_go_parks_one_and_walks_away_from_another() -> None:
    """The lesson on letting go has a case to park and one to walk away from."""
    assert [verdict(case) for case in lessons()["letting-go"]] == ["park", "walk-away"]
