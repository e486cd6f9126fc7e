"""Which sheet of a workbook is which plan, and what all of them do.

Comes in: a document, and plans on a day. Goes out: an outcome for each sheet that is one of these plans.
Plans are independent of each other: what one refuses stops no other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ssetrack.importing.readings.reading import About
from ssetrack.importing.spreadsheet.checking import with_source
from ssetrack.importing.spreadsheet.hidden_sheet import BasePlan, base_of
from ssetrack.importing.spreadsheet.names import LONGEST
from ssetrack.importing.spreadsheet.outcome import Doubt, Outcome
from ssetrack.importing.spreadsheet.reading import PlanSheet, other_sheets, plan_sheets
from ssetrack.importing.spreadsheet.returning import outcome
from ssetrack.language.message import message
from ssetrack.language.nearest import few
from ssetrack.portfolio import PlanFile
from ssetrack.status import Snapshot
from ssetrack.tables.grid import Document


class Outcomes(NamedTuple):
    """What a workbook did, plan by plan."""

    plans: tuple[Outcome, ...]
    doubts: tuple[Doubt, ...]
    """Sheets that belong to no plan."""


def is_ours(document: Document) -> bool:
    """Whether a document is a workbook that `export xlsx` made, or what another program left of one."""
    return bool(plan_sheets(document))


def outcomes(document: Document, plans: Snapshot) -> Outcomes:
    """What the sheets of a workbook do to their plans, one after the other."""
    base = base_of(document)
    sheets = plan_sheets(document)
    found: list[Outcome] = []
    doubts: list[Doubt] = []
    met: set[str] = set()
    for sheet in sheets:
        of_sheet = _base_plan(sheet, base, only=len(sheets) == 1)
        wanted = sheet.name if of_sheet is None else of_sheet.id
        named = _files(wanted, plans.portfolio.files, exactly=of_sheet is not None)
        if len(named) != 1 or named[0].path in met:
            known = few(file.id for file in plans.portfolio.files)
            what = message("no plan has the id `{id}`; the plans are: {names}", id=wanted, names=known)
            if named:
                what = message("several sheets or plans have the id `{id}`", id=wanted)
            doubts.append(Doubt(sheet.name, About.ROW, "", what))
            continue
        met.add(named[0].path)
        done = outcome(sheet, of_sheet, named[0], plans)
        found.append(done)
        if done.after.text != done.before.text:
            plans = with_source(plans, done.before, done.after)
    doubts += (
        Doubt(name, About.ROW, "", message("this sheet does not belong to a plan: it was not read"))
        for name in other_sheets(document)
    )
    return Outcomes(tuple(found), tuple(doubts))


def _base_plan(sheet: PlanSheet, base: Mapping[str, BasePlan] | None, *, only: bool) -> BasePlan | None:
    """The plan that a sheet was made from: by its name, or the only one if it was renamed."""
    known = list((base or {}).values())
    named = next((plan for plan in known if plan.sheet.casefold() == sheet.name.casefold()), None)
    return known[0] if named is None and only and len(known) == 1 else named


def _files(wanted: str, files: Sequence[PlanFile], *, exactly: bool) -> list[PlanFile]:
    """The plans that an id means; the name of a sheet may be the first letters of one."""
    same = [file for file in files if file.id.casefold() == wanted.casefold()]
    if same or exactly or len(wanted) < LONGEST:
        return same or ([*files] if len(files) == 1 and not exactly and wanted.startswith("table ") else [])
    return [file for file in files if file.id[:LONGEST].casefold() == wanted.casefold()]
