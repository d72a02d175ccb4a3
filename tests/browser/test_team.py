"""The team: a coach lays several exports side by side; the page computes, and keeps nothing."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, FilePayload, Page, expect

from quiz.definition import Definition
from quiz.prospect import Prospect, prospect_from
from quiz.views.pipeline import pictures
from tests.browser.conftest import HOMES, Open, pages_of, save_data, watched
from tests.browser.test_accessibility import DEVICES, SCHEMES, violations
from tests.browser.test_erase import KEPT
from tests.server import Server

LANGUAGES = pytest.mark.parametrize("language", ["nl", "en"])
SELLERS = ("Noor", "Sam", "Wim", "Zoë", "Ünal")
LEVELS = ("2", "3", "1", "0", "unknown")


@dataclass(frozen=True)
class Row:
    """A prospect of a seller, with a level for each condition, as text."""

    seller: str
    name: str
    levels: tuple[str, ...]


def rows_of(seller: str, count: int = 3) -> list[Row]:
    """Make up prospects that differ within a seller and between sellers."""
    shift = len(seller) + SELLERS.index(seller)
    return [
        Row(
            seller,
            f"{seller}’s {number}",
            tuple(LEVELS[(shift + number * i) % 5] for i in range(5)),
        )
        for number in range(1, count + 1)
    ]


def csv_of(rows: Iterable[Row], definition: Definition, seller: bool = True) -> str:
    """Write rows as an export has them, with or without the column of the seller."""
    head = ["name", *definition.ids, "on", *(["seller"] if seller else [])]
    lines = [
        [row.name, *row.levels, date.today().isoformat(), *([row.seller] if seller else [])]
        for row in rows
    ]
    return "".join(f"{','.join(line)}\r\n" for line in [head, *lines])


def record_of(row: Row, definition: Definition) -> dict[str, Any]:
    """Write a row as a record of a backup has it."""
    answers = {
        key: level if level == "unknown" else int(level)
        for key, level in zip(definition.ids, row.levels, strict=True)
    }
    check = {
        "definition": definition.ref,
        "on": date.today().isoformat(),
        "answers": answers,
        "notes": {},
    }
    return {
        "format": 2,
        "id": "".join(sign for sign in row.name.encode().hex())[:64],
        "name": row.name,
        "seller": row.seller,
        "note": "",
        "next": None,
        "outcome": None,
        "checks": [check],
        "other": {},
        "changed": "2026-11-24T09:00:00.000Z",
    }


def prospects_of(rows: Iterable[Row], definition: Definition) -> list[Prospect]:
    return [prospect_from(record_of(row, definition), definition) for row in rows]


def file_of(name: str, content: str | bytes) -> FilePayload:
    data = content.encode() if isinstance(content, str) else content
    return {"name": name, "mimeType": "text/csv", "buffer": data}


def choose(page: Page, *files: FilePayload) -> None:
    page.locator("quiz-team [data-files]").set_input_files(list(files))


def expect_pictures(page: Page, expected: Mapping[str, Any]) -> None:
    """Each picture has the words, and in its table the figures, that the package computes."""
    frames = page.locator("quiz-team [data-picture]")
    expect(frames).to_have_count(len(expected["pictures"]))
    for picture in expected["pictures"]:
        frame = page.locator(f"quiz-team [data-picture={picture['id']}]")
        expect(frame.locator("h4")).to_have_text(picture["title"])
        expect(frame.locator(".frame__about")).to_have_text(picture["description"])
        expect(frame.locator("[data-drawing] > *")).to_have_count(1 if picture["drawing"] else 0)
        if not picture["drawing"]:
            expect(frame.locator(".frame__empty")).to_have_text(picture["empty"])
            continue
        frame.locator("summary").click()
        cells = frame.locator("tbody :is(th, td)")
        expect(cells).to_have_text([str(cell) for row in picture["table"]["rows"] for cell in row])


@LANGUAGES
@DEVICES
def test_five_files_give_one_picture_of_the_team(
    open_page: Open, definition: Definition, language: str, device: str
) -> None:
    """CSV and backup, with and without sellers, are counted together as the package counts them."""
    page = open_page("team/", language, device)
    rows = {seller: rows_of(seller) for seller in SELLERS}
    backup = {
        "kind": "five-conditions-backup",
        "format": 2,
        "made": "2026-11-24T09:00:00.000Z",
        "prospects": [record_of(row, definition) for row in rows["Sam"]],
    }
    choose(
        page,
        file_of("a.csv", csv_of(rows["Noor"], definition)),
        file_of("b.json", json.dumps(backup)),
        file_of("c.csv", csv_of(rows["Wim"], definition).replace(",", ";")),
        file_of("Zoë.csv", csv_of(rows["Zoë"], definition, seller=False)),
        file_of("e.csv", csv_of(rows["Ünal"], definition).encode("windows-1252")),
    )
    expect(page.locator("quiz-team [data-prospects]")).to_have_text("15")
    expect(page.locator("quiz-team [data-sellers]")).to_have_text("5")
    expect(page.locator("quiz-team [data-result-heading]")).to_be_focused()
    expect(page.locator("quiz-team [data-problems]")).to_be_hidden()
    team = prospects_of((row for own in rows.values() for row in own), definition)
    expect_pictures(page, pictures(team, definition, date.today(), language))


def test_one_file_is_a_team_of_one(open_page: Open, definition: Definition) -> None:
    """A single export gives the same pictures for that seller."""
    page = open_page("team/")
    rows = rows_of("Noor", 1)
    choose(page, file_of("noor.csv", csv_of(rows, definition)))
    expect(page.locator("quiz-team [data-prospects]")).to_have_text("1")
    expect(page.locator("quiz-team [data-sellers]")).to_have_text("1")
    expected = pictures(prospects_of(rows, definition), definition, date.today(), "nl")
    expect_pictures(page, expected)


def test_sellers_are_told_apart_only_when_asked(open_page: Open, definition: Definition) -> None:
    """No name of a seller is on the page until the coach ticks the box, and none after."""
    page = open_page("team/")
    # A prospect has its name in the pictures, so none may be called after its seller here.
    named = [[replace(row, name=f"P{i}{row.name[-1]}") for row in rows_of(s)]
             for i, s in enumerate(SELLERS)]  # fmt: skip
    choose(page, *(file_of(f"{i}.csv", csv_of(r, definition)) for i, r in enumerate(named)))
    box = page.locator("quiz-team [data-by-seller]")
    expect(page.locator("quiz-team [data-picture=heat] .heat")).to_be_visible()
    expect(box).not_to_be_checked()
    expect(page.locator("quiz-team")).not_to_contain_text("Zoë")
    part = page.locator("quiz-team [data-part]:visible").filter(has_not_text="0").first
    part.click()
    names = page.locator("[data-team-rows] li")
    expect(names).to_have_count(int(part.locator("b").inner_text()))
    expect(page.locator("quiz-team")).not_to_contain_text("Zoë")
    box.check()
    apart = page.locator("quiz-team [data-picture=sellers]")
    apart.locator("summary").click()
    for seller in SELLERS:
        expect(apart.locator("tbody th", has_text=seller)).to_be_visible()
    box.uncheck()
    expect(apart).to_have_count(0)
    expect(page.locator("quiz-team")).not_to_contain_text("Zoë")


def test_files_can_be_added_and_closed(open_page: Open, definition: Definition) -> None:
    """More files join the ones that are open; the same one twice counts once; each can go again."""
    page = open_page("team/")
    noor = file_of("noor.csv", csv_of(rows_of("Noor"), definition))
    choose(page, noor)
    expect(page.locator("quiz-team [data-prospects]")).to_have_text("3")
    choose(page, noor, file_of("sam.csv", csv_of(rows_of("Sam", 2), definition)))
    expect(page.locator("quiz-team [data-prospects]")).to_have_text("5")
    expect(page.locator(".team__file")).to_have_count(2)
    page.locator(".team__file", has_text="noor.csv").locator("button").click()
    expect(page.locator("quiz-team [data-prospects]")).to_have_text("2")
    expect(page.locator("quiz-team [data-files]")).to_be_focused()
    page.locator("quiz-team [data-do=close-all]").click()
    expect(page.locator(".team__file")).to_have_count(0)
    expect(page.locator("[data-team-result]")).to_be_hidden()
    expect(page.locator("[data-team-none]")).to_be_hidden()


def test_files_can_be_dropped(open_page: Open, definition: Definition) -> None:
    """What is dragged onto the field opens as if it were chosen, and does not leave the page."""
    page = open_page("team/")
    files = page.evaluate_handle(
        """text => {
            const transfer = new DataTransfer();
            transfer.items.add(new File([text], "noor.csv", { type: "text/csv" }));
            return transfer;
        }""",
        csv_of(rows_of("Noor"), definition),
    )
    page.locator("[data-drop]").dispatch_event("drop", {"dataTransfer": files})
    expect(page.locator("quiz-team [data-prospects]")).to_have_text("3")
    expect(page.locator("quiz-team [data-result-heading]")).to_be_focused()


def test_problems_come_first_and_the_rest_counts(open_page: Open, definition: Definition) -> None:
    """What is wrong is told by file and row, with the focus on it; every sound row counts."""
    page = open_page("team/")
    noor, sam = rows_of("Noor"), rows_of("Sam")
    broken = csv_of(noor, definition).replace(f"{noor[1].name},", f"{noor[1].name},9", 1)
    choose(
        page,
        file_of("noor.csv", broken),
        file_of("sam.csv", csv_of(sam, definition)),
        file_of("book.xlsx", b"PK\x03\x04\0\0\0"),
        file_of("photo.png", b"\x89PNG\0\0\0"),
        file_of("shopping.csv", "bread,milk\r\n1,2\r\n"),
    )
    problems = page.locator("quiz-team [data-problems]")
    expect(page.locator("quiz-team [data-problems-heading]")).to_be_focused()
    expect(page.locator("quiz-team [data-prospects]")).to_have_text("5")
    rows = problems.locator("li:visible")
    expect(rows.filter(has_text="noor.csv").filter(has_text="3")).to_have_count(1)
    expect(rows.filter(has_text="shopping.csv").first).to_be_visible()
    expect(rows.filter(has_text="book.xlsx")).to_have_count(1)
    photo = rows.filter(has_text="photo.png")
    expect(photo.locator("[data-file-problem=no-text]")).to_be_visible()
    expect(rows.filter(has_text="sam.csv")).to_have_count(0)
    order = page.locator(":is([data-problems], [data-team-result])").evaluate_all(
        "parts => parts.map((part) => part.hasAttribute('data-problems'))"
    )
    assert order == [True, False]


def test_many_problems_are_counted(open_page: Open, definition: Definition) -> None:
    """Twenty are written out; how many more there are is said."""
    page = open_page("team/")
    bad = csv_of(rows_of("Noor", 1), definition) + "x,9,9,9,9,9,2026-11-24,Noor\r\n" * 60
    choose(page, file_of("noor.csv", bad))
    listed = page.locator("quiz-team [data-problems] [data-list=problems] li")
    expect(listed).to_have_count(20)
    expect(page.locator("[data-more-problems]")).to_be_visible()
    assert int(page.locator("[data-count-problems]").inner_text()) >= 40


@pytest.mark.parametrize(
    ("size", "reason"), [(20_000_001, "large"), (0, None)], ids=["too large", "empty"]
)
def test_file_of_odd_size_is_said(open_page: Open, size: int, reason: str | None) -> None:
    """A file over 20 MB is not even read; an empty one has no prospects."""
    page = open_page("team/")
    page.evaluate(
        """size => {
            const transfer = new DataTransfer();
            transfer.items.add(new File([new Uint8Array(size).fill(65)], "odd.csv"));
            const input = document.querySelector("quiz-team [data-files]");
            input.files = transfer.files;
            input.dispatchEvent(new Event("change"));
        }""",
        size,
    )
    problems = page.locator("quiz-team [data-problems] li:visible")
    expect(problems.filter(has_text="odd.csv").first).to_be_visible()
    if reason:
        expect(problems.locator(f"[data-file-problem={reason}]")).to_be_visible()
    expect(page.locator("[data-team-result]")).to_be_hidden()


def test_nothing_is_stored_or_sent(
    server: Server,
    contexts: Callable[..., BrowserContext],
    errors: list[str],
    definition: Definition,
) -> None:
    """The files leave no trace in the browser, nothing goes out, and a reload forgets them."""
    page = watched(contexts(), errors)
    save_data(page)  # the site's copy of itself is another matter
    page.goto(f"{server.url}team/")
    before = (page.evaluate(KEPT), page.evaluate("JSON.stringify({ ...localStorage })"))
    choose(page, file_of("noor.csv", csv_of(rows_of("Noor"), definition)))
    expect(page.locator("quiz-team [data-picture=heat] .heat")).to_be_visible()
    after = (page.evaluate(KEPT), page.evaluate("JSON.stringify({ ...localStorage })"))
    assert after == before
    assert after[0]["databases"] == after[0]["caches"] == []
    asked = len(server.requests)
    page.locator("quiz-team [data-by-seller]").check()
    expect(page.locator("quiz-team [data-picture=sellers] [data-drawing] > svg")).to_be_visible()
    assert server.requests[asked:] == []
    page.reload()
    expect(page.locator("[data-drop]")).to_be_visible()
    expect(page.locator(".team__file")).to_have_count(0)
    expect(page.locator("[data-team-result]")).to_be_hidden()


def test_names_stay_text(open_page: Open, definition: Definition) -> None:
    """Markup in a seller's name or a file's name is shown, and does nothing."""
    page = open_page("team/")
    evil = "<img src=x onerror=alert(1)>"
    rows = [Row(evil, "x", ("2",) * 5), Row("Sam", "y", ("1",) * 5)]
    choose(page, file_of(f"{evil}.csv", csv_of(rows, definition)))
    page.locator("quiz-team [data-by-seller]").check()
    apart = page.locator("quiz-team [data-picture=sellers]")
    apart.locator("summary").click()
    expect(apart.locator("tbody th", has_text=evil)).to_be_visible()
    expect(page.locator(".team__file")).to_contain_text(evil)
    expect(page.locator("quiz-team img")).to_have_count(0)


def test_long_table_comes_in_parts(open_page: Open, definition: Definition) -> None:
    """Of a team of 120 sellers the table shows a hundred, and the rest on demand."""
    page = open_page("team/")
    rows = [Row(f"Seller {number}", "x", ("2",) * 5) for number in range(120)]
    choose(page, file_of("all.csv", csv_of(rows, definition)))
    page.locator("quiz-team [data-by-seller]").check()
    apart = page.locator("quiz-team [data-picture=sellers]")
    apart.locator("summary").click()
    expect(apart.locator("tbody tr")).to_have_count(100)
    apart.locator("[data-do=more-rows]").click()
    expect(apart.locator("tbody tr")).to_have_count(120)
    expect(apart.locator("tbody th").nth(100)).to_be_focused()
    expect(apart.locator("[data-do=more-rows]")).to_be_hidden()


def test_pictures_print_alone(open_page: Open, definition: Definition) -> None:
    """The print button leaves the rest of the guide out, and the page is whole again after it."""
    page = open_page("team/")
    choose(page, file_of("noor.csv", csv_of(rows_of("Noor"), definition)))
    expect(page.locator("quiz-team [data-picture=heat] .heat")).to_be_visible()
    page.evaluate("window.print = () => {}")
    page.locator("quiz-team [data-do=print]").click()
    page.emulate_media(media="print")
    expect(page.locator("#whose")).to_be_hidden()
    expect(page.locator("quiz-team [data-picture=heat]")).to_be_visible()
    assert pages_of(page.pdf(prefer_css_page_size=True)) <= 3
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator("#whose")).to_be_visible()


def test_without_script_nothing_pretends_to_work(
    contexts: Callable[..., BrowserContext], shared_server: Server
) -> None:
    """Without JavaScript there is no field to drop files on, and words that say why."""
    page = contexts(java_script_enabled=False).new_page()
    page.goto(f"{shared_server.url}{HOMES['nl']}team/")
    expect(page.locator("quiz-team .notice").first).to_be_visible()
    expect(page.locator("[data-drop]")).to_be_hidden()


@SCHEMES
@DEVICES
@LANGUAGES
def test_team_has_no_violation(
    open_page: Open, definition: Definition, language: str, device: str, scheme: str
) -> None:
    """Pictures, open tables, the open files and problems of both kinds."""
    page = open_page("team/", language, device, color_scheme=scheme)
    choose(
        page,
        file_of("noor.csv", csv_of(rows_of("Noor"), definition) + "x,9,9,9,9,9,,\r\n"),
        file_of("book.xlsx", b"PK\0"),
    )
    page.locator("quiz-team [data-by-seller]").check()
    for picture in page.locator("quiz-team [data-picture] summary:visible").all():
        picture.click()
    expect(page.locator("quiz-team [data-picture=sellers] [data-drawing] > svg")).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= page.evaluate("innerWidth")


def test_two_files_of_one_name_are_two_sellers(open_page: Open, definition: Definition) -> None:
    """Two exports of one day bear one name: without a seller in them they stay two people's."""
    page = open_page("team/")
    mine, theirs = (csv_of(rows_of(who), definition, seller=False) for who in ("Noor", "Sam"))
    name = "five-links-prospects-2026-11-24.csv"
    choose(page, file_of(name, mine), file_of(name, theirs))
    expect(page.locator("quiz-team [data-sellers]")).to_have_text("2")


def test_who_a_backup_is_of_is_read_in_it(open_page: Open, definition: Definition) -> None:
    """Two backups of one seller are one seller's, whatever the files are called."""
    page = open_page("team/")
    rows = rows_of("Noor")
    files = [
        file_of(
            f"{number}.json",
            json.dumps(
                {
                    "kind": f"{definition.id}-backup",
                    "format": 2,
                    "made": "2026-11-24T09:00:00.000Z",
                    "seller": "Noor",
                    "prospects": [{**record_of(row, definition), "seller": ""}],
                }
            ),
        )
        for number, row in enumerate(rows[:2])
    ]
    choose(page, *files)
    expect(page.locator("quiz-team [data-sellers]")).to_have_text("1")
    expect(page.locator("quiz-team [data-prospects]")).to_have_text("2")


def test_numbers_and_names_lead_to_the_prospects(open_page: Open, definition: Definition) -> None:
    """A number shows who it counts, once more nobody; a name in the picture shows that one."""
    page = open_page("team/", "en")
    choose(page, file_of("noor.csv", csv_of(rows_of("Noor", 8), definition)))
    rows, shown = page.locator("[data-team-rows]"), page.locator("[data-team-rows] li")
    expect(rows).to_be_hidden()
    part = page.locator("quiz-team [data-part=no-next]")
    part.click()
    expect(part).to_have_attribute("aria-pressed", "true")
    count = int(part.locator("b").inner_text())
    assert count > 0
    expect(shown).to_have_count(count)
    expect(rows.get_by_role("status")).to_have_text(f"{count} of 8")
    part.click()
    expect(part).to_have_attribute("aria-pressed", "false")
    expect(rows).to_be_hidden()
    page.locator("quiz-team .heat__row", has_text="Noor’s 5").click()
    expect(rows).to_be_focused()
    expect(shown).to_have_count(1)
    expect(shown).to_contain_text("Noor’s 5")
