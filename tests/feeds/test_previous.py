"""What was published before may be anything: another tool's, cut short, changed by hand, or hostile."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import examples
from feeds.conformance import complaints
from feeds.making import entries, feed_of
from ssetrack.calendar.stamps import MOST, before
from ssetrack.cli.run import run

PLAN = (
    "ssetrack: 1\nid: p\ntitle: Plan\nperiod: 2027\nactivities:\n"
    "  - {id: a, title: Meeting, when: 2027-03-09}\n"
    "  - {id: b, title: Lesson, when: {date: 2027-01-30, repeat: every month}, status: cancelled}\n"
)
FEED = feed_of(PLAN) or b""
assert FEED is not None
MOVED = PLAN.replace("03-09", "03-10")

DAMAGED = {
    "cut short": FEED[:-40],
    "nothing": b"",
    "another file": b"ssetrack: 1\n",
    "not UTF-8": FEED.replace(b"Meeting", b"Meet\xff"),
    "a SEQUENCE of many digits": FEED.replace(b"SEQUENCE:0", b"SEQUENCE:" + b"9" * 5000),
    "a SEQUENCE beyond 31 bits": FEED.replace(b"SEQUENCE:0", b"SEQUENCE:2147483648"),
    "a SEQUENCE below 0": FEED.replace(b"SEQUENCE:0", b"SEQUENCE:-1"),
    "a SEQUENCE in other digits": FEED.replace(b"SEQUENCE:0", "SEQUENCE:٣".encode()),
    "no DTSTAMP": re.sub(rb"DTSTAMP:\w+\r\n", b"", FEED),
    "a DTSTAMP on no day": FEED.replace(b"DTSTAMP:20270101", b"DTSTAMP:20270231"),
    "a DTSTAMP in other digits": FEED.replace(b"DTSTAMP:2027", "DTSTAMP:٢027".encode()),
    "the last DTSTAMP that there is": FEED.replace(b"DTSTAMP:20270101T000000Z", b"DTSTAMP:99991231T235959Z"),
}


@pytest.mark.parametrize("case", DAMAGED)
def test_what_is_damaged_counts_as_none_and_is_told(case, tmp_path, monkeypatch, capsys):
    assert before({"plan.ics": DAMAGED[case]}).damaged == ("plan.ics",)
    assert feed_of(MOVED, previous=DAMAGED[case] or b"?") == feed_of(MOVED)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "p.yaml").write_text(MOVED, encoding="utf-8")
    (tmp_path / "old.ics").write_bytes(DAMAGED[case])
    assert run(["export", "ics", "p.yaml", "--previous", "old.ics", "-o", "new.ics"]) == 0
    assert "`old.ics` is damaged or not a calendar" in capsys.readouterr().err
    assert b"SEQUENCE:0" in (tmp_path / "new.ics").read_bytes()


def test_what_is_whole_counts():
    assert before({"plan.ics": FEED}).damaged == ()
    assert "SEQUENCE:1\n" in entries(feed_of(MOVED, previous=FEED))["a.p"]
    lines = FEED.replace(b"\r\n", b"\n")
    assert feed_of(PLAN, previous=lines) == FEED


@pytest.mark.parametrize(("sequence", "expected"), [(41, 42), (MOST - 1, MOST), (MOST, MOST)])
def test_a_sequence_goes_up_to_its_end(sequence, expected):
    moved = feed_of(MOVED, previous=FEED.replace(b"SEQUENCE:0", b"SEQUENCE:%d" % sequence))
    assert f"SEQUENCE:{expected}\n" in entries(moved)["a.p"]
    assert complaints(moved) == []


@pytest.mark.parametrize("day", ["20270230", "20279999", "2027", ""])
def test_a_series_is_over_on_a_day(day):
    """What was written by hand where a series says on which day it was over is not believed."""
    broken = re.sub(rb"X-SSETRACK-OVER:\d+", b"X-SSETRACK-OVER:" + day.encode(), FEED)
    again = feed_of(PLAN, previous=broken)
    assert re.findall(rb"X-SSETRACK-OVER:\d+", again) == re.findall(rb"X-SSETRACK-OVER:\d+", FEED)


@examples(100)
@given(st.binary(max_size=300), st.integers(0, len(FEED)), st.integers(0, 80))
def test_any_octets_are_read(noise, at, gone):
    for previous in (
        noise,
        FEED[:at] + noise + FEED[at + gone :],
        b"BEGIN:VCALENDAR\r\n" + noise + FEED[16:],
    ):
        found = feed_of(MOVED, previous=previous or b"?")
        assert complaints(found) == []
        assert entries(found).keys() == entries(FEED).keys()
