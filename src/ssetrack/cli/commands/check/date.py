"""`ssetrack date`: what is read in a date."""

import os
import sys
from enum import StrEnum
from typing import Annotated

import typer

from ssetrack.cli.exit_code import ExitCode

STDIN = "-"


class Format(StrEnum):
    """How the readings are written."""

    TEXT = "text"
    JSON = "json"


def date(
    texts: Annotated[
        list[str],
        typer.Argument(metavar="TEXT…", help="Dates to read; `-` reads one a line from standard input."),
    ],
    lang: Annotated[
        str | None,
        typer.Option("--lang", metavar="TAG", help="Read d/m/y as a plan in this language does."),
    ] = None,
    start: Annotated[
        str | None, typer.Option("--start", metavar="DATE", help="The day on which M1 and W1 begin.")
    ] = None,
    format: Annotated[  # noqa: A002  (the option is called --format)
        Format, typer.Option("--format", help="How the readings are written.")
    ] = Format.TEXT,
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="FILE", help="Write to a file.")
    ] = None,
) -> None:
    """Say what ssetrack reads in a date: first day, last day, canonical form."""
    from ssetrack.cli.printing import write_result
    from ssetrack.cli.reading import bounds
    from ssetrack.dates import DateProblem, Purpose, absolute, parse
    from ssetrack.language.speaker import Speaker, spoken, wanted_language
    from ssetrack.terminal.date_reading import readings_json, readings_text

    lines = [line.rstrip("\r\n") for line in sys.stdin] if texts == [STDIN] else texts
    base = bounds(start, "--start").earliest if start else None
    readings = [
        (text, absolute(parse(text, language=lang, start=base, purpose=Purpose.QUESTION), text))
        for text in lines
    ]
    if format is Format.JSON:
        write_result(readings_json(readings), output)
    else:
        speaker = Speaker(spoken(wanted_language(lang, os.environ)))
        write_result(readings_text(readings, speaker), output)
    if any(isinstance(reading, DateProblem) for _, reading in readings):
        raise typer.Exit(ExitCode.FINDINGS)
