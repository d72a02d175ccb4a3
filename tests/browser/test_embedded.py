"""The check in a frame: what it looks like, and what it says where the page around it forbids."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Error, Frame, Page, expect

from tests.browser.conftest import HOMES, Open, answer, watched
from tests.browser.storage import record, write_raw
from tests.browser.test_accessibility import SCHEMES, violations
from tests.framing import framing
from tests.server import Server

LANGUAGES = pytest.mark.parametrize("language", ["nl", "en"])
LINK = "#v1;five-conditions@1;need=3;means=2;trust=2;urgency=1;attention=2;on=2026-11-24"
FULL = {"need": 3, "means": 2, "trust": 2, "urgency": 1, "attention": 2}
MOVES_COUNTED = """window.moved = 0;
new PerformanceObserver((list) => {
  for (const { value } of list.getEntries()) window.moved += value;
}).observe({ type: "layout-shift", buffered: true });"""
LIGHT_PRESSED = """try {
  localStorage.setItem("/.__palette", JSON.stringify({
    index: 0, color: { media: "(prefers-color-scheme: light)", scheme: "default" },
  }));
} catch {}"""
AROUND = """() => {
  document.querySelector("iframe").before(Object.assign(document.createElement("div"), {
    style: "height: 300px",
  }));
  document.body.append(Object.assign(document.createElement("div"), { style: "height: 3000px" }));
}"""
"""The page around the frame has more than fits in its window."""

OPAQUE = "Object.defineProperty(self, 'origin', { value: 'null' })"


def frame_on(page: Page, host: Server, address: str, **attributes: str) -> Frame:
    """Open a page of another site with a frame for this address; return the frame."""
    page.goto(framing(host, address, **attributes))
    frame = page.locator("iframe").element_handle().content_frame()
    assert frame is not None
    return frame


def filled(frame: Frame) -> None:
    """Answer everything, and see what the engine says."""
    for condition, level in FULL.items():
        frame.locator(f"input[name={condition}][value='{level}']").check()
    expect(frame.locator("[data-result][data-from=engine]")).to_be_visible()


@pytest.fixture
def page(contexts: Callable[..., BrowserContext], errors: list[str]) -> Page:
    return watched(contexts(), errors)


@pytest.mark.parametrize("width", [320, 600, 1280])
@LANGUAGES
def test_nothing_moves_and_nothing_is_too_wide(
    page: Page, host: Server, shared_server: Server, language: str, width: int
) -> None:
    """The frame begins with the heading, and shows all at whatever width it has."""
    page.add_init_script(MOVES_COUNTED)
    address = f"{shared_server.url}{HOMES[language]}check/"
    frame = frame_on(page, host, address, width=str(width))
    expect(frame.locator("form[data-quiz] button[type=submit]")).to_be_visible()
    frame.evaluate("document.fonts.ready")
    assert frame.evaluate("window.moved") < 0.01
    assert frame.evaluate("document.querySelector('h1').getBoundingClientRect().top") < 30
    filled(frame)
    frame.locator("[data-do=share]").click()
    assert frame.evaluate("document.documentElement.scrollWidth") <= width


@SCHEMES
def test_a_frame_is_light_or_dark_as_the_reader_is(
    page: Page, host: Server, shared_server: Server, scheme: str
) -> None:
    """Whatever was pressed on the site itself is kept there, and not looked for here."""
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.add_init_script(LIGHT_PRESSED)
    frame = frame_on(page, host, f"{shared_server.url}check/")
    body = frame.locator("body")
    expect(body).to_have_attribute(
        "data-md-color-scheme", "slate" if scheme == "dark" else "default"
    )
    page.emulate_media(color_scheme="light" if scheme == "dark" else "dark")
    expect(body).to_have_attribute(
        "data-md-color-scheme", "default" if scheme == "dark" else "slate"
    )


def test_a_frame_that_may_not_copy_says_so_about_the_page_around_it(
    contexts: Callable[..., BrowserContext], host: Server, shared_server: Server
) -> None:
    """What Chromium itself refuses without allow="clipboard-write" is there, selected."""
    page = contexts(permissions=["clipboard-read", "clipboard-write"]).new_page()
    frame = frame_on(page, host, f"{shared_server.url}check/{LINK}")
    expect(frame.locator("[data-result][data-from=engine]")).to_be_visible()
    frame.locator("[data-do=copy]").click()
    expect(frame.locator("[data-done-when=framed]")).to_be_visible()
    expect(frame.locator("[data-copy-text]")).to_be_focused()
    assert "Versterken" in frame.evaluate("getSelection().toString()")


@pytest.mark.parametrize("height", [320, 640])
@LANGUAGES
def test_why_a_frame_may_not_copy_is_in_sight(
    contexts: Callable[..., BrowserContext],
    host: Server,
    shared_server: Server,
    language: str,
    height: int,
) -> None:
    """The text to copy by hand fills a low frame; the reason above it is not pushed out."""
    page = contexts(permissions=["clipboard-read", "clipboard-write"]).new_page()
    address = f"{shared_server.url}{HOMES[language]}check/{LINK}"
    frame = frame_on(page, host, address, height=str(height))
    expect(frame.locator("[data-result][data-from=engine]")).to_be_visible()
    page.evaluate(AROUND)
    frame.locator("[data-do=copy]").click()
    expect(frame.locator("[data-done-when=framed]")).to_be_in_viewport(ratio=1)
    expect(frame.locator("[data-copy-text]")).to_be_in_viewport(ratio=0.4)


def test_a_frame_that_may_copy_does(
    contexts: Callable[..., BrowserContext], host: Server, shared_server: Server, errors: list[str]
) -> None:
    """With the attribute of our snippet nothing more is said than on the site."""
    page = watched(contexts(permissions=["clipboard-read", "clipboard-write"]), errors)
    frame = frame_on(page, host, f"{shared_server.url}check/{LINK}", allow="clipboard-write")
    expect(frame.locator("[data-result][data-from=engine]")).to_be_visible()
    frame.locator("[data-do=copy]").click()
    expect(frame.locator("[data-done-when=copied]")).to_be_visible()
    expect(frame.locator("[data-copy-text]")).to_be_hidden()


@LANGUAGES
def test_a_frame_that_may_keep_nothing_says_no_more_than_any_other(
    blocking: BrowserContext, host: Server, shared_server: Server, errors: list[str], language: str
) -> None:
    """With storage switched off no setting of the reader's is blamed: there is nothing to keep."""
    page = watched(blocking, errors)
    frame = frame_on(page, host, f"{shared_server.url}{HOMES[language]}check/")
    with pytest.raises(Error, match="localStorage"):
        frame.evaluate("localStorage.length")
    filled(frame)
    expect(frame.locator("[data-store-problems]")).to_be_hidden()
    expect(frame.locator(".own-window p").first).to_be_visible()


def test_a_frame_without_an_engine_offers_no_saving(
    server: Server, host: Server, contexts: Callable[..., BrowserContext]
) -> None:
    """The verdict of the table is there, and what it promises can be done."""
    server.broken.add(".wasm")
    frame = frame_on(contexts().new_page(), host, f"{server.url}check/{LINK}")
    early = frame.locator(".result__early")
    expect(early).to_contain_text("Dit advies is kort", use_inner_text=True)
    expect(early).not_to_contain_text("Bewaren", use_inner_text=True)
    assert "need=3" in (frame.locator("[data-own-window]").get_attribute("href") or "")


def test_a_frame_without_script_says_what_may_be_the_cause(
    contexts: Callable[..., BrowserContext], host: Server, shared_server: Server
) -> None:
    """The questions can be read, and the words fit a page that allows no script."""
    page = contexts().new_page()
    frame = frame_on(page, host, f"{shared_server.url}check/", sandbox="allow-same-origin")
    expect(frame.locator("quiz-check noscript p").last).to_contain_text("in een andere pagina")
    expect(frame.locator("fieldset:visible")).to_have_count(5)


def test_a_page_that_comes_back_has_the_answers_of_its_frame(
    page: Page, host: Server, shared_server: Server
) -> None:
    """Nothing is kept that could be newer than what the frame was left with."""
    frame = frame_on(page, host, f"{shared_server.url}check/")
    filled(frame)
    frame.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    frame.evaluate("dispatchEvent(new StorageEvent('storage'))")  # another tab cleared all
    expect(frame.locator("form[data-quiz] input:checked")).to_have_count(5)


@pytest.mark.parametrize("height", [400, 700])
@LANGUAGES
def test_the_page_around_a_frame_stays_where_it_is(
    page: Page, host: Server, shared_server: Server, language: str, height: int
) -> None:
    """The way to the verdict leads there within the frame, and all of its headline is in sight."""
    address = f"{shared_server.url}{HOMES[language]}check/{LINK}"
    frame = frame_on(page, host, address, height=str(height))
    expect(frame.locator("[data-result][data-from=engine]")).to_be_visible()
    page.evaluate(AROUND)
    page.evaluate("scrollTo(0, 180)")
    frame.locator("[data-shared] [data-do=result]").click()
    expect(frame.locator("[data-result] h2")).to_be_focused()
    assert page.evaluate("scrollY") == 180
    for part in (".result__label", "[data-result] h2"):
        box = frame.locator(part).bounding_box()
        assert box is not None
        assert box["y"] >= 0, part
        assert box["y"] + box["height"] <= 720, part


def test_a_frame_that_has_room_for_all_leads_to_the_verdict_too(
    page: Page, host: Server, shared_server: Server
) -> None:
    """What does not scroll is scrolled past by the page around it."""
    frame = frame_on(page, host, f"{shared_server.url}check/{LINK}", height="4000")
    expect(frame.locator("[data-result][data-from=engine]")).to_be_visible()
    page.evaluate(AROUND)
    frame.locator("[data-shared] [data-do=result]").click()
    expect(frame.locator("[data-result] h2")).to_be_focused()
    expect(frame.locator("[data-result] h2")).to_be_in_viewport(ratio=1)


def own_window(page: Page, frame: Frame) -> Page:
    with page.context.expect_page() as opened:
        frame.locator("[data-own-window]").click()
    return opened.value


@LANGUAGES
def test_a_window_of_its_own_goes_on_with_the_answers(
    page: Page, host: Server, shared_server: Server, language: str
) -> None:
    """They are the reader's own there, with the day that was chosen, one name away from saved."""
    home = f"{shared_server.url}{HOMES[language]}"
    frame = frame_on(page, host, f"{home}check/{LINK}")
    frame.locator("input[name=urgency][value='0']").check()
    expect(frame.locator("[data-result][data-from=engine][data-verdict=park]")).to_be_visible()
    frame.locator("[data-revisit]").fill("2031-05-01")
    expect(frame.locator("[data-result] h2")).to_contain_text("2031")
    own = own_window(page, frame)
    expect(own.locator("[data-name]")).to_be_focused()
    expect(own.locator("[data-name]")).to_be_in_viewport()
    assert own.url == f"{home}check/"
    expect(own.locator("[data-shared]")).to_be_hidden()
    expect(own.locator("[data-result] h2")).to_contain_text("2031")
    own.keyboard.type("Bakkerij Jansen")
    own.keyboard.press("Enter")
    expect(own.locator("[data-saved-when=kept]")).to_be_visible()
    own.reload()
    expect(own.locator("[data-result] h2")).to_contain_text("2031")


def test_what_comes_along_never_takes_the_place_of_the_readers_own(
    page: Page, host: Server, shared_server: Server
) -> None:
    """Beside a check that was begun it is shown as what it then is: answers from elsewhere."""
    page.goto(f"{shared_server.url}check/")
    page.locator("input[name=need][value='1']").check()
    frame = frame_on(page, host, f"{shared_server.url}check/{LINK}")
    own = own_window(page, frame)
    expect(own.locator("[data-shared]")).to_be_visible()
    own.locator("[data-shared] [data-do=own]").click()
    expect(own.locator("input[name=need][value='1']")).to_be_checked()
    expect(own.locator("form[data-quiz] input:checked")).to_have_count(1)


def test_a_link_that_was_copied_is_said_where_it_was_pressed(
    contexts: Callable[..., BrowserContext], host: Server, shared_server: Server
) -> None:
    """In sight, within a frame that is lower than what it shows; by hand, the link is selected."""
    page = contexts(permissions=["clipboard-read", "clipboard-write"]).new_page()
    address = f"{shared_server.url}check/{LINK}"
    for allow, said in (("clipboard-write", "link"), ("", "link-by-hand")):
        frame = frame_on(page, host, address, allow=allow)
        expect(frame.locator("[data-result][data-from=engine]")).to_be_visible()
        frame.locator("[data-do=share]").click()
        frame.locator("[data-do=copy-link]").click()
        expect(frame.locator(f"[data-done-when={said}]")).to_be_in_viewport(ratio=1)
        expect(frame.locator("[data-copy-text]")).to_be_hidden()
    selected = "([field]) => field.value.slice(field.selectionStart, field.selectionEnd)"
    link = frame.locator("[data-share-link]")
    assert link.evaluate_all(selected) == link.input_value()


def test_no_prospect_comes_into_a_frame(page: Page, host: Server, shared_server: Server) -> None:
    """On the site, shared answers are compared with what is kept; in a frame with nothing."""
    address = f"{shared_server.url}check/{LINK}"
    page.goto(address)
    write_raw(page, record("Bakkerij Jansen"))
    page.reload()
    expect(page.locator("[data-compare]")).to_be_visible()
    frame = frame_on(page, host, address)
    expect(frame.locator("[data-result][data-from=engine]")).to_be_visible()
    expect(frame.locator("[data-compare]")).to_be_hidden()
    assert "Jansen" not in frame.locator("body").inner_html()


@pytest.mark.parametrize("path", ["check/", "practice/"])
def test_a_framed_page_is_not_kept_on_the_device(
    contexts: Callable[..., BrowserContext], host: Server, shared_server: Server, path: str
) -> None:
    """Whoever passes by gets no copy of the site, neither from the check nor from another page."""
    page = contexts(offline=True).new_page()
    frame = frame_on(page, host, shared_server.url + path)
    expect(frame.locator("[data-engine=ready]")).to_be_attached()
    assert frame.evaluate("document.documentElement.dataset.offline ?? ''") == ""
    assert frame.evaluate("navigator.serviceWorker.getRegistrations()") == []


@SCHEMES
@LANGUAGES
@pytest.mark.parametrize("state", ["empty", "verdict", "no window", "walled"])
def test_a_check_that_stands_alone_has_no_violation(
    open_page: Open, language: str, state: str, scheme: str
) -> None:
    """Without a site around it as with one; where only words are left, too."""
    page = open_page("check/?embed", language, "phone", color_scheme=scheme)
    if state == "walled":
        page.add_init_script(OPAQUE)
        page.reload()
        expect(page.locator("[data-walled]")).to_be_visible()
    elif state != "empty":
        answer(page, **FULL)
        expect(page.locator("[data-result][data-from=engine]")).to_be_visible()
    if state == "no window":
        page.evaluate(
            "() => document.querySelector('[data-own-window]').after(document"
            ".querySelector('template[data-no-window]').content.cloneNode(true))"
        )
    assert violations(page) == []
