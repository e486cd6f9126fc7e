"""The address of a collection, judged before anything is asked: who may be told a password.

Comes in: an address as somebody wrote it. Goes out: the same in one spelling, or a `SsetrackError` that says
what to write instead. No library of the network is needed for it.
"""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit

from ssetrack.diagnostic import SsetrackError
from ssetrack.language.message import Message, message
from ssetrack.wording.printable import one_line
from ssetrack.workspace.connection.this_machine import is_on_this_machine

PORTS = {"https": 443, "http": 80}


class Address(NamedTuple):
    """Where a server is, and what on it is meant."""

    scheme: str
    host: str
    """In the letters of DNS, without the brackets of IPv6."""
    port: int
    path: str
    """Begins with a slash, percent-encoded as it was written."""

    @property
    def origin(self) -> str:
        """The server alone, as `https://host` or `https://host:port`: what may be told the password."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + ("" if self.port == PORTS[self.scheme] else f":{self.port}")

    @property
    def url(self) -> str:
        """The whole address."""
        return self.origin + self.path


def address_of(written: str, setting: str, variable: str) -> Address:
    """The address that somebody wrote as a setting. Raises `SsetrackError` for one that is not to be asked.

    `setting` is its name, `variable` that of the variable for the password.
    """
    text = written.strip()
    parts = _parts(text)
    if parts is None or not parts.hostname or not parts.scheme:
        raise _not_an_address(text, parts, setting)
    if parts.username is not None or parts.password is not None:
        raise SsetrackError(
            message("`{setting}` has a user or a password in the address", setting=setting),
            message(
                'take out all before the @: write `user = "…"`, and put the password in {variable}',
                variable=variable,
            ),
        )
    if parts.query or parts.fragment:
        raise SsetrackError(
            message("`{setting}` has a `?` or a `#` in the address", setting=setting),
            message("copy the address of the task list as its server shows it for CalDAV"),
        )
    read = address_in(text)
    if read is not None and parts.scheme != "http":
        return read
    if read is not None and is_on_this_machine(read.host):
        return read
    raise SsetrackError(
        message("`{setting}` does not begin with `https://`", setting=setting),
        message(
            "write `{address}`: over http, others on the way could read the password",
            address=one_line(f"https:{text.partition(':')[2]}"),
        ),
    )


def address_in(text: str) -> Address | None:
    """The address that a text is, of http or https; None where it is none, or has more than a path.

    Without a query it would be another address, and those of two objects might be one.
    """
    parts = _parts(text)
    if parts is None or parts.scheme not in PORTS or not parts.hostname or "@" in parts.netloc:
        return None
    if parts.query or parts.fragment:
        return None
    try:
        host = parts.hostname.encode("idna").decode() if not parts.hostname.isascii() else parts.hostname
        port = parts.port or PORTS[parts.scheme]
    except (UnicodeError, ValueError):
        return None
    return Address(parts.scheme, host, port, parts.path or "/")


def _parts(text: str) -> SplitResult | None:
    """The parts of an address; None where a program might read it in another way than we do."""
    if "\\" in text or any(sign.isspace() or not sign.isprintable() for sign in text):
        return None
    try:
        parts = urlsplit(text)
        parts.port  # noqa: B018  (raises for a port that is none)
    except ValueError:
        return None
    return parts


def _not_an_address(text: str, parts: SplitResult | None, setting: str) -> SsetrackError:
    example: Message | str = "https://cloud.example.org/dav/calendars/ana/tasks/"
    if parts is not None and "@" not in text and not parts.scheme and "." in text.partition("/")[0]:
        example = one_line(f"https://{text}")
    return SsetrackError(
        message("`{setting}` is not an address of a server", setting=setting),
        message("write for example `{example}`", example=example),
    )
