"""Write a Word document with a work plan of so many rows to standard output: `word_table.py 400 > plan.docx`.

Always the same octets. As Word writes it, each run of letters has a language, and each cell a width.
"""

from __future__ import annotations

import io
import sys
import zipfile

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

HEADER = ("No", "Activity", "Responsible", "Deadline", "Status", "Remarks")
PEOPLE = "Ana,Bento,Carla Dias,Dora,Emile,Franck,Graça,Hugo,Inés,João Melo,Karim,Lucía".split(",")  # noqa: SIM905
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip


def texts(row: int) -> tuple[str, ...]:
    """The cells of a row, counted from 1."""
    return (
        f"{(row - 1) // 20 + 1}.{(row - 1) % 20 + 1}",
        f"Workshop {row} on the many uses of solidarity",
        f"{PEOPLE[row % 12]}; {PEOPLE[row * 7 % 12]}",
        f"{1 + row % 28} {MONTHS[row % 12]} 2027",
        "in progress" if row % 3 == 1 else "planned",
        f"to be seen with group {row % 9}",
    )


def cell(text: str) -> str:
    """A cell with one paragraph of one run."""
    run = f'<w:r><w:rPr><w:lang w:val="en-GB"/></w:rPr><w:t>{text}</w:t></w:r>'
    return f'<w:tc><w:tcPr><w:tcW w:w="1500" w:type="dxa"/></w:tcPr><w:p>{run}</w:p></w:tc>'


def main() -> None:
    """Write the document."""
    every = (HEADER, *map(texts, range(1, int(sys.argv[1]) + 1)))
    body = "".join(f"<w:tr>{''.join(map(cell, row))}</w:tr>" for row in every)
    link = f'<Relationship Id="a" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
    text = f'<w:document xmlns:w="{WORD}"><w:body><w:tbl>{body}</w:tbl></w:body></w:document>'
    parts = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}">{link}</Relationships>',
        "word/document.xml": text,
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)
    sys.stdout.buffer.write(stream.getvalue())


if __name__ == "__main__":
    main()
