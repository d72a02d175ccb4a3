"""QR codes are read from a picture of the screen, in every mode and on every screen."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, answer
from tests.browser.pipeline import unfold
from tests.browser.storage import record, write_raw
from tests.codes import code_in

MODES: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced": {"forced_colors": "active", "color_scheme": "light"},
    "forced dark": {"forced_colors": "active", "color_scheme": "dark"},
    "print": {"media": "print"},
    "print of dark": {"media": "print", "color_scheme": "dark"},
}
QUIET = 4
"""Modules of white that the standard asks for on each side."""

BOX = """svg => {
  const { x, y, width, height } = svg.getBoundingClientRect();
  return { x, y, width, height, modules: svg.viewBox.baseVal.width };
}"""
INTO_VIEW = """async svg => {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  let before;
  do {
    before = svg.getBoundingClientRect().y;
    svg.scrollIntoView({ block: "center", behavior: "instant" });
    await frame();
    await frame();
  } while (svg.getBoundingClientRect().y !== before);
}"""
"""Bring it to the middle, and wait until nothing around it moves."""

CODE = "[data-qr-picture]"
PAPER = "#on-paper"
COPY = """([selector, id]) => {
  const code = document.querySelector(selector).cloneNode(true);
  code.removeAttribute("data-qr-picture");
  code.id = id;
  document.body.append(code);
}"""
"""Put the code at the end of the page as well: pages leave out on paper where it stands."""


def shared(open_page: Open, device: str) -> tuple[Page, str]:
    """Open a check with its code, which is a small one; return the link too."""
    page = open_page("check/", device=device)
    answer(page, need=3, means=2, trust="unknown", urgency=1, attention=2)
    page.locator("form[data-quiz] button[type=submit]").click()
    page.locator("[data-do=share]").click()
    expect(page.locator(CODE)).to_be_visible()
    return page, page.locator("[data-share-link]").input_value()


def sent(open_page: Open, device: str) -> tuple[Page, str]:
    """Open a prospect with its code, as large a one as is drawn at all; return the link too."""
    page = open_page("prospects/", device=device)
    expect(page.locator("[data-empty]")).to_be_visible()
    note = "".join(f"{number * number % 9973} " for number in range(1, 216))
    write_raw(page, record("Bakkerij Jansen", note=note))
    page.goto(f"{page.url}#id=p1")
    page.reload()
    expect(page.locator("#detail-name")).to_be_visible()
    unfold(page)
    expect(page.locator(CODE)).to_be_visible()
    link = page.locator("[data-send-link]").input_value()
    assert 1000 < len(link) <= 1200
    return page, link


PLACES = {"a check": shared, "a prospect": sent}


def picture(page: Page, selector: str = CODE) -> bytes:
    """Return a picture of the code as it stands on the page, with a little of what is around it."""
    code = page.locator(selector)
    code.evaluate(INTO_VIEW)
    box = code.evaluate(BOX)
    return page.screenshot(
        clip={
            "x": box["x"] - 6,
            "y": box["y"] - 6,
            "width": box["width"] + 12,
            "height": box["height"] + 12,
        }
    )


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("device", ["phone", "desktop"])
def test_code_is_read_in_every_mode(open_page: Open, device: str, place: str) -> None:
    """Light, dark, with colours that the system forces, and on paper: always dark on white."""
    page, link = PLACES[place](open_page, device)
    page.evaluate(COPY, [CODE, PAPER.removeprefix("#")])
    unread = []
    for mode, emulated in MODES.items():
        page.emulate_media(
            **{"media": "screen", "forced_colors": "none", "color_scheme": "light"} | emulated
        )
        if code_in(picture(page, PAPER if emulated.get("media") else CODE)) != link:
            unread.append(mode)
    assert unread == []


@pytest.mark.parametrize("place", PLACES)
def test_code_grows_with_what_is_in_it(open_page: Open, place: str) -> None:
    """A module is four pixels wide or more, so that even a blurred picture of the code is read."""
    page, link = PLACES[place](open_page, "desktop")
    box = page.locator(CODE).evaluate(BOX)
    assert box["width"] == box["height"]
    assert box["width"] / box["modules"] >= 4
    assert code_in(picture(page), blurred=2) == link


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("device", ["phone", "narrow"])
def test_code_is_as_large_as_a_phone_allows(open_page: Open, device: str, place: str) -> None:
    """It is never wider than the page, and takes all the room there is before it shrinks."""
    page, _ = PLACES[place](open_page, device)
    box = page.locator(CODE).evaluate(BOX)
    width = page.evaluate("document.documentElement.clientWidth")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert box["width"] / box["modules"] >= 4 or box["width"] >= width - 64


@pytest.mark.parametrize("place", PLACES)
def test_code_has_its_margin(open_page: Open, place: str) -> None:
    """Four modules of white are around it, whatever the page is coloured."""
    page, _ = PLACES[place](open_page, "desktop")
    left, top, right, bottom = page.locator(f"{CODE} path").evaluate(
        "path => { const { x, y, width, height } = path.getBBox(); return [x, y, width, height]; }"
    )
    modules = page.locator(CODE).evaluate(BOX)["modules"]
    assert [left, top, right, bottom] == [0, 0, modules - 2 * QUIET, modules - 2 * QUIET]
    white = page.locator(f"{CODE} rect").evaluate(
        "rect => { const { x, y, width, height } = rect.getBBox(); return [x, y, width, height]; }"
    )
    assert white == [-QUIET, -QUIET, modules, modules]
