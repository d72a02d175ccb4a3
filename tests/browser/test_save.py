"""Saving a check to one's prospects: name, evidence, and to whom it belongs."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.conftest import Open, answer, chosen
from tests.browser.saving import GIVEN, days, filled, note, save
from tests.browser.storage import read_raw, record, write_raw
from tests.browser.test_accessibility import DEVICES, SCHEMES, violations
from tests.server import Server

TODAY = date.today().isoformat()


@pytest.mark.parametrize("device", ["phone", "desktop"])
@pytest.mark.parametrize(
    ("language", "said", "see"),
    [
        ("nl", "Bewaard bij je prospects.", "Bekijk Bakkerij Jansen"),
        ("en", "Saved to your prospects.", "See Bakkerij Jansen"),
    ],
)
def test_check_is_saved_under_a_name(
    open_page: Open, language: str, said: str, see: str, device: str
) -> None:
    """The answers, the day, the name and the evidence are kept, and a link leads to them."""
    page = filled(open_page("check/", language, device), "  Bakkerij Jansen ")
    note(page, "need", "“Elke maandag drie uur”\n– de baas")
    note(page, "urgency", "  ")
    save(page)
    (kept,) = read_raw(page)
    assert kept["name"] == "Bakkerij Jansen"
    assert kept["format"] == 3
    (check,) = kept["checks"]
    assert check["answers"] == GIVEN
    assert check["on"] == TODAY
    assert check["definition"] == "five-conditions@1"
    assert check["notes"] == {"need": "“Elke maandag drie uur”\n– de baas"}
    status = page.locator("[role=status]").filter(has_text=said)
    expect(status).to_have_count(1)
    link = status.get_by_role("link", name=see)
    home = {"nl": "", "en": "en/"}[language]
    assert (
        link.evaluate("link => link.pathname + link.hash") == f"/{home}prospects/#id={kept['id']}"
    )


def test_what_is_left_open_is_kept_as_unknown(open_page: Open) -> None:
    """A check that is saved early says of the rest that nobody knows."""
    page = open_page("check/")
    answer(page, need=2)
    page.locator("form[data-quiz] button[type=submit]").click()
    page.locator("[data-name]").fill("Vroeg")
    save(page)
    answers = read_raw(page)[0]["checks"][0]["answers"]
    assert answers == dict.fromkeys(GIVEN, "unknown") | {"need": 2}


@pytest.mark.parametrize("name", ["", "   ", "\u200b"], ids=["none", "space", "nothing to see"])
@pytest.mark.parametrize(
    ("language", "words"),
    [("nl", "Vul een naam in om deze check te bewaren"), ("en", "Enter a name to save this check")],
)
def test_name_is_asked_for(open_page: Open, language: str, words: str, name: str) -> None:
    """Without a name a summary takes focus and leads to the field, which says the same words."""
    page = filled(open_page("check/", language), name)
    page.locator("[data-do=save]").click()
    summary = page.locator("[data-save-error]")
    expect(summary).to_be_focused()
    field = page.locator("[data-name]")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description(re.compile(words))
    assert read_raw(page) == []
    address = page.url
    summary.get_by_role("link", name=words).press("Enter")
    expect(field).to_be_focused()
    assert page.url == address
    field.fill("Bakkerij")
    expect(summary).to_be_hidden()
    expect(field).not_to_have_attribute("aria-invalid", "true")
    save(page)


def test_saving_works_by_keyboard_alone(open_page: Open) -> None:
    """From the last answer on, name, evidence and saving are in reach of the Tab key."""
    page = open_page("check/")
    answer(page, **GIVEN)
    expect(page.locator("[data-result][data-from=engine]")).to_be_visible()
    page.locator("[data-name]").focus()
    page.keyboard.type("Bakkerij")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # the evidence unfolds
    page.keyboard.press("Tab")
    page.keyboard.type("drie uur")
    save_button = page.locator("[data-do=save]")
    for _ in range(12):  # the other evidence, the next step and the parts of its day
        if save_button.evaluate("button => button === document.activeElement"):
            break
        page.keyboard.press("Tab")
    expect(save_button).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("[data-saved-when=kept]")).to_be_visible()
    (kept,) = read_raw(page)
    assert kept["name"] == "Bakkerij"
    assert kept["checks"][0]["notes"] == {"need": "drie uur"}


def test_reload_keeps_the_evidence(open_page: Open) -> None:
    """What is written down is part of the check that is kept, and is open to see again."""
    page = filled(open_page("check/"), "Bakkerij")
    note(page, "trust", "kende ons niet")
    page.reload()
    expect(page.locator("[data-note=trust]")).to_have_value("kende ons niet")
    expect(page.locator("[data-note=trust]")).to_be_visible()
    page.locator("[data-do=again]").click()
    expect(page.locator("[data-note=trust]")).to_have_value("")
    page.locator("[data-do=undo]").click()
    expect(page.locator("[data-note=trust]")).to_have_value("kende ons niet")


def test_evidence_goes_into_the_note_for_a_crm(open_page: Open) -> None:
    """The copied note has the name on top and the evidence at its end."""
    page = open_page("check/", "en", permissions=["clipboard-read", "clipboard-write"])
    filled(page, "Bakery")
    note(page, "means", "the owner signs")
    page.locator("[data-do=copy]").click()
    expect(page.locator("[data-done-when=copied]")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("Bakery\n\n")
    assert copied.endswith("\nWhat they said or did:\n- Means: the owner signs\n")


def test_saving_twice_keeps_one_check(open_page: Open) -> None:
    """The same answers on the same day are one check: what is noted later replaces what was."""
    page = filled(open_page("check/"), "Bakkerij")
    note(page, "need", "eerste")
    save(page)
    note(page, "need", "verbeterd")
    expect(page.locator("[data-saved-when=kept]")).to_be_hidden()
    save(page)
    (kept,) = read_raw(page)
    assert [check["notes"] for check in kept["checks"]] == [{"need": "verbeterd"}]


def test_other_answers_are_a_further_check(open_page: Open) -> None:
    """After a reload too, further answers under the same name go to the same prospect."""
    page = filled(open_page("check/"), "Bakkerij")
    save(page)
    page.reload()
    answer(page, urgency=3)
    expect(page.locator("[data-result]")).to_have_attribute("data-verdict", "find-out")
    save(page)
    (kept,) = read_raw(page)
    assert [check["answers"]["urgency"] for check in kept["checks"]] == [1, 3]


def test_same_name_asks_whether_it_is_the_same_prospect(open_page: Open) -> None:
    """A name that is there already, however it was typed, is offered with the day of its check."""
    page = open_page("check/", "en")
    write_raw(page, record("Café Zuid"))
    filled(page, "Cafe\u0301 Zuid")
    note(page, "need", "new")
    page.locator("[data-do=save]").click()
    choice = page.locator("[data-same]")
    expect(choice).to_be_focused()
    expect(choice).to_contain_text("latest check: 5 January 2026")
    assert len(read_raw(page)[0]["checks"]) == 1
    choice.get_by_role("button", name="Add this check to Café Zuid").click()
    expect(page.locator("[data-saved-when=kept]")).to_be_visible()
    expect(choice).to_be_hidden()
    (kept,) = read_raw(page)
    assert days(kept) == ["2026-01-05", TODAY]


def test_same_name_can_be_another_prospect(open_page: Open) -> None:
    """Two prospects may have one name, and each of them is offered from then on."""
    page = open_page("check/")
    write_raw(page, record("Bakkerij"))
    filled(page, "Bakkerij")
    page.locator("[data-do=save]").click()
    page.locator("[data-do=save-other]").click()
    expect(page.locator("[data-saved-when=kept]")).to_be_visible()
    assert sorted(len(kept["checks"]) for kept in read_raw(page)) == [1, 1]
    save(page)  # it is known by now which of the two this is
    page.locator("[data-do=again]").click()
    filled(page, "Bakkerij")
    page.locator("[data-do=save]").click()
    expect(page.locator("[data-do=save-to]")).to_have_count(2)


def test_same_check_with_other_evidence_loses_none(open_page: Open) -> None:
    """Who adds the same answers of the same day to a prospect does not erase its evidence."""
    page = filled(open_page("check/"), "Bakkerij")
    note(page, "need", "van mij")
    save(page)
    page.locator("[data-do=again]").click()
    filled(page, "Bakkerij")
    note(page, "need", "van jou")
    page.locator("[data-do=save]").click()
    page.locator("[data-do=save-to]").click()
    expect(page.locator("[data-saved-when=kept]")).to_be_visible()
    (kept,) = read_raw(page)
    assert sorted(check["notes"]["need"] for check in kept["checks"]) == ["van jou", "van mij"]


def test_old_record_is_upgraded_when_a_check_is_added(open_page: Open) -> None:
    """A prospect in the first format, with one flat check, gets its second check all the same."""
    page = open_page("check/")
    old = record("Bakkerij")
    (check,) = old.pop("checks")
    write_raw(page, old | check | {"format": 1})
    filled(page, "Bakkerij")
    page.locator("[data-do=save]").click()
    page.locator("[data-do=save-to]").click()
    expect(page.locator("[data-saved-when=kept]")).to_be_visible()
    (kept,) = read_raw(page)
    assert kept["format"] == 3
    assert days(kept) == ["2026-01-05", TODAY]
    assert "answers" not in kept


def test_browser_that_may_clear_up_is_said(open_page: Open) -> None:
    """Where the browser does not promise to keep it, the page says so and leads to the backup."""
    page = filled(open_page("check/", "en"), "Bakery")
    save(page)
    expect(page.locator("[data-may-evict]")).to_be_visible()
    expect(page.locator("[data-may-evict] a")).to_have_attribute("href", "../prospects/")


def test_shared_check_goes_to_ones_own_prospect(open_page: Open) -> None:
    """A colleague's check can be added to the prospect of that name, and one's own check stays."""
    page = open_page("check/")
    write_raw(page, record("Bakkerij"))
    answer(page, need=1)
    page.goto(page.url + "#v1;five-conditions@1;need=2;urgency=3;on=2026-02-03;name=Bakkerij")
    page.reload()
    expect(page.locator("[data-result][data-from=engine]")).to_be_visible()
    page.locator("[data-do=save]").click()
    page.locator("[data-do=save-to]").click()
    expect(page.locator("[data-saved-when=kept]")).to_be_visible()
    (kept,) = read_raw(page)
    assert days(kept) == ["2026-01-05", "2026-02-03"]
    page.locator("[data-do=own]:visible").click()
    assert chosen(page) == {"need": "1"}


def test_share_sheet_of_the_device(
    contexts: Callable[..., BrowserContext], shared_server: Server
) -> None:
    """Where the device can share by itself, a button hands it the link; elsewhere there is none."""
    for there in (True, False):
        context = contexts()
        share = "async (data) => { window.handed = data; }" if there else "undefined"
        context.add_init_script(f"Object.defineProperty(navigator, 'share', {{ value: {share} }})")
        page = context.new_page()
        page.goto(shared_server.url + "check/")
        filled(page)
        page.locator("[data-do=share]").click()
        send = page.locator("[data-do=send]")
        if there:
            send.click()
            link = page.locator("[data-share-link]").input_value()
            assert page.evaluate("window.handed") == {"url": link}
        else:
            expect(send).to_be_hidden()


def test_code_carries_the_link(open_page: Open) -> None:
    """The code beside the link has a name, and changes with what the link says."""
    page = filled(open_page("check/", "en"), "Bakery")
    page.locator("[data-do=share]").click()
    code = page.get_by_role("img", name="QR code with the link to these answers")
    squares = code.locator("path").get_attribute("d")
    assert squares
    page.locator("[data-share-name]").check()
    expect(code.locator("path")).not_to_have_attribute("d", squares)


@SCHEMES
@DEVICES
def test_states_of_saving_have_no_violation(open_page: Open, device: str, scheme: str) -> None:
    """The missing name, the choice between prospects, what was saved, and the check after that."""
    page = filled(open_page("check/", device=device, color_scheme=scheme))
    write_raw(page, record("Bakkerij"))
    page.locator("[data-do=save]").click()
    expect(page.locator("[data-save-error]")).to_be_visible()
    assert violations(page) == []
    page.locator("[data-name]").fill("Bakkerij")
    note(page, "need", "drie uur")
    page.locator("[data-do=save]").click()
    expect(page.locator("[data-same]")).to_be_visible()
    assert violations(page) == []
    page.locator("[data-do=save-to]").click()
    expect(page.locator("[data-saved-when=kept]")).to_be_visible()
    assert violations(page) == []
    page.goto(page.url + "#prospect=p1")
    expect(page.locator("[data-recheck]")).to_be_visible()
    expect(page.locator("[data-result][data-from=engine]")).to_be_visible()
    assert violations(page) == []


@pytest.mark.parametrize("promised", [True, False])
def test_browser_is_asked_once_to_keep_what_is_saved(open_page: Open, promised: bool) -> None:
    """At the first save, and never again; without its promise the page advises a backup."""
    page = open_page("check/")
    page.evaluate(
        """promised => {
          window.asked = 0;
          Object.assign(StorageManager.prototype, {
            persist: async () => { asked += 1; return promised; },
            persisted: async () => promised && asked > 0,
          });
        }""",
        promised,
    )
    filled(page, "Bakkerij Jansen")
    save(page)
    page.wait_for_function("asked === 1")
    expect(page.locator("[data-may-evict]")).to_be_visible(visible=not promised)
    answer(page, urgency=2)
    page.locator("[data-name]").fill("Garage Smit")
    save(page)
    expect(page.locator("[data-may-evict]")).to_be_visible(visible=not promised)
    assert len(read_raw(page)) == 2
    assert page.evaluate("asked") == 1
