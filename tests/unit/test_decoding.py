"""Bytes become text in one way, and what is no text is told apart."""

import pytest

from quiz.errors import NotTextError
from quiz.files.decoding import MAC, decode

TEXT = "name,note\nBakkerij Özil,“één” €\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_each_encoding_gives_the_same_text(encoding: str) -> None:
    """Whether it has a mark or not, what a spreadsheet of Western Europe writes is read."""
    assert decode(TEXT.encode(encoding), "x") == TEXT


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"PK\x03\x04\x14\x00\x06\x00\x08\x00\xf5\xe1", id="workbook"),
        pytest.param(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n\x00", id="pdf"),
        pytest.param(TEXT.encode("utf-16-le"), id="utf-16-without-its-mark"),
        pytest.param("name\nJansen\n".encode("utf-16-le"), id="plain-utf-16-without-its-mark"),
        pytest.param(b"\x00" * 40, id="zeros"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    """A file of another kind is told as such, and not as a list with a strange name."""
    with pytest.raises(NotTextError, match="this is not text"):
        decode(data, "x")


def test_a_zero_byte_in_a_note_does_not_refuse_the_list() -> None:
    """What a note can hold, its export can be opened with."""
    text = f"{TEXT}Jansen,a\0b\n"
    assert decode(text.encode(), "x") == text


def test_letters_of_a_mac_are_those_of_the_codec() -> None:
    """The table that the engine goes by is Python's own, byte for byte."""
    every = bytes(range(256))
    assert decode(every, "list.csv", MAC) == every.decode(MAC)
