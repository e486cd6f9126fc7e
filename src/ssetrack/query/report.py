"""What a command answers with: statuses filtered, sorted, grouped and counted.

Comes in: statuses in plan order and what was asked. Goes out: a `Report` that every output format prints.
Counts are made after the filters and before closed items are left out (docs/commands.md).
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from ssetrack.diagnostic import SsetrackError
from ssetrack.language.collation import natural, nfc, sort_key
from ssetrack.language.message import message
from ssetrack.language.nearest import nearest
from ssetrack.query.columns import GROUPS, RANKS, TEXTS, Column, View, column, sort_value
from ssetrack.query.filters import Filters, matching
from ssetrack.status import CLOSED, URGENCY, Flag, Snapshot, State, Status

MOST_REPEATED = 20_000
"""So often items stand in a group beside their first; where there are more, all long groups are cut."""


ONE_OF = {"owner": "owners", "goal": "goals", "tag": "tags"}
"""Columns of several values, as a group of rows that share one of them is called."""

NO_FILTERS = Filters()


class Group(NamedTuple):
    """Rows under a heading; the heading is empty where nothing was grouped, None for rows that have none.

    `left_out` counts the rows behind them that would be too many.
    """

    heading: str | None
    rows: tuple[Status, ...]
    left_out: int = 0


class Report(NamedTuple):
    """The answer to `status`: what was found on a day, in groups of rows with columns.

    `statuses` are those of the snapshot that were asked for, in the order asked for. `counts` has every state
    and `unassigned`, zeros included. `hidden` is how many closed items the groups leave out. `sorted_by` are
    the columns asked for; without, items come by urgency, which keeps those of one state together. `filters`
    are what was asked for.
    """

    view: View
    snapshot: Snapshot
    statuses: tuple[Status, ...]
    counts: dict[str, int]
    groups: tuple[Group, ...]
    columns: tuple[Column, ...]
    hidden: int
    grouped_by: str | None = None
    sorted_by: tuple[str, ...] = ()
    filters: Filters = NO_FILTERS

    @property
    def is_filtered(self) -> bool:
        """Whether items may have been left out, so that nothing can be said of all."""
        return self.filters._replace(teams=True, every_time=False) != NO_FILTERS

    @property
    def today(self) -> date:
        """The day on which the items stand so."""
        return self.snapshot.today

    @property
    def timezone(self) -> str:
        """The name of the zone of that day."""
        return self.snapshot.timezone


class Question(NamedTuple):
    """What was asked: filters, order, groups, columns, and whether closed items are shown."""

    filters: Filters = NO_FILTERS
    sort: tuple[str, ...] = ()
    group_by: str | None = None
    columns: tuple[str, ...] = ()
    closed: bool = True


def report(snapshot: Snapshot, question: Question, view: View) -> Report:
    """The report that answers a question. Raises `SsetrackError` for a name that nobody knows."""
    found = matching(snapshot.statuses, question.filters, snapshot.portfolio)
    ordered = _in_order(found, question.sort, view)
    all_of_them = question.closed or bool(question.filters.states)  # who asks for `done` wants to see it
    shown = ordered if all_of_them else tuple(one for one in ordered if one.state not in CLOSED)
    return Report(
        view,
        snapshot,
        ordered,
        counts(found),
        _groups(shown, question.group_by, view),
        tuple(column(name) for name in question.columns),
        len(ordered) - len(shown),
        question.group_by,
        question.sort,
        question.filters,
    )


def counts(statuses: Sequence[Status]) -> dict[str, int]:
    """How many items are in each state, and how many have nobody responsible."""
    by_state = Counter(status.state for status in statuses)
    found = {state.value: by_state[state] for state in State}
    found["unassigned"] = sum(Flag.UNASSIGNED in status.flags for status in statuses)
    return found


def by_urgency(status: Status) -> tuple[int, date, date]:
    """The usual order: state, then last day, then first; plan and file order stay as they are."""
    period = status.due.period
    return URGENCY[status.state], period.latest or date.max, period.earliest or date.min


def _in_order(statuses: Sequence[Status], by: tuple[str, ...], view: View) -> tuple[Status, ...]:
    ordered = sorted(statuses, key=by_urgency)
    for name in reversed(by):
        backwards = name.startswith("-")
        key = column(name.removeprefix("-"))
        values = {id(status): sort_value(status, key, view) for status in ordered}
        ordered.sort(key=lambda status, values=values: values[id(status)][1], reverse=backwards)  # type: ignore[misc]
        ordered.sort(key=lambda status, values=values: values[id(status)][0])  # type: ignore[misc]
    return tuple(ordered)


def _groups(statuses: tuple[Status, ...], by: str | None, view: View) -> tuple[Group, ...]:
    if by is None:
        return (Group("", statuses),)
    name = ONE_OF.get(by, by)
    if name not in GROUPS:
        meant = nearest(by, GROUPS)
        hint = (
            message("did you mean `{name}`?", name=meant)
            if meant
            else message("group by {names}", names=", ".join(f"`{known}`" for known in GROUPS))
        )
        raise SsetrackError(message("rows cannot be grouped by `{name}`", name=by), hint)
    key = column(name)
    rows: dict[str | None, list[Status]] = {}
    for status in statuses:
        cell = key.cell(status, view)
        if name == "section" and isinstance(cell, tuple):
            cell = " / ".join(cell)
        headings = cell if isinstance(cell, tuple) else (cell,)
        for heading in headings or (None,):
            rows.setdefault(nfc(str(heading)) if heading not in (None, "") else None, []).append(status)
    if name in ("section", "plan"):
        order = _in_plan_order(rows, view)
    elif name == "state":
        order = list(rows)
    else:
        order = sorted(rows, key=lambda heading: (heading is None, _heading_order(heading or "", name, view)))
    longest = _longest([len(found) for found in rows.values()], len(statuses) + MOST_REPEATED)
    return tuple(
        Group(heading, tuple(rows[heading][:longest]), max(0, len(rows[heading]) - longest))
        for heading in order
    )


def _longest(lengths: list[int], room: int) -> int:
    """How many rows a group may have, so that all of them together have no more than there is room for."""
    if sum(lengths) <= room:
        return room
    for number, length in enumerate(sorted(lengths)):
        most = room // (len(lengths) - number)
        if length > most:
            return max(1, most)
        room -= length
    return room


def _heading_order(heading: str, name: str, view: View) -> tuple[Any, ...]:
    if heading in RANKS.get(name, ()):
        return (RANKS[name].index(heading),)
    return sort_key(heading, view.alphabet) if name in TEXTS else (natural(heading),)


def _in_plan_order(rows: dict[str | None, list[Status]], view: View) -> list[str | None]:
    place = {
        id(item): (file_index, index)
        for file_index, file in enumerate(view.portfolio.files)
        for index, item in enumerate(file.items)
    }
    return sorted(rows, key=lambda heading: min(place[id(status.item)] for status in rows[heading]))
