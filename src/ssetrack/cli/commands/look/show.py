"""`ssetrack show ID`: everything about one activity, or about a plan, a goal, an owner, a section."""

from enum import StrEnum
from typing import Annotated

import typer

from ssetrack.cli.completion import activity_ids
from ssetrack.cli.lazy import Writer
from ssetrack.cli.options import HOW, OutputOptions, ReadingOptions


class ShowFormat(StrEnum):
    """How the activity is shown."""

    TEXT = "text"
    JSON = "json"


def writer(format: ShowFormat) -> Writer:  # noqa: A002
    """What writes the answer in a format."""
    match format:
        case ShowFormat.TEXT:
            return Writer("ssetrack.terminal.activity:print_activity", draws=True)
        case ShowFormat.JSON:
            return Writer("ssetrack.formats.items_json:activity_json")


def part_writer(format: ShowFormat) -> Writer:  # noqa: A002
    """What writes a plan, a goal, an owner or a section in a format."""
    match format:
        case ShowFormat.TEXT:
            return Writer("ssetrack.terminal.part:print_part", draws=True)
        case ShowFormat.JSON:
            return Writer("ssetrack.formats.plan_data:part_json")


def show(
    id_: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="The id of an activity or milestone, or owner:ana, goal:A, section:web; "
            "plan:id with several plans; ID@DATE for one time of a series.",
            autocompletion=activity_ids,
        ),
    ],
    reading: ReadingOptions,
    output: OutputOptions,
    format: Annotated[  # noqa: A002  (the option is called --format)
        ShowFormat, typer.Option("--format", help="Format of the result.", rich_help_panel=HOW)
    ] = ShowFormat.TEXT,
) -> None:
    """Show everything about an item, owner, goal, section or plan."""
    from ssetrack.cli.printing import write_answer
    from ssetrack.cli.reading import end, read_plans
    from ssetrack.cli.requests import view_of, with_own_zone
    from ssetrack.query.activity_detail import activity_detail
    from ssetrack.query.part_detail import part_detail

    session = read_plans(reading, output.lang)
    view = view_of(session, output.lang, for_people=format is ShowFormat.TEXT, iso=output.iso)
    if format is ShowFormat.TEXT:
        view = with_own_zone(view)
    part = part_detail(id_, session.snapshot, view)
    if part is not None:
        write_answer(part, part_writer(format), output)
    else:
        write_answer(activity_detail(id_, session.snapshot, view), writer(format), output)
    end(session)
