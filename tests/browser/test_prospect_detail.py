"""One prospect: what is agreed, how it went, what to take along."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, answer
from tests.browser.pipeline import THREE, keep, open_file, row
from tests.browser.storage import read_raw, wait_for_raw, write_raw


@pytest.fixture
def garage(open_page: Open) -> Page:
    """Open the page of Garage Smit, one of three prospects, in English."""
    page = open_page("prospects/", "en")
    open_file(page, THREE)
    keep(page)
    row(page, "Garage Smit").get_by_role("link").click()
    expect(page.locator("#detail-name")).to_be_focused()
    return page


def record(page: Page) -> dict[str, object]:
    """Return what is kept of Garage Smit."""
    return next(record for record in read_raw(page) if record["name"].startswith("Garage"))


def test_prospect_has_an_address_and_a_way_back(garage: Page) -> None:
    """A prospect can be linked to and reloaded; back returns to its row."""
    assert "#id=" in garage.url
    garage.reload()
    expect(garage.locator("#detail-name")).to_have_text("Garage Smit")
    expect(garage.locator("[data-list-view]").first).to_be_hidden()
    garage.locator("[data-do=back]").click()
    expect(garage.locator("[data-prospect]")).to_have_count(3)
    garage.go_back()
    expect(garage.locator("#detail-name")).to_have_text("Garage Smit")


def test_agreements_are_kept_at_once(garage: Page) -> None:
    """A next step, a note, a seller and an outcome are kept as soon as they are filled in."""
    garage.get_by_role("textbox", name="Next step", exact=True).fill("Call the owner")
    garage.get_by_role("textbox", name="Note", exact=True).fill("Prefers mornings.\nHas two sites.")
    garage.get_by_role("textbox", name="Seller").fill("Noor")
    garage.get_by_role("textbox", name="Seller").press("Tab")
    expect(garage.locator("[data-said-what=kept]")).to_be_visible()
    garage.reload()
    expect(garage.get_by_role("textbox", name="Next step", exact=True)).to_have_value(
        "Call the owner"
    )
    expect(garage.get_by_role("textbox", name="Note", exact=True)).to_have_value(
        "Prefers mornings.\nHas two sites."
    )
    kept = record(garage)
    assert (kept["seller"], kept["note"]) == ("Noor", "Prefers mornings.\nHas two sites.")
    assert kept["next"] == {"what": "Call the owner"}


def test_nothing_is_said_to_be_kept_that_is_still_on_its_way(garage: Page) -> None:
    """Two fields in one breath: only the last is told, when both are in the store."""
    garage.evaluate(
        """() => {
          window.told = [];
          new MutationObserver(() => {
            const said = document.querySelector(".said [data-said-what=kept]:not([hidden])");
            if (said) told.push(said.closest(".said").previousElementSibling.innerText.trim());
          }).observe(document.querySelector("[data-detail]"), { childList: true, subtree: true });
          const form = document.querySelector("[data-detail-form]");
          for (const [name, text] of [["seller", "Noor"], ["note", "Mornings"]]) {
            form.elements[name].value = text;
            form.elements[name].dispatchEvent(new Event("change", { bubbles: true }));
          }
        }"""
    )
    expect(garage.locator(".said [data-said-what=kept]")).to_be_visible()
    assert {label.splitlines()[0] for label in garage.evaluate("window.told")} == {"Note"}
    assert (record(garage)["seller"], record(garage)["note"]) == ("Noor", "Mornings")


def test_what_is_changed_is_stored_though_the_engine_is_busy(garage: Page) -> None:
    """Who changes a second thing and leaves loses nothing, however long the first is judged."""
    garage.evaluate(
        """() => {
          const post = Worker.prototype.postMessage;
          Worker.prototype.postMessage = function (message, ...more) {
            if (message.type !== "ask") post.call(this, message, ...more);
          };
        }"""
    )
    for name, text in (("Next step", "Call the owner"), ("Seller", "Noor")):
        garage.get_by_role("textbox", name=name, exact=True).fill(text)
        garage.get_by_role("textbox", name=name, exact=True).press("Tab")
    wait_for_raw(garage, "seller", "Noor")
    garage.reload()
    kept = record(garage)
    assert (kept["seller"], kept["next"]) == ("Noor", {"what": "Call the owner"})


def test_name_is_needed(garage: Page) -> None:
    """An empty name is refused at the field, and the old one stays."""
    field = garage.locator("#detail-edit-name")
    field.fill(" ")
    field.press("Tab")
    expect(garage.locator("[data-name-error]")).to_be_visible()
    expect(field).to_have_attribute("aria-invalid", "true")
    assert record(garage)["name"] == "Garage Smit"
    field.fill("Garage Smit & Zn")
    field.press("Tab")
    expect(garage.locator("#detail-name")).to_have_text("Garage Smit & Zn")
    expect(garage.locator("[data-name-error]")).to_be_hidden()


def test_outcome_has_a_day_and_can_be_taken_back(garage: Page) -> None:
    """A prospect is closed as of today unless another day is filled in, and opened again."""
    garage.get_by_label("lost", exact=True).check()
    expect(garage.locator("[data-slot=outcome_name]:visible")).to_have_text("lost")
    day = garage.locator("[data-detail-form] input[name=closed]")
    day.fill("2026-11-02")
    day.press("Tab")
    expect(garage.locator("[data-said-what=kept]")).to_be_visible()
    garage.reload()
    expect(garage.get_by_label("lost", exact=True)).to_be_checked()
    assert record(garage)["outcome"] == {"result": "lost", "on": "2026-11-02"}
    garage.get_by_label("still open").check()
    expect(garage.locator("[data-slot=outcome_name]:visible")).to_have_count(0)
    assert record(garage)["outcome"] is None


def test_a_further_check_shows_how_the_chain_changed(garage: Page) -> None:
    """Checking again starts from what was known and adds a dated entry to the history."""
    garage.get_by_role("link", name="Check again").click()
    answer(garage, trust=2, urgency=2)
    garage.locator("[data-do=save]").click()
    link = garage.locator("[data-saved-link]")
    link.click()
    expect(garage.locator("#detail-name")).to_have_text("Garage Smit")
    expect(garage.locator(".detail [data-slot=headline]")).to_contain_text("Pursue")
    expect(garage.locator("[data-history] svg").first).to_be_visible()
    expect(garage.locator("[data-do=remove-check]")).to_have_count(2)
    garage.locator("[data-do=remove-check]").last.click()
    expect(garage.locator("[data-do=remove-check]")).to_have_count(0)
    expect(garage.locator(".detail [data-slot=headline]")).to_contain_text("Develop")
    garage.locator("[data-take-back]").click()
    expect(garage.locator(".detail [data-slot=headline]")).to_contain_text("Pursue")
    assert len(record(garage)["checks"]) == 2  # type: ignore[arg-type]


def test_two_checks_without_progress_stall(garage: Page) -> None:
    """Twice develop and nothing that rose: it is time to park, here and in the list."""
    kept = record(garage)
    first = kept["checks"][0]  # type: ignore[index]
    write_raw(garage, kept | {"checks": [first | {"on": "2026-10-30"}, first]})
    garage.reload()
    expect(garage.locator(".detail [data-list=notices]")).to_contain_text("park")
    garage.locator("[data-do=back]").click()
    expect(row(garage, "Garage Smit").locator("[data-if=stalled]")).to_be_visible()


def test_card_for_the_call(garage: Page) -> None:
    """The card has the three questions that matter most for this prospect, and prints alone."""
    card = garage.locator(".call-card")
    expect(card.locator(".call-card__questions > li")).to_have_count(3)
    expect(card.locator(".call-card__questions > li").first).to_contain_text(
        "When does this have to work"
    )
    garage.evaluate("window.print = () => {}")
    garage.locator("[data-do=print-card]").click()
    garage.emulate_media(media="print")
    expect(card).to_be_visible()
    expect(garage.locator(".detail [data-slot=headline]")).to_be_hidden()
    expect(garage.locator(".detail__form")).to_be_hidden()


def test_note_for_a_crm(garage: Page) -> None:
    """The text to copy has the name, the verdict and the day."""
    garage.context.grant_permissions(["clipboard-read", "clipboard-write"])
    garage.locator(".detail [data-do=copy]").click()
    expect(garage.locator("[data-said-what=copied]")).to_be_visible()
    text = garage.evaluate("navigator.clipboard.readText()")
    assert text.startswith("Garage Smit")
    assert "Develop" in text


def test_outcomes_speak_from_five_on(open_page: Open) -> None:
    """The table of outcomes gives a rate with its interval from five closed ones on, not before."""
    page = open_page("prospects/", "en")
    head = "name,need,means,trust,urgency,attention,on,outcome\n"
    won = [f"W{n},2,2,2,2,2,2026-11-20,won\n" for n in range(3)]
    lost = [f"L{n},2,2,2,2,2,2026-11-20,lost\n" for n in range(2)]
    few = [f"D{n},2,2,1,2,2,2026-11-20,lost\n" for n in range(4)]
    open_file(page, head + "".join(won + lost + few))
    keep(page)
    table = page.locator("[data-outcomes] table")
    expect(table.get_by_role("row", name="Pursue")).to_contain_text("23")
    expect(table.get_by_role("row", name="Pursue")).to_contain_text("88")
    expect(table.get_by_role("row", name="Develop")).not_to_contain_text("%")


def test_pictures_have_names_and_tables(garage: Page) -> None:
    """Each picture has a name, a sentence about it, and its figures as a table."""
    garage.locator("[data-do=back]").click()
    frames = garage.locator("[data-picture]:visible")
    expect(frames).to_have_count(3)
    for frame in frames.all():
        assert frame.locator(".frame__title").inner_text()
        if frame.locator(".frame__empty").is_visible():
            continue  # it says in words that there is nothing to draw yet
        assert frame.locator(".frame__about").inner_text()
        frame.locator("summary").click()
        expect(frame.locator("table")).to_be_visible()
        if frame.locator("[data-drawing] > *").count():
            drawn = frame.locator("[data-drawing] > *")
            expect(drawn).to_have_role(
                "group" if "heat" in str(drawn.get_attribute("class")) else "img"
            )
            expect(drawn).to_have_accessible_name(frame.locator(".frame__title").inner_text())
