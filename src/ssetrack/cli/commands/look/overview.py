"""What the commands that look at the whole plan have in common: read, filter, and count as `status` does."""

from __future__ import annotations

from ssetrack.cli.options import FilterOptions, OutputOptions, ReadingOptions
from ssetrack.cli.reading import read_plans
from ssetrack.cli.requests import filters_of, view_of
from ssetrack.query.report import Question, Report, report
from ssetrack.workspace.session import Session


def overview(
    reading: ReadingOptions,
    filters: FilterOptions,
    output: OutputOptions,
    *,
    for_people: bool,
    every_time: bool = False,
) -> tuple[Session, Report]:
    """Read the plans, and report on the items that were asked for, closed ones too.

    Where `every_time` counts, days that are asked for may be those of any time of what comes back.
    """
    session = read_plans(reading, output.lang)
    view = view_of(session, output.lang, for_people, iso=output.iso)
    asked = filters_of(filters, session.snapshot, every_time=every_time)
    return session, report(session.snapshot, Question(asked), view)
