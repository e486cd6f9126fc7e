"""EDTF: the published examples with our verdict on each, and a second reader to compare with."""

from __future__ import annotations

import warnings
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssetrack.dates import Certainty, DateProblem, Period, PeriodKind, parse

# Examples of the specification of the Library of Congress (levels 0 to 2): first and last day, certainty.
READ = [
    ("1985-04-12", "1985-04-12", "1985-04-12", "exact"),
    ("1985-04", "1985-04-01", "1985-04-30", "exact"),
    ("1985", "1985-01-01", "1985-12-31", "exact"),
    ("1985-04-12T23:20:30", "1985-04-12", "1985-04-12", "exact"),
    ("1985-04-12T23:20:30Z", "1985-04-12", "1985-04-12", "exact"),
    ("1985-04-12T23:20:30-04", "1985-04-12", "1985-04-12", "exact"),
    ("1985-04-12T23:20:30+04:30", "1985-04-12", "1985-04-12", "exact"),
    ("1964/2008", "1964-01-01", "2008-12-31", "exact"),
    ("2004-06/2006-08", "2004-06-01", "2006-08-31", "exact"),
    ("2004-02-01/2005-02-08", "2004-02-01", "2005-02-08", "exact"),
    ("2004-02-01/2005-02", "2004-02-01", "2005-02-28", "exact"),
    ("2004-02-01/2005", "2004-02-01", "2005-12-31", "exact"),
    ("2005/2006-02", "2005-01-01", "2006-02-28", "exact"),
    ("1984?", "1984-01-01", "1984-12-31", "uncertain"),
    ("2004-06~", "2004-06-01", "2004-06-30", "approximate"),
    ("2004-06-11%", "2004-06-11", "2004-06-11", "uncertain"),
    ("1985-04-12/..", "1985-04-12", None, "open"),
    ("1985-04/..", "1985-04-01", None, "open"),
    ("1985/..", "1985-01-01", None, "open"),
    ("../1985-04-12", None, "1985-04-12", "exact"),
    ("../1985-04", None, "1985-04-30", "exact"),
    ("../1985", None, "1985-12-31", "exact"),
    ("1985-04-12/", "1985-04-12", None, "unknown"),
    ("1985-04/", "1985-04-01", None, "unknown"),
    ("1985/", "1985-01-01", None, "unknown"),
    ("/1985-04-12", None, "1985-04-12", "exact"),
    ("/1985-04", None, "1985-04-30", "exact"),
    ("/1985", None, "1985-12-31", "exact"),
    ("1984~/2004-06", "1984-01-01", "2004-06-30", "approximate"),
    ("1984/2004-06~", "1984-01-01", "2004-06-30", "approximate"),
    ("1984~/2004~", "1984-01-01", "2004-12-31", "approximate"),
    ("1984-06?/2004-08?", "1984-06-01", "2004-08-31", "uncertain"),
    ("2004-06~/2004-06-11%", "2004-06-01", "2004-06-11", "uncertain"),
    ("2001-34", "2001-04-01", "2001-06-30", "exact"),
    ("[1667,1668,1670..1672]", "1667-01-01", "1672-12-31", "alternatives"),
    ("[..1760-12-03]", None, "1760-12-03", "exact"),
    ("[1760-12..]", "1760-12-01", None, "open"),
    ("[1760-01,1760-02,1760-12..]", "1760-01-01", None, "open"),
    ("[1667,1760-12]", "1667-01-01", "1760-12-31", "alternatives"),
    ("[..1984]", None, "1984-12-31", "exact"),
    ("{1667,1668,1670..1672}", "1667-01-01", "1672-12-31", "exact"),
    ("{1960,1961-12}", "1960-01-01", "1961-12-31", "exact"),
    ("{..1984}", None, "1984-12-31", "exact"),
]

# Examples that no work plan needs, or that say less than they seem to; and the rule that refuses them.
REFUSED = [
    ("Y170000002", "unreadable-date"),
    ("Y-170000002", "unreadable-date"),
    ("-1985", "unreadable-date"),
    ("-1985-04-12", "unreadable-date"),
    ("0985", "unreadable-date"),
    ("2001-21", "week-or-season"),
    ("2001-32", "week-or-season"),
    ("201X", "unreadable-date"),
    ("20XX", "unreadable-date"),
    ("2004-XX", "unreadable-date"),
    ("1985-04-XX", "unreadable-date"),
    ("1985-XX-XX", "unreadable-date"),
    ("Y-17E7", "unreadable-date"),
    ("1950S2", "unreadable-date"),
    ("Y171010000S3", "unreadable-date"),
    ("156X-12-25", "unreadable-date"),
    ("XXXX-12-XX", "unreadable-date"),
    ("1XXX-12", "unreadable-date"),
    ("1984-1X", "unreadable-date"),
    ("2004-06~-11", "unreadable-date"),
    ("2004?-06-11", "unreadable-date"),
    ("?2004-06-~11", "unreadable-date"),
    ("2004-%06-11", "unreadable-date"),
    ("2004-06-~01/2004-06-~20", "unreadable-date"),
    ("2004-06-XX/2004-07-03", "unreadable-date"),
]

INVALID = [
    ("2005-02-29", "impossible-date"),
    ("1900-02-29", "impossible-date"),
    ("2100-02-29", "impossible-date"),
    ("2004-13", "impossible-date"),
    ("2004-00", "impossible-date"),
    ("2004-06-00", "impossible-date"),
    ("2021-42", "impossible-date"),
    ("2005/2004", "end-before-start"),
    ("2004-06-11/2004-06-10", "end-before-start"),
    ("[2005..2004]", "end-before-start"),
    ("19850412", "unreadable-date"),
    ("21", "unreadable-date"),
    ("985", "unreadable-date"),
    ("199u", "unreadable-date"),
    ("2004/open", "unreadable-date"),
    ("unknown/2006", "unreadable-date"),
    ("(01)~", "unreadable-date"),
    ("2004/2005/2006", "unreadable-date"),
    ("../..", "unreadable-date"),
    ("/", "unreadable-date"),
    ("..", "unreadable-date"),
    ("[]", "unreadable-date"),
    ("[2004", "unreadable-date"),
    ("[2004,]", "unreadable-date"),
    ("[2004/2005]", "unreadable-date"),
    ("[2004..2005..2006]", "unreadable-date"),
    ("2004-160", "unreadable-date"),
    ("P1M", "unreadable-date"),
    ("2021-Q5", "unreadable-date"),
    ("2021-S3", "unreadable-date"),
    ("2021-Q1-01", "unreadable-date"),
    ("2021-10-08T24:00", "unreadable-date"),
    ("2021-10-08T20:60", "unreadable-date"),
    ("2021-10-08T20:00:60", "unreadable-date"),
    ("2021-10-08T20:00+15:00", "unreadable-date"),
    ("2021-10-08T20:00/20:00", "unreadable-date"),
]


def day(text):
    return None if text is None else date.fromisoformat(text)


@pytest.mark.parametrize(("text", "first", "last", "certainty"), READ)
def test_published_examples(text, first, last, certainty):
    read = parse(text)
    assert isinstance(read, Period)
    assert (read.earliest, read.latest, read.certainty) == (day(first), day(last), Certainty(certainty))
    assert parse(read.canonical) == read


@pytest.mark.parametrize(("text", "rule"), REFUSED + INVALID)
def test_refused(text, rule):
    read = parse(text)
    assert isinstance(read, DateProblem)
    assert read.rule == rule


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("2021-33", "2021-Q1"),
        ("2021-36", "2021-Q4"),
        ("2021-40", "2021-S1"),
        ("2021-41~", "2021-S2~"),
        ("2021-37", "2021-37"),
        ("2021-Q3/2021-Q4", "2021-Q3/2021-Q4"),
        ("2021-10-08T20:00:00", "2021-10-08T20:00"),
        ("2021-10-08T20:00Z", "2021-10-08T20:00Z"),
        ("2021-10-08T20:00+0200", "2021-10-08T20:00+02:00"),
        ("2021-10-08T20:00/21:30", "2021-10-08T20:00/21:30"),
        ("2021-10-08T20:00+02:00/21:30", "2021-10-08T20:00+02:00/21:30"),
        ("[ 2004-04 , 2004-06 ]", "[2004-04,2004-06]"),
        ("2004/2004", "2004"),
    ],
)
def test_canonical_form(text, canonical):
    read = parse(text)
    assert read.canonical == canonical
    assert parse(canonical) == read


def test_kinds():
    assert parse("2004-09/..").kind is PeriodKind.OPEN
    assert parse("2004-09/").kind is PeriodKind.UNKNOWN
    assert parse("../2004-09").kind is PeriodKind.PERIOD
    assert parse("[2004,2005..]").kind is PeriodKind.OPEN


def test_one_of_a_set():
    read = parse("[2004-04-08..2004-04-09,2004-04-26..2004-04-27]")
    assert [option.canonical for option in read.options] == ["2004-04-08/2004-04-09", "2004-04-26/2004-04-27"]
    assert read.parts == ()


def test_all_of_a_set():
    read = parse("{2004-12,2005-10}")
    assert [part.canonical for part in read.parts] == ["2004-12", "2005-10"]
    assert read.certainty is Certainty.EXACT


def test_a_set_may_have_twenty_members():
    years = [str(year) for year in range(2001, 2022)]
    assert isinstance(parse(f"[{','.join(years[:20])}]"), Period)
    assert parse(f"[{','.join(years)}]").rule == "unreadable-date"


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("2004-02-30", "2004-02-29"),
        ("2004-02-30~", "2004-02-29~"),
        ("2004-02-01/2004-02-30", "2004-02-01/2004-02-29"),
        ("2004-02-30/2004-03-15", "2004-02-29/2004-03-15"),
        ("2004-02-30/..", "2004-02-29/.."),
        ("../2004-02-30", "../2004-02-29"),
        ("2021-06-31T20:00", "2021-06-30T20:00"),
        ("2004-03-01/2004-02-30", None),
        ("[2004-02-30,2004-03]", None),
        ("2004-02-00", None),
        ("2004-13-01", None),
    ],
)
def test_a_suggestion_stands_for_the_whole_text(text, suggestion):
    read = parse(text)
    assert read.rule == "impossible-date"
    assert read.suggestion == suggestion
    assert suggestion is None or isinstance(parse(suggestion), Period)


DATES = st.dates(date(1000, 1, 1), date(9999, 12, 31)).flatmap(
    lambda one: st.sampled_from([one.isoformat(), one.isoformat()[:7], one.isoformat()[:4]])
)
QUALIFIED = st.builds("{}{}".format, DATES, st.sampled_from(["", "", "~", "?", "%"]))
ENDS = st.one_of(QUALIFIED, st.sampled_from(["..", ""]))
RANGES = st.builds("{}..{}".format, DATES, DATES)
OPEN_MEMBERS = st.one_of(st.builds("..{}".format, DATES), st.builds("{}..".format, DATES))
SETS = st.lists(st.one_of(DATES, RANGES, OPEN_MEMBERS), min_size=1, max_size=4).map(",".join)
EDTF = st.one_of(
    QUALIFIED,
    st.builds("{}/{}".format, ENDS, ENDS),
    SETS.map("[{}]".format),
    SETS.map("{{{}}}".format),
)


@given(EDTF)
def test_what_is_written_reads_back(text):
    read = parse(text)
    if isinstance(read, Period):
        assert parse(read.canonical) == read


@pytest.fixture(scope="module")
def is_valid():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of its own parser's names
        return pytest.importorskip("edtf_validate.valid_edtf").is_valid


@given(text=QUALIFIED)
def test_a_second_reader_agrees_on_dates(is_valid, text):
    assert is_valid(text)
    assert isinstance(parse(text), Period)


@given(first=QUALIFIED, last=QUALIFIED)
def test_a_second_reader_agrees_on_intervals(is_valid, first, last):
    one, other, text = parse(first), parse(last), f"{first}/{last}"
    if one.latest < other.earliest:
        assert is_valid(text)
        assert (parse(text).earliest, parse(text).latest) == (one.earliest, other.latest)
    elif one.earliest > other.latest:
        assert not is_valid(text)
        assert parse(text).rule == "end-before-start"
    # Ends that overlap (`2004-06-15/2004-06`) are judged there on the texts, here on the days.


@given(end=QUALIFIED, sign=st.sampled_from(["..", ""]))
def test_a_second_reader_agrees_on_open_ends(is_valid, end, sign):
    for text in (f"{end}/{sign}", f"{sign}/{end}"):
        assert is_valid(text)
        assert isinstance(parse(text), Period)


@given(year=st.integers(1000, 9999), month=st.integers(0, 99), number=st.integers(0, 99))
def test_a_second_reader_agrees_on_days(is_valid, year, month, number):
    text = f"{year}-{month:02}-{number:02}"
    if number == 29 and month == 2:
        return  # edtf-validate accepts 29 February in every year
    assert isinstance(parse(text), Period) == is_valid(text)


DAY, MONTH, QUARTER, YEAR = "day", "month", "quarter", "year"


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("2004-06-11", (DAY, ""), (DAY, ""), DAY),
        ("2004-06-11~", (DAY, "~"), (DAY, "~"), DAY),
        ("2004-06", (MONTH, ""), (MONTH, ""), MONTH),
        ("2004-06%", (MONTH, "%"), (MONTH, "%"), MONTH),
        ("2004", (YEAR, ""), (YEAR, ""), YEAR),
        ("2021-Q3?", (QUARTER, "?"), (QUARTER, "?"), QUARTER),
        ("2021-35", (QUARTER, ""), (QUARTER, ""), QUARTER),
        ("2021-38", ("quadrimester", ""), ("quadrimester", ""), "quadrimester"),
        ("2021-41", ("semestral", ""), ("semestral", ""), "semestral"),
        ("2004-04-08/2004-04-09", (DAY, ""), (DAY, ""), DAY),
        ("2004-02-01/2005-02", (DAY, ""), (MONTH, ""), None),
        ("2004-06?/2004-08~", (MONTH, "?"), (MONTH, "~"), MONTH),
        ("2004-06-01~/2004-06-30", (DAY, "~"), (DAY, ""), DAY),
        ("2004-09~/..", (MONTH, "~"), None, None),
        ("2004-09-01/", (DAY, ""), None, None),
        ("../2004%", None, (YEAR, "%"), None),
        ("/2004-09-30", None, (DAY, ""), None),
        ("2021-10-08T20:00/21:30", (DAY, ""), (DAY, ""), DAY),
        ("[2004-04,2004-06]", None, None, None),
        ("[2004-04~,2004-06]", None, None, None),
        ("[..2004-06?]", None, (MONTH, "?"), None),
        ("{2004-06-11}", (DAY, ""), (DAY, ""), DAY),
        ("{2004-06-11..2004-06-13}", (DAY, ""), (DAY, ""), None),
        ("8 and 9 April 2004", (DAY, ""), (DAY, ""), DAY),
        ("Dec 2004 - Jan 2005", (MONTH, ""), (MONTH, ""), MONTH),
        ("2021-2023", (YEAR, ""), (YEAR, ""), YEAR),
        ("T3 2021", (QUARTER, ""), (QUARTER, ""), QUARTER),
        ("ongoing", None, None, None),
        ("?", None, None, None),
    ],
)
def test_how_the_ends_are_written(text, start, end, precision):
    read = parse(text)
    assert [edge and (edge.precision, edge.qualifier) for edge in (read.start, read.end)] == [start, end]
    assert read.precision == precision
    assert read.is_qualified == any(sign in text for sign in ("~", "%", "4?", "6?", "3?"))
    assert read.days == (read.earliest, read.latest)
