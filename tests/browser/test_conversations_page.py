"""A conversation is played, noted and looked back on; it is kept here, and travels by link."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from quiz.conversations.conversation import conversation_from
from quiz.conversations.debrief import debrief
from quiz.conversations.play import Play
from quiz.definition import Definition
from quiz.host.conversations import farthest, load_conversations
from quiz.sheet import sheet_from
from tests import frozen
from tests.browser.conftest import HOMES, Open, pages_of, watched
from tests.browser.test_accessibility import violations
from tests.browser.test_offline import kept as kept_offline
from tests.server import Server

TALKS = ("potting-machine", "dental-practice", "garage-vending")
LANGUAGES = pytest.mark.parametrize("language", list(HOMES))
PATH = "conversations/"


SEED = 0
"""With it the first things on offer end none of the talks."""

FIXED = "seed => { crypto.getRandomValues = (numbers) => numbers.fill(seed); }"


def begin(page: Page, name: str = TALKS[0]) -> None:
    """Begin a talk that always has the same on offer."""
    page.evaluate(FIXED, SEED)
    page.locator(f"[data-conversation={name}]").click()
    expect(page.locator("[data-move]").first).to_be_visible()


def say(page: Page, place: int = 0) -> str:
    """Say what stands at this place on offer, and wait for the reply; return its id."""
    lines = page.locator("[data-log] [data-said]")
    count = lines.count()
    move = page.locator("[data-offer] [data-move]").nth(place)
    name = move.get_attribute("data-move")
    move.click()
    expect(lines).to_have_count(count + 1)
    return str(name)


def note(page: Page, **answers: int | str) -> None:
    for condition, level in answers.items():
        page.locator(f"[data-sheet] input[name={condition}][value='{level}']").check()


def stop(page: Page) -> None:
    page.locator("[data-stop]").click()
    if page.locator("[data-empty-sheet]").is_visible():
        page.locator("[data-stop]").click()
    expect(page.locator("[data-debrief]")).to_be_visible()


def kept(page: Page) -> list[dict[str, Any]]:
    """Return the plays that this browser keeps."""
    found = page.evaluate(
        "() => Object.entries(localStorage).find(([key]) => key.endsWith('conversations'))?.[1]"
    )
    plays: list[dict[str, Any]] = json.loads(found)["plays"] if found else []
    return plays


def keep(page: Page, plays: list[dict[str, Any]]) -> None:
    """Put plays in the place of those that this browser keeps."""
    page.evaluate(
        "text => localStorage.setItem('/five-conditions/conversations', text)",
        json.dumps({"format": 1, "plays": plays}),
    )


def link_of(play: dict[str, Any], definition: Definition) -> str:
    marks = "".join(str(play["answers"].get(key, "u"))[0] for key in definition.ids)
    moves = ",".join(play["moves"])
    return (
        f"#c1;{definition.ref};{play['conversation']}@{play['version']};"
        f"seed={play['seed']};moves={moves};answers={marks};stopped=0"
    )


@LANGUAGES
@pytest.mark.parametrize("name", TALKS)
def test_a_talk_is_played_to_its_debrief(
    open_page: Open, definition: Definition, language: str, name: str
) -> None:
    """What the page says of it is what the package on a computer says of the same play."""
    page = open_page(PATH, language)
    begin(page, name)
    expect(page.locator("[data-debrief]")).to_be_hidden()
    left = int(page.locator("[data-turns-left]").inner_text())
    moves = [say(page), say(page)]
    if page.locator("[data-offer-part]").is_visible():
        expect(page.locator("[data-turns-left]")).to_have_text(str(left - 2))
    note(page, need=2, trust=3)
    stop(page)
    [play] = kept(page)
    assert play["moves"] == moves
    folder = frozen.CONTENT / "quiz" / "conversations"
    talks = {data["id"]: data for data in load_conversations(definition, folder)}
    there = Play(conversation_from(talks[name]), definition, play["seed"], tuple(moves))
    sheet = sheet_from({"answers": play["answers"], "stop": False}, definition)
    said = debrief(there, sheet)
    part = page.locator("[data-debrief]")
    assert float(str(part.get_attribute("data-regret"))) == pytest.approx(said.regret)
    expect(part).to_have_attribute("data-verdict", said.compared.verdict)
    expect(part).to_have_attribute("data-key-verdict", said.compared.key_verdict)
    expect(part).to_have_attribute("data-assumed", str(said.compared.assumed))
    expect(part.locator("[data-tip-about]:visible")).to_have_count(1)
    expect(part.locator(f"[data-tip-about={said.tip}]")).to_be_visible()
    expect(part.locator(".asked")).to_have_count(2)
    expect(part.locator("[data-condition-heard]")).to_have_count(5)


def test_replies_are_kept_back(open_page: Open, definition: Definition) -> None:
    """What nobody has said so far was answered nowhere in the page."""
    page = open_page(PATH)
    begin(page)
    said = say(page)
    folder = frozen.CONTENT / "quiz" / "conversations"
    [talk] = [one for one in load_conversations(definition, folder) if one["id"] == TALKS[0]]
    shown = page.locator("body").inner_text()
    for move in talk["moves"]:
        assert (move["reply"]["nl"] in shown) is (move["id"] == said)


def test_number_keys_say_it(open_page: Open) -> None:
    """A digit says what has that number, also behind a rung; while one writes it is a digit."""
    page = open_page(PATH)
    begin(page)
    note(page, need=1)
    second = page.locator("[data-offer] [data-move]").nth(1).get_attribute("data-move")
    page.keyboard.press("2")
    expect(page.locator("[data-log] [data-said]")).to_have_count(1)
    page.locator("[data-write-first]").check()
    page.locator("[data-own-words]").fill("Hoe ")
    page.locator("[data-own-words]").press("1")
    expect(page.locator("[data-own-words]")).to_have_value("Hoe 1")
    stop(page)
    assert kept(page)[0]["moves"] == [second]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_where_two_sit_each_thing_to_say_names_to_whom(open_page: Open, language: str) -> None:
    """It is seen before it is chosen, in each turn, and the reply says who speaks."""
    page = open_page(PATH, language)
    begin(page, TALKS[1])
    people = page.locator("[data-list=people] strong").all_text_contents()
    assert len(people) == 2
    for turn in range(2):
        for button in page.locator("[data-offer] [data-move]").all():
            expect(button.locator("strong")).to_have_text(
                re.compile(f"^(Tegen|To) ({'|'.join(people)}):\\s*$"), use_inner_text=True
            )
        say(page, turn)


def test_the_sheet_helps_to_choose_a_rung(open_page: Open) -> None:
    """By what the answers are judged can be read beside each question, as in the check."""
    page = open_page(PATH)
    begin(page)
    for help_ in page.locator("[data-sheet] [data-question] .question__help").all():
        help_.locator("summary").click()
        expect(help_.locator("p")).to_be_visible()


def test_a_reload_leads_back_to_where_the_talk_stands(open_page: Open) -> None:
    """What can be said next is on the screen, not the scene from which it began."""
    page = open_page(PATH, device="phone")
    begin(page)
    for _ in range(3):
        say(page)
    page.reload()
    expect(page.locator("[data-log] [data-said]")).to_have_count(3)
    expect(page.locator("[data-offer-heading]")).to_be_focused()
    expect(page.locator("[data-offer-heading]")).to_be_in_viewport(ratio=1)


def test_whoever_comes_back_finds_the_talks(open_page: Open) -> None:
    """A debrief outlives a reload and the other language; who comes from elsewhere can choose."""
    page = open_page(PATH)
    begin(page)
    say(page)
    stop(page)
    page.reload()
    expect(page.locator("[data-debrief]")).to_be_visible()
    page.locator("[data-other-language]:visible").first.click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("[data-debrief]")).to_be_visible()
    page.goto(page.url.replace(PATH, "practice/"))
    page.goto(page.url.replace("practice/", PATH))
    expect(page.locator("[data-talk-list]")).to_be_visible()
    expect(page.locator("[data-playing]")).to_be_hidden()


def test_a_page_of_the_site_leads_into_a_talk(open_page: Open) -> None:
    """The address begins it and is gone then; of a talk that is none it says so."""
    page = open_page(PATH + "#begin;garage-vending", "en")
    expect(page.locator("[data-move]").first).to_be_visible()
    assert "#" not in page.url
    page = open_page(PATH + "#begin;nowhere", "en")
    expect(page.locator("[data-problem-when=gone]")).to_be_visible()
    expect(page.locator("[data-talk-list]")).to_be_visible()


@LANGUAGES
def test_a_lesson_ends_with_a_talk_and_counts_it(open_page: Open, language: str) -> None:
    """It leads there and says when it was played; a lesson that is done is then done with it."""
    page = open_page("training/urgency/", language)
    expect(page.locator("[data-talk-played]")).to_be_hidden()
    page.locator("[data-lesson-talk=dental-practice] a").click()
    expect(page.locator("[data-move]").first).to_be_visible()
    stop(page)
    page.goto(page.url.replace(PATH, "training/urgency/"))
    expect(page.locator("[data-talk-played]")).to_be_visible()
    cases = page.evaluate("JSON.parse(document.querySelector('#lesson-cases').textContent)")
    ratings = [
        {"case": case, "on": "2026-11-20", "answers": {}}
        for lesson in ("urgency", "means")
        for case in cases[lesson]["cases"]
    ]
    page.evaluate(
        "text => localStorage.setItem('/five-conditions/practice', text)",
        json.dumps({"format": 2, "ratings": ratings}),
    )
    page.goto(page.url.replace("urgency/", ""))
    for lesson, words in (("urgency", "with_talk"), ("means", "done")):
        mark = page.locator(f".lessons__item [data-lesson-done={lesson}]")
        expect(mark).to_have_text(cases[lesson][words], use_inner_text=True)


def test_the_mixed_path_brings_back_the_talk_that_was_asked_worst(open_page: Open) -> None:
    """A week later it is there to be had again, and not among cases of one condition alone."""
    page = open_page(PATH)
    begin(page)
    stop(page)
    [play] = kept(page)
    old = [
        {**play, "on": "2026-01-05", "won": 0.9},
        {**play, "conversation": TALKS[1], "on": "2026-01-05", "won": 0.2},
    ]
    keep(page, old)
    page.goto(page.url.split("#")[0].replace(PATH, "practice/"))
    back = page.locator("[data-talk-again]")
    expect(back.locator("a:visible")).to_have_count(1)
    expect(back.locator(f"[data-talk-when={TALKS[1]}]")).to_be_visible()
    page.locator("[data-choice] [name=focus]").select_option("need")
    expect(back).to_be_hidden()
    page.locator("[data-choice] [name=focus]").select_option("")
    back.locator("a:visible").click()
    expect(page.locator("[data-move]").first).to_be_visible()


def test_a_habit_is_told_once_it_came_up_twice(open_page: Open) -> None:
    """With what was assumed as a picture; plays from before both were kept are still read."""
    page = open_page(PATH)
    begin(page)
    stop(page)
    [play] = kept(page)
    assert (play["assumed"], play["tip"]) == (0, "early")
    before = {key: play[key] for key in play if key not in ("assumed", "tip")}
    for plays, seen in (([before, before], False), ([before, play, play], True)):
        keep(page, plays)
        page.goto(page.url.replace(PATH, "practice/"))
        page.goto(page.url.replace("practice/", PATH))
        expect(page.locator("[data-picture=plays-won]")).to_be_visible()
        expect(page.locator("[data-picture=plays-assumed]")).to_be_visible(visible=seen)
        expect(page.locator("[data-habit-about=early]")).to_be_visible(visible=seen)


def test_what_drove_them_off_is_told(open_page: Open, definition: Definition) -> None:
    """It is quoted with what came before, and the tip is about that."""
    folder = frozen.CONTENT / "quiz" / "conversations"
    [talk] = [one for one in load_conversations(definition, folder) if one["id"] == TALKS[0]]
    moves = ["attention-pitch", "urgency-discount"]
    seed, reached = farthest(conversation_from(talk), moves, definition)
    assert reached == len(moves)
    play = {"conversation": TALKS[0], "version": 1, "seed": seed, "moves": moves, "answers": {}}
    page = open_page(PATH + link_of(play, definition))
    ending = page.locator("[data-ending-when=shown-out]")
    expect(ending).to_be_visible()
    for move in talk["moves"]:
        if move["id"] in moves:
            expect(ending).to_contain_text(move["says"]["nl"])
    expect(page.locator("[data-tip-about=pushed]")).to_be_visible()


def test_enter_on_an_answer_ends_nothing(open_page: Open) -> None:
    """Whoever presses Enter on a rung goes on talking."""
    page = open_page(PATH)
    begin(page)
    rung = page.locator("[data-sheet] input[name=need][value='2']")
    rung.check()
    rung.press("Enter")
    say(page)
    expect(page.locator("[data-debrief]")).to_be_hidden()


def test_own_words_come_first_and_stay_here(open_page: Open, definition: Definition) -> None:
    """With “write first” the choices wait; what was written is kept, and is in no link."""
    page = open_page(PATH)
    begin(page)
    page.locator("[data-write-first]").check()
    expect(page.locator("[data-offer]")).to_be_hidden()
    page.locator("[data-own-words]").fill("Wat gaat er nu mis?")
    page.locator("[data-own-form] button").click()
    expect(page.locator("[data-slot=wrote]")).to_have_text("Wat gaat er nu mis?")
    say(page)
    expect(page.locator("[data-log]")).to_contain_text("Wat gaat er nu mis?")
    expect(page.locator("[data-own-form]")).to_be_visible()
    stop(page)
    assert kept(page)[0]["own"] == {"0": "Wat gaat er nu mis?"}
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error()) }")
    page.locator("[data-do=share-talk]").click()
    shared = page.locator("[data-copy-text]").input_value()
    assert link_of(kept(page)[0], definition).removesuffix("stopped=0") in shared
    assert "mis" not in shared


def test_the_first_talk_explains_itself(open_page: Open) -> None:
    """One sentence at a time, three at most, and none once a talk was played."""
    page = open_page(PATH)
    begin(page)
    tips = page.locator("[data-tip-when]:visible")
    expect(tips).to_have_count(1)
    say(page)
    expect(tips).to_have_count(1)
    stop(page)
    expect(tips).to_have_count(0)
    page.locator("[data-do=play-again]").click()
    expect(page.locator("[data-move]").first).to_be_visible()
    expect(tips).to_have_count(0)


def test_the_sheet_is_a_tap_away_on_a_phone(open_page: Open) -> None:
    """Talk and sheet take turns on a small screen; the bar says how many answers there are."""
    page = open_page(PATH, device="phone")
    begin(page)
    sheet = page.locator("[data-sheet]")
    expect(sheet).to_be_hidden()
    page.locator("[data-do=panel]").click()
    expect(sheet).to_be_visible()
    note(page, need=1)
    expect(page.locator("[data-do=panel] [data-filled]")).to_have_text("1")
    page.locator("[data-do=panel]").click()
    expect(page.locator("[data-move]").first).to_be_visible()


def test_a_talk_survives_a_reload_and_the_other_language(open_page: Open) -> None:
    """What was said and noted is there after a reload, and in the other language."""
    page = open_page(PATH)
    begin(page)
    say(page)
    note(page, need=3)
    page.reload()
    expect(page.locator("[data-log] [data-said]")).to_have_count(1)
    expect(page.locator("[data-sheet] input[name=need][value='3']")).to_be_checked()
    page.locator("a[data-other-language]").first.click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("[data-log] [data-said]")).to_have_count(1)
    expect(page.locator("[data-sheet] input[name=need][value='3']")).to_be_checked()


def test_reading_along_keeps_nothing(open_page: Open, definition: Definition) -> None:
    """A link shows somebody's talk to its end; what this reader keeps stays as it was."""
    page = open_page(PATH)
    begin(page)
    say(page)
    note(page, need=2)
    stop(page)
    mine = kept(page)
    page.goto(page.url.split("#")[0] + link_of(mine[0], definition))
    page.reload()
    expect(page.locator("[data-along-when=shared]")).to_be_visible()
    expect(page.locator("[data-debrief]")).to_be_visible()
    expect(page.locator("[data-log] [data-said]")).to_have_count(1)
    assert kept(page) == mine


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (("@1;seed", "@9;seed"), "version"),
        (("potting-machine", "nowhere"), "gone"),
        (("five-conditions", "six-conditions"), "other"),
        (("#c1", "#c2"), "newer"),
        (("moves=", "moves=nowhere,"), "offer"),
        (("seed=", "seed=x"), "damaged"),
        (("answers=2", "answers="), "damaged"),
        ((";stopped=0", ""), "damaged"),
    ],
)
def test_a_link_that_cannot_be_followed_is_refused_in_words(
    open_page: Open, definition: Definition, change: tuple[str, str], problem: str
) -> None:
    """It says why, and the list of talks is there to choose from."""
    play = {"conversation": TALKS[0], "version": 1, "seed": 1, "moves": [], "answers": {"need": 2}}
    page = open_page(PATH + link_of(play, definition).replace(*change))
    expect(page.locator(f"[data-problem-when={problem}]")).to_be_visible()
    expect(page.locator("[data-conversation]").first).to_be_visible()
    assert kept(page) == []


def test_the_example_keeps_nothing(open_page: Open) -> None:
    """How an experienced seller does it is there to read, and counts nowhere."""
    page = open_page(PATH)
    begin(page)
    say(page)
    stop(page)
    mine = kept(page)
    page.locator("[data-do=example]").click()
    expect(page.locator("[data-along-when=example]")).to_be_visible()
    expect(page.locator("[data-debrief]")).to_have_attribute("data-assumed", "0")
    assert kept(page) == mine


def test_history_is_drawn_and_read_back(open_page: Open) -> None:
    """Each talk is in the pictures and can be read again; erased ones can be brought back."""
    page = open_page(PATH)
    begin(page)
    moves = [say(page)]
    stop(page)
    page.locator("[data-debrief] [data-do=leave]").click()
    expect(page.locator("[data-picture=plays-won] svg")).to_be_visible()
    expect(page.locator("[data-picture=plays-open] svg")).to_be_visible()
    page.locator("[data-plays-some] > details > summary").click()
    page.locator("[data-play]").first.click()
    expect(page.locator("[data-along-when=kept]")).to_be_visible()
    expect(page.locator("[data-log] [data-said]")).to_have_count(len(moves))
    page.locator(".playing__back").click()
    mine = kept(page)
    page.locator("[data-do=erase]").click()
    expect(page.locator("[data-plays-none]")).to_be_visible()
    assert kept(page) == []
    page.locator("[data-do=bring-back]").click()
    expect(page.locator("[data-plays-some]")).to_be_visible()
    assert kept(page) == mine


def test_a_file_takes_them_along(open_page: Open, tmp_path: Path) -> None:
    """What was downloaded is read back elsewhere; a foreign file is refused."""
    page = open_page(PATH)
    begin(page)
    say(page)
    stop(page)
    mine = kept(page)
    page.locator("[data-debrief] [data-do=leave]").click()
    with page.expect_download() as waiting:
        page.locator("[data-export]").click()
    file = tmp_path / "plays.json"
    waiting.value.save_as(file)
    other = open_page(PATH)
    other.locator("[data-import]").set_input_files(file)
    expect(other.locator("[data-kept-when=imported]")).to_be_visible()
    assert kept(other) == mine
    foreign = tmp_path / "foreign.json"
    foreign.write_text('{"format": 1, "plays": [{"conversation": "x"}]}', encoding="utf-8")
    other.locator("[data-import]").set_input_files(foreign)
    expect(other.locator("[data-kept-when=failed]")).to_be_visible()
    assert kept(other) == mine


HOSTILE = [
    "{",
    "[]",
    '{"format": 9, "plays": []}',
    '{"format": 1, "plays": [null, 1, "a", {}]}',
    '{"format": 1, "plays": [{"conversation": "<img src=x onerror=alert(1)>", "moves": []}]}',
]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_cannot_be_read_stays(open_page: Open, text: str) -> None:
    """Whatever is in its place, the page says so, works, and throws nothing away."""
    page = open_page(PATH)
    begin(page)
    say(page)
    stop(page)
    key = page.evaluate(
        "() => Object.keys(localStorage).find((key) => key.endsWith('conversations'))"
    )
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [key, text])
    page.reload()
    expect(page.locator("[data-store-unread]")).to_be_visible()
    page.locator(".playing__back").click()
    begin(page)
    say(page)
    stop(page)
    assert len(kept(page)) == 1
    assert json.loads(page.evaluate("key => localStorage.getItem(key)", key))["unread"]


def test_asking_to_be_left_alone_is_noted(open_page: Open) -> None:
    """The tick on the sheet is held against what was said."""
    page = open_page(PATH)
    begin(page)
    say(page)
    page.locator("[data-sheet] [data-stop-tick]").check()
    stop(page)
    expect(page.locator("[data-ticked-when=assumed]")).to_be_visible()
    expect(page.locator("[data-tip-about=stop]")).to_be_visible()


def test_it_plays_without_a_connection(
    contexts: Callable[..., BrowserContext], server: Server, errors: list[str]
) -> None:
    """Once a talk was played, another is to be had without a server."""
    page = watched(contexts(offline=True), errors)
    page.goto(f"{server.url}{PATH}")
    kept_offline(page)
    page.reload()
    begin(page)
    say(page)
    page.context.set_offline(True)
    page.reload()
    expect(page.locator("[data-log] [data-said]")).to_have_count(1)
    page.locator(".playing__back").click()
    begin(page, TALKS[1])
    say(page)


def test_without_a_script_a_talk_is_there_to_read(
    contexts: Callable[..., BrowserContext], shared_server: Server
) -> None:
    """One talk as an experienced seller has it, with its turning points."""
    page = contexts(java_script_enabled=False).new_page()
    page.goto(f"{shared_server.url}{PATH}")
    expect(page.locator(".worked .log__turn").first).to_be_visible()
    expect(page.locator(".worked .log__turning").first).to_be_visible()
    expect(page.locator("[data-conversation]").first).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("device", ["phone", "desktop"])
@LANGUAGES
def test_no_state_has_a_violation(
    open_page: Open, definition: Definition, language: str, device: str, scheme: str
) -> None:
    """The list, a talk, writing first, its end, the debrief, and plays side by side."""
    page = open_page(PATH, language, device, color_scheme=scheme)
    expect(page.locator("[data-engine]")).to_have_attribute("data-engine", "ready")
    assert violations(page) == []
    begin(page, TALKS[1])
    assert violations(page) == []
    say(page)
    page.locator("[data-write-first]").check()
    assert violations(page) == []
    page.locator("[data-write-first]").uncheck()
    if device == "phone":
        page.locator("[data-do=panel]").click()
        assert violations(page) == []
    note(page, need=2, urgency=3)
    stop(page)
    assert violations(page) == []
    page.locator("[data-debrief] [data-do=leave]").click()
    expect(page.locator("[data-picture=plays-won] svg")).to_be_visible()
    assert violations(page) == []
    [play] = kept(page)
    link = link_of(play, definition)
    page.locator("[data-beside-links]").fill(f"Noor: {link}\nSam: #c1;{link}\n")
    page.locator("[data-beside-form] [type=submit]").click()
    expect(page.locator("[data-wrong]")).to_be_visible()
    assert violations(page) == []
    page.locator("[data-beside-links]").fill(f"Noor: {link}\n{link}\n{link}")
    page.locator("[data-beside-form] [type=submit]").click()
    expect(page.locator("[data-beside-shown]")).to_be_visible()
    assert violations(page) == []


def test_the_keyboard_is_enough(open_page: Open) -> None:
    """From the list to the debrief, with the focus where one goes on."""
    page = open_page(PATH)
    page.locator(f"[data-conversation={TALKS[0]}]").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-playing-title]")).to_be_focused()
    page.keyboard.press("1")
    expect(page.locator("[data-offer-heading]")).to_be_focused()
    page.locator("[data-sheet] input[name=need]").first.focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator("[data-sheet] input[name=need][value='1']")).to_be_checked()
    page.locator("[data-stop]").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-debrief-heading]")).to_be_focused()


def test_nothing_sticks_out_on_the_smallest_screen(open_page: Open) -> None:
    """At 320 px no state scrolls sideways."""
    page = open_page(PATH, device="narrow")

    def fits() -> bool:
        wide: bool = page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
        return wide

    assert fits()
    begin(page, TALKS[1])
    assert fits()
    say(page)
    page.locator("[data-do=panel]").click()
    assert fits()
    stop(page)
    assert fits()


def test_an_empty_sheet_is_asked_about_once(open_page: Open) -> None:
    """Nobody ends a talk by a slip of the hand; whoever means it presses again."""
    page = open_page(PATH, "en")
    begin(page)
    page.locator("[data-stop]").click()
    expect(page.locator("[data-empty-sheet]")).to_be_visible()
    expect(page.locator("[data-debrief]")).to_be_hidden()
    note(page, need=1)
    expect(page.locator("[data-empty-sheet]")).to_be_hidden()
    stop(page)
    expect(page.locator("[data-ending-when=stopped]")).to_be_visible()


def test_the_sheet_on_a_phone_has_the_last_reply(open_page: Open) -> None:
    """What it is to be rated by need not be remembered."""
    page = open_page(PATH, "nl", "phone")
    begin(page)
    say(page)
    reply = page.locator("[data-log] [data-reply]").last.inner_text()
    page.locator("[data-do=panel]").click()
    expect(page.locator("[data-last-reply]")).to_be_visible()
    expect(page.locator("[data-last-reply]")).to_contain_text(reply)


def test_a_debrief_takes_two_pages(open_page: Open) -> None:
    """What came of it and the talk itself fit on paper, without a button."""
    page = open_page(PATH)
    begin(page)
    say(page)
    if page.locator("[data-offer] [data-move]").count():
        say(page)
    note(page, need=2)
    stop(page)
    page.emulate_media(media="print")
    expect(page.locator("[data-debrief-ways]")).to_be_hidden()
    assert pages_of(page.pdf(format="A4")) <= 2


def test_the_log_says_who_speaks(open_page: Open) -> None:
    """A screen reader hears each reply as it comes, with the name of who says it."""
    page = open_page(PATH)
    begin(page, TALKS[1])
    say(page)
    log = page.get_by_role("log")
    expect(log).to_have_count(1)
    expect(log.locator(".log__they strong")).to_have_text(re.compile(r"\w+"))
