"""axe-core finds nothing to complain about in what readers fill in and get, in light and dark."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from quiz.host.deck import Case
from tests.browser.conftest import Open, answer

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
SCHEMES = pytest.mark.parametrize("scheme", ["light", "dark"])
DEVICES = pytest.mark.parametrize("device", ["phone", "desktop"])

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

STILL = """
() => {
  const tabs = document.querySelector(".md-tabs");
  const onTheirWay = tabs?.checkVisibility() && tabs.hidden && scrollY < 10;
  return !onTheirWay && document.getAnimations().every(({ playState, effect }) =>
    playState === "finished" || effect?.getComputedTiming().iterations === Infinity);
}
"""
"""Nothing fades in or out any more: what is half there has half its contrast."""


def violations(page: Page, without: tuple[str, ...] = ()) -> list[str]:
    """Return what axe-core finds on the page as it stands: rule, help and the elements.

    `without` names rules that are left out.
    """
    page.wait_for_function(STILL)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    rules = {rule: {"enabled": False} for rule in without}
    found: list[dict[str, Any]] = page.evaluate(
        "options => axe.run(options).then(({ violations }) => violations)",
        {"runOnly": RULES, "rules": rules},
    )
    return [
        f"{rule['id']}: {rule['help']}: {[node['html'][:160] for node in rule['nodes'][:4]]}"
        for rule in found
    ]


@SCHEMES
@DEVICES
@pytest.mark.parametrize("language", ["nl", "en"])
def test_filled_check_has_no_violation(
    open_page: Open, language: str, device: str, scheme: str
) -> None:
    """A check with every level in it, its result, the share panel and all help open."""
    page = open_page("check/", language, device, color_scheme=scheme)
    answer(page, need=3, means=2, trust=1, urgency=2, attention="unknown")
    expect(page.locator("[data-result][data-from=engine]")).to_be_visible()
    page.locator("[data-name]").fill("Bakkerij Jansen")
    page.locator("[data-do=share]").click()
    for summary in page.locator("summary").all():
        summary.click()
    assert violations(page) == []


@SCHEMES
@pytest.mark.parametrize(
    "answers",
    [
        {"need": 0, "means": 0, "trust": 0, "urgency": 0, "attention": 0},
        {"need": 2, "means": 2, "trust": 2, "urgency": 2, "attention": 2},
        {"need": 2, "means": 2, "trust": 2, "urgency": 0, "attention": 1},
    ],
    ids=["walk-away", "pursue", "park"],
)
def test_every_verdict_has_no_violation(
    open_page: Open, answers: dict[str, int], scheme: str
) -> None:
    """The tones of the other verdicts."""
    page = open_page("check/", color_scheme=scheme)
    answer(page, **answers)
    expect(page.locator("[data-result][data-from=engine]")).to_be_visible()
    page.evaluate("scrollTo(0, 0)")  # what the header half covers elsewhere is no smaller target
    assert violations(page) == []


@SCHEMES
def test_refused_link_has_no_violation(open_page: Open, scheme: str) -> None:
    """The message about a bad link."""
    page = open_page("check/#v1;nonsense", color_scheme=scheme)
    expect(page.locator("[data-link-error]")).to_be_visible()
    assert violations(page) == []


@SCHEMES
@DEVICES
@pytest.mark.parametrize("language", ["nl", "en"])
def test_explained_answer_has_no_violation(
    open_page: Open, deck: list[Case], language: str, device: str, scheme: str
) -> None:
    """A rated case with its explained answer, and the progress below it."""
    page = open_page("practice/", language, device, color_scheme=scheme)
    expect(page.locator("[data-engine]")).to_have_attribute("data-engine", "ready")
    expect(page.locator("[data-left]")).to_have_text(str(len(deck)))
    answer(page, need=3, means=0, trust="unknown", urgency=2)
    page.locator("form[data-rating] button[type=submit]").click()
    expect(page.locator("[data-case]:not([hidden]) [data-verdicts]")).to_be_visible()
    expect(page.locator("[data-progress-some]")).to_be_visible()
    assert violations(page) == []
