"""The store of prospects: what it keeps, and how it says what went wrong, in a real database."""

import os
import random
import re
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, expect

from tests.browser.conftest import Open
from tests.browser.storage import (
    DATABASE,
    NEWER_DATABASE,
    give_room,
    module,
    read_raw,
    record,
    write_raw,
)
from tests.browsers import FLAGS
from tests.server import Server

LATER = "2026-11-24T10:00:00.000Z"
LATEST = "2026-11-24T11:00:00.000Z"


def run(page: Page, code: str, given: Any = None) -> Any:
    """Run code with the page's own `store`, its module's `api` and what was `given`.

    Returns what the code returns, or {"reason", "current"} of the StoreError that it throws.
    """
    return page.evaluate(
        f"""async ([address, given]) => {{
          const api = await import(address);
          try {{
            const store = await api.openStore();
            return await (async () => {{ {code} }})();
          }} catch (error) {{
            if (!(error instanceof api.StoreError)) throw error;
            return {{ reason: error.reason, current: error.current }};
          }}
        }}""",
        [module(page, "kept/store.js"), given],
    )


def many(count: int, changed: str = LATER) -> list[dict[str, Any]]:
    return [record(f"Prospect {n}", f"p{n:05}", changed=changed) for n in range(count)]


def test_what_is_put_is_there(open_page: Open) -> None:
    """A record comes back as it was put, after a reload too."""
    page = open_page("check/")
    kept = record("Café “De Vijf” 🥖", note="eerste\nregel")
    assert run(page, "await store.put(given)", kept) is None
    page.reload()
    assert run(page, "return store.all()") == [kept]
    assert run(page, "return store.get('p1')") == kept
    assert run(page, "return (await store.get('p2')) ?? 'none'") == "none"


def test_record_that_is_new_must_not_be_there(open_page: Open) -> None:
    """Putting as new what is there already is a conflict, and shows what is there."""
    page = open_page("check/")
    run(page, "await store.put(given)", record("Oud"))
    refused = run(page, "await store.put(given)", record("Nieuw", changed=LATER))
    assert refused == {"reason": "conflict", "current": record("Oud")}
    assert read_raw(page) == [record("Oud")]


def test_record_without_a_revision_is_not_taken_for_none(open_page: Open) -> None:
    """A damaged record that has no `changed` is never overwritten as if nothing were there."""
    page = open_page("check/")
    write_raw(page, {"id": "p1", "name": "Kapot"})
    refused = run(page, "await store.put(given)", record("Nieuw"))
    assert refused["reason"] == "conflict"
    assert read_raw(page) == [{"id": "p1", "name": "Kapot"}]


@pytest.mark.parametrize("expected", [LATEST, "2020-01-01T00:00:00.000Z"])
def test_record_that_somebody_changed_is_a_conflict(open_page: Open, expected: str) -> None:
    """Only who saw the last version may replace it."""
    page = open_page("check/")
    run(page, "await store.put(given)", record("Eerst"))
    code = "await store.put(given.record, given.expected)"
    late = {"record": record("Te laat", changed=LATER), "expected": expected}
    assert run(page, code, late) == {"reason": "conflict", "current": record("Eerst")}
    seen = {"record": record("Op tijd", changed=LATER), "expected": record("")["changed"]}
    assert run(page, code, seen) is None
    assert read_raw(page) == [record("Op tijd", changed=LATER)]


def test_record_that_was_removed_is_a_conflict_without_current(open_page: Open) -> None:
    """Replacing what is gone is refused as well."""
    page = open_page("check/")
    refused = run(page, "await store.put(given, given.changed)", record("Weg"))
    assert refused == {"reason": "conflict", "current": None}
    assert read_raw(page) == []


def test_removed_record_comes_back_as_it_was(open_page: Open) -> None:
    """Removing returns the raw record, so that undo can bring it back, even a damaged one."""
    page = open_page("check/")
    broken = {"id": "x", "checks": "geen lijst", "extra": [1, {"a": None}]}
    write_raw(page, broken)
    assert run(page, "return store.remove('x')") == broken
    assert read_raw(page) == []
    assert run(page, "await store.put(given)", broken) is None
    assert read_raw(page) == [broken]


def test_many_are_stored_in_batches(open_page: Open) -> None:
    """A large import is stored whole, in order, and says how far it is."""
    page = open_page("check/")
    code = """
      const steps = [];
      const { stored, conflicts } = await store.putMany(given, {
        onProgress: (...step) => steps.push(step),
      });
      return { stored, conflicts, steps };
    """
    records = many(1050)
    done = run(page, code, records)
    assert done["stored"] == [record["id"] for record in records]
    assert done["conflicts"] == []
    assert done["steps"][-1] == [1050, 1050]
    assert len(done["steps"]) > 3
    assert run(page, "return store.all()") == records


def test_many_can_be_stopped(open_page: Open) -> None:
    """After a stop the batches that are in stay, and are named; the rest never gets in."""
    page = open_page("check/")
    code = """
      const stop = new AbortController();
      const { stored } = await store.putMany(given, {
        onProgress: (done) => done >= 400 && stop.abort(),
        signal: stop.signal,
      });
      return stored;
    """
    stored = run(page, code, many(1000))
    assert 400 <= len(stored) < 1000
    assert [record["id"] for record in read_raw(page)] == stored


def test_batch_of_which_one_cannot_be_stored_is_not_stored_by_half(open_page: Open) -> None:
    """What fails in a batch takes the whole of it back, and what was there before stays."""
    page = open_page("check/")
    run(page, "await store.putMany(given)", many(1))
    code = "await store.putMany([...given, { ...given[0], id: 'p9', note: () => {} }])"
    assert run(page, code, many(3, LATEST))["reason"] == "failed"
    assert read_raw(page) == many(1)


def test_many_leave_alone_what_was_changed_in_between(open_page: Open) -> None:
    """Of many records those that somebody else has changed are left alone, and named."""
    page = open_page("check/")
    run(page, "await store.putMany(given)", many(3))
    run(
        page,
        "await store.put(given, (await store.get(given.id)).changed)",
        record("Ander", "p00001", changed=LATEST),
    )
    code = """
      const expected = new Map(given.map(({ id }) => [id, "2026-11-24T10:00:00.000Z"]));
      return store.putMany(given, { expected });
    """
    assert run(page, code, many(3, LATEST)) == {
        "stored": ["p00000", "p00002"],
        "conflicts": ["p00001"],
    }
    assert read_raw(page)[1]["name"] == "Ander"


def test_other_tab_hears_of_every_change(open_page: Open) -> None:
    """Two tabs stay in step: each change is told to the other tab, and not to its own."""
    page = open_page("check/")
    other = page.context.new_page()
    other.goto(page.url)
    listen = """
      window.heard = [];
      store.onChange((news) => {
        window.heard.push(news);
        if (news.all) document.title = "heard it all";
      });
    """
    for tab in (page, other):
        run(tab, listen)
    run(
        page,
        "await store.put(given); await store.remove('p1'); await api.deleteStore()",
        record("A"),
    )
    expect(other).to_have_title("heard it all")
    assert other.evaluate("window.heard") == [{"ids": ["p1"]}, {"ids": ["p1"]}, {"all": True}]
    assert page.evaluate("window.heard") == []


def test_write_that_is_gone_is_not_called_kept(open_page: Open) -> None:
    """A write counts only once it has been read back: here something deletes it right after."""
    page = open_page("check/")
    code = """
      const opened = indexedDB.open(given.name);
      const raw = await new Promise((done) => { opened.onsuccess = () => done(opened.result); });
      const putting = store.put(given.record).then(() => "kept", ({ reason }) => reason);
      await Promise.resolve();
      await new Promise((done) => setTimeout(done));
      raw.transaction("prospects", "readwrite").objectStore("prospects").delete("p1");
      return putting;
    """
    # The put waits for a transaction that is open before it, so that the delete queues behind it.
    hold = """
      const first = indexedDB.open(given.name);
      const holder = await new Promise((done) => { first.onsuccess = () => done(first.result); });
      const held = holder.transaction("prospects", "readwrite").objectStore("prospects");
      let rounds = 0;
      const keep = () => { if (rounds++ < 200) held.get("x").onsuccess = keep; };
      keep();
    """
    given = {"name": DATABASE, "record": record("Vluchtig")}
    assert run(page, hold + code, given) == "unconfirmed"


def test_full_storage_is_told(open_page: Open) -> None:
    """When the quota is used up a write is refused with its reason, and what is there stays."""
    page = open_page("check/")
    give_room(page, 1_000_000)
    signs = random.Random(5)  # noqa: S311 - what the database cannot compress
    notes = ["".join(chr(signs.randrange(256, 4096)) for _ in range(60_000)) for _ in range(20)]
    records = [record("Groot", f"p{n:02}", note=note) for n, note in enumerate(notes)]
    code = """
      for (const [n, record] of given.entries()) {
        const refused = await store.put(record).then(() => "", ({ reason }) => reason);
        if (refused) return [refused, n];
      }
    """
    reason, stored = run(page, code, records)
    assert reason == "full"
    assert stored > 0
    assert run(page, "return store.all()") == records[:stored]
    assert run(page, "return store.putMany(given)", records[stored:])["reason"] == "full"
    assert read_raw(page) == records[:stored]


def test_newer_database_is_told(open_page: Open) -> None:
    """A tab whose database a newer site has upgraded lets it do so, and then says so."""
    page = open_page("check/")
    run(page, "await store.put(given)", record("Eerste"))
    page.evaluate(NEWER_DATABASE, DATABASE)
    assert run(page, "return store.all()")["reason"] == "newer"
    page.reload()
    assert run(page, "return store.all()")["reason"] == "newer"


def test_blocked_storage_is_told(blocking: BrowserContext, shared_server: Server) -> None:
    """Where the reader lets sites keep nothing, opening the store says that it is blocked."""
    page = blocking.new_page()
    page.goto(shared_server.url + "check/")
    assert page.evaluate("() => { try { return !localStorage; } catch { return true; } }")
    assert run(page, "return store.all()")["reason"] == "blocked"


class Killable:
    """A browser as a process of its own, with a profile that outlives it."""

    def __init__(self, playwright: Playwright, chromium: str, profile: Path) -> None:
        port = profile / "DevToolsActivePort"
        port.unlink(missing_ok=True)
        self.process = subprocess.Popen(
            [
                chromium,
                *FLAGS,
                "--headless=new",
                "--remote-debugging-port=0",
                f"--user-data-dir={profile}",
                "about:blank",
            ],
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        assert self.process.stderr is not None
        found = next(
            match[1]
            for line in self.process.stderr
            if (match := re.search(r"DevTools listening on (ws://\S+)", line))
        )
        self.browser = playwright.chromium.connect_over_cdp(found)
        self.page = self.browser.contexts[0].new_page()

    def kill(self) -> None:
        """End it at once, as a crash does."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        assert self.process.stderr is not None
        self.process.stderr.close()


@pytest.fixture
def killable(playwright: Playwright, chromium: str, tmp_path: Path) -> Callable[[], Any]:
    """Start browsers that share one profile, one after the other."""

    @contextmanager
    def start() -> Iterator[Killable]:
        started = Killable(playwright, chromium, tmp_path)
        try:
            yield started
        finally:
            if started.process.poll() is None:
                started.kill()

    return start


def test_browser_killed_in_the_middle_of_a_save_leaves_a_whole_record(
    killable: Callable[[], Any], shared_server: Server
) -> None:
    """While saves follow each other without a pause the browser dies: what was confirmed is there.

    Each version has its number in every field, so that a record of two versions would show.
    """
    endless = """async ([address, record]) => {
      const store = await (await import(address)).openStore();
      let seen;
      for (let version = 1; ; version++) {
        const text = `${version}|`.repeat(2000);
        const notes = { need: text, means: text, trust: text, urgency: text, attention: text };
        const changed = new Date(version).toISOString();
        const next = { ...record, note: text, changed, checks: [{ ...record.checks[0], notes }] };
        await store.put(next, seen);
        seen = changed;
        document.title = String(version);
      }
    }"""
    with killable() as first:
        page = first.page
        page.goto(shared_server.url + "check/")
        address = module(page, "kept/store.js")
        page.evaluate(f"given => {{ ({endless})(given); }}", [address, record("Bakkerij")])
        expect(page).to_have_title(re.compile(r"^\d\d+$"))
        confirmed = int(page.title())
        first.kill()
    with killable() as second:
        second.page.goto(shared_server.url + "check/#prospect=p1")
        expect(second.page.locator("[data-recheck-name]")).to_have_text("Bakkerij")
        (kept,) = read_raw(second.page)
        version = int(kept["note"].split("|")[0])
        assert version >= confirmed
        text = f"{version}|" * 2000
        assert kept["note"] == text
        assert set(kept["checks"][0]["notes"].values()) == {text}


def test_ids_made_of_names_are_replaced(open_page: Open) -> None:
    """A record from before gets an id that tells nothing; under the old one it is still found."""
    page = open_page("check/")
    old = [record(f"Prospect {n}", f"row-{n:x}") for n in range(250)]
    write_raw(page, *old, record("Nieuw", "p1"))
    found = {kept["name"]: kept for kept in run(page, "return store.all()")}
    assert len(found) == 251
    assert found["Nieuw"]["id"] == "p1"
    assert not [kept["id"] for kept in found.values() if kept["id"].startswith("row-")]
    seven = found["Prospect 7"]
    assert seven == {**old[7], "id": seven["id"]}
    assert run(page, "return store.get('row-7')") == seven
    assert run(page, "return store.idsBefore(given)", seven["id"]) == ["row-7"]
    assert run(page, "return store.get('row-fff')") is None


def test_damaged_record_with_an_old_id_is_renamed_as_it_is(open_page: Open) -> None:
    """Nothing of a record that cannot be read is lost with its id."""
    page = open_page("check/")
    write_raw(page, {"id": "row-1", "checks": "geen lijst", "extra": [1]})
    (kept,) = run(page, "return store.all()")
    assert {**kept, "id": "row-1"} == {"id": "row-1", "checks": "geen lijst", "extra": [1]}
    assert kept["id"] != "row-1"
