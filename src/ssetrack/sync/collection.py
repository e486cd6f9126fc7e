"""What `sync` asks of a server, whichever it is: the members of one calendar collection, read and written.

Comes in: addresses (hrefs) as the server gives them, texts of iCalendar objects. Goes out: what the server
has and what it answered. `server/` speaks to a real one over HTTP; a refusal is a value, a server that cannot
be reached an `UnreachableError`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from ssetrack.diagnostic import SsetrackError
from ssetrack.language.message import Message


@dataclass(frozen=True, slots=True)
class Member:
    """An object of the collection, without its text."""

    href: str
    """Its address on the server, as the server says it, never made up from a UID: the path, percent-encoded
    in one way, so that two texts are equal where the addresses are."""
    etag: str | None
    """Its entity tag with its quotes; None when the server gives none, or a weak one (RFC 9110 §8.8.1), which
    protects nothing."""


@dataclass(frozen=True, slots=True)
class Resource:
    """An object of the collection with its text, as it lies there."""

    href: str
    etag: str | None
    """Its entity tag; where the server gives none, or a weak one, a digest of the text (`sha256:…`), with
    which `replace` and `remove` compare what they read again before they write."""
    text: str
    """Lines end as in iCalendar (CR LF)."""


@dataclass(frozen=True, slots=True)
class Listing:
    """What the collection holds, or what has changed in it since a token (RFC 6578)."""

    members: tuple[Member, ...]
    """All members, or those that changed."""
    gone: tuple[str, ...] = ()
    """Hrefs that were removed since the token; always empty where the listing is whole."""
    token: str | None = None
    """What to ask the next time with; None where the server has no sync-collection."""
    whole: bool = True
    """Whether these are all members, not just the changes."""


@dataclass(frozen=True, slots=True)
class Stored:
    """The server took it."""

    href: str
    etag: str | None
    """None where the server says none: servers that re-sort an object do not (RFC 4791 §5.3.4); it is read
    again."""


@dataclass(frozen=True, slots=True)
class Changed:
    """The server refused it because its object is another one by now (412)."""

    href: str


@dataclass(frozen=True, slots=True)
class Refused:
    """The server refused it for a reason of its own (403, 507, …)."""

    href: str
    status: int
    reason: Message


WriteResult = Stored | Changed | Refused
"""What became of one write. (What a whole run came to is an `Outcome`.)"""


class UnreachableError(SsetrackError):
    """The server cannot be asked, or its answer is none; the job ends here.

    Says why, and what to do, without a password or a token.
    """

    def __init__(self, reason: Message, help: Message | None = None) -> None:  # noqa: A002  (the contract's word)
        super().__init__(reason, help)
        self.reason = reason


class Collection(Protocol):
    """One calendar collection of tasks."""

    @property
    def identity(self) -> str:
        """What tells this collection from another that stood at the same address before."""

    @property
    def remarks(self) -> tuple[Message, ...]:
        """What a person is to know of this server after the work: that it protects nothing, say."""

    def holds(self, href: str) -> bool:
        """Whether an address is that of a member, there or not. What is elsewhere is not to be touched."""

    def listing(self, token: str | None) -> Listing:
        """Members, or what changed since the token; the whole list where the server cannot tell."""

    def resources(self, hrefs: Sequence[str]) -> tuple[Resource, ...]:
        """The texts of members, in the order asked for, each once, without those that are gone meanwhile.

        All with one request where the server can: whoever asks knows how many are good at once.
        """

    def create(self, name: str, text: str) -> WriteResult:
        """Write a new object under a name in the collection, only if nothing lies there (`If-None-Match`)."""

    def replace(self, href: str, text: str, etag: str) -> WriteResult:
        """Write over an object, only if it is still that one (`If-Match`)."""

    def remove(self, href: str, etag: str) -> WriteResult:
        """Delete an object, only if it is still that one; one that is gone already counts as removed."""
