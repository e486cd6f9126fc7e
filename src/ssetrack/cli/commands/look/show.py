"""`ssetrack show ID`: everything about one activity."""

from enum import StrEnum
from typing import Annotated

import typer

from ssetrack.cli.completion import activity_ids
from ssetrack.cli.exit_code import ExitCode
from ssetrack.cli.lazy import Writer
from ssetrack.cli.options import HOW, OutputOptions, ReadingOptions


class Format(StrEnum):
    """How the activity is shown."""

    TEXT = "text"
    JSON = "json"


def writer(format: Format) -> Writer:  # noqa: A002
    """What writes the answer in a format."""
    match format:
        case Format.TEXT:
            return Writer("ssetrack.terminal.activity:print_dossier", draws=True)
        case Format.JSON:
            return Writer("ssetrack.formats.data:dossier_json")


def show(
    id_: Annotated[
        str,
        typer.Argument(
            metavar="ID", help="An activity, a milestone (5.4/draft) or plan:id.", autocompletion=activity_ids
        ),
    ],
    reading: ReadingOptions,
    output: OutputOptions,
    format: Annotated[  # noqa: A002  (the option is called --format)
        Format, typer.Option("--format", help="How it is shown.", rich_help_panel=HOW)
    ] = Format.TEXT,
) -> None:
    """Show everything that is known about one activity."""
    from ssetrack.cli.printing import write_answer
    from ssetrack.cli.requests import view_of
    from ssetrack.cli.session import open_desk
    from ssetrack.query.activity_detail import dossier
    from ssetrack.status import SOON, statuses

    desk = open_desk(reading, output.lang)
    days = SOON if desk.configuration.soon is None else desk.configuration.soon
    found = statuses(desk.portfolio, desk.schedule, days)
    view = view_of(desk, output.lang, for_people=format is Format.TEXT)
    answer = dossier(id_, found, view, desk.schedule, desk.timezone)
    write_answer(answer, writer(format), output)
    if desk.portfolio.broken:
        raise typer.Exit(ExitCode.FAILED)
