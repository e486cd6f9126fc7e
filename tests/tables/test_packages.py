"""Files made to do harm, and files that are broken: refused at once, with little memory, and with what to do."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from archives import SHEET, WORD, archive, docx, opendocument, run, table, xlsx
from archives import cell as word_cell
from hypothesis import given
from hypothesis import strategies as st
from measuring import Measure

from conftest import ALL_EXAMPLES
from ssetrack.diagnostic import SsetrackError
from ssetrack.tables import excel, word
from ssetrack.tables import opendocument as open_document
from ssetrack.tables.grid import Document
from ssetrack.tables.package import Package

SECONDS = 1.0
MEGABYTES = 100
"""What a refusal may take, beside what Python and the libraries take anyway."""

Reader = Callable[[bytes], Document]

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


Measured = Callable[[str, bytes], Measure]


@pytest.fixture(scope="module")
def measured() -> Iterator[Measured]:
    """What a reader (`word`, `excel`, `opendocument`) takes for some octets."""
    program = [sys.executable, str(Path(__file__).with_name("measuring.py"))]
    with subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        requests, answers = process.stdin, process.stdout

        def measure(reader: str, octets: bytes) -> Measure:
            requests.write(f"{reader} {len(octets)}\n".encode() + octets)
            requests.flush()
            return Measure(*json.loads(answers.readline()))

        yield measure


def _with(octets: bytes, parts: Mapping[str, str | bytes]) -> bytes:
    """The same archive with some parts in place of its own."""
    with zipfile.ZipFile(io.BytesIO(octets)) as file:
        every: dict[str, str | bytes] = {name: file.read(name) for name in file.namelist()}
    return archive({**every, **parts})


def _typed_often(text: str, count: int) -> bytes:
    """A sheet with a cell that is repeated."""
    row = (
        f'<table:table-row table:number-rows-repeated="{count}"><table:table-cell>'
        f"<text:p>{text}</text:p></table:table-cell></table:table-row>"
    )
    return opendocument("spreadsheet", f"<table:table>{row}</table:table>")


def _lying(octets: bytes, part: str, size: int) -> bytes:
    """The same archive, whose directory says that a part unpacks to a few octets."""
    with zipfile.ZipFile(io.BytesIO(octets)) as file:
        entry = file.getinfo(part)
    true, lie = entry.file_size.to_bytes(4, "little"), size.to_bytes(4, "little")
    assert octets.count(true) >= 2
    return octets.replace(true, lie)


DEEP = "<a>" * 10_000 + "</a>" * 10_000


def _large(megabytes: int = 40) -> bytes:
    """A part that packs a thousand times smaller."""
    return b"<a>" + b" " * (megabytes * 2**20) + b"</a>"


Bomb = tuple[str, bytes, str]
"""Who reads it, what it is, and what is said of it (a regular expression)."""


def _bombs() -> dict[str, Callable[[], Bomb]]:
    """Each is made when it is its turn."""
    plain_word = docx(table(word_cell(run("a"))), styles="")
    plain_sheet = xlsx("<sheetData/>", sharedStrings="")
    plain_open = opendocument("spreadsheet", "<table:table/>")
    rows_ = "<row><c><v>1</v></c></row>" * 1_000_000
    many = "<row>" + "<c><v>1</v></c>" * 230_000 + "</row>"
    empty = "<row>" + "<c/>" * 990_000 + "</row>"
    row = "<table:table-row{}><table:table-cell{}><text:p>a</text:p></table:table-cell></table:table-row>"
    rows = row.format(' table:number-rows-repeated="1000000"', "")
    wide = row.format(' table:number-rows-repeated="1000"', ' table:number-columns-repeated="16000"')
    spans = "".join(
        f'<table:table-row><table:table-cell table:number-rows-spanned="{10**9 - 1}" '
        f'table:number-columns-spanned="{10**9 - 1}"><text:p>a</text:p></table:table-cell></table:table-row>'
        for _ in range(2000)
    )
    merges = "".join(f'<mergeCell ref="A{row}:XFD1048576"/>' for row in range(1, 50_000))
    far = '<row r="1"><c t="n"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" t="n"><v>1</v></c></row>'
    laughs = '<!DOCTYPE w [<!ENTITY a "lol"><!ENTITY b "&a;&a;">]><a>&b;</a>'
    again = f'<sst {SHEET}><si><t xml:space="preserve">{" " * 2**20}</t></si></sst>'
    shared = "<row>" + '<c t="s"><v>0</v></c>' * 16_000 + "</row>"
    once = "<text:tracked-changes><text:changed-region text:id='a'><text:deletion><text:p>" + "a" * 2**20
    once += "</text:p></text:deletion></text:changed-region></text:tracked-changes><text:p>"
    once += '<text:change text:change-id="a"/>' * 100_000 + "</text:p>"
    fields = '<w:r><w:fldChar w:fldCharType="begin"/><w:fldChar w:fldCharType="separate"/></w:r>' * 15_000
    numbers = '<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:p>' * 15_000
    lists = '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
    lists += '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    notes = '<w:r><w:commentReference w:id="1"/></w:r>' * 15_000
    note = f'<w:comment w:id="1"><w:p>{run("a" * 2**20)}</w:p></w:comment>'
    letters = _typed_often("a" * 2**20, 100_000)
    hidden = '<col min="1" max="16384" hidden="1"/>' * 50_000
    deep_table = "<w:tbl><w:tr><w:tc>" * 75 + "</w:tc></w:tr></w:tbl>" * 75
    deep_runs = "<w:ins>" * 230 + run("a") + "</w:ins>" * 230
    deep_list = "<text:list><text:list-item>" * 110 + "</text:list-item></text:list>" * 110
    spanned = "<w:tr>" + word_cell("", '<w:gridSpan w:val="1024"/>') * 900 + "</w:tr>"
    return {
        "a document of 200 MB": lambda: (
            "word",
            _with(plain_word, {"word/document.xml": _large(200 if ALL_EXAMPLES else 40)}),
            "too large",
        ),
        "styles of 200 MB": lambda: (
            "word",
            _with(plain_word, {"word/styles.xml": _large()}),
            "too large",
        ),
        "a sheet of 200 MB": lambda: (
            "excel",
            _with(plain_sheet, {"xl/worksheets/sheet1.xml": _large()}),
            "too large",
        ),
        "a text of 200 MB": lambda: (
            "opendocument",
            _with(plain_open, {"content.xml": _large()}),
            "too large",
        ),
        "a part that nobody reads": lambda: (
            "word",
            _with(plain_word, {"word/media/a.bin": _large()}),
            "too large",
        ),
        "three parts of 31 MB": lambda: (
            "word",
            _with(plain_word, {f"word/{name}": b" " * (31 * 2**20) for name in "abc"}),
            "too large",
        ),
        "a directory that lies": lambda: (
            "word",
            _lying(_with(plain_word, {"word/document.xml": _large()}), "word/document.xml", 1000),
            "damaged",
        ),
        "too many parts": lambda: (
            "word",
            archive({f"{number}": b"" for number in range(10_001)}),
            "damaged",
        ),
        "a million tags": lambda: ("word", docx("<w:p/>" * 1_000_001), "more than .* tags"),
        "a million rows": lambda: ("excel", xlsx(f"<sheetData>{rows_}</sheetData>"), "more than .* tags"),
        "too many values": lambda: (
            "excel",
            xlsx(f"<sheetData>{many}</sheetData>"),
            "more than 50000 cells",
        ),
        "a row of a million cells": lambda: (
            "excel",
            xlsx(f"<sheetData>{empty}</sheetData>"),
            "read: 1",
        ),
        "a million rows that are repeated": lambda: (
            "opendocument",
            opendocument("spreadsheet", f"<table:table>{rows}</table:table>"),
            "more than 50000 cells",
        ),
        "sixteen million cells that are repeated": lambda: (
            "opendocument",
            opendocument("spreadsheet", f"<table:table>{wide}</table:table>"),
            "more than 50000 cells",
        ),
        "spans over everything": lambda: (
            "opendocument",
            opendocument("text", f"<table:table>{spans}</table:table>"),
            "more than 50000 cells|read: 1",
        ),
        "cells merged over everything": lambda: (
            "excel",
            xlsx(f"<sheetData>{far}</sheetData><mergeCells>{merges}</mergeCells>"),
            "more than 50000 cells",
        ),
        "columns that are hidden again and again": lambda: (
            "excel",
            xlsx(f"<cols>{hidden}</cols><sheetData>{far}</sheetData>"),
            "read: 1",
        ),
        "a large text that many cells share": lambda: (
            "excel",
            _with(
                xlsx(f"<sheetData>{shared}</sheetData>", sharedStrings=""), {"xl/sharedStrings.xml": again}
            ),
            "read: 1",
        ),
        "a large text in many cells": lambda: ("opendocument", letters, "too large"),
        "a deletion in many places": lambda: ("opendocument", opendocument("text", once), "read: 0"),
        "fields in fields": lambda: (
            "word",
            docx(f"<w:p>{fields}{run('a') * 15_000}</w:p>"),
            "read: 0",
        ),
        "a cell of numbers": lambda: (
            "word",
            docx(table(word_cell(numbers)), numbering=lists),
            "read: 1",
        ),
        "a comment in many places": lambda: (
            "word",
            docx(f"<w:p>{notes}</w:p>", comments=note),
            "read: 0",
        ),
        "rows of wide cells": lambda: ("word", docx(table(spanned)), "more than 50000 cells"),
        "a deep document": lambda: (
            "word",
            _with(plain_word, {"word/document.xml": DEEP}),
            "nested too deeply",
        ),
        "a deep sheet": lambda: (
            "excel",
            _with(plain_sheet, {"xl/worksheets/sheet1.xml": DEEP}),
            "nested too deeply",
        ),
        "a deep text": lambda: (
            "opendocument",
            _with(plain_open, {"content.xml": DEEP}),
            "nested too deeply",
        ),
        "deep tables": lambda: ("word", docx(deep_table), "nested too deeply"),
        "deep changes": lambda: ("word", docx(f"<w:p>{deep_runs}</w:p>"), "nested too deeply"),
        "deep lists": lambda: ("opendocument", opendocument("text", deep_list), "nested too deeply"),
        "entities in styles": lambda: (
            "word",
            _with(plain_word, {"word/styles.xml": laughs}),
            "DOCTYPE",
        ),
        "entities in relationships": lambda: (
            "word",
            _with(plain_word, {"_rels/.rels": laughs}),
            "DOCTYPE",
        ),
        "entities in strings": lambda: (
            "excel",
            _with(plain_sheet, {"xl/sharedStrings.xml": laughs}),
            "DOCTYPE",
        ),
        "entities in content": lambda: (
            "opendocument",
            _with(plain_open, {"content.xml": laughs}),
            "DOCTYPE",
        ),
        "entities in UTF-16": lambda: (
            "word",
            _with(plain_word, {"word/document.xml": f'<?xml version="1.0"?>{laughs}'.encode("utf-16")}),
            "DOCTYPE",
        ),
        "entities in UTF-16 without a mark": lambda: (
            "word",
            _with(plain_word, {"word/document.xml": laughs.encode("utf-16-le")}),
            "DOCTYPE|damaged",
        ),
        "entities in UTF-7": lambda: (
            "word",
            _with(
                plain_word,
                {"word/document.xml": b'<?xml version="1.0" encoding="UTF-7"?>' + laughs.encode("utf-7")},
            ),
            "damaged|DOCTYPE",
        ),
    }


BOMBS = _bombs()


@pytest.mark.parametrize("name", BOMBS)
def test_bomb(name: str, measured: Measured):
    read, octets, says = BOMBS[name]()
    result = measured(read, octets)
    assert re.search(says, result.said), result
    assert " / None" not in result.said, "a refusal says what to do instead"
    assert result.seconds < SECONDS * (1 + 2 * result.said.startswith("read")), result
    assert result.megabytes < MEGABYTES + 50 * result.said.startswith("read"), result


WORD_FILE = docx(table(word_cell(run("a"))))

BROKEN = {
    "nothing": (b"", "damaged"),
    "a text": (b"Activity;Deadline", "damaged"),
    "a document of 1997": (OLE + b"\0" * 512, "damaged"),
    "half of an archive": (WORD_FILE[: len(WORD_FILE) // 2], "damaged"),
    "an archive without its directory": (WORD_FILE[:-30], "damaged"),
    "an archive with a password": (
        # bit 0 of the flags, in the local header and in the directory
        WORD_FILE.replace(b"PK\x03\x04\x14\x00\x00", b"PK\x03\x04\x14\x00\x01").replace(
            b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01"
        ),
        "protected by a password",
    ),
    "an unknown way of packing": (
        WORD_FILE.replace(
            b"PK\x01\x02\x14\x03\x14\x00\x00\x00\x08", b"PK\x01\x02\x14\x03\x14\x00\x00\x00\x0c"
        ),
        "damaged",
    ),
    "XML that is none": (_with(WORD_FILE, {"word/document.xml": "<a>"}), "damaged"),
    "letters that are none": (_with(WORD_FILE, {"word/document.xml": b"<a>\xff\xfe</a>"}), "damaged"),
    "an entity that nobody declares": (_with(WORD_FILE, {"word/document.xml": "<a>&x;</a>"}), "damaged"),
}


@pytest.mark.parametrize(("octets", "says"), BROKEN.values(), ids=BROKEN)
@pytest.mark.parametrize("read", [word.document, excel.document, open_document.document])
def test_broken(octets: bytes, says: str, read: Reader):
    with pytest.raises(SsetrackError) as refusal:
        read(octets)
    if read is word.document or says != "damaged":
        assert says in str(refusal.value)
    assert refusal.value.help is not None


def test_a_part_twice_is_refused():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        file.writestr("a.xml", "<a/>")
        with pytest.warns(UserWarning, match="Duplicate name"):
            file.writestr("a.xml", "<b/>")
    with pytest.raises(SsetrackError, match="damaged"):
        Package(stream.getvalue())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_parts_may_be_utf_8_and_utf_16(encoding: str):
    body = f"<w:document {WORD}><w:body><w:p>{run('Aïcha')}</w:p></w:body></w:document>"
    part = f'<?xml version="1.0" encoding="UTF-{encoding[4:6].strip("-")}"?>{body}'.encode(encoding)
    if encoding.endswith("e"):
        part = ("\ufeff").encode(encoding) + part
    octets = _with(WORD_FILE, {"word/document.xml": part})
    assert word.document(octets).blocks[0].text == "Aïcha"


TRAPS = Path(__file__).parent / "traps"
SAMPLES: list[tuple[Reader, bytes]] = [
    (word.document, (TRAPS / "docx/06-notes-fields.docx").read_bytes()),
    (excel.document, (TRAPS / "xlsx/09-rich-inline.xlsx").read_bytes()),
    (open_document.document, (TRAPS / "odt/03-autonumber.odt").read_bytes()),
]


@given(st.sampled_from(SAMPLES), st.data())
def test_octets_changed_at_random_are_read_or_refused(sample: tuple[Reader, bytes], data: st.DataObject):
    read, octets = sample
    changed = bytearray(octets)
    for at in data.draw(st.lists(st.integers(0, len(octets) - 1), min_size=1, max_size=5)):
        changed[at] = data.draw(st.integers(0, 255))
    _read_or_refused(read, bytes(changed[: data.draw(st.integers(0, len(octets)))]))


@given(st.sampled_from(SAMPLES), st.data())
def test_parts_changed_at_random_are_read_or_refused(sample: tuple[Reader, bytes], data: st.DataObject):
    read, octets = sample
    with zipfile.ZipFile(io.BytesIO(octets)) as file:
        parts: dict[str, str | bytes] = {name: file.read(name) for name in file.namelist()}
    name = data.draw(st.sampled_from(sorted(name for name in parts if name.endswith((".xml", ".rels")))))
    part = parts[name]
    first, last = sorted(data.draw(st.tuples(*[st.integers(0, len(part))] * 2)))
    other = data.draw(
        st.sampled_from([b"", b"-1", b"0", b"999999999", b"1e9", b"true", b"none", b"\xc3\xa9", b"<w:p>"])
    )
    assert isinstance(part, bytes)
    parts[name] = part[:first] + other + part[min(last, first + 12) :]
    _read_or_refused(read, archive(parts))


def _read_or_refused(read: Reader, octets: bytes) -> None:
    refusal = None
    try:
        read(octets)
    except SsetrackError as error:
        refusal = error
    assert refusal is None or refusal.help is not None
