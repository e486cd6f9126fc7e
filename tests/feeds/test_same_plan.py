"""Same plan, same feed on every day: it is made from the plan and the feed before it, never from a clock.

What docs/calendars.md says of cancelled items, which leave 30 days after they were to be, and of series whose
end the plan does not say, are the exceptions.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from conftest import ALL_EXAMPLES
from feeds.conformance import complaints
from feeds.making import PLANS, entries, feed_at, feed_of
from snapshots import snapshot_of
from ssetrack.calendar.calendar import Publishing

DAYS = [date(1999, 12, 31), date(2027, 1, 31), date(2027, 3, 1), date(2031, 5, 5), date(9999, 12, 31)]

KINDS = {
    "events": Publishing(),
    "tasks": Publishing(tasks=True),
    "recent events": Publishing(since=date(2027, 2, 10)),
    "recent tasks": Publishing(since=date(2027, 2, 10), tasks=True),
}

HEADS = {
    "a period": "period: 2027/2028\n",
    "a start": "start: 2027-01-15\n",
    "neither": "",
    "a language in capitals": "language: FR\nstart: 2027-01-04\n",
}

CALL = (
    "  - id: call\n    title: Call\n"
    "    when: {date: 2027-01-07/2027-01-08, repeat: every month, until: 2029-06-30}\n"
)
AGENDA = "  - {id: agenda, title: Agenda, deadline: 2 days before call}\n"

DATES = {
    "a month of the project": "when: {date: M1, repeat: every month}",
    "a month of the project as a deadline": "deadline: {date: M1, repeat: every month}",
    "two months of the project": "when: {date: M1/M2, repeat: every 3 months, until: 2028-12}",
    "a week of the project": "deadline: {date: W2, repeat: every 2 weeks}",
    "a late month of the project": "when: {date: M12, repeat: every year}",
    "a month": "deadline: {date: 2027-01, repeat: every month}",
    "a quarter": "when: {date: 2027-Q1, repeat: every 3 months, until: 2029}",
    "a month in words": "when: {date: January 2027, repeat: monthly}",
    "numbers that a language settles": "deadline: {date: 03/04/2027, repeat: every month}",
    "days": "when: {date: 2027-01-30/2027-02-02, repeat: every month}",
    "days by a rule": 'when: {date: 2027-01-01/2027-01-03, repeat: "FREQ=WEEKLY;BYDAY=MO;COUNT=9"}',
    "a doubtful day": "deadline: {date: 2027-01-31~, repeat: every month}",
    "a doubtful end": "when: {date: 2027-01-30/2027-02-02?, repeat: every month}",
    "a doubtful month": 'deadline: {date: "2027-02%", repeat: every year}',
    "an hour": 'when: {date: 2027-01-31, time: "20:00", timezone: Europe/Rome, repeat: every month}',
    "hours in the date": 'when: {date: "2027-01-04T20:00Z", repeat: every week, until: 2027-12}',
    "a finished series": "when: {date: 2027-01-04, repeat: every week, until: 2027-01-31}",
    "a series that is done": "deadline: {date: M1, repeat: every month}, done: 2028-01-20",
    "a series on hold": "deadline: {date: M1, repeat: every month}, status: on-hold",
    "counted from a day": "deadline: {date: 2 weeks before day, repeat: every month}",
    "counted from a series": "deadline: 2 weeks before call",
    "counted from a series, and a series": "deadline: {date: 2 weeks after call, repeat: every month}",
    "counted through two": "deadline: 1 day after agenda",
    "a start that counts from a series": "deadline: 2030, start: 1 week after call",
    "done on a day that counts from a series": "deadline: 2030, done: 1 week after call",
    "check-ins": "deadline: ongoing, start: 2027-01-31, check-in: every month",
    "check-ins of a series": "when: {date: 2027-01-04, repeat: every month}, check-in: every week",
    "check-ins of a series that ends":
        "when: {date: 2027-01-04, repeat: every month, until: 2028-06}, check-in: every week",
    "check-ins from a day that counts from a series":
        "deadline: ongoing, start: 1 week after call, check-in: every month",
    "ongoing from a day": "deadline: 2027-03/..",
    "ongoing, with work that begins on a day": "deadline: ongoing, start: 2027-03",
    "ongoing, with work in progress": "deadline: ongoing, start: 2027-03, progress: 5%",
    "a day in progress": "deadline: 2027-03-01, start: 2027-01-02",
    "alternatives": "when: [{date: 2027-01-07, where: Rome}, {date: 2027-05, where: Lima}]",
    "to the end of the calendar": "when: {date: 9999-12-30, repeat: every day}",
    "from the last day of the calendar": 'when: {date: 9999-12-30, repeat: "FREQ=WEEKLY;BYDAY=FR"}',
    "with hours, to the end of the calendar":
        'when: {date: "9999-12-30T23:30-05:00", repeat: "FREQ=WEEKLY;BYDAY=FR,TH"}',
}  # fmt: skip


def plan(head: str, fields: str) -> str:
    return (
        f"ssetrack: 1\nid: p\ntitle: T\n{head}activities:\n"
        f"{CALL}"
        "  - {id: day, title: Day, when: 2027-03-01}\n"
        f"{AGENDA if 'agenda' in fields else ''}"
        f"  - {{id: item, title: Item, {fields}}}\n"
    )


def pairs() -> Iterator[Any]:
    """Each head with each date; where not all are tried, two with each that is not the project's."""
    for number, (date_name, fields) in enumerate(DATES.items()):
        for at, (head_name, head) in enumerate(HEADS.items()):
            if ALL_EXAMPLES or "project" in date_name or (number + at) % 2:
                yield pytest.param(head, fields, id=f"{head_name}-{date_name}")


@pytest.mark.parametrize(("head", "fields"), [*pairs()])
def test_the_same_feed_on_every_day(head: str, fields: str):
    days = [snapshot_of(plan(head, fields), day) for day in DAYS]
    for how in KINDS.values():
        first, *others = (feed_at(there, how) for there in days)
        assert all(other == first for other in others)
        assert first is None or complaints(first) == []


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_the_same_feed_of_every_plan(path):
    text = path.read_text(encoding="utf-8").replace("status: cancelled", "status: on-hold")
    days = [snapshot_of(text, date(2003, 12, 1) + timedelta(197 * step)) for step in range(6)]
    for how in (Publishing(), Publishing(tasks=True), Publishing(since=date(2004, 6, 1), tasks=True)):
        assert len({feed_at(there, how) for there in days}) == 1


def test_what_is_cancelled_leaves_after_its_grace_and_nothing_else_does():
    text = plan("", "when: 2027-01-10, status: cancelled")
    before, after = (entries(feed_of(text, today=day)) for day in (date(2027, 2, 9), date(2027, 2, 10)))
    assert before.keys() - after.keys() == {"item.p"}
    assert after == {name: entry for name, entry in before.items() if name != "item.p"}


def test_the_same_feed_in_a_process_of_its_own(forks, tmp_path):
    fields = "when: {date: M1, repeat: every month}"
    path = tmp_path / "p.yaml"
    path.write_text(plan("start: 2027-01-15\nperiod: 2027/2028\n", fields), encoding="utf-8")
    made = set()
    for day in ("2027-01-20", "2031-05-05"):
        for words in ([], ["--tasks"], ["--since", "2027-02-10"], ["--since", "2027-02-10", "--tasks"]):
            done = forks.run(["export", "ics", str(path), "--today", day, *words], tmp_path)
            assert done.returncode == 0, done.stderr
            made.add((tuple(words), done.stdout))
    assert len(made) == 4
