"""Makes workbooks, part by part: sound ones, and such as nobody should send."""

import io
import zipfile
from collections.abc import Mapping, Sequence

from quiz.files.grid import Row, Spoilt
from quiz.workbooks.reading import Workbook, read_workbook

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """Return a zip with these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


def relations(*links: tuple[str, str]) -> str:
    """Return a part that leads to others: the kind and the target of each."""
    listed = "".join(
        f'<Relationship Id="r{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(links)
    )
    return f'<Relationships xmlns="{RELATIONS}">{listed}</Relationships>'


def parts_of(
    sheets: Mapping[str, str],
    texts: Sequence[str] = (),
    formats: Sequence[int | str] = (),
    settings: str = "",
    states: Mapping[str, str] | None = None,
) -> dict[str, str | bytes]:
    """Return the parts of a workbook.

    `sheets` has the rows of each as XML, `texts` the inside of each shared string, `formats` the
    number of one that is built in, or what it says, for each style; `settings` are of the workbook.
    """
    links = [("worksheet", f"worksheets/sheet{n}.xml") for n, _ in enumerate(sheets)]
    state = (states or {}).get
    named = "".join(
        f'<sheet name="{name}" sheetId="1" state="{state(name, "visible")}" r:id="r{n}"/>'
        for n, name in enumerate(sheets)
    )
    shared = "".join(f"<si>{text}</si>" for text in texts)
    codes = "".join(
        f'<numFmt numFmtId="{200 + n}" formatCode="{code}"/>'
        for n, code in enumerate(formats)
        if isinstance(code, str)
    )
    styles = "".join(
        f'<xf numFmtId="{code if isinstance(code, int) else 200 + n}"/>'
        for n, code in enumerate(formats)
    )
    return {
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><workbookPr {settings}/>'
        f"<sheets>{named}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": relations(
            *links, ("sharedStrings", "sharedStrings.xml"), ("styles", "/xl/styles.xml")
        ),
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{shared}</sst>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><numFmts>{codes}</numFmts>'
        f'<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>{styles}</cellXfs></styleSheet>',
        **{
            f"xl/worksheets/sheet{n}.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{rows}'
            "</sheetData></worksheet>"
            for n, rows in enumerate(sheets.values())
        },
    }


def book(rows: str, texts: Sequence[str] = (), formats: Sequence[int | str] = ()) -> bytes:
    """Return a workbook with one sheet."""
    return zipped(parts_of({"Blad1": rows}, texts, formats))


def read(data: bytes, sheet: str = "") -> Workbook:
    return read_workbook(data, "x.xlsx", sheet)


def rows_in(data: bytes, sheet: str = "") -> list[tuple[int, Row | Spoilt]]:
    """Return the rows of a workbook that have text."""
    return list(read(data, sheet).sheet.rows)


def cells_in(data: bytes) -> list[str]:
    """Return the cells of the only row of a workbook."""
    [(_, row)] = rows_in(data)
    assert isinstance(row, tuple)
    return list(row)


def inline(text: str) -> str:
    return f'<c t="inlineStr"><is><t>{text}</t></is></c>'


def row_of(*cells: str) -> str:
    return f"<row>{''.join(map(inline, cells))}</row>"
