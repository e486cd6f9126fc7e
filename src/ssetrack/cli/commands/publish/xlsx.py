"""`ssetrack export xlsx`: the plans as a workbook, to be edited there and imported again."""

import sys
from typing import Annotated

import typer

from ssetrack.cli.options import HOW, ReadingOptions


def xlsx(
    reading: ReadingOptions,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write to this file.", rich_help_panel=HOW),
    ] = None,
    lang: Annotated[
        str | None,
        typer.Option(
            "--lang",
            metavar="LANGUAGE",
            help="Language of titles and words, for example fr.",
            rich_help_panel=HOW,
        ),
    ] = None,
) -> None:
    """Write a workbook to edit in a spreadsheet and import again."""
    from ssetrack.cli.printing import write_octets
    from ssetrack.cli.reading import end, read_plans
    from ssetrack.diagnostic import SsetrackError
    from ssetrack.importing.spreadsheet.sheet import workbook
    from ssetrack.language.message import message

    if output in (None, "-") and sys.stdout.isatty():
        raise SsetrackError(
            message("a workbook cannot be shown on a terminal"),
            message("write it to a file: `-o plan.xlsx`"),
        )
    session = read_plans(reading, lang)
    write_octets(workbook(session.snapshot, lang), output)
    end(session)
