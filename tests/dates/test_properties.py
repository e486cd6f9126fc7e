"""What holds for every text: no exception, no second meaning, no delay."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ssetrack.dates import (
    Certainty,
    DateProblem,
    Period,
    PeriodKind,
    Purpose,
    Relative,
    display,
    is_canonical,
    parse,
    parse_hours,
)
from ssetrack.dates.repeat import parse_repeat

WORDS = (
    "from dès until 8 9 31 0 April avril de 2004 2005 - – / , and or & June Q3 T3 S1 to 20:00 21h30 "
    "2004-04-08 mar Tue M12 W5 [ ] { } .. ~ ? % a y after weeks 6 1.10 mid end week W23 FY21 XX 0000 9999 "
    "1000 : by the assembly fin mid- about around week of d'ici UTC CET 00:00:00 12/2024 3/17/2018 ( ) first "
    "half "
    "1000 : Draft in Paris é ½ ² ٢ Z T +02:00 every by before 9999-12-31 1000-01-01"
)
TEXTS = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from(WORDS.split()), min_size=1, max_size=9).map(" ".join),
    st.lists(st.sampled_from(WORDS.split()), min_size=1, max_size=5).map("".join),
)
STARTS = st.one_of(st.none(), st.dates(date(1000, 1, 1)))


@given(
    text=TEXTS,
    language=st.sampled_from([None, "en", "fr"]),
    start=STARTS,
    purpose=st.sampled_from(list(Purpose)),
)
@example(text="/20:00", language=None, start=None, purpose=Purpose.DATE)
@example(text="January 0000", language=None, start=None, purpose=Purpose.DATE)
@example(text="9999-W52", language=None, start=None, purpose=Purpose.DATE)
@example(text="M999", language=None, start=date(9999, 12, 31), purpose=Purpose.DATE)
@example(text="28 Dec - 3 Jan 1000", language=None, start=None, purpose=Purpose.DATE)
@example(text="before 1000-01-01", language=None, start=None, purpose=Purpose.DEADLINE)
@example(text="week of 9999-12-31", language=None, start=None, purpose=Purpose.DATE)
def test_every_text_has_a_reading(text, language, start, purpose):
    read = parse(text, language=language, start=start, purpose=purpose)
    if isinstance(read, Period):
        assert parse(read.canonical) == read
        assert is_canonical(read.canonical, read)
        assert display(read, language or "pt")
    elif isinstance(read, Relative):
        assert len(text[read.start : read.end]) == len(read.reference)
    else:
        assert str(read.message)
        assert str(read.help)
        assert read.suggestion is None or isinstance(parse(read.suggestion), Period)


@given(TEXTS)
@example("FREQ=WEEKLY;BYDAY=+MO")
def test_every_text_has_a_reading_as_hours_and_as_a_recurrence(text):
    parse_hours(text)
    parse_repeat(text)


@given(TEXTS)
def test_bounds_are_in_order(text):
    read = parse(text)
    if isinstance(read, Period):
        assert read.earliest is None or read.latest is None or read.earliest <= read.latest
        assert (read.certainty is Certainty.OPEN) == (read.kind is PeriodKind.OPEN)
        assert (read.certainty is Certainty.UNKNOWN) == (read.kind is PeriodKind.UNKNOWN)


@pytest.mark.parametrize(
    "text",
    [
        "٢٠٠٤-٠٦",
        "２００４-０６",
        "２００４",
        "8 April ٢٠٠٤",
        "٨ April 2004",
        "²004",
        "2004-06-0８",
    ],
)
def test_digits_of_other_scripts_are_no_dates(text):
    assert isinstance(parse(text), DateProblem)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2004-06", "2004-06"),
        ("2004-2006", "2004/2006"),
        ("2004-13", "impossible-date"),
        ("2013", "2013"),
        ("200413", "unreadable-date"),
        ("2006-2004", "end-before-start"),
        ("2004-06\n", "2004-06"),
        ("2004-06x", "unreadable-date"),
        ("2004-06-1", "unreadable-date"),
    ],
)
def test_traps_of_the_standard_library(text, said):
    read = parse(text)
    assert (read.canonical if isinstance(read, Period) else read.rule) == said


@pytest.mark.parametrize(
    "unit",
    [
        "2004-",
        "[",
        "a:",
        "8 and ",
        " or ",
        "Draft: ",
        "9" * 10,
        "every ",
        "FREQ=",
        "BYDAY=MO,",
        "\u0301",
        "by ",
        "~",
        "end of ",
        "about ",
        "before the ",
        "week of ",
        "a ",
        "d'",
        "1 er ",
        "12/",
        "from mid-May to ",
    ],
)
def test_long_texts_are_refused_at_once(unit):
    text = unit * (100_000 // len(unit))
    begin = time.perf_counter()
    assert parse(text).rule == "unreadable-date"
    for purpose in Purpose:
        parse(text[:200], purpose=purpose)
    parse_hours(text)
    parse_repeat(text)
    assert time.perf_counter() - begin < 0.5


def test_a_reading_is_remembered():
    assert parse("8 avril 2004") is parse("8 avril 2004")


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("2004-04-08", True),
        ("2021-Q3", True),
        ("2021-35", False),
        ("8 avril 2004", False),
        ("8 y 9 de abril de 2004", False),
        ("8 April 2004", False),
        ("ongoing", True),
        ("en cours", True),
        ("?", True),
        ("à définir", True),
        ("M12", True),
        ("March 2004", False),
        ("2004-04-08 ", False),
        ("2004-04-08 to 2004-04-09", False),
    ],
)
def test_what_is_written_out(text, canonical):
    read = parse(text, start=date(2004, 1, 1))
    assert is_canonical(text, read) is canonical
