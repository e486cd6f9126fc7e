"""`ssetrack status`: where every item stands."""

from enum import StrEnum
from typing import Annotated

import typer

from ssetrack.cli.exit_code import ExitCode
from ssetrack.cli.lazy import Writer
from ssetrack.cli.options import HOW, FilterOptions, GroupByOption, OutputOptions, ReadingOptions, TableFormat


def writer(format: TableFormat) -> Writer:  # noqa: A002
    """What writes the answer in a format."""
    match format:
        case TableFormat.TABLE:
            return Writer("ssetrack.terminal.status_table:print_status", draws=True)
        case TableFormat.JSON:
            return Writer("ssetrack.formats.items_json:status_json")
        case TableFormat.CSV:
            return Writer("ssetrack.formats.csv_table:status_csv")
        case TableFormat.MARKDOWN:
            return Writer("ssetrack.formats.markdown:status_markdown")


class FailOnItems(StrEnum):
    """Which items make the exit code 1."""

    OVERDUE = "overdue"


def status(
    reading: ReadingOptions,
    filters: FilterOptions,
    output: OutputOptions,
    format: Annotated[  # noqa: A002  (the option is called --format)
        TableFormat, typer.Option("--format", help="Format of the report.", rich_help_panel=HOW)
    ] = TableFormat.TABLE,
    soon: Annotated[
        int | None,
        typer.Option("--soon", min=0, metavar="DAYS", help="Days that count as due soon. Default: 30."),
    ] = None,
    all_: Annotated[bool, typer.Option("--all", help="Show done and cancelled items too.")] = False,
    sort: Annotated[
        list[str] | None,
        typer.Option(
            "--sort",
            metavar="COLUMN",
            help="Sort by this column; -COLUMN sorts backwards.",
            rich_help_panel=HOW,
        ),
    ] = None,
    group_by: GroupByOption = None,
    columns: Annotated[
        str | None,
        typer.Option(
            "--columns",
            metavar="A,B,…",
            help="Show these columns, for example id,due,title.",
            rich_help_panel=HOW,
        ),
    ] = None,
    fail_on: Annotated[
        FailOnItems | None, typer.Option("--fail-on", help="Exit with 1 if an item is overdue.")
    ] = None,
) -> None:
    """List all items: overdue first, then by date."""
    from ssetrack.cli.printing import write_answer
    from ssetrack.cli.reading import end, read_plans
    from ssetrack.cli.requests import columns_meant, filters_of, group_meant, view_of, with_own_zone
    from ssetrack.query.report import Question, report
    from ssetrack.status import State

    session = read_plans(reading, output.lang, soon=soon)
    question = Question(
        filters_of(filters, session.snapshot),
        columns_meant(sort),
        group_meant(group_by),
        columns_meant([columns] if columns else ()),
        closed=all_ or format in (TableFormat.JSON, TableFormat.CSV),
    )
    for_people = format in (TableFormat.TABLE, TableFormat.MARKDOWN)
    view = view_of(session, output.lang, for_people, iso=output.iso)
    if format is TableFormat.TABLE:
        view = with_own_zone(view)
    answer = report(session.snapshot, question, view)
    write_answer(answer, writer(format), output)
    end(session)
    if fail_on is FailOnItems.OVERDUE and answer.counts[State.OVERDUE]:
        raise typer.Exit(ExitCode.FINDINGS)
