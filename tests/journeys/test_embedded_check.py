"""The check in a frame of a page on another site, in Chromium, Firefox and WebKit."""

from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path

import pytest

from quiz.definition import Definition
from tests.journeys.drivers import Driver
from tests.journeys.reader import Reader
from tests.journeys.test_journeys import ANSWERS, CHOSEN, HOMES, headline
from tests.server import Server, serve

type Frames = Callable[..., None]

LINK = "#v1;five-conditions@1;need=3;means=2;trust=2;urgency=1;attention=2;on="
AROUND = ".md-header, .md-tabs, .md-skip, .md-sidebar, .foot, .offline, .lead, #next"
KEEPS = "[data-name], [data-do=save], [data-next-step], [data-whose], [data-evidence-part]"
KEPT = """async () => [
  ...Object.keys(localStorage),
  ...Object.keys(sessionStorage),
  ...(await indexedDB.databases()).map(({ name }) => name),
  ...(await caches.keys()),
  ...(await navigator.serviceWorker.getRegistrations()).map(({ scope }) => scope),
]"""
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
def host(tmp_path: Path) -> Iterator[Server]:
    """Serve a site of somebody else: an address with a number is no site of a name's."""
    with serve(tmp_path) as server:
        server.url = server.url.replace("localhost", "127.0.0.1")
        yield server


@pytest.fixture
def frames(reader: Reader, host: Server) -> Frames:
    """Open a page of that site with a frame for a page of ours, and go into the frame."""

    def open_it(path: str = "check/", **attributes: str) -> None:
        attributes |= {"src": reader.home + path, "width": "600", "height": "700"}
        told = " ".join(f'{name}="{escape(value)}"' for name, value in attributes.items())
        text = f"<!doctype html><title>Host</title><h1>Host</h1><iframe {told}></iframe>"
        (host.root / "index.html").write_text(text, encoding="utf-8")
        reader.driver.open(host.url)
        reader.driver.enter("iframe")

    return open_it


def answers_all(reader: Reader) -> None:
    reader.sees("form[data-quiz] button[type=submit]")
    reader.answers(**ANSWERS)
    reader.finds("[data-result]", "data-from", "engine")


@pytest.mark.every_engine
@HOMES
def test_a_framed_check_stands_alone_and_keeps_nothing(
    reader: Reader, frames: Frames, definition: Definition, language: str, home: str
) -> None:
    """Nothing is around it, it comes to a verdict, and a window of its own has the answers."""
    frames(f"{home}check/")
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
        lambda: any(f"{home}check/{LINK}" in url for url in reader.driver.windows()),
        "a window with the answers",
    )


@pytest.mark.every_engine
@HOMES
def test_a_frame_that_takes_our_origin_away_is_told_so(
    reader: Reader, frames: Frames, language: str, home: str
) -> None:
    """There is no form that does nothing: words, with the address to open, and no more."""
    frames(f"{home}check/", sandbox="allow-scripts allow-popups")
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


def test_a_strict_sandbox_leaves_a_check_that_works(reader: Reader, frames: Frames) -> None:
    """Without forms the verdict comes at the button; without new windows the address is there."""
    frames(sandbox="allow-scripts allow-same-origin")
    reader.sees("form[data-quiz] button[type=submit]")
    reader.answers(need=0)
    reader.clicks("form[data-quiz] button[type=submit]")
    reader.waits(lambda: reader.has_focus("[data-result] h2"), "focus on the verdict")
    reader.clicks("[data-own-window]")
    reader.sees(".own-window .no-window")
    link = reader.driver.script("() => document.querySelector('[data-own-window]').href")
    assert "#v1;five-conditions@1;need=0;on=" in link
    assert reader.driver.script(SELECTED) == link
    reader.driver.leave()
    assert len(reader.driver.windows()) == 1


def test_every_link_of_a_framed_check_leads_out(reader: Reader, frames: Frames) -> None:
    """The frame stays the check: lessons, scorecard and all open a window of their own."""
    frames()
    answers_all(reader)
    reader.sees("[data-result] .step__more")
    assert reader.driver.script(STAYING) == []
    reader.clicks("[data-result] .result__about a")
    assert reader.chosen() == CHOSEN
    reader.driver.leave()
    reader.waits(
        lambda: any("/training/urgency/" in url for url in reader.driver.windows()), "the lesson"
    )


def test_a_frame_that_may_not_copy_shows_the_text(reader: Reader, frames: Frames) -> None:
    """It is there, selected, and the words are about the page around it."""
    frames()
    answers_all(reader)
    reader.driver.script(REFUSED)
    reader.clicks("[data-do=copy]")
    reader.sees("[data-done-when=framed]")
    reader.sees_no("[data-done-when=failed]")
    assert "Versterken" in reader.driver.script(SELECTED)


def test_what_is_kept_does_not_come_into_a_frame(reader: Reader, frames: Frames) -> None:
    """Neither a check that was begun, nor a prospect that an address asks for."""
    reader.goes_to("check/")
    reader.sees("form[data-quiz] button[type=submit]")
    reader.answers(need=1)
    for path in ("check/", "check/#prospect=p1", "check/#copy"):
        frames(path)
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


def test_tab_goes_through_a_frame_and_out(reader: Reader, frames: Frames) -> None:
    """Keys alone lead into the check, to its last button, and on to the page behind it."""
    frames()
    answers_all(reader)
    reader.driver.leave()
    reader.driver.script("() => document.body.append(document.createElement('button'))")
    reader.presses(*["Tab"] * 2)
    assert reader.has_focus("iframe")
    reader.driver.enter("iframe")
    for _ in range(40):
        if reader.has_focus("[data-do=again]"):
            break
        reader.presses("Tab")
    assert reader.has_focus("[data-do=again]")
    reader.presses("Tab")
    reader.driver.leave()
    assert reader.has_focus("body > button")
