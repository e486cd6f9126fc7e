"""What a file is, by its octets: the signs that formats begin with, and names inside archives.

Comes in: octets. Goes out: a `Form`, or none where it is text, which `text_forms` looks at. Nothing is
unpacked.
"""

import re
import struct
from collections.abc import Iterator
from enum import StrEnum


class Form(StrEnum):
    """A format, read or refused."""

    WORD = "word"
    EXCEL = "excel"
    OPEN_DOCUMENT = "opendocument"
    SEPARATED = "separated values"
    WEB_PAGE = "web page"
    MARKDOWN = "Markdown"
    TEXT = "text"
    MAIL = "mail"
    MERMAID = "Mermaid"
    MS_PROJECT = "MS Project XML"
    GANTT_PROJECT = "GanttProject"
    CALENDAR = "calendar"
    JSON = "JSON"
    ORG = "org"
    TASKJUGGLER = "TaskJuggler"
    PDF = "PDF"
    OLD_WORD = "old Word"
    OLD_EXCEL = "old Excel"
    SLIDES = "slides"
    OUTLOOK = "Outlook message"
    WINMAIL = "Outlook mail in TNEF"
    PROJECT_FILE = "MS Project file"
    RTF = "RTF"
    ENCRYPTED = "encrypted"
    IMAGE = "picture"
    ARCHIVE = "archive"
    APPLE = "Apple"
    OTHER_XML = "XML"
    BINARY = "binary"
    EMPTY = "empty"


_HEAD = 1024
_BEGINNINGS = (
    (b"{\\rtf", Form.RTF),
    (b"\x89PNG\r\n", Form.IMAGE),
    (b"\xff\xd8\xff", Form.IMAGE),
    (b"GIF8", Form.IMAGE),
    (b"II*\x00", Form.IMAGE),
    (b"MM\x00*", Form.IMAGE),
    (b"BM\x00", Form.IMAGE),
    (b"\x1f\x8b", Form.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", Form.ARCHIVE),
    (b"Rar!\x1a\x07", Form.ARCHIVE),
    (b"BZh", Form.ARCHIVE),
    (b"\xfd7zXZ", Form.ARCHIVE),
    (b"\x78\x9f\x3e\x22", Form.WINMAIL),
    (b"!BDN", Form.BINARY),
)

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS = (
    ("EncryptedPackage", Form.ENCRYPTED),
    ("__properties_version1.0", Form.OUTLOOK),
    ("WordDocument", Form.OLD_WORD),
    ("Workbook", Form.OLD_EXCEL),
    ("Book", Form.OLD_EXCEL),
    ("PowerPoint Document", Form.SLIDES),
    ("Props14", Form.PROJECT_FILE),
    ("Props12", Form.PROJECT_FILE),
    ("Props9", Form.PROJECT_FILE),
)
"""Names of streams in a compound file of Microsoft, in UTF-16."""

_ZIP_NAMES = (
    ("word/", Form.WORD),
    ("xl/", Form.EXCEL),
    ("ppt/", Form.SLIDES),
    ("Index/Document.iwa", Form.APPLE),
    ("Index.zip", Form.APPLE),
)
_OPEN_DOCUMENTS = (
    (b"application/vnd.oasis.opendocument.text", Form.OPEN_DOCUMENT),
    (b"application/vnd.oasis.opendocument.spreadsheet", Form.OPEN_DOCUMENT),
    (b"application/vnd.oasis.opendocument.presentation", Form.SLIDES),
)
_HEADERS = re.compile(
    rb"(?:From [^\n]*\n)?(?:[A-Za-z][A-Za-z0-9-]{0,60}:[^\n]*\n(?:[ \t]+[^\n]*\n){0,50}){2,500}",
    re.IGNORECASE,
)
_KNOWN = re.compile(rb"^(?:from|date|mime-version|received|message-id|content-type):", re.MULTILINE)
_MOST_HEADERS = 65_536

_LOCAL, _CENTRAL, _END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_FLAGS = 6
_MIME_TYPE = 30
_MOST_NAMES = 10_000


def signature(octets: bytes) -> Form | None:
    """The format that the octets show; None for what may be text."""
    head = octets[:_HEAD]
    if not octets.strip(b"\x00 \t\r\n\xef\xbb\xbf\xfe\xff"):
        return Form.EMPTY
    if b"%PDF-" in head:
        return Form.PDF
    if head.startswith(_OLE):
        return _compound(octets)
    if head.startswith((_LOCAL, _END)):
        return _zip(octets)
    if (head[:4] == b"RIFF" and head[8:12] == b"WEBP") or head[4:8] == b"ftyp":
        return Form.IMAGE
    return next((form for beginning, form in _BEGINNINGS if head.startswith(beginning)), None)


_COUNTED = re.compile(rb"([0-9]{1,10})[ \t]*\r?\n")
"""What a mail that Apple Mail keeps (.emlx) begins with: its octets, before what the program adds."""


def bare_mail(octets: bytes) -> bytes:
    """A mail without what Apple Mail writes around it."""
    count = _COUNTED.match(octets)
    return octets if count is None else octets[count.end() : count.end() + int(count[1])]


def is_mail(octets: bytes) -> bool:
    """Whether a file begins with the headers of a mail."""
    head = _HEADERS.match(bare_mail(octets)[:_MOST_HEADERS].replace(b"\r\n", b"\n"))
    return head is not None and len(set(_KNOWN.findall(head[0].lower()))) > 1


def is_binary(text: str) -> bool:
    """Whether what was decoded is no text: signs that no text holds, or none that it must."""
    sample = text[:65_536]
    odd = sum(sample.count(chr(code)) for code in (*range(1, 9), *range(14, 27), *range(28, 32), 0xFFFD))
    return odd * 50 > len(sample)


def _compound(octets: bytes) -> Form:
    for name, form in _OLE_STREAMS:
        if name.encode("utf-16-le") in octets:
            return form
    return Form.BINARY


def _zip(octets: bytes) -> Form:
    """What an archive holds, by its directory."""
    mime = octets[_MIME_TYPE : _MIME_TYPE + 120]
    if mime.startswith(b"mimetype"):
        found = next((form for kind, form in _OPEN_DOCUMENTS if mime[8:].startswith(kind)), None)
        if found:
            return found
    for name in _zip_names(octets):
        found = next((form for beginning, form in _ZIP_NAMES if name.startswith(beginning)), None)
        if found:
            return found
    return Form.ENCRYPTED if len(octets) > _FLAGS and octets[_FLAGS] & 1 else Form.ARCHIVE


def _zip_names(octets: bytes) -> Iterator[str]:
    """The names in the directory of an archive; what is damaged has as many as can be read."""
    end = octets.rfind(_END)
    if end < 0 or end + 20 > len(octets):
        # Truncated: the names stand before each part as well.
        at = 0
        for _ in range(_MOST_NAMES):
            at = octets.find(_LOCAL, at)
            if at < 0 or at + 30 > len(octets):
                return
            length = struct.unpack_from("<H", octets, at + 26)[0]
            yield octets[at + 30 : at + 30 + length].decode("utf-8", "replace")
            at += 30
        return
    at = struct.unpack_from("<I", octets, end + 16)[0]
    for _ in range(_MOST_NAMES):
        if octets[at : at + 4] != _CENTRAL or at + 46 > len(octets):
            return
        name, extra, comment = struct.unpack_from("<HHH", octets, at + 28)
        yield octets[at + 46 : at + 46 + name].decode("utf-8", "replace")
        at += 46 + name + extra + comment
