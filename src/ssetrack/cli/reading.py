"""What nearly every command begins with: read the plans that were asked for, and say which cannot be read.

Comes in: shared options. Goes out: a `Session`. Files that give no plan are named on stderr.
"""

from __future__ import annotations

import sys
from datetime import date

import typer

from ssetrack.cli.exit_code import ExitCode
from ssetrack.cli.options import ReadingOptions
from ssetrack.dates import DateProblem, Period, YearStart, parse, parse_year_start, today_in
from ssetrack.diagnostic import Severity, SsetrackError
from ssetrack.language.message import message
from ssetrack.language.speaker import Speaker
from ssetrack.status.snapshot import Snapshot
from ssetrack.terminal.progress import busy
from ssetrack.workspace.configuration import configuration
from ssetrack.workspace.files import STDIN, plans_found, total_size
from ssetrack.workspace.remarks import remark
from ssetrack.workspace.session import Session, now, open_session, reader_of

_read: list[Session] = []
"""What this run has read, kept to its end: the system takes it all back at once (`__main__.leave`)."""


def read_plans(
    reading: ReadingOptions,
    lang: str | None,
    *,
    soon: int | None = None,
    name_broken: bool = True,
    stdin_name: str = STDIN,
    may_be_empty: bool = False,
    may_be_doubtful: bool = False,
) -> Session:
    """Read the plans that were asked for and date them.

    Raises `SsetrackError` where there are none, unless that may be; ends the run where none can be read.
    `soon` is `--soon`; `stdin_name` the path that standard input goes by. Files in folders that may be plans
    are read only where that is asked for.
    """
    config = configuration()
    day = day_asked(reading.today)
    found = plans_found(
        reading.plans,
        config,
        verbose=reading.verbose,
        may_be_empty=may_be_empty,
        may_be_doubtful=may_be_doubtful,
    )
    _, speaker = reader_of(config, lang)
    with busy(speaker.say(message("Reading plans")), total_size(found.paths), sys.stderr):
        session = open_session(
            config, found.paths, lang, day, soon=soon, stdin_name=stdin_name, doubtful=found.doubtful
        )
    _read[:] = [session]
    if name_broken:
        name_problems(session.snapshot, session.speaker)
        if session.snapshot.portfolio.broken and not session.snapshot.portfolio.files:
            raise typer.Exit(ExitCode.FAILED)  # nothing to show, and nothing to overwrite a file with
    return session


def day_asked(asked: str | None) -> date | None:
    """The day that `--today` asks for. Raises `SsetrackError` for what is not one day."""
    return None if asked is None else one_day(asked, "--today")


def day_of(asked: str | None, zone: str) -> date:
    """The day that `--today` asks for, else today in the zone."""
    return day_asked(asked) or today_in(now(), zone)


def one_day(asked: str, option: str) -> date:
    """A text as one day, for an option of that name."""
    read = parse(asked)
    if isinstance(read, Period) and read.earliest is not None and read.earliest == read.latest:
        return read.earliest
    sentence = message("{option} takes a day, and `{text}` is none", option=option, text=asked)
    raise SsetrackError(sentence, read.help if isinstance(read, DateProblem) else message("write YYYY-MM-DD"))


def bounds(asked: str, option: str) -> Period:
    """A text as a period, for an option of that name: `2004-03` means all of March."""
    read = parse(asked)
    if isinstance(read, Period) and (read.earliest or read.latest):
        return read
    sentence = message("{option} takes a date, and `{text}` is none", option=option, text=asked)
    raise SsetrackError(sentence, read.help if isinstance(read, DateProblem) else message("write YYYY-MM-DD"))


def year_start(asked: str, option: str) -> YearStart:
    """A text as the beginning of every year, for an option of that name: `04`, `04-06`."""
    read = parse_year_start(asked)
    if isinstance(read, YearStart):
        return read
    sentence = message("{option} takes the beginning of a year, not `{text}`", option=option, text=asked)
    raise SsetrackError(sentence, read.help)


def name_problems(plans: Snapshot, speaker: Speaker) -> None:
    """Say on stderr which files gave no plan, and how many errors the others have."""
    for loaded in plans.portfolio.broken:
        problem = loaded.problems[0]
        line, column = loaded.source.position(loaded.source.locate(problem.place)[0])
        where = f"{loaded.source.path}:{line}:{column}"
        remark(
            message("{where}: cannot read this plan: {problem}", where=where, problem=problem.message),
            speaker,
        )
    dated = plans.schedule
    for file in plans.portfolio.files:
        number = sum(
            problem.severity in (None, Severity.ERROR)
            for problem in (*file.loaded.problems, *dated.problems.get(file.path, ()))
        )
        # A date that counts from nothing, or in a circle, is no problem of its text.
        number += sum(use.plan == file.id and dated.due[use.item].invalid for use in dated.relatives)
        if number:
            one = message("{path}: {number} problem: run `ssetrack lint`", path=file.path, number=number)
            many = message("{path}: {number} problems: run `ssetrack lint`", path=file.path, number=number)
            remark(one if number == 1 else many, speaker)


def end(session: Session) -> None:
    """End the run with a failure if a file gave no plan: what was shown is not all there is."""
    if session.snapshot.portfolio.broken:
        raise typer.Exit(ExitCode.FAILED)
