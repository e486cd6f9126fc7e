"""`ssetrack lint`: what is wrong with a plan, where, and what to write instead."""

import os
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from ssetrack.cli.completion import rules_and_families
from ssetrack.cli.exit_code import ExitCode
from ssetrack.cli.lint.formats import Format
from ssetrack.cli.options import HOW, Colour, ReadingOptions
from ssetrack.language.message import message

if TYPE_CHECKING:
    from ssetrack.diagnostic import Finding
    from ssetrack.workspace.session import Session

RULES = message("Which problems are reported").template
CI = message("For CI and editors").template


class FailOnSeverity(StrEnum):
    """The least severity that makes the exit code 1."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    NEVER = "never"


class RuleOptions(NamedTuple):
    """Which rules are run, and which findings are known already."""

    select: Annotated[
        list[str] | None,
        typer.Option(
            "--select",
            metavar="RULE",
            help="Check only these rules or families.",
            autocompletion=rules_and_families,
            rich_help_panel=RULES,
        ),
    ] = None
    ignore: Annotated[
        list[str] | None,
        typer.Option(
            "--ignore",
            metavar="RULE",
            help="Do not check these rules or families.",
            autocompletion=rules_and_families,
            rich_help_panel=RULES,
        ),
    ] = None
    baseline: Annotated[
        str | None,
        typer.Option(
            "--baseline",
            metavar="FILE",
            help="Report only problems that are not in this file.",
            rich_help_panel=RULES,
        ),
    ] = None
    write_baseline: Annotated[
        bool,
        typer.Option(
            "--write-baseline",
            help="Save the problems of today in the file of --baseline; from then on, only new "
            "ones are reported.",
            rich_help_panel=RULES,
        ),
    ] = False
    show_settings: Annotated[
        bool,
        typer.Option(
            "--show-settings",
            help="Show which rules would be checked, without checking them.",
            rich_help_panel=RULES,
        ),
    ] = False


class FixOptions(NamedTuple):
    """Whether fixes are made."""

    fix: Annotated[bool, typer.Option("--fix", help="Fix in the files what can be fixed safely.")] = False
    unsafe_fixes: Annotated[
        bool,
        typer.Option("--unsafe-fixes", help="With --fix or --diff: also the corrections that are a guess."),
    ] = False
    diff: Annotated[
        bool, typer.Option("--diff", help="Show what --fix would change, without changing anything.")
    ] = False


class ServiceOptions(NamedTuple):
    """What scripts, editors and CI services need."""

    fail_on: Annotated[
        FailOnSeverity | None,
        typer.Option(
            "--fail-on",
            help="Exit with 1 if there is a problem of this severity or a worse one. Default: error.",
            rich_help_panel=CI,
        ),
    ] = None
    strict: Annotated[
        bool, typer.Option("--strict", help="The same as --fail-on warning.", rich_help_panel=CI)
    ] = False
    exit_zero: Annotated[
        bool, typer.Option("--exit-zero", help="Exit with 0 even if there are problems.", rich_help_panel=CI)
    ] = False
    allow_empty: Annotated[
        bool, typer.Option("--allow-empty", help="Do not fail if no plan is found.", rich_help_panel=CI)
    ] = False
    stdin_filename: Annotated[
        str | None,
        typer.Option(
            "--stdin-filename",
            metavar="PATH",
            help="Check standard input, and call it by this name in the problems.",
            rich_help_panel=CI,
        ),
    ] = None


class FindingOptions(NamedTuple):
    """How findings are written, and where to."""

    format: Annotated[
        Format | None,
        typer.Option(
            "--output-format",
            "--format",
            help="Format of the problems. Default: full in a terminal, concise in a pipe.",
            rich_help_panel=HOW,
        ),
    ] = None
    output: Annotated[
        str | None,
        typer.Option(
            "--output-file", "--output", "-o", metavar="FILE", help="Write to this file.", rich_help_panel=HOW
        ),
    ] = None
    lang: Annotated[
        str | None,
        typer.Option(
            "--lang",
            metavar="LANGUAGE",
            help="Language of the messages, for example fr.",
            rich_help_panel=HOW,
        ),
    ] = None
    color: Annotated[Colour, typer.Option("--color", help="When to use colours.", rich_help_panel=HOW)] = (
        Colour.AUTO
    )


def lint(
    reading: ReadingOptions,
    rules: RuleOptions,
    fixes: FixOptions,
    service: ServiceOptions,
    shown: FindingOptions,
) -> None:
    """Find mistakes in plans, and say what to write instead."""
    from ssetrack.cli.arguments import names_in
    from ssetrack.cli.lint.reporting import format_at_hand, report
    from ssetrack.cli.lint.settings import rules_in
    from ssetrack.cli.reading import read_plans
    from ssetrack.workspace.opening import STDIN
    from ssetrack.workspace.scope.rule_choice import rule_choice

    reading = _with_stdin(reading, rules, fixes, service)
    session = read_plans(
        reading,
        shown.lang,
        name_broken=False,
        stdin_name=service.stdin_filename or STDIN,
        may_be_empty=service.allow_empty,
        may_be_doubtful=not (fixes.fix or fixes.diff),
    )
    whole = all(Path(path).is_dir() for path in reading.plans or ())
    read = (one.source.path for one in session.snapshot.portfolio.all_files)
    choice = rule_choice(
        session.configuration, read, names_in(rules.select), names_in(rules.ignore), whole=whole
    )
    if rules.show_settings:
        from ssetrack.cli.lint.settings import settings_text
        from ssetrack.cli.printing import write_result

        write_result(settings_text(session, choice.settings), shown.output)
        return
    would_change = False
    if fixes.fix or fixes.diff:
        from ssetrack.cli.lint.fixing import after_fixes, print_all, with_fixes, write_all

        outcome = with_fixes(session, choice.settings, unsafe=fixes.unsafe_fixes)
        found = outcome.findings
        if fixes.diff:
            would_change = print_all(outcome)
        else:
            write_all(outcome, session.speaker)
            session = after_fixes(session, outcome)
    else:
        from ssetrack.lint import check

        found = check(session.snapshot, choice.settings)
    findings = choice.with_strangers(found)
    if rules.baseline is not None:
        from ssetrack.cli.lint.baseline import only_new, write_known

        if rules.write_baseline:
            findings = write_known(findings, session, rules.baseline)
        else:
            findings = only_new(findings, session, choice.settings, rules.baseline)
    if fixes.diff:  # the diff is the result
        _say_what_is_left(findings, session)
    else:
        written = format_at_hand(shown.format, shown.output, os.environ)
        asked = rules_in(names_in(rules.select), every=reading.verbose)
        report(findings, session, written, shown.output, shown.color, asked=asked)
    worst = min((finding.severity.rank for finding in findings), default=99)
    if not service.exit_zero and (would_change or worst <= _failing(service)):
        raise typer.Exit(ExitCode.FINDINGS)


def _say_what_is_left(findings: Sequence["Finding"], session: "Session") -> None:
    """Say on stderr how many findings no fix mends, so that no diff is not taken for no finding."""
    from ssetrack.language.message import message
    from ssetrack.wording.findings import tally
    from ssetrack.workspace.remarks import remark

    if findings:
        found = tally(findings, len(session.snapshot.portfolio.all_files), session.speaker)
        remark(message("still to fix: {tally}", tally=found), session.speaker)


def _failing(service: ServiceOptions) -> int:
    """The rank of severity from which on a finding makes the run fail; -1 for none."""
    from ssetrack.diagnostic import Severity

    least = service.fail_on or (FailOnSeverity.WARNING if service.strict else FailOnSeverity.ERROR)
    return -1 if least is FailOnSeverity.NEVER else Severity(least.value).rank


def _with_stdin(
    reading: ReadingOptions, rules: RuleOptions, fixes: FixOptions, service: ServiceOptions
) -> ReadingOptions:
    """What is read, standard input included if it is given a name. Raises `SsetrackError` for wrong use."""
    from ssetrack.diagnostic import SsetrackError
    from ssetrack.language.message import message
    from ssetrack.workspace.opening import STDIN

    if rules.write_baseline and rules.baseline is None:
        raise SsetrackError(
            message("`--write-baseline` needs a file to write to"), message("add `--baseline baseline.json`")
        )
    if service.stdin_filename is None:
        return reading
    if fixes.fix and not fixes.diff:
        raise SsetrackError(
            message("standard input cannot be fixed in place"), message("use `--diff`, or give a file")
        )
    if reading.plans and STDIN not in reading.plans:
        raise SsetrackError(
            message("`--stdin-filename` is for standard input, but other files are given"),
            message("give `-` as one of the files, or no file"),
        )
    return reading._replace(plans=reading.plans or [STDIN])
