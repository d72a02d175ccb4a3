"""What people had filled in when the files in `2026-11/` were made, told here by hand."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "2026-11"
MADE_ON = "2026-11-24"
CONDITIONS = ("need", "means", "trust", "urgency", "attention")

type Level = int | str


@dataclass(frozen=True)
class Check:
    """One check: its day, a sign for each level (`2?310` has an unknown one), the evidence."""

    on: str
    signs: str
    notes: Mapping[str, str] = field(default_factory=dict)
    revisit: str = ""

    @property
    def levels(self) -> dict[str, Level]:
        """The level of each condition, as a record has it."""
        return levels(self.signs)


@dataclass(frozen=True)
class Known:
    """What is known of a prospect; `step` and `outcome` each have a day, empty for none."""

    name: str
    checks: tuple[Check, ...]
    seller: str = ""
    note: str = ""
    step: tuple[str, str] = ("", "")
    outcome: tuple[str, str] = ("", "")
    own: Mapping[str, str] = field(default_factory=dict)

    @property
    def last(self) -> Check:
        """What is known now."""
        return self.checks[-1]

    @property
    def key(self) -> tuple[str, str]:
        """What a person tells it from all others by."""
        return self.name, self.seller


def levels(signs: str) -> dict[str, Level]:
    """Read a sign for each condition, `?` for unknown."""
    given = ("unknown" if sign == "?" else int(sign) for sign in signs)
    return dict(zip(CONDITIONS, given, strict=True))


JANSEN_NEED = {"need": "“Elke maandag drie uur”\n– de baas"}
JANSEN_ATTENTION = {"attention": "Kwam zelf met koffie"}
JANSEN_URGENCY = {"urgency": "“Voor de kerst”, zonder datum"}
JANSEN_MEANS = {"means": "De vrouw tekent\nHet geld ligt er"}
MOLENAAR_NEED = {"need": "“Twee ton meel per week”\nstaat in zijn schrift"}
ACCOUNTANT = {"trust": "Gaf de naam van zijn accountant"}

JANSEN = Known(
    "Bakkerij Jansen",
    (
        Check("2026-08-03", "21?02", JANSEN_NEED | JANSEN_ATTENTION),
        Check("2026-09-14", "21212", JANSEN_NEED | JANSEN_ATTENTION | JANSEN_URGENCY),
        Check(
            "2026-11-02", "22222", JANSEN_NEED | JANSEN_ATTENTION | JANSEN_URGENCY | JANSEN_MEANS
        ),
    ),
    seller="Noor",
    note=('Belt liever ’s ochtends.\nHeeft twee zaken.\n\n  – dubbele  spatie; komma, "aanhaling"'),
    step=("Offerte nabellen", "2026-12-01"),
)

MOLENAAR = Known(
    "Molenaar & Zn",
    (
        Check("2026-10-12", "22?12", MOLENAAR_NEED),
        Check("2026-11-22", "22212", MOLENAAR_NEED | ACCOUNTANT),
    ),
    seller="Sam",
    note="Bel na tienen.\nVraag naar Piet; niet naar Paul.",
    step=("Proefplaatsing regelen", "2026-12-08"),
    own={"Regio": "Noord", "Branche": "Bakkerij", "業種": "製粉"},
)

OZIL = Known(
    "Tandarts Özil",
    (Check("2026-11-10", "22202", {"urgency": "Huurt tot de zomer"}, revisit="2027-03-01"),),
)

PARKHOTEL = Known("Parkhotel", (Check("2026-11-03", "22202", revisit="2027-02-15"),))

KLEIN = Known(
    "Smederij Klein",
    (Check("2026-06-15", "2?312", {"trust": "Liet mij de boeken zien"}),),
    seller="Noor",
    note="Oude klant.\nTweede regel.",
    step=("Langsgaan", "2026-12-03"),
    own={"Regio": "Oost"},
)
"""Kept as a record of format 1."""

PROSPECTS = (
    JANSEN,
    MOLENAAR,
    OZIL,
    PARKHOTEL,
    KLEIN,
    Known(
        "Oude Molen", (Check("2026-02-10", "32222", {"need": "Drie dagen stilstand per maand"}),)
    ),
    Known("Café “De Vijf; schakels” = 100 % 🥖", (Check("2026-11-12", "2????"),)),
    Known("株式会社サクラ", (Check("2026-11-13", "33222", {"need": "毎月三日間\n止まる"}),)),
    Known("مخبز النور", (Check("2026-11-13", "2?102"),)),
    Known("हिन्दी बेकरी", (Check("2026-11-13", "0221?"),)),
    Known("Familie 👩‍👩‍👧 & Co", (Check("2026-11-13", "12312"),)),
    Known("Cr\u00e9merie", (Check("2026-11-13", "22222"),)),
    Known(
        "Hotel Zon",
        (Check("2026-10-05", "33333"),),
        seller="Zoë",
        outcome=("won", "2026-11-18"),
    ),
    Known(
        "Drukkerij Vos",
        (Check("2026-10-06", "22112"),),
        outcome=("no-decision", "2026-11-17"),
    ),
    Known(
        "Garage Smit",
        (Check("2026-09-22", "2?112", {"attention": "Neemt niet meer op"}),),
        note="Koos de buurman.",
        outcome=("lost", "2026-10-30"),
    ),
    Known(
        "De Wit Dental",
        (
            Check("2026-09-01", "32212"),
            Check("2026-10-20", "32223", {"trust": "Liet de cijfers zien"}),
        ),
        note="Tweede bezoek.",
        own={"Regio": "Zuid", "Branche": "Zorg"},
    ),
    Known("De Wit Dental", (Check("2026-10-21", "1???1"),), seller="Zoë"),
    Known(
        "Ελληνικός Φούρνος",
        (Check("2026-11-20", "232?2"),),
        own={"Regio": "Athene", "Branche": "=SOM(1;2)", "業種": "-12"},
    ),
    Known("Vliegende Start", (Check("2026-07-06", "33333"),), seller="Noor", outcome=("won", "")),
    Known(
        "=Formule BV",
        (Check("2026-11-05", "11111"),),
        note="=1+1",
        outcome=("lost", "2026-11-06"),
        own={"Regio": "+31", "Branche": "@werk"},
    ),
    Known("Żółć i Syn", (Check("2026-11-07", "02222"),), seller="Łukasz", step=("", "2026-12-15")),
)

RATINGS = [
    {"case": case, "on": on, "answers": levels(signs)}
    for case, on, signs in (
        ("bakery-oven", "2026-11-14", "2222?"),
        ("bakery-oven-two", "2026-11-14", "31012"),
        ("farm-silo", "2026-11-14", "2?2?0"),
        ("staffing-herring", "2026-11-21", "32?12"),
        ("staffing-fish", "2026-11-21", "12220"),
    )
]
"""How practice cases were rated, the oldest first."""

EVENTS = {
    ("Bakkerij Jansen", "2026-12-01"),
    ("Molenaar & Zn", "2026-12-08"),
    ("Smederij Klein", "2026-12-03"),
    ("Żółć i Syn", "2026-12-15"),
    ("Parkhotel", "2027-02-15"),
    ("Tandarts Özil", "2027-03-01"),
    ("مخبز النور", "2027-02-11"),
}
"""What stands in the calendar: whom it is about, and when. The last day nobody chose."""


@dataclass(frozen=True)
class Draft:
    """A check that was being filled in, under its key in the browser's storage."""

    key: str
    name: str
    signs: str
    notes: Mapping[str, str]
    revisit: str = ""


DRAFT = Draft(
    "five-conditions/check",
    "Slagerij Ünal; & 50 % – nog bezig",
    "32?02",
    {"need": "Twee koelcellen stuk\nsinds maart", "trust": "“Kende jullie niet”"},
    "2027-04-05",
)

FURTHER_DRAFT = Draft(
    "five-conditions/check/ouiqdnqvp0zx1ehn",
    JANSEN.name,
    "22232",
    {**JANSEN.last.notes, "urgency": "Wil op 15 december draaien"},
)

FURTHER_DRAFT_OF_ROW = Draft(
    "five-conditions/check/row-1005061726b686f74656c",
    PARKHOTEL.name,
    "22212",
    {"attention": "Belde zelf terug"},
)
"""Its prospect came from a spreadsheet and had an id that spells its name."""


def text_of(name: str) -> str:
    """Return a file as text, letter for letter, line ends and marks too."""
    return (FOLDER / name).read_bytes().decode()


def data_of(name: str) -> Any:
    return json.loads(text_of(name))


def old_id(known: Known) -> str:
    """Return the id that a prospect had when the files were made."""
    records = data_of("indexed-db.json")["prospects"]
    (found,) = (r["id"] for r in records if (r["name"], r["seller"]) == known.key)
    return str(found)


def told(record: Mapping[str, Any]) -> Known:
    """Read a record of any format back into what it tells, whatever more it has."""
    step, outcome = record["next"] or {}, record["outcome"] or {}
    return Known(
        record["name"],
        tuple(
            Check(
                check.get("on") or "",
                "".join(_sign(check["answers"][key]) for key in CONDITIONS),
                check["notes"],
                check.get("revisit") or "",
            )
            for check in record.get("checks", [record])  # the first format had one, at the top
        ),
        record["seller"],
        record["note"],
        (step.get("what") or "", step.get("on") or ""),
        (outcome.get("result") or "", outcome.get("on") or ""),
        record["other"],
    )


def in_order(prospects: Iterable[Known]) -> list[Known]:
    """Return prospects in an order of their own, to compare with others."""
    return sorted(prospects, key=lambda known: known.key)


def as_in_a_spreadsheet(known: Known) -> Known:
    """Return what one row can tell: of several checks the last."""
    return replace(known, checks=known.checks[-1:])


def _sign(level: Level) -> str:
    return "?" if level == "unknown" else str(level)
