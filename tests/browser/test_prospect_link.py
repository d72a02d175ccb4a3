"""The link that carries one prospect to another device: what it holds, and what it refuses."""

import base64
import json
import zlib
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Open
from tests.browser.storage import module, record

NAMES = ["Bakkerij", "Café “De Vijf; schakels” = 100% 🥖", "面包店 Ω", "مخبز", "a\u0301 👩‍🌾"]


def read(page: Page, fragment: str) -> str | None:
    text: str | None = page.evaluate(
        "async ([address, given]) => (await import(address)).readProspectLink(given)",
        [module(page, "kit/links.js"), fragment],
    )
    return text


def write(page: Page, kept: dict[str, Any]) -> str:
    return str(
        page.evaluate(
            """async ([links, backup, given]) => {
                const text = (await import(backup)).makeBackup([given]);
                return (await import(links)).writeProspectLink(text);
            }""",
            [module(page, "kit/links.js"), module(page, "kept/backup.js"), kept],
        )
    )


def packed(data: bytes) -> str:
    """Return the fragment for these bytes, deflated by another program than the browser."""
    squeezed = zlib.compress(data, wbits=-15)
    return "#p1;" + base64.urlsafe_b64encode(squeezed).decode().rstrip("=")


@pytest.mark.parametrize("name", NAMES)
def test_link_brings_the_whole_prospect(open_page: Open, name: str) -> None:
    """A prospect comes out of its link as it went in, in letters that no program changes."""
    page = open_page("check/")
    kept = record(name, note=f"{name}\n" * 50)
    fragment = write(page, kept)
    assert fragment.startswith("#p1;")
    assert fragment.endswith(";end")
    assert fragment[4:-4].replace("-", "").replace("_", "").isalnum()
    before = fragment.removesuffix(";end")  # as it was written without a sign of its end
    for link in (fragment, fragment.replace(";", "%3B"), before, f"{fragment}.", f"{before})"):
        backup = json.loads(read(page, link) or "")
        assert (backup["kind"], backup["format"]) == ("five-conditions-backup", 3)
        assert backup["prospects"] == [kept]


def test_link_of_another_program_is_read(open_page: Open) -> None:
    """The packing is plain deflate and base64url: others can make such links."""
    assert read(open_page("check/"), packed('{"né": 1}'.encode())) == '{"né": 1}'


@pytest.mark.parametrize(
    "fragment",
    [
        "",
        "#p1",
        "#p1;",
        "#p2;abc",
        "#p1;a b",
        "#p1;AAAA",
        packed(b"x" * 100)[:-3],
        packed(b"x" * 100) + "AAAA",
        packed(b"\xff\xfe"),
    ],
    ids=["none", "empty", "bare", "newer", "space", "noise", "cut", "longer", "no text"],
)
def test_what_is_no_link_is_refused(open_page: Open, fragment: str) -> None:
    """A damaged link is no prospect, and no error either."""
    assert read(open_page("check/"), fragment) is None


def test_link_that_would_fill_the_memory_is_refused(open_page: Open) -> None:
    """A small link that unpacks to more than a megabyte is given up on."""
    page = open_page("check/")
    assert read(page, packed(b"x" * 1_000_000)) == "x" * 1_000_000
    assert read(page, packed(b"x" * 1_000_001)) is None
    assert read(page, packed(b"\0" * 200_000_000)) is None
