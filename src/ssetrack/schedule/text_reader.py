"""The texts of one plan that are dates: periods out, and what is wrong with them as problems of a schedule.

Comes in: a plan file, and the schedule so far. Goes out: periods that stand on their own. What counts from
other items is the care of `reader`, what comes back that of `series_reader`.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from ssetrack import dates
from ssetrack.dates import NO_START, DateProblem, Period, Purpose, Relative
from ssetrack.diagnostic import At, Problem, Replacement, Route, Safety, Severity, SuggestedFix
from ssetrack.language.nearest import MOST_GUESSED
from ssetrack.portfolio import PlanFile
from ssetrack.schedule.counting_help import CountingHelp
from ssetrack.schedule.due import Schedule


class TextReader:
    """Reads dates of one plan, in its language and counted from its start."""

    def __init__(self, file: PlanFile, schedule: Schedule) -> None:
        self.file, self.schedule = file, schedule
        self.problems = schedule.problems.setdefault(file.path, [])
        plan = file.plan
        self.explained = 0
        self.counting = CountingHelp(file)
        self.language, self.year_starts = file.language_of_dates, file.year_starts
        if plan.year_starts is not None:
            self.check_year_start(plan.year_starts)
        self.start: date | None = None
        period = schedule.period.get(file.path)
        if period is None and plan.period is not None:
            period = self.period(plan.period, ("period",))
            if period is not None:
                schedule.period[file.path] = period
        if plan.start is not None:
            start = self.period(plan.start, ("start",))
            self.start = start.earliest if start else None
        elif period is not None:
            self.start = period.earliest

    def check_year_start(self, text: str) -> None:
        """Report what is no beginning of a year."""
        read = dates.parse_year_start(text)
        if isinstance(read, DateProblem):
            self.report(read, ("year-starts",))

    def parse(self, text: str, purpose: Purpose = Purpose.DATE) -> dates.DateReading:
        """A text as a date of this plan."""
        return dates.parse(
            text, language=self.language, start=self.start, purpose=purpose, year_starts=self.year_starts
        )

    def period(self, text: str, route: Route, purpose: Purpose = Purpose.DATE) -> Period | None:
        """A text that stands on its own, as a period; None, and a problem, where it is none."""
        read = self.parse(text, purpose)
        if isinstance(read, Relative):
            read = dates.not_relative(text)
        if isinstance(read, DateProblem):
            self.report(read, route)
            return None
        return read

    def report(self, wrong: DateProblem, route: Route, part: Literal["value", "key"] = "value") -> None:
        """Keep a date problem with the place it stands at; a start that is missing is missed once."""
        missed = self.schedule.reported.setdefault((self.file.path, (NO_START,)), [])
        if wrong.rule == NO_START and missed:
            return
        if wrong.about is not None and self.explained < MOST_GUESSED:
            self.explained += 1
            wrong = wrong._replace(help=self.counting.help(wrong.about) or wrong.help)
        fix = None
        if wrong.suggestion is not None:
            fix = SuggestedFix(Safety.UNSAFE, (Replacement(At(route, part), wrong.suggestion),))
        severity = Severity.WARNING if wrong.rule == NO_START else None
        problem = Problem(
            wrong.rule,
            At(route, part),
            wrong.message,
            wrong.help,
            fix=fix,
            severity=severity,
            instead=wrong.instead,
        )
        if wrong.rule == NO_START:
            missed.append(problem)
        same = self.schedule.reported.setdefault((self.file.path, route), [])
        if problem not in same:
            same.append(problem)
            self.problems.append(problem)


def purpose_of(route: Route) -> Purpose:
    """What the text at a route is read for: of all dates, only a deadline takes `by` and its like."""
    is_deadline = len(route) > 2 and route[-3] == "deadline" and route[-1] == "date"
    return Purpose.DEADLINE if is_deadline else Purpose.DATE
