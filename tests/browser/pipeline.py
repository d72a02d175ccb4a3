"""Prospects for the tests of their page, as files that people open, and what the page shows."""

from typing import Any

from playwright.sync_api import Page, expect

HEADER = "name,need,means,trust,urgency,attention,on"
THREE = f"""{HEADER}
Bakkerij Jansen,3,2,2,2,3,2026-11-20
Garage Smit,2,2,unknown,1,2,2026-11-21
Tandarts Özil,0,2,2,2,2,2026-11-22
"""
"""A prospect to pursue, one to develop whatever is still open, and one to walk away from."""


def many(count: int) -> str:
    """Return a CSV with this many prospects, the sheets taken in turn, names in no order."""
    rows = [
        f"Prospect {(7919 * n) % count:05},"
        f"{n % 4},{n // 4 % 4},{n // 16 % 4},{n // 64 % 4},2,2026-11-20"
        for n in range(count)
    ]
    return "\n".join((HEADER, *rows)) + "\n"


def open_file(page: Page, content: str | bytes, name: str = "list.csv") -> None:
    """Choose a file, as a reader does, and wait until it has been looked at."""
    data = content.encode() if isinstance(content, str) else content
    kind = "application/json" if name.endswith(".json") else "text/csv"
    page.locator("input[type=file]").set_input_files(
        {"name": name, "mimeType": kind, "buffer": data}
    )
    states = ("ready", "failed", "empty")
    done = ", ".join(f"[data-preview][data-state={state}]" for state in states)
    expect(page.locator(done)).to_have_count(1)


def keep(page: Page) -> None:
    """Keep what is being looked at, and wait until that is confirmed."""
    page.locator("[data-do=keep]").click()
    expect(page.locator("[data-said-what=imported]")).to_be_visible()


def say_who(page: Page, name: str = "") -> None:
    """Tell who the reader is, as the first export asks; no name says that the files have none."""
    if name:
        page.locator("[data-ask-seller] input").fill(name)
    page.locator(f"[data-ask-seller] button[value={'name' if name else 'none'}]").click()


def expect_names(page: Page, *names: str) -> None:
    """Wait until the list has these names, from top to bottom."""
    expect(page.locator("[data-prospect] .prospect__name")).to_have_text(list(names))


def row(page: Page, name: str) -> Any:
    """Return the row of the prospect with this name."""
    return page.locator("[data-prospect]").filter(has=page.get_by_role("link", name=name))


def unfold(page: Page) -> None:
    """Open what is folded of the one prospect that is shown on a phone; on a laptop nothing is."""
    page.locator("[data-detail] details[data-fold]:not([open]) > summary").evaluate_all(
        "all => all.forEach((summary) => summary.click())"
    )


def open_filters(page: Page) -> None:
    """Open the filters, which a phone folds; on a laptop they are in sight."""
    fold = page.locator("[data-do=filters]")
    if fold.is_visible() and fold.get_attribute("aria-expanded") == "false":
        fold.click()


def whole_week(page: Page) -> None:
    """Show all lines of this week, of which a phone shows two at first."""
    more = page.locator("[data-do=week-all]")
    if more.is_visible():
        more.click()
