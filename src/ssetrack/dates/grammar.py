"""The one entry to reading dates: a text in, what it means out.

Comes in: a text as written, the plan's language, and for project time the day on which it begins. Goes out:
a `Period`, a `Relative`, or a `DateProblem`; never an exception. Nothing is filled in from today, and no
text is read in two ways. docs/dates.md lists what is read and what is refused.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache, partial

from ssetrack.dates.day_range import DayRange
from ssetrack.dates.edtf import read_edtf, set_of
from ssetrack.dates.folding import fold, plain
from ssetrack.dates.period import UNKNOWN, DateProblem, DateReading, Hours, Order, Period, Purpose, Relative
from ssetrack.dates.project_time import is_project_time, read_project_time
from ssetrack.dates.refusals import empty, quoting, relative_alone, too_long
from ssetrack.dates.year_start import YearStart

LONGEST = 200
"""Characters beyond which a text is no date."""

REMEMBERED = 4096
"""Different texts kept: plans repeat their dates."""


def parse(
    text: str,
    *,
    language: str | None = None,
    start: date | None = None,
    purpose: Purpose = Purpose.DATE,
    year_starts: YearStart | None = None,
    order: Order | None = None,
    years: DayRange | None = None,
) -> DateReading:
    """What a date says. `language` settles numeric dates; `start` is the first day of M1 and W1.

    `year_starts` is the beginning of the network's own year, for `2026/27` and its quarters.
    What a plan never says, and a table does that is imported: `order` settles numeric dates whatever the
    language; `years`, at most twelve months, gives a date without a year the one in which it falls there.
    """
    if len(text) > LONGEST:
        return too_long()
    return _parse(text, language, start, purpose, year_starts, order, years)


@lru_cache(maxsize=REMEMBERED)
def _parse(
    text: str,
    language: str | None,
    start: date | None,
    purpose: Purpose,
    year_starts: YearStart | None,
    order: Order | None,
    years: DayRange | None,
) -> DateReading:
    """What the text says; a problem quotes it as it is written, whatever part of it was at fault."""
    read = _read(text, language, start, purpose, year_starts, order, years)
    return quoting(read, text) if isinstance(read, DateProblem) else read


def _read(
    text: str,
    language: str | None,
    start: date | None,
    purpose: Purpose,
    year_starts: YearStart | None,
    order: Order | None,
    years: DayRange | None,
) -> DateReading:
    written = plain(text)
    if not written:
        return empty()
    if year_starts is not None and not year_starts.is_calendar:
        from ssetrack.dates.informal.own_year import read_own_year  # few plans have such a year

        own = read_own_year(text, fold(written), year_starts)
        if own is not None:
            return own
    if written == text:
        read = read_edtf(written) or read_project_time(written, start)
        if read is not None:
            return read
    # The words of all languages, and many patterns: most plans need none.
    from ssetrack.dates.special_dates import read_special_date

    special = read_special_date(fold(written))
    if special is not None:
        return special
    from ssetrack.dates.informal.reading import read_informal
    from ssetrack.dates.informal.settled import Settled

    again = partial(
        parse,
        language=language,
        start=start,
        purpose=purpose,
        year_starts=year_starts,
        order=order,
        years=years,
    )
    settled = Settled(language, start, purpose, order, years)
    return read_informal(text, written, settled, again)


def parse_hours(text: str) -> Hours | DateProblem:
    """What clock times say: `20:00`, `20:00-21:30`, `20h00`."""
    from ssetrack.dates.clock import read_hours  # with the words of all languages

    read = read_hours(text)
    return quoting(read, text) if isinstance(read, DateProblem) else read


def combine(options: Sequence[Period]) -> Period:
    """Alternatives as one period: their bounds spanned, the one-of set as its canonical form.

    One alternative is itself; those of an alternative that is a one-of set stand beside the others.
    """
    flat = tuple(member for option in options for member in option.options or (option,))
    if len(flat) < 2:
        return flat[0] if flat else UNKNOWN
    return set_of(flat, "[")


def absolute(read: DateReading, text: str) -> Period | DateProblem:
    """The reading where no other item can be meant: a relative date is a problem there."""
    return relative_alone(text) if isinstance(read, Relative) else read


def not_relative(text: str) -> DateProblem:
    """The problem of a relative date where no other item can be meant."""
    return relative_alone(text)


def is_canonical(text: str, period: Period) -> bool:
    """Whether a text is written as it should be kept.

    Words for ongoing and unknown, project time and relative dates are: what they resolve to may move. So are
    years of the network's own: people know them by these names.
    """
    if text == period.canonical:
        return True
    written = plain(text)
    if is_project_time(written):
        return True
    from ssetrack.dates.informal.own_year import is_own_year
    from ssetrack.dates.relative.to_item import read_relative
    from ssetrack.dates.special_dates import read_special_date

    low = fold(written)
    return read_special_date(low) is not None or read_relative(written, low) is not None or is_own_year(low)


def in_project_time(text: str) -> bool:
    """Whether a text counts months or weeks of the project, as `M3/M6` does."""
    return is_project_time(plain(text))
