"""Light or dark follows the device until a reader presses the button; paper is always white."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.conftest import Open, watched
from tests.browsers import INSTALLED
from tests.journeys.bidi import Window, firefox
from tests.server import Server

pytestmark = pytest.mark.xdist_group("Firefox beside Chromium")

SCHEME = "() => document.body.dataset.mdColorScheme"
KEPT = "() => Object.keys(localStorage).filter((key) => key.endsWith('__palette')).length"
TURNED = """(scheme) => new Promise((resolve) => {
  const look = () => document.body.dataset.mdColorScheme === scheme ? resolve(true)
    : requestAnimationFrame(look);
  look();
})"""
CORNERS = """() => new Promise((resolve) => {
  const look = () => {
    const sheet = document.querySelector(".page:not(.loading)[data-loaded] canvas");
    if (!sheet) return setTimeout(look, 20);
    const drawn = sheet.getContext("2d");
    const across = [5, sheet.width - 6], down = [5, sheet.height - 6];
    resolve(down.flatMap((y) => across.map((x) =>
      [...drawn.getImageData(x, y, 1, 1).data].slice(0, 3).join())));
  };
  look();
})"""
"""Waits until Firefox's viewer has drawn the first sheet; returns the colours of its corners."""


@pytest.fixture(scope="module")
def firefox_window() -> Iterator[Callable[[], Window]]:
    """Start Firefox; return what opens a window for another reader."""
    found = INSTALLED["firefox"]()
    if found is None:
        pytest.fail("no Firefox: run make test, or python -m tests.browsers")
    with firefox(found, webassembly=True, settings={}) as new_window:
        yield new_window


def test_it_follows_the_device_in_chromium(open_page: Open) -> None:
    """Nothing is kept, and what the device turns to, the page turns to, before a press as after."""
    page = open_page("article/", color_scheme="dark")
    body = page.locator("body")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    page.emulate_media(color_scheme="light")
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    page.emulate_media(color_scheme="dark")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    assert page.evaluate(KEPT) == 0
    page.locator(".md-header button[for^=__palette]:visible").click()
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    assert page.evaluate(KEPT) == 1
    page.emulate_media(color_scheme="light")
    page.emulate_media(color_scheme="dark")
    page.reload()
    expect(body).to_have_attribute("data-md-color-scheme", "default")


def test_it_follows_the_device_in_firefox(
    firefox_window: Callable[[], Window], shared_server: Server
) -> None:
    """The same."""
    window = firefox_window()
    window.prefer(dark=True)
    window.open(f"{shared_server.url}article/")
    assert window.script(SCHEME) == "slate"
    window.prefer(dark=False)
    assert window.script(TURNED, "default")
    window.prefer(dark=True)
    assert window.script(TURNED, "slate")
    assert window.script(KEPT) == 0
    window.click(".md-header button[for^=__palette]:not([hidden])")
    assert window.script(TURNED, "default")
    assert window.script(KEPT) == 1
    window.reload()
    assert window.script(SCHEME) == "default"


def test_a_dark_page_is_dark_before_its_scripts(
    contexts: Callable[..., BrowserContext], shared_server: Server, errors: list[str]
) -> None:
    """No flash of light: the page is as the device is, though Material's script never comes."""
    page = watched(contexts(color_scheme="dark"), errors)
    page.route("**/bundle.*.js", lambda route: route.fulfill(body=""))
    page.goto(shared_server.url)
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


@pytest.fixture(params=["chromium", "firefox"])
def printed_in_the_dark(
    request: pytest.FixtureRequest,
    open_page: Open,
    firefox_window: Callable[[], Window],
    shared_server: Server,
) -> bytes:
    """Return a page that was printed with its backgrounds by who chose dark, in either engine."""
    if request.param == "chromium":
        page = open_page("article/", color_scheme="dark")
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
        return page.pdf(prefer_css_page_size=True, print_background=True)
    window = firefox_window()
    window.prefer(dark=True)
    window.open(f"{shared_server.url}article/")
    assert window.script(TURNED, "slate")
    return window.on_paper()


def test_paper_is_white(
    printed_in_the_dark: bytes, firefox_window: Callable[[], Window], tmp_path: Path
) -> None:
    """Not only the text's own sheet, the margins as well: a viewer shows white in each corner."""
    file = tmp_path / "page.pdf"
    file.write_bytes(printed_in_the_dark)
    viewer = firefox_window()
    viewer.prefer(dark=False)
    viewer.open(file.as_uri())
    assert viewer.script(CORNERS) == ["255,255,255"] * 4
