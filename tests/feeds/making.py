"""Feeds for tests: of a text, without the command line, or by it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from snapshots import snapshot_of
from ssetrack.calendar.calendar import Publisher, Publishing
from ssetrack.calendar.feeds import Splitting, feeds
from ssetrack.calendar.stamps import Before, before
from ssetrack.calendar.uids import Uids
from ssetrack.calendar.wording import Wording
from ssetrack.language.speaker import supported_language
from ssetrack.language.typesetting import PageSpeaker
from ssetrack.query.columns import View
from ssetrack.status import Snapshot

TODAY = date(2004, 10, 1)
ROOT = Path(__file__).parent.parent.parent
EVERY = Path(__file__).parent / "plans" / "every.yaml"
PLANS = sorted([*ROOT.glob("plans/*.yaml"), *ROOT.glob("examples/*.yaml"), *EVERY.parent.glob("*.yaml")])


def feed_of(
    text: str,
    how: Publishing | None = None,
    previous: bytes | None = None,
    *,
    language: str | None = None,
    contacts: bool = False,
    today: date = TODAY,
    empty: bool = False,
) -> bytes | None:
    """The feed of a plan, whatever errors it has; None where the plan is broken or has no date."""
    there = snapshot_of(text, today)
    return feed_at(there, how, previous, language=language, contacts=contacts, empty=empty)


def feed_at(
    there: Snapshot,
    how: Publishing | None = None,
    previous: bytes | None = None,
    *,
    language: str | None = None,
    contacts: bool = False,
    empty: bool = False,
) -> bytes | None:
    """The same of a plan as it stands on a day."""
    plans, days = there.portfolio, there.schedule
    if not plans.files:
        return None
    tag = language or plans.files[0].language
    view = View(plans, tag, PageSpeaker(supported_language(tag)))
    earlier = before({"plan.ics": previous}) if previous else Before()
    publisher = Publisher(how or Publishing(), days, Wording(view, tag, view.speaker, contacts), earlier)
    made = feeds(there.statuses, Splitting(None, lambda status: status.item.owners), view)
    content = publisher.content(made[0], Uids(plans, publisher.publishing.domain), empty=empty)
    return content and content.octets


def unfolded(feed: bytes) -> str:
    """The feed with its lines whole, ended by line feeds."""
    return feed.decode().replace("\r\n ", "").replace("\r\n", "\n")


def entries(feed: bytes) -> dict[str, str]:
    """The events and tasks by the part of their UIDs before the @, as unfolded text."""
    found = {}
    for part in unfolded(feed).split("BEGIN:V")[1:]:
        if part.startswith(("EVENT", "TODO")):
            uid = part.split("UID:", 1)[1].split("\n", 1)[0]
            found[uid.partition("@")[0]] = part
        elif part.startswith("ALARM"):
            found[uid.partition("@")[0]] += part
    return found


def days(entry: str) -> tuple[str, str]:
    """The values of DTSTART and DTEND."""
    lines = {line.split(";")[0].split(":")[0]: line.rpartition(":")[2] for line in entry.splitlines()}
    return lines["DTSTART"], lines["DTEND"]
