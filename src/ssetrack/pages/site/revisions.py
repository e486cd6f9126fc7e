"""What changed at each revision, in words: for the page of changes and for those who follow it.

Comes in: the changes of revisions. Goes out: lines for each, as they are on the page. They depend on no day
but those of the revisions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import NamedTuple
from uuid import NAMESPACE_OID, uuid5

from ssetrack.language.message import message
from ssetrack.pages.anchors import Places
from ssetrack.pages.disclosure import Disclosure
from ssetrack.pages.opening import ChangeRow, change_row
from ssetrack.pages.rows import Rows
from ssetrack.query.changes import Changes
from ssetrack.query.columns import View
from ssetrack.status import Status
from ssetrack.wording.brief import Line, change_line, changes_to_tell, more_words
from ssetrack.wording.since import day_words

MOST_LINES = 100
"""Changes of one revision that are told."""


class PastRevision(NamedTuple):
    """A commit, its second since 1970 (UTC), and what it changed."""

    id: str
    second: int
    changes: Changes


class ToldRevision(NamedTuple):
    """A revision in words; `time` is its instant (RFC 3339), `more` says how many changes are left out.

    `uuid` is its name for programs that follow the changes (RFC 4287 §4.2.6): the same on every site.
    """

    id: str
    uuid: str
    time: str
    heading: str
    lines: tuple[ChangeRow, ...]
    more: str


def told_revisions(
    revisions: Iterable[PastRevision],
    statuses: Iterable[Status],
    rows: Rows,
    places: Places,
    view: View,
    disclosure: Disclosure,
) -> Iterator[ToldRevision]:
    """The revisions that changed something which the site tells; an item that is still there has a link."""
    present = {(one.file.id, one.item.id): one for one in statuses}

    def row(line: Line) -> ChangeRow:
        was = line.status
        now = None if was is None else present.get((was.file.id, was.item.id))
        return change_row(line._replace(status=now), rows, places)

    for one in revisions:
        told = changes_to_tell(disclosure.changes(one.changes))
        if not told:
            continue
        moment = datetime.fromtimestamp(one.second, UTC)
        day = day_words(one.changes.today, view.speaker)
        yield ToldRevision(
            one.id[:12],
            uuid5(NAMESPACE_OID, f"ssetrack {one.id}").urn,
            moment.isoformat().replace("+00:00", "Z"),
            view.speaker.say(message("Changed on {day}", day=day)),
            tuple(row(change_line(line, view)) for line in told[:MOST_LINES]),
            more_words(len(told) - MOST_LINES, "", view.speaker),
        )
