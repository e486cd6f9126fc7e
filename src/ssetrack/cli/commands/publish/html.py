"""`ssetrack export html`: the plans as one page to send round."""

from typing import Annotated

import typer

from ssetrack.cli.options import HOW, FilterOptions, ReadingOptions


def html(
    reading: ReadingOptions,
    filters: FilterOptions,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write to this file.", rich_help_panel=HOW),
    ] = None,
    lang: Annotated[
        str | None,
        typer.Option(
            "--lang",
            metavar="LANGUAGE",
            help="Language of titles and words, for example fr.",
            rich_help_panel=HOW,
        ),
    ] = None,
    notes: Annotated[
        bool, typer.Option("--notes", help="Publish the log of each item too.", rich_help_panel=HOW)
    ] = False,
) -> None:
    """Write one web page with the whole plan."""
    from ssetrack.cli.printing import write_result
    from ssetrack.cli.reading import end, read_plans
    from ssetrack.cli.requests import filters_of, plan_language
    from ssetrack.language.speaker import Speaker, supported_language
    from ssetrack.pages.document import Answers, page_html
    from ssetrack.query.columns import View
    from ssetrack.query.coverage import coverage
    from ssetrack.query.questions import questions
    from ssetrack.query.report import Question, report
    from ssetrack.query.timeline import timeline
    from ssetrack.query.workload import workload

    session = read_plans(reading, lang)
    language = lang or plan_language(session) or "en"
    asked = filters_of(filters, session.snapshot)
    view = View(session.snapshot.portfolio, language, Speaker(supported_language(language)))
    items = report(session.snapshot, Question(asked), view)
    answers = Answers(
        items,
        timeline(items, asked.days),
        coverage(items, "section"),
        workload(items, expanded=False),
        questions(items),
        notes,
    )
    write_result(page_html(answers), output)
    end(session)
