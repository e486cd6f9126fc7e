"""Texts of dates in, periods out.

`period` says what a date of a plan is, `day_range` which days those are; `grammar` reads one; `repeat` reads
how often something comes back, and `recurrence` says on which days it then does; `zones` knows the time
zones, `display` how a period is said.
`repeat` and `recurrence` are imported from where they stand, because few plans need them. docs/dates.md is
the page for users.
"""

from ssetrack.dates.day_range import ANY_DAY, DayRange, year_in
from ssetrack.dates.display import DateWords, display, in_days, standard_words
from ssetrack.dates.edtf import with_hours
from ssetrack.dates.grammar import (
    absolute,
    combine,
    in_project_time,
    is_canonical,
    not_relative,
    parse,
    parse_hours,
)
from ssetrack.dates.period import (
    ONGOING,
    UNKNOWN,
    Certainty,
    DateProblem,
    DateReading,
    Hours,
    Order,
    Period,
    PeriodKind,
    Precision,
    Purpose,
    Qualifier,
    Relative,
    Unit,
    on_days,
)
from ssetrack.dates.project_time import months_on, settle
from ssetrack.dates.refusals import NO_START
from ssetrack.dates.reminder import days_before
from ssetrack.dates.year_start import CALENDAR, YearStart, own_year_start, parse_year_start
from ssetrack.dates.zones import (
    clock_change,
    instant,
    is_offset,
    is_steady,
    is_zone,
    local,
    nearest_zone,
    today_in,
    zone,
    zone_names,
)
from ssetrack.language.words import Position

__all__ = [
    "ANY_DAY",
    "CALENDAR",
    "NO_START",
    "ONGOING",
    "UNKNOWN",
    "Certainty",
    "DateProblem",
    "DateReading",
    "DateWords",
    "DayRange",
    "Hours",
    "Order",
    "Period",
    "PeriodKind",
    "Position",
    "Precision",
    "Purpose",
    "Qualifier",
    "Relative",
    "Unit",
    "YearStart",
    "absolute",
    "clock_change",
    "combine",
    "days_before",
    "display",
    "in_days",
    "in_project_time",
    "instant",
    "is_canonical",
    "is_offset",
    "is_steady",
    "is_zone",
    "local",
    "months_on",
    "nearest_zone",
    "not_relative",
    "on_days",
    "own_year_start",
    "parse",
    "parse_hours",
    "parse_year_start",
    "settle",
    "standard_words",
    "today_in",
    "with_hours",
    "year_in",
    "zone",
    "zone_names",
]
