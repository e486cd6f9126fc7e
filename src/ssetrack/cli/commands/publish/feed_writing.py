"""Feeds of one kind into a folder or a file: for `export ics`, and for the feeds of a site.

Comes in: statuses, how feeds are split, and where they go. Goes out: files, and the names of those that are
there.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace

from ssetrack.calendar.calendar import FeedContent, Publisher, Publishing
from ssetrack.calendar.feeds import By, Feed, Splitting, feeds, feeds_of, teams_apart
from ssetrack.calendar.uids import Uids
from ssetrack.calendar.wording import Wording
from ssetrack.cli.options import FilterOptions
from ssetrack.cli.requests import filters_of
from ssetrack.language.message import count_of, message
from ssetrack.language.nearest import few
from ssetrack.language.speaker import Speaker
from ssetrack.publish.feed_target import FeedTarget
from ssetrack.publish.manifest import FeedKind
from ssetrack.query.columns import View
from ssetrack.query.filters import USUAL_ROLES, choice, in_roles
from ssetrack.status import Status
from ssetrack.workspace.remarks import remark
from ssetrack.workspace.session import Session


def suffix_of(tasks: bool, lang: str | None) -> str:
    """What tells the files of tasks, and those in a language that was asked for, from the usual ones."""
    return ("-tasks" if tasks else "") + (f".{lang}" if lang else "")


def kind_of(by: By | None, tasks: bool, lang: str | None, plan_ids: Collection[str]) -> str:
    """How feeds are made and of which plans, as they say of themselves: `owner-tasks.fr:vision+other`."""
    plans = "+".join(sorted(plan_ids))
    return f"{by.value if by else 'all'}{suffix_of(tasks, lang)}:{plans}"


def write_feeds(
    target: FeedTarget,
    session: Session,
    view: View,
    found: tuple[Status, ...],
    how: Publishing,
    by: By | None,
    suffix: str,
    filters: FilterOptions,
    contacts: bool,
    prune: bool,
) -> dict[tuple[str, ...], str]:
    """Write the feeds of one kind; the names of the files that are there, by what each feed is for.

    Feeds of the folder that have another name today, because a plan has joined or left, are written as
    well: whoever subscribed to one knows no other address.
    """
    portfolio = session.snapshot.portfolio
    wanted = filters_of(filters, session.snapshot)
    roles = wanted.roles or USUAL_ROLES
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
    with target.lock(how.kind, cutting(filters, by)):
        publisher = Publisher(how, session.snapshot.schedule, wording, target.before())
        former = _former(
            target, FeedKind.parse(how.kind), made, lambda of: feeds_of(of, found, splitting, view)
        )
        kinds = {f"{feed.name}.ics": kind for feed, kind in former}
        publishers = {
            kind: replace(publisher, publishing=replace(how, kind=str(kind)))
            for kind in dict.fromkeys(kinds.values())
        }

        def content(feed: Feed, *, empty: bool = False) -> FeedContent | None:
            kind = kinds.get(f"{feed.name}.ics")
            return (publisher if kind is None else publishers[kind]).content(feed, uids, empty=empty)

        reworded = target.write((*made, *(feed for feed, _ in former)), content, session.speaker, kinds)
        if target.part is None:
            _tell_reworded(len(reworded), session.speaker)
        if not names:
            target.name_stale(how.kind, prune, content, session.speaker)
    names_made = {feed.identity: f"{feed.name}.ics" for feed in made}
    return {identity: name for identity, name in names_made.items() if name in target.written}


def _former(
    target: FeedTarget,
    own: FeedKind,
    made: Collection[Feed],
    named: Callable[[frozenset[str]], Collection[Feed]],
) -> tuple[tuple[Feed, FeedKind], ...]:
    """The feeds of the folder that were named when there were more plans, or fewer; each keeps its kind.

    `named` says which feeds some of the plans have, and by which names.
    """
    there = target.kinds_of_others(own)
    taken = {f"{feed.name}.ics" for feed in made}
    former: list[tuple[Feed, FeedKind]] = []
    for plans in dict.fromkeys(kind.plans for kind in there.values()):
        if not (plans < own.plans or plans > own.plans):
            continue
        for feed in named(plans):
            name = f"{feed.name}.ics"
            if name not in taken and name in there and there[name].plans == plans:
                former.append((feed, there[name]))
    return tuple(former)


def _tell_reworded(number: int, speaker: Speaker) -> None:
    """Say that nothing moves where only words are new: subscribers may be told of each such entry."""
    if number:
        what = count_of(
            "{number} entry has a new title or description; its date has not changed",
            "{number} entries have a new title or description; their dates have not changed",
            number,
        )
        remark(what, speaker)


def _name_teams_apart(teams: tuple[str, ...], speaker: Speaker) -> None:
    """Say whose members have to read another feed as well."""
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
