"""Who has how much to do, and when: `ssetrack owners`.

Comes in: a report. Goes out: a `Workload` with a line for each person and team, each open seat, and what
nobody owns. Only open items are work; each is counted in the quarter of its last day, or as overdue. Who
hosts one time of what comes back, and does not own the whole, has that time to do.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Literal

from ssetrack.dates import CALENDAR, YearStart
from ssetrack.language.collation import sort_key
from ssetrack.plan.prose import text_in
from ssetrack.portfolio.people import Directory
from ssetrack.query.quarters import ONGOING, UNDATED, quarter_of, without_gaps, years_of
from ssetrack.query.report import Report
from ssetrack.status import CLOSED, State, Status
from ssetrack.status.single import hosted_statuses

OwnerKind = Literal["person", "team", "open-seat", "nobody"]

MOST_CELLS = 200_000
"""Numbers in the table; where there are more, the last quarters are added up in one column."""

MOST_EXPANDED = 200_000
"""So often items are counted for members of their teams; after that, teams count for themselves."""

FEWEST_QUARTERS = 8
"""So many quarters stay by themselves, however many people there are."""

LATER = "later"
"""The column of what comes after the quarters that have one."""

ON_HOLD = "on-hold"
OVERDUE = "overdue"

ORDER: tuple[OwnerKind, ...] = ("person", "team", "open-seat", "nobody")


@dataclass(frozen=True, slots=True)
class Load:
    """What one person, team or seat has to do: items by column (`overdue`, a quarter, `ongoing`, …).

    `key` is that of the directory of people; empty for what nobody owns. `done` counts what is finished.
    """

    key: str
    name: str
    kind: OwnerKind
    items: tuple[Status, ...]
    by_column: dict[str, int]
    done: int

    @property
    def overdue(self) -> int:
        """How many of the items are late."""
        return self.by_column.get(OVERDUE, 0)


@dataclass(frozen=True, slots=True)
class Workload:
    """The answer to `owners`. `columns` are those that any line has: overdue first, then quarters.

    Of very many quarters the last are added up in a column `later`.
    `expanded` says that the items of a team stand at each of its members, and not at the team.
    """

    report: Report
    expanded: bool
    columns: tuple[str, ...]
    lines: tuple[Load, ...]


def workload(report: Report, *, expanded: bool) -> Workload:
    """What everybody has to do; an item with two owners is counted for both, once for each.

    A single time of a series counts for its hosts.
    """
    owned: dict[str, list[Status]] = {}
    members = _Members(report.view.portfolio.people) if expanded else None
    today, soon = report.today, report.snapshot.soon
    for status in report.statuses:
        own = _owners(report, status, status.item.owners, members)
        for key in own:
            owned.setdefault(key, []).append(status)
        for time in hosted_statuses(status, today, soon):
            occurrence = time.due.occurrence
            hosts = () if occurrence is None or occurrence.written is None else occurrence.written.owners
            for key in _owners(report, status, hosts, members):
                if key not in own:
                    owned.setdefault(key, []).append(time)
    years = years_of(report.view.portfolio.files)
    loads = [_load(report, key, found, years) for key, found in owned.items()]
    loads.sort(
        key=lambda load: (
            ORDER.index(load.kind),
            -load.overdue,
            -len(load.items),
            sort_key(load.name, report.view.alphabet),
        )
    )
    columns = _columns(loads, years)
    kept = _columns_that_fit(columns, len(loads))
    if kept == columns:
        return Workload(report, expanded, columns, tuple(loads))
    return Workload(report, expanded, kept, tuple(_with_later(load, frozenset(kept)) for load in loads))


def _columns_that_fit(columns: tuple[str, ...], lines: int) -> tuple[str, ...]:
    """The columns, the last quarters in one where there would be too many numbers."""
    if len(columns) * lines <= MOST_CELLS:
        return columns
    quarters = [column for column in columns if "-Q" in column]
    rest = [column for column in columns[1:] if "-Q" not in column]
    room = max(FEWEST_QUARTERS, MOST_CELLS // lines - len(rest) - 2)
    if len(quarters) <= room:
        return columns
    return (OVERDUE, *quarters[:room], LATER, *rest)


def _with_later(load: Load, kept: frozenset[str]) -> Load:
    """The line with what has no column of its own under `later`."""
    by_column: dict[str, int] = {}
    for column, number in load.by_column.items():
        name = column if column in kept else LATER
        by_column[name] = by_column.get(name, 0) + number
    return replace(load, by_column=by_column)


class _Members:
    """Who counts for a team: its members, each team written out once.

    A team whose members would make too many of its items stands for itself.
    """

    def __init__(self, people: Directory) -> None:
        self.people, self.room = people, MOST_EXPANDED
        self.known: dict[str, tuple[str, ...]] = {}

    def of(self, key: str) -> tuple[str, ...]:
        if key not in self.known:
            below = self.people.below(key) if self.room > 0 else {key: False}
            self.known[key] = tuple(one for one, is_team in below.items() if not is_team)
            self.room -= len(below) - 1
        found = self.known[key]
        self.room -= len(found) - 1
        return found if self.room > 0 else (key,)


def _owners(
    report: Report, status: Status, slugs: Iterable[str], members: _Members | None
) -> Collection[str]:
    """The keys of those who own an item or host a time of it, each once; the empty key where nobody does."""
    people = report.view.portfolio.people
    keys = dict.fromkeys(people.key(status.file.id, slug) for slug in slugs)
    if members is not None:
        keys = dict.fromkeys(member for key in keys for member in members.of(key))
    return keys or ("",)


def _load(report: Report, key: str, statuses: list[Status], years: YearStart) -> Load:
    open_items = tuple(status for status in statuses if status.state not in CLOSED)
    by_column: dict[str, int] = {}
    for status in open_items:
        column = column_of(status, years)
        by_column[column] = by_column.get(column, 0) + 1
    done = sum(status.state is State.DONE for status in statuses)
    name, kind = _who(report, key, statuses[0])
    return Load(key, name, kind, open_items, by_column, done)


def _who(report: Report, key: str, status: Status) -> tuple[str, OwnerKind]:
    if not key:
        return "", "nobody"
    person = report.view.portfolio.people.people.get(key)
    if person is None or person.owner is None:
        return key, "person"
    name = text_in(person.owner.name, report.view.language, status.file.language)
    if person.vacant:
        return name, "open-seat"
    return name, "team" if person.members else "person"


def column_of(status: Status, years: YearStart = CALENDAR) -> str:
    """Where an open item is counted: late, on hold, in a quarter, or without a last day."""
    if status.state in (State.OVERDUE, State.ON_HOLD):
        return status.state.value
    return quarter_of(status, years)


def _columns(loads: list[Load], years: YearStart) -> tuple[str, ...]:
    used = {column: None for load in loads for column in load.by_column}
    others = (OVERDUE, ONGOING, UNDATED, ON_HOLD)
    quarters = without_gaps((column for column in used if column not in others), years)
    after = (column for column in others[1:] if column in used)
    return (OVERDUE, *quarters, *after)
