"""`ssetrack open`: what is still undecided, as questions for the next call."""

from enum import StrEnum
from typing import Annotated

import typer

from ssetrack.cli.exit_code import ExitCode
from ssetrack.cli.lazy import imported
from ssetrack.cli.options import HOW, FilterOptions, OutputOptions, ReadingOptions


class Format(StrEnum):
    """How the questions are written."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


WRITERS = {
    Format.JSON: "ssetrack.formats.views_data:questions_json",
    Format.MARKDOWN: "ssetrack.formats.questions_markdown:questions_markdown",
}


def open_(
    reading: ReadingOptions,
    filters: FilterOptions,
    output: OutputOptions,
    format: Annotated[  # noqa: A002  (the option is called --format)
        Format, typer.Option("--format", help="How the questions are written.", rich_help_panel=HOW)
    ] = Format.TEXT,
) -> None:
    """List all that is undecided as questions for the next call, grouped by whom to ask."""
    from ssetrack.cli.commands.look.overview import looked_at
    from ssetrack.cli.printing import write_result, write_screen
    from ssetrack.query.questions import questions

    people = format in (Format.TEXT, Format.MARKDOWN)
    desk, everything, report = looked_at(reading, filters, output, for_people=people)
    answer = questions(report, everything)
    writer = WRITERS.get(format)
    if writer is not None:
        write_result(imported(writer)(answer), output.output)
    else:
        from ssetrack.terminal.questions_list import print_questions

        write_screen(lambda to: print_questions(answer, to), output.output, output.color)
    if desk.portfolio.broken:
        raise typer.Exit(ExitCode.FAILED)
