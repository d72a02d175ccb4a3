"""Takes the pictures that the repository holds, from the built site: `make pictures`.

The card that a shared link to the site shows, in each language, the picture in the README, and the
icons of the installed site.
"""

from pathlib import Path

from playwright.sync_api import Browser, expect, sync_playwright

from quiz.host.team import team_folder
from tests.browsers import FLAGS, install_chromium
from tests.server import serve

ROOT = Path(__file__).parents[1]
ASSETS = ROOT / "overrides" / "assets"
CARD = """
.md-header, .md-tabs, .facts, .foot, .hero .button, .hero__who { display: none !important; }
html { font-size: 148% !important; overflow: hidden; }
.md-content__inner:has(.hero) { align-items: center; max-width: 46rem; padding: 0.6rem 1.6rem; }
.md-content__inner:has(.hero) { grid-template-columns: minmax(0, 1fr) 13.5rem; column-gap: 2rem; }
.md-typeset .hero { margin: 0; }
.md-typeset ol.conditions:not([hidden]) { margin: 0; }
"""


def take_card(browser: Browser, url: str, target: Path) -> None:
    """Take the 1200 × 630 card of the home page at this address."""
    page = browser.new_page(viewport={"width": 1200, "height": 630}, bypass_csp=True)
    page.goto(url)
    page.add_style_tag(content=CARD)
    page.screenshot(path=target)


def take_check(browser: Browser, url: str, target: Path) -> None:
    """Take the check with its result, Dutch on a wide screen."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{url}check/")
    answers = {"need": 3, "means": 2, "trust": 2, "urgency": "unknown", "attention": 1}
    for condition, level in answers.items():
        page.locator(f"input[name={condition}][value='{level}']").check()
    result = page.locator("[data-result]")
    expect(result).to_be_visible()
    result.evaluate("element => scrollTo(0, element.offsetTop - 420)")
    page.screenshot(path=target)


def take_icon(
    browser: Browser, drawn: str, target: Path, size: int, maskable: bool = False
) -> None:
    """Take the icon at this size; one that a system cuts to a shape of its own fills its square."""
    svg = drawn.replace("<svg ", f'<svg width="{size}" height="{size}" ', 1)
    if maskable:
        svg = svg.replace('rx="10"', "").replace("<g ", '<g transform="translate(6 6) scale(.75)" ')
    page = browser.new_page(viewport={"width": size, "height": size})
    page.set_content(f"<style>body {{ margin: 0 }} svg {{ display: block }}</style>{svg}")
    page.screenshot(path=target, omit_background=True)
    page.close()


def main() -> None:
    """Take them all; those of a team's site, but for that of the README, go into its folder."""
    team = team_folder()
    drawn = (ROOT / "site" / "assets" / "favicon.svg").read_text(encoding="utf-8")
    with serve(ROOT / "site") as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=install_chromium(), args=list(FLAGS))
        for language, home in (("nl", ""), ("en", "en/")):
            take_card(browser, server.url + home, (team or ASSETS) / f"card-{language}.png")
        icons = team or ASSETS / "icons"
        icons.mkdir(exist_ok=True)
        for size in (192, 512):
            take_icon(browser, drawn, icons / f"icon-{size}.png", size)
        for name, size in (("icon-180", 180), ("icon-maskable-512", 512)):
            take_icon(browser, drawn, icons / f"{name}.png", size, maskable=True)
        if team is None:
            take_check(browser, server.url, ROOT / ".github" / "screenshot.png")
        browser.close()


if __name__ == "__main__":
    main()
