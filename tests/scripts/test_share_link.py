"""What a share link carries comes out of it again."""

import pytest

from tests.unit.shipped_definition import DEFINITION
from tests.unit.test_two_languages import page

ANSWERS = dict.fromkeys(DEFINITION.ids, "2")


@pytest.mark.parametrize("on", ["2026-11-24", ""], ids=["a day", "no day"])
def test_a_link_is_read_as_it_was_written(on: str) -> None:
    """A check from a spreadsheet may have no day: its link can be opened all the same."""
    sheet = {"definition": DEFINITION.ref, "answers": ANSWERS, "on": on}
    [link] = page(("kit/links", "writeLink", sheet, "Smit"))
    [read] = page(("kit/links", "readLink", link, DEFINITION.ref, list(DEFINITION.ids)))
    assert (read.get("answers"), read.get("on", ""), read.get("name")) == (ANSWERS, on, "Smit")
