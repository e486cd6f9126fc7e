"""Why a text is no date that people could trust, and what to write instead.

Comes in: the text, or the parts in which a reader found the fault. Goes out: a `DateProblem` named by its
lint rule. Only a day beyond the end of its month has a suggestion: elsewhere it would be a guess. What no
reader could read at all is for `hints`.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date

from ssetrack.dates.period import DateProblem, Period
from ssetrack.language.message import Message, message

MONTHS = (
    message("January"),
    message("February"),
    message("March"),
    message("April"),
    message("May"),
    message("June"),
    message("July"),
    message("August"),
    message("September"),
    message("October"),
    message("November"),
    message("December"),
)
WEEKDAYS = (
    message("Monday"),
    message("Tuesday"),
    message("Wednesday"),
    message("Thursday"),
    message("Friday"),
    message("Saturday"),
    message("Sunday"),
)

NO_START = "no-project-start"
"""The rule of what counts from a start that nobody has given: it is no wrong date, only none yet."""

_LINE_BREAK = r"\s*[\n\r\t\x0b\x0c\x85\u2028\u2029]\s*"

LONGEST = 60
"""How much of a text is quoted in a sentence."""


EXAMPLE_YEAR = 2027
"""The year in what is shown for a date without one."""


def quotation(text: str) -> str:
    """The text as a sentence holds it: letter by letter, on one line; a long one is cut, with a `…`."""
    line = re.sub(_LINE_BREAK, " ", text)
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"


def quoting(problem: DateProblem, text: str) -> DateProblem:
    """The problem with the text as its author wrote it: readers may have had it folded, or a part of it."""
    values = problem.message.values
    if "text" not in values:
        return problem
    return problem._replace(message=problem.message._replace(values={**values, "text": quotation(text)}))


def impossible_day(year: int, month: int, day: int, weekday: int | None = None) -> DateProblem:
    """A day that the month does not have; the last real one is suggested for one beyond it.

    Not where a weekday is written that this one does not fall on: then more than the number is wrong.
    """
    name, days = MONTHS[month - 1], monthrange(year, month)[1]
    what = message("{month} {year} has {days} days", month=name, year=year, days=days)
    if day < 1:
        return DateProblem("impossible-date", what, message("write a day from 1 to {days}", days=days))
    last = f"{year:04}-{month:02}-{days}"
    falls_on = date(year, month, days).weekday()
    if weekday not in (None, falls_on):
        wrong = message("correct the day: {date} is a {weekday}", date=last, weekday=WEEKDAYS[falls_on])
        return DateProblem("impossible-date", what, wrong, instead=(last,))
    return DateProblem(
        "impossible-date", what, message("write {date} if you mean the end of the month", date=last), last
    )


def impossible_month(text: str, other: Period | None = None) -> DateProblem:
    """A month beyond 12; `other` is the day that it is with the month first."""
    if other is not None:
        return DateProblem(
            "impossible-date",
            message("the month in `{text}` does not exist", text=quotation(text)),
            message("write {date}", date=other.canonical),
            instead=(other.canonical,),
        )
    return DateProblem(
        "impossible-date",
        message("the month in `{text}` does not exist", text=quotation(text)),
        message("months are 01 to 12: write for example 2027-06 or 2027-06-11"),
    )


def wrong_weekday(day: date, weekday: int) -> DateProblem:
    """A weekday that the date does not fall on. Either may be the mistake, so nothing is suggested."""
    month, falls_on, written = MONTHS[day.month - 1], WEEKDAYS[day.weekday()], WEEKDAYS[weekday]
    what = message(
        "{day} {month} {year} is a {weekday}, not a {written}",
        day=day.day,
        month=month,
        year=day.year,
        weekday=falls_on,
        written=written,
    )
    if day.day == 1:  # "le 1er mai"
        what = message(
            "1 {month} {year} is a {weekday}, not a {written}",
            month=month,
            year=day.year,
            weekday=falls_on,
            written=written,
        )
    return DateProblem(
        "impossible-date",
        what,
        message("correct the day or the weekday, or write {date}", date=day.isoformat()),
        instead=(day.isoformat(),),
    )


def impossible_time(text: str) -> DateProblem:
    """A clock time beyond 23:59."""
    return DateProblem(
        "unreadable-date",
        message("cannot read the time of day in `{text}`", text=quotation(text)),
        message("write hours as 20:00 or 20:00-21:30; midnight is 00:00 of the next day"),
    )


def year_out_of_range(text: str) -> DateProblem:
    """A year before 1000."""
    return DateProblem(
        "unreadable-date",
        message("the year of `{text}` is not between 1000 and 9999", text=quotation(text)),
        message("write for example 2027, 2027-06 or 2027-06-11"),
    )


def reversed_range(first: Period, last: Period) -> DateProblem:
    """An end before its start."""
    return DateProblem(
        "end-before-start",
        message("the end ({end}) is before the start ({start})", end=last.canonical, start=first.canonical),
        message(
            "write {end}/{start} if the two dates are in the wrong order",
            end=last.canonical,
            start=first.canonical,
        ),
    )


def misplaced_mark(text: str, instead: str) -> DateProblem:
    """`June 2004?`: a mark of EDTF on a date in words, or before one."""
    return DateProblem(
        "unreadable-date",
        message(
            "`{text}` has a mark that is only possible after a date such as 2027-06", text=quotation(text)
        ),
        message("write {instead}", instead=instead),
        instead=(instead,),
    )


def too_long() -> DateProblem:
    """A text beyond the length of any date."""
    return DateProblem(
        "unreadable-date",
        message("this text is too long to be a date"),
        message("write only the date here, and the rest under `notes:`"),
    )


def too_many(most: int) -> DateProblem:
    """A set with more members than anybody means."""
    return DateProblem(
        "unreadable-date",
        message("this list has more than {most} dates", most=most),
        message("write a period, for example 2027-04/2027-06"),
    )


def empty() -> DateProblem:
    """Nothing but blanks."""
    return DateProblem(
        "unreadable-date",
        message("no date is written"),
        message("write a date, for example 2027-06-11, or `tbd` (not known yet)"),
    )


def without_year(text: str, example: str) -> DateProblem:
    """A month or day whose year is not said."""
    return DateProblem(
        "date-without-year",
        message("`{text}` has no year", text=quotation(text)),
        message("add the year, for example {example}", example=example),
    )


def ambiguous(text: str, day_first: Period, month_first: Period, languages: Sequence[str]) -> DateProblem:
    """Numbers in an order that the plan's language does not settle, even where only one can be meant.

    `languages` are those which would.
    """
    settling = ", ".join(languages)
    first, second = day_first.canonical, month_first.canonical
    if first == second:
        return DateProblem(
            "ambiguous-date",
            message(
                "`{text}` is {day}, but some readers take the other number for the day",
                text=quotation(text),
                day=first,
            ),
            message(
                "write {day}; in a plan whose `language` is one of {languages}, the day comes first",
                day=first,
                languages=settling,
            ),
            instead=(first,),
        )
    return DateProblem(
        "ambiguous-date",
        message(
            "`{text}` can mean {first} or {second}",
            text=quotation(text),
            first=_day_in_words(day_first),
            second=_day_in_words(month_first),
        ),
        message(
            "write {first} or {second}; in a plan whose `language` is one of {languages}, "
            "the day comes first",
            first=first,
            second=second,
            languages=settling,
        ),
        instead=(first, second),
    )


def _day_in_words(period: Period) -> Message | str:
    """A day without its year, as two readings of one text are told apart; a range in its standard form."""
    day = period.earliest
    if day is None or day != period.latest or period.hours:
        return period.canonical
    month = MONTHS[day.month - 1]
    return (
        message("1 {month}", month=month)
        if day.day == 1
        else message("{day} {month}", day=day.day, month=month)
    )


def month_or_years(text: str, month: str, years: tuple[int, int]) -> DateProblem:
    """`2004–05`: a month in its standard form, or from one year to another."""
    year, number = map(int, month.split("-"))
    span = f"{years[0]}/{years[1]}"
    return DateProblem(
        "ambiguous-date",
        message(
            "`{text}` can mean {first} or {second}",
            text=quotation(text),
            first=message("{month} {year}", month=MONTHS[number - 1], year=year),
            second=message("the years {first} to {last}", first=years[0], last=years[1]),
        ),
        message("write {month} (the month) or {years} (the years)", month=month, years=span),
        instead=(month, span),
    )


def long_dash(text: str, dash: str, advice: Message, instead: str) -> DateProblem:
    """`2027–05`: a dash for ranges where only a hyphen, or a slash, can be meant."""
    return DateProblem(
        "unreadable-date",
        message("`{text}` has a long dash ({dash})", text=quotation(text), dash=dash),
        advice,
        instead=(instead,),
    )


def no_base(text: str) -> DateProblem:
    """Project time where no start is known."""
    return DateProblem(
        NO_START,
        message("`{text}` counts from the start of the project, which is not given", text=quotation(text)),
        message(
            "add the first day of the project to the plan, for example `start: 2027-01-01` "
            "(for `ssetrack date`: `--start 2027-01-01`)"
        ),
    )


def relative_alone(text: str) -> DateProblem:
    """A date that counts from another item, where no item can be meant."""
    return DateProblem(
        "unreadable-date",
        message("`{text}` counts from another item, which is not possible here", text=quotation(text)),
        message("write for example 2027, 2027-06 or 2027-06-11"),
    )


def project_zero(text: str) -> DateProblem:
    """`M0` or `W0`."""
    return DateProblem(
        "unreadable-date",
        message("`{text}`: the months and weeks of a project are counted from 1", text=quotation(text)),
        message("write M1 for the first month, or W1 for the first week"),
    )


UNREADABLE = "cannot read `{text}` as a date"
"""What is said where nothing better is known."""


def unreadable(text: str) -> DateProblem:
    """Anything else."""
    return DateProblem(
        "unreadable-date",
        message("cannot read `{text}` as a date", text=quotation(text)),
        message(
            "write for example 2027, 2027-06, 2027-06-11, 2027-06/2027-08 (a period), "
            "`ongoing` (no end) or `tbd` (not known yet)"
        ),
    )
