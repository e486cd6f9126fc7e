"""What changed since a day, a number of days ago, or a revision: for `diff --since`, `brief` and the page.

Comes in: a session, the places where its plans were found, and what was typed. Goes out: `Changes`. A word
that is a day and the name of a revision is a day.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from ssetrack.cli.options import ReadingOptions
from ssetrack.cli.reading import read_plans
from ssetrack.cli.requests import view_of
from ssetrack.dates import Period, parse
from ssetrack.dates.relative.to_today import relative_day
from ssetrack.diagnostic import SsetrackError
from ssetrack.language.message import Message, message
from ssetrack.language.speaker import Speaker
from ssetrack.query.changes import Changes, ItemChange, changes
from ssetrack.query.columns import View
from ssetrack.query.filters import Filters, matching
from ssetrack.query.part_changes import PartChange, part_changes
from ssetrack.query.since import Since
from ssetrack.status import Snapshot, Status, snapshot
from ssetrack.wording.since import day_words, limits
from ssetrack.workspace.files import places_of_plans
from ssetrack.workspace.past_plans import day_of, has_past, past_plans
from ssetrack.workspace.past_revisions import Revision, past_revisions
from ssetrack.workspace.remarks import remark
from ssetrack.workspace.session import Session

_AGO = re.compile(r"[0-9]{1,5} ?[^\W\d_]+")
"""`7d`, `2w`, `1 month`: so long ago."""


def since_asked(text: str, today: date) -> date | str:
    """The day that is meant, of a longer period its first; any other text is a revision.

    Raises `SsetrackError` for a day that is still to come.
    """
    read = parse(text)
    first = read.earliest if isinstance(read, Period) else None
    if first is None:
        first = relative_day(f"-{text}" if _AGO.fullmatch(text) else text, today)
    if first is None:
        return text
    if first > today:
        raise SsetrackError(
            message("`--since` needs a day in the past, but `{text}` is after {day}", text=text, day=today),
            message("write for example 7d, yesterday or 2027-03-31"),
        )
    return first


A_WEEK = "7d"
"""Since when changes are told, unless something else is asked for."""


def changes_or_reason(
    session: Session, since: str | None, asked: Sequence[str] | None, view: View, filters: Filters
) -> tuple[Changes | None, Message | None]:
    """What changed, or why that is not known; neither where there is no history and none was asked for."""
    if since is None and not has_past(session.snapshot.portfolio):
        return None, None
    try:
        return changes_since(session, since or A_WEEK, asked, view, filters), None
    except SsetrackError as error:
        if since is not None:
            raise
        return None, error.message


def changes_since(
    session: Session, since: str, asked: Sequence[str] | None, view: View, filters: Filters | None = None
) -> Changes:
    """What changed in the plans of a session, of which `asked` are the places that were typed.

    With filters: in the items that they leave, and in those that they would have left before. Raises
    `SsetrackError` where there is nothing to compare with.
    """
    now, config = session.snapshot, session.configuration
    places = places_of_plans(asked, config)
    past = past_plans(now.portfolio, places, since_asked(since, now.today), now.timezone, config)
    begins = past.since.begins
    if begins is not None and begins > now.today:
        day = day_words(begins, view.speaker)
        raise SsetrackError(message("The history of these plans begins on {day}.", day=day))
    then = snapshot(past.loaded, now.today, now.soon)  # seen from one day
    present = [status for status in now.statuses if status.file.path not in past.left_out]
    found = changes(then.statuses, present)
    parts: tuple[PartChange, ...] = ()
    if filters is None or filters == Filters():
        files = [file for file in now.portfolio.files if file.path not in past.left_out]
        parts = part_changes(then.portfolio.files, files)
    else:
        is_wanted = _test_of_changes(then, now, filters)
        found = tuple(change for change in found if is_wanted(change))
    return Changes(
        view, now.today, now.timezone, past.since.commit, ", ".join(places), found, parts, past.since
    )


def revisions_of(
    session: Session, asked: Sequence[str] | None, view: View
) -> Iterator[tuple[Revision, Changes]]:
    """The last commits that changed the plans of a session, and what each did, seen from its own day."""
    now, config = session.snapshot, session.configuration
    places = places_of_plans(asked, config)
    for one in past_revisions(now.portfolio, places, config):
        day = day_of(one.second, now.timezone)
        then, after = (snapshot(side, day, now.soon) for side in (one.before, one.after))
        found = changes(then.statuses, after.statuses)
        parts = part_changes(then.portfolio.files, after.portfolio.files)
        since = Since(one.id, one.id)
        yield one, Changes(view, day, now.timezone, "", one.id, found, parts, since)


def comparison_since(
    since: str,
    first: str | None,
    second: str | None,
    today: str | None,
    lang: str | None,
    *,
    for_people: bool,
    iso: bool = False,
) -> tuple[Changes, bool]:
    """What changed in the plans at up to two places, and whether a plan cannot be read, now or then."""
    places = [place for place in (first, second) if place is not None]
    session = read_plans(ReadingOptions(places or None, today), lang)
    found = changes_since(session, since, places, view_of(session, lang, for_people, iso=iso))
    name_limits(found, session.speaker)
    return found, bool(found.since and found.since.unreadable)


def name_limits(found: Changes, speaker: Speaker) -> None:
    """Say on stderr what the comparison does not cover."""
    for sentence in limits(found):
        remark(sentence, speaker)


def _test_of_changes(then: Snapshot, now: Snapshot, filters: Filters) -> Callable[[ItemChange], bool]:
    """Whether a change is of an item that matches, or that matched."""

    def ids(plans: Snapshot) -> set[int]:
        try:
            found: Sequence[Status] = matching(plans.statuses, filters, plans.portfolio)
        except SsetrackError:  # a person or goal that was not there then
            found = ()
        return {id(status) for status in found}

    before, after = ids(then), ids(now)
    return lambda change: id(change.old) in before or id(change.new) in after
