"""A list ranked by way of a file is the same, byte for byte, as one that is sorted in memory."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.errors import InputError
from quiz.files.table import RESULT_COLUMNS, rank, read_table, write_table
from quiz.host import ranking
from quiz.host.ranking import ranked
from tests.unit.shipped_definition import DEFINITION

LEVELS = st.sampled_from(["0", "1", "2", "3", "unknown", "", " 2 "])
NAMES = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)
ROWS = st.lists(
    st.tuples(NAMES, *[LEVELS] * 5, st.sampled_from(["", "2026-11-20", " 2026-11-21 "])),
    max_size=60,
)
HEADER = ("name", *DEFINITION.ids, "on")


def in_memory(text: str) -> bytes:
    """Rank without a file."""
    return write_table(rank(read_table(text, DEFINITION, "list.csv"), DEFINITION)).encode()


def by_file(text: str) -> bytes:
    """Rank by way of a file."""
    source = io.StringIO(text, newline="")
    return b"".join(ranked(source, DEFINITION, "list.csv", io.BytesIO()))


def as_csv(rows: list[tuple[str, ...]], delimiter: str = ",", line_end: str = "\n") -> str:
    """Write rows as a spreadsheet does."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator=line_end)
    writer.writerows([HEADER, *rows])
    return out.getvalue()


@given(ROWS, st.sampled_from(",;\t"), st.sampled_from(["\n", "\r\n"]), st.integers(1, 7))
def test_same_bytes_whatever_the_list(
    rows: list[tuple[str, ...]], delimiter: str, line_end: str, size: int
) -> None:
    """Names of any script, line breaks in them, any delimiter: equal, in rounds of any size."""
    text = as_csv(rows, delimiter, line_end)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ranking, "ROUND", size)
        assert by_file(text) == in_memory(text)


@given(ROWS)
def test_ranking_what_was_ranked_changes_nothing(rows: list[tuple[str, ...]]) -> None:
    """Its own output, with the result columns in it, comes back as it is."""
    once = by_file(as_csv(rows)).decode()
    assert by_file(once).decode() == once


def test_the_file_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows go to the file in rounds, and come from it in the order of the verdicts."""
    monkeypatch.setattr(ranking, "ROUND", 2)
    spill = io.BytesIO()
    rows = [("b", *"22222", ""), ("a", *"00000", ""), ("c", *"22222", ""), ("d", *"11111", "")]
    parts = list(ranked(io.StringIO(as_csv(rows)), DEFINITION, "x", spill))
    assert [part.split(b",")[0] for part in parts] == [b"name", b"b", b"c", b"d", b"a"]
    assert spill.getvalue().startswith(b"b,2,2,2,2,2")


@pytest.mark.parametrize(
    ("row", "where"),
    [
        ("a,4,1,1,1,1,", "list.csv:3: need"),
        ("a,1,1,1,1,1,soon", "list.csv:3: on"),
        ("a,1,1,1,1", "list.csv:3"),
        ("a,1,1,1,1,1,,more", "list.csv:3"),
        ('"a,1,1,1,1,1,', "list.csv:3"),
    ],
)
def test_a_fault_is_told_as_ever(row: str, where: str) -> None:
    """What is wrong is told with its line and column, and nothing is returned."""
    text = as_csv([("fine", *"11111", "2026-11-20")]) + row + "\n"
    with pytest.raises(InputError) as told:
        by_file(text)
    assert str(told.value).startswith(where)


def test_blank_lines_and_half_a_set_of_results_go_the_careful_way() -> None:
    """What is right but rare is ranked too."""
    text = as_csv([("a", *"11111", ""), ("b", *"22222", "")]).replace("\nb", "\n\nb")
    assert by_file(text) == in_memory(text)
    some = text.replace("on\n", f"on,{RESULT_COLUMNS[0]}\n", 1).replace(",\n", ",,old\n")
    assert by_file(some) == in_memory(some)


def test_quotes_stay_as_they_were_written() -> None:
    """What a person's spreadsheet puts in quotes comes back in quotes, over several lines too."""
    text = as_csv([]) + '"one\nname","2","2",2,2,2,\n'
    assert by_file(text).decode().splitlines()[1:] == [
        '"one',
        'name","2","2",2,2,2,,pursue,66.7,66.7,5,need',
    ]
