"""The texts of objects: many with one request (RFC 4791 §7.9), else one by one.

Comes in: hrefs. Goes out: a `Resource` each, in the order asked for, without those that are gone. What an
object has no strong entity tag for gets a digest of its text instead.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence

from ssetrack.language.message import message
from ssetrack.sync.collection import Resource, UnreachableError
from ssetrack.sync.server.dav_xml import UnreadableXmlError, cal, calendar_multiget, dav, multistatus
from ssetrack.sync.server.exchange import Exchange, strong
from ssetrack.sync.server.hrefs import href_of, shown_path
from ssetrack.sync.server.refusals import reason_of
from ssetrack.wording.printable import one_line

DIGEST = "sha256:"

_LINE_END = re.compile(r"\r\n|\r|\n")


def texts(exchange: Exchange, collection: str, hrefs: Sequence[str]) -> tuple[Resource, ...]:
    """The objects at those addresses, each once; how many are asked for at once is the caller's affair."""
    wanted = tuple(dict.fromkeys(hrefs))
    read = (_many(exchange, collection, wanted) if len(wanted) > 1 else None) or {}
    for href in wanted:
        if href not in read:
            read[href] = text_at(exchange, href)
    return tuple(one for href in wanted if (one := read[href]) is not None)


def _many(exchange: Exchange, collection: str, hrefs: Sequence[str]) -> dict[str, Resource | None] | None:
    """What one request says: a text, None for what is gone, nothing of the rest; None where it is refused."""
    headers = {"Depth": "1", "Content-Type": "application/xml; charset=utf-8"}
    answer = exchange.ask("REPORT", collection, calendar_multiget(hrefs), headers)
    if answer.status != 207:
        return None
    try:
        entries = multistatus(answer.octets).entries
    except UnreadableXmlError:
        return None  # one text with a sign that XML cannot hold is enough
    read: dict[str, Resource | None] = {}
    for entry in entries:
        href = href_of(entry.href, answer.address)
        if href is None or href not in hrefs:
            continue
        text = entry.text(cal("calendar-data"))
        if text is not None:
            read[href] = _resource(href, strong(entry.text(dav("getetag"))), text)
        elif entry.status in (404, 410):
            read[href] = None
    return read


def text_at(exchange: Exchange, href: str) -> Resource | None:
    """The object at an address; None where it is gone."""
    answer = exchange.ask("GET", href, headers={"Accept": "text/calendar"})
    if answer.status in (404, 410):
        return None
    if answer.status != 200:
        raise UnreachableError(
            message(
                "`{server}` does not give `{path}`: {reason}",
                server=exchange.server,
                path=one_line(shown_path(href)),
                reason=reason_of(answer.status, answer.octets),
            ),
            message("check `url` and `user`"),
        )
    text = _as_text(answer.octets)
    if "html" in answer.headers.get("content-type", "").lower() and "BEGIN:VCALENDAR" not in text.upper():
        raise UnreachableError(
            message(
                "`{server}` gives a page for people instead of `{path}`",
                server=exchange.server,
                path=one_line(shown_path(href)),
            ),
            message("copy the address of the task list as its server shows it for CalDAV"),
        )
    return _resource(href, answer.etag, text)


def _as_text(octets: bytes) -> str:
    """Octets as a text: UTF-8 (RFC 5545 §3.1.4), else the charset in which no octet is lost."""
    try:
        return octets.decode("utf-8-sig")
    except UnicodeDecodeError:
        return octets.decode("latin-1")


def _resource(href: str, etag: str | None, text: str) -> Resource:
    ended = "".join(_ended_lines(text))
    return Resource(href, etag or digest_of(ended), ended)


def _ended_lines(text: str) -> Iterator[str]:
    """Lines with the end that iCalendar wants: on the way through XML they get others."""
    yield from (f"{line}\r\n" for line in _LINE_END.split(text.strip()))


def digest_of(text: str) -> str:
    """What stands for an entity tag where the server gives none that protects."""
    return DIGEST + hashlib.sha256(text.encode()).hexdigest()
