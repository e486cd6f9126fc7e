"""`ssetrack export html`: the plans as one page to send round."""

from typing import Annotated

import typer

from ssetrack.cli.exit_code import ExitCode
from ssetrack.cli.options import HOW, FilterOptions, ReadingOptions


def html(
    reading: ReadingOptions,
    filters: FilterOptions,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write to a file.", rich_help_panel=HOW),
    ] = None,
    lang: Annotated[
        str | None,
        typer.Option("--lang", metavar="TAG", help="The language of titles and words.", rich_help_panel=HOW),
    ] = None,
) -> None:
    """Write one page with everything: status, timeline, goals, people, open questions."""
    from ssetrack.cli.commands.look.overview import answered
    from ssetrack.cli.printing import write_result
    from ssetrack.cli.requests import filters_of
    from ssetrack.cli.session import open_desk
    from ssetrack.language.speaker import Speaker, spoken
    from ssetrack.pages.document import Answers, page_html
    from ssetrack.query.columns import View
    from ssetrack.query.coverage import coverage
    from ssetrack.query.questions import questions
    from ssetrack.query.report import Question
    from ssetrack.query.timeline import timeline
    from ssetrack.query.workload import workload

    desk = open_desk(reading, lang)
    language = lang or (desk.portfolio.files[0].language if desk.portfolio.files else "en")
    asked = filters_of(filters)
    view = View(desk.portfolio, language, Speaker(spoken(language)))
    _, everything, report = answered(desk, Question(asked), view)
    answers = Answers(
        report,
        timeline(report, desk.schedule, asked.days),
        coverage(report, "section"),
        workload(report, expanded=False),
        questions(report, everything),
    )
    write_result(page_html(answers), output)
    if desk.portfolio.broken:
        raise typer.Exit(ExitCode.FAILED)
