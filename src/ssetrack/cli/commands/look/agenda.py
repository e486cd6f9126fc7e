"""`ssetrack agenda`: what there is to talk about in the next call."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from ssetrack.cli.completion import activity_ids
from ssetrack.cli.lazy import Writer
from ssetrack.cli.options import HOW, FilterOptions, OutputOptions, ReadingOptions, TodayOption

if TYPE_CHECKING:
    from ssetrack.query.agenda import Call
    from ssetrack.workspace.session import Session


class AgendaFormat(StrEnum):
    """How the agenda is written."""

    TEXT = "text"
    HTML = "html"
    MARKDOWN = "markdown"


def writer(format: AgendaFormat) -> Writer:  # noqa: A002
    """What writes the answer in a format."""
    match format:
        case AgendaFormat.TEXT:
            return Writer("ssetrack.formats.agenda_text:agenda_text")
        case AgendaFormat.HTML:
            return Writer("ssetrack.pages.agenda:agenda_html")
        case AgendaFormat.MARKDOWN:
            return Writer("ssetrack.formats.agenda_text:agenda_markdown")


def agenda(
    filters: FilterOptions,
    output: OutputOptions,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[DAY] [PLANS]…",
            help="The day of the agenda, for example 2027-03-31, `tomorrow` or `+7d`. Default: today. "
            "Then plan files or folders. "
            "Default: `plans` in ssetrack.toml, else plans/, else the current folder.",
        ),
    ] = None,
    call: Annotated[
        str | None,
        typer.Option(
            "--call",
            metavar="ID",
            help="The activity that is the call; its next date is used. Default: `call` of [agenda] in "
            "ssetrack.toml, else a call on the day itself.",
            autocompletion=activity_ids,
        ),
    ] = None,
    today: TodayOption = None,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Say which files were read and which were skipped.")
    ] = False,
    format: Annotated[  # noqa: A002  (the option is called --format)
        AgendaFormat | None,
        typer.Option("--format", help="Format of the agenda. Default: text.", rich_help_panel=HOW),
    ] = None,
    ics: Annotated[
        bool,
        typer.Option(
            "--ics",
            help="Write a calendar feed of the call, with the agenda in its next entry.",
            rich_help_panel=HOW,
        ),
    ] = False,
) -> None:
    """Prepare the next call: decisions, late, due and done items.

    With `--call` it looks ahead to the call after the next one; else 30 days.
    """
    from ssetrack.cli.commands.look.agenda_request import call_wanted, day_and_plans
    from ssetrack.cli.printing import write_answer
    from ssetrack.cli.reading import end, read_plans
    from ssetrack.cli.requests import filters_of, view_of
    from ssetrack.language.typesetting import PageSpeaker
    from ssetrack.query.agenda import agenda as agenda_of
    from ssetrack.query.report import Question, report

    day, plans = day_and_plans(words or (), today)
    session = read_plans(ReadingOptions(plans or None, day, verbose), output.lang, name_broken=not ics)
    view = view_of(session, output.lang, for_people=True, iso=output.iso)
    if format is AgendaFormat.HTML:
        view = view._replace(speaker=PageSpeaker(view.speaker.language))
    wanted = call_wanted(call, session, view)
    if ics:
        _write_calendar(session, wanted, filters, output, format)
        return
    items = report(session.snapshot, Question(filters_of(filters, session.snapshot)), view)
    write_answer(agenda_of(items, wanted), writer(format or AgendaFormat.TEXT), output)
    end(session)


def _write_calendar(
    session: "Session",
    call: "Call",
    filters: FilterOptions,
    output: OutputOptions,
    format: AgendaFormat | None,  # noqa: A002
) -> None:
    """Write the feed of the call. Raises `SsetrackError` where there is no call, and for `--format`."""
    from ssetrack.cli.commands.look.agenda_calendar import write_calendar
    from ssetrack.diagnostic import SsetrackError
    from ssetrack.language.message import message

    if call.status is None:
        raise SsetrackError(
            message("`--ics` needs a call"),
            message("name it: `--call ID`, or `call` of [agenda] in ssetrack.toml"),
        )
    if format is not None:
        raise SsetrackError(
            message("`--ics` and `--format` both say how the agenda is written"), message("use one of them")
        )
    write_calendar(session, call, filters, output)
