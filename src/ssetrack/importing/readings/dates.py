"""What a cell says about when.

Comes in: a cell, and what its column and the whole document settle. Goes out: a date, several, or why it is
none; never a guess. What the grammar refuses is a doubt with the grammar's help, but for the few offers that
mean one thing only: alternatives, named stages, a bound in words, `2027/03/04`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Literal, NamedTuple

from ssetrack.dates import (
    DateProblem,
    DateReading,
    DayRange,
    Order,
    Period,
    PeriodKind,
    Purpose,
    Relative,
    in_project_time,
    parse,
)
from ssetrack.dates.offers import Alternatives, Stages, StandardForm
from ssetrack.importing.readings.spellings import standard_spelling
from ssetrack.importing.words import one_of
from ssetrack.language.collation import fold, plain
from ssetrack.language.message import Message, message
from ssetrack.tables.grid import Beside, Cell
from ssetrack.wording.punctuation import message_behind_label

Lack = Literal["year", "order", "start", "list", "numbers", "serials", "pairs", ""]
"""What one answer for the whole column would settle; or that nothing says whose date each of several is."""


class Settings(NamedTuple):
    """What holds for all dates of a column."""

    language: str | None = None
    """Settles numeric dates; only where somebody said it."""
    order: Order | None = None
    years: DayRange | None = None
    start: date | None = None
    purpose: Purpose = Purpose.DEADLINE
    milestones: bool = False
    months: bool = False


class Dated(NamedTuple):
    """One date: the author's words, what the plan has, and the days that it means."""

    text: str
    written: str
    period: Period | None
    """None for one that counts from another item."""
    where: str = ""
    name: str = ""
    """Of a stage, or of a milestone."""
    reference: str = ""
    """The item that it counts from."""
    taken: bool = False
    """The text leaves an end open, or has another form: that it means this date is told."""


class Choices(NamedTuple):
    """Dates of which one will be chosen."""

    options: tuple[Dated, ...]


class Several(NamedTuple):
    """Dates that all count: named stages, or a list of days."""

    dates: tuple[Dated, ...]


class Stacked(NamedTuple):
    """A date on each line, which says nothing yet of what they are."""

    text: str
    dates: tuple[Dated, ...]


class Undated(NamedTuple):
    """A text that is not a date for sure."""

    text: str
    help: Message
    lack: Lack = ""


DateValue = Dated | Choices | Several | Stacked | Undated

_TRIAL_YEARS = range(2000, 2028)
"""All combinations of weekdays and leap days; the first has a 29 February."""

_YEAR = re.compile(r"(?<![0-9])[0-9]{4}(?![0-9])")
_WHOLE = re.compile(r"[0-9]{1,3}")
_SERIAL = re.compile(r"[0-9]{5,6}(?:[.,][0-9]+)?")
_VOLATILE = re.compile(r"\b(?:TODAY|NOW)\(", re.IGNORECASE)
_DAY = re.compile(r"[0-9]{1,2}(?:er|st|nd|rd|th|º)?")


def date_of(cell: Cell, settings: Settings) -> DateValue:
    """What the text of a cell says."""
    odd = oddity(cell)
    if odd is not None:
        is_serial = any(remark.kind is Beside.UNFORMATTED for remark in cell.remarks)
        return Undated(words_of(cell), odd, "serials" if is_serial else "")
    return date_in(cell.lines, settings)


def date_in(lines: Sequence[str], settings: Settings) -> DateValue:
    """What lines of text say: all together, or each for itself."""
    whole = " ".join(" ".join(lines).split())
    if _WHOLE.fullmatch(whole):
        if not settings.months:
            return Undated(whole, message("a number is not a date"), "numbers")
        whole = f"M{int(whole)}"
    elif _SERIAL.fullmatch(whole):
        serial = message("this may be the number of a day in a spreadsheet, or something else")
        return Undated(whole, serial, "serials")
    read = _reading(whole, settings)
    if not isinstance(read, DateProblem):
        return read
    taken = _offer_of(whole, read)
    if taken is not None:
        return taken
    if len(lines) > 1:
        each = [date_in((line,), settings) for line in lines]
        if all(isinstance(one, Dated) for one in each):
            return Stacked(whole, tuple(one for one in each if isinstance(one, Dated)))
    days = _days_of_list(lines, settings)
    if days and settings.milestones:
        return Several(tuple(day._replace(name=day.text) for day in days))
    if days:
        return Undated(whole, message("a list of days: is each a date of its own?"), "list")
    return _doubtful(whole, read, settings)


def _reading(text: str, settings: Settings) -> Dated | DateProblem:
    """One date; a text that the grammar reads alone."""
    read = _reading_for(text, settings, Purpose.DATE)
    taken = False
    if isinstance(read, DateProblem) and settings.purpose is Purpose.DEADLINE:
        # `by June`, `end of June`: dates only as deadlines.
        read, taken = _reading_for(text, settings, Purpose.DEADLINE), True
    if isinstance(read, Relative):
        return Dated(text, plain(text), None, reference=read.reference)
    if isinstance(read, DateProblem):
        return read
    return Dated(text, plain(text) if in_project_time(text) else read.canonical, read, taken=taken)


def _reading_for(text: str, settings: Settings, purpose: Purpose) -> DateReading:
    """What the grammar reads, in its own spelling only where it refuses the author's."""
    read = _parse(text, settings, purpose)
    respelt = standard_spelling(text) if isinstance(read, DateProblem) else text
    if respelt == text:
        return read
    again = _parse(respelt, settings, purpose)
    return read if isinstance(again, DateProblem) and again.rule == "unreadable-date" else again


def _parse(text: str, settings: Settings, purpose: Purpose) -> DateReading:
    return parse(
        text,
        language=settings.language,
        start=settings.start,
        purpose=purpose,
        order=settings.order,
        years=settings.years,
    )


def _offer_of(text: str, problem: DateProblem) -> DateValue | None:
    """What the help of a problem offers, where it can mean nothing else."""
    match problem.offer:
        case Alternatives(options):
            return Choices(tuple(Dated(text, one.period.canonical, one.period, one.where) for one in options))
        case Stages(stages):
            return Several(
                tuple(Dated(text, one.period.canonical, one.period, name=one.name) for one in stages)
            )
        case StandardForm(period):
            return Dated(text, period.canonical, period, taken=True)
        case _:
            return None


@lru_cache(maxsize=1)
def _comma() -> re.Pattern[str]:
    return re.compile(rf"\s*[,;]\s*|\s+(?:{one_of('conjunctions')})\s+|\s*\n\s*")


def _days_of_list(lines: Sequence[str], settings: Settings) -> tuple[Dated, ...]:
    """`6, 12, 18 March 2027`, `6 March 2027; 2 May 2027`: two days or more, the last of them whole."""
    parts = [part for part in _comma().split("\n".join(lines)) if part]
    if len(parts) < 2:
        return ()
    last = parts[-1]
    found: list[Dated] = []
    for part in parts:
        bare = _DAY.fullmatch(fold(part))
        text = _DAY.sub(part, last, count=1) if bare and part is not last else part
        read = _reading(text, settings)
        if isinstance(read, DateProblem) or read.period is None or read.period.kind is not PeriodKind.PERIOD:
            return ()
        found.append(read._replace(text=text))
    return tuple(found)


def _doubtful(text: str, problem: DateProblem, settings: Settings) -> Undated:
    """Why a text is no date, and whether one answer would settle it and others like it."""
    moved = _postponement(text, settings)
    if moved is not None:
        return moved
    if problem.rule == "no-project-start":
        return Undated(text, message("it counts from the start of the project, which is not known"), "start")
    if problem.rule == "ambiguous-date":
        return Undated(text, problem.help, "order")
    if settings.years is None and not _YEAR.search(text):
        if _lacks_only_a_year(text, settings):
            return Undated(text, message("the year is missing"), "year")
        short = _two_digits(text, settings)
        if isinstance(short, DateProblem) and short.rule == "impossible-date":
            return Undated(text, _why(short))
        if short is not None:
            return Undated(text, message("the year has two digits"), "year")
    return Undated(text, _why(problem))


def _why(problem: DateProblem) -> Message:
    """The grammar's help; where a day is not possible, what is wrong as well."""
    if problem.rule in ("impossible-date", "end-before-start"):
        return message_behind_label(problem.message, problem.help)
    return problem.help


def _lacks_only_a_year(text: str, settings: Settings) -> bool:
    """Whether some year makes a date of a text: any, unless a weekday must agree."""
    for year in _TRIAL_YEARS:
        years = DayRange(date(year, 1, 1), date(year, 12, 31))
        read = _reading(text, settings._replace(years=years))
        if isinstance(read, Dated) and read.period is not None and not read.period.days.within(years):
            return False  # it has a year of its own, of two digits
        if not isinstance(read, DateProblem) or read.offer is not None or read.rule == "ambiguous-date":
            return True
        if read.rule != "impossible-date":
            return False
    return False


def _two_digits(text: str, settings: Settings) -> Dated | DateProblem | None:
    """What `12/03/27` is in the years from 2000 on; None for what has no year of two digits."""
    found = re.search(r"[/.-]([0-9]{2})(?![0-9])[^0-9]*$", text)
    if found is None:
        return None
    year = 2000 + int(found[1])
    read = _reading(text, settings._replace(years=DayRange(date(year, 1, 1), date(year, 12, 31))))
    is_date = not isinstance(read, DateProblem) or read.rule in ("ambiguous-date", "impossible-date")
    return read if is_date else None


def _postponement(text: str, settings: Settings) -> Undated | None:
    """Which of the dates holds: `postponed to May 2027`, `May 2027 (was March 2027)`."""
    words = one_of("moved")
    low = fold(text)
    if not re.search(rf"\b(?:{words})\b", low):
        return None
    pieces = re.split(rf"[()\[\],;]|->|→|\b(?:{words})\b(?: (?:to|from|au|a|de|du|para|for))?", low)
    dates = []
    for piece in pieces:
        read = _reading(piece.strip(" :"), settings) if piece.strip(" :") else None
        if isinstance(read, Dated) and read.period is not None:
            dates.append(read.written)
    if not dates:
        return Undated(text, message("the date was moved: write the one that is valid now"))
    return Undated(
        text, message("the date was moved: write the one that is valid now, {dates}", dates=" / ".join(dates))
    )


def oddity(cell: Cell) -> Message | None:
    """Why the value of a cell cannot be trusted as a date."""
    for remark in cell.remarks:
        match remark.kind:
            case Beside.NEVER_COMPUTED:
                return message(
                    "this formula was never calculated: open the file, save it, and import it again"
                )
            case Beside.ERROR:
                return message("the spreadsheet has an error here")
            case Beside.UNFORMATTED:
                return message("a number without a date format: it is not clear that it is a day")
            case Beside.ZONE:
                return message("the time zone `{name}` is not known here", name=remark.text)
            case Beside.INSTANT:
                return message(
                    "a moment, `{text}`: which day that is depends on the time zone", text=remark.text
                )
            case Beside.FIELD if "DATE" in remark.text.upper() or "TIME" in remark.text.upper():
                return message("the program writes today's date here each time: write the date that is meant")
            case Beside.FORMULA if _VOLATILE.search(remark.text):
                return message("the program writes today's date here each time: write the date that is meant")
            case _:
                continue
    return None


def words_of(cell: Cell) -> str:
    """The text of a cell; of one without, what stands beside it: a formula."""
    return cell.text or next((remark.text for remark in cell.remarks), "")
