"""What the commands that change plans have in common: which files, which items, and whether they write.

As in `options`, a command takes a group as one parameter.
"""

# No postponed annotations in modules with options: each would be compiled again (docs/dev/performance.md).
from typing import Annotated, NamedTuple

import typer

from ssetrack.cli.completion import activity_ids, goal_names, owner_names, section_names, tag_names
from ssetrack.cli.options import WHICH

EditTodayOption = Annotated[
    str | None,
    typer.Option(
        "--today",
        metavar="DATE",
        envvar="SSETRACK_TODAY",
        help="Count `+2w` and `yesterday` from this day. Default: today.",
    ),
]
"""`--today`, for what changes plans: dates count from that day, and nothing is shown as of it."""


InOption = Annotated[
    list[str] | None,
    typer.Option(
        "--in",
        metavar="PATH",
        help="Plan files or folders. "
        "Default: `plans` in ssetrack.toml, else plans/, else the current folder.",
    ),
]
"""`--in`, for what changes plans and has other arguments."""

DryRunOption = Annotated[bool, typer.Option("--dry-run", help="Show what would change; write nothing.")]

OnOption = Annotated[
    str | None,
    typer.Option("--on", metavar="DATE", help="The date, if the last word could also be an id."),
]
"""`--on`, for what takes ids and then a date."""

SeriesOption = Annotated[bool, typer.Option("--series", help="Change the whole series, not one time of it.")]
"""`--series`, for what otherwise asks which time of a series is meant."""


class EditOptions(NamedTuple):
    """Which files may be changed, as of which day, and whether they are."""

    in_: InOption = None
    dry_run: DryRunOption = False
    today: EditTodayOption = None


class ChoiceOptions(NamedTuple):
    """Which items of several are changed together, where they are not named one by one."""

    items: Annotated[
        list[str] | None,
        typer.Option(
            "--items",
            metavar="A,B,…",
            help="These items, by id.",
            rich_help_panel=WHICH,
            autocompletion=activity_ids,
        ),
    ] = None
    owner: Annotated[
        list[str] | None,
        typer.Option(
            "--owner",
            metavar="NAME",
            help="All items that this person or team is responsible for.",
            rich_help_panel=WHICH,
            autocompletion=owner_names,
        ),
    ] = None
    goal: Annotated[
        list[str] | None,
        typer.Option(
            "--goal",
            metavar="GOAL",
            help="All items that support this goal.",
            rich_help_panel=WHICH,
            autocompletion=goal_names,
        ),
    ] = None
    section: Annotated[
        list[str] | None,
        typer.Option(
            "--section",
            metavar="NAME",
            help="All items of this section and the sections inside it (id or title).",
            rich_help_panel=WHICH,
            autocompletion=section_names,
        ),
    ] = None
    tag: Annotated[
        list[str] | None,
        typer.Option(
            "--tag",
            metavar="TAG",
            help="All items with this tag.",
            rich_help_panel=WHICH,
            autocompletion=tag_names,
        ),
    ] = None
