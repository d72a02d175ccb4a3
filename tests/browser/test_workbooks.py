"""Workbooks on the page: read by a part of the engine that is fetched when one is opened."""

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import watched
from tests.browser.pipeline import THREE, expect_names, open_file
from tests.browser.test_offline import kept
from tests.server import Server
from tests.unit.books import book, parts_of, row_of, zipped

PART = "/assets/engine/workbooks-"
HEADER = row_of("name", "need", "means", "trust", "urgency", "attention")
OURS = book(HEADER + row_of("Jansen", "3", "3", "2", "2", "2"))
TWO = zipped(
    parts_of(
        {
            "Oud": row_of("Bedrijf", "Fase") + row_of("Smit", "Offerte"),
            "Nieuw": row_of("Bedrijf", "Fase", "Telefoon") + row_of("De Vries", "", "0612345678"),
        }
    )
)


def fetched(server: Server) -> list[str]:
    return [path for path in server.requests if path.startswith(PART)]


def engine_of(page: Page) -> str | None:
    return page.locator("[data-engine]").get_attribute("data-engine")


def expect_refused(page: Page, words: str) -> None:
    preview = page.locator("[data-preview]")
    expect(preview).to_have_attribute("data-state", "failed")
    expect(preview).to_contain_text(words)
    page.locator("[data-do=cancel]:visible").click()


def test_a_workbook_is_read_sheet_by_sheet(
    server: Server, contexts: Callable[..., BrowserContext], errors: list[str]
) -> None:
    """Its part is fetched with the first one that is opened, and once."""
    page = watched(contexts("desktop"), errors)
    page.goto(f"{server.url}prospects/")
    open_file(page, THREE)
    page.locator("[data-do=cancel]:visible").click()
    assert fetched(server) == []
    page.locator("input[type=file]").set_input_files(
        {"name": "list.xlsx", "mimeType": "application/octet-stream", "buffer": TWO}
    )
    sheet = page.locator("[data-mapping] select[name=sheet]")
    expect(sheet).to_have_value("Oud")
    name = page.locator("[data-mapping] [name=map-name]")
    expect(name.locator("..").locator("[data-mapping-first]")).to_have_text("Smit")
    sheet.select_option("Nieuw")
    expect(name.locator("..").locator("[data-mapping-first]")).to_have_text("De Vries")
    expect(sheet).to_have_value("Nieuw")
    page.locator("[data-mapping] button[type=submit]").click()
    expect_names(page, "De Vries")
    assert len(fetched(server)) == 1


def test_a_part_that_does_not_come_is_said_and_asked_for_again(
    server: Server, contexts: Callable[..., BrowserContext]
) -> None:
    """Missing, cut off or altered: the engine goes on, and the next try fetches it anew."""
    page = watched(contexts("desktop"), [])
    page.goto(f"{server.url}prospects/")
    for fault in ("error", "short", "altered"):
        server.faults[PART] = fault
        open_file(page, OURS, "list.xlsx")
        expect_refused(page, "kon niet geladen worden")
        assert engine_of(page) == "ready"
    server.faults.clear()
    open_file(page, OURS, "list.xlsx")
    expect_names(page, "Jansen")
    assert len(fetched(server)) == 4


def test_workbooks_are_read_without_a_connection_once_one_was(
    server: Server, contexts: Callable[..., BrowserContext]
) -> None:
    """The part is kept when it was needed, and not before."""
    said: list[str] = []
    first, second = (watched(contexts("desktop", offline=True), said) for _ in range(2))
    for page in (first, second):
        page.goto(f"{server.url}prospects/")
        open_file(page, THREE)
        kept(page)
        page.reload()
    assert fetched(server) == []
    open_file(first, OURS, "list.xlsx")
    expect_names(first, "Jansen")
    assert len(fetched(server)) == 1
    for page in (first, second):
        page.context.set_offline(True)
        page.reload()
        open_file(page, OURS, "list.xlsx")
    expect_names(first, "Jansen")
    expect_refused(second, "kon niet geladen worden")
