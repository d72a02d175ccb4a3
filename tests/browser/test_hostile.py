"""Links and files made to do harm: text stays text, and what is no link is refused in words."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Dialog, Page, expect

from tests.browser.conftest import Open, answer, chosen

NAUGHTY = Path(__file__).parents[2] / "node_modules" / "big-list-of-naughty-strings" / "blns.json"
START = "#v1;five-conditions@1;need=3"
ENDING = re.compile(r"[\s\ufeff.,:!?)\]}>'\"»”’]*")
KEEP = "([key, text]) => localStorage.setItem(`/five-conditions/${key}`, text)"

OPEN_EACH = """
async ([start, strings]) => {
  const seen = [];
  const follow = (fragment) => {
    const changed = new Promise((done) => addEventListener("hashchange", done, { once: true }));
    location.hash = fragment;
    return changed;
  };
  for (const text of strings) {
    await follow("#none");
    await follow(start.includes("name=") ? start + encodeURIComponent(text) : start + text);
    seen.push({
      name: document.querySelector("[data-name]").value,
      who: document.querySelector("[data-shared-who]").textContent,
      markup: document.querySelectorAll("[data-shared-who] *, [data-who] *").length,
      refused: !document.querySelector("[data-link-error]").hidden,
      chosen: Object.fromEntries(new FormData(document.querySelector("form[data-quiz]"))),
    });
  }
  return seen;
}
"""


@pytest.fixture(scope="module")
def naughty() -> list[str]:
    """Return the big list of strings that have broken something somewhere."""
    found: list[str] = json.loads(NAUGHTY.read_text(encoding="utf-8"))
    assert len(found) > 400
    return [text for text in found if text]


@pytest.fixture
def page(open_page: Open) -> Iterator[Page]:
    """Give a check whose reader sees no dialog: none of these texts runs."""
    page = open_page("check/")
    dialogs: list[str] = []

    def note(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", note)
    expect(page.locator("form[data-quiz] button")).to_be_visible()
    yield page
    assert dialogs == []


def test_every_naughty_string_is_a_name_like_any_other(page: Page, naughty: list[str]) -> None:
    """Script, quotes, emoji, other scripts: what a link calls a prospect is shown as it is."""
    seen = page.evaluate(OPEN_EACH, [f"{START};name=", naughty])
    wrong = []
    for text, found in zip(naughty, seen, strict=True):
        shown = text.encode("utf-16-le")[:160].decode("utf-16-le", "replace")  # 80 units
        flat = shown.replace("\r", "").replace("\n", "")
        too_long = len(text.encode()) * 3 > 1900
        # A link that was broken into lines is put together again.
        whole = re.sub(r"[\t\r\n]", "", shown)
        who = found["who"].rstrip(".")
        right = who in (shown.rstrip("."), whole.rstrip(".")) and found["name"] in (flat, whole)
        if found["markup"] or not (right or (too_long and found["refused"])):
            wrong.append((text, found))
    assert wrong == []


def test_every_naughty_string_is_no_link(page: Page, naughty: list[str]) -> None:
    """In the place of answers each is refused, unless it only ends a sentence behind the link."""
    seen = page.evaluate(OPEN_EACH, ["#v1;five-conditions@1;need=3;", naughty])
    assert [
        (text, found)
        for text, found in zip(naughty, seen, strict=True)
        if not ENDING.fullmatch(text) and (not found["refused"] or found["chosen"])
    ] == []


@pytest.mark.parametrize(
    "fragment",
    [
        f"{START};name={'x' * 1_000_000}",
        f"{START};{'need=3;' * 500}",
        f"{START};constructor=3",
        f"{START};hasOwnProperty=3",
        f"{START};name=%25%32%35%32%35%",
        f"{START}%00",
        "#v1;" + "five-conditions@1;" * 100,
        "#v1;__proto__@1;need=3",
    ],
    ids=lambda fragment: fragment[:48],
)
def test_hostile_link_is_refused_and_changes_nothing(page: Page, fragment: str) -> None:
    """Too large, nested, or with names that every object has: refused, and answers stay."""
    answer(page, means=2)
    page.evaluate("fragment => { location.hash = fragment; }", fragment)
    expect(page.locator("[data-link-error]")).to_be_focused()
    assert chosen(page) == {"means": "2"}
    assert page.evaluate("Object.keys(Object.prototype)") == []


ORDER = """
() => {
  const after = document.querySelector("[data-shared-who]").nextElementSibling.firstChild;
  const range = document.createRange();
  const start = after.textContent.search(/\\S/);
  const left = (index) => {
    range.setStart(after, index);
    range.setEnd(after, index + 1);
    return range.getBoundingClientRect().left;
  };
  return left(start + 3) - left(start);
}
"""


@pytest.mark.parametrize("name", ["\u202eevil", "\u2067abc", "\u202e\u202e\u202e", "שלום"])
def test_name_that_runs_the_other_way_turns_nothing_else_round(page: Page, name: str) -> None:
    """Words after a name from right to left, or that claims to be, run from left to right."""
    page.evaluate(
        "([start, name]) => { location.hash = `${start};name=${encodeURIComponent(name)}`; }",
        [START, name],
    )
    expect(page.locator("[data-shared]")).to_be_visible()
    assert page.evaluate(ORDER) > 0


DEEP = "[" * 200_000 + "]" * 200_000
STORED = {
    "deep": DEEP,
    "deep answers": f'{{"definition": "five-conditions@1", "answers": {DEEP}, "on": "2026-11-24"}}',
    "large": json.dumps({"definition": "five-conditions@1", "answers": {}, "on": "x" * 2_000_000}),
    "prototype": '{"__proto__": {"definition": "five-conditions@1", "answers": {}}}',
}


@pytest.mark.parametrize("text", STORED.values(), ids=STORED.keys())
def test_hostile_answers_in_storage_are_refused(page: Page, text: str) -> None:
    """A neighbour on the same origin can write there: it is said, and the check starts empty."""
    page.evaluate(KEEP, ["check", text])
    page.reload()
    expect(page.locator("[data-store-problem=damaged]")).to_be_visible()
    assert chosen(page) == {}
    answer(page, need=1)
    page.reload()
    assert chosen(page) == {"need": "1"}


IMPORTS: dict[str, Any] = {
    "deep": DEEP,
    "prototype": (
        '{"format": 1, "ratings": [{"case": "__proto__", "on": "2026-11-24",'
        ' "answers": {"__proto__": 2}}]}'
    ),
    "large": "x" * 6_000_000,
    "no text": b"\xff\xfe\x00\x00\x80",
}


@pytest.mark.parametrize("content", IMPORTS.values(), ids=IMPORTS.keys())
def test_hostile_file_is_refused(open_page: Open, tmp_path: Path, content: str | bytes) -> None:
    """A file made to do harm is refused in words, and what was kept stays."""
    page = open_page("practice/")
    expect(page.locator("[data-progress-none]")).to_be_visible()
    file = tmp_path / "ratings.json"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    page.locator("[data-import]").set_input_files(file)
    expect(page.locator("[data-kept-when=failed]")).to_be_visible()
    expect(page.locator("[data-progress-none]")).to_be_visible()
