"""What is no workbook, or more than one should be, is refused in words before it takes room."""

import io
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.errors import InputError
from quiz.workbooks import package, reading
from quiz.workbooks.reading import read_workbook
from tests.unit.books import OLE, book, inline, parts_of, read, relations, row_of, rows_in, zipped

SOUND = parts_of({"A": row_of("a", "b")})
BOMB = "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]>"


def with_part(name: str, part: str | bytes | None) -> bytes:
    parts = {**SOUND, name: part or b""}
    if part is None:
        del parts[name]
    return zipped(parts)


def locked_part() -> bytes:
    """Return a workbook whose parts say that they have a password, each by itself."""
    data = bytearray(zipped(SOUND))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(mark)
        while place >= 0:
            data[place + at] |= 1
            place = data.find(mark, place + 1)
    return bytes(data)


def squeezed() -> bytes:
    """Return a workbook packed in a way that none is."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as archive:
        for name, part in SOUND.items():
            archive.writestr(name, part)
    return out.getvalue()


SHEET = "xl/worksheets/sheet0.xml"
REFUSED: dict[str, tuple[bytes, str]] = {
    "with a password": (OLE + "EncryptedPackage".encode("utf-16-le"), "book_locked"),
    "with a password for each part": (locked_part(), "book_locked"),
    "from before 2007": (OLE + "Workbook".encode("utf-16-le"), "book_kind"),
    "from before 1997": (OLE + "Book".encode("utf-16-le"), "book_kind"),
    "an old document": (OLE + "WordDocument".encode("utf-16-le"), "book_document"),
    "another OLE file": (OLE + b"x" * 600, "book_none"),
    "binary": (
        zipped(
            {"_rels/.rels": relations(("officeDocument", "xl/workbook.bin")), "xl/workbook.bin": ""}
        ),
        "book_kind",
    ),
    "an OpenDocument": (zipped({"mimetype": reading.CALC, "content.xml": ""}), "book_kind"),
    "an OpenDocument text": (
        zipped({"mimetype": reading.WORDS, "content.xml": ""}),
        "book_document",
    ),
    "of Numbers": (zipped({"Index/Document.iwa": "", "Metadata/x.plist": ""}), "book_kind"),
    "a document": (
        zipped(
            {
                "_rels/.rels": relations(("officeDocument", "word/document.xml")),
                "word/document.xml": "",
            }
        ),
        "book_document",
    ),
    "slides": (
        zipped(
            {"_rels/.rels": relations(("officeDocument", "ppt/slides.xml")), "ppt/slides.xml": ""}
        ),
        "book_none",
    ),
    "another zip": (zipped({"photo.jpg": b"x"}), "book_none"),
    "cut off": (zipped(SOUND)[:-40], "no_json"),
    "cut off early": (zipped(SOUND)[:200], "no_json"),
    "packed in another way": (squeezed(), "no_json"),
    "no XML": (with_part(SHEET, "<worksheet><sheetData>"), "no_json"),
    "no XML at all": (with_part("xl/workbook.xml", "x"), "no_json"),
    "without sheets": (zipped(parts_of({})), "book_no_sheet"),
    "with a sheet that is not there": (with_part(SHEET, None), "book_no_sheet"),
    "with entities": (with_part(SHEET, f"{BOMB}<worksheet>&b;</worksheet>"), "book_unsafe"),
    "with entities in a text": (
        with_part("xl/sharedStrings.xml", f"{BOMB}<sst><si><t>&b;</t></si></sst>"),
        "book_unsafe",
    ),
    "with a document type elsewhere": (
        with_part("xl/styles.xml", "<!DOCTYPE x SYSTEM 'file:///etc/passwd'><styleSheet/>"),
        "book_unsafe",
    ),
}


def kind_of(data: bytes, sheet: str = "") -> str:
    with pytest.raises(InputError) as refused:
        read_workbook(data, "x", sheet)
    [problem] = refused.value.problems
    assert problem.where == "x"
    assert "{" not in f"{problem.what}{problem.fix}"
    return problem.kind


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_workbook_is_refused_by_its_kind(case: str) -> None:
    """Each with words of its own, so that whoever has it knows what to do."""
    data, kind = REFUSED[case]
    assert kind_of(data) == kind


def test_a_sheet_that_is_not_there_is_refused_with_those_that_are() -> None:
    """By name or by number."""
    for wanted in ("B", "0", "2", "-1", "99999999999", "²"):
        assert kind_of(zipped(SOUND), wanted) == "book_sheet"


@given(st.data())
def test_a_workbook_with_other_bytes_is_read_or_refused(data: st.DataObject) -> None:
    """Whatever a bit of it is changed to, nothing else comes of it than rows or a refusal."""
    sound = bytearray(
        zipped(parts_of({"A": row_of("a", "b"), "B": row_of("c")}, ["<t>d</t>"], [14]))
    )
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(sound) - 1))
        sound[at] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(sound)))
    for contents in (bytes(sound), bytes(sound[:cut])):
        with suppress(InputError):
            read_workbook(contents, "x")


XML = st.text(alphabet="<>/=\"' acrowsitvhd12&;!-[]?_xAB", max_size=60)


@given(XML)
def test_a_sheet_with_anything_in_it_is_read_or_refused(inside: str) -> None:
    """Elements in any order and of any kind."""
    with suppress(InputError):
        read(book(inside))


# --- limits ---


def counted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return a list to which the length of each step that is unpacked is added."""
    steps: list[int] = []
    read_part = package.Package.read

    def read_and_count(self: package.Package, name: str) -> Iterator[bytes]:
        for step in read_part(self, name):
            steps.append(len(step))
            yield step

    monkeypatch.setattr(package.Package, "read", read_and_count)
    return steps


BOMBS: dict[str, tuple[Callable[[], bytes], str]] = {
    "blanks in a sheet": (lambda: with_part(SHEET, b" " * 3_000_000), "book_large"),
    "one text": (
        lambda: with_part("xl/sharedStrings.xml", f"<sst><si><t>{'a' * 3_000_000}</t></si></sst>"),
        "book_large",
    ),
    "one name": (lambda: with_part(SHEET, f'<worksheet a="{"a" * 3_000_000}"/>'), "book_large"),
    "rows without cells": (lambda: book("<row/>" * 150_000), "book_cells"),
    "cells without text": (lambda: book(f"<row>{'<c/>' * 150_000}</row>"), "book_cells"),
    "styles": (lambda: with_part("xl/styles.xml", f"<s>{'<xf/>' * 150_000}</s>"), "book_cells"),
}


@pytest.mark.parametrize("case", BOMBS)
def test_what_comes_out_is_counted_as_it_comes(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """No more is unpacked than the limit and one step, and no more kept than a few of these."""
    make, kind = BOMBS[case]
    data = make()
    monkeypatch.setattr(package, "MOST_UNPACKED", 1_000_000)
    monkeypatch.setattr(package, "MOST_MARKS", 100_000)
    steps = counted(monkeypatch)
    tracemalloc.start()
    try:
        assert kind_of(data) == kind
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert max(steps) <= package.STEP
    assert sum(steps) <= 1_000_000 + package.STEP
    assert most < 12_000_000


def test_what_a_part_says_of_its_size_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A header that promises a few bytes changes nothing: there are no more than it says."""
    monkeypatch.setattr(package, "MOST_UNPACKED", 1_000_000)
    data = bytearray(with_part(SHEET, b" " * 3_000_000))
    size = (3_000_000).to_bytes(4, "little")
    assert data.count(size) == 2
    small = bytes(data.replace(size, (9).to_bytes(4, "little")))
    assert kind_of(small) == "no_json"


def test_a_long_list_of_parts_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before it is read: each entry takes more room than it has bytes."""
    monkeypatch.setattr(package, "MOST_PARTS", 20)
    assert kind_of(zipped({f"{n}": b"" for n in range(21)})) == "book_large"
    monkeypatch.setattr(package, "MOST_PACKED", 100)
    assert kind_of(zipped(SOUND)) == "book_large"


def test_cells_that_would_fill_a_row_count(monkeypatch: pytest.MonkeyPatch) -> None:
    """A cell far to the right takes the room of all before it."""
    monkeypatch.setattr(reading, "MOST_CELLS", 10_000)
    far = '<row><c r="ALL1" t="str"><v>x</v></c></row>'
    assert len(rows_in(book(far * 9))) == 9
    assert kind_of(book(far * 10)) == "book_cells"


def test_a_text_that_is_in_many_cells_counts_in_each(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is kept once here, but not by whoever writes the list."""
    monkeypatch.setattr(reading, "MOST_TEXT", 100_000)
    cell = '<row><c t="s"><v>0</v></c></row>'
    assert len(rows_in(book(cell * 10, [f"<t>{'a' * 10_000}</t>"]))) == 10
    assert kind_of(book(cell * 11, [f"<t>{'a' * 10_000}</t>"])) == "book_cells"


def test_a_million_rows_without_text_take_no_room(monkeypatch: pytest.MonkeyPatch) -> None:
    """They are passed over as they come; the list below them is read."""
    rows = f"{'<row/>' * 1_000_000}<row>{inline('a')}</row>"
    data = book(rows)
    steps = counted(monkeypatch)
    tracemalloc.start()
    try:
        assert rows_in(data) == [(1_000_001, ("a",))]
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert sum(steps) > 6_000_000
    assert most < 2_000_000
