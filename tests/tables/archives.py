"""Office documents made for a test: the few parts that a reader asks for, around what the test is about."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

WORD = (
    f'xmlns:w="{_W}" xmlns:r="{_OFFICE}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
SHEET = f'xmlns="{_S}" xmlns:r="{_OFFICE}"'
OPEN = " ".join(
    [
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
        for name, long in {
            "office": "office",
            "text": "text",
            "table": "table",
            "style": "style",
            "number": "datastyle",
            "draw": "drawing",
            "fo": "xsl-fo-compatible",
        }.items()
    ]
    + [
        'xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"',
        'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"',
        'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"',
    ]
)


def archive(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip archive of some parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return stream.getvalue()


def relationships(targets: Mapping[str, str]) -> str:
    """A part of relationships: the target by its kind; an address is outside."""
    outside = ' TargetMode="External"'
    inside = "".join(
        f'<Relationship Id="r{number}" Type="{_OFFICE}/{kind}" Target="{target}"{outside if ":" in target else ""}/>'
        for number, (kind, target) in enumerate(targets.items(), 1)
    )
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{inside}</Relationships>"
    )


def docx(body: str, *, links: Mapping[str, str] | None = None, **parts: str) -> bytes:
    """A Word document: its body, and the insides of other parts (`styles`, `numbering`, `comments`, …)."""
    kinds = {name: f"{name}.xml" for name in parts}
    return archive(
        {
            "_rels/.rels": relationships({"officeDocument": "word/document.xml"}),
            "word/_rels/document.xml.rels": relationships({**kinds, **(links or {})}),
            "word/document.xml": f"<w:document {WORD}><w:body>{body}</w:body></w:document>",
            **{f"word/{name}.xml": f"<w:{name} {WORD}>{inside}</w:{name}>" for name, inside in parts.items()},
        }
    )


def table(*rows: str) -> str:
    """A table of Word: each row is its cells, as `cell` makes them."""
    return (
        "<w:tbl>"
        + "".join(row if row.startswith("<w:tr>") else f"<w:tr>{row}</w:tr>" for row in rows)
        + "</w:tbl>"
    )


def cell(inside: str, properties: str = "") -> str:
    """A cell of Word: runs, or whole paragraphs."""
    paragraphs = inside if inside.startswith("<w:p>") else f"<w:p>{inside}</w:p>"
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraphs}</w:tc>"


def run(text: str, properties: str = "") -> str:
    """Letters of Word."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def xlsx(data: str, *, workbook: str = "", links: Mapping[str, str] | None = None, **parts: str) -> bytes:
    """A workbook of one sheet: what follows `<worksheet>`, and the insides of `styles` and `sharedStrings`."""
    roots = {"styles": "styleSheet", "sharedStrings": "sst"}
    return archive(
        {
            "_rels/.rels": relationships({"officeDocument": "xl/workbook.xml"}),
            "xl/_rels/workbook.xml.rels": relationships(
                {"worksheet": "worksheets/sheet1.xml", **{name: f"{name}.xml" for name in parts}}
            ),
            "xl/workbook.xml": (
                f'<workbook {SHEET}>{workbook}<sheets><sheet name="Plan" sheetId="1" r:id="r1"/></sheets></workbook>'
            ),
            "xl/worksheets/sheet1.xml": f"<worksheet {SHEET}>{data}</worksheet>",
            "xl/worksheets/_rels/sheet1.xml.rels": relationships(links or {}),
            **{
                f"xl/{name}.xml": f"<{roots[name]} {SHEET}>{inside}</{roots[name]}>"
                for name, inside in parts.items()
            },
        }
    )


def opendocument(kind: str, body: str, *, automatic: str = "", styles: str = "") -> bytes:
    """A spreadsheet (`spreadsheet`) or text (`text`) in OpenDocument format."""
    return archive(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{kind}",
            "content.xml": (
                f"<office:document-content {OPEN}><office:automatic-styles>{automatic}</office:automatic-styles>"
                f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>"
            ),
            "styles.xml": (
                f"<office:document-styles {OPEN}><office:styles>{styles}</office:styles></office:document-styles>"
            ),
        }
    )
