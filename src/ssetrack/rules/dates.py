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
    """A day does not exist, or it is another weekday than the one that is written.

    People would come on the wrong day. Examples are 30 February, 31 June, and "Monday 8 October 2021", which
    was a Friday. The same is true of the first day of something that repeats: a Tuesday cannot be the first
    day of `first Monday of the month`.

    Write the right day. For a day after the end of a month, the fix proposes the last day of that month.

    Bad:

        deadline: 31 June 2021

    Good:

        deadline: 2021-06-30
    """
    yield from context.problems_of("impossible-date")


@rule("dates", Severity.ERROR)
def ambiguous_date(context: Context) -> Iterator[Problem]:
    """A date can be read in two ways.

    `03/04/2004` is 3 April in Paris and 4 March in New York. In a plan whose `language` is French, Spanish or
    Portuguese, the day comes first; in other plans the date is not read, because a guess could be wrong. The
    same is true of how often something repeats (`biweekly`, "every 2nd Tuesday", `quincenal`), and of
    `2026/27`, which can be two calendar years or one year that begins in April. For such years, add
    `year-starts` to the plan.

    Write one of the two dates that the message proposes, for example 2004-04-03.

    Bad:

        deadline: 03/04/2004

    Good:

        deadline: 2004-04-03
    """
    yield from context.problems_of("ambiguous-date")


@rule("dates", Severity.ERROR)
def unreadable_date(context: Context) -> Iterator[Problem]:
    """A text cannot be read as a date.

    ssetrack does not guess, because a wrong date is worse than no date. It reads days, months, quarters,
    half-years and years, and periods from one to another, written in words (English, French, Spanish or
    Portuguese) or in the standard form. `ongoing` is for what has no end, and `tbd` for what is not known
    yet.

    Write for example 2027, 2027-06, 2027-06-11 or 2027-06/2027-08 (a period). A date can also count from
    another item, such as `6 weeks before 1.10`. If there are two dates for two things, write two milestones.

    Bad:

        deadline: once the funds are there

    Good:

        deadline: 6 weeks after 1.1
    """
    yield from context.problems_of("unreadable-date")


@rule("dates", Severity.ERROR)
def vague_date(context: Context) -> Iterator[Problem]:
    """A date is so vague that nobody can say when it has passed.

    With "mid-June", "end of 2004" or "as soon as possible", each reader thinks of another day.

    Write the period in which it can happen, or mark a date as approximate with `~`, for example 2004-06-15~.

    Bad:

        deadline: mid-June 2004

    Good:

        deadline: 2004-06-15~
    """
    yield from context.problems_of("vague-date")


@rule("dates", Severity.ERROR)
def date_without_year(context: Context) -> Iterator[Problem]:
    """A date has no year.

    In the meeting everybody knew which year was meant, but readers of next year do not. ssetrack does not add
    a year, because the date would then change with the day on which the plan is read.

    Add the year, for example 2004-10-08.

    Bad:

        when: 8 October

    Good:

        when: 2004-10-08
    """
    yield from context.problems_of("date-without-year")


@rule("dates", Severity.ERROR)
def week_or_season(context: Context) -> Iterator[Problem]:
    """A date is a week number or a season.

    Readers in other countries would think of other days. Spring is a different time north and south of the
    equator, and week numbers are counted differently in different countries.

    Write the days or the months.

    Bad:

        deadline: spring 2005

    Good:

        deadline: 2005-03/2005-05
    """
    yield from context.problems_of("week-or-season")


@rule("dates", Severity.WARNING)
def no_project_start(context: Context) -> Iterator[Problem]:
    """A date counts months or weeks of the project, but the plan does not say when the project starts.

    Nobody knows then when `M18` is. It is the eighteenth month from the plan's `start`, or from the first day
    of its `period`. Until one of them is given, the item has no date, and its text is kept. The problem is
    reported once for a plan.

    Add `start:` to the plan, or write a date.

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

    The date is read correctly; this is only a note. The standard form (ISO 8601 and EDTF) can be sorted, and
    other programs can read it.

    Leave the date as it is if people read the file. To write the standard form, use `--fix` or `ssetrack
    fmt`.

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
