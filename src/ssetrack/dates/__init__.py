"""Texts of dates in, periods out.

`period` says what a date of a plan is; `grammar` reads one; `recurrence` knows what comes back, `zones` the
time zones, `display` how a period is said.
`recurrence` is imported from where it stands, because few plans need it. docs/dates.md is the page for users.
"""

from ssetrack.dates.clock import read_hours as parse_hours
from ssetrack.dates.display import display
from ssetrack.dates.edtf import with_hours
from ssetrack.dates.grammar import combine, is_canonical, not_relative, parse, unsettled
from ssetrack.dates.period import (
    ONGOING,
    UNKNOWN,
    Certainty,
    DateProblem,
    DateReading,
    Hours,
    Kind,
    Period,
    Relative,
    Unit,
)
from ssetrack.dates.project_time import months_on, settle
from ssetrack.dates.zones import clock_change, instant, is_zone, nearest_zone, today_in, zone, zone_names

__all__ = [
    "ONGOING",
    "UNKNOWN",
    "Certainty",
    "DateProblem",
    "DateReading",
    "Hours",
    "Kind",
    "Period",
    "Relative",
    "Unit",
    "clock_change",
    "combine",
    "display",
    "instant",
    "is_canonical",
    "is_zone",
    "months_on",
    "nearest_zone",
    "not_relative",
    "parse",
    "parse_hours",
    "settle",
    "today_in",
    "unsettled",
    "with_hours",
    "zone",
    "zone_names",
]
