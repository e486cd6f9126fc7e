"""What is still undecided, as questions for the next call: `ssetrack open`.

Comes in: a report. Goes out: `Questions`, grouped by whom to ask. What is done, cancelled or on hold raises
none. A date is vague where its period is longer than a quarter; an all-of set is several dates and not
vague, something that takes place from one day to another is decided, and what recurs is due at its next
occurrence.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from ssetrack.dates import PeriodKind, Precision
from ssetrack.language.collation import sort_key
from ssetrack.plan.items import Item
from ssetrack.plan.translations import lacking
from ssetrack.portfolio import PlanFile
from ssetrack.portfolio.prerequisites import Group, PerGroup
from ssetrack.query.columns import View
from ssetrack.query.report import Report
from ssetrack.schedule import Due
from ssetrack.status import CLOSED, State, Status, blocking

LONGEST_QUARTER = 92
"""Days of July, August and September: a longer period is vague."""


class About(StrEnum):
    """What a question asks for; in the order in which an item's questions are put."""

    NO_DATE = "no-date"
    NO_START = "no-start"
    UNREADABLE_DATE = "unreadable-date"
    ALTERNATIVES = "alternatives"
    VAGUE_DATE = "vague-date"
    NO_OWNER = "no-owner"
    OPEN_SEAT = "open-seat"
    BLOCKED = "blocked"
    TRANSLATION = "translation"
    MISSED = "missed-occurrence"


DATES = (About.NO_DATE, About.NO_START, About.UNREADABLE_DATE, About.ALTERNATIVES, About.VAGUE_DATE)
"""Questions that keep whatever waits for the item from being decided."""


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """One question about one item.

    `names` holds the open seats, the languages that lack, or nothing; `waits_for` the undecided items that
    a blocked one waits for.
    """

    about: About
    status: Status
    names: tuple[str, ...] = ()
    waits_for: Collection[Status] = ()


@dataclass(frozen=True, slots=True)
class VacantRoles:
    """Roles that lead the same several items, and those items: who fills them is asked once."""

    names: tuple[str, ...]
    statuses: tuple[Status, ...]


@dataclass(frozen=True, slots=True)
class AskedGroup:
    """Questions for the same people, known by their keys; nobody in particular where there are none."""

    keys: tuple[str, ...]
    names: tuple[str, ...]
    questions: tuple[OpenQuestion, ...]
    roles: tuple[VacantRoles, ...] = ()


@dataclass(frozen=True, slots=True)
class Questions:
    """The answer to `open`. `counts` has every kind of question, zeros included.

    Only that after missed times is not there where there is none: most plans have no such series. Programs
    get the questions item by item (`groups`); for people a vacant role that leads several items is asked
    after once (`asked`), for which `asked_counts` counts.
    """

    report: Report
    counts: dict[str, int]
    groups: tuple[AskedGroup, ...]
    asked: tuple[AskedGroup, ...]

    @property
    def asked_counts(self) -> dict[str, int]:
        """How many questions there are of each kind, for people."""
        seats = sum(
            len(group.roles) + sum(one.about is About.OPEN_SEAT for one in group.questions)
            for group in self.asked
        )
        return {**self.counts, About.OPEN_SEAT.value: seats}


Undecided = PerGroup[Item, Group[Status]]
"""Of what is waited for together, what is undecided."""


def questions(report: Report) -> Questions:
    """All that is undecided about the items of a report, which may wait for any item of its snapshot."""
    found = tuple(_questions(report))
    groups: dict[tuple[str, ...], list[OpenQuestion]] = {}
    names: dict[tuple[str, ...], tuple[str, ...]] = {}
    for question in found:
        slugs = _whom_to_ask(report, question)
        keys = tuple(report.view.portfolio.people.key(question.status.file.id, slug) for slug in slugs)
        groups.setdefault(keys, []).append(question)
        if keys not in names:
            names[keys] = report.view.names(question.status, slugs)
    order = sorted(
        groups,
        key=lambda keys: (
            not keys,
            tuple(sort_key(name, report.view.alphabet) for name in names[keys]),
            keys,
        ),
    )
    counts = {about.value: sum(one.about is about for one in found) for about in About}
    if not counts[About.MISSED]:
        del counts[About.MISSED]
    asked = tuple(AskedGroup(keys, names[keys], tuple(groups[keys])) for keys in order)
    return Questions(report, counts, asked, tuple(_with_roles_once(found, asked, report.view)))


def _with_roles_once(
    found: Iterable[OpenQuestion], groups: tuple[AskedGroup, ...], view: View
) -> Iterator[AskedGroup]:
    """The groups with each role that leads several items asked after once, in the order of the plans.

    Whom to ask are those of all its items, where they are the same; else everybody.
    """
    asked = {id(question): group.keys for group in groups for question in group.questions}
    people = view.portfolio.people
    led: dict[str, list[Status]] = {}
    asking: dict[str, set[tuple[str, ...]]] = {}
    called: dict[str, str] = {}
    for question in found:
        status, slugs = question.status, question.names if question.about is About.OPEN_SEAT else ()
        for slug, name in zip(slugs, view.names(status, slugs), strict=True):
            key = people.key(status.file.id, slug)
            called.setdefault(key, name)
            led.setdefault(key, []).append(status)
            asking.setdefault(key, set()).add(asked[id(question)])
    several = [key for key, statuses in led.items() if len(statuses) > 1]
    roles: dict[tuple[str, ...], dict[tuple[int, ...], list[str]]] = {}
    for key in several:
        (keys,) = asking[key] if len(asking[key]) == 1 else ((),)
        roles.setdefault(keys, {}).setdefault(tuple(map(id, led[key])), []).append(key)

    def roles_of(keys: tuple[str, ...]) -> tuple[VacantRoles, ...]:
        return tuple(
            VacantRoles(tuple(called[key] for key in together), tuple(led[together[0]]))
            for together in roles.pop(keys, {}).values()
        )

    for group in groups:
        questions = tuple(_of_items(group.questions, frozenset(several), view))
        merged = replace(group, questions=questions, roles=roles_of(group.keys))
        if merged.questions or merged.roles:
            yield merged
    if roles:
        yield AskedGroup((), (), (), roles_of(()))


def _of_items(found: Iterable[OpenQuestion], several: frozenset[str], view: View) -> Iterator[OpenQuestion]:
    """The questions without roles that are asked after once for several items."""
    for question in found:
        if question.about is not About.OPEN_SEAT:
            yield question
            continue
        plan, people = question.status.file.id, view.portfolio.people
        names = tuple(slug for slug in question.names if people.key(plan, slug) not in several)
        if names:
            yield replace(question, names=names)


def _questions(report: Report) -> Iterator[OpenQuestion]:
    """The questions in the order of the plans and of their files."""
    wanted = {id(status.item): status for status in report.statuses if _is_running(status)}
    open_ones = {
        status.item: status
        for status in report.snapshot.statuses
        if status.state not in CLOSED and about_date(status.due) is not None
    }
    undecided: Undecided = PerGroup(
        lambda group: {item: open_ones[item] for item in group if item in open_ones}
    )
    for file in report.view.portfolio.files:
        lacks = _lacking_titles(file)
        asked_for_start = False
        for item in file.items:
            status = wanted.get(id(item))
            if status is None:
                continue
            for question in _about(report, status, undecided, lacks.get(id(item), ())):
                if question.about is About.NO_START and asked_for_start:
                    continue  # a plan has one start
                asked_for_start = asked_for_start or question.about is About.NO_START
                yield question


def _is_running(status: Status) -> bool:
    return status.state not in CLOSED and status.state is not State.ON_HOLD


def about_date(due: Due) -> About | None:
    """What is undecided about a date, if anything."""
    if due.invalid:
        return About.UNREADABLE_DATE
    if due.awaits_start:
        return About.NO_START
    if due.alternatives:
        return About.ALTERNATIVES
    period = due.period
    if period.kind is PeriodKind.UNKNOWN:
        return About.NO_DATE
    if due.kind == "event" and period.precision is Precision.DAY:
        return None  # both its days are known, however many lie between them
    length = period.days.length
    if length is None or period.parts or due.recurrence is not None:
        return None
    return About.VAGUE_DATE if length > LONGEST_QUARTER else None


def _about(
    report: Report, status: Status, undecided: Undecided, lacks: tuple[str, ...]
) -> Iterator[OpenQuestion]:
    item, plans = status.item, report.view.portfolio
    date = about_date(status.due)
    if date is not None:
        yield OpenQuestion(date, status)
    if not item.owners:
        yield OpenQuestion(About.NO_OWNER, status)
    owners = (*item.owners, *_coming_hosts(report, status))
    seats = tuple(slug for slug in dict.fromkeys(owners) if plans.people.is_open_seat(status.file.id, slug))
    if seats:
        yield OpenQuestion(About.OPEN_SEAT, status, seats)
    if item.after:
        waiting = blocking(plans, item).through(undecided)
        if waiting:
            yield OpenQuestion(About.BLOCKED, status, waits_for=waiting)
    if status.state is State.OVERDUE and status.due.kind == "deadline" and status.due.occurrence is not None:
        yield OpenQuestion(About.MISSED, status)
    if lacks:
        yield OpenQuestion(About.TRANSLATION, status, lacks)


def _coming_hosts(report: Report, status: Status) -> Iterator[str]:
    """The slugs of those who host single times of a series that are still to come."""
    times = status.due.occurrences
    for one, hosts in () if times is None else times.hosts():
        if one.is_open and (one.period.latest or report.today) >= report.today:
            yield from hosts


def _lacking_titles(file: PlanFile) -> dict[int, tuple[str, ...]]:
    """By item, the languages that its titles lack and most titles of the plan's items have."""
    first: dict[int, Item] = {}
    for item in file.items:
        first.setdefault(id(item.activity), item)
    holders = [(item, item.activity.title) for item in first.values()]
    holders += [(item, item.milestone.title) for item in file.items if item.milestone is not None]
    lacks: dict[int, tuple[str, ...]] = {}
    for (item, _), tags in zip(holders, lacking([title for _, title in holders], file.language), strict=True):
        if tags:
            lacks[id(item)] = tuple(dict.fromkeys((*lacks.get(id(item), ()), *tags)))
    return lacks


def _whom_to_ask(report: Report, question: OpenQuestion) -> tuple[str, ...]:
    """Whom to ask about an item: its owners, else who answers for it, else who leads its section or plan.

    What became of a time of a series its hosts know first.
    """
    status = question.status
    plan, people = status.file.id, report.view.portfolio.people
    leads = (section.lead for section in reversed(status.item.sections))
    one = status.due.occurrence if question.about is About.MISSED else None
    hosts = () if one is None or one.written is None else one.written.owners
    for slugs in (hosts, status.item.owners, status.item.activity.accountable, *leads, status.file.plan.lead):
        held = tuple(slug for slug in slugs if not people.is_open_seat(plan, slug))
        if held:
            return held
    return ()
