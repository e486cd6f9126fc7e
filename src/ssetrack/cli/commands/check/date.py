"""`ssetrack date`: what is read in a date."""

import os
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from ssetrack.cli.exit_code import ExitCode
from ssetrack.cli.options import PlainFileOption

if TYPE_CHECKING:
    from ssetrack.terminal.date_reading import Readings


class DateFormat(StrEnum):
    """How the readings are written."""

    TEXT = "text"
    JSON = "json"


def _lines() -> list[str]:
    """The lines of standard input. Raises `SsetrackError` for more than anybody would read."""
    from ssetrack.diagnostic import SsetrackError
    from ssetrack.language.message import message
    from ssetrack.source import DEFAULT_LIMITS
    from ssetrack.workspace.opening import standard_input

    content = standard_input(DEFAULT_LIMITS.file_size)
    if len(content) > DEFAULT_LIMITS.file_size:
        raise SsetrackError(message("standard input is too large"))
    text = content.decode("utf-8-sig", "replace")
    return [line.rstrip("\r") for line in text.removesuffix("\n").split("\n")] if text else []


def date(
    texts: Annotated[
        list[str],
        typer.Argument(metavar="TEXT…", help="Dates to read; `-` reads one per line from standard input."),
    ],
    lang: Annotated[
        str | None,
        typer.Option("--lang", metavar="LANGUAGE", help="Read 4/11/2027 as in a plan in this language."),
    ] = None,
    start: Annotated[
        str | None,
        typer.Option(
            "--start", metavar="DATE", help="The first day of the project, on which M1 and W1 begin."
        ),
    ] = None,
    year_starts: Annotated[
        str | None,
        typer.Option(
            "--year-starts",
            metavar="MM[-DD]",
            help="The day on which years such as 2026/27 begin, for example 04-01.",
        ),
    ] = None,
    format: Annotated[  # noqa: A002  (the option is called --format)
        DateFormat, typer.Option("--format", help="Format of the result.")
    ] = DateFormat.TEXT,
    output: PlainFileOption = None,
) -> None:
    """Show how a date is read: first day, last day, standard form."""
    from ssetrack.cli.days import bounds, year_start
    from ssetrack.cli.printing import columns_for_text, write_result
    from ssetrack.dates import DateProblem, Purpose, absolute, parse
    from ssetrack.workspace.opening import STDIN

    lines = _lines() if texts == [STDIN] else texts
    base = bounds(start, "--start").earliest if start else None
    years = year_start(year_starts, "--year-starts") if year_starts else None
    read = partial(parse, language=lang, start=base, purpose=Purpose.QUESTION, year_starts=years)
    readings = [(text, absolute(read(text), text)) for text in lines]
    write_result(_output(readings, format, lang, columns_for_text(output)), output)
    if any(isinstance(reading, DateProblem) for _, reading in readings):
        raise typer.Exit(ExitCode.FINDINGS)


def _output(
    readings: "Readings",
    format: DateFormat,  # noqa: A002
    lang: str | None,
    columns: int | None,
) -> str:
    from ssetrack.language.speaker import Speaker, supported_language, wanted_language
    from ssetrack.terminal.date_reading import readings_json, readings_text

    match format:
        case DateFormat.JSON:
            return readings_json(readings)
        case DateFormat.TEXT:
            speaker = Speaker(supported_language(wanted_language(lang, os.environ)))
            return readings_text(readings, speaker, columns)
