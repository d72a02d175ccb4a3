"""A site whose definition has an id of its own, as a team is told to, reads what it wrote."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from quiz.definition import definition_from
from quiz.files.backup import read_backup
from quiz.host.definition_file import load_definition
from tests.browser.conftest import Open, chosen, content_apart, opens, served
from tests.browser.groups import begun, joined, paste, rate_all
from tests.browser.pipeline import expect_names, keep, open_file, say_who
from tests.browser.saving import filled, save
from tests.browser.storage import read_raw

TWOS: dict[str, int | str] = dict.fromkeys(("need", "means", "trust", "urgency", "attention"), 2)

pytestmark = pytest.mark.xdist_group("a site with a definition of its own")


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return content that differs from the frozen one in the id and the version alone."""
    folder = content_apart(tmp_path_factory, "acme")
    file = folder / "quiz" / "conditions.yml"
    text = file.read_text(encoding="utf-8")
    for old, new in (
        ("\nid: five-conditions\n", "\nid: acme-check\n"),
        ("version: 1\n", "version: 7\n"),
    ):
        assert text.count(old) == 1
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def address(content: Path) -> Iterator[str]:
    """Build that site and serve it."""
    with served(content) as found:
        yield found


@pytest.fixture
def open_page(contexts: Callable[..., BrowserContext], address: str, errors: list[str]) -> Open:
    return opens(contexts, address, errors)


def backup_of(page: Page) -> dict[str, Any]:
    """Save a check, and return the backup that the page makes of it."""
    filled(page, "Bakkerij")
    save(page)
    page.locator("[data-saved-link]").click()
    page.locator("[data-do=back]").click()
    with page.expect_download() as download:
        page.locator("[data-do=backup]:visible").first.click()
        say_who(page, "Noor")
    made: dict[str, Any] = json.loads(download.value.path().read_text(encoding="utf-8"))
    return made


def test_its_backup_is_read_back(open_page: Open, content: Path) -> None:
    """By the page that wrote it, on another device, and by the command line."""
    made = backup_of(open_page("check/"))
    assert (made["kind"], made["seller"]) == ("acme-check-backup", "Noor")
    assert made["prospects"][0]["checks"][0]["definition"] == "acme-check@7"
    other = open_page("prospects/", "en")
    open_file(other, json.dumps(made), "backup.json")
    expect_names(other, "Bakkerij")
    keep(other)
    assert read_raw(other) == made["prospects"]
    definition = definition_from(load_definition(content / "quiz" / "conditions.yml"))
    read = read_backup(json.dumps(made), definition, "backup.json")
    assert [prospect.name for prospect in read.prospects] == ["Bakkerij"]
    assert read.problems == ()


def test_a_backup_called_as_all_once_were_is_read(open_page: Open) -> None:
    """Before, every site called its backups `five-conditions-backup`; what is inside decides."""
    made = backup_of(open_page("check/"))
    other = open_page("prospects/")
    open_file(other, json.dumps({**made, "kind": "five-conditions-backup"}), "backup.json")
    expect_names(other, "Bakkerij")
    foreign = json.loads(json.dumps(made).replace("acme-check@7", "five-conditions@1"))
    open_file(other, json.dumps(foreign), "backup.json")
    expect(other.locator("[data-preview]")).not_to_have_attribute("data-state", "ready")
    expect(other.locator("[data-preview-problems] li")).to_have_count(1)


def test_its_prospect_link_is_read_back(open_page: Open) -> None:
    """One prospect goes from one device to another."""
    page = open_page("check/")
    filled(page, "Bakkerij")
    save(page)
    page.locator("[data-saved-link]").click()
    link = page.locator("[data-send-link]")
    expect(link).not_to_have_value("")
    other = open_page("prospects/", "nl", "phone")
    other.goto(link.input_value())
    expect_names(other, "Bakkerij")
    keep(other)
    assert [kept["name"] for kept in read_raw(other)] == ["Bakkerij"]


def test_its_group_link_is_read_back(open_page: Open) -> None:
    """What one person rated arrives at the coach's page, by link and by code."""
    page = joined(open_page)
    rate_all(page, TWOS)
    link = page.locator("[data-mine-link]").input_value()
    assert "#g1;acme-check@7;" in link
    for handed_in in (link, page.locator("[data-mine-code]").inner_text()):
        coach = begun(open_page, "en")
        paste(coach, handed_in)
        expect(coach.locator("[data-count]")).to_have_text("1")
        coach.locator("[data-do=show]").click()
        expect(coach.locator("[data-group-result]")).to_be_visible()


def test_its_share_link_is_read_back_and_anothers_refused(open_page: Open) -> None:
    """A link of this definition opens; one of the definition that it was made from is another's."""
    page = open_page("check/")
    filled(page)
    page.locator("[data-do=share]").click()
    link = page.locator("[data-share-link]").input_value()
    other = open_page("check/")
    other.goto(link)
    expect(other.locator("[data-result][data-from=engine]")).to_be_visible()
    assert chosen(other) == {
        "need": "3",
        "means": "2",
        "trust": "unknown",
        "urgency": "1",
        "attention": "2",
    }
    foreign = open_page("check/#v1;five-conditions@1;need=3")
    expect(foreign.locator("[data-link-problem=other]")).to_be_visible()


@pytest.mark.parametrize("made", ["five-conditions@1", "acme-check@abc", "acme-check", "@7", 7])
def test_a_draft_of_no_such_definition_starts_empty_with_a_message(
    open_page: Open, made: object
) -> None:
    """What storage hands back is checked as strictly as Python checks it; a verdict comes still."""
    page = open_page("check/")
    draft = {"definition": made, "answers": {"need": "0"}, "on": "2026-11-24"}
    page.evaluate("text => localStorage.setItem('/five-conditions/check', text)", json.dumps(draft))
    page.reload()
    reason = "other" if made == "five-conditions@1" else "damaged"
    expect(page.locator(f"[data-store-problem={reason}]")).to_be_visible()
    assert chosen(page) == {}
    filled(page)
