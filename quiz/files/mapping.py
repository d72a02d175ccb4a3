"""From anyone's columns to ours: what is guessed from a header, what has to be asked.

A guess is only ever a proposal. Two things are never guessed: whether 03/04/2026 is in March or in
April, unless the list itself shows it, and what a status means that is not a common word for it.
Nor is a deadline or a day of closing taken for the day on which it must work for them: the one may
be that of a tender, and the other is what a seller hopes for.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from quiz.definition import STOP, Definition
from quiz.files.cells import DateOrder, order_in, plain
from quiz.files.grid import VALUE
from quiz.names import folded

NAMES: Mapping[str, tuple[str, ...]] = {
    "source_id": (
        *("source id", "record id", "deal id", "opportunity id", "lead id", "account id", "id"),
        *("external id", "klantnummer", "relatienummer", "debiteurnummer", "kundennummer"),
    ),
    "name": (
        *("name", "deal name", "deal title", "deal titel", "deal titre", "opportunity name"),
        *("opportunity", "verkoopkans", "naam deal", "titel", "title", "titre", "naam", "nom"),
        *("bedrijf", "bedrijfsnaam", "company", "company name", "account name", "accountname"),
        *("account", "klant", "klantnaam", "naam van de klant", "naam klant", "organisatie"),
        *("organization", "organisation", "relatie", "relatienaam", "kunde", "kundenname"),
        *("firma", "firmenname", "unternehmen", "nom du client", "client", "societe"),
        *("entreprise", "customer", "customer name", "prospect", "lead", "lead name"),
        *("associated company", "debiteur", "contact", "contactpersoon", "contact name"),
    ),
    "seller": (
        *("seller", "deal owner", "opportunity owner", "owner", "owner name", "verkoper"),
        *("eigenaar", "besitzer", "proprietaire", "verantwoordelijke", "verantwortlicher"),
        *("responsable", "accountmanager", "account manager", "salesperson", "sales rep"),
        *("assigned user", "assignedusername", "assigned to", "toegewezen aan", "verkaufer"),
        *("vendeur", "commercial", "vertegenwoordiger"),
    ),
    "note": (
        *("note", "notes", "notitie", "notities", "opmerking", "opmerkingen", "notiz", "notizen"),
        *("bemerkung", "bemerkungen", "remarque", "remarques", "commentaire", "comment"),
        *("comments", "remarks", "toelichting"),
    ),
    "next": (
        *("next", "next step", "next action", "next activity", "volgende stap"),
        *("volgende actie", "vervolgactie", "actie", "nachster schritt", "nachste aktion"),
        *("prochaine etape", "prochaine action"),
    ),
    "next_on": (
        *(
            "next date",
            "wanneer",
            "when",
            "next on",
            "next step date",
            "next action date",
            "next activity date",
            "follow up",
        ),
        *("follow up date", "datum volgende actie", "datum volgende stap", "volgende actie op"),
        *("actiedatum", "opvolgdatum", "terugbellen op", "datum actie", "wiedervorlage"),
        *("date de relance", "prochaine relance", "expected close date", "closing date"),
        *("verwachte sluitingsdatum", "verwachte afsluitdatum", "erwartetes abschlussdatum"),
        *("date de cloture prevue",),
    ),
    "outcome": (
        *("outcome", "status", "uitkomst", "resultaat", "statut", "stage", "stage name", "fase"),
        *("verkoopfase", "phase", "etape"),
    ),
    "outcome_on": (
        *("outcome on", "close date", "closed date", "closedate", "datum gesloten"),
        *(
            "closing date",
            "sluitingsdatum",
            "won time",
            "lost time",
            "abschlussdatum",
            "date de cloture",
        ),
    ),
    "outcome_link": (
        *("outcome link", "link that broke or held", "schakel die brak of de doorslag gaf"),
    ),
    "definition": ("definition",),
    "on": ("on", "checked on", "gecheckt op", "datum check", "check op"),
    STOP: (
        *("stop", "asked to stop", "do not contact", "donotcontact", "do not call", "donotcall"),
        *("dnc", "no contact", "niet benaderen", "niet bellen", "geen contact", "belverbod"),
        *("niet meer benaderen", "vroeg te stoppen", "nicht kontaktieren", "nicht anrufen"),
        *("kein kontakt", "kontaktsperre", "ne pas contacter", "ne pas appeler", "pas de contact"),
    ),
    "revisit": ("revisit", "come back on", "terugkomen op", "kom terug op"),
    "needed_by": (
        *("needed by", "need by", "needed by date", "need by date", "required by"),
        *("required by date", "must work by", "moet werken op", "nodig op", "nodig per"),
        *("uiterlijk nodig", "uiterlijk nodig op", "benotigt bis", "gebraucht bis"),
        *("benotigt am", "muss laufen ab", "requis pour le", "requis avant le"),
        *("necessaire pour le", "necessaire avant le"),
    ),
    "not_before": (
        *("not before", "not before date", "nothing before", "not earlier than"),
        *("niet eerder", "niet eerder dan", "niets voor", "nicht vor", "nicht vor dem"),
        *("nicht fruher als", "pas avant", "pas avant le"),
    ),
}
"""What columns are called in Dutch, English, German and French, best first: in plain spreadsheets
and in the exports of HubSpot, Salesforce, Pipedrive, Teamleader, Odoo, EspoCRM, Zoho and Twenty."""

PREFIXES = ("deal ", "opportunity ", "lead ")
"""What some systems put in front of the name of every column."""

DATE_NAMES = frozenset(("datum", "date", "dag", "day"))
"""A column that is called so, and stands right after the next step, is the day of that step."""

CONDITION_NAMES: Mapping[str, tuple[str, ...]] = {
    "need": ("behoefte", "bedarf", "besoin"),
    "means": ("middelen", "mittel", "moyens"),
    "trust": ("vertrouwen", "vertrauen", "confiance"),
    "urgency": ("urgentie", "haast", "dringlichkeit", "urgence"),
    "attention": ("aandacht", "aufmerksamkeit", "attention"),
}
"""What the five conditions are called, beside the names that the definition gives them."""

EVIDENCE_WORDS = ("note", "evidence", "bewijs", "beleg", "preuve")

DAYS = ("on", "revisit", "next_on", "outcome_on", "needed_by", "not_before")

STATUS_WORDS: Mapping[str, str] = {
    "won": (
        "won|gewonnen|closed won|closedwon|gagne|gagnee|accepted|geaccepteerd|angenommen|accepte"
        "|acceptee"
    ),
    "lost": (
        "lost|verloren|closed lost|closedlost|perdu|perdue|refused|geweigerd|afgewezen|abgelehnt"
        "|refuse|refusee"
    ),
    "no-decision": (
        "no decision|geen besluit|geen beslissing|zonder besluit|zonder beslissing"
        "|keine entscheidung|sans decision"
    ),
    "": (
        "|open|new|in progress|active|qualified|prospecting|proposal|negotiation|meeting"
        "|nieuw|lopend|actief|in behandeling|gekwalificeerd|intake|gesprek|offerte|voorstel"
        "|offerte verstuurd|onderhandeling|offen|neu|in bearbeitung|angebot|verhandlung"
        "|ouvert|ouverte|nouveau|nouvelle|en cours|offre|offre envoyee|negociation"
    ),
}
STATUSES: Mapping[str, str] = {
    word: meaning for meaning, words in STATUS_WORDS.items() for word in words.split("|")
}
"""What common words for a status mean: an outcome, or, with nothing there, that it is open."""


@dataclass(frozen=True)
class ColumnMap:
    """Which column of a list holds each of our fields, and how its cells are to be read.

    `columns` has a place, from 0, for each field that is there. `order` decides on days such as
    03/04/2026. `statuses` has, for a status in plain letters, its outcome, empty for open.
    `others` says whether the columns that are nobody's travel along.
    """

    columns: Mapping[str, int]
    order: DateOrder | None = None
    statuses: Mapping[str, str] = field(default_factory=dict)
    others: bool = True


@dataclass(frozen=True)
class Questions:
    """What a list leaves to be asked: the order of day and month, and what each status means.

    `doubtful` is a day that can be read in two ways, empty where nothing has to be asked about it.
    `statuses` has each word that is in the list, as it is written there first, with how many rows
    have it; `open_statuses` those of which nobody can know what they mean. `shown_order` is the
    order that the list itself shows.
    """

    doubtful: str
    shown_order: DateOrder | None
    statuses: Mapping[str, int]
    open_statuses: tuple[str, ...]

    @property
    def any(self) -> bool:
        """Whether there is anything to ask."""
        return bool(self.doubtful or self.open_statuses)


def fields_of(definition: Definition) -> tuple[str, ...]:
    """Return our fields, in the order in which they are shown and guessed."""
    return (
        *("name", *definition.ids, *(f"{key}_note" for key in definition.ids)),
        *("on", "revisit", "note", "seller", "next", "next_on", "outcome", "outcome_on"),
        *("source_id", "outcome_link", STOP, "needed_by", "not_before", "definition"),
    )


@cache
def names_of(definition: Definition) -> Mapping[str, tuple[str, ...]]:
    """Return what the column of each field may be called, in plain letters, best first."""
    found: dict[str, tuple[str, ...]] = dict(NAMES)
    for condition in definition.conditions:
        own = (plain(condition.id), *map(plain, condition.name.values()))
        names = (*own, *CONDITION_NAMES.get(condition.id, ()))
        found[condition.id] = names
        found[f"{condition.id}_note"] = tuple(
            text
            for name in names
            for word in EVIDENCE_WORDS
            for text in (f"{name} {word}", f"{word} {name}")
        )
    return found


def guess(
    header: Sequence[str], definition: Definition, rows: Sequence[Sequence[str]] = ()
) -> dict[str, int]:
    """Return the column that each field is likely to be in, by what the columns are called.

    A column is of one field only, that which calls it so first, but for the day of closing: while a
    deal is open, that is the next day on which something falls due. Columns of one name are
    nobody's. Where no column is called as names are, it is the first with words of its own in most
    of these rows.
    """
    found = _Guess(header)
    fields = fields_of(definition)
    exact = {name.strip(): place for place, name in reversed(list(enumerate(header)))}
    for field_ in fields:
        if field_ in exact:
            found.take(field_, exact[field_])
    known = names_of(definition)
    for field_ in fields:
        found.look_for(field_, known[field_])
    found.take_day_after_next()
    if rows:
        found.look_for_name(rows)
    return found.places


class _Guess:
    """The columns that are guessed so far, by field."""

    def __init__(self, header: Sequence[str]) -> None:
        names = [plain(name) for name in header]
        once = Counter(names)
        self._names = [name if once[name] == 1 else "" for name in names]
        self._taken: set[int] = set()
        self.places: dict[str, int] = {}

    def take(self, field_: str, place: int) -> None:
        self.places[field_] = place
        self._taken.add(place)

    def look_for(self, field_: str, wanted: Sequence[str]) -> None:
        """Take the best of these names, whole or without what stands before all of them."""
        if field_ in self.places:
            return
        free = {
            name: place
            for place, name in reversed(list(enumerate(self._names)))
            if name and place not in self._taken
        }
        short = {
            name.partition(" ")[2]: place
            for name, place in free.items()
            if name.startswith(PREFIXES)
        }
        place = next(
            (names[name] for names in (free, short) for name in wanted if name in names), None
        )
        if place is not None:
            self.take(field_, place)

    def take_day_after_next(self) -> None:
        """Take a column of days behind the next step for its day, else the day of closing."""
        if "next_on" in self.places:
            return
        after = self.places.get("next", -2) + 1
        behind = self._names[after] if 0 < after < len(self._names) else ""
        if behind in DATE_NAMES and after not in self._taken:
            self.take("next_on", after)
        elif {"outcome", "outcome_on"} <= self.places.keys() and "outcome on" not in self._names:
            self.places["next_on"] = self.places["outcome_on"]

    def look_for_name(self, rows: Sequence[Sequence[str]]) -> None:
        """Take the first column with words of its own for the name, if none is called so."""
        if "name" in self.places:
            return
        for place in range(len(self._names)):
            if place not in self._taken and _names_things(rows, place):
                self.take("name", place)
                return


def _names_things(rows: Sequence[Sequence[str]], place: int) -> bool:
    """Whether the cells of a column are texts, most of them different ones."""
    cells = {folded(row[place]) for row in rows}
    texts = [cell for cell in cells if cell and not VALUE.fullmatch(cell)]
    return 2 * len(texts) > len(rows)


def questions(rows: Iterable[Sequence[str]], columns: ColumnMap) -> Questions:
    """Find out what cannot be read without asking. Raises nothing: what is wrong is said later."""
    days = [columns.columns[name] for name in DAYS if name in columns.columns]
    status = columns.columns.get("outcome")
    seen: dict[str, None] = {}  # each text once, as they came: the first doubtful one is shown
    words: Counter[str] = Counter()
    shown: dict[str, str] = {}
    for row in rows:
        seen.update((row[place], None) for place in days)
        if status is not None:
            words[row[status]] += 1
    order, doubtful = order_in(seen)
    counts: Counter[str] = Counter()
    for cell, count in words.items():
        if word := plain(cell):
            counts[shown.setdefault(word, " ".join(cell.split()))] += count
    unknown = tuple(
        text
        for word, text in shown.items()
        if word not in STATUSES and word not in columns.statuses
    )
    asked = "" if order or columns.order else doubtful
    return Questions(asked, order, dict(counts), unknown)
