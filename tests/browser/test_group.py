"""Group mode: a coach and three participants, from the code on the screen to the open key."""

import base64
import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, answer
from tests.browser.groups import USUAL, begun, joined, opened, paste, rate_all
from tests.browser.test_accessibility import violations
from tests.browser.test_codes import BOX, picture
from tests.codes import code_in

LANGUAGES = pytest.mark.parametrize("language", ["nl", "en"])
CONDITIONS = ("need", "means", "trust", "urgency", "attention")
TWOS: dict[str, int | str] = dict.fromkeys(CONDITIONS, 2)
NOUGHTS: dict[str, int | str] = dict.fromkeys(CONDITIONS, 0)
THREES: dict[str, int | str] = dict.fromkeys(CONDITIONS, 3)
KEY_PARTS = (
    "[data-key-panel]:visible, [data-is-key], [data-key-word]:visible, mark .case__for:visible"
)

CAMERA = """() => {
  const canvas = Object.assign(document.createElement("canvas"), { width: 640, height: 640 });
  const context = canvas.getContext("2d");
  const picture = new Image();
  setInterval(() => {
    context.fillStyle = "#777";
    context.fillRect(0, 0, 640, 640);
    if (picture.complete && picture.naturalWidth) context.drawImage(picture, 60, 60, 520, 520);
  }, 50);
  window.hold = (png) => { picture.src = png; };
  window.lights = 0;
  navigator.mediaDevices.getUserMedia = async () => {
    const stream = canvas.captureStream(20);
    window.lights += 1;
    for (const track of stream.getTracks()) {
      const stop = track.stop.bind(track);
      track.stop = () => { window.lights -= 1; stop(); };
    }
    return stream;
  };
}"""
"""A camera in front of which a test holds pictures; `lights` counts those that are on."""

NATIVE = """() => {
  window.BarcodeDetector = class {
    static async getSupportedFormats() { return ["qr_code"]; }
    async detect() { return window.sees ? [{ rawValue: window.sees }] : []; }
  };
}"""
"""A browser with a reader of codes of its own; it sees what the test says."""


def hold(page: Page, png: bytes) -> None:
    """Hold a picture before the camera."""
    page.evaluate("png => hold(png)", f"data:image/png;base64,{base64.b64encode(png).decode()}")


def code_of(page: Page) -> bytes:
    """Return a picture of what somebody hands in."""
    return picture(page, "[data-mine-qr]")


def expect_closed(page: Page) -> None:
    """See that nothing of a key is to be seen, by eyes or by a program that reads the page out."""
    expect(page.locator(KEY_PARTS)).to_have_count(0)


@LANGUAGES
def test_a_coach_and_three_participants(open_page: Open, language: str) -> None:
    """From the guide on: one code to join, three ways to hand in, the talk, and then the key."""
    coach = open_page("coach/", language)
    coach.add_init_script(f"({CAMERA})()")
    coach.locator("quiz-tools a").first.click()
    address = invite(coach)
    people = []
    for given in (TWOS, NOUGHTS, {**TWOS, "need": "unknown"}):
        page = open_page("privacy/", language, "phone")
        page.goto(address)
        expect(page.locator(f"[data-case={USUAL[0]}]")).to_be_visible()
        expect_closed(page)
        rate_all(page, given)
        expect(page.locator("[data-mine-heading]")).to_be_focused()
        expect_closed(page)
        people.append(page)
    hand_in(coach, *people)
    expect_closed(coach)
    coach.locator("[data-do=show]").click()
    row = coach.locator("[data-spread=bakery-oven] [data-row=need]")
    for level, count in (("2", "1"), ("0", "1"), ("unknown", "1"), ("3", "")):
        expect(row.locator(f"[data-cell='{level}'] [data-cell-count]")).to_have_text(count)
    expect(row.locator("[data-talk]")).to_be_visible()
    expect(coach.locator("[data-spread]")).to_have_count(3)
    expect_closed(coach)
    number = opened(coach)
    expect(coach.locator("[data-key-panel]:visible")).to_have_count(3)
    expect(coach.locator("[data-spread=bakery-oven] [data-is-key]")).to_have_count(5)
    for page in people:
        open_on_a_phone(page, number)
    for page in (coach, *people):
        kept = "Object.keys(localStorage).filter(key => key.includes('five'))"
        assert [key for key in page.evaluate(kept) if not key.endswith("/read")] == []


def invite(coach: Page) -> str:
    """Choose another third case and show the code large; return the address that is in it."""
    coach.locator("#group-case-3").select_option("bakery-oven")
    coach.locator("[data-choose] [type=submit]").click()
    expect(coach.locator("[data-join-heading]")).to_be_focused()
    expect(coach.locator("[data-discuss]")).to_be_hidden()
    coach.locator("[data-do=large]").click()
    address = code_in(picture(coach, "dialog [data-join-qr]"))
    assert address == coach.locator("[data-join-link]").input_value()
    assert address.split("#j1;")[1].split(";") == [*USUAL[:2], "bakery-oven"]
    coach.keyboard.press("Escape")
    return address


def hand_in(coach: Page, one: Page, two: Page, three: Page) -> None:
    """One holds a phone before the coach's camera, one reads out, one sends a link in the chat."""
    coach.locator("[data-do=camera]").click()
    expect(coach.locator("[data-camera-when=looking]")).to_be_visible()
    hold(coach, code_of(one))
    expect(coach.locator("[data-count]")).to_have_text("1")
    expect(coach.locator("[data-camera-when~=taken]")).to_be_visible()
    coach.locator("[data-do=camera-off]").click()
    assert coach.evaluate("lights") == 0
    paste(coach, two.locator("[data-mine-code]").inner_text().lower())
    expect(coach.locator("[data-count]")).to_have_text("2")
    link = three.locator("[data-mine-link]").input_value()
    paste(coach, f"[11:02] Ann: klaar, 100%: {link}\n[11:03] Bea: <{link}>")
    expect(coach.locator("[data-count]")).to_have_text("3")
    expect(coach.locator("#group-links")).to_have_value("")


def open_on_a_phone(page: Page, number: str) -> None:
    """Another number opens nothing; that on the coach's screen does."""
    assert re.fullmatch(r"\d{4}", number)
    expect_closed(page)
    for typed, visible in ((str((int(number) + 1) % 10_000), 0), (number, 3)):
        page.locator("#group-number").fill(typed)
        page.locator("[data-open-key] button").click()
        expect(page.locator("[data-number-error]")).to_be_visible(visible=not visible)
        expect(page.locator("[data-key-panel]:visible")).to_have_count(visible)
    expect(page.locator("[data-own-level]:visible").first).to_be_visible()


def test_the_key_stays_closed_whatever_comes_in(open_page: Open) -> None:
    """No link, no picture of what was chosen, and no page that is loaded again opens it."""
    page = begun(open_page)
    answers = ";".join(f"{case}=33333" for case in USUAL)
    for number in range(3):
        paste(page, f"#g1;five-conditions@1;by=abc12{number};{answers}")
        expect(page.locator("[data-count]")).to_have_text(str(number + 1))
        expect_closed(page)
    page.locator("[data-do=show]").click()
    expect(page.locator("[data-spread]")).to_have_count(3)
    expect(page.locator("[data-talk]:visible")).to_have_count(0)  # of one mind, right or wrong
    expect_closed(page)
    page.reload()
    expect(page.locator("[data-spread]")).to_have_count(3)
    expect_closed(page)
    opened(page)
    expect(page.locator("[data-talk]:visible").first).to_be_visible()
    page.reload()
    expect(page.locator("[data-key-panel]:visible")).to_have_count(3)
    expect(page.locator("[data-opened]")).to_be_visible()


def test_a_tab_that_is_loaded_again_has_lost_nothing(open_page: Open) -> None:
    """What was rated and what was handed in are there, in the other language too."""
    page, coach = joined(open_page), begun(open_page)
    answer(page, **TWOS)
    page.locator("form[data-rating] button[type=submit]").click()
    expect(page.locator("[data-at]")).to_have_text("2")
    page.locator("a[data-other-language]").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("[data-at]")).to_have_text("2")
    for _ in range(2):
        page.locator("form[data-rating] button[type=submit]").click()
    code = page.locator("[data-mine-code]").inner_text()
    assert len(code) == 14
    page.reload()
    expect(page.locator("[data-mine-code]")).to_have_text(code)
    paste(coach, code)
    expect(coach.locator("[data-count]")).to_have_text("1")
    coach.reload()
    expect(coach.locator("[data-count]")).to_have_text("1")
    assert coach.evaluate("Object.keys(localStorage).filter(key => key.includes('five'))") == []


def test_who_changes_an_answer_hands_in_anew(open_page: Open) -> None:
    """The form has what was given; the coach counts the same person once, with the new answers."""
    page, coach = joined(open_page), begun(open_page)
    rate_all(page, TWOS)
    paste(coach, page.locator("[data-mine-code]").inner_text())
    page.locator("[data-do=redo]").nth(1).click()
    expect(page.locator("[data-at]")).to_have_text("2")
    expect(page.locator("input[name=need][value='2']")).to_be_checked()
    answer(page, need=0)
    page.locator("form[data-rating] button[type=submit]").click()
    paste(coach, page.locator("[data-mine-link]").input_value())
    expect(coach.locator("[data-count]")).to_have_text("1")
    coach.locator("[data-do=show]").click()
    row = coach.locator("[data-spread=staffing-cheese] [data-row=need]")
    expect(row.locator("[data-cell='0'] [data-cell-count]")).to_have_text("1")
    expect(row.locator("[data-cell='2'] [data-cell-count]")).to_have_text("")


def test_three_different_cases_are_asked_for(open_page: Open) -> None:
    """The same case twice is said at the one that is to be changed."""
    page = open_page("group/")
    page.locator("#group-case-2").select_option(USUAL[0])
    page.locator("[data-choose] [type=submit]").click()
    expect(page.locator("[data-choose-error]")).to_be_visible()
    expect(page.locator("#group-case-2")).to_be_focused()
    expect(page.locator("[data-join]")).to_be_hidden()
    page.locator("#group-case-2").select_option("farm-silo")
    page.locator("[data-choose] [type=submit]").click()
    expect(page.locator("[data-join]")).to_be_visible()


def test_what_is_no_answer_is_said(open_page: Open) -> None:
    """No answer at all, a slip in a code, a cut link, and other cases: each in words."""
    coach, page = begun(open_page), joined(open_page)
    rate_all(page, TWOS)
    link = page.locator("[data-mine-link]").input_value()
    code = page.locator("[data-mine-code]").inner_text()
    slip = code[:-1] + ("0" if code[-1] != "0" else "1")
    other = link.replace("hospital-kiosks", "farm-silo")
    for text, left, said in (
        ("Hoi allemaal", "Hoi allemaal", "[data-no-link]"),
        (f"Zie {link[:-4]} dus", link[:-4], "[data-bad]"),
        (slip, slip, "[data-bad]"),
        (other, "", "[data-other-cases]"),
    ):
        paste(coach, text)
        expect(coach.locator(said)).to_be_visible()
        expect(coach.locator("#group-bad span:visible")).to_have_count(1)
        expect(coach.locator("#group-links")).to_have_value(left)
        expect(coach.locator("[data-count]")).to_have_text("0")


@pytest.mark.parametrize(
    "fragment",
    [
        "#g1;five-conditions@1;by=abc123;housing-stairs=22222",
        "#g1;other@1;by=abc123;housing-stairs=22222;staffing-cheese=22222;hospital-kiosks=22222",
        "#g1;five-conditions@1;by=abc123;housing-stairs=2222;staffing-cheese=22222;hospital-kiosks=22222",
        "#g1;five-conditions@1;by=abc123;housing-stairs=22224;staffing-cheese=22222;hospital-kiosks=22222",
        "#g1;five-conditions@1;by=<b>;housing-stairs=22222;staffing-cheese=22222;hospital-kiosks=22222",
        "#g1;five-conditions@1;by=abc123;housing-stairs=22222;housing-stairs=22222;hospital-kiosks=22222",
    ],
)
def test_damaged_group_link_is_refused(open_page: Open, fragment: str) -> None:
    """A link that does not hold answers to three cases is refused in words."""
    page = open_page(f"coach/{fragment}")
    expect(page.locator("[data-bad]")).to_be_visible()
    expect(page.locator("[data-count]")).to_have_text("0")


@pytest.mark.parametrize("fragment", ["#j1;housing-stairs", "#j1;a;b;c", "#j2;x", "#j1"])
def test_damaged_link_to_join_is_refused(open_page: Open, fragment: str) -> None:
    """It says so, and what to do."""
    page = open_page(f"group/{fragment}")
    expect(page.locator("[data-join-problem]")).to_be_visible()
    expect(page.locator("[data-take-part]")).to_be_hidden()


def test_group_gathers_across_languages(open_page: Open) -> None:
    """A link that opens in the other language still reaches the coach's open page."""
    coach = begun(open_page)
    given = zip(USUAL, ("22222", "2uuuu", "21u22"), strict=True)
    answers = ";".join(f"{case}={levels}" for case, levels in given)
    tab = coach.context.new_page()
    fragment = f"#g1;five-conditions@1;by=abc123;{answers}"
    tab.goto(coach.url.replace("/group/", f"/en/group/{fragment}"))
    expect(coach.locator("[data-count]")).to_have_text("1")


# --- the code for the room, and the camera ---


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1920, 1080)])
def test_the_code_is_read_from_the_back_of_the_room(
    open_page: Open, width: int, height: int
) -> None:
    """It is as large as the screen allows, and read even when six pixels run into one."""
    page = begun(open_page)
    page.set_viewport_size({"width": width, "height": height})
    page.locator("[data-do=large]").click()
    code = page.locator("dialog [data-join-qr]")
    box = code.evaluate(BOX)
    assert box["height"] > 0.75 * height
    assert box["height"] / box["modules"] > 10
    assert page.evaluate("document.querySelector('dialog').scrollHeight") <= height
    address = page.locator("[data-join-link]").input_value()
    assert code_in(picture(page, "dialog [data-join-qr]"), blurred=6) == address
    expect(page.locator("[data-join-text]")).to_have_text(address)


def test_a_reader_of_the_browser_is_used_where_there_is_one(open_page: Open) -> None:
    """Then none is fetched; a code that is held for long counts once, and a foreign one is told."""
    page = begun(open_page)
    page.add_init_script(f"({CAMERA})(); ({NATIVE})();")
    page.reload()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.locator("[data-do=camera]").click()
    answers = ";".join(f"{case}=22222" for case in USUAL)
    for text, said, count in (
        (f"#g1;five-conditions@1;by=abc123;{answers}", "taken", "1"),
        ("https://example.org/menu", "bad", "1"),
        (f"#g1;five-conditions@1;by=abc124;{answers}", "taken", "2"),
        (f"#g1;five-conditions@1;by=abc123;{answers}", "again", "2"),
    ):
        page.evaluate("text => { window.sees = text; }", text)
        expect(page.locator(f"[data-camera-when~={said}]")).to_be_visible()
        expect(page.locator("[data-count]")).to_have_text(count)
    assert [url for url in asked if "/qr/" in url] == []
    page.locator("[data-do=camera-off]").click()
    expect(page.locator("[data-do=camera]")).to_be_focused()
    assert page.evaluate("lights") == 0


@pytest.mark.parametrize(
    ("error", "said"),
    [("NotAllowedError", "denied"), ("NotFoundError", "none"), ("NotReadableError", "failed")],
)
def test_a_camera_that_does_not_come_is_said(open_page: Open, error: str, said: str) -> None:
    """With what to do, and the other ways stay open."""
    page = begun(open_page)
    page.evaluate(
        "name => { navigator.mediaDevices.getUserMedia = () =>"
        " Promise.reject(new DOMException('', name)); }",
        error,
    )
    page.locator("[data-do=camera]").click()
    expect(page.locator(f"[data-camera-when={said}]")).to_be_visible()
    expect(page.locator("[data-video]")).to_be_hidden()
    expect(page.locator("#group-links")).to_be_visible()


# --- for every reader ---


def tab_to(page: Page, selector: str, most: int = 60) -> None:
    """Go on with Tab until this has focus."""
    for _ in range(most):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not come to {selector}")


def test_all_of_it_by_keyboard(open_page: Open) -> None:
    """A participant and the coach, from the first choice to the open key, without a mouse."""
    coach = open_page("group/")
    tab_to(coach, "#group-case-1")
    tab_to(coach, "[data-choose] [type=submit]")
    coach.keyboard.press("Enter")
    expect(coach.locator("[data-join-heading]")).to_be_focused()
    tab_to(coach, "[data-do=large]")
    coach.keyboard.press("Enter")
    expect(coach.locator("dialog")).to_be_visible()
    coach.keyboard.press("Escape")
    expect(coach.locator("[data-do=large]")).to_be_focused()

    page = open_page("privacy/", device="phone")
    page.goto(coach.locator("[data-join-link]").input_value())
    for number in range(3):
        expect(page.locator("[data-at]")).to_have_text(str(number + 1))
        tab_to(page, "input[name=need]")
        page.keyboard.press("Space")
        tab_to(page, "form[data-rating] button[type=submit]")
        page.keyboard.press("Enter")
    expect(page.locator("[data-mine-heading]")).to_be_focused()
    code = page.locator("[data-mine-code]").inner_text()

    tab_to(coach, "#group-links")
    coach.keyboard.insert_text(code)
    tab_to(coach, "[data-paste] button")
    coach.keyboard.press("Enter")
    expect(coach.locator("[data-count]")).to_have_text("1")
    tab_to(coach, "[data-do=show]")
    coach.keyboard.press("Enter")
    expect(coach.locator("[data-discuss-heading]")).to_be_focused()
    tab_to(coach, "[data-do=keys]")
    coach.keyboard.press("Enter")
    expect(coach.locator("[data-opened]")).to_be_focused()
    tab_to(page, "#group-number")
    page.keyboard.insert_text(coach.locator("[data-opening-number]").inner_text())
    page.keyboard.press("Enter")
    expect(page.locator("[data-key-panel]:visible")).to_have_count(3)
    expect(page.locator("[data-own-key-heading]")).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("device", ["phone", "desktop"])
def test_no_state_has_a_violation(open_page: Open, device: str, scheme: str) -> None:
    """The coach, from choosing to the open key; and whoever rates, hands in and opens it."""
    found: dict[str, list[str]] = {}

    def look(state: str, page: Page) -> None:
        if wrong := violations(page):
            found[state] = wrong

    coach = open_page("group/", device=device, color_scheme=scheme)
    coach.locator("#group-case-2").select_option(USUAL[0])
    coach.locator("[data-choose] [type=submit]").click()
    look("choosing", coach)
    coach.locator("#group-case-2").select_option(USUAL[1])
    coach.locator("[data-choose] [type=submit]").click()
    look("joining", coach)
    coach.locator("[data-do=large]").click()
    look("the large code", coach)
    coach.keyboard.press("Escape")
    coach.evaluate(CAMERA)
    coach.locator("[data-do=camera]").click()
    expect(coach.locator("[data-camera-when=looking]")).to_be_visible()
    look("the camera", coach)
    coach.locator("[data-do=camera-off]").click()

    page = joined(open_page, device=device, color_scheme=scheme)
    look("rating", page)
    rate_all(page, TWOS)
    look("handing in", page)
    page.locator("[data-open-key] button").click()
    look("a wrong number", page)

    paste(coach, f"{page.locator('[data-mine-link]').input_value()} en verder 1234-1234-1234")
    look("collecting", coach)
    coach.locator("[data-do=show]").click()
    expect(coach.locator("[data-spread]")).to_have_count(3)
    look("talking", coach)
    page.locator("#group-number").fill(opened(coach))
    page.locator("[data-open-key] button").click()
    look("the key", coach)
    look("the key on a phone", page)
    assert found == {}
    for each in (coach, page):
        width = each.evaluate("document.documentElement.clientWidth")
        assert each.evaluate("document.documentElement.scrollWidth") == width


@LANGUAGES
def test_without_script_it_says_how_on_paper(open_page: Open, language: str) -> None:
    """With JavaScript off there are three steps, which lead to the cases and the scorecard."""
    page = open_page("group/", language, java_script_enabled=False)
    steps = page.locator("noscript li")
    expect(steps).to_have_count(3)
    assert [link.get_attribute("href") for link in page.locator("noscript a").all()] == [
        "../practice/",
        "../scorecard/",
    ]
    expect(page.locator("[data-case]:visible")).to_have_count(0)
    expect(page.locator("[data-lead]")).to_be_hidden()


def test_each_case_says_where_it_stands_in_the_group(open_page: Open) -> None:
    """By its number among the three; that it has a look-alike, where the group has had that one."""
    pair = open_page("group/").locator("[data-case][data-pair]").first
    one, other = pair.get_attribute("data-case"), pair.get_attribute("data-pair")
    cases = [one, next(case for case in USUAL if case not in (one, other)), other]
    phone = open_page(f"group/#j1;{';'.join(map(str, cases))}", "nl", "phone")
    for number in (1, 2, 3):
        expect(phone.locator("[data-at]")).to_have_text(str(number))
        expect(phone.locator("[data-place]:visible")).to_have_count(0)
        expect(phone.locator("[data-alike]:visible")).to_have_count(int(number == 3))
        answer(phone, **TWOS)
        phone.locator("form[data-rating] button[type=submit]").click()
    coach = open_page("group/")
    coach.goto(phone.locator("[data-mine-link]").input_value())
    coach.locator("[data-do=gather]").click()
    coach.locator("[data-do=show]").click()
    said = coach.locator("[data-place]:visible")
    expect(said).to_have_text([f"Case {number} van 3" for number in (1, 2, 3)])


def test_a_participant_answers_one_question_a_screen(open_page: Open) -> None:
    """On a phone, as by oneself: the case, and a bar that leads from one question to the next."""
    page = joined(open_page)
    width = page.evaluate("innerWidth")
    for number in range(1, 6):
        page.locator("[data-do=step-on]").click()
        question = page.locator("[data-case]:visible [data-side]").nth(number - 1)
        page.wait_for_function(
            "([side, width]) => Math.abs(side.getBoundingClientRect().left) < width / 8",
            arg=[question.element_handle(), width],
        )
    rate_all(page, TWOS)
    expect(page.locator("[data-step-bar]")).to_be_hidden()


@LANGUAGES
def test_a_link_with_answers_opens_no_key_to_one_of_the_group(
    open_page: Open, language: str
) -> None:
    """Whoever takes part and opens another's link is asked first, and has lost nothing."""
    page = joined(open_page, language)
    answer(page, **TWOS)
    page.locator("form[data-rating] button[type=submit]").click()
    expect(page.locator("[data-at]")).to_have_text("2")
    answer(page, need=1)
    answers = ";".join(f"{case}=22222" for case in USUAL)
    page.goto(f"{page.url.split('#')[0]}#g1;five-conditions@1;by=abc123;{answers}")
    expect(page.locator("[data-whose-heading]")).to_be_focused()
    assert violations(page) == []
    expect(page.locator("[data-lead]")).to_be_hidden()
    expect(page.locator("[data-do=keys]")).to_be_hidden()
    expect_closed(page)
    page.locator("[data-back-to-part]").click()
    expect(page.locator("[data-at]")).to_have_text("2")
    expect(page.locator("input[name=need][value='1']")).to_be_checked()


def test_a_case_that_is_half_rated_is_there_after_a_reload(open_page: Open) -> None:
    """In a group, in the other language too; and handing it in forgets it."""
    page = joined(open_page)
    answer(page, need=3, trust="unknown")
    page.reload()
    expect(page.locator("input[name=need][value='3']")).to_be_checked()
    page.goto(page.url.replace("/group/", "/en/group/"))
    expect(page.locator("input[name=trust][value=unknown]")).to_be_checked()
    page.locator("form[data-rating] button[type=submit]").click()
    expect(page.locator("[data-at]")).to_have_text("2")
    expect(page.locator("form[data-rating] input:checked")).to_have_count(0)
    page.reload()
    expect(page.locator("form[data-rating] input:checked")).to_have_count(0)


def test_adding_says_what_came_of_it(open_page: Open) -> None:
    """Somebody new, other answers than before, and what was there already."""
    page = begun(open_page, "en")
    for levels, said, count in (
        ("22222", "taken", "1"),
        ("22222", "again", "1"),
        ("22221", "changed", "1"),
    ):
        answers = ";".join(f"{case}={levels}" for case in USUAL)
        paste(page, f"#g1;five-conditions@1;by=abc123;{answers}")
        expect(page.locator(f"[data-added-when={said}]")).to_be_visible()
        expect(page.locator("[data-added-when]:visible")).to_have_count(1)
        expect(page.locator("[data-count]")).to_have_text(count)


def test_choosing_other_cases_can_be_left(open_page: Open) -> None:
    """The group's own cases stand there, and all is as it was if one leaves them."""
    page = begun(open_page)
    answers = ";".join(f"{case}=22222" for case in USUAL)
    paste(page, f"#g1;five-conditions@1;by=abc123;{answers}")
    page.locator("[data-do=choose-again]").click()
    chosen = page.locator("[data-chosen-case]").evaluate_all("all => all.map((s) => s.value)")
    assert chosen == list(USUAL)
    page.locator("[data-do=choose-none]").click()
    expect(page.locator("[data-do=choose-again]")).to_be_focused()
    expect(page.locator("[data-count]")).to_have_text("1")
    expect(page.locator("[data-choose]")).to_be_hidden()


def test_a_tick_that_is_not_in_the_key_is_told(open_page: Open) -> None:
    """The coach's open key has a line about it, and so has the phone that ticked it."""
    phone = joined(open_page)
    rate_all(phone, TWOS, stop_at=0)
    coach = begun(open_page)
    paste(coach, phone.locator("[data-mine-link]").input_value())
    coach.locator("[data-do=show]").click()
    number = opened(coach)
    line = coach.locator(f"[data-case={USUAL[0]}] [data-answer=stop]")
    expect(line).to_be_visible()
    phone.locator("#group-number").fill(number)
    phone.locator("[data-open-key] button").click()
    said = phone.locator(f"[data-case={USUAL[0]}] [data-answer=stop] [data-outcome=assumed]")
    expect(said).to_be_visible()
