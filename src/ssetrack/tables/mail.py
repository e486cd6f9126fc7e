"""Mails: the text that a mail client shows, and what is attached.

Comes in: octets. Goes out: a document: the subject as a heading, then the HTML part, else the plain one;
attachments are listed, and read when `--attachment` asks for one.
"""

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message

from ssetrack.tables import markdown, web_page
from ssetrack.tables.decoding import decoded
from ssetrack.tables.grid import Attachment, Document, Heading
from ssetrack.tables.limits import MOST_DEPTH, check_depth, check_size, too_many_cells
from ssetrack.tables.runs import seen

_BOUNDARY = re.compile(rb"boundary\s{0,3}=", re.IGNORECASE)
_DEEPEST = 20
"""Parts that have parts, in all; each makes every line more work."""

_MOST_PARTS = 5000
_MOST_LINES = 500_000
_LONGEST_HEADER = 10_000
_MOST_ATTACHMENTS = 200


def document(octets: bytes) -> Document:
    """The mail in a file. Raises `SsetrackError` for one that is too large or nested too deeply."""
    check_size(len(octets))
    if sum(1 for _ in _BOUNDARY.finditer(octets)) > _DEEPEST or octets.count(b"message/rfc822") > _DEEPEST:
        check_depth(MOST_DEPTH + 1)
    if octets.count(b"\n--") > _MOST_PARTS or octets.count(b"\n") > _MOST_LINES:
        raise too_many_cells()
    mail = message_from_bytes(
        octets, policy=policy.compat32
    )  # which leaves headers alone until they are asked for
    parts = list(_parts(mail))
    body = _body(parts)
    subject = _header(mail, "subject")
    heading = (Heading(1, subject),) if subject else ()
    return Document((*heading, *body.blocks), body.language, tuple(_attachments(parts)), body.told)


def _header(mail: Message, name: str) -> str:
    """A header as people see it; one that cannot be decoded, as it stands."""
    written = str(mail.get(name, ""))[:_LONGEST_HEADER]
    try:
        return seen(str(make_header(decode_header(written))))
    except (MessageError, LookupError, ValueError):
        return seen(written)


def _parts(mail: Message) -> Iterator[Message]:
    """All parts that hold something; a mail in a mail is one part."""
    for header in ("Content-Type", "Content-Disposition"):
        if len(str(mail.get(header, ""))) > _LONGEST_HEADER:
            del mail[header]  # it would take long, and means no good
    if mail.get_content_maintype() == "multipart" and mail.is_multipart():
        for part in mail.get_payload():
            if isinstance(part, Message):
                yield from _parts(part)
    else:
        yield mail


def _body(parts: list[Message]) -> Document:
    """The first text of the mail, best as HTML."""
    for kind in ("text/html", "text/plain"):
        for part in parts:
            if part.get_content_type() == kind and not _is_attached(part):
                octets = _octets(part)
                text = _text(octets, str(part.get_content_charset() or ""))
                return web_page.document_of(text) if kind == "text/html" else markdown.document_of(text)
    return Document(())


def _text(octets: bytes, charset: str) -> str:
    try:
        return octets.decode(charset or "utf-8")
    except (LookupError, UnicodeDecodeError):
        return decoded(octets).text


def _octets(part: Message) -> bytes:
    """What a part holds, as a file; of a mail in a mail, the mail."""
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload()
        return inner[0].as_bytes() if isinstance(inner, list) and isinstance(inner[0], Message) else b""
    held = part.get_payload(decode=True)
    return held if isinstance(held, bytes) else b""


def _is_attached(part: Message) -> bool:
    disposition = part.get_content_disposition()
    return disposition == "attachment" or bool(part.get_filename())


def _filename(part: Message) -> str:
    """The name of an attachment, decoded: many programs encode it as if it were a word of a header."""
    name = part.get_filename() or ""
    try:
        return str(make_header(decode_header(name)))
    except (MessageError, LookupError, ValueError):
        return name


def _attachments(parts: list[Message]) -> Iterator[Attachment]:
    """What came with the mail, but for pictures that its text shows."""
    number = 0
    for part in parts:
        kind = part.get_content_type()
        shown = kind.startswith("image/") and (
            part.get("content-id") or part.get_content_disposition() == "inline"
        )
        if shown or not (_is_attached(part) or kind == "message/rfc822"):
            continue
        number += 1
        if number > _MOST_ATTACHMENTS:
            return
        name = seen(_filename(part)) or f"{number}.{'eml' if kind == 'message/rfc822' else 'bin'}"
        yield Attachment(number, name, _octets(part))
