"""What the commands that look at the whole plan have in common: read, filter, and count as `status` does."""

from __future__ import annotations

from ssetrack.cli.options import FilterOptions, OutputOptions, ReadingOptions
from ssetrack.cli.reading import read_plans
from ssetrack.cli.requests import filters_of, view_of
from ssetrack.query.report import Question, Report, report
from ssetrack.workspace.session import Session


def overview(
    reading: ReadingOptions, filters: FilterOptions, output: OutputOptions, *, for_people: bool
) -> tuple[Session, Report]:
    """Read the plans, and report on the items that were asked for, closed ones too."""
    session = read_plans(reading, output.lang)
    view = view_of(session, output.lang, for_people, iso=output.iso)
    return session, report(session.snapshot, Question(filters_of(filters)), view)
