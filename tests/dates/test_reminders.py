"""Reminders: what a plan and an option may say, one grammar."""

from __future__ import annotations

import pytest

from feeds.making import entries, feed_of
from snapshots import snapshot_of
from ssetrack.calendar.calendar import Publishing
from ssetrack.dates import days_before
from ssetrack.lint import Settings, check

WRITTEN = {
    "14d": 14, "2w": 14, "2W": 14, "14D": 14, "0d": 0, " 2 w ": 14, "999d": 999,
    "": None, "d": None, "2": None, "2m": None, "1000d": None, "-1d": None, "2w 1d": None, "٢w": None,
}  # fmt: skip


@pytest.mark.parametrize("written", WRITTEN)
def test_lint_and_feeds_agree(written):
    days = WRITTEN[written]
    assert days_before(written) == days
    item = f'{{id: a, title: A, deadline: 2027-05-05, remind: ["{written}"]}}'
    text = f"ssetrack: 1\nid: p\ntitle: P\nactivities:\n  - {item}\n"
    wrong = [one for one in check(snapshot_of(text), Settings()) if one.rule == "wrong-type"]
    assert bool(wrong) == (days is None)
    [entry] = entries(feed_of(text, Publishing(alarms=(3,)))).values()
    trigger = "PT0S" if days == 0 else f"-P{3 if days is None else days}D"
    assert f"TRIGGER:{trigger}\n" in entry
