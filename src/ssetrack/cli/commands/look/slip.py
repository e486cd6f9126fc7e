"""`ssetrack slip`: how far every deadline moved through a file's git history."""

from enum import StrEnum
from typing import Annotated

import typer

from ssetrack.cli.lazy import imported
from ssetrack.cli.options import HOW, OutputOptions, ReadingOptions


class Format(StrEnum):
    """How the slippage is written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


WRITERS = {
    Format.JSON: "ssetrack.formats.changes_data:slip_json",
    Format.CSV: "ssetrack.formats.changes_data:slip_csv",
}


def slip(
    reading: ReadingOptions,
    output: OutputOptions,
    format: Annotated[  # noqa: A002  (the option is called --format)
        Format, typer.Option("--format", help="How the slippage is written.", rich_help_panel=HOW)
    ] = Format.TABLE,
) -> None:
    """Show how far each deadline moved since it was first committed, and whose and which goals' most."""
    from ssetrack.cli.commands.look.slippage import slippage
    from ssetrack.cli.printing import write_result, write_screen
    from ssetrack.cli.reading import end, read_plans

    session = read_plans(reading, output.lang)
    answer = slippage(session, output.lang, for_people=format is Format.TABLE)
    writer = WRITERS.get(format)
    if writer is not None:
        write_result(imported(writer)(answer), output.output)
    else:
        from ssetrack.terminal.slip_table import print_slippage

        write_screen(lambda to: print_slippage(answer, to), output.output, output.color)
    end(session)
