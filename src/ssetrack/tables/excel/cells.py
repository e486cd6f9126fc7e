"""One cell of a sheet: what it shows, and what it is.

Comes in: a `<c>` element and what the workbook shares. Goes out: a `Cell` of the grid, with a formula, an
error or a doubtful number beside it. Nothing is calculated: a formula has the value that its program left.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from lxml import etree

from ssetrack.tables.elements import first_child
from ssetrack.tables.excel.names import S, whole
from ssetrack.tables.excel.strings import Strings, runs, text_of, without_escapes
from ssetrack.tables.excel.styles import PLAIN, Look
from ssetrack.tables.grid import Beside, Cell, Remark, Typed
from ssetrack.tables.moments import iso
from ssetrack.tables.number_formats import GENERAL, hides_text, section_of, sections
from ssetrack.tables.runs import Seen, lines_of, sight
from ssetrack.tables.shown_numbers import display_of

_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?)?")
_LONGEST_NUMBER = 40


class Shared(NamedTuple):
    """What all sheets of a workbook have in common."""

    strings: Strings
    looks: Sequence[Look]
    since_1904: bool

    def look(self, element: etree._Element) -> Look:
        """How a cell is set."""
        number = whole(element.get("s"))
        return self.looks[number] if number < len(self.looks) else PLAIN


def cell_of(element: etree._Element, row: int, column: int, shared: Shared) -> Cell:
    """The cell that an element describes."""
    look = shared.look(element)
    kind = element.get("t", "n")
    value = first_child(element, S + "v")
    raw = None if value is None else value.text
    formula = first_child(element, S + "f")
    remarks = _formula(formula, computed=bool(raw) or kind == "str")
    if kind in ("s", "inlineStr", "str"):
        seen, typed, said = _text(_letters(element, kind, raw, look, shared.strings), look)
    elif not raw:
        seen, typed, said = Seen(), Typed.TEXT, ()
    else:
        seen, typed, said = _value(kind, raw, look, since_1904=shared.since_1904)
    return Cell(
        row,
        column,
        seen.lines,
        typed=typed,
        remarks=(*seen.remarks, *said, *remarks),
        fill=look.fill,
        bold=seen.bold,
        struck=seen.struck,
    )


_Read = tuple[Seen, Typed, tuple[Remark, ...]]


def _letters(element: etree._Element, kind: str, raw: str | None, look: Look, strings: Strings) -> Seen:
    """What is seen of a text, wherever it is kept."""
    if kind == "s":
        return strings.sight(whole(raw, -1), look)
    inline = first_child(element, S + "is") if kind == "inlineStr" else None
    if inline is not None:
        return sight(runs(text_of(inline), look))
    return _sight_of(without_escapes(raw or ""), look)


def _text(seen: Seen, look: Look) -> _Read:
    if seen.lines and hides_text(look.code):
        return Seen(), Typed.TEXT, (Remark(Beside.HIDDEN, "\n".join(seen.lines)),)
    return seen, Typed.TEXT, ()


def _value(kind: str, raw: str, look: Look, *, since_1904: bool) -> _Read:
    """A number, truth, error or date, as the cell's format shows it."""
    if kind == "b":
        return _sight_of("TRUE" if raw.strip() in ("1", "true") else "FALSE", look), Typed.TRUTH, ()
    if kind == "e":
        return _sight_of(raw, look), Typed.TEXT, (Remark(Beside.ERROR, raw.strip()),)
    if kind == "d":
        return _date(raw.strip(), look)
    try:
        number = float(raw) if len(raw) <= _LONGEST_NUMBER else float("nan")
    except ValueError:
        number = float("nan")
    if number != number or abs(number) == float("inf"):
        return _sight_of(without_escapes(raw), look), Typed.TEXT, ()
    result = display_of(number, look.code, since_1904=since_1904)
    if not lines_of(result.text):
        hidden = display_of(number, GENERAL).text
        return Seen(), Typed.TEXT, (Remark(Beside.HIDDEN, hidden),)
    remarks = [Remark(Beside.WRITTEN, result.written)] if result.written else []
    remarks += [Remark(Beside.UNFORMATTED, result.day)] if result.day else []
    return _sight_of(result.text, look), result.typed, tuple(remarks)


def _date(raw: str, look: Look) -> _Read:
    """A cell that holds its date in ISO 8601 (ECMA-376 18.18.11, `d`)."""
    try:
        at = datetime.fromisoformat(raw.removesuffix("Z")[:19]) if _MOMENT.match(raw) else None
    except ValueError:
        at = None
    if at is None:
        return _sight_of(raw, look), Typed.TEXT, ()
    section = section_of(look.code, 1)
    if not section.is_date:
        section = sections("yyyy-mm-dd hh:mm")[0]
    return _sight_of(iso(at, section), look), Typed.DATE, ()


def _sight_of(text: str, look: Look) -> Seen:
    """What is seen of a text that is set as its cell."""
    lines = lines_of(text)
    return Seen(lines, struck=bool(lines) and look.struck, bold=bool(lines) and look.bold)


def _formula(element: etree._Element | None, *, computed: bool) -> tuple[Remark, ...]:
    """The formula of a cell. One that is shared with other cells is written out in the first of them only."""
    if element is None:
        return ()
    text = f"={element.text}" if element.text else ""
    return (Remark(Beside.FORMULA if computed else Beside.NEVER_COMPUTED, text),)
