"""A reader's prospects, and the site without a network, in Chromium, Firefox and WebKit."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.journeys.drivers import Driver
from tests.journeys.reader import Reader
from tests.journeys.test_journeys import ANSWERS
from tests.server import serve

LIST = (
    "name,need,means,trust,urgency,attention\r\n"
    "Garage Smit,1,unknown,2,1,1\r\nDe Wit Dental,3,2,2,2,2\r\n"
)
ROWS = "() => document.querySelectorAll('[data-prospect]').length"


@pytest.mark.every_engine
def test_prospects_from_a_file_are_ranked_and_stay(reader: Reader, tmp_path: Path) -> None:
    """A list from a file is shown best first, kept when told to, and there after a reload."""
    file = tmp_path / "prospects.csv"
    file.write_text(LIST, encoding="utf-8")
    reader.goes_to("prospects/")
    reader.sees("[data-empty]")
    reader.chooses_file("input[type=file]", file)
    reader.clicks("[data-do=keep]")
    reader.sees("[data-said-what=imported]")
    reader.driver.reload()
    reader.finds("[data-prospect]", "data-verdict", "pursue")
    reader.waits(lambda: reader.driver.script(ROWS) == 2, "both prospects")


def test_a_check_is_saved_and_found_again(reader: Reader) -> None:
    """From the verdict to a row of the list, and from there to the prospect."""
    reader.goes_to("check/")
    reader.sees("form[data-quiz] button[type=submit]")
    reader.answers(**ANSWERS)
    reader.finds("[data-result]", "data-verdict", "develop")
    reader.clicks("[data-name]")
    reader.presses(*"Jansen")
    reader.clicks("[data-do=save]")
    reader.clicks("[data-saved-link]")
    reader.waits(lambda: reader.text("#detail-name") == "Jansen", "the prospect")


def test_the_check_works_without_a_server(new_window: Callable[[], Driver], site: Path) -> None:
    """With the server gone, a page that was visited opens again and comes to a verdict."""
    with serve(site) as server:
        reader = Reader(new_window(), server.url)
        reader.goes_to("check/")
        reader.finds("html", "data-offline", "kept")
    reader.driver.reload()  # nobody listens at that address any more
    reader.sees("form[data-quiz] button[type=submit]")
    reader.answers(**ANSWERS)
    reader.finds("[data-result]", "data-verdict", "develop")
