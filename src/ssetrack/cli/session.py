"""What nearly every command begins with: read the plans, know the day, look at the statuses.

Comes in: shared options and the configuration. Goes out: a `Desk` with the portfolio, the schedule and how
to speak to the reader. Files that give no plan are named on stderr.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import NamedTuple

import typer

from ssetrack.cli.exit_code import ExitCode
from ssetrack.cli.options import ReadingOptions
from ssetrack.dates import DateProblem, Period, is_zone, parse, today_in
from ssetrack.diagnostic import Severity, SsetrackError
from ssetrack.language.message import message
from ssetrack.language.speaker import Speaker, spoken, wanted_language
from ssetrack.load import Loaded
from ssetrack.portfolio import Portfolio, portfolio
from ssetrack.schedule import Schedule, schedule
from ssetrack.terminal.progress import busy
from ssetrack.workspace.configuration import Configuration, configuration
from ssetrack.workspace.files import STDIN, load_file, plan_paths, total_size
from ssetrack.workspace.remarks import remark

Progress = Callable[[str], Loaded]


class Desk(NamedTuple):
    """The plans on a day, and the reader: their language (None: each plan's own) and who speaks to them."""

    configuration: Configuration
    portfolio: Portfolio
    schedule: Schedule
    timezone: str
    wanted: str | None
    speaker: Speaker

    @property
    def today(self) -> date:
        """The day from which everything is seen."""
        return self.schedule.today


def open_desk(
    reading: ReadingOptions,
    lang: str | None,
    *,
    name_broken: bool = True,
    stdin_name: str = STDIN,
    may_be_empty: bool = False,
) -> Desk:
    """Read the plans that were asked for and date them.

    Raises `SsetrackError` where there are none, unless that may be. `stdin_name` is the path that standard
    input goes by.
    """
    config = configuration()
    wanted = wanted_language(lang or config.lang, os.environ)
    speaker = Speaker(spoken(wanted))
    paths = plan_paths(reading.plans, config, verbose=reading.verbose, may_be_empty=may_be_empty)
    with busy(speaker.say(message("Reading plans")), total_size(paths), sys.stderr):
        plans = portfolio(load_file(path, config.limits, stdin_name=stdin_name) for path in paths)
        zone = shared_zone(plans)
        found = schedule(plans, day_of(reading.today, zone))
    desk = Desk(config, plans, found, zone, wanted, speaker)
    if name_broken:
        name_problems(desk)
        if plans.broken and not plans.files:
            raise typer.Exit(ExitCode.FAILED)  # nothing to show, and nothing to overwrite a file with
    return desk


def read_plans(reading: ReadingOptions, config: Configuration) -> Portfolio:
    """All plans that were asked for. Raises `SsetrackError` where there are none."""
    return portfolio(load_file(path, config.limits) for path in plan_paths(reading.plans, config))


def shared_zone(plans: Portfolio) -> str:
    """The zone that all plans share, else UTC."""
    zones = {file.plan.timezone for file in plans.files}
    only = zones.pop() if len(zones) == 1 else None
    return only if only is not None and is_zone(only) else "UTC"


def day_of(asked: str | None, zone: str) -> date:
    """The day asked for, else today in the zone. Raises `SsetrackError` for what is not one day."""
    if asked is None:
        return today_in(datetime.now(UTC), zone)
    return one_day(asked, "--today")


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


def name_problems(desk: Desk) -> None:
    """Say on stderr which files gave no plan, and how many errors the others have."""
    for loaded in desk.portfolio.broken:
        problem = loaded.problems[0]
        line, column = loaded.source.position(loaded.source.locate(problem.place)[0])
        where = f"{loaded.source.path}:{line}:{column}"
        remark(
            message("{where}: cannot read this plan: {problem}", where=where, problem=problem.message),
            desk.speaker,
        )
    for file in desk.portfolio.files:
        number = sum(
            problem.severity in (None, Severity.ERROR)
            for problem in (*file.loaded.problems, *desk.schedule.problems.get(file.path, ()))
        )
        # A date that counts from nothing, or in a circle, is no problem of its text.
        number += sum(
            use.plan == file.id and desk.schedule.due[use.item].invalid for use in desk.schedule.relatives
        )
        if number:
            one = message("{path}: {number} problem: run `ssetrack lint`", path=file.path, number=number)
            many = message("{path}: {number} problems: run `ssetrack lint`", path=file.path, number=number)
            remark(one if number == 1 else many, desk.speaker)
    sys.stderr.flush()
