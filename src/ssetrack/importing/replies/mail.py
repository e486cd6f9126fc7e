"""The answer in a mail: who sent it, on which day, and the lines above what it quotes.

Comes in: octets of a mail, or of a text that was pasted. Goes out: an `AnswerMail`.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from ssetrack.importing.replies.quotation import split
from ssetrack.tables.limits import MOST_OCTETS
from ssetrack.tables.mail.written import written_mail

LARGEST = MOST_OCTETS
"""Octets of a mail that is read."""


class AnswerMail(NamedTuple):
    """An answer: the addresses that it says it is from (none where it does not say), its day, its own lines.

    `has_more` tells that there is something own below the quotation, which is not read, `is_automatic` that a
    program wrote it: somebody is away, or the letter did not arrive.
    """

    senders: tuple[str, ...]
    day: date | None
    lines: tuple[str, ...]
    has_more: bool
    is_automatic: bool = False


def answer_mail(octets: bytes) -> AnswerMail:
    """The answer in a mail. Raises `SsetrackError` for one that is too large, too deep, or has no text."""
    mail = written_mail(octets)
    parts = split(mail.lines)
    return AnswerMail(mail.senders, mail.day, parts.own, parts.has_more, mail.is_automatic)
