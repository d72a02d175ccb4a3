"""Storage that fails while a check is saved: said at the button, with nothing lost."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Open, chosen
from tests.browser.saving import GIVEN, filled, note, save
from tests.browser.storage import DATABASE, NEWER_DATABASE, give_room, read_raw
from tests.server import Server


def intact(page: Page) -> None:
    """Check that name, evidence and answers are still in the form."""
    assert chosen(page) == {key: str(level) for key, level in GIVEN.items()}
    expect(page.locator("[data-name]")).to_have_value("Bakkerij")
    expect(page.locator("[data-note=need]")).to_have_value("drie uur")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_full_storage_is_said_at_the_button(open_page: Open, language: str) -> None:
    """With the quota used up nothing is kept, the page says why, and the form is as it was."""
    page = filled(open_page("check/", language), "Bakkerij")
    note(page, "need", "drie uur")
    give_room(page, 1)
    save(page, "full")
    intact(page)
    assert read_raw(page) == []


def test_newer_database_is_said_at_the_button(open_page: Open) -> None:
    """Where a newer site made the database, saving says so and changes nothing."""
    page = filled(open_page("check/"), "Bakkerij")
    note(page, "need", "drie uur")
    page.evaluate(NEWER_DATABASE, DATABASE)
    save(page, "newer")
    intact(page)
    page.goto(page.url + "#prospect=p1")
    expect(page.locator("[data-recheck-problem=newer]")).to_be_visible()


def test_database_without_its_stores_is_said_at_the_button(open_page: Open) -> None:
    """A database that something else has damaged is said as a failure of the storage."""
    page = filled(open_page("check/"), "Bakkerij")
    note(page, "need", "drie uur")
    page.evaluate(
        """name => new Promise((done) => {
          indexedDB.open(name, 1).onsuccess = ({ target }) => { target.result.close(); done(); };
        })""",
        DATABASE,
    )
    save(page, "failed")
    intact(page)


def test_blocked_storage_is_said_at_the_button(
    blocking: BrowserContext, shared_server: Server
) -> None:
    """Where the reader lets sites keep nothing, saving says so, and sharing still works."""
    page = blocking.new_page()
    page.goto(shared_server.url + "check/")
    filled(page, "Bakkerij")
    note(page, "need", "drie uur")
    save(page, "blocked")
    intact(page)
    page.locator("[data-do=share]").click()
    assert "#v1;" in page.locator("[data-share-link]").input_value()
    page.goto(shared_server.url + "check/#prospect=p1")
    expect(page.locator("[data-recheck-problem=failed]")).to_be_visible()


AT_ONCE = """for (const name of ["localStorage", "indexedDB"]) {
  Object.defineProperty(window, name, {
    get() { throw new DOMException("The operation is insecure.", "SecurityError"); },
  });
}"""


def test_a_browser_that_refuses_at_once_is_said_to_keep_nothing(
    open_page: Open, errors: list[str]
) -> None:
    """Some throw where storage is asked for: nobody is told to load the page anew, and lose all."""
    page = open_page("check/")
    page.add_init_script(AT_ONCE)
    page.reload()
    filled(page, "Bakkerij")
    note(page, "need", "drie uur")
    save(page, "blocked")
    intact(page)
    # Material reads its own settings without asking whether it may.
    errors[:] = [error for error in errors if "insecure" not in error]
