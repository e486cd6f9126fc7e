"""`ssetrack export csv|json|markdown|mermaid`: the same items as `status`, for other programs and pages.

Texts are in the plan's language unless `--lang` asks for another, never in the environment's.
"""

from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from ssetrack.cli.options import HOW, FilterOptions, ReadingOptions

if TYPE_CHECKING:
    from ssetrack.query.report import Report
    from ssetrack.workspace.session import Session


class ExportOptions(NamedTuple):
    """Where an export goes, and in which language its texts are."""

    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write to a file.", rich_help_panel=HOW),
    ] = None
    lang: Annotated[
        str | None,
        typer.Option("--lang", metavar="TAG", help="The language of titles.", rich_help_panel=HOW),
    ] = None


class RowOptions(NamedTuple):
    """Which columns, and in which order."""

    sort: Annotated[
        list[str] | None,
        typer.Option(
            "--sort", metavar="COLUMN", help="Sort by a column; -COLUMN backwards.", rich_help_panel=HOW
        ),
    ] = None
    columns: Annotated[
        str | None,
        typer.Option("--columns", metavar="A,B,…", help="Write these columns.", rich_help_panel=HOW),
    ] = None


def csv(reading: ReadingOptions, filters: FilterOptions, output: ExportOptions, rows: RowOptions) -> None:
    """Write the items as CSV, safe to open in a spreadsheet."""
    from ssetrack.formats.data import status_csv

    session, report = _report(reading, filters, output, rows)
    _finish(status_csv(report), session, output)


def json(reading: ReadingOptions, filters: FilterOptions, output: ExportOptions) -> None:
    """Write the items as JSON, as `status --format json` does, with every field of the plans."""
    from ssetrack.formats.plan_data import export_json

    session, report = _report(reading, filters, output, RowOptions())
    _finish(export_json(report), session, output)


def markdown(
    reading: ReadingOptions,
    filters: FilterOptions,
    output: ExportOptions,
    rows: RowOptions,
    group_by: Annotated[
        str | None,
        typer.Option(
            "--group-by", metavar="COLUMN", help="owner, goal, section, state, …", rich_help_panel=HOW
        ),
    ] = None,
) -> None:
    """Write the items as a Markdown table, closed ones too."""
    from ssetrack.formats.markdown import status_markdown

    session, report = _report(reading, filters, output, rows, group_by, for_people=True)
    _finish(status_markdown(report), session, output)


def mermaid(reading: ReadingOptions, filters: FilterOptions, output: ExportOptions) -> None:
    """Write the items as a Mermaid Gantt chart, for pages that draw one."""
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
    from ssetrack.cli.requests import filters_of, plan_language
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
        tuple(name for names in rows.sort or () for name in names.split(",")),
        group_by,
        tuple(name.strip() for name in rows.columns.split(",")) if rows.columns else (),
    )
    return session, report(session.snapshot, question, view)


def _finish(text: str, session: "Session", output: ExportOptions) -> None:
    from ssetrack.cli.printing import write_result
    from ssetrack.cli.reading import end

    write_result(text, output.output)
    end(session)
