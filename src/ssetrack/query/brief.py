"""What matters today, on one screen: `ssetrack brief`.

Comes in: a report, and what changed. Goes out: a `Brief`, whose lists are whole: how much of them fits is for
whoever shows them. What is done or cancelled is in none of them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from ssetrack.dates import Precision
from ssetrack.language.message import Message
from ssetrack.query.changes import Changes
from ssetrack.query.questions import About, AskedGroup, OpenQuestion, questions
from ssetrack.query.report import Report, by_urgency
from ssetrack.status import State, Status

DECISIONS = (
    About.ALTERNATIVES,
    About.NO_OWNER,
    About.OPEN_SEAT,
    About.NO_DATE,
    About.NO_START,
    About.UNREADABLE_DATE,
    About.VAGUE_DATE,
)
"""Questions that somebody has to decide. What waits for one of them is decided with it."""


EVERYBODY = AskedGroup((), (), ())
"""Whom to ask where the items of one question belong to different people."""


@dataclass(frozen=True, slots=True)
class Decision:
    """The questions about an item, and whose answer it waits for: everybody's where `asked` names nobody.

    `others` are the items that wait for the same vacant roles, where that is asked once for all of them.
    """

    status: Status
    questions: tuple[OpenQuestion, ...]
    asked: AskedGroup
    others: tuple[Status, ...] = ()


@dataclass(frozen=True, slots=True)
class Brief:
    """The answer to `brief`. `days` is how far `coming` looks ahead, and `later` counts what is beyond.

    Programs get the decisions item by item; `asked`, for people, has a vacant role once, as `open` does.
    `changed` is None where there is no history; `unknown` says why, where there should be one.
    """

    report: Report
    days: int
    overdue: tuple[Status, ...]
    coming: tuple[Status, ...]
    decisions: tuple[Decision, ...]
    asked: tuple[Decision, ...]
    changed: Changes | None
    unknown: Message | None
    later: int


def brief(report: Report, changed: Changes | None = None, unknown: Message | None = None) -> Brief:
    """What matters on the day of the report, the most urgent first."""
    today, days = report.today, report.snapshot.soon
    overdue = tuple(status for status in report.statuses if status.state is State.OVERDUE)
    coming = [status for status in report.statuses if is_coming(status, today, days)]
    decided = decisions(report)
    upcoming = sum(status.state is State.UPCOMING for status in report.statuses)
    return Brief(
        report,
        days,
        overdue,
        tuple(sorted(coming, key=day_that_counts)),
        decided,
        with_roles_once(decided, report),
        changed,
        unknown,
        upcoming - sum(status.state is State.UPCOMING for status in coming),
    )


def day_that_counts(status: Status) -> date:
    """The first day of what takes place, the last of what is due."""
    period = status.due.period
    day = period.earliest if status.due.kind == "event" else period.latest
    return day or date.max


def is_coming(status: Status, today: date, days: int) -> bool:
    """Whether it is due within so many days of today, or takes place and begins within them.

    What takes place counts by its first day only where that day is known: "2027" does not begin on Monday.
    """
    if status.state not in (State.DUE_SOON, State.UPCOMING):
        return False
    period = status.due.period
    if period.latest is not None and (period.latest - today).days <= days:
        return True
    if status.due.kind != "event" or period.earliest is None:
        return False
    is_known = period.start is not None and period.start.precision is Precision.DAY
    return is_known and 0 <= (period.earliest - today).days <= days


def decisions(report: Report) -> tuple[Decision, ...]:
    """What is to be decided, in the order in which it is due."""
    found: dict[int, Decision] = {}
    for group in questions(report).groups:
        for one in group.questions:
            if one.about in DECISIONS:
                before = found.get(id(one.status))
                asked = (*(before.questions if before is not None else ()), one)
                found[id(one.status)] = Decision(one.status, asked, group)
    return tuple(sorted(found.values(), key=lambda one: by_urgency(one.status)))


def with_roles_once(decided: tuple[Decision, ...], report: Report) -> tuple[Decision, ...]:
    """The decisions, each vacant role asked after only with the first item that waits for it."""
    people = report.view.portfolio.people
    kept: list[Decision] = []
    first: dict[tuple[str, ...], int] = {}
    for one in decided:
        left = []
        for question in one.questions:
            keys = tuple(people.key(one.status.file.id, slug) for slug in question.names)
            if question.about is About.OPEN_SEAT and keys in first:
                before = kept[first[keys]]
                asked = before.asked if before.asked.keys == one.asked.keys else EVERYBODY
                kept[first[keys]] = replace(before, asked=asked, others=(*before.others, one.status))
                continue
            if question.about is About.OPEN_SEAT:
                first[keys] = len(kept)
            left.append(question)
        if left:
            kept.append(replace(one, questions=tuple(left)))
    return tuple(kept)
