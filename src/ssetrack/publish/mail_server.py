"""The server that takes letters: one connection, over which they go one after the other.

Comes in: where the server is, and messages as octets. Goes out: for each message, whether the server accepted
it, or why not. The connection is encrypted and the certificate verified, unless the server is on this
machine.
"""

from __future__ import annotations

import smtplib
import ssl
import time
from base64 import b64encode
from collections.abc import Callable
from io import BufferedReader, RawIOBase
from socket import socket
from typing import Any, Literal, NamedTuple

from ssetrack.diagnostic import SsetrackError
from ssetrack.language.message import Message, message
from ssetrack.wording.addresses import HIDDEN, without_addresses
from ssetrack.wording.printable import one_line
from ssetrack.workspace.connection.this_machine import is_on_this_machine
from ssetrack.workspace.reasons import reason

PATIENCE = 30.0
"""Seconds to wait for an answer, until its end."""

PATIENCE_FOR_LETTER = 600.0
"""Seconds to wait for the answer to a letter (RFC 5321 §4.5.3.2.6): a server reads it first, and looks for
viruses. A letter that is given up too early is sent twice."""

MOST_LINES = 1_000
"""Lines of an answer; that of EHLO has some twenty."""

LONGEST_REPLY = 200
"""Characters of what a server says that are repeated."""

LOGGED_IN, PASSWORD_WANTED = 235, 334
"""Replies to AUTH (RFC 4954 §6)."""

Security = Literal["starttls", "tls", "none"]

SECURITIES: tuple[Security, ...] = ("starttls", "tls", "none")


class ServerAddress(NamedTuple):
    """Where a server is, how the connection is encrypted, who logs in there."""

    host: str
    port: int
    security: Security
    user: str | None = None
    ca_file: str | None = None

    @property
    def is_on_this_machine(self) -> bool:
        """Whether nobody else can listen: the host is this machine by its name or address."""
        return is_on_this_machine(self.host)


class Refusal(NamedTuple):
    """Why a server did not take a letter. `is_final` says that it never will (a reply of 5xx)."""

    said: str
    is_final: bool


class ConnectionLost(Exception):  # noqa: N818
    """The connection ended while a letter was under way: whether it was accepted is not known."""


class _Incoming(RawIOBase):
    """What comes in on a connection, until a moment: octets that drip in one by one do not put it off."""

    def __init__(self, connection: socket) -> None:
        self._connection = connection
        self.until = 0.0

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, room: Any) -> int:
        """The next octets, put into `room`: how many. Raises `TimeoutError` where they come too late."""
        usual, left = self._connection.gettimeout(), self.until - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self._connection.settimeout(left)
        try:
            return self._connection.recv_into(room)
        finally:
            self._connection.settimeout(usual)


class _Lines(BufferedReader):
    """The lines of answers, of which one that does not end is cut off, as if the server had hung up."""

    def __init__(self, connection: socket) -> None:
        self._incoming = _Incoming(connection)
        super().__init__(self._incoming)
        self._left = 0

    def begin(self, patience: float) -> None:
        """From here on it is another answer, which is to be there after so many seconds."""
        self._left = MOST_LINES
        self._incoming.until = time.monotonic() + patience

    def readline(self, most: int | None = -1) -> bytes:
        """The next line, with its end; nothing where there is none."""
        self._left -= 1
        return super().readline(most) if self._left >= 0 else b""


class _Connection(smtplib.SMTP):
    """A connection whose answers have an end: a server may be anybody's."""

    _sends_letter = False

    def send(self, s: Any) -> None:
        """Send a command, which is a text, or a letter, which is octets."""
        self._sends_letter = isinstance(s, bytes)
        super().send(s)

    def getreply(self) -> tuple[int, bytes]:
        """The next answer: its code, and what it says."""
        if self.file is None and self.sock is not None:
            self.file = _Lines(self.sock)
        if self.file is not None:
            self.file.begin(PATIENCE_FOR_LETTER if self._sends_letter else PATIENCE)
        return super().getreply()


class _EncryptedConnection(_Connection, smtplib.SMTP_SSL):
    """The same, encrypted from the beginning."""


class MailServer:
    """An open connection; a `with` block closes it. Raises `SsetrackError` where there is none to be had."""

    def __init__(self, address: ServerAddress, own_domain: str, password: Callable[[], str]) -> None:
        self._address = address
        try:
            self._server = self._connection(own_domain)
        except (OSError, smtplib.SMTPException) as error:
            raise self._unreachable(error) from error
        try:
            self._prepare(password)
        except BaseException:
            self._server.close()
            raise

    def __enter__(self) -> MailServer:
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self._server.quit()
        except (OSError, smtplib.SMTPException):
            self._server.close()

    @property
    def takes_eight_bits(self) -> bool:
        """Whether letters may be sent as they are (RFC 6152)."""
        return self._server.has_extn("8bitmime")

    def refusal(self, sender: str, recipient: str, content: bytes) -> Refusal | None:
        """Give a letter to the server; None where it accepted it.

        Raises `ConnectionLost` where the connection ended before it said so.
        """
        options = ["BODY=8BITMIME"] if self.takes_eight_bits and not content.isascii() else []
        try:
            self._server.sendmail(sender, [recipient], content, options)
        except smtplib.SMTPRecipientsRefused as error:
            return _refusal(*error.recipients[recipient])
        except smtplib.SMTPServerDisconnected as error:
            raise ConnectionLost from error
        except smtplib.SMTPResponseException as error:  # of MAIL or DATA
            return _refusal(error.smtp_code, error.smtp_error)
        except OSError as error:
            raise ConnectionLost from error
        return None

    def _connection(self, own_domain: str) -> smtplib.SMTP:
        host, port = self._address.host.strip("[]"), self._address.port
        if self._address.security == "tls":
            return _EncryptedConnection(host, port, own_domain, timeout=PATIENCE, context=self._context())
        return _Connection(host, port, own_domain, timeout=PATIENCE)

    def _context(self) -> ssl.SSLContext:
        """What verifies certificates: the authorities of the system, or those of a file."""
        try:
            return ssl.create_default_context(cafile=self._address.ca_file)
        except OSError as error:
            path = str(self._address.ca_file)
            raise SsetrackError(
                message("cannot read `{path}`: {reason}", path=path, reason=reason(error)),
                message("`ca-file` is a file of certificates in PEM form"),
            ) from error

    def _prepare(self, password: Callable[[], str]) -> None:
        """Encrypt the connection and log in. Raises `SsetrackError` where the server does not let us."""
        try:
            self._server.ehlo_or_helo_if_needed()
            if self._address.security == "starttls":
                self._server.starttls(context=self._context())
                self._server.ehlo()
        except smtplib.SMTPNotSupportedError as error:
            raise SsetrackError(
                message("`{server}` does not encrypt the connection (STARTTLS)", server=self._address.host),
                message('nothing was sent; try `security = "tls"` and `port = 465`'),
            ) from error
        except (OSError, smtplib.SMTPException) as error:
            raise self._unreachable(error) from error
        if self._address.user is not None:
            self._log_in(self._address.user, password())

    def _log_in(self, user: str, password: str) -> None:
        try:
            self._authenticate(user, password)
        except smtplib.SMTPAuthenticationError as error:
            raise SsetrackError(
                message("`{server}` does not accept the user or the password", server=self._address.host),
                message("nothing was sent; check `user` in [letters], and the password"),
            ) from error
        except smtplib.SMTPNotSupportedError as error:
            raise SsetrackError(
                message("`{server}` asks nobody for a password", server=self._address.host),
                message("nothing was sent; remove `user` from [letters]"),
            ) from error
        except (OSError, smtplib.SMTPException) as error:
            raise self._unreachable(error) from error

    def _authenticate(self, user: str, password: str) -> None:
        """Log in; letters that are not ASCII as UTF-8 (RFC 4616 §2), with which `smtplib` cannot."""
        if user.isascii() and password.isascii():
            self._server.login(user, password)
            return
        offered = self._server.esmtp_features.get("auth", "").upper().split()
        if not offered:
            raise smtplib.SMTPNotSupportedError
        if "PLAIN" in offered:
            code, said = self._server.docmd("AUTH", f"PLAIN {_base64(chr(0).join(('', user, password)))}")
        else:
            code, said = self._server.docmd("AUTH", f"LOGIN {_base64(user)}")
            if code == PASSWORD_WANTED:
                code, said = self._server.docmd(_base64(password))
        if code != LOGGED_IN:
            raise smtplib.SMTPAuthenticationError(code, said)

    def _unreachable(self, error: Exception) -> SsetrackError:
        name = f"{self._address.host}:{self._address.port}"
        if isinstance(error, ssl.SSLCertVerificationError):
            return SsetrackError(
                message(
                    "the certificate of `{server}` is not valid for it: {reason}",
                    server=name,
                    reason=error.verify_message,
                ),
                message("nothing was sent; check `server`, or name the authority with `ca-file`"),
            )
        if isinstance(error, ssl.SSLError):
            return SsetrackError(
                message("`{server}` does not speak TLS as expected", server=name),
                message('nothing was sent; try `security = "starttls"` with port 587, or "tls" with 465'),
            )
        if isinstance(error, smtplib.SMTPResponseException):
            why: Message | str = _reply(error.smtp_code, error.smtp_error)
        elif isinstance(error, OSError) and not isinstance(error, smtplib.SMTPException):
            why = reason(error)
        else:
            why = message("the connection was cut")
        return SsetrackError(
            message("cannot send by `{server}`: {reason}", server=name, reason=why),
            message("nothing was sent; check `server` and `port` in [letters]"),
        )


def _base64(text: str) -> str:
    return b64encode(text.encode(errors="replace")).decode("ascii")


def _refusal(code: int, said: bytes | str) -> Refusal:
    return Refusal(_reply(code, said), code >= 500)


def _reply(code: int, said: bytes | str) -> str:
    """What a server says, on one line and without addresses: it may end up in a public log."""
    text = said.decode(errors="replace") if isinstance(said, bytes) else said
    line = without_addresses(one_line(text), str(HIDDEN))
    return f"{code} {line[:LONGEST_REPLY]}".strip()
