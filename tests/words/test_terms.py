"""One thing has one name: a term's twins stand nowhere, and lessons are headed alike.

A twin is a pattern for words that mean the same, so that a reader wonders whether they do.
"""

import re
from collections.abc import Mapping

import pytest

from quiz.host.deck import Case
from tests.words.texts_of import DOCS, LANGUAGES, ROOT, sources, texts_of

MEND = """
Say it in the term that is named above, at the file and line that stand beside it. If you call a
thing by another name everywhere, change the term in TWINS, in tests/words/test_terms.py.
"""

TWINS: Mapping[str, Mapping[str, str]] = {
    "nl": {
        "trede": r"niveaus?(?! AA)|bewijsniveaus?|sport(?:en)? van de ladder",
        "bewijsladder": r"ladder van bewijs|bewijstrap|bewijsschaal",
        "geen beslissing": r"zonder besluit|geen besluit|besluiteloos",
        "advies": r"verdict|eindoordeel|aanbeveling(?:en)?",
        "aangevuld": r"bijgevuld|toegevoegd aan",
        "beslisser": r"besluitnemers?|beslissingnemers?|decision makers?",
        "tijdpad": r"tijdlijn|timeline|tijdspad",
        "oefencase": r"oefencasus|oefengeval(?:len)?|casussen|casus",
        "tweelingcases": r"look-?alikes?|dubbelgangers?|tweelingcasussen",
        "oefening": r"oefenopgaven?|opdrachtjes?",
        "prospect": r"leads?|suspects?|potentiële klant(?:en)?",
        "mag en kan kopen": r"middelen|koopkracht",
        "urgentie": r"dringendheid|spoedeisendheid",
        "doorpakken": r"doorzetten|najagen",
        "loslaten": r"weglopen van|laten vallen",
        "afwimpelen": r"afpoei\w+|poeier\w*|afschepen",
        "de deur op een kier": r"brug(?:gen)? te verbranden|bruggen verbrand\w*",
        "verouderd": r"gedateerd|achterhaald",
        "staat stil": r"stagneert|gestagneerd",
        "belkaart": r"gesprekskaart|belkaartje",
        "notitie": r"aantekening(?:en)?",
        "rekenhulp": r"rekenprogramma|rekenmodule|rekenmachine|engine",
    },
    "en": {
        "rung": r"levels?(?! AA)|steps? on the ladder",
        "evidence ladder": r"ladder (?:for|of) (?:evidence|need|means|trust|urgency|attention)",
        "no decision": r"without a decision|undecided deals?",
        "verdict": r"recommendations?|final judgements?",
        "updated": r"added to or|added or added",
        "decision maker": r"decision-makers?|deciders?",
        "timeline": r"time line|timeframe|time frame",
        "practice case": r"exercise cases?|case stud(?:y|ies)",
        "look-alikes": r"twin cases?|lookalikes?|doppelg[aä]ngers?",
        "exercise": r"drills?|assignments?",
        "prospect": r"sales leads?|suspects?",
        "means": r"purchasing power|affordability",
        "urgency": r"hurriedness|urgentness",
        "walk away": r"walk out on|give up on them",
        "stale": r"outdated|out of date",
        "stalled": r"stagnat\w+",
        "scorecard": r"score card|score sheet",
        "calculator": r"calculation engine|verdict engine|the engine (?:that|which|doesn’t|is)",
        "assume": r"fill in the blanks",
    },
}
"""By language: the term, and a pattern of what it is not called."""

LESSONS = ("need", "means", "trust", "urgency", "attention")
HEADING = re.compile(r"^## (?P<text>.+?) \{#(?P<id>[\w-]+)\}$", re.MULTILINE)
OWN_HEADINGS = ("scene", "mixups", "talks")
"""What each lesson heads in its own way: its story, what it is about, and how people talk in it."""

NOTE = re.compile(r"^! (?:(?P<about>[^|\n]+) \| )?(?P<text>.+)$", re.MULTILINE)
"""A note in a conversation: what it is about, if it says so, and what there is to see."""

ENTRY = re.compile(r"^:   (?P<text>.+)$", re.MULTILINE)
OTHER_LANGUAGE = {"nl": "en", "en": "nl"}


def twins_in(text: str, language: str) -> list[str]:
    """Return each twin in a text, with its line and the term."""
    return [
        f"{text.count(chr(10), 0, twin.start()) + 1}: “{twin[0]}”: {term}"
        for term, twins in TWINS[language].items()
        for twin in re.finditer(rf"\b(?:{twins})\b", text, re.IGNORECASE)
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_thing_has_one_name(language: str) -> None:
    """Pages, cases, the check, the list and every button call it by its term."""
    twins = [
        f"{file.relative_to(ROOT)}:{twin}"
        for file in sources()
        for twin in twins_in(texts_of(file).get(language, ""), language)
    ]
    assert not twins, "\n".join(twins)


@pytest.mark.parametrize("language", LANGUAGES)
def test_lessons_are_headed_alike(language: str) -> None:
    """What comes back in each lesson has the same heading; the others are told above."""
    headings = {
        lesson: {
            heading["id"]: heading["text"]
            for heading in HEADING.finditer(
                (DOCS / language / "training" / f"{lesson}.md").read_text(encoding="utf-8")
            )
            if heading["id"] not in OWN_HEADINGS
        }
        for lesson in LESSONS
    }
    first, *others = headings.values()
    assert len(first) > 3
    assert others == [first] * len(others)


@pytest.mark.parametrize("language", LANGUAGES)
def test_lessons_are_not_of_one_mould(language: str) -> None:
    """Each note in a conversation says what it is about, and not twice alike but for a rung."""
    lessons = [
        (DOCS / language / "training" / f"{lesson}.md").read_text(encoding="utf-8")
        for lesson in (*LESSONS, "letting-go")
    ]
    notes = [note for text in lessons for note in NOTE.finditer(text)]
    assert len(notes) >= len(lessons)
    assert [note["text"] for note in notes if not note["about"]] == []
    abouts = [note["about"] for note in notes if not re.match(r"(?:Trede|Rung) \d$", note["about"])]
    assert sorted(set(abouts)) == sorted(abouts)
    assert len({len(re.findall(r"^```talk$", text, re.MULTILINE)) for text in lessons}) > 1


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("lesson", LESSONS)
def test_look_alikes_are_said_to_be_so(lesson: str, language: str, deck: list[Case]) -> None:
    """A lesson whose two cases are a pair says so, and the glossary says what that means."""
    text = (DOCS / language / "training" / f"{lesson}.md").read_text(encoding="utf-8")
    pair = any(case.pair for case in deck if case.focus == lesson)
    assert ("](../glossary.md#look-alikes)" in text) == pair
    glossary = (DOCS / language / "glossary.md").read_text(encoding="utf-8")
    assert "{#look-alikes}" in glossary


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_entry_of_the_glossary_opens_in_its_own_language(language: str) -> None:
    """What a word means comes first; what it is called in the other language closes the entry."""
    glossary = (DOCS / language / "glossary.md").read_text(encoding="utf-8")
    entries = [entry["text"] for entry in ENTRY.finditer(glossary)]
    other = re.compile(rf'\*\w+: <span lang="{OTHER_LANGUAGE[language]}">[^<]+</span>\.\*$')
    assert len(entries) > 40
    assert [entry for entry in entries if entry.startswith("*")] == []
    assert [entry for entry in entries if not other.search(entry)] == []


def test_a_twin_is_found_where_it_stands() -> None:
    """A twin is a whole word, whatever its capitals, and is told with its line."""
    text = "Kies een trede.\nHet Niveau stijgt, het niveauverschil ook, tot niveau AA."
    assert twins_in(text, "nl") == ["2: “Niveau”: trede"]
