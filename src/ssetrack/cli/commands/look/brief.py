"""`ssetrack brief`, and `ssetrack` alone: what matters today, on one screen."""

import shlex
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from ssetrack.cli.lazy import Writer
from ssetrack.cli.options import HOW, FilterOptions, OutputOptions, ReadingOptions, SinceOption

if TYPE_CHECKING:
    from ssetrack.wording.brief import Commands


class BriefFormat(StrEnum):
    """How the brief is written."""

    TABLE = "table"
    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


def writer(format: BriefFormat) -> Writer:  # noqa: A002
    """What writes the answer in a format."""
    match format:
        case BriefFormat.TABLE:
            return Writer("ssetrack.terminal.brief_screen:print_brief", draws=True)
        case BriefFormat.TEXT:
            return Writer("ssetrack.formats.brief_text:brief_text")
        case BriefFormat.JSON:
            return Writer("ssetrack.formats.brief_data:brief_json")
        case BriefFormat.MARKDOWN:
            return Writer("ssetrack.formats.brief_text:brief_markdown")


def brief(
    reading: ReadingOptions,
    filters: FilterOptions,
    output: OutputOptions,
    since: SinceOption = None,
    format: Annotated[  # noqa: A002  (the option is called --format)
        BriefFormat,
        typer.Option("--format", help="Format of the answer; `text` is for a mail.", rich_help_panel=HOW),
    ] = BriefFormat.TABLE,
) -> None:
    """Show what matters today on one screen.

    What is overdue, what is due next, which decisions are needed, and what changed since last week.
    `ssetrack` alone does the same.
    """
    from ssetrack.cli.commands.look.since import changes_or_reason, name_limits
    from ssetrack.cli.printing import write_answer
    from ssetrack.cli.reading import end, read_plans
    from ssetrack.cli.requests import filters_of, view_of, with_own_zone
    from ssetrack.query.brief import brief as brief_of
    from ssetrack.query.report import Question, report
    from ssetrack.wording.brief import ToldBrief

    session = read_plans(reading, output.lang)
    view = view_of(session, output.lang, for_people=format is not BriefFormat.JSON, iso=output.iso)
    if format is BriefFormat.TABLE:  # what is sent to others does not depend on where one lives
        view = with_own_zone(view)
    asked = filters_of(filters, session.snapshot)
    found = report(session.snapshot, Question(asked), view)
    changed, unknown = changes_or_reason(session, since, reading.plans, view, asked)
    answer = brief_of(found, changed, unknown)
    if format is BriefFormat.JSON:
        write_answer(answer, writer(format), output)
        if changed is not None:
            name_limits(changed, session.speaker)
    else:
        is_here = format is BriefFormat.TABLE
        told = ToldBrief(answer, _commands(reading, filters, since)) if is_here else ToldBrief(answer)
        write_answer(told, writer(format), output)
    end(session)


def _commands(reading: ReadingOptions, filters: FilterOptions, since: str | None) -> "Commands":
    """The commands that show the rest of each list, for the same plans and filters."""
    from ssetrack.cli.commands.look.since import A_WEEK
    from ssetrack.wording.brief import Commands

    options = []
    for name, value in filters._asdict().items():
        option = f"--{name.rstrip('_').replace('_', '-')}"
        if value is True:
            options.append(option)
        elif value:
            options += [
                f"{option} {shlex.quote(one)}" for one in (value if isinstance(value, list) else [value])
            ]
    plans = [shlex.quote(plan) for plan in reading.plans or ()]

    def command(*words: str, filtered: bool = True) -> str:
        return " ".join(("ssetrack", *words, *plans, *(options if filtered else ())))

    return Commands(
        command("status", "--state overdue"),
        command("status", "--state due-soon"),
        command("open"),
        command("diff", f"--since {shlex.quote(since or A_WEEK)}", filtered=False),
        command("status"),
    )
