"""Text does not become script: the page's policy and the browser's own guard (Trusted Types)."""

import pytest
from playwright.sync_api import Error, expect

from tests.browser.conftest import Open

REFUSED = {
    "a handler": "() => { document.body.innerHTML = '<img src=x onerror=alert(1)>'; }",
    "a script element": "() => { document.body.innerHTML = '<script>alert(1)</script>'; }",
    "a frame": "() => { document.body.innerHTML = '<iframe srcdoc=x></iframe>'; }",
    "a script's text": "() => { document.createElement('script').text = 'alert(1)'; }",
    "a neighbour's script": "() => { document.createElement('script').src = '/other/a.js'; }",
    "a neighbour's worker": "() => { new Worker('/other/a.js', { type: 'module' }); }",
    "data as a script": "() => { document.createElement('script').src = 'data:,alert(1)'; }",
    # Later, when the test's own call is over, which may evaluate what a page may not.
    "text as code": """() => new Promise((resolve, reject) => setTimeout(() => {
      try { resolve(new Function("return 1")()); } catch (error) { reject(error); }
    }))""",
    "another policy": "() => { trustedTypes.createPolicy('mine', { createHTML: (x) => x }); }",
}


@pytest.mark.parametrize("attempt", REFUSED.values(), ids=REFUSED.keys())
def test_text_does_not_become_script(open_page: Open, errors: list[str], attempt: str) -> None:
    """Each way from a text to a script is closed, on a page that works all the same."""
    page = open_page("check/")
    expect(page.locator("[data-engine]")).to_have_attribute("data-engine", "ready")
    with pytest.raises(Error, match=r"Trusted|policy|Content Security"):
        page.evaluate(attempt)
    errors.clear()  # the browser reports what it refused


def test_plain_markup_and_own_files_pass(open_page: Open) -> None:
    """What Material does to show a search result is allowed."""
    page = open_page("check/")
    markup = "<b>onboarding = a <mark>good start</mark></b>"
    page.evaluate("markup => { document.createElement('p').innerHTML = markup; }", markup)
    page.evaluate("() => { document.createElement('script').src = '../assets/a.js'; }")
