"""`ssetrack fmt`: safe rewrites of dates, quotes, lists and line ends."""

from typing import Annotated

import typer

from ssetrack.cli.exit_code import ExitCode
from ssetrack.cli.options import ReadingOptions


def fmt(
    reading: ReadingOptions,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit with 1 if a file would change.")
    ] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Like --check, and show what would change.")] = False,
) -> None:
    """Rewrite plans in one style; what they say stays the same.

    Dates get their standard form, texts that other programs misread get quotes, single values become lists.

    The order of fields, comments and line breaks stay as they are.
    """
    from ssetrack.cli.commands.change.edit_session import write_fixed
    from ssetrack.cli.days import day_of
    from ssetrack.cli.printing import write_diff
    from ssetrack.cli.reading import unreadable
    from ssetrack.edit.fixes import FORMATTING, outcome_of_fixes
    from ssetrack.language.message import message
    from ssetrack.lint import Settings
    from ssetrack.workspace.configuration import configuration
    from ssetrack.workspace.files import plan_paths, read_file
    from ssetrack.workspace.remarks import remark

    config = configuration()
    paths = plan_paths(reading.plans, config, verbose=reading.verbose)
    sources = [read_file(path, config.limits) for path in paths]
    outcome = outcome_of_fixes(
        sources,
        day_of(reading.today, "UTC"),
        Settings(select=FORMATTING),
        unsafe=False,
        formatting=True,
        limits=config.limits,
    )
    changed = [file for file in outcome.files if file.fixes]
    if not (check or diff):
        write_fixed(outcome.files)
    for file in changed:
        if diff:
            write_diff(file.before.text, file.after.text, file.before.path)
        elif check:
            remark(message("{path} would change", path=file.before.path))
        else:
            remark(message("reformatted {path}", path=file.before.path))
    broken = [source for source in sources if source.broken]
    for source in broken:
        remark(unreadable(source))
    if broken:
        raise typer.Exit(ExitCode.FAILED)
    if changed and (check or diff):
        raise typer.Exit(ExitCode.FINDINGS)
