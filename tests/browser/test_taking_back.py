"""What was done is said where the hand is, and can be taken back to the letter."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.pipeline import say_who, unfold
from tests.browser.saving import filled, note, save
from tests.browser.storage import read_raw, record, write_raw
from tests.browser.test_accessibility import violations

KEPT = record(
    "Garage Smit",
    seller="Noor",
    note="Belt zelf terug.",
    next={"what": "Bel de eigenaar", "on": "2031-03-07"},
    other={"Plaats": "Zwolle"},
)


def opened(open_page: Open, language: str = "nl", device: str = "desktop", **how: Any) -> Page:
    """Open a prospect that is kept in the format of before, with all its fields filled in."""
    page = open_page("prospects/", language, device, **how)
    write_raw(page, KEPT)
    page.goto(f"{page.url}#id=p1")
    page.reload()
    expect(page.locator("#detail-name")).to_have_text("Garage Smit")
    unfold(page)
    return page


def change(page: Page, name: str, value: str) -> None:
    """Change a field of the prospect as a reader does."""
    if name == "outcome":
        page.locator(f"[data-detail-form] [name=outcome][value={value}]").check()
        return
    field = page.locator(f"[data-detail-form] [name={name}]")
    field.fill(value)
    field.press("Tab")


def near(page: Page, name: str) -> None:
    """Hold that the way back stands within a screen's half of the field that was changed."""
    way = page.locator("[data-take-back]").bounding_box()
    field = page.locator(f"[data-detail-form] [name={name}]").last.bounding_box()
    assert way is not None
    assert field is not None
    assert 0 < way["y"] - field["y"] < 400


@pytest.mark.parametrize("device", ["phone", "desktop"])
def test_each_change_of_a_prospect_is_taken_back(open_page: Open, device: str) -> None:
    """Name, next step, owner, note, days and outcome: said below the field, and undone whole."""
    page = opened(open_page, device=device)
    changes = {
        "name": "Garage Smit & Zn",
        "what": "Stuur de offerte",
        "on": "2031-04-01",
        "needed_by": "2031-06-01",
        "note": "Liever mailen.",
        "seller": "Sem",
        "outcome": "won",
    }
    for name, value in changes.items():
        change(page, name, value)
        expect(page.locator("[data-said-what=kept]")).to_be_visible()
        assert read_raw(page) != [KEPT]
        near(page, name)
        page.locator("[data-take-back]").click()
        expect(page.locator("[data-said-what=undone]")).to_be_visible()
        assert read_raw(page) == [KEPT]
        focused = page.evaluate("document.activeElement.name")
        assert focused == name
    expect(page.locator("[data-detail-form] [name=what]")).to_have_value("Bel de eigenaar")
    expect(page.locator("[data-detail-form] [name=outcome][value='']")).to_be_checked()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_way_back_is_there_for_keyboard_and_screen_reader(open_page: Open, scheme: str) -> None:
    """The line is a status, the way back is the next stop of Tab, and the button says it again."""
    page = opened(open_page, "en", "phone", color_scheme=scheme)
    field = page.get_by_role("textbox", name="Note", exact=True)
    field.fill("By mail, please.")
    page.locator("[data-detail-form] [type=submit]").focus()
    line = page.locator("[data-detail-form] .said:not(:empty)")
    expect(line).to_have_attribute("role", "status")
    expect(line).to_contain_text("Kept.")
    assert violations(page) == []
    field.press("Tab")
    expect(page.get_by_role("button", name="Undo")).to_be_focused()
    page.locator("[data-detail-form] [type=submit]").press("Enter")
    expect(page.locator("[data-detail-form] p:has([type=submit]) + .said")).to_contain_text("Kept.")
    back = page.get_by_role("button", name="Undo")
    for _ in range(2):  # the way to the list may come first
        page.keyboard.press("Tab")
        if back.evaluate("button => button === document.activeElement"):
            break
    expect(back).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("[data-said-what=undone]")).to_be_visible()
    assert violations(page) == []
    assert read_raw(page) == [KEPT]


def test_closed_deal_stays_under_the_hand(open_page: Open) -> None:
    """Closing moves nothing away: the choice stays where it was on the screen."""
    page = opened(open_page, device="phone")
    won = page.locator("[data-detail-form] [name=outcome][value=won]")
    won.scroll_into_view_if_needed()
    before = won.bounding_box()
    won.check()
    expect(page.locator("[data-said-what=closed]")).to_be_visible()
    expect(page.locator("#detail-next")).to_be_hidden()
    after = won.bounding_box()
    assert before is not None
    assert after is not None
    assert abs(before["y"] - after["y"]) < 4
    expect(page.locator("#detail-name")).to_have_text("Garage Smit")


def test_other_tab_keeps_what_it_did_since(open_page: Open) -> None:
    """Taking back undoes one's own change alone."""
    page = opened(open_page)
    change(page, "note", "Liever mailen.")
    expect(page.locator("[data-said-what=kept]")).to_be_visible()
    other = page.context.new_page()
    other.goto(page.url)
    change(other, "seller", "Sem")
    expect(other.locator("[data-said-what=kept]")).to_be_visible()
    expect(page.locator("[data-detail-form] [name=seller]")).to_have_value("Sem")
    page.locator("[data-take-back]").click()
    expect(page.locator("[data-said-what=undone]")).to_be_visible()
    (kept,) = read_raw(page)
    assert (kept["note"], kept["seller"]) == ("Belt zelf terug.", "Sem")


@pytest.mark.parametrize(("language", "scheme"), [("nl", "light"), ("en", "dark")])
def test_save_of_a_new_prospect_is_taken_back(open_page: Open, language: str, scheme: str) -> None:
    """Nothing is kept of it, the form still has all, and the focus is on the button to save."""
    page = filled(open_page("check/", language, color_scheme=scheme), "Bakkerij")
    note(page, "need", "drie uur")
    save(page)
    page.locator("[data-do=take-back]").click()
    expect(page.locator("[data-saved-when=back]")).to_be_visible()
    expect(page.locator("[data-do=save]")).to_be_focused()
    assert read_raw(page) == []
    expect(page.locator("[data-note=need]")).to_have_value("drie uur")
    assert violations(page) == []
    save(page)
    assert len(read_raw(page)) == 1


def test_check_added_to_a_prospect_is_taken_back(open_page: Open) -> None:
    """The prospect is what it was, to the letter; the next save asks again which one it is."""
    page = open_page("check/")
    write_raw(page, KEPT)
    filled(page, "garage smit")
    for _ in range(2):
        page.locator("[data-do=save]").click()
        page.locator("[data-do=save-to]").click()
        expect(page.locator("[data-saved-when=kept]")).to_be_visible()
        assert read_raw(page) != [KEPT]
        page.locator("[data-do=take-back]").click()
        expect(page.locator("[data-saved-when=back]")).to_be_visible()
        assert read_raw(page) == [KEPT]


def test_question_who_you_are_can_be_left(open_page: Open) -> None:
    """Nothing is exported and nothing remembered; it is on no paper; the next time it is asked."""
    page = open_page("prospects/", "en")
    write_raw(page, KEPT)
    page.reload()
    backup = page.locator(".inout [data-do=backup]")
    backup.click()
    dialog = page.locator("[data-ask-seller]")
    expect(dialog).to_be_visible()
    page.emulate_media(media="print")
    expect(dialog).to_be_hidden()
    page.emulate_media(media="screen")
    dialog.get_by_role("button", name="Cancel").click()
    expect(dialog).to_be_hidden()
    expect(page.locator("[data-seller-known]")).to_be_hidden()
    backup.click()
    with page.expect_download():
        say_who(page, "Noor")
    expect(page.locator(".inout .said [data-said-what=backup]")).to_be_visible()
