"""Plans as they stand on a day: what every command, comparison and feed begins with.

Comes in: plan files as loaded, and a day. Goes out: a `Snapshot`, which holds the plans, their dates as seen
from that day, and where every item stands. One function makes it, so that nobody forgets a part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from ssetrack.dates import is_zone, today_in
from ssetrack.load import Loaded
from ssetrack.portfolio import Portfolio, portfolio
from ssetrack.schedule import Schedule, schedule
from ssetrack.status.states import SOON, Status, statuses

UTC = "UTC"
"""The zone in which a day is meant where plans name none."""

DayInZone = Callable[[str], date]
"""The day that it is in the zone of that name."""


@dataclass(frozen=True, eq=False)
class Snapshot:
    """Plans as they stand on a day.

    `timezone` names the zone in which that day is today: the one that all plans share, else UTC. `soon` is
    how many days before its last day an item is due soon.
    """

    portfolio: Portfolio
    schedule: Schedule
    timezone: str
    soon: int = SOON

    @property
    def today(self) -> date:
        """The day from which everything is seen."""
        return self.schedule.today

    @cached_property
    def statuses(self) -> tuple[Status, ...]:
        """Where every item stands, in the order of the plans and of their files."""
        return statuses(self.portfolio, self.schedule, self.soon)


def snapshot(
    loaded: Iterable[Loaded], when: date | datetime | DayInZone, soon: int | None = None
) -> Snapshot:
    """The plans in these files as they stand on a day.

    `when` is that day, an instant (with its zone) of which the day in the plans' own zone counts, or what
    gives the day in that zone.
    """
    plans = portfolio(loaded)
    zone = shared_zone(plans)
    day = _day_in(when, zone)
    return Snapshot(plans, schedule(plans, day), zone, SOON if soon is None else soon)


def _day_in(when: date | datetime | DayInZone, zone: str) -> date:
    if isinstance(when, datetime):
        return today_in(when, zone)
    return when if isinstance(when, date) else when(zone)


def shared_zone(plans: Portfolio) -> str:
    """The zone that all plans share, else UTC."""
    return common_zone(file.plan.timezone for file in plans.files)


def common_zone(written: Iterable[str | None]) -> str:
    """The zone that all these are, as plans write them; UTC where they differ, or it is none."""
    zones = {*written}
    only = zones.pop() if len(zones) == 1 else None
    return only if only is not None and is_zone(only) else UTC
