"""Every page of this site in a browser, for who sees, hears or types in a way of their own.

Nothing is cut off or out of reach, it reads without script, and no stranger is asked for anything.
"""

from collections.abc import Callable, Iterator
from itertools import cycle
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Request, expect

from quiz.definition import Definition
from tests.browser.conftest import Open, answer, watched
from tests.browser.test_accessibility import DEVICES, SCHEMES, violations
from tests.pages.every_page import EVERY_PAGE
from tests.server import Server

MEND = """
The page that is named above, in [brackets], does not work for every reader. The message says what
is wrong with which element. Mend the page, in docs/, or the template or style that makes the
element, in overrides/; then `make build`.
"""


def fill(page: Page, definition: Definition) -> None:
    """Answer every question of the check, with each of the levels in turn."""
    levels: Iterator[int | str] = cycle((3, 2, 1, 0, "unknown"))
    answer(page, **{condition: next(levels) for condition in definition.ids})
    expect(page.locator("[data-result][data-from=engine]")).to_be_visible()


def test_no_request_leaves_the_site(
    shared_server: Server,
    contexts: Callable[..., BrowserContext],
    errors: list[str],
    definition: Definition,
) -> None:
    """On all pages, with search and a verdict from the worker, only this host is asked."""
    context = contexts(offline=True)
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    context.on("request", note)
    for path in [*EVERY_PAGE, "404.html"]:
        page = watched(context, errors)
        page.goto(shared_server.url + path)
        page.locator("[data-md-component=search-query]").press_sequentially("prospect")
        expect(page.locator(".md-search-result__item").first).to_be_visible()
        if path.endswith("check/"):
            page.keyboard.press("Escape")
            fill(page, definition)
        page.close()
    assert any(url.endswith(".wasm") for url in asked), "the worker's requests were not seen"
    strangers = [url for url in asked if not url.startswith((shared_server.url, "data:"))]
    assert strangers == []


@pytest.mark.parametrize("path", EVERY_PAGE)
def test_page_reads_without_script(open_page: Open, path: str) -> None:
    """Without JavaScript every page shows its heading, its text and its ways on."""
    page = open_page(path, device="phone", java_script_enabled=False)
    expect(page.locator("h1").first).to_be_visible()
    expect(page.locator(".md-content a:visible").first).to_be_visible()


@pytest.mark.parametrize("path", EVERY_PAGE)
def test_nothing_sticks_out_on_the_smallest_screen(
    open_page: Open, definition: Definition, path: str
) -> None:
    """At 320 px, and with text at twice its size, no page scrolls sideways."""
    page = open_page(path, device="phone")
    if path.endswith("check/"):
        fill(page, definition)
    for width, size in ((320, ""), (640, "250%"), (390, "")):
        page.set_viewport_size({"width": width, "height": 640})
        page.evaluate("size => { document.documentElement.style.fontSize = size; }", size)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@SCHEMES
@DEVICES
@pytest.mark.parametrize("path", [*EVERY_PAGE, "404.html"])
def test_page_has_no_violation(open_page: Open, path: str, device: str, scheme: str) -> None:
    """Each page as it opens."""
    page = open_page(path, device=device, color_scheme=scheme)
    expect(page.locator("h1").first).to_be_visible()
    assert violations(page) == []


AT_THE_END = """
async () => {
  scrollTo(0, (document.documentElement.scrollHeight - innerHeight) / 2);
  const navigation = document.querySelector(".md-sidebar__scrollwrap");
  const reachesDown = () => navigation.getBoundingClientRect().bottom > innerHeight - 100;
  while (!reachesDown()) await new Promise((resolve) => requestAnimationFrame(resolve));
  const link = document.querySelector(".foot a");
  link.focus();
  const { left, top, height } = link.getBoundingClientRect();
  return link.contains(document.elementFromPoint(left + 2, top + height / 2));
}
"""


def test_navigation_does_not_cover_the_foot_of_a_page(open_page: Open) -> None:
    """Not even in the moment before it is made shorter, after a jump to the end."""
    page = open_page("en/method/", device="desktop", reduced_motion="reduce")
    expect(page.locator(".foot a").first).to_be_attached()
    assert page.evaluate(AT_THE_END)


FOCUS = """
() => {
  const element = document.activeElement;
  if (element === document.body) return null;
  // What is drawn in the place of a control that is out of sight is its label.
  const shown = [...(element.labels ?? [])].find((label) => label.offsetWidth) ?? element;
  // Of words that run over two lines the larger piece: what lies between the two is other text.
  const pieces = [...shown.getClientRects()].sort((one, other) => other.width - one.width);
  const box = pieces[0] ?? shown.getBoundingClientRect();
  const inside = (x, y) => {
    const found = document.elementFromPoint(x, y);
    return found && (shown.contains(found) || found.contains(shown));
  };
  const left = Math.max(box.left, 0), right = Math.min(box.right, innerWidth);
  const top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
  const points = [0.1, 0.5, 0.9].flatMap((y) => [0.1, 0.5, 0.9].map((x) =>
    inside(left + x * (right - left), top + y * (bottom - top))));
  const outlined = [element, shown, element.closest("label"), element.parentElement]
    .filter(Boolean)
    .some((part) => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(part);
      return (outlineStyle !== "none" && parseFloat(outlineWidth) > 0) || boxShadow !== "none";
    });
  const said = (ids) => ids.split(" ").map((id) => document.getElementById(id)?.textContent);
  const byContent = element.matches("a, button, summary, [role=button]") ? element.textContent : "";
  const name = [element.ariaLabel, ...said(element.getAttribute("aria-labelledby") ?? ""),
    ...[...(element.labels ?? [])].map((label) => label.textContent), byContent, element.title];
  return {
    html: element.outerHTML.slice(0, 120),
    named: name.some((text) => text?.trim()),
    sized: box.width > 1 && box.height > 1,
    seen: points.filter(Boolean).length,
    outlined,
    within: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
  };
}
"""


def round_trip(page: Page, key: str) -> list[dict[str, Any]]:
    """Press a key until focus has gone through the page; return what was seen at each stop."""
    stops: list[dict[str, Any]] = []
    for _ in range(400):
        page.keyboard.press(key)
        stop = page.evaluate(FOCUS)
        if stop is None:
            break
        stops.append(stop)
    return stops


@DEVICES
@pytest.mark.parametrize("path", EVERY_PAGE)
def test_focus_is_seen_wherever_it_goes(
    open_page: Open, definition: Definition, path: str, device: str
) -> None:
    """Each stop is marked, named and has a size; none lies under the header or off screen."""
    page = open_page(path, device=device, reduced_motion="reduce")
    expect(page.locator("h1").first).to_be_visible()
    if path.endswith("check/"):
        expect(page.locator("form[data-quiz] button")).to_be_visible()
        fill(page, definition)
        page.evaluate("() => { document.activeElement.blur(); scrollTo(0, 0); }")
    for key in ("Tab", "Shift+Tab"):
        stops = round_trip(page, key)
        assert len(stops) > 5
        hidden = [stop for stop in stops if stop["seen"] < 5 or not stop["within"]]
        assert hidden == [], key
        assert [stop["html"] for stop in stops if not stop["outlined"]] == [], key
        empty = [stop["html"] for stop in stops if not (stop["named"] and stop["sized"])]
        assert empty == [], key


SPACED = """
() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }`);
  document.adoptedStyleSheets = [sheet];
}
"""
CUT_OFF = """
() => [...document.querySelectorAll("main *, footer *, header a, header button")]
  .filter((element) => {
    const { overflowX, overflowY, clipPath, visibility } = getComputedStyle(element);
    const wide = element.scrollWidth > element.clientWidth + 1;
    const high = element.scrollHeight > element.clientHeight + 1;
    const cut = (["hidden", "clip"].includes(overflowX) && wide)
      || (overflowY === "hidden" && high);
    return cut && clipPath === "none" && visibility === "visible"
      && element.clientWidth > 1 && !element.closest(".md-search, .md-nav, .md-header__title");
  })
  .map((element) => element.outerHTML.slice(0, 120))
"""


@DEVICES
@pytest.mark.parametrize("path", EVERY_PAGE)
def test_text_with_a_readers_own_spacing_is_whole(
    open_page: Open, definition: Definition, path: str, device: str
) -> None:
    """With the spacing of WCAG 1.4.12 nothing is cut off and nothing scrolls sideways."""
    page = open_page(path, device=device)
    if path.endswith("check/"):
        fill(page, definition)
    page.evaluate(SPACED)
    assert page.evaluate("getComputedStyle(document.querySelector('main p')).wordSpacing") != "0px"
    assert page.evaluate(CUT_OFF) == []
    width = page.viewport_size["width"] if page.viewport_size else 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width
