"""What a collection holds, or what changed in it: by a report of changes, else by asking for everything.

Comes in: a place, and the token of the last time. Goes out: a `Listing`. Where a server refuses a token that
is too old, or the report itself, the whole list is asked for.
"""

from __future__ import annotations

from ssetrack.language.message import message
from ssetrack.sync.collection import Listing, Member, UnreachableError
from ssetrack.sync.server.dav_xml import (
    Entry,
    Multistatus,
    UnreadableXmlError,
    dav,
    multistatus,
    propfind,
    sync_collection,
)
from ssetrack.sync.server.discovery import Place
from ssetrack.sync.server.exchange import Answer, Exchange, strong
from ssetrack.sync.server.hrefs import href_of, is_same_folder
from ssetrack.sync.server.refusals import reason_of
from ssetrack.wording.printable import one_line

ASKED = (dav("getetag"), dav("resourcetype"))

MOST_PARTS = 1_000
"""How often a server may say that there is more (RFC 6578 §3.6)."""


def members(exchange: Exchange, place: Place, token: str | None) -> Listing:
    """What changed since the token; all members where there is none, or where the server cannot tell."""
    if place.reports_changes:
        for since in dict.fromkeys((token, None)):
            listing = _changes(exchange, place, since)
            if listing is not None and not _is_doubtful(listing, since):
                return listing
    return _all(exchange, place)


def _is_doubtful(listing: Listing, since: str | None) -> bool:
    """Whether a server says that nothing changed, and that something did: its token is another one.

    sabre/dav counts changes, and takes a number that is higher than its own for one since which nothing
    happened: so a list that was removed and made again looks as if all tasks were still there.
    """
    return not listing.whole and not listing.members and not listing.gone and listing.token != since


def _changes(exchange: Exchange, place: Place, since: str | None) -> Listing | None:
    """The report of changes, in as many parts as the server makes of it; None where it refuses."""
    headers = {"Depth": "0", "Content-Type": "application/xml; charset=utf-8"}
    token, there, gone = since, dict[str, Member](), dict[str, None]()
    for _ in range(MOST_PARTS):
        answer = exchange.ask("REPORT", place.href, sync_collection(token, ASKED), headers)
        report = _report(answer)
        if report is None or report.token is None:
            return None
        has_more = False
        for entry in report.entries:
            href = _href(entry, answer, exchange)
            if is_same_folder(href, place.href):
                has_more = has_more or entry.status == 507
            elif entry.status in (404, 410):
                there.pop(href, None)
                gone[href] = None
            elif not _is_folder(entry):
                gone.pop(href, None)
                there[href] = Member(href, strong(entry.text(dav("getetag"))))
        if not has_more:
            is_whole = since is None
            return Listing(
                tuple(there.values()), () if is_whole else tuple(gone), report.token, whole=is_whole
            )
        if report.token == token:
            return None  # it would say the same for ever
        token = report.token
    return None


def _report(answer: Answer) -> Multistatus | None:
    """A report as entries; None where the server refuses, or says something else."""
    if answer.status != 207:
        return None
    try:
        return multistatus(answer.octets)
    except UnreadableXmlError:
        return None


def _all(exchange: Exchange, place: Place) -> Listing:
    """All members, without a token."""
    headers = {"Depth": "1", "Content-Type": "application/xml; charset=utf-8"}
    answer = exchange.ask("PROPFIND", place.href, propfind(ASKED), headers)
    report = _report(answer)
    if report is None:
        raise _no_list(exchange, answer)
    there: dict[str, Member] = {}
    for entry in report.entries:
        href = _href(entry, answer, exchange)
        if is_same_folder(href, place.href):
            if entry.status is not None and entry.status >= 400:
                raise _no_list(exchange, answer)  # not all members: what is not named is not gone
        elif not _is_folder(entry) and entry.status not in (404, 410):
            there[href] = Member(href, strong(entry.text(dav("getetag"))))
    return Listing(tuple(there.values()))


def _href(entry: Entry, answer: Answer, exchange: Exchange) -> str:
    href = href_of(entry.href, answer.address)
    if href is None:
        raise exchange.with_query(entry.href) or UnreachableError(
            message(
                "`{server}` lists `{address}`, which is not on it",
                server=exchange.server,
                address=one_line(entry.href)[:200],
            ),
            message("nothing was changed; tell who looks after the server"),
        )
    return href


def _is_folder(entry: Entry) -> bool:
    return dav("collection") in entry.names_in(dav("resourcetype"))


def _no_list(exchange: Exchange, answer: Answer) -> UnreachableError:
    if answer.status == 207:
        return UnreachableError(
            message("`{server}` does not list what is in the task list", server=exchange.server),
            message("nothing was changed; tell who looks after the server"),
        )
    return UnreachableError(
        message(
            "`{server}` does not list what is in the task list: {reason}",
            server=exchange.server,
            reason=reason_of(answer.status, answer.octets),
        ),
        message("check `url` and `user`"),
    )
