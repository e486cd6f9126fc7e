"""The rules that calendars get have the days of the recurrence, whoever expands them."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from itertools import islice, takewhile

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from conftest import examples
from ssetrack.dates import on_days, parse
from ssetrack.dates.recurrence import Recurrence, recurring
from ssetrack.dates.repeat import parse_repeat
from ssetrack.dates.series import Series, series

MANY = 60


def made(text: str, repeat: str, until: str | None = None, *, is_due: bool = False) -> Recurrence:
    found = recurring(
        parse(text), parse_repeat(repeat), None if until is None else date.fromisoformat(until), is_due=is_due
    )
    assert found is not None
    return found


def days_of(one: Series, limit: date) -> list[date]:
    """The days of a rule as dateutil expands it."""
    if one.first > limit:
        return []
    if one.days:
        return [day for day in one.days if day <= limit]
    end = (
        f";COUNT={one.number}" if one.number is not None else f";UNTIL={min(one.last or limit, limit):%Y%m%d}"
    )
    moments = rrulestr(one.pattern + end, dtstart=datetime.combine(one.first, datetime.min.time()))
    found = [moment.date() for moment in moments]
    assert found[0] == one.first
    return [day for day in found if day <= limit]


def check(recurrence: Recurrence, shift: int = 0, since: date | None = None) -> None:
    begun = (one for one in recurrence.periods(since) if since is None or one.earliest >= since)
    # 2100 is no leap year: what depends on leap years is right until then.
    periods = list(takewhile(lambda one: one.latest.year < 2100, islice(begun, MANY)))
    shown = [one.latest if recurrence.is_due else one.earliest for one in periods]
    expected = [day + timedelta(days=shift) for day in shown]
    rules = series(recurrence, shift, since)
    assert all("BYSETPOS" not in one.pattern for one in rules)
    assert len({one.part for one in rules}) == len(rules)
    if not expected:
        assert rules == ()
        return
    limit = expected[-1]
    lengths = {} if recurrence.is_due else {one.earliest: (one.latest - one.earliest).days for one in periods}
    if any(one.days for one in rules) and rules[0].last is not None and recurrence.last_day is None:
        limit = min(limit, rules[0].last)
        expected = [day for day in expected if day <= limit]
    found = sorted(day for one in rules for day in days_of(one, limit))
    assert found == expected
    for one in rules:
        for day in days_of(one, min(limit, date(2099, 1, 1))) if not recurrence.repeat.rule else ():
            assert recurrence.is_due or lengths[day - timedelta(days=shift)] == one.length


TABLE = [
    # on which day, how often, until, due; the rules
    ("2027-01-30", "every month", None, False, [
        "20270130 FREQ=MONTHLY;BYMONTH=1,3,4,5,6,7,8,9,10,11,12;BYMONTHDAY=30",
        "20270228 FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1"]),
    ("2027-01-29", "every 5 months", None, True, [
        "20270129 FREQ=MONTHLY;INTERVAL=5;BYMONTH=1,3,4,5,6,7,8,9,10,11,12;BYMONTHDAY=29",
        "20290228 FREQ=YEARLY;INTERVAL=5;BYMONTH=2;BYMONTHDAY=-1"]),
    ("2027-01-30", "every 2 months", None, False, ["20270130 FREQ=MONTHLY;INTERVAL=2"]),
    ("2027-01-30", "every month", "2027-02-27", False,
        ["20270130 FREQ=MONTHLY;BYMONTH=1,3,4,5,6,7,8,9,10,11,12;BYMONTHDAY=30;UNTIL=20270227"]),
    ("2027-01-31", "every month", "2027-12-31", True,
        ["20270131 FREQ=MONTHLY;BYMONTHDAY=-1;UNTIL=20271231"]),
    ("2027-05-31", "every year", None, True, ["20270531 FREQ=YEARLY"]),
    ("2028-02-29", "every year", None, False, ["20280229 FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1"]),
    ("2028-02-29", "every month", None, False, [
        "20280329 FREQ=MONTHLY;BYMONTH=1,3,4,5,6,7,8,9,10,11,12;BYMONTHDAY=29",
        "20280229 FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1"]),
    ("2027-01", "every month", "2027-08-31", True, ["20270131 FREQ=MONTHLY;BYMONTHDAY=-1;UNTIL=20270831"]),
    ("2027-01", "every month", "2027-08-30", True, ["20270131 FREQ=MONTHLY;BYMONTHDAY=-1;UNTIL=20270830"]),
    ("2027-Q1", "every 3 months", None, True, ["20270331 FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1"]),
    ("2027-S1", "every 6 months", None, True, ["20270630 FREQ=MONTHLY;INTERVAL=6;BYMONTHDAY=-1"]),
    ("2027", "every year", None, True, ["20271231 FREQ=YEARLY"]),
    ("2027-02", "every year", None, True, ["20270228 FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1"]),
    ("2027-01-04/2027-01-08", "every week", "2027-01-20", True, ["20270108 FREQ=WEEKLY;UNTIL=20270120"]),
    ("2027-01-04/2027-01-08", "FREQ=WEEKLY;BYDAY=MO", "2027-03-31", True,
        ["20270108 FREQ=WEEKLY;BYDAY=FR;UNTIL=20270331"]),
    ("2027-01-04/2027-01-08", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH", None, True,
        ["20270108 FREQ=WEEKLY;INTERVAL=2;BYDAY=FR,MO;WKST=FR"]),
    ("2027-01-04/2027-01-08", "FREQ=MONTHLY;BYDAY=1MO", None, True,
        ["20270108 FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=5,6,7,8,9,10,11"]),
    ("2027-01-04/2027-01-08", "FREQ=MONTHLY;BYDAY=-1MO", "2027-05-01", True,
        ["20270129,20270226,20270402,20270430"]),
    ("2027-01-15/2027-01-20", "FREQ=MONTHLY;BYMONTHDAY=15;COUNT=3", None, True,
        ["20270120 FREQ=MONTHLY;BYMONTHDAY=20;COUNT=3"]),
    ("2027-01-01", "FREQ=WEEKLY;BYDAY=MO;COUNT=2", None, False, ["20270104 FREQ=WEEKLY;BYDAY=MO;COUNT=2"]),
    ("2026-01-05", "FREQ=WEEKLY;COUNT=9", "2026-01-20", False, ["20260105 FREQ=WEEKLY;COUNT=3"]),
]  # fmt: skip


def told(one: Series) -> str:
    if one.days:
        return ",".join(f"{day:%Y%m%d}" for day in one.days)
    end = f";COUNT={one.number}" if one.number else f";UNTIL={one.last:%Y%m%d}" if one.last else ""
    return f"{one.first:%Y%m%d} {one.pattern}{end}"


@pytest.mark.parametrize(("text", "repeat", "until", "is_due", "expected"), TABLE)
def test_rules(text, repeat, until, is_due, expected):
    recurrence = made(text, repeat, until, is_due=is_due)
    assert [told(one) for one in series(recurrence)] == expected
    check(recurrence)


def test_parts_stay_when_a_series_ends_before_some_of_them():
    whole = series(made("2028-02-29", "every month"))
    short = series(made("2028-02-29", "every month", "2028-03-01"))
    assert [one.part for one in whole] == ["", "february"]
    assert [one.part for one in short] == ["february"]


STEPS = st.builds(
    "every {} {}s".format, st.integers(1, 30), st.sampled_from(["day", "week", "month", "year"])
)
FREQUENCY = st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"])
WEEKDAY = st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"])


@st.composite
def rules(draw):
    frequency = draw(FREQUENCY)
    parts = [f"FREQ={frequency}"]
    if draw(st.booleans()):
        parts.append(f"INTERVAL={draw(st.integers(2, 20))}")
    numbered = frequency in ("MONTHLY", "YEARLY") and draw(st.booleans())
    if draw(st.booleans()):
        names = draw(st.lists(WEEKDAY, min_size=1, max_size=3, unique=True))
        number = draw(st.sampled_from(["1", "2", "-1", "-2", "5"])) if numbered else ""
        parts.append("BYDAY=" + ",".join(number + name for name in names))
    if frequency != "WEEKLY" and draw(st.booleans()):
        days = draw(st.lists(st.integers(-31, 31).filter(bool), min_size=1, max_size=3, unique=True))
        parts.append("BYMONTHDAY=" + ",".join(map(str, days)))
    if draw(st.booleans()):
        months = draw(st.lists(st.integers(1, 12), min_size=1, max_size=4, unique=True))
        parts.append("BYMONTH=" + ",".join(map(str, months)))
    if draw(st.booleans()):
        parts.append(f"COUNT={draw(st.integers(1, 40))}")
    return ";".join(parts)


FIRST = st.one_of(
    st.dates(date(2020, 1, 1), date(2032, 12, 31)),
    st.sampled_from([date(2024, 2, 29), date(2024, 1, 31), date(2023, 1, 30), date(2023, 1, 29)]),
)


@examples(60)
@given(STEPS, FIRST, st.sampled_from([0, 0, 1, 4, 20, 45]), st.none() | st.integers(0, 3000), st.booleans(),
       st.sampled_from([0, 0, -1, 1]), st.none() | st.integers(0, 800))  # fmt: skip
def test_steps_have_the_same_days_everywhere(repeat, first, length, until, is_due, shift, since):
    period = on_days(first, first + timedelta(days=length))
    end = None if until is None else first + timedelta(days=until)
    recurrence = recurring(period, parse_repeat(repeat), end, is_due=is_due)
    check(recurrence, shift, None if since is None else first + timedelta(days=since))


MONTHS = st.builds(
    lambda day, form: form.format(year=day.year, month=day.month, quarter=(day.month + 2) // 3),
    FIRST,
    st.sampled_from(["{year}-{month:02}", "{year}-Q{quarter}", "{year}", "{year}-{month:02}/{year}-12"]),
)


@examples(60)
@given(MONTHS, st.builds("every {} months".format, st.integers(1, 24)),
       st.none() | st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.booleans())  # fmt: skip
def test_whole_months_stay_whole(text, repeat, until, is_due):
    recurrence = recurring(parse(text), parse_repeat(repeat), until, is_due=is_due)
    for period in islice(recurrence.periods(), 40):
        assert period.earliest.day == 1
        assert (period.latest + timedelta(days=1)).day == 1
        assert until is None or (period.latest if is_due else period.earliest) <= until
        assert parse(period.canonical)[1:3] == period[1:3]
    check(recurrence)


@examples(60)
@given(rules(), FIRST, st.sampled_from([0, 0, 1, 4, 20]), st.none() | st.integers(0, 3000), st.booleans(),
       st.sampled_from([0, 0, -1, 1]))  # fmt: skip
def test_rules_have_the_same_days_everywhere(rule, first, length, until, is_due, shift):
    repeat = parse_repeat(rule)
    if not hasattr(repeat, "unit"):
        return  # no such day exists
    end = None if until is None else first + timedelta(days=until)
    recurrence = recurring(on_days(first, first + timedelta(days=length)), repeat, end, is_due=is_due)
    check(recurrence, shift)


@examples(60)
@given(rules(), FIRST, st.integers(-400, 6000))
def test_days_of_a_rule_are_those_of_dateutil(rule, first, asked):
    repeat = parse_repeat(rule)
    if not hasattr(repeat, "unit"):
        return
    limit = first + timedelta(days=20 * 365)
    moments = rrulestr(
        rule if "COUNT" in rule else f"{rule};UNTIL={limit:%Y%m%d}",
        dtstart=datetime.combine(first, datetime.min.time()),
    )
    until = None if "COUNT" in rule else limit
    expected = [moment.date() for moment in moments if moment.year < first.year + 40]
    assert [day for day in repeat.occurrences(first, until) if day.year < first.year + 40] == expected
    today = first + timedelta(days=asked)
    following = [day for day in expected if day >= today]
    found = repeat.next_occurrence(first, until, today)
    if following:
        assert found == following[0]
    elif expected and "COUNT" not in rule:
        assert found == expected[-1]


@pytest.mark.parametrize(
    "rule",
    ["FREQ=DAILY", "FREQ=DAILY;INTERVAL=2;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO", "FREQ=MONTHLY;BYDAY=1TU",
     "FREQ=WEEKLY;BYDAY=MO,FR;COUNT=9999", "FREQ=DAILY;INTERVAL=3;BYDAY=SU;COUNT=9999",
     "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;UNTIL=18000101"],
)  # fmt: skip
def test_the_next_day_is_not_stepped_to(rule):
    """Days of the calendar that are looked at: as many as some years have, however long ago it began."""
    import time

    begin = time.process_time()
    for number in range(50):
        first = date(1000, 1, 1) + timedelta(days=number)
        found = recurring(on_days(first, first), parse_repeat(rule), None)
        found.next(date(2027, 5, 5))
    assert time.process_time() - begin < 0.5


def test_written_out_days_are_few_and_end(tmp_path):
    [endless] = series(made("2027-01-04/2027-01-08", "FREQ=MONTHLY;BYDAY=-1MO", is_due=True))
    assert re.fullmatch(r"2037-12-\d\d", str(endless.last))
    assert len(endless.days) < 140
