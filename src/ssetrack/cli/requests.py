"""Options as questions: what a user typed, as the query layer wants it."""

from __future__ import annotations

import os
from collections.abc import Iterable

from ssetrack.cli.arguments import names_in
from ssetrack.cli.days import bounds
from ssetrack.cli.options import FilterOptions
from ssetrack.dates import DayRange
from ssetrack.diagnostic import SsetrackError
from ssetrack.language.message import message
from ssetrack.language.nearest import few, nearest
from ssetrack.language.speaker import ENGLISH
from ssetrack.portfolio import Portfolio
from ssetrack.query.columns import View
from ssetrack.query.filters import Filters, keys_meant
from ssetrack.query.report import ONE_OF
from ssetrack.status import Snapshot
from ssetrack.wording.vocabulary import COLUMN, FLAG, GROUP, ROLE, STATE, value_meant, values_meant
from ssetrack.workspace.personal import personal, settings_file
from ssetrack.workspace.session import Session


def filters_of(options: FilterOptions, plans: Snapshot, *, every_time: bool = False) -> Filters:
    """The filters that the options ask for of these plans; their days may count from today.

    `every_time` says whether any time of what comes back may lie within the days, not only the next one.
    Raises `SsetrackError` for what is not a date, and for `--mine` where nobody there is called so.
    """
    if options.mine and options.owner:
        raise SsetrackError(
            message("`--mine` and `--owner` both say whose items to show"), message("use one of them")
        )
    first = bounds(options.from_, "--from", plans.today).earliest if options.from_ else None
    last = bounds(options.to, "--to", plans.today).latest if options.to else None
    if first is not None and last is not None and first > last:
        raise SsetrackError(
            message("`--from` ({first}) is after `--to` ({last})", first=first, last=last),
            message("swap the two"),
        )
    return Filters(
        owners=own_keys(plans.portfolio) if options.mine else names_in(options.owner),
        teams=not options.no_teams,
        roles=values_meant(ROLE, names_in(options.role)),
        goals=names_in(options.goal),
        sections=tuple(options.section or ()),
        states=values_meant(STATE, names_in(options.state)),
        flags=values_meant(FLAG, names_in(options.flag)),
        tags=names_in(options.tag),
        plans=names_in(options.plan),
        days=DayRange(first, last),
        every_time=every_time,
        text=options.text,
    )


def columns_meant(texts: Iterable[str] | None) -> tuple[str, ...]:
    """The columns that are named, several between commas; `-` before one stays: it sorts backwards.

    Raises `SsetrackError` for what is not a column.
    """
    return tuple(
        f"{'-' if name.startswith('-') else ''}{value_meant(COLUMN, name.removeprefix('-'))}"
        for text in texts or ()
        for name in map(str.strip, text.split(","))
    )


def group_meant(text: str | None) -> str | None:
    """The column to group by, which may be named in the singular. Raises `SsetrackError` for any other."""
    return text if text is None or text in ONE_OF else value_meant(GROUP, text)


def with_owner(options: FilterOptions, portfolio: Portfolio) -> FilterOptions:
    """The options with the person's own keys as `--owner` in place of `--mine`, as a manifest keeps them."""
    if not options.mine or options.owner:
        return options
    return options._replace(mine=False, owner=list(own_keys(portfolio)))


def own_keys(portfolio: Portfolio) -> tuple[str, ...]:
    """The keys by which the person at the keyboard is known in the plans. Raises `SsetrackError` for none."""
    own = personal()
    if own.me is None:
        file = settings_file(os.environ)
        raise SsetrackError(
            message("`--mine` needs to know who you are"),
            message(
                'write `--owner NAME` instead; or write `me = "…"` in {file}, with your name as the plans '
                "have it",
                file=str(file),
            )
            if file is not None
            else message(
                "write `--owner NAME` instead; or set SSETRACK_ME to your name as the plans have it"
            ),
        )
    found, known = keys_meant(own.me, portfolio)
    if not found:
        meant = nearest(own.me, known)
        raise SsetrackError(
            message(
                "nobody in these plans is called `{name}`, as {source} says", name=own.me, source=own.source
            ),
            message("did you mean `{name}`?", name=meant)
            if meant is not None
            else message("names in these plans: {names}", names=few(known))
            if known
            else message("these plans name nobody"),
        )
    return tuple(sorted(found))


def view_of(session: Session, lang: str | None, for_people: bool, *, iso: bool = False) -> View:
    """How the reader looks at the plans.

    People get their own language. Programs get the plan's (of several plans, the first's) unless `--lang`
    asks for another, never the environment's: the same input is to give the same bytes everywhere. `iso` is
    `--iso`: the standard form of dates for people too.
    """
    if for_people:
        return View(session.snapshot.portfolio, session.wanted, session.speaker, iso)
    return View(session.snapshot.portfolio, lang or plan_language(session), ENGLISH)


def with_own_zone(view: View) -> View:
    """The same with the zone that the person at the keyboard lives in: for what is drawn on their screen.

    Raises `SsetrackError` for settings of theirs that are wrong.
    """
    return view._replace(zone=personal().zone)


def plan_language(session: Session) -> str | None:
    """The language of the plan, of several plans the first one's; None where there is no plan."""
    files = session.snapshot.portfolio.files
    return files[0].language if files else None
