"""The parts of a mail, as places in its octets (RFC 2046 §5.1).

Comes in: octets. Goes out: the parts that hold something, each with its header. The standard library makes
text of a whole mail, and lines of that: 300 MB for one of 30. It reads the headers here, and nothing else.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Callable, Iterator
from email import policy
from email.message import Message
from email.parser import BytesParser
from typing import NamedTuple

from ssetrack.diagnostic import SsetrackError
from ssetrack.language.message import message
from ssetrack.tables.limits import HEADERS, MOST_DEPTH, PARTS, check_depth, check_number
from ssetrack.tables.signatures import bare_mail

_BOUNDARY = re.compile(rb"boundary\s{0,3}=", re.IGNORECASE)
_NEXT_MAIL = re.compile(rb"\n\r?\nFrom [^\n]*[0-9]{4}\r?\n[A-Za-z][A-Za-z0-9-]*:")
"""Where the next mail begins in a folder of mails (mbox, RFC 4155)."""

_BASE_64 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_DEEPEST = 20
"""Parts that have parts, in all."""

_MOST_PARTS = 5000
_MOST_HEADERS = 1 << 19
"""Letters in all headers; those of a mail that went through many hands have 50,000."""

_LONGEST_HEADER = 10_000
_HEADER_END = re.compile(rb"\r?\n\r?\n")
_NO_HEADER = re.compile(rb"\r?\n")
_REST_OF_LINE = re.compile(rb"(--)?[ \t]{0,99}(?:\r?\n|\Z)")


class Part(NamedTuple):
    """A part that has no parts: its header, and its content as it was sent."""

    header: Message
    """Ask `kind` and its neighbours instead: `email` fails for many a field that is odd."""
    content: memoryview

    @property
    def kind(self) -> str:
        """Its media type in small letters: `text/plain`; that is also what one is that cannot be read."""
        return _answer(self.header.get_content_type) or "text/plain"

    @property
    def charset(self) -> str:
        """The charset that it names; empty for none."""
        return _answer(self.header.get_content_charset)

    @property
    def file_name(self) -> str:
        """The name as which it is to be saved, which may be encoded as a word of a header; empty for none."""
        return _answer(self.header.get_filename)

    @property
    def disposition(self) -> str:
        """`inline`, `attachment` or another word (RFC 2183 §2); empty for none."""
        return _answer(self.header.get_content_disposition)

    @property
    def is_attached(self) -> bool:
        """Whether it is a file beside the text."""
        return self.disposition == "attachment" or bool(self.file_name)

    def parameter(self, name: str) -> str:
        """A parameter of its media type, in small letters; empty for none."""
        return _answer(lambda: self.header.get_param(name)).casefold()

    @property
    def octets(self) -> bytes:
        """What it holds, as a file. Raises `SsetrackError` for what is damaged."""
        encoding = str(self.header.get("content-transfer-encoding", "")).strip().lower()
        if encoding == "base64":
            return _from_base_64(self.content)
        return binascii.a2b_qp(self.content) if encoding == "quoted-printable" else self.content.tobytes()


def _answer(question: Callable[[], object]) -> str:
    """What a header answers; nothing where it cannot be read (RFC 2231 with a charset that is none …)."""
    try:
        return str(question() or "")
    except (ValueError, TypeError, LookupError):
        return ""


def _from_base_64(content: memoryview) -> bytes:
    """What base64 says (RFC 2045 §6.8). Half of a text would be another text, so it is whole or refused."""
    letters = content.tobytes().translate(None, b" \t\r\n")
    if len(letters) % 4 or letters.rstrip(b"=").translate(None, _BASE_64):
        raise SsetrackError(
            message("this mail is damaged: a part of it cannot be decoded"),
            message("save it again from the mail program, or copy its text and paste it"),
        )
    return binascii.a2b_base64(letters)


def parts_of(octets: bytes) -> tuple[Message, list[Part]]:
    """The header of a mail, and all parts that hold something; a mail in a mail is one part.

    Raises `SsetrackError` for several mails in one file, for too many parts, and for parts that are nested
    too deeply.
    """
    octets = bare_mail(octets)
    if octets.startswith(b"From ") and _NEXT_MAIL.search(octets):
        raise SsetrackError(
            message("there are several mails in this file"),
            message("save the mail that is meant in a file of its own (.eml)"),
        )
    if sum(1 for _ in _BOUNDARY.finditer(octets)) > _DEEPEST or octets.count(b"message/rfc822") > _DEEPEST:
        check_depth(MOST_DEPTH + 1)
    check_number(octets.count(b"\n--"), _MOST_PARTS, PARTS)
    mail = _Mail(octets)
    parts = list(mail.parts(0, len(octets)))
    return mail.headers[0], parts


class _Mail:
    """Goes through a mail from top to bottom."""

    def __init__(self, octets: bytes) -> None:
        self._octets = octets
        self._view = memoryview(octets)
        self.headers: list[Message] = []
        """In the order of the parts, the mail's own first."""
        self._letters = 0
        """In all headers."""

    def parts(self, start: int, end: int) -> Iterator[Part]:
        """The parts between two places."""
        header, body = self._header(start, end)
        boundary = _answer(header.get_boundary) if header.get_content_maintype() == "multipart" else ""
        places = [*self._between(boundary, body, end)] if boundary else []
        if not places:
            yield Part(header, self._view[body:end])
        for first, last in places:
            yield from self.parts(first, last)

    def _header(self, start: int, end: int) -> tuple[Message, int]:
        """The header that begins there, and where it ends."""
        most = start + _MOST_HEADERS + 1
        found = _NO_HEADER.match(self._octets, start, end) or _HEADER_END.search(
            self._octets, start, min(end, most)
        )
        body = found.end() if found else min(end, most)
        head = self._octets[start : found.start() if found else body]
        self._letters += len(head)
        check_number(self._letters, _MOST_HEADERS, HEADERS)
        # This policy leaves fields until they are asked for, and headers alone are read without a boundary.
        header = BytesParser(policy=policy.compat32).parsebytes(head, headersonly=True)
        for name in ("Content-Type", "Content-Disposition"):
            if len(str(header.get(name, ""))) > _LONGEST_HEADER:
                del header[name]  # it would take long, and means no good
        self.headers.append(header)
        return header, body

    def _between(self, boundary: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Where the parts are that a boundary separates; the last may lack its end."""
        sign = b"\n--" + boundary.encode("utf-8", "surrogateescape")
        first = -1
        at = self._octets.find(sign, start - 1, end)
        while at >= 0:
            rest = _REST_OF_LINE.match(self._octets, at + len(sign), end)
            if rest:
                if first >= 0:
                    yield first, max(first, at - (self._octets[at - 1] == 13))
                first = rest.end()
                if rest[1]:
                    return
            at = self._octets.find(sign, (rest.end() if rest else at + len(sign)) - 1, end)
        if first >= 0:
            yield first, end
