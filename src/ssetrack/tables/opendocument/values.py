"""What a cell of an OpenDocument table is: a text, number, date or truth, as precise as its format shows it.

Comes in: a `table:table-cell`, its style and the text that is seen. Goes out: lines, type and remarks. The
program's own text of a number is kept: it is as the format shows it.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import NamedTuple

from lxml import etree

from ssetrack.tables.elements import first_child
from ssetrack.tables.grid import Beside, Remark, Typed
from ssetrack.tables.moments import iso, says_otherwise
from ssetrack.tables.number_formats import Part, sections
from ssetrack.tables.opendocument.names import CALCEXT, OFFICE, TABLE, TEXT
from ssetrack.tables.opendocument.styles import Styles
from ssetrack.tables.shown_numbers import perhaps_day

_NUMBERS = {"float", "percentage", "currency"}
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}:[0-9]{2})?")
_TIME = re.compile(r"PT([0-9]{1,6})H([0-9]{1,2})M([0-9]{1,2})(?:[.,][0-9]+)?S")
_REFERENCE = re.compile(r"\[\.?([^\]\[]*)\]")
"""How OpenFormula writes a reference: `[.A1]`, `[$Sheet.A1:.B2]`."""

_DIGITS = re.compile("[0-9]{1,6}")
_PREFIX = re.compile(r"(?:[A-Za-z]+:)?=")


class Value(NamedTuple):
    """What a cell is."""

    lines: tuple[str, ...]
    typed: Typed = Typed.TEXT
    remarks: tuple[Remark, ...] = ()


def value(element: etree._Element, style: str, lines: tuple[str, ...], styles: Styles) -> Value:
    """The value of a cell whose text is seen as `lines`."""
    kind = element.get(OFFICE + "value-type", "")
    number = element.get(OFFICE + "value", "")
    if kind in _NUMBERS:
        read = _number(element, style, number, lines, styles)
    elif kind == "date":
        read = _date(element.get(OFFICE + "date-value", ""), style, lines, styles)
    elif kind == "time":
        read = _time(element.get(OFFICE + "time-value", ""), style, lines, styles)
    elif kind == "boolean":
        truth = element.get(OFFICE + "boolean-value") == "true"
        read = Value(("TRUE" if truth else "FALSE",), Typed.TRUTH)
    else:
        said = " ".join(element.get(OFFICE + "string-value", "").split())
        read = Value(lines or ((said,) if said else ()))
    remarks = read.remarks
    if element.get(CALCEXT + "value-type") == "error" and lines:
        remarks = (*remarks, Remark(Beside.ERROR, lines[0]))
        read = Value(lines)
    formula = element.get(TABLE + "formula")
    if formula is not None:
        computed = bool(kind or read.lines)
        text = _REFERENCE.sub(_plain_reference, _PREFIX.sub("=", formula, count=1))
        remarks = (*remarks, Remark(Beside.FORMULA if computed else Beside.NEVER_COMPUTED, text))
    return read._replace(remarks=remarks)


def _plain_reference(reference: re.Match[str]) -> str:
    return reference[1].replace(":.", ":")


def _number(
    element: etree._Element, style: str, number: str, lines: tuple[str, ...], styles: Styles
) -> Value:
    if not lines and first_child(element, TEXT + "p") is not None:
        return Value((), remarks=(Remark(Beside.HIDDEN, number),))  # its format shows nothing
    day = ""
    if element.get(OFFICE + "value-type") == "float" and not styles.has_format(style):
        try:
            day = perhaps_day(float(number))
        except ValueError:
            day = ""
    if day and _reads(day, lines):
        return Value((day,), Typed.DATE)
    return Value(lines or (number,), Typed.NUMBER, (Remark(Beside.UNFORMATTED, day),) if day else ())


def _reads(day: str, lines: tuple[str, ...]) -> bool:
    """Whether the program shows a number as this day, though no style says so: it does that with formulas."""
    year, month, number = map(int, day.split("-"))
    numbers = [int(found) for found in _DIGITS.findall(" ".join(lines))]
    return sorted(numbers) in (sorted((year, month, number)), sorted((year % 100, month, number)))


def _date(text: str, style: str, lines: tuple[str, ...], styles: Styles) -> Value:
    found = _MOMENT.match(text)
    try:
        at = datetime.fromisoformat(found[0]) if found else None
    except ValueError:
        at = None
    section = styles.section(style)
    if at is None or (section is None and styles.has_format(style)):
        return Value(lines or ((text,) if text else ()))
    if section is None or not section.is_date:
        section = sections("yyyy-mm-dd hh:mm")[0]
    elif lines and says_otherwise(section):
        return Value((iso(at, section),), Typed.DATE, (Remark(Beside.WRITTEN, " ".join(lines)),))
    return Value((iso(at, section),), Typed.DATE)


def _time(text: str, style: str, lines: tuple[str, ...], styles: Styles) -> Value:
    """An hour of a clock, or a duration."""
    found, section = _TIME.fullmatch(text), styles.section(style)
    hours, minutes, seconds = (int(found[at]) for at in (1, 2, 3)) if found else (24, 0, 0)
    if hours >= 24 or (section is not None and Part.ELAPSED in section.parts):
        return Value(lines or (text,), Typed.NUMBER)
    at = datetime(1899, 12, 30) + timedelta(hours=hours, minutes=minutes, seconds=seconds)  # noqa: DTZ001
    return Value((iso(at, sections("hh:mm:ss")[0]),), Typed.DATE)
