"""Dates whose year or order the text leaves open, and what their help offers as values."""

from __future__ import annotations

from datetime import date

import pytest

from ssetrack.dates import DateProblem, DayRange, Order, Period, Purpose, parse
from ssetrack.dates.offers import Alternatives, Stages, StandardForm

YEAR = DayRange(date(2027, 1, 1), date(2027, 12, 31))
SCHOOL_YEAR = DayRange(date(2026, 9, 1), date(2027, 8, 31))


@pytest.mark.parametrize(
    ("text", "years", "order", "canonical"),
    [
        ("12 March", YEAR, None, "2027-03-12"),
        ("October", SCHOOL_YEAR, None, "2026-10"),
        ("March", SCHOOL_YEAR, None, "2027-03"),
        ("30 April - 2 May", YEAR, None, "2027-04-30/2027-05-02"),
        ("8 mars 20h00", YEAR, None, "2027-03-08T20:00"),
        ("semaine du 12 avril", YEAR, None, "2027-04-12/2027-04-18"),
        ("12 March 2028", YEAR, None, "2028-03-12"),
        ("12/3", YEAR, "dmy", "2027-03-12"),
        ("12/3", YEAR, "mdy", "2027-12-03"),
        ("06/09 - 13/09", SCHOOL_YEAR, "dmy", "2026-09-06/2026-09-13"),
        ("6-13/09", SCHOOL_YEAR, "dmy", "2026-09-06/2026-09-13"),
        ("12/03/27", YEAR, "dmy", "2027-03-12"),
        ("12/03/26", YEAR, "dmy", "2026-03-12"),  # its own year
        ("Fri 12/03/27", YEAR, "dmy", "2027-03-12"),
        ("vendredi 12/03/2027", None, "dmy", "2027-03-12"),
        ("3/4/2027", None, "dmy", "2027-04-03"),
        ("3/4/2027", None, "mdy", "2027-03-04"),
    ],
)
def test_what_is_settled_beside_the_text(
    text: str, years: DayRange | None, order: Order | None, canonical: str
):
    read = parse(text, years=years, order=order)
    assert isinstance(read, Period)
    assert read.canonical == canonical


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Tuesday 12 March", "impossible-date"),  # it is a Friday
        ("20 December - 3 January", "date-without-year"),  # over New Year
        ("Oct - Mar", "date-without-year"),
        ("29 February", "impossible-date"),
        ("12/3", "ambiguous-date"),
        ("2/2", "ambiguous-date"),
        ("12/03/86", "unreadable-date"),  # which century?
        ("Fri 12/03/27", "ambiguous-date"),
        ("20/12 - 3/1", "unreadable-date"),
        ("Mar-27", "unreadable-date"),  # a day, or a year?
    ],
)
def test_a_year_settles_nothing_else(text: str, rule: str):
    read = parse(text, years=YEAR)
    assert isinstance(read, DateProblem)
    assert read.rule == rule


def test_a_weekday_before_numbers_must_agree():
    read = parse("Thu 12/03/2027", order="dmy")
    assert isinstance(read, DateProblem)
    assert read.rule == "impossible-date"
    assert isinstance(parse("Fri 12/03/2027"), DateProblem)  # nobody said which number is the day


def test_a_month_outside_the_months_has_no_year():
    half = DayRange(date(2027, 1, 1), date(2027, 6, 30))
    read = parse("12 August", years=half)
    assert isinstance(read, DateProblem)
    assert read.rule == "date-without-year"


def test_help_as_values():
    places = parse("April 8-9, 2004 in Rio de Janeiro or April 26-27, 2004 in Paris")
    assert isinstance(places, DateProblem)
    assert isinstance(places.offer, Alternatives)
    assert [(one.period.canonical, one.where) for one in places.offer.options] == [
        ("2004-04-08/2004-04-09", "Rio de Janeiro"),
        ("2004-04-26/2004-04-27", "Paris"),
    ]
    stages = parse("Draft: December 2004 Final: October 2005", purpose=Purpose.DEADLINE)
    assert isinstance(stages, DateProblem)
    assert isinstance(stages.offer, Stages)
    assert [(one.name, one.period.canonical) for one in stages.offer.stages] == [
        ("Draft", "2004-12"),
        ("Final", "2005-10"),
    ]
    standard = parse("2027/03/04")
    assert isinstance(standard, DateProblem)
    assert isinstance(standard.offer, StandardForm)
    assert standard.offer.period.canonical == "2027-03-04"


@pytest.mark.parametrize("text", ["31 February 2027", "mid-June 2027", "12 March", "June/July 2027", "soon"])
def test_what_offers_nothing(text: str):
    read = parse(text)
    assert isinstance(read, DateProblem)
    assert read.offer is None
