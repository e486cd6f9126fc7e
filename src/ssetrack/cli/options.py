"""Options that commands share, as groups of parameters.

A command takes a group as one parameter (`filters: FilterOptions`); `with_groups` spells the group's fields
out as options of their own for typer, and puts them together again for the command.
"""

# No postponed annotations in modules with options: each would be compiled again (docs/dev/performance.md).
import inspect
from collections.abc import Callable
from enum import StrEnum
from typing import Annotated, Any, NamedTuple

import typer

from ssetrack.cli.completion import (
    flags,
    goal_names,
    owner_names,
    plan_names,
    roles,
    section_names,
    since_words,
    states,
    tag_names,
)
from ssetrack.language.message import message

WHICH = message("Which items").template
HOW = message("How it is shown").template

ITEM = message(
    "The id of an activity or milestone (5.4/draft); plan:id with several plans; "
    "ID@DATE for one time of a series."
).template
"""What an id on the command line may be."""


class Colour(StrEnum):
    """When results are coloured."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


class TableFormat(StrEnum):
    """How what is a table on a terminal can be written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MARKDOWN = "markdown"


TodayOption = Annotated[
    str | None,
    typer.Option(
        "--today",
        metavar="DATE",
        envvar="SSETRACK_TODAY",
        help="Show the state on this day: 2027-03-31, `yesterday`, `+30d`. Default: today.",
    ),
]
"""`--today`, for every command that has a day; `cli.days` reads it."""


SinceOption = Annotated[
    str | None,
    typer.Option(
        "--since",
        metavar="DAY",
        help="Compare with the plans as they were when this day began: `7d`, `yesterday`, 2027-03-31.",
        autocompletion=since_words,
    ),
]
"""`--since`, for what compares the plans with their past."""


class ReadingOptions(NamedTuple):
    """What is read, and as of which day."""

    plans: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PLANS]…",
            help="Plan files or folders; `-` reads standard input. "
            "Default: `plans` in ssetrack.toml, else plans/, else the current folder.",
        ),
    ] = None
    today: TodayOption = None
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Say which files were read and which were skipped.")
    ] = False


FileOption = Annotated[
    str | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write to this file.", rich_help_panel=HOW),
]
"""`--output`, for what is printed unless a file is named."""

PlainFileOption = Annotated[
    str | None, typer.Option("--output", "-o", metavar="FILE", help="Write to this file.")
]
"""The same for a command with so few options that no heading parts them."""

MessageLanguageOption = Annotated[
    str | None,
    typer.Option("--lang", metavar="LANGUAGE", help="Language of the messages, for example fr."),
]
"""`--lang`, for what speaks to whoever runs the command; under no heading."""

WordsLanguageOption = Annotated[
    str | None,
    typer.Option(
        "--lang",
        metavar="LANGUAGE",
        help="Language of titles and words, for example fr.",
        rich_help_panel=HOW,
    ),
]
"""`--lang`, for what is made for readers of one language."""

GroupByOption = Annotated[
    str | None,
    typer.Option(
        "--group-by",
        metavar="COLUMN",
        help="Group by this column, for example owner, goal, section or state.",
        rich_help_panel=HOW,
    ),
]
"""`--group-by`, for tables of items."""


class OutputOptions(NamedTuple):
    """Where results go, in which language and colour."""

    output: FileOption = None
    lang: Annotated[
        str | None,
        typer.Option(
            "--lang",
            metavar="LANGUAGE",
            help="Language of titles and headings, for example fr.",
            rich_help_panel=HOW,
        ),
    ] = None
    iso: Annotated[
        bool, typer.Option("--iso", help="Show dates as 2004-06-30, not in words.", rich_help_panel=HOW)
    ] = False
    color: Annotated[Colour, typer.Option("--color", help="When to use colours.", rich_help_panel=HOW)] = (
        Colour.AUTO
    )


class FilterOptions(NamedTuple):
    """Which items are wanted; the same for every command that lists items."""

    owner: Annotated[
        list[str] | None,
        typer.Option(
            "--owner",
            metavar="NAME",
            help="Only items of this person or team.",
            rich_help_panel=WHICH,
            autocompletion=owner_names,
        ),
    ] = None
    mine: Annotated[
        bool,
        typer.Option(
            "--mine",
            help="Only your items and those of your teams. Who you are: `me` in your config.toml.",
            rich_help_panel=WHICH,
        ),
    ] = False
    no_teams: Annotated[
        bool,
        typer.Option(
            "--no-teams", help="With --owner: without the items of a person's teams.", rich_help_panel=WHICH
        ),
    ] = False
    role: Annotated[
        list[str] | None,
        typer.Option(
            "--role",
            metavar="ROLE",
            help="With --owner: only in this role (owner, with, accountable, consulted, informed).",
            rich_help_panel=WHICH,
            autocompletion=roles,
        ),
    ] = None
    goal: Annotated[
        list[str] | None,
        typer.Option(
            "--goal",
            metavar="GOAL",
            help="Only items that support this goal.",
            rich_help_panel=WHICH,
            autocompletion=goal_names,
        ),
    ] = None
    section: Annotated[
        list[str] | None,
        typer.Option(
            "--section",
            metavar="NAME",
            help="Only this section and the sections inside it (id or title).",
            rich_help_panel=WHICH,
            autocompletion=section_names,
        ),
    ] = None
    state: Annotated[
        list[str] | None,
        typer.Option(
            "--state",
            metavar="STATE",
            help="Only items in this state (overdue, due-soon, upcoming, ongoing, undated, on-hold, "
            "done, cancelled).",
            rich_help_panel=WHICH,
            autocompletion=states,
        ),
    ] = None
    flag: Annotated[
        list[str] | None,
        typer.Option(
            "--flag",
            metavar="FLAG",
            help="Only items with this flag (unassigned, blocked, undecided, started, approximate, invalid).",
            rich_help_panel=WHICH,
            autocompletion=flags,
        ),
    ] = None
    tag: Annotated[
        list[str] | None,
        typer.Option(
            "--tag",
            metavar="TAG",
            help="Only items with this tag.",
            rich_help_panel=WHICH,
            autocompletion=tag_names,
        ),
    ] = None
    plan: Annotated[
        list[str] | None,
        typer.Option(
            "--plan",
            metavar="ID",
            help="Only items of this plan.",
            rich_help_panel=WHICH,
            autocompletion=plan_names,
        ),
    ] = None
    from_: Annotated[
        str | None,
        typer.Option(
            "--from", metavar="DATE", help="Only items due on this day or later.", rich_help_panel=WHICH
        ),
    ] = None
    to: Annotated[
        str | None,
        typer.Option(
            "--to", metavar="DATE", help="Only items due on this day or earlier.", rich_help_panel=WHICH
        ),
    ] = None
    text: Annotated[
        str | None,
        typer.Option(
            "--text", metavar="TEXT", help="Only items that contain this text.", rich_help_panel=WHICH
        ),
    ] = None


def with_groups(function: Callable[..., None]) -> Callable[..., None]:
    """The command with each group of options spelt out as options of its own, as typer wants them."""
    groups: dict[str, Any] = {}
    parameters: list[inspect.Parameter] = []
    for parameter in inspect.signature(function).parameters.values():
        group = parameter.annotation
        if hasattr(group, "_field_defaults"):
            groups[parameter.name] = group
            parameters.extend(
                _parameter(name, hint, group._field_defaults[name])
                for name, hint in group.__annotations__.items()
            )
        else:
            parameters.append(_parameter(parameter.name, parameter.annotation, parameter.default))

    def command(**values: Any) -> None:
        for name, group in groups.items():
            values[name] = group(**{field: values.pop(field) for field in group._fields})
        function(**values)

    command.__name__, command.__doc__ = function.__name__, function.__doc__
    command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    command.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return command


def _parameter(name: str, hint: object, default: object) -> inspect.Parameter:
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=hint)
