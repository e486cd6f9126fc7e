"""`ssetrack diff`: what changed between two states of the plans."""

from enum import StrEnum
from typing import Annotated

import typer

from ssetrack.cli.exit_code import ExitCode
from ssetrack.cli.lazy import Writer
from ssetrack.cli.options import HOW, OutputOptions, SinceOption, TodayOption


class DiffFormat(StrEnum):
    """How the changes are written."""

    TABLE = "table"
    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


def writer(format: DiffFormat) -> Writer:  # noqa: A002
    """What writes the answer in a format."""
    match format:
        case DiffFormat.TABLE:
            return Writer("ssetrack.terminal.changes_list:print_changes", draws=True)
        case DiffFormat.TEXT:
            return Writer("ssetrack.formats.changes_text:changes_text")
        case DiffFormat.JSON:
            return Writer("ssetrack.formats.changes_data:changes_json")
        case DiffFormat.MARKDOWN:
            return Writer("ssetrack.formats.changes_markdown:changes_markdown")


def diff(
    output: OutputOptions,
    old: Annotated[
        str | None,
        typer.Argument(
            metavar="OLD",
            help="The older version: a file, a folder, a git revision REV, REV:PATH or a range REV..REV.",
        ),
    ] = None,
    new: Annotated[
        str | None, typer.Argument(metavar="[NEW]", help="The newer version; after REV alone: which plans.")
    ] = None,
    since: SinceOption = None,
    today: TodayOption = None,
    format: Annotated[  # noqa: A002  (the option is called --format)
        DiffFormat,
        typer.Option("--format", help="Format of the answer; `text` is for a mail.", rich_help_panel=HOW),
    ] = DiffFormat.TABLE,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit with 1 if dates moved.")] = False,
) -> None:
    """Show what changed between two versions of the plans.

    Dates that moved, new items, removed ones, done ones, other owners, other texts.

    As in git, REV alone is compared with the current files, and an empty side of a range is HEAD. With
    --since, OLD and NEW are the plans to look at.
    """
    from ssetrack.cli.printing import write_answer
    from ssetrack.diagnostic import SsetrackError
    from ssetrack.language.message import message
    from ssetrack.query.changes import What

    for_people = format is not DiffFormat.JSON
    if since is not None:
        from ssetrack.cli.commands.look.since import comparison_since

        answer, broken = comparison_since(
            since, old, new, today, output.lang, for_people=for_people, iso=output.iso
        )
    elif old is not None:
        from ssetrack.cli.commands.look.revisions import revision_comparison

        answer, broken = revision_comparison(
            old, new, today, output.lang, for_people=for_people, iso=output.iso
        )
    else:
        raise SsetrackError(
            message("`diff` needs to know what to compare with"),
            message("write for example `ssetrack diff --since 7d` or `ssetrack diff HEAD`"),
        )
    write_answer(answer, writer(format), output)
    if broken:
        raise typer.Exit(ExitCode.FAILED)
    if exit_code and answer.counts[What.MOVED]:
        raise typer.Exit(ExitCode.FINDINGS)
