"""A list as a workbook (.xlsx): text as text, never as a formula, and days as days."""

import re
import zipfile
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import BinaryIO

from quiz.errors import InputError, Problem
from quiz.names import without_lone_surrogates
from quiz.workbooks.formats import FROM_1900, NEVER

MOST_CHARACTERS = 32_767
"""How many characters Excel takes in a cell; of a workbook with more it says that it is damaged."""

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The date of every part: the same list gives the same bytes."""

SPELT = re.compile("[\0-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
"""What XML cannot hold or would change, and what would be taken for the spelling of that."""

DAY, TEXT = 1, 2
"""Styles, by their place. Text has the format of text: whoever edits it leaves it what it is."""

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def _relations(*parts: tuple[str, str]) -> str:
    listed = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(parts, 1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{listed}</Relationships>'


PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels"'
    ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{KIND}.sheet.main+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{KIND}.styles+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{KIND}.worksheet+xml"/></Types>',
    "_rels/.rels": _relations(("officeDocument", "xl/workbook.xml")),
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">'
    '<sheets><sheet name="Prospects" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": _relations(
        ("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml")
    ),
    "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><fonts count="1"><font/></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="3"><xf/><xf numFmtId="14" applyNumberFormat="1"/>'
    '<xf numFmtId="49" applyNumberFormat="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>",
}
SHEET = "xl/worksheets/sheet1.xml"


def write_workbook(
    rows: Iterable[Sequence[str]], days: Collection[str], levels: Collection[str], out: BinaryIO
) -> None:
    """Write rows, the header first; `days` and `levels` name the columns that hold these.

    Raises InputError for a cell with more in it than a workbook can hold.
    """
    lines = iter(rows)
    header = next(lines)
    kinds = [DAY if name in days else 0 if name in levels else TEXT for name in header]
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        for name, text in PARTS.items():
            book.writestr(_part(name), f"{HEAD}{text}")
        with book.open(_part(SHEET), "w") as sheet:
            top = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
            view = f'<sheetViews><sheetView workbookViewId="0">{top}</sheetView></sheetViews>'
            sheet.write(f'{HEAD}<worksheet xmlns="{MAIN}">{view}<sheetData>'.encode())
            sheet.write(_row(header, [TEXT] * len(header), header, 1))
            for number, row in enumerate(lines, 2):
                sheet.write(_row(row, kinds, header, number))
            sheet.write(b"</sheetData></worksheet>")


def _part(name: str) -> zipfile.ZipInfo:
    part = zipfile.ZipInfo(name, EPOCH)
    part.compress_type = zipfile.ZIP_DEFLATED
    return part


def _row(row: Sequence[str], kinds: Sequence[int], header: Sequence[str], number: int) -> bytes:
    cells = []
    for cell, kind, column in zip(row, kinds, header, strict=True):
        if len(cell) > MOST_CHARACTERS:
            what, fix = f"a cell can have {MOST_CHARACTERS} characters", "save the list as CSV"
            values = {"row": number, "column": column, "most": MOST_CHARACTERS}
            raise InputError([Problem(f"{number}: {column}", what, fix, "book_long", values)])
        cells.append(_cell(cell, kind))
    return f"<row>{''.join(cells)}</row>".encode()


def _cell(cell: str, kind: int) -> str:
    if not cell:
        return "<c/>"
    if kind == DAY and (serial := _serial(cell)):
        return f'<c s="{DAY}"><v>{serial}</v></c>'
    if kind == 0 and cell.isdecimal():
        return f"<c><v>{cell}</v></c>"
    spelt = SPELT.sub(lambda found: f"_x{ord(found[0]):04X}_", without_lone_surrogates(cell))
    text = f'<t xml:space="preserve">{_escaped(spelt)}</t>'
    return f'<c s="{TEXT}" t="inlineStr"><is>{text}</is></c>'


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _serial(cell: str) -> int:
    """Return the number of a day, 0 for what is none, or too early to be written as one."""
    try:
        serial = (date.fromisoformat(cell) - FROM_1900).days
    except ValueError:
        return 0
    return serial if serial > NEVER else 0
