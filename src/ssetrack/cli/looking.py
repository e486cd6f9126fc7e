"""What the commands that look at the whole plan have in common: read, filter, and count as `status` does."""

from __future__ import annotations

from ssetrack.cli.asking import filters_of, view_of
from ssetrack.cli.desk import Desk, open_desk
from ssetrack.cli.options import FilterOptions, OutputOptions, ReadingOptions
from ssetrack.query.report import Question, Report, report
from ssetrack.status import SOON, statuses


def looked_at(
    reading: ReadingOptions, filters: FilterOptions, output: OutputOptions, *, for_people: bool
) -> tuple[Desk, Report]:
    """The plans on their day, and a report of the items that were asked for, closed ones too."""
    desk = open_desk(reading, output.lang)
    days = SOON if desk.configuration.soon is None else desk.configuration.soon
    found = statuses(desk.portfolio, desk.schedule, days)
    view = view_of(desk, output.lang, for_people)
    return desk, report(found, Question(filters_of(filters)), view, desk.today, desk.timezone)
