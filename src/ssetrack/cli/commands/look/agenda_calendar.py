"""`ssetrack agenda --ics`: a calendar feed of the call, with the agenda in its next entry.

Comes in: the plans, the call, where the feed goes. Goes out: a file as `export ics` writes it, which says
what it said before unless the call or its agenda has changed.
"""

from __future__ import annotations

from ssetrack.calendar.calendar import FeedContent, Publisher
from ssetrack.calendar.call import call_feed, with_check_in
from ssetrack.calendar.feeds import Feed
from ssetrack.calendar.uids import Uids
from ssetrack.calendar.wording import Wording
from ssetrack.cli.commands.publish.feed_settings import publishing_of, refuse_errors
from ssetrack.cli.options import FilterOptions, OutputOptions
from ssetrack.cli.requests import filters_of, plan_language
from ssetrack.formats.agenda_text import text_lines
from ssetrack.language.speaker import Speaker, supported_language
from ssetrack.publish.feed_target import FeedTarget
from ssetrack.query.agenda import Call, agenda
from ssetrack.query.columns import View
from ssetrack.query.report import Question, report
from ssetrack.wording.agenda import told_agenda
from ssetrack.workspace.session import Session

LINES = 24
"""Lines of text in an entry, of 90 letters each: calendars show no long ones."""


def write_calendar(session: Session, call: Call, filters: FilterOptions, output: OutputOptions) -> None:
    """Write the feed. Raises `SsetrackError` for errors in the plans, as `export ics` does."""
    refuse_errors(session)
    plans = session.snapshot
    language = output.lang or plan_language(session) or "en"
    view = View(plans.portfolio, language, Speaker(supported_language(language)), output.iso)
    items = report(plans, Question(filters_of(filters, plans)), view)
    told = told_agenda(agenda(items, call), LINES)
    text = "\n".join(text_lines(told._replace(opening=told.opening[1:])))  # the entry is the call
    status = next(one for one in plans.statuses if one.item is call.item)
    feed = call_feed(status, call, text, view)
    how = publishing_of(
        session.configuration.export,
        stamp=None,
        since=None,
        alarms=None,
        tasks=False,
        kind=f"call:{status.item.reference}",
    )
    target = FeedTarget(output.output, False, None)
    uids = Uids(plans.portfolio, how.domain)
    wording = Wording(view, language, view.speaker, False)
    with target.lock(how.kind, {}):
        publisher = Publisher(how, with_check_in(plans.schedule, feed, status), wording, target.before())

        def content(feed: Feed, *, empty: bool = False) -> FeedContent | None:
            return publisher.content(feed, uids, empty=empty)

        target.write((feed,), content, session.speaker)
