"""What tests put into the browser's storage, and read from it, behind the back of the site."""

import json
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, Route

from borrowed import BORROWED, MODULES

QUIZ = Path(__file__).parents[2] / "overrides" / "quiz"
DATABASE = "/five-conditions/prospects"

CHANGED = "2026-11-24T09:00:00.000Z"

NEWER_DATABASE = """name => new Promise((resolve, reject) => {
  const opened = indexedDB.open(name, 99);
  opened.onsuccess = () => { opened.result.close(); resolve(); };
  opened.onerror = opened.onblocked = reject;
})"""
"""Let a later version of the site upgrade the database of that name."""

_OPEN = """
const [name, value] = given;
const opened = indexedDB.open(name);
opened.onupgradeneeded = () => {
  opened.result.createObjectStore("prospects", { keyPath: "id" });
  opened.result.createObjectStore("meta");
};
const database = await new Promise((resolve, reject) => {
  opened.onsuccess = () => resolve(opened.result);
  opened.onerror = () => reject(opened.error);
});
const settled = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});
"""

_READ = f"""{_OPEN}
const store = database.transaction("prospects").objectStore("prospects");
const found = await settled(store.getAll());
database.close();
"""


def record(name: str, prospect: str = "p1", **changes: Any) -> dict[str, Any]:
    """Return a record as the site stores it, checked once, in need of urgency."""
    answers = {"need": 3, "means": 2, "trust": 2, "urgency": 1, "attention": 2}
    check = {"definition": "five-conditions@1", "on": "2026-01-05", "answers": answers, "notes": {}}
    return {
        "format": 2,
        "id": prospect,
        "name": name,
        "seller": "",
        "note": "",
        "next": None,
        "outcome": None,
        "checks": [check],
        "other": {},
        "changed": CHANGED,
    } | changes


def write_raw(page: Page, *records: Any) -> None:
    """Put values into the database as they are, however wrong."""
    page.evaluate(
        f"""async (given) => {{ {_OPEN}
          const transaction = database.transaction("prospects", "readwrite");
          const store = transaction.objectStore("prospects");
          for (const record of JSON.parse(value)) store.put(record);
          await new Promise((resolve, reject) => {{
            transaction.oncomplete = resolve;
            transaction.onabort = () => reject(transaction.error);
          }});
          database.close();
        }}""",
        [DATABASE, json.dumps(records)],
    )


def read_raw(page: Page) -> list[Any]:
    """Return what is in the database, by id."""
    found: list[Any] = page.evaluate(
        f"async (given) => {{ {_READ} return found; }}", [DATABASE, None]
    )
    return found


def wait_for_raw(page: Page, key: str, value: str) -> None:
    """Wait until a record with this value is in the database, by whatever way it comes there."""
    page.wait_for_function(
        f"""async (given) => {{ {_READ}
          const [key, wanted] = value;
          return found.some((record) => record[key] === wanted);
        }}""",
        arg=[DATABASE, [key, value]],
    )


def module(page: Page, name: str) -> str:
    """Return an address of one of the site's scripts, as it is written, for this page to import."""
    page.route("**/assets/source/**", _answer_with_source)
    own = page.locator("script[src$='check.js']").evaluate("script => script.src")
    return str(own).partition("assets/")[0] + f"assets/source/{name}"


def _answer_with_source(route: Route) -> None:
    name = route.request.url.partition("/assets/source/")[2]
    package, file = BORROWED.get(name, ("", ""))
    path = MODULES / package / file if package else QUIZ / name
    route.fulfill(path=path, content_type="text/javascript")


def give_room(page: Page, quota: int) -> None:
    """Let the browser give this site so many bytes and no more."""
    session = page.context.new_cdp_session(page)
    origin = page.evaluate("location.origin")
    session.send("Storage.overrideQuotaForOrigin", {"origin": origin, "quotaSize": quota})
