"""My prospects on a phone: the list first, one prospect without what is not needed, and finding."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import HOMES, Open, answer, chosen, watched
from tests.browser.pipeline import HEADER, THREE, expect_names, keep, open_file, row
from tests.browser.storage import DATABASE, NEWER_DATABASE, record, write_raw
from tests.server import Server

WORD = "Arbeidsongeschiktheidsverzekeringsmaatschappijdirecteursteam"
"""Sixty signs without a place to break."""

TWELVE = [
    "Café Zuid,2,2,2,2,2,2026-11-20,2026-11-24,Offerte doorlopen,Sanne Li,+31 6 1234 0003",
    "Hotel ’t Hoek,3,2,unknown,1,2,2026-11-18,2026-11-25,Demo plannen,Tom Berg,010 123 0004",
    "Tandarts Özil,1,2,2,1,2,2026-11-18,2026-11-26,Nabellen,,",
    *(f"Prospect {n},2,2,{n % 3},1,2,2026-01-0{n},2026-11-2{n},Bellen,," for n in range(1, 10)),
]
LIST = "\n".join((f"{HEADER},next_on,next,Contactpersoon,Telefoon", *TWELVE)) + "\n"


def phone_with(open_page: Open, content: str, language: str = "nl", device: str = "phone") -> Page:
    """Open the page of somebody who kept these prospects before."""
    page = open_page("prospects/", language, device)
    open_file(page, content)
    if page.locator("[data-mapping]").is_visible():
        page.locator("[data-mapping] [type=submit]").click()
        expect(page.locator("[data-preview][data-state=ready]")).to_have_count(1)
    keep(page)
    page.reload()
    expect(page.locator("[data-prospect]").first).to_be_visible()
    return page


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_first_card_is_on_the_first_screen(open_page: Open, language: str) -> None:
    """With twelve prospects, most of them due this week, the list begins within one screen."""
    page = phone_with(open_page, LIST, language)
    expect(page.locator("[data-prospect]")).to_have_count(12)
    expect(page.locator(".week__item").first).to_be_visible()
    box = page.locator("[data-prospect]").first.bounding_box()
    assert box is not None
    assert box["y"] < 844
    assert page.evaluate("scrollY") == 0
    expect(page.get_by_role("searchbox")).to_be_in_viewport()
    expect(page.locator(".pipeline__head a")).to_be_in_viewport()


def test_filters_are_folded_and_say_how_many_are_set(open_page: Open) -> None:
    """One button holds the filters; those that are on are named, and taken off one by one."""
    page = phone_with(open_page, LIST, "en")
    fold = page.get_by_role("button", name="Filters", exact=True)
    verdict = page.locator("select[name=verdict]")
    expect(verdict).to_be_hidden()
    expect(fold).to_have_attribute("aria-expanded", "false")
    fold.click()
    expect(fold).to_have_attribute("aria-expanded", "true")
    verdict.select_option("develop")
    page.locator("select[name=condition]").select_option("trust")
    page.locator("select[name=level]").select_option("unknown")
    expect_names(page, "Hotel ’t Hoek")
    page.get_by_label("Show closed ones too").check()
    fold = page.get_by_role("button", name="Filters (3)")
    on = page.locator(".filters__on button")
    expect(on).to_have_count(3)
    expect(on.nth(1)).to_contain_text("Trust: Unknown")
    row(page, "Hotel ’t Hoek").locator(".prospect__name").click()
    page.locator("[data-do=back]").click()
    expect(verdict).to_be_visible()  # as it was left
    fold.click()
    expect(verdict).to_be_hidden()
    on.nth(1).click()
    expect(page.get_by_role("button", name="Filters (2)")).to_be_focused()
    expect(page.locator("select[name=condition]")).to_have_value("")
    expect(page.locator("[data-prospect]").nth(1)).to_be_visible()
    on.nth(1).click()
    on.nth(0).click()
    expect(on).to_have_count(0)
    expect(page.get_by_role("button", name="Filters", exact=True)).to_be_focused()
    expect(page.locator("[data-prospect]")).to_have_count(12)


def test_a_laptop_has_its_filters_in_sight(open_page: Open) -> None:
    """Where there is room nothing is folded, in the list or in one prospect."""
    page = phone_with(open_page, LIST, "en", "desktop")
    expect(page.locator("[data-do=filters]")).to_be_hidden()
    expect(page.locator("select[name=verdict]")).to_be_visible()
    page.locator("[name=sort]").select_option("name")
    expect(page.locator("#list-heading")).to_have_text("Your prospects", use_inner_text=True)
    row(page, "Café Zuid").locator(".prospect__name").click()
    expect(page.get_by_role("textbox", name="Note", exact=True)).to_be_visible()
    expect(page.get_by_label("still open")).to_be_visible()


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("cafe", "Café Zuid"),
        ("ozil", "Tandarts Özil"),
        ("t hoek", "Hotel ’t Hoek"),
        ("'t hoek", "Hotel ’t Hoek"),
        ("‘T HOEK", "Hotel ’t Hoek"),
        ("tom", "Hotel ’t Hoek"),
        ("0101230004", "Hotel ’t Hoek"),
        ("06-12 34 00 03", "Café Zuid"),
    ],
)
def test_search_finds_what_people_type(open_page: Open, typed: str, name: str) -> None:
    """A name without its accents and apostrophes, a contact, and a number in any spacing."""
    page = open_page("prospects/", "en")
    write_raw(
        page,
        record("Café Zuid", "a", other={"Phone": "+31 6 1234 0003"}),
        record("Tandarts Özil", "b"),
        record("Hotel ’t Hoek", "c", other={"Contact": "Tom Berg", "Phone": "010 123 00 04"}),
    )
    page.reload()
    page.get_by_role("searchbox", name="Search").fill(typed)
    expect_names(page, name)


def test_a_card_says_whom_to_call(open_page: Open) -> None:
    """A contact and a number to tap, in one line; no line where neither is known."""
    page = phone_with(open_page, LIST)
    line = row(page, "Café Zuid").locator("[data-contact]")
    expect(line).to_have_text("Sanne Li+31 6 1234 0003")
    expect(line.get_by_role("link")).to_have_attribute("href", "tel:+31612340003")
    box = line.bounding_box()
    assert box is not None
    assert box["height"] < 40
    expect(row(page, "Tandarts Özil").locator("[data-contact]")).to_be_hidden()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_one_prospect_begins_with_what_to_do(open_page: Open, language: str) -> None:
    """What to do, to ask, whom to call and what comes next; the rest is folded, and no manual."""
    page = phone_with(open_page, LIST, language)
    title = page.title()
    row(page, "Hotel ’t Hoek").locator(".prospect__name").click()
    expect(page.locator("#detail-name")).to_be_focused()
    assert page.title() == f"Hotel ’t Hoek · {title}"
    detail = page.locator("[data-detail]")
    order = [
        ".result__why",
        "[data-slot=doing]",
        "[data-slot=ask]",
        "[data-others] a",
        "[name=what]",
        "[data-fold]",
    ]
    tops = [detail.locator(part).first.bounding_box() for part in order]
    ys = [top["y"] for top in tops if top]
    assert len(ys) == len(order)
    assert ys == sorted(ys)
    expect(detail.locator("[data-others] a")).to_have_attribute("href", "tel:0101230004")
    expect(detail.locator("[name=what]")).to_have_value("Demo plannen")
    for folded in ("[name=note]", "[name=outcome]", "[data-history]", "[data-send-link]"):
        expect(detail.locator(folded).first).to_be_hidden()
    expect(page.locator("#next")).to_be_hidden()
    expect(page.locator(".lead")).to_be_hidden()
    assert detail.inner_text().count(detail.locator("[data-slot=doing]").inner_text()) == 1
    detail.locator("[data-ending] > summary").click()
    expect(detail.locator("[name=outcome]").first).to_be_visible()
    page.locator("[data-do=back]").click()
    expect(page.locator("[data-prospect]").first).to_be_visible()
    assert page.title() == title


def test_paper_has_what_is_folded(open_page: Open) -> None:
    """Printed from a phone, a prospect has its history, and the card its questions."""
    page = phone_with(open_page, LIST)
    row(page, "Café Zuid").locator(".prospect__name").click()
    card = page.locator(".call-card__questions li").first
    expect(page.locator("#detail-name")).to_be_focused()
    expect(card).to_be_hidden()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    expect(card).to_be_visible()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_new_prospect_has_an_empty_check(open_page: Open, language: str) -> None:
    """From the list, or without one, to an empty check; what was half done there can come back."""
    page = open_page("check/", language, "phone")
    answer(page, need=3, means=2)
    page.goto(page.url.replace("check/", "prospects/"))
    page.locator("[data-empty] a").click()
    expect(page.locator("[data-erased]")).to_be_visible()
    assert "#" not in page.url
    assert chosen(page) == {}
    page.locator("[data-erased] [data-do=undo]").click()
    assert chosen(page) == {"need": "3", "means": "2"}
    page.goto(page.url.replace("check/", "prospects/"))
    open_file(page, THREE)
    keep(page)
    page.locator(".pipeline__head a").click()
    expect(page.locator("[data-erased]")).to_be_visible()
    assert chosen(page) == {}


READING = {
    "nl": ("Je 3 prospects worden ingelezen…", "Je lijst is ingelezen. Aantal prospects: 3"),
    "en": ("Reading your 3 prospects…", "Your list has been read. Prospects in it: 3"),
}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_while_the_list_loads_the_page_says_so(
    server: Server, contexts: Callable[..., BrowserContext], errors: list[str], language: str
) -> None:
    """How many are coming is known from the store; nobody reads that there are none."""
    said, done = READING[language]
    server.held.add(".wasm")
    page = watched(contexts("phone"), errors)
    page.goto(f"{server.url}{HOMES[language]}prospects/")
    expect(page.locator("[data-empty]")).to_be_visible()
    write_raw(page, record("Een", "a"), record("Twee", "b"), record("Drie", "c"))
    page.reload()
    reading = page.locator("[data-reading]")
    expect(reading).to_have_text(said, use_inner_text=True)
    expect(page.locator("[data-empty]")).to_be_hidden()
    expect(page.locator(".inout")).to_be_hidden()
    server.held.clear()
    server.release.set()
    expect(page.locator("[data-prospect]")).to_have_count(3)
    expect(reading).to_have_text(done, use_inner_text=True)
    expect(page.locator("[data-live]")).to_have_text("")
    expect(page.locator(".inout")).to_be_visible()


def test_without_a_store_nobody_says_that_there_are_none(open_page: Open) -> None:
    """Where it cannot be read, what is kept is not known: only that is said."""
    page = open_page("privacy/")
    page.evaluate(NEWER_DATABASE, DATABASE)
    page.goto(page.url.replace("privacy/", "prospects/"))
    expect(page.locator("[data-store-problems]")).to_be_visible()
    expect(page.locator("[data-empty]")).to_be_hidden()


@pytest.mark.parametrize("part", ["list", "detail"])
def test_a_word_without_end_makes_nothing_wider(open_page: Open, part: str) -> None:
    """Sixty signs in a name, a step, a note, a column or a contact wrap at 320 pixels."""
    page = open_page("prospects/", "nl", "narrow")
    own = {"Contact": WORD, WORD: WORD, "Mail": f"{WORD}@{WORD}.example"}
    step = {"what": WORD, "on": "2026-11-20"}
    write_raw(page, record(WORD, "a", seller=WORD, note=WORD, next=step, other=own))
    page.reload()
    expect(page.locator("[data-prospect]")).to_be_visible()
    if part == "detail":
        page.locator(".prospect__name").click()
        expect(page.locator("#detail-name")).to_be_focused()
        for fold in page.locator("[data-detail] [data-fold] > summary").all():
            if fold.is_visible():
                fold.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    sticking = page.locator(".prospects *:visible").evaluate_all(
        """all => all.filter((one) => one.getBoundingClientRect().right > 321
          && !one.closest("thead, .sr-only, .frame__scroll, svg, .link__name, .link__level"))
          .map((one) => one.outerHTML.slice(0, 80))"""
    )
    assert sticking == []


def test_each_tab_stop_is_something(open_page: Open) -> None:
    """From the search field the next stop is a link: the box of its results is none."""
    page = open_page("prospects/")
    page.locator(".md-search__input").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.tagName") == "A"
