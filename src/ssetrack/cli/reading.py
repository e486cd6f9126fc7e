"""What nearly every command begins with: read the plans that were asked for, and say which cannot be read.

Comes in: shared options. Goes out: a `Session`. Files that give no plan are named on stderr.
"""

from __future__ import annotations

import sys

import typer

from ssetrack.cli.days import day_asked
from ssetrack.cli.exit_code import ExitCode
from ssetrack.cli.options import ReadingOptions
from ssetrack.diagnostic import Problem, Severity
from ssetrack.language.message import Message, count_of, message
from ssetrack.language.speaker import Speaker
from ssetrack.source import Source
from ssetrack.status.snapshot import Snapshot
from ssetrack.terminal.progress import busy
from ssetrack.workspace.configuration import configuration
from ssetrack.workspace.files import plans_found, total_size
from ssetrack.workspace.opening import STDIN
from ssetrack.workspace.remarks import remark
from ssetrack.workspace.session import Session, open_session, reader_of

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


def name_problems(plans: Snapshot, speaker: Speaker) -> None:
    """Say on stderr which files gave no plan, and how many errors the others have."""
    for loaded in plans.portfolio.broken:
        remark(unreadable(loaded.source, loaded.problems[0]), speaker)
    dated = plans.schedule
    for file in plans.portfolio.files:
        number = sum(
            problem.severity in (None, Severity.ERROR)
            for problem in (*file.loaded.problems, *dated.problems.get(file.path, ()))
        )
        # A date that counts from nothing, or in a circle, is no problem of its text.
        number += sum(use.plan == file.id and dated.due[use.item].invalid for use in dated.relatives)
        if number:
            said = count_of(
                "{path}: {number} field or date could not be read; `ssetrack lint {path}` explains it and"
                " checks more",
                "{path}: {number} fields or dates could not be read; `ssetrack lint {path}` explains them and"
                " checks more",
                number,
                path=file.path,
            )
            remark(said, speaker)


def unreadable(source: Source, why: Problem | None = None) -> Message:
    """Why a file gives no plan: the first problem of its text, unless it is known to be another."""
    problem = why or source.problems[0]
    line, column = source.position(source.locate(problem.place)[0])
    where = f"{source.path}:{line}:{column}"
    return message("{where}: cannot read this plan: {problem}", where=where, problem=problem.message)


def end(session: Session) -> None:
    """End the run with a failure if a file gave no plan: what was shown is not all there is."""
    if session.snapshot.portfolio.broken:
        raise typer.Exit(ExitCode.FAILED)
