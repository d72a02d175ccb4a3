"""Articles and lessons read easily, have the length that was planned, and match across languages.

Reading ease is that of the running text: without headings, components and talks, whose short lines
would make a hard text look easy. Syllables are counted by the vowels that one hears. textstat takes
them from a word list that it must download; pyphen knows where a line may break, which is never
after one letter, so it finds a single syllable in *over*. Vowels are the stricter on every page,
and where a rule here is in doubt it rather counts one too many.
"""

import re
import unicodedata
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from tests.words.texts_of import DOCS, FENCE, HEADING, LANGUAGES, QUIZ, prose_of

MEND = """
Make the page that is named above easier, longer or shorter, or give it the same sections in both
languages: docs/nl/ and docs/en/. What a page is planned to have stands in LENGTHS.
"""

EASY = 60
"""From here on both formulas call a text plain, or easier than that."""

LESSONS = [
    f"training/{name}.md"
    for name in ("need", "means", "trust", "urgency", "attention", "letting-go")
]
LENGTHS = {"article.md": (900, 1300), "training/index.md": (0, 600)} | dict.fromkeys(
    LESSONS, (700, 1000)
)
PAGES = sorted(page.relative_to(DOCS / "nl").as_posix() for page in (DOCS / "nl").rglob("*.md"))

SECTION_OR_FENCE = re.compile(
    rf"{FENCE.pattern}|^## [^\n]*?(?:\{{#(?P<id>[\w-]+)\}})?$", FENCE.flags
)
LIST_MARK = re.compile(r"^ *(?:[-*+]|\d+\.) ", re.MULTILINE)
WORD = re.compile(r"[^\W_]+(?:[-’'.,:][^\W_]+)*")
"""What an author counts as one: also a number, a time of day, or two words with a hyphen."""

SENTENCE_END = re.compile(r"(?<=[.!?…])[”’)*_]*\s+|\n\s*\n")
"""Closed by its mark, or for want of one by the end of the paragraph."""

DUTCH_SOUND = re.compile(
    r"ieu|eeu|aai|ooi|oei|aa|ee|oo|uu|ie|oe|eu|ui|ij|ei|ou|au|[aeiouyäëïöü]|\d"
)
ENGLISH_SOUND = re.compile(r"[aeiouy]+|\d")
ENGLISH_MORE = re.compile(
    r"(?<![tcsg])i[aou]|(?<![qg])ua|(?<![tc])ie(?=t|nt|nce)|[aeiouy](?=ing$)|[^aeiouy]n[’']t$"
)
"""One more than there are groups of vowels: *reliable, usual, client, doing, didn't*."""

ENGLISH_SILENT = re.compile(
    r"(?<=[^aeiouy])(?<![^aeiouyl]l)e$"
    r"|(?<=[^aeiouysxzcg])(?<![^aeiouyl]l)(?<![cs]h)es$"
    r"|(?<=[^aeiouytd])(?<![^aeiouyl]l)ed$"
)
"""An e that nobody says: *make, times, asked*; one does in *people, notices, needed*."""

ENGLISH_SHORTENED = re.compile(r"[’'](?:s|re|ve|ll|d|m)$")

HARD = {
    "nl": "De verkoopverantwoordelijke dient voorafgaand aan de kwalificatie van potentiële "
    "opdrachtgevers te verifiëren of de beslissingsbevoegdheid organisatorisch verankerd is.",
    "en": "Preceding the qualification of prospective customers, the responsible representative "
    "is obligated to verify the organisational embedding of purchasing authority.",
}


def dutch_syllables(word: str) -> int:
    """Count the vowel sounds; an accent for stress does not make another."""
    apart = unicodedata.normalize("NFD", word.lower())
    plain = unicodedata.normalize("NFC", re.sub("[\u0300-\u0302]", "", apart))
    return max(1, len(DUTCH_SOUND.findall(plain)))


def english_syllables(word: str) -> int:
    """Count the groups of vowels, less what is silent, plus what is said apart."""
    word = ENGLISH_SHORTENED.sub("", word.lower())
    more = len(ENGLISH_MORE.findall(word))
    return max(1, len(ENGLISH_SOUND.findall(ENGLISH_SILENT.sub("", word))) + more)


SYLLABLES = {"nl": dutch_syllables, "en": english_syllables}


def reading_ease(text: str, language: str) -> float:
    """Return Flesch-Douma of a Dutch text, Flesch of an English one.

    W.H. Douma, De leesbaarheid van landbouwbladen, Wageningen 1960;
    R. Flesch, A new readability yardstick, Journal of Applied Psychology 32 (1948), 221-233.
    """
    sentences = [words for part in SENTENCE_END.split(text) if (words := WORD.findall(part))]
    words = [word for sentence in sentences for word in sentence]
    length = len(words) / len(sentences)
    syllables = sum(SYLLABLES[language](word) for word in words) / len(words)
    if language == "nl":
        return 206.84 - 0.77 * (100 * syllables) - 0.93 * length
    return 206.835 - 84.6 * syllables - 1.015 * length


def prose(page: str, language: str) -> str:
    """Return the running text of a page, without the marks before the items of a list."""
    return LIST_MARK.sub("", prose_of(DOCS / language / page))


@pytest.mark.parametrize("page", ["article.md", "coach.md", "training/index.md", *LESSONS])
@pytest.mark.parametrize("language", LANGUAGES)
def test_articles_and_lessons_read_easily(page: str, language: str) -> None:
    """Each scores at least 60: a new seller reads it in one go."""
    assert reading_ease(HEADING.sub("", prose(page, language)), language) >= EASY


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_hard_text_fails(language: str) -> None:
    """A sentence from the back office scores below 30: the measure tells hard from easy."""
    assert reading_ease(HARD[language], language) < 30


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nl", {"één": 1, "bijna": 2, "over": 2, "idee": 2, "nieuwe": 2, "draaien": 2}),
        ("nl", {"ideeën": 3, "behoefte": 3, "moeilijk": 2, "reageren": 4, "geïnteresseerd": 5}),
        ("en", {"the": 1, "make": 1, "times": 1, "asked": 1, "called": 1, "you’re": 1}),
        ("en", {"people": 2, "needed": 2, "notices": 3, "handled": 2, "didn’t": 2, "doing": 2}),
        ("en", {"prospect": 2, "client": 2, "reliable": 4, "usual": 3, "quality": 3}),
    ],
)
def test_syllables_are_those_that_one_hears(language: str, words: dict[str, int]) -> None:
    """Words with all that makes counting hard have as many as when they are said aloud."""
    assert {word: SYLLABLES[language](word) for word in words} == words


@pytest.mark.parametrize("page", LENGTHS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_is_as_long_as_planned(page: str, language: str) -> None:
    """Article 900 to 1,300 words, lesson 700 to 1,000, overview 600 at most.

    Headings count, since one reads them; talks do not, since they are components like the ladder.
    """
    least, most = LENGTHS[page]
    assert least <= len(WORD.findall(prose(page, language))) <= most


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_built_alike_in_both_languages(page: str) -> None:
    """The same sections, by their ids, with the same components at the same places in them."""
    dutch, english = (_build(page, language) for language in LANGUAGES)
    assert dutch == english


def _build(page: str, language: str) -> list[str]:
    """Return, in order, the id of each section and what each fence holds."""
    text = (DOCS / language / page).read_text(encoding="utf-8")
    return [
        _held(part["kind"], part["body"]) if part["body"] else part["id"] or part[0]
        for part in SECTION_OR_FENCE.finditer(text)
    ]


def _held(kind: str, body: str) -> str:
    """Return all of a component; of a talk how it goes, and the order of turns and notes."""
    if kind == "quiz":
        return body
    if kind == "talk":
        how, *turns = body.splitlines()
        return f"{how.split()[0]} {''.join('!' if turn[0] == '!' else '-' for turn in turns)}"
    return kind


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "file", sorted((QUIZ / "conversations").glob("*.yml")), ids=lambda f: f.stem
)
def test_people_in_conversations_speak_plainly(file: Path, language: str) -> None:
    """All that is said in a conversation, and all that is answered, reads easily."""
    moves = YAML(typ="safe").load(file.read_text(encoding="utf-8"))["moves"]
    said = " ".join(move[part][language] for move in moves for part in ("says", "reply"))
    assert reading_ease(said, language) >= EASY
