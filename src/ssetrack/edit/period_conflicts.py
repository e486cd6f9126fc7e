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
from ssetrack.edit.affected_items import Judged
from ssetrack.edit.moved_source import MovedSource
from ssetrack.lint import Settings, check
from ssetrack.load import load
from ssetrack.portfolio import portfolio
from ssetrack.schedule import schedule
from ssetrack.status import Snapshot

_RULES = frozenset(("outside-period", "after-project"))


class Findings(NamedTuple):
    """What is found before and after."""

    before: tuple[Finding, ...]
    after: tuple[Finding, ...]


def with_period_conflicts(found: Findings, judged: Sequence[Judged], now: Snapshot) -> Findings:
    """What was found, in its order, with what is found in these activities.

    `now` has the same plans as they are after the edit, with their new periods.
    """
    if not judged:
        return found
    plans = portfolio(load(one.before) for one in judged)
    dates = schedule(plans, now.today)
    same_dates = copy.copy(dates)
    same_dates.period = now.schedule.period
    was, is_now = (
        check(replace(now, portfolio=plans, schedule=one), Settings(select=_RULES))
        for one in (dates, same_dates)
    )
    files = {one.now.path: one.now for one in judged}
    moved = tuple(_where_it_is_now(one, files[one.path]) for one in is_now)
    return Findings(_in_order(found.before, was), _in_order(found.after, moved))


def _where_it_is_now(finding: Finding, now: MovedSource) -> Finding:
    """A finding in a place that was not edited, where that place is now."""
    place = finding.location
    return finding._replace(location=place._replace(range=now.range_now(place.range), lines=now.lines))


def _in_order(*several: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Findings in their order; what is found of one thing twice is there once.

    What lint orders by besides, the sentence, tells apart what one look has found in one place.
    """
    found = sorted((one for findings in several for one in findings), key=Finding.sort_key)
    return tuple({(*one.sort_key(), one.message.template): one for one in found}.values())
