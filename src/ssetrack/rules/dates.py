"""The family `dates`: what a text of a date says, and how it is written.

Comes in: what `schedule` found while it read the dates, and the texts. Goes out: problems. Whether dates fit
each other is in `order`, what they mean today in `progress`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ssetrack import dates
from ssetrack.dates import DateReading, Period
from ssetrack.diagnostic import At, Problem, Replacement, Route, Safety, Severity, SuggestedFix
from ssetrack.language.message import message
from ssetrack.rules.context import Context
from ssetrack.rules.rule import rule
from ssetrack.schedule import purpose_of

_PLAINLY_CANONICAL = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
"""Most dates of most plans; asked before anything dearer."""


@rule("dates", Severity.ERROR, fix="unsafe")
def impossible_date(context: Context) -> Iterator[Problem]:
    """A day is not in the calendar, or falls on another weekday than the one written.

    30 February, 31 June, "Monday 8 October 2021" (a Friday). Something in it is wrong, and only the author
    knows what. So is a first day that the words of its `repeat:` do not have: a Tuesday that is to come
    back on the first Monday of the month.

    Write the day that was meant. The fix proposes the last day of the month.

    Bad:

        deadline: 31 June 2021

    Good:

        deadline: 2021-06-30
    """
    yield from context.problems_of("impossible-date")


@rule("dates", Severity.ERROR)
def ambiguous_date(context: Context) -> Iterator[Problem]:
    """A date in digits can be read as day/month and as month/day.

    `03/04/2004` is 3 April in Paris and March 4 in New York. In a plan whose `language` is French, Spanish
    or Portuguese the day comes first; elsewhere nothing settles it, so it is not read. How often something
    comes back can be as doubtful: `biweekly`, "every 2nd Tuesday", `quincenal`. So can a year: `2026/27` is
    two years of the calendar, or one that begins in April; the plan's `year-starts` settles it.

    Write `YYYY-MM-DD`, or one of the two that are proposed.

    Bad:

        deadline: 03/04/2004

    Good:

        deadline: 2004-04-03
    """
    yield from context.problems_of("ambiguous-date")


@rule("dates", Severity.ERROR)
def unreadable_date(context: Context) -> Iterator[Problem]:
    """A text stands where a date belongs, and is none that ssetrack reads.

    A date that is guessed at is worse than none. What is read: days, months, quarters and years, ranges of
    them, in words (en, fr, es, pt) or as ISO dates; `ongoing` for what has no end and `?` for what nobody
    knows yet.

    Write one of these; a date may also count from another item. Two dates for two things are two milestones.

    Bad:

        deadline: once the funds are there

    Good:

        deadline: 6 weeks after 1.1
    """
    yield from context.problems_of("unreadable-date")


@rule("dates", Severity.ERROR)
def vague_date(context: Context) -> Iterator[Problem]:
    """A date is too vague to be late.

    "mid-June", "end of 2004", "as soon as possible": everybody reads another day in it.

    Write the period in which it may happen, or a date that is marked as approximate.

    Bad:

        deadline: mid-June 2004

    Good:

        deadline: 2004-06-15~
    """
    yield from context.problems_of("vague-date")


@rule("dates", Severity.ERROR)
def date_without_year(context: Context) -> Iterator[Problem]:
    """A date does not say its year.

    It was clear in the meeting; when the plan is read next year it is not. Nothing fills in a year, because
    it would have to come from the day on which the plan is read.

    Write the year.

    Bad:

        when: 8 October

    Good:

        when: 2004-10-08
    """
    yield from context.problems_of("date-without-year")


@rule("dates", Severity.ERROR)
def week_or_season(context: Context) -> Iterator[Problem]:
    """A date is given as a week of the year or a season.

    Spring is in March or in September, depending on the hemisphere, and weeks are counted in several ways.

    Write the days or the months.

    Bad:

        deadline: spring 2005

    Good:

        deadline: 2005-03/2005-05
    """
    yield from context.problems_of("week-or-season")


@rule("dates", Severity.WARNING)
def no_project_start(context: Context) -> Iterator[Problem]:
    """A date counts months or weeks of the project, and nothing says when the project begins.

    `M18` is the eighteenth month from the plan's `start`, or from the first day of its `period`. Without
    them nobody knows when that is: the item has no date yet, and keeps its words. It is said once for a plan.

    Write the plan's `start:`, or a date.

    Bad:

        activities:
          - {id: 1.1, title: Report, deadline: M18}

    Good:

        start: 2004-09-01
        activities:
          - {id: 1.1, title: Report, deadline: M18}
    """
    yield from context.problems_of("no-project-start")


@rule("dates", Severity.NOTE, fix="safe")
def written_out_date(context: Context) -> Iterator[Problem]:
    """A date is not written in the form that is the same in every language.

    It is read without doubt. The short form (ISO 8601, and EDTF where that has none) sorts, and is what other
    programs read.

    Leave it if people read the file; `--fix` and `ssetrack fmt` write the short form.

    Bad:

        deadline: 15 mars 2004

    Good:

        deadline: 2004-03-15
    """
    for route, text in _date_texts(context):
        read = reading_of(context, text, route)
        if not isinstance(read, Period) or dates.is_canonical(text, read):
            continue
        place = At(route)
        yield Problem(
            "written-out-date",
            place,
            message("`{text}` is read as `{canonical}`", text=text, canonical=read.canonical),
            message(
                "leave it, or write `{canonical}`, which is the same in every language",
                canonical=read.canonical,
            ),
            fix=SuggestedFix(Safety.SAFE, (Replacement(place, read.canonical),)),
        )


def reading_of(context: Context, text: str, route: Route) -> DateReading:
    """What a text at a route says as a date; asked as `schedule` asks, so that the answer is remembered."""
    purpose = purpose_of(route)
    return dates.parse(
        text,
        language=context.language,
        start=context.start,
        purpose=purpose,
        year_starts=context.file.year_starts,
    )


def _date_texts(context: Context) -> Iterator[tuple[Route, str]]:
    """Every text that is read as a date and is not plainly canonical, in the order of the file."""
    plan, is_plain = context.plan, _PLAINLY_CANONICAL.fullmatch
    if plan.period is not None and not is_plain(plan.period):
        yield ("period",), plan.period
    if plan.start is not None and not is_plain(plan.start):
        yield ("start",), plan.start
    for route, work in context.works:
        if work.start is not None and not is_plain(work.start):
            yield (*route, "start"), work.start
        if work.done is not None and not is_plain(work.done):
            yield (*route, "done"), work.done
        for name, entries in (("deadline", work.deadline), ("when", work.when)):
            for index, entry in enumerate(entries):
                if not is_plain(entry.date):
                    yield (*route, name, index, "date"), entry.date
                if entry.until is not None and not is_plain(entry.until):
                    yield (*route, name, index, "until"), entry.until
        for key, one in work.occurrences.items():
            if one.date is not None and not is_plain(one.date):
                yield (*route, "occurrences", key, "date"), one.date
            if one.done is not None and not is_plain(one.done):
                yield (*route, "occurrences", key, "done"), one.done
