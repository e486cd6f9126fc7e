"""Why a text is no date that people could trust, and what to write instead.

Comes in: the text, or the parts in which a reader found the fault. Goes out: a `DateProblem` named by its
lint rule. A suggestion is made only where one text is clearly the nearest real date.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from ssetrack.dates.period import DateProblem, Period
from ssetrack.diagnostic import Message, message

LONGEST = 60
"""How much of a text is quoted in a sentence."""


def quoted(text: str) -> str:
    """The text as a sentence can hold it."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"


def impossible_day(year: int, month: int) -> DateProblem:
    """A day that the month does not have; the last real one is suggested."""
    days = monthrange(year, month)[1]
    last = f"{year:04}-{month:02}-{days}"
    return DateProblem(
        "impossible-date",
        message("{month} has {days} days", month=f"{year:04}-{month:02}", days=days),
        message("write {date} if you mean the end of the month", date=last),
        last,
    )


def impossible_month(text: str) -> DateProblem:
    """A month beyond 12."""
    return DateProblem(
        "impossible-date",
        message("there is no such month in `{text}`", text=quoted(text)),
        message("months are 01 to 12: write YYYY-MM or YYYY-MM-DD"),
    )


def wrong_weekday(day: date, weekday: Message) -> DateProblem:
    """A weekday that the date does not fall on."""
    return DateProblem(
        "impossible-date",
        message("{date} is a {weekday}", date=day.isoformat(), weekday=weekday),
        message("mend the day or the weekday, or leave the weekday out: {date}", date=day.isoformat()),
    )


def impossible_time(text: str) -> DateProblem:
    """A clock time beyond 23:59."""
    return DateProblem(
        "unreadable-date",
        message("`{text}` is no clock time", text=quoted(text)),
        message("write hours as 20:00 or 20:00-21:30; midnight is 00:00 of the next day"),
    )


def year_out_of_range(text: str) -> DateProblem:
    """A year before 1000."""
    return DateProblem(
        "unreadable-date",
        message("the year of `{text}` is not between 1000 and 9999", text=quoted(text)),
        message("write YYYY, YYYY-MM or YYYY-MM-DD"),
    )


def reversed_range(first: Period, last: Period) -> DateProblem:
    """An end before its start."""
    return DateProblem(
        "end-before-start",
        message("the end ({end}) is before the start ({start})", end=last.canonical, start=first.canonical),
        message("write {end}/{start} if the two were swapped", end=last.canonical, start=first.canonical),
    )


def season(text: str) -> DateProblem:
    """A season, in words or in EDTF's numbers 21 to 32."""
    return DateProblem(
        "week-or-season",
        message("seasons differ by hemisphere, so `{text}` names no months", text=quoted(text)),
        message("write the months, such as 2005-03/2005-05"),
    )


def week(text: str, year: int | None, number: int) -> DateProblem:
    """A week by its number; the days are given where the year is known."""
    what = message("weeks are not used as dates: `{text}`", text=quoted(text))
    if year is not None:
        try:
            monday = date.fromisocalendar(year, number, 1)
        except ValueError:
            return DateProblem(
                "week-or-season", what, message("{year} has no week {number}", year=year, number=number)
            )
        days = f"{monday}/{monday + timedelta(days=6)}"
        return DateProblem("week-or-season", what, message("write {days}", days=days), days)
    return DateProblem(
        "week-or-season", what, message("write the first and the last day: YYYY-MM-DD/YYYY-MM-DD")
    )


def too_long() -> DateProblem:
    """A text beyond the length of any date."""
    return DateProblem(
        "unreadable-date",
        message("this text is too long to be a date"),
        message("write the date alone, and the rest under `notes:`"),
    )


def too_many() -> DateProblem:
    """A set with more members than anybody means."""
    return DateProblem(
        "unreadable-date",
        message("this set has too many dates"),
        message("write a period such as 2004-04/2004-06"),
    )


def empty() -> DateProblem:
    """Nothing but blanks."""
    return DateProblem(
        "unreadable-date",
        message("there is no date here"),
        message("write a date, or `tbd` if nobody knows it yet"),
    )


def without_year(text: str, example: str) -> DateProblem:
    """A month or day whose year is not said."""
    return DateProblem(
        "date-without-year",
        message("`{text}` has no year", text=quoted(text)),
        message("write the year too: {example}", example=example),
    )


def ambiguous(text: str, readings: tuple[date, date]) -> DateProblem:
    """Numbers that are one date day first and another month first."""
    first, second = readings
    return DateProblem(
        "ambiguous-date",
        message("`{text}` is {first} or {second}", text=quoted(text), first=str(first), second=str(second)),
        message(
            "write {first} or {second}; a plan with `language: fr`, `es` or `pt` is read day first",
            first=str(first),
            second=str(second),
        ),
    )


def only_one_way(text: str, day: date) -> DateProblem:
    """Numbers that are a date in one order only, in a plan whose language settles none."""
    return DateProblem(
        "ambiguous-date",
        message("`{text}` is written in an order that not every reader knows", text=quoted(text)),
        message("write {day}", day=day.isoformat()),
        day.isoformat(),
    )


def no_base(text: str) -> DateProblem:
    """Project time where no start is known."""
    return DateProblem(
        "unreadable-date",
        message("`{text}` counts from a start, and none is known", text=quoted(text)),
        message("give the plan a `start:` (for `ssetrack date`: `--start`)"),
    )


def relative_alone(text: str) -> DateProblem:
    """A date that counts from another item, where no item can be meant."""
    return DateProblem(
        "unreadable-date",
        message("`{text}` counts from another item, which is not possible here", text=quoted(text)),
        message("write YYYY, YYYY-MM or YYYY-MM-DD"),
    )


def project_zero(text: str) -> DateProblem:
    """`M0` or `W0`."""
    return DateProblem(
        "unreadable-date",
        message("`{text}`: project months and weeks count from 1", text=quoted(text)),
        message("write M1 for the first month, W1 for the first week"),
    )


def fiscal(text: str) -> DateProblem:
    """A fiscal year, which begins differently everywhere."""
    return DateProblem(
        "unreadable-date",
        message("`{text}`: fiscal years begin on different days in different places", text=quoted(text)),
        message("write the months, such as 2021-07/2022-06"),
    )


def alternatives(text: str, options: list[tuple[Period, str]]) -> DateProblem:
    """Two dates in one text; where both can be read, the list to write is given ready."""
    what = message("`{text}` holds alternatives", text=quoted(text))
    if not options:
        return DateProblem(
            "unreadable-date", what, message("write a list: `when: [DATE, DATE]`, or mappings with `where:`")
        )
    parts = [
        f"{{date: {period.canonical}, where: {where}}}" if where else period.canonical
        for period, where in options
    ]
    return DateProblem(
        "unreadable-date", what, message("write `when: [{options}]`", options=", ".join(parts))
    )


def several_deadlines(text: str, parts: list[tuple[str, Period]]) -> DateProblem:
    """`Draft: … Final: …`: two deadlines in one field."""
    what = message("`{text}` holds several deadlines", text=quoted(text))
    if not parts:
        return DateProblem("unreadable-date", what, message("make each a milestone, under `milestones:`"))
    rows = [
        f"{{id: {name.casefold()}, title: {name}, deadline: {period.canonical}}}" for name, period in parts
    ]
    return DateProblem("unreadable-date", what, message("write `milestones: [{rows}]`", rows=", ".join(rows)))


def split_days(text: str) -> DateProblem:
    """Days of a month that do not follow each other."""
    return DateProblem(
        "unreadable-date",
        message("`{text}` names days that do not follow each other", text=quoted(text)),
        message(
            "write alternatives as a list, or an all-of set such as `{example}`",
            example="{2004-04-08,2004-04-12}",
        ),
    )


def unreadable(text: str) -> DateProblem:
    """Anything else."""
    return DateProblem(
        "unreadable-date",
        message("`{text}` is no date that can be read safely", text=quoted(text)),
        message("write YYYY, YYYY-MM or YYYY-MM-DD, a period A/B, `ongoing` or `tbd`"),
    )


def vague(text: str, year: str | None, month: int | None) -> DateProblem:
    """`mid-June 2004`, `end of 2004`, `ASAP`: words that name no day."""
    what = message("`{text}` is vague", text=quoted(text))
    if year is None:
        return DateProblem(
            "vague-date", what, message("write a month or a day, or `tbd` if nobody knows it yet")
        )
    if month is None:
        return DateProblem(
            "vague-date",
            what,
            message(
                "write {year} for any day in it, {year}-12-31 for its end, or {year}~ for about then",
                year=year,
            ),
        )
    near = f"{year}-{month:02}"
    return DateProblem(
        "vague-date",
        what,
        message("write {near}~ (about then), {near} (any day in it) or {near}-15", near=near),
    )


_WEEK = re.compile(
    r"(?:([0-9]{4})-?w([0-9]{1,2})|(?:week|semaine|semana|wk) ?([0-9]{1,2})(?: (?:of|de) )? ?([0-9]{4})?)(?:-[1-7])?"
)
_SEASONS = re.compile(
    r"\b(spring|summer|autumn|fall|winter|printemps|ete|automne|hiver|primavera|verano|otono|invierno|verao|"
    r"outono|inverno)\b"
)
_VAGUE = re.compile(
    r"\b(mid|early|late|end|beginning|start|middle|around|about|circa|ca|approx|soon|asap|later|first half|"
    r"second half|half|mi|debut|fin|milieu|vers|environ|courant|bientot|mediados|principios|inicios|finales|"
    r"final|fines|comienzos|hacia|pronto|meados|inicio|comeco|fim|cerca|breve)\b"
)
_FISCAL = re.compile(r"fy ?[0-9]{2,4}(?:[/-][0-9]{2,4})?")
_CLOCK = re.compile(r"[0-9]{1,2}[:h][0-9]{0,2}(?: ?(?:-|to|a) ?[0-9]{1,2}[:h][0-9]{0,2})?")
_YEAR = re.compile(r"(?<![0-9])([1-9][0-9]{3})(?![0-9])")


def refusal(text: str, folded: str, months: dict[str, int]) -> DateProblem:
    """Why the text is no date, when no reader could read it. `folded` is it in lower case without accents."""
    week_found = _WEEK.fullmatch(folded)
    if week_found:
        year = week_found[1] or week_found[4]
        return week(text, int(year) if year else None, int(week_found[2] or week_found[3]))
    if _FISCAL.fullmatch(folded):
        return fiscal(text)
    if _CLOCK.fullmatch(folded):
        return DateProblem(
            "unreadable-date",
            message("`{text}` is a time without a date", text=quoted(text)),
            message('write `when: {{date: YYYY-MM-DD, time: "{text}"}}`', text=quoted(text)),
        )
    if _SEASONS.search(folded):
        return season(text)
    if _VAGUE.search(folded):
        year_found = _YEAR.search(folded)
        named = next((months[word] for word in re.findall(r"[a-z]+", folded) if word in months), None)
        return vague(text, year_found[1] if year_found else None, named)
    return unreadable(text)
