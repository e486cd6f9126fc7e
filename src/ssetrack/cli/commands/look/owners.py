"""`ssetrack owners`: who has what to do, and when."""

from typing import Annotated

import typer

from ssetrack.cli.lazy import Writer
from ssetrack.cli.options import HOW, FilterOptions, OutputOptions, ReadingOptions, TableFormat


def writer(format: TableFormat) -> Writer:  # noqa: A002
    """What writes the answer in a format."""
    match format:
        case TableFormat.TABLE:
            return Writer("ssetrack.terminal.owners_table:print_workload", draws=True)
        case TableFormat.JSON:
            return Writer("ssetrack.formats.views_data:workload_json")
        case TableFormat.CSV:
            return Writer("ssetrack.formats.views_data:workload_csv")
        case TableFormat.MARKDOWN:
            return Writer("ssetrack.formats.views_markdown:workload_markdown")


def owners(
    reading: ReadingOptions,
    filters: FilterOptions,
    output: OutputOptions,
    expand_teams: Annotated[
        bool,
        typer.Option(
            "--expand-teams", help="Count a team's items for each of its members.", rich_help_panel=HOW
        ),
    ] = False,
    format: Annotated[  # noqa: A002  (the option is called --format)
        TableFormat, typer.Option("--format", help="Format of the table.", rich_help_panel=HOW)
    ] = TableFormat.TABLE,
) -> None:
    """Count what each person and team has to do, by quarter."""
    from ssetrack.cli.commands.look.overview import overview
    from ssetrack.cli.printing import write_answer
    from ssetrack.cli.reading import end
    from ssetrack.query.workload import workload

    people = format in (TableFormat.TABLE, TableFormat.MARKDOWN)
    session, report = overview(reading, filters, output, for_people=people)
    answer = workload(report, expanded=expand_teams)
    write_answer(answer, writer(format), output)
    end(session)
