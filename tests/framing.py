"""A site of somebody else, with pages that frame a page of ours."""

from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path

from tests.server import Server, serve

PAGE = """<!doctype html>
<html lang="en"><title>Host</title><link rel="icon" href="data:,">
<h1>Host</h1>
<p><button id="before">Before</button></p>
<iframe title="The check" {}></iframe>
<p><button id="behind">Behind</button></p>
"""


@contextmanager
def somebody_elses(root: Path) -> Iterator[Server]:
    """Serve that site out of an empty folder; its address is of another site than ours."""
    (root / "404.html").write_text("<!doctype html><title>Host</title>", encoding="utf-8")
    with serve(root) as server:
        server.url = server.url.replace("localhost", "127.0.0.1")
        yield server


def framing(host: Server, address: str, **attributes: str) -> str:
    """Write a page with a frame for this address there; return the address of the page.

    Each is a new page, since a browser keeps what it has seen; `attributes` are those of the frame.
    """
    told = {"width": "600", "height": "700", "src": address} | attributes
    frame = " ".join(f'{name}="{escape(value)}"' for name, value in told.items())
    page = host.root / f"{len(list(host.root.iterdir()))}.html"
    page.write_text(PAGE.format(frame), encoding="utf-8")
    return host.url + page.name
