"""A coach pastes links to plays of one talk, and sees side by side what each said and heard."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from quiz.conversations.conversation import conversation_from
from quiz.conversations.play import Play
from quiz.definition import Definition
from quiz.host.conversations import load_conversations
from tests import frozen
from tests.browser.conftest import Open, pages_of
from tests.browser.test_conversations_page import PATH, TALKS, kept, link_of

SITE = "https://example.org/conversations/"


@pytest.fixture(scope="module")
def links(definition: Definition) -> dict[str, list[str]]:
    """Return for each talk links to five plays of two turns, of which the first two begin alike."""
    folder = frozen.CONTENT / "quiz" / "conversations"
    talks = {data["id"]: data for data in load_conversations(definition, folder)}
    return {name: list(made(talks[name], definition)) for name in TALKS}


def made(talk: dict[str, Any], definition: Definition) -> list[str]:
    start = Play(conversation_from(talk), definition, 0)
    found = []
    for first, second, answers in (
        (0, 0, {"need": 2}),
        (0, 1, {}),
        *((n, 0, {}) for n in (1, 2, 1)),
    ):
        play = start.then(start.offer()[first].id)
        if offer := play.offer():
            play = play.then(offer[second].id)
        kept_play = {"conversation": talk["id"], "version": talk["version"], "seed": 0}
        found.append(link_of({**kept_play, "moves": play.moves, "answers": answers}, definition))
    return found


def paste(page: Page, *lines: str) -> None:
    """Fill in these lines and ask for them side by side."""
    page.locator("[data-beside-links]").fill("\n".join(lines))
    page.locator("[data-beside-form] [type=submit]").click()


def names(page: Page) -> list[str]:
    return page.locator("[data-beside-names='1'] .beside__name").all_inner_texts()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_two_plays_side_by_side(
    open_page: Open, links: dict[str, list[str]], language: str
) -> None:
    """What each said and heard, where their ways parted, and each play to open by itself."""
    page = open_page(PATH, language)
    one, other = links[TALKS[0]][:2]
    paste(page, f"Noor: {SITE}{one}", "", f"{SITE}{other}")
    expect(page.locator("[data-beside-title]")).to_be_focused()
    assert names(page) == ["Noor", "2"]
    expect(page.locator("[data-parted-when=later]")).to_be_visible()
    expect(page.locator("[data-beside-ways] [data-slot=same]")).to_have_text("1")
    expect(page.locator("[data-beside-ways] [data-if=seeds]")).to_be_hidden()
    expect(page.locator("[data-beside-turns] tr")).to_have_count(2)
    first = page.locator("[data-beside-turns] tr").first.locator("td").all_inner_texts()
    assert len(set(first)) == 1
    expect(page.locator("[data-beside-rows] tr")).to_have_count(5)
    for row in page.locator("[data-beside-rows] tr, [data-beside-verdicts]").all():
        expect(row.locator("td")).to_have_count(4)
    for cell in page.locator("[data-beside-rows] td").all():
        expect(cell.locator("[data-level-when]:visible")).to_have_count(1)
    expect(page.locator("[data-beside-turns] .beside__reply:visible")).to_have_count(4)
    verdicts = page.locator("[data-beside-verdicts] td").all()
    for heard, mine in zip(verdicts[::2], verdicts[1::2], strict=True):
        differ = heard.inner_text() != mine.locator("[data-slot=mine]").inner_text()
        expect(mine.locator(".beside__other")).to_be_visible(visible=differ)
    link = page.locator("[data-beside-link]").nth(1)
    expect(link).to_have_attribute("href", other)
    link.click()
    expect(page.locator("[data-along-when=shared]")).to_be_visible()
    expect(page.locator("[data-log] [data-said]")).to_have_count(2)
    expect(page.locator("[data-beside-form]")).to_be_hidden()
    page.locator(".playing__back[data-do=leave]").click()
    expect(link).to_be_focused()
    link.click()
    expect(page.locator("[data-debrief]")).to_be_visible()
    page.go_back()
    expect(link).to_be_focused()
    assert kept(page) == []


def test_five_plays_with_names(open_page: Open, links: dict[str, list[str]]) -> None:
    """To whom each thing was said stands with it, where two sit there."""
    page = open_page(PATH)
    people = ("Noor", "Sam van Dijk", "Bo", "Jip", "Ali")
    given = zip(people, links[TALKS[1]], strict=True)
    paste(page, *(f"[11:02] {name}: {SITE}{link}" for name, link in given))
    expect(page.locator("[data-parted-when=at-once]")).to_be_visible()
    assert names(page) == list(people)
    cells = page.locator("[data-beside-turns] tr").first.locator("td")
    expect(cells).to_have_count(5)
    for cell in cells.all():
        expect(cell.locator("strong").first).to_be_visible()


def test_other_seeds_are_told(open_page: Open, definition: Definition) -> None:
    """What was on offer differed then."""
    page = open_page(PATH)
    silent = {"conversation": TALKS[0], "version": 1, "moves": [], "answers": {}}
    paste(page, *(SITE + link_of({**silent, "seed": seed}, definition) for seed in (1, 2)))
    expect(page.locator("[data-parted-when=silent]")).to_be_visible()
    expect(page.locator("[data-beside-ways] [data-if=seeds]")).to_be_visible()


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (("#c1", "#x1"), "none"),
        (("seed=", "seed=x"), "damaged"),
        (("potting-machine", "nowhere"), "gone"),
        (("@1;seed", "@9;seed"), "version"),
        (("five-conditions", "six-conditions"), "other"),
        (("#c1", "#c2"), "newer"),
        (("moves=", "moves=nowhere,"), "offer"),
        (("https", "#c1;a https"), "two"),
    ],
)
def test_what_is_wrong_is_told_by_its_line(
    open_page: Open, links: dict[str, list[str]], change: tuple[str, str], what: str
) -> None:
    """In words, with the line that it stands on; what was typed is still there."""
    page = open_page(PATH)
    one, other = (SITE + link for link in links[TALKS[0]][:2])
    lines = (one, "", f"Sam: {other}".replace(*change))
    paste(page, *lines)
    told = page.locator("[data-wrong]")
    expect(told).to_have_count(1)
    expect(told.locator("[data-slot=line]")).to_have_text("3")
    expect(told.locator("[data-wrong-when]:visible")).to_have_attribute("data-wrong-when", what)
    expect(page.locator("[data-beside-links]")).to_have_value("\n".join(lines))
    expect(page.locator("[data-beside-links]")).to_be_focused()
    expect(page.locator("[data-beside-shown]")).to_be_hidden()
    paste(page, one, other)
    expect(page.locator("[data-beside-shown]")).to_be_visible()
    expect(told).to_have_count(0)


def test_two_at_least_eight_at_most_and_of_one_talk(
    open_page: Open, links: dict[str, list[str]]
) -> None:
    """Too few, too many, and another talk are told."""
    page = open_page(PATH)
    one, other = (SITE + links[name][0] for name in TALKS[:2])
    for lines, told in (
        ([""], {"few": ""}),
        ([one], {"few": ""}),
        ([one] * 9, {"many": "9"}),
        ([one, "x", other], {"none": "2", "talk": "3"}),
    ):
        paste(page, *lines)
        for what, line in told.items():
            item = page.locator("[data-wrong]").filter(
                has=page.locator(f"[data-wrong-when={what}]:visible")
            )
            expect(item).to_be_visible()
            expect(item.locator("[data-slot=line]")).to_have_text(line)


def test_a_play_that_is_read_along_is_put_beside_others(
    open_page: Open, links: dict[str, list[str]]
) -> None:
    """Each is added to those that stand there, once."""
    one, other = links[TALKS[0]][:2]
    page = open_page(PATH + one)
    for link in (one, other, one):
        page.evaluate("link => { location.hash = link; }", link)
        page.locator("[data-do=put-beside]").click()
        expect(page.locator("[data-beside-links]")).to_be_focused()
    area = page.locator("[data-beside-links]")
    assert [line.split("#")[1] for line in area.input_value().split()] == [one[1:], other[1:]]
    page.locator("[data-beside-form] [type=submit]").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-beside-title]")).to_be_focused()
    assert kept(page) == []


def test_nothing_is_kept_or_sent(open_page: Open, links: dict[str, list[str]]) -> None:
    """Once the talk is there nothing is fetched, and nothing that was pasted is kept."""
    page = open_page(PATH)
    lines = [f"Drumbelknoth: {SITE}{link}" for link in links[TALKS[0]]]
    paste(page, *lines)
    expect(page.locator("[data-beside-shown]")).to_be_visible()
    heard: list[str] = []
    page.on("request", lambda request: heard.append(request.url))
    paste(page, *lines[1:])
    expect(page.locator("[data-beside-names='1'] .beside__name")).to_have_count(4)
    assert heard == []
    held = page.evaluate("() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }])")
    assert "Drumbelknoth" not in held
    assert links[TALKS[0]][0] not in held
    page.reload()
    expect(page.locator("[data-beside-links]")).to_have_value("")


def test_tables_scroll_within_themselves(open_page: Open, links: dict[str, list[str]]) -> None:
    """At 320 px the page does not move sideways, and keys reach what is to the right."""
    page = open_page(PATH, device="narrow")
    paste(page, *(SITE + link for link in links[TALKS[1]]))
    expect(page.locator("[data-beside-shown]")).to_be_visible()
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    for part in page.locator("[data-beside-shown] [tabindex='0']").all():
        assert part.evaluate("part => part.scrollWidth > part.clientWidth")
        part.press("End")
        part.press("ArrowRight")
        expect(part.locator("caption")).to_be_attached()
        page.wait_for_function("part => part.scrollLeft > 0", arg=part.element_handle())


def test_the_tables_are_printed_alone(open_page: Open, links: dict[str, list[str]]) -> None:
    """Both fit on two sheets for five plays, without what is only for the screen."""
    page = open_page(PATH)
    paste(page, *(SITE + link for link in links[TALKS[1]]))
    expect(page.locator("[data-beside-shown]")).to_be_visible()
    page.emulate_media(media="print")
    for hidden in ("[data-beside-form]", "[data-talk-list]", ".progress", "[data-beside-opens]"):
        expect(page.locator(hidden)).to_be_hidden()
    assert pages_of(page.pdf(format="A4", prefer_css_page_size=True)) <= 2
