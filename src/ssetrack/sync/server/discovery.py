"""From an address to one collection of tasks: the collection itself, or the only one that follows from it.

Comes in: an account. Goes out: a `Place`; or an error that lists the collections to choose from. What is
asked: the address, the principal of the user that it names, and the homes of calendars of that (RFC 5397,
RFC 4791 §6.2.1). For the root of a server, what its `/.well-known/caldav` leads to (RFC 6764 §5) is asked
too: on the same server, and without DNS.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ssetrack.diagnostic import SsetrackError
from ssetrack.language.message import message
from ssetrack.language.nearest import few
from ssetrack.sync.collection import UnreachableError
from ssetrack.sync.server.address import Address
from ssetrack.sync.server.dav_xml import Entry, UnreadableXmlError, cal, dav, multistatus, propfind
from ssetrack.sync.server.exchange import Answer, Exchange
from ssetrack.sync.server.hrefs import href_of, is_same_folder
from ssetrack.sync.server.refusals import reason_of
from ssetrack.wording.printable import one_line

WELL_KNOWN = "/.well-known/caldav"
TASKS = "VTODO"

ASKED = (
    dav("resourcetype"),
    dav("displayname"),
    dav("resource-id"),
    dav("supported-report-set"),
    dav("current-user-principal"),
    cal("supported-calendar-component-set"),
    cal("calendar-home-set"),
)

MOST_HOMES = 10


class Place(NamedTuple):
    """A collection of tasks: where it is, and what can be asked there."""

    href: str
    name: str
    """As its owner called it; empty where it has no name."""
    mark: str
    """What no other collection has (RFC 5842 §3.1); empty where the server does not say."""
    takes_tasks: bool
    reports_changes: bool
    """Whether it has sync-collection (RFC 6578)."""


def place_of(exchange: Exchange) -> Place:
    """The collection that the address of the account means.

    Raises `SsetrackError` where it means none or several, and `UnreachableError`.
    """
    address = exchange.account.address
    answer = _properties(exchange, address.path, "0")
    entries = _entries(answer)
    other = WELL_KNOWN if address.path == "/" else f"{address.path}/"
    if not entries and (address.path == "/" or not address.path.endswith("/")):
        first, answer = answer, _properties(exchange, other, "0")
        entries = _entries(answer)
        answer = answer if entries else first
    if not entries:
        raise _nothing_there(exchange, answer)
    itself = _place(entries[0], answer.address)
    if itself is not None:
        return _with_tasks(itself, address)
    places = {place.href: place for place in _places_from(exchange, answer.address, entries[0])}
    if not places and address.path == "/":
        answer = _properties(exchange, WELL_KNOWN, "0")
        for entry in _entries(answer)[:1]:
            places = {place.href: place for place in _places_from(exchange, answer.address, entry)}
    return _only(tuple(places.values()), address)


def _places_from(exchange: Exchange, base: Address, entry: Entry) -> Iterator[Place]:
    """The calendars of the homes that follow from an address: its own, else those of the user there."""
    homes = entry.hrefs_in(cal("calendar-home-set"))
    if not homes:
        for said in entry.hrefs_in(dav("current-user-principal"))[:1]:
            principal = href_of(said, base)
            if principal is None:
                raise exchange.elsewhere(said)
            answer = _properties(exchange, principal, "0")
            for one in _entries(answer)[:1]:
                base, homes = answer.address, one.hrefs_in(cal("calendar-home-set"))
    paths = [href_of(said, base) for said in homes[:MOST_HOMES]] or [base.path]
    if not any(paths):
        raise exchange.elsewhere(homes[0])
    for path in dict.fromkeys(paths):
        if path is not None:
            answer = _properties(exchange, path, "1")
            yield from filter(None, (_place(one, answer.address) for one in _entries(answer)))


def _only(places: tuple[Place, ...], address: Address) -> Place:
    """The one collection that takes tasks."""
    fitting = tuple(place for place in places if place.takes_tasks)
    if len(fitting) == 1:
        return fitting[0]
    if not fitting:
        raise SsetrackError(
            message("there is no task list at `{address}`", address=address.url),
            message("make one in the calendar program of your server, and write its address as `url`"),
        )
    listed = sorted(f"{address.origin}{place.href}" for place in fitting)
    raise SsetrackError(
        message("there are several task lists at `{address}`", address=address.url),
        message("write one of them as `url`: {choices}", choices=few(listed)),
    )


def _with_tasks(place: Place, address: Address) -> Place:
    if place.takes_tasks:
        return place
    raise SsetrackError(
        message("the calendar at `{address}` takes no tasks (VTODO)", address=address.url),
        message("make a task list on your server, and write its address as `url`"),
    )


def _place(entry: Entry, base: Address) -> Place | None:
    """An entry as a collection; None for what is no calendar."""
    href = href_of(entry.href, base)
    if href is None or cal("calendar") not in entry.names_in(dav("resourcetype")):
        return None
    components = entry.properties.get(cal("supported-calendar-component-set"))
    names = None if components is None else {(one.get("name") or "").upper() for one in components}
    reports = entry.properties.get(dav("supported-report-set"))
    return Place(
        href.rstrip("/") + "/",
        one_line(entry.text(dav("displayname")) or ""),
        "".join(entry.hrefs_in(dav("resource-id"))),
        names is None or TASKS in names,
        reports is not None and next(reports.iter(dav("sync-collection")), None) is not None,
    )


def _properties(exchange: Exchange, path: str, depth: str) -> Answer:
    headers = {"Depth": depth, "Content-Type": "application/xml; charset=utf-8"}
    return exchange.ask("PROPFIND", path, propfind(ASKED), headers)


def _entries(answer: Answer) -> tuple[Entry, ...]:
    """What an answer says, the address that was asked first; nothing where it is no answer of WebDAV."""
    if answer.status != 207:
        return ()
    try:
        entries = multistatus(answer.octets).entries
    except UnreadableXmlError:
        return ()
    asked = href_of(answer.address.path, answer.address) or ""
    return tuple(
        sorted(entries, key=lambda one: not is_same_folder(href_of(one.href, answer.address) or "", asked))
    )


def _nothing_there(exchange: Exchange, answer: Answer) -> UnreachableError:
    address = exchange.account.address.url
    if answer.status in (404, 410):
        return UnreachableError(
            message("there is nothing at `{address}`", address=address),
            message("copy the address of the task list as its server shows it for CalDAV"),
        )
    if answer.status in (200, 207, 405, 501):
        return UnreachableError(
            message("`{address}` does not answer as a CalDAV server does", address=address),
            message("copy the address of the task list as its server shows it for CalDAV"),
        )
    return UnreachableError(
        message(
            "`{address}` cannot be asked: {reason}", address=address, reason=reason_of(answer.status, b"")
        ),
        message("check `url` and `user`"),
    )
