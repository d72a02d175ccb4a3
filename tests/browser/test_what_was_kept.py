"""What an earlier version left in a browser, in files and in links opens in this one, whole.

The names of keys, of the database and of the channels stand here letter for letter, and are put in
place by hand: what they are called never changes, whatever becomes of the scripts.
"""

import csv
import io
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import answer, save_data, watched
from tests.browser.pipeline import keep, open_file
from tests.browser.test_prospects_files import saved
from tests.kept.facts import (
    CONDITIONS,
    DRAFT,
    FOLDER,
    FURTHER_DRAFT,
    FURTHER_DRAFT_OF_ROW,
    JANSEN,
    MOLENAAR,
    OZIL,
    PARKHOTEL,
    PROSPECTS,
    RATINGS,
    Draft,
    Known,
    as_in_a_spreadsheet,
    data_of,
    in_order,
    old_id,
    text_of,
    told,
)
from tests.server import Server, serve

OPENED_ON = "2026-11-25T12:00:00"

SEED = """async ({ home, texts, database }) => {
    for (const [key, value] of Object.entries(texts)) localStorage.setItem(key, value);
    if (!database) return;
    await new Promise((resolve, reject) => {
        const opening = indexedDB.open(`${home}five-conditions/prospects`, 1);
        opening.onerror = () => reject(opening.error);
        opening.onupgradeneeded = () => {
            const records = opening.result.createObjectStore("prospects", { keyPath: "id" });
            for (const record of database.prospects) records.put(record);
            const meta = opening.result.createObjectStore("meta");
            for (const [key, value] of Object.entries(database.meta)) meta.put(value, key);
        };
        opening.onsuccess = () => {
            opening.result.close();
            resolve();
        };
    });
}"""
"""Put into the storage of the site at `home` what an earlier version had there."""

DATABASE = """async ({ home, put }) => {
    const settled = (request) => new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
    });
    const database = await settled(indexedDB.open(`${home}five-conditions/prospects`));
    const transaction = database.transaction("prospects", "readwrite");
    const store = transaction.objectStore("prospects");
    const committed = new Promise((resolve) => {
        transaction.oncomplete = resolve;
    });
    if (put) store.put(put);
    const found = await settled(store.getAll());
    await committed;
    database.close();
    return found;
}"""
"""Put a record, if there is one to put, and return all that are there."""

NEVER_PERSISTED = (
    "if (window.StorageManager) StorageManager.prototype.persisted = async () => false"
)

TALK = """(name) => {
    window.channel = new BroadcastChannel(name);
    window.channel.onmessage = ({ data }) => {
        document.documentElement.dataset.heard = JSON.stringify(data);
    };
}"""
"""Take part in what the open pages of a site tell each other under that name."""


@dataclass
class Device:
    """A reader's browser, in which the site is at `url`, the day after the files were made."""

    page: Page
    url: str

    @property
    def home(self) -> str:
        """The path of the site, which all names in its storage begin with."""
        return "/" + self.url.split("/", 3)[3]

    def open(self, path: str) -> Page:
        """Come to an address of the site from elsewhere."""
        self.page.goto("about:blank")
        self.page.goto(self.url + path)
        return self.page

    def seed(self, *keys: str) -> None:
        """Put what was kept by hand: the database, and these keys, by default all there were."""
        kept = data_of("local-storage.json")
        assert sorted(kept) == [
            "/five-conditions/check",
            "/five-conditions/check/ouiqdnqvp0zx1ehn",
            "/five-conditions/check/row-1005061726b686f74656c",
            "/five-conditions/practice",
            "/five-conditions/prospects",
        ]
        texts = {self.home + key[1:]: text for key, text in kept.items() if not keys or key in keys}
        database = None if keys else data_of("indexed-db.json")
        self.page.evaluate(SEED, {"home": self.home, "texts": texts, "database": database})

    def stored(self, put: Any = None) -> list[Any]:
        """Return the records in the database, of which one may be put before."""
        found: list[Any] = self.page.evaluate(DATABASE, {"home": self.home, "put": put})
        return found

    def text(self, key: str) -> Any:
        """Return what stands under a key."""
        return self.page.evaluate("key => localStorage.getItem(key)", self.home + key)


type MakeDevice = Callable[..., Device]


@pytest.fixture
def device(
    contexts: Callable[..., BrowserContext], shared_server: Server, errors: list[str]
) -> MakeDevice:
    """Return what makes a device, on a page of the site that looks at nothing that is kept."""

    def made(server: Server = shared_server) -> Device:
        page = watched(contexts(locale="nl-NL", timezone_id="Europe/Amsterdam"), errors)
        save_data(page)
        page.clock.set_fixed_time(OPENED_ON)
        page.goto(server.url + "article/")
        return Device(page, server.url)

    return made


@pytest.fixture
def seeded(device: MakeDevice) -> Device:
    made = device()
    made.seed()
    return made


def expect_check(page: Page, draft: Draft) -> None:
    """Wait until the check has this name, these answers, this evidence and this day."""
    expect(page.locator("[data-name]")).to_have_value(draft.name)
    for condition, sign in zip(CONDITIONS, draft.signs, strict=True):
        level = "unknown" if sign == "?" else sign
        expect(page.locator(f"input[name={condition}][value='{level}']")).to_be_checked()
        note = page.locator(f"[data-note={condition}]")
        expect(note).to_have_value(draft.notes.get(condition, ""))
    if draft.revisit:
        expect(page.locator("[data-result][data-from=engine]")).to_be_visible()
        expect(page.locator("[data-revisit]")).to_have_value(draft.revisit)


def expect_prospect(page: Page, known: Known) -> None:
    """Wait until the page of a prospect shows all that is known of it now."""
    detail = page.locator("[data-detail]")
    expect(detail.locator("#detail-name")).to_have_text(known.name)
    what, on = known.step
    result, closed = known.outcome
    fields = {"name": known.name, "seller": known.seller, "note": known.note, "what": what}
    for field, value in {**fields, "on": on, "closed": closed}.items():
        expect(detail.locator(f"form [name={field}]")).to_have_value(value)
    expect(detail.locator(f"form [name=outcome][value='{result}']")).to_be_checked()
    if known.last.revisit:
        expect(detail.locator("form [name=revisit]")).to_have_value(known.last.revisit)
    for condition, level in known.last.levels.items():
        link = detail.locator(f"[data-condition={condition}]").first
        expect(link).to_have_attribute("data-level", str(level))
    for words in known.last.notes.values():
        expect(detail).to_contain_text(" ".join(words.split()))


def expect_list(page: Page) -> None:
    """Wait until the list has all prospects, closed ones too, and none that cannot be read."""
    page.locator("[data-filters] [name=closed]").check()
    names = page.locator("[data-prospect] .prospect__name")
    expect(names).to_have_count(len(PROSPECTS))
    assert sorted(names.all_text_contents()) == sorted(known.name for known in PROSPECTS)
    expect(page.locator("[data-broken]")).to_be_hidden()


def test_every_prospect_in_the_browser_is_there(seeded: Device) -> None:
    """The list has all of them, each opens by the address it had, and what goes out is whole."""
    page = seeded.open("prospects/")
    expect_list(page)
    for known in PROSPECTS:
        page.evaluate("id => { location.hash = `id=${id}`; }", old_id(known))
        expect_prospect(page, known)
    page.locator("[data-do=back]").click()
    backup = json.loads(saved(page, "backup"))
    assert in_order(map(told, backup["prospects"])) == in_order(PROSPECTS)
    assert backup["practice"] == RATINGS
    assert rows_of(saved(page, "csv").decode()) == rows_of(text_of("prospects-comma.csv"))


def test_every_prospect_is_there_where_the_site_has_a_path(site: Path, device: MakeDevice) -> None:
    """What is kept goes by the path of the site; the day of the last backup is there as well."""
    with serve(site, "/team/vijf/") as server:
        reader = device(server)
        reader.seed()
        reader.page.add_init_script(NEVER_PERSISTED)
        reader.page.clock.set_fixed_time("2027-01-10T12:00:00")
        page = reader.open("en/prospects/")
        expect_list(page)
        expect(page.locator("[data-backup-reminder]")).to_contain_text("24 November 2026")
        expect_check(reader.open("check/"), DRAFT)


def rows_of(text: str) -> list[list[tuple[str, str]]]:
    """Return the cells of a CSV that were in one of then, whatever its order."""
    columns = text_of("prospects-comma.csv").splitlines()[0].split(",")
    rows = csv.DictReader(io.StringIO(text, newline=""))
    return sorted([(column, row[column]) for column in columns] for row in rows)


def test_bookmark_of_a_prospect_leads_to_it(seeded: Device) -> None:
    """The address of a prospect opens it, also of one whose id came from a spreadsheet."""
    expect_prospect(seeded.open(data_of("links.json")["detail-row"]), MOLENAAR)


@pytest.mark.parametrize(("link", "known"), [("recheck", OZIL), ("recheck-row", MOLENAAR)])
def test_bookmark_of_a_further_check_leads_to_it(seeded: Device, link: str, known: Known) -> None:
    """The address of a further check opens the last answers of that prospect, with evidence."""
    page = seeded.open(data_of("links.json")[link])
    expect(page.locator("[data-recheck-name]")).to_have_text(known.name)
    last = known.last
    expect_check(page, Draft("", known.name, last.signs, last.notes, last.revisit))


def test_check_in_progress_is_there(seeded: Device) -> None:
    """Answers, name, evidence and a day of one's own come back."""
    expect_check(seeded.open("check/"), DRAFT)


@pytest.mark.parametrize(
    ("known", "draft"), [(JANSEN, FURTHER_DRAFT), (PARKHOTEL, FURTHER_DRAFT_OF_ROW)]
)
def test_further_check_in_progress_is_there(seeded: Device, known: Known, draft: Draft) -> None:
    """What was changed and not yet saved comes back by the address that it had."""
    page = seeded.open(f"check/?prospect={old_id(known)}")
    expect(page.locator("[data-recheck-name]")).to_have_text(known.name)
    expect_check(page, draft)


def test_further_check_in_progress_is_found_from_the_list(seeded: Device) -> None:
    """It is there too for who comes by the list, with the day that was chosen to come back."""
    page = seeded.open("prospects/")
    page.locator("[data-prospect]").get_by_role("link", name=PARKHOTEL.name).click()
    page.get_by_role("link", name="Check opnieuw").click()
    expect(page.locator("[data-recheck-name]")).to_have_text(PARKHOTEL.name)
    expect_check(page, FURTHER_DRAFT_OF_ROW)
    answer(page, urgency=0)
    expect(page.locator("[data-revisit]")).to_have_value(PARKHOTEL.last.revisit)


def test_practice_history_is_there(seeded: Device) -> None:
    """The page counts what was rated, and hands all of it out again."""
    page = seeded.open("practice/")
    expect(page.locator("[data-progress-some]")).to_be_visible()
    assert ratings_in(saved(page, "export")) == RATINGS


def test_practice_file_is_read(device: MakeDevice) -> None:
    """A practice history that was exported opens on another device."""
    page = device().open("en/practice/")
    expect(page.locator("[data-progress-none]")).to_be_visible()
    page.locator("[data-import]").set_input_files(FOLDER / "practice.json")
    expect(page.locator("[data-kept-when=imported]")).to_be_visible()
    expect(page.locator("[data-progress-some]")).to_be_visible()
    assert ratings_in(saved(page, "export")) == RATINGS


def ratings_in(file: bytes) -> list[Any]:
    """Return the ratings of a practice file, as far as they were told then."""
    ratings = json.loads(file)["ratings"]
    return [{key: rating[key] for key in ("case", "on", "answers")} for rating in ratings]


def test_backup_moves_everything_to_another_device(device: MakeDevice) -> None:
    """A backup brings each prospect with all its checks, and the practice history.

    The mark that there are prospects goes where there are none, and comes with them.
    """
    other = device()
    other.seed("/five-conditions/prospects")
    page = other.open("prospects/")
    expect(page.locator("[data-empty]")).to_be_visible()
    assert other.text("five-conditions/prospects") is None
    open_file(page, text_of("backup.json"), "five-links-backup-2026-11-24.json")
    expect(page.locator("[data-preview-problems]")).to_be_hidden()
    expect(page.locator("[data-preview-new]")).to_have_text(str(len(PROSPECTS)))
    keep(page)
    assert in_order(map(told, other.stored())) == in_order(PROSPECTS)
    assert ratings_in(other.text("five-conditions/practice").encode()) == RATINGS
    assert other.text("five-conditions/prospects") == "21"  # how many


def test_files_come_back_to_where_they_were_made(seeded: Device) -> None:
    """Opened beside the prospects they were made of, they bring none twice and change none."""
    page = seeded.open("en/prospects/")
    expect(page.locator("[data-prospect]").first).to_be_visible()
    for name in ("backup.json", "prospects-comma.csv"):
        open_file(page, text_of(name), name)
        expect_nothing_new(page)
        keep(page)
    assert in_order(map(told, seeded.stored())) == in_order(PROSPECTS)


def test_spreadsheets_are_read(device: MakeDevice) -> None:
    """An export brings what its rows tell, columns of one's own too, and ranked nothing else."""
    other = device()
    page = other.open("prospects/")
    open_file(page, (FOLDER / "prospects-semicolon.csv").read_bytes())
    expect(page.locator("[data-preview-problems]")).to_be_hidden()
    keep(page)
    assert in_order(map(told, other.stored())) == in_order(map(as_in_a_spreadsheet, PROSPECTS))
    open_file(page, (FOLDER / "ranked.csv").read_bytes())
    expect_nothing_new(page)


def expect_nothing_new(page: Page) -> None:
    """Wait until the page says that a file holds what is there already."""
    expect(page.locator("[data-preview-problems]")).to_be_hidden()
    expect(page.locator("[data-preview-new]")).to_have_text("0")
    expect(page.locator("[data-preview-changed]")).to_have_text("0")


def test_team_is_read_from_files(device: MakeDevice) -> None:
    """A coach opens a backup and a spreadsheet of then, without a problem."""
    page = device().open("team/")
    files = [FOLDER / "backup.json", FOLDER / "prospects-semicolon.csv"]
    page.locator("quiz-team [data-files]").set_input_files(files[0])
    expect(page.locator("quiz-team [data-prospects]")).to_have_text(str(len(PROSPECTS)))
    page.locator("quiz-team [data-files]").set_input_files(files[1])
    expect(page.locator("quiz-team [data-problems]")).to_be_hidden()
    expect(page.locator("quiz-team .team__file")).to_have_count(2)


@pytest.mark.parametrize(("link", "known"), [("prospect", JANSEN), ("prospect-row", MOLENAAR)])
def test_link_brings_a_prospect(device: MakeDevice, link: str, known: Known) -> None:
    """The link of a prospect brings it to another device, whole."""
    other = device()
    page = other.open(data_of("links.json")[link])
    expect(page.locator("[data-preview][data-state=ready]")).to_be_visible()
    keep(page)
    assert list(map(told, other.stored())) == [known]


@pytest.mark.parametrize(("link", "name"), [("share", ""), ("share-named", DRAFT.name)])
def test_link_shares_a_check(device: MakeDevice, link: str, name: str) -> None:
    """A share link shows the answers, and the name if it was sent along; evidence never was."""
    page = device().open(data_of("links.json")[link])
    expect(page.locator("[data-shared]")).to_be_visible()
    expect_check(page, Draft("", name, DRAFT.signs, {}))


def test_links_of_a_group_come_together(device: MakeDevice) -> None:
    """Two raters' links, of a page in each language, are counted and put side by side."""
    links = data_of("links.json")
    reader = device()
    page = reader.open(links["group-1"])
    page.locator("[data-do=gather]").click()
    expect(page.locator("[data-count]")).to_have_text("1")
    page.locator("#group-links").fill(reader.url + links["group-2"])
    page.locator("[data-paste] button").click()
    expect(page.locator("[data-count]")).to_have_text("2")
    expect(page.locator("[data-bad]")).to_be_hidden()
    page.locator("[data-do=show]").click()
    for case in ("housing-stairs", "staffing-cheese", "hospital-kiosks"):
        rows = page.locator(f"[data-spread={case}]")
        for condition, sign in zip(CONDITIONS, "0?130", strict=True):
            given = "unknown" if sign == "?" else sign
            for level in ("2", given):
                cell = rows.locator(f"[data-row={condition}] [data-cell='{level}']")
                expect(cell.locator("[data-cell-count]")).to_have_text("1")


def test_tabs_of_either_version_stay_in_step(seeded: Device) -> None:
    """A tab that is still of then hears of a change, and is heard."""
    then = seeded.page.context.new_page()
    then.goto(seeded.url + "article/")
    then.evaluate(TALK, "/five-conditions/prospects")
    page = seeded.open(data_of("links.json")["detail"])
    expect_prospect(page, JANSEN)
    page.locator("[data-detail] form [name=seller]").fill("Bram")
    page.locator("[data-detail] form [name=seller]").press("Tab")
    told_then = re.compile(re.escape(json.dumps({"ids": [old_id(JANSEN)]}, separators=(",", ":"))))
    expect(then.locator("html")).to_have_attribute("data-heard", told_then)
    (record,) = (r for r in seeded.stored() if r["name"] == JANSEN.name)
    assert record["seller"] == "Bram"
    seeded.stored(record | {"name": "Jansen & Zn", "changed": "2026-11-25T13:00:00.000Z"})
    then.evaluate("ids => channel.postMessage({ ids })", [record["id"]])
    expect(page.locator("#detail-name")).to_have_text("Jansen & Zn")


def test_groups_of_either_version_come_together(device: MakeDevice) -> None:
    """A tab that is still of then hands over a rater's answers, and gets those that are there."""
    reader = device()
    page = reader.open("group/")
    expect(page.locator("[data-choose]")).to_be_visible()
    then = page.context.new_page()
    then.goto(reader.url + "article/")
    then.evaluate(TALK, "/five-conditions/group")
    answers = dict.fromkeys(CONDITIONS, 2)
    cases = ("housing-stairs", "staffing-cheese", "hospital-kiosks")
    group = [["k3x9f2", dict.fromkeys(cases, answers)]]
    then.evaluate("group => channel.postMessage({ group })", group)
    expect(page.locator("[data-count]")).to_have_text("1")
    then.evaluate("delete document.documentElement.dataset.heard")
    then.evaluate("channel.postMessage({ hello: true })")
    expect(then.locator("html")).to_have_attribute("data-heard", re.compile("k3x9f2"))


def test_all_of_it_can_be_erased(seeded: Device) -> None:
    """Erasing takes away what was kept then, under the names of then."""
    page = seeded.open("privacy/")
    expect(page.locator("[data-kept-count=prospects]").first).to_have_text(str(len(PROSPECTS)))
    page.locator("quiz-erase [data-do=ask]").click()
    page.locator("dialog button[value=erase]").click()
    expect(page.locator("[data-said-what=erased]")).to_be_visible()
    left = page.evaluate(
        """async () => [...Object.keys(localStorage),
            ...(await indexedDB.databases()).map(({ name }) => name)]"""
    )
    assert [name for name in left if "five-conditions" in name] == []
