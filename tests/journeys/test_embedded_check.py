"""The check in a frame of a page on another site, in Chromium, Firefox and WebKit."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Playwright

from quiz.definition import Definition
from tests.browsers import Found
from tests.framing import framing
from tests.journeys.drivers import started
from tests.journeys.reader import Reader
from tests.journeys.test_journeys import ANSWERS, CHOSEN, HOMES, headline
from tests.server import Server

LINK = "#v1;five-conditions@1;need=3;means=2;trust=2;urgency=1;attention=2;on="
AROUND = ".md-header, .md-tabs, .md-skip, .md-sidebar, .foot, .offline, .lead, #next"
KEEPS = "[data-name], [data-do=save], [data-next-step], [data-whose], [data-evidence-part]"
KEEPS_NOTHING = {"network.cookie.cookieBehavior": 2}
"""What Firefox keeps for a reader who lets no site keep anything."""

KEPT = """async () => [
  ...Object.keys(localStorage),
  ...Object.keys(sessionStorage),
  ...(await indexedDB.databases()).map(({ name }) => name),
  ...(await caches.keys()),
  ...(await navigator.serviceWorker.getRegistrations()).map(({ scope }) => scope),
]"""
OWN_WINDOW = "() => document.querySelector('[data-own-window]').href"
REFUSED = "() => { navigator.clipboard.writeText = () => Promise.reject(new Error('framed')); }"
SELECTED = """() => {
  const field = document.activeElement;
  return field.value.slice(field.selectionStart, field.selectionEnd);
}"""
STAYING = """() => [...document.querySelectorAll("quiz-check a")]
  .filter((link) => link.checkVisibility() && !link.dataset.do)
  .filter(({ target, rel }) => target !== "_blank" || rel !== "noopener")
  .map((link) => link.outerHTML)"""


@pytest.fixture
def reader_without_storage(
    found: Found, playwright: Playwright, address: Server
) -> Iterator[Reader]:
    """Return a reader whose browser lets no site keep anything, where that is a setting of it."""
    with started(playwright, found, settings=KEEPS_NOTHING) as new_window:
        yield Reader(new_window(), address.url)


def enters(reader: Reader, host: Server, path: str = "check/", **attributes: str) -> None:
    """Open a page of another site with a frame for a page of ours, and go into the frame."""
    reader.driver.leave()
    reader.driver.open(framing(host, reader.home + path, **attributes))
    reader.driver.enter("iframe")


def answers_all(reader: Reader) -> None:
    reader.sees("form[data-quiz] button[type=submit]")
    reader.answers(**ANSWERS)
    reader.finds("[data-result]", "data-from", "engine")


@pytest.mark.every_engine
@HOMES
def test_a_framed_check_stands_alone_and_keeps_nothing(
    reader: Reader, host: Server, definition: Definition, language: str, home: str
) -> None:
    """Nothing is around it, it comes to a verdict, and it opens a window of its own."""
    enters(reader, host, f"{home}check/")
    answers_all(reader)
    assert reader.text("[data-result] h2") == headline(definition, language)
    reader.sees("h1")
    for what in (AROUND, KEEPS, "[data-store-problems]"):
        reader.sees_no(what)
    assert reader.driver.script(KEPT) == []
    assert reader.driver.script("() => document.documentElement.dataset.offline ?? ''") == ""
    reader.clicks("[data-own-window]")
    reader.driver.leave()
    reader.waits(
        lambda: any(
            url.startswith(f"{reader.home}{home}check/") for url in reader.driver.windows()
        ),
        "a window of its own",
    )


@pytest.mark.every_engine
@HOMES
def test_what_a_frame_hands_on_is_the_readers_own(
    reader: Reader, host: Server, definition: Definition, language: str, home: str
) -> None:
    """The address that it opens has the answers; there they are kept, one name away from saved."""
    enters(reader, host, f"{home}check/")
    answers_all(reader)
    link = reader.driver.script(OWN_WINDOW)
    assert f"{reader.home}{home}check/?brought{LINK}" in link
    reader.driver.leave()
    reader.driver.open(link)
    reader.waits(lambda: reader.has_focus("[data-name]"), "focus on the name")
    assert reader.url() == f"{reader.home}{home}check/"
    assert reader.chosen() == CHOSEN
    assert reader.text("[data-result] h2") == headline(definition, language)
    reader.sees_no("[data-shared], [data-copy]")
    reader.driver.reload()
    reader.waits(lambda: reader.chosen() == CHOSEN, "the answers, kept")


@pytest.mark.every_engine
@HOMES
def test_a_frame_that_takes_our_origin_away_is_told_so(
    reader: Reader, host: Server, language: str, home: str
) -> None:
    """There is no form that does nothing: words, with the address to open, and no more."""
    enters(reader, host, f"{home}check/", sandbox="allow-scripts allow-popups")
    reader.sees("[data-walled]")
    assert reader.text("[data-walled] a") == f"{reader.home}{home}check/"
    told = reader.text("body")
    assert "allow-same-origin" in told
    assert {"nl": "nieuw tabblad", "en": "a new tab"}[language] in told
    reader.sees("h1")
    reader.sees_no("form, header, nav, footer")
    reader.clicks("[data-walled] a")
    reader.driver.leave()
    reader.waits(lambda: len(reader.driver.windows()) == 2, "a window of its own")


def test_a_strict_sandbox_leaves_a_check_that_works(reader: Reader, host: Server) -> None:
    """Without forms the verdict comes at the button; without new windows the address is there."""
    enters(reader, host, sandbox="allow-scripts allow-same-origin")
    reader.sees("form[data-quiz] button[type=submit]")
    reader.answers(need=0)
    reader.clicks("form[data-quiz] button[type=submit]")
    reader.waits(lambda: reader.has_focus("[data-result] h2"), "focus on the verdict")
    reader.clicks("[data-own-window]")
    reader.sees(".own-window .no-window")
    link = reader.driver.script(OWN_WINDOW)
    assert "#v1;five-conditions@1;need=0;on=" in link
    assert reader.driver.script(SELECTED) == link
    reader.driver.leave()
    assert len(reader.driver.windows()) == 1


def test_every_link_of_a_framed_check_leads_out(reader: Reader, host: Server) -> None:
    """The frame stays the check: lessons, scorecard and all open a window of their own."""
    enters(reader, host)
    answers_all(reader)
    reader.sees("[data-result] .step__more")
    assert reader.driver.script(STAYING) == []
    reader.clicks("[data-result] .result__about a")
    assert reader.chosen() == CHOSEN
    reader.driver.leave()
    reader.waits(
        lambda: any("/training/urgency/" in url for url in reader.driver.windows()), "the lesson"
    )


def test_a_frame_that_may_not_copy_shows_the_text(reader: Reader, host: Server) -> None:
    """It is there, selected, and the words are about the page around it."""
    enters(reader, host)
    answers_all(reader)
    reader.driver.script(REFUSED)
    reader.clicks("[data-do=copy]")
    reader.sees("[data-done-when=framed]")
    reader.sees_no("[data-done-when=failed]")
    assert "Versterken" in reader.driver.script(SELECTED)


def test_a_frame_that_may_keep_nothing_comes_to_a_verdict(
    found: Found, reader_without_storage: Reader, host: Server
) -> None:
    """There is nothing to keep, and so no setting of the reader's is blamed."""
    reader = reader_without_storage
    enters(reader, host)
    refused = "() => { try { return !localStorage; } catch { return true; } }"
    assert reader.driver.script(refused) == (found.engine == "firefox")
    answers_all(reader)
    reader.sees("[data-own-window]")
    reader.sees_no("[data-store-problems]")


def test_what_is_kept_does_not_come_into_a_frame(reader: Reader, host: Server) -> None:
    """Neither a check that was begun, nor a prospect that an address asks for."""
    reader.goes_to("check/")
    reader.sees("form[data-quiz] button[type=submit]")
    reader.answers(need=1)
    for path in ("check/", "check/#prospect=p1", "check/#copy"):
        enters(reader, host, path)
        reader.sees("form[data-quiz] button[type=submit]")
        assert reader.chosen() == {}
        reader.sees_no("[data-recheck], [data-recheck-error], [data-copy], [data-elsewhere]")
    reader.answers(need=3)
    reader.driver.leave()
    reader.goes_to("check/")
    reader.waits(lambda: reader.chosen() == {"need": "1"}, "the reader's own check")


def test_a_window_shows_how_a_frame_will_be(reader: Reader) -> None:
    """With ?embed in its address the check stands alone too, and goes on to do so."""
    reader.goes_to("check/?embed#v1;five-conditions@1;need=3")
    reader.sees("[data-shared]")
    for what in (AROUND, KEEPS, ".unless-embedded"):
        reader.sees_no(what)
    before = reader.driver.script(KEPT)
    reader.answers(means=2)
    reader.sees_no("[data-shared], [data-copy]")
    reader.waits(lambda: reader.url() == f"{reader.home}check/?embed", "the address")
    assert reader.driver.script(STAYING) == []
    assert reader.driver.script(KEPT) == before == []
    reader.driver.reload()
    reader.sees("form[data-quiz] button[type=submit]")
    reader.sees_no(AROUND)
    assert reader.chosen() == {}


def test_tab_goes_through_a_frame_and_out(reader: Reader, host: Server) -> None:
    """Keys alone lead into the check, to its last button, and on to the page behind it."""
    enters(reader, host, f"check/{LINK}2026-11-24")
    reader.finds("[data-result]", "data-from", "engine")
    reader.driver.leave()
    reader.clicks("#before")
    reader.presses("Tab")
    assert reader.has_focus("iframe")
    reader.driver.enter("iframe")
    for _ in range(40):
        if reader.has_focus("[data-do=again]"):
            break
        reader.presses("Tab")
    assert reader.has_focus("[data-do=again]")
    reader.presses("Tab")
    reader.driver.leave()
    assert reader.has_focus("#behind")
