"""Remarks with a day: which day, which is the newest, where another belongs, and who sees them."""

from __future__ import annotations

from datetime import date

import pytest

from ssetrack.plan.log import day_of, newest, place_for


@pytest.mark.parametrize(
    ("remark", "day"),
    [
        ("2026-11-25 waiting", "2026-11-25"),
        ("2026-11-25: waiting", "2026-11-25"),
        (" 2026-11-25", "2026-11-25"),
        ("2026-11-25, then", "2026-11-25"),
        ("2026-02-30 no such day", None),
        ("2026-11-251", None),
        ("2026-11-25-26 both", None),
        ("25 November 2026 waiting", None),
        ("2026-11 waiting", None),
        ("waiting since 2026-11-25", None),
        ("", None),
    ],
)
def test_the_day(remark: str, day: str | None):
    assert day_of(remark) == (None if day is None else date.fromisoformat(day))


@pytest.mark.parametrize(
    ("log", "expected"),
    [
        ([], None),
        (["a"], "a"),
        (["a", "b"], "b"),
        (["2026-01-02 a", "2026-01-01 b"], "2026-01-02 a"),
        (["2026-01-02 a", "2026-01-02 b", "c"], "2026-01-02 b"),
    ],
)
def test_the_newest(log: list[str], expected: str | None):
    assert newest(log) == expected


@pytest.mark.parametrize(
    ("log", "place"),
    [
        ([], 0), (["2026-01-01 a"], 1), (["2026-01-03 a"], 0), (["2026-01-02 a", "2026-01-03 b"], 1),
        (["2026-01-03 a", "no day"], 2), (["2026-01-01 a", "2026-01-05 b", "2026-01-04 c"], 1),
    ],
)  # fmt: skip
def test_where_another_belongs(log: list[str], place: int):
    assert place_for(date(2026, 1, 2), log) == place
