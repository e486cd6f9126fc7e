"""`ssetrack init`: a first plan, with comments that say what can be written."""

from pathlib import Path
from typing import Annotated

import typer

SCHEMA = "plan.schema.json"
"""The file beside the first plan that tells editors what a plan may hold."""


def init(
    path: Annotated[
        str | None,
        typer.Argument(metavar="[PATH]", help="The file to write, or the folder for it. Default: plans/."),
    ] = None,
    in_: Annotated[str | None, typer.Option("--in", metavar="PATH", help="The same as PATH.")] = None,
    title: Annotated[str | None, typer.Option("--title", metavar="TEXT", help="The plan's title.")] = None,
    language: Annotated[
        str | None,
        typer.Option(
            "--language",
            metavar="LANGUAGE",
            help="The language of the plan and of its comments: en, fr, es or pt. Default: your language.",
        ),
    ] = None,
    from_: Annotated[
        str | None,
        typer.Option("--from", metavar="FILE", help="Make it from a table, as `ssetrack import` does."),
    ] = None,
    example: Annotated[bool, typer.Option("--example", help="Fill it with an example.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print the plan; write nothing.")] = False,
    today: Annotated[
        str | None,
        typer.Option(
            "--today", metavar="DATE", envvar="SSETRACK_TODAY", help="Plan from this day on. Default: today."
        ),
    ] = None,
) -> None:
    """Write a first plan with comments that explain it.

    Its dates are in the coming months. A schema for editors is written next to it. Existing files are never
    overwritten.
    """
    import sys

    from ssetrack.cli.days import day_of
    from ssetrack.diagnostic import SsetrackError
    from ssetrack.edit.first_plan import first_plan
    from ssetrack.language.message import message
    from ssetrack.language.speaker import Speaker, base
    from ssetrack.language.words import LANGUAGES
    from ssetrack.plan.schema import plan_schema
    from ssetrack.plan.slug import slug
    from ssetrack.wording.printable import json_text
    from ssetrack.workspace.configuration import configuration
    from ssetrack.workspace.remarks import remark
    from ssetrack.workspace.session import reader_of
    from ssetrack.workspace.writing import create_file

    if from_ is not None:
        from ssetrack.cli.commands.change.import_ import import_

        name = slug(title or Path(from_).stem) or "plan"
        made = plan_path(path or in_, name)
        _refuse_existing(made, from_)
        import_(from_, str(made), dry_run=dry_run, title=title, lang=language, today=today)
        return
    spoken = language or reader_of(configuration())[1].language
    if base(spoken) not in LANGUAGES:
        raise SsetrackError(
            message("`init` cannot write in `{language}`", language=spoken),
            message("choose: {choices}", choices=", ".join(LANGUAGES)),
        )
    day = day_of(today, "UTC")
    years = str(day.year) if day.month == 1 else f"{day.year}/{day.year + 1}"
    name = title or Speaker(base(spoken)).say(message("Work plan {years}", years=years))
    file = plan_path(path or in_, slug(name) or "plan")
    try:
        text = first_plan(
            title=name,
            plan_id=slug(file.stem) or "plan",
            language=spoken,
            day=day,
            schema=SCHEMA,
            example=example,
        )
    except (OverflowError, ValueError):  # months beyond the year 9999
        raise SsetrackError(
            message("no plan can begin on {day}: its months would be after 9999-12-31", day=day)
        ) from None
    if dry_run:
        sys.stdout.write(text)
        return
    create_file(file, text.encode())
    schema = file.parent / SCHEMA
    if not schema.exists():
        create_file(schema, (json_text(plan_schema(), indent=2) + "\n").encode())
    remark(message("wrote {path}; `ssetrack status {path}` shows it", path=str(file)))


def _refuse_existing(plan: Path, table: str) -> None:
    """Raise `SsetrackError` for a file that is there, or a link of that name."""
    from ssetrack.diagnostic import SsetrackError
    from ssetrack.language.message import message

    if plan.exists() or plan.is_symlink():
        raise SsetrackError(
            message("`{path}` already exists, but `init` only makes new plans", path=str(plan)),
            message(
                "nothing was written; to bring it up to date: `ssetrack import {table} --into {path}`",
                table=table,
                path=str(plan),
            ),
        )


def plan_path(asked: str | None, name: str) -> Path:
    """The file to make: the one that was asked for, or one of that name in a folder."""
    from ssetrack.workspace.scope.plan_name import is_yaml_name

    path = Path(asked or "plans")
    if is_yaml_name(path.suffix) and not path.is_dir():
        return path
    return path / f"{name}.yaml"
