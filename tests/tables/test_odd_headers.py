"""Headers of mails that `email` cannot read, and charsets that are not true: what is there is read all the same."""

from __future__ import annotations

import codecs

import pytest
from dump import dump

from ssetrack.tables.mail.written import written_mail
from ssetrack.tables.opening import document

HEAD = b"From: Ana <a@example.org>\nSubject: x\n"
TYPES = {
    "a NUL in a charset": b"Content-Type: text/plain; charset*=utf-8'en'a%00b",
    "a charset that does not exist": b"Content-Type: text/plain; charset*=nowhere''%C3%A9",
    "a charset of a charset": b"Content-Type: text/plain; charset*0*=a\x00b''x; charset=y",
    "a name with NUL": b"Content-Type: text/plain; format*=a\x00b''flowed",
    "a parameter once whole and once in parts": b"Content-Type: text/plain; format*=a; format*0*=b",
    "a format and a charset": b"Content-Type: text/plain; delsp*0*=b; delsp*=a; charset=utf-8",
    "a name in parts": b"Content-Type: text/plain; name*=a; name*0*=b",
    "a disposition in parts": b"Content-Disposition: inline; filename*=a; filename*0*=b",
    "a file name with NUL": b"Content-Disposition: inline; filename*=a\x00b''x%FF",
}
BOUNDARIES = {
    "in UTF-8": (b"boundary*=utf-8''%C3%A9", "é".encode()),
    "in Latin-1": (b"boundary*=iso-8859-1''%E9", "é".encode()),
}


@pytest.mark.parametrize("name", TYPES)
def test_a_field_that_cannot_be_read_says_nothing(name: str):
    mail = HEAD + TYPES[name] + b"\n\n1.2: done \nnow\n"
    assert "1.2: done now" in " ".join(written_mail(mail).lines).replace("  ", " ")
    assert "1.2: done" in dump(document(mail, "a.eml"))


@pytest.mark.parametrize("name", BOUNDARIES)
def test_parts_between_any_octets(name: str):
    field, sign = BOUNDARIES[name]
    parts = b"\n--" + sign + b"\nContent-Type: text/plain\n\n1.2: done\n--" + sign + b"--\nno text\n"
    mail = HEAD + b"Content-Type: multipart/mixed; " + field + b"\n" + parts
    assert [line for line in written_mail(mail).lines if line] == ["1.2: done"]
    assert "no text" not in dump(document(mail, "a.eml"))


@pytest.mark.parametrize(
    "boundary",
    [b"boundary*=utf-8''a%00b", b"boundary*=a\x00b''x", b"boundary*=a; boundary*0*=b", b'boundary="\xe9"'],
)
def test_a_boundary_that_cannot_be_read_separates_nothing(boundary: bytes):
    mail = HEAD + b"Content-Type: multipart/mixed; " + boundary + b"\n\n--a\n\n1.2: done\n--a--\n"
    document(mail, "a.eml")


@pytest.mark.parametrize("name", [b"filename*=a; filename*0*=b", b"filename*=a\x00b''x"])
def test_an_attachment_whose_name_cannot_be_read_has_a_number(name: bytes):
    mail = HEAD + b"Content-Type: application/pdf\nContent-Disposition: attachment; " + name + b"\n\nx\n"
    assert "attachment 1 1.bin" in dump(document(mail, "a.eml"))


PAGE = '<html><head><meta charset="{}"></head><table><tr><td>Année<td>Échéance</table>'
MARKED = [(codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")]


@pytest.mark.parametrize("said", ["windows-1252", "iso-8859-1", "utf-8", "utf-16", "nowhere"])
@pytest.mark.parametrize(("mark", "encoding"), [*MARKED, (b"", "utf-8")])
def test_a_mark_decides_and_not_what_a_page_says(said: str, mark: bytes, encoding: str):
    octets = mark + PAGE.format(said).encode(encoding)
    if mark or said in ("utf-8", "utf-16", "nowhere"):  # without a mark, the other charsets read any octets
        assert "A1: Année" in dump(document(octets, "a.html"))
    if mark:
        for kind in (b"text/html", b"text/plain"):
            mail = HEAD + b"Content-Type: " + kind + b"; charset=" + said.encode() + b"\n\n" + octets
            assert "Année" in " ".join(written_mail(mail).lines)
            assert "Année" in dump(document(mail, "a.eml"))
