"""`ssetrack slip`: how far every deadline moved through a file's git history."""

from enum import StrEnum
from typing import Annotated

import typer

from ssetrack.cli.lazy import Writer
from ssetrack.cli.options import HOW, OutputOptions, ReadingOptions


class SlipFormat(StrEnum):
    """How the slippage is written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def writer(format: SlipFormat) -> Writer:  # noqa: A002
    """What writes the answer in a format."""
    match format:
        case SlipFormat.TABLE:
            return Writer("ssetrack.terminal.slip_table:print_slippage", draws=True)
        case SlipFormat.JSON:
            return Writer("ssetrack.formats.changes_data:slip_json")
        case SlipFormat.CSV:
            return Writer("ssetrack.formats.changes_data:slip_csv")


def slip(
    reading: ReadingOptions,
    output: OutputOptions,
    format: Annotated[  # noqa: A002  (the option is called --format)
        SlipFormat, typer.Option("--format", help="Format of the table.", rich_help_panel=HOW)
    ] = SlipFormat.TABLE,
) -> None:
    """Show how far deadlines moved since they were first saved.

    Read from the git history of the plans; the owners and goals whose dates moved most are named.
    """
    from ssetrack.cli.commands.look.slippage import slippage
    from ssetrack.cli.printing import write_answer
    from ssetrack.cli.reading import end, read_plans

    session = read_plans(reading, output.lang)
    answer = slippage(session, output.lang, for_people=format is SlipFormat.TABLE, iso=output.iso)
    write_answer(answer, writer(format), output)
    end(session)
