"""What OpenDocument files say in ways of their own, each as a cell or paragraph and what is to be seen of it."""

from __future__ import annotations

import pytest
from archives import archive, opendocument
from dump import dump

from ssetrack.diagnostic import SsetrackError
from ssetrack.tables.opendocument import document

STYLES = """
<style:default-style style:family="table-cell"><style:text-properties fo:language="pt" fo:country="BR"/>
</style:default-style>
<style:style style:name="Gone" style:family="text"><style:text-properties style:text-line-through-style="solid"/>
</style:style>
<style:style style:name="Base" style:family="table-cell"><style:text-properties fo:font-weight="bold"/>
<style:table-cell-properties fo:background-color="#ffc000"/></style:style>
<style:style style:name="Title" style:family="paragraph"/>
<style:style style:name="H" style:family="paragraph" style:default-outline-level="2"/>
<text:outline-style><text:outline-level-style text:level="1" style:num-format="1" style:num-suffix="."/>
<text:outline-level-style text:level="2" style:num-format="a" text:display-levels="2"/></text:outline-style>
<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="I"
 style:num-prefix="(" style:num-suffix=")"/><text:list-level-style-number text:level="2" style:num-format="1"
 text:display-levels="2" text:start-value="3"/><text:list-level-style-bullet text:level="3"/></text:list-style>
"""

AUTOMATIC = """
<style:style style:name="ce1" style:family="table-cell" style:parent-style-name="Base"/>
<style:style style:name="ring" style:family="table-cell" style:parent-style-name="ring"/>
<style:style style:name="white" style:family="table-cell">
<style:table-cell-properties fo:background-color="#ffffff"/></style:style>
<style:style style:name="clear" style:family="table-cell" style:parent-style-name="Base">
<style:table-cell-properties fo:background-color="transparent"/></style:style>
<style:style style:name="struck" style:family="table-cell">
<style:text-properties style:text-line-through-type="single"/></style:style>
<style:style style:name="off" style:family="text"><style:text-properties style:text-line-through-style="none"/>
</style:style>
<style:style style:name="hid" style:family="text"><style:text-properties text:display="none"/></style:style>
<style:style style:name="month" style:family="table-cell" style:data-style-name="N1"/>
<style:style style:name="quarter" style:family="table-cell" style:data-style-name="N2"/>
<style:style style:name="clock" style:family="table-cell" style:data-style-name="N3"/>
<style:style style:name="elapsed" style:family="table-cell" style:data-style-name="N4"/>
<style:style style:name="whole" style:family="table-cell" style:data-style-name="N5"/>
<number:date-style style:name="N1"><number:month number:style="long" number:textual="true"/><number:text> </number:text>
<number:year number:style="long"/></number:date-style>
<number:date-style style:name="N2"><number:quarter/><number:text> </number:text><number:year/></number:date-style>
<number:time-style style:name="N3"><number:hours/><number:text>:</number:text><number:minutes/></number:time-style>
<number:time-style style:name="N4" number:truncate-on-overflow="false"><number:hours/></number:time-style>
<number:number-style style:name="N5"><number:number number:decimal-places="0"/></number:number-style>
<style:style style:name="hiddensheet" style:family="table"><style:table-properties table:display="false"/></style:style>
"""


def _cell(inside: str = "", **attributes: str) -> str:
    said = "".join(
        f' {name.replace("__", ":").replace("_", "-")}="{value}"' for name, value in attributes.items()
    )
    return f"<table:table-cell{said}>{inside}</table:table-cell>"


def _typed(kind: str, shown: str, style: str = "", **value: str) -> str:
    said = {f"office__{name}": one for name, one in value.items()}
    return _cell(f"<text:p>{shown}</text:p>", office__value_type=kind, table__style_name=style, **said)


CELLS = {
    "spaces, tabs and line ends": (
        _cell('<text:p>a<text:s text:c="3"/>b<text:tab/>c\n d<text:line-break/>e</text:p><text:p>f</text:p>'),
        "A1: a b c d ⏎ e ⏎ f",
    ),
    "a style's parent": (_cell("<text:p>a</text:p>", table__style_name="ce1"), "A1 [bold, fill FFC000]: a"),
    "a style based on itself": (_cell("<text:p>a</text:p>", table__style_name="ring"), "A1: a"),
    "white": (_cell("<text:p>a</text:p>", table__style_name="white"), "A1: a"),
    "transparent": (_cell("<text:p>a</text:p>", table__style_name="clear"), "A1 [bold]: a"),
    "struck but for a part": (
        _cell(
            '<text:p>May<text:span text:style-name="off"> June</text:span></text:p>',
            table__style_name="struck",
        ),
        "A1 {struck: May}: June",
    ),
    "hidden in struck": (
        _cell(
            '<text:p><text:span text:style-name="Gone">a<text:span text:style-name="hid">b</text:span></text:span></text:p>'
        ),
        "A1 [struck] {hidden: b}: a",
    ),
    "a month": (_typed("date", "March 2027", "month", date_value="2027-03-01"), "A1 [date]: 2027-03"),
    "a quarter is a text": (_typed("date", "Q1 27", "quarter", date_value="2027-03-01"), "A1: Q1 27"),
    "a day without a format": (_typed("date", "12.03.27", date_value="2027-03-12"), "A1 [date]: 2027-03-12"),
    "no day": (_typed("date", "then", date_value="2027-99-12"), "A1: then"),
    "an hour": (_typed("time", "2 pm", "clock", time_value="PT14H00M00S"), "A1 [date]: 14:00"),
    "a duration": (_typed("time", "60", "elapsed", time_value="PT60H00M00S"), "A1 [number]: 60"),
    "a long time": (_typed("time", "60:00", "clock", time_value="PT60H00M00S"), "A1 [number]: 60:00"),
    "a number with a format": (_typed("float", "46458", "whole", value="46458"), "A1 [number]: 46458"),
    "a number that may be a day": (
        _typed("float", "46458", value="46458"),
        "A1 [number] {unformatted: 2027-03-12}: 46458",
    ),
    "a formula's day": (_typed("float", "12.03.2027", value="46458"), "A1 [date]: 2027-03-12"),
    "a number without its text": (_cell(office__value_type="float", office__value="1.1"), "A1 [number]: 1.1"),
    "truth": (_typed("boolean", "WAHR", boolean_value="true"), "A1 [truth]: TRUE"),
    "a text without lines": (_cell(office__value_type="string", office__string_value="a"), "A1: a"),
    "a tick of Wingdings": (_cell("<text:p>a<text:span>\uf0fc</text:span></text:p>"), "A1 {mark: on}: a"),
    "a formula with references": (
        _cell("<text:p>2</text:p>", table__formula="of:=[.A1]+[$B.C2:.D3]", office__value_type="string"),
        "A1 {formula: =A1+$B.C2:D3}: 2",
    ),
    "a formula never computed": (_cell(table__formula="of:=NOW()"), "A1 {never-computed: =NOW()}: "),
    "an error": (
        _cell("<text:p>#N/A</text:p>", office__value_type="string", calcext__value_type="error"),
        "A1 {error: #N/A}: #N/A",
    ),
    "a link": (
        _cell('<text:p><text:a xlink:href="https://example.org/x">Chen</text:a></text:p>'),
        "A1 {link: https://example.org/x}: Chen",
    ),
    "a comment, without who and when": (
        _cell(
            "<office:annotation><dc:creator>D</dc:creator><text:p>who?</text:p></office:annotation><text:p>a</text:p>"
        ),
        "A1 {comment: who?}: a",
    ),
    "a note": (
        _cell(
            "<text:p>a<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>if so</text:p>"
            "</text:note-body></text:note></text:p>"
        ),
        "A1 {note: if so}: a",
    ),
    "a text box": (
        _cell(
            "<text:p>a<draw:frame><draw:text-box><text:p>moved!</text:p></draw:text-box></draw:frame></text:p>"
        ),
        "A1 {text-box: moved!}: a",
    ),
    "a field, and one that is fixed": (
        _cell('<text:p><text:date>today</text:date> <text:date text:fixed="true">May</text:date></text:p>'),
        "A1 {field: date}: today May",
    ),
    "a placeholder and a box": (
        _cell(
            '<text:p><loext:content-control loext:showing-place-holder="true">Choose</loext:content-control>'
            '<loext:content-control loext:checkbox="true" loext:checked="true">☒</loext:content-control> Atlas</text:p>'
        ),
        "A1 {mark: on}: Atlas",
    ),
    "hidden by a condition": (
        _cell('<text:p>a<text:hidden-text text:string-value="b"/></text:p>'),
        "A1 {hidden: b}: a",
    ),
    "ruby": (
        _cell(
            "<text:p><text:ruby><text:ruby-base>a</text:ruby-base><text:ruby-text>b</text:ruby-text></text:ruby></text:p>"
        ),
        "A1: a",
    ),
}


def _sheet(rows: str, columns: str = "", more: str = "", before: str = "") -> bytes:
    body = f'{before}<table:table table:name="Plan"{more}>{columns}{rows}</table:table>'
    return opendocument("spreadsheet", body, automatic=AUTOMATIC, styles=STYLES)


@pytest.mark.parametrize(("element", "expected"), CELLS.values(), ids=CELLS)
def test_cell(element: str, expected: str):
    lines = dump(document(_sheet(f"<table:table-row>{element}</table:table-row>"))).splitlines()
    assert lines[0] == "language pt"
    assert lines[2:] == [f"  {expected}"]


def test_repeated():
    """What is repeated is there as often, if it says something; a million empty ones are nothing."""
    rows = (
        f'<table:table-row table:number-rows-repeated="2">'
        f"{_cell('<text:p>a</text:p>', table__number_columns_repeated='2')}{_cell(table__number_columns_repeated='16382')}"
        f'</table:table-row><table:table-row table:number-rows-repeated="1048570">'
        f"{_cell(table__number_columns_repeated='16384', table__style_name='ce1')}</table:table-row>"
        f"<table:table-row>{_cell(table__style_name='ce1', table__number_columns_repeated='3')}"
        f"{_cell(table__style_name='ce1', table__number_columns_repeated='16381')}</table:table-row>"
    )
    assert dump(document(_sheet(rows))).splitlines()[1:6] == [
        "table 1: 1048573 x 3, sheet 'Plan'",
        "  A1: a",
        "  B1: a",
        "  A2: a",
        "  B2: a",
    ]


def test_groups_and_what_is_hidden():
    row = f"<table:table-row>{_cell('<text:p>a</text:p>')}</table:table-row>"
    rows = (
        f"<table:table-header-rows>{row}</table:table-header-rows>"
        f'<table:table-row-group>{row}<table:table-row-group table:display="false">{row}</table:table-row-group>'
        f'</table:table-row-group><table:table-row table:visibility="collapse" table:number-rows-repeated="1000000">'
        f"{_cell()}</table:table-row>"
    )
    columns = '<table:table-column table:visibility="collapse" table:number-columns-repeated="16384"/>'
    head = dump(document(_sheet(rows, columns, ' table:style-name="hiddensheet"'))).splitlines()[1]
    assert head == (
        "table 1: 3 x 1, sheet 'Plan', hidden, header 1, hidden rows [3], hidden columns [1], outline {2: 1, 3: 2}"
    )


def test_the_columns_give_a_style():
    columns = '<table:table-column/><table:table-column table:default-cell-style-name="ce1"/>'
    rows = f"<table:table-row>{_cell('<text:p>a</text:p>', table__number_columns_repeated='2')}</table:table-row>"
    lines = dump(document(_sheet(rows, columns))).splitlines()[2:]
    assert lines == ["  A1: a", "  B1: a"]
    rows = f"<table:table-row>{_cell('<text:p>a</text:p>') * 2}</table:table-row>"
    lines = dump(document(_sheet(rows, columns))).splitlines()[2:]
    assert lines == ["  A1: a", "  B1 [bold, fill FFC000]: a"]


def test_colours_that_are_computed_are_told():
    octets = _sheet(f"<table:table-row>{_cell()}</table:table-row><calcext:conditional-formats/>")
    assert len(document(octets).told) == 1
    assert not document(_sheet(f"<table:table-row>{_cell()}</table:table-row>")).told


def test_tracked_changes_of_a_sheet():
    before = (
        "<table:tracked-changes><table:cell-content-change><table:cell-address table:column='0' table:row='0'"
        " table:table='0'/><table:previous><table:change-track-table-cell><text:p>March</text:p>"
        "</table:change-track-table-cell></table:previous></table:cell-content-change><table:cell-content-change"
        " table:acceptance-state='rejected'><table:cell-address table:column='0' table:row='1' table:table='0'/>"
        "<table:previous><table:change-track-table-cell/></table:previous></table:cell-content-change>"
        "<table:insertion table:type='row' table:position='1' table:table='0'/></table:tracked-changes>"
    )
    rows = "".join(f"<table:table-row>{_cell(f'<text:p>{text}</text:p>')}</table:table-row>" for text in "ab")
    assert dump(document(_sheet(rows, before=before))).splitlines()[1:] == [
        "table 1: 2 x 1, sheet 'Plan', inserted rows [2]",
        "  A1 {was: March}: a",
        "  A2: b",
    ]


CHANGES = (
    "<text:tracked-changes><text:changed-region text:id='i'><text:insertion/></text:changed-region>"
    "<text:changed-region text:id='d'><text:deletion><text:p>gone</text:p><text:p>too</text:p></text:deletion>"
    "</text:changed-region><text:changed-region text:id='e'><text:deletion><text:p>more</text:p></text:deletion>"
    "</text:changed-region></text:tracked-changes>"
)
START, END, DELETED, CUT = (
    f'<text:{name} text:change-id="{one}"/>'
    for name, one in (("change-start", "i"), ("change-end", "i"), ("change", "d"), ("change", "e"))
)


def test_tracked_changes_of_a_text():
    table = (
        "<table:table><table:table-column table:number-columns-repeated='2'/>"
        f"<table:table-row>{_cell(f'<text:p>{DELETED}</text:p>')}{_cell('<text:p/>')}</table:table-row>"
        f"<table:table-row>{_cell(f'<text:p>{START}new</text:p>')}{_cell(f'<text:p>row{END}</text:p>')}</table:table-row>"
        f"<table:table-row>{_cell(f'<text:p>kept {CUT}</text:p>')}{_cell('<text:p>b</text:p>')}</table:table-row>"
        "</table:table>"
    )
    body = f"{CHANGES}<text:p>a {START}b</text:p><text:p>c{END} d</text:p>{table}"
    assert dump(document(opendocument("text", body))).splitlines() == [
        "paragraph 0 @1 {was: a}: a b",
        "paragraph 0 @2 {was: d}: c d",
        "table 1: 3 x 2, inserted rows [2], deleted rows [1]",
        "  A1: gone ⏎ too",
        "  A2: new",
        "  B2: row",
        "  A3 {was: kept more}: kept",
        "  B3: b",
    ]


def test_lists_and_headings():
    def item(text: str, more: str = "", attributes: str = "") -> str:
        return f"<text:list-item{attributes}><text:p>{text}</text:p>{more}</text:list-item>"

    ninth = item("f", attributes=' text:start-value="9"')
    inner = f"<text:list>{item('b')}{item('c')}</text:list>"
    body = (
        '<text:h text:outline-level="1">One</text:h><text:h text:outline-level="2">Sub</text:h>'
        '<text:h text:outline-level="1" text:is-list-header="true">No number</text:h>'
        '<text:p text:style-name="Title">Title</text:p><text:p text:style-name="H">By style</text:p>'
        f'<text:list text:style-name="L">{item("a", inner)}{item("d")}</text:list>'
        f'<text:list text:style-name="L" text:continue-numbering="true">{item("e")}'
        f"<text:list-header><text:p>no item</text:p></text:list-header>{ninth}"
        f'</text:list><text:list text:style-name="L">{item("anew")}</text:list>'
        "<text:section><text:p>inside</text:p></text:section>"
        "<text:table-of-content><text:index-body><text:p>One … 1</text:p></text:index-body></text:table-of-content>"
    )
    assert dump(document(opendocument("text", body, styles=STYLES))).splitlines()[1:] == [
        "heading 1 @1 <1.>: One",
        "heading 2 @2 <1.a>: Sub",
        "heading 1 @3: No number",
        "heading 1 @4: Title",
        "heading 2 @5: By style",
        "paragraph 1 @6 <(I)>: a",
        "paragraph 2 @7 <I.3>: b",
        "paragraph 2 @8 <I.4>: c",
        "paragraph 1 @9 <(II)>: d",
        "paragraph 1 @10 <(III)>: e",
        "paragraph 1 @11: no item",
        "paragraph 1 @12 <(IX)>: f",
        "paragraph 1 @13 <(I)>: anew",
        "paragraph 0 @14: inside",
    ]


def test_a_table_in_a_cell():
    inner = f"<table:table><table:table-row>{_cell('<text:p>b</text:p>')}</table:table-row></table:table>"
    outer = (
        f"<table:table><table:table-row>{_cell(f'<text:p>a</text:p>{inner}')}</table:table-row></table:table>"
    )
    assert dump(document(opendocument("text", outer))).splitlines() == [
        "table 1: 1 x 1",
        "  A1: a",
        "table 2: 1 x 1, nested in (1, 1, 1)",
        "  A1: b",
    ]


@pytest.mark.parametrize(
    ("octets", "what"),
    [
        (archive({"a.txt": "nothing"}), "this is neither a spreadsheet nor a text"),
        (opendocument("presentation", ""), "this is neither a spreadsheet nor a text"),
        (archive({"content.xml": "<a/>"}), "this is neither a spreadsheet nor a text"),
        (
            archive(
                {
                    "content.xml": b"\x01\x02",
                    "META-INF/manifest.xml": (
                        '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:file-entry>'
                        "<m:encryption-data/></m:file-entry></m:manifest>"
                    ),
                }
            ),
            "protected by a password",
        ),
    ],
)
def test_what_is_no_spreadsheet_or_text_is_refused(octets: bytes, what: str):
    with pytest.raises(SsetrackError, match=what):
        document(octets)
