"""Which dates no longer fit the period of their plan, or fit it again, where the period alone is another.

Comes in: the activities whose dates say what they said, before and after. Goes out: what lint finds of the
period on either side. Such a plan is read once, its dates are worked out once, and two rules are asked: a
period that becomes shorter puts thousands of dates outside.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from ssetrack.diagnostic import Finding
from ssetrack.lint import Settings, check
from ssetrack.load import load
from ssetrack.portfolio import Portfolio, portfolio
from ssetrack.schedule import schedule
from ssetrack.source import Source
from ssetrack.status import Snapshot

_RULES = frozenset(("outside-period", "after-project"))


class Findings(NamedTuple):
    """What is found before and after."""

    before: tuple[Finding, ...]
    after: tuple[Finding, ...]


def with_period_conflicts(
    found: Findings, before: Sequence[Source], after: Sequence[Source], now: Snapshot
) -> Findings:
    """What was found, in its order, with what is found in these activities as the plans are now.

    `now` has the same plans with their new periods.
    """
    if not before:
        return found
    loaded = [load(one) for one in before]
    plans = portfolio(loaded)
    dates = schedule(plans, now.today)
    same_dates = copy.copy(dates)
    same_dates.period = now.schedule.period
    sources = {one.path: one for one in after}
    files = (replace(one, loaded=one.loaded._replace(source=sources[one.path])) for one in plans.files)
    sides = (
        Snapshot(plans, dates, now.timezone),
        Snapshot(Portfolio(tuple(files), plans.broken), same_dates, now.timezone),
    )
    was, is_now = (check(one, Settings(select=_RULES)) for one in sides)
    return Findings(_merged(found.before, was), _merged(found.after, is_now))


def _merged(*several: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Findings in their order; what is found of one thing twice is there once."""
    by_place = {one.sort_key(): one for findings in several for one in findings}
    return tuple(by_place[key] for key in sorted(by_place))
