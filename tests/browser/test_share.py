"""Share links: what they carry, what they leave alone, and how a bad one is refused."""

from datetime import date
from urllib.parse import unquote

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open, answer, chosen

LINK = "check/#v1;five-conditions@1;need=3;means=2;trust=unknown;urgency=1;attention=2"
SHARED = {"need": "3", "means": "2", "trust": "unknown", "urgency": "1", "attention": "2"}

DAMAGED = {
    "no answers": "#v1;five-conditions@1",
    "no definition": "#v1",
    "no version": "#v1;five-conditions;need=3",
    "unknown condition": "#v1;five-conditions@1;needs=3",
    "no such level": "#v1;five-conditions@1;need=4",
    "no level": "#v1;five-conditions@1;need",
    "twice": "#v1;five-conditions@1;need=3;need=3",
    "no day": "#v1;five-conditions@1;need=3;on=2026-02-30",
    "no year": "#v1;five-conditions@1;need=3;on=0000-01-01",
    "prototype": "#v1;five-conditions@1;__proto__=3",
    "bad percent": "#v1;five-conditions@1;need=3;name=%E0%A4%A",
    "too long": "#v1;five-conditions@1;need=3;name=" + "a" * 3000,
    "no format": "#v1x;five-conditions@1;need=3",
}


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("device", ["phone", "desktop"])
def test_link_restores_the_answers(open_page: Open, language: str, device: str) -> None:
    """Whoever opens a shared link sees its answers and its verdict, and is told so."""
    page = open_page(LINK, language, device)
    expect(page.locator("[data-result][data-from=engine]")).to_be_visible()
    assert chosen(page) == SHARED
    expect(page.locator("[data-shared]")).to_be_visible()
    expect(page.locator("[data-shared-newer]")).to_be_hidden()


def test_made_link_opens_the_same_answers(open_page: Open) -> None:
    """The link that the page makes brings the same answers to somebody else's device."""
    page = open_page("check/")
    answer(page, need=2, urgency="unknown")
    page.locator("form[data-quiz] button[type=submit]").click()
    page.locator("[data-do=share]").click()
    link = page.locator("[data-share-link]").input_value()
    day = date.today().isoformat()
    assert link.endswith(f"check/#v1;five-conditions@1;need=2;urgency=unknown;on={day}")
    other = open_page()
    other.goto(link)
    expect(other.locator("[data-result][data-from=engine]")).to_be_visible()
    assert chosen(other) == {"need": "2", "urgency": "unknown"}


def test_name_is_in_the_link_only_if_ticked(open_page: Open) -> None:
    """The prospect's name leaves the device by the seller's own tick, and arrives whole."""
    name = "Café “De Vijf; schakels” = 100% 🥖"
    page = open_page("check/")
    answer(page, need=2)
    page.locator("form[data-quiz] button[type=submit]").click()
    page.locator("[data-name]").fill(name)
    page.locator("[data-do=share]").click()
    link = page.locator("[data-share-link]")
    assert "name=" not in link.input_value()
    page.locator("[data-share-name]").check()
    day = date.today().isoformat()
    assert unquote(link.input_value()).endswith(f";name={name};on={day}")
    other = open_page()
    other.goto(link.input_value())
    expect(other.locator("[data-name]")).to_have_value(name)
    expect(other.locator("[data-who]")).to_have_text(name)


def test_opening_leaves_what_is_stored_alone(open_page: Open) -> None:
    """A shared link overwrites nothing, and what the reader changes in it is a copy beside it."""
    page = open_page("check/")
    own = page.url
    answer(page, need=1)
    page.wait_for_function("() => Object.keys(localStorage).some(key => key.includes('check'))")
    stored = page.evaluate("Object.entries(localStorage).filter(([key]) => key.includes('check'))")
    shared = page.context.new_page()
    shared.goto(own + LINK.removeprefix("check/"))
    expect(shared.locator("[data-result][data-from=engine]")).to_be_visible()
    shared.reload()
    assert chosen(shared) == SHARED
    after = shared.evaluate("Object.entries(localStorage).filter(([key]) => key.includes('check'))")
    assert after == stored
    answer(shared, urgency=2)
    expect(shared.locator("[data-shared]")).to_be_hidden()
    expect(shared.locator("[data-copy]")).to_be_visible()
    shared.reload()
    assert chosen(shared) == SHARED | {"urgency": "2"}
    shared.locator("[data-copy] [data-do=own]").click()
    assert chosen(shared) == {"need": "1"}
    assert shared.url == own


def test_copy_of_a_shared_check_waits_until_it_is_needed(open_page: Open) -> None:
    """One's own check leads to the copy beside it, and the way back to what was shared."""
    page = open_page("check/")
    answer(page, need=1)
    own = page.url
    page.goto(own + LINK.removeprefix("check/"))
    answer(page, urgency=2)
    page.go_back()
    expect(page.locator("[data-shared]")).to_be_visible()
    assert chosen(page) == SHARED
    page.goto(own)
    assert chosen(page) == {"need": "1"}
    page.locator("[data-copy-waits] button").click()
    expect(page.locator("[data-copy]")).to_be_visible()
    assert chosen(page) == SHARED | {"urgency": "2"}
    page.locator("a[data-other-language]").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert chosen(page) == SHARED | {"urgency": "2"}


def test_copy_that_is_replaced_by_another_can_be_brought_back(open_page: Open) -> None:
    """There is one copy: a second shared check that is changed takes its place, with undo."""
    page = open_page("check/")
    own = page.url
    for urgency, link in ((2, LINK), (3, LINK.replace("need=3", "need=0"))):
        page.goto("about:blank")
        page.goto(own + link.removeprefix("check/"))
        answer(page, urgency=urgency)
    expect(page.locator("[data-erased-by=shared]")).to_be_visible()
    page.locator("[data-do=undo]").click()
    assert chosen(page) == SHARED | {"urgency": "2"}
    page.reload()
    assert chosen(page) == SHARED | {"urgency": "2"}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_back_to_ones_own_only_where_there_is_one(open_page: Open, language: str) -> None:
    """Who has no check of their own is offered to begin one."""
    page = open_page(LINK, language)
    button = page.locator("[data-shared] [data-do=own]")
    expect(button.locator("[data-own-when=none]")).to_be_visible()
    expect(button.locator("[data-own-when=kept]")).to_be_hidden()
    button.click()
    assert chosen(page) == {}
    answer(page, need=1)
    page.goto(page.url + LINK.removeprefix("check/"))
    expect(page.locator("[data-shared] [data-own-when=kept]")).to_be_visible()


def test_copy_that_is_saved_leaves_no_copy_behind(open_page: Open) -> None:
    """A copy that went to one's prospects is kept there, and waits no longer."""
    page = open_page("check/")
    own = page.url
    page.goto(own + LINK.removeprefix("check/") + ";name=Bakkerij")
    answer(page, urgency=2)
    page.locator("[data-do=save]").click()
    expect(page.locator("[data-saved-when=kept]")).to_be_visible()
    page.goto(own)
    expect(page.locator("[data-copy-waits]")).to_be_hidden()
    assert chosen(page) == {}


def test_start_again_on_shared_answers_spares_ones_own(open_page: Open) -> None:
    """Start again on somebody's link goes back to one's own check and erases nothing."""
    page = open_page("check/")
    answer(page, need=1)
    page.goto(page.url + LINK.removeprefix("check/"))
    expect(page.locator("[data-result][data-from=engine]")).to_be_visible()
    page.locator("[data-do=again]").click()
    assert chosen(page) == {"need": "1"}
    page.reload()
    assert chosen(page) == {"need": "1"}


def test_link_carries_the_day_of_the_answers(open_page: Open) -> None:
    """A colleague who opens an old link sees when it was, and that it may no longer hold."""
    page = open_page(f"{LINK};on=2020-02-29", "en")
    expect(page.locator(".result__day")).to_have_text("Checked on 29 February 2020.")
    expect(page.locator(".result__notices li")).to_have_count(1)


def test_link_survives_a_program_that_escapes_it(open_page: Open) -> None:
    """Mail programs write the signs of a link as %3B and the like; it opens all the same."""
    escaped = LINK.replace(";", "%3B").replace("=", "%3D").replace("@", "%40")
    page = open_page(escaped)
    assert chosen(page) == SHARED


def test_back_to_my_own_answers(open_page: Open) -> None:
    """From a shared link one button leads back to one's own check."""
    page = open_page("check/")
    answer(page, need=1)
    page.goto(page.url + LINK.removeprefix("check/"))
    expect(page.locator("[data-shared]")).to_be_visible()
    page.locator("[data-shared] [data-do=own]").click()
    assert chosen(page) == {"need": "1"}
    expect(page.locator("[data-shared]")).to_be_hidden()


def test_language_switch_takes_the_shared_answers_along(open_page: Open) -> None:
    """Shared answers are stored nowhere, and still the other language shows them."""
    page = open_page(LINK)
    page.locator("a[data-other-language]").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("[data-result][data-from=engine]")).to_be_visible()
    assert chosen(page) == SHARED


@pytest.mark.parametrize("fragment", DAMAGED.values(), ids=DAMAGED.keys())
def test_damaged_link_is_refused_in_words(open_page: Open, fragment: str) -> None:
    """A link that cannot be read is refused, with focus on the reason and nothing lost."""
    page = open_page("check/")
    answer(page, need=1)
    page.goto("about:blank")
    page.go_back()
    page.evaluate("fragment => { location.hash = fragment; }", fragment)
    box = page.locator("[data-link-error]")
    expect(box).to_be_visible()
    expect(box).to_be_focused()
    expect(page.locator("[data-link-problem=damaged]")).to_be_visible()
    assert chosen(page) == {"need": "1"}
    answer(page, need=2)
    expect(box).to_be_hidden()
    assert "#" not in page.url


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(
    ("fragment", "problem"),
    [("#v1;other-conditions@1;need=3", "other"), ("#v2;five-conditions@1;need=3", "newer")],
)
def test_foreign_link_is_refused_with_its_reason(
    open_page: Open, language: str, fragment: str, problem: str
) -> None:
    """A link for other questions, or from a newer site, is refused for that very reason."""
    page = open_page(f"check/{fragment}", language)
    expect(page.locator(f"[data-link-problem={problem}]")).to_be_visible()
    expect(page.locator("[data-link-error]")).to_be_focused()
    assert chosen(page) == {}


def test_link_of_a_newer_version_is_read_with_a_notice(open_page: Open) -> None:
    """Answers to a newer version of the same questions are shown, and the reader is warned."""
    page = open_page("check/#v1;five-conditions@2;need=3")
    expect(page.locator("[data-shared-newer]")).to_be_visible()
    expect(page.locator(".result__notices li")).to_have_count(1)
    assert chosen(page) == {"need": "3"}


def test_other_fragments_are_no_links(open_page: Open) -> None:
    """An ordinary anchor in the address is left alone."""
    page = open_page("check/#something")
    expect(page.locator("[data-link-error]")).to_be_hidden()
    expect(page.locator("[data-shared]")).to_be_hidden()
