"""`ssetrack open`: what is still undecided, as questions for the next call."""

from enum import StrEnum
from typing import Annotated

import typer

from ssetrack.cli.lazy import Writer
from ssetrack.cli.options import HOW, FilterOptions, OutputOptions, ReadingOptions


class Format(StrEnum):
    """How the questions are written."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


def writer(format: Format) -> Writer:  # noqa: A002
    """What writes the answer in a format."""
    match format:
        case Format.TEXT:
            return Writer("ssetrack.terminal.questions_list:print_questions", draws=True)
        case Format.JSON:
            return Writer("ssetrack.formats.views_data:questions_json")
        case Format.MARKDOWN:
            return Writer("ssetrack.formats.questions_markdown:questions_markdown")


def open_(
    reading: ReadingOptions,
    filters: FilterOptions,
    output: OutputOptions,
    format: Annotated[  # noqa: A002  (the option is called --format)
        Format, typer.Option("--format", help="How the questions are written.", rich_help_panel=HOW)
    ] = Format.TEXT,
) -> None:
    """List all that is undecided as questions for the next call, grouped by whom to ask."""
    from ssetrack.cli.commands.look.overview import overview
    from ssetrack.cli.printing import write_answer
    from ssetrack.cli.reading import end
    from ssetrack.query.questions import questions

    people = format in (Format.TEXT, Format.MARKDOWN)
    session, report = overview(reading, filters, output, for_people=people)
    answer = questions(report)
    write_answer(answer, writer(format), output)
    end(session)
