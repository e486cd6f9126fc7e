"""A mail server on this machine that does what a test wants: accept, refuse, hang up, encrypt or not."""

from __future__ import annotations

import asyncio
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword

Received = list[tuple[str, list[str], bytes]]


@dataclass
class Behaviour:
    """What the server does: replies by recipient, the recipient at whose letter it hangs up, encryption."""

    replies: Mapping[str, str] = field(default_factory=dict)
    hangs_up_at: str = ""
    at_recipient: Callable[[str], None] = lambda _: None
    at_content: Callable[[str], None] = lambda _: None
    """Called when a letter to somebody is announced, and once it was accepted but nobody was told yet."""
    certificate: Path | None = None
    is_tls: bool = False
    password: str = ""
    without: frozenset[str] = frozenset()
    """Ways of logging in that it does not offer."""
    received: Received = field(default_factory=list)
    logins: list[tuple[bytes, bytes]] = field(default_factory=list)
    port: int = 0

    async def handle_RCPT(self, *arguments: Any) -> str:  # noqa: N802  (aiosmtpd's name)
        _, _, envelope, address, _ = arguments
        self.at_recipient(address)
        reply = self.replies.get(address, "250 OK")
        if reply.startswith("250"):
            envelope.rcpt_tos.append(address)
        return reply

    async def handle_DATA(self, server: SMTP, _: object, envelope: Envelope) -> str:  # noqa: N802
        if self.hangs_up_at in envelope.rcpt_tos:
            assert server.transport is not None
            server.transport.close()
            return "421 gone"
        content = envelope.content
        assert isinstance(content, bytes)
        self.received.append((envelope.mail_from or "", list(envelope.rcpt_tos), content))
        self.at_content(envelope.rcpt_tos[0])
        return self.replies.get("DATA", "250 OK")

    def authenticator(self, *arguments: Any) -> AuthResult:
        """Whether a password is the one."""
        _, _, _, _, data = arguments
        assert isinstance(data, LoginPassword)
        self.logins.append((data.login, data.password))
        return AuthResult(success=data.password == self.password.encode(), handled=False)


@contextmanager
def mail_server(behaviour: Behaviour) -> Iterator[Behaviour]:
    """The server on a free port of localhost, for as long as the block lasts."""
    ready = threading.Event()
    ends: list[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = []
    context = None
    if behaviour.certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(behaviour.certificate)

    def one() -> SMTP:
        return SMTP(
            behaviour,
            hostname="localhost",
            loop=ends[0][0],
            tls_context=None if behaviour.is_tls else context,
            authenticator=behaviour.authenticator if behaviour.password else None,
            auth_require_tls=False,
            auth_exclude_mechanism=behaviour.without,
        )

    async def serve() -> None:
        loop, end = asyncio.get_running_loop(), asyncio.Event()
        ends.append((loop, end))
        encrypted = context if behaviour.is_tls else None
        server = await loop.create_server(one, "127.0.0.1", behaviour.port, ssl=encrypted)
        behaviour.port = server.sockets[0].getsockname()[1]
        ready.set()
        await end.wait()
        server.close()

    thread = threading.Thread(target=asyncio.run, args=(serve(),), daemon=True)
    thread.start()
    assert ready.wait(10)
    try:
        yield behaviour
    finally:
        loop, end = ends[0]
        loop.call_soon_threadsafe(end.set)
        thread.join(10)
