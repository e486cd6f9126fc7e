"""`ssetrack timeline`: a Gantt chart in the terminal."""

from enum import StrEnum
from typing import Annotated

import typer

from ssetrack.cli.lazy import Writer
from ssetrack.cli.options import HOW, FilterOptions, OutputOptions, ReadingOptions


class TimelineFormat(StrEnum):
    """How the timeline is written."""

    CHART = "chart"
    JSON = "json"


def writer(format: TimelineFormat) -> Writer:  # noqa: A002
    """What writes the answer in a format."""
    match format:
        case TimelineFormat.CHART:
            return Writer("ssetrack.terminal.gantt:print_timeline", draws=True)
        case TimelineFormat.JSON:
            return Writer("ssetrack.formats.timeline_data:timeline_json")


def timeline(
    reading: ReadingOptions,
    filters: FilterOptions,
    output: OutputOptions,
    links: Annotated[
        bool, typer.Option("--links", help="Draw which items depend on which.", rich_help_panel=HOW)
    ] = False,
    format: Annotated[  # noqa: A002  (the option is called --format)
        TimelineFormat, typer.Option("--format", help="Format of the timeline.", rich_help_panel=HOW)
    ] = TimelineFormat.CHART,
) -> None:
    """Draw all dates on one chart, approximate ones too."""
    from ssetrack.cli.commands.look.overview import overview
    from ssetrack.cli.printing import write_answer
    from ssetrack.cli.reading import end
    from ssetrack.cli.requests import filters_of
    from ssetrack.query.timeline import timeline as timeline_of

    for_people = format is TimelineFormat.CHART
    session, report = overview(reading, filters, output, for_people=for_people, every_time=True)
    asked = filters_of(filters, session.snapshot)
    answer = timeline_of(report, asked.days)
    write_answer(answer, writer(format), output, links=links)
    end(session)
