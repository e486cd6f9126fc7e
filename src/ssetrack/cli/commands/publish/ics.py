"""`ssetrack export`: the items of plans for other programs."""

import os
from typing import TYPE_CHECKING, Annotated

import typer

from ssetrack.calendar.feeds import By
from ssetrack.cli.options import HOW, FilterOptions, ReadingOptions, WordsLanguageOption
from ssetrack.language.message import message

if TYPE_CHECKING:
    from collections.abc import Collection

    from ssetrack.calendar.calendar import Publishing
    from ssetrack.language.speaker import Speaker
    from ssetrack.publish.folder import FeedFolder
    from ssetrack.query.columns import View
    from ssetrack.status import Status
    from ssetrack.workspace.session import Session

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
    from ssetrack.cli.days import one_day
    from ssetrack.cli.reading import read_plans
    from ssetrack.cli.requests import filters_of, plan_language, with_owner
    from ssetrack.language.speaker import supported_language
    from ssetrack.language.typesetting import PageSpeaker
    from ssetrack.publish.folder import FeedFolder
    from ssetrack.query.columns import View
    from ssetrack.query.filters import matching

    folder = FeedFolder(output, by is not None, previous)
    is_choosing = by is not None and getattr(filters, by.value) is not None
    folder.check_prune(prune, filtered=is_choosing or since is not None)
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
        kind=_kind(by, tasks, lang, plans.portfolio.plan_ids),
    )
    _write(folder, session, view, found, how, by, _suffix(tasks, lang), filters, contacts, prune)


def _suffix(tasks: bool, lang: str | None) -> str:
    """What tells the files of tasks, and those in a language that was asked for, from the usual ones."""
    return ("-tasks" if tasks else "") + (f".{lang}" if lang else "")


def _kind(by: By | None, tasks: bool, lang: str | None, plan_ids: "Collection[str]") -> str:
    plans = "+".join(sorted(plan_ids))
    return f"{by.value if by else 'all'}{_suffix(tasks, lang)}:{plans}"


def _write(
    folder: "FeedFolder",
    session: "Session",
    view: "View",
    found: "tuple[Status, ...]",
    how: "Publishing",
    by: By | None,
    suffix: str,
    filters: FilterOptions,
    contacts: bool,
    prune: bool,
) -> None:
    from ssetrack.calendar.calendar import Publisher
    from ssetrack.calendar.feeds import Feed, Splitting, feeds, teams_apart
    from ssetrack.calendar.uids import Uids
    from ssetrack.calendar.wording import Wording
    from ssetrack.cli.requests import filters_of
    from ssetrack.query.filters import USUAL_ROLES, choice, in_roles

    portfolio = session.snapshot.portfolio
    roles = tuple(filters.role or USUAL_ROLES)
    wanted = filters_of(filters, session.snapshot)
    names = getattr(wanted, f"{by.value}s") if by is not None else ()
    splitting = Splitting(
        by,
        lambda status: in_roles(status, roles),
        not filters.no_teams,
        "owner" in roles,
        suffix,
        session.configuration.export.name,
        choice(by.value, names, portfolio) if by is not None and names else lambda _: True,
    )
    wording = Wording(view, view.language or "en", view.speaker, contacts)
    uids = Uids(portfolio, how.domain)
    made = feeds(found, splitting, view)
    _name_teams_apart(teams_apart(found, splitting, view), session.speaker)
    with folder.lock(how.kind, cutting(filters, by)):
        publisher = Publisher(how, session.snapshot.schedule, wording, folder.before())

        def content(feed: Feed, *, empty: bool = False) -> bytes | None:
            return publisher.content(feed, uids, empty=empty)

        folder.write(made, content, session.speaker)
        _tell_reworded(len(publisher.reworded), session.speaker)
        if not names:
            folder.name_stale(how.kind, prune, content, session.speaker)


def _tell_reworded(number: int, speaker: "Speaker") -> None:
    """Say that nothing moves where only words are new: subscribers may be told of each such entry."""
    from ssetrack.language.message import count_of
    from ssetrack.workspace.remarks import remark

    if number:
        what = count_of(
            "{number} entry has a new title or description; its date has not changed",
            "{number} entries have a new title or description; their dates have not changed",
            number,
        )
        remark(what, speaker)


def _name_teams_apart(teams: tuple[str, ...], speaker: "Speaker") -> None:
    """Say whose members have to read another feed as well."""
    from ssetrack.language.message import message
    from ssetrack.language.nearest import few
    from ssetrack.workspace.remarks import remark

    if teams:
        what = message(
            "these teams have too many members and items; their items are only in their own"
            " calendar feeds: {teams}",
            teams=few(teams),
        )
        remark(what, speaker)


def cutting(filters: FilterOptions, by: By | None) -> dict[str, list[str]]:
    """The filters that take items out of feeds, by option: all but the one that chooses among the feeds."""
    found: dict[str, list[str]] = {}
    for name, value in filters._asdict().items():
        if not value or (by is not None and name == by.value):
            continue
        values = value if isinstance(value, list) else [value]
        parts = {part.strip() for one in values for part in str("" if one is True else one).split(",")}
        found[name.rstrip("_").replace("_", "-")] = sorted(parts)
    return found
