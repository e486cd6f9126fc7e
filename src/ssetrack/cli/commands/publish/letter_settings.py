"""What `letters` was asked for, as settings: `[letters]` of the repository and of the person; its options.

Comes in: texts of options and of both configurations. Goes out: values, or a `SsetrackError` that says what
to write instead.
"""

from __future__ import annotations

from ipaddress import ip_address
from pathlib import Path
from typing import NamedTuple

from ssetrack.cli.usage_errors import cannot_be
from ssetrack.dates import days_before
from ssetrack.diagnostic import SsetrackError
from ssetrack.language.message import message
from ssetrack.letters.mailbox import Mailbox, host_name, mailbox
from ssetrack.letters.said import REMIND_AFTER
from ssetrack.publish.mail_server import SECURITIES, Security, ServerAddress
from ssetrack.workspace.configuration import Configuration
from ssetrack.workspace.letter_settings import Connection
from ssetrack.workspace.personal import Personal

RATE = 20
"""Letters a minute, unless told otherwise: what most servers take from one sender."""

PORTS: dict[Security, int] = {"starttls": 587, "tls": 465, "none": 25}
"""Where a server listens, unless told otherwise (RFC 8314, RFC 6409)."""


class Sending(NamedTuple):
    """Who sends, who reads the answers, how fast, and after how many days what is late is said again."""

    sender: Mailbox | None
    reply_to: Mailbox | None
    rate: int
    remind_after: int


def sending_of(configuration: Configuration, remind_after: str | None) -> Sending:
    """The settings of `[letters]` with what was asked for. Raises `SsetrackError` for one that cannot be."""
    own = configuration.letters
    asked = remind_after if remind_after is not None else own.remind_after
    days = REMIND_AFTER if asked is None else days_before(asked)
    if not days:
        name = "letters.remind-after" if remind_after is None else "--remind-after"
        raise cannot_be(name, str(asked), "14d")
    return Sending(
        _mailbox(own.sender, "letters.from", "Plan <plan@example.org>"),
        _mailbox(own.reply_to, "letters.reply-to", "plan@example.org"),
        own.rate or RATE,
        days,
    )


def sender_of(sending: Sending) -> Mailbox:
    """From whom letters are sent. Raises `SsetrackError` where nobody is named."""
    if sending.sender is None:
        raise SsetrackError(
            message("`--send` needs to know from whom the letters come"),
            message('write `from = "Plan <plan@example.org>"` under `[letters]` in ssetrack.toml'),
        )
    return sending.sender


def server_of(configuration: Configuration, personal: Personal) -> tuple[ServerAddress, Connection]:
    """The server, and what was written about it: all from the person's own file, if that names one.

    A password never goes to a server of another file. Raises `SsetrackError` for what cannot be.
    """
    written, folder = configuration.letters.connection, None
    if configuration.path is not None:
        folder = configuration.path.parent
    if personal.connection is not None:
        written, folder = personal.connection, personal.folder
    host = (written.server or "").strip()
    if not host:  # an empty name would be this machine
        raise SsetrackError(
            message("`--send` needs a mail server"),
            message('write `server = "mail.example.org"` under `[letters]` in ssetrack.toml'),
        )
    if not host_name(host) and not _is_address(host):
        raise cannot_be("letters.server", host, "mail.example.org")
    security = written.security or "starttls"
    if security not in SECURITIES:
        raise cannot_be("letters.security", security, "starttls")
    ca_file = None if written.ca_file is None else str((folder or Path()) / written.ca_file)
    port = PORTS[security] if written.port is None else written.port
    address = ServerAddress(host_name(host) or host, port, security, written.user or None, ca_file)
    if security == "none" and not address.is_on_this_machine:
        raise SsetrackError(
            message('`security = "none"` is only for a server on this machine (localhost)'),
            message('write "starttls" or "tls": others on the way could read the letters'),
        )
    return address, written


def _is_address(host: str) -> bool:
    """Whether a server is given by its number, as 192.0.2.1 or [2001:db8::1]."""
    try:
        ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True


def _mailbox(text: str | None, name: str, example: str) -> Mailbox | None:
    if text is None:
        return None
    read = mailbox(text)
    if isinstance(read, Mailbox):
        return read
    raise SsetrackError(
        message("`{name}` cannot be `{value}`: {reason}", name=name, value=text, reason=read),
        message("write for example `{example}`", example=example),
    )
