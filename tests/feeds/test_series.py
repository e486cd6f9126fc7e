# ruff: noqa: E501  (rules are long lines)
"""What comes back, in a feed: the rules, the clock changes, the end, and what was published before."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from feeds.conformance import complaints
from feeds.making import entries, feed_of, unfolded
from ssetrack.calendar.calendar import Publishing
from ssetrack.calendar.content_lines import day_value, time_value
from ssetrack.calendar.entry import MEETING, CalendarEntry
from ssetrack.calendar.events import on_days

TODAY = date(2026, 11, 28)
TASKS = Publishing(tasks=True)


def plan(*fields: str, head: str = "period: 2027") -> str:
    items = "".join(f"  - {{id: i{number}, title: T, {one}}}\n" for number, one in enumerate(fields, 1))
    return f"ssetrack: 1\nid: p\ntitle: P\n{head}\nactivities:\n{items}"


def components(feed: bytes) -> list[str]:
    """The entries as text, two with one UID both."""
    return re.findall(r"BEGIN:V(?:EVENT|TODO)\n.*?END:V(?:EVENT|TODO)\n", unfolded(feed), re.DOTALL)


def told(feed: bytes) -> list[str]:
    """UID, beginning, end and rules of each entry."""
    found = []
    for part in components(feed):
        lines = re.findall(r"^(?:RECURRENCE-ID|DTSTART|DTEND|DUE|RRULE|RDATE).*$", part, re.MULTILINE)
        uid = re.search(r"^UID:(.*?)@", part, re.MULTILINE)[1]
        found.append(" ".join([uid, *(one.replace(";VALUE=DATE", "") for one in lines)]))
    return found


RULES = [
    ("when: {date: 2027-01-30, repeat: every month, until: 2027-12-31}", [
        ("i1.p DTSTART:20270130 DTEND:20270131 RRULE:FREQ=MONTHLY;BYMONTH=1,3,4,5,6,7,8,9,10,11,12;BYMONTHDAY=30"
        ";UNTIL=20271231"),
        "i1.p.february DTSTART:20270228 DTEND:20270301 RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1;UNTIL=20271231"]),
    ("when: {date: 2027-01-31, repeat: every month}", [
        "i1.p DTSTART:20270131 DTEND:20270201 RRULE:FREQ=MONTHLY;BYMONTHDAY=-1"]),
    ("deadline: {date: 2027-01, repeat: every month, until: 2027-08-31}", [
        "i1.p DTSTART:20270131 DTEND:20270201 RRULE:FREQ=MONTHLY;BYMONTHDAY=-1;UNTIL=20270831"]),
    ('deadline: {date: 2027-01-04/2027-01-08, repeat: "FREQ=WEEKLY;BYDAY=MO", until: 2027-03-31}', [
        "i1.p DTSTART:20270108 DTEND:20270109 RRULE:FREQ=WEEKLY;BYDAY=FR;UNTIL=20270331"]),
    ('deadline: {date: 2027-01-04/2027-01-08, repeat: "FREQ=MONTHLY;BYDAY=-1MO", until: 2027-05-01}', [
        "i1.p DTSTART:20270129 DTEND:20270130 RDATE:20270129,20270226,20270402,20270430"]),
    ('when: {date: 2027-03-02, time: "22:00-01:00", timezone: Europe/Paris, repeat: "FREQ=WEEKLY;COUNT=10"}', [
        ("i1.p DTSTART;TZID=Europe/Paris:20270302T220000 DTEND;TZID=Europe/Paris:20270303T010000"
        " RRULE:FREQ=WEEKLY;COUNT=10")]),
    # A fixed offset is written in UTC, whatever day it is there.
    ('when: {date: "2027-07-10T10:00+05:30", repeat: every week, until: 2027-08-31}', [
        "i1.p DTSTART:20270710T043000Z DTEND:20270710T053000Z RRULE:FREQ=WEEKLY;UNTIL=20270831T043000Z"]),
    ('when: {date: "2027-07-10T02:00+05:30/03:00", repeat: "FREQ=WEEKLY;BYDAY=SA,WE", until: 2027-08-31}', [
        ("i1.p DTSTART:20270709T203000Z DTEND:20270709T213000Z"
        " RRULE:FREQ=WEEKLY;BYDAY=FR,TU;UNTIL=20270830T203000Z")]),
    ('when: {date: "2027-07-01T02:00+02:00", repeat: every month}', [
        "i1.p DTSTART:20270701T000000Z DTEND:20270701T010000Z RRULE:FREQ=MONTHLY"]),
    ('when: {date: "2027-07-01T01:00+02:00", repeat: every month}', [
        "i1.p DTSTART:20270630T230000Z DTEND:20270701T000000Z RRULE:FREQ=MONTHLY;BYMONTHDAY=-1"]),
    ('when: {date: "2027-07-01T20:00-09:30", repeat: every month}', [
        "i1.p DTSTART:20270702T053000Z DTEND:20270702T063000Z RRULE:FREQ=MONTHLY"]),
    # Where no rule has the days in UTC, the zone stays, under a name without a colon.
    ('when: {date: "2027-07-05T01:00+05:30", repeat: "FREQ=MONTHLY;BYDAY=1MO,2TU"}', [
        ("i1.p DTSTART;TZID=UTC+0530:20270705T010000 DTEND;TZID=UTC+0530:20270705T020000"
        " RRULE:FREQ=MONTHLY;BYDAY=1MO,2TU")]),
    # Clocks change on the first day: it has an entry of its own, so that the others keep their length.
    ('when: {date: 2027-03-28, time: "02:30-03:15", timezone: Europe/Paris, repeat: every week, until: 2027-05}', [
        "i1.p.first DTSTART;TZID=Europe/Paris:20270328T033000 DTEND;TZID=Europe/Paris:20270328T041500",
        ("i1.p DTSTART;TZID=Europe/Paris:20270404T023000 DTEND;TZID=Europe/Paris:20270404T031500"
        " RRULE:FREQ=WEEKLY;UNTIL=20270531T003000Z")]),
    ('when: {date: 2027-03-26, time: "02:30-03:15", timezone: Europe/Paris, repeat: every day, until: 2027-03-30}', [
        ("i1.p DTSTART;TZID=Europe/Paris:20270326T023000 DTEND;TZID=Europe/Paris:20270326T031500"
        " RRULE:FREQ=DAILY;UNTIL=20270330T003000Z")]),
    ('when: {date: 2027-10-30, time: "22:00-03:00", timezone: Europe/Paris, repeat: every month}', [
        "i1.p.first DTSTART;TZID=Europe/Paris:20271030T220000 DTEND;TZID=Europe/Paris:20271031T030000",
        ("i1.p DTSTART;TZID=Europe/Paris:20271130T220000 DTEND;TZID=Europe/Paris:20271201T030000"
        " RRULE:FREQ=MONTHLY;BYMONTH=1,3,4,5,6,7,8,9,10,11,12;BYMONTHDAY=30"),
        ("i1.p.february DTSTART;TZID=Europe/Paris:20280229T220000 DTEND;TZID=Europe/Paris:20280301T030000"
        " RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1")]),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "expected"), RULES)
def test_rules(fields, expected):
    feed = feed_of(plan(fields), today=TODAY)
    assert told(feed) == expected
    assert complaints(feed) == []
    assert complaints(feed_of(plan(fields.replace("when:", "deadline:")), TASKS, today=TODAY)) == []


def test_tasks_have_the_same_rules():
    feed = feed_of(plan("deadline: {date: 2027-01-30, repeat: every month}"), TASKS, today=TODAY)
    assert told(feed) == [
        "i1.p.task DTSTART:20270130 RRULE:FREQ=MONTHLY;BYMONTH=1,3,4,5,6,7,8,9,10,11,12;BYMONTHDAY=30",
        "i1.p.task.february DTSTART:20270228 RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1",
    ]


CLOCKS = [
    # begins and ends in the hour that clocks skip, or in the one that comes twice
    ('when: {date: 2027-03-28, time: "02:30-03:15"}', "20270328T033000", "20270328T041500"),
    ('when: {date: 2027-03-28, time: "01:30-02:30"}', "20270328T013000", "20270328T033000"),
    ('when: {date: 2027-03-28, time: "02:30"}', "20270328T033000", "20270328T043000"),
    ('deadline: {date: 2027-03-28, time: "02:50"}', "20270328T035000", "20270328T040500"),
    ('when: {date: 2027-10-31, time: "02:30"}', "20271031T023000", "20271031T033000"),
    ('when: {date: 2027-10-31, time: "02:15-02:45"}', "20271031T021500", "20271031T024500"),
    ('when: {date: 2027-05-02, time: "22:00-00:00"}', "20270502T220000", "20270503T000000"),
    # a deadline ends on its day
    ('deadline: {date: 2027-04-20, time: "23:59"}', "20270420T235900", "20270421T000000"),
    ('deadline: {date: 2027-04-20, time: "23:46"}', "20270420T234600", "20270421T000000"),
    ('deadline: {date: 2027-04-20, time: "23:45"}', "20270420T234500", "20270421T000000"),
    ('deadline: {date: 2027-04-20, time: "17:00"}', "20270420T170000", "20270420T171500"),
    ('deadline: {date: 2027-04-20, time: "23:59", repeat: every week}', "20270420T235900", "20270421T000000"),
]


@pytest.mark.parametrize(("fields", "begin", "end"), CLOCKS)
@pytest.mark.parametrize("zone", ["Europe/Paris", "Africa/Ceuta"])
def test_the_end_is_after_the_beginning(fields, begin, end, zone):
    feed = feed_of(plan(fields, head=f"period: 2027\ntimezone: {zone}"), today=TODAY)
    [entry] = components(feed)
    assert f"DTSTART;TZID={zone}:{begin}\nDTEND;TZID={zone}:{end}\n" in entry
    assert (
        complaints(feed_of(plan(fields, head=f"period: 2027\ntimezone: {zone}"), TASKS, today=TODAY) or feed)
        == []
    )


WEEKLY = "when: {date: 2026-01-02, repeat: every week}"


def test_what_is_done_ends_on_its_day():
    for today in (TODAY, date(2028, 11, 28)):
        [one] = told(feed_of(plan(f"{WEEKLY}, done: 2026-11-20"), today=today))
        assert one.endswith("RRULE:FREQ=WEEKLY;UNTIL=20261120")
    [early] = told(feed_of(plan(f"{WEEKLY}, done: 2025-11-20"), today=TODAY))
    assert early.endswith("UNTIL=20260102")
    [due] = told(
        feed_of(plan("deadline: {date: 2026-01, repeat: every month}, done: 2026-11-20"), today=TODAY)
    )
    assert due.endswith("UNTIL=20261120")
    [task] = told(
        feed_of(plan(WEEKLY.replace("when", "deadline") + ", done: 2026-11-20"), TASKS, today=TODAY)
    )
    assert task.endswith("UNTIL=20261120")


@pytest.mark.parametrize("how", [Publishing(), TASKS])
def test_a_done_series_without_a_day_keeps_the_end_that_it_had(how):
    text = plan(f"{WEEKLY.replace('when', 'deadline')}, status: done")
    first = feed_of(text, how, today=TODAY)
    assert told(first)[0].endswith("UNTIL=20261127")
    assert feed_of(text, how, first, today=date(2029, 5, 5)) == first
    going = feed_of(text.replace("done", "planned"), how, first, today=date(2027, 1, 20))
    again = feed_of(text, how, going, today=date(2027, 2, 1))
    assert told(again)[0].endswith("UNTIL=20270129")


def test_a_cancelled_series_says_so_once_and_ends():
    text = plan(f"{WEEKLY}, status: cancelled")
    first = feed_of(text, today=TODAY)
    assert complaints(first) == []
    series, called_off = components(first)
    assert "RRULE:FREQ=WEEKLY;UNTIL=20261204\n" in series
    assert "CANCELLED" not in series
    assert "RECURRENCE-ID;VALUE=DATE:20261204\nDTSTART;VALUE=DATE:20261204\n" in called_off.replace(
        "DTSTAMP:20270101T000000Z\nSEQUENCE:0\n", ""
    )
    assert "SUMMARY:CANCELLED: " in called_off
    assert feed_of(text, previous=first, today=date(2026, 12, 4) + timedelta(30)) == first
    [later] = components(feed_of(text, previous=first, today=date(2026, 12, 4) + timedelta(31)))
    assert "RRULE:FREQ=WEEKLY;UNTIL=20261127\n" in later
    assert "SEQUENCE:1\n" in later


@pytest.mark.parametrize("others", [("when: 2029-01-01",), ()], ids=["beside others", "alone"])
@pytest.mark.parametrize("how", [Publishing(), TASKS], ids=["events", "tasks"])
@pytest.mark.parametrize("state", ["done", "cancelled"])
@pytest.mark.parametrize("seen", [date(2025, 12, 1), TODAY], ids=["before it began", "while it went on"])
def test_a_series_of_which_nothing_is_left_does_not_come_back(others, how, state, seen):
    """Called off before it began, or left out by `--since`: the feed knows when it was over."""
    text = plan(f"{WEEKLY.replace('when', 'deadline')}, status: {state}", *others)
    recent, late = replace(how, since=date(2027, 6, 1)), date(2029, 5, 5)
    first = feed_of(text, how, today=seen)
    expected = feed_of(text, how, first, today=late, empty=True)
    feed = feed_of(text, recent, first, today=date(2027, 8, 1), empty=True)
    assert complaints(feed) == []
    # A task that is done has no day of its own: it stays, and is remembered where it stands.
    assert how.tasks or "UID:i1" not in unfolded(feed)
    for year in (2028, 2029):
        assert feed_of(text, recent, feed, today=date(year, 5, 5), empty=True) == feed
    assert told(feed_of(text, how, feed, today=late, empty=True)) == told(expected)


def test_the_time_that_was_called_off_may_have_a_rule_of_its_own():
    text = plan("when: {date: 2026-01-30, repeat: every month}, status: cancelled")
    feed = feed_of(text, today=date(2026, 2, 10))
    assert [one.split()[0] for one in told(feed)] == ["i1.p", "i1.p.february", "i1.p.february"]
    assert complaints(feed) == []


def test_a_cancelled_series_with_hours_is_called_off_at_its_hour():
    text = plan(
        'when: {date: 2026-01-02, time: "02:00", timezone: "Europe/Paris", repeat: every week}, status: cancelled'
    )
    offset = text.replace(
        'date: 2026-01-02, time: "02:00", timezone: "Europe/Paris"', 'date: "2026-01-02T02:00+05:30"'
    )
    assert "RECURRENCE-ID;TZID=Europe/Paris:20261204T020000" in told(feed_of(text, today=TODAY))[1]
    assert "RECURRENCE-ID:20261203T203000Z" in told(feed_of(offset, today=TODAY))[1]


def test_days_of_months_keep_their_length():
    feed = feed_of(plan("when: {date: 2027-01, repeat: every month, until: 2027-12}"), today=TODAY)
    assert told(feed) == [
        (
            "i1.p DTSTART:20270101 DTEND:20270201 RRULE:FREQ=MONTHLY;BYMONTH=1,3,5,7,8,10,12;BYMONTHDAY=1"
            ";UNTIL=20271231"
        ),
        (
            "i1.p.rule-3 DTSTART:20270201 DTEND:20270301 RRULE:FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=1"
            ";UNTIL=20271231"
        ),
        (
            "i1.p.rule-2 DTSTART:20270401 DTEND:20270501 RRULE:FREQ=MONTHLY;BYMONTH=4,6,9,11;BYMONTHDAY=1"
            ";UNTIL=20271231"
        ),
    ]


def test_a_language_is_named_where_it_is_another():
    text = (
        plan("when: 2027-05-05")
        .replace("title: T", "title: {fr: Thé}")
        .replace("title: P", "title: P\nlanguage: en")
    )
    assert "SUMMARY;LANGUAGE=fr:" in unfolded(feed_of(text, today=TODAY))
    assert "\nSUMMARY:" in unfolded(feed_of(text, language="fr", today=TODAY))
    assert "\nSUMMARY:" in unfolded(feed_of(plan("when: 2027-05-05"), today=TODAY))
    assert len(entries(feed_of(text, today=TODAY))) == 1


def test_other_clocks_change_no_entry():
    """A new release of the zones rewrites the VTIMEZONE; entries keep SEQUENCE and DTSTAMP."""
    text = plan('when: {date: 2027-05-05, time: "10:00", timezone: Europe/Paris, repeat: every week}')
    feed = feed_of(text, today=TODAY)
    assert b"TZNAME:CEST" in feed
    older = feed.replace(b"TZNAME:CEST", b"TZNAME:OLD").replace(b"BYDAY=-1SU", b"BYDAY=1SU")
    assert feed_of(text, previous=older, today=TODAY) == feed


def test_years_have_four_digits():
    assert [day_value(date(year, 4, 1)) for year in (1, 999, 2027)] == ["00010401", "09990401", "20270401"]
    assert time_value(datetime(999, 4, 1, 9, 5, tzinfo=UTC)) == "09990401T090500"
    entry = CalendarEntry("", (), date(999, 4, 1), date(999, 4, 1), MEETING, skipped=(date(999, 5, 1),))
    for name in ("RDATE", "EXDATE"):
        assert on_days(name, entry.skipped, entry).value == "09990501"
