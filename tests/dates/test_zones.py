"""Time zones: names, days, and local times that do not exist."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from ssetrack.dates import (
    clock_change,
    instant,
    is_steady,
    is_zone,
    nearest_zone,
    today_in,
    zone,
    zone_names,
)


@pytest.mark.parametrize(
    "name", ["UTC", "Europe/Paris", "America/Sao_Paulo", "AoE", "Asia/Manila", "Etc/GMT+3"]
)
def test_zones(name):
    assert is_zone(name)
    assert zone(name) is not None
    assert name in zone_names()


@pytest.mark.parametrize(
    "name",
    [
        "",
        "Europe",
        "europe/paris",
        "Europe/Pari",
        "../etc/passwd",
        "/etc/localtime",
        "Europe/Paris\x00",
        "Europe/",
        "+02:00",
        "aoe",
        "x" * 5000,
        "é",
    ],
)
def test_no_zones(name):
    assert not is_zone(name)
    assert nearest_zone(name) is None or is_zone(nearest_zone(name))


@pytest.mark.parametrize("text", ["+99:00", "+2:00", "+٠٢:٠٠", "-05:60", "+02"])
def test_no_offsets(text):
    assert zone(text) is None


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("europe/paris", "Europe/Paris"),
        ("Europe/Pariss", "Europe/Paris"),
        ("Paris", "Europe/Paris"),
        ("sao paulo", "America/Sao_Paulo"),
        ("aoe", "AoE"),
        ("Atlantis/Capital", None),
    ],
)
def test_nearest_zone(written, meant):
    assert nearest_zone(written) == meant


def test_anywhere_on_earth_is_the_last_place():
    assert zone("AoE").utcoffset(None) == timedelta(hours=-12)
    assert today_in(datetime(2026, 10, 24, 11, 59, tzinfo=UTC), "AoE") == date(2026, 10, 23)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("Europe/Paris", 24),
        ("Asia/Manila", 24),
        ("UTC", 23),
        ("America/Sao_Paulo", 23),
        ("+02:00", 24),
        ("nowhere", 23),
    ],
)
def test_today(name, day):
    assert today_in(datetime(2026, 10, 23, 22, 30, tzinfo=UTC), name) == date(2026, 10, day)


@pytest.mark.parametrize(
    ("day", "at", "name", "change"),
    [
        ("2026-03-29", "02:30", "Europe/Paris", "gap"),
        ("2026-10-25", "02:30", "Europe/Paris", "fold"),
        ("2026-03-29", "03:00", "Europe/Paris", None),
        ("2017-10-15", "00:00", "America/Sao_Paulo", "gap"),
        ("2022-03-27", "00:30", "Asia/Beirut", "gap"),
        ("2026-06-01", "12:00", "Europe/Paris", None),
        ("2026-03-29", "02:30", "AoE", None),
        ("2026-03-29", "02:30", "nowhere", None),
        ("9999-12-31", "23:59", "America/Lima", None),
        ("1000-01-01", "00:00", "Asia/Manila", None),
    ],
)
def test_clock_changes(day, at, name, change):
    assert clock_change(date.fromisoformat(day), time.fromisoformat(at), name) == change


@pytest.mark.parametrize(
    ("begin", "end", "zone", "steady"),
    [
        ("2027-03-27T20:00", "2027-03-27T22:00", "Europe/Paris", True),
        ("2027-03-27T23:00", "2027-03-28T04:00", "Europe/Paris", False),  # the clocks change between
        ("2027-03-28T02:30", "2027-03-28T03:30", "Europe/Paris", False),  # skipped
        ("2027-10-31T01:30", "2027-10-31T02:30", "Europe/Paris", False),  # the end is there twice
        ("2027-10-31T02:30", "2027-10-31T02:40", "Europe/Paris", False),
        ("2027-03-28T02:30", "2027-03-28T03:30", "UTC", True),
        ("2027-03-28T02:30", "2027-03-28T03:30", "AoE", True),
        ("2027-03-28T02:30", "2027-03-28T03:30", "Nowhere/None", False),
    ],
)
def test_steady_clocks(begin, end, zone, steady):
    assert is_steady(datetime.fromisoformat(begin), datetime.fromisoformat(end), zone) is steady


def test_instants():
    assert instant(date(2026, 7, 1), time(20), "Europe/Paris") == datetime(2026, 7, 1, 18, tzinfo=UTC)
    assert instant(date(2026, 7, 1), time(20), "-05:00") == datetime(2026, 7, 2, 1, tzinfo=UTC)
    assert instant(date(2026, 7, 1), time(20), "nowhere") is None
    assert instant(date(9999, 12, 31), time(20), "-05:00") is None


def test_names_do_not_depend_on_order():
    assert zone_names()[:-1] == sorted(zone_names()[:-1])
