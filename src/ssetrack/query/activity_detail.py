"""Everything about one activity, gathered from the plan, its dates and the items round it.

Comes in: an id as typed, all statuses. Goes out: an `ActivityDetail`. An id that nobody has, or that several
plans have, is a `SsetrackError` that says which there are.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from ssetrack.diagnostic import At
from ssetrack.language.collation import matching
from ssetrack.plan.items import Item
from ssetrack.plan.lookup import in_several_plans, no_such_item, no_such_plan
from ssetrack.plan.model import Activity
from ssetrack.plan.reference import Reference
from ssetrack.portfolio import PlanFile
from ssetrack.portfolio.prerequisites import PerGroup
from ssetrack.query.columns import View
from ssetrack.query.occurrence_lookup import id_and_day, key_at
from ssetrack.schedule import Schedule
from ssetrack.status import CLOSED, Snapshot, Status, state_of
from ssetrack.status.single import single


class Prerequisite(NamedTuple):
    """A reference as written, and the items that it means; none where nobody has that id."""

    reference: str
    items: tuple[Status, ...]


class ActivityDetail(NamedTuple):
    """An activity with its items, what it waits for, what waits for it, and where it stands in its file.

    `relatives` are the items of which a date counts from it, wherever they are.

    `asked` is the one milestone that was asked for, None where the whole activity was.
    """

    view: View
    snapshot: Snapshot
    file: PlanFile
    activity: Activity
    items: tuple[Status, ...]
    asked: Status | None
    after: tuple[Prerequisite, ...]
    before: tuple[Status, ...]
    relatives: tuple[Status, ...]
    lines: tuple[int, int]

    @property
    def today(self) -> date:
        """The day on which the items stand so."""
        return self.snapshot.today

    @property
    def timezone(self) -> str:
        """The name of the zone of that day."""
        return self.snapshot.timezone

    @property
    def schedule(self) -> Schedule:
        """The dates of all plans."""
        return self.snapshot.schedule


def activity_detail(asked: str, snapshot: Snapshot, view: View) -> ActivityDetail:
    """What is known about the activity or milestone of that id; of `ID@DATE`, at that one of its times."""
    own_id, day = id_and_day(asked)
    if day is None:
        return _detail(asked, snapshot, view)
    return _at_one_time(_detail(own_id, snapshot, view), own_id, day)


def _at_one_time(detail: ActivityDetail, asked: str, day: str) -> ActivityDetail:
    """The activity or milestone at one of its times."""
    status = detail.asked or detail.items[0]
    times = status.due.occurrences
    key = key_at(asked, times, day)
    assert times is not None, "what has a key comes back"
    stands, today = single(status, times.at(key)), detail.today
    state = state_of(stands.item, stands.due, None, today, detail.snapshot.soon)
    last = stands.due.period.latest
    days = None if last is None or state in CLOSED else (last - today).days
    stands = stands._replace(state=state, days_left=days)
    items = tuple(stands if one is status else one for one in detail.items)
    asked_for = None if detail.asked is None else stands
    return detail._replace(activity=stands.item.activity, items=items, asked=asked_for)


def _detail(asked: str, snapshot: Snapshot, view: View) -> ActivityDetail:
    statuses = snapshot.statuses
    wanted = Reference.from_text(asked)
    first = _matches(wanted, statuses, view)[0]
    activity, file = first.item.activity, first.file
    items = tuple(one for one in statuses if one.item.activity is activity)
    by_item = {id(one.item): one for one in statuses}
    one_milestone = first.item.milestone is not None and wanted.milestone is not None
    meant = (first,) if one_milestone else items
    references = dict.fromkeys(reference for one in meant for reference in one.item.after)
    after = tuple(
        Prerequisite(
            reference, tuple(by_item[id(item)] for item in view.portfolio.resolve(reference, file.id))
        )
        for reference in references
    )
    own = {one.item for one in meant}
    is_of_these: PerGroup[Item, bool] = PerGroup(lambda group: any(item in own for item in group))
    before = tuple(
        one
        for one in statuses
        if one.item not in own
        and any(is_of_these.of(group) for group in view.portfolio.prerequisites(one.item).groups)
    )
    route = first.item.route if first.item.milestone is None else first.item.route[:-2]
    node = At(route)
    start, end = file.source.locate(node)
    lines = (file.source.position(start)[0], file.source.position(max(start, end - 1))[0])
    return ActivityDetail(
        view,
        snapshot,
        file,
        activity,
        items,
        first if one_milestone else None,
        after,
        before,
        tuple(_relatives(own, by_item, snapshot, view)),
        lines,
    )


def _relatives(
    own: set[Item], by_item: Mapping[int, Status], snapshot: Snapshot, view: View
) -> Iterator[Status]:
    """The items of which a date counts from one of these, each once, in the order of the plans."""
    uses = snapshot.schedule.relatives
    counting = {
        use.item
        for use in uses
        if not own.isdisjoint(view.portfolio.resolve(use.relative.reference, use.plan))
    }
    yield from (status for status in by_item.values() if status.item in counting and status.item not in own)


def _matches(asked: Reference, statuses: Sequence[Status], view: View) -> list[Status]:
    """The items that an id means: `1.2`, `5.4/draft`, `vision:1.2`."""
    if asked.plan is not None and asked.plan not in view.portfolio.plan_ids:
        raise no_such_plan(asked.plan, sorted(view.portfolio.plan_ids))
    here = [one for one in statuses if asked.plan in (None, one.file.id)]
    found = [one for one in here if asked.item in (one.item.id, one.item.activity.id)]
    if not found:
        known = dict.fromkeys(name for one in here for name in (one.item.activity.id, one.item.id))
        same = matching(asked.item, known)
        found = [one for one in here if one.item.id in same or one.item.activity.id in same]
        if not found:
            raise no_such_item(asked, known)
    plans = dict.fromkeys(one.file.id for one in found)
    if len(plans) > 1:
        raise in_several_plans(asked, plans)
    return found
