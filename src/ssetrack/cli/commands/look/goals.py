"""`ssetrack goals`: which goals are served, where, and where not."""

from enum import StrEnum
from typing import Annotated

import typer

from ssetrack.cli.lazy import Writer
from ssetrack.cli.options import HOW, FilterOptions, OutputOptions, ReadingOptions, TableFormat


def writer(format: TableFormat) -> Writer:  # noqa: A002
    """What writes the answer in a format."""
    match format:
        case TableFormat.TABLE:
            return Writer("ssetrack.terminal.goals_table:print_coverage", draws=True)
        case TableFormat.JSON:
            return Writer("ssetrack.formats.views_data:coverage_json")
        case TableFormat.CSV:
            return Writer("ssetrack.formats.views_data:coverage_csv")
        case TableFormat.MARKDOWN:
            return Writer("ssetrack.formats.views_markdown:coverage_markdown")


class Across(StrEnum):
    """What the goals are set against."""

    SECTION = "section"
    QUARTER = "quarter"


def goals(
    reading: ReadingOptions,
    filters: FilterOptions,
    output: OutputOptions,
    by: Annotated[
        Across,
        typer.Option("--by", help="Compare goals with sections or with quarters.", rich_help_panel=HOW),
    ] = Across.SECTION,
    format: Annotated[  # noqa: A002  (the option is called --format)
        TableFormat, typer.Option("--format", help="Format of the table.", rich_help_panel=HOW)
    ] = TableFormat.TABLE,
) -> None:
    """Count which items support each goal, and show the gaps."""
    from ssetrack.cli.commands.look.overview import overview
    from ssetrack.cli.printing import write_answer
    from ssetrack.cli.reading import end
    from ssetrack.query.coverage import coverage

    people = format in (TableFormat.TABLE, TableFormat.MARKDOWN)
    session, report = overview(reading, filters, output, for_people=people)
    answer = coverage(report, by.value)
    write_answer(answer, writer(format), output)
    end(session)
