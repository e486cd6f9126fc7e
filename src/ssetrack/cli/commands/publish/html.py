"""`ssetrack export html`: the plans as one page to send round."""

from typing import Annotated

import typer

from ssetrack.cli.options import (
    HOW,
    FileOption,
    FilterOptions,
    ReadingOptions,
    SinceOption,
    WordsLanguageOption,
)


def html(
    reading: ReadingOptions,
    filters: FilterOptions,
    output: FileOption = None,
    lang: WordsLanguageOption = None,
    since: SinceOption = None,
    notes: Annotated[
        bool,
        typer.Option(
            "--notes",
            help="Also show logs, budgets, and notes about single dates of a series.",
            rich_help_panel=HOW,
        ),
    ] = False,
    contacts: Annotated[
        bool,
        typer.Option(
            "--contacts", help="Also show e-mail addresses and other contacts.", rich_help_panel=HOW
        ),
    ] = False,
) -> None:
    """Write one web page with the whole plan.

    It begins with the decisions that are needed and what changed in the last seven days.
    """
    from ssetrack.cli.commands.look.since import changes_or_reason
    from ssetrack.cli.printing import write_result
    from ssetrack.cli.reading import end, read_plans
    from ssetrack.cli.requests import filters_of, plan_language
    from ssetrack.language.speaker import supported_language
    from ssetrack.language.typesetting import PageSpeaker
    from ssetrack.pages.disclosure import Disclosure
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
    view = View(session.snapshot.portfolio, language, PageSpeaker(supported_language(language)))
    items = report(session.snapshot, Question(asked), view)
    changed, unknown = changes_or_reason(session, since, reading.plans, view, asked)
    answers = Answers(
        items,
        timeline(items, asked.days),
        coverage(items, "section"),
        workload(items, expanded=False),
        questions(items),
        changed,
        unknown,
        Disclosure(notes, contacts),
    )
    write_result(page_html(answers), output)
    end(session)
