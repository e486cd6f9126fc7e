"""`ssetrack status`: where every item stands."""

from __future__ import annotations

import io
import sys
from enum import StrEnum
from typing import Annotated

import typer

from ssetrack.cli import ExitCode
from ssetrack.cli.options import HOW, FilterOptions, OutputOptions, ReadingOptions


class Format(StrEnum):
    """How the report is written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MARKDOWN = "markdown"


class FailOn(StrEnum):
    """Which items make the exit code 1."""

    OVERDUE = "overdue"


def status(
    reading: ReadingOptions,
    filters: FilterOptions,
    output: OutputOptions,
    format: Annotated[  # noqa: A002  (the option is called --format)
        Format, typer.Option("--format", help="How the report is written.", rich_help_panel=HOW)
    ] = Format.TABLE,
    soon: Annotated[
        int | None, typer.Option("--soon", min=0, metavar="DAYS", help="Due soon means within DAYS (30).")
    ] = None,
    all_: Annotated[bool, typer.Option("--all", help="Show done and cancelled items too.")] = False,
    sort: Annotated[
        list[str] | None,
        typer.Option(
            "--sort", metavar="COLUMN", help="Sort by a column; -COLUMN backwards.", rich_help_panel=HOW
        ),
    ] = None,
    group_by: Annotated[
        str | None,
        typer.Option(
            "--group-by", metavar="COLUMN", help="owner, goal, section, state, …", rich_help_panel=HOW
        ),
    ] = None,
    columns: Annotated[
        str | None,
        typer.Option("--columns", metavar="A,B,…", help="Show these columns.", rich_help_panel=HOW),
    ] = None,
    fail_on: Annotated[
        FailOn | None, typer.Option("--fail-on", help="Exit with 1 if there are such items.")
    ] = None,
) -> None:
    """Show where every item of the plans stands, most urgent first."""
    from ssetrack.cli.asking import filters_of, view_of
    from ssetrack.cli.desk import open_desk
    from ssetrack.cli.printing import write_result
    from ssetrack.query.report import Question, report
    from ssetrack.status import SOON, State, statuses

    desk = open_desk(reading, output.lang)
    days = soon if soon is not None else desk.configuration.soon
    found = statuses(desk.portfolio, desk.schedule, SOON if days is None else days)
    question = Question(
        filters_of(filters),
        tuple(name for names in sort or () for name in names.split(",")),
        group_by,
        tuple(name.strip() for name in columns.split(",")) if columns else (),
        closed=all_ or format in (Format.JSON, Format.CSV),
    )
    for_people = format in (Format.TABLE, Format.MARKDOWN)
    answer = report(found, question, view_of(desk, output.lang, for_people), desk.today, desk.timezone)
    if format is Format.JSON:
        from ssetrack.output.data import status_json

        write_result(status_json(answer), output.output)
    elif format is Format.CSV:
        from ssetrack.output.data import status_csv

        write_result(status_csv(answer), output.output)
    elif format is Format.MARKDOWN:
        from ssetrack.output.markdown import status_markdown

        write_result(status_markdown(answer), output.output)
    else:
        from ssetrack.output.status_table import print_status
        from ssetrack.output.terminal import console

        if output.output is None:
            print_status(answer, console(sys.stdout, output.color.value))
        else:
            lines = io.StringIO()
            print_status(answer, console(lines, output.color.value))
            write_result(lines.getvalue(), output.output)
    if desk.portfolio.broken:
        raise typer.Exit(ExitCode.FAILED)
    if fail_on is FailOn.OVERDUE and answer.counts[State.OVERDUE]:
        raise typer.Exit(ExitCode.FINDINGS)
