"""What comes back: texts, days, and the RRULE that calendars read."""

from __future__ import annotations

import time
from datetime import date, timedelta
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssetrack.dates import Certainty, DateProblem, DayRange, Precision, Qualifier, parse
from ssetrack.dates.recurrence import Recurrence, recurring
from ssetrack.dates.repeat import Repeat, parse_repeat


def days(text, first, until=None, start=None, most=6):
    repeat = parse_repeat(text)
    assert isinstance(repeat, Repeat)
    found = repeat.occurrences(
        date.fromisoformat(first),
        None if until is None else date.fromisoformat(until),
        start=None if start is None else date.fromisoformat(start),
    )
    return " ".join(day.isoformat() for day in islice(found, most))


@pytest.mark.parametrize(
    ("text", "interval", "unit"),
    [
        ("every day", 1, "day"),
        ("every 2 weeks", 2, "week"),
        ("Every 3 months", 3, "month"),
        ("every year", 1, "year"),
        ("tous les 3 mois", 3, "month"),
        ("toutes les 2 semaines", 2, "week"),
        ("chaque année", 1, "year"),
        ("cada 2 semanas", 2, "week"),
        ("todos los días", 1, "day"),
        ("a cada 2 meses", 2, "month"),
        ("todas as semanas", 1, "week"),
        ("todos os anos", 1, "year"),
        ("monthly", 1, "month"),
    ],
)
def test_words(text, interval, unit):
    repeat = parse_repeat(text)
    assert (repeat.interval, repeat.unit, repeat.rule) == (interval, unit, None)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "every 0 weeks",
        "every -1 weeks",
        "every ٢ weeks",
        "every full moon",
        "often",
        "FREQ=HOURLY",
        "FREQ=MINUTELY",
        "INTERVAL=2",
        "FREQ=WEEKLY;INTERVAL=0",
        "FREQ=WEEKLY;INTERVAL=-1",
        "FREQ=WEEKLY;BYDAY=",
        "FREQ=WEEKLY;BYDAY=+MO",
        "FREQ=WEEKLY;BYDAY=MO,",
        "FREQ=WEEKLY;BYDAY=1MO",
        "FREQ=WEEKLY;BYMONTHDAY=3",
        "FREQ=MONTHLY;BYMONTHDAY=0",
        "FREQ=MONTHLY;BYMONTHDAY=32",
        "FREQ=MONTHLY;BYMONTH=13",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;COUNT=0",
        "FREQ=DAILY;COUNT=3;UNTIL=20261231",
        "FREQ=DAILY;UNTIL=20260231",
        "FREQ=DAILY;UNTIL=2026-12-31",
        "FREQ=DAILY;BYSETPOS=1",
        "FREQ=DAILY;BYHOUR=3",
        "FREQ=DAILY;FREQ=DAILY",
        "FREQ=DAILY;",
        "FREQ=WEEKLY;RRULE:COUNT=3",
        "FREQ=WEEKLYRRULE:",
        "FREQ=RRULE:WEEKLY",
        "RRULE:RRULE:FREQ=WEEKLY",
        "EXRRULE:FREQ=WEEKLY",
    ],
)
def test_refused(text):
    read = parse_repeat(text)
    assert isinstance(read, DateProblem)
    assert read.rule == "unreadable-date"
    assert str(read.help)


@pytest.mark.parametrize(
    ("text", "first", "expected"),
    [
        ("every month", "2004-01-31", "2004-01-31 2004-02-29 2004-03-31 2004-04-30 2004-05-31 2004-06-30"),
        ("every month", "2005-01-29", "2005-01-29 2005-02-28 2005-03-29 2005-04-29 2005-05-29 2005-06-29"),
        ("every 2 years", "2004-02-29", "2004-02-29 2006-02-28 2008-02-29 2010-02-28 2012-02-29 2014-02-28"),
        ("every 2 weeks", "2026-03-02", "2026-03-02 2026-03-16 2026-03-30 2026-04-13 2026-04-27 2026-05-11"),
        ("FREQ=MONTHLY;BYDAY=1TU;COUNT=3", "2026-03-01", "2026-03-03 2026-04-07 2026-05-05"),
        (
            "RRULE:FREQ=WEEKLY;BYDAY=MO;UNTIL=20260316T000000Z",
            "2026-03-02",
            "2026-03-02 2026-03-09 2026-03-16",
        ),
        ("FREQ=MONTHLY;COUNT=3", "2026-01-31", "2026-01-31 2026-03-31 2026-05-31"),
    ],
)
def test_days(text, first, expected):
    assert days(text, first) == expected


def test_the_earlier_end_counts():
    assert days("FREQ=DAILY;UNTIL=20260105", "2026-01-01", "2026-01-03") == "2026-01-01 2026-01-02 2026-01-03"
    assert days("FREQ=DAILY;UNTIL=20260102", "2026-01-01", "2026-01-03") == "2026-01-01 2026-01-02"
    assert days("FREQ=DAILY;COUNT=9", "2026-01-01", "2026-01-03") == "2026-01-01 2026-01-02 2026-01-03"
    assert days("FREQ=DAILY;COUNT=2", "2026-01-01", "2026-01-03") == "2026-01-01 2026-01-02"


def test_count_begins_with_the_first_day():
    assert days("FREQ=DAILY;COUNT=3", "2026-01-01", start="2026-01-03") == "2026-01-03"


STEPS = st.builds(
    "every {} {}s".format, st.integers(1, 40), st.sampled_from(["day", "week", "month", "year"])
)
FIRSTS = st.one_of(
    st.dates(date(1990, 1, 1), date(2040, 1, 1)),
    st.sampled_from([date(2024, 2, 29), date(2024, 1, 31), date(2023, 1, 30), date(2023, 1, 29)]),
)


@given(text=STEPS, first=FIRSTS, length=st.integers(0, 3000), asked=st.integers(-400, 4000))
def test_occurrences_from_a_day_on(text, first, length, asked):
    repeat, until = parse_repeat(text), first + timedelta(days=length)
    found = list(repeat.occurrences(first, until))
    today = first + timedelta(days=asked)
    assert list(repeat.occurrences(first, until, start=today)) == [day for day in found if day >= today]
    following = [day for day in found if day >= today]
    assert repeat.next_occurrence(first, until, today) == (following[0] if following else found[-1])


def test_next_occurrence():
    daily = parse_repeat("every day")
    assert daily.next_occurrence(date(1000, 1, 1), None, date(2026, 1, 1)) == date(2026, 1, 1)
    assert daily.next_occurrence(date(1000, 1, 1), date(1999, 1, 1), date(2026, 1, 1)) == date(1999, 1, 1)
    assert daily.next_occurrence(date(2004, 1, 2), date(2004, 1, 1), date(2026, 1, 1)) is None
    assert daily.next_occurrence(date(9999, 12, 30), None, date(9999, 12, 31)) == date(9999, 12, 31)
    weekly = parse_repeat("FREQ=WEEKLY;BYDAY=MO")
    assert weekly.next_occurrence(date(2004, 1, 1), date(2004, 1, 31), date(2026, 1, 1)) == date(2004, 1, 26)
    assert weekly.next_occurrence(date(2004, 1, 1), None, date(2026, 1, 1)) == date(2026, 1, 5)


@pytest.mark.parametrize(
    "text",
    ["FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO;COUNT=999", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29;BYDAY=SU"],
)
def test_rare_days_are_looked_for_a_while_only(text):
    begin = time.perf_counter()
    parse_repeat(text).next_occurrence(date(2026, 1, 1), None, date(2050, 1, 1))
    assert time.perf_counter() - begin < 1


def test_occurrences_end():
    assert len(list(parse_repeat("every day").occurrences(date(2004, 1, 1), None))) == 20_000


def series(text: str, repeat: str, until: str | None = None, start: str | None = None) -> Recurrence:
    first = parse(text, start=None if start is None else date.fromisoformat(start))
    made = recurring(first, parse_repeat(repeat), None if until is None else date.fromisoformat(until))
    assert made is not None
    return made


def canonical(periods, most=4):
    return " ".join(period.canonical for period in islice(periods, most))


@pytest.mark.parametrize(
    ("made", "since", "expected"),
    [
        (series("2027-01-04", "every week"), None, "2027-01-04 2027-01-11 2027-01-18 2027-01-25"),
        (series("2027-01-04", "every week", "2027-01-12"), None, "2027-01-04 2027-01-11"),
        (series("2027-01-30/2027-02-02", "every month"), "2027-03-02",
         "2027-02-28/2027-03-03 2027-03-30/2027-04-02 2027-04-30/2027-05-03 2027-05-30/2027-06-02"),
        (series("M1", "every month", "2027-04-01", start="2027-01-15"), None,
         "2027-01-15/2027-02-14 2027-02-15/2027-03-17 2027-03-15/2027-04-14"),
        (series("2027-01-01", "FREQ=WEEKLY;BYDAY=MO;COUNT=2"), None, "2027-01-04 2027-01-11"),
        (series("9999-12-30/9999-12-31", "every day"), None, "9999-12-30/9999-12-31"),
    ],
)  # fmt: skip
def test_the_periods_of_all_times(made, since, expected):
    assert canonical(made.periods(None if since is None else date.fromisoformat(since))) == expected


def test_what_counts_on_a_day_and_what_comes_after_it():
    made = series("2027-01-04/2027-01-06", "every week", "2027-01-31")
    said = {
        day: (made.next(date(2027, 1, day)).canonical, made.upcoming(date(2027, 1, day))) for day in (1, 6, 7)
    }
    assert [counts for counts, _ in said.values()] == [
        "2027-01-04/2027-01-06", "2027-01-04/2027-01-06", "2027-01-11/2027-01-13",
    ]  # fmt: skip
    assert [str(after.earliest) for _, after in said.values()] == ["2027-01-04", "2027-01-11", "2027-01-11"]
    assert made.next(date(2030, 1, 1)).canonical == "2027-01-25/2027-01-27"
    assert made.upcoming(date(2027, 1, 26)) is None
    assert series("2027-01-04", "every week", "2027-01-03").next(date(2027, 1, 1)) is None
    assert series("9999-12-30/9999-12-31", "every day").next(date(9999, 12, 31)).latest == date.max


@given(text=STEPS, first=FIRSTS, length=st.integers(0, 9), asked=st.integers(-400, 2000))
def test_each_answer_is_one_of_the_periods(text, first, length, asked):
    made = series(f"{first}/{first + timedelta(length)}", text, str(first + timedelta(900)))
    periods, today = list(made.periods()), first + timedelta(asked)
    assert periods[0] == made.first
    assert {period.days.length for period in periods} == {length + 1}
    left = [period for period in periods if period.latest >= today]
    assert list(made.periods(today)) == left
    assert made.next(today) == (left[0] if left else periods[-1])
    begins = [period for period in periods if period.earliest >= today]
    assert made.upcoming(today) == (begins[0] if begins else None)
    assert made.last_day >= periods[-1].latest


RULES = st.sampled_from(["FREQ=MONTHLY;BYDAY=2TU", "FREQ=WEEKLY;BYDAY=MO,TH", "FREQ=DAILY;COUNT=40"])
TEXTS = st.sampled_from(["{day}", "{day}/{later}", "{day:%Y-%m}", "{day:%Y}-Q2"])


@given(
    text=STEPS | RULES, written=TEXTS, first=FIRSTS, length=st.integers(1, 40), due=st.booleans(),
    asked=st.lists(st.integers(-100, 1000), max_size=30),
)  # fmt: skip
def test_days_are_found_again_as_the_rule_places_them(text, written, first, length, due, asked):
    period = parse(written.format(day=first, later=first + timedelta(length)))
    until = first + timedelta(900)
    made = recurring(period, parse_repeat(text), until, is_due=due)
    there = dict(made.days_within(DayRange(None, until + timedelta(400))))
    days = {first + timedelta(one) for one in asked} | set(islice(there, 5))
    found = made.begins(days)
    assert found is None or found == {day: begin for day, begin in there.items() if day in days}
    assert found is not None or made.repeat.rule is not None


def test_each_time_is_as_sure_as_the_first():
    made = series("2027-02-27~/2027-03?", "every month")
    second = list(islice(made.periods(), 2))[1]
    assert (second.certainty, second.precision) == (made.first.certainty, Precision.DAY)
    month = list(islice(series("2027-02~", "every month").periods(), 2))[1]
    assert (month.certainty, month.canonical) == (Certainty.APPROXIMATE, "2027-03")
    assert (second.start.qualifier, second.end.qualifier) == (Qualifier.APPROXIMATE, Qualifier.UNCERTAIN)


def test_the_last_day_of_a_series():
    assert series("2027-01-04/2027-01-05", "every week").last_day is None
    assert series("2027-01-04/2027-01-05", "every week", "2027-01-31").last_day == date(2027, 2, 1)
    assert series("2027-01-04", "FREQ=WEEKLY;COUNT=3").last_day == date(2027, 1, 18)
    assert series("2027-01-04", "FREQ=WEEKLY;COUNT=3", "2027-01-12").last_day == date(2027, 1, 11)
    assert series("2027-01-04", "FREQ=WEEKLY;UNTIL=20270301", "2027-02-01").last_day == date(2027, 2, 1)
    assert series("2027-01-04/2027-01-05", "every week", "9999-12-31").last_day == date.max


@pytest.mark.parametrize("text", ["2027/..", "../2027", "ongoing", "?"])
def test_what_has_no_two_days_does_not_come_back(text):
    assert recurring(parse(text), parse_repeat("every week"), None) is None
