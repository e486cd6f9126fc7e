"""Whatever stands in a table: every cell is counted once, the plan has no error, and nothing is invented."""

from __future__ import annotations

import json
from datetime import date

import hypothesis.strategies as st
from hypothesis import example, given

from conftest import examples
from importing.proposing import DAY, proposed, written
from snapshots import snapshot_of
from ssetrack.dates import DayRange, Period, Purpose, parse
from ssetrack.diagnostic import Severity
from ssetrack.importing.mapping.parsing import answers_in
from ssetrack.importing.mapping.rendering import mapping_text
from ssetrack.importing.proposal.proposal import Proposal
from ssetrack.importing.report.report_data import report_json
from ssetrack.importing.report.report_text import preview_text, report_text
from ssetrack.importing.rows_as_read import rows_text
from ssetrack.language.speaker import ENGLISH
from ssetrack.lint import check
from ssetrack.source import read
from ssetrack.tables.grid import Cell, Document, Heading, Table
from ssetrack.tables.runs import lines_of

HEADINGS = (
    "Activity", "Task", "Who", "Deadline", "Start", "End", "Date", "Status", "Done", "After", "Notes",
    "No", "", "Phase", "With", "Time", "Duration", "Budget", "Risk", "Sep", "Oct", "Nov", "M1", "M2",
    "M3", "Échéance", "Responsable",
)  # fmt: skip
TEXTS = (
    "Council", "1.1 Forum", "1.2 Letter", "2. MEETINGS", "PAPERS", "Ana", "Ana, Bento", "TBD",
    "Who will?", "March 2027", "12 March", "4/11/2027", "13/3", "2027-05-01", "June 2027 - May 2027",
    "ongoing", "?", "M3", "6", "46458", "x", "X", "1", "1.1", "1, 2", "done", "40%", "Total",
    "Note: see below", "8 May 2027 in Lima or 9 June 2027 in Dakar", "by June 2027",
    "Draft: May 2027\nFinal: June 2027", "March 2027\nMay 2027", "1.1 A\n1.2 B", "20:00", "Activity",
    "Deadline", "- a", "# ssetrack: ignore-file", "key: value", '"quoted"', "a\u2028b", "\ufeff", "é́",
    "\ud800", "{a: b}", "*", "&x", "%", "\u200b",
)  # fmt: skip


@st.composite
def tables(draw: st.DrawFn, number: int = 1) -> Table:
    """A table with a header of known words, mostly, and cells that may be merged, filled or struck."""
    columns = draw(st.integers(1, 6))
    rows = draw(st.integers(1, 7))
    cells: dict[tuple[int, int], Cell] = {}
    taken: set[tuple[int, int]] = set()
    for row in range(1, rows + 1):
        for column in range(1, columns + 1):
            if (row, column) in taken or not draw(st.booleans()):
                continue
            pool = HEADINGS if row == 1 else TEXTS
            text = draw(st.sampled_from(pool) if draw(st.integers(0, 9)) else st.text(max_size=12))
            height = draw(st.integers(1, 2)) if row < rows else 1
            width = draw(st.integers(1, 2)) if column < columns else 1
            covered = {(row + down, column + right) for down in range(height) for right in range(width)}
            if covered & taken:
                height, width, covered = 1, 1, {(row, column)}
            taken |= covered
            lines = lines_of(text)  # as every reader of tables puts a cell together
            cells[row, column] = Cell(
                row,
                column,
                lines,
                height,
                width,
                fill=draw(st.sampled_from(("", "", "FF0000"))),
                bold=draw(st.booleans()),
                struck=draw(st.integers(0, 9)) == 0,
            )
    return Table(number, cells, rows, columns, draw(st.sampled_from(("", "", "Plan"))))


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """One table or two, with headings above."""
    blocks: list[Heading | Table] = []
    for number in range(1, draw(st.integers(1, 2)) + 1):
        if draw(st.booleans()):
            blocks.append(
                Heading(draw(st.integers(1, 2)), draw(st.sampled_from(("Plan 2027", "1. Part"))), line=number)
            )
        blocks.append(draw(tables(number)))
    return Document(tuple(blocks))


def proposal_for(document: Document, year: str = "", *, checked: bool = False) -> Proposal:
    return proposed(document, year=year, checked=checked)


@examples(60)
@given(documents(), st.sampled_from(("", "2027")))
@example(Document((Table(1, {(1, 1): Cell(1, 1, ("Activity",))}, 1, 1),)), "")
def test_every_cell_ends_in_one_place(document: Document, year: str):
    proposal = proposal_for(document, year)
    doubtful = {one.spot for one in proposal.doubts}
    left = {spot for one in proposal.ignored for spot in one.spots}
    assert proposal.cells <= proposal.used | doubtful | left
    counts = proposal.counts
    assert counts.cells == counts.read + counts.doubts + counts.ignored
    assert counts.cells == sum(not cell.empty for table in document.tables for cell in table.cells.values())


@given(documents(), st.sampled_from(("", "2027")))
@examples(40)
def test_the_plan_is_without_errors_and_says_what_was_read(document: Document, year: str):
    proposal = proposal_for(document, year, checked=True)
    if not proposal.items:
        return
    text = written(proposal)
    plans = snapshot_of(text, DAY)
    assert not [one for one in check(plans) if one.severity is Severity.ERROR]
    ids = {status.item.id.partition("/")[0] for status in plans.statuses}
    assert ids == {item.id for item in proposal.items}


@examples(60)
@given(documents(), st.sampled_from(("", "2027")))
def test_no_date_is_invented(document: Document, year: str):
    proposal = proposal_for(document, year)
    window = DayRange(date(2027, 1, 1), date(2027, 12, 31)) if year else None
    texts = {" ".join(cell.text.split()) for table in document.tables for cell in table.cells.values()}
    for item in proposal.items:
        for one in item.when.all:
            if one.period is None or "–" in one.text or one.text in HEADINGS:
                continue
            whole = one.text.split(", ")[0]
            assert whole in texts or one.text in texts
            again = [
                parse(one.text, order=order, years=window, purpose=Purpose.DEADLINE)
                for order in ("dmy", "mdy")
            ]
            said = {read.canonical for read in again if isinstance(read, Period)}
            assert one.written in said or "or" in one.text or ":" in one.text or ", " in one.text


@examples(40)
@given(documents())
def test_what_is_written_reads_back_and_is_the_same_twice(document: Document):
    proposal = proposal_for(document)
    text = mapping_text(proposal)
    answers = answers_in(read(text.encode(), "map.yaml"))
    assert [one.where for one in answers.tables] == [one.addresses.whole for one in proposal.layout.tables]
    assert json.loads(report_json(proposal))["counts"] == proposal.counts._asdict()
    assert len(json.loads(rows_text(proposal))["items"]) == len(proposal.items)
    report_text(proposal, ENGLISH)
    preview_text(proposal, ENGLISH)
    again = proposal_for(document)
    assert (written(again), report_json(again), mapping_text(again)) == (
        written(proposal),
        report_json(proposal),
        text,
    )
