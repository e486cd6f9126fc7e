"""Letters sent by a server, one after the other: each is noted down as soon as the server has accepted it.

Comes in: posts, what each says, and a connection. Goes out: letters, and how it went; who got none is named
on stderr, without the address. A refusal concerns one letter; a lost connection ends the run, and the next
run goes on where this one stopped. The letter that was under way then goes out again with the same
Message-ID, by which mail programs know that it is the same.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from ssetrack.diagnostic import SsetrackError
from ssetrack.language.message import count_of, message
from ssetrack.language.speaker import Speaker
from ssetrack.letters.mailbox import Mailbox
from ssetrack.letters.message import Encoding, Post, octets
from ssetrack.letters.said import LastLetter
from ssetrack.publish.letters_sent import LetterRecord
from ssetrack.publish.mail_server import ConnectionLost, MailServer
from ssetrack.terminal.progress import with_progress
from ssetrack.workspace.remarks import remark

MINUTE = 60.0


class Outgoing(NamedTuple):
    """A letter to be sent: to whom (keys), and what is noted down once it is."""

    keys: tuple[str, ...]
    post: Post
    noted: LastLetter


def send(
    letters: Sequence[Outgoing],
    sender: Mailbox,
    server: MailServer,
    record: LetterRecord,
    rate: int,
    speaker: Speaker,
) -> bool:
    """Send the letters, at most `rate` a minute; whether the server accepted all of them."""
    encoding: Encoding = "8bit" if server.takes_eight_bits else "quoted-printable"
    accepted, begun = 0, 0.0
    for one in with_progress(letters, speaker.say(message("Letters")), sys.stderr):
        _pause(begun, MINUTE / rate)
        begun = time.monotonic()
        record.check()
        content = octets(one.post, datetime.now(UTC), is_draft=False, encoding=encoding)
        try:
            refusal = server.refusal(sender.address, one.post.envelope.reader.address, content)
        except ConnectionLost as error:
            raise SsetrackError(
                count_of(
                    "the connection was cut after {number} letter",
                    "the connection was cut after {number} letters",
                    accepted,
                ),
                message("run the command again: it sends only the letters that were not accepted"),
            ) from error
        if refusal is None:
            record.note(one.keys, one.noted)
            accepted += 1
            continue
        name = one.post.letter.name
        if refusal.is_final:
            what = message("the server refuses the letter to {name}: {reply}", name=name, reply=refusal.said)
        else:
            what = message(
                "the server does not take the letter to {name} now: {reply}", name=name, reply=refusal.said
            )
        remark(what, speaker)
    remark(count_of("{number} letter sent", "{number} letters sent", accepted), speaker)
    return accepted == len(letters)


def _pause(begun: float, between: float) -> None:
    """Wait until so many seconds have passed since the last letter."""
    if begun:
        time.sleep(max(0.0, begun + between - time.monotonic()))
