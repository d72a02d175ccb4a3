"""What the pictures say of one small list, word for word in both languages."""

from datetime import date
from typing import Any

import pytest

from quiz.prospect import Check, Next, Prospect
from quiz.sheet import Sheet
from quiz.views.pipeline import history, pictures
from tests.unit.samples import check, closed, levels, made
from tests.unit.shipped_definition import DEFINITION, LANGUAGES, TODAY

OLD, LATE = date(2026, 10, 1), date(2026, 11, 16)

LIST = [
    made("Bakker", check("22212", LATE), "22212", step=Next("offerte bellen", date(2026, 11, 26))),
    made("Drukker", check("2201?", OLD), step=Next("", date(2026, 11, 20))),
    made("Hotel", check("33212", LATE), "33222", step=Next("{on} tekenen", TODAY)),
    made("Kapper", "22202"),
    *[closed(f"gesloten {n}", "22222", "won" if n < 3 else "lost", OLD) for n in range(7)],
    *[closed(f"weg {n}", "22212", "won", OLD) for n in range(4)],
]


def told(
    language: str, prospects: list[Prospect] = LIST, by_seller: bool = False
) -> dict[str, Any]:
    return pictures(prospects, DEFINITION, TODAY, language, by_seller)


def test_dutch() -> None:
    """Each picture says in Dutch what it shows of these prospects."""
    data = told("nl", by_seller=True)
    assert [(p["title"], p["description"]) for p in data["pictures"]] == [
        (
            "Alle prospects, schakel voor schakel",
            "Elke regel is een open prospect, per advies en de beste eerst. Een vol vakje is een "
            "schakel die ontbreekt, gearceerd is wat je nog niet weet, en een rondje is een "
            "schakel die houdt. Het minst vaak in orde: urgentie, bij 1 van de 4 prospects.",
        ),
        (
            "Waar de ketting het zwakst is",
            "De zwakste schakel is bij 2 van de 4 prospects urgentie.",
        ),
        (
            "Hoe de adviezen verschuiven",
            "Veranderd in de laatste vier weken: 1. De nieuwste staat bovenaan; een eerste check "
            "telt nog niet mee.",
        ),
        (
            "Wat in orde is, per verkoper",
            "Elke kolom is een verkoper, met het nummer uit de tabel: hoe hoger, hoe meer "
            "prospects waarbij dit in orde is; strepen zijn onbekend. Een paar prospects zeggen "
            "weinig over een verkoper. In het hele team het minst vaak in orde: urgentie.",
        ),
    ]


def test_english() -> None:
    """The same in English."""
    data = told("en", by_seller=True)
    assert [(p["title"], p["description"]) for p in data["pictures"]] == [
        (
            "All prospects, link by link",
            "Each row is an open prospect, by verdict and best first. A full square is a missing "
            "link, a hatched one is what you don’t know yet, and a circle is a link that holds. "
            "Least often in order: urgency, for 1 of the 4 prospects.",
        ),
        ("Where the chain is weakest", "The weakest link is urgency for 2 of the 4 prospects."),
        (
            "How the verdicts shift",
            "Moved in the last four weeks: 1. The latest comes first; a first check does not "
            "count yet.",
        ),
        (
            "What is in order, by seller",
            "Each column is a seller, with the number from the table: the higher, the more "
            "prospects that have this in order; stripes are unknown. A few prospects say little "
            "about a seller. Least often in order in the whole team: urgency.",
        ),
    ]


def test_the_tables_in_dutch() -> None:
    """The figures below the pictures have a caption and heads in words."""
    heat, weakest, moved = (picture["table"] for picture in told("nl")["pictures"])
    assert heat == {
        "caption": "Open prospects per voorwaarde en niveau",
        "head": ["voorwaarde", "ontbreekt", "half", "in orde", "stevig", "onbekend"],
        "rows": [
            ["Behoefte", "0", "0", "3", "1", "0"],
            ["Mag en kan kopen", "0", "0", "3", "1", "0"],
            ["Vertrouwen", "1", "0", "3", "0", "0"],
            ["Urgentie", "1", "2", "1", "0", "0"],
            ["Aandacht", "0", "0", "3", "0", "1"],
        ],
    }
    assert weakest["head"] == ["zwakste schakel", "prospects"]
    assert weakest["rows"][2:] == [
        ["Vertrouwen", "1"],
        ["Urgentie", "2"],
        ["Aandacht", "0"],
        ["Geen zwakke schakel", "1"],
        ["Nog niet bekend", "0"],
    ]
    assert moved["head"] == ["prospect", "van", "naar", "dag"]
    assert moved["rows"] == [["Hotel", "versterken", "doorpakken", "24 november 2026"]]


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        (
            "nl",
            [
                (
                    "Drukker",
                    "Volgende stap: nog te bepalen. Dat stond voor 20 november. "
                    "Antwoorden van 1 oktober, loop ze na.",
                ),
                ("Hotel", "Volgende stap, vandaag: {on} tekenen."),
                (
                    "Bakker",
                    "Volgende stap: offerte bellen, 26 november. "
                    "Twee keer op rij versterken zonder vooruitgang: parkeren?",
                ),
            ],
        ),
        (
            "en",
            [
                (
                    "Drukker",
                    "Next step: yet to be decided. It was due on 20 November. "
                    "Answers from 1 October, go through them again.",
                ),
                ("Hotel", "Next step, today: {on} tekenen."),
                (
                    "Bakker",
                    "Next step: offerte bellen, 26 November. "
                    "Twice in a row develop, without progress: park?",
                ),
            ],
        ),
    ],
)
def test_this_week_in_sentences(language: str, sentences: list[tuple[str, str]]) -> None:
    """Each item has a sentence; what the seller wrote is left as it is, braces and all."""
    assert [(item["name"], item["text"]) for item in told(language)["week"]] == sentences


@pytest.mark.parametrize(
    ("today", "dutch", "english"),
    [
        ("2026-12-20", "Parkeerdatum: 25 december.", "Park date: 25 December."),
        ("2026-12-25", "Parkeerdatum is vandaag.", "The park date is today."),
        (
            "2026-12-26",
            "Parkeerdatum was 25 december: kijk opnieuw.",
            "The park date was 25 December: look again.",
        ),
        (
            "2027-01-02",
            "Parkeerdatum was 25 december 2026: kijk opnieuw.",
            "The park date was 25 December 2026: look again.",
        ),
    ],
)
def test_a_park_date_in_sentences(today: str, dutch: str, english: str) -> None:
    """Before, on and after its day; the year is told when it is another one."""
    prospect = made("a", check("22202", date(2026, 9, 26)))
    for language, sentence in (("nl", dutch), ("en", english)):
        (item,) = pictures([prospect], DEFINITION, date.fromisoformat(today), language)["week"]
        assert (item["text"], item["on"]) == (sentence, "2026-12-25")


def said_of(prospect: Prospect, language: str) -> tuple[str, str]:
    """Return why this week names a prospect, and the question to ask."""
    (item,) = told(language, [prospect])["week"]
    return item["text"], item["ask"]


@pytest.mark.parametrize(
    ("prospect", "dutch", "english", "asked"),
    [
        (
            made("a", "22222"),
            "Alle schakels houden, maar er is geen volgende stap. Spreek er een af.",
            "Every link holds, but there is no next step. Agree on one.",
            "pursue",
        ),
        (
            made("a", "22222", step=Next("bel {on}", None)),
            "Volgende stap: bel {on}. Spreek er een dag voor af.",
            "Next step: bel {on}. Agree on a day for it.",
            "pursue",
        ),
        (
            made("a", "22122"),
            "Versterken. Ze zijn beleefd, maar vertellen je niets wat ertoe doet.",
            "Develop. They are polite, but tell you nothing that matters.",
            "trust",
        ),
        (
            made("a", "22?22"),
            "Eerst navragen. Nog open: vertrouwen.",
            "Find out first. Still open: trust.",
            "trust",
        ),
        (made("a", "?????"), "Nog niets gevraagd.", "Nothing asked yet.", "need"),
        (
            made("a", Check(Sheet(levels("22122"), LATE, not_before=TODAY), DEFINITION.ref)),
            "Tot vandaag zou er niets gebeuren. Vraag hoe het er nu voor staat.",
            "Nothing was to happen before today. Ask how things stand.",
            "trust",
        ),
    ],
)
def test_the_next_best_thing_has_a_reason_and_a_question(
    prospect: Prospect, dutch: str, english: str, asked: str
) -> None:
    """What the verdict comes from, and what to ask about it."""
    level = dict(zip(DEFINITION.ids, prospect.sheet.answers, strict=True)).get(asked)
    of = DEFINITION.to_pursue if asked == "pursue" else DEFINITION[asked].to_ask(level)
    for language, why in (("nl", dutch), ("en", english)):
        assert said_of(prospect, language) == (why, of[0].text[language] if of else "")


@pytest.mark.parametrize(
    ("today", "dutch", "english"),
    [
        (
            "2026-11-24",
            "Deze week hoeft er niets. Op 25 december komt dit:",
            "Nothing this week. On 25 December this comes up:",
        ),
        ("2026-12-19", "", ""),
    ],
)
def test_a_week_without_anything_says_what_comes(today: str, dutch: str, english: str) -> None:
    """With its day; once the week itself has it, nothing is left to come."""
    prospect = made("a", check("22202", date(2026, 9, 26)))
    for language, title in (("nl", dutch), ("en", english)):
        data = pictures([prospect], DEFINITION, date.fromisoformat(today), language)
        assert (data["ahead"]["title"] if data["ahead"] else "") == title
        assert bool(data["week"]) == (not title)
        assert data["coming"]["week"] == ({"2026-12-19": 1} if title else {today: 1})


def test_outcomes_in_words() -> None:
    """A rate has its limits beside it, and below five closed prospects nothing is said of it."""
    dutch, english = (told(language)["outcomes"] for language in LANGUAGES)
    assert dutch["title"] == "Wat eruit kwam"
    assert dutch["intro"] == "11 afgesloten, geteld bij het laatste advies voor het afsluiten."
    assert dutch["table"]["head"] == ["advies", "afgesloten", "gewonnen", "wat dat zegt"]
    assert dutch["table"]["rows"] == [
        ["Doorpakken", "7", "3", "3 van de 7 gewonnen (43 %, tussen 16 % en 75 %)"],
        ["Versterken", "4", "–", "te weinig om iets te zeggen"],
    ]
    assert english["table"]["rows"] == [
        ["Pursue", "7", "3", "3 of 7 won (43%, between 16% and 75%)"],
        ["Develop", "4", "–", "too few to say anything"],
    ]
    assert "bewijst niet" in dutch["note"]
    assert "None of this proves" in english["note"]


@pytest.mark.parametrize("won", range(5))
def test_below_five_it_cannot_be_worked_out_either(won: int) -> None:
    """Four closed prospects are told alike, however many of them were won."""
    ends = [closed(f"{n}", "22222", "won" if n < won else "lost") for n in range(4)]
    outcomes = told("nl", ends)["outcomes"]
    assert outcomes == told("nl", [closed(f"{n}", "22222") for n in range(4)])["outcomes"]
    assert "Vanaf vijf afgesloten prospects" in outcomes["note"]


def test_without_closed_prospects_there_is_no_table() -> None:
    """What outcomes are for is said in place of it."""
    outcomes = told("en", [made("a", "22222")])["outcomes"]
    assert (outcomes["table"], outcomes["note"]) == (None, "")
    assert outcomes["intro"].startswith("You have not closed any prospects yet.")


@pytest.mark.parametrize(
    ("sheets", "heat", "weakest"),
    [
        (["22202"], "Nog niet in orde: urgentie.", "De zwakste schakel is urgentie."),
        (
            ["1221?"],
            "Nog niet in orde: behoefte, urgentie en aandacht.",
            "De zwakste schakels zijn behoefte en urgentie.",
        ),
        (
            ["11111", "11111"],
            "Geen enkele prospect heeft behoefte, mag en kan kopen, vertrouwen, urgentie en "
            "aandacht al in orde.",
            "Alle schakels zijn even vaak de zwakste: elk bij beide prospects. Zijn er meer "
            "schakels even zwak, dan telt elk ervan.",
        ),
        (["22222"], "Alles is in orde, bij de enige prospect.", "is een zwakke schakel bekend."),
        (["2222?", "22222"], "aandacht, bij 1 van de 2 prospects.", "zwakke schakel bekend."),
        (
            ["22011", "22111"],
            "Geen enkele prospect heeft vertrouwen, urgentie en aandacht al in orde.",
            "vertrouwen. Zijn er meer schakels even zwak, dan telt elk ervan.",
        ),
        (
            ["22012", "12122"],
            "Geen enkele prospect heeft vertrouwen al in orde.",
            "vertrouwen. Zijn er meer schakels even zwak, dan telt elk ervan.",
        ),
        (
            ["22212", "22221"],
            "Het minst vaak in orde: urgentie en aandacht, elk bij 1 van de 2 prospects.",
            "is het vaakst urgentie en aandacht: elk bij 1 van de 2 prospects.",
        ),
        (["33333", "22222"], "Alles is in orde, bij beide prospects.", "schakel bekend."),
        (["33333", "22222", "23232"], "Alles is in orde, bij alle 3 prospects.", "bekend."),
    ],
)
def test_the_sentences_fit_the_figures(sheets: list[str], heat: str, weakest: str) -> None:
    """One, some, all or none of the prospects, and several conditions that are equal."""
    prospects = [made(f"{n}", answers) for n, answers in enumerate(sheets)]
    first, second, third = told("nl", prospects)["pictures"]
    assert heat in first["description"]
    assert second["description"].endswith(weakest)
    assert third["empty"].startswith("Er is nog niets veranderd.")


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("22212", "22222", "Hoger dan de vorige keer: urgentie."),
        ("22222", "2?212", "Lager: urgentie."),
        ("222?2", "22202", "Nu bekend: urgentie."),
        ("22212", "22212", "Sinds de vorige keer is er niets veranderd."),
        (
            "12?12",
            "23220",
            "Hoger dan de vorige keer: behoefte, mag en kan kopen, urgentie. Lager: aandacht. "
            "Nu bekend: vertrouwen.",
        ),
    ],
)
def test_history_says_what_changed(before: str, after: str, said: str) -> None:
    """What the last check raised, lowered and made known."""
    told = history(made("a", check(before, OLD), check(after, LATE)), DEFINITION, "nl")
    assert (
        told["description"] == f"2 checks, van 1 oktober 2026 tot en met 16 november 2026. {said}"
    )
    assert told["drawing"]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nl", "2 checks op één dag, 16 november 2026. Nu bekend: urgentie."),
        ("en", "2 checks on one day, 16 November 2026. Known now: urgency."),
    ],
)
def test_one_day_is_no_span(language: str, said: str) -> None:
    """Checks of one day are not “from that day to that day”."""
    told = history(made("a", check("222?2", LATE), check("22222", LATE)), DEFINITION, language)
    assert told["description"] == said
