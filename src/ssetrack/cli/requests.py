"""Options as questions: what a user typed, as the query layer wants it."""

from __future__ import annotations

from ssetrack.cli.options import FilterOptions
from ssetrack.cli.reading import bounds
from ssetrack.dates import DayRange
from ssetrack.diagnostic import SsetrackError
from ssetrack.language.message import message
from ssetrack.language.speaker import ENGLISH
from ssetrack.query.columns import View
from ssetrack.query.filters import Filters
from ssetrack.workspace.session import Session


def filters_of(options: FilterOptions, *, every_time: bool = False) -> Filters:
    """The filters that the options ask for. Raises `SsetrackError` for a date that is none.

    `every_time` says whether any time of what comes back may lie within the days, not only the next one.
    """
    first = bounds(options.from_, "--from").earliest if options.from_ else None
    last = bounds(options.to, "--to").latest if options.to else None
    if first is not None and last is not None and first > last:
        raise SsetrackError(
            message("--from ({first}) is after --to ({last})", first=first, last=last),
            message("swap the two"),
        )
    return Filters(
        owners=_all(options.owner),
        teams=not options.no_teams,
        roles=_all(options.role),
        goals=_all(options.goal),
        sections=tuple(options.section or ()),
        states=_all(options.state),
        flags=_all(options.flag),
        tags=_all(options.tag),
        plans=_all(options.plan),
        days=DayRange(first, last),
        every_time=every_time,
        text=options.text,
    )


def _all(values: list[str] | None) -> tuple[str, ...]:
    """Values given one by one or with commas between."""
    return tuple(part.strip() for value in values or () for part in value.split(",") if part.strip())


def view_of(session: Session, lang: str | None, for_people: bool, *, iso: bool = False) -> View:
    """How the reader looks at the plans.

    People get their own language. Programs get the plan's (of several plans, the first's) unless `--lang`
    asks for another, never the environment's: the same input is to give the same bytes everywhere. `iso` is
    `--iso`: the standard form of dates for people too.
    """
    if for_people:
        return View(session.snapshot.portfolio, session.wanted, session.speaker, iso)
    return View(session.snapshot.portfolio, lang or plan_language(session), ENGLISH)


def plan_language(session: Session) -> str | None:
    """The language of the plan, of several plans the first one's; None where there is no plan."""
    files = session.snapshot.portfolio.files
    return files[0].language if files else None
