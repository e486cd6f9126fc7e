"""Dates that count from something: project time, relative time, and alternatives together."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from ssetrack.dates import (
    ONGOING,
    UNKNOWN,
    Certainty,
    DateProblem,
    Period,
    PeriodKind,
    Relative,
    absolute,
    combine,
    is_canonical,
    months_on,
    parse,
    settle,
)


@pytest.mark.parametrize(
    ("text", "start", "canonical"),
    [
        ("M1", "2021-07-01", "2021-07"),
        ("M12", "2021-07-01", "2022-06"),
        ("M3/M6", "2021-07-01", "2021-09-01/2021-12-31"),
        ("M1", "2021-07-15", "2021-07-15/2021-08-14"),
        ("M1", "2004-01-31", "2004-01-31/2004-02-28"),
        ("M2", "2004-01-31", "2004-02-29/2004-03-30"),
        ("W1", "2021-07-01", "2021-07-01/2021-07-07"),
        ("W5", "2021-07-01", "2021-07-29/2021-08-04"),
        ("W1/M2", "2021-07-01", "2021-07-01/2021-08-31"),
    ],
)
def test_project_time(text, start, canonical):
    read = parse(text, start=date.fromisoformat(start))
    assert isinstance(read, Period)
    assert read.canonical == canonical
    assert parse(canonical) == read
    assert is_canonical(text, read)


def test_project_months_follow_each_other():
    for day in (1, 15, 28, 29, 30, 31):
        start = date(2004, 1, day)
        months = [parse(f"M{number}", start=start) for number in range(1, 40)]
        for one, following in pairwise(months):
            assert (following.earliest - one.latest).days == 1


@pytest.mark.parametrize(
    ("text", "start", "rule", "instead"),
    [
        ("M12", None, "no-project-start", "`start: 2027-01-01`"),
        ("M12", None, "no-project-start", "`--start 2027-01-01`"),
        ("M0", "2021-07-01", "unreadable-date", "M1"),
        ("M6/M3", "2021-07-01", "end-before-start", ""),
        ("M9999", "2021-07-01", "unreadable-date", ""),
        ("M999", "9999-01-01", "unreadable-date", ""),
        ("m12", "2021-07-01", "unreadable-date", ""),
    ],
)
def test_project_time_refused(text, start, rule, instead):
    read = parse(text, start=None if start is None else date.fromisoformat(start))
    assert isinstance(read, DateProblem)
    assert read.rule == rule
    assert instead in str(read.help)


@pytest.mark.parametrize(
    ("text", "amount", "unit", "direction", "reference"),
    [
        ("6 weeks before 1.10", 6, "week", "before", "1.10"),
        ("2 days after 1.2", 2, "day", "after", "1.2"),
        ("1 day after 5.4/draft", 1, "day", "after", "5.4/draft"),
        ("3 months after other-plan:main", 3, "month", "after", "other-plan:main"),
        ("6 semaines avant 1.10", 6, "week", "before", "1.10"),
        ("1 an après Main", 1, "year", "after", "Main"),
        ("2 días después de 1.2", 2, "day", "after", "1.2"),
        ("3 meses antes de 1.2", 3, "month", "before", "1.2"),
        ("2 dias depois de 1.2", 2, "day", "after", "1.2"),
        ("2 dias após 1.2", 2, "day", "after", "1.2"),
        ("  6\u00a0weeks  before 1.10 ", 6, "week", "before", "1.10"),
    ],
)
def test_relative_time(text, amount, unit, direction, reference):
    read = parse(text)
    assert isinstance(read, Relative)
    assert (read.amount, read.unit, read.direction, read.reference) == (amount, unit, direction, reference)
    assert text[read.start : read.end] == reference
    assert is_canonical(text, UNKNOWN)


@pytest.mark.parametrize(
    "text", ["6 fortnights before 1.10", "weeks before 1.10", "6 weeks before", "6 weeks before 1 10"]
)
def test_no_relative_time(text):
    assert isinstance(parse(text), DateProblem)


def test_a_relative_date_alone_is_a_problem():
    assert absolute(parse("6 weeks before 1.10"), "6 weeks before 1.10").rule == "unreadable-date"
    assert absolute(parse("2004"), "2004") == parse("2004")


@pytest.mark.parametrize(
    ("text", "base", "canonical", "certainty"),
    [
        ("6 weeks before x", "2004-04", "2004-02-19", "exact"),
        ("2 days after x", "2004-04", "2004-05-02", "exact"),
        ("1 month after x", "2004-01-31", "2004-02-29", "exact"),
        ("2 months after x", "2004-01-31", "2004-03-31", "exact"),
        ("1 year after x", "2004-02-29", "2005-02-28", "exact"),
        ("0 days after x", "2004-02-29", "2004-02-29", "exact"),
        ("1 day before x", "2004-06~", "2004-05-31~", "approximate"),
        ("1 day before x", "2004-06?", "2004-05-31?", "uncertain"),
        ("1 day after x", "[2004-04-08,2004-04-26]", "2004-04-27?", "uncertain"),
        ("1 day after x", "../2004-06", "2004-07-01", "exact"),
        ("1 day before x", "../2004-06", "?", "unknown"),
        ("1 day before x", "ongoing", "?", "unknown"),
        ("1 day before x", "2004-06/..", "?", "unknown"),
        ("1 day before x", "?", "?", "unknown"),
        ("9999 years after x", "2004", "?", "unknown"),
        ("1500 years before x", "2004", "?", "unknown"),
    ],
)
def test_settled(text, base, canonical, certainty):
    settled = settle(parse(text), parse(base))
    assert (settled.canonical, settled.certainty) == (canonical, Certainty(certainty))
    assert parse(canonical) == settled


def test_months_are_counted_from_the_anchor():
    assert [months_on(date(2004, 1, 31), n).isoformat() for n in (1, 2, -2)] == [
        "2004-02-29",
        "2004-03-31",
        "2003-11-30",
    ]


def alternatives(*texts):
    return combine([parse(text) for text in texts])


def test_alternatives():
    both = alternatives("2004-04-26/2004-04-27", "2004-04-08/2004-04-09")
    assert both.canonical == "[2004-04-26..2004-04-27,2004-04-08..2004-04-09]"
    assert (both.earliest, both.latest) == (date(2004, 4, 8), date(2004, 4, 27))
    assert both.certainty is Certainty.ALTERNATIVES
    assert [option.canonical for option in both.options] == ["2004-04-26/2004-04-27", "2004-04-08/2004-04-09"]
    assert parse(both.canonical) == both


@pytest.mark.parametrize(
    ("texts", "kind", "certainty"),
    [
        (("2004", "2005~"), PeriodKind.PERIOD, Certainty.ALTERNATIVES),
        (("2004", "2005-06/.."), PeriodKind.OPEN, Certainty.OPEN),
        (("2004", "ongoing"), PeriodKind.OPEN, Certainty.OPEN),
        (("2004", "?"), PeriodKind.UNKNOWN, Certainty.UNKNOWN),
        (("ongoing", "?"), PeriodKind.UNKNOWN, Certainty.UNKNOWN),
        (("2004", "../2005"), PeriodKind.PERIOD, Certainty.ALTERNATIVES),
    ],
)
def test_alternatives_are_as_sure_as_the_least_sure(texts, kind, certainty):
    both = alternatives(*texts)
    assert (both.kind, both.certainty) == (kind, certainty)
    assert len(both.options) == 2


def test_alternatives_of_alternatives_stand_side_by_side():
    assert alternatives("[2004-04,2004-05]", "2004-07").canonical == "[2004-04,2004-05,2004-07]"


def test_hours_are_not_said_in_a_set():
    assert alternatives("2004-04-08T20:00", "2004-04-09T20:00/21:00").canonical == "[2004-04-08,2004-04-09]"


def test_one_alternative_is_itself():
    assert alternatives("2004-04") == parse("2004-04")
    assert alternatives("ongoing") is ONGOING
    assert combine([]) is UNKNOWN
