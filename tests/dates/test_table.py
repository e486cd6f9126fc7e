"""The table of date texts that libraries get wrong: what each says, or the rule that refuses it."""

from __future__ import annotations

from datetime import date

import pytest

from ssetrack.dates import ONGOING, UNKNOWN, DateProblem, Period, parse

# As written, the plan's language, and the first and last day; "ongoing", "unknown", or the rule that refuses.
TABLE = [
    ("January 2004", "en", "2004-01-01..2004-01-31"),
    ("April 8-9, 2004", "en", "2004-04-08..2004-04-09"),
    ("April 8-9, 2004 in Rio de Janeiro or April 26-27, 2004 in Paris", "en", "unreadable-date"),
    ("?", None, "unknown"),
    ("Ongoing", "en", "ongoing"),
    ("Draft: December 2004 Final: October 2005", "en", "unreadable-date"),
    ("September 2004", "en", "2004-09-01..2004-09-30"),
    ("October 8th, 2021 / 20:00-21:30", "en", "2021-10-08..2021-10-08"),
    ("2021-2023", None, "2021-01-01..2023-12-31"),
    ("janvier 2004", "fr", "2004-01-01..2004-01-31"),
    ("1er juillet 2021", "fr", "2021-07-01..2021-07-01"),
    ("4/11/2020", "fr", "2020-11-04..2020-11-04"),
    ("1/07/2021", "fr", "2021-07-01..2021-07-01"),
    ("8 oct. 2021 20h00", "fr", "2021-10-08..2021-10-08"),
    ("fin 2004", "fr", "vague-date"),
    ("mi-juin 2004", "fr", "vague-date"),
    ("début mars 2021", "fr", "vague-date"),
    ("août 2021", "fr", "2021-08-01..2021-08-31"),
    ("aout 2021", "fr", "2021-08-01..2021-08-31"),
    ("févr. 2021", "fr", "2021-02-01..2021-02-28"),
    ("du 8 au 9 avril 2004", "fr", "2004-04-08..2004-04-09"),
    ("8-9 avril 2004", "fr", "2004-04-08..2004-04-09"),
    ("T3 2021", "fr", "2021-07-01..2021-09-30"),
    ("S1 2022", "fr", "2022-01-01..2022-06-30"),
    ("à définir", "fr", "unknown"),
    ("en cours", "fr", "ongoing"),
    ("lundi 5 juillet 2021", "fr", "2021-07-05..2021-07-05"),
    ("mars", "fr", "date-without-year"),
    ("enero de 2004", "es", "2004-01-01..2004-01-31"),
    ("8 y 9 de abril de 2004", "es", "2004-04-08..2004-04-09"),
    ("1.º de julio de 2021", "es", "2021-07-01..2021-07-01"),
    ("septiembre 2021", "es", "2021-09-01..2021-09-30"),
    ("setiembre 2021", "es", "2021-09-01..2021-09-30"),
    ("por definir", "es", "unknown"),
    ("finales de 2004", "es", "vague-date"),
    ("mediados de junio de 2004", "es", "vague-date"),
    ("3 de mayo de 2021", "es", "2021-05-03..2021-05-03"),
    ("janeiro de 2004", "pt", "2004-01-01..2004-01-31"),
    ("março de 2021", "pt", "2021-03-01..2021-03-31"),
    ("1º de julho de 2021", "pt", "2021-07-01..2021-07-01"),
    ("8 a 9 de abril de 2004", "pt", "2004-04-08..2004-04-09"),
    ("em curso", "pt", "ongoing"),
    ("a definir", "pt", "unknown"),
    ("fim de 2004", "pt", "vague-date"),
    ("mid-June", "en", "vague-date"),
    ("mid-June 2004", "en", "vague-date"),
    ("end of 2004", "en", "vague-date"),
    ("late 2004", "en", "vague-date"),
    ("Q3 2021", "en", "2021-07-01..2021-09-30"),
    ("2021-Q3", None, "2021-07-01..2021-09-30"),
    ("week 23", "en", "week-or-season"),
    ("2021-W23", None, "week-or-season"),
    ("Spring 2005", "en", "week-or-season"),
    ("ongoing", "en", "ongoing"),
    ("tbd", "en", "unknown"),
    ("March-May 2021", "en", "2021-03-01..2021-05-31"),
    ("Dec 2004 - Jan 2005", "en", "2004-12-01..2005-01-31"),
    ("03/04/2004", None, "ambiguous-date"),
    ("2004-02-30", None, "impossible-date"),
    ("31 June", "en", "date-without-year"),
    ("31 June 2021", "en", "impossible-date"),
    ("20:00-21:30", None, "unreadable-date"),
    ("2004", None, "2004-01-01..2004-12-31"),
    ("2004-06", None, "2004-06-01..2004-06-30"),
    ("200406", None, "unreadable-date"),
    ("May", "en", "date-without-year"),
    ("10", None, "unreadable-date"),
    ("12.5", None, "unreadable-date"),
    ("Section 3", "en", "unreadable-date"),
    ("Sat", "en", "unreadable-date"),
    ("Paris", "en", "unreadable-date"),
    ("Mar", "en", "date-without-year"),
    ("2021-13-01", None, "impossible-date"),
    ("8/9 April 2004", "en", "unreadable-date"),
    ("1/2", None, "unreadable-date"),
    ("01-02-03", None, "unreadable-date"),
    ("Meeting 3 in May", "en", "unreadable-date"),
    ("2004-06-15T24:00", None, "unreadable-date"),
    ("second half of 2021", "en", "2021-07-01..2021-12-31"),
    ("", None, "unreadable-date"),
]


@pytest.mark.parametrize(("text", "language", "expected"), TABLE)
def test_table(text, language, expected):
    assert said(parse(text, language=language)) == expected


def said(read):
    """The reading as the table has it."""
    if isinstance(read, DateProblem):
        return read.rule
    assert isinstance(read, Period)
    if read is ONGOING:
        return "ongoing"
    if read is UNKNOWN:
        return "unknown"
    return f"{read.earliest}..{read.latest}"


def test_table_is_whole():
    assert len(TABLE) == 80


@pytest.mark.parametrize(
    ("text", "language", "days"),
    [(text, language, days) for text, language, days in TABLE if ".." in days],
)
def test_language_changes_only_numeric_dates(text, language, days):
    for other in (None, "en", "fr", "es", "pt"):
        read = parse(text, language=other)
        if isinstance(read, DateProblem):
            assert read.rule == "ambiguous-date"
            assert "/" in text
        else:
            assert said(read) == days


def test_days_are_dates():
    read = parse("January 2004")
    assert (read.earliest, read.latest) == (date(2004, 1, 1), date(2004, 1, 31))
