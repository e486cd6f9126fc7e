"""Seasons, in words and in EDTF's numbers 21 to 32: they name no months, because they differ by hemisphere.

Comes in: the text, and which season is in it. Goes out: a `DateProblem` with the months that it may mean.
"""

from __future__ import annotations

from ssetrack.dates.period import DateProblem
from ssetrack.dates.refusals import EXAMPLE_YEAR, quotation
from ssetrack.language.message import message

SEASONS = ("spring", "summer", "autumn", "winter")
"""In the order of EDTF's numbers for them, which begin with 21."""


def season(text: str, name: str, year: int | None, *, north: bool = True, south: bool = True) -> DateProblem:
    """A season, in words or in EDTF's numbers 21 to 32: its months in the hemispheres that can be meant."""
    begins = 3 * SEASONS.index(name) + 3
    months = [
        _three_months(EXAMPLE_YEAR if year is None else year, first)
        for first, asked in ((begins, north), ((begins + 5) % 12 + 1, south))
        if asked
    ]
    instead = () if year is None else tuple(months)
    what = message("`{text}` is a different time north and south of the equator", text=quotation(text))
    if len(months) == 1:
        help_ = message("write the months: {months}", months=months[0])
        return DateProblem("week-or-season", what, help_, instead=instead)
    help_ = message(
        "write the months: {north} in the north, {south} in the south", north=months[0], south=months[1]
    )
    return DateProblem("week-or-season", what, help_, instead=instead)


def _three_months(year: int, first: int) -> str:
    last = first + 2
    return f"{year:04}-{first:02}/{year + (last > 12):04}-{(last - 1) % 12 + 1:02}"
