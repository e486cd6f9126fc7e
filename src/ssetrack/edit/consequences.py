"""What follows from an edit: dates that move with it, conflicts that arise or go, and what would be wrong.

Comes in: the sources before and after, the routes of what was changed, the day. Goes out: `Consequences`.
Only the part of the plans that can be concerned is looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Sequence as Several
from datetime import date
from typing import NamedTuple

from ssetrack import outline
from ssetrack.dates import Period
from ssetrack.diagnostic import Finding, Kind, Route, Severity
from ssetrack.edit.affected_items import affected_part
from ssetrack.edit.period_conflicts import Findings, with_period_conflicts
from ssetrack.lint import RULES, Settings, check
from ssetrack.lint.new_errors import difference
from ssetrack.load import load
from ssetrack.plan.items import Item
from ssetrack.portfolio import ItemKey
from ssetrack.source import Source
from ssetrack.status import Snapshot, snapshot

NAMES = frozenset(
    name
    for name, rule in RULES.items()
    if rule.family != "yaml"
    and (rule.severity is Severity.ERROR or (rule.kind is Kind.CONFLICT and rule.family == "dates"))
)
"""The rules that an edit is looked at by: errors, and whether dates fit each other."""


class MovedDate(NamedTuple):
    """An item that was not changed itself, and has another date: the id, whose it is, both dates."""

    id: str
    plan: str
    owners: tuple[str, ...]
    before: Period
    after: Period


class Consequences(NamedTuple):
    """What follows from an edit; `errors` are reasons not to make it."""

    moved: tuple[MovedDate, ...]
    errors: tuple[Finding, ...]
    arisen: tuple[Finding, ...]
    """Conflicts in the planning that were not there before."""
    gone: tuple[Finding, ...]
    """Conflicts in the planning that are not there any more."""


def consequences(
    before: Several[Source], after: Several[Source], routes: Mapping[str, Several[Route]], today: date
) -> Consequences:
    """What follows where these sources, in the same order, become those; `routes` by path."""
    part = affected_part(before, after, routes)
    sources = {id(one): one for one in (*part.before, *part.after)}
    loaded = {key: load(one) for key, one in sources.items()}  # what has not changed is read once
    old, new = (snapshot((loaded[id(one)] for one in side), today) for side in (part.before, part.after))
    found = Findings(*(check(side, Settings(select=NAMES)) for side in (old, new)))
    was, now = with_period_conflicts(found, part.judged, new)
    fresh, past = difference(was, now)
    errors = [one for one in fresh if one.severity is Severity.ERROR and one.kind is not Kind.CONFLICT]
    arisen, gone = (list(filter(_is_conflict, side)) for side in (fresh, past))
    # Most edits put nothing in the wrong that was right.
    had = {_conflict(one) for one in was if _is_conflict(one)} if arisen else set()
    has = {_conflict(one) for one in now if _is_conflict(one)} if gone else set()
    arisen = [one for one in arisen if _conflict(one) not in had]
    gone = [one for one in gone if _conflict(one) not in has]
    moved = _moves(old, new, _changed_items(after, part.after, routes))
    return Consequences(tuple(moved), tuple(errors), tuple(arisen), tuple(gone))


def _is_conflict(finding: Finding) -> bool:
    return finding.kind is Kind.CONFLICT


def _conflict(finding: Finding) -> tuple[str, str, str, str, str, str]:
    """What does not fit what: the same one if only dates in it are others."""
    base = str(finding.message.values.get("base", ""))
    return finding.path, finding.rule, finding.item, finding.field, finding.message.template, base


def _moves(old: Snapshot, new: Snapshot, changed: set[ItemKey]) -> Iterator[MovedDate]:
    for key, item in new.portfolio.by_item.items():
        was = old.portfolio.by_item.get(key)
        if was is None or key in changed:
            continue
        before, after = old.schedule.due[was].period, new.schedule.due[item].period
        if (before.days, before.hours, before.canonical) != (after.days, after.hours, after.canonical):
            yield MovedDate(item.id, item.plan, _owners(new, item), before, after)


def _changed_items(
    sources: Several[Source], parts: Several[Source], routes: Mapping[str, Several[Route]]
) -> set[ItemKey]:
    """The plan's id and the item's of everything in which something was changed itself.

    The plan is asked of its part, whose tree is there.
    """
    found: set[ItemKey] = set()
    for source, part in zip(sources, parts, strict=True):
        plan = outline.plan_id(part)
        for route in routes.get(source.path, ()):
            places = [at for at, step in enumerate(route) if step in ("activities", "milestones")]
            ids = [outline.text(source.node(route[: at + 2]), "id") or "" for at in places]
            found.add((plan, "/".join(ids)))
    return found


def _owners(plans: Snapshot, item: Item) -> tuple[str, ...]:
    """The names of those who are responsible, as the plan writes them."""
    people = plans.portfolio.people
    return tuple(people.person(item.plan, slug).name for slug in item.owners)
