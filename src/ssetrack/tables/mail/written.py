"""A mail as somebody wrote it: from whom, when, and its text line by line; not which tables are in it.

Comes in: octets of a mail, or of a text that was pasted. Goes out: a `WrittenMail`. The plain part is read,
since that is what was typed; where there is none, the page as text. What the page quotes of an earlier mail
is a line that begins with `>`, as in plain text. Attachments and mails inside the mail are not opened.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime
from typing import NamedTuple
from unicodedata import normalize

from ssetrack.diagnostic import SsetrackError
from ssetrack.language.message import message
from ssetrack.tables import web_page
from ssetrack.tables.decoding import decoding_of
from ssetrack.tables.grid import Block, Paragraph, Table
from ssetrack.tables.limits import LINES, MOST_LINES, MOST_MARKDOWN, MOST_PAGE, check_number, check_size
from ssetrack.tables.mail import text_of
from ssetrack.tables.mail.parts import Part, parts_of
from ssetrack.tables.opening import REFUSALS, form_of
from ssetrack.tables.runs import ENDS, visible_text
from ssetrack.tables.signatures import Form, is_mail
from ssetrack.tables.web_page.charset import page_text

_LONGEST_FIELD = 10_000
"""Letters of From and Date: what is longer means no good."""

_SIGNS = re.compile(r'(\\.|["()])')
"""What begins or ends a comment or a quotation, and what is no sign because of the backslash before it."""

_QUOTED = re.compile(
    r"<blockquote\b|<[a-z]{1,20}\s[^<>]{0,300}?(?:\bgmail_quote\b|\bmoz-cite-prefix\b|\byahoo_quoted\b"
    r"|\bid\s{0,3}=\s{0,3}[\"']?(?:divRplyFwdMsg|appendonsend|mail-editor-reference-message-container)\b)",
    re.IGNORECASE,
)
"""Where a page begins to quote, in the words of Gmail, Thunderbird, Apple Mail, Yahoo and Outlook."""

QUOTE = ">"

_BREAK = re.compile(r"\r?\n(?=[ \t])")
"""Where a field goes on in the next line (RFC 5322 §2.2.3)."""

_NAMED = re.compile(r"[^<>()\[\]\",:;\\]*<\s*([^<>()\[\]\",:;\\@\s]+@[^<>()\",:;\\@\s]+)\s*>\s*")
"""A name and an address, as nearly all write it; many programs put the address in the place of a name, where
the `@` would need quotation marks."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
"""What is in no sender: Python 3.13 finds no address there, older ones a part of one."""

_SEALED = frozenset(("application/pgp-encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"))
_WINMAIL = frozenset(("application/ms-tnef", "application/vnd.ms-tnef"))

_NOT_ANSWERS = frozenset(
    (
        Form.CALENDAR,
        Form.EXCEL,
        Form.GANTT_PROJECT,
        Form.JSON,
        Form.MS_PROJECT,
        Form.OPEN_DOCUMENT,
        Form.WORD,
    )
)
"""What nobody types as an answer, though tables can be read from it."""


class WrittenMail(NamedTuple):
    """What somebody wrote.

    `senders` are the addresses that From names, as they are written there, each once; none where it cannot be
    told. `day` is the day of Date by the writer's own clock, None without one. `is_automatic` tells that a
    program wrote it, and nobody did (RFC 3834 §5).
    """

    senders: tuple[str, ...]
    day: date | None
    lines: tuple[str, ...]
    is_automatic: bool = False


def written_mail(octets: bytes) -> WrittenMail:
    """What is in a mail, or in a text that begins without the headers of one.

    Raises `SsetrackError` for what is too large, nested too deeply, or has no text.
    """
    check_size(len(octets))
    if not is_mail(octets):
        return WrittenMail((), None, _loose_lines(octets))
    mail, parts = parts_of(octets)
    lines = _plain(parts) or _page(parts)
    if not lines:
        raise _unreadable(parts)
    automatic = _parameterless(str(mail.get("auto-submitted", "no"))) != "no"
    return WrittenMail(_senders(mail), _day(str(mail.get("date", ""))), lines, automatic)


def _parameterless(field: str) -> str:
    """The value of a field before its parameters and comments, in small letters."""
    return re.split(r"[;(]", field, maxsplit=1)[0].strip().casefold()


def _unreadable(parts: Iterable[Part]) -> SsetrackError:
    """Why there is nothing to read in a mail."""
    kinds = {part.kind for part in parts}
    if kinds & _SEALED:
        return SsetrackError(
            message("this mail is encrypted, or packed with its signature"),
            message("open it in the mail program, copy its text and paste it: `ssetrack reply -`"),
        )
    return SsetrackError(*REFUSALS[Form.WINMAIL]) if kinds & _WINMAIL else _no_text()


def _no_text() -> SsetrackError:
    return SsetrackError(
        message("there is no text in this mail"), message("copy its text and paste it: `ssetrack reply -`")
    )


def _loose_lines(octets: bytes) -> tuple[str, ...]:
    """The lines of a text, or of a page that a mail was saved as."""
    form = form_of(octets, "")
    if form is Form.EMPTY:
        raise _no_text()
    if form is Form.WINMAIL:
        raise SsetrackError(*REFUSALS[form])
    if form in REFUSALS or form in _NOT_ANSWERS:
        raise SsetrackError(
            REFUSALS[form][0] if form is Form.OUTLOOK else message("this is not a mail"),
            message("save the answer as .eml, or copy its text and paste it: `ssetrack reply -`"),
        )
    if form is Form.WEB_PAGE:
        return _page_lines(page_text(octets).text)
    check_size(len(octets), MOST_MARKDOWN)
    return _lines(decoding_of(octets).text)


def _senders(mail: Message) -> tuple[str, ...]:
    """The addresses in From; none where there are several such fields, or one that nobody would write."""
    fields = [str(value) for name, value in mail.raw_items() if name.casefold() == "from"]
    text = _BREAK.sub("", _whole_text(fields[0])) if len(fields) == 1 else ""
    if len(text) > _LONGEST_FIELD or _CONTROL.search(text):
        return ()
    text = _without_comments(text)
    named = _NAMED.fullmatch(text)
    found = [named[1]] if named else [address for _, address in getaddresses([text]) if "@" in address]
    return tuple(dict.fromkeys(normalize("NFC", one) for one in found))


def _without_comments(text: str) -> str:
    """A field without what is in brackets, which may be nested (RFC 5322 §3.2.2).

    Python 3.13 takes a comma in a comment for the end of an address, and then finds none.
    """
    kept: list[str] = []
    depth, in_quotes = 0, False
    for part in _SIGNS.split(text):
        if part == '"' and not depth:
            in_quotes = not in_quotes
        if in_quotes or part not in ("(", ")"):
            kept += [] if depth else [part]
            continue
        depth = max(0, depth + (1 if part == "(" else -1))
    return "".join(kept)


def _whole_text(field: str) -> str:
    """A field with letters that are not ASCII: UTF-8 (RFC 6532 §3.2), else what its octets look like."""
    if field.isascii():
        return field
    return decoding_of(field.encode("ascii", "surrogateescape")).text


def _day(text: str) -> date | None:
    if len(text) > _LONGEST_FIELD:
        return None
    try:
        moment: datetime = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment.date()


def _plain(parts: Iterable[Part]) -> tuple[str, ...]:
    """The lines of all plain text that is not attached; none where nothing is to be seen in them."""
    found: list[str] = []
    for part in parts:
        if part.kind == "text/plain" and not part.is_attached:
            octets = part.octets
            check_size(len(octets), MOST_MARKDOWN)
            text = text_of(octets, part.charset)
            flows = part.parameter("format") == "flowed"
            joins = part.parameter("delsp") == "yes"
            found += _whole_lines(ENDS.split(text), joins=joins) if flows else ENDS.split(text)
            check_number(len(found), MOST_LINES, LINES)
    return _lines("\n".join(found)) if any(visible_text(line) for line in found) else ()


def _page(parts: Iterable[Part]) -> tuple[str, ...]:
    """The lines of the page among the parts."""
    for part in parts:
        if part.kind == "text/html" and not part.is_attached:
            octets = part.octets
            check_size(len(octets), MOST_PAGE)
            return _page_lines(text_of(octets, part.charset))
    return ()


def _page_lines(page: str) -> tuple[str, ...]:
    """The lines of a page, with a line that quotes where its quotation begins."""
    quoted = _QUOTED.search(page)
    above = page if quoted is None else page[: quoted.start()]
    lines = [line for block in web_page.document_of(above).blocks for line in _block_lines(block)]
    return (*lines, *((QUOTE,) if quoted else ()))


def _block_lines(block: Block) -> Iterator[str]:
    if isinstance(block, Table):
        for row in range(1, block.rows + 1):
            text = " ".join(cell.text.replace("\n", " ") for cell in block.in_row(row) if cell.row == row)
            if text:
                yield text
    elif isinstance(block, Paragraph) and block.level:
        yield " ".join(filter(None, (block.number or "-", block.text)))
    elif block.text:
        yield f"{block.number} {block.text}" if block.number else block.text


def _lines(text: str) -> tuple[str, ...]:
    lines = ENDS.split(text)
    check_number(len(lines), MOST_LINES, LINES)
    return tuple(lines)


def _whole_lines(lines: Iterable[str], *, joins: bool) -> Iterator[str]:
    """Lines of which a space at the end says that they go on (RFC 3676 §4.1); `joins` is DelSp."""
    waiting: list[str] = []
    depth = 0
    for line in lines:
        quotes = len(line) - len(line.lstrip(QUOTE))
        body = line[quotes:].removeprefix(" ")
        if waiting and quotes != depth:
            yield _with_quotes("".join(waiting), depth)
            waiting = []
        depth = quotes
        if body.endswith(" ") and body != "-- ":
            waiting.append(body[:-1] if joins else body)
            continue
        yield _with_quotes("".join((*waiting, body)), depth)
        waiting = []
    if waiting:
        yield _with_quotes("".join(waiting), depth)


def _with_quotes(body: str, depth: int) -> str:
    return f"{QUOTE * depth} {body}" if depth else body
