"""The site without a network: kept after one visit to the check, and never two versions at once."""

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import HOMES, answer, chosen, save_data, watched
from tests.conftest import ROOT
from tests.server import Server, serve

ENGINE = "assets/engine/"

type Visit = Callable[..., Page]


@pytest.fixture
def contexts(contexts: Callable[..., BrowserContext]) -> Callable[..., BrowserContext]:
    """Make contexts in which the site may keep a copy of itself."""
    return partial(contexts, offline=True)


@pytest.fixture
def visit(server: Server, contexts: Callable[..., BrowserContext], errors: list[str]) -> Visit:
    """Open the check and wait until the site is kept."""

    def open_it(at: Server = server, path: str = "check/") -> Page:
        page = watched(contexts("phone"), errors)
        page.goto(at.url + path)
        kept(page)
        return page

    return open_it


def kept(page: Page, state: str = "kept") -> None:
    expect(page.locator("html")).to_have_attribute("data-offline", state)


@pytest.mark.parametrize(("base", "language"), [("/", "nl"), ("/team/vijf/", "en")])
def test_after_one_visit_everything_works_without_a_server(
    site: Path, visit: Visit, base: str, language: str
) -> None:
    """With the server stopped: every page in both languages, the search, the check to a verdict."""
    home = HOMES[language]
    with serve(site, base) as server:
        page = visit(server, f"{home}check/")
    pages = sorted(
        file.parent.relative_to(site).as_posix() + "/"
        for file in site.rglob("index.html")
        if file.parent != site
    )
    for path in ["", *pages]:
        page.goto(server.url + path)
        expect(page.locator("h1").first).to_be_visible()
        faces = page.evaluate("document.fonts.ready.then(fonts => fonts.size)")
        assert faces > 0, path
    page.goto(f"{server.url}{home}")
    page.locator(".md-header__button[for=__search]").click()
    page.locator("[data-md-component=search-query]").press_sequentially("check")
    expect(page.locator(".md-search-result__link").first).to_be_visible()
    page.goto(f"{server.url}{home}check/?from=home")
    answer(page, need=3, means=2, trust=2, urgency=1, attention=2)
    expect(page.locator("[data-result]")).to_have_attribute("data-verdict", "develop")


def test_an_address_that_is_not_there_is_said_without_a_server(
    site: Path, visit: Visit, errors: list[str]
) -> None:
    """It gets the 404 page, and a page without its slash is found."""
    with serve(site) as server:
        page = visit(server)
    response = page.goto(f"{server.url}no-such-page/")
    assert response is not None
    assert response.status == 404
    assert any("404" in error for error in errors)
    errors.clear()
    page.goto(f"{server.url}en/article")
    assert page.url == f"{server.url}en/article/"


def test_the_page_is_there_before_anything_is_kept(server: Server, visit: Visit) -> None:
    """The engine and what the page itself needs come first, the copy of the site after them."""
    visit()
    first = server.requests.index("/sw.js")
    assert all(any(part in path for path in server.requests[:first]) for part in ENGINE_FILES)
    assert "/article/" in server.requests[first:]


ENGINE_FILES = ["pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "library-", "quiz-", ".woff2"]


def test_the_engine_is_transferred_once(server: Server, visit: Visit) -> None:
    """Keeping the site does not fetch the engine again, and the second visit asks for nothing."""
    page = visit()
    asked = [path for path in server.requests if ENGINE in path]
    assert sorted(asked) == sorted(set(asked))
    server.requests.clear()
    page.goto(server.url + "en/check/")
    answer(page, need=3, means=2, trust=2, urgency=1, attention=2)
    expect(page.locator("[data-result]")).to_have_attribute("data-verdict", "develop")
    assert [path for path in server.requests if path != "/sw.js"] == []


def test_who_only_reads_keeps_nothing(
    server: Server, contexts: Callable[..., BrowserContext], errors: list[str]
) -> None:
    """Without a visit to the check no service worker is set up, and the engine is left alone."""
    page = watched(contexts("phone"), errors)
    page.goto(server.url + "article/", wait_until="networkidle")
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0
    assert "/sw.js" not in server.requests


def test_data_saver_is_respected(
    server: Server, contexts: Callable[..., BrowserContext], errors: list[str]
) -> None:
    """With data saver on, the check works and nothing is fetched beyond it."""
    page = watched(contexts("phone"), errors)
    save_data(page)
    page.goto(server.url + "check/")
    kept(page, "saver")
    answer(page, need=3, means=2, trust=2, urgency=1, attention=2)
    expect(page.locator("[data-result]")).to_have_attribute("data-verdict", "develop")
    page.wait_for_load_state("networkidle")
    assert "/sw.js" not in server.requests
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0


@pytest.mark.parametrize("room", [1_000_000, 13_000_000])
def test_a_full_disk_is_said_and_nothing_else_changes(
    server: Server, contexts: Callable[..., BrowserContext], errors: list[str], room: int
) -> None:
    """Without room the site says so on the check, keeps no half copy, and works online as ever."""
    page = watched(contexts("phone"), errors)
    session = page.context.new_cdp_session(page)
    quota = {"origin": server.url.rstrip("/"), "quotaSize": room}
    session.send("Storage.overrideQuotaForOrigin", quota)
    page.goto(server.url + "check/")
    kept(page, "full")
    expect(page.locator("[data-offline-when=full]")).to_be_visible()
    answer(page, need=3, means=2, trust=2, urgency=1, attention=2)
    expect(page.locator("[data-result]")).to_have_attribute("data-verdict", "develop")
    assert page.evaluate(COPIES) == 0
    page.goto(server.url + "en/article/")
    expect(page.locator("h1")).to_be_visible()


COPIES = """
async () => {
  const shelves = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
  return (await Promise.all(shelves.map((shelf) => shelf.keys()))).flat().length;
}
"""


@pytest.fixture
def next_version(site: Path, tmp_path: Path) -> Path:
    """Return a copy of the site in which the words of all pages changed, and one module."""
    from offline import write_worker  # noqa: PLC0415 - a hook

    folder = shutil.copytree(site, tmp_path / "next")
    for file in folder.rglob("*.html"):
        html = file.read_text(encoding="utf-8")
        changed = html.replace("<h1", "<h1 data-next", 1).replace(
            "assets/quiz-", "assets/quiz-next-"
        )
        file.write_text(changed, encoding="utf-8")
    own = next(folder.glob("assets/quiz-*"))
    own = own.rename(own.with_name(own.name.replace("quiz-", "quiz-next-")))
    module = own / "frame" / "material-mends.js"
    module.write_text(module.read_text(encoding="utf-8") + "// next\n", encoding="utf-8")
    write_worker(folder, list(HOMES))
    return folder


UPDATE = "navigator.serviceWorker.getRegistration().then(found => found.update())"
UPDATE_IF_THERE = UPDATE.replace("found.", "found?.")
NEXT = "h1[data-next]"


def test_a_new_version_is_offered_and_mixes_with_nothing(
    server: Server, visit: Visit, next_version: Path
) -> None:
    """Halfway a check, the old version goes on until the reader takes the new; answers stay."""
    page = visit()
    page.reload()
    answer(page, need=3, means=2)
    server.root = next_version
    server.requests.clear()
    page.evaluate(UPDATE)
    expect(page.locator("[data-update]")).to_be_visible()

    # Fetched: what changed, and neither the engine nor Material.
    fetched = [path for path in server.requests if path != "/sw.js"]
    assert "/check/" in fetched
    unchanged = ("/assets/engine/", "/assets/javascripts/", "/assets/stylesheets/", ".woff2")
    assert [path for path in fetched if any(part in path for part in unchanged)] == []
    assert [path for path in fetched if path.endswith((".js", ".css"))] == [
        path for path in fetched if path.endswith("material-mends.js")
    ]

    # Not taken: every page that is opened is still the old one, whole.
    page.goto(server.url + "en/check/")
    expect(page.locator("h1")).to_be_visible()
    assert page.locator(NEXT).count() == 0
    assert page.locator("script[src*='quiz-next-']").count() == 0
    assert chosen(page) == {"need": "3", "means": "2"}
    expect(page.locator("[data-update]")).to_be_visible()
    answer(page, trust=2)

    page.locator("[data-do=update]").click()
    expect(page.locator(NEXT)).to_be_visible()
    expect(page.locator("[data-update]")).to_be_hidden()
    expect(page.locator("input[name=trust][value='2']")).to_be_checked()
    assert chosen(page) == {"need": "3", "means": "2", "trust": "2"}
    answer(page, urgency=1, attention=2)
    expect(page.locator("[data-result]")).to_have_attribute("data-verdict", "develop")
    assert page.evaluate(OWN_FILES) == []


OWN_FILES = """
() => performance.getEntriesByType("resource").map(({ name }) => name)
  .filter((name) => name.includes("assets/quiz-") && !name.includes("assets/quiz-next-"))
"""


def test_who_takes_the_new_version_gets_it_though_the_browser_forgets(
    server: Server, visit: Visit, next_version: Path
) -> None:
    """What is accepted is asked again until it is done."""
    page = visit()
    page.reload()
    worker = next_version / "sw.js"
    worker.write_text(FORGETFUL + worker.read_text(encoding="utf-8"), encoding="utf-8")
    server.root = next_version
    page.evaluate(UPDATE)
    page.locator("[data-do=update]").click()
    expect(page.locator(NEXT)).to_be_visible()


FORGETFUL = """
let told = 0;
self.addEventListener("message", (event) => {
  if (++told < 3) event.stopImmediatePropagation();
});
"""


def test_not_now_is_respected(server: Server, visit: Visit, next_version: Path) -> None:
    """An offer that is put off goes away, and the page stays as it is."""
    page = visit()
    page.reload()
    server.root = next_version
    page.evaluate(UPDATE)
    page.locator("[data-do=later]").click()
    expect(page.locator("[data-update]")).to_be_hidden()
    page.goto(server.url + "article/")
    assert page.locator(NEXT).count() == 0


def test_another_tab_keeps_its_version_until_its_reader_says_so(
    server: Server, visit: Visit, next_version: Path
) -> None:
    """Taken in one tab, the new version is offered in the other, whose own files stay at hand."""
    page = visit()
    page.reload()
    other = page.context.new_page()
    other.goto(server.url + "practice/")
    kept(other)
    old = other.locator("script[src$='material-mends.js']").get_attribute("src")
    server.root = next_version
    page.evaluate(UPDATE)
    page.locator("[data-do=update]").click()
    expect(page.locator(NEXT)).to_be_visible()
    expect(other.locator("[data-update]")).to_be_visible()
    assert other.locator(NEXT).count() == 0
    # Past the browser's own cache, which forgets such a file some day.
    status = "src => fetch(src, { cache: 'no-store' }).then(response => response.status)"
    assert other.evaluate(status, old) == 200
    other.locator("[data-do=update]").click()
    expect(other.locator(NEXT)).to_be_visible()


def test_a_version_that_is_published_by_half_is_not_taken(
    server: Server, visit: Visit, next_version: Path
) -> None:
    """While the host still sends old pages with the new list, the old version stays, and works."""
    page = visit()
    page.reload()
    (next_version / "article" / "index.html").write_text("<p>half", encoding="utf-8")
    server.root = next_version
    page.evaluate(f"{UPDATE}.catch(() => undefined)")
    page.wait_for_load_state("networkidle")
    page.goto(server.url + "article/")
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("[data-update]")).to_be_hidden()


def test_a_kept_file_that_got_damaged_is_fetched_anew(
    server: Server, visit: Visit, errors: list[str]
) -> None:
    """When the engine does not start from the copy on the device, retry brings it from the site."""
    page = visit()
    page.evaluate(DAMAGE)
    page.context.new_cdp_session(page).send("Network.clearBrowserCache")
    page.goto(server.url + "check/")
    expect(page.locator("[data-engine]")).to_have_attribute("data-engine", "failed")
    expect(page.locator("[data-live]")).to_have_text(NOT_STARTED)
    page.locator("[data-do=retry]").click()
    expect(page.locator("[data-engine]")).to_have_attribute("data-engine", "ready")
    expect(page.locator("[data-live]")).to_be_empty()
    errors.clear()
    page.reload()
    expect(page.locator("[data-engine]")).to_have_attribute("data-engine", "ready")


def test_the_browsers_own_copy_comes_first(server: Server, visit: Visit) -> None:
    """As long as it has one, which it has compiled: then nothing is wrong with a damaged other."""
    page = visit()
    page.evaluate(DAMAGE)
    server.requests.clear()
    page.goto(server.url + "check/")
    expect(page.locator("[data-engine]")).to_have_attribute("data-engine", "ready")
    assert [path for path in server.requests if ".wasm" in path] == []


NOT_STARTED = "De rekenhulp komt niet op gang. Er gaat niets verloren."
DAMAGE = """
async () => {
  for (const name of await caches.keys()) {
    const shelf = await caches.open(name);
    for (const request of await shelf.keys()) {
      const kept = await shelf.match(request);
      if (kept.headers.get("Content-Type") !== "application/wasm") continue;
      const half = (await kept.blob()).slice(0, 1_000_000);
      await shelf.put(request, new Response(half, { headers: kept.headers }));
    }
  }
}
"""


def test_a_truncated_file_is_said_and_retry_mends_it(
    server: Server, contexts: Callable[..., BrowserContext]
) -> None:
    """A connection that breaks off in the middle of the engine is a failure, with a way on."""
    server.cut.add(".wasm")
    page = watched(contexts("phone"), [])
    page.goto(server.url + "check/")
    expect(page.locator("[data-engine]")).to_have_attribute("data-engine", "failed")
    server.cut.clear()
    page.locator("[data-do=retry]").click()
    expect(page.locator("[data-engine]")).to_have_attribute("data-engine", "ready")
    kept(page)


def test_progress_moves_on_a_slow_network(
    server: Server, contexts: Callable[..., BrowserContext], errors: list[str]
) -> None:
    """At half a megabyte a second the share that is shown grows, step by step."""
    page = watched(contexts("phone"), errors)
    page.goto(server.url + "check/")
    seen: set[int] = set()
    server.pace = 500_000
    page = watched(contexts("phone"), errors)
    page.goto(server.url + "check/")
    for _ in range(200):
        if page.locator("[data-engine]").get_attribute("data-engine") == "ready":
            break
        seen.add(int(page.locator("progress").get_attribute("value") or 0))
        page.wait_for_timeout(100)
    assert len(seen) > 10, seen
    server.pace = None


def test_a_server_that_sends_webassembly_as_it_is_transfers_the_packed_file(
    server: Server, visit: Visit
) -> None:
    """The large file comes packed all the same, once, and the next visit does without."""
    server.plain = ("application/wasm",)
    page = visit()
    wasm = [path for path in server.sent if path.endswith(".wasm.gz")]
    assert len(wasm) == 1
    assert server.requests.count(wasm[0]) == 1
    assert server.sent[wasm[0]] < 3_000_000
    server.requests.clear()
    page.goto(server.url + "en/check/")
    answer(page, need=3, means=2, trust=2, urgency=1, attention=2)
    expect(page.locator("[data-result]")).to_have_attribute("data-verdict", "develop")
    assert [path for path in server.requests if path != "/sw.js"] == []


def test_a_site_and_its_neighbour_keep_apart(
    site: Path, contexts: Callable[..., BrowserContext], errors: list[str], tmp_path: Path
) -> None:
    """Two sites under one origin have a copy each; neither answers for the other."""
    both = tmp_path / "both"
    both.mkdir()
    for name in ("one", "two"):
        shutil.copytree(site, both / name)
    page = watched(contexts("phone"), errors)
    with serve(both) as server:
        for name in ("one", "two"):
            page.goto(f"{server.url}{name}/check/")
            kept(page)
        shelves = page.evaluate("caches.keys()")
        assert sorted(shelves) == [f"/{name}/five-conditions/files" for name in ("one", "two")]


@pytest.mark.parametrize("language", HOMES)
def test_the_site_can_be_installed(
    server: Server, contexts: Callable[..., BrowserContext], errors: list[str], language: str
) -> None:
    """The browser finds nothing against it: a manifest in the language, a name, icons that load."""
    page = watched(contexts("phone"), errors)
    page.goto(f"{server.url}{HOMES[language]}check/")
    kept(page)
    session = page.context.new_cdp_session(page)
    found = session.send("Page.getAppManifest")
    assert found["errors"] == []
    assert found["url"].endswith(f"{HOMES[language]}manifest.webmanifest")
    assert f'"lang": "{language}"' in found["data"]
    problems = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
    # A window of its own cannot be installed from the private one that a test is.
    assert [p for p in problems if p["errorId"] != "in-incognito"] == []


def test_a_preview_clears_away_what_a_built_site_left(
    server: Server, visit: Visit, site: Path, tmp_path: Path
) -> None:
    """`make serve` on the same address is not hidden behind the copy of a built site."""
    page = visit()
    page.reload()
    preview = shutil.copytree(site, tmp_path / "preview")
    code = ROOT / "overrides" / "quiz" / "frame" / "no-service-worker.js"
    shutil.copy(code, preview / "sw.js")
    page.evaluate("document.documentElement.dataset.before = ''")
    server.root = preview
    # Chromium may forget to put a worker in the place of one that still has requests to answer.
    expect(page.locator("[data-engine]")).to_have_attribute("data-engine", "ready")
    page.evaluate(UPDATE_IF_THERE)  # the browser may have looked by itself
    expect(page.locator("html:not([data-before]) h1")).to_be_visible()
    assert page.evaluate("caches.keys()") == []
