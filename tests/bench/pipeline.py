"""The pipeline in use: how long its page is busy at a stretch, and how soon it answers a reader.

Both come from the browser itself: its entries of long tasks, which are those from 50 ms on, and of
events, each from the reader's hand to the next frame, to 8 ms.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

from tests.browser.pipeline import keep, many, open_file
from tests.browsers import FLAGS, find_chromium
from tests.server import serve

PATIENCE = 120_000  # ms
WATCH = """
const seen = { task: {}, event: {} };
const watch = (kind, options) => new PerformanceObserver((list) => {
  for (const { duration, interactionId } of list.getEntries()) {
    if (kind === "event" && !interactionId) continue;
    seen[kind][window.step] = Math.max(seen[kind][window.step] ?? 0, duration);
  }
}).observe(options);
window.step = "load";
watch("task", { type: "longtask", buffered: true });
watch("event", { type: "event", durationThreshold: 16 });
window.settled = () =>
  new Promise((resolve) => requestIdleCallback(() => setTimeout(resolve, 100)));
window.seen = seen;
"""


CLOCK = """
const began = {};
window.passed = {};
const preview = document.querySelector("[data-preview]");
new MutationObserver(() => {
  const now = performance.now(), { state } = preview.dataset;
  if (state === "reading") began.at ??= now;
  if (state === "mapping") { window.passed.form = now - began.at; delete began.at; }
  if (state === "ready") window.passed.list = now - began.at;
}).observe(preview, { attributeFilter: ["data-state"] });
"""
"""Count what passes while something is being read, not while the form waits for its reader."""


@dataclass(frozen=True)
class Used:
    """By step, in ms: the longest task of 50 or more, and the slowest answer of 16 or more."""

    tasks: Mapping[str, float]
    answers: Mapping[str, float]


@contextmanager
def _watched_page(site: Path) -> Iterator[Page]:
    """Open the page of prospects in a whole browser, with what it is busy with noted from then."""
    with serve(site) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(whole=True), args=list(FLAGS)
        )
        page = browser.new_page()
        page.set_default_timeout(PATIENCE)
        expect.set_options(timeout=PATIENCE)
        page.add_init_script(WATCH)
        page.goto(server.url + "prospects/")
        yield page
        browser.close()


def use(site: Path, count: int) -> Used:
    """Bring in so many prospects, keep them, and do with the list what a reader does."""
    with _watched_page(site) as page:
        expect(page.locator("[data-empty]")).to_be_visible()
        tasks: dict[str, float] = {}
        answers: dict[str, float] = {}
        for name, do in STEPS.items():
            page.evaluate("name => settled().then(() => { step = name; })", name)
            do(page, count)
            page.evaluate("settled()")
            seen = page.evaluate("seen")
            tasks |= seen["task"]
            answers |= seen["event"]
    return Used(tasks, answers)


@dataclass(frozen=True)
class Brought:
    """A list of others that came in: ms by step, and the longest task of 50 ms or more."""

    steps: Mapping[str, float]
    longest: float


def bring(site: Path, count: int) -> Brought:
    """Open a seller's own sheet of so many rows, and go on with what is guessed of its columns.

    The engine has started before. What the reader takes to look at the form does not count.
    """
    rows = "\n".join(
        f"Firm {n:05};Ann {n};06 12{n:06};{n % 90}00;Offerte;nabellen;{n % 28 + 1}-12-2026"
        for n in range(count)
    )
    text = f"Bedrijf;Contactpersoon;Telefoon;Bedrag;Fase;Volgende actie;Datum\n{rows}\n"
    with _watched_page(site) as page:
        open_file(page, many(3))
        page.locator("[data-do=cancel]:visible").click()
        page.evaluate("settled().then(() => { step = 'bring'; })")
        page.evaluate(CLOCK)
        page.locator("input[type=file]").set_input_files(
            {"name": "sheet.csv", "mimeType": "text/csv", "buffer": text.encode()}
        )
        page.wait_for_selector("[data-preview][data-state=mapping]")
        page.locator("[data-mapping] [type=submit]").click()
        page.wait_for_selector("[data-preview][data-state=ready]")
        shown(page, count)
        page.evaluate("settled()")
        steps, tasks = page.evaluate("[passed, seen.task]")
    return Brought(steps, tasks.get("bring", 0))


def read(page: Page, count: int) -> None:
    """Choose a file with all of them, and see what is in it."""
    open_file(page, many(count))


def store(page: Page, _count: int) -> None:
    """Keep them, and see the list with its pictures."""
    keep(page)
    page.wait_for_selector("[data-picture=heat] .heat")


def search(page: Page, _count: int) -> None:
    """Type three digits of a name, and take them back."""
    field = page.locator("input[type=search]")
    field.press_sequentially("019", delay=120)
    for _ in range(3):
        field.press("Backspace")


def sort(page: Page, _count: int) -> None:
    """Order by one condition, and back."""
    chooser = page.locator("select[name=sort]")
    chooser.focus()
    for key in ("ArrowDown", "ArrowUp"):
        chooser.press(key)
        page.evaluate("settled()")


def turn(page: Page, _count: int) -> None:
    """Go to the next page of the list."""
    page.locator("[data-do=next]").click()


def detail(page: Page, _count: int) -> None:
    """Open one prospect."""
    page.locator("[data-prospect] a").first.click()
    expect(page.locator("#detail-name")).to_be_focused()


def back(page: Page, count: int) -> None:
    """Go back to the list."""
    page.locator("[data-do=back]").click()
    shown(page, count)


def come_again(page: Page, count: int) -> None:
    """Load the page anew: all of them are scored again."""
    page.reload()
    page.evaluate("step = 'come again'")
    shown(page, count)
    page.wait_for_selector("[data-picture=heat] .heat")


def shown(page: Page, count: int) -> None:
    """Wait until the list is there, without the work in the page that an `expect` does."""
    page.wait_for_selector(f"[data-total]:text-is('{count}')")


STEPS: dict[str, Callable[[Page, int], None]] = {
    "read": read,
    "keep": store,
    "search": search,
    "sort": sort,
    "turn": turn,
    "open": detail,
    "back": back,
    "come again": come_again,
}
