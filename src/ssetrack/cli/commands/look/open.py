"""`ssetrack open`: what is still undecided, as questions for the next call."""

from enum import StrEnum
from typing import Annotated

import typer

from ssetrack.cli.lazy import Writer
from ssetrack.cli.options import HOW, FilterOptions, OutputOptions, ReadingOptions


class OpenFormat(StrEnum):
    """How the questions are written."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


def writer(format: OpenFormat) -> Writer:  # noqa: A002
    """What writes the answer in a format."""
    match format:
        case OpenFormat.TEXT:
            return Writer("ssetrack.terminal.questions_list:print_questions", draws=True)
        case OpenFormat.JSON:
            return Writer("ssetrack.formats.views_data:questions_json")
        case OpenFormat.MARKDOWN:
            return Writer("ssetrack.formats.questions_markdown:questions_markdown")


def open_(
    reading: ReadingOptions,
    filters: FilterOptions,
    output: OutputOptions,
    format: Annotated[  # noqa: A002  (the option is called --format)
        OpenFormat, typer.Option("--format", help="Format of the questions.", rich_help_panel=HOW)
    ] = OpenFormat.TEXT,
) -> None:
    """List questions for the next call, grouped by whom to ask."""
    from ssetrack.cli.commands.look.overview import overview
    from ssetrack.cli.printing import write_answer
    from ssetrack.cli.reading import end
    from ssetrack.query.questions import questions

    people = format in (OpenFormat.TEXT, OpenFormat.MARKDOWN)
    session, report = overview(reading, filters, output, for_people=people)
    answer = questions(report)
    write_answer(answer, writer(format), output)
    end(session)
