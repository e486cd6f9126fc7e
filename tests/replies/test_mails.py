"""Mails as mail programs write them: parts, encodings, charsets, pages, lines that flow; and hostile ones."""

from __future__ import annotations

import quopri
import time
from base64 import b64encode
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from email.message import EmailMessage

import pytest

from ssetrack.diagnostic import SsetrackError
from ssetrack.importing.replies.quotation import split
from ssetrack.tables.mail.written import written_mail

ANSWER = "1.2: fait à Zürich 2027-01-21"
HEAD = (
    b"From: Ana <ana@example.org>\r\nTo: plan@example.org\r\nDate: Mon, 1 Mar 2027 23:30:00 -0500\r\n"
    b"MIME-Version: 1.0\r\n"
)


def plain(body: bytes, encoding: str = "8bit", charset: str = "utf-8", more: str = "") -> bytes:
    fields = (
        f"Content-Type: text/plain; charset={charset}{more}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n"
    )
    return HEAD + fields.encode() + body


def message(*, html: str | None = None, text: str | None = None) -> bytes:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "Ana <ana@example.org>", "plan@example.org", "Re"
    if text is not None:
        made.set_content(text)
    if html is not None and text is None:
        made.set_content(html, subtype="html")
    elif html is not None:
        made.add_alternative(html, subtype="html")
    return made.as_bytes()


def own(octets: bytes) -> list[str]:
    return [line for line in split(written_mail(octets).lines).own if line.strip()]


@pytest.mark.parametrize(
    "octets",
    [
        plain(ANSWER.encode()),
        plain(ANSWER.encode("latin-1"), charset="iso-8859-1"),
        plain(ANSWER.encode("cp1252"), charset="windows-1252"),
        plain(ANSWER.encode("utf-16"), charset="utf-16"),
        plain(b64encode(ANSWER.encode()), "base64"),
        plain(b64encode(ANSWER.encode("latin-1")), "BASE64", "latin1"),
        plain(quopri.encodestring(ANSWER.encode()), "quoted-printable"),
        plain(ANSWER.encode("latin-1"), charset="utf-8"),  # a charset that is not true
        plain(ANSWER.encode(), charset="x-unknown"),
        plain(ANSWER.encode(), charset="punycode"),
        plain(ANSWER.encode(), charset="zlib"),
        plain(ANSWER.encode(), "uuencode-or-so"),
        plain(b"1.2: fait =\r\n\r\n".replace(b" =\r\n\r\n", b" \xc3\xa0 Z\xc3\xbcrich 2027-01-21")),
        plain("1.2: fait \r\nà Zürich \r\n2027-01-21".encode(), more="; format=flowed"),
        plain("1.2: fait à Zür \r\nich 2027-01-21".encode(), more="; format=flowed; delsp=yes"),
        message(text=f"{ANSWER}\n"),
        message(html=f"<p>{ANSWER}</p>"),
        message(html="<div>1.2:&nbsp;fait &agrave; Z&uuml;rich <b>2027-01-21</b></div>"),
        message(html=f"<div>{ANSWER}</div><p>other</p>", text=f"{ANSWER}\n"),
        message(html=f"<p>{ANSWER}</p>", text=" \n\n"),
        ANSWER.encode(),
        "\ufeff".encode() + ANSWER.encode(),
        f"<!DOCTYPE html><html><p>{ANSWER}</p><blockquote>1.9: done</blockquote></html>".encode(),
        f"<html><meta charset=latin1><body><p>{ANSWER}</p></body></html>".encode("latin-1"),
    ],
)
def test_an_answer_is_read(octets: bytes):
    assert [line.replace("\xa0", " ") for line in own(octets)] == [ANSWER]


def test_a_page_is_read_line_by_line_down_to_its_quotation():
    page = (
        "<html><body><div>1.1: done<br>1.2: 2027-03</div><ul><li>1.3: note late</li></ul>"
        "<table><tr><td>1.4</td><td>done</td></tr></table>{}</body></html>"
    )
    expected = ["1.1: done", "1.2: 2027-03", "- 1.3: note late", "1.4 done"]
    for quotation in (
        "<blockquote>1.9: done</blockquote>",
        '<div class="gmail_quote gmail_quote_container">On 1 Mar 2027, Plan wrote:<br>1.9: done</div>',
        '<div class="moz-cite-prefix">On 1/3/27, Plan wrote:</div><blockquote>1.9: done</blockquote>',
        '<div id="appendonsend"></div><hr><div id="divRplyFwdMsg">From: Plan</div><div>1.9: done</div>',
        '<div id="ymail_android_signature"></div><div class="yahoo_quoted">1.9: done</div>',
        "<div>From: Plan<br>Sent: Monday<br>To: Ana<br>Subject: x</div><p>1.9: done</p>",
    ):
        assert own(message(html=page.format(quotation))) == expected, quotation


def test_a_quotation_of_several_flowed_lines_stays_one():
    body = b"1.2: done\r\n> a line that goes \r\n> on\r\n>> deeper\r\nown"
    lines = written_mail(plain(body, more="; format=flowed")).lines
    assert lines == ("1.2: done", "> a line that goes on", ">> deeper", "own")


@pytest.mark.parametrize(
    ("octets", "told"),
    [
        (b"", "there is no text in this mail"),
        (b"%PDF-1.7 x", "this is not a mail"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"a message of Outlook", "this is not a mail"),
        (b"PK\x03\x04" + b"x" * 100, "this is not a mail"),
        (HEAD + b"Content-Type: image/png\r\n\r\nx", "there is no text in this mail"),
    ],
)
def test_what_is_not_a_mail_is_refused_with_what_to_do(octets: bytes, told: str):
    with pytest.raises(SsetrackError) as refused:
        written_mail(octets)
    assert told in str(refused.value.message)
    assert refused.value.help is not None


TNEF = b"Content-Type: application/ms-tnef; name=winmail.dat\r\n\r\n\x78\x9f\x3e\x22"
FROM = b"From a Mon Jan  4 10:00:00 2027\n"
ONE = HEAD + b"\r\n1.2: done\r\n"


@pytest.mark.parametrize(
    ("octets", "told"),
    [
        (b"\x78\x9f\x3e\x22" + bytes(20), "only Outlook"),
        (HEAD + TNEF, "only Outlook"),
        (HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n" + TNEF, "only Outlook"),
        (HEAD + b"Content-Type: application/pkcs7-mime\r\n\r\nMIIB", "encrypted"),
        (HEAD + b"Content-Type: application/pgp-encrypted\r\n\r\nVersion: 1", "encrypted"),
        (b"PK\x03\x04" + bytes(26) + b"word/document.xml<w/>", "this is not a mail"),
        (b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", "this is not a mail"),
        (b'{"1.2": "done"}', "this is not a mail"),
        (plain(b"MS4yOiBkb25l!!!", "base64"), "damaged"),
        (plain(b"MS4yOiBkb25", "base64"), "damaged"),
        (plain(b"MS4y==OiBkb25l", "base64"), "damaged"),
        (FROM + ONE + b"\r\n" + FROM + ONE, "several"),
    ],
)  # fmt: skip
def test_what_other_programs_keep_is_refused_by_its_name(octets: bytes, told: str):
    with pytest.raises(SsetrackError) as refused:
        written_mail(octets)
    assert told in str(refused.value.message)
    assert refused.value.help is not None


@pytest.mark.parametrize(
    "octets",
    [
        plain(b64encode(b"1.2: done") + b"\r\n", "base64"),
        b"From a Mon Jan  4 10:00:00 2027\n" + plain(b"1.2: done\r\nFrom now on"),
        b"%d       \n" % len(plain(b"1.2: done")) + plain(b"1.2: done") + b'<?xml version="1.0"?><plist/>',
    ],
)
def test_a_mail_is_read_as_a_program_keeps_it(octets: bytes):
    mail = written_mail(octets)
    assert (mail.senders, mail.lines[0]) == (("ana@example.org",), "1.2: done")


ANA = ("ana@example.org",)


@pytest.mark.parametrize(
    ("senders", "expected"),
    [
        ("Ana <ana@example.org>", ANA),
        ("ana@example.org", ANA),
        ("=?utf-8?q?Ana_=3Cbo=40example=2Eorg=3E?= <ana@example.org>", ANA),
        ('"Bo <bo@example.org>" <ana@example.org>', ANA),
        ("ana@example.org <ana@example.org>", ANA),  # an address for a name, as Outlook writes it
        ("Ana (of the (old) office, not bo@example.org) <ana@example.org>", ANA),
        ("ana@example.org (Ana)", ANA),
        ('"Ana (B, C)" (x \\) y) <ana@example.org>', ANA),
        ("Ana (" * 3000 + "<ana@example.org>", ()),
        ("Ana (x <ana@example.org>", ()),
        ("Ana\r\n <ana@example.org>", ANA),
        ("Office: ana@example.org;", ANA),
        ("Müller, Ana <ana@example.org>", ANA),
        ("Ana <ana@exämple.org>", ("ana@exämple.org",)),
        ("José <josé@example.org>", ("josé@example.org",)),
        ("Jose\u0301 <jose\u0301@example.org>", ("josé@example.org",)),
        ("Ana <ana@example.org>, Bo <bo@example.org>", ("ana@example.org", "bo@example.org")),
        ("Office: ana@example.org, bo@example.org;", ("ana@example.org", "bo@example.org")),
        ("ana@example.org, ana@example.org", ANA),
        ("undisclosed-recipients:;", ()),
        ("=?utf-8?q?ana=40example=2Eorg?=", ()),
        ("Ana <ana@example.org>\r\nFrom: Bo <bo@example.org>", ()),
        ("Ana\u0085 <ana@example.org>", ()),
        ("Ana", ()),
        ("<>", ()),
        ("a" * 20_000 + "@example.org", ()),
    ],
)
def test_who_wrote_it(senders: str, expected: tuple[str, ...]):
    octets = f"From: {senders}\r\nTo: x@example.org\r\nMIME-Version: 1.0\r\n\r\n{ANSWER}".encode()
    assert written_mail(octets).senders == expected


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252", "iso-8859-1"])
@pytest.mark.parametrize("sender", ["José <josé@example.org>", "josé@exämple.org", "Íñigo <ana@example.org>"])
def test_a_sender_whose_letters_nobody_encoded(sender: str, charset: str):
    octets = f"From: {sender}\r\nTo: x@example.org\r\nMIME-Version: 1.0\r\n\r\n{ANSWER}".encode(charset)
    address = sender.rpartition("<")[2].rstrip(">")
    assert written_mail(octets).senders == (address,)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Mon, 1 Mar 2027 23:30:00 -0500", date(2027, 3, 1)),  # the writer's own day
        ("1 Mar 2027 00:10 +1300", date(2027, 3, 1)),
        ("yesterday", None),
        ("Mon, 32 Mar 2027 23:30:00 -0500", None),
        ("Mon, 1 Mar 99999 23:30:00 -0500", None),
        ("1 " * 20_000, None),
    ],
)
def test_when(written: str, expected: date | None):
    head = f"From: ana@example.org\r\nDate: {written}\r\nMIME-Version: 1.0\r\n\r\n"
    assert written_mail(head.encode() + ANSWER.encode()).day == expected


def nested(depth: int) -> bytes:
    parts = b"".join(
        f'Content-Type: multipart/mixed; boundary="b{at}"\r\n\r\n--b{at}\r\n'.encode() for at in range(depth)
    )
    return HEAD + parts + b"Content-Type: text/plain\r\n\r\n1.2: done\r\n"


BOMBS: dict[str, Callable[[], bytes]] = {
    "parts within parts": lambda: nested(500),
    "mails within mails": lambda: HEAD + b"Content-Type: message/rfc822\r\n\r\n" * 5000,
    "many parts": lambda: (
        HEAD
        + b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n'
        + b"--b\r\nContent-Type: text/plain\r\n\r\nx\r\n" * 20_000
    ),
    "a long text": lambda: plain(b"1.2: done\r\n" * 300_000),
    "a long line": lambda: plain(b"x: " * 600_000),
    "a text that grows": lambda: plain(b64encode(b"1.2: done\n" * 3_000_000), "base64"),
    "separators": lambda: plain(b"a:b-c:d-e:f-g:h-i:j\r\n" * 1_900),
    "openings": lambda: plain(b"On 1 2 3 wrote 4 5 6\r\n" * 1_900),
    "a page of open tags": lambda: message(html="<div>" * 400_000 + "1.2: done"),
    "a page of open quotations": lambda: message(html="<a " * 300_000),
    "headers": lambda: b"From: a@b.example\r\n" + b"X-A: 1\r\n" * 200_000 + b"\r\n1.2: done",
    "a sender of brackets": lambda: b"From: " + b"(" * 9_000 + b"\r\nMIME-Version: 1.0\r\n\r\n1.2: done",
    "a sender of names": lambda: (
        b"From: " + b"a@b.example," * 800 + b"\r\nMIME-Version: 1.0\r\n\r\n1.2: done"
    ),
    "a charset of a name": lambda: plain((b"a" * 400_000) + b"-" + b"b" * 400_000, charset="punycode"),
    "a page with such a charset": lambda: b"<html><meta charset=punycode><p>a-" + b"b" * 800_000,
    "nothing": lambda: b"",
    "octets": lambda: bytes(range(256)) * 1000,
    "zeros": lambda: HEAD + b"\r\n" + b"\0" * 1_000_000,
    "only an attachment": lambda: (
        HEAD + b"Content-Type: text/plain\r\nContent-Disposition: attachment; filename=x\r\n\r\n1.2: done"
    ),
    "no end of headers": lambda: HEAD.rstrip(),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_hostile_mail_is_read_or_refused_in_time(name: str):
    octets = BOMBS[name]()
    began = time.process_time()
    with suppress(SsetrackError):
        split(written_mail(octets).lines)
    assert time.process_time() - began < 4
