"""`ssetrack lint`: what is wrong with a plan, where, and what to write instead."""

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from ssetrack.cli import ExitCode
from ssetrack.cli.options import HOW, Colour, ReadingOptions

if TYPE_CHECKING:
    from ssetrack.output.terminal import Console


class Format(StrEnum):
    """How findings are written."""

    FULL = "full"
    CONCISE = "concise"
    JSON = "json"


class FailOn(StrEnum):
    """The least severity that makes the exit code 1."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    NEVER = "never"


def lint(
    reading: ReadingOptions,
    select: Annotated[
        list[str] | None,
        typer.Option("--select", metavar="RULE", help="Only these rules or families."),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option("--ignore", metavar="RULE", help="Not these rules or families."),
    ] = None,
    fail_on: Annotated[
        FailOn | None, typer.Option("--fail-on", help="From which severity on to exit with 1 (error).")
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="The same as --fail-on warning.")] = False,
    fix: Annotated[bool, typer.Option("--fix", help="Make the safe fixes in the files.")] = False,
    unsafe_fixes: Annotated[
        bool, typer.Option("--unsafe-fixes", help="With --fix or --diff: good guesses, too.")
    ] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="Print what --fix would change, and write nothing.")
    ] = False,
    format: Annotated[  # noqa: A002  (the option is called --format)
        Format | None,
        typer.Option(
            "--output-format",
            "--format",
            help="How findings are written; full on a terminal, concise in a pipe.",
            rich_help_panel=HOW,
        ),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option(
            "--output-file", "--output", "-o", metavar="FILE", help="Write to a file.", rich_help_panel=HOW
        ),
    ] = None,
    lang: Annotated[
        str | None,
        typer.Option("--lang", metavar="TAG", help="The language of messages.", rich_help_panel=HOW),
    ] = None,
    color: Annotated[
        Colour, typer.Option("--color", help="When to use colour.", rich_help_panel=HOW)
    ] = Colour.AUTO,
) -> None:
    """Check plans and say what is wrong with them, where, and what to write instead."""
    from ssetrack.cli.desk import open_desk
    from ssetrack.cli.printing import write_result, write_screen
    from ssetrack.rules import Settings, check

    desk = open_desk(reading, lang, name_broken=False)
    config = desk.configuration
    chosen = frozenset(_names(select) or config.select)
    settings = Settings(select=chosen or None, ignore=frozenset((*_names(ignore), *config.ignore)))
    would_change = False
    if fix or diff:
        from ssetrack.cli.fixing import after_fixes, print_all, with_fixes, write_all

        outcome = with_fixes(desk, settings, unsafe=unsafe_fixes)
        findings = outcome.findings
        if diff:
            would_change = print_all(outcome)
        else:
            write_all(outcome)
            desk = after_fixes(desk, outcome)
    else:
        findings = check(desk.portfolio, desk.schedule, settings)
    sources = {one.source.path: one.source for one in desk.portfolio.loaded}
    written = format or (Format.FULL if output is None and sys.stdout.isatty() else Format.CONCISE)
    if diff:
        pass  # the diff is the result
    elif written is Format.JSON:
        from ssetrack.output.findings_data import findings_json

        write_result(findings_json(findings, len(sources)), output)
    else:
        from ssetrack.output.findings import print_concise, print_full
        from ssetrack.output.findings_words import tally

        def draw(to: "Console") -> None:
            if written is Format.FULL:
                print_full(findings, sources, desk.speaker, to)
            else:
                print_concise(findings, desk.speaker, to)
            to.print(tally(findings, len(sources), desk.speaker), soft_wrap=True)

        write_screen(draw, output, color)
    least = FailOn.WARNING if strict and fail_on is None else fail_on or FailOn.ERROR
    failing = {"error": 0, "warning": 1, "note": 2, "never": -1}[least.value]
    if would_change or any(finding.severity.rank <= failing for finding in findings):
        raise typer.Exit(ExitCode.FINDINGS)


def _names(values: list[str] | None) -> tuple[str, ...]:
    return tuple(part.strip() for value in values or () for part in value.split(",") if part.strip())
