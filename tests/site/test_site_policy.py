"""The policy of each page: its own scripts run, those that the page names, and nothing else."""

import base64
import hashlib

from tests.site.built_site import Page, Site, listed
from tests.site.site_tree import Element

MEND = """
Something in the page that is named above would need a looser policy, such as a style or a handler
in an attribute. Put it into a style sheet or a module in overrides/quiz/.
"""

EXECUTED = {"", "text/javascript", "module", "importmap", "speculationrules"}
"""The types of script that a policy is about; anything else is data."""

FORBIDDEN = ("base", "style", "iframe", "frame", "object", "embed", "applet")


def policy(page: Page) -> dict[str, list[str]]:
    """Return the sources that a page's one policy names, by directive."""
    content = page.head.one("meta", "http-equiv", "Content-Security-Policy")["content"]
    parts = [part.split() for part in content.split(";") if part.strip()]
    found = {name: sources for name, *sources in parts}
    assert len(found) == len(parts), f"{page.url} names a directive twice"
    return found


def inline_scripts(page: Page) -> list[Element]:
    return [
        script
        for script in page.html.all("script")
        if "src" not in script.attributes and script["type"].lower() in EXECUTED
    ]


def test_the_policy_comes_first(any_build: Site) -> None:
    """Right after the character set: what stands before a policy is not bound by it."""
    for page in any_build.pages.values():
        first, second = [child for child in page.head.children if isinstance(child, Element)][:2]
        assert first["charset"] == "utf-8", page.url
        assert second["http-equiv"] == "Content-Security-Policy", page.url
        assert policy(page), page.url


def test_nothing_is_allowed_but_the_site_itself(any_build: Site) -> None:
    """By default nothing; the site's own files, pictures within a style sheet; no form is sent."""
    for page in any_build.pages.values():
        found = policy(page)
        assert found["default-src"] == ["'none'"], page.url
        assert found["form-action"] == ["'none'"], page.url
        assert found["base-uri"] == ["'none'"], page.url
        assert found.pop("require-trusted-types-for") == ["'script'"], page.url
        assert found.pop("trusted-types") == ["default"], page.url
        for directive, sources in found.items():
            own = {"'self'", "'none'"} | ({"data:"} if directive == "img-src" else set())
            others = [source for source in sources if source not in own]
            assert directive == "script-src" or others == [], f"{page.url}: {directive}"


def test_each_inline_script_is_named_by_its_hash_and_no_other(any_build: Site) -> None:
    """script-src holds 'self' and the hashes of the page's own scripts: no keyword, no host."""
    for page in any_build.pages.values():
        hashes = {
            f"'sha256-{base64.b64encode(hashlib.sha256(script.raw.encode()).digest()).decode()}'"
            for script in inline_scripts(page)
        }
        assert hashes, page.url
        assert sorted(policy(page)["script-src"]) == sorted({"'self'"} | hashes), page.url


def test_no_markup_would_need_a_looser_policy(any_build: Site) -> None:
    """No handlers and styles in attributes, no script in an address, no frames, no base."""
    problems = [
        f"{page.url}: {element}"
        for page in any_build.pages.values()
        for element in page.html.all()
        if element.tag in FORBIDDEN
        or element["http-equiv"].lower() == "refresh"
        or any(_is_unruly(name, value) for name, value in element.attributes.items())
    ]
    assert not problems, listed(problems)


def _is_unruly(name: str, value: str) -> bool:
    address = "".join(value.split()).lower()
    return name.startswith("on") or name in ("style", "srcdoc") or address.startswith("javascript:")
