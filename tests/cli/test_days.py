"""`--today tomorrow` counts from the real day, in the zone of the plans."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from ssetrack.cli import days
from ssetrack.cli.commands.change.edit_session import workbench
from ssetrack.cli.edit_options import EditOptions
from ssetrack.load import load
from ssetrack.source import read
from ssetrack.status import snapshot

PLAN = "ssetrack: 1\ntitle: T\ntimezone: {zone}\nsections: []\n"


@pytest.mark.parametrize(
    ("asked", "zone", "expected"),
    [
        ("tomorrow", "UTC", "2027-01-31"),
        ("tomorrow", "Asia/Tokyo", "2027-02-01"),
        ("+1m", "UTC", "2027-02-28"),
        ("-1y", "Pacific/Kiritimati", "2026-01-31"),
        ("2027-05-05", "Asia/Tokyo", "2027-05-05"),
    ],
)
def test_the_day_asked_for(monkeypatch: pytest.MonkeyPatch, asked: str, zone: str, expected: str):
    monkeypatch.setattr(days, "now", lambda: datetime(2027, 1, 30, 15, 30, tzinfo=UTC))
    when = days.day_asked(asked)
    assert when is not None
    plans = snapshot([load(read(PLAN.format(zone=zone).encode(), "plan.yaml"))], when)
    assert plans.today == date.fromisoformat(expected)
    assert days.day_of(asked, zone) == plans.today


def test_without_a_wish_it_is_today(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(days, "now", lambda: datetime(2027, 1, 30, 15, 30, tzinfo=UTC))
    assert days.day_asked(None) is None
    assert days.day_of(None, "Asia/Tokyo") == date(2027, 1, 31)


@pytest.mark.parametrize(
    "zones",
    [("Asia/Tokyo",), ("Asia/Tokyo", "Asia/Tokyo"), ("Asia/Tokyo", "UTC"), ("Asia/Tokyo", "null"),
     ('"+09:00"',), ("Nowhere/Land",), ("asia/tokyo",), ("Z",), ("[UTC]",)],
    ids=str,
)  # fmt: skip
def test_an_edit_and_a_view_are_on_the_same_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, zones: tuple[str, ...]
):
    now = datetime(2027, 1, 30, 15, 30, tzinfo=UTC)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(days, "now", lambda: now)
    texts = [PLAN.format(zone=zone) for zone in zones]
    for number, text in enumerate(texts):
        (tmp_path / f"{number}.yaml").write_text(text, encoding="utf-8")
    seen = snapshot((load(read(text.encode(), f"{number}.yaml")) for number, text in enumerate(texts)), now)
    assert workbench(EditOptions()).today == seen.today
