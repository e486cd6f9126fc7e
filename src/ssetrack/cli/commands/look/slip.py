"""`ssetrack slip`: how far every deadline moved through a file's git history."""

from enum import StrEnum
from typing import Annotated

import typer

from ssetrack.cli.lazy import Writer
from ssetrack.cli.options import HOW, OutputOptions, ReadingOptions


class Format(StrEnum):
    """How the slippage is written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def writer(format: Format) -> Writer:  # noqa: A002
    """What writes the answer in a format."""
    match format:
        case Format.TABLE:
            return Writer("ssetrack.terminal.slip_table:print_slippage", draws=True)
        case Format.JSON:
            return Writer("ssetrack.formats.changes_data:slip_json")
        case Format.CSV:
            return Writer("ssetrack.formats.changes_data:slip_csv")


def slip(
    reading: ReadingOptions,
    output: OutputOptions,
    format: Annotated[  # noqa: A002  (the option is called --format)
        Format, typer.Option("--format", help="How the slippage is written.", rich_help_panel=HOW)
    ] = Format.TABLE,
) -> None:
    """Show how far each deadline moved since it was first committed, and whose and which goals' most."""
    from ssetrack.cli.commands.look.slippage import slippage
    from ssetrack.cli.printing import write_answer
    from ssetrack.cli.reading import end, read_plans

    session = read_plans(reading, output.lang)
    answer = slippage(session, output.lang, for_people=format is Format.TABLE)
    write_answer(answer, writer(format), output)
    end(session)
