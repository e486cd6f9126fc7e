"""What Excel writes in ways of its own, each as a few cells and what is to be seen of them."""

from __future__ import annotations

import io
import zipfile

import pytest
from archives import SHEET, archive, relationships, xlsx
from dump import dump
from openpyxl.styles.colors import COLOR_INDEX

from ssetrack.diagnostic import SsetrackError
from ssetrack.tables.excel import document
from ssetrack.tables.excel.colours import INDEXED

STYLES = """
<numFmts><numFmt numFmtId="164" formatCode="yyyy\\-mm"/><numFmt numFmtId="165" formatCode=";;;"/></numFmts>
<fonts><font/><font><strike/></font><font><b/></font><font><strike val="0"/><b val="true"/></font></fonts>
<fills><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>
<fill><patternFill patternType="solid"><fgColor theme="4" tint="0.5999938962981048"/></patternFill></fill>
<fill><patternFill patternType="solid"><fgColor theme="0" tint="-0.25"/></patternFill></fill>
<fill><patternFill patternType="solid"><fgColor indexed="13"/></patternFill></fill>
<fill><patternFill patternType="solid"><fgColor auto="1"/></patternFill></fill>
<fill><patternFill patternType="darkUp"><fgColor rgb="FF0000FF"/></patternFill></fill>
<fill><gradientFill><stop position="0"><color rgb="FF00FF00"/></stop></gradientFill></fill>
<fill><patternFill patternType="solid"><fgColor theme="0"/></patternFill></fill></fills>
<cellXfs><xf/><xf fontId="1"/><xf fontId="2"/><xf fontId="3"/><xf numFmtId="164"/><xf numFmtId="165"/>
<xf fillId="2"/><xf fillId="3"/><xf fillId="4"/><xf fillId="5"/><xf fillId="6"/><xf fillId="7"/><xf fillId="8"/>
<xf fillId="1"/></cellXfs>
"""

STRINGS = """
<si><t>plain</t></si>
<si><r><t>own </t></r><r><rPr><b/></rPr><t>set</t></r></si>
<si><r><rPr><strike val="0"/></rPr><t xml:space="preserve">kept </t></r><r><t>cell</t></r></si>
<si><t>half _xD83D_ pair</t></si>
"""

CELLS = {
    "a shared text": ('<c t="s"><v>0</v></c>', "A1: plain"),
    "a shared text that is not there": ('<c t="s"><v>99</v></c>', None),
    "a run without a font is set as the cell": ('<c t="s" s="2"><v>1</v></c>', "A1 [bold]: own set"),
    "a run that is not struck in a struck cell": ('<c t="s" s="1"><v>2</v></c>', "A1 {struck: cell}: kept"),
    "half of a pair": ('<c t="s"><v>3</v></c>', "A1: half \ufffd pair"),
    "bold with a value, strike without": ('<c t="s" s="3"><v>0</v></c>', "A1 [bold]: plain"),
    "a style that is not there": ('<c t="s" s="999"><v>0</v></c>', "A1: plain"),
    "a month": ('<c s="4"><v>46458</v></c>', "A1 [date]: 2027-03"),
    "a text in the format of a date": ('<c t="str" s="4"><v>May</v></c>', "A1: May"),
    "a text that its format hides": (
        '<c t="inlineStr" s="5"><is><t>secret</t></is></c>',
        "A1 {hidden: secret}: ",
    ),
    "truth": ('<c t="b"><v>0</v></c>', "A1 [truth]: FALSE"),
    "a day in ISO 8601": ('<c t="d" s="4"><v>2027-03-12</v></c>', "A1 [date]: 2027-03"),
    "an hour in ISO 8601": ('<c t="d"><v>2027-03-12T14:00:00Z</v></c>', "A1 [date]: 2027-03-12T14:00"),
    "no day in ISO 8601": ('<c t="d"><v>2027-13-12</v></c>', "A1: 2027-13-12"),
    "a number that is none": ("<c><v>NaN</v></c>", "A1: NaN"),
    "a number of many digits": (f"<c><v>{'9' * 500}</v></c>", f"A1: {'9' * 500}"),
    "a formula with an empty text": ('<c t="str"><f>""</f><v></v></c>', 'A1 {formula: =""}: '),
    "a formula with a date": (
        '<c s="4"><f>TODAY()</f><v>46458</v></c>',
        "A1 [date] {formula: =TODAY()}: 2027-03",
    ),
    "a formula that is written elsewhere": (
        '<c><f t="shared" si="0"/><v>2</v></c>',
        "A1 [number] {formula: }: 2",
    ),
    "an error in a formula": (
        '<c t="e"><f>1/0</f><v>#DIV/0!</v></c>',
        "A1 {error: #DIV/0!} {formula: =1/0}: #DIV/0!",
    ),
    "a theme's colour, lighter": ('<c s="6"/>', "A1 [fill B9CDE5]: "),
    "white, darker": ('<c s="7"/>', "A1 [fill BFBFBF]: "),
    "a colour of the palette": ('<c s="8"/>', "A1 [fill FFFF00]: "),
    "a colour that the system decides": ('<c s="9"/>', None),
    "hatched": ('<c s="10"/>', "A1 [fill 0000FF]: "),
    "from one colour to another": ('<c s="11"/>', "A1 [fill 00FF00]: "),
    "the theme's white": ('<c s="12"/>', None),
    "hatched without a colour": ('<c s="13"/>', "A1 [fill 808080]: "),
}


@pytest.mark.parametrize(("element", "expected"), CELLS.values(), ids=CELLS)
def test_cell(element: str, expected: str | None):
    octets = xlsx(f"<sheetData><row>{element}</row></sheetData>", styles=STYLES, sharedStrings=STRINGS)
    lines = dump(document(octets)).splitlines()
    assert lines[1:] == ([] if expected is None else [f"  {expected}"])


def _text(address: str, text: str) -> str:
    where = f' r="{address}"' if address else ""
    return f'<c{where} t="inlineStr"><is><t>{text}</t></is></c>'


def test_places():
    """Without an address, a cell is the next in its row, and a row the next in its sheet."""
    data = (
        f"<sheetData><row>{_text('', 'a')}{_text('', 'b')}</row><row r='4'>{_text('C4', 'c')}{_text('', 'd')}</row>"
        f"<row>{_text('A5', 'e')}</row><row r='9999999'>{_text('', 'beyond')}</row>"
        f"<row r='6'>{_text('XFE6', 'an address that is none')}</row></sheetData>"
    )
    assert dump(document(xlsx(data))).splitlines() == [
        "table 1: 6 x 4, sheet 'Plan'",
        "  A1: a",
        "  B1: b",
        "  C4: c",
        "  D4: d",
        "  A5: e",
        "  A6: an address that is none",
    ]


def test_hidden_and_outlined():
    data = (
        "<cols><col min='2' max='16384' hidden='1'/></cols><sheetData>"
        f"<row r='1' outlineLevel='1'>{_text('A1', 'a')}{_text('C1', 'c')}</row>"
        f"<row r='2' hidden='0'>{_text('A2', 'b')}</row><row r='3' ht='0'>{_text('A3', 'd')}</row>"
        "<row r='5' hidden='1'/></sheetData>"
    )
    head = dump(document(xlsx(data))).splitlines()[0]
    assert head == "table 1: 3 x 3, sheet 'Plan', hidden rows [3], hidden columns [2, 3], outline {1: 1}"


def test_merged():
    """A merged cell ends where the table does; what it hides is told; what is none is nothing."""
    data = (
        f"<sheetData><row>{_text('A1', 'a')}{_text('B1', 'below')}</row><row>{_text('', 'b')}</row></sheetData>"
        "<mergeCells><mergeCell ref='A1:XFD1'/><mergeCell ref='B1:B2'/><mergeCell ref='D9:E9'/>"
        "<mergeCell ref='B7:A3'/><mergeCell ref='nonsense'/></mergeCells>"
    )
    assert dump(document(xlsx(data))).splitlines() == [
        "table 1: 2 x 2, sheet 'Plan'",
        "  A1 [2x1] {hidden: below}: a",
        "  A2: b",
    ]


def test_links_and_comments():
    data = (
        f"<sheetData><row>{_text('A1', 'a')}</row></sheetData><hyperlinks><hyperlink ref='A1:A3' r:id='r1'/>"
        "<hyperlink ref='A1' location='Plan!B2'/></hyperlinks>"
    )
    octets = xlsx(data, links={"hyperlink": "https://example.org/x"})
    assert dump(document(octets)).splitlines()[1:] == ["  A1 {link: https://example.org/x}: a"]


def test_a_thread_counts_and_not_the_notice_of_it():
    comments = (
        f"<comments {SHEET}><commentList><comment ref='A1'><text><t>[Threaded comment]\nYour version…</t></text>"
        "</comment><comment ref='A2'><text><r><t>who_x000D_\n</t></r><r><t>pays?</t></r></text></comment>"
        "</commentList></comments>"
    )
    threads = (
        '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
        '<threadedComment ref="A1"><text>When?</text></threadedComment></ThreadedComments>'
    )
    octets = archive(
        {
            "_rels/.rels": relationships({"officeDocument": "/xl/workbook.xml"}),
            "xl/_rels/workbook.xml.rels": relationships({"worksheet": "/xl/s.xml"}),
            "xl/workbook.xml": f"<workbook {SHEET}><sheets><sheet name='P' r:id='r1'/></sheets></workbook>",
            "xl/s.xml": f"<worksheet {SHEET}><sheetData/></worksheet>",
            "xl/_rels/s.xml.rels": relationships({"comments": "c.xml", "threadedComment": "t.xml"}),
            "xl/c.xml": comments,
            "xl/t.xml": threads,
        }
    )
    cells = document(octets).tables[0].cells
    assert {place: [one.text for one in cell.remarks] for place, cell in cells.items()} == {
        (1, 1): ["When?"],
        (2, 1): ["who\npays?"],
    }


def test_strict():
    octets = xlsx(f"<sheetData><row>{_text('A1', 'a')}</row></sheetData>")
    strict = {
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "http://purl.oclc.org/ooxml/spreadsheetml/main",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
            "http://purl.oclc.org/ooxml/officeDocument/relationships"
        ),
    }
    parts = {}
    with zipfile.ZipFile(io.BytesIO(octets)) as file:
        for name in file.namelist():
            parts[name] = file.read(name).decode()
            for transitional, other in strict.items():
                parts[name] = parts[name].replace(transitional, other)
    assert dump(document(archive(parts))) == dump(document(octets))


def test_colours_that_are_computed_are_told():
    data = f"<sheetData><row>{_text('A1', 'a')}</row></sheetData><conditionalFormatting sqref='A1'/>"
    assert [str(one) for one in document(xlsx(data)).told] == [
        "`Plan` has colours by conditional formatting; they were not read"
    ]


def test_the_palette_is_that_of_openpyxl():
    assert tuple(colour[2:] for colour in COLOR_INDEX[: len(INDEXED)]) == INDEXED
    assert len(INDEXED) == 64


@pytest.mark.parametrize(
    ("octets", "what"),
    [
        (archive({"a.txt": "nothing"}), "this is not an Excel workbook"),
        (
            archive({"_rels/.rels": relationships({"officeDocument": "a.xml"}), "a.xml": "<document/>"}),
            "this is not an Excel workbook",
        ),
        (
            archive(
                {
                    "_rels/.rels": relationships({"officeDocument": "xl/workbook.bin"}),
                    "xl/workbook.bin": b"\x83",
                }
            ),
            "this is a binary workbook",
        ),
    ],
)
def test_what_is_no_workbook_is_refused(octets: bytes, what: str):
    with pytest.raises(SsetrackError, match=what):
        document(octets)
