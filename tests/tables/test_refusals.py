"""The door: what a file is, and what is said where it cannot be read."""

from __future__ import annotations

import ast
import io
import subprocess
import sys
import zipfile

import pytest
from dump import dump

import architecture
from conftest import ROOT
from ssetrack.diagnostic import SsetrackError
from ssetrack.tables.opening import READERS, REFUSALS, document, form_of
from ssetrack.tables.signatures import Form

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def compound(stream: str) -> bytes:
    """The beginning of a compound file with such a stream in its directory."""
    return OLE + stream.encode("utf-16-le") + bytes(64)


def archive(*names: str, encrypted: bool = False) -> bytes:
    """A zip with empty files of these names."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as pack:
        for name in names:
            pack.writestr(zipfile.ZipInfo(name), "")
    octets = bytearray(target.getvalue())
    if encrypted:
        octets[6] |= 1
    return bytes(octets)


def open_document(kind: str) -> bytes:
    """A zip that begins as OpenDocument does."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as pack:
        pack.writestr(zipfile.ZipInfo("mimetype"), f"application/vnd.oasis.opendocument.{kind}")
    return target.getvalue()


MAIL = b"From: Ana <ana@example.org>\nDate: Mon, 1 Mar 2027 10:00:00 +0100\nSubject: Plan\n\nHello\n"
HTML = b"<table><tr><td>Activity<td>When<tr><td>Council<td>March 2027</table>"

FORMS: list[tuple[str, bytes, str, Form | None]] = [
    ("pdf", b"%PDF-1.7\n", "plan.docx", Form.PDF),
    ("pdf behind junk", b"\n\n%PDF-1.7\n", "-", Form.PDF),
    ("doc", compound("WordDocument"), "plan.doc", Form.OLD_WORD),
    ("xls", compound("Workbook"), "plan.xls", Form.OLD_EXCEL),
    ("xls of 1995", compound("Book"), "plan.xls", Form.OLD_EXCEL),
    ("ppt", compound("PowerPoint Document"), "plan.ppt", Form.SLIDES),
    ("msg", compound("__properties_version1.0"), "plan.msg", Form.OUTLOOK),
    ("winmail.dat", b"\x78\x9f\x3e\x22" + bytes(20), "winmail.dat", Form.WINMAIL),
    ("pst", b"!BDN" + bytes(20), "plan.pst", Form.BINARY),
    ("mpp", compound("Props14"), "plan.mpp", Form.PROJECT_FILE),
    ("docx with a password", compound("EncryptedPackage"), "plan.docx", Form.ENCRYPTED),
    ("some compound file", OLE, "plan.docx", Form.BINARY),
    ("rtf", b"{\\rtf1\\ansi}", "plan.doc", Form.RTF),
    ("docx", archive("[Content_Types].xml", "word/document.xml"), "plan.zip", Form.WORD),
    ("docx with a sheet in it", archive("word/document.xml", "word/embeddings/xl/a.xlsx"), "-", Form.WORD),
    ("xlsx", archive("[Content_Types].xml", "xl/workbook.xml"), "plan.docx", Form.EXCEL),
    ("pptx", archive("[Content_Types].xml", "ppt/presentation.xml"), "plan.pptx", Form.SLIDES),
    ("truncated docx", archive("word/document.xml")[:60], "plan.docx", Form.WORD),
    ("odt", open_document("text"), "plan.odt", Form.OPEN_DOCUMENT),
    ("ods", open_document("spreadsheet"), "plan.ods", Form.OPEN_DOCUMENT),
    ("odp", open_document("presentation"), "plan.odp", Form.SLIDES),
    ("pages", archive("Index/Document.iwa"), "plan.pages", Form.APPLE),
    ("zip", archive("plan.csv"), "plan.zip", Form.ARCHIVE),
    ("zip with a password", archive("plan.csv", encrypted=True), "plan.zip", Form.ENCRYPTED),
    ("gzip", b"\x1f\x8b\x08\x00", "plan.csv.gz", Form.ARCHIVE),
    ("png", b"\x89PNG\r\n\x1a\n", "plan.png", Form.IMAGE),
    ("jpeg", b"\xff\xd8\xff\xe0", "scan.jpg", Form.IMAGE),
    ("heic", b"\x00\x00\x00\x18ftypheic", "photo.heic", Form.IMAGE),
    ("nothing", b"", "plan.csv", Form.EMPTY),
    ("white space", b"\xef\xbb\xbf \r\n\t", "plan.md", Form.EMPTY),
    ("junk", bytes(range(1, 32)) * 9, "plan.csv", Form.BINARY),
    ("unknown ending", b"Activity", "plan.xyz", None),
    ("xml of something else", b"<?xml version='1.0'?><feed/>", "plan.xml", Form.OTHER_XML),
    ("mail", MAIL, "-", Form.MAIL),
    ("prose with a colon", b"Date: 3 March\nWho: Ana\n", "-", Form.TEXT),
    ("prose with commas", b"Paris, in May, Ana\nLima, in June, Ben\n", "-", Form.TEXT),
    ("csv that was pasted", b"Activity;Who;When\nCouncil;Ana;2027\n", "-", Form.SEPARATED),
    ("csv as text", b"Activity,Who,When\nCouncil,Ana,2027\n", "a.txt", Form.SEPARATED),
    ("prose about a gantt", b"gantt chart of our work\n", "-", Form.TEXT),
    ("html as xls", HTML, "export.xls", Form.WEB_PAGE),
    ("html in Markdown", b"<p align=center>Plan</p>\n\n| a | b |\n|---|---|\n", "README.md", Form.MARKDOWN),
    ("Windows clipboard", b"Version:0.9\r\nStartHTML:000\r\n" + HTML, "-", Form.WEB_PAGE),
    ("spreadsheet clipboard", b"Activity\tWhen\nCouncil\tMarch 2027\n", "-", Form.SEPARATED),
    ("tabs as xls", b"Activity\tWhen\nCouncil\tMarch 2027\n", "export.xls", Form.SEPARATED),
    ("json", b'[{"due_on": null}]', "-", Form.JSON),
    ("a list of names", b"[Ana], [Ben]\n", "-", Form.TEXT),
    ("calendar", b"BEGIN:VCALENDAR\r\n", "plan.txt", Form.CALENDAR),
    ("gantt", b"%% plan\ngantt\n  Council: 2027-03-01, 1d\n", "-", Form.MERMAID),
    ("MS Project", b'<?xml version="1.0"?><Project xmlns="http://schemas.microsoft.com/project"/>', "p.xml",
     Form.MS_PROJECT),
    ("GanttProject", b'<?xml version="1.0"?><project name="" view-date="2027-01-01"/>', "p.xml",
     Form.GANTT_PROJECT),
]  # fmt: skip


@pytest.mark.parametrize(
    ("octets", "name", "form"), [row[1:] for row in FORMS], ids=[row[0] for row in FORMS]
)
def test_what_a_file_is(octets: bytes, name: str, form: Form | None):
    assert form_of(octets, name) is form
    if form is None or form in REFUSALS:
        with pytest.raises(SsetrackError) as refusal:
            document(octets, name)
        assert name in str(refusal.value.message)
        assert refusal.value.help is not None


def test_every_form_is_read_or_refused():
    assert READERS.keys().isdisjoint(REFUSALS)
    assert {*READERS, *REFUSALS} == {*Form}
    assert {form for *_, form in FORMS if form} | {Form.ORG, Form.TASKJUGGLER} == {*Form}


ATTACHED = b"""\
From: Ana <ana@example.org>
Subject: =?utf-8?q?Plan_=C3=A9t=C3=A9?=
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="A"

--A
Content-Type: multipart/alternative; boundary="B"

--B
Content-Type: text/plain; charset=utf-8

plain
--B
Content-Type: text/html; charset=iso-8859-1
Content-Transfer-Encoding: quoted-printable

<p>Voil=E0<table><tr><th>Activit=E9<tr><td>Assembl=E9e</table>
--B--
--A
Content-Type: image/png; name="logo.png"
Content-ID: <logo>

x
--A
Content-Type: text/csv
Content-Disposition: attachment; filename="plan.csv"
Content-Transfer-Encoding: base64

QSxCCjEsMgo=
--A
Content-Type: message/rfc822

Subject: inner
From: Ben <ben@example.org>

- 3 March 2027: Council
--A--
"""


def test_a_mail_is_its_text_and_lists_what_is_attached():
    assert dump(document(ATTACHED, "mail.eml")) == (
        "heading 1 @0: Plan été\n"
        "paragraph 0 @1: Voilà\n"
        "table 1: 2 x 1, header 1\n"
        "  A1 [bold]: Activité\n"
        "  A2: Assemblée\n"
        "attachment 1 plan.csv (8)\n"
        "attachment 2 2.eml (67)\n"
    )


def test_an_attachment_is_read_when_it_is_asked_for():
    first = document(ATTACHED, "mail.eml", attachment=1)
    assert dump(first) == "table 1: 2 x 2\n  A1: A\n  B1: B\n  A2: 1\n  B2: 2\n"
    second = document(ATTACHED, "mail.eml", attachment=2)
    assert dump(second) == "heading 1 @0: inner\nparagraph 1 @1: 3 March 2027: Council\n"


@pytest.mark.parametrize(
    ("octets", "name", "help_"),
    [(ATTACHED, "mail.eml", "it has 1 plan.csv, 2 2.eml"), (b"a;b\n", "a.csv", "only mails (.eml) have")],
)
def test_an_attachment_that_is_not_there(octets: bytes, name: str, help_: str):
    with pytest.raises(SsetrackError) as refusal:
        document(octets, name, attachment=3)
    assert str(refusal.value.message) == f"`{name}` has no attachment 3"
    assert str(refusal.value.help).startswith(help_)


USERS = ("tables/", "importing/", "cli/commands/change/import_")
"""Who may open documents; every other command does without."""

SETTINGS = "ssetrack.tables.safe_xml"
"""How XML is read that is no document, the answers of a server."""


@pytest.mark.slow
def test_nobody_else_opens_documents():
    source = ROOT / "src" / "ssetrack"
    for path in source.rglob("*.py"):
        where = path.relative_to(source).as_posix()
        text = path.read_text(encoding="utf-8")
        if "tables" not in text:  # as in most: no need to take it apart
            continue
        names = {name for _, name, _ in architecture.imported(ast.parse(text))}
        opened = {one for one in names if one.startswith("ssetrack.tables") and not one.startswith(SETTINGS)}
        assert where.startswith(USERS) or not opened, where


IMPORTED = """
import sys
from ssetrack.tables.opening import document
document(sys.argv[2].encode(), sys.argv[1])
print(*sorted(name.partition(".")[0] for name in sys.modules))
"""

LIBRARIES = {"email", "lxml", "markdown_it", "openpyxl"}


@pytest.mark.parametrize(
    ("name", "text", "libraries"),
    [
        ("a.csv", "Activity;When\nCouncil;2027\n", set()),
        ("a.mmd", "gantt\n  Council: 2027-03-01, 1d\n", set()),
        ("a.ics", "BEGIN:VCALENDAR\nBEGIN:VTODO\nEND:VTODO\nEND:VCALENDAR\n", set()),
        ("a.md", "| a | b |\n|---|---|\n| c | d |\n", {"markdown_it"}),
        ("a.html", "<p>x", {"lxml"}),
    ],
)
def test_only_what_is_needed_is_imported(name: str, text: str, libraries: set[str]):
    done = subprocess.run(
        [sys.executable, "-c", IMPORTED, name, text], capture_output=True, text=True, check=True
    )
    assert LIBRARIES & set(done.stdout.split()) == libraries


CALENDAR = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTART:20270105\r\nSUMMARY:T\r\nEND:VEVENT\r\n"


@pytest.mark.parametrize("cut", [3, 5, 11, 14, 30])
def test_a_calendar_that_is_cut_in_an_entry_is_refused(cut: int):
    """Also within the line that ends it: the entry had been lost without a word."""
    with pytest.raises(SsetrackError) as refusal:
        document(CALENDAR[:-cut], "cut.ics")
    assert str(refusal.value.message) == "the calendar ends in the middle of an entry"
