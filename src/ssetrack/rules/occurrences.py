"""Of the family `dates`: what a plan says of single times of what comes back.

Comes in: what `schedule` found while it read them, and the plan. Goes out: problems.
"""

from __future__ import annotations

from collections.abc import Iterator

from ssetrack.diagnostic import At, Problem, Route, Severity
from ssetrack.language.message import message
from ssetrack.plan.items import Item
from ssetrack.plan.model import Occurrence as Written
from ssetrack.rules.context import Context
from ssetrack.rules.rule import rule
from ssetrack.schedule.occurrences import Occurrence


@rule("dates", Severity.ERROR)
def unknown_occurrence(context: Context) -> Iterator[Problem]:
    """`occurrences` names a day that is not a day of the series.

    Nothing would change on that day, but people would believe that it does. `occurrences:` says what is
    different for single times of something that repeats. Each of them is named by its day in the series: the
    first day of a `when`, the last day of a `deadline`. `occurrences` is not possible without `repeat:`, or
    while several dates are still possible.

    Write a day of the series; the message names the nearest ones. For one more time, write `added`.

    Bad:

        when: {date: 2004-09-06, repeat: every 4 weeks}
        occurrences:
          2004-10-05: cancelled

    Good:

        when: {date: 2004-09-06, repeat: every 4 weeks}
        occurrences:
          2004-10-04: cancelled
    """
    yield from context.problems_of("unknown-occurrence")
    series = {item.route for item in context.items if context.due(item).occurrences is not None}
    invalid = {item.route for item in context.items if context.due(item).invalid}
    for route, work in context.works:
        if not work.occurrences or route in series or route in invalid:
            continue
        entries = work.deadline or work.when
        if any(entry.repeat is not None for entry in entries) and len(entries) == 1:
            continue  # that this is no series is told where it says how often
        yield Problem(
            "unknown-occurrence",
            At((*route, "occurrences"), "key"),
            message("`occurrences` is not possible while several dates are still possible")
            if len(entries) > 1
            else message("`occurrences` is only for something that repeats, and this does not repeat"),
            message("first choose one of the dates")
            if len(entries) > 1
            else message("remove `occurrences`, or add `repeat:` next to the date"),
        )


def occurrences(context: Context) -> tuple[tuple[Route, Written], ...]:
    """Everything that is written of single times, with its route."""
    return tuple(
        ((*route, "occurrences", key), written)
        for route, work in context.works
        for key, written in work.occurrences.items()
    )


def single_times(context: Context) -> tuple[tuple[Item, Route, Occurrence], ...]:
    """The times of which the plan says something that can be read, with their items and routes."""
    return tuple(
        (item, (*item.route, "occurrences", one.name), one)
        for item in context.items
        if (times := context.due(item).occurrences) is not None
        for one in times.exceptions.values()
    )


def own_hours(context: Context) -> tuple[tuple[Route, Occurrence], ...]:
    """The times that have hours of their own, with the route of these."""
    found = []
    for _, route, one in context.once(single_times):
        if has_own_hours(one) and not one.is_cancelled:
            field = next(
                name for name in ("time", "timezone", "date") if getattr(one.written, name) is not None
            )
            found.append(((*route, field), one))
    return tuple(found)


def has_own_hours(one: Occurrence) -> bool:
    """Whether hours or zone, or a day with its clock, are written for this time."""
    written = one.written
    if written is None or one.hours is None:
        return False
    if written.time is not None or written.timezone is not None:
        return True
    return written.date is not None and ("T" in written.date or ":" in written.date)
