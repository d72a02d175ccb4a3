"""Lists that people bring: which column is which, what has to be asked, and what the list tells."""

import csv
import io
import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Open
from tests.browser.pipeline import HEADER, expect_names, keep, open_file, row
from tests.browser.storage import read_raw
from tests.browser.test_prospects_files import saved

LISTS = Path(__file__).parents[1] / "lists"
SHEET = LISTS / "sheet-nl.csv"


def offer(page: Page, contents: bytes, name: str = "lijst.csv") -> Locator:
    """Choose a file whose columns have to be looked at; return the form that asks about them."""
    page.locator("input[type=file]").set_input_files(
        {"name": name, "mimeType": "text/csv", "buffer": contents}
    )
    form = page.locator("[data-mapping]")
    expect(form).to_be_visible()
    return form


def go_on(page: Page) -> None:
    """Take what is chosen, and wait until the list has been looked at."""
    page.locator("[data-mapping] [type=submit]").click()
    expect(page.locator("[data-preview][data-state=ready]")).to_have_count(1)


def expect_column(form: Locator, field: str, column: str) -> None:
    """Wait until this column is chosen for one of our fields."""
    expect(form.locator(f"[name=map-{field}] option:checked")).to_have_text(column)


@pytest.mark.parametrize(("language", "device"), [("nl", "desktop"), ("en", "phone")])
def test_a_sellers_own_sheet_comes_in(open_page: Open, language: str, device: str) -> None:
    """Twelve prospects come in, each of whom nothing is known with the question to ask first."""
    page = open_page("prospects/", language, device)
    form = offer(page, SHEET.read_bytes())
    for field, column in (
        ("name", "Bedrijf"),
        ("outcome", "Fase"),
        ("next", "Volgende actie"),
        ("next_on", "Datum"),
    ):
        expect_column(form, field, column)
    expect(form.locator("#map-name-first")).to_contain_text("Bakkerij De Korenaar")
    expect(form.locator("[data-mapping-others]")).to_contain_text("Telefoon")
    assert read_raw(page) == []
    go_on(page)
    expect(page.locator("[data-new]")).to_have_text("12")
    keep(page)
    kept = {record["name"]: record for record in read_raw(page)}
    assert len(kept) == 12
    assert kept["Café Zuid"]["next"] == {"what": "nabellen", "on": "2026-11-26"}
    assert kept["Kapsalon Knap"]["outcome"]["result"] == "lost"
    answers = {str(record["checks"][-1]["answers"].get("need")) for record in kept.values()}
    assert answers <= {"None", "unknown"}
    rows = page.locator("[data-prospect]")
    expect(rows).to_have_count(10)  # closed ones are put away
    questions = page.locator("[data-prospect] .prospect__ask q")
    expect(questions).to_have_count(10)
    assert all(questions.all_inner_texts())
    row(page, "Garage Vonk").locator(".prospect__name").click()
    number = page.locator("[data-others] a")
    expect(number).to_have_attribute("href", "tel:0031612340002")
    expect(page.locator("[data-others]")).to_contain_text("Henk Vonk")


def test_what_was_chosen_is_remembered(open_page: Open) -> None:
    """Another list with the same columns opens as the one before was read; it can be overruled."""
    page = open_page("prospects/", "en")
    form = offer(page, SHEET.read_bytes())
    expect(form.locator("[data-mapping-remembered]")).to_be_hidden()
    form.locator("[name=map-name]").select_option(label="Contactpersoon")
    expect(form.locator("#map-name-first")).to_contain_text("Els de Wit")
    form.locator("[name=others]").uncheck()
    go_on(page)
    keep(page)
    assert "Els de Wit" in {record["name"] for record in read_raw(page)}
    form = offer(page, SHEET.read_bytes())
    expect(form.locator("[data-mapping-remembered]")).to_be_visible()
    expect_column(form, "name", "Contactpersoon")
    expect(form.locator("[name=others]")).not_to_be_checked()
    go_on(page)
    expect(page.locator("[data-preview-same]")).to_have_text("12")


def test_what_cannot_be_known_is_asked(open_page: Open) -> None:
    """Which number is the month, and what an unknown status means, is chosen, not guessed."""
    page = open_page("prospects/", "nl")
    text = "Bedrijf;Fase;Volgende actie;Datum\nRoos;In de koelkast;bellen;03/04/2026\n"
    text += "Vonk;In de koelkast;bellen;05/06/2026\n"
    form = offer(page, text.encode())
    status = form.locator("li", has_text="In de koelkast")
    expect(status).to_contain_text("× 2")
    expect(form.locator("[data-mapping-doubtful]")).to_have_text("03/04/2026")
    form.locator("[type=submit]").click()
    expect(form).to_be_visible()  # nothing goes on before it is answered
    form.get_by_label("eerst de dag").check()
    status.locator("select").select_option("no-decision")
    go_on(page)
    keep(page)
    roos = next(record for record in read_raw(page) if record["name"] == "Roos")
    assert roos["next"]["on"] == "2026-04-03"
    assert roos["outcome"]["result"] == "no-decision"


def test_a_list_without_names_goes_nowhere(open_page: Open) -> None:
    """Without a column of names the form says why it stays."""
    page = open_page("prospects/", "en")
    form = offer(page, b"Deal id,Amount\n1,200\n2,300\n")
    expect(form.locator("[name=map-name]")).to_have_value("")
    form.locator("[type=submit]").click()
    said = form.locator("[name=map-name]").evaluate("field => field.validationMessage")
    assert (
        said == "Choose the column with the names: without a name a prospect cannot be found again."
    )
    assert read_raw(page) == []


@pytest.mark.parametrize(("language", "device"), [("nl", "phone"), ("en", "desktop")])
def test_names_are_pasted(open_page: Open, language: str, device: str) -> None:
    """Names one a line come in as they are; so do cells out of a spreadsheet."""
    page = open_page("prospects/", language, device)
    page.locator("[data-do=choose-paste]").click()
    box = page.locator("[data-pasted]")
    expect(box).to_be_focused()
    box.fill("Bakkerij Roos\nGarage Smit\n  BAKKERIJ roos \n")
    page.locator("[data-do=open-pasted]").click()
    go_on(page)
    expect(page.locator("[data-new]")).to_have_text("3")
    keep(page)
    expect_names(page, "Bakkerij Roos", "Garage Smit")
    box.fill("Klant\tTelefoon\nHotel West\t010 123 0004\n")
    page.locator("[data-do=open-pasted]").click()
    expect_column(page.locator("[data-mapping]"), "name", "Klant")
    go_on(page)
    keep(page)
    expect_names(page, "Bakkerij Roos", "Garage Smit", "Hotel West")


def test_skipped_rows_are_mended_and_opened_again(open_page: Open) -> None:
    """Rows that are left out are saved with the reason, and come in once they are mended."""
    page = open_page("prospects/", "nl")
    text = "Klant;Fase;Volgende actie;Datum\nRoos;Nieuw;bellen;1-12-2026\n"
    text += "Vonk;Nieuw;bellen;32-13-2026\n;Nieuw;bellen;1-12-2026\n"
    offer(page, text.encode())
    go_on(page)
    expect(page.locator("[data-new]")).to_have_text("1")
    expect(page.locator("[data-skipped]")).to_have_text("2")
    expect(page.locator("[data-preview-problems]")).to_contain_text("32-13-2026")
    left = saved(page, "left-out").decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(left), delimiter=";" if ";" in left[:40] else ","))
    assert rows[0][:4] == ["Klant", "Fase", "Volgende actie", "Datum"]
    assert [cells[0] for cells in rows[1:]] == ["Vonk", ""]
    assert "32-13-2026" in rows[1][-1]
    keep(page)
    mended = left.replace("32-13-2026", "3-12-2026", 1)
    offer(page, mended.encode())
    go_on(page)
    keep(page)
    vonk = next(record for record in read_raw(page) if record["name"] == "Vonk")
    assert vonk["next"]["on"] == "2026-12-03"
    page.locator("[data-do=undo]").click()
    expect_names(page, "Roos")


def test_accents_of_a_mac_are_asked_about(open_page: Open) -> None:
    """Where a name looks as a Mac's does that was read wrongly, the reader says which it is."""
    page = open_page("prospects/", "en")
    open_file(page, f"{HEADER}\nCafé Özil,2,2,2,2,2,2026-11-20\n".encode("mac-roman"))
    asked = page.locator("[data-accents]")
    expect(asked).to_contain_text("Café")
    page.locator("[data-do=accents-mac]").click()
    expect_names(page, "Café Özil")
    expect(asked).to_be_hidden()


def test_somebody_new_is_put_in_the_list(open_page: Open) -> None:
    """A name alone makes a prospect; one that is there already is shown in its place."""
    page = open_page("prospects/", "en")
    open_file(page, f"{HEADER}\nGarage Smit,2,2,2,2,2,2026-11-20\n")
    keep(page)
    form = page.locator("[data-new-prospect]")
    form.locator("input").fill("Hotel West")
    form.locator("input").press("Enter")
    expect(page.locator("#detail-name")).to_have_text("Hotel West")
    page.locator("[data-do=back]").click()
    expect(page.locator(".prospect-group")).to_have_text("Nothing asked yet (1)")
    expect_names(page, "Garage Smit", "Hotel West")
    form.locator("input").fill("garage  SMIT")
    form.locator("input").press("Enter")
    expect(page.locator("#detail-name")).to_have_text("Garage Smit")
    assert len(read_raw(page)) == 2


def test_whom_one_knows_least_of_comes_first(open_page: Open) -> None:
    """The order by what is known, and the card for tomorrow's calls in that order."""
    page = open_page("prospects/", "en")
    text = "name,need,means,trust,urgency,attention,Contact,Phone\n"
    text += "Known Ltd,2,2,2,1,2,,\nHalf Ltd,2,,,2,,,\nNew Ltd,,,,,,Ann Lee,+44 20 7946 0001\n"
    text += "Parked Ltd,2,2,2,0,2,,\n"
    open_file(page, text)
    keep(page)
    expect_names(page, "Half Ltd", "Known Ltd", "New Ltd", "Parked Ltd")
    page.locator("[name=sort]").select_option("least")
    expect_names(page, "New Ltd", "Half Ltd", "Known Ltd", "Parked Ltd")
    page.evaluate("window.print = () => { window.printed = true; }")
    page.locator("[data-do=print-calls]").click()
    page.wait_for_function("window.printed")
    page.emulate_media(media="print")
    card = page.locator("[data-calls]")
    expect(card).to_be_visible()
    expect(page.locator("[data-prospect-table]")).to_be_hidden()
    calls = card.locator("li")
    expect(calls.locator("strong")).to_have_text(["New Ltd", "Half Ltd", "Known Ltd"])
    expect(calls.first).to_contain_text("Ann Lee, +44 20 7946 0001")
    assert all(calls.locator("q").all_inner_texts())


def test_the_crm_gets_its_own_ids_back(open_page: Open) -> None:
    """What came with a CRM's id goes back with it, and a renamed deal stays the same prospect."""
    page = open_page("prospects/", "en")
    deals = (LISTS / "hubspot-en.csv").read_bytes()
    offer(page, deals)
    go_on(page)
    keep(page)
    rows = list(csv.DictReader(io.StringIO(saved(page, "crm").decode("utf-8-sig"))))
    assert {cells["source_id"] for cells in rows} == {"51001", "51002", "51003"}
    assert {"name", "verdict", "checked_on", "note"} < rows[0].keys()
    offer(page, deals.replace(b"Cold store for Veldhoen", b"Veldhoen North"))
    go_on(page)
    expect(page.locator("[data-new]")).to_have_text("0")
    expect(page.locator("[data-preview-changed]")).to_have_text("1")


@pytest.mark.parametrize(("language", "mark"), [("nl", ";"), ("en", ",")])
def test_an_empty_sheet_is_understood_when_it_is_filled(
    open_page: Open, language: str, mark: str
) -> None:
    """The sheet for who has no list yet comes back with every column known."""
    page = open_page("prospects/", language)
    with page.expect_download() as download:
        page.locator("[data-do=blank]").click()
    header = download.value.path().read_text("utf-8-sig").strip()
    columns = header.split(mark)
    assert len(columns) == 13
    cells = {columns[0]: "Roos", columns[4]: "", columns[-1]: "2"}
    filled = mark.join(cells.get(column, "") for column in columns)
    form = offer(page, f"{header}\r\n{filled}\r\n".encode("utf-8-sig"))
    chosen = form.locator("select[name^=map-] option:checked").all_inner_texts()
    rest = form.locator("[data-mapping-others]").inner_text().split(", ")
    assert set(columns) == {*chosen[0:], *rest} - {"geen kolom", "no column"}
    assert rest == columns[1:3]
    go_on(page)
    keep(page)
    assert read_raw(page)[0]["checks"][0]["answers"]["attention"] == 2


def test_the_form_works_by_keyboard(open_page: Open) -> None:
    """From the file to what is in it without a mouse: focus comes to what is asked, and goes on."""
    page = open_page("prospects/", "en")
    offer(page, SHEET.read_bytes())
    expect(page.locator("[data-preview]")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("[name=map-name]")).to_be_focused()
    page.locator("[data-mapping] [type=submit]").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-preview][data-state=ready]")).to_be_focused()
    page.keyboard.press("Tab")
    assert re.search("keep", page.evaluate("document.activeElement.dataset.do ?? ''"))


def test_one_undone_is_not_shown_any_more(open_page: Open) -> None:
    """Undo takes the prospect that is open out of the list; the reader is back at the list."""
    page = open_page("prospects/", "en")
    open_file(page, f"{HEADER}\nGarage Smit,2,2,2,2,2,2026-11-20\n")
    keep(page)
    row(page, "Garage Smit").get_by_role("link").click()
    expect(page.locator("#detail-name")).to_have_text("Garage Smit")
    page.locator("[data-do=undo]").click()
    expect(page.locator("[data-empty]")).to_be_visible()
    expect(page.locator("[data-detail]")).to_be_hidden()
    expect(page.locator("[data-said-what=back]")).to_be_visible()


def test_other_columns_can_be_chosen_after_a_look(open_page: Open) -> None:
    """From what is in the list one goes back to its columns, as they were chosen."""
    page = open_page("prospects/", "nl")
    form = offer(page, SHEET.read_bytes())
    form.locator("[name=map-name]").select_option(label="Fase")
    go_on(page)
    page.locator("[data-do=columns]").click()
    expect_column(form, "name", "Fase")
    form.locator("[name=map-name]").select_option(label="Bedrijf")
    go_on(page)
    expect(page.locator("[data-new]")).to_have_text("12")
    page.locator("[data-do=cancel]:visible").click()
    expect(page.locator("[data-empty] a")).to_be_focused()


def test_a_workbook_is_taken_along(open_page: Open) -> None:
    """The export for Excel as .xlsx opens here again, and brings nothing new."""
    page = open_page("prospects/", "en")
    open_file(page, f"{HEADER}\nGarage Smit,2,2,2,2,2,2026-11-20\n")
    keep(page)
    book = saved(page, "xlsx")
    assert book.startswith(b"PK")
    open_file(page, book, "prospects.xlsx")
    expect(page.locator("[data-preview-same]")).to_have_text("1")
