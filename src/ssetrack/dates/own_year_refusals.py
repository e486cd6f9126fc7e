"""Why a date in a year of one's own is refused: nothing says when that year begins, or it may be another.

Comes in: the text as given, and the numbers read in it. Goes out: a `DateProblem` with every reading.
"""

from __future__ import annotations

from ssetrack.dates.period import DateProblem
from ssetrack.dates.refusals import quotation
from ssetrack.language.message import message


def own_year(text: str, year: int) -> DateProblem:
    """`2026/27`: two years of the calendar, or one of the network's own."""
    return DateProblem(
        "ambiguous-date",
        message(
            "`{text}` can mean two calendar years, or one year that begins on another day",
            text=quotation(text),
        ),
        message(
            "write {years} (the two calendar years), or add to the plan the day on which its "
            "year begins, for example `year-starts: 04-01` (for `ssetrack date`: "
            "`--year-starts 04-01`)",
            years=f"{year}/{year + 1}",
        ),
        instead=(f"{year}/{year + 1}",),
    )


def month_or_own_year(text: str, year: int, month: int) -> DateProblem:
    """`2004/05`: a month as well."""
    return DateProblem(
        "ambiguous-date",
        message(
            "`{text}` can mean a month, two calendar years, or one year that begins on another day",
            text=quotation(text),
        ),
        message(
            "write {month} (the month) or {years} (the two years), or add to the plan the "
            "day on which its year begins, for example `year-starts: 04-01` (for `ssetrack "
            "date`: `--year-starts 04-01`)",
            month=f"{year}-{month:02}",
            years=f"{year}/{year + 1}",
        ),
        instead=(f"{year}-{month:02}", f"{year}/{year + 1}"),
    )


def own_part(text: str, of_the_calendar: str) -> DateProblem:
    """`Q1 2026/27`: counted by the calendar, or by a year of the network's own."""
    return DateProblem(
        "ambiguous-date",
        message(
            "`{text}` can be a part of the calendar year, or of a year that begins on another day",
            text=quotation(text),
        ),
        message(
            "write {part} (calendar year), or add to the plan the day on which its year "
            "begins, for example `year-starts: 04-01` (for `ssetrack date`: `--year-starts "
            "04-01`)",
            part=of_the_calendar,
        ),
        instead=(of_the_calendar,),
    )
