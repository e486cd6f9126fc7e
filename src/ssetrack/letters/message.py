r"""A letter as a message: the octets that a mail program or a server takes (RFC 5322, RFC 2045).

Comes in: a letter, from whom and to whom it goes, and a moment. Goes out: octets, with `\r\n` at the end of
each line. The same letter at the same moment gives the same octets: ids and boundaries are made from what is
in it. No header names anybody but the sender, the mailbox for answers and the reader.
"""

from __future__ import annotations

from datetime import datetime
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime
from hashlib import sha256
from typing import Any, Literal, NamedTuple

from ssetrack.letters.html_text import html_text
from ssetrack.letters.letter import Letter
from ssetrack.letters.mailbox import Mailbox
from ssetrack.letters.plain_text import plain_text

NOWHERE = "ssetrack.invalid"
"""The domain of ids where there is no sender, or one with a very long domain (RFC 6761)."""

LONGEST_DOMAIN = 40
"""Characters of a domain in an id: one that fills a line would be folded."""

LONGEST_LINE = 998
"""Octets of a line (RFC 5322 §2.1.1)."""

WIDTH = 78
"""Characters of a header before it is folded."""

Encoding = Literal["8bit", "quoted-printable"]


class Envelope(NamedTuple):
    """From whom and to whom a letter goes. Without a sender it is a draft, which somebody sends as theirs."""

    sender: Mailbox | None
    reply_to: Mailbox | None
    reader: Mailbox


class _WholeWords(EmailPolicy):
    """Encodes a whole text where a letter of it is not ASCII, or a name is longer than a line (RFC 2047 §5).

    Python encodes some words only, and where it breaks the line next to one it makes a second space. In a
    name that it breaks it forgets quotation marks, so that a comma would make two addresses of one.
    """

    def fold_binary(self, name: str, value: Any) -> bytes:
        """A header with its name, as lines."""
        addresses = getattr(value, "addresses", ())
        text = addresses[0].display_name if addresses else str(value)
        if text.isascii() and not (addresses and len(f"{name}: {value}") > WIDTH):
            return super().fold_binary(name, value)
        lines = Header(text, "utf-8", WIDTH, name).encode(linesep=self.linesep)
        if addresses:
            address = f"<{addresses[0].addr_spec}>"
            last = lines.rpartition(self.linesep)[2]
            between = " " if len(name) + 2 + len(last) + 1 + len(address) <= WIDTH else f"{self.linesep} "
            lines = f"{lines}{between}{address}"
        return f"{name}: {lines}{self.linesep}".encode("ascii")


class Post(NamedTuple):
    """A letter, its envelope, and what mail programs know it by."""

    letter: Letter
    envelope: Envelope
    message_id: str
    thread_id: str
    """The id that all letters about these plans to this reader refer to, so that they are shown together."""


def post(letter: Letter, envelope: Envelope, about: str, occasion: str) -> Post:
    """The letter ready to be sent.

    `about` is the same for all letters to the reader about these plans, `occasion` another one for each.
    """
    thread, own = _digest("thread", about), _digest("letter", about, occasion)
    domain = NOWHERE if envelope.sender is None else envelope.sender.domain
    domain = domain if len(domain) <= LONGEST_DOMAIN else NOWHERE
    return Post(letter, envelope, f"<{own}@{domain}>", f"<{thread}@{domain}>")


def octets(sent: Post, moment: datetime, *, is_draft: bool, encoding: Encoding = "8bit") -> bytes:
    """The message, written at that moment.

    With `8bit` letters that are not ASCII are sent as they are, which nearly every server takes; lines that
    are too long for that are encoded all the same. `is_draft` lets mail programs open it to be edited.
    """
    letter, (sender, reply_to, reader) = sent.letter, sent.envelope
    message = EmailMessage(policy=_WholeWords(linesep="\r\n"))
    if is_draft:
        message[UNSENT] = "1"
    message["Date"] = format_datetime(moment)
    if sender is not None:
        message["From"] = _address(sender, sender.name)
    message["To"] = _address(reader, letter.name)
    if reply_to is not None:
        message["Reply-To"] = _address(reply_to, reply_to.name)
    message["Subject"] = letter.subject
    message["Message-ID"] = sent.message_id
    message["References"] = sent.thread_id
    message["Auto-Submitted"] = "auto-generated"
    if unsubscribing := _unsubscribing(reply_to or sender):
        message["List-Unsubscribe"] = unsubscribing
    message["X-Mailer"] = MAILER
    plain, html = plain_text(letter), html_text(letter)
    message.set_content(plain, cte=_encoding(plain, encoding))
    message.add_alternative(html, subtype="html", cte=_encoding(html, encoding))
    message["Content-Language"] = letter.language  # behind the content, which takes such headers along
    message.set_boundary(f"=_{_digest(plain, html)}")
    return message.as_bytes()


MAILER = "ssetrack"
"""The program that wrote a message: what tells our drafts from others' in a folder."""

UNSENT = "X-Unsent"
"""The header that lets mail programs open a message to be edited: what tells a draft from what was sent."""


def is_draft_of_ours(content: bytes) -> bool:
    """Whether a file is a draft of ours. A letter that was sent is none: somebody keeps it."""
    lines = content.replace(b"\r\n", b"\n").partition(b"\n\n")[0].split(b"\n")
    return f"X-Mailer: {MAILER}".encode() in lines and f"{UNSENT}: 1".encode() in lines


def _address(box: Mailbox, name: str) -> Address:
    return Address(display_name=name, addr_spec=box.address)


def _unsubscribing(box: Mailbox | None) -> str:
    """How to get no more letters (RFC 2369 §3.2): a mail to whoever reads the answers; in one short line."""
    if box is None:
        return ""
    room = WIDTH - len("List-Unsubscribe: ")
    with_subject, plain = f"<mailto:{box.address}?subject=unsubscribe>", f"<mailto:{box.address}>"
    return next((one for one in (with_subject, plain) if len(one) <= room and "%" not in one), "")


def _encoding(text: str, wanted: Encoding) -> str:
    if text.isascii() and max(map(len, text.splitlines()), default=0) <= LONGEST_LINE:
        return "7bit"
    fits = all(len(line.encode()) <= LONGEST_LINE for line in text.splitlines())
    return wanted if fits else "quoted-printable"


def _digest(*texts: str) -> str:
    return sha256("\0".join(texts).encode(errors="replace")).hexdigest()[:32]
