"""Mails: the text that a mail client shows, and what is attached.

Comes in: octets. Goes out: a document: the subject as a heading, then the HTML part, else the plain one;
attachments are listed, and read when `--attachment` asks for one.
"""

from collections.abc import Iterable, Iterator
from email.errors import MessageError
from email.header import decode_header, make_header
from functools import partial

from ssetrack.tables import markdown, web_page
from ssetrack.tables.decoding import decoding_as
from ssetrack.tables.grid import Attachment, Document, Heading
from ssetrack.tables.limits import MOST_MARKDOWN, MOST_PAGE, check_size
from ssetrack.tables.mail.parts import Part, parts_of
from ssetrack.tables.runs import visible_text

_LONGEST_SUBJECT = 10_000
_MOST_ATTACHMENTS = 200


def document(octets: bytes) -> Document:
    """The mail in a file. Raises `SsetrackError` for one that is too large or nested too deeply."""
    check_size(len(octets))
    mail, parts = parts_of(octets)
    subject = _words(str(mail.get("subject", ""))[:_LONGEST_SUBJECT])
    body = _body(parts)
    heading = (Heading(1, subject),) if subject else ()
    return Document((*heading, *body.blocks), body.language, tuple(_attachments(parts)), body.told)


def _words(written: str) -> str:
    """What people see of a field whose words are encoded (RFC 2047); one that cannot be decoded, as it is."""
    try:
        return visible_text(str(make_header(decode_header(written))))
    except (MessageError, LookupError, ValueError):
        return visible_text(written)


def _body(parts: Iterable[Part]) -> Document:
    """The first text of the mail, best as HTML."""
    for kind, most in (("text/html", MOST_PAGE), ("text/plain", MOST_MARKDOWN)):
        for part in parts:
            if part.kind == kind and not part.is_attached:
                octets = part.octets
                check_size(len(octets), most)
                text = text_of(octets, part.charset)
                return web_page.document_of(text) if kind == "text/html" else markdown.document_of(text)
    return Document(())


def text_of(octets: bytes, charset: str) -> str:
    """The text of a part in the charset that it names; where that is not true, in what it looks like."""
    return decoding_as(octets, charset or "utf-8").text


def _attachments(parts: Iterable[Part]) -> Iterator[Attachment]:
    """What came with the mail, but for pictures that its text shows."""
    number = 0
    for part in parts:
        kind = part.kind
        shown = kind.startswith("image/") and (part.header.get("content-id") or part.disposition == "inline")
        if shown or not (part.is_attached or kind == "message/rfc822"):
            continue
        number += 1
        if number > _MOST_ATTACHMENTS:
            return
        # Many programs encode the name of a file as if it were a word of a header.
        name = _words(part.file_name) or f"{number}.{'eml' if kind == 'message/rfc822' else 'bin'}"
        yield Attachment(number, name, partial(_octets_of, part))


def _octets_of(part: Part) -> bytes:
    return part.octets
