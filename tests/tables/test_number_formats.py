"""Numbers as their formats show them: days in ISO 8601 as precise as they are shown, digits in their places."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

from ssetrack.tables.grid import Typed
from ssetrack.tables.moments import moment
from ssetrack.tables.number_formats import BUILT_IN, hides_text, section_of
from ssetrack.tables.shown_numbers import display_of

DAYS = [
    # 12 March 2027 is 46458, 3 April 46480
    (46458, "yyyy-mm-dd", "2027-03-12", ""),
    (46458, "mm-dd-yy", "2027-03-12", ""),
    (46458, "d-mmm-yy", "2027-03-12", ""),
    (46458, "d-mmm", "2027-03-12", "12-Mar"),
    (46458, "mmm-yy", "2027-03", ""),
    (46458, "mmmm yyyy", "2027-03", ""),
    (46458, "[$-409]mmm-yy;@", "2027-03", ""),
    (46458, "[$-40C]mmmm\\ yyyy;@", "2027-03", ""),
    (46458, "mmmmm", "2027-03", "M"),
    (46458, "MM/YYYY", "2027-03", ""),
    (46458, "yyyy", "2027", ""),
    (46458, "yy", "2027", ""),
    (46458, "e", "2027", ""),
    (46458, "d/m", "2027-03-12", "12/3"),
    (46458, "dddd", "2027-03-12", "Friday"),
    (46458, "ddd d.m.", "2027-03-12", "Fri 12.3."),
    (46458, "[$-F800]dddd, mmmm dd, yyyy", "2027-03-12", ""),
    (46458, "[$-F400]h:mm:ss AM/PM", "00:00", ""),
    (46458, '"by end of "mmmm yyyy', "2027-03", "by end of March 2027"),
    (46458, "\\w\\e\\e\\k \\o\\f d mmm yyyy", "2027-03-12", "week of 12 Mar 2027"),
    (46458, 'd "de" mmmm "de" yyyy', "2027-03-12", ""),
    (46458, 'yyyy"年"m"月"d"日"', "2027-03-12", ""),
    (46458, "[Red]dd.mm.yyyy;@", "2027-03-12", ""),
    (46458, "[>40000]dd.mm.yyyy;General", "2027-03-12", ""),
    (46458, "_-d/m/yyyy_-", "2027-03-12", ""),
    (46458, "d/m/yyyy* ", "2027-03-12", ""),
    (46458.5, "yyyy-mm-dd hh:mm", "2027-03-12T12:00", ""),
    (46458.5, "yyyy-mm-dd", "2027-03-12", ""),
    (46458.5, "m/d/yy h:mm AM/PM", "2027-03-12T12:00", ""),
    (46458, "yyyy-mm-dd hh:mm:ss", "2027-03-12", ""),
    (46458.99999999, "yyyy-mm-dd", "2027-03-12", ""),
    (46458.8333333333, "d/m/yy h:mm", "2027-03-12T20:00", ""),
    (46458.999999, "d/m/yy h:mm", "2027-03-13", ""),
    (46458.5000058, "d/m/yy h:mm:ss", "2027-03-12T12:00:01", ""),
    (0.5, "h:mm", "12:00", ""),
    (0.75, "hh:mm:ss", "18:00", ""),
    (46458.75, "h:mm", "18:00", ""),
    (0.5, "mm:ss", "12:00", ""),
    (1, "yyyy-mm-dd", "1900-01-01", ""),
    (59, "yyyy-mm-dd", "1900-02-28", ""),
    (61, "yyyy-mm-dd", "1900-03-01", ""),
    (2958465, "yyyy-mm-dd", "9999-12-31", ""),
    (2958465.9999999, "yyyy-mm-dd h:mm", "9999-12-31T23:59", ""),
]


@pytest.mark.parametrize(("serial", "code", "iso", "written"), DAYS)
def test_days(serial: float, code: str, iso: str, written: str):
    result = display_of(serial, code)
    assert (result.text, result.typed, result.written) == (iso, Typed.DATE, written)


@pytest.mark.parametrize(
    ("serial", "iso"), [(0, "1904-01-01"), (44996, "2027-03-12"), (44996.75, "2027-03-12")]
)
def test_days_since_1904(serial: float, iso: str):
    assert display_of(serial, "yyyy-mm-dd", since_1904=True).text == iso


NUMBERS = [
    (1.1, "0.00", "1.10"),
    (1.1, "General", "1.1"),
    (1.1000000000000001, "General", "1.1"),
    (1.1, "@", "1.1"),
    (2027, "General", "2027"),
    (2027, "0", "2027"),
    (-3, "General", "-3"),
    (1 / 3, "General", "0.33333333333"),
    (1e21, "General", "1000000000000000000000"),
    (1e300, "General", "1E+300"),
    (1e-300, "0.00", "0.00"),
    (0.4, "0%", "40%"),
    (0.4, "0 %", "40 %"),
    (0.125, "0.0%", "12.5%"),
    (0.005, "0%", "1%"),
    (1234567.5, "#,##0.00", "1,234,567.50"),
    (0, "#", ""),
    (5, "000", "005"),
    (7, '"A-"000', "A-007"),
    (12345, "00-00-00", "01-23-45"),
    (1.5, "0.0#", "1.5"),
    (1.25, "0.0#", "1.25"),
    (-5, "0", "-5"),
    (-5, "0;(0)", "(5)"),
    (-5, "0;-0", "-5"),
    (0, '0;-0;"none"', "none"),
    (3, '[<2]"one";[>2]"many" 0;0', "many 3"),
    (2, '[<2]"one";[>2]"many" 0;0', "2"),
    (1500000, '0.0,,"M"', "1.5M"),
    (3, "#,##0 [$€-407]", "3 €"),
    (3.5, '"$"#,##0.00_)', "$3.50 "),
    (46458, '"week" 0', "week 46458"),
    (0.5, "# ?/?", "0.5"),
    (12000, "0.00E+00", "12000"),
    (2.5, "[h]:mm", "60:00"),
    (2.5, "[mm]:ss", "3600:00"),
    (-0.5, "[h]:mm:ss", "-12:00:00"),
    (60, "yyyy-mm-dd", "60"),
    (-1, "yyyy-mm-dd", "-1"),
    (2958466, "yyyy-mm-dd", "2958466"),
    (46458, ";;;", ""),
    (5, "[>.]0", "5"),
    (5, "[>1.]0;", "5"),
    (46458, "", "46458"),
]


@pytest.mark.parametrize(("number", "code", "text"), NUMBERS)
def test_numbers(number: float, code: str, text: str):
    result = display_of(number, code)
    assert (result.text, result.typed) == (text, Typed.NUMBER)


@pytest.mark.parametrize(
    ("number", "code", "day"),
    [
        (46458, "General", "2027-03-12"),
        (46458, "@", "2027-03-12"),
        (46458, "0", ""),
        (46458.5, "General", ""),
        (2027, "General", ""),
        (32873, "General", ""),
        (73050, "General", "2099-12-31"),
        (73051, "General", ""),
    ],
)
def test_what_may_be_a_day(number: float, code: str, day: str):
    assert display_of(number, code).day == day


@pytest.mark.parametrize(("code", "hides"), [(";;;", True), ("0;0;0;", True), ("0;;", False), ("@", False)])
def test_formats_that_hide_texts(code: str, hides: bool):
    assert hides_text(code) is hides


@given(
    st.integers(61, 2958465),
    st.integers(0, 86399),
    st.sampled_from([(CALENDAR_WINDOWS_1900, False), (CALENDAR_MAC_1904, True)]),
)
def test_moments_are_those_of_openpyxl(days: int, seconds: int, epoch: tuple[datetime, bool]):
    first, since_1904 = epoch
    serial = days + seconds / 86400
    ours = moment(serial, since_1904=since_1904)
    if ours is not None:
        theirs = from_excel(serial, epoch=first)
        assert isinstance(theirs, datetime)
        assert abs(ours - theirs) <= timedelta(milliseconds=1)


@pytest.mark.parametrize("number", sorted(BUILTIN_FORMATS.keys() - {44, 47}))
def test_built_in_formats_are_those_of_openpyxl(number: int):
    """Written alike, but for white space and for a dollar in quotation marks.

    Its 44 lacks semicolons, and 47 (`mmss.0`) lacks the colon that Excel shows.
    """
    assert _bare(BUILT_IN[number]) == _bare(BUILTIN_FORMATS[number])


def _bare(code: str) -> str:
    return (
        code.replace('"$"', "$")
        .replace(" ", "")
        .replace("_(", "")
        .replace("_)", "")
        .replace("\\", "")
        .lower()
    )


@given(st.text(alphabet='ymdhs0#?.,;%@/-:[]"\\_* AMPEe+$4Gnral', max_size=30), st.floats(-1e9, 1e9))
def test_no_format_is_too_odd(code: str, number: float):
    assert len(display_of(number, code).text) < 10_000


@given(
    st.lists(st.sampled_from(["yyyy", "mm", "dd", "-", "/", " ", '"at"', "hh", ":", "0", "."]), max_size=6)
)
def test_what_is_a_date_is_one_for_openpyxl(parts: list[str]):
    code = "".join(parts)
    assert section_of(code, 1).is_date == bool(is_date_format(code))
