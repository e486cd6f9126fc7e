"""Clock times, alone and beside a day."""

from __future__ import annotations

from datetime import time

import pytest

from ssetrack.dates import DateProblem, Hours, parse, parse_hours, with_hours


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("20:00", "20:00"),
        ("8:05", "08:05"),
        ("20:00-21:30", "20:00-21:30"),
        ("20:00 – 21:30", "20:00-21:30"),
        ("20h00", "20:00"),
        ("20h", "20:00"),
        ("20H30", "20:30"),
        ("9h à 12h", "09:00-12:00"),
        ("20:00 to 21:30", "20:00-21:30"),
        ("22:00-01:00", "22:00-01:00"),
    ],
)
def test_read(text, said):
    read = parse_hours(text)
    assert isinstance(read, Hours)
    assert str(read) == said
    assert read.zone is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "20",
        "24:00",
        "20:60",
        "20:",
        "20:0",
        "20.00",
        "8pm",
        "20:00-20:00",
        "20:00-25:00",
        "٢٠:٠٠",
        "20:00Z",
    ],
)
def test_refused(text):
    read = parse_hours(text)
    assert isinstance(read, DateProblem)
    assert read.rule == "unreadable-date"
    assert "20:00" in str(read.help)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("23:59 UTC", "`time: 23:59`, and next to it `timezone: UTC`"),
        ("20h00 utc", "`time: 20h00`, and next to it `timezone: UTC`"),
        (
            "20:00-21:30 America/Sao_Paulo",
            "`time: 20:00-21:30`, and next to it `timezone: America/Sao_Paulo`",
        ),
        ("23:59 AoE", "`time: 23:59`, and next to it `timezone: AoE`"),
        ("20:00 CET", "for example Europe/Paris, Europe/Madrid"),
        ("noon UTC", "write hours as 20:00"),
        ("20:00 Europe/Nowhere", "write hours as 20:00"),
        ("20:00 +02:00", "write hours as 20:00"),
    ],
)
def test_a_zone_has_a_field_of_its_own(text, words):
    read = parse_hours(text)
    assert isinstance(read, DateProblem)
    assert words in str(read.help)


def test_a_day_takes_hours_into_its_canonical_form():
    hours = Hours(time(20), time(21, 30))
    day = with_hours(parse("2021-10-08"), hours)
    assert day.canonical == "2021-10-08T20:00/21:30"
    assert day == parse("2021-10-08T20:00/21:30")


@pytest.mark.parametrize(
    "text", ["2021-10", "2021-10-08/2021-10-09", "2021-10-08~", "[2021-10-08,2021-10-09]", "?", "ongoing"]
)
def test_anything_else_carries_hours_beside_it(text):
    period = with_hours(parse(text), Hours(time(20)))
    assert period.canonical == parse(text).canonical
    assert period.hours == Hours(time(20))


def test_an_offset_is_a_zone():
    assert parse("2021-10-08T23:30-05:00").hours == Hours(time(23, 30), None, "-05:00")
    assert parse("2021-10-08T23:30-05:00").latest.day == 8
    assert parse("2021-10-08T23:30Z").hours.zone == "Z"
