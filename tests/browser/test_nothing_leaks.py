"""A name, a seller and a note stay on the device: a whole journey, and all that was heard of it.

Before a `#` an address goes to servers, into their logs and into what programs make of links; and a
file has a name, and a calendar lines that no one looks at. None of it tells of a prospect.
"""

import base64
import json
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Download,
    FilePayload,
    Frame,
    Page,
    expect,
)

from tests.browser.conftest import DEVICES, HOMES, answer
from tests.browser.pipeline import HEADER, keep, open_file, row, say_who
from tests.browser.saving import note, save
from tests.browser.storage import read_raw
from tests.browser.traces import traces
from tests.server import Heard, serve

TYPED = "Zwaluwkruid & Ÿxlönd 株式会社"
LISTED, OWNED = "Qwyxzibo", "Plontvig Őrség"
SELLER, NOTE, EVIDENCE = "Drumbelknoth", "Flespijnboom belt nooit", "Krokshavelte zei het"
STEP = "Grobbewiel zien"

pytestmark = pytest.mark.xdist_group("a journey of which nothing leaks")

WORDS = tuple(
    word
    for text in (TYPED, LISTED, OWNED, SELLER, NOTE, EVIDENCE, STEP)
    for word in text.split()
    if len(word) > 5 or not word.isascii()
)
"""The words that would give away whom it is about; none of them is anywhere on the site."""

LIST = f"""{HEADER},next,next_on,seller,note
{LISTED},2,2,2,1,2,2026-11-20,{STEP},2031-01-15,,
{OWNED},2,2,unknown,1,2,2026-11-21,,,{SELLER},{NOTE}
"""

QUIET = """window.print = () => dispatchEvent(new Event("afterprint"));"""


@dataclass
class Journey:
    """What one journey left behind: all that the server heard, and all that the browser keeps.

    `addresses` are those that the browser was at, whole; `files` are the downloads: name, content.
    `ids` are those of the prospects in its storage.
    """

    url: str
    heard: list[Heard] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    files: list[tuple[str, str]] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)


class Reader:
    """A seller at work in one browser, in one language."""

    def __init__(self, context: BrowserContext, home: str, journey: Journey) -> None:
        self.context, self.home, self.journey = context, home, journey
        self.named = False
        context.add_init_script(QUIET)
        context.on("page", self._follow)
        self.page = context.new_page()

    def _follow(self, page: Page) -> None:
        page.on("framenavigated", self._went)
        page.on("download", self._saved)

    def _went(self, frame: Frame) -> None:
        self.journey.addresses.append(frame.url)

    def _saved(self, download: Download) -> None:
        self.journey.addresses.append(download.url)

    def open(self, path: str) -> Page:
        """Go to a page in the reader's language."""
        self.page.goto(self.home + path)
        return self.page

    def download(self, button: str) -> None:
        """Take a file along; the first that holds prospects asks who the reader is."""
        with self.page.expect_download() as waiting:
            self.page.locator(f"[data-do={button}]:visible").first.click()
            if button in ("csv", "excel", "backup") and not self.named:
                say_who(self.page, SELLER)
                self.named = True
        content = waiting.value.path().read_bytes().decode()
        self.journey.files.append((waiting.value.suggested_filename, content))

    def switch_language(self) -> None:
        """Go on in the other language, by the link on the page."""
        language = self.page.locator("html").get_attribute("lang") or ""
        self.page.locator("a[data-other-language]").first.click()
        expect(self.page.locator("html")).not_to_have_attribute("lang", language)

    def press(self, *buttons: str) -> None:
        """Press buttons, one after the other."""
        for button in buttons:
            self.page.locator(f"[data-do={button}]:visible").first.click()

    def close(self, page: Page) -> None:
        """Write down every entry of a tab's history, and close it."""
        session = self.context.new_cdp_session(page)
        for entry in session.send("Page.getNavigationHistory")["entries"]:
            self.journey.addresses += [entry["url"], entry["userTypedURL"]]
        page.close()

    def leave(self) -> None:
        """Write down what is stored, and end."""
        self.journey.ids += [record["id"] for record in read_raw(self.page)]
        self.close(self.page)
        self.context.close()


def travel(reader: Reader, offline: bool) -> None:
    """Do all that one can do with a prospect, each page in one language and then in the other."""
    link = check_someone(reader, offline)
    agree_and_look_up(reader)
    bring_a_list(reader)
    take_everything_out(reader)
    send_them_on(reader, link)
    search_the_site(reader)
    show_the_coach(reader)


def check_someone(reader: Reader, offline: bool) -> str:
    """Check a prospect, share it with the name ticked, save it; return the link."""
    page = reader.open("check/")
    if offline:
        expect(page.locator("html")).to_have_attribute("data-offline", "kept")
    answer(page, need=2, means=2, trust=2, urgency=0, attention=2)
    expect(page.locator("[data-result][data-from=engine]")).to_be_visible()
    page.locator("[data-name]").fill(TYPED)
    note(page, "need", EVIDENCE)
    page.locator("[data-revisit]").fill("2031-03-07")
    page.locator("[data-revisit]").press("Tab")
    reader.switch_language()
    expect(page.locator("[data-name]")).to_have_value(TYPED)
    reader.press("share")
    page.locator("[data-share-name]").check()
    link = page.locator("[data-share-link]").input_value()
    reader.press("copy-link", "copy", "print")
    save(page)
    page.locator("[data-saved-link]").click()
    expect(page.locator("#detail-name")).to_have_text(TYPED)
    return link


def agree_and_look_up(reader: Reader) -> None:
    """Write down what is agreed, print it, find it in the list, and check it again."""
    page = reader.page
    form = page.locator("[data-detail-form]")
    agreed = {"seller": SELLER, "note": NOTE, "what": STEP, "on": date.today().isoformat()}
    for name, value in agreed.items():
        form.locator(f"[name={name}]").fill(value)
    form.locator("button[type=submit]").click()
    expect(page.locator("[data-said-what=kept]")).to_be_visible()
    reader.press("copy", "copy-link", "print-one", "print-card")
    reader.download("calendar-one")
    reader.switch_language()
    expect(page.locator("#detail-name")).to_have_text(TYPED)
    reader.press("back")
    page.locator("[data-filters] [name=search]").fill(TYPED)
    expect(page.locator("[data-prospect]")).to_have_count(1)
    reader.press("print-all", "print-week")
    check_again(reader, TYPED)


def check_again(reader: Reader, name: str) -> None:
    """Come to a further check from the list, and save it in the other language."""
    page = reader.page
    row(page, name).get_by_role("link").click()
    expect(page.locator("#detail-name")).to_have_text(name)
    page.locator("[data-detail] a[href*='check/']").click()
    expect(page.locator("[data-recheck-name]")).to_have_text(name)
    reader.switch_language()
    expect(page.locator("[data-recheck-name]")).to_have_text(name)
    answer(page, urgency=2)
    expect(page.locator("[data-result][data-from=engine]")).to_be_visible()
    note(page, "urgency", EVIDENCE)
    save(page)
    reader.open("prospects/")


def bring_a_list(reader: Reader) -> None:
    """Open a seller's own list, in a file that bears the seller's name, and check one of it."""
    open_file(reader.page, LIST, f"{SELLER}.csv")
    keep(reader.page)
    check_again(reader, LISTED)


def take_everything_out(reader: Reader) -> None:
    expect(reader.page.locator("[data-prospect]")).to_have_count(3)
    for button in ("csv", "excel", "backup", "calendar"):
        reader.download(button)


def send_them_on(reader: Reader, share_link: str) -> None:
    """Open a prospect's link, and that of the shared check, as who gets them does."""
    page = reader.page
    row(page, LISTED).get_by_role("link").click()
    expect(page.locator("#detail-name")).to_have_text(LISTED)
    expect(page.locator("[data-send-link]")).not_to_have_value("")
    prospect_link = page.locator("[data-send-link]").input_value()
    tab = reader.page = reader.context.new_page()
    tab.goto(share_link)
    expect(tab.locator("[data-shared-who]")).to_contain_text(TYPED)
    reader.switch_language()
    expect(tab.locator("[data-shared-who]")).to_contain_text(TYPED)
    answer(tab, need=3)
    tab.goto(prospect_link)
    expect(tab.locator("[data-preview][data-state=ready]")).to_be_visible()
    keep(tab)
    reader.close(tab)
    reader.page = page


def search_the_site(reader: Reader) -> None:
    """Look for a prospect in the search of the site, as one does by mistake, and follow a hit."""
    page = reader.open("")
    field = page.locator("[data-md-component=search-query]")
    field.press_sequentially(f"{LISTED} prospect")
    hit = page.locator(".md-search-result__link").first
    expect(hit).to_be_visible()
    hit.click()
    expect(page.locator("h1").first).to_be_visible()


def show_the_coach(reader: Reader) -> None:
    """Lay the list beside others on the team's page, and see what the device keeps."""
    page = reader.open("team/")
    file = FilePayload(name=f"{SELLER}.csv", mimeType="text/csv", buffer=LIST.encode())
    page.locator("quiz-team [data-files]").set_input_files(file)
    expect(page.locator("quiz-team [data-prospects]")).to_have_text("2")
    page.locator("quiz-team [data-by-seller]").check()
    reader.press("print")
    reader.switch_language()
    reader.open("privacy/")
    expect(page.locator("[data-kept-count=prospects]").first).to_have_text("3")
    reader.switch_language()
    page.go_back()


@pytest.fixture(scope="module")
def journeys(site: Path, browser: Browser) -> dict[str, Journey]:
    """Travel once in each language: in Dutch without a service worker, in English with one.

    The server is the browser's proxy as well: it hears what goes to any other host.
    """
    return {language: journey(site, browser, language) for language in HOMES}


def journey(site: Path, browser: Browser, language: str) -> Journey:
    offline = language == "en"
    with serve(site) as server:
        made = Journey(server.url, heard=server.heard)
        context = browser.new_context(
            **DEVICES["desktop"],
            proxy={
                "server": server.url.replace("localhost", "127.0.0.1"),
                "bypass": "<-loopback>",
            },
            permissions=["clipboard-read", "clipboard-write"],
            service_workers="allow" if offline else "block",
        )
        reader = Reader(context, server.url + HOMES[language], made)
        travel(reader, offline)
        reader.leave()
    return made


LANGUAGES = pytest.mark.parametrize("language", list(HOMES))


@LANGUAGES
def test_no_request_tells_of_a_prospect(journeys: dict[str, Journey], language: str) -> None:
    """No address, header or body of any request has a word of it, to this host or another."""
    told = {
        request.target: found
        for request in journeys[language].heard
        if (found := traces(as_text(request), WORDS))
    }
    assert told == {}


@LANGUAGES
def test_only_files_are_asked_for(journeys: dict[str, Journey], language: str, site: Path) -> None:
    """Every request, the workers' too, gets a file of the site, and nothing stands behind it."""
    made = journeys[language]
    home = urlsplit(made.url)
    odd = set()
    for request in made.heard:
        address = urlsplit(request.target)
        file = site / unquote(address.path).removeprefix("/")
        ours = (address.scheme, address.netloc) in (("", ""), home[:2])
        there = (file / "index.html" if file.is_dir() else file).is_file()
        plain = not (address.query or request.body or "Cookie" in dict(request.headers))
        if not (request.method == "GET" and ours and there and plain):
            odd.add(f"{request.method} {request.target}")
    assert odd == set()


@LANGUAGES
def test_no_address_tells_of_a_prospect(journeys: dict[str, Journey], language: str) -> None:
    """Of all addresses that the browser was at, history included, none has a word before its #."""
    before = {address.split("#")[0] for address in journeys[language].addresses}
    assert {address: found for address in before if (found := traces(address, WORDS))} == {}


@LANGUAGES
def test_addresses_say_which_page_it_is_and_no_more(
    journeys: dict[str, Journey], language: str
) -> None:
    """Whatever an address says of a prospect, or of what was looked for, stands behind its #."""
    queries = {urlsplit(address).query for address in journeys[language].addresses}
    assert queries == {""}


@LANGUAGES
def test_no_file_is_named_after_a_prospect(journeys: dict[str, Journey], language: str) -> None:
    """The files that one takes along bear no word of it in their names."""
    names = [name for name, _ in journeys[language].files]
    assert {name.rpartition(".")[2] for name in names} >= {"csv", "ics", "json"}
    assert {name: found for name in names if (found := traces(name, WORDS))} == {}


@LANGUAGES
def test_calendar_tells_of_a_prospect_where_one_reads_it(
    journeys: dict[str, Journey], language: str
) -> None:
    """In a calendar only the title and the text of an event have a word of it."""
    files = [content for name, content in journeys[language].files if name.endswith(".ics")]
    lines = [line for content in files for line in content.replace("\r\n ", "").split("\r\n")]
    read = [line for line in lines if line.startswith(("SUMMARY:", "DESCRIPTION:"))]
    assert traces("\n".join(read), [LISTED, *TYPED.split()]) >= {LISTED, "Zwaluwkruid"}
    others = set(lines) - set(read)
    assert {line: found for line in others if (found := traces(line, WORDS))} == {}


@LANGUAGES
def test_id_tells_nothing_of_a_name(journeys: dict[str, Journey], language: str) -> None:
    """What a prospect is known by in links and files has no word of it."""
    ids = journeys[language].ids
    assert len(ids) == 3
    assert {one: found for one in ids if (found := traces(one, WORDS))} == {}


def test_id_is_another_on_each_device(journeys: dict[str, Journey]) -> None:
    """The same list opened on two devices gives other ids: none is reckoned from a name."""
    dutch, english = (set(made.ids) for made in journeys.values())
    assert dutch & english == set()


@LANGUAGES
def test_the_journey_went_everywhere(journeys: dict[str, Journey], language: str) -> None:
    """What was heard and seen of it has the pages, the engine, and the service worker if any."""
    made = journeys[language]
    asked = {urlsplit(request.target).path for request in made.heard}
    pages = {f"/{home}{page}/" for home in HOMES.values() for page in ("check", "prospects")}
    assert {urlsplit(address).path for address in made.addresses} >= pages
    assert any(path.endswith(".wasm") for path in asked)
    assert ("/sw.js" in asked) == (language == "en")
    assert any(traces(address.partition("#")[2], ["Zwaluwkruid"]) for address in made.addresses)


def dressed(word: str) -> Iterator[tuple[str, str]]:
    """Yield what a word could look like on its way, each with what that is called."""
    data = word.encode()
    yield "plain", f"a={word}&b"
    yield "percent", f"?q={quote(word)}"
    yield "percent twice", f"?q={quote(quote(word))}"
    yield "loose accents", quote(unicodedata.normalize("NFD", word.upper()))
    yield "host", f"http://{'www.x' + word.encode('idna').decode()}.example/"
    yield "hex", f"row-1{(b'x' + data + b'y').hex()}"
    yield "hex from the other end", f"{int.from_bytes(b'ab' + data + b'c', 'little'):X}"
    yield "hex of UTF-16", f"a{('ab' + word + 'c').encode('utf-16-le').hex()}"
    yield "escapes of JSON", json.dumps({"a": word})
    yield "escapes of JavaScript", "".join(f"%u{ord(sign):04x}" for sign in word)
    yield "UTF-16", word.encode("utf-16-be").decode("latin-1") if word.isascii() else word
    for before in ("", "a", "ab"):
        packed = (before + word + "yz").encode()
        yield f"base64 after {len(before)}", base64.b64encode(packed).decode()
        yield f"base64url after {len(before)}", base64.urlsafe_b64encode(packed).decode().strip("=")
        wide = base64.b64encode((before + word + "yz").encode("utf-16-le")).decode()
        yield f"base64 of UTF-16 after {len(before)}", wide


@pytest.mark.parametrize("word", WORDS)
def test_a_word_is_known_again_in_every_dress(word: str) -> None:
    """Whatever it is encoded as, it is found; and no other word is."""
    missed = [dress for dress, text in dressed(word) if traces(text, WORDS) != {word}]
    assert missed == []


def as_text(request: Heard) -> str:
    """Return a request as one text."""
    headers = [f"{name}: {value}" for name, value in request.headers]
    return "\n".join([request.method, request.target, *headers, request.body.decode("latin-1")])
