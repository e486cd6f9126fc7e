"""A collection on a server, as `sync` asks for it: what is written is bound to what was read.

Comes in: requests of the engine. Goes out: what the server has and answered. A write names the strong entity
tag that was read. Where the server gives none, the object is read again and compared right before: what
somebody changes between that and the write would be lost, and `remarks` say so. A new object never goes where
something is: servers that ignore `If-None-Match: *` would write over it, so the place is looked at first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ssetrack.language.message import Message, message
from ssetrack.sync.collection import Changed, Listing, Refused, Resource, Stored, WriteResult
from ssetrack.sync.server.dav_xml import UnreadableXmlError, dav, multistatus, propfind
from ssetrack.sync.server.discovery import Place
from ssetrack.sync.server.exchange import Answer, Exchange
from ssetrack.sync.server.hrefs import href_of, is_same_folder, member_href
from ssetrack.sync.server.members import members
from ssetrack.sync.server.refusals import reason_of
from ssetrack.sync.server.texts import DIGEST, digest_of, text_at, texts

CALENDAR = {"Content-Type": "text/calendar; charset=utf-8"}
GONE = (404, 410)


class ServerCollection:
    """One collection of tasks on a server (`Collection`)."""

    def __init__(self, exchange: Exchange, place: Place) -> None:
        self._exchange = exchange
        self._place = place
        self._names: set[str] | None = None
        """The hrefs that are taken, once a whole list was seen."""
        self._unprotected = 0

    @property
    def identity(self) -> str:
        """Where it is, and the mark that the server gave it, if it gives any."""
        return f"{self._exchange.server}{self._place.href} {self._place.mark}".strip()

    @property
    def remarks(self) -> tuple[Message, ...]:
        """That something was written which the server could not protect, if it was."""
        if not self._unprotected:
            return ()
        return (
            message(
                "`{server}` does not say reliably when an entry changes (no strong ETag): a change that "
                "somebody made in the same second may be lost",
                server=self._exchange.server,
            ),
        )

    def holds(self, href: str) -> bool:
        """Whether an address is right below that of the collection."""
        own = self._exchange.account.address._replace(path=self._place.href)
        folder, _, name = href.rpartition("/")
        return bool(name) and is_same_folder(folder, own.path) and href_of(href, own) == href

    def listing(self, token: str | None) -> Listing:
        """Members, or what changed since the token; the whole list where the server cannot tell."""
        listing = members(self._exchange, self._place, token)
        if listing.whole:
            self._names = {member.href for member in listing.members}
        return listing

    def resources(self, hrefs: Sequence[str]) -> tuple[Resource, ...]:
        """The texts of members, in the order asked for, without those that are gone meanwhile."""
        return texts(self._exchange, self._place.href, hrefs)

    def create(self, name: str, text: str) -> WriteResult:
        """Write a new object under a name, only if nothing is there."""
        href = member_href(self._place.href, name)
        if self._is_taken(href):
            return Changed(href)
        answer = self._exchange.ask("PUT", href, text.encode(), {**CALENDAR, "If-None-Match": "*"})
        if self._names is not None and answer.status < 400:
            self._names.add(href)
        moved = href_of(answer.headers.get("location", ""), answer.address) if answer.status == 201 else None
        return self._outcome(moved or href, answer)

    def replace(self, href: str, text: str, etag: str) -> WriteResult:
        """Write over an object, only if it is still the one that was read."""
        condition = self._condition(href, etag)
        if condition is None:
            return Changed(href)
        answer = self._exchange.ask("PUT", href, text.encode(), {**CALENDAR, **condition})
        return Changed(href) if answer.status in GONE else self._outcome(href, answer)

    def remove(self, href: str, etag: str) -> WriteResult:
        """Delete an object, only if it is still the one that was read; one that is gone is removed."""
        condition = self._condition(href, etag)
        if condition is None:
            return self._still_there(href)
        answer = self._exchange.ask("DELETE", href, headers=condition)
        if answer.status in GONE or answer.status < 300:
            if self._names is not None:
                self._names.discard(href)
            return Stored(href, None)
        # sabre/dav says 412 also of what is gone: it has no entity tag.
        return self._still_there(href) if answer.status == 412 else self._outcome(href, answer)

    def _still_there(self, href: str) -> WriteResult:
        """What was not removed: changed by somebody, or gone already."""
        return Stored(href, None) if text_at(self._exchange, href) is None else Changed(href)

    def _condition(self, href: str, etag: str) -> Mapping[str, str] | None:
        """The headers that bind a write to what was read; None where it is not that any more.

        A digest is compared with what is there now: without a strong entity tag nothing more can be done.
        """
        if not etag.startswith(DIGEST):
            return {"If-Match": etag}
        now = text_at(self._exchange, href)
        if now is None or digest_of(now.text) != etag:
            return None
        if now.etag is not None and not now.etag.startswith(DIGEST):
            return {"If-Match": now.etag}
        self._unprotected += 1
        return {}

    def _is_taken(self, href: str) -> bool:
        """Whether there is something at an address."""
        if self._names is not None:
            return href in self._names
        headers = {"Depth": "0", "Content-Type": "application/xml; charset=utf-8"}
        answer = self._exchange.ask("PROPFIND", href, propfind((dav("getetag"),)), headers)
        if answer.status != 207:
            return answer.status not in GONE and self._exchange.ask("GET", href).status == 200
        try:
            entries = multistatus(answer.octets).entries
        except UnreadableXmlError:
            return True
        return any(entry.status not in GONE for entry in entries)

    def _outcome(self, href: str, answer: Answer) -> WriteResult:
        """What an answer to a write means."""
        if answer.status == 412:
            return Changed(href)
        if answer.status in (200, 201, 204):
            return Stored(href, answer.etag)
        return Refused(href, answer.status, reason_of(answer.status, answer.octets))
