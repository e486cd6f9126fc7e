"""`ssetrack export csv|json|markdown|mermaid`: the same items as `status`, for other programs and pages.

Texts are in the plan's language unless `--lang` asks for another, never in the environment's.
"""

from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from ssetrack.cli.options import HOW, FileOption, FilterOptions, GroupByOption, ReadingOptions

if TYPE_CHECKING:
    from ssetrack.query.report import Report
    from ssetrack.workspace.session import Session


class ExportOptions(NamedTuple):
    """Where an export goes, and in which language its texts are."""

    output: FileOption = None
    lang: Annotated[
        str | None,
        typer.Option(
            "--lang", metavar="LANGUAGE", help="Language of titles, for example fr.", rich_help_panel=HOW
        ),
    ] = None


class RowOptions(NamedTuple):
    """Which columns, and in which order."""

    sort: Annotated[
        list[str] | None,
        typer.Option(
            "--sort",
            metavar="COLUMN",
            help="Sort by this column; -COLUMN sorts backwards.",
            rich_help_panel=HOW,
        ),
    ] = None
    columns: Annotated[
        str | None,
        typer.Option(
            "--columns",
            metavar="A,B,…",
            help="Write these columns, for example id,due,title.",
            rich_help_panel=HOW,
        ),
    ] = None


def csv(
    reading: ReadingOptions,
    filters: FilterOptions,
    output: ExportOptions,
    rows: RowOptions,
    separator: Annotated[
        str | None,
        typer.Option(
            "--separator",
            metavar="SIGN",
            help="Sign between cells. Default: in a file the sign that spreadsheets in the plan's language "
            "expect, a comma or ; (for Mexico use --separator ,); on standard output a comma.",
            rich_help_panel=HOW,
        ),
    ] = None,
    no_bom: Annotated[
        bool,
        typer.Option(
            "--no-bom",
            help="Leave out the mark at the beginning of the file that tells Excel it is UTF-8.",
            rich_help_panel=HOW,
        ),
    ] = False,
) -> None:
    """Write a table as CSV, for Excel, LibreOffice and programs.

    The file opens correctly in a spreadsheet; with --lang its headings are in that language too.
    """
    from ssetrack.formats.csv_table import FOR_PROGRAMS, CsvForm, separator_of, status_csv
    from ssetrack.language.speaker import Speaker, supported_language

    session, report = _report(reading, filters, output, rows)
    form = FOR_PROGRAMS
    if output.output not in (None, "-"):
        headings = Speaker(supported_language(output.lang)) if output.lang else None
        form = CsvForm(separator_of(report.view.language), not no_bom, headings)
    if separator is not None:
        form = form._replace(separator=_sign(separator))
    _finish(status_csv(report, form), session, output)


def _sign(separator: str) -> str:
    """The sign between cells. Raises `SsetrackError` for what cannot be told from what is in the cells."""
    from ssetrack.diagnostic import SsetrackError
    from ssetrack.language.message import message

    sign = "\t" if separator in ("tab", "\\t") else separator
    if sign in (",", ";", "\t", "|"):
        return sign
    raise SsetrackError(
        message("`{separator}` cannot separate cells", separator=separator),
        message("choose: {choices}", choices=", ; | tab"),
    )


def json(reading: ReadingOptions, filters: FilterOptions, output: ExportOptions) -> None:
    """Write all fields of the plans as JSON, for programs."""
    from ssetrack.formats.plan_data import export_json

    session, report = _report(reading, filters, output, RowOptions())
    _finish(export_json(report), session, output)


def markdown(
    reading: ReadingOptions,
    filters: FilterOptions,
    output: ExportOptions,
    rows: RowOptions,
    group_by: GroupByOption = None,
) -> None:
    """Write a Markdown table, for wikis and git pages."""
    from ssetrack.formats.markdown import status_markdown

    session, report = _report(reading, filters, output, rows, group_by, for_people=True)
    _finish(status_markdown(report), session, output)


def mermaid(reading: ReadingOptions, filters: FilterOptions, output: ExportOptions) -> None:
    """Write a Mermaid Gantt chart, for pages that draw one."""
    from ssetrack.formats.mermaid import mermaid as mermaid_of
    from ssetrack.query.timeline import timeline

    session, report = _report(reading, filters, output, RowOptions(), for_people=True)
    _finish(mermaid_of(timeline(report)), session, output)


def _report(
    reading: ReadingOptions,
    filters: FilterOptions,
    output: ExportOptions,
    rows: RowOptions,
    group_by: str | None = None,
    *,
    for_people: bool = False,
) -> "tuple[Session, Report]":
    from ssetrack.cli.reading import read_plans
    from ssetrack.cli.requests import columns_meant, filters_of, group_meant, plan_language
    from ssetrack.language.speaker import ENGLISH, Speaker, supported_language
    from ssetrack.query.columns import View
    from ssetrack.query.report import Question, report

    session = read_plans(reading, output.lang)
    language = output.lang or plan_language(session)
    view = View(
        session.snapshot.portfolio, language, Speaker(supported_language(language)) if for_people else ENGLISH
    )
    question = Question(
        filters_of(filters, session.snapshot),
        columns_meant(rows.sort),
        group_meant(group_by),
        columns_meant([rows.columns] if rows.columns else ()),
    )
    return session, report(session.snapshot, question, view)


def _finish(text: str, session: "Session", output: ExportOptions) -> None:
    from ssetrack.cli.printing import write_result
    from ssetrack.cli.reading import end

    write_result(text, output.output)
    end(session)
