"""What the commands that look at the whole plan have in common: read, filter, and count as `status` does."""

from __future__ import annotations

from typing import NamedTuple

from ssetrack.cli.options import FilterOptions, OutputOptions, ReadingOptions
from ssetrack.cli.requests import filters_of, view_of
from ssetrack.cli.session import Desk, open_desk
from ssetrack.query.columns import View
from ssetrack.query.report import Question, Report, report
from ssetrack.status import SOON, Status, statuses


class Look(NamedTuple):
    """The plans on their day, where everything in them stands, and a report of what was asked for."""

    desk: Desk
    everything: tuple[Status, ...]
    report: Report


def looked_at(
    reading: ReadingOptions, filters: FilterOptions, output: OutputOptions, *, for_people: bool
) -> Look:
    """Read the plans and report on the items that were asked for, closed ones too."""
    desk = open_desk(reading, output.lang)
    return answered(desk, Question(filters_of(filters)), view_of(desk, output.lang, for_people))


def answered(desk: Desk, question: Question, view: View) -> Look:
    """The answer to a question about the plans on a desk."""
    days = SOON if desk.configuration.soon is None else desk.configuration.soon
    found = statuses(desk.portfolio, desk.schedule, days)
    return Look(desk, found, report(found, question, view, desk.today, desk.timezone))
