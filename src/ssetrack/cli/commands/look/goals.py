"""`ssetrack goals`: which goals are served, where, and where not."""

from enum import StrEnum
from typing import Annotated

import typer

from ssetrack.cli.lazy import imported
from ssetrack.cli.options import HOW, FilterOptions, OutputOptions, ReadingOptions, TableFormat

WRITERS = {
    TableFormat.JSON: "ssetrack.formats.views_data:coverage_json",
    TableFormat.CSV: "ssetrack.formats.views_data:coverage_csv",
    TableFormat.MARKDOWN: "ssetrack.formats.views_markdown:coverage_markdown",
}


class Across(StrEnum):
    """What the goals are set against."""

    SECTION = "section"
    QUARTER = "quarter"


def goals(
    reading: ReadingOptions,
    filters: FilterOptions,
    output: OutputOptions,
    by: Annotated[
        Across, typer.Option("--by", help="Against sections or quarters.", rich_help_panel=HOW)
    ] = Across.SECTION,
    format: Annotated[  # noqa: A002  (the option is called --format)
        TableFormat, typer.Option("--format", help="How the matrix is written.", rich_help_panel=HOW)
    ] = TableFormat.TABLE,
) -> None:
    """Show which goals the items serve, section by section or quarter by quarter, and what is empty."""
    from ssetrack.cli.commands.look.overview import overview
    from ssetrack.cli.printing import write_result, write_screen
    from ssetrack.cli.reading import end
    from ssetrack.query.coverage import coverage

    people = format in (TableFormat.TABLE, TableFormat.MARKDOWN)
    session, report = overview(reading, filters, output, for_people=people)
    answer = coverage(report, by.value)
    writer = WRITERS.get(format)
    if writer is not None:
        write_result(imported(writer)(answer), output.output)
    else:
        from ssetrack.terminal.goals_table import print_coverage

        write_screen(lambda to: print_coverage(answer, to), output.output, output.color)
    end(session)
