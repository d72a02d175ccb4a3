"""My prospects for everyone: without violations in any state, on a phone, in forced colours."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.pipeline import HEADER, THREE, keep, open_file, row
from tests.browser.test_accessibility import DEVICES, SCHEMES, violations

LONG = (
    f"{HEADER},outcome,next,next_on,need_note\n"
    "Scheepvaartondersteuningsmaatschappij Noordwesthoek,2,1,0,unknown,3,2026-01-02,,"
    "Beslissingsbevoegdheidsonderzoek afronden,2026-11-20,Ze verloren een klant\n"
    "Klein BV,2,2,2,0,2,2026-11-20,,,,\n" + "Won Ltd,2,2,2,2,2,2026-11-20,won,,,\n"
)


@SCHEMES
@DEVICES
@pytest.mark.parametrize("language", ["nl", "en"])
def test_states_have_no_violation(open_page: Open, language: str, device: str, scheme: str) -> None:
    """A preview with problems, the list with its pictures and tables open, and one prospect."""
    page = open_page("prospects/", language, device, color_scheme=scheme)
    open_file(page, LONG + "Fout BV,9,,,,,2026-11-20,,,,\n")
    assert violations(page) == []
    keep(page)
    expect(page.locator("[data-pictures] [data-picture]")).to_have_count(3)
    if device == "phone":
        page.locator("[data-do=filters]").click()
    page.locator("input[name=closed]").first.check()
    for summary in page.locator(".frame summary:visible").all():
        summary.click()
    assert violations(page) == []
    page.locator("[data-prospect] a").first.click()
    expect(page.locator("#detail-name")).to_be_focused()
    expect(page.locator("[data-send-link]")).not_to_have_value("")
    assert violations(page) == []
    for fold in page.locator("[data-fold]:not([open]) > summary:visible").all()[::-1]:
        fold.click()
    assert violations(page) == []


@pytest.mark.parametrize("path", ["", "detail"])
def test_nothing_sticks_out_at_320_pixels(open_page: Open, path: str) -> None:
    """Long names and notes wrap, in the list and in one prospect; nothing scrolls sideways."""
    page = open_page("prospects/", device="narrow")
    open_file(page, LONG)
    keep(page)
    if path:
        page.locator("[data-prospect] a").first.click()
        expect(page.locator("#detail-name")).to_be_focused()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_list_works_by_keyboard(open_page: Open) -> None:
    """A prospect is opened, changed and left again without a mouse, and the focus comes back."""
    page = open_page("prospects/", "en")
    open_file(page, THREE)
    page.locator("[data-do=keep]").press("Enter")
    expect(page.locator("[data-said-what=imported]")).to_be_visible()
    link = row(page, "Garage Smit").get_by_role("link")
    link.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#detail-name")).to_be_focused()
    field = page.get_by_role("textbox", name="Next step", exact=True)
    field.focus()
    page.keyboard.type("Ring on Monday")
    page.keyboard.press("Enter")
    expect(page.locator("[data-said-what=kept]")).to_be_visible()
    page.locator("[data-do=back]").focus()
    page.keyboard.press("Enter")
    expect(link).to_be_focused()
    expect(row(page, "Garage Smit").locator(".prospect__when")).to_contain_text("Ring on Monday")


def test_levels_show_without_colour(open_page: Open) -> None:
    """In forced colours the shapes of the small chain and of the bars are still drawn."""
    page = open_page("prospects/", forced_colors="active")
    open_file(page, THREE)
    keep(page)
    strokes = page.locator("[data-prospect] .link__line").evaluate_all(
        "lines => lines.map(line => getComputedStyle(line).stroke)"
    )
    assert set(strokes) == {"rgb(0, 0, 0)"} or "none" not in strokes
    inks = page.locator("[data-picture] :is(.bar, .cell)").evaluate_all(
        "shapes => shapes.map(shape => getComputedStyle(shape))"
        ".map(({fill, stroke}) => fill === 'none' ? stroke : fill)"
    )
    assert inks
    assert set(inks) == {"rgb(0, 0, 0)"}
