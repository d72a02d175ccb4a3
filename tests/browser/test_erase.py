"""Erasing everything: the reader sees what is kept, is asked once, and nothing of it remains."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import HOMES, Open, answer, watched
from tests.browser.test_accessibility import DEVICES, SCHEMES, violations
from tests.server import serve

LANGUAGES = pytest.mark.parametrize("language", ["nl", "en"])

KEPT = """async () => ({
    databases: (await indexedDB.databases()).map(({ name }) => name),
    keys: [...Object.keys(localStorage), ...Object.keys(sessionStorage)],
    caches: await caches.keys(),
})"""

FILL = """async ({ home, prospects }) => {
    localStorage.setItem(`${home}five-conditions/check`, "{}");
    sessionStorage.setItem(`${home}five-conditions/later`, "yes");
    localStorage.setItem(`${home}five-conditions/read`, '"training/need"');
    localStorage.setItem(`${home}five-conditions/practice`, JSON.stringify({
        format: 1,
        ratings: [{ case: "some-case", on: "2026-11-24", answers: { need: 1 } }],
    }));
    await caches.open(`${home}five-conditions/pages`);
    await new Promise((resolve, reject) => {
        const opening = indexedDB.open(`${home}five-conditions/prospects`, 1);
        opening.onerror = () => reject(opening.error);
        opening.onupgradeneeded = () => {
            const records = opening.result.createObjectStore("prospects", { keyPath: "id" });
            for (let id = 0; id < prospects; id++) records.put({ id: String(id) });
            opening.result.createObjectStore("meta").put(true, "asked-to-persist");
        };
        opening.onsuccess = () => {
            opening.result.close();
            resolve();
        };
    });
}"""
"""Put something into everything that the site at `home` may keep."""


def fill(page: Page, home: str = "/", prospects: int = 3) -> None:
    page.evaluate(FILL, {"home": home, "prospects": prospects})


def kept(page: Page) -> dict[str, Any]:
    """Return the names of all that the browser keeps for this origin."""
    found: dict[str, Any] = page.evaluate(KEPT)
    return found


def filled_page(open_page: Open, **options: Any) -> Page:
    """Open the privacy page of a browser that keeps something of each kind."""
    page = open_page("privacy/", **options)
    fill(page)
    page.reload()
    expect(page.locator("[data-kept-count=prospects]").first).to_have_text("3")
    return page


@LANGUAGES
def test_nothing_remains(open_page: Open, language: str) -> None:
    """After the button and a yes no database, no key and no cache is left, and the page says so."""
    page = filled_page(open_page, language=language)
    page.locator("quiz-erase [data-do=ask]").click()
    page.locator("dialog button[value=erase]").click()
    expect(page.locator("[data-said-what=erased]")).to_be_visible()
    expect(page.locator("quiz-erase [data-said]")).to_be_focused()
    expect(page.locator("[data-kept-none]")).to_be_visible()
    assert kept(page) == {"databases": [], "keys": [], "caches": []}


def test_page_names_what_is_kept(open_page: Open) -> None:
    """The list and the dialog name each kind, with how many, and offer a backup first."""
    page = filled_page(open_page)
    for place in ("[data-kept-some]", "dialog"):
        if place == "dialog":
            page.locator("quiz-erase [data-do=ask]").click()
        for what in ("prospects", "check", "practice", "coming", "other"):
            expect(page.locator(f"{place} [data-kept-item={what}]")).to_be_visible()
        expect(page.locator(f"{place} [data-kept-count=prospects]")).to_have_text("3")
        expect(page.locator(f"{place} [data-kept-count=practice]")).to_have_text("1")
    page.keyboard.press("Escape")
    page.locator("[data-backup] a").click()
    expect(page).to_have_url(re.compile("/prospects/$"))


def test_looking_makes_nothing(open_page: Open) -> None:
    """Where no prospect was ever saved, opening the page makes no database."""
    page = open_page("privacy/")
    expect(page.locator("[data-kept-none]")).to_be_visible()
    expect(page.locator("[data-kept-some]")).to_be_hidden()
    assert kept(page)["databases"] == []


@pytest.mark.parametrize("way", ["Escape", "cancel"])
def test_changing_ones_mind_erases_nothing(open_page: Open, way: str) -> None:
    """The dialog opens on its harmless button; leaving it keeps all, and focus goes back."""
    page = filled_page(open_page)
    before = kept(page)
    page.locator("quiz-erase [data-do=ask]").focus()
    page.keyboard.press("Enter")
    expect(page.locator("dialog button[value='']")).to_be_focused()
    page.keyboard.press(way if way == "Escape" else "Enter")
    expect(page.locator("dialog")).to_be_hidden()
    expect(page.locator("quiz-erase [data-do=ask]")).to_be_focused()
    expect(page.locator("[data-said-what=erased]")).to_be_hidden()
    assert kept(page) == before
    assert len(before["keys"]) > 2
    assert len(before["databases"]) == len(before["caches"]) == 1


def test_other_site_of_the_origin_keeps_its_own(
    site: Path, contexts: Callable[..., BrowserContext], errors: list[str]
) -> None:
    """Under one name.github.io each site erases its own and leaves the others alone."""
    with serve(site, "/mine/") as server:
        page = watched(contexts(), errors)
        page.goto(f"{server.url}privacy/")
        for home in ("/mine/", "/mine/inner/", "/", "/min"):
            fill(page, home)
        page.evaluate("localStorage.setItem('/theirs/.__palette', '{}')")
        page.evaluate("localStorage.setItem('five-conditions', 'theirs')")
        before = kept(page)
        page.reload()
        page.locator("quiz-erase [data-do=ask]").click()
        page.locator("dialog button[value=erase]").click()
        expect(page.locator("[data-said-what=erased]")).to_be_visible()
        after = kept(page)
        own = ("/mine/five-conditions/", "/mine/.__")
        for kind, names in before.items():
            assert sorted(after[kind]) == sorted(
                name for name in names if not name.startswith(own)
            ), kind
            assert len(after[kind]) >= 3


def test_tab_that_holds_the_prospects_is_named(open_page: Open) -> None:
    """A tab that does not let go of the database is said in words; all else is erased."""
    page = filled_page(open_page)
    other = page.context.new_page()
    other.goto(page.url)
    other.evaluate(
        """() => new Promise((resolve) => {
            const opening = indexedDB.open("/five-conditions/prospects");
            opening.onsuccess = () => { window.held = opening.result; resolve(); };
        })"""
    )
    page.bring_to_front()
    page.locator("quiz-erase [data-do=ask]").click()
    page.locator("dialog button[value=erase]").click()
    expect(page.locator("[data-said-what=in-use]")).to_be_visible()
    expect(page.locator("[data-said-what=erased]")).to_be_hidden()
    assert kept(page)["keys"] == kept(page)["caches"] == []


@pytest.mark.parametrize(
    "fault",
    [
        "IDBFactory.prototype.deleteDatabase = () => { throw new Error(); }",
        "Storage.prototype.removeItem = () => {}",
    ],
    ids=["database", "keys"],
)
def test_storage_that_fails_is_said(open_page: Open, fault: str) -> None:
    """When the browser erases nothing the page says so, and where one can do it by hand."""
    page = open_page("privacy/")
    fill(page)
    page.reload()
    page.evaluate(f"() => {{ {fault}; }}")
    page.locator("quiz-erase [data-do=ask]").click()
    page.locator("dialog button[value=erase]").click()
    expect(page.locator("[data-said-what=failed]")).to_be_visible()
    expect(page.locator("[data-said-what=erased]")).to_be_hidden()


def test_erased_check_is_gone_from_the_form(open_page: Open) -> None:
    """What was answered in the check does not come back after everything was erased."""
    page = open_page("check/")
    answer(page, need=3, means=2)
    page.goto(page.url.replace("check/", "privacy/"))
    page.locator("quiz-erase [data-do=ask]").click()
    page.locator("dialog button[value=erase]").click()
    expect(page.locator("[data-said-what=erased]")).to_be_visible()
    page.goto(page.url.replace("privacy/", "check/"))
    expect(page.locator("form[data-quiz]")).to_be_visible()
    expect(page.locator("input[type=radio]:checked")).to_have_count(0)


def test_page_without_script_says_how(
    contexts: Callable[..., BrowserContext], shared_server: Any
) -> None:
    """Without JavaScript there is no button that does nothing, and words that say what to do."""
    page = contexts(java_script_enabled=False).new_page()
    page.goto(f"{shared_server.url}{HOMES['nl']}privacy/")
    expect(page.locator("quiz-erase .notice")).to_be_visible()
    expect(page.locator("quiz-erase button:visible")).to_have_count(0)


@SCHEMES
@DEVICES
@LANGUAGES
def test_filled_page_and_dialog_have_no_violation(
    open_page: Open, language: str, device: str, scheme: str
) -> None:
    """The list of what is kept, the open dialog, and the word that all is gone."""
    page = filled_page(open_page, language=language, device=device, color_scheme=scheme)
    assert violations(page) == []
    page.locator("quiz-erase [data-do=ask]").click()
    assert violations(page) == []
    page.locator("dialog button[value=erase]").click()
    expect(page.locator("[data-said-what=erased]")).to_be_visible()
    assert violations(page) == []
