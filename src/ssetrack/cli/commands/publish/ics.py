"""`ssetrack export ics`: plans as calendar feeds, of events or of tasks."""

import os
from typing import Annotated

import typer

from ssetrack.calendar.feeds import By
from ssetrack.cli.options import HOW, FilterOptions, ReadingOptions, WordsLanguageOption
from ssetrack.language.message import message

FEEDS = message("Calendars").template


def ics(
    reading: ReadingOptions,
    filters: FilterOptions,
    output: Annotated[
        str | None,
        typer.Option(
            "--output", "-o", metavar="FILE|DIR", help="Write to this file or folder.", rich_help_panel=HOW
        ),
    ] = None,
    by: Annotated[
        By | None,
        typer.Option(
            "--by",
            help="Write one calendar feed for each of these, in the folder of -o.",
            rich_help_panel=FEEDS,
        ),
    ] = None,
    tasks: Annotated[
        bool, typer.Option("--tasks", help="Write tasks (to-dos) instead of events.", rich_help_panel=FEEDS)
    ] = False,
    lang: WordsLanguageOption = None,
    since: Annotated[
        str | None,
        typer.Option(
            "--since", metavar="DATE", help="Leave out what was over before this day.", rich_help_panel=FEEDS
        ),
    ] = None,
    alarms: Annotated[
        str | None,
        typer.Option(
            "--alarms", metavar="7d,1d", help="Add reminders this many days before.", rich_help_panel=FEEDS
        ),
    ] = None,
    contacts: Annotated[
        bool,
        typer.Option("--contacts", help="Publish e-mail addresses too.", rich_help_panel=FEEDS),
    ] = False,
    previous: Annotated[
        str | None,
        typer.Option(
            "--previous",
            metavar="FILE|DIR",
            help="The calendar feeds that were published before, if they are not at -o.",
            rich_help_panel=FEEDS,
        ),
    ] = None,
    stamp: Annotated[
        str | None,
        typer.Option(
            "--stamp",
            metavar="TIME",
            help="When this version was made, for example 2027-03-31 or 2027-03-31T09:00:00Z.",
            rich_help_panel=FEEDS,
        ),
    ] = None,
    prune: Annotated[
        bool,
        typer.Option("--prune", help="Remove calendar feeds that are no longer made.", rich_help_panel=FEEDS),
    ] = False,
) -> None:
    """Write calendars that people subscribe to."""
    from ssetrack.cli.commands.publish.feed_settings import alarms_of, publishing_of, refuse_errors, stamp_of
    from ssetrack.cli.commands.publish.feed_writing import kind_of, suffix_of, write_feeds
    from ssetrack.cli.days import one_day
    from ssetrack.cli.reading import read_plans
    from ssetrack.cli.requests import filters_of, plan_language, with_owner
    from ssetrack.language.speaker import supported_language
    from ssetrack.language.typesetting import PageSpeaker
    from ssetrack.publish.feed_target import FeedTarget
    from ssetrack.query.columns import View
    from ssetrack.query.filters import matching

    target = FeedTarget(output, by is not None, previous)
    is_choosing = by is not None and getattr(filters, by.value) is not None
    target.check_prune(prune, filtered=is_choosing or since is not None)
    session = read_plans(reading, lang, name_broken=False)
    refuse_errors(session)
    plans = session.snapshot
    filters = with_owner(filters, plans.portfolio)
    asked = filters_of(filters, plans)
    language = lang or plan_language(session) or "en"
    view = View(plans.portfolio, language, PageSpeaker(supported_language(language)))
    if by is not None and is_choosing:
        # That filter chooses feeds; what is in them is what everybody else's view of them holds, too.
        asked = filters_of(FilterOptions(**(filters._asdict() | {by.value: None})), plans)
    found = matching(plans.statuses, asked, plans.portfolio)
    how = publishing_of(
        session.configuration.export,
        stamp=stamp_of(stamp, os.environ.get("SOURCE_DATE_EPOCH")),
        since=one_day(since, "--since", plans.today) if since else None,
        alarms=alarms_of(alarms),
        tasks=tasks,
        kind=kind_of(by, tasks, lang, plans.portfolio.plan_ids),
    )
    write_feeds(target, session, view, found, how, by, suffix_of(tasks, lang), filters, contacts, prune)
