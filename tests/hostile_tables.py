"""Files for `import` made to exhaust time or memory: what nobody's table is, and the largest that is read.

Comes in: a name of `TABLES` and a factor. Goes out: the name of a file and its octets. Formats whose readers
have bombs of their own (`tests/tables/test_text_bombs.py`, `test_packages.py`) are not all here again.
"""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Callable
from typing import NamedTuple

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
MAIL = b"From: a\nDate: b\nMIME-Version: 1.0\nSubject: x\n"
HEADER = ("No", "Activity", "Who", "Deadline", "Status", "Notes")


class Table(NamedTuple):
    """What makes a file of a size, and the size at which it is tried."""

    name: str
    make: Callable[[int], bytes]
    size: int
    refused: bool = False
    """Whether nothing is made of it: then it may take no more than a second."""
    mapping: Callable[[int], bytes] | None = None
    """What makes the mapping file of that size, where answers are what is many."""

    def octets(self, factor: float = 1) -> bytes:
        """The file."""
        return self.make(max(1, int(self.size * factor)))

    def mapping_octets(self, factor: float = 1) -> bytes:
        """The mapping file of a table that has one."""
        assert self.mapping is not None
        return self.mapping(max(1, int(self.size * factor)))


def date(row: int, column: int) -> str:
    """A text like a date, another one in each cell."""
    return f"{1 + (row * 7 + column) % 28} March {2010 + (row + column) % 80}"


def dates(row: int) -> list[str]:
    return [date(row, column) for column in range(6)]


def plan_row(row: int) -> list[str]:
    who = f"{('Ana', 'Bento', 'Carla')[row % 3]}; Franck {chr(65 + row % 26)}"
    return [f"{row}", f"Workshop {row} on many things", who, date(row, 3), "planned", "to be seen"]


def lines(rows: int, cells: Callable[[int], list[str]], separator: str = ",") -> bytes:
    """So many rows of a table as text."""
    return "".join(f"{separator.join(row)}\n" for row in (HEADER, *map(cells, range(1, rows)))).encode()


def markdown(rows: int) -> bytes:
    """A table of Markdown with so many rows."""
    header, _, below = lines(rows, dates, "|").partition(b"\n")
    return header + b"\n-|-|-|-|-|-\n" + below


def word(rows: int, cells: Callable[[int], list[str]] = plan_row) -> bytes:
    """A Word document with a table of so many rows."""

    def row(texts: list[str] | tuple[str, ...]) -> str:
        cell = "<w:tc><w:tcPr/><w:p><w:r><w:rPr/><w:t>{}</w:t></w:r></w:p></w:tc>"
        return f"<w:tr>{''.join(map(cell.format, texts))}</w:tr>"

    body = "".join(map(row, (HEADER, *map(cells, range(1, rows)))))
    text = f'<w:document xmlns:w="{WORD}"><w:body><w:tbl>{body}</w:tbl></w:body></w:document>'
    main = RELATIONSHIPS.replace("package", "officeDocument") + "/officeDocument"
    parts = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships xmlns="{RELATIONSHIPS}"><Relationship Id="a" Type="{main}" '
        'Target="word/document.xml"/></Relationships>',
        "word/document.xml": text,
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return stream.getvalue()


def page(rows: int, cells: Callable[[int], list[str]]) -> bytes:
    """A web page with a table of so many rows."""
    inside = (
        f"<tr>{''.join(f'<td>{cell}' for cell in row)}" for row in (HEADER, *map(cells, range(1, rows)))
    )
    return f"<table>{''.join(inside)}</table>".encode()


def mail(octets: int) -> bytes:
    """A mail with a large attachment."""
    inside = base64.encodebytes(b"a,b\n" * (octets * 3 // 16))
    return (
        MAIL
        + b'Content-Type: multipart/mixed; boundary="A"\n\n--A\n\nhello\n--A\n'
        + b'Content-Transfer-Encoding: base64\nContent-Disposition: attachment; filename="a.csv"\n\n'
        + inside
        + b"--A--\n"
    )


MIB = 2**20

TABLES: dict[str, Table] = {
    "rows": Table("t.csv", lambda size: lines(size, plan_row), 4900),
    "dates in all cells": Table("t.csv", lambda size: lines(size, dates), 4900),
    "dates in all cells, Word": Table("t.docx", lambda size: word(size, dates), 4000),
    "dates in all cells, Markdown": Table("t.md", markdown, 4900),
    "roles with one name": Table(
        "t.csv",
        lambda size: lines(
            size, lambda row: [str(row), "T", f"who will do number {row}?", "May 2027", "", ""]
        ),
        4900,
    ),
    "owners": Table(
        "t.csv",
        lambda size: lines(
            size,
            lambda row: [
                str(row),
                "T",
                ";".join(f"Ana {chr(65 + row % 26)}{chr(97 + n)}" for n in range(20)),
                "",
                "",
                "",
            ],
        ),
        2400,
    ),
    "prerequisites": Table(
        "t.csv",
        lambda size: (
            b"No,Activity,After,Deadline\n"
            + b"".join(b"%d,T,%d,March 2027\n" % (row, row + 1) for row in range(size))
        ),
        4900,
    ),
    "one number": Table("t.csv", lambda size: b"No,Activity,Deadline\n" + b"1,T,March 2027\n" * size, 4900),
    "bars": Table(
        "t.csv",
        lambda size: (
            b"Activity,"
            + b",".join(b"%d-%02d" % (2020 + n // 12, n % 12 + 1) for n in range(24))
            + b"\n"
            + (b"T," + b"X,," * 12 + b"\n") * size
        ),
        1900,
    ),
    "titles that a mapping names": Table(
        "t.csv",
        lambda size: lines(size, plan_row),
        4000,
        mapping=lambda size: (
            b"import: 1\nwhen:\n" + b"".join(b"  - Workshop %d on many things\n" % row for row in range(size))
        ),
    ),
    "titles that a mapping names, and none has": Table(
        "t.csv",
        lambda size: lines(size, plan_row),
        4000,
        mapping=lambda size: (
            b"import: 1\nwhen:\n" + b"".join(b"  - Lunch %d?\n" % row for row in range(size))
        ),
    ),
    "more rows than a plan has": Table("t.csv", lambda size: lines(size, plan_row), 8000, refused=True),
    "more cells than a plan has": Table("t.csv", lambda size: lines(size, dates), 30_000, refused=True),
    "more cells, in a page": Table("t.html", lambda size: page(size, dates), 30_000, refused=True),
    "more tags, in Word": Table("t.docx", lambda size: word(size, dates), 9000, refused=True),
    "dated lines": Table(
        "t.txt", lambda size: b"- 12 March 2027: Council (Ana)\n" * size, 19_000, refused=True
    ),
    "one long cell": Table(
        "t.csv",
        lambda size: b"Activity,Deadline\n" + b"x " * size + b",March 2027\n",
        2 * MIB - 99,
        refused=True,
    ),
    "tags in a cell": Table(
        "t.csv", lambda size: b"Activity,Deadline\n" + b"<b>x</b>" * size + b",\n", 500_000, refused=True
    ),
    "emphasis": Table("t.md", lambda size: (b"*a **b " * 28 + b"\n\n") * size, 5000, refused=True),
    "links": Table("t.md", lambda size: (b"[a](b)" * 16 + b"\n\n") * size, 9000, refused=True),
    "deep quotations": Table("t.md", lambda size: (b">" * 50 + b"x\n\n") * size, 9000, refused=True),
    "tables": Table("t.html", lambda size: b"<table><tr><td>x</table>" * size, 9000, refused=True),
    "a large mail": Table("t.eml", mail, 30 * MIB, refused=True),
    "headers": Table("t.eml", lambda size: MAIL + b"X: y\n" * size + b"\n\nx", 400_000, refused=True),
    "spans": Table(
        "t.html", lambda size: b"<p>" + b"<span style='color:red'>x</span>" * size, 190_000, refused=True
    ),
    "events": Table(
        "t.ics",
        lambda size: b"BEGIN:VCALENDAR\n" + b"BEGIN:VEVENT\nSUMMARY:x\nEND:VEVENT\n" * size,
        50_000,
        refused=True,
    ),
}
