"""Workbooks are read as people see them: texts, numbers, days and times, sheet by sheet."""

import csv
import io
from datetime import UTC, date, datetime, time, timedelta

import openpyxl
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from quiz.files.grid import Spoilt
from quiz.files.incoming import Opening, open_list, read_list
from quiz.files.listing import Listing
from quiz.workbooks.formats import plain
from tests.unit.books import (
    book,
    cells_in,
    inline,
    parts_of,
    read,
    row_of,
    rows_in,
    zipped,
)
from tests.unit.shipped_definition import DEFINITION


def value(stored: str, style: int = 0, kind: str = "n") -> str:
    return f'<c s="{style}" t="{kind}"><v>{stored}</v></c>'


# --- texts ---


def test_texts_are_read_wherever_they_are_kept() -> None:
    """Shared, in pieces with looks of their own, without how they are spoken, or in the cell."""
    texts = (
        "<t>Jansen</t>",
        "<r><rPr><b/></rPr><t>half </t></r><r><t>vet</t></r>",
        '<t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/>',
        "<t>0612345678</t>",
    )
    cells = "".join(value(str(at), kind="s") for at in range(4))
    cells += '<c t="inlineStr"><is><r><t>a</t></r><r><t xml:space="preserve"> b</t></r></is></c>'
    cells += '<c t="str"><f>A1&amp;B1</f><v>uit een formule</v></c>'
    found = cells_in(book(f"<row>{cells}</row>", texts))
    assert found == ["Jansen", "half vet", "東京", "0612345678", "a b", "uit een formule"]


@pytest.mark.parametrize(
    ("spelt", "meant"),
    [
        ("a_x000D_\nb", "a\r\nb"),
        ("_x005F_x000D_", "_x000D_"),
        ("a_x000d_b", "a\rb"),
        ("_xD83D_", "_xD83D_"),
        ("_x12_", "_x12_"),
        ("a&#10;b", "a\nb"),
    ],
)
def test_what_xml_cannot_hold_is_spelt_out(spelt: str, meant: str) -> None:
    """As the standard spells it; half a character stays as it is spelt."""
    assert cells_in(book(row_of(spelt))) == [meant]


def test_a_shared_text_that_is_not_there_is_nothing() -> None:
    """A number beyond them, or none, is no other text."""
    cells = value("7", kind="s") + value("x", kind="s") + value("-1", kind="s") + inline("a")
    assert cells_in(book(f"<row>{cells}</row>", ["<t>b</t>"])) == ["a"]


def test_what_is_true_and_what_is_wrong_is_said_in_a_word() -> None:
    """Truth values, and the errors of formulas."""
    cells = value("1", kind="b") + value("0", kind="b") + value("#N/A", kind="e")
    assert cells_in(book(f"<row>{cells}</row>")) == ["TRUE", "FALSE", "#N/A"]


def test_a_formula_is_never_read() -> None:
    """What it came to is, and where that was not kept there is nothing."""
    cells = "<c><f>1+1</f><v>2</v></c><c><f>NOW()</f></c>" + inline("=1+1")
    assert cells_in(book(f"<row>{cells}</row>")) == ["2", "=1+1"]


# --- numbers, days and times ---


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("3", "3"),
        ("3.0", "3"),
        ("-0", "-0"),
        ("1250.5", "1250.5"),
        ("0.30000000000000004", "0.3"),
        ("3.1612345678E10", "31612345678"),
        ("1E+20", "100000000000000000000"),
        ("12345678901234567890", "12345678901234567890"),
        ("1.5E-7", "0.00000015"),
        ("-1E-05", "-0.00001"),
        ("", ""),
        ("nan", "nan"),
        ("1_0", "1_0"),
        ("1E400", "1E400"),
    ],
)
def test_a_number_is_written_out(stored: str, shown: str) -> None:
    """No needless end, no noise behind the fifteenth digit, no power of ten."""
    assert plain(stored) == shown


@given(st.floats(allow_nan=False, min_value=-1e15, max_value=1e15))
def test_a_number_stays_the_same(number: float) -> None:
    """What is written out is the number that was stored, to fifteen digits."""
    shown = plain(repr(number))
    assert "e" not in shown.lower()
    assert float(shown) == float(f"{number:.15g}")


SERIAL = "46351"  # 2026-11-25
CODES = [
    *[(code, SERIAL, "2026-11-25") for code in (14, 15, 17, 27, 57, "dd\\-mm\\-yyyy", "d mmm")],
    *[(code, SERIAL, "2026-11-25") for code in ("[$-413]dddd d mmmm yyyy;@", "mmmm", "yyyy")],
    *[(code, "46351.75", "2026-11-25") for code in (14, "d/m/yyyy")],
    *[(code, "46351.75", "2026-11-25 18:00") for code in (22, "yyyy-mm-dd hh:mm AM/PM")],
    ("d-m-yyyy h:mm", "46351", "2026-11-25"),
    ("d-m-yyyy h:mm", "46351.999999999", "2026-11-26"),
    ("d-m-yyyy h:mm", "46351.00001", "2026-11-25 00:00:01"),
    *[(code, "0.5", "12:00") for code in (18, 20, "hh:mm:ss", "mm:ss")],
    ("[h]:mm", "1.5", "36:00"),
    (46, "1.5", "36:00"),
    (14, "1", "1900-01-01"),
    (14, "59", "1900-02-28"),
    (14, "60", "60"),
    (14, "61", "1900-03-01"),
    (14, "-1", "-1"),
    (14, "2958466", "2958466"),
    (14, "0", "0"),
    (14, "later", "later"),
    *[(code, "0.07", "7%") for code in (9, 10, "0.0%")],
    *[(code, "3", "3") for code in (0, 1, 2, 3, 49, "General", "Standaard", "@", "0.00E+00")],
    *[
        (code, "3", "3")
        for code in ("[Red]0", "0 &quot;dagen&quot;", "0\\ \\d", "#,##0.00\\ [$€-413]")
    ],
    ("0000000000", "612345678", "0612345678"),
    ("0000", "12345", "12345"),
]


@pytest.mark.parametrize(("code", "stored", "shown"), CODES)
def test_a_number_is_read_by_its_format(code: int | str, stored: str, shown: str) -> None:
    """Days and times by formats of every kind; a day is always written in one way."""
    cells = value(stored, style=1) + inline("x")
    assert cells_in(book(f"<row>{cells}</row>", formats=[0, code])) == [shown, "x"]


def test_days_are_counted_from_1904_where_the_workbook_says_so() -> None:
    """As old ones from a Mac do."""
    parts = parts_of({"A": f"<row>{value('44889', 1)}{value('0', 1)}</row>"}, formats=[0, 14])
    assert cells_in(zipped(parts)) == ["2022-11-24", "0"]
    parts = parts_of(
        {"A": f"<row>{value('44889', 1)}{value('0', 1)}</row>"}, (), [0, 14], 'date1904="1"'
    )
    assert cells_in(zipped(parts)) == ["2026-11-25", "1904-01-01"]


def test_a_day_can_be_kept_as_text() -> None:
    """In ISO 8601, as few programs do."""
    days = ("2026-11-25", "2026-11-25T09:30:00", "2026-11-25T00:00:00Z", "2026-11-25T09:30:15.5")
    cells = "".join(value(day, kind="d") for day in days)
    assert cells_in(book(f"<row>{cells}</row>")) == [
        *("2026-11-25", "2026-11-25 09:30", "2026-11-25", "2026-11-25 09:30:15")
    ]


@given(st.datetimes(datetime(1900, 3, 1), datetime(9999, 12, 30)))
def test_every_moment_comes_back(moment: datetime) -> None:
    """A serial number is read to the second, over eighty centuries."""
    moment = moment.replace(microsecond=0, tzinfo=UTC)
    serial = (moment - datetime(1899, 12, 30, tzinfo=UTC)) / timedelta(days=1)
    cells = value(repr(serial), style=1)
    [shown] = cells_in(book(f"<row>{cells}</row>", formats=[0, 22]))
    assert datetime.fromisoformat(shown).replace(tzinfo=UTC) == moment


# --- rows and sheets ---


def test_cells_stand_where_they_say() -> None:
    """One that says nothing, or goes back, stands after the one before; rows do likewise."""
    rows = (
        f'<row r="3"><c r="C3" t="str"><v>c</v></c>{inline("d")}'
        '<c r="A3" t="str"><v>e</v></c></row>'
        f'<row r="2">{inline("f")}</row><row r="x9">{inline("g")}</row>'
    )
    head = '<row r="1"><c r="B1" t="str"><v>b</v></c></row>'
    assert rows_in(book(head + rows)) == [
        (1, ("", "b")),
        (3, ("", "", "c", "d", "e")),
        (4, ("f",)),
        (5, ("g",)),
    ]


def test_columns_without_text_are_left_out() -> None:
    """As those before a list that begins further to the right, or up to a remark beside it."""
    rows = row_of("", "Naam", "", "Fase") + row_of("", "Jansen")
    rows += '<row><c r="B3" t="str"><v>De Vries</v></c><c r="ZZ3" t="str"><v>?</v></c></row>'
    found = read(book(rows)).sheet
    assert found.width == 3
    assert found.rows == [(1, ("Naam", "Fase")), (2, ("Jansen",)), (3, ("De Vries", "", "?"))]


def test_a_sheet_has_no_row_without_text() -> None:
    """Nor one with nothing but formats and spaces in it."""
    rows = (
        f'<row r="1"><c s="3"/></row><row r="2">{inline(" ")}</row><row r="9">{inline("a")}</row>'
    )
    assert rows_in(book(rows)) == [(9, ("a",))]


SHEETS = {"Leeg": "", "Deals": row_of("a"), "Verborgen": row_of("b"), "Klanten": row_of("c")}


def test_the_first_sheet_with_rows_is_read_and_others_can_be_asked_for() -> None:
    """By name, whatever the case, or by number; hidden ones are not offered."""
    data = zipped(parts_of(SHEETS, states={"Verborgen": "hidden"}))
    found = read(data)
    assert (found.sheets, found.name) == (("Leeg", "Deals", "Klanten"), "Deals")
    for wanted, row in (("Klanten", "c"), ("klanten ", "c"), ("3", "c"), ("2", "a")):
        assert rows_in(data, wanted) == [(1, (row,))]
    assert rows_in(data, "Leeg") == []


def test_hidden_sheets_are_read_where_there_are_no_others() -> None:
    """A list is a list."""
    data = zipped(parts_of({"A": row_of("a")}, states={"A": "veryHidden"}))
    assert rows_in(data) == [(1, ("a",))]


def test_names_of_elements_may_have_a_prefix() -> None:
    """As some libraries write them; and parts may be called in capitals."""
    parts = parts_of({"A": row_of("a")})
    sheet = str(parts.pop("xl/worksheets/sheet0.xml"))
    prefixed = sheet.replace("</", "</x:").replace("<", "<x:").replace("<x:/x:", "</x:")
    parts["XL/Worksheets\\Sheet0.xml"] = prefixed.replace("xmlns=", "xmlns:x=")
    assert rows_in(zipped(parts)) == [(1, ("a",))]


def test_a_list_in_a_workbook_is_found_below_its_title() -> None:
    """Merged titles stand above the header; the numbers of rows are those of the sheet."""
    rows = (
        f'<row r="1">{inline("Mijn lijst van november")}</row><row r="4">'
        f"{inline('Bedrijf')}{inline('Fase')}{inline('Bedrag')}</row>"
        f'<row r="5">{inline("Jansen")}{inline("Nieuw")}</row>'
        f'<row r="7">{inline("De Vries")}{inline("Offerte")}{value("1200")}</row>'
    )
    listing = Listing(read(book(rows)).sheet, DEFINITION, "x.xlsx")
    assert listing.header == ("Bedrijf", "Fase", "Bedrag")
    assert list(listing.rows()) == [
        (5, ("Jansen", "Nieuw", "")),
        (7, ("De Vries", "Offerte", "1200")),
    ]


def test_groups_are_skipped_with_their_sums() -> None:
    """A row such as `Nieuw (3)`, with what its rows sum up to, is no prospect; it is said why."""
    names = ("Verkoopkans", "Klant", "Verwachte omzet", "Fase")
    rows = "".join(
        f"<row>{''.join(value(cell) if cell.isdecimal() else inline(cell) for cell in row)}</row>"
        for row in (
            *(names, ("Nieuw (2)", "", "5200", ""), ("Koelcel", "Mertens", "4000", "Nieuw")),
            *(("Dak (2)", "Vlier", "1200", "Nieuw"), ("    Gewonnen (1)", "", "700", "")),
            ("Onderhoud", "Het Tij", "700", "Gewonnen"),
        )
    )
    listing = Listing(read(book(rows)).sheet, DEFINITION, "x.xlsx")
    opened = read_list(listing, listing.guessed, Opening())
    assert [(row.line, row.problems[0].kind) for row in opened.left_out] == [
        (2, "group"),
        (5, "group"),
    ]
    assert [one.name for one in opened.incoming.prospects] == ["Koelcel", "Dak (2)", "Onderhoud"]


def test_something_far_away_costs_its_own_row() -> None:
    """And not the list: it is told where it stands."""
    rows = row_of("Naam", "Plaats") + row_of("Jansen", "Delft")
    rows += '<row r="1048576"><c r="XFD1048576" t="str"><v>.</v></c></row>'
    found = read(book(rows)).sheet
    assert found.width == 2
    number, last = found.rows[-1]
    assert number == 1_048_576
    assert isinstance(last, Spoilt)
    assert (last.problem.kind, last.problem.values) == ("book_far", {"cell": "XFD1048576"})
    listing = Listing(found, DEFINITION, "x.xlsx")
    opened = read_list(listing, listing.guessed, Opening())
    assert [one.name for one in opened.incoming.prospects] == ["Jansen"]
    assert [row.line for row in opened.left_out] == [1_048_576]


# --- beside a CSV ---

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
CELLS = TEXT | st.dates(date(1900, 3, 1)) | st.integers(-(10**12), 10**12) | st.booleans()


def shown(cell: object) -> str:
    return str(cell).upper() if isinstance(cell, bool) else str(cell)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=4), min_size=1, max_size=6))
def test_a_list_is_the_same_in_a_workbook_as_in_a_csv(rows: list[list[object]]) -> None:
    """Written by another library, it reads to the rows of the same list as text."""
    unlike = openpyxl.cell.cell.ILLEGAL_CHARACTERS_RE
    assume(
        not any(unlike.search(shown(cell)) or "_x" in shown(cell) for row in rows for cell in row)
    )
    # Line ends are one thing to XML, and three to a CSV.
    rows = [
        [cell.replace("\r", "") if isinstance(cell, str) else cell for cell in row] for row in rows
    ]
    rows = [["Naam", "Plaats", "Tel", "Bron"], *rows]
    written = openpyxl.Workbook()
    assert written.active is not None
    for number, row in enumerate(rows, 1):
        for column, cell in enumerate(row, 1):
            place = written.active.cell(number, column)
            place.value = cell  # type: ignore[assignment]
            if isinstance(cell, str):
                place.data_type = "s"
    out = io.BytesIO()
    written.save(out)
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([map(shown, row) for row in rows])
    one = Listing(read(out.getvalue()).sheet, DEFINITION, "x")
    other = open_list(text.getvalue(), DEFINITION, "x")
    assert one.header == other.header
    in_book = [row for _, row in one.rows()]
    in_text = [row for _, row in other.rows()]
    assert [row if isinstance(row, tuple) else row.cells for row in in_book] == [
        row if isinstance(row, tuple) else row.cells for row in in_text
    ]


def test_another_library_s_times_are_read() -> None:
    """What openpyxl makes of times and moments is what spreadsheets do."""
    written = openpyxl.Workbook()
    assert written.active is not None
    written.active.append([time(9, 30), datetime(2024, 2, 1, 9, 30), date(2024, 2, 1), 0.5])
    out = io.BytesIO()
    written.save(out)
    assert cells_in(out.getvalue()) == ["09:30", "2024-02-01 09:30", "2024-02-01", "0.5"]
