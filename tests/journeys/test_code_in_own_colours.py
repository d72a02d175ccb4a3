"""A QR code is read where readers have colours of their own, in each engine."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Playwright

from tests.browsers import Found
from tests.codes import code_in
from tests.journeys.drivers import started
from tests.journeys.reader import Reader
from tests.server import Server

YELLOW_ON_BLACK = {
    "browser.display.document_color_use": 2,
    "browser.display.use_system_colors": False,
    "browser.display.background_color": "#000000",
    "browser.display.foreground_color": "#ffff00",
    "browser.display.background_color.dark": "#000000",
    "browser.display.foreground_color.dark": "#ffff00",
}
"""What Firefox keeps for a reader who chose colours, and wants them on every page."""


@pytest.fixture
def reader_with_colours(found: Found, playwright: Playwright, address: Server) -> Iterator[Reader]:
    """Return a reader who has yellow on black on every page, where the browser lets them."""
    with started(playwright, found, settings=YELLOW_ON_BLACK) as new_window:
        yield Reader(new_window(), address.url)


@pytest.mark.every_engine
def test_the_code_is_read_by_a_camera(reader_with_colours: Reader) -> None:
    """The code keeps its black and its white, and says what the link says."""
    reader = reader_with_colours
    reader.goes_to("check/")
    reader.sees("form[data-quiz] button[type=submit]")
    reader.answers(need=3, means=2, trust=2, urgency=1, attention=2)
    reader.clicks("[data-do=share]")
    reader.sees("[data-qr-picture]")
    assert code_in(reader.driver.picture("[data-qr-picture]")) == reader.text("[data-share-link]")
