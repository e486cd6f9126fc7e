"""What Word writes in ways of its own, each as a cell or paragraph and what is to be seen of it."""

from __future__ import annotations

import pytest
from archives import archive, cell, docx, relationships, run, table
from dump import dump

from ssetrack.diagnostic import SsetrackError
from ssetrack.tables.word import document

_FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
BEGIN, SEPARATE, END = (_FIELD.format(kind) for kind in ("begin", "separate", "end"))


def _instruction(text: str) -> str:
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


def _paragraph(inside: str, style: str = "", properties: str = "") -> str:
    name = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{name}{properties}</w:pPr>{inside}</w:p>"


def _checkbox(checked: str) -> str:
    return (
        f'<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="{checked}"/></w14:checkbox></w:sdtPr>'
        f"<w:sdtContent>{run('☒' if checked == '1' else '☐')}</w:sdtContent></w:sdt>"
    )


def _date(shown: str, day: str, form: str) -> str:
    return (
        f'<w:sdt><w:sdtPr><w:date w:fullDate="{day}T00:00:00Z"><w:dateFormat w:val="{form}"/></w:date></w:sdtPr>'
        f"<w:sdtContent>{run(shown)}</w:sdtContent></w:sdt>"
    )


STYLES = """
<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="fr-FR"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Old"><w:basedOn w:val="N"/><w:rPr><w:strike/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Older"><w:basedOn w:val="Old"/></w:style>
<w:style w:type="paragraph" w:styleId="Ring"><w:basedOn w:val="Ring"/></w:style>
<w:style w:type="paragraph" w:styleId="Bold"><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Gone"><w:rPr><w:strike/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Twice"><w:rPr><w:dstrike/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Titre"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="T3"><w:name w:val="heading 3"/></w:style>
<w:style w:type="paragraph" w:styleId="Own"><w:basedOn w:val="T3"/></w:style>
"""

CELLS = {
    "a run without letters between two changes": (
        "<w:del><w:r><w:delText>March</w:delText></w:r></w:del>" + run("") + f"<w:ins>{run('May')}</w:ins>",
        "A1 {was: March}: May",
    ),
    "what is inserted and then deleted was never there": (
        f"<w:ins><w:del><w:r><w:delText>June</w:delText></w:r></w:del></w:ins>{run('May')}",
        "A1: May",
    ),
    "a deleted end of a paragraph joins two lines": (
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" + run("May ") + "</w:p><w:p>" + run("2027") + "</w:p>",
        "A1: May 2027",
    ),
    "an inserted end of a paragraph parts a line": (
        f"<w:p><w:pPr><w:rPr><w:ins/></w:rPr></w:pPr>{run('A')}</w:p><w:p><w:ins>{run('B')}</w:ins></w:p>",
        "A1 {was: A}: A ⏎ B",
    ),
    "a change of format only": (
        run("May", "<w:b/><w:rPrChange><w:rPr><w:strike/></w:rPr></w:rPrChange>"),
        "A1 [bold]: May",
    ),
    "struck by the paragraph's style, and its parent": (
        _paragraph(run("May"), "Older"),
        "A1 [struck]: May",
    ),
    "two styles that strike take each other back": (
        _paragraph(run("May", '<w:rStyle w:val="Gone"/>'), "Old"),
        "A1: May",
    ),
    "struck twice does not toggle": (
        _paragraph(run("May", '<w:rStyle w:val="Twice"/>'), "Old"),
        "A1 [struck]: May",
    ),
    "a style based on itself": (
        _paragraph(run("May"), "Ring"),
        "A1: May",
    ),
    "two struck parts": (
        run("April ", "<w:strike/>") + run("May") + run(" June", "<w:strike/>"),
        "A1 {struck: April} {struck: June}: May",
    ),
    "bold in part": (run("May", "<w:b/>") + run(" 2027"), "A1: May 2027"),
    "bold by style, off in a run": (
        _paragraph(run("May", '<w:b w:val="false"/>'), "Bold"),
        "A1: May",
    ),
    "only hidden text": (run("secret", "<w:vanish/>"), "A1 {hidden: secret}: "),
    "a ticked box beside text": (_checkbox("1") + run(" Atlas"), "A1 {mark: on}: Atlas"),
    "an empty box that is all": (_checkbox("0"), "A1 {mark: off}: ☐"),
    "a tick of Wingdings that is all": (
        '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>',
        "A1 {mark: on}: ✓",
    ),
    "a tick as a letter of Wingdings": (
        run("\uf0fc") + run(" done"),
        "A1 {mark: on}: done",
    ),
    "ü in Wingdings is a tick": (run("ü", '<w:rFonts w:ascii="Wingdings"/>') + run(" ü"), "A1 {mark: on}: ü"),
    "an arrow": (
        '<w:r><w:t>2026</w:t><w:sym w:font="Wingdings" w:char="F0E0"/><w:t>2027</w:t></w:r>',
        "A1: 2026→2027",
    ),
    "a code beyond all letters": ('<w:r><w:sym w:font="A" w:char="FFFFFFFF"/></w:r>', "A1: □"),
    "a sign that nobody knows": ('<w:r><w:sym w:font="Webdings" w:char="F021"/></w:r>', "A1: □"),
    "a date control": (_date("3 April 2027", "2027-04-03", "d MMMM yyyy"), "A1 [date]: 2027-04-03"),
    "a date control that settles day and month": (
        _date("03/04/2027", "2027-04-03", "dd/MM/yyyy"),
        "A1 [date]: 2027-04-03",
    ),
    "a date control that shows a month": (
        _date("April 2027", "2027-04-03", "MMMM yyyy"),
        "A1 [date]: 2027-04",
    ),
    "a date control that somebody wrote over": (
        _date("12 May 2027", "2027-04-03", "d MMMM yyyy"),
        "A1: 12 May 2027",
    ),
    "a date control with a number of any length": (
        _date("9" * 5_000, "2027-04-03", "d MMMM yyyy"),
        f"A1: {'9' * 5_000}",
    ),
    "a number with two signs": (
        _paragraph(run("May"), properties='<w:numPr><w:ilvl w:val="--5"/><w:numId w:val="--5"/></w:numPr>'),
        "A1: May",
    ),
    "a date control among other text": (
        run("by ") + _date("3 April 2027", "2027-04-03", "d MMMM yyyy"),
        "A1: by 3 April 2027",
    ),
    "a field in the instruction of another": (
        BEGIN
        + _instruction("IF ")
        + BEGIN
        + _instruction("DATE")
        + SEPARATE
        + run("hidden")
        + END
        + _instruction(" = 1")
        + SEPARATE
        + run("shown")
        + END,
        "A1 {field: DATE} {field: IF = 1}: shown",
    ),
    "a link by field": (
        BEGIN + _instruction('HYPERLINK "https://example.org/a"') + SEPARATE + run("Chen") + END,
        "A1 {link: https://example.org/a}: Chen",
    ),
    "a link": (
        f'<w:hyperlink r:id="r2">{run("Chen")}</w:hyperlink>',
        "A1 {link: https://example.org/x}: Chen",
    ),
    "a link inside the document": (f'<w:hyperlink w:anchor="top">{run("Chen")}</w:hyperlink>', "A1: Chen"),
    "the box of an old form": (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData>'
        "</w:fldChar></w:r>" + _instruction("FORMCHECKBOX") + END + run(" Atlas"),
        "A1 {mark: on}: Atlas",
    ),
    "the list of an old form": (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="Ana"/>'
        '<w:listEntry w:val="Chen"/></w:ddList></w:ffData></w:fldChar></w:r>'
        + _instruction("FORMDROPDOWN")
        + END,
        "A1: Chen",
    ),
    "text typed into an old form": (
        BEGIN + _instruction("FORMTEXT") + SEPARATE + run("May") + END,
        "A1: May",
    ),
    "ruby": (
        f"<w:r><w:ruby><w:rt>{run('above')}</w:rt><w:rubyBase>{run('below')}</w:rubyBase></w:ruby></w:r>",
        "A1: below",
    ),
    "a formula": ("<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>", "A1: x=1"),
    "no-break spaces and a zero-width one": (run("12\u00a0March\u202f2027\u200b"), "A1: 12 March 2027"),
    "an alternative without a choice": (
        "<w:r><mc:AlternateContent><mc:Fallback><w:pict><w:txbxContent><w:p>"
        + run("moved!")
        + "</w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>",
        "A1 {text-box: moved!}: ",
    ),
    "a cell that a tracked change inserts": (
        ("<w:cellIns/>", run("May")),
        "A1 {was: }: May",
    ),
    "a cell that a tracked change deletes": (("<w:cellDel/>", run("May")), "A1 {was: May}: "),
    "a fill": (('<w:shd w:val="clear" w:color="auto" w:fill="00b050"/>', run("x")), "A1 [fill 00B050]: x"),
    "a full pattern": (
        ('<w:shd w:val="solid" w:color="FF0000" w:fill="auto"/>', ""),
        "A1 [fill FF0000]: ",
    ),
    "white": (('<w:shd w:val="clear" w:fill="FFFFFF"/>', run("x")), "A1: x"),
}


@pytest.mark.parametrize(("inside", "expected"), CELLS.values(), ids=CELLS)
def test_cell(inside: str | tuple[str, str], expected: str):
    properties, content = inside if isinstance(inside, tuple) else ("", inside)
    octets = docx(
        table(cell(content, properties)), styles=STYLES, links={"hyperlink": "https://example.org/x"}
    )
    lines = dump(document(octets)).splitlines()
    assert lines[2:] == [f"  {expected}"]


def _numbered(text: str, num: int, level: int = 0, style: str = "") -> str:
    name = f'<w:pStyle w:val="{style}"/>' if style else ""
    own = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>' if num >= 0 else ""
    return f"<w:p><w:pPr>{name}{own}</w:pPr>{run(text)}</w:p>"


def _level(level: int, form: str, text: str, more: str = "") -> str:
    return f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>{more}</w:lvl>'


NUMBERING = f"""
<w:abstractNum w:abstractNumId="0">{_level(0, "upperRoman", "%1.")}{_level(1, "decimal", "%1.%2", "<w:isLgl/>")}
{_level(2, "lowerLetter", "%3)", '<w:lvlRestart w:val="1"/>')}{_level(3, "bullet", "·")}</w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="Liste"/></w:abstractNum>
<w:abstractNum w:abstractNumId="2">{_level(0, "decimalZero", "A-%1", '<w:pStyle w:val="Act"/>')}</w:abstractNum>
<w:abstractNum w:abstractNumId="3">{_level(0, "none", "Phase")}{_level(1, "decimal", "%1%2.")}</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="5"><w:abstractNumId w:val="3"/></w:num>
<w:num w:numId="6"><w:abstractNumId w:val="0"/>
<w:lvlOverride w:ilvl="0">{_level(0, "lowerLetter", "%1")}</w:lvlOverride></w:num>
"""

NUMBER_STYLES = """
<w:style w:type="numbering" w:styleId="Liste"><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Act"><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Free"><w:basedOn w:val="Act"/><w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr></w:style>
"""

LISTS = {
    "levels begin anew below the next one above": (
        [("a", 1, 0), ("b", 1, 1), ("c", 1, 1), ("d", 1, 0), ("e", 1, 1)],
        ["I.", "1.1", "1.2", "II.", "2.1"],
    ),
    "a level that begins anew only below the first": (
        [("a", 1, 0), ("b", 1, 1), ("c", 1, 2), ("d", 1, 1), ("e", 1, 2), ("f", 1, 0), ("g", 1, 2)],
        ["I.", "1.1", "a)", "1.2", "b)", "II.", "a)"],
    ),
    "a bullet has no number": ([("a", 1, 3), ("b", 1, 0)], ["", "I."]),
    "a lower level comes first": ([("a", 1, 1), ("b", 1, 0)], ["1.1", "I."]),
    "two lists share their counters": ([("a", 1, 0), ("b", 4, 0)], ["I.", "II."]),
    "a level of its own": ([("a", 6, 0), ("b", 6, 0)], ["a", "b"]),
    "a list that a style stands for": ([("a", 2, 0), ("b", 2, 0)], ["A-01", "A-02"]),
    "a level without a number": ([("a", 5, 0), ("b", 5, 1)], ["Phase", "1."]),
    "a list that is not there": ([("a", 99, 0)], [""]),
    "numbered by style only": (
        [("a", -1, 0, "Act"), ("b", -1, 0, "Free"), ("c", -1, 0, "Act")],
        ["A-01", "", "A-02"],
    ),
    "taken off in the paragraph": ([("a", -1, 0, "Act"), ("b", 0, 0, "Act")], ["A-01", ""]),
}


@pytest.mark.parametrize(("paragraphs", "expected"), LISTS.values(), ids=LISTS)
def test_numbers_of_lists(paragraphs: list[tuple[str, int, int]], expected: list[str]):
    body = "".join(_numbered(*one) for one in paragraphs)
    octets = docx(body, numbering=NUMBERING, styles=NUMBER_STYLES)
    assert [block.number for block in document(octets).blocks] == expected


def test_a_column_that_holds_nothing_but_numbers():
    rows = [cell(_numbered("", 1)) + cell(run(text)) for text in ("Atlas", "Film")]
    cells = document(docx(table(*rows), numbering=NUMBERING)).tables[0].cells
    assert [cells[row, 1].number for row in (1, 2)] == ["I.", "II."]


def test_a_deleted_paragraph_is_not_counted():
    gone = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr></w:pPr>'
        "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>"
    )
    document_ = document(docx(_numbered("a", 1) + gone + _numbered("b", 1), numbering=NUMBERING))
    assert dump(document_).splitlines() == [
        "paragraph 1 @1 <I.>: a",
        "paragraph 1 @2 {was: gone}: ",
        "paragraph 1 @3 <II.>: b",
    ]


def test_headings_and_paragraphs():
    body = (
        _paragraph(run("Plan"), "Titre")
        + _paragraph(run("by name"), "T3")
        + _paragraph(run("by parent"), "Own")
        + _paragraph(run("by itself"), properties='<w:outlineLvl w:val="0"/>')
        + _paragraph(run("not"), "T3", '<w:outlineLvl w:val="9"/>')
        + _paragraph("")
        + _paragraph(run("one") + "<w:r><w:br/></w:r>" + run("two"))
        + _paragraph(_checkbox("1") + run("done"))
        + f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{_paragraph(run('write'))}</w:sdtContent></w:sdt>"
    )
    assert dump(document(docx(body, styles=STYLES))).splitlines() == [
        "language fr",
        "heading 1 @1: Plan",
        "heading 3 @2: by name",
        "heading 3 @3: by parent",
        "heading 1 @4: by itself",
        "paragraph 0 @5: not",
        "paragraph 0 @7: one",
        "paragraph 0 @7: two",
        "paragraph 0 @8 [checked] {mark: on}: done",
    ]


def test_rows():
    body = table(
        cell(run("a"), '<w:gridSpan w:val="999999999"/><w:vMerge w:val="restart"/>'),
        cell(run("below"), '<w:gridSpan w:val="999999999"/><w:vMerge/>'),
        "<w:tr><w:trPr><w:hidden/></w:trPr>" + cell(run("hidden")) + "</w:tr>",
        cell(run("no merge begins above"), "<w:vMerge/>") + cell(run("b")),
    )
    assert dump(document(docx(body))).splitlines() == [
        "table 1: 4 x 1024, hidden rows [3], ragged {3: 1, 4: 2}",
        "  A1 [1024x2] {hidden: below}: a",
        "  A3: hidden",
        "  A4: no merge begins above",
        "  B4: b",
    ]


def test_a_deleted_row_is_not_counted():
    def row(text: str, properties: str = "") -> str:
        return f"<w:tr><w:trPr>{properties}</w:trPr>{cell(_numbered(text, 1))}</w:tr>"

    read = document(docx(table(row("a"), row("b", "<w:del/>"), row("c")), numbering=NUMBERING)).tables[0]
    assert [read.cells[at, 1].number for at in (1, 2, 3)] == ["I.", "", "II."]
    assert read.deleted_rows == {2}


def test_cells_merged_in_the_old_way():
    begin, go_on = '<w:hMerge w:val="restart"/>', '<w:hMerge w:val="continue"/>'
    body = table(
        cell(run("a"), begin) + cell("", go_on) + cell("", go_on) + cell(run("b")),
        cell("", begin) + cell(run("hidden"), go_on) + cell(run("c")),
    )
    assert dump(document(docx(body))).splitlines()[1:] == [
        "  A1 [3x1]: a",
        "  D1: b",
        "  A2 [2x1]: ",
        "  C2: c",
    ]


def test_a_table_in_a_text_box_is_a_table():
    box = f"<w:r><w:pict><w:txbxContent>{table(cell(run('a')))}</w:txbxContent></w:pict></w:r>"
    assert dump(document(docx(f"<w:p>{box}</w:p>"))).splitlines() == ["table 1: 1 x 1", "  A1: a"]


def test_notes_and_comments_in_lines():
    comment = f'<w:comment w:id="1"><w:p>{run("Who?")}</w:p><w:p>{run("And when?")}</w:p></w:comment>'
    body = _paragraph(run("a") + '<w:r><w:commentReference w:id="1"/><w:commentReference w:id="8"/></w:r>')
    blocks = document(docx(body, comments=comment)).blocks
    assert [remark.text for remark in blocks[0].remarks] == ["Who?\nAnd when?"]


@pytest.mark.parametrize(
    "octets",
    [
        archive({"a.txt": "nothing"}),
        archive({"_rels/.rels": relationships({"officeDocument": "word/document.xml"})}),
        archive({"_rels/.rels": relationships({"officeDocument": "https://example.org/document.xml"})}),
        archive({"_rels/.rels": relationships({"officeDocument": "a.xml"}), "a.xml": "<workbook/>"}),
    ],
)
def test_what_is_no_word_document_is_refused(octets: bytes):
    with pytest.raises(SsetrackError, match="this is not a Word document"):
        document(octets)
