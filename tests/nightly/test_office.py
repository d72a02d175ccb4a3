"""What is exported goes through a real spreadsheet program, and comes back exactly.

LibreOffice opens it, saves it as a workbook and as CSV, as people in the Netherlands and in Britain
have it: other separators, days in another order, a comma in numbers.
"""

from binascii import a2b_base64
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from quiz.actions import workbook
from quiz.files.decoding import decode, is_archive
from quiz.files.incoming import Opening, open_list, read_list
from quiz.files.listing import Listing
from quiz.files.spreadsheet import write_prospects
from quiz.prospect import Check, Next, Outcome, Prospect
from quiz.sheet import Sheet
from quiz.workbooks.reading import read_workbook
from tests.office import SEPARATORS, Office, find_office
from tests.unit.samples import levels, made
from tests.unit.shipped_definition import DEFINITION

LOCALES = sorted(SEPARATORS)
KINDS = ("csv", "xlsx")


def noted(answers: str, on: date, **notes: str) -> Check:
    return Check(Sheet(levels(answers), on), DEFINITION.ref, tuple(notes.items()))


OURS = [
    replace(
        made(
            "Café Özil & Zn., “De Hoek”",
            noted(
                "32?10", date(2026, 11, 3), need='eerste regel\ntweede; met "haken", en een komma'
            ),
            seller="Noor",
            step=Next("+31 6 1234 5678 bellen", date(2026, 12, 4)),
            outcome=Outcome("won", date(2026, 11, 5)),
        ),
        note="-5 % volgens hem\n\n@Noor: nabellen",
        source_id="A-0051",
    ),
    replace(
        made('=HYPERLINK("https://example.org")', noted("00000", date(2026, 1, 2), means="=1+1")),
        note="'t Hoekje",
    ),
    made("+31 6 8765 4321", noted("33333", date(2025, 12, 31))),
    made("東京 🏗", noted("?????", date(2024, 2, 29))),
]
"""What each column of ours can hold, and a spreadsheet could take for something else."""

LOOKING_ALIKE = {
    "Telefoon": "0612345678",
    "Postvak": "00123",
    "Bedrag": "1250,50",
    "Amount": "1,250.50",
    "Lang": "12345678901234567890",
    "Breuk": "1/2",
    "Dag": "3-4-2026",
    "Macht": "1E5",
    "Waar": "TRUE",
    "Kans": "40%",
}
"""What looks like a number, a day or a truth value, and is text in a column of somebody's own."""

OTHERS = [replace(OURS[0], other=tuple(LOOKING_ALIKE.items())), *OURS[1:]]


@pytest.fixture(scope="module", autouse=True)
def office_is_there() -> None:
    """See that the program is there: a missing one must not look like a test that passed."""
    assert find_office(), "run `make test-all`, or `python -m tests.office`, which brings it"


@pytest.fixture(params=LOCALES)
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Office:
    return Office(tmp_path, request.param)


def as_workbook(prospects: list[Prospect], _: Office, folder: Path) -> Path:
    file = folder / "list.xlsx"
    file.write_bytes(a2b_base64(workbook.written(prospects, DEFINITION)))
    return file


def as_csv(prospects: list[Prospect], office: Office, folder: Path) -> Path:
    file = folder / "list.csv"
    text = write_prospects(prospects, DEFINITION, office.separator)
    file.write_bytes(f"\ufeff{text}".encode())
    return file


def said(prospects: tuple[Prospect, ...] | list[Prospect]) -> list[tuple[object, ...]]:
    return [
        (p.name, p.seller, p.note, p.next, p.outcome, p.checks, p.source_id, dict(p.other))
        for p in prospects
    ]


def come_back(data: bytes) -> list[tuple[object, ...]]:
    """Read what was saved, as the page does with a list that leaves one thing to ask."""
    if is_archive(data):
        listing = Listing(read_workbook(data, "x").sheet, DEFINITION, "x")
    else:
        listing = open_list(decode(data, "x"), DEFINITION, "x")
    assert listing.ours
    columns = replace(listing.guessed, order="day-first")
    opened = read_list(listing, columns, Opening())
    assert opened.problems == ()
    return said(opened.incoming.prospects)


@pytest.mark.parametrize("kind", KINDS)
def test_a_workbook_comes_back_with_all_that_is_in_it(
    office: Office, tmp_path: Path, kind: str
) -> None:
    """Names, levels, days, evidence in lines, and texts that look like anything else."""
    file = as_workbook(OTHERS, office, tmp_path)
    assert come_back(office.saved(file, kind)) == said(OTHERS)


@pytest.mark.parametrize("kind", KINDS)
def test_a_csv_comes_back_with_all_that_is_ours(office: Office, tmp_path: Path, kind: str) -> None:
    """Every column of ours does, opened with nothing chosen but the separator."""
    file = as_csv(OURS, office, tmp_path)
    assert come_back(office.saved(file, kind)) == said(OURS)


@pytest.mark.parametrize("kind", KINDS)
def test_a_csv_keeps_what_looks_like_a_number_if_its_columns_are_text(
    office: Office, tmp_path: Path, kind: str
) -> None:
    """With nothing chosen a spreadsheet takes the zero off 0612345678; as text it does not."""
    file = as_csv(OTHERS, office, tmp_path)
    assert come_back(office.saved(file, kind, texts=40)) == said(OTHERS)
    [first, *_] = come_back(office.saved(file, kind))
    [*_, other] = first
    assert isinstance(other, dict)
    assert (other["Telefoon"], other["Postvak"]) == ("612345678", "123")
