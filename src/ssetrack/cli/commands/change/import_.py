"""`ssetrack import`: a plan from the table that people send round."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ssetrack.cli.commands.change.import_format import ImportFormat
from ssetrack.cli.exit_code import ExitCode

if TYPE_CHECKING:
    from ssetrack.cli.commands.change.import_request import Wishes
    from ssetrack.importing.proposal.proposal import Proposal
    from ssetrack.language.message import Message


class DateOrder(StrEnum):
    """Which number of a date such as 4/11/2027 is the day."""

    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"


def import_(
    source: Annotated[
        str,
        typer.Argument(
            metavar="SOURCE",
            help="A document, spreadsheet, web page, mail or text file; `-` reads standard input.",
        ),
    ],
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="The plan to write; the mapping file is written next to it.",
        ),
    ] = None,
    into: Annotated[
        str | None,
        typer.Option(
            "--into", metavar="PLAN", help="Bring this plan up to date with what changed in the table."
        ),
    ] = None,
    accept: Annotated[
        bool,
        typer.Option(
            "--accept", help="With --into: take what the table says, in a plan that was not imported."
        ),
    ] = False,
    look: Annotated[
        bool, typer.Option("--look", help="Show which tables and columns there are; write nothing.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Report only; write nothing.")] = False,
    table: Annotated[
        list[str] | None,
        typer.Option(
            "--table", metavar="N|HEADING", help="Only this table, even if it does not look like a plan."
        ),
    ] = None,
    sheet: Annotated[
        list[str] | None, typer.Option("--sheet", metavar="NAME", help="Only this sheet of a workbook.")
    ] = None,
    attachment: Annotated[
        int | None, typer.Option("--attachment", metavar="N", help="This attachment of a mail (its number).")
    ] = None,
    mapping: Annotated[
        str | None,
        typer.Option(
            "--mapping",
            metavar="FILE",
            help="File with your answers: what columns mean, who is meant, which year.",
        ),
    ] = None,
    lang: Annotated[
        str | None,
        typer.Option(
            "--lang",
            metavar="LANGUAGE",
            help="The language of the table and of the plan; messages are in yours.",
        ),
    ] = None,
    year: Annotated[
        str | None,
        typer.Option(
            "--year",
            metavar="YEAR",
            help="The year of dates without one, for example 2027 or 2026-09/2027-08.",
        ),
    ] = None,
    start: Annotated[
        str | None,
        typer.Option(
            "--start", metavar="DATE", help="The day or month in which month 1 of the project begins."
        ),
    ] = None,
    date_order: Annotated[
        DateOrder | None,
        typer.Option("--date-order", help="Whether 4/11/2027 is 4 November (dmy) or 11 April (mdy)."),
    ] = None,
    id_: Annotated[
        str | None,
        typer.Option("--id", metavar="ID", help="The id of the plan. Default: the name of the file."),
    ] = None,
    title: Annotated[
        str | None, typer.Option("--title", metavar="TEXT", help="The title of the plan.")
    ] = None,
    format: Annotated[  # noqa: A002  (the option is called --format)
        ImportFormat, typer.Option("--format", help="Format of the report.")
    ] = ImportFormat.TEXT,
    today: Annotated[
        str | None,
        typer.Option(
            "--today",
            metavar="DATE",
            envvar="SSETRACK_TODAY",
            help="Import as if it were this day. Default: today.",
        ),
    ] = None,
) -> None:
    """Make a plan from a table: Word, Excel, web page, mail, text.

    What is not clear is kept in its own words and becomes a question.
    """
    from ssetrack.cli.commands.change.import_request import Wishes, checked_plan_for
    from ssetrack.cli.days import day_of

    order = None if date_order is None else date_order.value
    wishes = Wishes(
        source, output, mapping, lang, year, start, order, id_, title,
        tuple(table or ()), tuple(sheet or ()), attachment, into,
    )  # fmt: skip
    _refuse_misfits(wishes, accept=accept)
    if into is not None and not look:
        from ssetrack.cli.commands.change.import_workbook import import_workbook, spreadsheet_in
        from ssetrack.importing.spreadsheet.plans import is_ours

        sheets = spreadsheet_in(wishes)
        if sheets is not None and is_ours(sheets):
            if import_workbook(sheets, wishes, today, format, dry_run=dry_run):
                raise typer.Exit(ExitCode.FINDINGS)
            return
        from ssetrack.cli.commands.change.import_into import import_into

        day = day_of(today, "UTC")
        is_open = import_into(wishes, day, sheets, format, dry_run=dry_run, accept=accept)
        if is_open:
            raise typer.Exit(ExitCode.FINDINGS)
        return
    to_stdout = output in (None, "-")
    if to_stdout and format is ImportFormat.JSON and not (look or dry_run):
        raise _two_results()
    day = day_of(today, "UTC")
    plan = checked_plan_for(wishes, day, may_be_empty=look)
    proposal = plan.proposal
    if look:
        _print_report(proposal, format, preview=True)
        return
    if to_stdout and not dry_run:
        from ssetrack.cli.commands.change.import_writing import print_plan

        print_plan(plan)
    else:
        if not dry_run:
            from ssetrack.cli.commands.change.import_writing import write_plan

            write_plan(plan, Path(str(output)), wishes)
        _print_report(proposal, format, written=None if dry_run else Path(str(output)), source=source)
    if proposal.doubts:
        raise typer.Exit(ExitCode.FINDINGS)


def _print_report(
    proposal: "Proposal",
    format_: ImportFormat,
    *,
    preview: bool = False,
    written: Path | None = None,
    source: str = "",
) -> None:
    from ssetrack.cli.printing import write_result

    answering = None if written is None else _answering(source, written)
    write_result(_report(proposal, format_, answering, preview=preview), None)


def _answering(source: str, plan: Path) -> "Message":
    """How answers come into a plan that was just written: `-o` would refuse it."""
    import shlex

    from ssetrack.cli.commands.change.import_request import MAPPING, beside_plan
    from ssetrack.language.message import message

    return message(
        "with the answers: `{command}` (add the options, or write in `{mapping}` first)",
        command=shlex.join(("ssetrack", "import", source, "--into", str(plan))),
        mapping=str(beside_plan(plan, MAPPING)),
    )


def _report(
    proposal: "Proposal", format_: ImportFormat, answering: "Message | None", *, preview: bool
) -> str:
    match format_:
        case ImportFormat.JSON:
            from ssetrack.importing.report.report_data import report_json

            return report_json(proposal)
        case ImportFormat.TEXT:
            from ssetrack.importing.report.report_text import preview_text, report_text
            from ssetrack.workspace.remarks import reader

            return preview_text(proposal, reader()) if preview else report_text(proposal, reader(), answering)


def _refuse_misfits(wishes: "Wishes", *, accept: bool) -> None:
    """Raise `SsetrackError` for options that do not go together."""
    from ssetrack.diagnostic import SsetrackError
    from ssetrack.language.message import message

    if accept and wishes.into is None:
        raise SsetrackError(
            message("`--accept` needs `--into`"), message("name the plan: `--into plan.yaml --accept`")
        )
    for option, value in (("-o", wishes.output), ("--id", wishes.id), ("--title", wishes.title)):
        if wishes.into is not None and value is not None:
            raise SsetrackError(
                message(
                    "`{option}` is for a new plan, but `--into` changes a plan that exists", option=option
                ),
                message("leave one of them out"),
            )


def _two_results() -> Exception:
    from ssetrack.diagnostic import SsetrackError
    from ssetrack.language.message import message

    return SsetrackError(
        message("`--format json` prints the report, but the plan is printed to the same place"),
        message("write the plan to a file: `-o plan.yaml`; or add `--look` or `--dry-run`"),
    )
