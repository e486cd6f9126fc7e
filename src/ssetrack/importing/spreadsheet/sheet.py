"""A workbook of plans: a sheet for each, and the hidden one that an import compares with.

Comes in: plans on a day. Goes out: octets of an .xlsx file, which do not depend on that day: what is overdue
is worked out by the spreadsheet itself, on the day on which somebody looks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from ssetrack.importing.spreadsheet import hidden_sheet
from ssetrack.importing.spreadsheet.columns import (
    HEADINGS,
    KINDS,
    STATUSES,
    TOLD,
    WIDTHS,
    Part,
    PlanView,
    inherited_parts,
    plan_view,
)
from ssetrack.importing.spreadsheet.hidden_sheet import BaseRows, ListRange
from ssetrack.importing.spreadsheet.names import HIDDEN, LONGEST, RESERVED
from ssetrack.importing.spreadsheet.rows import PlanRow, plan_rows
from ssetrack.status import Snapshot, Status
from ssetrack.tables.grid import letters
from ssetrack.tables.workbook.cell_values import FIRST_DAY
from ssetrack.tables.workbook.description import Choice, Column, Holds, Look, Row, Rule, Sheet, Value
from ssetrack.tables.workbook.writing import octets

HEADING = Look(fill="DCE6EA", bold=True)
HEADING_AGAIN = Look(fill="DCE6EA", colour="6B7280")
GREY = Look(colour="6B7280")
"""What is inherited, or follows from other cells."""

_CLOSED = Look(colour="6B7280")
_CANCELLED = Look(colour="6B7280", struck=True)
_WAITING = Look(colour="6B7280", italic=True)
_OVERDUE = Look(fill="FAD4D4")
_SOON = Look(fill="FCEFC2")
_UNDATED = Look(fill="ECE3F5")
_RUNNING = Look(fill="DCEFE2")

_HOLDS = {Part.PROGRESS: Holds.SHARE, Part.FIRST: Holds.DAY, Part.LAST: Holds.DAY}
_PLACES = {part: place for place, part in enumerate(Part)}


def workbook(plans: Snapshot, lang: str | None) -> bytes:
    """The plans as a workbook, in a language or each in its own."""
    hidden = BaseRows()
    sheets: list[Sheet] = []
    taken: set[str] = {HIDDEN, RESERVED}
    by_plan: dict[str, list[Status]] = {}
    for status in plans.statuses:
        by_plan.setdefault(status.file.path, []).append(status)
    for file in plans.portfolio.files:
        name = _sheet_name(file.id, taken)
        taken.add(name.casefold())
        shown_as = plan_view(file, plans.portfolio, lang)
        rows = list(plan_rows(by_plan.get(file.path, ()), shown_as))
        hidden.plan(file.id, name, lang or "")
        choices = list(_choices(hidden, shown_as))
        for row in rows:
            if row.status is None:
                hidden.texts(hidden_sheet.SECTION, file.id, row.texts)
            else:
                item = row.status.item
                hidden.texts(hidden_sheet.ITEM, file.id, row.texts, "" if item.uid == item.id else item.uid)
        columns = [
            Column(shown_as.say(HEADINGS[part]), WIDTHS[part], _HOLDS.get(part, Holds.TEXT)) for part in Part
        ]
        sheets.append(Sheet(name, [*map(_row, rows)], columns, choices, [*_rules(shown_as, plans.soon)]))
    sheets.append(Sheet(HIDDEN, [Row(row) for row in hidden.rows], hidden=True))
    return octets(sheets)


def _sheet_name(plan: str, taken: set[str]) -> str:
    """A plan's id, cut to what a sheet can be called; numbered where another sheet has that name."""
    name, number = plan[:LONGEST], 1
    while name.casefold() in taken:
        number += 1
        mark = f"~{number}"
        name = plan[: LONGEST - len(mark)] + mark
    return name


def _row(row: PlanRow) -> Row:
    values = [_value(part, row.texts.get(part, "")) for part in Part]
    if row.status is None:
        return Row(values, HEADING, {_PLACES[Part.SECTION]: HEADING_AGAIN}, row.depth)
    grey = TOLD | inherited_parts(row.status)
    return Row(values, looks={_PLACES[part]: GREY for part in grey}, depth=row.depth)


def _value(part: Part, text: str) -> Value:
    """A cell; days and progress are numbers, so that they can be sorted and summed."""
    if part is Part.PROGRESS and text:
        return int(text.removesuffix("%")) / 100
    if part in (Part.FIRST, Part.LAST) and text:
        day = date.fromisoformat(text)
        return day if day >= FIRST_DAY else text
    return text


def _choices(hidden: BaseRows, shown_as: PlanView) -> Iterator[Choice]:
    """The lists of a plan, which the hidden sheet holds."""
    plan = shown_as.file
    # A plan that declares nobody names its owners in words of its own.
    named = (name for item in plan.items for name in (*item.owners, *item.contributors))
    owners = list(dict.fromkeys(named if plan.plan.owners is None else shown_as.owners.values()))
    lists: Sequence[tuple[str, Sequence[str], tuple[Part, ...]]] = (
        ("owners", owners, (Part.OWNERS, Part.WITH)),
        ("goals", list(plan.plan.goals), (Part.GOALS,)),
        ("statuses", [shown_as.say(word) for word in STATUSES.values()], (Part.STATUS,)),
    )
    for kind, values, parts in lists:
        there: ListRange | None = hidden.list(kind, plan.id, values)
        if there is not None:
            yield from (Choice(_PLACES[part], HIDDEN, "C", *there) for part in parts)


def _rules(shown_as: PlanView, soon: int) -> Iterator[Rule]:
    """The colours of states; the spreadsheet knows what day it is."""
    status, last, kind = (f"${letters(_PLACES[part] + 1)}2" for part in (Part.STATUS, Part.LAST, Part.KIND))

    def is_(cell: str, word: str) -> str:
        quoted = word.replace('"', '""')
        return f'{cell}="{quoted}"'

    words = {name: is_(status, shown_as.say(word)) for name, word in STATUSES.items()}
    still_open = f"NOT(OR({words['done']},{words['cancelled']},{words['on-hold']}))"
    yield Rule(words["done"], _CLOSED)
    yield Rule(words["cancelled"], _CANCELLED)
    yield Rule(words["on-hold"], _WAITING)
    yield Rule(f"AND(ISNUMBER({last}),{last}<TODAY(),{still_open})", _OVERDUE)
    yield Rule(f"AND(ISNUMBER({last}),{last}<=TODAY()+{soon},{still_open})", _SOON)
    yield Rule(words["in-progress"], _RUNNING)
    yield Rule(f"AND({is_(kind, shown_as.say(KINDS['undated']))},{still_open})", _UNDATED)
