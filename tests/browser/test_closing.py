"""Closing a deal: which link broke or held, what is shown of it then, and what it teaches."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.pipeline import HEADER, THREE, keep, open_file, open_filters, row, unfold
from tests.browser.storage import read_raw, record, write_raw

READERS = pytest.mark.parametrize(
    ("language", "device"), [("nl", "phone"), ("en", "desktop")], ids=["phone", "laptop"]
)
WORDS: dict[str, dict[str, str]] = {
    "nl": {
        "lost": "verloren",
        "won": "gewonnen",
        "none": "geen beslissing",
        "open": "loopt nog",
        "broke": "Welke schakel brak?",
        "held": "Welke schakel gaf de doorslag?",
        "skip": "sla over",
        "headline": "Advies bij het afsluiten: versterken.",
        "ended": "De schakel die brak: vertrouwen.",
        "count": "Bij 5 prospects",
        "closed": "Toon ook gesloten",
    },
    "en": {
        "lost": "lost",
        "won": "won",
        "none": "no decision",
        "open": "still open",
        "broke": "Which link broke?",
        "held": "Which link held it together?",
        "skip": "skip",
        "headline": "Verdict at closing: develop.",
        "ended": "The link that broke: trust.",
        "count": "For 5 prospects",
        "closed": "Show closed ones too",
    },
}


def garage(page: Page) -> Page:
    """Open Garage Smit, one of three prospects."""
    open_file(page, THREE)
    keep(page)
    row(page, "Garage Smit").get_by_role("link").click()
    expect(page.locator("#detail-name")).to_be_focused()
    unfold(page)
    return page


def kept(page: Page) -> Any:
    """Return the outcome that is kept of Garage Smit."""
    return next(one for one in read_raw(page) if one["name"] == "Garage Smit")["outcome"]


def pick(page: Page, outcome: str) -> None:
    """Choose how it ended, and wait until that is kept."""
    page.get_by_label(outcome, exact=True).check()
    expect(page.locator("[data-said-what=kept]")).to_be_visible()


@READERS
def test_a_link_is_asked_and_kept(open_page: Open, language: str, device: str) -> None:
    """The question fits how it ended, each link can be chosen, and it is there after a reload."""
    says = WORDS[language]
    page = garage(open_page("prospects/", language, device))
    broke, held = page.get_by_label(says["broke"]), page.get_by_label(says["held"])
    expect(broke).to_be_hidden()
    expect(held).to_be_hidden()
    pick(page, says["lost"])
    expect(broke).to_be_visible()
    expect(held).to_be_hidden()
    expect(broke.locator("option")).to_have_count(6)
    expect(broke.locator("option").first).to_have_text(says["skip"])
    broke.select_option("trust")
    expect(page.locator("[data-slot=ended]")).to_contain_text(says["ended"])
    page.reload()
    expect(broke).to_have_value("trust")
    outcome = kept(page)
    assert (outcome["result"], outcome["link"]) == ("lost", "trust")


@READERS
def test_it_can_be_skipped(open_page: Open, language: str, device: str) -> None:
    """Without an answer the outcome and its day are kept all the same, and nothing else."""
    says = WORDS[language]
    page = garage(open_page("prospects/", language, device))
    pick(page, says["none"])
    expect(page.get_by_label(says["broke"])).to_have_value("")
    expect(page.locator("[data-slot=ended]")).to_be_visible()
    assert set(kept(page)) == {"result", "on"}
    page.get_by_label(says["broke"]).select_option("need")
    expect(page.locator("[data-slot=ended]")).to_contain_text(":")
    page.get_by_label(says["broke"]).select_option(label=says["skip"])
    expect(page.locator("[data-said-what=kept]")).to_be_visible()
    assert set(kept(page)) == {"result", "on"}


def test_it_works_with_the_keyboard_alone(open_page: Open) -> None:
    """From the outcome Tab leads to its day and on to the link, and what is typed there counts."""
    page = garage(open_page("prospects/", "en"))
    page.get_by_label("no decision", exact=True).focus()
    page.keyboard.press("Space")
    broke = page.get_by_label("Which link broke?")
    expect(broke).to_be_visible()
    for _ in range(6):
        if broke.evaluate("select => select === document.activeElement"):
            break
        page.keyboard.press("Tab")
    expect(broke).to_be_focused()
    page.keyboard.type("urg")
    expect(broke).to_have_value("urgency")
    page.keyboard.press("Tab")
    expect(page.locator("[data-slot=ended]")).to_contain_text("The link that broke: urgency.")
    assert kept(page)["link"] == "urgency"


@READERS
def test_a_slip_forgets_nothing(open_page: Open, language: str, device: str) -> None:
    """Another result asks its own question; back at the first one, the answer is still there."""
    says = WORDS[language]
    page = garage(open_page("prospects/", language, device))
    pick(page, says["lost"])
    page.get_by_label(says["broke"]).select_option("trust")
    expect(page.locator("[data-slot=ended]")).to_contain_text(says["ended"])
    page.get_by_label(says["won"], exact=True).check()
    expect(page.get_by_label(says["held"])).to_have_value("")
    expect(page.locator("[data-slot=ended]")).not_to_contain_text(says["ended"])
    assert "link" not in kept(page)
    page.get_by_label(says["lost"], exact=True).check()
    expect(page.locator("[data-slot=ended]")).to_contain_text(says["ended"])
    assert kept(page)["link"] == "trust"


@READERS
def test_a_closed_deal_proposes_nothing_until_it_is_opened(
    open_page: Open, language: str, device: str
) -> None:
    """It is shown as it stood; opened again, the advice is back as it was."""
    says = WORDS[language]
    page = garage(open_page("prospects/", language, device))
    detail = page.locator(".detail")
    advice = [
        detail.locator(".call-card"),
        detail.locator("[data-do=calendar-one]"),
        detail.locator("#detail-next"),
    ]
    before = detail.locator("[data-slot=headline]").inner_text()
    why = detail.locator("[data-slot=why]").inner_text()
    for part in advice:
        expect(part).to_be_visible()
    pick(page, says["lost"])
    expect(detail.locator("[data-slot=headline]")).to_have_text(says["headline"])
    for part in advice:
        expect(part).to_be_hidden()
    now = detail.locator("[data-slot=why]").inner_text()
    assert why.startswith(now)
    assert now != why
    expect(detail.locator(".chain [data-condition]")).to_have_count(5)
    page.get_by_label(says["open"], exact=True).check()
    expect(detail.locator("[data-slot=headline]")).to_have_text(before)
    expect(detail.locator("[data-slot=ended]")).to_be_hidden()
    for part in advice:
        expect(part).to_be_visible()
    assert kept(page) is None


def test_a_parked_one_has_its_day_back_when_it_is_opened(open_page: Open) -> None:
    """The day to look again is the seller's own, before and after."""
    page = open_page("prospects/", "en")
    open_file(page, f"{HEADER},revisit\nGarage Smit,2,2,2,0,2,2026-11-21,2027-03-01\n")
    keep(page)
    row(page, "Garage Smit").get_by_role("link").click()
    day = page.locator("#detail-revisit")
    expect(day).to_have_value("2027-03-01")
    pick(page, "lost")
    expect(day).to_be_hidden()
    page.get_by_label("still open").check()
    expect(day).to_be_visible()
    expect(day).to_have_value("2027-03-01")


@READERS
def test_at_five_the_figures_are_there(open_page: Open, language: str, device: str) -> None:
    """Four answers are a sentence; the fifth one puts the counts beside the verdicts."""
    says = WORDS[language]
    page = open_page("prospects/", language, device)
    end = {"result": "lost", "on": "2026-11-20", "link": "trust"}
    write_raw(page, *[record(f"Lost {n}", f"lost-{n}", outcome=end) for n in range(4)])
    write_raw(page, record("Garage Smit", "garage"))
    page.reload()
    outcomes = page.locator("[data-outcomes]")
    expect(outcomes.locator("[data-list=links] p")).to_have_count(2)
    expect(outcomes.locator("[data-links-table]")).to_be_hidden()
    row(page, "Garage Smit").get_by_role("link").click()
    expect(page.locator("#detail-name")).to_be_focused()
    unfold(page)
    pick(page, says["lost"])
    page.get_by_label(says["broke"]).select_option("trust")
    expect(page.locator("[data-slot=ended]")).to_contain_text(says["ended"])
    page.locator("[data-do=back]").click()
    open_filters(page)
    page.get_by_label(says["closed"]).check()
    closed = row(page, "Garage Smit")
    expect(closed.locator("[data-slot=do]")).to_be_empty()
    expect(closed.locator("q")).to_be_hidden()
    if device == "phone":
        expect(closed.locator(".prospect__do")).to_be_hidden()
    expect(outcomes.locator("[data-list=links] p").first).to_contain_text(says["count"])
    counts = outcomes.locator("[data-links-table] tbody td")
    expect(counts).to_have_text(["0", "0", "5", "0", "0"])
